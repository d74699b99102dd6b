"""What a lesson is: a table of steps and its questions.

A lesson's words are `assets/words/<language>/<name>.md`, in sections. The section `question` says
what the lesson is for, `after` what one can do then; the others are the steps', by their names. A
step is what its controls hold, the numbers in its words and its figure, each a function of the one
before.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from ui.emblem import Emblem
from ui.quiz import Wording
from upsample_core.lessons.questions import Maker

State = TypeVar("State")

MINUTES_A_STEP = 3
"""To predict, to try and to read; the questions take as long as two steps."""


def no_links(_state: Any) -> None:
    """Draw no link."""


def no_numbers(_state: Any) -> dict[str, object]:
    """Return the numbers of words that have none."""
    return {}


@dataclass(frozen=True)
class Guess:
    """What a step asks before it tells.

    Attributes
    ----------
    options : mapping
        What can be picked: values with their names, already translated.
    right : object
        The option that the figure shows to be right.
    """

    options: Mapping[Any, str]
    right: Any


@dataclass(frozen=True)
class Step(Generic[State]):
    """One step of a lesson: words, controls and a figure that answers them.

    Attributes
    ----------
    name : str
        Of its section in the lesson's prose, and of the step in the address.
    title : str
        In one to three words, for the row of steps; a message to translate.
    controls : callable
        Draws the controls, at most five, and returns what they hold.
    view : callable
        Draws the figure of that state.
    numbers : callable
        Returns what the placeholders of the words are filled with in that state.
    links : callable
        Draws the links that open the lab in that state.
    guess : callable, optional
        Returns what is asked before the words tell; how it is asked stands in the prose.
    terms : tuple of str
        The names of the terms that the step uses first: each is explained on demand.
    ahead : mapping
        Controls by their names in the address, with values whose figures take long: those are
        computed while nobody needs the server.
    """

    name: str
    title: str
    controls: Callable[[], State]
    view: Callable[[State], None]
    numbers: Callable[[State], Mapping[str, object]] = no_numbers
    links: Callable[[State], None] = no_links
    guess: Callable[[], Guess] | None = None
    terms: tuple[str, ...] = ()
    ahead: Mapping[str, Iterable[object]] = field(default_factory=dict)


@dataclass(frozen=True)
class Tool:
    """What a lesson leads to: a place where everything that it spoke of can be tried.

    Attributes
    ----------
    name : str
        In the address, as of a step.
    title : str
        In one word or two, for the row of steps; a message to translate.
    fields : tuple of str
        What its controls are called in the address. An address that names one of them and no step
        means the tool; the steps of the lesson leave them out.
    draw : callable
        Draws it, below the row of steps.
    """

    name: str
    title: str
    fields: tuple[str, ...]
    draw: Callable[[], None]


@dataclass(frozen=True)
class Lesson:
    """A lesson: the path that everyone walks, its questions, and what leads further.

    Attributes
    ----------
    name : str
        Of the page in `PAGES`, and of its prose.
    path : tuple of Step
        Four to six steps.
    kinds : mapping of str to callable
        What makes the questions: `KINDS` of the lesson's module of the core.
    wordings : mapping of str to Wording
        The words of every kind.
    further : tuple of Step
        For those who want to know more.
    emblem : callable, optional
        Returns what stands for the lesson on the map of the course.
    sketch : callable, optional
        Draws, beside the sentence that says what the lesson is for, where it is met.
    tool : Tool, optional
    """

    name: str
    path: tuple[Step[Any], ...]
    kinds: Mapping[str, Maker]
    wordings: Mapping[str, Wording]
    further: tuple[Step[Any], ...] = ()
    sketch: Callable[[], None] | None = None
    emblem: Callable[[], Emblem] | None = None
    tool: Tool | None = None

    @property
    def minutes(self) -> int:
        """About how long a first walk takes, in fives: the steps of the path, and the questions."""
        return 5 * round(MINUTES_A_STEP * (len(self.path) + 2) / 5)

    @property
    def steps(self) -> tuple[Step[Any], ...]:
        """All steps, in the order in which they are read."""
        return self.path + self.further
