"""Interpolation as a transposed convolution: against loops of stamps, and loops over fractions."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.naive_resampling import as_matrix, onnx_rows
from tests.core.naive_transposed import stamped
from upsample_core.checks import ParameterError
from upsample_core.lessons.fixed_weights import FIXED, as_transposed, stamp_of

factors = st.integers(1, 6)


def interpolation(name, size, factor):
    mode = "nearest" if name == "nearest" else "linear"
    return as_matrix(onnx_rows(size, size * factor, mode), size)


@pytest.mark.parametrize("name", FIXED)
@given(size=st.integers(2, 6), factor=factors)
def test_both_are_what_they_are_called(name, size, factor):
    x = np.random.default_rng(4).standard_normal(size)
    made, stamp = as_transposed(x, name, factor), stamp_of(name, factor)
    np.testing.assert_allclose(
        made.transposed, stamped(x, stamp.kernel, factor, stamp.padding), atol=1e-12
    )
    np.testing.assert_allclose(made.interpolated, interpolation(name, size, factor) @ x, atol=1e-12)
    off = np.abs(made.interpolated - made.transposed)
    np.testing.assert_array_equal(made.differs, off > 1e-9)
    assert made.difference == off.max()


@given(height=st.integers(2, 4), width=st.integers(3, 6), factor=factors)
def test_bilinear_differs_at_the_border_alone(height, width, factor):
    x = 1 + np.random.default_rng(4).random((height, width))
    made = as_transposed(x, "bilinear", factor)
    down, across = (interpolation("bilinear", n, factor) for n in x.shape)
    np.testing.assert_allclose(made.interpolated, down @ x @ across.T, atol=1e-12)
    border = factor // 2
    wanted = np.ones(made.differs.shape, bool)
    rows, columns = (n * factor for n in x.shape)
    wanted[border : rows - border, border : columns - border] = False
    np.testing.assert_array_equal(made.differs, wanted)
    assert made.cells == wanted.sum()


@pytest.mark.parametrize("name", FIXED)
@given(height=st.integers(1, 4), width=st.integers(1, 5), factor=factors)
def test_with_the_edge_repeated_nothing_differs(name, height, width, factor):
    x = np.random.default_rng(6).standard_normal((height, width))
    made = as_transposed(x, name, factor, repeat_edge=True)
    assert made.transposed.shape == (height * factor, width * factor)
    assert made.cells == 0
    assert made.difference < 1e-12


def test_ones_doubled_lose_a_quarter_at_an_edge_and_more_in_a_corner():
    made = as_transposed(np.ones((3, 4)), "bilinear", 2).transposed
    assert made[0, 0] == made[-1, -1] == 0.5625
    assert set(made[0, 1:-1]) == set(made[1:-1, 0]) == {0.75}


@pytest.mark.parametrize("factor", range(1, 9))
def test_the_numbers_of_the_formula(factor):
    stamp = stamp_of("bilinear", factor)
    assert len(stamp.kernel) == 2 * factor - factor % 2
    assert stamp.padding == -(-(factor - 1) // 2)
    assert sum(stamp.kernel) == pytest.approx(factor)
    assert stamp_of("nearest", factor).kernel.tolist() == [1.0] * factor


@pytest.mark.parametrize("arguments", [([1.0], "cubic", 2), ([1.0], "nearest", 0)])
def test_what_is_not_possible_is_refused(arguments):
    with pytest.raises(ParameterError):
        as_transposed(*arguments)
