"""Sizes that become one, and the way back to each."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.naive_transposed import stamped
from upsample_core.lessons.output_paddings import padded_outputs, sizes_to, sizes_back
from upsample_core.shapes import conv_output_size


@given(st.integers(6, 60), st.integers(1, 6), st.integers(1, 5), st.integers(0, 2))
def test_the_needed_output_padding_brings_the_size_back(size, kernel_size, stride, padding):
    back = sizes_back(size, kernel_size, stride, padding)
    assert back.sizes[back.needed] == size
    assert back.shrunk == (size + 2 * padding - kernel_size) // stride + 1
    assert 0 <= back.needed < stride


@given(st.integers(2, 20), st.integers(1, 6), st.integers(1, 5))
def test_the_group_is_all_sizes_that_shrink_to_one(shrunk, kernel_size, stride):
    found = sizes_to(shrunk, kernel_size, stride)
    every = [
        n for n in range(kernel_size, 200) if conv_output_size(n, kernel_size, stride) == shrunk
    ]
    assert list(found) == every


@pytest.mark.parametrize(("stride", "padding"), [(3, 2), (2, 0), (4, 1)])
def test_outputs_grow_by_a_cell_each(stride, padding):
    x, kernel = [3.0, 1, 4, 1, 5], [1.0, 2, 3, 4, 5]
    outputs = padded_outputs(x, kernel, stride, padding)
    assert len(outputs) == stride
    for extra, output in enumerate(outputs):
        expected = stamped(x, kernel, stride, padding, extra)
        np.testing.assert_allclose(output[: len(expected)], expected)
        assert np.isnan(output[len(expected) :]).all()
        assert output.size == len(stamped(x, kernel, stride, padding, stride - 1))
