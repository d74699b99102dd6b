"""Questions of three lessons marked: right, wrong, known slips, silly replies.

That the answers are true is shown with their sentences, in `test_question_claims`.
"""

import numpy as np
import pytest

from upsample_core.lessons.questions import KINDS
from upsample_core.lessons.questions.question import mark

SEEDS = range(200)
MAKERS = [
    make
    for name in ("unpooling", "sub_pixel", "learned", "generative")
    for make in KINDS[name].values()
]
CHOICES = [make for make in MAKERS if make(0).choices]


def named(make):
    return f"{make.__module__.rsplit('.', 1)[-1]}-{make.__name__}"


def spelled(value):
    return value if isinstance(value, str) else str(np.atleast_1d(value).tolist())


@pytest.mark.parametrize("make", MAKERS, ids=named)
def test_replies_are_marked(make):
    slips = 0
    for seed in SEEDS:
        question = make(seed)
        assert question.kind == make.__name__
        assert mark(question, spelled(question.answer)).right
        for value in question.mistakes.values():
            marked = mark(question, spelled(value))
            assert not marked.right
            assert marked.mistake in question.mistakes
            slips += 1
        for reply in (None, "", "?", "nan", "1/0", "1 2 3 4 5 6 7 8 9"):
            assert mark(question, reply).problem is not None
    assert slips > 200


@pytest.mark.parametrize("make", MAKERS, ids=named)
def test_seeds_differ_and_repeat(make):
    again = [str(make(seed).given) for seed in SEEDS]
    assert again == [str(make(seed).given) for seed in SEEDS]
    assert len(set(again)) > 20


@pytest.mark.parametrize("make", CHOICES, ids=named)
def test_every_choice_is_right_some_time(make):
    assert {make(seed).answer for seed in SEEDS} == set(make(0).choices)
