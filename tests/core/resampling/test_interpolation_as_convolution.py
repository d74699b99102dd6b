"""Interpolation by a whole factor is a transposed convolution whose kernel is fixed."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from upsample_core.operations.transposed_convolution import conv_transpose2d, conv_transpose_map
from upsample_core.resampling.interpolation import interpolate, resize_map

factors = st.integers(1, 6)


def triangle_kernel(factor):
    """Return the kernel of bilinear enlarging: K = 2S - S mod 2 samples of a triangle, 2S wide."""
    size = 2 * factor - factor % 2
    return 1 - np.abs(np.arange(size) - (size - 1) / 2) / factor


def bilinear_parameters(factor):
    """Return (kernel size, padding): K = 2S - S mod 2, P = ⌈(S - 1) / 2⌉."""
    return 2 * factor - factor % 2, -(-(factor - 1) // 2)


def enlarged(x, factor, extra_padding=0):
    kernel = triangle_kernel(factor)
    size, padding = bilinear_parameters(factor)
    assert kernel.size == size
    weight = np.outer(kernel, kernel)[None, None]
    return conv_transpose2d(x, weight, stride=factor, padding=padding + extra_padding)


@given(H=st.integers(1, 5), W=st.integers(1, 6), factor=factors)
def test_nearest_is_a_transposed_convolution_with_ones(H, W, factor):
    nearest = resize_map(
        (H, W), (H * factor, W * factor), "nearest", coordinates="asymmetric", nearest_mode="floor"
    )
    ones = conv_transpose_map((H, W), np.ones((factor, factor)), stride=factor)
    np.testing.assert_array_equal(nearest.matrix.toarray(), ones.matrix.toarray())


@given(H=st.integers(2, 6), W=st.integers(2, 7), factor=factors)
def test_bilinear_is_one_with_a_triangle_inside_but_not_at_the_border(H, W, factor):
    bilinear = resize_map((H, W), (H * factor, W * factor), "linear")
    kernel, (_, padding) = triangle_kernel(factor), bilinear_parameters(factor)
    learned = conv_transpose_map((H, W), np.outer(kernel, kernel), stride=factor, padding=padding)
    assert learned.output_shape == bilinear.output_shape
    difference = np.abs(bilinear.matrix.toarray() - learned.matrix.toarray())
    differs = (difference > 1e-12).any(axis=1).reshape(bilinear.output_shape)
    border = factor // 2
    wanted = np.ones(differs.shape, bool)
    wanted[border : H * factor - border, border : W * factor - border] = False
    np.testing.assert_array_equal(differs, wanted)


@given(H=st.integers(1, 6), W=st.integers(1, 7), factor=factors)
def test_with_the_edge_repeated_it_is_bilinear_everywhere(H, W, factor):
    x = np.random.default_rng(1).standard_normal((1, 1, H, W))
    padded = np.pad(x, ((0, 0), (0, 0), (1, 1), (1, 1)), mode="edge")
    np.testing.assert_allclose(
        enlarged(padded, factor, extra_padding=factor),
        interpolate(x, scale_factor=factor, mode="bilinear"),
        atol=1e-12,
    )


def test_doubling_ones_loses_a_quarter_at_the_edges_and_more_in_the_corners():
    result = enlarged(np.ones((1, 1, 3, 4)), 2)[0, 0]
    assert result[0, 0] == result[-1, -1] == 0.5625
    assert set(result[0, 1:-1]) == set(result[1:-1, -1]) == {0.75}
    assert set(result[1:-1, 1:-1].ravel()) == {1.0}


@pytest.mark.parametrize(("factor", "kernel"), [(2, [1, 3, 3, 1]), (3, [1, 2, 3, 2, 1])])
def test_the_triangle(factor, kernel):
    np.testing.assert_allclose(triangle_kernel(factor) * (4 if factor == 2 else 3), kernel)
