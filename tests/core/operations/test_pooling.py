"""Max and average pooling against loops that follow the definition cell by cell."""

from __future__ import annotations

import itertools
import math
import tracemalloc
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.golden_values import Case, load
from upsample_core.checks import ParameterError
from upsample_core.operations.pooling import (
    average_pool_map,
    avg_pool2d,
    decimate_map,
    max_pool2d,
    max_pool_map,
    max_pool_switches,
)
from upsample_core.operations.windows import pool_windows

# ------------------------------------------------------------------ the definition, in loops


def window_starts(L: int, K: int, S: int, P: int, D: int, ceil_mode: bool) -> list[int]:
    """Slide the window from -P on for as long as it lies in the padded input.

    Rounding up, one more that begins before the end of the input, unless the one before it ends
    with the padding, or (for the first) a stride or more of it would be outside.
    """
    starts, start, span = [], -P, D * (K - 1) + 1
    while start + span <= L + P:
        starts.append(start)
        start += S
    last_covered = bool(starts) and starts[-1] + span == L + P
    within_a_stride = start + span < L + P + S
    if ceil_mode and not last_covered and within_a_stride and start < L:
        starts.append(start)
    return starts


def naive_windows(shape: tuple[int, ...], options: dict[str, Any]) -> list[list[tuple[int, ...]]]:
    """List, for every output in C order, the cells of its window, those in the padding too."""
    K, S, P, D = (options[name] for name in ("kernel_size", "stride", "padding", "dilation"))
    ceil_mode = options["ceil_mode"]
    starts = [window_starts(*axis, ceil_mode) for axis in zip(shape, K, S, P, D, strict=True)]
    windows = []
    for corner in itertools.product(*starts):
        cells = []
        for position in itertools.product(*map(range, K)):
            cells.append(tuple(c + k * d for c, k, d in zip(corner, position, D, strict=True)))
        windows.append(cells)
    return windows


def output_shape(shape: tuple[int, ...], options: dict[str, Any]) -> tuple[int, ...]:
    K, S, P, D = (options[name] for name in ("kernel_size", "stride", "padding", "dilation"))
    return tuple(
        len(window_starts(*axis, options["ceil_mode"]))
        for axis in zip(shape, K, S, P, D, strict=True)
    )


def inside(cell: tuple[int, ...], shape: tuple[int, ...]) -> bool:
    return all(0 <= i < n for i, n in zip(cell, shape, strict=True))


def naive_switch(plane: np.ndarray, cells: list[tuple[int, ...]]) -> tuple[float, int, int]:
    """Return value, flat index and position in the window of the first of the largest cells."""
    best = (-math.inf, -1, -1)
    for position, cell in enumerate(cells):
        if inside(cell, plane.shape) and (best[1] < 0 or plane[cell] > best[0]):
            best = (plane[cell], int(np.ravel_multi_index(cell, plane.shape)), position)
    return best


def naive_mean(plane: np.ndarray, cells: list[tuple[int, ...]], padding, count_padding) -> float:
    total, count = 0.0, 0
    for cell in cells:
        in_input = inside(cell, plane.shape)
        total += plane[cell] if in_input else 0.0
        in_padded = all(-p <= i < n + p for i, n, p in zip(cell, plane.shape, padding, strict=True))
        count += in_input or (count_padding and in_padded)
    return total / count


@st.composite
def poolings(draw, axes: int, dilated: bool = True) -> tuple[tuple[int, ...], dict[str, Any]]:
    """Draw the shape of a grid and the options of a pooling that it allows."""
    shape, options = [], {"kernel_size": [], "stride": [], "padding": [], "dilation": []}
    options["ceil_mode"] = draw(st.booleans())
    for _ in range(axes):
        K = draw(st.integers(1, 4))
        P = draw(st.integers(0, K // 2))
        D = draw(st.integers(1, 3)) if dilated else 1
        S = draw(st.integers(1, 5))
        outside = S - 1 if options["ceil_mode"] else 0
        smallest = max(1, D * (K - 1) + 1 - 2 * P - outside, D if P else 1)
        shape.append(draw(st.integers(smallest, smallest + 6)))
        options["kernel_size"].append(K)
        options["stride"].append(S)
        options["padding"].append(P)
        options["dilation"].append(D)
    return tuple(shape), options


def without_dilation(options: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in options.items() if name != "dilation"}


def digits(shape: tuple[int, ...], seed: int, highest: int = 4) -> np.ndarray:
    """Few different values, some negative, so that windows have ties."""
    return np.random.default_rng(seed).integers(-highest, highest, shape).astype(float)


# ------------------------------------------------------------------ against the definition


@settings(deadline=None, max_examples=80)
@given(poolings(axes=2), st.integers(0, 99))
def test_max_pool_and_its_indices_are_the_definition(case, seed):
    shape, options = case
    x = digits((2, 3, *shape), seed)
    values, indices = max_pool2d(x, **options, return_indices=True)
    assert values.shape == indices.shape == (2, 3, *output_shape(shape, options))
    windows = naive_windows(shape, options)
    for n, c in np.ndindex(2, 3):
        expected = [naive_switch(x[n, c], cells) for cells in windows]
        np.testing.assert_array_equal(values[n, c].ravel(), [value for value, _, _ in expected])
        np.testing.assert_array_equal(indices[n, c].ravel(), [index for _, index, _ in expected])
    np.testing.assert_array_equal(max_pool2d(x, **options), values)


@settings(deadline=None, max_examples=80)
@given(poolings(axes=2, dilated=False), st.booleans(), st.integers(0, 99))
def test_avg_pool_is_the_definition(case, count_include_pad, seed):
    shape, options = case
    x = np.random.default_rng(seed).standard_normal((3, 2, *shape))
    given_options = without_dilation(options) | {"count_include_pad": count_include_pad}
    result = avg_pool2d(x, **given_options)
    assert result.shape == (3, 2, *output_shape(shape, options))
    windows = naive_windows(shape, options)
    for n, c in np.ndindex(3, 2):
        expected = [
            naive_mean(x[n, c], cells, options["padding"], count_include_pad) for cells in windows
        ]
        np.testing.assert_allclose(result[n, c].ravel(), expected, rtol=1e-9, atol=1e-12)


def golden(function: str) -> list[Case]:
    return [case for case in load("pooling") if case.function == function]


@pytest.mark.parametrize("case", golden("max_pool2d"), ids=str)
def test_golden_max_pool(case):
    expected, expected_indices = case.outputs
    values, indices = max_pool2d(**case.inputs, **case.options, return_indices=True)
    np.testing.assert_array_equal(values, expected, strict=True)
    np.testing.assert_array_equal(indices, expected_indices, strict=True)
    alone = max_pool2d(**case.inputs, **case.options)
    np.testing.assert_array_equal(alone, expected, strict=True)


@pytest.mark.parametrize("case", golden("avg_pool2d"), ids=str)
def test_golden_avg_pool(case):
    (expected,) = case.outputs
    result = avg_pool2d(**case.inputs, **case.options)
    tolerance = 1e-9 if expected.dtype == np.float64 else 1e-5
    np.testing.assert_allclose(result, expected, rtol=tolerance, atol=tolerance, strict=True)


# ------------------------------------------------------------------ as matrices


@settings(deadline=None, max_examples=60)
@given(st.integers(1, 2).flatmap(lambda axes: poolings(axes, dilated=False)), st.booleans())
def test_average_pool_map_is_the_definition(case, count_include_pad):
    shape, options = case
    linear = average_pool_map(
        shape, **without_dilation(options), count_include_pad=count_include_pad
    )
    assert linear.input_shape == shape
    assert linear.output_shape == output_shape(shape, options)
    assert linear.tap_shape == tuple(options["kernel_size"])
    windows = naive_windows(shape, options)
    for row, cells in enumerate(windows):
        entries = slice(linear.indptr[row], linear.indptr[row + 1])
        seen = [(cell, k) for k, cell in enumerate(cells) if inside(cell, shape)]
        flat = [int(np.ravel_multi_index(cell, shape)) for cell, _ in seen]
        assert linear.inputs[entries].tolist() == flat
        assert linear.taps[entries].tolist() == [k for _, k in seen]
        share = naive_mean(np.ones(shape), cells, options["padding"], count_include_pad)
        np.testing.assert_allclose(linear.weights[entries], share / len(seen), rtol=1e-12)


@settings(deadline=None, max_examples=60)
@given(st.integers(1, 2).flatmap(poolings), st.integers(0, 99))
def test_max_pool_map_has_one_entry_a_row_at_the_switch(case, seed):
    shape, options = case
    x = digits(shape, seed)
    linear = max_pool_map(x, **options)
    expected = [naive_switch(x, cells) for cells in naive_windows(shape, options)]
    assert linear.input_shape == shape
    assert linear.output_shape == output_shape(shape, options)
    assert linear.overlap().tolist() == np.ones(linear.output_shape).tolist()
    assert linear.inputs.tolist() == [index for _, index, _ in expected]
    assert linear.taps.tolist() == [position for _, _, position in expected]
    assert linear.tap_shape == tuple(options["kernel_size"])
    assert linear.apply(x).ravel().tolist() == [value for value, _, _ in expected]
    switches = max_pool_switches(x, **options)
    np.testing.assert_array_equal(switches.ravel(), linear.inputs)
    assert switches.shape == linear.output_shape


@settings(deadline=None, max_examples=30)
@given(poolings(axes=2, dilated=False), st.booleans(), st.integers(0, 99))
def test_average_pool_map_agrees_with_avg_pool2d(case, count_include_pad, seed):
    shape, options = case
    options = without_dilation(options) | {"count_include_pad": count_include_pad}
    x = np.random.default_rng(seed).standard_normal((2, 3, *shape))
    mapped = average_pool_map(shape, **options).apply(x)
    np.testing.assert_allclose(mapped, avg_pool2d(x, **options), rtol=1e-9, atol=1e-12)


def test_maps_have_the_defaults_of_the_operations():
    x = np.random.default_rng(2).standard_normal((6, 9))
    mean, largest = avg_pool2d(x[None, None], 4, 3, 1), max_pool2d(x[None, None], 4, 3, 1)
    np.testing.assert_allclose(average_pool_map((6, 9), 4, 3, 1).apply(x), mean[0, 0], rtol=1e-12)
    np.testing.assert_array_equal(max_pool_map(x, 4, 3, 1).apply(x), largest[0, 0])
    assert max_pool_switches(x, 4, 3, 1).shape == largest[0, 0].shape
    means = avg_pool2d(x[None, None], 2)
    np.testing.assert_allclose(average_pool_map((6, 9), 2).apply(x), means[0, 0], rtol=1e-12)
    np.testing.assert_array_equal(max_pool_map(x, 2).apply(x), max_pool2d(x[None, None], 2)[0, 0])


@pytest.mark.parametrize(("shape", "stride"), [((7,), 3), ((5, 9), (2, 4)), ((4,), 9), (6, 2)])
def test_decimation_keeps_every_stride_th_cell(shape, stride):
    grid = np.random.default_rng(1).standard_normal(shape)
    steps = stride if isinstance(stride, tuple) else (stride,)
    linear = decimate_map(shape, stride)
    kept = grid[tuple(slice(None, None, step) for step in steps)]
    np.testing.assert_array_equal(linear.apply(grid), kept, strict=True)
    assert linear.tap_shape == (1,) * grid.ndim
    assert linear.taps.tolist() == [0] * kept.size


@settings(deadline=None, max_examples=60)
@given(poolings(axes=1))
def test_with_stride_one_only_positions_that_see_the_input_are_visited(case):
    (least,), options = case
    L = least + options["stride"][0]  # with stride 1 a window may not be larger, even rounding up
    options = options | {"stride": [1]}
    (window,) = pool_windows((L,), **options)
    seen = {
        position
        for cells in naive_windows((L,), options)
        for position, cell in enumerate(cells)
        if inside(cell, (L,))
    }
    assert list(window.positions()) == sorted(seen)


def test_a_window_far_larger_than_the_input_costs_no_more_than_the_input():
    (window,) = pool_windows((5,), 10**7, 1, 5 * 10**6)
    assert len(window.positions()) == 10
    line = [[[[3, 1, 4, 1, 5]]]]
    assert max_pool2d(line, (1, 10**7), 1, (0, 5 * 10**6)).tolist() == [[[[5] * 6]]]


# ------------------------------------------------------------------ what is easy to get wrong


def test_the_first_of_equal_maxima_wins_row_by_row():
    plane = [[1, 7, 2, 2], [7, 7, 2, 2], [0, 3, 5, 9], [3, 3, 9, 9]]
    assert max_pool_switches(plane, 2).tolist() == [[1, 2], [9, 11]]
    assert max_pool_switches(np.ones((3, 5)), 3).tolist() == [[0]]
    assert max_pool_switches([4, 4, 4, 4, 4], 3, stride=1).tolist() == [0, 1, 2]


def test_overlapping_windows_may_share_their_switch():
    plane = np.zeros((5, 5))
    plane[2, 2] = 1
    linear = max_pool_map(plane, 3, stride=2)
    assert linear.inputs.tolist() == [12] * 4
    assert linear.T.row_sums()[2, 2] == 4, "the gradient sums what all four windows send back"


def test_max_pool_pads_with_minus_infinity_not_zero():
    assert max_pool2d([[[[-5, -3, -8]]]], (1, 3), 1, (0, 1)).tolist() == [[[[-3, -3, -3]]]]


def test_nan_spreads_and_the_last_of_several_is_named():
    row = [[[[1.0, math.nan, 3.0, math.nan, 5.0, 6.0]]]]
    values, indices = max_pool2d(row, (1, 2), return_indices=True)
    np.testing.assert_array_equal(values, [[[[math.nan, math.nan, 6.0]]]])
    assert indices.tolist() == [[[[1, 3, 5]]]]
    assert max_pool_switches([math.nan, math.nan, 2.0], 3).tolist() == [1]
    np.testing.assert_array_equal(max_pool2d(row, (1, 2)), values)
    tie_beside_nan = [[5.0, 5.0, math.nan], [5.0, 1.0, 0.0]]
    assert max_pool_switches(tie_beside_nan, 2, stride=1).tolist() == [[0, 2]]


def test_a_window_of_minus_infinity_names_its_first_cell_of_the_input():
    grid = np.full((2, 3), -math.inf)
    assert max_pool_switches(grid, 2, stride=1, padding=1).tolist() == [
        [0, 0, 1, 2],
        [0, 0, 1, 2],
        [3, 3, 4, 5],
    ]


def test_ceil_mode_keeps_a_partial_window_but_none_that_starts_in_the_padding():
    line = np.arange(6.0).reshape(1, 1, 1, 6)
    assert max_pool2d(line, (1, 4), (1, 3)).shape[-1] == 1
    assert max_pool2d(line, (1, 4), (1, 3), ceil_mode=True).tolist() == [[[[3, 5]]]]
    padded = max_pool2d(np.ones((1, 1, 7, 7)), 2, 7, 1, ceil_mode=True)
    assert padded.shape == (1, 1, 2, 2)
    dropped = max_pool2d(np.ones((1, 1, 6, 6)), 2, 7, 1, ceil_mode=True)
    assert dropped.shape == (1, 1, 1, 1)


def test_ceil_mode_clips_a_window_that_is_larger_than_the_input():
    line = np.array([3.0, 1.0]).reshape(1, 1, 1, 2)
    for size in (3, 4, 5):
        window = {"kernel_size": (1, size), "stride": (1, 4), "ceil_mode": True}
        assert max_pool2d(line, **window).tolist() == [[[[3]]]]
        assert avg_pool2d(line, **window).tolist() == [[[[2]]]]
    with pytest.raises(ParameterError, match="spans 6 cells, a stride of 4 or more beyond the pad"):
        max_pool2d(line, (1, 6), (1, 4), ceil_mode=True)


def test_avg_pool_divisors():
    ones = np.ones((1, 1, 1, 4))
    window = {"kernel_size": (1, 3), "stride": (1, 2), "padding": (0, 1), "ceil_mode": True}
    with_padding = avg_pool2d(ones, **window)
    # Starts -1, 1, 3: the last window is clipped to the padded extent, one cell of two is padding.
    np.testing.assert_allclose(with_padding, [[[[2 / 3, 1, 1 / 2]]]], rtol=1e-15)
    without = avg_pool2d(ones, **window, count_include_pad=False)
    np.testing.assert_array_equal(without, [[[[1, 1, 1]]]])


@pytest.mark.parametrize("pool", [max_pool2d, avg_pool2d])
@pytest.mark.parametrize(
    ("given_type", "result_type"),
    [
        (np.float32, np.float32),
        (np.float64, np.float64),
        (np.uint8, np.float64),
        (bool, np.float64),
    ],
)
def test_types_are_kept_and_the_input_is_never_changed(pool, given_type, result_type):
    x = np.arange(2 * 3 * 6 * 10).reshape(2, 3, 6, 10).astype(given_type)
    view = x[:, ::-1, :, ::2].transpose(1, 0, 3, 2)
    before = x.copy()
    for window in ({"kernel_size": 2}, {"kernel_size": 1}):
        result = pool(view, **window)
        assert result.dtype == result_type
        np.testing.assert_array_equal(result, pool(view.astype(given_type).copy(), **window))
        assert not np.shares_memory(result, x)
    np.testing.assert_array_equal(x, before)


def test_parameters_may_be_numpy_integers_lists_and_one_tuples():
    x = np.random.default_rng(3).standard_normal((1, 2, 7, 8))
    expected = max_pool2d(x, 3, 2, 1)
    result = max_pool2d(x, np.int64(3), np.array([2, 2]), [1], (1,), np.False_)
    np.testing.assert_array_equal(result, expected)


def test_a_window_of_256_cells_has_its_last_position_right():
    line = np.arange(300.0)
    for size in (255, 256, 257, 300):
        assert max_pool_switches(line, size, 1)[0] == size - 1


# ------------------------------------------------------------------ what is refused

X = np.zeros((2, 3, 5, 6))
MISTAKES: list[tuple[str, Any, dict[str, Any], str]] = [
    ("kernel zero", X, {"kernel_size": 0}, "kernel_size must be a whole number at least 1, got 0"),
    ("kernel fraction", X, {"kernel_size": 2.0}, "kernel_size .* got 2.0"),
    ("kernel nan", X, {"kernel_size": math.nan}, "kernel_size .* got nan"),
    ("kernel of three", X, {"kernel_size": (2, 2, 2)}, r"kernel_size .* got \(2, 2, 2\)"),
    ("kernel boolean", X, {"kernel_size": True}, "kernel_size .* got True"),
    ("kernel too large", X, {"kernel_size": (2, 7)}, "kernel_size 7 .* padded input of 6"),
    (
        "kernel a stride too large, rounding up",
        X,
        {"kernel_size": (8, 2), "stride": 3, "ceil_mode": True},
        "kernel_size 8 .* padded input of 5",
    ),
    ("kernel enormous", X, {"kernel_size": 10**6, "padding": 5 * 10**5}, "window of kernel_size"),
    ("stride zero", X, {"kernel_size": 2, "stride": 0}, "stride .* at least 1, got 0"),
    ("stride negative", X, {"kernel_size": 2, "stride": (1, -1)}, "stride .* got -1"),
    ("padding negative", X, {"kernel_size": 2, "padding": -1}, "padding .* at least 0, got -1"),
    ("padding over half", X, {"kernel_size": (3, 2), "padding": (2, 1)}, "half of kernel_size 3"),
    (
        "ceil_mode a word",
        X,
        {"kernel_size": 2, "ceil_mode": "no"},
        "ceil_mode must be True or .* 'no'",
    ),
    ("three axes", X[0], {"kernel_size": 2}, r"x must have 4 axes, got shape \(3, 5, 6\)"),
    ("empty axis", X[:0], {"kernel_size": 2}, r"x must have no empty axis, got shape \(0,"),
    ("complex", X.astype(complex), {"kernel_size": 2}, "x must hold real numbers, got complex"),
    ("ragged", [[[[1, 2], [3]]]], {"kernel_size": 1}, "x must be a rectangular array"),
]


@pytest.mark.parametrize("pool", [max_pool2d, avg_pool2d])
@pytest.mark.parametrize(("_", "x", "options", "message"), MISTAKES, ids=[m[0] for m in MISTAKES])
def test_both_poolings_refuse(pool, _, x, options, message):
    with pytest.raises(ParameterError, match=message):
        pool(x, **options)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"dilation": 0}, "dilation .* at least 1, got 0"),
        ({"dilation": 5}, "kernel_size 2 with dilation 5 spans 6 cells, more than .* input of 5"),
        ({"dilation": (1, 3), "padding": (0, 2)}, "half of kernel_size 2, got 2"),
        ({"return_indices": 2}, "return_indices must be True or False, got 2"),
        (
            {"dilation": (6, 1), "padding": (1, 0)},
            "dilation must be at most 5 here, got 6: .* nothing but padding",
        ),
    ],
)
def test_max_pool_refuses(options, message):
    with pytest.raises(ParameterError, match=message):
        max_pool2d(X, 2, **options)


def test_padding_may_not_grow_with_the_dilation():
    x = np.zeros((1, 1, 9, 9))
    assert max_pool2d(x, 3, 1, 1, dilation=2).shape == (1, 1, 7, 7)
    with pytest.raises(
        ParameterError, match="padding must be at most half of kernel_size 3, got 2"
    ):
        max_pool2d(x, 3, 1, 2, dilation=2)


def test_avg_pool_refuses_a_divisor_rule_that_is_no_bool():
    with pytest.raises(ParameterError, match="count_include_pad must be True or False, got 2"):
        avg_pool2d(X, 2, count_include_pad=2)


@pytest.mark.parametrize(
    ("make", "arguments", "message"),
    [
        (average_pool_map, ((), 2), r"input_shape must have 1 to 32 axes, got \(\)"),
        (average_pool_map, ((4, 0), 2), "input_shape .* at least 1, got 0"),
        (average_pool_map, ("ab", 2), "input_shape .* got 'ab'"),
        (average_pool_map, ((2**20, 2**20), 2), "the input would have shape .* over the bound"),
        (average_pool_map, (2**24, 2**24, 1, 2**23), "the matrix would have shape .* over the"),
        (average_pool_map, ((999, 999), 99, 1), "the matrix would have shape .* over the bound"),
        (average_pool_map, ((4, 5), (2, 6)), "kernel_size 6"),
        (decimate_map, ((4, 5), 0), "stride .* at least 1, got 0"),
        (decimate_map, ((4, 5), 1.5), "stride .* got 1.5"),
        (max_pool_map, (np.zeros((1, 4, 4)), 2), "x must have 1 or 2 axes"),
        (max_pool_switches, ([1.0, 2.0], 3), "kernel_size 3"),
    ],
)
def test_maps_refuse(make, arguments, message):
    tracemalloc.start()
    try:
        with pytest.raises(ParameterError, match=message):
            make(*arguments)
        assert tracemalloc.get_traced_memory()[1] < 2**25, "refused only after it was allocated"
    finally:
        tracemalloc.stop()


def test_numbers_that_no_array_could_hold_do_no_harm():
    huge = 10**18
    assert max_pool2d(X, 2, stride=huge).shape == (2, 3, 1, 1)
    alone = max_pool2d(X, 1, stride=huge, dilation=huge, return_indices=True)
    assert alone[1].tolist() == np.zeros((2, 3, 1, 1)).tolist()
    assert average_pool_map((5, 6), 2, stride=huge).nnz == 4
    assert decimate_map(5, huge).output_shape == (1,)
    with pytest.raises(ParameterError, match="a window of kernel_size"):
        avg_pool2d(X, huge, padding=huge // 2)
