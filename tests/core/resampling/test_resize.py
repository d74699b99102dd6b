"""`resize` against ONNX's definition in fractions, onnxruntime, and worked examples."""

from __future__ import annotations

import itertools
import math
from fractions import Fraction

import numpy as np
import onnxruntime
import pytest
from hypothesis import given
from hypothesis import strategies as st
from onnx import TensorProto, helper

from tests.core import naive_resampling as naive
from upsample_core.checks import ParameterError
from upsample_core.resampling.coordinates import COORDINATES, NEAREST_MODES
from upsample_core.resampling.interpolation import interpolate, resize, resize_map

# ------------------------------------------------------------------ against the definition


def check_against_definition(shape, size, mode, convention, **options):
    x = np.random.default_rng(5).standard_normal((2, 3, *shape))
    fraction = Fraction(options.get("cubic_a", -0.75))
    others = {key: value for key, value in options.items() if key != "cubic_a"}
    axes = [
        naive.onnx_rows(before, after, mode, convention, fraction, **others)
        for before, after in zip(shape, size, strict=True)
    ]
    result = resize(x, size, mode, convention, **options)
    np.testing.assert_allclose(result, naive.resampled(x, axes), rtol=1e-9, atol=1e-12)

    matrices = [naive.as_matrix(rows, n) for rows, n in zip(axes, shape, strict=True)]
    whole = matrices[0] if len(matrices) == 1 else np.kron(*matrices)
    the_map = resize_map(shape, size, mode, coordinates=convention, **options)
    np.testing.assert_allclose(the_map.matrix.toarray(), whole, rtol=1e-12, atol=1e-13)
    np.testing.assert_array_equal(the_map.overlap().ravel(), (whole != 0).sum(axis=1))
    np.testing.assert_allclose(the_map.row_sums(), 1, rtol=1e-12)
    np.testing.assert_allclose(the_map.apply(x), result, rtol=1e-9, atol=1e-12)


def shapes(longest):
    sides = st.integers(1, longest)
    return st.one_of(st.tuples(sides), st.tuples(sides, sides)).flatmap(
        lambda shape: st.tuples(
            st.just(shape), st.tuples(*[st.integers(1, longest + 5)] * len(shape))
        )
    )


@pytest.mark.parametrize("convention", COORDINATES)
@given(sizes=shapes(9), nearest_mode=st.sampled_from(NEAREST_MODES))
def test_nearest_follows_the_definition(convention, sizes, nearest_mode):
    check_against_definition(*sizes, "nearest", convention, nearest_mode=nearest_mode)


@pytest.mark.parametrize("convention", COORDINATES)
@given(sizes=shapes(7), antialias=st.booleans(), exclude_outside=st.booleans())
def test_linear_follows_the_definition(convention, sizes, antialias, exclude_outside):
    flags = {"antialias": antialias, "exclude_outside": exclude_outside}
    check_against_definition(*sizes, "linear", convention, **flags)


@pytest.mark.parametrize("convention", COORDINATES)
@given(
    sizes=shapes(6),
    antialias=st.booleans(),
    exclude_outside=st.booleans(),
    a=st.sampled_from([-0.75, -0.5, -1.0]),
)
def test_cubic_follows_the_definition(convention, sizes, antialias, exclude_outside, a):
    flags = {"antialias": antialias, "exclude_outside": exclude_outside}
    check_against_definition(*sizes, "cubic", convention, cubic_a=a, **flags)


# ------------------------------------------------------------------ against onnxruntime


def onnxruntime_resize(x, size, **attributes):
    """Run one Resize node. It takes cubic for pictures only."""
    node = helper.make_node("Resize", ["x", "", "", "sizes"], ["y"], **attributes)
    target = helper.make_tensor("sizes", TensorProto.INT64, [x.ndim], [*x.shape[:2], *size])
    ends = [
        [helper.make_tensor_value_info(name, TensorProto.FLOAT, [None] * x.ndim)] for name in "xy"
    ]
    graph = helper.make_graph([node], "resize", *ends, [target])
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 19)], ir_version=9)
    session = onnxruntime.InferenceSession(
        model.SerializeToString(), providers=["CPUExecutionProvider"]
    )
    return session.run(None, {"x": x})[0]


# Not sizes such as 7 -> 1, where onnxruntime's float32 turns coordinate 3 into 2.9999998.
PICTURES = [((7, 9), (17, 4)), ((8, 5), (3, 11)), ((6, 5), (1, 5)), ((1, 8), (4, 1))]


def check_against_onnxruntime(shape, size, **attributes):
    x = np.random.default_rng(11).standard_normal((2, 3, *shape)).astype(np.float32)
    names = {"coordinate_transformation_mode": "coordinates", "cubic_coeff_a": "cubic_a"}
    options = {names.get(key, key): value for key, value in attributes.items()}
    ours = resize(x, size, **options)
    assert ours.dtype == np.float32
    np.testing.assert_allclose(ours, onnxruntime_resize(x, size, **attributes), atol=2e-5)


@pytest.mark.parametrize("convention", COORDINATES)
@pytest.mark.parametrize(("shape", "size"), [*PICTURES, ((7,), (17,)), ((8,), (3,)), ((5,), (1,))])
def test_onnxruntime_agrees_on_nearest_and_linear(shape, size, convention):
    common = {"coordinate_transformation_mode": convention}
    check_against_onnxruntime(shape, size, mode="linear", **common)
    for nearest_mode in NEAREST_MODES:
        check_against_onnxruntime(shape, size, mode="nearest", nearest_mode=nearest_mode, **common)


@pytest.mark.parametrize("convention", COORDINATES)
@pytest.mark.parametrize(("shape", "size"), PICTURES)
def test_onnxruntime_agrees_on_cubic_and_antialiasing(shape, size, convention):
    common = {"coordinate_transformation_mode": convention}
    for antialias, exclude_outside, a in itertools.product((0, 1), (0, 1), (-0.75, -0.5)):
        flags = {"antialias": antialias, "exclude_outside": exclude_outside}
        check_against_onnxruntime(shape, size, mode="cubic", cubic_coeff_a=a, **flags, **common)
        if antialias:
            check_against_onnxruntime(shape, size, mode="linear", **flags, **common)


# ------------------------------------------------------------------ worked examples

RAMP = np.array([[[1.0, 2, 3, 4]]])


def test_coordinates_are_a_choice():
    def doubled(**options):
        return resize(RAMP, 8, **options)[0, 0].round(4).tolist()

    assert doubled() == [1, 1.25, 1.75, 2.25, 2.75, 3.25, 3.75, 4]
    aligned = [1, 1.4286, 1.8571, 2.2857, 2.7143, 3.1429, 3.5714, 4]
    assert doubled(coordinates="align_corners") == aligned
    assert doubled(coordinates="asymmetric") == [1, 1.5, 2, 2.5, 3, 3.5, 4, 4]
    assert doubled(mode="cubic")[:4] == [0.8945, 1.1914, 1.668, 2.2969]
    assert doubled(mode="cubic", cubic_a=-0.5)[:4] == [0.9297, 1.1797, 1.7266, 2.25]
    assert doubled(mode="nearest", nearest_mode="ceil") == [1, 2, 2, 3, 3, 4, 4, 4]
    assert doubled(mode="nearest", nearest_mode="floor") == [1, 1, 1, 2, 2, 3, 3, 4]


def test_shrinking_needs_a_wider_kernel():
    line = np.arange(1.0, 9)[None, None]
    first = [
        resize(line, 3, antialias=antialias, exclude_outside=exclude)[0, 0, 0].round(4)
        for antialias, exclude in ((False, False), (True, True), (True, False))
    ]
    assert first == [1.8333, 2.1053, 1.9767]


def test_the_right_neighbour_at_a_coordinate_that_is_an_integer():
    # Output 8 of 7 -> 17 looks at exactly 3.
    for mode in ("linear", "cubic"):
        assert resize(np.arange(7.0)[None, None] ** 2, 17, mode)[0, 0, 8] == 9
    for nearest_mode in NEAREST_MODES:
        result = resize(np.arange(7.0)[None, None], 17, "nearest", nearest_mode=nearest_mode)
        assert result[0, 0, 8] == 3


def test_ties_of_nearest():
    # 4 -> 2 looks at 0.5 and 2.5.
    wanted = {"round_prefer_floor": [1, 3], "round_prefer_ceil": [2, 4], "floor": [1, 3]}
    for nearest_mode, values in {**wanted, "ceil": [2, 4]}.items():
        assert resize(RAMP, 2, "nearest", nearest_mode=nearest_mode)[0, 0].tolist() == values
    assert resize(RAMP, 2, "nearest")[0, 0].tolist() == [1, 3]


def test_one_output_sample():
    line = np.array([[[1.0, 2, 4, 8, 16]]])
    for mode in ("nearest", "linear", "cubic"):
        for convention in COORDINATES:
            value = resize(line, 1, mode, convention).item()
            assert value == (4 if convention.startswith("half_pixel") else 1)


# ------------------------------------------------------------------ properties


@pytest.mark.parametrize("convention", COORDINATES)
@pytest.mark.parametrize("mode", ["nearest", "linear", "cubic"])
def test_the_same_size_changes_nothing(mode, convention):
    x = np.random.default_rng(2).standard_normal((2, 3, 4, 6))
    for antialias, exclude_outside in itertools.product((False, True), repeat=2):
        options = {"antialias": antialias, "exclude_outside": exclude_outside}
        if antialias and mode == "nearest":
            continue
        result = resize(x, (4, 6), mode, convention, **options)
        np.testing.assert_array_equal(result, x)
        assert not np.shares_memory(result, x)


@given(sizes=shapes(9), antialias=st.booleans(), exclude_outside=st.booleans())
def test_enlarging_needs_no_antialiasing(sizes, antialias, exclude_outside):
    shape, size = sizes
    size = tuple(map(max, shape, size))
    x = np.random.default_rng(4).standard_normal((1, 2, *shape))
    options = {"exclude_outside": exclude_outside}
    np.testing.assert_array_equal(
        resize(x, size, "cubic", antialias=antialias, **options),
        resize(x, size, "cubic", **options),
    )


def test_where_onnx_and_pytorch_mean_the_same():
    x = np.random.default_rng(6).standard_normal((2, 3, 7, 5))
    same = [
        ({"mode": "nearest"}, ("nearest", "asymmetric"), {"nearest_mode": "floor"}),
        ({"mode": "nearest-exact"}, ("nearest",), {"nearest_mode": "round_prefer_ceil"}),
        ({"mode": "bilinear"}, ("linear",), {}),
        ({"mode": "bilinear", "align_corners": True}, ("linear", "align_corners"), {}),
        ({"mode": "bicubic"}, ("cubic",), {}),
        (
            {"mode": "bicubic", "antialias": True},
            ("cubic",),
            {"cubic_a": -0.5, "antialias": True, "exclude_outside": True},
        ),
    ]
    for size in ((4, 11), (9, 1)):
        for pytorch, arguments, options in same:
            np.testing.assert_array_equal(
                interpolate(x, size, **pytorch), resize(x, size, *arguments, **options)
            )


@pytest.mark.parametrize("mode", ["nearest", "linear", "cubic"])
def test_types(mode):
    x = np.random.default_rng(8).integers(0, 9, (2, 3, 6, 5))
    wanted = resize(x.astype(np.float64), (4, 8), mode)
    assert wanted.dtype == np.float64
    np.testing.assert_array_equal(resize(x, [4, 8], mode), wanted)
    np.testing.assert_array_equal(resize(x.tolist(), np.array([4, 8]), mode), wanted)
    assert resize(x.astype(np.float32), (4, 8), mode).dtype == np.float32
    np.testing.assert_array_equal(resize(x, 4, mode), resize(x, (4, 4), mode))


# ------------------------------------------------------------------ bad calls


@pytest.mark.parametrize(
    ("x", "options", "words"),
    [
        (RAMP, {"size": 0}, "size must be a whole number at least 1, got 0"),
        (RAMP, {"size": 2.0}, "size must be a whole number at least 1, got 2.0"),
        (RAMP, {"size": None}, "size must be a whole number at least 1, got None"),
        (RAMP, {"size": (2, 2)}, "size must be one whole number, got"),
        (RAMP, {"size": 4, "mode": "lanczos"}, "mode must be one of 'nearest', 'linear', 'cubic'"),
        (RAMP, {"size": 4, "coordinates": "tf_crop_and_resize"}, "coordinates must be one of"),
        (RAMP, {"size": 4, "nearest_mode": "round"}, "nearest_mode must be one of"),
        (RAMP, {"size": 4, "cubic_a": math.nan}, "cubic_a must be a finite number, got nan"),
        (RAMP, {"size": 4, "cubic_a": "x"}, "cubic_a must be a finite number, got 'x'"),
        (RAMP, {"size": 4, "antialias": "no"}, "antialias must be True or False, got 'no'"),
        (
            RAMP,
            {"size": 4, "mode": "nearest", "antialias": True},
            "antialias must be False with mode 'nearest', which has no kernel to stretch",
        ),
        (RAMP, {"size": 4, "exclude_outside": None}, "exclude_outside must be True or False"),
        (
            RAMP,
            {"size": 9, "mode": "cubic", "cubic_a": 1e308},
            r"cubic_a must leave weights that do not cancel out, got 1e\+308",
        ),
        (
            # The one sample inside is 1/4 away and weighs 27/32 - 3a/64.
            [[[5.0]]],
            {"size": 2, "mode": "cubic", "cubic_a": 18, "exclude_outside": True},
            "cubic_a must leave weights that do not cancel out",
        ),
        (np.ones((2, 3)), {"size": 4}, "x must have 3 or 4 axes"),
        (np.ones((1, 1, 0)), {"size": 4}, "x must have no empty axis"),
        (RAMP, {"size": 2**26 + 1}, "the output would have shape .* over the bound"),
        (RAMP, {"size": 10**18}, "the output would have shape .* over the bound"),
    ],
)
def test_bad_arguments_are_named(x, options, words):
    with pytest.raises(ParameterError, match=words):
        resize(x, **options)
