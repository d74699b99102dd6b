"""Every step of every lesson asks before it tells, marks the reply, and answers its try-it.

Driven by the lessons' own tables: a step without a prediction or without an answer fails.
"""

import re

import pytest

from tests.app.lesson_page import opened, sound
from tests.app.lessons import LESSONS
from ui.words import sections

STEPS = [(page, step) for page, lesson in LESSONS.items() for step in lesson.steps]
NAMES = [f"{page}-{step.name}" for page, step in STEPS]
ANSWER = {"en": "Answer", "zh": "答案"}
RIGHT = {"en": "So it is.", "zh": "正是这样。"}
WRONG = {"en": r"The figure shows .+\.", "zh": "图中显示的是.+。"}
UNFILLED = re.compile(r"[{}]")


def pills(app, name):
    return next(one for one in app.pills if one.key == f"guess_{name}")


def verdict(app):
    """The text that a prediction is followed by: empty without any."""
    return "".join(m.value for m in app.markdown if re.match(r":(green|orange)\[\*\*", m.value))


def picked(app, step, value):
    sound(pills(app, step.name).set_value(value).run())
    return verdict(app)


@pytest.mark.parametrize(("page", "step"), STEPS, ids=NAMES)
def test_a_step_asks_something_that_can_be_got_wrong(page, step):
    assert step.guess is not None, f"the step {step.name} asks for no prediction"
    guess = step.guess()
    assert guess.right in guess.options
    assert len(guess.options) > 1
    assert len(set(guess.options.values())) == len(guess.options)
    told = sections(LESSONS[page].name)[step.name]
    assert told.asked, f"the step {step.name} has no question in its prose"
    assert told.shown, f"the step {step.name} says nothing to a prediction"


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize(("page", "step"), STEPS, ids=NAMES)
def test_a_prediction_is_marked(page, step, lang):
    app = opened(page, step=step.name, lang=lang)
    guess = step.guess()
    assert len(pills(app, step.name).options) == len(guess.options)
    assert verdict(app) == "", "nothing is told before"
    for value in guess.options:
        said = picked(app, step, value)
        right = value == guess.right
        assert (RIGHT[lang] in said) == right, said
        assert bool(re.search(WRONG[lang], said)) == (not right), said
        assert not UNFILLED.search(said)


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize(("page", "step"), STEPS, ids=NAMES)
def test_what_is_to_be_tried_has_an_answer(page, step, lang):
    app = opened(page, step=step.name, lang=lang)
    (answer,) = [one for one in app.expander if one.label == ANSWER[lang]]
    told = "".join(one.value for one in answer.markdown)
    assert told.strip()
    assert not UNFILLED.search(told)
