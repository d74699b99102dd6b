"""The theme that is remembered is the one that Streamlit spells."""

import pytest
from streamlit import config
from streamlit.proto.NewSession_pb2 import NewSession
from streamlit.runtime import app_session

from ui.theme_message import remembering, spell_theme_once

PLACES = {
    "theme": lambda theme: theme,
    "theme.light": lambda theme: theme.light,
    "theme.dark": lambda theme: theme.dark,
    "theme.sidebar": lambda theme: theme.sidebar,
    "theme.light.sidebar": lambda theme: theme.light.sidebar,
    "theme.dark.sidebar": lambda theme: theme.dark.sidebar,
}


def whole(spell):
    """The whole theme of a session, as a server puts it together."""
    session = NewSession()
    for section, place in PLACES.items():
        spell(place(session.custom_theme), section)
    return session


@pytest.fixture
def spell():
    """Streamlit's own function, with the app's configuration."""
    config.get_config_options(force_reparse=True)
    return app_session._populate_theme_msg


def test_what_is_remembered_is_what_streamlit_spells(spell):
    wanted = whole(spell)
    assert wanted.custom_theme.light.primary_color
    assert not wanted.custom_theme.HasField("sidebar")
    remembered = remembering(spell)
    for _run in range(3):
        assert whole(remembered) == wanted


def test_it_is_spelled_once(spell):
    asked = []

    def counted(message, section):
        asked.append(section)
        spell(message, section)

    remembered = remembering(counted)
    for _run in range(3):
        whole(remembered)
    assert asked == list(PLACES)


def test_the_server_is_told_so(spell, monkeypatch):
    monkeypatch.setattr(app_session, "_populate_theme_msg", spell)
    spell_theme_once()
    assert app_session._populate_theme_msg is not spell
    assert whole(app_session._populate_theme_msg) == whole(spell)


def test_a_streamlit_that_spells_it_otherwise_is_let_be(monkeypatch):
    monkeypatch.delattr(app_session, "_populate_theme_msg")
    spell_theme_once()
    assert not hasattr(app_session, "_populate_theme_msg")
