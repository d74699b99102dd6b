"""The reverses of pooling: loops from the definition, and the identities that tie them together."""

from __future__ import annotations

import math
import tracemalloc
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.golden_values import load
from upsample_core.checks import ParameterError
from upsample_core.operations.pooling import (
    average_pool_map,
    avg_pool2d,
    decimate_map,
    max_pool2d,
    max_pool_map,
    max_pool_switches,
)
from upsample_core.operations.transposed_convolution import conv_transpose_map
from upsample_core.operations.unpooling import (
    average_unpool_map,
    bed_of_nails_map,
    max_unpool2d,
    max_unpool_map,
)


def naive_unpool(x: np.ndarray, indices: np.ndarray, shape: tuple[int, ...]) -> np.ndarray:
    """Write value by value in C order: a later one replaces an earlier one."""
    output = np.zeros(shape, dtype=x.dtype)
    for cell in np.ndindex(x.shape):
        output[np.unravel_index(indices[cell], shape)] = x[cell]
    return output


grids = st.lists(st.integers(1, 6), min_size=1, max_size=2).map(tuple)
blocks = st.lists(st.integers(1, 4), min_size=2, max_size=2).map(tuple)


# ------------------------------------------------------------------ max unpooling


@settings(deadline=None, max_examples=60)
@given(st.integers(1, 4), st.integers(1, 5), blocks, st.booleans(), st.integers(0, 99))
def test_max_unpool_is_the_definition_whatever_the_indices(H, W, kernel, crowded, seed):
    rng = np.random.default_rng(seed)
    shape = (H * kernel[0], W * kernel[1])
    x = rng.standard_normal((2, 3, H, W))
    indices = rng.integers(0, 2 if crowded else math.prod(shape), x.shape) % math.prod(shape)
    result = max_unpool2d(x, indices, kernel)
    assert result.shape == (2, 3, *shape)
    for n, c in np.ndindex(2, 3):
        expected = naive_unpool(x[n, c], indices[n, c], shape)
        np.testing.assert_array_equal(result[n, c], expected, strict=True)


@pytest.mark.parametrize(
    "case", [case for case in load("pooling") if case.function == "max_unpool2d"], ids=str
)
def test_golden_max_unpool(case):
    result = max_unpool2d(**case.inputs, **case.options)
    np.testing.assert_array_equal(result, case.outputs[0], strict=True)


@settings(deadline=None, max_examples=60)
@given(grids, st.booleans(), st.integers(0, 99))
def test_max_unpool_map_keeps_only_the_winning_entry(shape, crowded, seed):
    rng = np.random.default_rng(seed)
    target = tuple(2 * n + 1 for n in shape)
    x = rng.standard_normal(shape)
    indices = rng.integers(0, 2 if crowded else math.prod(target), shape)
    linear = max_unpool_map(indices, shape, target)
    assert (linear.input_shape, linear.output_shape) == (shape, target)
    np.testing.assert_array_equal(linear.apply(x), naive_unpool(x, indices, target))
    assert linear.nnz == np.unique(indices).size
    assert linear.overlap().max() == 1
    assert set(linear.weights) == {1.0}


@settings(deadline=None, max_examples=60)
@given(st.integers(1, 5), st.integers(1, 5), blocks, st.integers(0, 99))
def test_pooling_undoes_unpooling_of_what_is_not_negative(H, W, kernel, seed):
    rng = np.random.default_rng(seed)
    pooled_from = rng.standard_normal((2, 3, H * kernel[0], W * kernel[1]))
    _, indices = max_pool2d(pooled_from, kernel, return_indices=True)
    x = rng.integers(0, 4, indices.shape).astype(float)
    np.testing.assert_array_equal(max_pool2d(max_unpool2d(x, indices, kernel), kernel), x)


def test_pooling_does_not_undo_unpooling_of_what_is_negative():
    unpooled = max_unpool2d([[[[-3.0]]]], [[[[2]]]], 2)
    assert max_pool2d(unpooled, 2).tolist() == [[[[0.0]]]]


def test_of_several_values_in_one_cell_the_last_stays():
    assert max_unpool2d([[[[1, 2], [3, 4]]]], [[[[0, 0], [5, 5]]]], 2)[0, 0].tolist() == [
        [2, 0, 0, 0],
        [0, 4, 0, 0],
        [0, 0, 0, 0],
        [0, 0, 0, 0],
    ]
    nan_first = max_unpool2d([[[[math.nan, 2]]]], [[[[3, 3]]]], (1, 2))
    assert nan_first.tolist() == [[[[0, 0, 0, 2]]]]
    nan_last = max_unpool2d([[[[2, math.nan]]]], [[[[3, 3]]]], (1, 2))
    np.testing.assert_array_equal(nan_last, [[[[0, 0, 0, math.nan]]]])


def test_unpooling_overwrites_where_the_gradient_sums():
    plane = np.zeros((5, 5))
    plane[2, 2] = 1
    switches = max_pool_switches(plane, 3, stride=2)
    assert switches.tolist() == [[12, 12], [12, 12]]
    ones = np.ones((2, 2))
    assert max_unpool_map(switches, (2, 2), (5, 5)).apply(ones)[2, 2] == 1
    assert max_pool_map(plane, 3, stride=2).T.apply(ones)[2, 2] == 4


def test_without_overlap_unpooling_is_the_gradient():
    plane = np.random.default_rng(5).standard_normal((6, 10))
    switches = max_pool_switches(plane, (3, 2))
    unpool = max_unpool_map(switches, (2, 5), (6, 10))
    gradient = max_pool_map(plane, (3, 2)).T
    np.testing.assert_array_equal(unpool.matrix.toarray(), gradient.matrix.toarray())


def test_eight_comes_back_as_seven_unless_eight_is_asked_for():
    x = np.random.default_rng(6).random((1, 1, 8, 8))
    values, indices = max_pool2d(x, 3, 2, 1, return_indices=True)
    assert values.shape == (1, 1, 4, 4)
    on_smaller_grid = np.minimum(indices, 48)
    assert max_unpool2d(values, on_smaller_grid, 3, 2, 1).shape == (1, 1, 7, 7)
    for size in (8, 8), [8, 8], np.array([8, 8]), x.shape, (np.int64(8), 8):
        back = max_unpool2d(values, indices, 3, 2, 1, output_size=size)
        assert back.shape == x.shape
        kept = back != 0
        np.testing.assert_array_equal(back[kept], x[kept])


@pytest.mark.parametrize("size", [5, 6, 7, 8, 9])
def test_output_size_lies_strictly_within_one_stride(size):
    call = {"x": np.ones((1, 2, 4, 3)), "indices": np.zeros((1, 2, 4, 3), int), "kernel_size": 3}
    call |= {"stride": 2, "padding": (1, 0), "output_size": (size, 7)}
    if 7 - 2 < size < 7 + 2:
        assert max_unpool2d(**call).shape == (1, 2, size, 7)
    else:
        message = f"output_size must lie within one stride of 7, from 6 to 8, got {size} in"
        with pytest.raises(ParameterError, match=message):
            max_unpool2d(**call)


def test_an_output_size_may_be_given_where_the_default_is_empty():
    call = {"kernel_size": 2, "stride": (2, 5), "padding": 1}
    with pytest.raises(ParameterError, match="padding 1 leaves no output"):
        max_unpool2d([[[[7.0]]]], [[[[0]]]], **call)
    assert max_unpool2d([[[[7.0]]]], [[[[3]]]], **call, output_size=(1, 4)).tolist() == [
        [[[0, 0, 0, 7]]]
    ]
    with pytest.raises(ParameterError, match="within one stride of 0, from 1 to 1, got 2 in"):
        max_unpool2d([[[[7.0]]]], [[[[0]]]], **call, output_size=(2, 4))
    with pytest.raises(ParameterError, match="padding 3 leaves no output"):
        max_unpool2d([[[[7.0]]]], [[[[0]]]], 2, 2, 3, output_size=(1, 1))


def test_no_output_size_below_one_is_offered():
    with pytest.raises(ParameterError, match="within one stride of 2, from 1 to 6, got 7 in"):
        max_unpool2d([[[[1.0]]]], [[[[0]]]], 2, stride=5, output_size=(7, 2))


@pytest.mark.parametrize(
    ("given_type", "result_type"),
    [(np.float32, np.float32), (np.float64, np.float64), (np.int16, np.float64)],
)
def test_types_are_kept_and_inputs_are_never_changed(given_type, result_type):
    x = np.arange(2 * 3 * 4 * 5).reshape(2, 3, 4, 5).astype(given_type)
    indices = np.arange(2 * 3 * 4 * 5, dtype=np.uint8).reshape(2, 3, 4, 5)[..., ::-1] % 80
    copies = x.copy(), indices.copy()
    result = max_unpool2d(x[:, ::-1], indices, 2)
    assert result.dtype == result_type
    np.testing.assert_array_equal(result, max_unpool2d(x[:, ::-1].copy(), indices.copy(), 2))
    np.testing.assert_array_equal(x, copies[0])
    np.testing.assert_array_equal(indices, copies[1])


# ------------------------------------------------------------------ average unpooling, bed of nails


@settings(deadline=None, max_examples=60)
@given(grids, blocks, st.integers(0, 99))
def test_average_unpooling_is_nearest_and_the_scaled_transpose_of_pooling(shape, block, seed):
    block = block[: len(shape)]
    x = np.random.default_rng(seed).standard_normal(shape)
    linear = average_unpool_map(shape, block)
    np.testing.assert_array_equal(linear.apply(x), np.kron(x, np.ones(block)), strict=True)
    pool = average_pool_map(linear.output_shape, block)
    scaled = math.prod(block) * pool.T.matrix.toarray()
    np.testing.assert_allclose(linear.matrix.toarray(), scaled, rtol=1e-12)
    np.testing.assert_array_equal(linear.taps, pool.T.taps)
    assert linear.tap_shape == block


@settings(deadline=None, max_examples=60)
@given(grids, blocks, st.integers(0, 99))
def test_bed_of_nails_writes_in_the_corner(shape, stride, seed):
    stride = stride[: len(shape)]
    x = np.random.default_rng(seed).standard_normal(shape)
    nail = np.zeros(stride)
    nail.flat[0] = 1
    linear = bed_of_nails_map(shape, stride)
    np.testing.assert_array_equal(linear.apply(x), np.kron(x, nail), strict=True)
    assert linear.nnz == x.size
    assert linear.taps.tolist() == [0] * x.size
    assert linear.tap_shape == (1,) * x.ndim


@pytest.mark.parametrize(("shape", "step"), [((5,), (3,)), ((4, 3), (2, 5)), ((2, 6), (1, 4))])
def test_what_pooling_undoes(shape, step):
    x = np.random.default_rng(7).standard_normal(shape)
    nails = bed_of_nails_map(shape, step)
    np.testing.assert_array_equal(decimate_map(nails.output_shape, step).apply(nails.apply(x)), x)
    blocks = average_unpool_map(shape, step)
    means = average_pool_map(blocks.output_shape, step).apply(blocks.apply(x))
    np.testing.assert_allclose(means, x, rtol=1e-12)


@pytest.mark.parametrize(("shape", "stride"), [((5,), (3,)), ((4, 3), (2, 5)), ((2, 6), (1, 4))])
def test_bed_of_nails_is_a_transposed_convolution_with_one_tap(shape, stride):
    nails = bed_of_nails_map(shape, stride)
    one_tap = np.ones((1,) * len(shape))
    spare = tuple(step - 1 for step in stride)
    transposed = conv_transpose_map(shape, one_tap, stride, output_padding=spare)
    assert nails.output_shape == transposed.output_shape
    np.testing.assert_array_equal(nails.matrix.toarray(), transposed.matrix.toarray())


def test_average_unpooling_of_a_picture_is_pooled_back():
    x = np.random.default_rng(8).standard_normal((2, 3, 4, 5))
    spread = average_unpool_map((4, 5), (2, 3)).apply(x)
    np.testing.assert_allclose(avg_pool2d(spread, (2, 3)), x, rtol=1e-12)


# ------------------------------------------------------------------ what is refused

X = np.ones((2, 3, 4, 5))
AT = np.zeros((2, 3, 4, 5), dtype=int)
MISTAKES: list[tuple[str, dict[str, Any], str]] = [
    (
        "index over the plane",
        {"indices": AT + 80},
        "output of 8 × 10, from 0 to 79, got 80",
    ),
    ("index negative", {"indices": AT - 1}, "indices must lie inside .* got -1"),
    (
        "index on a smaller grid",
        {"indices": AT + 71, "output_size": (7, 10)},
        "to 69, got 71",
    ),
    ("indices of floats", {"indices": AT + 0.0}, "indices must hold integers, got float64"),
    ("indices of booleans", {"indices": AT > 0}, "indices must hold integers, got bool"),
    ("indices of another shape", {"indices": AT[:1]}, r"shape of x, \(2, 3, 4, 5\), got \(1, 3"),
    ("indices of three axes", {"indices": AT[0]}, "indices must have 4 axes"),
    ("three axes", {"x": X[0]}, "x must have 4 axes"),
    ("kernel zero", {"kernel_size": (2, 0)}, "kernel_size .* at least 1, got 0"),
    ("stride fraction", {"stride": 1.5}, "stride .* got 1.5"),
    ("padding negative", {"padding": -1}, "padding .* at least 0, got -1"),
    ("padding that leaves nothing", {"padding": 4}, r"padding 4 leaves no output: \(4 - 1\)\*2"),
    ("output of one number", {"output_size": 8}, r"output_size must be \(H, W\) or \(N, C, H, W\)"),
    ("output of three", {"output_size": (3, 8, 10)}, r"output_size must be .* got \(3, 8, 10\)"),
    (
        "output a stride away",
        {"output_size": (8, 12)},
        "stride of 10, from 9 to 11, got 12",
    ),
    (
        "output enormously far",
        {"stride": 9, "output_size": (99, 9)},
        "29, from 21 to 37, got 99",
    ),
    ("output of zero", {"stride": 1, "output_size": (0, 6)}, "output_size .* at least 1, got 0"),
    ("output of a fraction", {"output_size": (8, 9.5)}, "output_size .* got 9.5"),
    ("output of other images", {"output_size": (2, 4, 8, 10)}, r"N, C of x, \(2, 3\), got \(2, 4"),
    ("output enormous", {"stride": 10**6}, "the output would have shape .* over the bound"),
]


@pytest.mark.parametrize(("_", "changes", "message"), MISTAKES, ids=[m[0] for m in MISTAKES])
def test_max_unpool_refuses(_, changes, message):
    call = {"x": X, "indices": AT, "kernel_size": 2} | changes
    with pytest.raises(ParameterError, match=message):
        max_unpool2d(**call)


@pytest.mark.parametrize(
    ("make", "arguments", "message"),
    [
        (
            max_unpool_map,
            ([[0, 9]], (1, 2), (3, 3)),
            "output of 3 × 3, from 0 to 8, got 9",
        ),
        (
            max_unpool_map,
            ([-1, 0], (2,), (4,)),
            "inside the output of 4, .* got -1",
        ),
        (
            max_unpool_map,
            ([0, 1], (3,), (4,)),
            r"input_shape \(3,\), got .* shape \(2,\)",
        ),
        (max_unpool_map, ([0, 1], (2,), (4, 4)), r"output_shape \(4, 4\)"),
        (max_unpool_map, ([0.0, 1.0], (2,), (4,)), "indices must hold integers"),
        (max_unpool_map, ([0], (1,), (2**27,)), "the output would have shape .* over the bound"),
        (average_unpool_map, ((4, 5), 0), "kernel_size .* at least 1, got 0"),
        (average_unpool_map, ((4, 5), (2, 2, 2)), r"kernel_size .* got \(2, 2, 2\)"),
        (average_unpool_map, ((2**12, 2**12), 3), "the output would have shape"),
        (bed_of_nails_map, ((4, 5), -2), "stride .* at least 1, got -2"),
        (bed_of_nails_map, ((), 2), r"input_shape must have 1 to 32 axes, got \(\)"),
        (bed_of_nails_map, (3, 10**18), "the output would have shape"),
    ],
)
def test_maps_refuse(make, arguments, message):
    tracemalloc.start()
    try:
        with pytest.raises(ParameterError, match=message):
            make(*arguments)
        assert tracemalloc.get_traced_memory()[1] < 2**24, "refused only after it was allocated"
    finally:
        tracemalloc.stop()
