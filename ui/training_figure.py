"""A training as one figure: pictures, kernels and curves, which a slider moves along its steps.

A Streamlit component of our own (`assets/training`). All steps are sent at once, so that to move
along them, or to let them play, asks the server for nothing; where the person stops, the page is
told, for its words and its address. The browser only draws what the core has computed.
"""

from __future__ import annotations

import json
import struct
import zlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from numpy.typing import NDArray

from ui.component import component
from ui.fields import Field, choice_field
from ui.lesson_controls import control
from ui.picture_panes import Pane, described
from ui.scrubbed import asked, moved
from ui.words import N_, _
from upsample_core.analysis import film as packed_film

__all__ = [
    "Bars",
    "Chart",
    "Curve",
    "Film",
    "Part",
    "Table",
    "film",
    "still",
    "the_step",
    "training_figure",
]

_ASSETS = Path(__file__).parent.parent / "assets"

_PHRASES = {
    "slider": N_("Steps of training"),
    "play": N_("Let the training play"),
    "pause": N_("Stop playing"),
    "back": N_("The step before"),
    "forward": N_("The step after"),
    "step": N_("step {0} of {1}"),
}

Values = NDArray[Any]


@dataclass(frozen=True, eq=False)
class Film:
    """A picture in every step, or one that stays.

    Attributes
    ----------
    pane : Pane
        How it is drawn, and the size of its values.
    packed : bytes
        The pictures, as `film` packs them.
    frames : int
        How many: one for each step, or 1.
    notes : sequence of str
        What stands below: one for each step, or one, or none.
    """

    pane: Pane
    packed: bytes
    frames: int
    notes: Sequence[str] = ()


@dataclass(frozen=True, eq=False)
class Table:
    """A small grid of numbers in every step, or one that stays.

    Attributes
    ----------
    title : str
        Translated.
    values : ndarray, shape (M, H, W) or (1, H, W)
    role : str
        ``kernel`` or ``output``: it decides the colour.
    cell : float
        Width of a cell in rem.
    reach : float
        The value of the deepest colour.
    """

    title: str
    values: Values
    role: str = "kernel"
    cell: float = 2.4
    reach: float = 1.2


@dataclass(frozen=True, eq=False)
class Curve:
    """A number in every step.

    Attributes
    ----------
    name : str
        Translated.
    values : ndarray, shape (M,)
    texts : sequence of str
        The numbers as they are written.
    role : str
        ``output``, ``kernel``, ``attention`` or ``zero``: it decides the colour.
    dashed : bool
    """

    name: str
    values: Values
    texts: Sequence[str]
    role: str = "output"
    dashed: bool = False


@dataclass(frozen=True, eq=False)
class Chart:
    """Curves over the steps, with what others reach as lines.

    Attributes
    ----------
    curves : sequence of Curve
    range : pair of float
        The values at the bottom and at the top; what lies beyond leaves the chart.
    marks : sequence of (str, float, str)
        Names with their numbers, heights, and roles, of lines from side to side.
    logarithmic : bool
    """

    curves: Sequence[Curve]
    range: tuple[float, float]
    marks: Sequence[tuple[str, float, str]] = ()
    logarithmic: bool = False


@dataclass(frozen=True, eq=False)
class Bars:
    """Numbers that stay, between two bounds beyond which they warn.

    Attributes
    ----------
    title : str
    values : ndarray, shape (T,)
    bounds, range : pair of float
    """

    title: str
    values: Values
    bounds: tuple[float, float]
    range: tuple[float, float]


Part = Table | Chart | Bars
"""What may stand below the pictures."""


def film(frames: Values) -> bytes:
    """Pack the pictures (M, H, W) of a training, of few colours and bytes."""
    # Most of what changes from step to step is nothing: the quickest search will do.
    return zlib.compress(packed_film(frames), 1)


def still(title: str, values: Values, role: str, note: str = "", sized: bool = True) -> Film:
    """Return a picture (H, W) that stays while the others learn."""
    pane = Pane(title, values, role, note=note, sized=sized)
    return Film(pane, film(values.reshape(1, *values.shape)), 1, (note,))


# ---------------------------------------------------------------------- the step


def step_field(name: str, steps: Sequence[int], start: int) -> Field:
    """Return the field of a step of training."""
    return choice_field(name, steps, start)


def the_step(name: str, steps: Sequence[int], start: int) -> int:
    """Return the step at which a figure stands, and keep it in the address."""
    field = step_field(name, steps, start)
    return int(control(field, _("Steps of training"), lambda value: value))


# ---------------------------------------------------------------------- the component

_COMPONENT = component(
    "training",
    _ASSETS / "training" / "training.js",
    _ASSETS / "pictures" / "pictures.css",
    _ASSETS / "training" / "training.css",
)


def training_figure(
    name: str,
    steps: Sequence[int],
    at: int,
    films: Sequence[Film],
    below: Sequence[Part],
    *,
    detail: int = 80,
    width: int = 200,
    height: int = 240,
    reached: int | None = None,
) -> None:
    """Draw a training; while it stays on the screen, changes are drawn in place.

    Parameters
    ----------
    name : str
        Of the step's field, as for `the_step`; what the person moves it to holds from the next run
        on.
    steps : sequence of int
    at : int
        The step that is shown.
    films : sequence of Film
        Of one scene.
    below : sequence of Part
    detail, width, height : int
        As for `picture_panes.payload`.
    reached : int, optional
        How many of the steps there are so far; all where left out.
    """
    key = f"{name}_figure"
    field = step_field(name, steps, at)
    now = asked(key, at, len(steps))
    numbers: list[bytes] = []
    header = {
        "steps": list(steps),
        "reached": len(steps) if reached is None else reached,
        "at": list(steps).index(now.at),
        "turn": now.turn,
        "pictures": described([one.pane for one in films], [], detail, (width, height)),
        "films": [
            {"frames": one.frames, "shape": one.pane.values.shape, "bytes": len(one.packed),
             "notes": list(one.notes)}
            for one in films
        ],
        "below": [_told(one, numbers) for one in below],
        "words": {key: _(phrase) for key, phrase in _PHRASES.items()},
    }  # fmt: skip
    _COMPONENT(
        data=_joined(header, numbers, films),
        key=key,
        on_at_change=lambda: moved(key, name, lambda at: field.read(str(at))),
    )


def _joined(header: dict[str, Any], numbers: Iterable[bytes], films: Sequence[Film]) -> bytes:
    """Return all as one text of bytes: a length, what is told and the numbers, the pictures."""
    told = json.dumps(header, ensure_ascii=False, separators=(",", ":")).encode()
    words = zlib.compress(b"".join((struct.pack("<I", len(told)), told, *numbers)), 1)
    return b"".join((struct.pack("<I", len(words)), words, *(one.packed for one in films)))


def _told(one: Part, numbers: list[bytes]) -> dict[str, Any]:
    """Return what the browser is told of a part; its numbers join those of the figure."""
    return _TOLD[type(one)](one, numbers)


def _table(one: Table, numbers: list[bytes]) -> dict[str, Any]:
    return {
        "kind": "table",
        "title": one.title,
        "role": one.role,
        "cell": one.cell,
        "reach": one.reach,
        "values": _sent(one.values, numbers),
    }


def _chart(one: Chart, numbers: list[bytes]) -> dict[str, Any]:
    curves = [
        {"name": curve.name, "role": curve.role, "dashed": curve.dashed,
         "texts": list(curve.texts), "values": _sent(curve.values, numbers)}
        for curve in one.curves
    ]  # fmt: skip
    return {
        "kind": "chart",
        "curves": curves,
        "range": one.range,
        "marks": list(one.marks),
        "logarithmic": one.logarithmic,
    }


def _bars(one: Bars, numbers: list[bytes]) -> dict[str, Any]:
    return {
        "kind": "bars",
        "title": one.title,
        "bounds": one.bounds,
        "range": one.range,
        "values": _sent(one.values, numbers),
    }


_TOLD: dict[type, Callable[[Any, list[bytes]], dict[str, Any]]] = {
    Table: _table,
    Chart: _chart,
    Bars: _bars,
}


def _sent(values: Values, numbers: list[bytes]) -> list[int]:
    """Send numbers with the figure; return their shape."""
    numbers.append(values.astype("<f4").tobytes())
    return list(values.shape)
