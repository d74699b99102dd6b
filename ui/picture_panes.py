"""Pictures drawn pixel by pixel, in panes that zoom and move together.

A Streamlit component of our own (`assets/pictures`): one pixel of a picture is a whole number of
pixels of the screen at every zoom, so that the viewer adds no pattern to what it shows. The numbers
are sent, not colours: what a pixel holds can be read, to the last digit that is shown.
"""

from __future__ import annotations

import json
import re
import struct
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from math import ceil, floor, log10
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import streamlit as st
from numpy.typing import NDArray
from plotly.colors import sample_colorscale

from ui.theme import COUNTS
from ui.words import N_, _
from upsample_core.analysis.spectrum import log_spectrum
from upsample_core.picture_run import grey

__all__ = ["Cell", "Pane", "bundle", "counts_pane", "draw_pictures", "payload", "spectrum_pane"]

_ASSETS = Path(__file__).parent.parent / "assets"
# Each module after those that it imports from.
_MODULES = (
    "stage/dom",
    "pictures/payload",
    "pictures/measures",
    "pictures/colours",
    "pictures/pane",
    "pictures/overview",
    "pictures/gestures",
    "pictures/pictures",
)

LEVELS = 500
"""Steps between black and white, at least, in which numbers are sent: finer than the screen's."""
MOST_EXACT = 2**20
"""Of more numbers than this only what the screen can show is sent."""
COUNT_LIMITS = (4, 9, 16, 36, 64, 144, 576)
"""Scales of counts end at one of these, so that they seldom change while a parameter moves."""
_LEGEND = 8
_SIMPLE = 8

_PHRASES = {
    "name": N_("Pictures; arrows move them, + and − zoom"),
    "place": N_("row {0}, column {1}"),
    "frequency": N_("{0} down, {1} across, cycles per pixel"),
    "overlap": N_("overlap {0}"),
    "clipped": N_("clipped"),
    "less": N_("Zoom out"),
    "more": N_("Zoom in"),
    "whole": N_("Back to the beginning"),
    "scale": N_("1 pixel = {zoom} × {zoom} of the screen."),
    "nearly": N_("The sizes share no whole factor here: the pictures agree in the middle."),
    "map": N_("The whole picture"),
    "averaged": N_("The whole picture, {side} × {side} pixels averaged"),
    "open": N_("Open in the lab"),
    "hint": N_(
        "Drag to move; +, −, Ctrl + wheel or two fingers to zoom; double-click to begin again. "
        "Shift + arrows walk from pixel to pixel."
    ),
    "keep": N_("Click a pixel to keep it."),
    "help": N_("Mouse, fingers and keys"),
}


class Cell(NamedTuple):
    """A pixel of a figure: which pane, row and column."""

    pane: int
    row: int
    column: int


@dataclass(frozen=True, eq=False)
class Pane:
    """One picture and how it is drawn.

    Attributes
    ----------
    title : str
        Translated.
    values : ndarray, shape (H, W) or (C, H, W), C being 1 or 3
        What is read under the pointer.
    role : str
        ``input``, ``output``, ``overlap`` or empty: it decides the colour of the title.
    window : pair of float
        The values that are drawn darkest and brightest; what lies beyond is clipped.
    coloured : bool
        Whether the colours are those of counts instead of greys.
    overlap : ndarray of int, shape (H, W), optional
        Stored entries that reach each pixel.
    note : str
        What stands below, such as a gain.
    legend : sequence of int
        Counts whose colours are explained.
    frequencies : pair of pairs of float, optional
        For a spectrum: along each axis the frequency of the first pixel, and from one to the next.
    """

    title: str
    values: NDArray[Any]
    role: str = ""
    window: tuple[float, float] = (0.0, 1.0)
    coloured: bool = False
    overlap: NDArray[Any] | None = None
    note: str = ""
    legend: Sequence[int] = ()
    frequencies: tuple[tuple[float, float], tuple[float, float]] | None = None


def counts_pane(title: str, counts: NDArray[Any], note: str = "") -> Pane:
    """Return a pane of counts (H, W), on a scale that is the same for small and large kernels."""
    limit = _count_limit(counts)
    levels = np.unique(counts).tolist()
    shown = levels if len(levels) <= _LEGEND else [levels[0], levels[len(levels) // 2], levels[-1]]
    window = (0.0, float(limit))
    return Pane(title, counts, "overlap", window, coloured=True, note=note, legend=shown)


def spectrum_pane(
    title: str, values: NDArray[Any], role: str = "", note: str = "", side: int = 256
) -> Pane:
    """Return the log spectrum of a picture (H, W) or (C, H, W), the mean of its channels.

    Where it is larger than `side`, whole blocks show their maximum, so that single bright
    frequencies stay.
    """
    spectrum = log_spectrum(grey(values) if values.ndim == 3 else values)
    block = -(-max(spectrum.shape) // side)
    rows, columns = (size // block for size in spectrum.shape)
    blocks = spectrum[: rows * block, : columns * block].reshape(rows, block, columns, block)
    largest = blocks.max(axis=(1, 3))
    window = (float(np.percentile(largest, 1)), float(largest.max()))
    if block > 1:
        told = _("Each pixel: the largest of {block} × {block} frequencies.", block=block)
        note = f"{note} {told}".strip()
    frequencies = tuple(
        ((block - 1) / 2 / size - size // 2 / size, block / size) for size in spectrum.shape
    )
    return Pane(title, largest, role, window, coloured=True, note=note, frequencies=frequencies)  # type: ignore[arg-type]


def _count_limit(counts: NDArray[Any]) -> int:
    most = int(counts.max(initial=1))
    return next((limit for limit in COUNT_LIMITS if limit >= most), most)


# ---------------------------------------------------------------------- what is sent


def payload(
    panes: Sequence[Pane],
    *,
    detail: int | None = None,
    width: int = 300,
    height: int = 420,
    lab: bool = False,
) -> bytes:
    """Return a figure as the component reads it, words of the session's language included.

    Parameters
    ----------
    panes : sequence of Pane
        Pictures of one scene: the whole of each covers the whole of the others, their middles
        coincide.
    detail : int, optional
        About how many pixels of the finest pane are seen across at first; all of them, or as many
        as there is room for, where left out.
    width, height : int
        Of a pane in CSS pixels: the least width, and the largest height.
    lab : bool
        Whether a pixel can be opened in the lab.
    """
    scene = tuple(max(pane.values.shape[axis] for pane in panes) for axis in (-2, -1))
    arrays: list[NDArray[Any]] = []
    described = [_described(pane, scene, arrays) for pane in panes]
    finest = max(
        described, key=lambda pane: (pane["spans"] == [(1, 1)] * 2, pane["role"] == "output")
    )
    finest["finest"] = True
    windows = {id(pane.values): pane.window for pane in panes}
    packed = [_packed(values, windows.get(id(values))) for values in arrays]
    header = {
        "panes": described,
        "arrays": [facts for facts, _planes in packed],
        "scene": scene,
        "detail": detail,
        "width": width,
        "height": height,
        "lab": lab,
        "words": {key: _(phrase) for key, phrase in _PHRASES.items()},
    }
    spelled = json.dumps(header, ensure_ascii=False, separators=(",", ":")).encode()
    # Differences of neighbours have few repetitions worth a search: the quickest level will do.
    deflate = zlib.compressobj(1, strategy=zlib.Z_FILTERED)
    numbers = b"".join(deflate.compress(planes) for _facts, planes in packed) + deflate.flush()
    return struct.pack("<I", len(spelled)) + spelled + numbers


def _described(pane: Pane, scene: tuple[int, ...], arrays: list[NDArray[Any]]) -> dict[str, Any]:
    """Return what the browser is told of a pane; its arrays join those of the figure."""
    shape = pane.values.shape[-2:]
    spans = [span(whole, size) for whole, size in zip(scene, shape, strict=True)]
    offsets = [
        float((whole - size * each) / 2)
        for whole, size, each in zip(scene, shape, spans, strict=True)
    ]
    return {
        "title": pane.title,
        "role": pane.role,
        "note": pane.note,
        "window": pane.window,
        "palette": _palette() if pane.coloured else "",
        "legend": [(str(count), _colour(count, pane.window)) for count in pane.legend],
        "spans": [each.as_integer_ratio() for each in spans],
        "offsets": offsets,
        "array": _placed(pane.values, arrays),
        "overlap": None if pane.overlap is None else _placed(pane.overlap, arrays),
        "frequencies": pane.frequencies,
        "finest": False,
    }


def span(whole: int, size: int) -> Fraction:
    """Return how many of `whole` pixels one of `size` pixels spans, as a simple ratio.

    Borders may take a pixel from a size, or add one: 256 → 511 is a factor of two.
    """
    ratio = Fraction(whole, size)
    if abs(whole - size * round(ratio)) <= 1:
        return Fraction(round(ratio))
    return ratio if ratio.denominator <= _SIMPLE else ratio.limit_denominator(_SIMPLE)


def _placed(values: NDArray[Any], arrays: list[NDArray[Any]]) -> int:
    """Return the place of an array among those that are sent, where it is sent but once."""
    for place, known in enumerate(arrays):
        if known is values:
            return place
    arrays.append(values)
    return len(arrays) - 1


def _packed(
    values: NDArray[Any], window: tuple[float, float] | None
) -> tuple[dict[str, Any], bytes]:
    """Round numbers to whole steps, and write their differences as planes of bytes."""
    step, digits = _step(values, window)
    steps = np.rint(values / values.dtype.type(step))
    # Small numbers are quicker to pack as such.
    kind = np.int16 if np.abs(steps).max() < 2**12 else np.int32
    steps = steps.astype(kind)
    if steps.ndim == 3 and steps.shape[0] == 3:
        steps[0] -= steps[1]
        steps[2] -= steps[1]
    differences = np.diff(steps.ravel(), prepend=kind(0))
    bits = 8 * differences.itemsize
    folded = ((differences << 1) ^ (differences >> (bits - 1))).view(f"<u{bits // 8}")
    depth = max(1, -(-int(folded.max()).bit_length() // 8))
    by_byte = folded.view(np.uint8).reshape(-1, bits // 8)
    planes = b"".join(by_byte[:, plane].tobytes() for plane in range(depth))
    facts = {"shape": values.shape, "step": step, "digits": digits, "planes": depth}
    return facts | {"about": _is_large(values)}, planes


def _step(values: NDArray[Any], window: tuple[float, float] | None) -> tuple[float, int]:
    """Return the size of a step, and how many decimals are written.

    Counts stay whole, and 8-bit levels stay what they are; other numbers are rounded to decimals,
    at least `LEVELS` steps from black to white, or to as many levels as a screen has where there
    are more than `MOST_EXACT` of them.
    """
    if values.dtype.kind in "iu":
        return 1.0, 0
    low, high = window or (float(values.min()), float(values.max()))
    if (low, high) == (0, 1) and _is_eight_bit(values[..., :1, :]) and _is_eight_bit(values):
        return 1 / 255, 3
    # No more than 2^26 steps, of which differences of differences still fit 32 bits.
    coarsest = float(np.abs(values).max()) * 10 * 2.0**-26
    if _is_large(values):
        step = max((high - low) / 255, coarsest, 1e-12)
        return step, max(0, floor(-log10(step)))
    finest = max((high - low) / LEVELS, coarsest, 1e-12)
    digits = max(0, ceil(-log10(finest)))
    return (10.0**-digits, digits) if finest < 1 else (10.0 ** floor(log10(finest)), 0)


def _is_large(values: NDArray[Any]) -> bool:
    return values.dtype.kind == "f" and values.size > MOST_EXACT


def _is_eight_bit(values: NDArray[Any]) -> bool:
    levels = values * values.dtype.type(255)
    return bool(np.abs(levels - np.rint(levels)).max() < 1e-4)


@cache
def _palette() -> str:
    """Return 256 steps of the colour scale of counts, six hexadecimal digits each."""
    colours = sample_colorscale(COUNTS, np.linspace(0, 1, 256), colortype="tuple")
    return np.rint(255 * np.array(colours)).astype(np.uint8).tobytes().hex()


def _colour(value: float, window: tuple[float, float]) -> str:
    share = (value - window[0]) / (window[1] - window[0])
    step = min(255, max(0, floor(255 * share + 0.5)))
    return _palette()[6 * step : 6 * step + 6]


# ---------------------------------------------------------------------- the component


def bundle() -> str:
    """Return the component's JavaScript as one module."""
    sources = [(_ASSETS / f"{name}.js").read_text(encoding="utf-8") for name in _MODULES]
    script = re.sub(r"^import [^;]*;\n", "", "\n".join(sources), flags=re.MULTILINE)
    return re.sub(r"^export (?!default)", "", script, flags=re.MULTILINE)


_COMPONENT = st.components.v2.component(
    "pictures",
    css=(_ASSETS / "pictures" / "pictures.css").read_text(encoding="utf-8"),
    js=bundle(),
)


def draw_pictures(figure: bytes, *, key: str) -> Cell | None:
    """Draw a figure that `payload` made; return the pixel that is to be opened in the lab.

    While the key stays the same, changes are drawn in place, and what is seen stays in sight.
    """
    result = _COMPONENT(data=figure, key=key, on_open_change=lambda: None)
    opened = result.open
    return None if opened is None else Cell(**opened)
