"""The distance between the patches of pictures, against the definition worked out by SciPy."""

import numpy as np
import pytest
from scipy.linalg import sqrtm

from upsample_core import ParameterError
from upsample_core.analysis import patch_distance


def pictures(seed, count=9, shape=(11, 14)):
    return np.random.default_rng(seed).random((count, *shape)) * 0.8


def by_definition(one, other, side):
    def cut(values):
        step = side // 2
        return np.array([
            picture[row : row + side, column : column + side].ravel()
            for picture in values
            for row in range(0, picture.shape[0] - side + 1, step)
            for column in range(0, picture.shape[1] - side + 1, step)
        ])  # fmt: skip

    a, b = cut(one), cut(other)
    c, d = np.cov(a.T, bias=True), np.cov(b.T, bias=True)
    apart = ((a.mean(axis=0) - b.mean(axis=0)) ** 2).sum()
    return np.sqrt(apart + np.trace(c + d - 2 * sqrtm(c @ d).real))


@pytest.mark.parametrize("side", [2, 4, 5])
def test_the_distance_is_frechets(side):
    one, other = pictures(1), pictures(2, count=7) ** 2
    assert patch_distance(one, other, side) == pytest.approx(by_definition(one, other, side), 1e-5)


def test_pictures_are_no_distance_from_themselves_whatever_their_order():
    one = pictures(3)
    assert patch_distance(one, one[::-1], 4) == pytest.approx(0, abs=1e-6)


def test_lighter_pictures_are_as_far_as_their_patches_are_lighter():
    one = pictures(4)
    assert patch_distance(one + 0.1, one, 4) == pytest.approx(0.1 * 4, rel=1e-6)


def test_a_blur_is_far_however_near_each_picture_is():
    one = np.random.default_rng(5).integers(0, 2, (30, 12, 12)).astype(float)
    assert patch_distance(np.full_like(one, 0.5), one) > 2
    assert patch_distance(np.roll(one, 1, axis=0), one) < 1e-3


def test_pictures_smaller_than_a_patch_are_refused():
    with pytest.raises(ParameterError, match="8 × 8"):
        patch_distance(pictures(6, shape=(7, 9)), pictures(6))
