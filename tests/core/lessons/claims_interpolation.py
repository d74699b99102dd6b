"""What the questions about interpolation say, checked by fractions that know nothing of the core.

Each function checks one kind and yields where every slip leads; `test_question_claims` runs them.
"""

import math
from fractions import Fraction

import numpy as np
import pytest

from tests.core.naive_transposed import stamped

HALF = Fraction(1, 2)


def looks_at(name, d, before, after):
    """Where output d looks, by one convention, as a fraction."""
    if name == "align_corners":
        return Fraction(d * (before - 1), after - 1)
    step = Fraction(before, after)
    return d * step if name == "asymmetric" else (d + HALF) * step - HALF


def line(values, place):
    """Linear interpolation at a place; beyond the ends stand the end values."""
    place = min(max(place, 0), len(values) - 1)
    left = min(math.floor(place), len(values) - 2)
    return float(values[left] + (place - left) * Fraction(values[left + 1] - values[left]))


def neighbours(q, g):
    assert q.answer == g["along"] ** g["axes"]
    assert g["along"] == 2 * g["reach"]
    yield "one_axis", g["along"]
    yield "added", g["along"] * g["axes"]
    yield "one_side", g["reach"] ** g["axes"]
    yield "counted_in", (g["along"] + 1) ** g["axes"]


def copied(q, g):
    before, after, d = g["before"], g["after"], g["output"]
    place = Fraction(d * before, after)
    assert g["place"] == float(place)
    assert q.answer == math.floor(place) < before
    yield "rounded", math.floor(place + HALF)
    yield "half_pixel", min(math.floor((d + HALF) * before / after), before - 1)
    yield "aligned", math.floor(Fraction(d * (before - 1), after - 1))


def between(q, g):
    aligned = g["aligned"] == "True"
    assert aligned or g["aligned"] == "False"
    names = ("align_corners", "half_pixel") if aligned else ("half_pixel", "align_corners")
    before, after, d = g["before"], g["after"], g["output"]
    place = looks_at(names[0], d, before, after)
    assert g["place"] == pytest.approx(float(place))
    assert (g["left"], g["right"]) == (math.floor(place), math.floor(place) + 1)
    assert g["right"] < before == len(g["values"])
    assert (g["left_value"], g["right_value"]) == tuple(g["values"][g["left"] : g["right"] + 1])
    assert g["left_weight"] + g["right_weight"] == pytest.approx(1)
    assert q.answer == pytest.approx(line(g["values"], place))
    mixed = g["left_weight"] * g["left_value"] + g["right_weight"] * g["right_value"]
    assert mixed == pytest.approx(q.answer)
    yield "other", line(g["values"], looks_at(names[1], d, before, after))
    yield "asymmetric", line(g["values"], looks_at("asymmetric", d, before, after))
    yield "turned", line(g["values"], g["left"] + g["right"] - place)


def weights(q, g):
    down, across = Fraction(str(g["down"])), Fraction(str(g["across"]))
    assert 0 < down < 1
    assert 0 < across < 1
    assert sum(q.answer) == pytest.approx(1)
    corners = [(row, column) for row in (0, 1) for column in (0, 1)]

    def areas(y, x):
        """Each corner's weight is the area of the rectangle opposite to it."""
        return tuple(float(abs(1 - row - y) * abs(1 - column - x)) for row, column in corners)

    assert q.answer == areas(down, across)
    yield "opposite", areas(1 - down, 1 - across)
    yield "swapped", areas(across, down)
    half = [(abs(1 - row - down) + abs(1 - column - across)) / 2 for row, column in corners]
    yield "added", tuple(map(float, half))


def overshoot(q, g):
    a, low, high = g["a"], g["low"], g["high"]
    assert a in (-0.75, -0.5)
    assert list(g["samples"]) == [low, low, high, high]
    assert g["far"] == a / 8 < 0
    assert 2 * g["far"] + 2 * g["near"] == 1
    assert q.answer == high - g["far"] * (high - low) > high, "lighter than every sample"
    # The four that are mixed: the second to the fourth sample, and one more of the last.
    four = [*g["samples"][1:], high]
    assert q.answer == sum(
        w * x for w, x in zip((g["far"], g["near"], g["near"], g["far"]), four, strict=True)
    )
    yield "clipped", high
    yield "other_a", high - (-1.25 - a) / 8 * (high - low)
    yield "below", high + g["far"] * (high - low)
    yield "between", (low + high) / 2


def convention(q, g):
    size, outputs = len(g["values"]), g["outputs"]
    assert outputs == size * g["factor"]
    for name in q.choices:
        row = [line(g["values"], looks_at(name, d, size, outputs)) for d in range(outputs)]
        assert g[f"row_{name}"] == pytest.approx(row)
        assert (g["row"] == pytest.approx(row)) == (name == q.answer)
        yield name, name


def by_scale(q, g):
    scale, d = Fraction(str(g["scale"])), g["output"]
    assert g["after"] == math.floor(g["before"] * scale) < g["before"] * scale, "not the same"
    assert q.answer == pytest.approx(float((d + HALF) / scale - HALF))
    yield "by_size", float(looks_at("half_pixel", d, g["before"], g["after"]))
    yield "asymmetric", float(d / scale)
    yield "not_moved_back", float((d + HALF) / scale)


def tent(factor):
    """A triangle 2S wide, sampled at the cells of the output around a sample."""
    middle = HALF if factor % 2 == 0 else 0
    taps = [1 - abs(cell + middle) / factor for cell in range(-factor, factor + 1)]
    return [float(tap) for tap in taps if tap > 0]


def triangle(q, g):
    factor = g["factor"]
    size = len(tent(factor))
    padding = factor // 2
    assert padding == math.ceil((factor - 1) / 2)
    assert q.answer == (size, padding) == (2 * factor - factor % 2, padding)
    assert (g["size"], g["padding"]) == q.answer
    assert (g["whole"], g["wanted"]) == (len(stamped(np.ones(5), tent(factor), factor)), 5 * factor)
    assert g["whole"] > g["wanted"]
    assert g["whole"] - 2 * padding == g["wanted"]
    yield "nearest", (factor, 0)
    yield "uncropped", (size, 0)
    yield "too_wide", (2 * factor, padding)
    assert ("too_wide" in q.mistakes) == (factor % 2 == 1), "an odd S has one tap less"
    yield "turned", q.answer[::-1]


def corner(q, g):
    factor, level = g["factor"], g["level"]
    taps = tent(factor)
    row = stamped(np.ones(4), taps, factor, factor // 2)
    share = row[0]
    assert share < 1
    assert row[2 * factor] == pytest.approx(1), "inside nothing is missing"
    assert g["share"] == pytest.approx(share)
    assert g["edge"] == pytest.approx(level * share)
    assert q.answer == pytest.approx(level * share**2)
    yield "inside", level
    yield "edge", level * share
    yield "doubled", level * (2 * share - 1)


CHECKS = (
    neighbours, copied, between, weights, overshoot, convention, by_scale, triangle, corner,
)  # fmt: skip
