"""The virtual input: what each cell is, where the kernel slides, and the two maps through it."""

from __future__ import annotations

import re
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from numpy.testing import assert_allclose, assert_array_equal

from tests.core import naive_convolution as naive
from tests.core.naive_convolution import numbers
from upsample_core.checks import ParameterError
from upsample_core.operations.transposed_convolution import conv_transpose_map
from upsample_core.operations.transposed_forms import stamp
from upsample_core.operations.virtual_input import (
    CellKind,
    virtual_convolution_map,
    virtual_input,
    zero_insertion_map,
)

SIGNS = {
    CellKind.DATUM: "d",
    CellKind.INSERTED_ZERO: "0",
    CellKind.BORDER: "b",
    CellKind.OUTPUT_PADDING: "o",
    CellKind.CROPPED: "x",
}


def drawn(kinds: np.ndarray) -> str:
    """Write kinds as text, one sign a cell, one word a row."""
    return " ".join("".join(SIGNS[CellKind(kind)] for kind in row) for row in np.atleast_2d(kinds))


def naive_axis(
    size: int, kernel_size: int, stride: int, padding: int, output_padding: int, dilation: int
) -> dict[int, str]:
    """Name the cells of one axis by their distance from the first datum, one after the other."""
    border = dilation * (kernel_size - 1) - padding
    last = (size - 1) * stride
    cells = {}
    for at in range(min(0, -border), max(last, last + border + output_padding) + 1):
        if at < -border or at > last + border + output_padding:
            cells[at] = "x"
        elif at > last + max(0, border):
            cells[at] = "o"
        elif at < 0 or at > last:
            cells[at] = "b"
        else:
            cells[at] = "0" if at % stride else "d"
    return cells


class TestKinds:
    @pytest.mark.parametrize(
        ("size", "call", "row", "used"),
        [
            (3, {"kernel_size": 1}, "ddd", slice(0, 3)),
            (3, {"kernel_size": 3}, "bbdddbb", slice(0, 7)),
            (2, {"kernel_size": 3, "stride": 2, "padding": 1}, "bd0db", slice(0, 5)),
            (2, {"kernel_size": 4, "stride": 2, "padding": 1}, "bbd0dbb", slice(0, 7)),
            (3, {"kernel_size": 2, "stride": 3, "padding": 1}, "d00d00d", slice(0, 7)),
            (2, {"kernel_size": 3, "dilation": 2, "padding": 1}, "bbbddbbb", slice(0, 8)),
            (
                2,
                {"kernel_size": 3, "stride": 3, "padding": 1, "output_padding": 2},
                "bd00dboo",
                slice(0, 8),
            ),
            (3, {"kernel_size": 2, "stride": 2, "padding": 2}, "x0d0x", slice(1, 4)),
            (
                3,
                {"kernel_size": 2, "stride": 2, "padding": 2, "output_padding": 1},
                "x0d0d",
                slice(1, 5),
            ),
            (
                3,
                {"kernel_size": 1, "stride": 4, "padding": 2, "output_padding": 3},
                "xx00d000do",
                slice(2, 10),
            ),
            (
                4,
                {"kernel_size": 1, "stride": 3, "padding": 3, "output_padding": 2},
                "xxxd00d00x",
                slice(3, 9),
            ),
            (
                1,
                {"kernel_size": 1, "stride": 5, "padding": 2, "output_padding": 4},
                "xxo",
                slice(2, 3),
            ),
        ],
        ids=lambda value: str(value) if isinstance(value, str) else "",
    )
    def test_one_axis(self, size: int, call: dict[str, Any], row: str, used: slice):
        virtual = virtual_input(np.ones(size), **call)
        assert drawn(virtual.kinds) == row
        assert virtual.used == (used,)

    def test_two_axes_take_the_larger_kind(self):
        virtual = virtual_input(
            [[1, 2], [3, 4]], (3, 2), stride=2, padding=(1, 2), output_padding=1
        )
        assert drawn(virtual.kinds) == "xbb x0d x00 x0d xbb xoo"
        assert virtual.used == (slice(0, 6), slice(1, 3))
        assert_array_equal(virtual.values[:, 0], [0, 1, 0, 3, 0, 0])  # cropped, yet shown


class TestWorkedExample:
    def test_values_and_kinds(self):
        virtual = virtual_input([[1, 2], [3, 4]], 3, stride=2, padding=1, output_padding=1)
        assert_array_equal(
            virtual.values,
            [
                [0, 0, 0, 0, 0, 0],
                [0, 1, 0, 2, 0, 0],
                [0, 0, 0, 0, 0, 0],
                [0, 3, 0, 4, 0, 0],
                [0, 0, 0, 0, 0, 0],
                [0, 0, 0, 0, 0, 0],
            ],
        )
        assert drawn(virtual.kinds) == "bbbbbo bd0dbo b000bo bd0dbo bbbbbo oooooo"
        assert virtual.used == (slice(0, 6), slice(0, 6))

    def test_the_border_is_not_the_padding(self):
        """For K=3, P=1 the two happen to be equal; for K=4 they are not."""
        for kernel_size, padding, border in [(3, 1, 1), (4, 1, 2), (5, 1, 3), (5, 3, 1)]:
            kinds = virtual_input([1, 2], kernel_size, 2, padding).kinds
            assert drawn(kinds) == "b" * border + "d0d" + "b" * border


class TestAgainstTheDefinition:
    @given(naive.transposed_calls())
    def test_cells_and_values(self, call):
        x = numbers(call["size"])
        virtual = virtual_input(x, **{k: v for k, v in call.items() if k != "size"})
        axes = [
            naive_axis(**dict(zip(call, values, strict=True)))
            for values in zip(*call.values(), strict=True)
        ]
        assert virtual.values.shape == virtual.kinds.shape == tuple(map(len, axes))
        order = "d0box"
        for cell in np.ndindex(virtual.kinds.shape):
            places = [list(axis)[i] for axis, i in zip(axes, cell, strict=True)]
            signs = [axis[at] for axis, at in zip(axes, places, strict=True)]
            assert SIGNS[CellKind(virtual.kinds[cell])] == max(signs, key=order.index)
            steps = [divmod(at, s) for at, s in zip(places, call["stride"], strict=True)]
            is_datum = all(
                rest == 0 and 0 <= i < n for (i, rest), n in zip(steps, x.shape, strict=True)
            )
            assert virtual.values[cell] == (x[tuple(i for i, _ in steps)] if is_datum else 0)
        cropped = np.ones(virtual.kinds.shape, bool)
        cropped[virtual.used] = False
        assert_array_equal(virtual.kinds == CellKind.CROPPED, cropped)

    @given(naive.transposed_calls())
    def test_the_two_maps(self, call):
        """Inserting zeros and then convolving is the transposed convolution, tap by tap."""
        sizes, kernel_size = call.pop("size"), call.pop("kernel_size")
        x, kernel = numbers(sizes), numbers(kernel_size, 1)
        virtual = virtual_input(x, kernel_size, **call)
        insert = zero_insertion_map(sizes, kernel_size, **call)
        convolve = virtual_convolution_map(sizes, kernel, **call)
        whole = conv_transpose_map(sizes, kernel, **call)

        assert_array_equal(insert.apply(x), virtual.values)
        assert convolve.input_shape == virtual.values.shape
        assert_allclose(convolve.apply(virtual.values), stamp(x, kernel, **call), atol=1e-12)
        both = convolve @ insert
        for name in ("indptr", "inputs", "weights", "taps"):
            assert_array_equal(getattr(both, name), getattr(whole, name), err_msg=name)
        assert both.tap_shape == whole.tap_shape

    @given(naive.transposed_calls())
    def test_every_output_reads_one_whole_window_of_what_is_used(self, call):
        sizes, kernel = call.pop("size"), np.ones(call.pop("kernel_size"))
        convolve = virtual_convolution_map(sizes, kernel, **call)
        assert np.all(convolve.overlap() == kernel.size)
        used = virtual_input(np.ones(sizes), kernel.shape, **call).used
        first = convolve.contributions(0).cells.min(axis=0)
        last = convolve.contributions(convolve.shape[0] - 1).cells.max(axis=0)
        assert first.tolist() == [part.start for part in used]
        assert last.tolist() == [part.stop - 1 for part in used]


class TestArguments:
    def test_the_kernel_may_be_left_as_it_is_to_show_the_mistake(self):
        kernel = np.arange(1.0, 10).reshape(3, 3)
        right = virtual_convolution_map((2, 2), kernel, 2, 1, 1)
        wrong = virtual_convolution_map((2, 2), kernel, 2, 1, 1, rotate=False)
        assert right.contributions((0, 1)).weights.tolist() == [9, 8, 7, 6, 5, 4, 3, 2, 1]
        assert wrong.contributions((0, 1)).weights.tolist() == [1, 2, 3, 4, 5, 6, 7, 8, 9]

    def test_float32_stays_and_integers_become_float64(self):
        assert virtual_input(np.ones(3, np.float32), 3, 2).values.dtype == np.float32
        assert virtual_input([1, 2, 3], 3, 2).values.dtype == np.float64

    def test_one_axis_may_be_given_as_a_number(self):
        assert zero_insertion_map(3, 2, 2).input_shape == (3,)
        assert virtual_convolution_map(3, [1, 2], 2).output_shape == (6,)

    @pytest.mark.parametrize(
        ("change", "message"),
        [
            ({"kernel_size": 0}, "kernel_size must be a whole number at least 1, got 0"),
            ({"kernel_size": (2, 2, 2)}, "kernel_size must be one whole number or 2 of them"),
            ({"kernel_size": 2.5}, "kernel_size must be a whole number at least 1, got 2.5"),
            ({"stride": float("nan")}, "stride must be a whole number at least 1, got nan"),
            ({"padding": -1}, "padding must be a whole number at least 0, got -1"),
            ({"padding": 3}, "padding must leave some output: it removes 2*3 = 6 of 5 cells"),
            ({"output_padding": 2}, "output_padding must be less than max(stride, dilation) = 2"),
            ({"dilation": False}, "dilation must be a whole number at least 1, got False"),
            ({"stride": 2**13}, "before cropping, would have shape (8195, 16387), over the bound"),
            ({"dilation": 2700}, "the virtual input would have shape (10803, 10805), over"),
        ],
    )
    def test_refusals(self, change: dict[str, Any], message: str):
        call = {"kernel_size": 3, "stride": 2} | change
        with pytest.raises(ParameterError, match=re.escape(message)):
            virtual_input(np.ones((2, 3)), **call)
        with pytest.raises(ParameterError, match=re.escape(message)):
            zero_insertion_map((2, 3), **call)

    def test_refusals_of_shapes(self):
        with pytest.raises(ParameterError, match="x must have 1 or 2 axes"):
            virtual_input(np.ones((2, 2, 2)), 3)
        with pytest.raises(ParameterError, match=r"input_shape must have 1 to 32 axes, got \(\)"):
            zero_insertion_map((), 3)
        with pytest.raises(ParameterError, match=r"input_shape must have 2 axes, got \(3,\)"):
            virtual_convolution_map((3,), np.ones((2, 2)))
