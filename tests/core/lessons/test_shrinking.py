"""Shrinking in four ways: the curriculum's numbers, and loops from each definition."""

import math
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.naive_resampling import as_matrix, onnx_rows, pytorch_rows
from tests.golden_values import load
from upsample_core.checks import ParameterError
from upsample_core.lessons.shrinking import WAYS_DOWN, shrunk

COUNTING = [float(n) for n in range(1, 9)]


def blurred(x, sigma):
    """A Gaussian cut off at four sigmas, the signal mirrored at its end samples."""
    reach = int(4 * sigma + 0.5)
    weights = [math.exp(-0.5 * (k / sigma) ** 2) for k in range(-reach, reach + 1)]
    period = 2 * (len(x) - 1)
    mirrored = lambda at: x[min(at % period, period - at % period)]  # noqa: E731
    return [
        sum(w * mirrored(at + k) for k, w in zip(range(-reach, reach + 1), weights, strict=True))
        / sum(weights)
        for at in range(len(x))
    ]


def naive(name, x, size):
    if name == "gaussian":
        x = blurred(x, (len(x) / size - 1) / 2) if len(x) > size else x
        return as_matrix(onnx_rows(len(x), size, "linear"), len(x)) @ x
    if name == "stretched":
        return as_matrix(pytorch_rows(len(x), size, "linear", antialias=True), len(x)) @ x
    rows = onnx_rows(len(x), size, "linear", antialias=name == "clamped")
    return as_matrix(rows, len(x)) @ x


@pytest.mark.parametrize("name", WAYS_DOWN)
@given(length=st.integers(4, 12), size=st.integers(2, 4))
def test_each_way_is_as_defined(name, length, size):
    x = np.random.default_rng(9).standard_normal(length)
    found = shrunk(x, size)[name]
    np.testing.assert_allclose(found.output, naive(name, x, size), atol=1e-9)
    used = np.abs(found.map.matrix.toarray()).sum(axis=0) > 0
    np.testing.assert_array_equal(found.read, used)


def test_the_four_first_values_of_the_curriculum():
    first = {name: one.output[0] for name, one in shrunk(COUNTING, 3).items()}
    wanted = {"plain": 1.8333, "stretched": 2.1053, "clamped": 1.9767, "gaussian": 1.9769}
    assert first == pytest.approx(wanted, abs=5e-5)


@pytest.mark.parametrize(("name", "antialias"), [("plain", False), ("stretched", True)])
def test_pytorch_gives_the_same(name, antialias):
    (case,) = [
        case
        for case in load("interpolation")
        if case.inputs["x"].shape == (1, 1, 1, 8)
        and bool(case.options.get("antialias")) == antialias
    ]
    found = shrunk(case.inputs["x"][0, 0, 0], 3)[name].output
    np.testing.assert_allclose(found, case.outputs[0][0, 0, 0], atol=1e-12)


def test_without_antialiasing_samples_are_passed_over():
    made = shrunk(COUNTING, 3)
    assert np.flatnonzero(~made["plain"].read).tolist() == [2, 5]
    assert made["stretched"].read.all()
    step = Fraction(8, 3)
    assert len(made["stretched"].map.contributions((1,)).weights) == 2 * math.floor(step) + 2


@pytest.mark.parametrize("arguments", [(COUNTING, 9), (COUNTING, 0), ([[1.0]], 1)])
def test_what_is_not_possible_is_refused(arguments):
    with pytest.raises(ParameterError):
        shrunk(*arguments)
