"""Convolution: against loops, against other libraries, its matrix, and what it refuses."""

from __future__ import annotations

import re
import tracemalloc
from typing import Any

import numpy as np
import onnxruntime
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose, assert_array_equal
from onnx import TensorProto, helper

from tests.core import naive_convolution as naive
from tests.core.naive_convolution import numbers
from tests.golden_values import Case, load
from upsample_core.checks import MAX_ELEMENTS, ParameterError
from upsample_core.operations import convolution, correlation, correlation_blocks
from upsample_core.operations.convolution import conv1d, conv2d, conv_map

PRECISION = {"rtol": 1e-9, "atol": 1e-12}


def conv(x: np.ndarray, weight: np.ndarray, *args: Any, **options: Any) -> np.ndarray:
    """Convolve with the function for as many axes as `x` has."""
    return (conv1d if x.ndim == 3 else conv2d)(x, weight, *args, **options)


class TestAgainstTheDefinition:
    @pytest.mark.parametrize(
        ("x_shape", "weight_shape", "stride", "padding", "dilation", "groups"),
        [
            ((2, 3, 11), (5, 3, 4), (1,), (0,), (1,), 1),
            ((2, 6, 13), (4, 3, 5), (3,), (2,), (2,), 2),
            ((1, 4, 2), (8, 1, 3), (5,), (7,), (3,), 4),
            ((2, 3, 7, 9), (4, 3, 5, 2), (1, 1), (0, 0), (1, 1), 1),
            ((3, 2, 8, 11), (4, 2, 1, 5), (3, 2), (1, 4), (4, 2), 1),
            ((2, 6, 8, 11), (9, 2, 3, 5), (3, 2), (1, 4), (4, 2), 3),
            ((2, 5, 7, 6), (5, 1, 4, 3), (2, 3), (0, 2), (1, 2), 5),
            ((1, 2, 3, 4), (3, 2, 1, 2), (7, 9), (5, 6), (6, 1), 1),
        ],
    )
    def test_equals_the_loops(self, x_shape, weight_shape, stride, padding, dilation, groups):
        x, weight = numbers(x_shape), numbers(weight_shape, 1)
        expected = naive.conv(x, weight, stride, padding, dilation, groups)
        result = conv(x, weight, stride, padding, dilation, groups)
        assert result.shape == expected.shape
        assert_allclose(result, expected, **PRECISION)

    @given(naive.conv_calls(), st.integers(1, 3), st.integers(1, 2), st.integers(1, 2))
    def test_equals_the_loops_and_the_matrix(self, call, groups, per_group, images):
        sizes, kernel = call.pop("size"), call.pop("kernel_size")
        x = numbers((images, groups * per_group, *sizes))
        weight = numbers((2 * groups, per_group, *kernel), 1)
        expected = naive.conv(x, weight, **call, groups=groups)
        assert_allclose(conv(x, weight, **call, groups=groups), expected, **PRECISION)

        one = conv_map(sizes, weight[0, 0], **call)
        alone = naive.conv(x[:1, :1], weight[:1, :1], **call)[0, 0]
        assert one.input_shape == sizes
        assert one.output_shape == alone.shape
        assert_allclose(one.apply(x[0, 0]), alone, **PRECISION)

    @pytest.mark.parametrize("elements", [1, 40, 300, 2000])
    def test_blocks_of_any_size_give_one_result(self, elements: int, monkeypatch):
        x, weight = numbers((3, 4, 9, 10)), numbers((6, 2, 2, 3), 1)
        whole = conv2d(x, weight, (2, 1), (1, 2), (3, 1), groups=2)
        monkeypatch.setattr(correlation, "SMALL_ELEMENTS", 0)
        monkeypatch.setattr(correlation_blocks, "BLOCK_ELEMENTS", elements)
        assert_allclose(conv2d(x, weight, (2, 1), (1, 2), (3, 1), groups=2), whole, **PRECISION)

    def test_a_value_reaches_only_the_windows_that_see_it(self):
        x = np.zeros((1, 1, 7, 8))
        x[0, 0, 3, 5] = 1
        seen = naive.conv(x, np.ones((1, 1, 3, 2)), (2, 3), (1, 1), (1, 1)) > 0
        x[0, 0, 3, 5] = np.nan
        lost = np.isnan(conv2d(x, np.zeros((1, 1, 3, 2)), stride=(2, 3), padding=1))
        assert_array_equal(lost, seen)
        assert 0 < lost.sum() < lost.size


class TestAgainstOthers:
    @pytest.mark.parametrize(
        "case", [c for c in load("convolution") if "transpose" not in c.function], ids=str
    )
    def test_golden(self, case: Case):
        result = getattr(convolution, case.function)(**case.inputs, **case.options)
        assert result.dtype == case.outputs[0].dtype
        close = PRECISION if result.dtype == np.float64 else {"rtol": 1e-4, "atol": 1e-5}
        assert_allclose(result, case.outputs[0], **close)

    @pytest.mark.parametrize(
        ("x_shape", "weight_shape", "stride", "padding", "dilation", "groups"),
        [
            ((2, 3, 11), (5, 3, 4), (3,), (2,), (2,), 1),
            ((2, 6, 8, 11), (9, 2, 3, 5), (3, 2), (1, 4), (2, 1), 3),
        ],
    )
    def test_onnxruntime(self, x_shape, weight_shape, stride, padding, dilation, groups):
        x, weight = numbers(x_shape), numbers(weight_shape, 1)
        x, weight = x.astype(np.float32), weight.astype(np.float32)
        expected = run_onnx(
            "Conv", x, weight, strides=stride, pads=padding * 2, dilations=dilation, group=groups
        )
        result = conv(x, weight, stride, padding, dilation, groups)
        assert_allclose(result, expected, rtol=1e-4, atol=1e-5)


def run_onnx(operator: str, x: np.ndarray, weight: np.ndarray, **attributes: Any) -> np.ndarray:
    """Run a model of one node in onnxruntime."""
    node = helper.make_node(operator, ["x", "weight"], ["y"], **attributes)
    infos = [
        helper.make_tensor_value_info(name, TensorProto.FLOAT, shape)
        for name, shape in (("x", x.shape), ("weight", weight.shape), ("y", None))
    ]
    graph = helper.make_graph([node], "one", infos[:2], infos[2:])
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 22)], ir_version=10)
    session = onnxruntime.InferenceSession(
        model.SerializeToString(), providers=["CPUExecutionProvider"]
    )
    return session.run(None, {"x": x, "weight": weight})[0]


class TestArguments:
    def test_one_number_serves_both_axes(self):
        x, weight = numbers((1, 1, 9, 8)), numbers((1, 1, 2, 3))
        assert_array_equal(conv2d(x, weight, 2, 3, 4), conv2d(x, weight, (2, 2), [3, 3], (4, 4)))

    def test_numpy_integers_and_one_tuples(self):
        x, weight = numbers((1, 1, 9)), numbers((1, 1, 2))
        plain = conv1d(x, weight, 2, 3, 4)
        assert_array_equal(conv1d(x, weight, np.int32(2), (3,), [np.int64(4)]), plain)
        assert_array_equal(conv1d(x, weight, np.array([2]), np.array(3), 4, np.uint8(1)), plain)

    def test_lists_of_integers_compute_in_float64(self):
        result = conv1d([[[1, 2, 3]]], [[[10, 1]]])
        assert result.dtype == np.float64
        assert_array_equal(result, [[[12, 23]]])

    @pytest.mark.parametrize(
        ("x_type", "weight_type", "result_type"),
        [
            (np.float32, np.float32, np.float32),
            (np.float32, np.float64, np.float64),
            (np.float64, np.float32, np.float64),
            (np.float64, np.float64, np.float64),
            (np.uint8, np.float64, np.float64),
            (bool, bool, np.float64),
            (">f8", np.float64, np.float64),
            (np.float16, np.float16, np.float64),
        ],
    )
    def test_types(self, x_type, weight_type, result_type):
        x = (numbers((1, 2, 5, 6)) * 3).astype(x_type)
        weight = (numbers((3, 2, 2, 1)) * 3).astype(weight_type)
        result = conv2d(x, weight, padding=1)
        assert result.dtype == result_type
        assert_allclose(result, conv2d(x.astype(float), weight.astype(float), padding=1), rtol=1e-5)

    def test_any_memory_layout_and_nothing_changed(self):
        x, weight = numbers((2, 4, 7, 6)), numbers((6, 2, 3, 2))
        expected = conv2d(x, weight, 2, 1, 1, 2)
        for axes in ((3, 2, 1, 0), (1, 0, 3, 2)):
            odd_x = np.ascontiguousarray(x.transpose(axes)).transpose(np.argsort(axes))
            odd_weight = np.ascontiguousarray(weight[::-1, :, :, ::-1])[::-1, :, :, ::-1]
            copies = odd_x.copy(), odd_weight.copy()
            odd_x.flags.writeable = odd_weight.flags.writeable = False
            assert_allclose(conv2d(odd_x, odd_weight, 2, 1, 1, 2), expected, **PRECISION)
            assert_array_equal(odd_x, copies[0])
            assert_array_equal(odd_weight, copies[1])

    def test_reversed_and_thinned_views(self):
        x, weight = numbers((1, 2, 15, 8)), numbers((3, 2, 2, 3))
        view = x[:, ::-1, ::-2, ::2]
        assert_array_equal(conv2d(view, weight), conv2d(view.copy(), weight))

    def test_the_result_is_the_callers_own(self):
        x = numbers((1, 1, 4, 5))
        result = conv2d(x, np.ones((1, 1, 1, 1)))
        result[:] = 0
        assert x.any()

    def test_strides_and_dilations_never_taken_may_be_of_any_size(self):
        x = numbers((1, 1, 5))
        assert_array_equal(conv1d(x, np.ones((1, 1, 1)), 10**18, 0, 10**18), x[:, :, :1])
        assert conv_map(5, [1.0], stride=10**18, dilation=10**18).inputs.tolist() == [0]


REFUSED: list[tuple[str, dict[str, Any], str]] = [
    ("stride zero", {"stride": 0}, "stride must be a whole number at least 1, got 0"),
    ("stride negative", {"stride": (1, -2)}, "stride must be a whole number at least 1, got -2"),
    ("stride fraction", {"stride": 1.5}, "stride must be a whole number at least 1, got 1.5"),
    ("stride whole float", {"stride": 2.0}, "stride must be a whole number at least 1, got 2.0"),
    ("stride NaN", {"stride": np.nan}, "stride must be a whole number at least 1, got nan"),
    ("stride bool", {"stride": True}, "stride must be a whole number at least 1, got True"),
    ("stride text", {"stride": "2"}, "stride must be a whole number at least 1, got '2'"),
    ("stride none", {"stride": None}, "stride must be a whole number at least 1, got None"),
    ("stride of three", {"stride": (1, 2, 3)}, "stride must be one whole number or 2 of them"),
    ("stride of none", {"stride": ()}, "stride must be one whole number or 2 of them, got ()"),
    ("padding negative", {"padding": -1}, "padding must be a whole number at least 0, got -1"),
    ("padding word", {"padding": "same"}, "padding must be a whole number at least 0, got 'same'"),
    (
        "padding of pairs",
        {"padding": ((1, 1), (2, 2))},
        "padding must be a whole number at least 0",
    ),
    ("padding floats", {"padding": np.array([1.0, 2.0])}, "padding must be a whole number"),
    ("dilation zero", {"dilation": 0}, "dilation must be a whole number at least 1, got 0"),
    ("groups zero", {"groups": 0}, "groups must be a whole number at least 1, got 0"),
    ("groups fraction", {"groups": 2.0}, "groups must be a whole number at least 1, got 2.0"),
    ("groups pair", {"groups": (2, 2)}, "groups must be a whole number at least 1, got (2, 2)"),
    ("groups and x", {"groups": 4}, "groups must divide the 6 input channels, got 4"),
    ("groups and weight", {"groups": 3}, "groups must divide the 4 output channels, got 3"),
    (
        "channels",
        {"groups": 1},
        "weight must have 6 channels on its second axis (the 6 of x in 1 "
        "groups), got shape (4, 3, 2, 5)",
    ),
    (
        "kernel too wide",
        {"dilation": (1, 4)},
        "kernel_size 5 with dilation 4 spans 17 cells, more than the padded input of 9 + 2*1 = 11",
    ),
    ("x of three axes", {"x": np.ones((6, 7, 9))}, "x must have 4 axes, got shape (6, 7, 9)"),
    ("x empty", {"x": np.ones((0, 6, 7, 9))}, "x must have no empty axis, got shape (0, 6, 7, 9)"),
    (
        "x complex",
        {"x": np.ones((1, 6, 7, 9), complex)},
        "x must hold real numbers, got complex128",
    ),
    ("x text", {"x": [[[["a"]]]]}, "x must hold real numbers"),
    ("x ragged", {"x": [[[[1, 2], [3]]]]}, "x must be a rectangular array of numbers"),
    ("x none", {"x": None}, "x must hold real numbers"),
    ("weight of three axes", {"weight": np.ones((4, 3, 2))}, "weight must have 4 axes"),
    ("weight empty", {"weight": np.ones((4, 3, 0, 5))}, "weight must have no empty axis"),
    ("padding too large", {"padding": 10**9}, f"over the bound of {MAX_ELEMENTS} elements"),
    ("padding far too large", {"padding": (0, 10**18)}, "with padding (0, 1000"),
    ("input too large", {"padding": (2**14, 2**12), "stride": 2**12}, "the input with its padding"),
]


class TestRefusals:
    @pytest.mark.parametrize(
        ("change", "message"), [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED]
    )
    def test_names_the_parameter_and_what_is_allowed(self, change, message):
        call = {"x": numbers((1, 6, 7, 9)), "weight": numbers((4, 3, 2, 5)), "padding": 1}
        call |= {"groups": 2}
        assert conv2d(**call).shape == (1, 4, 8, 7)
        with pytest.raises(ParameterError, match=re.escape(message)):
            conv2d(**call | change)

    @pytest.mark.parametrize(
        ("change", "message"),
        [
            ({"stride": (1, 1)}, "stride must be one whole number, got (1, 1)"),
            ({"weight": np.ones((4, 2, 9))}, "kernel_size 9 with dilation 1 spans 9 cells, more"),
            ({"x": np.ones((2, 5))}, "x must have 3 axes, got shape (2, 5)"),
            ({"weight": np.ones((4, 3, 2))}, "weight must have 2 channels"),
        ],
    )
    def test_one_axis(self, change, message):
        call = {"x": numbers((1, 2, 8)), "weight": numbers((4, 2, 3))}
        with pytest.raises(ParameterError, match=re.escape(message)):
            conv1d(**call | change)

    @pytest.mark.parametrize(
        ("change", "message"),
        [
            ({"input_shape": (7,)}, "input_shape must have 2 axes, got (7,)"),
            ({"input_shape": 7}, "input_shape must have 2 axes, got 7"),
            ({"input_shape": (7, 0)}, "input_shape must be a whole number at least 1, got 0"),
            ({"input_shape": (7, 9.0)}, "input_shape must be a whole number at least 1, got 9.0"),
            ({"kernel": np.ones((1, 2, 3))}, "kernel must have 1 or 2 axes"),
            ({"kernel": [[1], [2, 3]]}, "kernel must be a rectangular array of numbers"),
            ({"kernel": np.ones((8, 2))}, "kernel_size 8"),
            ({"stride": 0}, "stride must be a whole number at least 1, got 0"),
            ({"padding": 2**26}, "the grid with padding 67108864"),
            ({"input_shape": (2**20, 2**20)}, "the input of the matrix would have shape (1048576"),
        ],
    )
    def test_maps(self, change, message):
        call = {"input_shape": (7, 9), "kernel": np.ones((2, 3))}
        assert conv_map(**call).output_shape == (6, 7)
        with pytest.raises(ParameterError, match=re.escape(message)):
            conv_map(**call | change)

    def test_nothing_large_is_allocated_first(self):
        tracemalloc.start()
        with pytest.raises(ParameterError):
            conv2d(np.ones((1, 1, 4, 4)), np.ones((1, 1, 3, 3)), padding=2**20)
        with pytest.raises(ParameterError):
            conv2d(np.ones((1, 1, 4, 4)), np.ones((1, 1, 3, 3)), padding=2**20, stride=2**20)
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert peak < 2**20


class TestTheMatrix:
    """The presets of the lesson "convolution as a matrix", and what it says of them."""

    @pytest.mark.parametrize(("stride", "padding"), [(1, 0), (2, 1)], ids=["preset A", "preset B"])
    def test_presets(self, stride: int, padding: int):
        kernel = numbers((3, 3))
        c = conv_map((4, 4), kernel, stride, padding)
        assert c.shape == (4, 16)
        assert c.T.shape == (16, 4)
        assert np.linalg.matrix_rank(c.matrix.toarray()) == 4
        x = numbers((4, 4), 1)
        assert_allclose(
            c.apply(x), conv2d(x[None, None], kernel[None, None], stride, padding)[0, 0]
        )
        back = c.T.apply(c.apply(x))
        assert back.shape == x.shape
        assert not np.allclose(back, x)

    def test_each_row_is_the_kernel_laid_on_the_input(self):
        kernel = np.arange(1.0, 10).reshape(3, 3)
        rows = conv_map((4, 4), kernel).matrix.toarray().reshape(2, 2, 4, 4)
        for i, j in np.ndindex(2, 2):
            laid = np.zeros((4, 4))
            laid[i : i + 3, j : j + 3] = kernel
            assert_array_equal(rows[i, j], laid)

    def test_in_one_dimension(self):
        c = conv_map(5, [1, 2, 3], stride=2, padding=1)
        assert_array_equal(c.matrix.toarray(), [[2, 3, 0, 0, 0], [0, 1, 2, 3, 0], [0, 0, 0, 1, 2]])
        assert c.taps.tolist() == [1, 2, 0, 1, 2, 0, 1]

    def test_every_tap_is_one_diagonal_where_the_stride_is_one(self):
        c = conv_map(6, [5, 6, 7])
        for tap in range(3):
            entries = c.taps == tap
            assert set(c.inputs[entries] - c.rows()[entries]) == {tap}

    @given(naive.conv_calls())
    def test_taps_and_rows_are_the_definition(self, call):
        sizes, kernel = call.pop("size"), call.pop("kernel_size")
        c = conv_map(sizes, np.ones(kernel), **call)
        for cell in np.ndindex(c.output_shape):
            links = c.contributions(cell)
            place = (
                np.array(cell) * call["stride"] + links.taps * call["dilation"] - call["padding"]
            )
            assert_array_equal(links.cells, place)
        inside = naive.conv(np.ones((1, 1, *sizes)), np.ones((1, 1, *kernel)), **call)[0, 0]
        assert_array_equal(c.overlap(), inside)

    def test_zero_weights_stay_stored(self):
        assert conv_map((3, 3), np.zeros((2, 2))).nnz == 16

    def test_the_kernel_may_be_swapped(self):
        kernel = numbers((2, 3))
        swapped = conv_map((5, 6), np.ones((2, 3)), 2, 1).with_kernel(kernel)
        assert_array_equal(swapped.weights, conv_map((5, 6), kernel, 2, 1).weights)


class TestBudgets:
    def test_the_memory_beside_the_result_is_bounded(self):
        x, weight = np.ones((1, 3, 900, 1000)), np.ones((3, 3, 7, 7))
        tracemalloc.start()
        conv2d(x, weight, padding=3)
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        all_windows = x.nbytes * 7 * 7
        assert peak < 2 * x.nbytes + 8 * correlation_blocks.BLOCK_ELEMENTS + 2**22 < all_windows / 5

    def test_a_long_step_gathers_no_more_than_its_blocks(self):
        x, weight = np.ones((1, 1, 2048, 2048)), np.ones((1, 1, 1, 64))
        tracemalloc.start()
        conv2d(x, weight, stride=(64, 1))
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert peak < 2 * 8 * correlation_blocks.BLOCK_ELEMENTS
