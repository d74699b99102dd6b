"""Transposed convolution: the definition, four equal forms, its matrix, and what it refuses."""

from __future__ import annotations

import importlib
import re
import tracemalloc
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose, assert_array_equal

from tests.core import naive_convolution as naive
from tests.core.naive_convolution import numbers
from tests.core.operations.test_convolution import PRECISION, conv, run_onnx
from tests.golden_values import Case, load
from upsample_core import checks, method, trace
from upsample_core.checks import MAX_ELEMENTS, ParameterError
from upsample_core.operations import transposed_convolution
from upsample_core.operations.convolution import conv_map
from upsample_core.operations.phases import phase_kernels
from upsample_core.operations.transposed_convolution import (
    conv_transpose1d,
    conv_transpose2d,
    conv_transpose_map,
    conv_transpose_map_of,
)
from upsample_core.operations.transposed_forms import interleave, multiply, slide, stamp
from upsample_core.operations.transposed_geometry import transposed_geometry

FORMS = [stamp, slide, multiply, interleave]


def conv_transpose(x: np.ndarray, weight: np.ndarray, *args: Any, **options: Any) -> np.ndarray:
    """Apply the function for as many axes as `x` has."""
    return (conv_transpose1d if x.ndim == 3 else conv_transpose2d)(x, weight, *args, **options)


class TestAgainstTheDefinition:
    @pytest.mark.parametrize(
        ("x_shape", "weight_shape", "stride", "padding", "output_padding", "dilation", "groups"),
        [
            ((2, 3, 7), (3, 4, 5), (1,), (0,), (0,), (1,), 1),
            ((2, 6, 5), (6, 2, 4), (3,), (2,), (2,), (1,), 3),
            ((1, 4, 9), (4, 3, 3), (6,), (5,), (5,), (4,), 2),
            ((2, 3, 4, 5), (3, 2, 3, 4), (2, 3), (1, 0), (1, 2), (1, 1), 1),
            ((2, 6, 5, 4), (6, 5, 2, 3), (3, 2), (4, 3), (0, 4), (2, 5), 2),
            ((3, 4, 2, 5), (4, 1, 5, 2), (4, 5), (2, 6), (3, 1), (1, 2), 4),
            ((1, 2, 1, 3), (2, 3, 1, 2), (7, 4), (0, 1), (6, 3), (1, 6), 1),
        ],
    )
    def test_equals_the_loops(
        self, x_shape, weight_shape, stride, padding, output_padding, dilation, groups
    ):
        arguments = (stride, padding, output_padding, dilation, groups)
        x, weight = numbers(x_shape), numbers(weight_shape, 1)
        expected = naive.conv_transpose(x, weight, *arguments)
        result = conv_transpose(x, weight, *arguments)
        assert result.shape == expected.shape
        assert_allclose(result, expected, **PRECISION)

    @given(naive.transposed_calls(), st.integers(1, 3), st.integers(1, 2), st.integers(1, 2))
    def test_equals_the_loops_for_any_parameters(self, call, groups, per_group, images):
        sizes, kernel = call.pop("size"), call.pop("kernel_size")
        x = numbers((images, groups * 2, *sizes))
        weight = numbers((groups * 2, per_group, *kernel), 1)
        expected = naive.conv_transpose(x, weight, **call, groups=groups)
        assert_allclose(conv_transpose(x, weight, **call, groups=groups), expected, **PRECISION)

    @given(naive.transposed_calls())
    def test_four_forms_are_one(self, call):
        sizes, kernel_size = call.pop("size"), call.pop("kernel_size")
        x, kernel = numbers(sizes), numbers(kernel_size, 1)
        expected = naive.conv_transpose(x[None, None], kernel[None, None], **call)[0, 0]
        for form in FORMS:
            result = form(x, kernel, **call)
            assert result.shape == expected.shape
            assert_allclose(result, expected, **PRECISION, err_msg=form.__name__)

    def test_a_value_reaches_only_the_cells_it_is_stamped_on(self):
        """Phases of unequal length are not filled up with zero taps, which would spread a NaN."""
        x, ones = np.zeros((1, 1, 4, 5)), np.ones((1, 1, 3, 5))
        x[0, 0, 1, 2] = 1
        stamped = naive.conv_transpose(x, ones, (2, 3), (1, 1), (1, 0), (1, 2)) > 0
        x[0, 0, 1, 2] = np.nan
        lost = np.isnan(conv_transpose2d(x, ones, (2, 3), 1, (1, 0), (1, 2)))
        assert_array_equal(lost, stamped)
        assert 0 < lost.sum() < lost.size

    @given(naive.transposed_calls(), st.sampled_from([np.nan, np.inf, -np.inf]), st.data())
    def test_a_special_weight_reaches_only_what_its_tap_reaches(self, call, special, data):
        sizes, kernel_size = call.pop("size"), call.pop("kernel_size")
        x, weight = numbers((2, 4, *sizes)), numbers((4, 3, *kernel_size), 1)
        weight[tuple(data.draw(st.integers(0, n - 1)) for n in weight.shape)] = special
        expected = naive.conv_transpose(x, weight, **call, groups=2)
        assert_allclose(conv_transpose(x, weight, **call, groups=2), expected, **PRECISION)
        for form in (stamp, multiply, interleave):
            alone = naive.conv_transpose(x[:1, :1], weight[:1, :1], **call)[0, 0]
            assert_allclose(form(x[0, 0], weight[0, 0], **call), alone, **PRECISION)

    def test_sliding_multiplies_the_inserted_zeros_too(self):
        """Every window of the virtual input has a zero or a datum under each of its taps."""
        kernel = np.array([1.0, np.nan, 1.0])
        assert np.isnan(stamp([1.0, 2.0, 3.0], kernel, 2)).tolist() == [False, True] * 3 + [False]
        assert np.isnan(slide([1.0, 2.0, 3.0], kernel, 2)).all()


class TestAgainstOthers:
    @pytest.mark.parametrize(
        "case", [c for c in load("convolution") if "transpose" in c.function], ids=str
    )
    def test_golden(self, case: Case):
        result = getattr(transposed_convolution, case.function)(**case.inputs, **case.options)
        assert result.dtype == case.outputs[0].dtype
        close = PRECISION if result.dtype == np.float64 else {"rtol": 1e-4, "atol": 1e-5}
        assert_allclose(result, case.outputs[0], **close)

    @pytest.mark.parametrize(
        ("x_shape", "weight_shape", "stride", "padding", "output_padding", "dilation", "groups"),
        [
            ((2, 6, 5), (6, 2, 4), (3,), (2,), (2,), (1,), 3),
            ((2, 6, 5, 4), (6, 5, 2, 3), (3, 2), (2, 3), (0, 1), (2, 3), 2),
        ],
    )
    def test_onnxruntime(
        self, x_shape, weight_shape, stride, padding, output_padding, dilation, groups
    ):
        x, weight = numbers(x_shape), numbers(weight_shape, 1)
        x, weight = x.astype(np.float32), weight.astype(np.float32)
        expected = run_onnx(
            "ConvTranspose",
            x,
            weight,
            strides=stride,
            pads=padding * 2,
            output_padding=output_padding,
            dilations=dilation,
            group=groups,
        )
        result = conv_transpose(x, weight, stride, padding, output_padding, dilation, groups)
        assert_allclose(result, expected, rtol=1e-4, atol=1e-5)


class TestAdjoint:
    """⟨conv x, y⟩ = ⟨x, convᵀ y⟩: the transposed convolution is the gradient of the convolution."""

    @given(naive.conv_calls(), st.integers(1, 3))
    def test_inner_products_agree(self, call, groups):
        sizes, kernel = call.pop("size"), call.pop("kernel_size")
        weight = numbers((groups * 2, 3, *kernel), 1)
        x = numbers((2, groups * 3, *sizes))
        y = conv(x, weight, **call, groups=groups)
        v = numbers(y.shape, 2)
        rest = [
            (n + 2 * p - d * (k - 1) - 1) % s
            for n, k, s, p, d in zip(sizes, kernel, *call.values(), strict=True)
        ]
        back = conv_transpose(v, weight, output_padding=rest, **call, groups=groups)
        assert back.shape == x.shape
        assert_allclose(np.sum(y * v), np.sum(x * back), rtol=1e-9, atol=1e-9)

    @given(naive.transposed_calls())
    def test_the_matrix_is_that_of_the_convolution_transposed(self, call):
        """C may have more rows where OP ≥ S (then D > S): windows that start beyond the input."""
        sizes, kernel = call.pop("size"), numbers(call.pop("kernel_size"))
        up = conv_transpose_map(sizes, kernel, **call)
        del call["output_padding"]
        down = conv_map(up.output_shape, kernel, **call)
        rows = np.arange(down.shape[0]).reshape(down.output_shape)[tuple(map(slice, sizes))]
        assert_array_equal(down.matrix.toarray()[rows.ravel()].T, up.matrix.toarray())
        if down.output_shape == sizes:
            assert_array_equal(down.T.taps, up.taps)
            assert_array_equal(down.T.inputs, up.inputs)


class TestTheMatrix:
    @given(naive.transposed_calls())
    def test_taps_are_the_definition(self, call):
        sizes, kernel_size = call.pop("size"), call.pop("kernel_size")
        up = conv_transpose_map(sizes, np.ones(kernel_size), **call)
        entries = 0
        for cell in np.ndindex(sizes):
            links = up.footprint(cell)
            place = np.array(cell) * call["stride"] + links.taps * call["dilation"]
            assert_array_equal(links.cells, place - call["padding"])
            entries += len(links.taps)
        assert entries == up.nnz
        ones = np.ones((1, 1, *sizes)), np.ones((1, 1, *kernel_size))
        assert_array_equal(up.overlap(), naive.conv_transpose(*ones, **call)[0, 0])

    def test_restores_the_shape_and_not_the_values(self):
        kernel = numbers((3, 3))
        x = numbers((4, 4), 1)
        down = conv_map((4, 4), kernel)
        back = stamp(down.apply(x), kernel)
        assert back.shape == x.shape
        assert not np.allclose(back, x)
        assert_allclose(back, down.T.apply(down.apply(x)), **PRECISION)


WORKED_EXAMPLE = """
a·k5 | a·k6 + b·k4                 | b·k5        | b·k6
a·k8 + c·k2 | a·k9 + b·k7 + c·k3 + d·k1 | b·k8 + d·k2 | b·k9 + d·k3
c·k5 | c·k6 + d·k4                 | d·k5        | d·k6
c·k8 | c·k9 + d·k7                 | d·k8        | d·k9
"""
SETTING = {"stride": 2, "padding": 1, "output_padding": 1}


def products(text: str) -> np.ndarray:
    """Read sums of products as counts [row, column, pixel a…d, tap k1…k9]."""
    rows = [line.split("|") for line in text.strip().splitlines()]
    counts = np.zeros((len(rows), len(rows[0]), 4, 9))
    for i, j in np.ndindex(counts.shape[:2]):
        for term in rows[i][j].split("+"):
            pixel, tap = term.strip().split("·")
            counts[i, j, "abcd".index(pixel), int(tap.removeprefix("k")) - 1] += 1
    return counts


def products_of(form: Any, **options: Any) -> np.ndarray:
    """Find what a bilinear form adds up, by switching on one pixel and one tap at a time."""
    pixels, taps = np.eye(4).reshape(4, 2, 2), np.eye(9).reshape(9, 3, 3)
    table = [[form(pixel, tap, **SETTING, **options) for tap in taps] for pixel in pixels]
    return np.moveaxis(np.array(table), (0, 1), (2, 3))


class TestWorkedExample:
    """[[a, b], [c, d]] with k1…k9, S=2, P=1, OP=1, in symbols."""

    @pytest.mark.parametrize("form", FORMS)
    def test_every_form_adds_up_these_products(self, form):
        assert_array_equal(products_of(form), products(WORKED_EXAMPLE))

    def test_the_operation_on_batches(self):
        assert_array_equal(
            products_of(
                lambda x, k, **o: conv_transpose2d(x[None, None], k[None, None], **o)[0, 0]
            ),
            products(WORKED_EXAMPLE),
        )

    def test_the_matrix_names_the_same_pixels_and_taps(self):
        up = conv_transpose_map((2, 2), np.ones((3, 3)), **SETTING)
        counts = np.zeros((4, 4, 4, 9))
        for i, j in np.ndindex(4, 4):
            links = up.contributions((i, j))
            counts[i, j, links.cells @ (2, 1), links.taps @ (3, 1)] = 1
        assert_array_equal(counts, products(WORKED_EXAMPLE))

    def test_a_row_of_the_matrix(self):
        kernel = np.arange(1.0, 10).reshape(3, 3)
        up = conv_transpose_map((2, 2), kernel, **SETTING)
        assert_array_equal(up.matrix.toarray()[1], [6, 4, 0, 0])

    def test_without_the_rotation_it_is_another_sum(self):
        mistaken = products_of(slide, rotate=False)
        assert_array_equal(mistaken[0, 1], products("a·k4 + b·k6")[0, 0])
        assert np.any(mistaken != products(WORKED_EXAMPLE))


class TestSizes:
    @pytest.mark.parametrize(("sizes", "small"), [((16, 17), 6), ((13, 14), 5)])
    def test_output_padding_chooses_among_sizes_with_one_image(self, sizes, small: int):
        kernel = numbers((5,))
        for output_padding, size in enumerate(sizes):
            assert conv_map(size, kernel, 3, 2).output_shape == (small,)
            assert stamp(np.ones(small), kernel, 3, 2, output_padding).shape == (size,)

    @pytest.mark.parametrize("form", FORMS)
    def test_output_padding_exposes_computed_values(self, form):
        x, kernel = numbers((4, 3)), numbers((4, 5), 1)
        for output_padding in (1, 2):
            plain = form(x, kernel, 3, (2, 3))
            more = form(x, kernel, 3, (2, 3), output_padding)
            assert_allclose(more[: plain.shape[0], : plain.shape[1]], plain, **PRECISION)
            uncropped = form(x, kernel, 3)
            shown = uncropped[2 : 2 + more.shape[0], 3 : 3 + more.shape[1]]
            assert_allclose(more, shown, **PRECISION)
            assert np.all(more[plain.shape[0] :, : plain.shape[1]] != 0)

    @pytest.mark.parametrize("padding", [0, 1, 2, 3])
    def test_stride_one_grows_by_what_padding_leaves(self, padding: int):
        assert stamp(np.ones(9), np.ones(5), 1, padding).shape == (9 + 4 - 2 * padding,)

    def test_holes_where_the_kernel_is_smaller_than_the_stride(self):
        result = conv_transpose1d([[[1, 2, 3]]], [[[5, 7]]], stride=3, output_padding=2)
        assert_array_equal(result, [[[5, 7, 0, 10, 14, 0, 15, 21, 0, 0]]])


class TestPhases:
    @given(naive.transposed_calls())
    def test_phases_add_up_to_the_uncropped_output(self, call):
        """f = m·S + residue is Σ x[m - shift - j·dilation]·weights[j]; a loop over what it says."""
        sizes, kernel = call["size"], numbers(call["kernel_size"])
        stride, dilation = call["stride"], call["dilation"]
        x = numbers(sizes, 1)
        output = stamp(x, kernel, stride, 0, call["output_padding"], dilation)
        phases = {phase.residue: phase for phase in phase_kernels(kernel, stride, dilation)}
        assert list(phases) == list(np.ndindex(stride))
        for f in np.ndindex(output.shape):
            m, residue = np.divmod(f, stride)
            phase = phases[tuple(residue)]
            total = 0.0
            for j in np.ndindex(phase.weights.shape):
                cell = m - phase.shift - np.array(j) * phase.dilation
                if np.all(cell >= 0) and np.all(cell < sizes):
                    total += x[tuple(cell)] * phase.weights[j]
            assert_allclose(output[f], total, **PRECISION)

    @given(naive.transposed_calls())
    def test_every_tap_is_in_the_phase_of_its_residue(self, call):
        kernel = numbers(call["kernel_size"])
        found = {}
        for phase in phase_kernels(kernel, call["stride"], call["dilation"]):
            assert_array_equal(phase.weights, kernel.ravel()[phase.taps])
            found |= dict.fromkeys(phase.taps.ravel().tolist(), phase.residue)
        for tap, place in enumerate(np.ndindex(kernel.shape)):
            expected = np.array(place) * call["dilation"] % call["stride"]
            assert found.pop(tap) == tuple(expected)
        assert not found

    def test_a_stride_that_does_not_divide_the_kernel(self):
        sizes = [phase.weights.shape for phase in phase_kernels(np.ones((3, 3)), 2)]
        assert sizes == [(2, 2), (2, 1), (1, 2), (1, 1)]

    def test_holes_have_no_taps(self):
        common_factor = [phase.taps.tolist() for phase in phase_kernels(np.ones(4), 2, 2)]
        assert common_factor == [[0, 1, 2, 3], []]
        small = [phase.taps.size for phase in phase_kernels(np.ones((2, 1)), (3, 2))]
        assert small == [1, 0, 1, 0, 0, 0]

    @pytest.mark.parametrize(
        ("arguments", "message"),
        [
            ((np.ones((1, 2, 3)), 2), "kernel must have 1 or 2 axes"),
            ((np.ones(3), 0), "stride must be a whole number at least 1, got 0"),
            ((np.ones(3), 2, 1.5), "dilation must be a whole number at least 1, got 1.5"),
        ],
    )
    def test_refusals_come_at_once(self, arguments, message):
        with pytest.raises(ParameterError, match=re.escape(message)):
            phase_kernels(*arguments)


class TestArguments:
    def test_one_number_serves_both_axes(self):
        x, weight = numbers((1, 2, 3, 4)), numbers((2, 3, 5, 4))
        plain = conv_transpose2d(x, weight, 3, 2, 1, 2)
        pairs = conv_transpose2d(x, weight, (3, 3), [2, 2], np.array([1, 1]), (np.int8(2), 2))
        assert_array_equal(pairs, plain)

    def test_one_tuples(self):
        x, weight = numbers((1, 2, 3)), numbers((2, 3, 5))
        assert_array_equal(
            conv_transpose1d(x, weight, (3,), [2], np.array(1), (2,)),
            conv_transpose1d(x, weight, 3, 2, 1, 2),
        )

    @pytest.mark.parametrize(
        ("x_type", "weight_type", "result_type"),
        [
            (np.float32, np.float32, np.float32),
            (np.float32, np.float64, np.float64),
            (np.float64, np.float32, np.float64),
            (np.int64, np.int8, np.float64),
            (bool, np.float32, np.float64),
        ],
    )
    def test_types(self, x_type, weight_type, result_type):
        x, weight = (numbers((1, 2, 5, 6)) * 3).astype(x_type), numbers((2, 3, 2, 4)) * 3
        weight = weight.astype(weight_type)
        result = conv_transpose2d(x, weight, 3, 1, 1)
        exact = conv_transpose2d(x.astype(float), weight.astype(float), 3, 1, 1)
        assert result.dtype == result_type
        assert_allclose(result, exact, rtol=1e-4, atol=1e-4)
        for form in FORMS:
            alone = form(x[0, 0], weight[0, 0], 3, 1, 1)
            assert alone.dtype == result_type
            assert_allclose(alone, stamp(x[0, 0], weight[0, 0], 3, 1, 1), rtol=1e-4, atol=1e-4)

    @pytest.mark.parametrize("form", FORMS)
    def test_nothing_is_changed(self, form):
        x, kernel = numbers((5, 6))[::-1, ::2], numbers((3, 8), 1).T[::-2]
        copies = x.copy(), kernel.copy()
        x.flags.writeable = kernel.flags.writeable = False
        assert_allclose(form(x, kernel, 2, 1), form(*copies, 2, 1), **PRECISION)
        assert_array_equal(x, copies[0])
        assert_array_equal(kernel, copies[1])

    def test_any_memory_layout_and_nothing_changed(self):
        x, weight = numbers((2, 4, 7, 6)), numbers((4, 3, 3, 2))
        expected = conv_transpose2d(x, weight, 2, 1, 1, 1, 2)
        odd_x, odd_weight = np.asfortranarray(x[..., ::-1])[..., ::-1], np.asfortranarray(weight)
        odd_x.flags.writeable = odd_weight.flags.writeable = False
        assert_allclose(conv_transpose2d(odd_x, odd_weight, 2, 1, 1, 1, 2), expected, **PRECISION)

    @pytest.mark.parametrize("form", FORMS)
    def test_strides_never_taken_may_be_of_any_size(self, form):
        assert_array_equal(form([3.0], [1.0, 2.0], 10**18), [3, 6])


REFUSED: list[tuple[str, dict[str, Any], str]] = [
    ("stride zero", {"stride": 0}, "stride must be a whole number at least 1, got 0"),
    ("stride negative", {"stride": (2, -1)}, "stride must be a whole number at least 1, got -1"),
    ("stride float", {"stride": 2.0}, "stride must be a whole number at least 1, got 2.0"),
    ("stride NaN", {"stride": float("nan")}, "stride must be a whole number at least 1, got nan"),
    ("stride bool", {"stride": True}, "stride must be a whole number at least 1, got True"),
    ("stride of three", {"stride": (2, 2, 2)}, "stride must be one whole number or 2 of them"),
    ("padding negative", {"padding": -1}, "padding must be a whole number at least 0, got -1"),
    ("padding text", {"padding": "1"}, "padding must be a whole number at least 0, got '1'"),
    ("dilation zero", {"dilation": (0, 1)}, "dilation must be a whole number at least 1, got 0"),
    ("output padding negative", {"output_padding": -1}, "output_padding must be a whole number "
     "at least 0, got -1"),
    ("output padding of the stride", {"output_padding": 2}, "output_padding must be less than "
     "max(stride, dilation) = 2, got 2"),
    ("output padding on one axis", {"stride": (1, 3), "output_padding": (1, 2)}, "output_padding "
     "must be less than max(stride, dilation) = 1, got 1"),
    ("nothing left", {"padding": 6}, "padding must leave some output: it removes 2*6 = 12 of 12 "
     "cells; at most 5 is allowed"),
    ("nothing left on one axis", {"padding": (0, 9)}, "padding must leave some output: it removes "
     "2*9 = 18 of 15 cells; at most 7 is allowed"),
    ("nothing left by far", {"padding": 10**18}, "padding must leave some output"),
    ("groups zero", {"groups": 0}, "groups must be a whole number at least 1, got 0"),
    ("groups float", {"groups": 1.0}, "groups must be a whole number at least 1, got 1.0"),
    ("groups and channels", {"groups": 4}, "groups must divide the 6 input channels, got 4"),
    ("channels", {"weight": np.ones((4, 3, 2, 3))}, "weight must have 6 channels on its first "
     "axis, as x has, got shape (4, 3, 2, 3)"),
    ("x of three axes", {"x": np.ones((6, 5, 7))}, "x must have 4 axes, got shape (6, 5, 7)"),
    ("x empty", {"x": np.ones((1, 6, 0, 7))}, "x must have no empty axis, got shape (1, 6, 0, 7)"),
    ("x of strings", {"x": [[[["one"]]]]}, "x must hold real numbers"),
    ("weight of five axes", {"weight": np.ones((6, 3, 2, 3, 1))}, "weight must have 4 axes"),
    ("weight empty", {"weight": np.ones((6, 0, 2, 3))}, "weight must have no empty axis"),
    ("stride too large", {"stride": 2**14}, "the output with stride (16384, 16384) and dilation "
     f"(1, 1), before cropping, would have shape (81922, 98307), over the bound of {MAX_ELEMENTS}"),
    ("dilation too large", {"dilation": 10**18}, f"over the bound of {MAX_ELEMENTS} elements"),
    ("batch too large", {"stride": 1250}, "the output would have shape (1, 4, 6252, 7503), over"),
]  # fmt: skip


class TestRefusals:
    @pytest.mark.parametrize(
        ("change", "message"), [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED]
    )
    def test_names_the_parameter_and_what_is_allowed(self, change, message):
        call = {"x": numbers((1, 6, 6, 7)), "weight": numbers((6, 2, 2, 3)), "stride": 2}
        call |= {"groups": 2}
        assert conv_transpose2d(**call).shape == (1, 4, 12, 15)
        with pytest.raises(ParameterError, match=re.escape(message)):
            conv_transpose2d(**call | change)

    @pytest.mark.parametrize(
        ("change", "message"),
        [
            ({"stride": (2, 2)}, "stride must be one whole number, got (2, 2)"),
            ({"output_padding": 3}, "output_padding must be less than max(stride, dilation) = 3"),
            ({"padding": 5}, "padding must leave some output: it removes 2*5 = 10 of 9 cells"),
            ({"weight": np.ones((3, 2, 4))}, "weight must have 2 channels on its first axis"),
            ({"x": np.ones((1, 2, 2, 2))}, "x must have 3 axes, got shape (1, 2, 2, 2)"),
        ],
    )
    def test_one_axis(self, change, message):
        call = {"x": numbers((1, 2, 3)), "weight": numbers((2, 4, 3)), "stride": 3}
        assert conv_transpose1d(**call).shape == (1, 4, 9)
        with pytest.raises(ParameterError, match=re.escape(message)):
            conv_transpose1d(**call | change)

    @pytest.mark.parametrize("form", FORMS)
    @pytest.mark.parametrize(
        ("change", "message"),
        [
            ({"x": np.ones((1, 2, 3))}, "x must have 1 or 2 axes, got shape (1, 2, 3)"),
            ({"x": np.ones((3, 0))}, "x must have no empty axis"),
            ({"kernel": np.ones(3)}, "kernel must have 2 axes, got shape (3,)"),
            ({"kernel": [[1, 2], [3]]}, "kernel must be a rectangular array of numbers"),
            ({"output_padding": 2}, "output_padding must be less than max(stride, dilation) = 2"),
            ({"padding": 4}, "padding must leave some output"),
            ({"stride": 10**9}, "over the bound"),
        ],
    )
    def test_forms(self, form, change, message):
        call = {"x": numbers((2, 3)), "kernel": numbers((4, 3)), "stride": 2}
        assert form(**call).shape == (6, 7)
        with pytest.raises(ParameterError, match=re.escape(message)):
            form(**call | change)

    @pytest.mark.parametrize(
        ("change", "message"),
        [
            ({"input_shape": (2,)}, "input_shape must have 2 axes, got (2,)"),
            ({"input_shape": (2, -3)}, "input_shape must be a whole number at least 1, got -3"),
            ({"kernel": np.ones((1, 1, 1, 1))}, "kernel must have 1 or 2 axes"),
            ({"padding": 4}, "padding must leave some output"),
            ({"input_shape": (2**12, 2**12)}, "over the bound"),
            ({"stride": 3000}, "the output of the matrix would have shape (9024016,)"),
        ],
    )
    def test_maps(self, change, message):
        call = {"input_shape": (2, 2), "kernel": np.ones((4, 4)), "stride": 2}
        assert conv_transpose_map(**call).output_shape == (6, 6)
        with pytest.raises(ParameterError, match=re.escape(message)):
            conv_transpose_map(**call | change)

    def test_nothing_large_is_allocated_first(self):
        tracemalloc.start()
        for options in ({"stride": 2**20}, {"dilation": 2**24}, {"padding": 2**40}):
            with pytest.raises(ParameterError):
                conv_transpose2d(np.ones((1, 1, 4, 4)), np.ones((1, 1, 3, 3)), **options)
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert peak < 2**20


class TestGeometry:
    @given(naive.transposed_calls())
    def test_the_uncropped_output_holds_the_cropped_one(self, call):
        sizes, kernel = call.pop("size"), numbers(call.pop("kernel_size"))
        geometry = transposed_geometry(sizes, kernel.shape, **call)
        whole = conv_transpose_map_of(geometry.uncropped(), kernel)
        assert whole.output_shape == geometry.full_shape
        inside = tuple(
            slice(p, p + n) for p, n in zip(call["padding"], geometry.output_shape, strict=True)
        )
        x = numbers(sizes, 1)
        assert_allclose(whole.apply(x)[inside], stamp(x, kernel, **call), **PRECISION)

    def test_parameters_are_checked_once(self, monkeypatch):
        """Every part of a transposed convolution comes from one geometry, which asks four times."""
        asked = []

        def per_axis(name, *arguments, **options):
            asked.append(name)
            return checks.per_axis(name, *arguments, **options)

        for name in ("transposed_geometry", "virtual_input"):
            module = importlib.import_module(f"upsample_core.operations.{name}")
            monkeypatch.setattr(module, "per_axis", per_axis)
        trace(method("transposed_convolution", (4, 5), kernel="counting"), numbers((4, 5)))
        assert asked == ["stride", "padding", "output_padding", "dilation"]
