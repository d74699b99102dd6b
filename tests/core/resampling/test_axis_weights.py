"""The maps of resampling: lanczos and area, several axes, what every map has in common."""

from __future__ import annotations

import math
import tracemalloc
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core import naive_resampling as naive
from upsample_core.checks import ParameterError
from upsample_core.resampling.axis_weights import (
    KEPT_SIZE,
    MODES,
    AxisRule,
    axis_map,
    shared_axis_map,
)
from upsample_core.resampling.coordinates import COORDINATES
from upsample_core.resampling.interpolation import (
    interpolate,
    interpolate_map,
    resize_axis_map,
    resize_map,
    resize_separably,
)

sizes = st.integers(1, 24)


@pytest.mark.parametrize("convention", COORDINATES)
@given(before=sizes, after=sizes, antialias=st.booleans(), exclude_outside=st.booleans())
def test_mitchell_follows_the_definition(convention, before, after, antialias, exclude_outside):
    flags = {"antialias": antialias, "exclude_outside": exclude_outside}
    ours = resize_axis_map(before, after, "mitchell", convention, **flags)
    scale = Fraction(after, before) if antialias else Fraction(1)
    points = [naive.coordinate(d, before, after, convention) for d in range(after)]
    rows = [naive.onnx_row(x, before, naive.mitchell, 2, scale, exclude_outside) for x in points]
    np.testing.assert_allclose(ours.matrix.toarray(), naive.as_matrix(rows, before), atol=1e-13)


def lanczos_matrix(before, after, convention, lobes, antialias, exclude_outside):
    """Weigh by sinc(t) sinc(t / lobes), divide by the sum, read the edge for what lies outside."""
    matrix = np.zeros((after, before))
    stretch = max(before / after, 1) if antialias else 1
    for d in range(after):
        x = naive.coordinate(d, before, after, convention)
        far = math.ceil(lobes * stretch) + 1
        weights = {}
        for i in range(math.floor(x) - far, math.ceil(x) + far):
            t = float(i - x) / stretch
            if abs(t) < lobes and not (exclude_outside and not 0 <= i < before):
                weights[i] = np.sinc(t) * np.sinc(t / lobes)
        for i, weight in weights.items():
            matrix[d, min(max(i, 0), before - 1)] += weight / sum(weights.values())
    return matrix


@pytest.mark.parametrize("convention", COORDINATES)
@given(
    before=sizes,
    after=sizes,
    lobes=st.integers(1, 4),
    antialias=st.booleans(),
    exclude_outside=st.booleans(),
)
def test_lanczos_follows_the_definition(
    convention, before, after, lobes, antialias, exclude_outside
):
    flags = {"antialias": antialias, "exclude_outside": exclude_outside}
    ours = resize_axis_map(before, after, "lanczos", convention, lobes=lobes, **flags)
    wanted = lanczos_matrix(before, after, convention, lobes, antialias, exclude_outside)
    np.testing.assert_allclose(ours.matrix.toarray(), wanted, atol=1e-13)


@given(before=sizes, after=sizes)
def test_area_is_the_mean_of_its_window(before, after):
    wanted = naive.as_matrix([naive.window_row(d, before, after) for d in range(after)], before)
    np.testing.assert_array_equal(resize_axis_map(before, after, "area").matrix.toarray(), wanted)


SMOOTH_MODES = [mode for mode in MODES if mode not in ("nearest", "area")]


@pytest.mark.parametrize("mode", ["nearest", "area"])
def test_a_mode_without_a_kernel_takes_no_antialiasing(mode):
    with pytest.raises(ParameterError, match=f"antialias must be False with mode '{mode}'"):
        resize_axis_map(7, 4, mode, antialias=True)


@pytest.mark.parametrize("mode", MODES)
@given(
    before=sizes,
    after=sizes,
    convention=st.sampled_from(COORDINATES),
    antialias=st.booleans(),
    exclude_outside=st.booleans(),
)
def test_every_row_sums_to_one_and_stores_no_zero(
    mode, before, after, convention, antialias, exclude_outside
):
    smooth = antialias and mode in SMOOTH_MODES
    flags = {"antialias": smooth, "exclude_outside": exclude_outside}
    one = resize_axis_map(before, after, mode, convention, **flags)
    assert (one.input_shape, one.output_shape) == ((before,), (after,))
    np.testing.assert_allclose(one.row_sums(), 1, rtol=1e-13)
    assert np.all(one.weights != 0)
    assert one.overlap().min() >= 1


@pytest.mark.parametrize("convention", COORDINATES)
@pytest.mark.parametrize("mode", [mode for mode in MODES if mode != "mitchell"])
def test_the_same_size_is_the_identity(mode, convention):
    for antialias in (False, mode in SMOOTH_MODES):
        one = resize_axis_map(7, 7, mode, convention, antialias=antialias)
        np.testing.assert_array_equal(one.matrix.toarray(), np.eye(7))


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("convention", ["half_pixel", "align_corners"])
@given(before=sizes, after=st.integers(2, 24))
def test_the_map_is_symmetric_under_reversal(mode, convention, before, after):
    matrix = resize_axis_map(before, after, mode, convention).matrix.toarray()
    if mode == "nearest":
        other = {"nearest_mode": "round_prefer_ceil"}
        backwards = resize_axis_map(before, after, mode, convention, **other).matrix.toarray()
        np.testing.assert_array_equal(matrix[::-1, ::-1], backwards)
    else:
        np.testing.assert_allclose(matrix[::-1, ::-1], matrix, atol=1e-14)


@pytest.mark.parametrize("mode", ["linear", "cubic"])
@given(before=st.integers(6, 24), after=st.integers(1, 40))
def test_straight_lines_stay_straight_inside(mode, before, after):
    line = 2.0 + 3.0 * np.arange(before)
    points = (np.arange(after) + 0.5) * before / after - 0.5
    inside = (points >= 1) & (points <= before - 2)
    # Of Keys' kernels only that with a = -1/2 has this property.
    result = resize_axis_map(before, after, mode, cubic_a=-0.5).apply(line)
    np.testing.assert_allclose(result[inside], 2 + 3 * points[inside], rtol=1e-12)


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("target", [(5, 3, 9), (2, 8, 4)])
def test_any_number_of_axes(mode, target):
    shape = (3, 4, 6)
    whole = resize_map(shape, target, mode)
    assert (whole.input_shape, whole.output_shape) == (shape, target)
    axes = [resize_axis_map(*pair, mode) for pair in zip(shape, target, strict=True)]
    matrices = [one.matrix.toarray() for one in axes]
    np.testing.assert_allclose(
        whole.matrix.toarray(), np.kron(np.kron(matrices[0], matrices[1]), matrices[2])
    )
    x = np.random.default_rng(1).standard_normal((2, *shape))
    result = resize_separably(x, target, mode)
    np.testing.assert_allclose(result, whole.apply(x), rtol=1e-9, atol=1e-13)
    by_hand = np.einsum("ai,bj,ck,nijk->nabc", *matrices, x)
    np.testing.assert_allclose(result, by_hand, rtol=1e-9, atol=1e-13)
    whole_numbers = np.arange(72).reshape(shape)
    np.testing.assert_allclose(
        resize_separably(whole_numbers.tolist(), target, mode), whole.apply(whole_numbers)
    )


def test_one_axis_needs_no_tuple():
    wanted = resize_axis_map(4, 8, "cubic").matrix.toarray()
    np.testing.assert_array_equal(resize_map(4, 8, "cubic").matrix.toarray(), wanted)
    np.testing.assert_array_equal(resize_separably(np.eye(4), 8, "cubic"), wanted.T)
    doubled = interpolate_map(4, scale_factor=2, mode="linear")
    assert (doubled.input_shape, doubled.output_shape) == ((4,), (8,))


def test_neighbours_of_one_output():
    # Doubling: output (3, 4) looks at (1.25, 1.75).
    linear = resize_map((4, 5), (8, 10), "linear").contributions((3, 4))
    assert linear.cells.tolist() == [[1, 1], [1, 2], [2, 1], [2, 2]]
    assert linear.weights.tolist() == [3 / 16, 9 / 16, 1 / 16, 3 / 16]
    cubic = resize_map((4, 5), (8, 10), "cubic").contributions((3, 4))
    assert len(cubic.cells) == 16
    assert cubic.weights.sum() == pytest.approx(1)
    assert resize_map((4, 5), (8, 10), "nearest").contributions((3, 4)).cells.tolist() == [[1, 2]]


def test_at_the_edge_the_edge_sample_stands_in_or_the_rest_is_renormalised():
    inside = resize_axis_map(4, 8, "cubic").contributions(0)
    outside = resize_axis_map(4, 8, "cubic", exclude_outside=True).contributions(0)
    # Output 0 looks at -1/4: samples -2, -1, 0, 1 by Keys' kernel at 7/4, 3/4, 1/4, 5/4.
    keys = [float(naive.keys(Fraction(-3, 4))(Fraction(n, 4))) for n in (7, 3, 1, 5)]
    np.testing.assert_allclose(inside.weights, [sum(keys[:3]), keys[3]])
    np.testing.assert_allclose(outside.weights, np.array(keys[2:]) / sum(keys[2:]))


def test_the_scale_factor_of_one_axis():
    by_scale = resize_axis_map(7, 10, "linear", scale_factor=1.5)
    wanted = interpolate_map((7,), scale_factor=1.5, mode="linear")
    np.testing.assert_array_equal(by_scale.matrix.toarray(), wanted.matrix.toarray())
    by_size = resize_axis_map(7, 10, "linear")
    assert by_scale.contributions(4).weights.tolist() != by_size.contributions(4).weights.tolist()
    smooth = resize_axis_map(7, 4, "linear", antialias=True, scale_factor=0.7)
    rows = naive.pytorch_rows(7, 4, "linear", scale=Fraction(7, 10), antialias=True)
    inside = slice(1, 3)  # where no tap lies outside
    np.testing.assert_allclose(
        smooth.matrix.toarray()[inside], naive.as_matrix(rows, 7)[inside], atol=1e-15
    )


def test_maps_kept_in_memory_are_small_and_not_handed_out():
    rule = AxisRule("cubic")
    assert shared_axis_map(30, 40, rule) is shared_axis_map(30, 40, rule)
    assert shared_axis_map(30, 40, rule) is not shared_axis_map(30, 40, AxisRule("cubic", lobes=9))
    large = KEPT_SIZE + 1
    assert shared_axis_map(large, 4, rule) is not shared_axis_map(large, 4, rule)
    handed_out = resize_axis_map(30, 40, "cubic")
    handed_out.weights[:] = 0
    ramp = np.arange(30.0)[None, None]
    assert resize_separably(ramp, (40,), "cubic")[0, 0, -1] > 28
    interpolate_map((30,), 40, mode="linear").weights[:] = 0
    assert interpolate(ramp, 40, mode="linear")[0, 0, -1] == 29


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: resize_axis_map(0, 4), "input_size must be a whole number at least 1, got 0"),
        (lambda: resize_axis_map(4, 1.5), "output_size must be a whole number at least 1, got 1.5"),
        (lambda: resize_axis_map(4, 8, "bilinear"), "mode must be one of .* got 'bilinear'"),
        (lambda: resize_axis_map(4, 8, "area", "middle"), "coordinates must be one of"),
        (lambda: resize_axis_map(4, 8, "lanczos", lobes=0), "lobes must be a whole number"),
        (lambda: resize_axis_map(4, 8, "lanczos", lobes=2.5), "lobes must be a whole number"),
        (lambda: resize_axis_map(4, 8, "lanczos", lobes=10**9), "the weights of one axis would"),
        (
            lambda: resize_axis_map(4, 8, scale_factor=3),
            r"output_size must be floor\(4 \* 3\) = 12",
        ),
        (lambda: resize_axis_map(2**27, 8), "the input axis would have shape"),
        (lambda: resize_map((4, 5), (8, 8, 8)), r"output_shape must have 2 axes, got \(8, 8, 8\)"),
        (lambda: resize_map((4, 5), 8), "output_shape must have 2 axes, got 8"),
        (lambda: resize_map((), ()), r"input_shape must have 1 to 32 axes, got \(\)"),
        (lambda: resize_separably(np.ones(4), (8, 8), "area"), "x must have 2 or 3"),
        (
            lambda: resize_map((4, 0), (8, 8)),
            "input_shape must be a whole number at least 1, got 0",
        ),
        (lambda: resize_map((999, 999), (9999, 9999)), "the matrix would have shape"),
        (lambda: interpolate_map((4, 5), 8, mode="linear"), r"takes one spatial axis.*\(4, 5\)"),
        (lambda: interpolate_map((4,), 8, mode="cubic"), "mode must be one of"),
        (lambda: axis_map(1, 2, AxisRule("cubic", cubic_a=18, exclude_outside=True)), "cubic_a"),
    ],
)
def test_bad_arguments_are_named(call, words):
    tracemalloc.start()
    try:
        with pytest.raises(ParameterError, match=words):
            call()
        assert tracemalloc.get_traced_memory()[1] < 5e6
    finally:
        tracemalloc.stop()
