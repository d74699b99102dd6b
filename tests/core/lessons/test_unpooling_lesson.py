"""The numbers of the lesson on unpooling: by loops over windows, and against PyTorch."""

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.golden_values import load
from ui.pictures import sample
from upsample_core.checks import ParameterError
from upsample_core.lessons.pictures import small_grey
from upsample_core.lessons.raised_window import raise_in_window
from upsample_core.lessons.shared_cells import shared_cells
from upsample_core.lessons.unpool_identities import (
    average_as_others,
    drawn_values,
    nails_as_transposed,
    pooled_again,
)
from upsample_core.lessons.unpool_sizes import unpool_sizes, unpooled_at
from upsample_core.lessons.unpooled_pictures import edge_strength, pool_levels, way_back


def windows(size, kernel_size, stride, padding=0):
    """The cells of each window along one axis."""
    starts = range(-padding, size + padding - kernel_size + 1, stride)
    return [[c for c in range(s, s + kernel_size) if 0 <= c < size] for s in starts]


def naive_pool(x, kernel_size, stride, padding=0):
    """The largest value of each window and its cell, the first of equal ones, row by row."""
    axes = [windows(size, kernel_size, stride, padding) for size in x.shape]
    pooled, places = {}, {}
    for (i, rows), (j, columns) in itertools.product(*map(enumerate, axes)):
        for cell in itertools.product(rows, columns):
            if (i, j) not in pooled or x[cell] > pooled[i, j]:
                pooled[i, j], places[i, j] = x[cell], cell
    return pooled, places, tuple(map(len, axes))


# ---------------------------------------------------------------- windows that share a cell


@given(st.integers(0, 99), st.sampled_from([(3, 2), (2, 1), (3, 1), (2, 2), (3, 3)]))
def test_unpooling_writes_over_and_the_gradient_adds(seed, window):
    x = np.random.default_rng(seed).integers(0, 4, (6, 7)).astype(float)
    found = shared_cells(x, *window)
    pooled, places, shape = naive_pool(x, *window)
    written, added = np.zeros(x.shape), np.zeros(x.shape)
    for at in itertools.product(*map(range, shape)):
        assert found.pooled[at] == pooled[at]
        assert tuple(found.switches[at]) == places[at]
        written[places[at]] = 1
        added[places[at]] += 1
    np.testing.assert_array_equal(found.written, written)
    np.testing.assert_array_equal(found.added, added)
    np.testing.assert_array_equal(found.chosen, added > 0)
    assert found.most == added.max()
    assert found.differing == sum(count > 1 for count in added.ravel())


def test_one_against_four():
    x = np.zeros((5, 5))
    x[2, 2] = 1
    found = shared_cells(x, 3, 2)
    assert (found.written[2, 2], found.added[2, 2]) == (1, 4)
    assert (found.most, found.differing) == (4, 1)


@pytest.mark.parametrize("case", load("max_pool_gradient"), ids=str)
def test_golden_gradient(case):
    found = shared_cells(case.inputs["x"], **case.options)
    np.testing.assert_array_equal(found.added, case.outputs[0])
    np.testing.assert_array_equal(found.written, case.outputs[0] > 0)


# ---------------------------------------------------------------- a cell is raised


@pytest.mark.parametrize("kernel_size", [2, 3])
def test_a_raised_cell_is_the_largest_of_its_window(kernel_size):
    x = np.random.default_rng(1).integers(0, 10, (6, 12)).astype(float)
    _pooled, places, _shape = naive_pool(x, kernel_size, kernel_size)
    for cell in np.ndindex(x.shape):
        found = raise_in_window(x, cell, kernel_size)
        assert found.window == tuple(at // kernel_size for at in cell)
        assert found.before == places[found.window]
        assert found.pooled_before == x[found.before]
        assert found.after == cell, "ten more than any digit"
        assert found.pooled_after == x[cell] + 10
        change = found.grid - x
        assert change[cell] == 10
        assert np.count_nonzero(change) == 1


def test_a_cell_outside_is_refused():
    with pytest.raises(ParameterError, match="cell"):
        raise_in_window(np.ones((4, 6)), (4, 0), 2)


# ---------------------------------------------------------------- sizes


@pytest.mark.parametrize("numbers", [(3, 2, 1), (3, 3, 1), (2, 2, 0), (3, 2, 0), (5, 3, 2)])
@pytest.mark.parametrize("size", range(5, 14))
def test_sizes_that_become_one(size, numbers):
    kernel_size, stride, padding = numbers
    count = {n: len(windows(n, *numbers)) for n in range(1, 40) if n + 2 * padding >= kernel_size}
    found = unpool_sizes(size, *numbers)
    assert found.pooled == count[size]
    assert found.sizes == tuple(n for n, pooled in count.items() if pooled == found.pooled)
    assert found.default == (found.pooled - 1) * stride - 2 * padding + kernel_size
    assert found.allowed == tuple(n for n in range(1, 60) if abs(n - found.default) < stride)


def test_eight_becomes_four_becomes_seven():
    found = unpool_sizes(8, 3, 2, 1)
    assert (found.pooled, found.default, found.sizes) == (4, 7, (7, 8))
    assert 8 in found.allowed


@pytest.mark.parametrize(("size", "asked"), [(8, 8), (7, 8), (8, 7), (7, 7), (7, 6)])
def test_flat_indices_in_a_grid_of_another_width(size, asked):
    x = np.random.default_rng(size).permutation(size * size).reshape(size, size).astype(float)
    found = unpooled_at(x, asked, 3, 2, 1)
    pooled, places, shape = naive_pool(x, 3, 2, 1)
    flat = {at: row * size + column for at, (row, column) in places.items()}
    for at in itertools.product(*map(range, shape)):
        assert (found.pooled[at], found.indices[at]) == (pooled[at], flat[at])
    assert found.outside == sum(index >= asked * asked for index in flat.values())
    if found.outside:
        assert found.output is None
        return
    output, moved = np.zeros((asked, asked)), np.zeros((asked, asked), bool)
    for at, index in flat.items():
        cell = divmod(index, asked)
        output[cell] = pooled[at]
        moved[cell] = cell != places[at]
    np.testing.assert_array_equal(found.output, output)
    np.testing.assert_array_equal(found.moved, moved)
    assert found.misplaced == moved.sum()
    assert (found.misplaced == 0) == (size == asked)


def test_the_default_of_eight_is_refused_and_a_size_too_far_away_too():
    x = np.arange(64.0).reshape(8, 8)
    assert unpooled_at(x, 7, 3, 2, 1).output is None
    assert unpooled_at(x, 8, 3, 2, 1).outside == 0
    with pytest.raises(ParameterError, match="output_size"):
        unpooled_at(x, 9, 3, 2, 1)


# ---------------------------------------------------------------- identities


@given(st.integers(0, 99), st.integers(1, 4), st.booleans())
def test_pooling_brings_back_what_is_not_below_zero(seed, size, below):
    x = drawn_values((2, 3), seed, below)
    found = pooled_again(x, size, seed)
    assert found.unpooled.shape == (2 * size, 3 * size)
    for i, j in np.ndindex(x.shape):
        block = found.unpooled[i * size : (i + 1) * size, j * size : (j + 1) * size]
        assert sorted(block.ravel()) == sorted([x[i, j]] + [0] * (size * size - 1))
        assert found.again[i, j] == (x[i, j] if size == 1 else max(x[i, j], 0))
    np.testing.assert_array_equal(found.differs, found.again != x)
    assert found.changed == (3 if below and size > 1 else 0)
    assert set(np.abs(x).ravel()) <= set(range(1, 10))


@pytest.mark.parametrize("factor", [1, 2, 3])
def test_both_sides_of_the_others(factor):
    x = np.random.default_rng(factor).normal(size=(3, 4))
    nails, average = nails_as_transposed(x, factor), average_as_others(x, factor)
    corner = np.zeros((3 * factor, 4 * factor))
    corner[::factor, ::factor] = x
    for result in nails.results:
        np.testing.assert_allclose(result, corner, atol=1e-12)
    for result in average.results:
        np.testing.assert_allclose(result, np.kron(x, np.ones((factor, factor))), atol=1e-12)
    assert (len(nails.results), len(average.results)) == (2, 3)
    assert max(nails.difference, average.difference) < 1e-12


# ---------------------------------------------------------------- on a picture


def naive_back(x, levels, way, smooth):
    """Level by level, block by block; gaps filled by a weighted mean of what is there."""
    maps, places = [x], []
    for _level in range(levels):
        pooled, where, shape = naive_pool(maps[-1], 2, 2)
        maps.append(np.array([[pooled[i, j] for j in range(shape[1])] for i in range(shape[0])]))
        places.append(where)
    values = {cell: maps[-1][cell] for cell in np.ndindex(maps[-1].shape)}
    for level in reversed(range(levels)):
        large = {}
        for (i, j), value in values.items():
            block = [(2 * i + a, 2 * j + b) for a in (0, 1) for b in (0, 1)]
            cells = {"switches": [places[level][i, j]], "corner": block[:1], "window": block}[way]
            large |= dict.fromkeys(cells, value)
        values = filled(large, maps[level].shape) if smooth else large
    back = np.zeros(x.shape)
    for cell, value in values.items():
        back[cell] = value
    return back, len(values) / x.size


def filled(values, shape):
    result = {}
    for i, j in np.ndindex(shape):
        near = {(i + a, j + b): (2 - abs(a)) * (2 - abs(b)) for a in (-1, 0, 1) for b in (-1, 0, 1)}
        found = [(weight, values[cell]) for cell, weight in near.items() if cell in values]
        total = sum(weight for weight, _value in found)
        result[i, j] = sum(weight * value for weight, value in found) / total if total else 0
    return result


@pytest.mark.parametrize("smooth", [False, True])
@pytest.mark.parametrize("way", ["switches", "corner", "window"])
@pytest.mark.parametrize("levels", [1, 2])
def test_a_picture_goes_down_and_back(levels, way, smooth):
    x = np.random.default_rng(3).random((8, 12))
    down = pool_levels(x, levels)
    assert down.pooled.shape == (8 >> levels, 12 >> levels)
    found = way_back(down, way, smooth)
    # A window that is full has no gaps to fill.
    back, share = naive_back(x, levels, way, smooth and way != "window")
    np.testing.assert_allclose(found.picture, back, atol=1e-12)
    assert found.filled == pytest.approx(share)
    assert found.decibels == pytest.approx(-10 * np.log10(((x - back) ** 2).mean()))


def test_edges_are_sobels():
    x = np.random.default_rng(4).random((6, 9))
    padded = np.pad(x, 1, mode="edge")
    for i, j in np.ndindex(x.shape):
        part = padded[i : i + 3, j : j + 3]
        across = (part[:, 2] - part[:, 0]) @ [1, 2, 1] / 4
        down = (part[2] - part[0]) @ [1, 2, 1] / 4
        assert edge_strength(x)[i, j] == pytest.approx(min(np.hypot(across, down), 1))


@pytest.mark.parametrize("smooth", [False, True])
@pytest.mark.parametrize("name", ["cat", "astronaut", "cameraman"])
def test_switches_are_worth_something_on_edges(name, smooth):
    """What the lesson says of two levels."""
    down = pool_levels(edge_strength(small_grey(sample(name), 128)), 2)
    worth = {way: way_back(down, way, smooth).decibels for way in ("switches", "corner")}
    assert worth["switches"] > worth["corner"] + 0.5


@pytest.mark.parametrize(
    ("shape", "levels"), [((4, 8), 3), ((6, 8), 2), ((8, 8), 0), ((32, 32), 5)]
)
def test_too_many_levels_are_refused(shape, levels):
    with pytest.raises(ParameterError):
        pool_levels(np.ones(shape), levels)


def test_a_way_that_does_not_exist_is_refused():
    with pytest.raises(ParameterError, match="way must be one of"):
        way_back(pool_levels(np.ones((4, 4)), 1), "middle")
