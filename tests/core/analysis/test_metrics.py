"""Picture metrics against loops, known values and their invariances."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from upsample_core.analysis.metrics import difference, mse, overshoot, psnr, ssim
from upsample_core.checks import ParameterError
from upsample_core.inputs.patterns import picture


def three_channels() -> tuple[np.ndarray, np.ndarray]:
    """A picture of three kinds of content, and the same disturbed."""
    size = (23, 32)
    reference = np.stack([picture(name, size) for name in ("zone_plate", "glyphs", "ramp")])
    wave = 0.2 * np.sin(np.arange(reference.size)).reshape(reference.shape)
    return reference, np.clip(reference + wave, 0, 1)


def naive_ssim(a: np.ndarray, b: np.ndarray, data_range: float) -> float:
    """Follow the paper window by window, with weighted variances about the weighted means."""
    weights = np.empty((11, 11))
    for i, j in np.ndindex(11, 11):
        weights[i, j] = math.exp(-((i - 5) ** 2 + (j - 5) ** 2) / (2 * 1.5**2))
    weights /= weights.sum()
    c1, c2 = (0.01 * data_range) ** 2, (0.03 * data_range) ** 2
    scores = []
    for top, left in np.ndindex(a.shape[0] - 10, a.shape[1] - 10):
        x, y = a[top : top + 11, left : left + 11], b[top : top + 11, left : left + 11]
        mx, my = (weights * x).sum(), (weights * y).sum()
        vx, vy = (weights * (x - mx) ** 2).sum(), (weights * (y - my) ** 2).sum()
        cov = (weights * (x - mx) * (y - my)).sum()
        luminance = (2 * mx * my + c1) / (mx**2 + my**2 + c1)
        scores.append(luminance * (2 * cov + c2) / (vx + vy + c2))
    return float(np.mean(scores))


@pytest.mark.parametrize("data_range", [1.0, 255.0])
def test_ssim_is_the_definition(data_range):
    reference, disturbed = (p * data_range for p in three_channels())
    each = [naive_ssim(a, b, data_range) for a, b in zip(reference, disturbed, strict=True)]
    for channel, expected in enumerate(each):
        score = ssim(reference[channel], disturbed[channel], data_range)
        assert score == pytest.approx(expected, rel=1e-9)
    assert ssim(reference, disturbed, data_range) == pytest.approx(np.mean(each), rel=1e-9)


@pytest.mark.parametrize("size", [(43, 75), (42, 43), (76, 31)])
def test_ssim_is_the_definition_where_pictures_are_taken_in_pieces(size):
    """Pieces have 32 windows: one and one, one and a last one, two and two and so on."""
    a, b = np.random.default_rng(3).random((2, *size))
    assert ssim(a, b) == pytest.approx(naive_ssim(a, b, 1.0), rel=1e-9)


def test_ssim_agrees_with_scikit_image():
    # structural_similarity of scikit-image 0.26 with gaussian_weights=True, sigma=1.5,
    # use_sample_covariance=False and, for all three channels, channel_axis=0.
    reference, disturbed = three_channels()
    assert ssim(reference, disturbed) == pytest.approx(0.6765979707725589, rel=1e-10)
    assert ssim(reference, disturbed, 255) == pytest.approx(0.9995633382210563, rel=1e-10)
    assert ssim(reference[0], disturbed[0]) == pytest.approx(0.9304961428853815, rel=1e-10)


@settings(deadline=None, max_examples=25)
@given(st.integers(0, 999), st.floats(0.01, 1000))
def test_ssim_is_symmetric_and_does_not_change_with_the_units(seed, scale):
    rng = np.random.default_rng(seed)
    a, b = rng.random((12, 13)), rng.random((12, 13))
    score = ssim(a, b)
    assert -1 <= score < 1
    assert ssim(b, a) == pytest.approx(score, rel=1e-9, abs=1e-12)
    assert ssim(a * scale, b * scale, scale) == pytest.approx(score, rel=1e-6, abs=1e-9)


def test_equal_pictures():
    reference, _ = three_channels()
    assert ssim(reference, reference) == pytest.approx(1, abs=1e-12)
    assert ssim(reference[:, :11, :11], reference[:, :11, :11]) == pytest.approx(1, abs=1e-12)
    assert psnr(reference, reference) == math.inf
    assert mse(reference, reference) == 0
    assert overshoot(reference, reference) == (0, 0)
    assert not difference(reference, reference).any()


def test_psnr_and_mse_by_hand():
    black, grey = np.zeros((4, 5)), np.full((4, 5), 0.1)
    assert mse(black, grey) == pytest.approx(0.01)
    assert psnr(black, grey) == pytest.approx(20)
    assert psnr(black, grey * 255, data_range=255) == pytest.approx(20)
    one_of_twenty = black.copy()
    one_of_twenty[3, 4] = 1
    assert mse(black, one_of_twenty) == pytest.approx(1 / 20)
    assert psnr(black, one_of_twenty, np.float32(2)) == pytest.approx(10 * math.log10(4 * 20))


def test_difference_is_signed():
    assert difference([[1, 2]], [[3, 1]]).tolist() == [[2, -1]]
    bytes_wide = difference(np.uint8([[200]]), np.uint8([[100]]))
    assert bytes_wide.tolist() == [[-100]]
    assert difference(np.float32([[1]]), np.float32([[2]])).dtype == np.float64


def test_overshoot_is_measured_beyond_the_range_of_the_input():
    assert overshoot([[0.2, 0.8]], [[0.1, 0.5, 0.95]]) == pytest.approx((0.1, 0.15))
    assert overshoot([[0.2, 0.8]], [[0.3, 0.7]]) == (0, 0)
    beyond = overshoot([[0, 1]], [[-0.25, 1]])
    assert (beyond.below, beyond.above) == (0.25, 0)


A = np.zeros((12, 13))


@pytest.mark.parametrize(
    ("measure", "arguments", "message"),
    [
        (mse, (A, A[:, 1:]), r"picture must have the shape of reference, \(12, 13\), got \(12, 12"),
        (psnr, (A, A[None]), r"picture must have the shape of reference, \(12, 13\), got \(1, 12"),
        (psnr, (A, A, 0), r"data_range must be from 1e-100 to 1e\+100, got 0"),
        (psnr, (A, A, -1.0), r"data_range must be from 1e-100 to 1e\+100, got -1"),
        (psnr, (A, A, math.nan), "data_range must be a finite number, got nan"),
        (psnr, (A, A, math.inf), "data_range must be a finite number, got inf"),
        (ssim, (A, A, "1"), "data_range must be a finite number, got '1'"),
        (ssim, (A, A, True), "data_range must be a finite number, got True"),
        (
            ssim,
            (A[:10], A[:10]),
            r"must be at least 11 × 11 for SSIM, got shape \(10, 13",
        ),
        (ssim, (A[:, :10], A[:, :10]), r"at least 11 × 11 for SSIM, got shape \(12, 10\)"),
        (difference, (A[0], A[0]), "reference must have 2 or 3 axes"),
        (difference, (A, A.astype(complex)), "picture must hold real numbers"),
        (overshoot, (A[:0], A), "input_picture must have no empty axis"),
        (overshoot, (A, "A"), "output_picture must hold real numbers"),
    ],
)
def test_refused(measure, arguments, message):
    with pytest.raises(ParameterError, match=message):
        measure(*arguments)
