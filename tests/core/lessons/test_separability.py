"""One axis after the other: products counted one by one, and results against all at once."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.naive_resampling import as_matrix, onnx_rows
from upsample_core.checks import ParameterError
from upsample_core.lessons.separability import passes, two_passes

MODES = {"nearest": "nearest", "linear": "linear", "cubic": "cubic"}


@pytest.mark.parametrize("name", MODES)
@given(height=st.integers(2, 5), width=st.integers(2, 6), factor=st.integers(1, 4))
def test_products_are_counted_one_by_one(name, height, width, factor):
    down, across = (onnx_rows(n, n * factor, MODES[name]) for n in (height, width))
    at_once = sum(len(row) * len(column) for row in down for column in across)
    first = sum(len(column) for _row in range(height) for column in across)
    then = sum(len(row) for row in down for _column in range(width * factor))
    found = passes((height, width), name, factor)
    assert (found.at_once, found.one_by_one) == (at_once, first + then)
    assert found.outputs == height * width * factor**2
    assert found.share == pytest.approx((first + then) / at_once)
    assert found.difference < 1e-14


@given(height=st.integers(1, 4), width=st.integers(2, 5), factor=st.integers(1, 4))
def test_first_the_width_then_the_height(height, width, factor):
    x = np.random.default_rng(7).standard_normal((height, width))
    down, across = (as_matrix(onnx_rows(n, n * factor, "linear"), n) for n in x.shape)
    found = two_passes(x, "linear", factor)
    np.testing.assert_allclose(found.wide, x @ across.T, atol=1e-12)
    np.testing.assert_allclose(found.output, down @ x @ across.T, atol=1e-12)


def test_the_wider_the_kernel_the_more_is_saved():
    shares = [passes((64, 48), name, 4).share for name in ("nearest", "linear", "cubic")]
    assert shares[0] > 1 > shares[1] > shares[2]


def test_what_is_not_possible_is_refused():
    with pytest.raises(ParameterError):
        passes((4, 5), "spline", 2)
    with pytest.raises(ParameterError):
        two_passes([1.0, 2.0], "linear", 2)
