"""Sizes: counted by trying, agreed with the operations, and the inverse question."""

from __future__ import annotations

import itertools
import re
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from upsample_core.checks import ParameterError
from upsample_core.operations.convolution import conv1d
from upsample_core.operations.transposed_convolution import conv_transpose1d
from upsample_core.shapes import (
    TransposedParameters,
    conv_output_size,
    conv_transpose_output_size,
    pool_output_size,
    transposed_parameters,
    unpool_output_size,
)

SIZES = st.integers(1, 20)
SMALL = st.integers(1, 6)
PADDINGS = st.integers(0, 9)


def refused(message: str) -> Any:
    return pytest.raises(ParameterError, match=re.escape(message))


class TestConvolution:
    @given(SIZES, SMALL, SMALL, PADDINGS, SMALL)
    def test_counts_the_windows_inside_the_padded_input(
        self, size, kernel_size, stride, padding, d
    ):
        last_starts = size + 2 * padding - d * (kernel_size - 1) - 1
        windows = sum(1 for start in range(0, last_starts + 1, stride))
        if windows == 0:
            with refused("more than the padded input"):
                conv_output_size(size, kernel_size, stride, padding, d)
        else:
            result = conv_output_size(size, kernel_size, stride, padding, d)
            assert result == windows
            y = conv1d(np.ones((1, 1, size)), np.ones((1, 1, kernel_size)), stride, padding, d)
            assert y.shape == (1, 1, windows)

    def test_says_what_does_not_fit(self):
        with refused(
            "kernel_size 5 with dilation 2 spans 9 cells, more than the padded input of 4 + 2*2 = 8"
        ):
            conv_output_size(4, 5, 1, 2, 2)
        assert conv_output_size(5, 5, 1, 2, 2) == 1


class TestTransposedConvolution:
    @given(SIZES, SMALL, SMALL, PADDINGS, st.integers(0, 6), SMALL)
    def test_counts_the_cells_from_the_first_stamp_to_the_last(
        self, size, kernel_size, stride, padding, output_padding, dilation
    ):
        parameters = (kernel_size, stride, padding, output_padding, dilation)
        stamped = {i * stride + k * dilation for i in range(size) for k in range(kernel_size)}
        cells = range(padding, max(stamped) + output_padding + 1 - padding)
        if output_padding >= max(stride, dilation):
            with refused("output_padding must be less than max(stride, dilation)"):
                conv_transpose_output_size(size, *parameters)
        elif not cells:
            with refused("padding must leave some output"):
                conv_transpose_output_size(size, *parameters)
        else:
            assert conv_transpose_output_size(size, *parameters) == len(cells)
            y = conv_transpose1d(
                np.ones((1, 1, size)), np.ones((1, 1, kernel_size)), *parameters[1:]
            )
            assert y.shape == (1, 1, len(cells))

    @given(SIZES, SMALL, SMALL, PADDINGS, SMALL)
    def test_output_padding_reaches_every_size_that_a_convolution_merges(
        self, size, kernel_size, stride, padding, dilation
    ):
        assume(dilation * (kernel_size - 1) < size + 2 * padding)
        small = conv_output_size(size, kernel_size, stride, padding, dilation)
        back = {
            conv_transpose_output_size(small, kernel_size, stride, padding, op, dilation): op
            for op in range(stride)
            if (small - 1) * stride + dilation * (kernel_size - 1) + op + 1 > 2 * padding
        }
        assert size in back
        assert all(
            conv_output_size(n, kernel_size, stride, padding, dilation) == small for n in back
        )

    @pytest.mark.parametrize(("sizes", "small"), [((16, 17), 6), ((13, 14), 5)])
    def test_sizes_that_one_convolution_merges(self, sizes: tuple[int, int], small: int):
        assert [conv_output_size(n, 5, 3, 2) for n in sizes] == [small, small]
        assert [conv_transpose_output_size(small, 5, 3, 2, op) for op in (0, 1)] == list(sizes)

    def test_says_what_is_allowed(self):
        with refused("output_padding must be less than max(stride, dilation) = 3, got 3"):
            conv_transpose_output_size(4, 3, 3, 1, 3, 2)
        with refused("removes 2*4 = 8 of 8 cells; at most 3 is allowed"):
            conv_transpose_output_size(3, 4, 2, 4)
        assert conv_transpose_output_size(3, 4, 2, 3) == 2


class TestPooling:
    @given(SIZES, SMALL, SMALL, st.integers(0, 3), SMALL, st.booleans())
    def test_counts_windows(self, size, kernel_size, stride, padding, dilation, ceil_mode):
        """With ceil_mode also a window that is partly outside, if it starts before the padding."""
        assume(padding <= kernel_size // 2)
        span = dilation * (kernel_size - 1) + 1
        assume(span <= size + 2 * padding + (stride - 1 if ceil_mode else 0))
        windows = 0
        for start in itertools.count(-padding, stride):
            whole = start + span <= size + padding
            previous_was_whole = start - stride + span >= size + padding
            partly = ceil_mode and start < size and not previous_was_whole
            if not whole and not partly:
                break
            windows += 1
        arguments = (size, kernel_size, stride, padding, dilation, ceil_mode)
        assert pool_output_size(*arguments) == windows

    def test_ceil_mode_drops_a_window_that_starts_in_the_padding(self):
        assert [pool_output_size(7, 3, 3, 0, ceil_mode=mode) for mode in (False, True)] == [2, 3]
        assert [pool_output_size(5, 2, 3, 1, ceil_mode=mode) for mode in (False, True)] == [2, 2]

    def test_padding_is_at_most_half_the_kernel(self):
        assert pool_output_size(6, 3, 1, 1) == 6
        with refused("padding must be at most half of kernel_size 3, got 2"):
            pool_output_size(6, 3, 1, 2)

    def test_unpooling(self):
        assert unpool_output_size(4, 3, 2, 1) == 7
        with refused("padding 2 leaves no output: (1 - 1)*2 - 2*2 + 3 = -1"):
            unpool_output_size(1, 3, 2, 2)


class TestArguments:
    FUNCTIONS = (conv_output_size, conv_transpose_output_size, pool_output_size, unpool_output_size)

    @pytest.mark.parametrize("function", FUNCTIONS)
    @pytest.mark.parametrize("bad", [0, -1, 1.5, 2.0, float("nan"), True, "3", None])
    @pytest.mark.parametrize("name", ["size", "kernel_size", "stride"])
    def test_whole_numbers_of_at_least_one(self, function: Any, name: str, bad: Any):
        call = {"size": 9, "kernel_size": 3, "stride": 2}
        assert function(**call) > 0
        with refused(f"{name} must be a whole number at least 1, got {bad!r}"):
            function(**call | {name: bad})

    @pytest.mark.parametrize("function", FUNCTIONS)
    @pytest.mark.parametrize("bad", [-1, 0.5, False])
    def test_padding_of_at_least_zero(self, function: Any, bad: Any):
        with refused(f"padding must be a whole number at least 0, got {bad!r}"):
            function(9, 3, 2, padding=bad)

    def test_output_padding_and_dilation(self):
        with refused("output_padding must be a whole number at least 0, got -1"):
            conv_transpose_output_size(9, 3, 2, output_padding=-1)
        for function in (conv_output_size, conv_transpose_output_size):
            with refused("dilation must be a whole number at least 1, got 0"):
                function(9, 3, 2, dilation=0)


class TestInverseQuestion:
    @pytest.mark.parametrize(("size", "wanted"), [(2, 4), (7, 14), (16, 64), (5, 13), (6, 17)])
    def test_lists_all_that_fit_and_only_those(self, size: int, wanted: int):
        listed = set(transposed_parameters(size, wanted, 6, 7, 2))
        tried = set()
        for s, k, p, d in itertools.product(range(1, 7), range(1, 8), range(99), (1, 2)):
            for op in range(max(s, d)):
                if (size - 1) * s - 2 * p + d * (k - 1) + op + 1 == wanted:
                    tried.add(TransposedParameters(s, k, p, op, d))
        assert listed == tried
        assert {way.drops_inputs for way in listed} == {False, True}
        for way in listed:
            x, kernel = np.zeros((1, 1, size)), np.ones((1, 1, way.kernel_size))
            x[0, 0, 0] = 1
            y = conv_transpose1d(
                x, kernel, way.stride, way.padding, way.output_padding, way.dilation
            )
            assert y.shape == (1, 1, wanted)
            assert way.drops_inputs == (not y.any())

    def test_the_usual_ways_to_double(self):
        doublings = set(transposed_parameters(7, 14))
        for stride, kernel_size, padding, output_padding in [
            (2, 2, 0, 0),
            (2, 3, 1, 1),
            (2, 4, 1, 0),
            (2, 5, 2, 1),
            (2, 6, 2, 0),
        ]:
            assert (
                TransposedParameters(stride, kernel_size, padding, output_padding, 1) in doublings
            )

    def test_bounds_of_thousands_are_refused(self):
        for name in ("max_stride", "max_kernel_size", "max_dilation"):
            with refused(f"{name} must be a whole number from 1 to 64, got 3000"):
                transposed_parameters(7, 14, **{name: 3000})
        with refused("must allow at most 262144 combinations with output_padding, got 327680"):
            transposed_parameters(7, 14, 64, 20, 4)
        assert sum(1 for _ in transposed_parameters(7, 14, 64, 64, 1)) > 60_000

    @pytest.mark.parametrize("name", ["input_size", "output_size", "max_stride", "max_kernel_size"])
    def test_refusals_come_at_once(self, name: str):
        call = {"input_size": 2, "output_size": 4} | {name: 0}
        bound = "from 1 to 64" if name.startswith("max") else "at least 1"
        with refused(f"{name} must be a whole number {bound}, got 0"):
            transposed_parameters(**call)
