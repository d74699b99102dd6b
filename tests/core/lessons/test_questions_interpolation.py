"""The questions on interpolation: right by loops over fractions, sample by sample."""

import itertools
import math
from fractions import Fraction

import numpy as np
import pytest

from tests.core.naive_resampling import as_matrix, keys, onnx_rows
from tests.core.naive_transposed import stamped
from upsample_core.lessons.questions.interpolation import KINDS
from upsample_core.lessons.questions.question import mark

SEEDS = range(200)
HALF = Fraction(1, 2)


def neighbours(given):
    """Count the samples nearer than the kernel reaches, around the middle of four of them."""
    near = [place for place in range(-20, 20) if abs(place - HALF) < given["reach"]]
    return sum(1 for _cell in itertools.product(near, repeat=given["axes"]))


def copied(given):
    rows = onnx_rows(given["before"], given["after"], "nearest", "asymmetric", nearest_mode="floor")
    (cell,) = rows[given["output"]]
    return cell


def between(given):
    convention = "align_corners" if given["aligned"] == "True" else "half_pixel"
    rows = onnx_rows(given["before"], given["after"], "linear", convention)
    return as_matrix(rows, given["before"])[given["output"]] @ given["values"]


def weights(given):
    """Weigh each corner by the area of the rectangle opposite to it."""
    down, across = given["down"], given["across"]
    return [abs(1 - row - down) * abs(1 - column - across) for row in (0, 1) for column in (0, 1)]


def overshoot(given):
    a, samples = Fraction(given["a"]), [*given["samples"], given["high"], given["high"]]
    at = Fraction(5, 2)
    return float(sum(keys(a)(place - at) * Fraction(x) for place, x in enumerate(samples)))


def convention(given):
    size, outputs = len(given["values"]), given["outputs"]
    found = [
        name
        for name in ("half_pixel", "align_corners", "asymmetric")
        if np.allclose(
            as_matrix(onnx_rows(size, outputs, "linear", name), size) @ given["values"],
            given["row"],
        )
    ]
    (name,) = found
    return name


def by_scale(given):
    return float((given["output"] + HALF) / Fraction(str(given["scale"])) - HALF)


def triangle(given):
    """Find the smallest kernel and the padding that are linear interpolation inside."""
    factor = given["factor"]
    taps = [place for place in range(-factor, factor + 1) if _tent(place, factor)]
    x = np.random.default_rng(1).standard_normal(5)
    wanted = as_matrix(onnx_rows(5, 5 * factor, "linear"), 5) @ x
    kernel = [_tent(place, factor) for place in taps]
    fits = [
        padding
        for padding in range(factor)
        if np.allclose(_inside(stamped(x, kernel, factor, padding), factor), wanted[factor:-factor])
    ]
    (padding,) = fits
    return len(kernel), padding


def _tent(place, factor):
    """Sample a tent 2S wide around the middle of an output cell: between two taps for an even S."""
    shift = HALF if factor % 2 == 0 else 0
    return float(max(Fraction(0), 1 - abs(place + shift) / factor))


def _inside(values, factor):
    return values[factor : 4 * factor] if len(values) == 5 * factor else np.full(3 * factor, np.nan)


def corner(given):
    factor = given["factor"]
    taps = [_tent(place, factor) for place in range(-factor, factor + 1)]
    kernel = [tap for tap in taps if tap]
    row = stamped(np.ones(4), kernel, factor, factor // 2)
    assert given["edge"] == pytest.approx(given["level"] * row[0])
    return given["level"] * row[0] ** 2


ORACLES = {
    f.__name__: f
    for f in (
        neighbours, copied, between, weights, overshoot, convention, by_scale, triangle, corner,
    )
}  # fmt: skip


def spelled(value):
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)


def test_every_kind_has_an_oracle():
    assert ORACLES.keys() == KINDS.keys()
    assert len(KINDS) >= 5


@pytest.mark.parametrize("kind", KINDS)
def test_the_answer_is_right(kind):
    for seed in SEEDS:
        question = KINDS[kind](seed)
        expected = ORACLES[kind](question.given)
        assert question.kind == kind
        if isinstance(expected, str):
            assert question.answer == expected
        else:
            assert question.answer == pytest.approx(expected)
        assert mark(question, spelled(question.answer)).right


@pytest.mark.parametrize("kind", KINDS)
def test_wrong_answers_are_marked_wrong(kind):
    for seed in SEEDS:
        question = KINDS[kind](seed)
        for name, value in question.mistakes.items():
            marked = mark(question, spelled(value))
            assert not marked.right, (seed, name)
            assert marked.mistake in question.mistakes


@pytest.mark.parametrize("kind", KINDS)
def test_blank_and_silly_answers_get_a_sentence(kind):
    for seed in (0, 77, 150):
        for reply in (None, "", "   ", "?", "a = 2", "nan", "1/0"):
            marked = mark(KINDS[kind](seed), reply)
            assert not marked.right
            assert len(str(marked.problem)) > 10


@pytest.mark.parametrize("kind", KINDS)
def test_a_seed_makes_the_same_question_and_seeds_differ(kind):
    again = [str(dict(KINDS[kind](seed).given)) for seed in SEEDS]
    assert again == [str(dict(KINDS[kind](seed).given)) for seed in SEEDS]
    assert len(set(again)) >= 12


def test_nearest_copies_what_lies_left_of_it():
    for seed in SEEDS:
        question = KINDS["copied"](seed)
        assert question.answer == math.floor(question.given["place"])
