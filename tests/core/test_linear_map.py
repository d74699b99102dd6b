"""The sparse operator, held to dense matrices and to loops."""

from __future__ import annotations

import re
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose, assert_array_equal

from tests.core.naive_convolution import numbers
from upsample_core.checks import ParameterError
from upsample_core.linear_map import LinearMap
from upsample_core.linear_map.entries import MAX_ENTRIES
from upsample_core.operations.convolution import conv_map
from upsample_core.operations.transposed_convolution import conv_transpose_map
from upsample_core.operations.unpooling import average_unpool_map


def refused(message: str) -> Any:
    return pytest.raises(ParameterError, match=re.escape(message))


@st.composite
def axis_maps(draw: st.DrawFn, taps: bool = True, input_size: int | None = None) -> LinearMap:
    """Draw a map of one axis from a list of entries in any order, some rows and columns empty."""
    size = draw(st.integers(1, 5)) if input_size is None else input_size
    output_size = draw(st.integers(1, 5))
    cells = st.tuples(st.integers(0, output_size - 1), st.integers(0, size - 1))
    pairs = draw(st.lists(cells, max_size=9, unique=taps))
    outputs, inputs = [o for o, _ in pairs], [i for _, i in pairs]
    weights = draw(st.lists(st.integers(-3, 3), min_size=len(pairs), max_size=len(pairs)))
    if not taps:
        return LinearMap.from_axis(size, output_size, outputs, inputs, weights)
    numbered = draw(st.lists(st.integers(0, 3), min_size=len(pairs), max_size=len(pairs)))
    return LinearMap.from_axis(size, output_size, outputs, inputs, weights, numbered, 4)


def dense(one: LinearMap) -> np.ndarray:
    """Write the entries into a full matrix, one after the other."""
    matrix = np.zeros(one.shape)
    for row in range(one.shape[0]):
        for entry in range(one.indptr[row], one.indptr[row + 1]):
            matrix[row, one.inputs[entry]] += one.weights[entry]
    return matrix


class TestFromAxis:
    def test_sorts_entries_into_rows_with_their_taps(self):
        one = LinearMap.from_axis(
            5, 3, outputs=[2, 0, 2, 0], inputs=[4, 3, 1, 0], weights=[9, 8, 7, 0],
            taps=[3, 2, 1, 0], tap_count=6,
        )  # fmt: skip
        assert (one.input_shape, one.output_shape, one.tap_shape) == ((5,), (3,), (6,))
        assert one.indptr.tolist() == [0, 2, 2, 4]
        assert one.inputs.tolist() == [0, 3, 1, 4]
        assert one.weights.tolist() == [0, 8, 7, 9]
        assert one.taps.tolist() == [0, 2, 1, 3]
        assert one.nnz == 4
        assert one.density == 4 / 15

    def test_without_taps_equal_entries_are_merged(self):
        one = LinearMap.from_axis(2, 2, [1, 0, 1, 1], [1, 0, 1, 0], [2, 3, 5, 7])
        assert_array_equal(dense(one), [[3, 0], [7, 7]])
        assert one.nnz == 3
        assert one.taps is None

    def test_with_taps_they_are_kept_apart(self):
        one = LinearMap.from_axis(1, 1, [0, 0], [0, 0], [2, 3], taps=[1, 0], tap_count=2)
        assert one.nnz == 2
        assert one.apply([10.0]).tolist() == [50]
        assert one.matrix.toarray().tolist() == [[5]]

    def test_weights_are_one_unless_given(self):
        assert LinearMap.from_axis(2, 1, [0, 0], [0, 1]).weights.tolist() == [1, 1]

    def test_no_entry_at_all(self):
        for options in ({}, {"taps": [], "tap_count": 1}):
            empty = LinearMap.from_axis(3, 2, [], [], **options)
            assert empty.nnz == 0
            assert empty.apply([1, 2, 3]).tolist() == [0, 0]
            assert LinearMap.outer(empty, empty).apply(np.ones((3, 3))).tolist() == [[0, 0]] * 2

    def test_the_list_of_weights_is_copied(self):
        weights = np.ones(1)
        one = LinearMap.from_axis(1, 1, [0], [0], weights, [0], 1)
        weights[:] = 7
        assert one.weights.tolist() == [1]

    @pytest.mark.parametrize(
        ("outputs", "inputs", "message"),
        [
            ([3], [0], "outputs must be cells from 0 to 2"),
            ([-1], [0], "outputs must be cells from 0 to 2"),
            ([0], [4], "inputs must be cells from 0 to 3"),
            ([0], [-1], "inputs must be cells from 0 to 3"),
        ],
    )
    def test_stray_cells_are_refused(self, outputs, inputs, message):
        with refused(message):
            LinearMap.from_axis(4, 3, outputs, inputs)

    @pytest.mark.parametrize(
        ("change", "message"),
        [
            ({"inputs": [0]}, "inputs must be as many as outputs, 2, got 1"),
            ({"weights": [1.0]}, "weights must be as many as outputs, 2, got 1"),
            ({"taps": [0, 1, 1]}, "taps must be as many as outputs, 2, got 3"),
            ({"taps": [0, 2]}, "taps must be cells from 0 to 1"),
            ({"tap_count": None}, "tap_count must be a whole number at least 1, got None"),
            ({"outputs": [0.0, 1.0]}, "outputs must be a list of whole numbers, got [0.0, 1.0]"),
            ({"outputs": [True, False]}, "outputs must be a list of whole numbers"),
            ({"inputs": [[0], [1]]}, "inputs must be a list of whole numbers, got [[0], [1]]"),
            ({"inputs": 0}, "inputs must be a list of whole numbers, got 0"),
            ({"inputs": range(10**20)}, "inputs must have fewer elements, got range("),
            ({"weights": ["a", "b"]}, "weights must be a list of real numbers, got ['a', 'b']"),
            ({"input_size": 0}, "input_size must be a whole number at least 1, got 0"),
            ({"output_size": 2.0}, "output_size must be a whole number at least 1, got 2.0"),
        ],
    )
    def test_lists_that_do_not_fit_are_refused(self, change, message):
        call = {"input_size": 2, "output_size": 2, "outputs": [0, 1], "inputs": [1, 0]}
        call |= {"weights": [2, 3], "taps": [1, 0], "tap_count": 2}
        assert LinearMap.from_axis(**call).matrix.toarray().tolist() == [[0, 2], [3, 0]]
        with refused(message):
            LinearMap.from_axis(**call | change)


class TestOuter:
    @given(axis_maps(), axis_maps())
    def test_is_the_kronecker_product(self, a, b):
        both = LinearMap.outer(a, b)
        assert_array_equal(dense(both), np.kron(dense(a), dense(b)))
        assert both.input_shape == a.input_shape + b.input_shape
        assert both.output_shape == a.output_shape + b.output_shape
        assert both.nnz == a.nnz * b.nnz
        assert both.tap_shape == (4, 4)

    @given(axis_maps(), axis_maps())
    def test_taps_are_pairs_of_taps(self, a, b):
        both = LinearMap.outer(a, b)
        for i, j in np.ndindex(both.output_shape):
            mine, of_a, of_b = both.contributions((i, j)), a.contributions(i), b.contributions(j)
            pairs = [
                ((*p, *q), (*s, *t), u * v)
                for p, s, u in zip(of_a.cells, of_a.taps, of_a.weights, strict=True)
                for q, t, v in zip(of_b.cells, of_b.taps, of_b.weights, strict=True)
            ]
            listed = zip(mine.cells, mine.taps, mine.weights, strict=True)
            assert [(tuple(c), tuple(t), w) for c, t, w in listed] == pairs

    @given(axis_maps(taps=False), axis_maps(taps=False), axis_maps(taps=False))
    def test_three_axes(self, a, b, c):
        product = LinearMap.outer(a, b, c)
        assert_array_equal(dense(product), np.kron(np.kron(dense(a), dense(b)), dense(c)))
        assert product.taps is None

    @given(axis_maps(), axis_maps())
    def test_columns_stay_sorted_within_a_row(self, a, b):
        both = LinearMap.outer(a, b)
        for row in range(both.shape[0]):
            columns = both.inputs[both.indptr[row] : both.indptr[row + 1]]
            assert np.all(np.diff(columns) > 0)

    def test_one_axis_is_itself(self):
        one = conv_map(4, [1, 2])
        assert LinearMap.outer(one) is one

    @pytest.mark.parametrize(
        ("a", "b", "message"),
        [
            ((4000, 1, 2), (1, 1, 1), None),
            ((4000, 1, 0), (4000, 1, 0), "the output of the matrix would have shape (16000000,)"),
            ((1, 4000, 0), (1, 4000, 0), "the input of the matrix would have shape (16000000,)"),
            ((1, 1, 4000), (1, 1, 4000), "the list of entries of the matrix would have shape (16"),
        ],
    )
    def test_too_large_a_product_is_refused(self, a, b, message):
        maps = [
            LinearMap.from_axis(n, m, [0] * k, [0] * k, taps=range(k), tap_count=max(1, k))
            for m, n, k in (a, b)
        ]
        if message is None:
            assert LinearMap.outer(*maps).nnz == 2
        else:
            with refused(message):
                LinearMap.outer(*maps)

    def test_too_large_an_axis_is_refused(self):
        with refused(f"(8388609,), over the bound of {MAX_ENTRIES} elements"):
            LinearMap.from_axis(1, MAX_ENTRIES + 1, [0], [0])

    def test_what_is_no_map_is_refused(self):
        one = LinearMap.identity((2,))
        with refused("axes must be at least one LinearMap, got none"):
            LinearMap.outer()
        with refused("axes must be LinearMaps, got array([1., 1.])"):
            LinearMap.outer(one, np.ones(2))
        with refused("axes must be at most 32, got 33 maps"):
            LinearMap.outer(*[LinearMap.identity(1)] * 33)


class TestApply:
    @given(axis_maps(), axis_maps(taps=False))
    def test_is_the_matrix_product(self, a, b):
        both = LinearMap.outer(a, b)
        x = numbers((2, 3, *both.input_shape))
        result = both.apply(x)
        assert result.shape == (2, 3, *both.output_shape)
        for i, j in np.ndindex(2, 3):
            assert_allclose(result[i, j].ravel(), dense(both) @ x[i, j].ravel(), atol=1e-12)

    @pytest.mark.parametrize(
        ("given_type", "result_type"),
        [(np.float32, np.float32), (np.float64, np.float64), (np.int16, np.float64)],
    )
    def test_types(self, given_type, result_type):
        assert conv_map(3, [1, 2]).apply(np.ones(3, given_type)).dtype == result_type

    def test_any_layout_and_nothing_changed(self):
        one = conv_map((3, 4), numbers((2, 3)))
        x = numbers((4, 6))[::-1, ::2].T
        x.flags.writeable = False
        assert_allclose(one.apply(x), one.apply(x.copy()))

    @pytest.mark.parametrize(
        ("x", "message"),
        [
            (np.ones(4), "x must have trailing shape (3, 4), got shape (4,)"),
            (np.ones((4, 3)), "x must have trailing shape (3, 4), got shape (4, 3)"),
            (np.ones((0, 3, 4)), "x must have no empty axis"),
            (np.ones((3, 4), complex), "x must hold real numbers"),
        ],
    )
    def test_refusals(self, x, message):
        with refused(message):
            conv_map((3, 4), np.ones((2, 2))).apply(x)

    def test_too_large_a_result_is_refused(self):
        with refused("the result would have shape (100000, 1000000), over the bound"):
            average_unpool_map(1, 10**6).apply(np.ones((10**5, 1)))

    @pytest.mark.parametrize("special", [np.nan, np.inf])
    def test_a_special_number_stays_in_its_row_and_column(self, special):
        one = conv_map((4, 5), numbers((2, 3)))
        x = np.zeros((4, 5))
        x[1, 2] = special
        lost = ~np.isfinite(one.apply(x))
        assert np.argwhere(lost).tolist() == one.footprint((1, 2)).cells.tolist()
        kernel = numbers((2, 3))
        kernel[1, 0] = special
        back = one.with_kernel(kernel).T.apply(np.ones(one.output_shape))
        assert np.argwhere(~np.isfinite(back)).tolist() == [
            [i, j] for i in range(1, 4) for j in range(3)
        ]


class TestTranspose:
    @given(axis_maps(), axis_maps())
    def test_is_the_transpose_with_its_taps(self, a, b):
        both = LinearMap.outer(a, b)
        back = both.T
        assert (back.input_shape, back.output_shape) == (both.output_shape, both.input_shape)
        assert_array_equal(dense(back), dense(both).T)
        assert back.nnz == both.nnz
        entries = sorted(zip(both.inputs, both.rows(), both.taps, both.weights, strict=True))
        assert (
            sorted(zip(back.rows(), back.inputs, back.taps, back.weights, strict=True)) == entries
        )
        assert_array_equal(dense(back.T), dense(both))

    def test_zero_weights_stay(self):
        assert conv_map(3, [0, 0]).T.nnz == 4


class TestCompose:
    @given(st.data())
    def test_is_the_matrix_product(self, data):
        first = data.draw(axis_maps(taps=data.draw(st.booleans())))
        second = data.draw(
            axis_maps(taps=data.draw(st.booleans()), input_size=first.output_shape[0])
        )
        both = second @ first
        assert_array_equal(dense(both), dense(second) @ dense(first))
        assert (both.input_shape, both.output_shape) == (first.input_shape, second.output_shape)
        x = numbers(first.input_shape)
        assert_allclose(both.apply(x), second.apply(first.apply(x)), atol=1e-12)

    def test_taps_survive_a_map_that_only_moves(self):
        convolve = conv_map(5, [2, 3])
        reverse = LinearMap.from_axis(4, 4, [0, 1, 2, 3], [3, 2, 1, 0])
        assert (reverse @ convolve).taps.tolist() == [0, 1] * 4
        reverse = LinearMap.from_axis(5, 5, range(5), range(4, -1, -1))
        assert (convolve @ reverse).taps.tolist() == [1, 0] * 4
        assert (convolve @ reverse).tap_shape == (2,)

    def test_taps_do_not_survive_sums_or_weights(self):
        convolve = conv_map(5, [2, 3])
        assert (convolve.T @ convolve).taps is None
        halve = LinearMap.from_axis(4, 4, range(4), range(4), [0.5] * 4)
        assert (halve @ convolve).taps is None
        assert (conv_map(4, [1, 1]) @ convolve).tap_shape is None

    def test_taps_do_not_survive_a_copy_where_two_of_them_meet(self):
        twice = LinearMap.from_axis(2, 4, range(4), [0, 0, 1, 1])
        both = conv_map(4, [2, 3]) @ twice
        assert both.taps is None
        assert both.matrix.toarray().tolist() == [[5, 0], [2, 3], [0, 5]]
        assert both.nnz == 4

    def test_sizes_that_do_not_meet_are_refused(self):
        with refused("first must end in (6,), but it ends in (4,)"):
            conv_map(6, [1, 1]).compose(conv_map(5, [1, 1]))

    @pytest.mark.parametrize("first", [None, 2, np.eye(6), "map"])
    def test_what_is_no_map_is_refused(self, first):
        with refused("first must be a LinearMap, got "):
            conv_map(6, [1, 1]).compose(first)
        with refused("first must be a LinearMap, got "):
            _ = conv_map(6, [1, 1]) @ first


class TestKernelAndPattern:
    def test_weights_are_looked_up_by_tap(self):
        one = conv_transpose_map((2, 3), np.ones((2, 2)), 2)
        kernel = numbers((2, 2))
        again = one.with_kernel(kernel)
        assert_array_equal(again.weights, kernel.ravel()[one.taps])
        assert_array_equal(one.weights, np.ones(one.nnz))
        assert_array_equal(again.pattern().weights, one.weights)
        assert_array_equal(again.matrix.toarray() != 0, one.matrix.toarray() != 0)

    @pytest.mark.parametrize(
        ("kernel", "message"),
        [
            (np.ones((2, 3)), "kernel must have shape (2, 2), got (2, 3)"),
            (np.ones(4), "kernel must have 2 axes, got shape (4,)"),
            ([["a", "b"], ["c", "d"]], "kernel must hold real numbers"),
        ],
    )
    def test_refusals(self, kernel, message):
        with refused(message):
            conv_map((3, 3), np.ones((2, 2))).with_kernel(kernel)

    def test_without_taps_there_is_no_kernel(self):
        with refused("kernel must be left out: no entry of this map has a kernel tap"):
            LinearMap.identity((2,)).with_kernel([1, 2])


class TestAsking:
    @given(axis_maps(), axis_maps())
    def test_contributions_and_footprints(self, a, b):
        both = LinearMap.outer(a, b)
        matrix = dense(both).reshape(*both.output_shape, *both.input_shape)
        for cell in np.ndindex(both.output_shape):
            links = both.contributions(cell)
            row = np.zeros(both.input_shape)
            row[tuple(links.cells.T)] = links.weights
            assert_array_equal(row, matrix[cell])
            assert links.cells.shape == links.taps.shape == (links.weights.size, 2)
        for cell in np.ndindex(both.input_shape):
            links = both.footprint(cell)
            column = np.zeros(both.output_shape)
            column[tuple(links.cells.T)] = links.weights
            assert_array_equal(column, matrix[(..., *cell)])

    def test_flat_indices_and_multi_indices(self):
        one = conv_map((4, 5), numbers((2, 3)))
        for index in [(1, 2), [1, 2], np.array([1, 2]), np.int8(5), 5]:
            assert_array_equal(one.contributions(index).cells, one.contributions((1, 2)).cells)
        assert_array_equal(one.footprint(7).cells, one.footprint((1, 2)).cells)

    def test_maps_without_taps_have_links_without_taps(self):
        assert LinearMap.identity((2, 2)).contributions(3).taps is None

    @pytest.mark.parametrize(
        ("index", "message"),
        [
            ((3, 0), "index must be a whole number from 0 to 2, got 3"),
            ((0, -1), "index must be a whole number from 0 to 2, got -1"),
            (9, "index must be a whole number from 0 to 8, got 9"),
            (-1, "index must be a whole number from 0 to 8, got -1"),
            (1.0, "index must be a whole number from 0 to 8, got 1.0"),
            ((1, 0.5), "index must be a whole number from 0 to 2, got 0.5"),
            ((1,), "index must have 2 axes, got (1,)"),
            ("ab", "index must be a whole number from 0 to 8, got 'ab'"),
        ],
    )
    def test_indices_outside_are_refused(self, index, message):
        one = LinearMap.identity((3, 3))
        with refused(f"output_{message}"):
            one.contributions(index)
        with refused(f"input_{message}"):
            one.footprint(index)

    @given(axis_maps(), axis_maps())
    def test_overlap_and_row_sums(self, a, b):
        both = LinearMap.outer(a, b)
        assert_array_equal(both.row_sums(), both.apply(np.ones(both.input_shape)))
        counts = [both.contributions(i).weights.size for i in range(both.shape[0])]
        assert_array_equal(both.overlap(), np.reshape(counts, both.output_shape))
        assert_array_equal(np.bincount(both.rows(), minlength=both.shape[0]), counts)

    def test_overlap_counts_zero_weights_too(self):
        assert conv_map(4, [0, 1]).overlap().tolist() == [2, 2, 2]


class TestOtherMaps:
    def test_identity(self):
        x = numbers((2, 3, 4))
        assert_array_equal(LinearMap.identity((3, 4)).apply(x), x)

    @pytest.mark.parametrize(
        ("shape", "message"),
        [
            ((10**5, 10**5), "the output of the matrix would have shape (10000000000,), over"),
            ((), "shape must have 1 to 32 axes, got ()"),
            ((2, 0), "shape must be a whole number at least 1, got 0"),
            (range(10**20), "shape must have 1 to 32 axes, got range("),
            (None, "shape must be a whole number at least 1, got None"),
        ],
    )
    def test_identities_that_are_none(self, shape, message):
        with refused(message):
            LinearMap.identity(shape)

    def test_stacked_refuses_what_does_not_stack(self):
        one = conv_map((4, 5), numbers((2, 3)))
        with refused("channels must be at least one LinearMap, got none"):
            LinearMap.stacked()
        with refused("channels must be LinearMaps, got None"):
            LinearMap.stacked(one, None)
        others = (conv_map((4, 5), numbers((3, 2))), one.pattern().T, LinearMap.identity((4, 5)))
        for other in others:
            with refused("channels must have equal input, output and tap shapes, got ((4, 5), "):
                LinearMap.stacked(one, other)

    def test_stacked(self):
        kernels = numbers((3, 2, 2))
        one = LinearMap.stacked(*(conv_map((4, 5), kernel) for kernel in kernels))
        assert one.output_shape == (3, 3, 4)
        assert one.tap_shape == kernels.shape
        x = numbers((4, 5), 1)
        for channel, kernel in zip(one.apply(x), kernels, strict=True):
            assert_allclose(channel, conv_map((4, 5), kernel).apply(x))
        assert_array_equal(one.weights, kernels.ravel()[one.taps])

    def test_reshaped(self):
        one = conv_map((4, 5), numbers((2, 3)))
        flat = one.reshaped(input_shape=(20,))
        assert_array_equal(flat.apply(np.arange(20)), one.apply(np.arange(20).reshape(4, 5)))
        assert one.reshaped(output_shape=(9,)).output_shape == (9,)
        with refused("input_shape and output_shape must have 20 and 9 cells, got (4, 5) and (8,)"):
            one.reshaped(output_shape=(8,))
        with refused("output_shape must be a whole number at least 1, got None"):
            one.reshaped(output_shape=(9, None))
