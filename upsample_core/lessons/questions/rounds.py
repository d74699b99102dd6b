"""A round of questions, as one person goes through it: two tries each, of which the first counts.

Every round has a number, its seed; there are so few that each question of each has been tried out.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from upsample_core.checks import whole_number
from upsample_core.lessons.questions.question import Maker, Marked, Question, generator, mark

ROUND = 6
"""Most questions of a round."""

ROUNDS = 1000
"""How many rounds a lesson has; their seeds are 0 to 999."""

TRIES = 2
"""How often one may reply to a question before its solution is told."""

Outcome = Literal["first", "second", "missed"]


def drawn(kinds: Mapping[str, Maker], seed: int) -> tuple[Question, ...]:
    """Return the questions of a round: up to six kinds of a lesson, none of them twice.

    Parameters
    ----------
    kinds : mapping
        The makers of the lesson's questions, in the order in which they are asked.
    seed : int
        From 0 to `ROUNDS` - 1: of the choice of kinds, and of every question.

    Raises
    ------
    ParameterError
        If the seed is out of range.
    """
    whole_number("seed", seed, minimum=0, maximum=ROUNDS - 1)
    makers = list(kinds.values())
    chosen = generator("round", seed).sample(range(len(makers)), min(ROUND, len(makers)))
    return tuple(makers[place](seed) for place in sorted(chosen))


def following(seed: int) -> int:
    """Return the seed of the round after one: the same for everybody who had that one."""
    return (seed + 1) % ROUNDS


class Round:
    """One person's way through a round.

    Parameters
    ----------
    kinds : mapping
        As for `drawn`.
    seed : int

    Attributes
    ----------
    seed : int
    questions : tuple of Question
    place : int
        Of the question that is asked now; the number of questions once all are done.
    tries : list of list of Marked
        The replies to each question that counted as tries.
    unread : Marked or None
        The last reply, where it could not be read.
    """

    def __init__(self, kinds: Mapping[str, Maker], seed: int) -> None:
        self.seed = seed
        self.questions = drawn(kinds, seed)
        self.place = 0
        self.tries: list[list[Marked]] = [[] for _question in self.questions]
        self.unread: Marked | None = None

    def reply(self, reply: Any) -> None:
        """Mark a reply to the question that is asked now.

        What cannot be read costs no try, nor does the same reply once more, nor any reply after
        the solution was told.
        """
        if self.done or self.outcome(self.place):
            return
        marked, before = mark(self.questions[self.place], reply), self.tries[self.place]
        self.unread = None if marked.problem is None else marked
        if marked.problem is None and marked.value not in [one.value for one in before]:
            before.append(marked)

    def go_on(self) -> None:
        """Go to the next question, or past the last one."""
        self.place = min(self.place + 1, len(self.questions))
        self.unread = None

    @property
    def done(self) -> bool:
        """Whether all questions have been asked."""
        return self.place == len(self.questions)

    @property
    def right(self) -> int:
        """How many questions were right at the first try."""
        return sum(self.outcome(place) == "first" for place in range(len(self.questions)))

    def outcome(self, place: int) -> Outcome | None:
        """Return at which try a question was right, or that it was missed; None before that."""
        tries = self.tries[place]
        if tries and tries[-1].right:
            return "first" if len(tries) == 1 else "second"
        return "missed" if len(tries) == TRIES else None
