"""Pictures drawn pixel by pixel, in panes that zoom and move together.

A Streamlit component of our own (`assets/pictures`): one pixel of a picture is a whole number of
pixels of the screen at every zoom, so that the viewer adds no pattern to what it shows. The numbers
are sent, not colours: what a pixel holds can be read, to the last digit that is shown.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from numpy.typing import NDArray

from ui.component import component
from ui.count_scale import count_colours
from ui.numbers import percent
from ui.packet import packet
from ui.stage_words import REGIONS
from ui.theme import REGION_COLOURS, cividis, difference_colours, role_colours
from ui.words import N_, _
from upsample_core.analysis import coarse_spectrum, levels_of, packed, span, steps_for
from upsample_core.resampling import region_shares

__all__ = [
    "Cell",
    "Pane",
    "counts_pane",
    "described",
    "draw_pictures",
    "payload",
    "regions_pane",
    "spectrum_pane",
]

_ASSETS = Path(__file__).parent.parent / "assets" / "pictures"
_LEGEND = 8
_STEPS = 256
_COUNTS = (0.0, _STEPS - 1.0)
"""The window of counts: one step of the palette for each."""

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
    colours : str
        Greys where left out; ``counts``, ``spectrum``, ``regions``, or the role whose hue the
        values have.
    overlap : ndarray of int, shape (H, W), optional
        Stored entries that reach each pixel.
    note : str
        What stands below, such as a gain.
    legend : sequence of (str, str)
        Texts, and the colours in hexadecimal that they explain.
    names : sequence of str
        What is read under the pointer instead of the numbers 0, 1, 2, …
    frequencies : pair of pairs of float, optional
        For a spectrum: along each axis the frequency of the first pixel, and from one to the next.
    sized : bool
        Whether its size stands behind its title.
    """

    title: str
    values: NDArray[Any]
    role: str = ""
    window: tuple[float, float] = (0.0, 1.0)
    colours: str = ""
    overlap: NDArray[Any] | None = None
    note: str = ""
    legend: Sequence[tuple[str, str]] = ()
    names: Sequence[str] = ()
    frequencies: tuple[tuple[float, float], tuple[float, float]] | None = None
    sized: bool = True


def counts_pane(title: str, counts: NDArray[Any], note: str = "") -> Pane:
    """Return a pane of counts (H, W), on the scale that is the same everywhere."""
    levels = levels_of(counts)
    shown = levels if len(levels) <= _LEGEND else [levels[0], levels[len(levels) // 2], levels[-1]]
    legend = [(str(count), count_colours(count).tobytes().hex()) for count in shown]
    return Pane(title, counts, "overlap", _COUNTS, colours="counts", note=note, legend=legend)


def regions_pane(title: str, regions: NDArray[Any], note: str = "") -> Pane:
    """Return a pane of the regions (H, W) that a method goes by."""
    names = [_(name) for name in REGIONS.values()]
    shares = zip(names, region_shares(regions), strict=True)
    texts = [f"{name} {percent(share)}" for name, share in shares]
    return Pane(
        title,
        regions,
        window=_COUNTS,
        colours="regions",
        note=note,
        legend=list(zip(texts, REGION_COLOURS, strict=True)),
        names=names,
    )


def spectrum_pane(
    title: str, values: NDArray[Any], role: str = "", note: str = "", side: int = 256
) -> Pane:
    """Return the log spectrum of a picture (H, W) or (C, H, W), the mean of its channels.

    Where it is larger than `side`, whole blocks show their maximum.
    """
    found = coarse_spectrum(values, side)
    if found.block > 1:
        told = _("Each pixel: the largest of {block} × {block} frequencies.", block=found.block)
        note = f"{note} {told}".strip()
    return Pane(
        title,
        found.values,
        role,
        found.window,
        colours="spectrum",
        note=note,
        frequencies=found.frequencies,
    )


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
    arrays: list[NDArray[Any]] = []
    header = described(panes, arrays, detail, (width, height), lab)
    windows = {id(pane.values): pane.window for pane in panes}
    numbers = [_packed(values, windows.get(id(values))) for values in arrays]
    header["arrays"] = [facts for facts, _planes in numbers]
    return packet(header, (planes for _facts, planes in numbers))


def described(
    panes: Sequence[Pane],
    arrays: list[NDArray[Any]],
    detail: int | None,
    size: tuple[int, int],
    lab: bool = False,
) -> dict[str, Any]:
    """Return what the browser is told of a figure, but for its arrays, which join those given."""
    scene = tuple(max(pane.values.shape[axis] for pane in panes) for axis in (-2, -1))
    told = [_described(pane, scene, arrays) for pane in panes]
    finest = max(told, key=lambda pane: (pane["spans"] == [(1, 1)] * 2, pane["role"] == "output"))
    finest["finest"] = True
    return {
        "panes": told,
        "scene": scene,
        "detail": detail,
        "width": size[0],
        "height": size[1],
        "lab": lab,
        "words": {key: _(phrase) for key, phrase in _PHRASES.items()},
    }


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
        "palette": _palette(pane.colours) if pane.colours else "",
        "legend": pane.legend,
        "names": pane.names,
        "spans": [each.as_integer_ratio() for each in spans],
        "offsets": offsets,
        "array": _placed(pane.values, arrays),
        "overlap": None if pane.overlap is None else _placed(pane.overlap, arrays),
        "frequencies": pane.frequencies,
        "sized": pane.sized,
        "finest": False,
    }


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
    """Return what the browser is told of an array, and its numbers."""
    how = steps_for(values, window or (0.0, 1.0))
    depth, planes = packed(values, how.step)
    return {"shape": values.shape, "planes": depth, **asdict(how)}, planes


@cache
def _palette(colours: str) -> str:
    """Return the colours of 256 steps from one end of a window to the other, in hexadecimal."""
    if colours == "counts":
        return count_colours(range(_STEPS)).tobytes().hex()
    if colours == "regions":
        return "".join(REGION_COLOURS) + REGION_COLOURS[-1] * (_STEPS - len(REGION_COLOURS))
    shares = [step / (_STEPS - 1) for step in range(_STEPS)]
    if colours == "difference":
        return difference_colours(shares).tobytes().hex()
    levels = cividis(shares) if colours == "spectrum" else role_colours(colours, shares)
    return levels.tobytes().hex()


# ---------------------------------------------------------------------- the component


_COMPONENT = component("pictures", _ASSETS / "pictures.js", _ASSETS / "pictures.css")


def draw_pictures(figure: bytes, *, key: str) -> Cell | None:
    """Draw a figure that `payload` made; return the pixel that is to be opened in the lab.

    While the key stays the same, changes are drawn in place, and what is seen stays in sight.
    """
    result = _COMPONENT(data=figure, key=key, on_open_change=lambda: None)
    opened = result.open
    return None if opened is None else Cell(**opened)
