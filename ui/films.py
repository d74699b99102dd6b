"""Small pictures in rows, some of which change from frame to frame: a film that a person scrubs.

A Streamlit component of our own (`assets/films`). All frames are sent at once, so that going
through them asks nothing of the server; the frame at which the person stops is in the address. One
pixel of a picture is a whole number of the screen's.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from numpy.typing import NDArray

from ui.component import component
from ui.fields import Field
from ui.lesson_controls import control
from ui.packet import packet
from ui.scrubbed import among, asked, moved
from ui.words import N_, _
from upsample_core.analysis import packed

_ASSETS = Path(__file__).parent.parent / "assets" / "films"
_STEP = 0.005
"""What numbers are rounded to: finer than a screen shows."""

_PHRASES = {
    "play": N_("Play"),
    "pause": N_("Pause"),
    "place": N_("row {0}, column {1}"),
}


@dataclass(frozen=True, eq=False)
class Tile:
    """One small picture.

    Attributes
    ----------
    title : str
        Translated.
    values : ndarray, shape (H, W), or (F, H, W) where it has a frame for each of F steps
        Drawn black at 0 and white at 1; what lies beyond is clipped, and read as it is.
    role : str
        ``input``, ``output`` or empty: the colour of the title.
    notes : sequence of str
        What stands below: one text, or one for each frame.
    lit : bool
        Whether it has a frame around it.
    """

    title: str
    values: NDArray[Any]
    role: str = ""
    notes: Sequence[str] = ()
    lit: bool = False


@dataclass(frozen=True, eq=False)
class Row:
    """Pictures side by side under one title, which may be empty."""

    title: str
    tiles: Sequence[Tile]
    note: str = ""


@dataclass(frozen=True)
class Curve:
    """A number for each frame, drawn as a line.

    Attributes
    ----------
    title : str
        Translated.
    values : sequence of float
    texts : sequence of str
        The same, as they are written.
    role : str
        It decides the colour: ``input``, ``kernel``, ``output`` or ``attention``.
    """

    title: str
    values: Sequence[float]
    texts: Sequence[str]
    role: str = "output"


@dataclass(frozen=True)
class Frames:
    """The frames of a film.

    Attributes
    ----------
    label : str
        What the slider is called, translated.
    names : sequence of str
        What each frame is called.
    """

    label: str
    names: Sequence[str]


@dataclass(frozen=True, eq=False)
class Along:
    """How the address tells which frame of a film is seen.

    Attributes
    ----------
    field : Field
        Of a number.
    label : str
        What it is called, translated.
    values : sequence of float
        What the field holds at each frame. Where it holds anything else, the nearest is seen.
    """

    field: Field
    label: str
    values: Sequence[float]

    def place(self) -> int:
        """Return the frame that the address says, and keep it there."""
        held = float(control(self.field, self.label, lambda value: value))
        return min(range(len(self.values)), key=lambda place: abs(self.values[place] - held))


def film(
    rows: Sequence[Row],
    *,
    side: int = 120,
    frames: Frames | None = None,
    curves: Sequence[Curve] = (),
) -> bytes:
    """Return pictures as the component reads them.

    Parameters
    ----------
    rows : sequence of Row
    side : int
        CSS pixels that a picture is wide and high, at most; where there is less room it is smaller.
    frames : Frames, optional
        Left out where nothing changes.
    curves : sequence of Curve
        Below the pictures, with a mark at the frame that is seen.
    """
    arrays: list[dict[str, Any]] = []
    planes: list[bytes] = []

    def described(tile: Tile) -> dict[str, Any]:
        # Frames lie under one another, so that three of them are not taken for colours.
        depth, bytes_ = packed(tile.values.reshape(-1, tile.values.shape[-1]), _STEP)
        arrays.append({"shape": tile.values.shape, "planes": depth, "step": _STEP})
        planes.append(bytes_)
        return {
            "title": tile.title,
            "role": tile.role,
            "notes": list(tile.notes),
            "lit": tile.lit,
            "array": len(arrays) - 1,
        }

    described_rows = [
        {"title": row.title, "note": row.note, "tiles": [described(tile) for tile in row.tiles]}
        for row in rows
    ]
    header = {
        "rows": described_rows,
        "arrays": arrays,
        "side": side,
        "frames": None if frames is None else vars(frames) | {"names": list(frames.names)},
        "curves": [vars(curve) for curve in curves],
        "words": {key: _(phrase) for key, phrase in _PHRASES.items()},
    }
    return packet(header, planes)


_HEAD = struct.Struct("<HH")
"""Before a film: the frame at which it is to stand, and how many times it was asked for one."""

_TURNS = 2**16

_COMPONENT = component("films", _ASSETS / "films.js", _ASSETS / "films.css")


def draw_film(figure: bytes, *, key: str, along: Along | None = None) -> None:
    """Draw what `film` made.

    Parameters
    ----------
    figure : bytes
    key : str
        While it stays the same, the frame that is seen stays.
    along : Along, optional
        Left out where nothing changes.
    """
    if along is None:
        _COMPONENT(data=_HEAD.pack(0, 0) + figure, key=key)
        return
    now = asked(key, along.place(), len(along.values))
    _COMPONENT(
        data=_HEAD.pack(now.at, now.turn % _TURNS) + figure,
        key=key,
        on_at_change=lambda: moved(key, along.field.name, among(along.values)),
    )
