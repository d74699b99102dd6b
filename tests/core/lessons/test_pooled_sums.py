"""Which ways of halving may be done before or after adding."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from upsample_core.checks import ParameterError
from upsample_core.lessons.downsamplers import DOWNSAMPLERS
from upsample_core.lessons.pooled_sums import pooled_sums


@given(seed=st.integers(0, 9999), side=st.integers(2, 7), name=st.sampled_from(list(DOWNSAMPLERS)))
def test_all_but_the_maximum_are_linear(seed, side, name):
    found = pooled_sums(name, side, seed)
    np.testing.assert_array_equal(found.whole, found.first + found.second)
    np.testing.assert_array_equal(found.added, found.pooled_first + found.pooled_second)
    assert found.cells == found.differs.sum()
    assert (found.added >= found.pooled_whole - 1e-9).all()
    if name != "max_pool":
        assert found.cells == 0


def test_the_maximum_is_the_largest_of_each_window():
    found = pooled_sums("max_pool", 6, 5)
    for grid, pooled in (
        (found.first, found.pooled_first),
        (found.second, found.pooled_second),
        (found.whole, found.pooled_whole),
    ):
        for i, j in np.ndindex(pooled.shape):
            assert pooled[i, j] == max(grid[2 * i : 2 * i + 2, 2 * j : 2 * j + 2].ravel())
    assert 0 < found.cells <= found.added.size


def test_grids_are_digits_and_differ():
    found = pooled_sums("average_pool", 5, 0)
    assert (found.first != found.second).any()
    assert set(np.unique([found.first, found.second])) <= set(range(10))


@pytest.mark.parametrize(
    ("arguments", "told"),
    [(("mean", 4, 0), "name"), (("max_pool", 1, 0), "side"), (("max_pool", 4, -1), "seed")],
)
def test_what_cannot_be_gets_a_sentence(arguments, told):
    with pytest.raises(ParameterError, match=told):
        pooled_sums(*arguments)
