"""Every page of the app opens: whole, in both languages, the way a link does."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.ground.places import ROOT
from ui.frame import PAGES, page_file
from ui.words import LANGUAGES


def test_every_file_of_the_pages_is_a_page():
    files = {path.relative_to(ROOT) for path in (ROOT / "pages").glob("*.py")}
    assert files == {Path(page_file(name)) for name in PAGES}


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", PAGES)
def test_every_page_opens(name, lang):
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    app.query_params["lang"] = lang
    if name not in ("home", "lab"):
        app.query_params["step"] = "all"
    app.switch_page(page_file(name)).run()
    assert not app.exception
    assert not app.error
    assert not app.warning
    assert len(app.title) == 1
