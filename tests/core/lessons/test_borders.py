"""Enlarging with something beyond the border: against stamps on a longer input."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from upsample_core.checks import ParameterError
from upsample_core.lessons.borders import BORDERS, enlarge

RNG = np.random.default_rng(5)


def beyond(x, index, border):
    """Return the value at any index of a row, from what stands beyond its ends."""
    if 0 <= index < len(x):
        return x[index]
    if border == "zero":
        return 0.0
    if border == "replicate":
        return x[0] if index < 0 else x[-1]
    return x[-index] if index < 0 else x[2 * (len(x) - 1) - index]


def stamped(x, kernel, stride, border):
    """Add up every stamp that reaches each of the S·L cells that are kept."""
    before = max(0, len(kernel) - stride) // 2
    output = np.zeros(len(x) * stride)
    for index in range(-12, len(x) + 12):
        for tap, weight in enumerate(kernel):
            cell = index * stride + tap - before
            if 0 <= cell < output.size:
                output[cell] += weight * beyond(x, index, border) if _near(index, x) else 0
    return output


def _near(index, x):
    """Whether an index can be mirrored into the row at all."""
    return -len(x) < index < 2 * len(x) - 1


@given(st.integers(1, 6), st.integers(1, 4), st.sampled_from(sorted(BORDERS)))
def test_a_row_is_what_its_stamps_add_up_to(kernel_size, stride, border):
    x, kernel = RNG.normal(size=9), RNG.normal(size=kernel_size)
    found = enlarge(x, kernel, stride, border)
    assert found.shape == (9 * stride,)
    np.testing.assert_allclose(found, stamped(x, kernel, stride, border), atol=1e-12)


@pytest.mark.parametrize("border", BORDERS)
def test_a_plane_is_made_axis_by_axis(border):
    x, down, across = RNG.normal(size=(5, 7)), RNG.normal(size=3), RNG.normal(size=4)
    rows = np.stack([enlarge(row, across, 2, border) for row in x])
    expected = np.stack([enlarge(column, down, 2, border) for column in rows.T]).T
    found = enlarge(x, np.multiply.outer(down, across), 2, border)
    assert found.shape == (10, 14)
    np.testing.assert_allclose(found, expected, atol=1e-12)


@pytest.mark.parametrize("border", ["replicate", "reflect"])
def test_a_constant_stays_constant_to_the_border(border):
    kernel = [0.25, 0.75, 0.75, 0.25]
    assert enlarge(np.ones(6), kernel, 2, border).tolist() == [1.0] * 12
    assert enlarge(np.ones(6), kernel, 2)[[0, 1, -1]].tolist() == [0.75, 1.0, 0.75]


def test_what_does_not_fit_is_refused():
    with pytest.raises(ParameterError, match="border must be one of"):
        enlarge([1, 2], [1], 2, "wrap")
    with pytest.raises(ParameterError, match="longer than 3 cells"):
        enlarge([1, 2, 3], [1] * 6, 2, "reflect")
    with pytest.raises(ParameterError, match="kernel"):
        enlarge([1, 2, 3], [[1, 2]], 2)
    with pytest.raises(ParameterError, match="stride"):
        enlarge([1, 2, 3], [1, 2], 0)
