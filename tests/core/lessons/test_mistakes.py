"""Mistakes computed beside what is right, against naive sums."""

import numpy as np
import pytest

from upsample_core.lessons.mistakes import (
    compared,
    there_and_back,
    without_rotation,
)
from upsample_core.operations.transposed_forms import slide

GEOMETRIES = [
    (2, 1, 1, 1),
    (3, 0, 2, 1),
    ((2, 3), (1, 0), (1, 0), (1, 2)),
    (1, 2, 0, 1),
]


@pytest.mark.parametrize("geometry", GEOMETRIES)
def test_the_mistaken_map_is_sliding_without_rotation(geometry):
    source = np.random.default_rng(0)
    x, kernel = source.normal(size=(4, 5)), source.normal(size=(3, 2))
    wrong = slide(x, kernel, *geometry, rotate=False)
    np.testing.assert_allclose(without_rotation(x, kernel, *geometry).values.wrong, wrong)


def test_the_worked_example_in_letters():
    x, kernel = np.array([[1.0, 2], [3, 4]]), np.arange(1.0, 10).reshape(3, 3)
    found = without_rotation(x, kernel, 2, 1, 1)
    assert found.right[0, 1] == "k6·a + k4·b"
    assert found.wrong[0, 1] == "k4·a + k6·b"
    assert (found.values.right[0, 1], found.values.wrong[0, 1]) == (14, 16)
    wrong = slide(x, kernel, 2, 1, 1, rotate=False)
    np.testing.assert_array_equal(found.values.differs, wrong != slide(x, kernel, 2, 1, 1))
    assert found.values.wrong_cells == found.values.differs.sum()


def test_a_symmetric_kernel_hides_it():
    found = without_rotation([[1.0, 2], [3, 4]], np.outer([1, 2, 1], [1, 2, 1]), 2, 1, 1)
    assert found.values.wrong_cells == 0


def test_rounding_is_no_difference_and_nan_equals_nan():
    found = compared([1.0, np.nan, 3.0], [1.0 + 1e-12, np.nan, 3.1])
    assert found.differs.tolist() == [False, False, True]


@pytest.mark.parametrize("stride", [1, 2, 3])
def test_there_and_back_is_another_signal(stride):
    x = np.array([3.0, 1, 4, 1, 5, 9, 2, 6, 5])
    output, back = there_and_back(x, stride)
    padded = np.pad(x, 1)
    sums = [padded[i - 1] / 2 + padded[i] + padded[i + 1] / 2 for i in range(1, 10, stride)]
    np.testing.assert_allclose(output, sums)
    stamped = np.zeros(13)
    for i, value in enumerate(sums):
        stamped[i * stride : i * stride + 3] += value * np.array([0.5, 1, 0.5])
    np.testing.assert_allclose(back.wrong, stamped[1:10])
    assert back.wrong_cells == sum(abs(back.wrong - x) > 1e-9)
