"""Short functions of the lessons: pictures, stacks, pairs, groups, gradients, summaries."""

import numpy as np
import pytest

from upsample_core.analysis.overlap import stack_coverage
from upsample_core.analysis.overlap_table import overlap_table
from upsample_core.checks import ParameterError
from upsample_core.lessons.gradient_means import gradient_levels, shifted_gradients
from upsample_core.lessons.groups import two_groups
from upsample_core.lessons.pair_counts import fallen_strides, pair_counts
from upsample_core.lessons.pictures import small_grey
from upsample_core.lessons.score_summaries import summary
from upsample_core.lessons.stacks import paths, undoing_kernels


def test_small_grey_is_the_mean_of_blocks_and_channels():
    picture = np.random.default_rng(0).random((3, 12, 12))
    small = small_grey(picture, 4)
    assert small.shape == (4, 4)
    assert small[1, 2] == pytest.approx(picture[:, 3:6, 6:9].mean())


@pytest.mark.parametrize(
    ("shape", "side", "told"), [((3, 4, 6), 2, "square"), ((1, 6, 6), 4, "divide")]
)
def test_what_cannot_be_made_small_is_refused(shape, side, told):
    with pytest.raises(ParameterError, match=told):
        small_grey(np.zeros(shape), side)


@pytest.mark.parametrize("layers", [[(3, 2)] * 2, [(3, 2)] * 4, [(5, 3, 2), (4, 1)], [(12, 4)] * 3])
def test_paths_are_shown_twice_where_short(layers):
    found, phases = paths(layers), stack_coverage(layers)
    np.testing.assert_array_equal(found.phases, phases)
    repeats = len(found.row) // len(phases)
    assert repeats == (2 if len(phases) <= 16 else 1)
    np.testing.assert_array_equal(found.row, list(phases) * repeats)
    np.testing.assert_array_equal(found.plane, np.outer(found.row, found.row))
    assert (found.most, found.least) == (max(phases), min(phases))


@pytest.mark.parametrize("dilation", [1, 2, 3])
def test_pairs_are_counted_one_by_one(dilation):
    table = overlap_table(12, 8, dilation)
    cells = [(r, c) for r in range(len(table.strides)) for c in range(len(table.kernel_sizes))]
    coprime = [cell for cell in cells if table.coprime[cell]]
    dividing = [cell for cell in cells if table.divides[cell]]
    assert pair_counts(table) == (
        len(coprime),
        len([cell for cell in coprime if table.most[cell] == table.least[cell]]),
        len(dividing),
        len([cell for cell in dividing if table.most[cell] == table.least[cell]]),
    )


def test_two_groups_are_two_layers():
    found = two_groups(7)
    assert found.shape == (1, 6, 10, 10)
    assert (found.whole, found.grouped) == (4 * 6 * 16, 4 * 3 * 16)
    assert found.difference < 1e-12


def test_gradients_of_a_convolution_flatten_over_its_shifts():
    picture = np.random.default_rng(2).random((24, 32))
    found = shifted_gradients(picture, "convolution", 3, 2, shifts=2)
    counted = np.zeros(picture.shape)
    for i in range(0, 24 - 2, 2):
        for j in range(0, 32 - 2, 2):
            counted[i : i + 3, j : j + 3] += 1
    np.testing.assert_array_equal(found.plain, counted)
    assert found.plain_spread == pytest.approx(counted[6:18, 8:24].std())
    assert found.mean_spread < 1e-12 < found.plain_spread
    assert gradient_levels(3, 2) == tuple(sorted(set(counted[4:16, 4:16].ravel())))


def test_gradients_of_max_pooling_choose_one_cell_a_window():
    picture = np.random.default_rng(2).random((8, 8))
    found = shifted_gradients(picture, "pooling", 2, 2)
    blocks = picture.reshape(4, 2, 4, 2)
    assert found.plain.sum() == 16
    assert set(picture[found.plain == 1]) == set(blocks.max(axis=(1, 3)).ravel())


def test_a_summary_has_three_numbers():
    assert summary([4.0, 1.0, 1.0]) == (1.0, 2.0, 4.0)
    with pytest.raises(ParameterError, match="scores"):
        summary([])


@pytest.mark.parametrize(("dilation", "fallen"), [(1, ()), (2, (2, 4, 6, 8)), (3, (3, 6))])
def test_strides_fall_that_share_a_factor_with_the_dilation(dilation, fallen):
    assert fallen_strides(overlap_table(12, 8, dilation)) == fallen


@pytest.mark.parametrize(
    ("layers", "period", "sizes"),
    [
        ([(3, 2), (3, 2)], 4, (4, 8, 12)),
        ([(3, 2), (3, 2), (7, 1)], 4, (4, 8, 12)),
        ([(4, 2)], 1, tuple(range(1, 13))),
        ([(5, 3)], 3, (3, 6, 9, 12)),
        ([(3, 1)], 1, tuple(range(1, 13))),
        ([(3, 2)] * 4, 16, ()),
    ],
)
def test_a_last_layer_evens_out_whole_periods(layers, period, sizes):
    assert undoing_kernels(layers, 12) == (period, sizes)
