"""Questions about interpolation: neighbours and weights, coordinates, kernels, fixed stamps."""

from __future__ import annotations

import math
from collections.abc import Mapping
from fractions import Fraction

import numpy as np

from upsample_core.lessons.coordinate_rulers import CONVENTIONS, sampled
from upsample_core.lessons.fixed_weights import as_transposed, stamp_of
from upsample_core.lessons.questions.question import Maker, Question, generator
from upsample_core.resampling.coordinates import scaled_size, source_coordinates
from upsample_core.resampling.interpolation import resize_axis_map
from upsample_core.resampling.kernels import keys_cubic


def neighbours(seed: int) -> Question:
    """Ask how many samples an output mixes."""
    source = generator("neighbours", seed)
    reach, axes = source.randint(1, 6), source.choice((2, 2, 3))
    along = 2 * reach
    return Question(
        "neighbours",
        seed,
        {"reach": reach, "axes": axes, "along": along},
        along**axes,
        mistakes={
            "one_axis": along,
            "added": along * axes,
            "one_side": reach**axes,
            "counted_in": (along + 1) ** axes,
        },
    )


def copied(seed: int) -> Question:
    """Ask which cell nearest copies."""
    source = generator("copied", seed)
    before = source.randint(3, 7)
    after = before + source.randint(1, 2 * before)
    output = source.randrange(1, after)
    place = Fraction(output * before, after)
    rows = {
        "asymmetric": resize_axis_map(
            before, after, "nearest", coordinates="asymmetric", nearest_mode="floor"
        ),
        "half_pixel": resize_axis_map(before, after, "nearest", nearest_mode="round_prefer_ceil"),
        "aligned": resize_axis_map(
            before, after, "nearest", coordinates="align_corners", nearest_mode="floor"
        ),
    }
    found = {name: int(row.inputs[output]) for name, row in rows.items()}
    return Question(
        "copied",
        seed,
        {"before": before, "after": after, "output": output, "place": float(place)},
        found["asymmetric"],
        mistakes={
            "rounded": math.floor(place + Fraction(1, 2)),
            "half_pixel": found["half_pixel"],
            "aligned": found["aligned"],
        },
    )


def between(seed: int) -> Question:
    """Ask for one output of linear interpolation along one axis."""
    source = generator("between", seed)
    before = source.randint(3, 5)
    after = before + source.randint(1, before)
    aligned = source.choice((True, False))
    values = source.sample(range(0, 40), before)
    usual, other = ("align_corners", "half_pixel")[:: 1 if aligned else -1]
    places = source_coordinates(after, before, usual)
    inside = [d for d in range(after) if 0 < places[d] < before - 1 and places[d] % 1 > 1e-9]
    output = source.choice(inside)
    place = float(places[output])
    left = math.floor(place)
    share = place - left
    made = {
        name: resize_axis_map(before, after, "linear", coordinates=name).apply(np.array(values))
        for name in CONVENTIONS
    }
    return Question(
        "between",
        seed,
        {
            "values": [float(value) for value in values],
            "before": before,
            "after": after,
            "aligned": "True" if aligned else "False",
            "output": output,
            "place": place,
            "left": left,
            "right": left + 1,
            "left_value": values[left],
            "right_value": values[left + 1],
            "left_weight": 1 - share,
            "right_weight": share,
        },
        float(made[usual][output]),
        mistakes={
            "other": float(made[other][output]),
            "asymmetric": float(made["asymmetric"][output]),
            "turned": share * values[left] + (1 - share) * values[left + 1],
        },
    )


def weights(seed: int) -> Question:
    """Ask for the four weights of bilinear interpolation."""
    source = generator("weights", seed)
    down, across = source.sample((Fraction(1, 4), Fraction(1, 2), Fraction(3, 4)), 2)
    if source.random() < 0.3:
        down = source.choice((Fraction(1, 5), Fraction(2, 5)))
    return Question(
        "weights",
        seed,
        {"down": float(down), "across": float(across)},
        _corners(down, across),
        mistakes={
            "opposite": _corners(1 - down, 1 - across),
            "swapped": _corners(across, down),
            "added": tuple(
                float((a + b) / 2) for a in (1 - down, down) for b in (1 - across, across)
            ),
        },
    )


def _corners(down: Fraction, across: Fraction) -> tuple[float, ...]:
    """Return the weights of the corners, row by row."""
    return tuple(float(a * b) for a in (1 - down, down) for b in (1 - across, across))


def convention(seed: int) -> Question:
    """Ask by which coordinates a row was enlarged."""
    source = generator("convention", seed)
    size, factor = source.randint(3, 4), source.choice((2, 3))
    values = [float(value) for value in source.sample(range(0, 30), size)]
    made = sampled(values, factor)
    right = source.choice(CONVENTIONS)
    return Question(
        "convention",
        seed,
        {
            "values": values,
            "factor": factor,
            "outputs": size * factor,
            "row": made[right].output.tolist(),
            **{f"row_{name}": one.output.tolist() for name, one in made.items()},
        },
        right,
        choices=CONVENTIONS,
        mistakes={name: name for name in CONVENTIONS},
    )


def by_scale(seed: int) -> Question:
    """Ask where an output looks, if a library is given the factor."""
    source = generator("by_scale", seed)
    # Where the product is whole, size and factor say the same.
    before, scale = source.choice(
        [(n, s) for n in range(4, 12) for s in (1.25, 1.5, 1.6, 2.5) if n * s % 1]
    )
    after = scaled_size(before, scale)
    output = source.randrange(1, after)
    return Question(
        "by_scale",
        seed,
        {"before": before, "scale": scale, "after": after, "output": output},
        (output + 0.5) / scale - 0.5,
        mistakes={
            "by_size": float(source_coordinates(after, before)[output]),
            "asymmetric": output / scale,
            "not_moved_back": (output + 0.5) / scale,
        },
    )


def triangle(seed: int) -> Question:
    """Ask for the transposed convolution that is linear interpolation."""
    source = generator("triangle", seed)
    factor = source.randint(2, 40)
    stamp = stamp_of("bilinear", factor)
    size = len(stamp.kernel)
    return Question(
        "triangle",
        seed,
        {
            "factor": factor,
            "size": size,
            "padding": stamp.padding,
            "whole": (5 - 1) * factor + size,
            "wanted": 5 * factor,
        },
        (size, stamp.padding),
        mistakes={
            "nearest": (factor, 0),
            "uncropped": (size, 0),
            "too_wide": (2 * factor, stamp.padding),
            "turned": (stamp.padding, size),
        },
    )


def corner(seed: int) -> Question:
    """Ask what the zeros beyond the border do to a constant."""
    source = generator("corner", seed)
    factor, level = source.choice((2, 3, 4, 5, 6)), source.choice((1, 8, 16, 100))
    made = as_transposed(np.full((3, 4), float(level)), "bilinear", factor).transposed
    edge = float(made[0, made.shape[1] // 2])
    return Question(
        "corner",
        seed,
        {"factor": factor, "level": level, "share": edge / level, "edge": edge},
        float(made[0, 0]),
        mistakes={"inside": level, "edge": edge, "doubled": 2 * edge - level},
    )


def overshoot(seed: int) -> Question:
    """Ask how far cubic interpolation leaves the range of its samples beside an edge."""
    source = generator("overshoot", seed)
    low, step = source.choice((0, 16, 40)), source.choice((32, 64, 80, 160))
    a, other = source.sample((-0.75, -0.5), 2)
    samples = np.array([low, low, low + step, low + step], dtype=float)
    # Halfway between the two samples after the edge, the one before it is 1.5 away.
    far, far_other = (float(keys_cubic(1.5, value)) for value in (a, other))
    near = float(keys_cubic(0.5, a))
    return Question(
        "overshoot",
        seed,
        {"low": low, "high": low + step, "a": a, "far": far, "near": near, "samples": samples},
        low + step - far * step,
        mistakes={
            "clipped": low + step,
            "other_a": low + step - far_other * step,
            "below": low + step + far * step,
            "between": low + step / 2,
        },
    )


KINDS: Mapping[str, Maker] = {
    make.__name__: make
    for make in (
        neighbours,
        copied,
        between,
        weights,
        overshoot,
        convention,
        by_scale,
        triangle,
        corner,
    )
}
"""The kinds of questions of the lesson, in the order they are asked."""
