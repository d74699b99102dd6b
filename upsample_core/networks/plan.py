"""The plan of a chain: sizes from layer to layer, and where maps that meet do not fit.

Along each axis a chain is planned by itself; `plan` puts the two together.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from upsample_core.checks import Array, Axes, ParameterError, per_axis, whole_number
from upsample_core.networks.layer import INPUT, JOINS, MAX_MAP, MAX_SIZE, Layer, size_after
from upsample_core.networks.text import Chain
from upsample_core.networks.widths import cost, widths

Sizes = tuple[int, int]


class AxisMeeting(NamedTuple):
    """How two maps fit along one axis.

    Attributes
    ----------
    have, kept : int
        Cells of the map that comes along the chain, and of the kept one.
    size : int
        Cells that the chain goes on with; where they do not fit, as if they had been made to.
    start : float
        Where a crop of the larger one begins.
    fits : bool
    """

    have: int
    kept: int
    size: int
    start: float
    fits: bool


class AxisRun(NamedTuple):
    """Sizes along one axis, after each layer, and the meetings by the places of their layers."""

    sizes: tuple[int, ...]
    meetings: dict[int, AxisMeeting]
    stopped: bool


@dataclass(frozen=True)
class Meeting:
    """A map along the chain that meets a kept one.

    Attributes
    ----------
    place : int
        Of the layer, in the chain.
    name : str
    kind : str
        ``join``, ``unpool``, ``crop`` or ``returns``.
    fit : str
    have, kept : (int, int)
        Height and width of the two maps.
    starts : (float, float)
        Where a crop begins; a half is half a pixel.
    fits : (bool, bool)
    """

    place: int
    name: str
    kind: str
    fit: str
    have: Sizes
    kept: Sizes
    starts: tuple[float, float]
    fits: tuple[bool, bool]

    @property
    def broken(self) -> bool:
        """Whether the two do not fit along some axis."""
        return not all(self.fits)

    @property
    def gaps(self) -> Sizes:
        """By how many cells the kept map is larger."""
        return self.kept[0] - self.have[0], self.kept[1] - self.have[1]


@dataclass(frozen=True)
class Row:
    """A layer in a plan.

    Attributes
    ----------
    layer : Layer
    place : int
    channels_before, channels : int
    before, after : (int, int)
        Height and width.
    weights, multiplications : int
        As `cost` counts them.
    """

    layer: Layer
    place: int
    channels_before: int
    channels: int
    before: Sizes
    after: Sizes
    weights: int
    multiplications: int

    @property
    def values(self) -> int:
        """Numbers in the map after the layer."""
        return self.channels * self.after[0] * self.after[1]


@dataclass(frozen=True)
class Plan:
    """What a chain does to one size.

    Attributes
    ----------
    chain : Chain
    size : (int, int)
        Height and width of the input.
    rows : tuple of Row
        The layers that the map gets through.
    meetings : tuple of Meeting
    stopped : Layer or None
        The layer that the map is too small for, or that it does not divide for.
    """

    chain: Chain
    size: Sizes
    rows: tuple[Row, ...]
    meetings: tuple[Meeting, ...]
    stopped: Layer | None

    @property
    def output(self) -> Sizes:
        """Height and width of what comes out, or of the last map before the chain stops."""
        return self.rows[-1].after if self.rows else self.size

    @property
    def breaks(self) -> tuple[Meeting, ...]:
        """The meetings where maps do not fit."""
        return tuple(meeting for meeting in self.meetings if meeting.broken)

    @property
    def fits(self) -> bool:
        """Whether the chain takes this size as it is."""
        return self.stopped is None and not self.breaks

    @property
    def weights(self) -> int:
        """Weights of all layers."""
        return sum(row.weights for row in self.rows)

    @property
    def multiplications(self) -> int:
        """Multiplications of all layers."""
        return sum(row.multiplications for row in self.rows)

    @property
    def largest_map(self) -> int:
        """Numbers in the largest map."""
        return max((row.values for row in self.rows), default=0)


def plan(chain: Chain, size: int | Axes) -> Plan:
    r"""Plan a chain for an input of one size.

    Parameters
    ----------
    chain : Chain
    size : int or (int, int)
        Height and width, up to `MAX_SIZE`.

    Raises
    ------
    ParameterError
        If a size is no whole number from 1 to `MAX_SIZE`, or the chain's channels do not fit
        (`ChainError`).

    Examples
    --------
    >>> from upsample_core.networks.text import read_chain
    >>> chain = read_chain("skip a\nmaxpool k2 s2\nup x2 nearest\njoin a cat")
    >>> planned = plan(chain, (6, 7))
    >>> planned.fits, planned.breaks[0].have, planned.breaks[0].kept
    (False, (6, 6), (6, 7))
    """
    sides = per_axis("size", size, 2)
    for side in sides:
        whole_number("size", side, maximum=MAX_SIZE)
    return _planned(chain, (sides[0], sides[1]))


@lru_cache(maxsize=128)
def _planned(chain: Chain, sides: Sizes) -> Plan:
    channels = widths(chain)
    down, across = (run_axis(chain, side, axis) for axis, side in enumerate(sides))
    reached = min(len(down.sizes), len(across.sizes))
    rows: list[Row] = []
    before, kept = sides, {INPUT: sides}
    for place, layer in enumerate(chain.layers[:reached]):
        after = (down.sizes[place], across.sizes[place])
        if layer.kind == "skip":
            kept[layer.name] = before
        spent = cost(layer, channels[place], before, kept.get(layer.name, before))
        rows.append(Row(layer, place, *channels[place][:2], before, after, *spent))
        before = after
    meetings = tuple(
        _meeting(chain.layers[place], place, one, across.meetings[place])
        for place, one in down.meetings.items()
        if place < reached
    )
    stopped = chain.layers[reached] if reached < len(chain.layers) else None
    return Plan(chain, sides, tuple(rows), meetings, stopped)


def _meeting(layer: Layer, place: int, down: AxisMeeting, across: AxisMeeting) -> Meeting:
    have, kept = (down.have, across.have), (down.kept, across.kept)
    starts, fits = (down.start, across.start), (down.fits, across.fits)
    name = layer.name or INPUT
    return Meeting(place, name, layer.kind, layer.fit, have, kept, starts, fits)


def run_axis(chain: Chain, size: int, axis: int = 0) -> AxisRun:
    """Plan a chain along one axis, as far as it goes."""
    kept, now = {INPUT: size}, size
    sizes: list[int] = []
    meetings: dict[int, AxisMeeting] = {}
    for place, layer in enumerate(chain.layers):
        try:
            after = size_after(layer, now, axis)
        except ParameterError:
            return AxisRun(tuple(sizes), meetings, True)
        if layer.kind == "skip":
            kept[layer.name] = now
        elif layer.kind == "resize":
            after = kept[layer.name]
        elif layer.kind in JOINS:
            meetings[place] = _met(layer, after, kept[layer.name or INPUT])
            after = meetings[place].size
        if not 1 <= after <= MAX_MAP:
            return AxisRun(tuple(sizes), meetings, True)
        sizes.append(after)
        now = after
    return AxisRun(tuple(sizes), meetings, False)


def _met(layer: Layer, have: int, kept: int) -> AxisMeeting:
    """Fit two maps along an axis, as their layer does.

    ``exact`` asks for equal sizes, ``crop`` cuts the kept map, ``pad`` and ``resize`` bring the map
    to the size of the kept one, ``trim`` cuts the larger of the two.
    """
    if layer.kind == "returns":
        wanted = kept * layer.factor
        return AxisMeeting(have, wanted, have, 0, have == wanted)
    if layer.kind == "crop":  # here the map is cropped, to the size of the kept one
        start = (have - kept) / 2 if layer.offset is None else layer.offset
        return AxisMeeting(have, kept, kept, start, _inside(start, kept, have))
    if layer.fit == "crop":
        start = (kept - have) / 2 if layer.offset is None else layer.offset
        return AxisMeeting(have, kept, min(have, kept), start, _inside(start, have, kept))
    if layer.fit == "trim":
        return AxisMeeting(have, kept, min(have, kept), 0, True)
    return AxisMeeting(have, kept, kept, 0, have == kept or layer.fit in ("pad", "resize"))


def _inside(start: float, part: int, whole: int) -> bool:
    """Whether a crop begins at a whole cell and ends inside."""
    return start >= 0 and start == int(start) and start + part <= whole


def shares_of_work(planned: Plan) -> tuple[tuple[Sizes, float], ...]:
    """Return the share of the multiplications that is spent at each size of map, most first.

    A layer works at the size that it returns; a transposed convolution too, whose inputs are fewer.
    """
    spent: dict[Sizes, int] = {}
    for row in planned.rows:
        if row.multiplications:
            spent[row.after] = spent.get(row.after, 0) + row.multiplications
    ordered = sorted(spent.items(), key=lambda item: -item[1])
    return tuple((size, count / planned.multiplications) for size, count in ordered)


def silhouette(planned: Plan, cells: int) -> Array:
    """Return the maps of a plan as rows of ones, each as wide as its map, the widest `cells`.

    Returns
    -------
    ndarray, shape (maps, cells)
        One map for each stretch of layers that keeps the size; zero beside it.
    """
    across = [planned.size[1]]
    for row in planned.rows:
        across += [row.after[1]] if row.after[1] != across[-1] else []
    shares = np.array(across)[:, None] / max(across)
    distances = np.abs(2 * np.arange(cells) + 1 - cells) / cells
    return (distances <= np.maximum(shares, 2 / cells)).astype(float)
