"""Stamps one by one, counted naively."""

import numpy as np
import pytest

from upsample_core.checks import ParameterError
from upsample_core.lessons.stamps import stamps, uncovered


@pytest.mark.parametrize(
    ("size", "stride", "padding", "dilation"),
    [(3, 2, 1, 1), (2, 3, 0, 1), (4, 2, 1, 2), (1, 2, 0, 1)],
)
def test_each_row_is_one_stamp(size, stride, padding, dilation):
    found = stamps(5, size, stride, padding, dilation)
    reach = (5 - 1) * stride + dilation * (size - 1) + 1
    expected = np.zeros((5, reach))
    for cell in range(5):
        for tap in range(size):
            expected[cell, cell * stride + tap * dilation] += 1
    np.testing.assert_array_equal(found.one_by_one, expected)
    np.testing.assert_array_equal(found.counts, expected.sum(axis=0))
    kept = range(padding, reach - padding)
    assert [not found.cropped[cell] for cell in range(reach)] == [c in kept for c in range(reach)]
    assert np.flatnonzero(found.holes).tolist() == [c for c in kept if expected[:, c].sum() == 0]
    assert found.cropped_rows.shape == expected.shape


def test_two_axes_multiply():
    found = stamps((3, 2), (3, 4), (2, 1), 1)
    rows, columns = stamps(3, 3, 2, 1), stamps(2, 4, 1, 1)
    np.testing.assert_array_equal(found.counts, np.outer(rows.counts, columns.counts))
    assert uncovered(found.counts) == (found.counts == 0).sum()


def test_padding_that_leaves_nothing_is_refused():
    with pytest.raises(ParameterError, match="padding must leave something"):
        stamps(2, 2, 1, 2)
