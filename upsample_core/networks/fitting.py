"""Which sizes a chain takes as they are, and what each remedy makes of one that it does not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from upsample_core.networks.layer import MAX_SIZE
from upsample_core.networks.plan import Plan, Sizes, plan, run_axis
from upsample_core.networks.text import Chain, with_fit

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
        How far one is from the next; 0 where that varies, or where there is no other.
    found : int
        How many.
    """

    least: int
    period: int
    found: int

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
    """Whether a chain takes a size along one axis as it is: every two maps that meet are equal.

    Where a join crops, that it begins at a whole cell and ends inside; where one pads or resizes,
    that it has nothing to do.
    """
    run = run_axis(chain, size, axis)
    return not run.stopped and all(
        meeting.fits and (_cuts(chain, place) or meeting.have == meeting.kept)
        for place, meeting in run.meetings.items()
    )


def _cuts(chain: Chain, place: int) -> bool:
    layer = chain.layers[place]
    return layer.kind == "crop" or layer.fit == "crop"


def fitting_rule(chain: Chain) -> Rule | None:
    r"""Return the rule that the sizes follow that fit; None if none up to 640 does.

    Examples
    --------
    >>> from upsample_core.networks.text import read_chain
    >>> fitting_rule(read_chain("skip a\nmaxpool k2 s2\nup x2 nearest\njoin a cat"))
    Rule(least=2, period=2, found=320)
    """
    return _rule(chain)


@lru_cache(maxsize=64)
def _rule(chain: Chain) -> Rule | None:
    found = [size for size in range(1, _SEARCHED + 1) if fits(chain, size)]
    if not found:
        return None
    steps = {after - before for before, after in pairwise(found)}
    return Rule(found[0], steps.pop() if len(steps) == 1 else 0, len(found))


def remedies(chain: Chain, size: Sizes) -> tuple[Outcome, ...]:
    """Return what each remedy makes of a size, in the order of `REMEDIES`."""
    return tuple(_outcomes(chain, size))


def _outcomes(chain: Chain, size: Sizes) -> Iterator[Outcome]:
    exact = all(fits(chain, side, axis) for axis, side in enumerate(size))
    yield Outcome(
        "refuse", size if exact else None, plan(chain, size).output if exact else None, (0, 0)
    )
    for remedy, fit in REMEDIES.items():
        if fit in ("trim", "pad", "resize"):
            mended = plan(with_fit(chain, fit), size)
            done = mended.stopped is None
            joins = [each for each in mended.meetings if each.kind in ("join", "unpool")]
            changed = [max((abs(each.gaps[axis]) for each in joins), default=0) for axis in (0, 1)]
            yield Outcome(
                remedy,
                size if done else None,
                mended.output if done else None,
                (changed[0], changed[1]),
            )
    for remedy, downwards in (("pad_picture", False), ("resize_picture", True)):
        taken = nearest_size(chain, size, downwards)
        output = plan(chain, taken).output if taken else None
        by = (taken[0] - size[0], taken[1] - size[1]) if taken else (0, 0)
        yield Outcome(remedy, taken, output, by)


def nearest_size(chain: Chain, size: Sizes, downwards: bool) -> Sizes | None:
    """Return the nearest height and width that fit, from the size on upwards, or to either side."""
    found = [_nearest(chain, side, axis, downwards) for axis, side in enumerate(size)]
    down, across = found
    return None if down is None or across is None else (down, across)


def _nearest(chain: Chain, side: int, axis: int, downwards: bool) -> int | None:
    for away in range(_SEARCHED):
        for candidate in (side + away, side - away) if downwards else (side + away,):
            if 1 <= candidate <= MAX_SIZE and fits(chain, candidate, axis):
                return candidate
    return None


def crops(planned: Plan) -> tuple[float, ...]:
    """Return where the crops of a plan begin, from top to bottom, in the order of the chain."""
    return tuple(
        meeting.starts[0]
        for meeting in planned.meetings
        if meeting.kind == "crop" or meeting.fit == "crop"
    )
