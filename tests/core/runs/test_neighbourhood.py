"""A pixel with its neighbours: cut out of the picture, they give the same number again."""

from __future__ import annotations

import numpy as np
import pytest

from upsample_core.checks import ParameterError
from upsample_core.methods import METHODS, for_picture, method
from upsample_core.runs.neighbourhood import neighbourhood
from upsample_core.runs.trace import run, trace

PICTURE = np.random.default_rng(3).random((3, 23, 34))
FIXED = [name for name, definition in METHODS.items() if not definition.depends_on_data]


def cells(shape):
    """The corners, a middle, and some between."""
    rng = np.random.default_rng(11)
    spread = [tuple(int(rng.integers(size)) for size in shape) for _ in range(12)]
    return [(0, 0), tuple(size - 1 for size in shape), (shape[0] // 2, shape[1] // 3), *spread]


@pytest.mark.parametrize("name", FIXED)
def test_the_cell_in_the_small_run_has_the_value_of_the_cell_asked_for(name):
    chosen = method(name, (5, 6))
    large = for_picture(chosen, 23, 34)
    output = run(large, PICTURE).mean(axis=0)
    found = 0
    for cell in cells(large.output_shape):
        near = neighbourhood(chosen, PICTURE, cell, "output")
        top, left = near.corner
        height, width = near.values.shape
        np.testing.assert_allclose(
            near.values, PICTURE.mean(axis=0)[top : top + height, left : left + width]
        )
        if near.cell is not None:
            found += 1
            assert trace(near.method, near.values).output[near.cell] == pytest.approx(output[cell])
    assert found > 6  # of fifteen; the rest lie too near a border


def test_a_transposed_convolution_far_from_the_border_takes_four_by_four():
    chosen = method("transposed_convolution", (4, 4), stride=(2, 3), kernel_size=(3, 4), padding=1)
    near = neighbourhood(chosen, PICTURE, (21, 50), "output")
    assert near.values.shape == (4, 4)
    assert near.cell is not None


def test_rounded_values_have_no_more_decimals_than_asked_for():
    chosen = method("nearest", (4, 4))
    near = neighbourhood(chosen, PICTURE.astype(np.float32), (20, 30), "output")
    assert all(len(repr(value)) <= 5 for value in near.rounded(3).ravel().tolist())


def test_a_wide_kernel_takes_as_many_pixels_as_it_reaches():
    near = neighbourhood(method("lanczos", (4, 4)), PICTURE, (20, 30), "output")
    assert near.values.shape == (6, 6)
    assert near.cell is not None


def test_an_input_cell_is_found_again():
    for cell in cells((23, 34)):
        near = neighbourhood(method("bilinear", (4, 4)), PICTURE, cell, "input")
        assert near.values.shape == (4, 4)
        assert near.values[near.cell] == pytest.approx(PICTURE[:, *cell].mean())


@pytest.mark.parametrize("name", sorted(METHODS.keys() - set(FIXED)))
def test_methods_that_depend_on_the_data_take_the_same_place(name):
    chosen = method(name, (6, 8))
    after = for_picture(chosen, 23, 34).output_shape
    near = neighbourhood(chosen, PICTURE, (after[0] // 2, after[1] // 2), "output")
    assert near.cell is None
    for corner, taken, size in zip(near.corner, near.values.shape, (23, 34), strict=True):
        assert abs(corner + taken / 2 - size / 2) <= 2


def test_a_picture_smaller_than_four_pixels_is_taken_whole():
    near = neighbourhood(method("nearest", (4, 4)), PICTURE[:, :2, :3], (3, 5), "output")
    assert near.values.shape == (2, 3)
    assert near.cell == (3, 5)


def test_a_method_that_needs_more_pixels_gets_them():
    chosen = method("strided_convolution", (12, 12), kernel_size=7, padding=0)
    near = neighbourhood(chosen, PICTURE, (3, 3), "output")
    assert near.values.shape == (7, 7)


@pytest.mark.parametrize("cell", [(46, 0), (0, 68), (-1, 0)])
def test_a_cell_outside_is_refused(cell):
    with pytest.raises(ParameterError, match="cell"):
        neighbourhood(method("nearest", (4, 4)), PICTURE, cell, "output")
