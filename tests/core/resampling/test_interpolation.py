"""`interpolate` against its definition in fractions, PyTorch's answers and worked examples."""

from __future__ import annotations

import math
import tracemalloc
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core import naive_resampling as naive
from tests.golden_values import Case, load
from upsample_core.checks import ParameterError
from upsample_core.resampling.interpolation import interpolate, interpolate_map

LINE_MODES = ("nearest", "nearest-exact", "linear", "area")
PICTURE_MODES = ("nearest", "nearest-exact", "bilinear", "bicubic", "area")
CAN_ALIGN = ("linear", "bilinear", "bicubic")

rng = np.random.default_rng(7)


# ------------------------------------------------------------------ against PyTorch's answers


@pytest.mark.parametrize("case", load("interpolation"), ids=str)
def test_golden_values(case: Case):
    x = case.inputs["x"]
    result = interpolate(x, **case.options)
    assert result.dtype == x.dtype
    tolerance = 1e-12 if x.dtype == np.float64 else 1e-5
    np.testing.assert_allclose(result, case.outputs[0], rtol=tolerance, atol=tolerance)


def test_nearest_is_exact_where_float32_indices_are_not():
    """PyTorch computes floor(d * scale) in float32; ours is the floor of the exact fraction.

    They differ where the rounded product falls just short of a whole number: for 3 -> 123,
    d = 82 gives 1.9999999 where 82 * 3 / 123 = 2.
    """
    differing = 0
    for before in range(1, 65):
        scales = [np.float32(before) / np.float32(after) for after in range(1, 129)]
        for after, scale in enumerate(scales, start=1):
            outputs = np.arange(after)
            in_floats = np.floor(outputs.astype(np.float32) * scale).astype(int)
            exact = outputs * before // after
            line = np.arange(before, dtype=np.float64)[None, None]
            ours = interpolate(line, after, mode="nearest")[0, 0]
            np.testing.assert_array_equal(ours, exact)
            differing += not np.array_equal(np.minimum(in_floats, before - 1), exact)
    assert differing == 82


# ------------------------------------------------------------------ against the definition


@st.composite
def calls(draw, modes):
    """Draw a mode that suits, its flags, and a target for every axis."""
    mode = draw(st.sampled_from(modes))
    axes = 2 if modes is PICTURE_MODES else 1
    aligned = mode in CAN_ALIGN and draw(st.booleans())
    smooth = mode in ("bilinear", "bicubic") and draw(st.booleans())
    shape = draw(st.tuples(*[st.integers(1, 9)] * axes))
    if draw(st.booleans()):
        target = {"size": draw(st.tuples(*[st.integers(1, 14)] * axes))}
    else:
        scales = [Fraction(15, 10), Fraction(7, 10), Fraction(23, 10), Fraction(5, 3), Fraction(2)]
        chosen = draw(st.tuples(*[st.sampled_from(scales)] * axes))
        each = zip(shape, chosen, strict=True)
        chosen = tuple(s if n * float(s) >= 1 else Fraction(2) for n, s in each)
        target = {"scale_factor": tuple(float(scale) for scale in chosen), "exact": chosen}
    return shape, mode, aligned, smooth, target


def naive_axes(shape, mode, aligned, smooth, target):
    exact = target.get("exact", (None,) * len(shape))
    sizes = target.get("size")
    if sizes is None:
        sizes = [math.floor(n * s) for n, s in zip(shape, target["scale_factor"], strict=True)]
    picture = len(shape) == 2  # and a small one: PyTorch finds its nearest samples in float32
    nearest = {"real": np.float32 if picture else np.float64, "by_size_if_doubled": picture}
    return [
        naive.pytorch_rows(before, after, mode, aligned, smooth, scale, **nearest)
        for before, after, scale in zip(shape, sizes, exact, strict=True)
    ]


def check_against_definition(shape, mode, aligned, smooth, target):
    x = np.random.default_rng(3).standard_normal((2, 3, *shape))
    given_target = {key: value for key, value in target.items() if key != "exact"}
    options = {"mode": mode, "align_corners": aligned, "antialias": smooth, **given_target}
    axes = naive_axes(shape, mode, aligned, smooth, target)
    result = interpolate(x, **options)
    np.testing.assert_allclose(result, naive.resampled(x, axes), rtol=1e-9, atol=1e-12)

    the_map = interpolate_map(shape, **options)
    matrices = [naive.as_matrix(rows, n) for rows, n in zip(axes, shape, strict=True)]
    whole = matrices[0] if len(matrices) == 1 else np.kron(*matrices)
    np.testing.assert_allclose(the_map.matrix.toarray(), whole, rtol=1e-12, atol=1e-14)
    np.testing.assert_array_equal(the_map.overlap().ravel(), (whole != 0).sum(axis=1))
    np.testing.assert_allclose(the_map.row_sums(), 1, rtol=1e-12)
    np.testing.assert_allclose(the_map.apply(x), result, rtol=1e-9, atol=1e-12)


@given(call=calls(LINE_MODES))
def test_lines_follow_the_definition(call):
    check_against_definition(*call)


@given(call=calls(PICTURE_MODES))
def test_pictures_follow_the_definition(call):
    check_against_definition(*call)


# ------------------------------------------------------------------ worked examples


def test_worked_example_nearest_three_to_four():
    assert interpolate([[[10, 20, 30]]], 4).tolist() == [[[10, 10, 20, 30]]]


def test_worked_example_bilinear_with_aligned_corners():
    result = interpolate([[[[4, 6], [10, 8]]]], 4, mode="bilinear", align_corners=True)[0, 0]
    np.testing.assert_allclose(result[0], [4, 4 + 2 / 3, 5 + 1 / 3, 6], rtol=1e-14)
    np.testing.assert_allclose(result[:, 0], [4, 6, 8, 10], rtol=1e-14)
    np.testing.assert_allclose(result[:, -1], [6, 6 + 2 / 3, 7 + 1 / 3, 8], rtol=1e-14)


def test_doubling_a_ramp():
    ramp = [[[1, 2, 3, 4]]]
    half_pixel = interpolate(ramp, scale_factor=2, mode="linear")
    assert half_pixel.tolist() == [[[1, 1.25, 1.75, 2.25, 2.75, 3.25, 3.75, 4]]]
    aligned = interpolate(ramp, scale_factor=2, mode="linear", align_corners=True)[0, 0]
    np.testing.assert_allclose(aligned, 1 + 3 * np.arange(8) / 7, rtol=1e-14)
    picture = np.tile(np.array([1.0, 2, 3, 4]), (1, 1, 3, 1))
    cubic = interpolate(picture, scale_factor=2, mode="bicubic")[0, 0, 0]
    assert cubic[:4].round(4).tolist() == [0.8945, 1.1914, 1.668, 2.2969]


def test_shrinking_eight_to_three_with_and_without_antialiasing():
    picture = np.tile(np.arange(1.0, 9), (1, 1, 2, 1))
    plain = interpolate(picture, (2, 3), mode="bilinear")[0, 0, 0, 0]
    smooth = interpolate(picture, (2, 3), mode="bilinear", antialias=True)[0, 0, 0, 0]
    assert (round(plain, 4), round(smooth, 4)) == (1.8333, 2.1053)


def test_antialiasing_to_one_sample_with_aligned_corners_looks_at_the_first_corner():
    column = np.array([1.0, 2, 4, 8])[None, None, :, None]
    for mode, wanted in (("bilinear", 1.0), ("bicubic", 0.875)):
        # Half a sample from the first and 3/2 from the second: 9/16 and -1/16, renormalised.
        options = {"mode": mode, "align_corners": True, "antialias": True}
        assert interpolate(column, 1, **options).item() == pytest.approx(wanted)


def test_nearest_exact_takes_the_upper_of_two_equally_near():
    # 4 -> 2 looks at 0.5 and 2.5.
    assert interpolate([[[1, 2, 3, 4]]], 2, mode="nearest-exact").tolist() == [[[2, 4]]]
    assert interpolate([[[1, 2, 3, 4]]], 2, mode="nearest").tolist() == [[[1, 3]]]


def test_scale_factor_spaces_by_its_inverse_and_not_by_the_ratio_of_sizes():
    ramp = np.arange(7.0)[None, None]
    by_scale = interpolate(ramp, scale_factor=1.5, mode="linear")[0, 0]
    by_size = interpolate(ramp, 10, mode="linear")[0, 0]
    assert by_scale.size == by_size.size == 10
    assert by_scale[4] == pytest.approx(4.5 / 1.5 - 0.5)
    assert by_size[4] == pytest.approx(4.5 * 0.7 - 0.5)
    for mode in ("area", "linear"):
        same = {"mode": mode, "align_corners": mode == "linear"}
        np.testing.assert_array_equal(
            interpolate(ramp, scale_factor=1.5, **same), interpolate(ramp, 10, **same)
        )


def test_nearest_by_scale_factor_is_by_size_where_a_picture_doubles():
    row = [1.0, 2.0]
    assert interpolate([[row]], scale_factor=2.3).tolist() == [[[1, 1, 1, 2]]]
    assert interpolate([[[row]]], scale_factor=(1, 2.3)).tolist() == [[[[1, 1, 2, 2]]]]
    column = np.array(row)[None, None, :, None]
    assert interpolate(column, scale_factor=(2.3, 1)).ravel().tolist() == [1, 1, 2, 2]
    exact = interpolate([[[[1.0, 2.0]]]], scale_factor=(1, 2.3), mode="nearest-exact")
    assert exact.tolist() == [[[[1, 1, 2, 2]]]]


def test_nearest_by_scale_factor_rounds_as_pytorch_does_in_the_type_of_the_input():
    line = np.arange(41.0)[None, None]
    double = interpolate(line, scale_factor=2.7)
    single = interpolate(line.astype(np.float32), scale_factor=2.7)
    differ = np.flatnonzero(double != single)
    assert differ.size == 1
    d = int(differ[0])
    assert math.floor(np.float32(d) * np.float32(1 / 2.7)) == single[0, 0, d] == double[0, 0, d] - 1
    np.testing.assert_array_equal(interpolate_map(41, scale_factor=2.7).apply(line), double)


def test_a_scale_factor_that_is_hardly_more_than_one_does_not_overflow():
    ramp = np.arange(5000.0)[None, None]
    for scale in (1 + 2**-52, 1 + 2**-40, math.pi / 3):
        result = interpolate(ramp, scale_factor=scale, mode="linear")[0, 0]
        points = (np.arange(result.size) + 0.5) / scale - 0.5
        np.testing.assert_allclose(result, np.clip(points, 0, 4999), rtol=1e-9, atol=1e-9)


def test_area_averages_whole_windows():
    assert interpolate([[[1, 2, 3, 4, 5, 6]]], 3, mode="area").tolist() == [[[1.5, 3.5, 5.5]]]
    # 5 -> 3: windows 0 to 1, 1 to 3 and 3 to 4.
    assert interpolate([[[1, 2, 5, 8, 16]]], 3, mode="area").tolist() == [[[1.5, 5, 12]]]


# ------------------------------------------------------------------ properties


@pytest.mark.parametrize("mode", PICTURE_MODES)
def test_the_same_size_changes_nothing(mode):
    x = rng.standard_normal((2, 3, 5, 7))
    result = interpolate(x, (5, 7), mode=mode)
    np.testing.assert_array_equal(result, x)
    assert not np.shares_memory(result, x)


@given(before=st.integers(2, 30), after=st.integers(1, 40), aligned=st.booleans())
def test_linear_reproduces_straight_lines_inside(before, after, aligned):
    line = 3 - 0.5 * np.arange(before)
    result = interpolate(line[None, None], after, mode="linear", align_corners=aligned)[0, 0]
    pitch = (before - 1) / max(after - 1, 1) if aligned else before / after
    points = np.arange(after) * pitch if aligned else (np.arange(after) + 0.5) * pitch - 0.5
    np.testing.assert_allclose(result, 3 - 0.5 * np.clip(points, 0, before - 1), atol=1e-12)


@pytest.mark.parametrize("mode", PICTURE_MODES)
def test_axes_are_independent(mode):
    x = rng.standard_normal((1, 2, 6, 5))
    both = interpolate(x, (4, 9), mode=mode)
    one_by_one = interpolate(interpolate(x, (6, 9), mode=mode), (4, 9), mode=mode)
    np.testing.assert_allclose(both, one_by_one, atol=1e-13)
    turned = interpolate(x.swapaxes(2, 3), (9, 4), mode=mode).swapaxes(2, 3)
    np.testing.assert_allclose(both, turned, atol=1e-13)


@pytest.mark.parametrize("mode", PICTURE_MODES)
def test_types_strides_and_inputs(mode):
    x = rng.integers(0, 255, (2, 7, 5, 3)).transpose(0, 3, 1, 2)
    before = x.copy()
    wanted = interpolate(np.ascontiguousarray(x, dtype=np.float64), (9, 4), mode=mode)
    assert wanted.dtype == np.float64
    np.testing.assert_array_equal(interpolate(x, (9, 4), mode=mode), wanted)
    np.testing.assert_array_equal(interpolate(x.tolist(), [9, 4], mode=mode), wanted)
    sizes = (np.int64(9), np.int32(4))
    np.testing.assert_array_equal(interpolate(x[::1], sizes, mode=mode), wanted)
    single = interpolate(x.astype(np.float32), np.array([9, 4]), mode=mode)
    assert single.dtype == np.float32
    np.testing.assert_allclose(single, wanted, rtol=1e-5, atol=1e-3)
    np.testing.assert_array_equal(x, before)


def test_flags_may_be_as_in_pytorch_and_onnx():
    x = rng.standard_normal((1, 1, 4, 5))
    for mode in PICTURE_MODES:
        plain = interpolate(x, 3, mode=mode)
        for flag in (False, None, np.False_, 0):
            np.testing.assert_array_equal(interpolate(x, 3, mode=mode, align_corners=flag), plain)
    np.testing.assert_array_equal(
        interpolate(x, 3, mode="bilinear", antialias=1),
        interpolate(x, 3, mode="bilinear", antialias=np.True_),
    )


def test_a_line_takes_one_scale_in_a_tuple_and_a_picture_one_for_both_axes():
    x = rng.standard_normal((1, 1, 4, 6))
    wanted = interpolate(x, (6, 9))
    for scale in (1.5, (1.5,), [1.5, 1.5], np.array([1.5, 1.5]), np.float64(1.5), Fraction(3, 2)):
        np.testing.assert_array_equal(interpolate(x, scale_factor=scale), wanted)
    assert interpolate(x[0], scale_factor=(2,)).shape == (1, 4, 12)


# ------------------------------------------------------------------ bad calls

LINE = np.ones((1, 2, 6))
PICTURE = np.ones((1, 2, 4, 6))


@pytest.mark.parametrize(
    ("x", "options", "words"),
    [
        (LINE, {}, "one of size and scale_factor must be given, got neither"),
        (LINE, {"size": 3, "scale_factor": 2}, "got size=3 and scale_factor=2"),
        (LINE, {"size": 0}, "size must be a whole number at least 1, got 0"),
        (LINE, {"size": -3}, "size must be a whole number at least 1, got -3"),
        (LINE, {"size": 2.5}, "size must be a whole number at least 1, got 2.5"),
        (LINE, {"size": math.nan}, "size must be a whole number at least 1, got nan"),
        (LINE, {"size": True}, "size must be a whole number at least 1, got True"),
        (LINE, {"size": (3, 3)}, r"size must be one whole number, got \(3, 3\)"),
        (PICTURE, {"size": (3, 3, 3)}, "size must be one whole number or 2 of them"),
        (PICTURE, {"size": ()}, "size must be one whole number or 2 of them"),
        (LINE, {"size": "7"}, "size must be a whole number at least 1, got '7'"),
        (LINE, {"scale_factor": 0}, "scale_factor must be greater than 0, got 0"),
        (LINE, {"scale_factor": -1.5}, "scale_factor must be greater than 0, got -1.5"),
        (LINE, {"scale_factor": math.nan}, "scale_factor must be a finite number, got nan"),
        (LINE, {"scale_factor": math.inf}, "scale_factor must be a finite number, got inf"),
        (LINE, {"scale_factor": "2"}, "scale_factor must be a finite number, got '2'"),
        (LINE, {"scale_factor": 2 + 1j}, "scale_factor must be a finite number"),
        (LINE, {"scale_factor": True}, "scale_factor must be a finite number, got True"),
        (
            LINE,
            {"scale_factor": 0.1},
            r"scale_factor must give an output of 1 to .* 6 \* 0.1 = 0.6",
        ),
        (LINE, {"scale_factor": 1e300}, "scale_factor must give an output of 1 to"),
        (PICTURE, {"scale_factor": (2, 2, 2)}, "scale_factor must be one number or one for each"),
        (PICTURE, {"scale_factor": (2, math.nan)}, "scale_factor must be a finite number"),
        (PICTURE, {"scale_factor": ((2,), 2)}, "scale_factor must be a finite number"),
        (LINE, {"size": 3, "mode": "cubic"}, "mode must be one of 'nearest', .* got 'cubic'"),
        (LINE, {"size": 3, "mode": None}, "mode must be one of"),
        (LINE, {"size": 3, "mode": "bilinear"}, "mode 'bilinear' takes two spatial axes, got"),
        (LINE, {"size": 3, "mode": "bicubic"}, "mode 'bicubic' takes two spatial axes, got"),
        (PICTURE, {"size": 3, "mode": "linear"}, "mode 'linear' takes one spatial axis, got"),
        (PICTURE, {"size": 3, "align_corners": True}, "align_corners must be False but for linear"),
        (
            PICTURE,
            {"size": 3, "mode": "nearest-exact", "align_corners": True},
            "align_corners must be False but for .* got mode 'nearest-exact'",
        ),
        (
            PICTURE,
            {"size": 3, "mode": "area", "align_corners": True},
            "align_corners must be False but for .* got mode 'area'",
        ),
        (
            PICTURE,
            {"size": 3, "mode": "bilinear", "align_corners": "yes"},
            "align_corners must be True or False, got 'yes'",
        ),
        (LINE, {"size": 3, "mode": "linear", "antialias": True}, "antialias must be False but for"),
        (PICTURE, {"size": 3, "mode": "area", "antialias": True}, "antialias must be False but"),
        (PICTURE, {"size": 3, "antialias": 2}, "antialias must be True or False, got 2"),
        (np.ones((3, 3)), {"size": 3}, r"x must have 3 or 4 axes, got shape \(3, 3\)"),
        (np.ones((1, 1, 2, 2, 2)), {"size": 3}, "x must have 3 or 4 axes"),
        (np.ones((1, 0, 3)), {"size": 3}, "x must have no empty axis"),
        (np.ones((1, 1, 3), complex), {"size": 3}, "x must hold real numbers"),
        ([[[1, 2], [3]]], {"size": 3}, "x must be a rectangular array"),
        (PICTURE, {"size": 10**6}, "the output would have shape .* over the bound"),
        (PICTURE, {"size": (10**18, 1)}, "the output would have shape .* over the bound"),
        (PICTURE, {"scale_factor": 1e5}, "the output would have shape .* over the bound"),
    ],
)
def test_bad_arguments_are_named(x, options, words):
    with pytest.raises(ParameterError, match=words):
        interpolate(x, **options)


def test_too_large_is_refused_before_it_is_allocated():
    tracemalloc.start()
    try:
        for target in ({"size": 2**25}, {"size": (2**26 + 1, 1)}, {"scale_factor": (1, 1e8)}):
            with pytest.raises(ParameterError):
                interpolate(PICTURE, **target)
        with pytest.raises(ParameterError, match="the matrix would have shape"):
            interpolate_map((300, 300), 3000, mode="bicubic")
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 2e6


def test_a_picture_is_resampled_without_its_whole_matrix():
    picture = np.zeros((1, 3, 256, 256), np.float32)
    tracemalloc.start()
    try:
        result = interpolate(picture, scale_factor=2, mode="bicubic")
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    # Input and output, one axis enlarged between them, and little else.
    assert peak < 2 * result.nbytes
