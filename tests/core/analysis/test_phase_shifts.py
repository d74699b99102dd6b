"""Shifts of the phases: against waves that are enlarged stamp by stamp."""

import math

import numpy as np
import pytest

from upsample_core.analysis.phase_shifts import phase_shifts
from upsample_core.analysis.spectrum import phase_response
from upsample_core.checks import ParameterError


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
