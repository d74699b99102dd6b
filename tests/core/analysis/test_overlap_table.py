"""The table of kernel sizes and strides: counted stamp by stamp."""

import math

import numpy as np
import pytest

from upsample_core.analysis.overlap_table import overlap_table
from upsample_core.checks import ParameterError


def counted(kernel_size, stride, dilation):
    """Return the largest and smallest count of one period, far inside a long output."""
    cells = [0] * (60 * stride + kernel_size * dilation)
    for start in range(0, 60 * stride, stride):
        for tap in range(kernel_size):
            cells[start + tap * dilation] += 1
    inside = cells[40 * stride : 41 * stride]
    return max(inside), min(inside)


@pytest.mark.parametrize("dilation", [1, 2, 3])
def test_every_pair_is_counted(dilation):
    table = overlap_table(7, 5, dilation)
    assert table.kernel_sizes == (1, 2, 3, 4, 5, 6, 7)
    assert table.strides == (2, 3, 4, 5)
    for row, stride in enumerate(table.strides):
        for column, size in enumerate(table.kernel_sizes):
            most, least = counted(size, stride, dilation)
            assert (table.most[row, column], table.least[row, column]) == (most, least)
            assert table.even[row, column] == (most == least)
            assert table.coprime[row, column] == (math.gcd(size, stride) == 1)
            assert table.divides[row, column] == (size % stride == 0)


def test_no_coprime_pair_is_even_and_every_dividing_one_is():
    table = overlap_table()
    assert table.most.shape == (7, 12)
    assert int(table.coprime.sum()) == 51
    assert not (table.coprime & table.even).any()
    assert (table.divides == table.even).all()


def test_the_ratio_is_infinite_where_there_are_holes():
    table = overlap_table(4, 3)
    assert table.ratio.tolist() == [[math.inf, 1, 2, 1], [math.inf, math.inf, 1, 2]]


def test_dilation_that_shares_a_factor_is_never_even():
    table = overlap_table(12, 8, dilation=4)
    assert not table.even[np.array(table.strides) % 2 == 0].any()


@pytest.mark.parametrize("bounds", [(0, 3), (3, 1), (2.5, 3), (65, 3), (3, 5000)])
def test_bounds_are_checked(bounds):
    with pytest.raises(ParameterError, match="max_"):
        overlap_table(*bounds)
