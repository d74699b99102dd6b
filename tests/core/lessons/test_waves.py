"""Waves through transposed convolutions: computed by sending waves through them."""

import numpy as np
import pytest

from upsample_core.analysis.spectrum import artifact_score
from upsample_core.lessons.borders import enlarge
from upsample_core.lessons.waves import (
    KERNELS,
    copies,
    phase_answers,
    phase_strengths,
    plane,
    stages,
    staircase,
    wave_kernel,
)
from upsample_core.operations.convolution import conv1d
from upsample_core.resampling.interpolation import interpolate

SIGNAL = np.random.default_rng(4).normal(size=17)


def stamped(kernel, stride):
    whole = np.zeros((SIGNAL.size - 1) * stride + kernel.size)
    for cell, value in enumerate(SIGNAL):
        whole[cell * stride : cell * stride + kernel.size] += value * kernel
    return whole


@pytest.mark.parametrize("stride", [2, 3, 4])
@pytest.mark.parametrize("size", [2, 3, 5, 8])
def test_nearest_then_convolution_is_that_and_not_the_other_way_round(size, stride):
    kernel = wave_kernel("nearest", size, stride)
    assert kernel.size == size + stride - 1
    large = interpolate(SIGNAL[None, None], scale_factor=stride, mode="nearest")
    weights = wave_kernel("random", size, 1)
    filtered = conv1d(large, weights[None, None], padding=size - 1)[0, 0]
    np.testing.assert_allclose(stamped(kernel, stride), filtered)


@pytest.mark.parametrize("stride", [2, 3])
def test_convolution_then_nearest_repeats_every_sample(stride):
    kernel = wave_kernel("icnr", 2 * stride, stride)
    whole = stamped(kernel, stride)
    assert whole.size == (SIGNAL.size + 1) * stride
    blocks = whole.reshape(-1, stride)
    np.testing.assert_allclose(blocks, np.repeat(blocks[:, :1], stride, axis=1))


@pytest.mark.parametrize("name", KERNELS)
def test_the_mean_stays(name):
    assert wave_kernel(name, 5, 3).sum() == pytest.approx(3)


@pytest.mark.parametrize(("name", "stride"), [("nearest", 2), ("icnr", 3), ("random", 4)])
def test_copies_are_the_waves_in_what_comes_out(name, stride):
    kernel, cells, turns = wave_kernel(name, 6, stride), 40, 7
    wave = np.exp(2j * np.pi * turns / cells * np.arange(cells))
    # A periodic signal: its stamps wrap round, and its spectrum has nothing but the wave's copies.
    out = np.zeros(cells * stride, complex)
    for cell, value in enumerate(wave):
        for tap, weight in enumerate(kernel):
            out[(cell * stride + tap) % out.size] += value * weight
    spectrum = np.abs(np.fft.fft(out)) / out.size
    found = copies(kernel, stride, turns / cells)
    expected = [spectrum[turns + copy * cells] for copy in range(stride)]
    np.testing.assert_allclose(found.strengths, expected, atol=1e-12)
    assert found.strongest == pytest.approx(max(expected[1:]))
    assert sum(expected) == pytest.approx(spectrum.sum())


@pytest.mark.parametrize("size", [2, 3, 4, 7])
@pytest.mark.parametrize("stride", [2, 3])
def test_what_the_words_say_of_the_two_orders(size, stride):
    nearest, icnr = (wave_kernel(name, size, stride) for name in ("nearest", "icnr"))
    assert copies(nearest, stride, 0.0).strongest < 1e-12
    assert copies(icnr, stride, 0.0).strongest < 1e-12
    assert copies(nearest, stride, 0.2).strongest > 0.01
    equal = phase_strengths(icnr, stride, 0.2)
    assert max(equal) - min(equal) < 1e-12
    apart = phase_strengths(nearest, stride, 0.2)
    assert max(apart) - min(apart) > 0.001
    shifts = phase_answers(icnr, stride).shifts
    assert (np.ptp(shifts, axis=0) > 0.01).all()


def test_the_example_of_the_words():
    nearest, icnr = (wave_kernel(name, 4, 2) for name in ("nearest", "icnr"))
    left = copies(nearest, 2, 0.2).strongest, copies(icnr, 2, 0.2).strongest
    assert left[0] < left[1], "the convolution smooths the steps"


@pytest.mark.parametrize(("name", "stride"), [("nearest", 2), ("bilinear", 3), ("icnr", 4)])
def test_a_staircase_has_the_cells_of_a_long_wave(name, stride):
    kernel, frequency = wave_kernel(name, 5, stride), 0.17
    found = staircase(kernel, stride, frequency)
    for place, value in zip(found.cells, found.output, strict=True):
        cell = round(place * stride + (kernel.size - 1) / 2)
        # Every input, however far, whose stamp reaches this output.
        total = sum(
            np.cos(2 * np.pi * frequency * i) * kernel[cell - i * stride]
            for i in range(-30, 60)
            if 0 <= cell - i * stride < kernel.size
        )
        assert value == pytest.approx(total)
    np.testing.assert_allclose(found.wave, np.cos(2 * np.pi * frequency * found.positions))
    assert np.diff(found.cells) == pytest.approx(1 / stride)


def test_nearest_draws_steps():
    found = staircase([1.0, 1.0], 2, 0.2)
    pairs = found.output[1:-1].reshape(-1, 2) if found.output.size % 2 == 0 else None
    assert pairs is not None
    np.testing.assert_allclose(pairs[:, 0], pairs[:, 1])


def test_a_picture_on_its_way():
    picture, kernel = np.random.default_rng(1).random((12, 16)), wave_kernel("bilinear", 4, 2)
    found = stages(picture, kernel, 2)
    assert (found.spread[::2, ::2] == picture).all()
    assert found.spread.sum() == pytest.approx(picture.sum())
    np.testing.assert_allclose(
        found.output, enlarge(picture, np.outer(kernel, kernel), 2, "replicate")
    )
    assert found.spread_score == artifact_score(found.spread, 2) > found.output_score
    np.testing.assert_array_equal(plane(kernel), np.outer(kernel, kernel))
