"""What one sees of a wave: by Fourier transforms of long signals, cell by cell."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from upsample_core.checks import ParameterError
from upsample_core.lessons.sampled_waves import (
    BEFORE,
    CELLS,
    folding,
    lasting_waves,
    repeat_length,
    sample_wave,
    seen_frequency,
    vanishing_waves,
)

STRIDES = (1, 2, 3, 4, 5)
LONG = 600  # cells of a signal in which every wave of n / 200 cycles goes round, with every stride


def window_mean(signal, cell, stride, before):
    """What an average passes on at a cell of a signal that goes round, term by term."""
    if before == "nothing":
        return signal[cell]
    if before == "mean":
        return sum(signal[(cell + k) % LONG] for k in range(stride)) / stride
    offsets = range(1 - stride, stride)
    return sum((stride - abs(k)) * signal[(cell + k) % LONG] for k in offsets) / stride**2


@pytest.mark.parametrize("before", BEFORE)
@pytest.mark.parametrize("stride", [2, 3, 4])
@pytest.mark.parametrize("turns", [3, 41, 77, 96])
def test_what_is_seen_is_what_a_fourier_transform_of_the_kept_cells_holds(turns, stride, before):
    wave = turns / 200
    signal = np.cos(2 * np.pi * wave * np.arange(LONG))
    kept = [window_mean(signal, cell, stride, before) for cell in range(0, LONG, stride)]
    amplitudes = np.abs(np.fft.rfft(kept)) * 2 / len(kept)
    found = sample_wave(wave, stride, before)
    strongest = int(amplitudes.argmax())
    assert found.frequency == pytest.approx(strongest / len(kept))
    assert found.strength == pytest.approx(amplitudes[strongest])
    np.testing.assert_allclose(found.kept, kept[: found.kept.size], atol=1e-12)


@pytest.mark.parametrize("before", BEFORE)
@given(wave=st.floats(0, 0.5), stride=st.sampled_from(STRIDES))
def test_the_seen_wave_goes_through_everything_that_is_kept(before, wave, stride):
    found = sample_wave(wave, stride, before)
    # Every 1/16 of a cell there is a position, and every kept value stands on one.
    at = np.rint(found.places * 16).astype(int)
    np.testing.assert_allclose(found.positions[at], found.places, atol=1e-9)
    np.testing.assert_allclose(found.seen[at], found.kept, atol=1e-6)
    assert 0 <= found.frequency <= 0.5
    assert found.strength <= 1 + 1e-12


@given(wave=st.floats(0, 0.5), stride=st.sampled_from(STRIDES))
def test_no_slower_wave_goes_through_the_kept_cells(wave, stride):
    """Of all waves with the same kept cells, f + m / S and its mirror, the slowest is seen."""
    same = [abs(wave * stride + m) for m in range(-4, 5)]
    assert seen_frequency(wave, stride) == pytest.approx(min(same), abs=1e-12)


@pytest.mark.parametrize("stride", STRIDES[1:])
def test_waves_last_up_to_the_limit_and_no_further(stride):
    limit = lasting_waves(stride)
    for wave in np.linspace(0, limit, 9).tolist():
        assert seen_frequency(wave, stride) == pytest.approx(wave * stride)
    assert seen_frequency(limit * 1.01, stride) < 0.5 * 1.01 - 0.001


@pytest.mark.parametrize("before", BEFORE)
@pytest.mark.parametrize("stride", STRIDES[1:])
def test_an_average_stops_exactly_the_waves_that_would_be_seen_as_a_constant(stride, before):
    found = folding(stride, before)
    stopped = found.frequencies[found.strengths < 1e-9]
    expected = () if before == "nothing" else vanishing_waves(stride)
    on_the_curve = [wave for wave in expected if np.isclose(found.frequencies, wave).any()]
    assert stopped == pytest.approx(on_the_curve)
    for wave in vanishing_waves(stride):
        seen = sample_wave(wave, stride, before)
        assert seen.frequency == pytest.approx(0)
        assert seen.strength == (1 if before == "nothing" else 0), "not only nearly"


@pytest.mark.parametrize("stride", [2, 3, 4])
def test_averages_weaken_what_folds(stride):
    """The example of the words: the mean weakens every fast wave, the triangle even more."""
    curves = [folding(stride, before) for before in BEFORE]
    fast = curves[0].frequencies > lasting_waves(stride)
    plain, mean, triangle = (curve.strengths[fast] for curve in curves)
    assert (plain == 1).all()
    assert (mean < 1).all()
    assert (triangle <= mean + 1e-12).all()


def test_the_curve_is_where_single_waves_are():
    found = folding(3, "mean")
    for place in (0, 100, 277, 500):
        wave = float(found.frequencies[place])
        one = sample_wave(wave, 3, "mean")
        assert (found.seen[place], found.strengths[place]) == pytest.approx(
            (one.frequency, one.strength)
        )


def test_the_example_that_is_predicted():
    found = sample_wave(0.45, 2)
    assert repeat_length(found.frequency) == pytest.approx(10)
    assert found.cells.size == CELLS
    np.testing.assert_allclose(found.kept, found.cell_values[::2])
    assert repeat_length(0) == np.inf


@pytest.mark.parametrize(
    ("call", "told"),
    [
        (lambda: seen_frequency(0.6, 2), "frequency must be from 0 to 0.5"),
        (lambda: seen_frequency(-0.1, 2), "frequency"),
        (lambda: seen_frequency(float("nan"), 2), "frequency"),
        (lambda: seen_frequency(0.1, 0), "stride"),
        (lambda: sample_wave(0.1, 2, "blur"), "before"),
        (lambda: folding(2, "?"), "before"),
        (lambda: vanishing_waves(1.5), "stride"),
        (lambda: lasting_waves(-1), "stride"),
        (lambda: repeat_length(2), "frequency"),
    ],
)
def test_what_cannot_be_gets_a_sentence(call, told):
    with pytest.raises(ParameterError, match=told):
        call()
