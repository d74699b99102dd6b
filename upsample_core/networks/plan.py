"""The plan of a chain: sizes from layer to layer, and where maps that meet do not fit.

`sizes_through` takes many sizes at once, of which each is planned by itself: for a plan a height
and a width, for a rule all that there are.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from upsample_core.checks import Array, Axes, per_axis, whole_number
from upsample_core.networks.chain import Chain
from upsample_core.networks.layer import INPUT, JOINS, KEPT_SIZES, MAX_SIZE, Layer, sizes_after
from upsample_core.networks.widths import cost, widths

Sizes = tuple[int, int]


class Meetings(NamedTuple):
    """How two maps fit along an axis, for each of many sizes.

    Attributes
    ----------
    have, kept : ndarray of int
        Cells of the map that comes along the chain, and of the kept one.
    sizes : ndarray of int
        Cells that the chain goes on with; where they do not fit, as if they had been made to.
    starts : ndarray of float
        Where a crop of the larger one begins.
    fits : ndarray of bool
    """

    have: Array
    kept: Array
    sizes: Array
    starts: Array
    fits: Array


class Course(NamedTuple):
    """Sizes along an axis after each layer, and the meetings by the places of their layers."""

    sizes: list[Array]
    meetings: dict[int, Meetings]


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
    beside : int
        Channels of the kept map that a join brings in.
    """

    layer: Layer
    place: int
    channels_before: int
    channels: int
    before: Sizes
    after: Sizes
    weights: int
    multiplications: int
    beside: int = 0

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
    course = sizes_through(chain, np.array(sides), np.arange(2))
    sizes = [(height, width) for height, width in np.array(course.sizes).tolist()]
    reached = next((place for place, size in enumerate(sizes) if 0 in size), len(sizes))
    rows: list[Row] = []
    before, kept = sides, {INPUT: sides}
    spent: dict[tuple[Layer, tuple[int, int, int], Sizes, Sizes], Sizes] = {}
    for place, layer in enumerate(chain.layers[:reached]):
        if layer.kind == "skip":
            kept[layer.name] = before
        case = layer, channels[place], before, kept.get(layer.name, before)
        if case not in spent:
            spent[case] = cost(*case)
        width, wide, beside = channels[place]
        rows.append(Row(layer, place, width, wide, before, sizes[place], *spent[case], beside))
        before = sizes[place]
    meetings = tuple(
        _meeting(chain.layers[place], place, met)
        for place, met in course.meetings.items()
        if place < reached
    )
    stopped = chain.layers[reached] if reached < len(chain.layers) else None
    return Plan(chain, sides, tuple(rows), meetings, stopped)


def _meeting(layer: Layer, place: int, met: Meetings) -> Meeting:
    have, kept, _sizes, starts, fits = (tuple(each.tolist()) for each in met)
    return Meeting(place, layer.name or INPUT, layer.kind, layer.fit, have, kept, starts, fits)


def sizes_through(chain: Chain, sizes: Array, axis: Array) -> Course:
    """Plan a chain along an axis for many sizes at once.

    Parameters
    ----------
    chain : Chain
    sizes : ndarray of int
    axis : ndarray of int
        For each size, 0 if it is a height and 1 if it is a width.

    Returns
    -------
    Course
        From where a map is too small for a layer on, its size is 0.
    """
    now = sizes
    kept = {INPUT: now}
    found: list[Array] = []
    meetings: dict[int, Meetings] = {}
    for place, layer in enumerate(chain.layers):
        if layer.kind == "skip":
            kept[layer.name] = now
        elif layer.kind in KEPT_SIZES:
            now = np.where(now > 0, kept[layer.name], 0)
        elif not layer.neutral:
            now = sizes_after(layer, now, axis)
            if layer.kind in JOINS and (layer.name or layer.kind == "returns"):
                beside = kept[layer.name or INPUT]
                same = beside is now and layer.offset is None and layer.factor == 1
                meetings[place] = _equal(now) if same else _met(layer, now, beside)
                now = meetings[place].sizes
        found.append(now)
    return Course(found, meetings)


def _equal(sizes: Array) -> Meetings:
    """Return the meeting of two maps of which one was made of the other without a change of size.

    Most do that meet, those of all residual blocks.
    """
    return Meetings(sizes, sizes, sizes, np.zeros(sizes.shape), sizes > 0)


def _met(layer: Layer, have: Array, kept: Array) -> Meetings:
    """Fit two maps along an axis, as their layer does.

    ``exact`` asks for equal sizes, ``crop`` cuts the kept map, ``pad`` and ``resize`` bring the map
    to the size of the kept one, ``trim`` cuts the larger of the two. A crop must begin at a whole
    cell, and end inside.
    """
    alive, starts = have > 0, np.zeros(have.shape)
    if layer.kind == "returns":
        kept = kept * layer.factor
        return Meetings(have, kept, have, starts, have == kept)
    if layer.kind == "crop" or layer.fit == "crop":
        # A join crops what was kept; the layer crops the map, to the size of what was kept.
        whole, part = (have, kept) if layer.kind == "crop" else (kept, have)
        starts = (whole - part) / 2 if layer.offset is None else starts + layer.offset
        inside = (starts >= 0) & (starts == starts.astype(int)) & (starts + part <= whole)
        goes_on = kept if layer.kind == "crop" else np.minimum(have, kept)
        return Meetings(have, kept, np.where(alive, goes_on, 0), starts, inside)
    if layer.fit == "trim":
        return Meetings(have, kept, np.minimum(have, kept), starts, alive)
    fits = (have == kept) | (layer.fit in ("pad", "resize"))
    return Meetings(have, kept, np.where(alive, kept, 0), starts, fits)


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
