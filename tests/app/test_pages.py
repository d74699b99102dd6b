"""Every page of the app opens: whole, in both languages, the way a link does."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.ground.places import ROOT
from ui.course import MINUTES_IN_CLASS, PLANS, lesson_named
from ui.frame import LESSONS, PAGES, page_file
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


@pytest.mark.parametrize("minutes", PLANS)
def test_the_steps_for_a_class_are_steps_and_fill_its_time(minutes):
    plan = PLANS[minutes]
    assert list(plan) == [name for name in LESSONS if name in plan]
    for name, steps in plan.items():
        offered = [step.name for step in lesson_named(name).steps]
        assert list(steps) == [step for step in offered if step in steps]
    assert sum(map(len, plan.values())) * MINUTES_IN_CLASS == minutes
