"""What lessons name to be computed in advance is what their pages show."""

import pytest

from tests.app.lesson_page import opened
from tests.app.lessons import LESSONS
from ui.fields import spell

AHEAD = [
    (page, step.name, control, value)
    for page, lesson in LESSONS.items()
    for step in lesson.steps
    for control, values in step.ahead.items()
    for value in list(values)[-2:]
]


@pytest.mark.parametrize(("page", "step", "control", "value"), AHEAD)
def test_the_page_of_such_an_address_shows_what_it_names(page, step, control, value):
    app = opened(page, step=step, **{control: spell(value)})
    assert not app.warning, app.warning[0].value
    assert not app.exception
    assert str(app.session_state[control]) == str(value)
