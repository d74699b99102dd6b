"""The kernel laid on its input is the row of the matrix."""

import numpy as np
import pytest

from upsample_core.checks import ParameterError
from upsample_core.lessons.kernel_placement import placed_kernel
from upsample_core.operations.convolution import conv_map

CASES = [
    ((7,), (3,), (2,), (1,), (1,)),
    ((9,), (4,), (1,), (0,), (2,)),
    ((5, 6), (3, 2), (2, 1), (1, 0), (1, 1)),
    ((8, 5), (2, 3), (1, 2), (0, 2), (3, 1)),
]


@pytest.mark.parametrize(("shape", "kernel_size", "stride", "padding", "dilation"), CASES)
def test_without_its_border_it_is_the_row(shape, kernel_size, stride, padding, dilation):
    kernel = np.arange(1.0, np.prod(kernel_size) + 1).reshape(kernel_size)
    kernel.flat[0] = 0
    whole = conv_map(shape, kernel, stride, padding, dilation)
    inside = tuple(slice(p, p + n) for p, n in zip(padding, shape, strict=True))
    for row, index in enumerate(np.ndindex(whole.output_shape)):
        laid, covered, outside = placed_kernel(shape, kernel, index, stride, padding, dilation)
        assert laid.shape == tuple(n + 2 * p for n, p in zip(shape, padding, strict=True))
        assert np.array_equal(laid[inside].ravel(), whole.matrix.toarray()[row])
        assert (outside.size - outside.sum()) == np.prod(shape)
        assert not outside[inside].any()
        # All taps lie somewhere, also the one that is zero.
        assert covered.sum() == kernel.size
        assert np.array_equal(laid[covered], kernel.ravel())


def test_a_flat_index_will_do():
    by_flat = placed_kernel((4, 5), np.ones((2, 3)), 4)[0]
    assert np.array_equal(by_flat, placed_kernel((4, 5), np.ones((2, 3)), (1, 1))[0])


def test_an_output_that_does_not_exist_is_refused():
    with pytest.raises(ParameterError, match="output_index"):
        placed_kernel((4, 5), np.ones((2, 3)), (3, 0))
