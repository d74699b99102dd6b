"""Stamps one by one, counted naively."""

import numpy as np
import pytest

from upsample_core.analysis.evenness import assess
from upsample_core.checks import ParameterError
from upsample_core.lessons.stamps import stamped_picture, stamps, uncovered


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


@pytest.mark.parametrize(
    ("sizes", "strides", "dilations"),
    [((3, 4), (2, 3), (1, 1)), ((1, 5), (3, 2), (1, 2)), ((8, 2), (4, 1), (3, 1))],
)
def test_a_constant_picture_under_stamps_shows_the_overlap(sizes, strides, dilations):
    made = stamped_picture(np.full((6, 5), 0.5), sizes, strides, dilations)
    assert made.shape == (6 * strides[0], 5 * strides[1])
    assert made.mean() == pytest.approx(0.5)
    counts = assess(np.ones(sizes), strides, dilations).counts
    inside = np.unique(made).tolist()
    mean = counts.mean()
    np.testing.assert_allclose(inside, np.unique(0.5 * counts / mean))


def test_even_stamps_of_the_size_of_the_stride_repeat_each_pixel():
    picture = np.arange(6.0).reshape(2, 3)
    np.testing.assert_allclose(
        stamped_picture(picture, (3, 2), (3, 2)), picture.repeat(3, 0).repeat(2, 1)
    )
