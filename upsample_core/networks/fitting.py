"""Which sizes a chain takes as they are, and what each remedy makes of one that it does not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from upsample_core.checks import Array
from upsample_core.networks.chain import Chain, with_fit
from upsample_core.networks.layer import MAX_SIZE
from upsample_core.networks.plan import Course, Plan, Sizes, plan, sizes_through

_SEARCHED = 640
"""Sizes that are tried for a rule."""

REMEDIES: Mapping[str, str] = {
    "refuse": "exact",
    "crop_maps": "trim",
    "pad_map": "pad",
    "resize_map": "resize",
    "pad_picture": "",
    "resize_picture": "",
}
"""What can be done where maps do not fit, and the fit of every join then; the last two change the
picture instead."""


class Rule(NamedTuple):
    """The sizes up to 640 that fit.

    Attributes
    ----------
    least : int
    period : int
        How far one is from the next, or a run of sizes from the next run; 0 where that varies, or
        where there is no other.
    found : int
        How many.
    run : int
        How many fit in a row.
    """

    least: int
    period: int
    found: int
    run: int = 1

    @property
    def residue(self) -> int:
        """What is left of a size that fits, divided by the period."""
        return self.least % self.period if self.period else 0


class Outcome(NamedTuple):
    """What a remedy makes of a size.

    Attributes
    ----------
    remedy : str
        One of `REMEDIES`.
    taken : (int, int) or None
        The size that the chain is given; None where the remedy does not help.
    output : (int, int) or None
        What comes out.
    changed : (int, int)
        By how many cells the picture is changed, or at most a map.
    """

    remedy: str
    taken: Sizes | None
    output: Sizes | None
    changed: Sizes


def fits(chain: Chain, size: int, axis: int = 0) -> bool:
    """Whether a chain takes a size along one axis as it is, see `which_fit`."""
    return bool(which_fit(chain, np.array([size]), axis)[0])


def which_fit(chain: Chain, sizes: Array, axis: int = 0) -> Array:
    """Return which sizes a chain takes along one axis as they are: all maps that meet are equal.

    Where a join crops, that it begins at a whole cell and ends inside; where one pads or resizes,
    that it has nothing to do.
    """
    course = sizes_through(chain, sizes, np.full_like(sizes, axis))
    fit = course.sizes[-1] > 0
    for place, met in course.meetings.items():
        fit &= met.fits & (_cuts(chain, place) | (met.have == met.kept))
    return np.asarray(fit)


def _cuts(chain: Chain, place: int) -> bool:
    layer = chain.layers[place]
    return layer.kind == "crop" or layer.fit == "crop"


def fitting_rule(chain: Chain) -> Rule | None:
    r"""Return the rule that the sizes follow that fit; None if none up to 640 does.

    Examples
    --------
    >>> from upsample_core.networks.text import read_chain
    >>> fitting_rule(read_chain("skip a\nmaxpool k2 s2\nup x2 nearest\njoin a cat"))
    Rule(least=2, period=2, found=320, run=1)
    """
    return _rule(chain)


@lru_cache(maxsize=64)
def _rule(chain: Chain) -> Rule | None:
    found = np.flatnonzero(which_fit(chain, np.arange(1, _SEARCHED + 1))) + 1
    if not found.size:
        return None
    least, count = int(found[0]), int(found.size)
    ends = np.flatnonzero(np.diff(found) > 1)
    if not ends.size:
        return Rule(least, int(found[-1] == _SEARCHED), count, count)
    firsts = np.concatenate(([0], ends + 1))
    periods, runs = set(np.diff(found[firsts]).tolist()), set(np.diff(firsts).tolist())
    if len(periods) > 1 or len(runs) > 1:  # the last run is not looked at: it may go on beyond 640
        return Rule(least, 0, count)
    return Rule(least, periods.pop(), count, runs.pop())


def remedies(chain: Chain, size: Sizes) -> tuple[Outcome, ...]:
    """Return what each remedy makes of a size, in the order of `REMEDIES`."""
    return tuple(_outcomes(chain, size))


def _outcomes(chain: Chain, size: Sizes) -> Iterator[Outcome]:
    exact = all(fits(chain, side, axis) for axis, side in enumerate(size))
    planned = plan(chain, size)
    if exact and all(each.have == each.kept for each in planned.meetings):  # nothing to be done
        yield from (Outcome(remedy, size, planned.output, (0, 0)) for remedy in REMEDIES)
        return
    yield Outcome("refuse", size if exact else None, planned.output if exact else None, (0, 0))
    for remedy, fit in REMEDIES.items():
        if fit in ("trim", "pad", "resize"):
            yield _mended(remedy, with_fit(chain, fit), size)
    for remedy, downwards in (("pad_picture", False), ("resize_picture", True)):
        taken = nearest_size(chain, size, downwards)
        output = _course(chain, taken)[0] if taken else None
        by = (taken[0] - size[0], taken[1] - size[1]) if taken else (0, 0)
        yield Outcome(remedy, taken, output, by)


def _mended(remedy: str, chain: Chain, size: Sizes) -> Outcome:
    """Return what comes out where maps are made to fit, and by how much one is changed at most."""
    output, course = _course(chain, size)
    gaps = [
        np.abs(met.kept - met.have)
        for place, met in course.meetings.items()
        if chain.layers[place].kind in ("join", "unpool")
    ]
    height, width = np.max(gaps, axis=0).tolist() if gaps else (0, 0)
    return Outcome(remedy, size if output else None, output, (height, width))


def _course(chain: Chain, size: Sizes) -> tuple[Sizes | None, Course]:
    """Return what comes out, None where the chain stops, and the way to it."""
    course = sizes_through(chain, np.array(size), np.arange(2))
    height, width = course.sizes[-1].tolist()
    return ((height, width) if height and width else None), course


def nearest_size(chain: Chain, size: Sizes, downwards: bool) -> Sizes | None:
    """Return the nearest height and width that fit, from the size on upwards, or to either side."""
    found = [_nearest(chain, side, axis, downwards) for axis, side in enumerate(size)]
    down, across = found
    return None if down is None or across is None else (down, across)


def _nearest(chain: Chain, side: int, axis: int, downwards: bool) -> int | None:
    least = max(side - _SEARCHED, 1) if downwards else side
    sizes = np.arange(least, min(side + _SEARCHED, MAX_SIZE + 1))
    found = sizes[which_fit(chain, sizes, axis)]
    if not found.size:
        return None
    # Of two that are as near, the larger one.
    return int(found[::-1][np.abs(found[::-1] - side).argmin()])


def crops(planned: Plan) -> tuple[float, ...]:
    """Return where the crops of a plan begin, from top to bottom, in the order of the chain."""
    return tuple(
        meeting.starts[0]
        for meeting in planned.meetings
        if meeting.kind == "crop" or meeting.fit == "crop"
    )
