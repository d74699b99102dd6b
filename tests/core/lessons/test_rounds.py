"""Rounds of questions: which are asked, and which replies count."""

import pytest

from upsample_core.checks import ParameterError
from upsample_core.lessons.questions import (
    checkerboard,
    convolution_matrix,
    transposed_convolution,
)
from upsample_core.lessons.questions.question import Question
from upsample_core.lessons.questions.rounds import ROUND, ROUNDS, Round, drawn, following

LESSONS = (convolution_matrix, transposed_convolution, checkerboard)


def kinds(count):
    """Kinds of which each asks for its own number."""
    return {
        str(number): lambda seed, number=number: Question(
            str(number), seed, {}, number, mistakes={"next": number + 1}
        )
        for number in range(count)
    }


@pytest.mark.parametrize("lesson", LESSONS)
def test_a_round_has_six_questions_of_six_kinds_in_the_order_of_the_lesson(lesson):
    order = list(lesson.KINDS)
    met = set()
    for seed in range(0, ROUNDS, 7):
        places = [order.index(question.kind) for question in drawn(lesson.KINDS, seed)]
        assert places == sorted(set(places))
        assert len(places) == ROUND == 6
        met |= set(places)
    assert met == set(range(len(order)))


def test_a_seed_makes_the_same_round_and_seeds_differ():
    asked = [str([q.given for q in drawn(checkerboard.KINDS, seed)]) for seed in range(100)]
    again = [str([q.given for q in drawn(checkerboard.KINDS, seed)]) for seed in range(100)]
    assert asked == again
    assert len(set(asked)) == 100
    assert [q.kind for q in drawn(kinds(9), 417)] == ["0", "1", "2", "3", "6", "7"]


def test_a_lesson_with_few_kinds_has_a_short_round():
    assert [q.kind for q in drawn(kinds(2), 5)] == ["0", "1"]


@pytest.mark.parametrize("seed", [-1, ROUNDS, 1.5, "3", None])
def test_a_round_that_there_is_not(seed):
    with pytest.raises(ParameterError, match="seed must be a whole number"):
        drawn(kinds(3), seed)


def test_another_round_follows_and_the_last_is_followed_by_the_first():
    assert [following(seed) for seed in (0, 416, ROUNDS - 1)] == [1, 417, 0]


def test_only_the_first_try_counts():
    now = Round(kinds(3), 0)
    now.reply("0")
    assert (now.outcome(0), now.right) == ("first", 1)
    now.go_on()
    now.reply("2")
    assert now.outcome(1) is None
    assert now.tries[1][0].mistake == "next"
    now.reply("1")
    assert (now.outcome(1), now.right) == ("second", 1)
    now.go_on()
    now.reply("7")
    now.reply("8")
    assert (now.outcome(2), now.right) == ("missed", 1)
    assert not now.done
    now.go_on()
    assert now.done


def test_what_cannot_be_read_and_the_same_again_cost_no_try():
    now = Round(kinds(1), 0)
    now.reply("")
    now.reply("one")
    assert now.unread.problem is not None
    assert now.tries == [[]]
    for reply in ("5", "5.0", "10/2"):
        now.reply(reply)
        assert len(now.tries[0]) == 1
        assert now.unread is None
    now.reply("6")
    assert now.outcome(0) == "missed"


def test_nothing_counts_after_the_solution_or_the_end():
    now = Round(kinds(1), 0)
    now.reply("0")
    now.reply("3")
    assert len(now.tries[0]) == 1
    now.go_on()
    now.reply("3")
    now.go_on()
    assert (now.place, now.right, len(now.tries[0])) == (1, 1, 1)
