"""The questions on unpooling are marked: right and wrong replies, slips, and silly ones.

That the answers are true is shown with their sentences, in `test_question_claims`.
"""

import numpy as np
import pytest

from upsample_core.lessons.questions.question import mark
from upsample_core.lessons.questions.unpooling import KINDS

SEEDS = range(200)


def spelled(value):
    return value if isinstance(value, str) else str(np.atleast_1d(value).tolist())


@pytest.mark.parametrize("kind", KINDS)
def test_replies_are_marked(kind):
    slips = 0
    for seed in SEEDS:
        question = KINDS[kind](seed)
        assert question.kind == kind
        assert mark(question, spelled(question.answer)).right
        for value in question.mistakes.values():
            marked = mark(question, spelled(value))
            assert not marked.right
            assert marked.mistake in question.mistakes
            slips += 1
        for reply in (None, "", "?", "nan", "1/0", "1 2 3 4 5 6 7 8 9"):
            assert mark(question, reply).problem is not None
    assert slips > 200


@pytest.mark.parametrize("kind", KINDS)
def test_seeds_differ_and_repeat(kind):
    again = [str(KINDS[kind](seed).given) for seed in SEEDS]
    assert again == [str(KINDS[kind](seed).given) for seed in SEEDS]
    assert len(set(again)) > 30


def test_every_choice_is_right_some_time():
    assert {KINDS["nails"](seed).answer for seed in SEEDS} == set("abcd")
