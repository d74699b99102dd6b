"""Questions about real networks: what cells see, maps that meet, crops, remedies, overlap, work."""

from __future__ import annotations

from collections.abc import Mapping

from upsample_core.analysis import coverage_phases
from upsample_core.lessons.first_cells import standing
from upsample_core.lessons.questions.question import Maker, Question, generator
from upsample_core.networks import NETWORKS, Chain, Plan, plan, reach, read_chain
from upsample_core.networks.fitting import nearest_size
from upsample_core.shapes import conv_size

SKIPS = ("a", "b", "c", "d")
"""The skips of a U-Net from the outermost to the innermost."""

_HALVERS = ((3, 1), (4, 1), (2, 0))
"""Kernel size and padding of layers with stride 2."""


def field(seed: int) -> Question:
    """Ask how much of the picture a cell depends on after some levels."""
    source = generator("receptive field", seed)
    levels, times, kernel = (
        source.choice((1, 2, 3)),
        source.choice((1, 2, 3)),
        source.choice((3, 5)),
    )
    level, reached = f"conv 1 k{kernel} p1 x{times}\n", (kernel - 1) * times
    chain = read_chain(level + f"maxpool k2 s2\n{level}" * levels)
    seen = reach(plan(chain, 256)).size[0]
    return Question(
        "field",
        seed,
        {
            "levels": levels,
            "times": times,
            "kernel_size": kernel,
            "own": 1 + reached,
            "pooled": 2 + reached,
            "apart": 2**levels,
            "last": reached * 2**levels,
        },
        seen,
        mistakes={
            "cell": 2**levels,
            "no_stride": 1 + reached * (levels + 1) + levels,
            "one_side": (seen - 1) // 2 + 1,
            "last_only": (1 + reached) * 2**levels,
        },
    )


def meeting(seed: int) -> Question:
    """Ask for the sizes of two maps that meet after one halving too many was rounded."""
    source = generator("meeting", seed)
    times, (kernel, padding) = source.choice((2, 3, 4)), source.choice(_HALVERS)
    size = source.randrange(40, 600)
    sizes = [size]
    for _time in range(times):
        sizes.append(conv_size(sizes[-1], kernel, 2, padding, 1))
    doubled, kept = 2 * sizes[-1], sizes[-2]
    other = 2 * ((kept + 1) // 2 if doubled < kept else kept // 2)
    return Question(
        "meeting",
        seed,
        {
            "size": size,
            "times": times,
            "kernel_size": kernel,
            "padding": padding,
            "sizes": " → ".join(map(str, sizes)),
        },
        (doubled, kept),
        mistakes={
            "other_way": (other, kept),
            "no_rounding": (kept, kept),
            "turned": (kept, doubled),
            "not_doubled": (sizes[-1], kept),
            "outermost": (doubled, size),
        },
    )


def first_break(seed: int) -> Question:
    """Ask at which skip of a padded U-Net a size breaks first."""
    source = generator("first break", seed)
    side = source.choice((16, 8, 4, 2, 2, 1, 1)) * source.randrange(17, 40)
    planned = plan(_unet(), side)
    broken = [each.name for each in planned.breaks]
    sizes = [row.before[0] for row in planned.rows if row.layer.kind == "skip"]
    first = broken[0] if broken else "none"
    return Question(
        "first_break",
        seed,
        {
            "side": side,
            "sizes": " → ".join(map(str, [*sizes, planned_bottom(planned)])),
        },
        first,
        choices=(*SKIPS, "none"),
        mistakes={
            "last_one": broken[-1] if len(broken) > 1 else first,
            "deepest": "d",
            "fits": "none",
        },
    )


def planned_bottom(planned: Plan) -> int:
    """Return the height of the smallest map of a plan."""
    return min(row.after[0] for row in planned.rows)


def _unet() -> Chain:
    down = "".join(f"conv 8 k3 p1\nskip {name}\nmaxpool k2 s2\n" for name in SKIPS)
    up = "".join(f"convt 8 k2 s2\njoin {name} cat\nconv 8 k3 p1\n" for name in reversed(SKIPS))
    return read_chain(down + up)


def unet_crop(seed: int) -> Question:
    """Ask how much is cropped at a skip where convolutions have no padding."""
    source = generator("unet crop", seed)
    times, depth = source.choice((1, 2, 2, 3)), source.choice((2, 3, 4))
    from_below = source.randrange(1, depth + 1)
    starts = _crops(times, depth)
    return Question(
        "unet_crop",
        seed,
        {
            "times": times,
            "depth": depth,
            "from_below": from_below,
            "lost": 2 * times,
            "innermost": starts[0],
            "crops": ", ".join(map(str, starts[:from_below])),
        },
        starts[from_below - 1],
        mistakes={
            "both_sides": 2 * starts[from_below - 1],
            "innermost": starts[0],
            "doubled": starts[0] * 2 ** (from_below - 1),
            "next": starts[from_below] if from_below < depth else starts[from_below - 1],
        },
    )


def _crops(times: int, depth: int) -> list[int]:
    """Return where the crops of an unpadded U-Net begin, from the innermost skip on."""
    names = SKIPS[:depth]
    loses = f"conv 8 k3 x{times}\n"
    down = "".join(f"{loses}skip {name}\nmaxpool k2 s2\n" for name in names)
    up = "".join(f"convt 8 k2 s2\njoin {name} cat crop\n{loses}" for name in reversed(names))
    chain = read_chain(down + loses + up)
    planned = next(found for side in range(400, 416) if (found := plan(chain, side)).fits)
    return [int(each.starts[0]) for each in planned.meetings]


def fcn_crop(seed: int) -> Question:
    """Ask from which cell on an FCN crops its last map."""
    source = generator("fcn crop", seed)
    stride = source.choice((8, 16, 32))
    border = source.choice((100, 100, 92, 96, 98, 104, 108))
    chain = read_chain(NETWORKS[f"fcn{stride}s"].text.replace("p100", f"p{border}"))
    last = max(place for place, layer in enumerate(chain.layers) if layer.kind == "convt")
    first = standing(chain, last).first
    centre = (chain.layers[last].kernel - 1) / 2
    return Question(
        "fcn_crop",
        seed,
        {
            "stride": stride,
            "border": border,
            "kernel_size": chain.layers[last].kernel,
            "first": first,
            "centre": centre,
        },
        round(centre - first),
        mistakes={
            "sign": centre + first,
            "border": border,
            "published": next(layer.offset for layer in chain.layers if layer.kind == "crop") or 0,
            "kernel": chain.layers[last].kernel // 2,
        },
    )


def pad_picture(seed: int) -> Question:
    """Ask to which size a picture is padded for a network that joins every level."""
    source = generator("pad picture", seed)
    halvings = source.choice((3, 4, 5, 6))
    period = 2**halvings
    size = tuple(
        period * source.randrange(4, 12) + source.randrange(1, period) for _axis in range(2)
    )
    level = "skip s{0}\nconv 8 k3 s2 p1\n"
    chain = read_chain(
        "".join(level.format(place) for place in range(halvings))
        + "".join(f"convt 8 k4 s2 p1\njoin s{n} cat\n" for n in reversed(range(halvings)))
    )
    taken = nearest_size(chain, (size[0], size[1]), downwards=False) or size
    return Question(
        "pad_picture",
        seed,
        {"halvings": halvings, "size": size, "period": period},
        taken,
        mistakes={
            "down": tuple(side // period * period for side in size),
            "one_less": tuple(-(-side // (period // 2)) * (period // 2) for side in size),
            "nearest": tuple((side + period // 2) // period * period for side in size),
            "one_more": tuple(side + period for side in taken),
        },
    )


def comes_out(seed: int) -> Question:
    """Ask which size comes out of a network without skips."""
    source = generator("comes out", seed)
    times = source.choice((2, 2, 3))
    kernel, extra = source.choice(((3, 1), (4, 0)))
    size = source.randrange(50, 520)
    while size % 2**times == 0:
        size += 1
    down = f"conv 8 k{kernel} s2 p1\n" * times
    up = f"convt 8 k{kernel} s2 p1 op{extra}\n" * times
    planned = plan(read_chain(down + up), size)
    smaller, period = planned_bottom(planned), 2**times
    return Question(
        "comes_out",
        seed,
        {
            "times": times,
            "kernel_size": kernel,
            "extra": extra,
            "size": size,
            "smallest": smaller,
            "period": period,
        },
        planned.output[0],
        mistakes={
            "same": size,
            "other_way": size // period * period if extra else -(-size // period) * period,
            "one_layer": 2 * smaller,
        },
    )


def overlap(seed: int) -> Question:
    """Ask how many taps reach the phases of an upsampling layer that networks have."""
    source = generator("overlap of a layer", seed)
    kernel, stride = source.choice(
        ((5, 2), (3, 2), (4, 2), (9, 2), (9, 4), (9, 3), (6, 2), (7, 3), (5, 3), (6, 4), (7, 2),
         (8, 4), (11, 4), (64, 32), (63, 32), (16, 8), (12, 4), (10, 4), (8, 3), (7, 4), (32, 16))
    )  # fmt: skip
    counts = coverage_phases(kernel, stride).tolist()
    most, least = max(counts), min(counts)
    return Question(
        "overlap",
        seed,
        {
            "kernel_size": kernel,
            "stride": stride,
            "whole": kernel // stride,
            "rest": kernel % stride,
        },
        (most, least),
        mistakes={
            "two_axes": (most * most, least * least),
            "even": (most, most),
            "parameters": (kernel, stride),
            "turned": (least, most),
        },
    )


def work(seed: int) -> Question:
    """Ask what the layers of a network cost together, by where its pixel shuffle stands."""
    source = generator("work", seed)
    factor, layers = source.choice((2, 3, 4)), source.choice((4, 5, 6))
    place = source.randrange(1, layers + 1)
    lines = [
        f"conv {4 * factor**2} k3 p1\nshuffle {factor}" if number == place else "conv 4 k3 p1"
        for number in range(1, layers + 1)
    ]
    planned = plan(read_chain("\n".join(["input 4", *lines])), 16)
    one = 9 * 4 * 4 * 16 * 16
    square = factor**2
    return Question(
        "work",
        seed,
        {
            "factor": factor,
            "square": square,
            "layers": layers,
            "place": place,
            "before": place - 1,
            "after": layers - place + 1,
        },
        planned.multiplications // one,
        mistakes={
            "shuffle_free": place + (layers - place) * square,
            "one_axis": place - 1 + (layers - place + 1) * factor,
            "all_large": layers * square,
            "all_small": layers,
        },
    )


KINDS: Mapping[str, Maker] = {
    make.__name__: make
    for make in (
        field,
        meeting,
        first_break,
        unet_crop,
        fcn_crop,
        pad_picture,
        comes_out,
        overlap,
        work,
    )
}
"""The kinds of questions of the lesson, in the order they are asked."""
