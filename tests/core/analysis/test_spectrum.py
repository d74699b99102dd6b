"""Spectra: against sums straight from the definition, and cases whose score is known."""

from __future__ import annotations

import cmath

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from upsample_core.analysis.evenness import assess, make_flat
from upsample_core.analysis.spectrum import (
    artifact_score,
    log_spectrum,
    spectrum_frequencies,
)
from upsample_core.checks import ParameterError

RNG = np.random.default_rng(11)


def transposed(image: np.ndarray, kernel: np.ndarray, stride: tuple[int, int]) -> np.ndarray:
    """Transposed convolution without padding, cropped to whole periods of the interior."""
    rows, columns = image.shape
    full = np.zeros(
        [(n - 1) * s + k for n, s, k in zip(image.shape, stride, kernel.shape, strict=True)]
    )
    for i in range(rows):
        for j in range(columns):
            top, left = i * stride[0], j * stride[1]
            full[top : top + kernel.shape[0], left : left + kernel.shape[1]] += image[i, j] * kernel
    return full[
        tuple(
            slice(2 * k, 2 * k + s * (n - 2 * k))
            for n, s, k in zip(image.shape, stride, kernel.shape, strict=True)
        )
    ]


def smooth_picture(rows: int = 30, columns: int = 36) -> np.ndarray:
    """Waves of low frequency around a mean of a half."""
    y, x = np.mgrid[:rows, :columns]
    return 0.5 + 0.2 * np.sin(0.11 * x + 0.23 * y) + 0.15 * np.cos(0.31 * x - 0.07 * y)


BILINEAR = np.outer([0.25, 0.75, 0.75, 0.25], [0.25, 0.75, 0.75, 0.25])


class TestLogSpectrum:
    def test_is_the_definition(self):
        image = RNG.normal(size=(5, 6))
        found = log_spectrum(image)
        for i, u in enumerate(spectrum_frequencies(5)):
            for j, v in enumerate(spectrum_frequencies(6)):
                total = sum(
                    image[y, x] * cmath.exp(-2j * cmath.pi * (u * y + v * x))
                    for y in range(5)
                    for x in range(6)
                )
                assert found[i, j] == pytest.approx(np.log10(abs(total) / 30), abs=1e-9)

    def test_the_middle_is_the_mean_and_nothing_else_is_there(self):
        found = log_spectrum(np.full((4, 7), 0.1))
        assert found[2, 3] == pytest.approx(-1)
        others = np.delete(found.ravel(), 2 * 7 + 3)
        assert (others == -6).all()

    def test_channels_and_images_are_transformed_one_by_one(self):
        images = RNG.normal(size=(2, 3, 5, 4))
        found = log_spectrum(images)
        np.testing.assert_allclose(found[1, 2], log_spectrum(images[1, 2]))
        np.testing.assert_allclose(
            log_spectrum(images[1, 2, 3]), log_spectrum(images[1, 2, 3:4])[0]
        )

    @pytest.mark.parametrize(
        ("size", "expected"), [(4, [-0.5, -0.25, 0, 0.25]), (5, [-0.4, -0.2, 0, 0.2, 0.4])]
    )
    def test_frequencies(self, size, expected):
        assert spectrum_frequencies(size).tolist() == expected

    def test_refusals(self):
        with pytest.raises(ParameterError, match="image must have 1 or 2 or 3 or 4 axes"):
            log_spectrum(np.ones((1, 1, 1, 1, 1)))
        with pytest.raises(ParameterError, match="size must be a whole number"):
            spectrum_frequencies(0)
        with pytest.raises(ParameterError, match="the frequencies would have shape"):
            spectrum_frequencies(10**9)


class TestArtifactScore:
    @pytest.mark.parametrize("shape", [(16,), (16, 18), (3, 17, 19), (2, 3, 40, 13)])
    @pytest.mark.parametrize("stride", [1, 2, 3])
    def test_a_constant_has_none(self, shape, stride):
        assert artifact_score(np.full(shape, 0.7), stride) == pytest.approx(0, abs=1e-25)

    def test_black_has_none(self):
        assert artifact_score(np.zeros((8, 8)), 2) == 0

    @pytest.mark.parametrize("stride", [(2, 2), (2, 3), (4, 1)])
    @pytest.mark.parametrize("shape", [(48, 60), (16, 12)])
    def test_inserted_zeros_have_nearly_all(self, shape, stride):
        image = np.zeros(shape)
        image[:: stride[0], :: stride[1]] = 1
        assert artifact_score(image, stride) == pytest.approx(1 - 1 / np.prod(stride))

    @pytest.mark.parametrize(
        ("shape", "stride"),
        [((3, 3), (2, 2)), ((4, 4), (2, 2)), ((5, 3), (3, 2)), ((2, 7), (3, 4))],
    )
    def test_of_a_constant_is_what_the_phase_sums_say(self, shape, stride):
        kernel = RNG.normal(size=shape)
        output = transposed(np.full((24, 26), 0.3), kernel, stride)
        expected = assess(kernel, stride).pattern_share
        assert artifact_score(output, stride) == pytest.approx(expected, rel=1e-9, abs=1e-20)

    @given(st.floats(1e-3, 1e3), st.integers(0, 1000))
    def test_does_not_depend_on_the_scale(self, factor, seed):
        image = np.random.default_rng(seed).random((12, 20))
        score = artifact_score(image, 2)
        assert 0 <= score <= 1
        assert artifact_score(-factor * image, 2) == pytest.approx(score, rel=1e-9)

    def test_random_kernels_are_worse_than_bilinear(self):
        picture = smooth_picture()
        bilinear = transposed(picture, BILINEAR, (2, 2))
        smooth = artifact_score(bilinear, 2)
        assert smooth < 1e-4
        for seed in range(8):
            kernel = np.random.default_rng(seed).normal(size=(3, 3))
            assert artifact_score(transposed(picture, kernel, (2, 2)), 2) > 100 * smooth

    def test_flattening_lowers_it_on_a_picture(self):
        picture = smooth_picture()
        kernel = np.random.default_rng(5).random((4, 4))
        before = artifact_score(transposed(picture, kernel, (2, 2)), 2)
        after = artifact_score(transposed(picture, make_flat(kernel, 2), (2, 2)), 2)
        assert after < before / 5

    def test_ones_of_three_and_four_are_ranked(self):
        picture = smooth_picture()
        uneven = artifact_score(transposed(picture, np.ones((3, 3)), (2, 2)), 2)
        even = artifact_score(transposed(picture, np.ones((4, 4)), (2, 2)), 2)
        assert uneven > 50 * even

    def test_the_reference_takes_its_own_share_away(self):
        y, x = np.mgrid[:32, :40]
        weave = 0.5 + 0.2 * (-1.0) ** (x + y)
        assert artifact_score(weave, 2) == pytest.approx(0.04 / 0.29, rel=1e-9)
        assert artifact_score(weave, 2, reference=weave) == 0
        assert artifact_score(weave, 2, reference=np.full((32, 40), 0.2)) == pytest.approx(
            0.04 / 0.29
        )
        assert artifact_score(np.full((32, 40), 0.2), 2, reference=weave) == 0

    def test_a_background_carried_by_a_bias_lowers_it(self):
        pattern = transposed(smooth_picture() - 0.5, np.ones((3, 3)), (2, 2))
        assert artifact_score(pattern + 2.0, 2) < artifact_score(pattern, 2)

    def test_a_slow_ramp_is_no_checkerboard(self):
        ramp = np.linspace(0, 1, 64)[:, None] * np.linspace(1, 2, 50)
        assert artifact_score(ramp, 2) < 1e-8

    def test_a_wave_between_the_multiples_is_no_checkerboard(self):
        x = np.arange(96)
        for frequency, near in ((1 / 4, False), (1 / 2 - 1 / 24, True), (1 / 2 - 1 / 8, False)):
            wave = np.tile(np.cos(2 * np.pi * frequency * x), (96, 1))
            assert (artifact_score(wave, 2) > 0.5) == near

    def test_sizes_need_not_be_multiples_of_the_stride(self):
        stripes = np.tile([1.0, 0.0, 0.0], 20)[:, None] * np.ones(16)
        whole = artifact_score(stripes, (3, 1))
        assert whole == pytest.approx(2 / 3)
        assert artifact_score(stripes[:59], (3, 1)) == pytest.approx(2 / 3)

    def test_each_axis_has_its_own_stride(self):
        stripes = np.tile([1.0, 0.0], 15)[:, None] * np.ones(45)
        assert artifact_score(stripes, (2, 3)) == pytest.approx(1 / 2)
        assert artifact_score(stripes.T, (3, 2)) == pytest.approx(1 / 2)
        assert artifact_score(stripes, (1, 3)) == pytest.approx(0, abs=1e-20)

    def test_channels_add_their_energies(self):
        flat, board = np.full((16, 16), 1.0), np.indices((16, 16)).sum(0) % 2 * 2.0
        assert artifact_score(np.stack([flat, board]), 2) == pytest.approx(1 / 3)

    def test_no_stride_no_checkerboard(self):
        assert artifact_score(RNG.random((9, 10)), 1) == 0

    def test_refusals(self):
        with pytest.raises(ParameterError, match=r"at least 4\*stride = 12 .* got 11"):
            artifact_score(np.ones((12, 11)), 3)
        with pytest.raises(ParameterError, match=r"reference must have the image's shape \(8, 9\)"):
            artifact_score(np.ones((8, 9)), 2, reference=np.ones((9, 8)))
        with pytest.raises(ParameterError, match="stride must be a whole number"):
            artifact_score(np.ones((8, 9)), 0)
        with pytest.raises(ParameterError, match="image must have no empty axis"):
            artifact_score(np.ones((0, 9)), 2)
