"""Stripes of which pixels are kept: where they point, by Fourier transforms."""

import numpy as np
import pytest

from upsample_core.checks import ParameterError
from upsample_core.lessons.folded_stripes import FINEST_STEP, SIDE, fold_stripes

CASES = [(12, 4), (3, 5), (18, 7), (9, 16), (19, 1), (13, 13), (8, 17)]


def waves(picture):
    """The strongest wave of a picture but its mean: signed frequencies, the one across positive."""
    amplitudes = np.abs(np.fft.fft2(picture - picture.mean()))
    rows, columns = (np.fft.fftfreq(size) for size in picture.shape)
    places = np.argwhere(amplitudes > amplitudes.max() / 2)
    return {(round(float(rows[i]), 6), round(float(columns[j]), 6)) for i, j in places}


@pytest.mark.parametrize("stride", [2, 3, 4])
@pytest.mark.parametrize(("down", "across"), CASES)
def test_the_spectrum_of_what_is_kept_has_the_wave_that_is_told(down, across, stride):
    found = fold_stripes(down * FINEST_STEP, across * FINEST_STEP, stride)
    assert found.kept.shape == (SIDE // stride, SIDE // stride)
    np.testing.assert_array_equal(found.kept, found.picture[::stride, ::stride])
    seen = (round(found.down, 6), round(found.across, 6))
    held = waves(found.kept)
    assert waves(found.kept_part) == held
    assert waves(found.part) == waves(found.picture)
    # A wave and its mirror image are one; half a cycle forward is half a cycle backward.
    same = {seen, (-seen[0], -seen[1])}
    assert {tuple(-0.5 if abs(f) == 0.5 else f + 0.0 for f in one) for one in same} == held
    assert waves(found.picture) == {
        (round(sign * down / 40, 6), round(sign * across / 40, 6)) for sign in (1, -1)
    }


@pytest.mark.parametrize(
    ("down", "across", "stride", "lean"),
    [
        (0.1, 0.2, 2, "same"),
        (0.3, 0.1, 2, "other"),
        (0.3, 0.4, 2, "same"),  # both are folded
        (0.5, 0.1, 2, "straight"),
        (0.1, 0.0, 3, "straight"),
        (0.5, 0.25, 4, "none"),
        (0.0, 0.0, 2, "none"),
        (0.25, 0.1, 2, "both"),
    ],
)
def test_where_stripes_lean(down, across, stride, lean):
    found = fold_stripes(down, across, stride)
    assert found.lean == lean
    constant_rows = np.ptp(found.kept, axis=1).max() < 1e-9
    constant_columns = np.ptp(found.kept, axis=0).max() < 1e-9
    assert (constant_rows or constant_columns) == (lean in ("straight", "none"))
    assert (constant_rows and constant_columns) == (lean == "none")
    mirrored = np.roll(found.kept[::-1], 1, axis=0)
    assert np.allclose(mirrored, found.kept) == (lean in ("both", "straight", "none"))


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ((0.6, 0.1, 2), "down must be from 0 to 0.5"),
        ((0.1, -0.1, 2), "across"),
        ((0.1, float("nan"), 2), "across"),
        ((0.1, 0.1, 7), "stride must divide 120, got 7"),
        ((0.1, 0.1, 0), "stride"),
    ],
)
def test_what_cannot_be_gets_a_sentence(arguments, told):
    with pytest.raises(ParameterError, match=told):
        fold_stripes(*arguments)
