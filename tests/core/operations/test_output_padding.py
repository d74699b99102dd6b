"""Output padding chooses between sizes that a convolution makes one; its cells are computed."""

import numpy as np
import pytest

from tests.core.naive_transposed import stamped
from upsample_core.operations.transposed_convolution import conv_transpose1d
from upsample_core.shapes import conv_output_size, conv_transpose_output_size


@pytest.mark.parametrize(("original", "shrunk", "back"), [(17, 6, 16), (14, 5, 13)])
def test_the_pairs(original, shrunk, back):
    assert conv_output_size(original, 5, 3, 2) == shrunk
    assert conv_transpose_output_size(shrunk, 5, 3, 2) == back
    assert conv_transpose_output_size(shrunk, 5, 3, 2, output_padding=1) == original


@pytest.mark.parametrize("extra", [1, 2])
def test_added_cells_are_computed_and_the_others_stay(extra):
    x, kernel = np.arange(1.0, 7.0), np.array([2.0, 3.0, 5.0, 7.0, 11.0])
    without = conv_transpose1d(x[None, None], kernel[None, None], 3, 2)[0, 0]
    within = conv_transpose1d(x[None, None], kernel[None, None], 3, 2, extra)[0, 0]
    np.testing.assert_array_equal(within[: without.size], without)
    assert (within[without.size :] != 0).all()
    np.testing.assert_allclose(within, stamped(x, kernel, 3, 2, extra))


@pytest.mark.parametrize("kernel_size", [1, 3, 5])
@pytest.mark.parametrize("padding", [0, 1, 2])
def test_stride_one_grows_by_what_the_kernel_reaches(kernel_size, padding):
    if 2 * padding <= 6 + kernel_size - 1:
        size = conv_transpose_output_size(6, kernel_size, 1, padding)
        assert size == 6 + kernel_size - 1 - 2 * padding
    if kernel_size == 2 * padding + 1:
        assert conv_transpose_output_size(6, kernel_size, 1, padding) == 6
