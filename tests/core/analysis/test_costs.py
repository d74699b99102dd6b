"""What inserting zeros costs, against counting every product one by one."""

import numpy as np
import pytest
from hypothesis import given, reject
from hypothesis import strategies as st

from upsample_core.analysis.costs import inserted_share, multiplications
from upsample_core.checks import ParameterError
from upsample_core.operations.transposed_convolution import conv_transpose_map
from upsample_core.operations.transposed_forms import slide


def counted(length, kernel_size, stride, padding, output_padding, dilation):
    """Slide over the virtual input of ones, and count the taps and those that meet a one."""
    useful = slide(np.ones(length), np.ones(kernel_size), stride, padding, output_padding, dilation)
    return useful.size * kernel_size, int(useful.sum())


@given(
    st.integers(1, 7), st.integers(1, 5), st.integers(1, 4), st.integers(0, 3), st.integers(1, 3)
)
def test_products_are_counted(length, kernel_size, stride, padding, dilation):
    geometry = (kernel_size, stride, padding, max(stride, dilation) - 1, dilation)
    try:
        cost = multiplications(length, *geometry)
    except ParameterError:
        reject()
    assert (cost.sliding, cost.useful) == counted(length, *geometry)


def test_useful_products_are_the_stored_entries():
    geometry = ((3, 4), (2, 3), (1, 0), (1, 2), (1, 2))
    cost = multiplications((5, 7), *geometry)
    assert cost.useful == conv_transpose_map((5, 7), np.ones((3, 4)), *geometry[1:]).nnz


@pytest.mark.parametrize("stride", range(1, 6))
def test_the_wasted_share_tends_to_that_of_the_zeros(stride):
    share = inserted_share(stride)
    assert share == pytest.approx((stride**2 - 1) / stride**2)
    cost = multiplications((400, 400), 4, stride, 1)
    assert cost.wasted == pytest.approx(share, abs=0.01)


def test_strides_that_do_not_fit_are_refused():
    with pytest.raises(ParameterError, match="stride"):
        inserted_share((2, 3, 4))
    assert inserted_share(3, axes=1) == pytest.approx(2 / 3)
