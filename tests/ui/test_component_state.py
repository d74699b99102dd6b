"""What a component has sent is what its page sees."""

from streamlit.components.v2 import presentation
from streamlit.components.v2.bidi_component import main

from ui import component_state
from ui.component_state import show_as_sent


def test_no_view_is_put_over_it(monkeypatch):
    make = presentation.make_bidi_component_presenter
    assert callable(make("aggregator", "component", None)), "Streamlit has no such views any more"
    monkeypatch.setattr(main, component_state.NAME, make)  # is put back
    show_as_sent()
    assert getattr(main, component_state.NAME)("aggregator", "component", None) is None


def test_a_streamlit_without_such_views_is_left_as_it_is(monkeypatch):
    monkeypatch.delattr(main, component_state.NAME)
    show_as_sent()
    assert not hasattr(main, component_state.NAME)
