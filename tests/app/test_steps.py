"""Lessons step by step: one is shown at a time, and one leads to the next."""

import pytest

from tests.app.lesson_page import opened, sound
from tests.app.lessons import LESSONS

CASES = [
    (page, step.name)
    for page, lesson in LESSONS.items()
    for step in (*lesson.path, *lesson.further)
]


def shown(app):
    """The anchors of the steps on show."""
    return [header.proto.anchor for header in app.header]


def button(app, key):
    return next(button for button in app.button if button.key == f"lesson-{key}")


@pytest.mark.parametrize(("page", "name"), CASES)
def test_a_link_opens_one_step(page, name):
    app = opened(page, step=name)
    assert shown(app) == [name]
    assert not app.warning


@pytest.mark.parametrize("page", LESSONS)
def test_a_lesson_begins_with_its_first_step_and_leads_through_all(page):
    lesson = LESSONS[page]
    app = opened(page)
    for place, step in enumerate(lesson.path):
        assert shown(app) == [step.name]
        assert any(b.key == "lesson-before" for b in app.button) == (place > 0)
        sound(button(app, "after").click().run())
    assert shown(app) == ["questions"]
    for step in lesson.further:
        sound(button(app, "after").click().run())
        assert shown(app) == [step.name]
        assert app.query_params["step"] in (step.name, [step.name])


@pytest.mark.parametrize("page", LESSONS)
def test_a_press_on_a_slow_line_counts_though_an_older_address_comes_with_it(page):
    app = opened(page)
    sound(button(app, "after").click().run())
    del app.query_params["step"]  # the browser has not heard of the second step yet
    sound(button(app, "after").click().run())
    assert shown(app) == [LESSONS[page].path[2].name]


@pytest.mark.parametrize("page", LESSONS)
def test_the_row_of_steps_goes_anywhere(page):
    lesson = LESSONS[page]
    app = opened(page)
    for step in reversed(lesson.path):
        sound(app.segmented_control(key="steps").set_value(step.name).run())
        assert shown(app) == [step.name]
    sound(app.segmented_control(key="steps").set_value("questions").run())
    assert shown(app) == ["questions"]
    if lesson.further:
        sound(app.segmented_control(key="steps").set_value("further").run())
        assert shown(app) == [lesson.further[0].name]
        last = lesson.further[-1].name
        sound(app.segmented_control(key="further").set_value(last).run())
        assert shown(app) == [last]
    sound(app.segmented_control(key="steps").set_value("all").run())
    assert len(shown(app)) == len(lesson.steps) + 1


@pytest.mark.parametrize("page", LESSONS)
def test_a_step_that_does_not_exist_gets_a_sentence(page):
    app = opened(page, step="<b>")
    assert len(app.warning) == 1
    assert shown(app) == [LESSONS[page].path[0].name]


@pytest.mark.parametrize("page", LESSONS)
def test_a_lesson_has_a_path_of_four_to_six_steps(page):
    assert 4 <= len(LESSONS[page].path) <= 6


@pytest.mark.parametrize("page", LESSONS)
def test_a_button_counts_over_a_row_that_the_browser_has_not_set_yet(page):
    """Pressed at once, a button comes together with what the row of steps held a moment ago."""
    first, _second, third, *_more = LESSONS[page].path
    app = opened(page)
    sound(button(app, "after").click().run())
    app.segmented_control(key="steps").set_value(first.name)
    sound(button(app, "after").click().run())
    assert shown(app) == [third.name]
