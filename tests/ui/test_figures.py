"""Large maps as pictures: what is more is brighter, on a scale that can be fixed."""

import numpy as np

from ui.figures import counts_picture

COUNTS = np.array([[0, 1, 2], [4, 2, 1]])


def brightness(picture):
    return picture.astype(int).sum(axis=0)


def test_counts_are_levels_that_grow_brighter():
    picture = counts_picture(COUNTS)
    assert picture.shape == (3, 2, 3)
    assert picture.dtype == np.uint8
    order = np.argsort(COUNTS, axis=None, kind="stable")
    assert (np.diff(brightness(picture).ravel()[order]) >= 0).all()
    assert len(np.unique(brightness(picture))) == len(np.unique(COUNTS))


def test_the_scale_ends_at_the_largest_count_or_where_it_is_told_to():
    np.testing.assert_array_equal(counts_picture(COUNTS), counts_picture(2 * COUNTS))
    half = counts_picture(COUNTS, most=8)
    np.testing.assert_array_equal(half[:, 1, 0], counts_picture(2 * COUNTS, most=8)[:, 0, 2])
    assert (brightness(half)[1, 0] < brightness(counts_picture(COUNTS))[1, 0]).all()


def test_nothing_counted_is_drawn_dark():
    empty = counts_picture(np.zeros((2, 2), int))
    np.testing.assert_array_equal(empty[:, 0, 0], counts_picture(COUNTS)[:, 0, 0])
