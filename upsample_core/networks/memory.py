"""How many numbers a chain must hold at one time: the maps of a layer, and those that are kept."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from upsample_core.networks.blocks import written_out
from upsample_core.networks.layer import BLOCKS, INPUT, Layer
from upsample_core.networks.plan import Plan
from upsample_core.networks.widths import size_after


class _Step(NamedTuple):
    """A layer by itself, and the numbers in the map behind it."""

    layer: Layer
    values: int


class _Kept(NamedTuple):
    """The last place where a kept map is needed, and how many numbers of it."""

    last: int
    values: int


def most_held(planned: Plan) -> int:
    """Return the most numbers that are held at one time, one picture and no gradients.

    At each layer those are the map before it, the map behind it, and every kept map that a later
    layer needs; what is kept and never joined is an output, and held to the end. Weights do not
    count, and a filter, a ReLU or a sum may write over what it reads, which does not count either.
    """
    height, width = planned.size
    most = now = planned.chain.channels * height * width
    steps = list(_steps(planned))
    needed = _needed(steps)
    kept = {INPUT: needed[-1]._replace(values=now)} if -1 in needed else {}
    same = {INPUT}  # the names of what is the map along the chain itself
    for place, step in enumerate(steps):
        if step.layer.kind == "skip":
            kept[step.layer.name] = needed[place]._replace(values=needed[place].values or now)
            same.add(step.layer.name)
            continue
        kept = {name: one for name, one in kept.items() if one.last >= place}
        beside = sum(one.values for name, one in kept.items() if name not in same)
        most = max(most, now + step.values + beside)
        now, same = step.values, {step.layer.name} if step.layer.kind == "from" else set()
    return most


def _needed(steps: list[_Step]) -> dict[int, _Kept]:
    """Return for the place of each skip what is held from there on; at -1 for the input.

    Of a map that an unpooling needs, the switches alone, of which there are as many as numbers come
    to the unpooling; of one that tells only its size, nothing.
    """
    wanted: dict[str, _Kept] = {}
    found: dict[int, _Kept] = {}
    for place in range(len(steps) - 1, -1, -1):
        layer = steps[place].layer
        if layer.kind == "skip":
            found[place] = wanted.pop(layer.name, _Kept(len(steps), 0))
        elif layer.kind in ("join", "from"):
            wanted[layer.name] = _Kept(max(place, wanted.get(layer.name, _Kept(0, 0)).last), 0)
        elif layer.kind == "unpool" and layer.name:
            wanted.setdefault(layer.name, _Kept(place, steps[place - 1].values))
        elif layer.kind in ("resize", "crop"):
            wanted.setdefault(layer.name, _Kept(-1, 0))
    if INPUT in wanted:
        found[-1] = wanted[INPUT]
    return found


def _steps(planned: Plan) -> Iterator[_Step]:
    for row in planned.rows:
        if row.layer.kind not in BLOCKS and row.layer.times == 1:
            yield _Step(row.layer, row.values)
            continue
        channels, size = row.channels_before, row.before
        inside: dict[str, tuple[int, tuple[int, int]]] = {}
        for layer in written_out(row.layer, channels):
            if layer.kind == "skip":
                inside[layer.name] = channels, size
            elif layer.kind == "from":
                channels, size = inside[layer.name]
            elif layer.kind != "join":
                channels, size = layer.channels or channels, size_after(layer, size)
            yield _Step(layer, channels * size[0] * size[1])
