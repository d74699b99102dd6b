"""What a question is, and how a reply to it is marked."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from upsample_core.checks import ParameterError, whole_number
from upsample_core.inputs.parsing import NumbersError, parse_numbers

Number = int | float
Answer = Number | tuple[Number, ...] | str
Maker = Callable[[int], "Question"]

MAX_REPLY = 200
"""Most characters of a reply."""

_ROUNDED = 0.005
_TIMES = re.compile(r"[×xX*]")
_BRACKETS = "()[]{}（）［］【】 "


@dataclass(frozen=True, eq=False)
class Question:
    """One question, without its words.

    Attributes
    ----------
    kind : str
        What is asked; the words go by it.
    seed : int
        The same kind and seed make the same question.
    given : mapping
        What the prompt and the explanation tell: numbers, shapes, arrays, each by its name.
    answer : number, tuple of numbers, or str
        A string is the one of `choices` that is right.
    choices : tuple of str
        The names of the choices, in the order they are offered; empty where numbers are asked.
    mistakes : mapping
        Wrong answers that a known slip leads to, by the name of the slip. Those that happen to
        equal the answer are left out.
    """

    kind: str
    seed: int
    given: Mapping[str, Any]
    answer: Answer
    choices: tuple[str, ...] = ()
    mistakes: Mapping[str, Answer] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Drop the slips that lead to the right answer all the same."""
        wrong = {
            name: value for name, value in self.mistakes.items() if not _same(value, self.answer)
        }
        object.__setattr__(self, "mistakes", wrong)


@dataclass(frozen=True)
class Marked:
    """What became of a reply.

    Attributes
    ----------
    right : bool
    value : number, tuple, str or None
        The reply as it was read; None where it could not be.
    mistake : str or None
        The name of the slip that leads to this value, where it is known.
    problem : NumbersError or None
        Why the reply could not be read.
    """

    right: bool
    value: Answer | None = None
    mistake: str | None = None
    problem: NumbersError | None = None


def generator(kind: str, seed: int) -> random.Random:
    """Return the source of randomness of one question: the same on every machine."""
    return random.Random(f"{kind} {whole_number('seed', seed, minimum=0)}")


def mark(question: Question, reply: Any) -> Marked:
    """Mark a reply, however it is written.

    Parameters
    ----------
    question : Question
    reply : str, number or None
        The name of a choice; or numbers as text: ``4``, ``4.0``, ``1/3``, ``0.33``, and for
        several ``4, 16``, ``4 16`` or ``4 × 16``. An answer that is no whole number may be
        rounded to two decimals.

    Returns
    -------
    Marked
        Never an exception: what cannot be read has its `problem`.
    """
    try:
        value = _read(question, reply)
    except NumbersError as problem:
        return Marked(False, problem=problem)
    except ParameterError as error:
        return Marked(False, problem=NumbersError("{name}: {why}", name="reply", why=str(error)))
    slips = [name for name, wrong in question.mistakes.items() if _same(value, wrong)]
    right = _same(value, question.answer)
    return Marked(right, value, None if right or not slips else slips[0])


def _read(question: Question, reply: Any) -> Answer:
    if isinstance(question.answer, str):
        if reply in question.choices:
            return str(reply)
        raise NumbersError("{name}: pick one of the choices first", name="reply")
    text = "" if reply is None else str(reply).strip(_BRACKETS)
    if len(text) > MAX_REPLY:
        raise NumbersError(
            "{name} must have at most {most} characters, got {given}",
            name="reply",
            most=MAX_REPLY,
            given=len(text),
        )
    wanted = len(question.answer) if isinstance(question.answer, tuple) else 1
    numbers = parse_numbers(_TIMES.sub(" ", text) if wanted > 1 else text, "reply").ravel()
    if numbers.size != wanted:
        raise NumbersError(
            "{name}: {wanted} numbers are asked for, got {given}",
            name="reply",
            wanted=wanted,
            given=numbers.size,
        )
    values = tuple(float(number) for number in numbers)
    return values if isinstance(question.answer, tuple) else values[0]


def _same(value: Answer, other: Answer) -> bool:
    """Compare a value with an answer; what is no whole number may be rounded."""
    if isinstance(value, str) or isinstance(other, str):
        return value == other
    mine = value if isinstance(value, tuple) else (value,)
    theirs = other if isinstance(other, tuple) else (other,)
    return len(mine) == len(theirs) and all(map(_close, mine, theirs))


def _close(value: Number, other: Number) -> bool:
    bound = 1e-9 if float(other).is_integer() else _ROUNDED + 1e-9
    return abs(value - other) <= bound
