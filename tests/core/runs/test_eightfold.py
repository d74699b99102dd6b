"""Every method, eight times larger."""

import numpy as np
import pytest

from upsample_core import METHODS
from upsample_core.runs import eightfold

PICTURES = np.random.default_rng(2).random((3, 16, 24))


def test_nearest_repeats_the_mean_of_every_block():
    found = eightfold(PICTURES)
    means = PICTURES.reshape(3, 2, 8, 3, 8).mean(axis=(2, 4))
    assert found["nearest"] == pytest.approx(means.repeat(8, axis=1).repeat(8, axis=2))


def test_all_that_enlarge_are_there_and_none_that_sees_the_original():
    found = eightfold(np.random.default_rng(3).random((2, 32, 32)))
    assert {"bilinear", "bicubic", "transposed_convolution", "sub_pixel"} <= set(found)
    assert not {"max_unpool", "average_pool", "decimate"} & set(found)
    assert set(found) <= set(METHODS)
    assert all(made.shape == (2, 32, 32) for made in found.values())
