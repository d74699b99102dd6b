"""Responses of the phases: against sums from the definition, and waves enlarged stamp by stamp."""

from __future__ import annotations

import cmath
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from upsample_core.analysis.evenness import make_flat, phase_sums
from upsample_core.analysis.frequency_response import copy_response, phase_response, phase_shifts
from upsample_core.checks import ParameterError

RNG = np.random.default_rng(11)


class TestPhaseResponse:
    def test_is_what_happens_to_a_wave_on_one_axis(self):
        kernel, stride, dilation, frequency = RNG.normal(size=5), 3, 2, 0.17
        found = phase_response(kernel, stride, [frequency], dilation)
        wave = [cmath.exp(2j * cmath.pi * frequency * n) for n in range(30)]
        for o in range(30, 40):
            out = sum(
                wave[n] * kernel[k]
                for n in range(30)
                for k in range(5)
                if n * stride + k * dilation == o
            )
            expected = cmath.exp(2j * cmath.pi * frequency * o / stride) * found[o % stride, 0]
            assert out == pytest.approx(expected, abs=1e-12)

    def test_is_what_happens_to_a_wave_on_two_axes(self):
        kernel, stride, dilation = RNG.normal(size=(3, 4)), (2, 3), (3, 2)
        waves = [(0.1, -0.3), (0.45, 0.2), (0.0, 0.4), (0.25, 0.05), (-0.2, 0.5)]
        found = phase_response(kernel, stride, waves, dilation)
        assert found.shape == (2, 3, 5)
        for q, r, m in np.ndindex(2, 3, 5):
            u, v = waves[m]
            expected = sum(
                kernel[k, l] * cmath.exp(-2j * cmath.pi * (u * k * 3 / 2 + v * l * 2 / 3))
                for k in range(3)
                for l in range(4)  # noqa: E741 - the second tap index
                if (k * 3 % 2, l * 2 % 3) == (q, r)
            )
            assert found[q, r, m] == pytest.approx(expected, abs=1e-12)

    @given(st.integers(1, 6), st.integers(1, 4), st.integers(1, 3), st.integers(0, 99))
    def test_starts_at_the_phase_sums(self, kernel_size, stride, dilation, seed):
        kernel = np.random.default_rng(seed).normal(size=kernel_size)
        found = phase_response(kernel, stride, [0.0], dilation)[:, 0]
        np.testing.assert_allclose(found, phase_sums(kernel, stride, dilation), atol=1e-12)

    def test_nearest_is_flat_on_constants_and_not_on_waves(self):
        found = phase_response([1.0, 1.0], 2, [0.0, 0.25])
        assert found[0, 0] == found[1, 0]
        assert abs(found[0, 1] - found[1, 1]) > 0.5

    def test_refusals(self):
        with pytest.raises(ParameterError, match="frequencies must have 1 axes"):
            phase_response([1.0, 2.0], 2, 0.5)
        with pytest.raises(
            ParameterError, match=r"frequencies must have shape \(M, 2\), got \(5, 3\)"
        ):
            phase_response(np.ones((3, 3)), 2, np.ones((5, 3)))
        with pytest.raises(ParameterError, match="the response would have shape"):
            phase_response(np.ones((64, 64)), 64, np.ones((5, 2)))


class TestCopyResponse:
    @pytest.mark.parametrize("dilation", [1, 2])
    def test_is_the_kernels_own_spectrum_at_the_copies(self, dilation):
        kernel, stride, waves = RNG.normal(size=(4, 5)), (2, 3), [(0.13, -0.21), (0.0, 0.37)]
        found = copy_response(kernel, stride, waves, dilation)
        for m, n, w in np.ndindex(2, 3, 2):
            u, v = (waves[w][0] + m) / 2, (waves[w][1] + n) / 3
            expected = sum(
                kernel[k, l] * cmath.exp(-2j * cmath.pi * dilation * (u * k + v * l))
                for k in range(4)
                for l in range(5)  # noqa: E741 - the second tap index
            )
            assert found[m, n, w] == pytest.approx(expected / 6, abs=1e-12)

    def test_a_flat_kernel_lets_no_copy_of_a_constant_through(self):
        flat = copy_response(make_flat(RNG.normal(size=(5, 4)), 2), 2, [(0.0, 0.0)])[..., 0]
        assert abs(flat[0, 0]) > 1e-3
        np.testing.assert_allclose(flat.ravel()[1:], 0, atol=1e-12)


# ------------------------------------------------------------------ shifts


@pytest.mark.parametrize(("size", "stride"), [(2, 2), (4, 2), (5, 3), (7, 4)])
@pytest.mark.parametrize("frequency", [0.05, 0.2])
def test_a_wave_comes_out_moved_by_so_much(size, stride, frequency):
    kernel = np.random.default_rng(size).uniform(0.5, 1.5, size)
    shifts = phase_shifts(kernel, stride, [frequency])[:, 0]
    strengths = np.abs(phase_response(kernel, stride, [frequency])[:, 0])
    for cell in range(40 * stride, 41 * stride):
        phase = cell % stride
        output = sum(
            kernel[cell - index * stride] * math.cos(2 * math.pi * frequency * index)
            for index in range(100)
            if 0 <= cell - index * stride < size
        )
        place = (cell - (size - 1) / 2) / stride - shifts[phase]
        wave = math.cos(2 * math.pi * frequency * place)
        assert output == pytest.approx(strengths[phase] * wave)


def test_a_phase_without_taps_has_no_shift():
    assert np.isnan(phase_shifts([1.0], 2, [0.1, 0.3])).tolist() == [[False] * 2, [True] * 2]


@pytest.mark.parametrize("frequencies", [[0.0, 0.1], [0.6], [-0.1]])
def test_frequencies_are_checked(frequencies):
    with pytest.raises(ParameterError, match="frequencies must be above 0"):
        phase_shifts([1.0, 2.0], 2, frequencies)
