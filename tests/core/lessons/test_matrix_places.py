"""A matrix up to one row, and the places of one tap, against the matrix written out."""

import numpy as np
import pytest

from upsample_core.checks import ParameterError
from upsample_core.lessons.matrix_places import matrix_row, tap_places
from upsample_core.linear_map import LinearMap
from upsample_core.operations.convolution import conv_map

KERNEL = np.arange(1.0, 7).reshape(2, 3)
WHOLE = conv_map((4, 5), KERNEL, (2, 1), (1, 0))


@pytest.mark.parametrize("row", range(WHOLE.shape[0]))
def test_the_rows_after_one_are_to_come(row):
    built = matrix_row(WHOLE, np.unravel_index(row, WHOLE.output_shape))
    dense = WHOLE.matrix.toarray()
    assert built.number == row
    np.testing.assert_array_equal(built.dense, dense)
    np.testing.assert_array_equal(built.stored[row], dense[row] != 0)
    assert built.stored.sum() == np.count_nonzero(dense[row])
    assert built.to_come.all(axis=1).tolist() == [number > row for number in range(len(dense))]


@pytest.mark.parametrize("tap", range(KERNEL.size))
def test_a_tap_stands_where_its_weight_is(tap):
    found = tap_places(WHOLE, tap)
    where = WHOLE.matrix.toarray() == KERNEL.ravel()[tap]
    np.testing.assert_array_equal(found.mask, where)
    assert found.places == where.sum()


@pytest.mark.parametrize("tap", [-1, 6, 1.5])
def test_a_tap_that_the_kernel_has_not_is_refused(tap):
    with pytest.raises(ParameterError, match="tap"):
        tap_places(WHOLE, tap)


def test_what_has_no_kernel_has_no_taps():
    with pytest.raises(ParameterError, match="kernel taps"):
        tap_places(LinearMap.identity((3,)), 0)


def test_a_row_that_does_not_exist_is_refused():
    with pytest.raises(ParameterError, match="output_index"):
        matrix_row(WHOLE, WHOLE.shape[0])
