"""Pixel shuffle, index by index, and the identities that tie it to its kin."""

from __future__ import annotations

import math
import tracemalloc

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.golden_values import load
from upsample_core.checks import ParameterError
from upsample_core.operations.convolution import conv1d, conv2d
from upsample_core.operations.pixel_shuffle import (
    depth_to_space,
    icnr,
    pixel_shuffle,
    pixel_shuffle_map,
    pixel_unshuffle,
)
from upsample_core.operations.transposed_convolution import conv_transpose2d


def numbered(*shape: int) -> np.ndarray:
    """Every cell another number, so that any mix-up shows."""
    return np.arange(math.prod(shape), dtype=float).reshape(shape)


def naive_shuffle(x: np.ndarray, r: int, mode: str) -> np.ndarray:
    """Fetch every output cell from where the definition says it comes."""
    N, channels, H, W = x.shape
    C = channels // (r * r)
    output = np.full((N, C, H * r, W * r), np.nan)
    for n, c, row, column in np.ndindex(output.shape):
        (h, i), (w, j) = divmod(row, r), divmod(column, r)
        channel = c * r * r + i * r + j if mode == "CRD" else (i * r + j) * C + c
        output[n, c, row, column] = x[n, channel, h, w]
    return output


sizes = st.tuples(st.integers(1, 3), st.integers(1, 4), st.integers(1, 5), st.integers(1, 5))
factors = st.integers(1, 4)


@settings(deadline=None, max_examples=50)
@given(sizes, factors)
def test_shuffles_are_the_definition(size, r):
    N, C, H, W = size
    x = numbered(N, C * r * r, H, W)
    np.testing.assert_array_equal(pixel_shuffle(x, r), naive_shuffle(x, r, "CRD"), strict=True)
    for mode in ("CRD", "DCR"):
        woven = depth_to_space(x, r, mode)
        np.testing.assert_array_equal(woven, naive_shuffle(x, r, mode), strict=True)


@settings(deadline=None, max_examples=50)
@given(sizes, factors)
def test_unshuffle_undoes_shuffle_and_shuffle_undoes_unshuffle(size, r):
    N, C, H, W = size
    x = numbered(N, C * r * r, H, W)
    np.testing.assert_array_equal(pixel_unshuffle(pixel_shuffle(x, r), r), x, strict=True)
    y = numbered(N, C, H * r, W * r)
    np.testing.assert_array_equal(pixel_shuffle(pixel_unshuffle(y, r), r), y, strict=True)


@pytest.mark.parametrize("case", load("pixel_shuffle"), ids=str)
def test_golden_pixel_shuffle(case):
    operation = {"pixel_shuffle": pixel_shuffle, "pixel_unshuffle": pixel_unshuffle}[case.function]
    result = operation(**case.inputs, **case.options)
    np.testing.assert_array_equal(result, case.outputs[0], strict=True)


def test_the_two_orders_agree_for_one_channel_and_differ_for_two():
    one, two = numbered(2, 9, 3, 4), numbered(2, 18, 3, 4)
    np.testing.assert_array_equal(depth_to_space(one, 3, "DCR"), depth_to_space(one, 3, "CRD"))
    assert not np.array_equal(depth_to_space(two, 3, "DCR"), depth_to_space(two, 3, "CRD"))
    np.testing.assert_array_equal(depth_to_space(two, 3), depth_to_space(two, 3, "DCR"))


@pytest.mark.parametrize("r", [1, 2, 3])
def test_the_map_is_the_shuffle_of_one_channel_and_a_permutation(r):
    x = numbered(r * r, 4, 5)
    linear = pixel_shuffle_map((r * r, 4, 5), r)
    assert (linear.input_shape, linear.output_shape) == ((r * r, 4, 5), (4 * r, 5 * r))
    np.testing.assert_array_equal(linear.apply(x), pixel_shuffle(x[None], r)[0, 0])
    identity = (linear.T @ linear).matrix.toarray()
    np.testing.assert_array_equal(identity, np.eye(x.size))


@settings(deadline=None, max_examples=30)
@given(st.integers(1, 6), factors)
def test_in_one_dimension_channel_i_goes_to_offset_i(L, r):
    x = numbered(r, L)
    linear = pixel_shuffle_map([np.int64(r), L], r)
    assert (linear.input_shape, linear.output_shape) == ((r, L), (L * r,))
    expected = [x[place % r, place // r] for place in range(L * r)]
    np.testing.assert_array_equal(linear.apply(x), expected)


# ------------------------------------------------------------------ sub-pixel convolution


@pytest.mark.parametrize(("r", "p"), [(2, 1), (3, 0), (2, 2)])
def test_sub_pixel_convolution_is_a_transposed_convolution_with_a_kernel_r_times_as_large(r, p):
    rng = np.random.default_rng(r)
    C, inputs, KH, KW = 2, 3, 3, 4
    x = rng.standard_normal((2, inputs, 6, 5))
    weight = rng.standard_normal((C * r * r, inputs, KH, KW))
    large = np.zeros((inputs, C, r * KH, r * KW))
    for c, i, j, k, m in np.ndindex(C, r, r, KH, KW):
        taps = weight[c * r * r + i * r + j, :, k, m]
        large[:, c, i + r * (KH - 1 - k), j + r * (KW - 1 - m)] = taps
    padding = (r * (KH - 1 - p), r * (KW - 1 - p))
    woven = pixel_shuffle(conv2d(x, weight, padding=p), r)
    transposed = conv_transpose2d(x, large, stride=r, padding=padding)
    np.testing.assert_allclose(woven, transposed, rtol=1e-9, atol=1e-12)


@pytest.mark.parametrize("r", [2, 3])
def test_icnr_begins_as_convolution_then_nearest(r):
    rng = np.random.default_rng(r)
    x = rng.standard_normal((2, 3, 6, 7))
    base = rng.standard_normal((4, 3, 3, 2))
    woven = pixel_shuffle(conv2d(x, icnr(base, r), padding=1), r)
    nearest = np.kron(conv2d(x, base, padding=1), np.ones((r, r)))
    np.testing.assert_allclose(woven, nearest, rtol=1e-12)


def test_tiling_the_filters_instead_weaves_different_channels():
    rng = np.random.default_rng(4)
    x = rng.standard_normal((1, 3, 4, 5))
    base = rng.standard_normal((2, 3, 3, 3))
    tiled = np.tile(base, (4, 1, 1, 1))
    assert tiled.shape == icnr(base, 2).shape == (8, 3, 3, 3)
    nearest = np.kron(conv2d(x, base), np.ones((2, 2)))
    assert np.abs(pixel_shuffle(conv2d(x, tiled), 2) - nearest).max() > 0.1


def test_icnr_in_one_dimension():
    rng = np.random.default_rng(5)
    x, base = rng.standard_normal((2, 3, 8)), rng.standard_normal((1, 3, 4))
    weight = icnr(base, 3)
    assert weight.shape == (3, 3, 4)
    shuffle = pixel_shuffle_map((3, 5), 3)
    nearest = np.repeat(conv1d(x, base)[:, 0], 3, axis=-1)
    np.testing.assert_allclose(shuffle.apply(conv1d(x, weight)), nearest, rtol=1e-12)


# ------------------------------------------------------------------ types and mistakes


@pytest.mark.parametrize(
    ("given_type", "result_type"),
    [(np.float32, np.float32), (np.float64, np.float64), (np.int8, np.float64)],
)
def test_types_are_kept_and_the_result_is_a_copy(given_type, result_type):
    for r in (1, 2):
        x = np.arange(2 * 4 * 6 * 8).reshape(2, 4, 6, 8).astype(given_type)
        before = x.copy()
        for operation in (pixel_shuffle, pixel_unshuffle):
            result = operation(x[::-1, ::-1], r)
            assert result.dtype == result_type
            assert result.flags.c_contiguous
            result[...] = 0
            np.testing.assert_array_equal(x, before)


X = np.zeros((2, 12, 4, 6))


@pytest.mark.parametrize(
    ("operation", "arguments", "message"),
    [
        (pixel_shuffle, (X, 3), "channels in multiples of upscale_factor² = 9, got 12"),
        (pixel_shuffle, (X, 0), "upscale_factor must be a whole number at least 1, got 0"),
        (pixel_shuffle, (X, -2), "upscale_factor .* got -2"),
        (pixel_shuffle, (X, 2.0), "upscale_factor .* got 2.0"),
        (pixel_shuffle, (X, (2, 2)), r"upscale_factor .* got \(2, 2\)"),
        (pixel_shuffle, (X, 10**18), "channels in multiples of upscale_factor² = 1"),
        (pixel_shuffle, (X[0], 2), r"x must have 4 axes, got shape \(12, 4, 6\)"),
        (pixel_shuffle, (X[:, :0], 2), "x must have no empty axis"),
        (pixel_unshuffle, (X, 3), "multiples of downscale_factor = 3, got 4 × 6"),
        (pixel_unshuffle, (X, 4), "multiples of downscale_factor = 4, got 4 × 6"),
        (pixel_unshuffle, (X, math.nan), "downscale_factor .* got nan"),
        (pixel_unshuffle, (X[0], 2), "x must have 4 axes"),
        (depth_to_space, (X, 2, "dcr"), "mode must be one of 'DCR', 'CRD', got 'dcr'"),
        (depth_to_space, (X, 5), "channels in multiples of block_size² = 25, got 12"),
        (pixel_shuffle_map, ((4, 5), 2), "must have 2 channels for upscale_factor 2, got 4"),
        (pixel_shuffle_map, ((6, 4, 5), 3), "must have 9 channels for upscale_factor 3, got 6"),
        (
            pixel_shuffle_map,
            ((4,), 4),
            r"must be \(r, L\) or \(r\*r, H, W\), got \(4,\)",
        ),
        (pixel_shuffle_map, ("ab", 2), "input_shape must be .* got 'ab'"),
        (pixel_shuffle_map, ((4, 0, 5), 2), "input_shape .* at least 1, got 0"),
        (pixel_shuffle_map, ((4, 5000, 5000), 2), "the output would have shape"),
        (icnr, (np.zeros((3, 4)), 2), "base_weight must have 3 or 4 axes"),
        (icnr, (np.zeros((3, 4, 5)), 0), "upscale_factor .* at least 1, got 0"),
        (icnr, (np.zeros((3, 4, 5, 5)), 10**6), "the weight would have shape"),
    ],
)
def test_refused(operation, arguments, message):
    tracemalloc.start()
    try:
        with pytest.raises(ParameterError, match=message):
            operation(*arguments)
        assert tracemalloc.get_traced_memory()[1] < 2**24, "refused only after it was allocated"
    finally:
        tracemalloc.stop()
