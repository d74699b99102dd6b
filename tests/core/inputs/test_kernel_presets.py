"""Preset kernels: their numbers, their shapes, and what they do as transposed convolutions."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from upsample_core.checks import ParameterError
from upsample_core.inputs.kernel_presets import PRESET_KERNELS, perturbed, preset_kernel
from upsample_core.operations.transposed_convolution import conv_transpose_map

shapes = st.lists(st.integers(1, 7), min_size=1, max_size=3).map(tuple)


@settings(deadline=None, max_examples=60)
@given(st.sampled_from(PRESET_KERNELS), shapes)
def test_every_preset_has_the_shape_asked_for(name, shape):
    kernel = preset_kernel(name, shape)
    assert kernel.shape == shape
    assert kernel.dtype == np.float64
    assert np.isfinite(kernel).all()


def test_ones_and_counting():
    assert preset_kernel("ones", (2, 3)).tolist() == [[1, 1, 1], [1, 1, 1]]
    assert preset_kernel("counting", (2, 3)).tolist() == [[1, 2, 3], [4, 5, 6]]
    assert preset_kernel("counting", 4).tolist() == [1, 2, 3, 4]


@pytest.mark.parametrize(
    ("size", "expected"),
    [
        (1, [1]),
        (2, [0.5, 0.5]),
        (3, [0.5, 1, 0.5]),
        (4, [0.25, 0.75, 0.75, 0.25]),
        (5, [1 / 3, 2 / 3, 1, 2 / 3, 1 / 3]),
        (6, [1 / 6, 0.5, 5 / 6, 5 / 6, 0.5, 1 / 6]),
    ],
)
def test_bilinear_is_the_triangle_of_fcn(size, expected):
    np.testing.assert_allclose(preset_kernel("bilinear", size), expected, rtol=1e-15)


def test_bilinear_and_gaussian_are_outer_products_of_their_axes():
    for name in ("bilinear", "gaussian"):
        rows, columns = preset_kernel(name, 3), preset_kernel(name, 4)
        product = [[row * column for column in columns] for row in rows]
        np.testing.assert_allclose(preset_kernel(name, (3, 4)), product, rtol=1e-14)


@pytest.mark.parametrize("stride", [2, 3, 4])
def test_bilinear_with_its_stride_interpolates_linearly(stride):
    size = 2 * stride - stride % 2
    upsample = conv_transpose_map((6,), preset_kernel("bilinear", size), stride)
    inner = upsample.apply(np.arange(6.0))[size:-size]
    np.testing.assert_allclose(np.diff(inner), 1 / stride, rtol=1e-12)


@pytest.mark.parametrize("size", [1, 2, 3, 5, 8])
def test_gaussian_is_a_sampled_bell_that_sums_to_one(size):
    sigma = 0.3 * ((size - 1) * 0.5 - 1) + 0.8
    bell = [math.exp(-((k - (size - 1) / 2) ** 2) / (2 * sigma**2)) for k in range(size)]
    expected = [value / math.fsum(bell) for value in bell]
    np.testing.assert_allclose(preset_kernel("gaussian", size), expected, rtol=1e-12)


def test_gaussian_sums_to_the_product_of_the_strides_and_nothing_else_heeds_them():
    assert preset_kernel("gaussian", (4, 5), stride=(2, 3)).sum() == pytest.approx(6, rel=1e-12)
    assert preset_kernel("gaussian", (4, 5), stride=2).sum() == pytest.approx(4, rel=1e-12)
    for name in {*PRESET_KERNELS} - {"gaussian"}:
        with_stride = preset_kernel(name, (4, 5), stride=(2, 3))
        np.testing.assert_array_equal(with_stride, preset_kernel(name, (4, 5)))


def test_random_is_readable_and_goes_with_its_seed():
    kernel = preset_kernel("random", (30, 40), seed=7)
    np.testing.assert_array_equal(kernel, preset_kernel("random", (30, 40), seed=np.int64(7)))
    assert not np.array_equal(kernel, preset_kernel("random", (30, 40), seed=8))
    assert all(float(f"{value:.2f}") == value for value in kernel.ravel())
    assert -1 <= kernel.min() < -0.9
    assert 0.9 < kernel.max() <= 1
    np.testing.assert_array_equal(preset_kernel("random", 9), preset_kernel("random", 9, seed=0))
    zeros = preset_kernel("random", (64, 64))
    assert not np.signbit(zeros[zeros == 0]).any(), "a negative zero reads badly"
    assert (zeros == 0).any()


@given(shapes, st.floats(0, 0.9), st.integers(0, 99))
def test_perturbed_weights_keep_their_sum_and_stay_near(shape, spread, seed):
    kernel = preset_kernel("bilinear", shape)
    off = perturbed(kernel, spread, seed)
    assert off.sum() == pytest.approx(kernel.sum(), rel=1e-12)
    np.testing.assert_array_equal(off, perturbed(kernel, spread, seed))
    # Before all are multiplied by one factor, none is off by more than a share of the mean.
    shares = np.random.default_rng(seed).uniform(-1, 1, shape)
    before = kernel + spread * kernel.mean() * shares
    np.testing.assert_allclose(off / off.sum(), before / before.sum(), rtol=1e-12)
    assert np.abs(before - kernel).max() <= spread * kernel.mean() + 1e-12


def test_the_perturbed_preset_is_bilinear_off_by_half_of_the_mean():
    one, other = (preset_kernel("perturbed", (4, 5), seed=seed) for seed in (1, 2))
    bilinear = preset_kernel("bilinear", (4, 5))
    np.testing.assert_array_equal(one, perturbed(bilinear, 0.5, 1).round(2))
    assert not np.allclose(one, other)
    np.testing.assert_array_equal(perturbed(bilinear, 0.0, 3), bilinear)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            ("Ones", 3),
            "name must be one of 'ones', 'bilinear', 'gaussian', 'perturbed', 'random', 'counting'",
        ),
        ((["ones"], 3), r"name must be one of .* got \['ones'\]"),
        (("ones", 0), "shape must be a whole number at least 1, got 0"),
        (("ones", (3, 2.5)), "shape .* got 2.5"),
        (("ones", ()), "shape must have 1 to 32 axes"),
        (("ones", (2**14, 2**14)), "the kernel would have shape .* over the bound"),
        (("gaussian", (3, 3), (2, 2, 2)), r"stride .* got \(2, 2, 2\)"),
        (("gaussian", (3, 3), 0), "stride .* at least 1, got 0"),
        (("random", (3, 3), 1, -1), "seed must be a whole number at least 0, got -1"),
        (("random", (3, 3), 1, 0.5), "seed .* got 0.5"),
    ],
)
def test_refused(arguments, message):
    with pytest.raises(ParameterError, match=message):
        preset_kernel(*arguments)
