"""One axis at a time is the same as the whole matrix, whatever way the axis is computed."""

from __future__ import annotations

import gc
import tracemalloc
import weakref

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from upsample_core.linear_map import LinearMap
from upsample_core.resampling import axis_products
from upsample_core.resampling.axis_products import apply_axes
from upsample_core.resampling.interpolation import resize_axis_map


def from_dense(matrix):
    outputs, inputs = np.nonzero(matrix)
    weights = matrix[outputs, inputs]
    return LinearMap.from_axis(*matrix.shape[::-1], outputs, inputs, weights)


def banded(before, after, width, seed):
    """Random weights near the diagonal; some rows may be empty."""
    rng = np.random.default_rng(seed)
    matrix = np.zeros((after, before))
    for d in range(after):
        start = d * before // after
        matrix[d, start : start + width] = rng.standard_normal(
            matrix[d, start : start + width].shape
        )
        matrix[d] *= rng.random() > 0.02
    return matrix


def check(x, *matrices):
    letters = "abc"[: len(matrices)], "ijk"[: len(matrices)]
    terms = ",".join(f"{a}{i}" for a, i in zip(*letters, strict=True))
    wanted = np.einsum(f"{terms},...{letters[1]}->...{letters[0]}", *matrices, x, optimize=True)
    kept = x.copy()
    result = apply_axes(x, [from_dense(matrix) for matrix in matrices])
    assert result.dtype == x.dtype
    tolerance = 1e-12 if x.dtype == np.float64 else 1e-4
    np.testing.assert_allclose(result, wanted, rtol=tolerance, atol=tolerance)
    np.testing.assert_array_equal(x, kept)
    assert not np.shares_memory(result, x)


@given(
    before=st.tuples(st.integers(1, 50), st.integers(1, 50)),
    after=st.tuples(st.integers(1, 70), st.integers(1, 70)),
    width=st.integers(1, 5),
    leading=st.sampled_from([(), (1,), (2, 3), (40,)]),
    dtype=st.sampled_from([np.float32, np.float64]),
)
def test_two_axes(before, after, width, leading, dtype):
    x = np.random.default_rng(0).standard_normal((*leading, *before)).astype(dtype)
    matrices = [banded(*axis, width, 9) for axis in zip(before, after, strict=True)]
    check(x, *matrices)
    check(x.swapaxes(-1, -2), *matrices[::-1])


def test_one_axis_three_axes_and_axes_of_one_sample():
    rng = np.random.default_rng(3)
    check(rng.standard_normal((2, 50, 33)), banded(33, 47, 3, 1))
    check(rng.standard_normal((37, 35, 34)), *(banded(n, n + 9, 2, n) for n in (37, 35, 34)))
    check(rng.standard_normal((64, 40, 1)), banded(40, 80, 4, 5), banded(1, 1, 1, 6))
    check(
        rng.standard_normal((2, 3, 40, 90))[:, ::-1, ::2, ::3],
        *(banded(n, 9, 2, n) for n in (20, 30)),
    )


def test_scattered_and_mostly_unread_axes():
    rng = np.random.default_rng(4)
    scattered = np.zeros((60, 400))
    scattered[np.arange(60), rng.permutation(400)[:60]] = 2.0
    check(rng.standard_normal((40, 400)), scattered)
    check(rng.standard_normal((5, 400, 8)), scattered, np.eye(8)[::-1])
    everything = rng.standard_normal((40, 40)) * (rng.random((40, 40)) < 0.06) + np.eye(40)
    check(rng.standard_normal((50, 40)), everything)


def test_rows_that_read_nothing():
    matrix = banded(30, 60, 3, 2)
    matrix[[0, 7, 59]] = 0
    matrix[20:50] = 0
    check(np.random.default_rng(6).standard_normal((40, 30)), matrix)
    matrix[20:] = 0
    check(np.random.default_rng(6).standard_normal((40, 30)), matrix)
    matrix[:] = 0
    check(np.random.default_rng(6).standard_normal((40, 30)), matrix)


def test_copies():
    rng = np.random.default_rng(5)
    x = rng.standard_normal((2, 12, 10))
    for times in (1, 2, 4, 5, 9):
        check(x, np.repeat(np.eye(12), times, axis=0), np.repeat(np.eye(10), times, axis=0))
    check(x, np.eye(12)[::3], np.eye(10)[[3, 3, 0, 9, 7, 1]])
    check(x, np.eye(12)[[0, 0, 1, 1] * 6], np.eye(10)[:5])


@pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf])
def test_what_is_not_finite_reaches_only_who_reads_it(value):
    x = np.ones((40, 30, 50))
    x[7, 11, 20] = value
    axes = [resize_axis_map(30, 60, "linear"), resize_axis_map(50, 75, "cubic")]
    result = apply_axes(x, axes)
    reads = [
        axis.matrix.toarray()[:, place] != 0 for axis, place in zip(axes, (11, 20), strict=True)
    ]
    wanted = np.zeros(result.shape, bool)
    wanted[7] = np.outer(*reads)
    np.testing.assert_array_equal(~np.isfinite(result), wanted)
    np.testing.assert_allclose(result[~wanted], 1)


def test_every_way_is_taken(monkeypatch):
    """What the sizes above were chosen for: blocks, sparse products, copies, repeats."""
    taken = []
    for name in ("_dense_product", "_repeated"):
        way = getattr(axis_products, name)

        def noted(*arguments, way=way, name=name):
            taken.append(name)
            return way(*arguments)

        monkeypatch.setattr(axis_products, name, noted)
    linear = resize_axis_map(30, 60, "linear")
    doubled = resize_axis_map(30, 60, "nearest", "asymmetric", nearest_mode="floor")
    anywhere = LinearMap.from_axis(
        400, 400, range(400), np.arange(400) * 7 % 400, np.full(400, 2.0)
    )
    for x, one, ways in (
        (np.ones((32, 30)), linear, ["_dense_product"]),
        (np.ones((1, 30)), linear, ["_dense_product"]),
        (np.ones((31, 300)), resize_axis_map(300, 600, "linear"), []),
        (np.full((32, 30), np.inf), linear, []),
        (np.ones((32, 400)), anywhere, []),
        (np.ones((32, 30)), doubled, ["_repeated"]),
        (np.ones((32, 30)), resize_axis_map(30, 40, "nearest"), []),
    ):
        taken.clear()
        apply_axes(x, [one])
        assert taken == ways


def test_shrinking_goes_first_so_that_nothing_between_is_larger_than_both_ends():
    tall = np.zeros((1, 2000, 10))
    axes = [resize_axis_map(2000, 10, "linear"), resize_axis_map(10, 2000, "linear")]
    tracemalloc.start()
    try:
        apply_axes(tall, axes)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 2000 * 2000  # bytes; the other way round would hold 2000 × 2000 numbers


def test_what_was_made_ready_for_a_map_goes_with_it():
    one = resize_axis_map(30, 60, "linear")
    apply_axes(np.ones((40, 30)), [one])
    gone = weakref.ref(one)
    before = len(axis_products._plans)
    del one
    gc.collect()
    assert gone() is None
    assert len(axis_products._plans) < before
