"""The methods: legal parameters, and maps that agree with the functional operations."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from upsample_core.checks import ParameterError
from upsample_core.methods import METHODS, choose, for_picture, legal_values, method, settle
from upsample_core.trace import run, trace

NAMES = sorted(METHODS)
KERNEL_METHODS = ("transposed_convolution", "resize_convolution", "strided_convolution")
# Each axis of another size, so that mixing them up cannot go unnoticed.
SHAPES = st.sampled_from([(5, 7), (6, 4), (3, 9), (11,), (8,), (1, 2), (1,)])


def drawn_method(draw, name, shape):
    """Choose every parameter in turn from what is legal beside the ones before it."""
    definition = METHODS[name]
    chosen = {}
    for parameter in definition.parameters:
        so_far, _ = settle(definition, shape, chosen)
        if parameter.name not in so_far.chosen or parameter.pasted:
            continue
        if parameter.per_axis:
            chosen[parameter.name] = tuple(
                draw(st.sampled_from(list(legal_values(so_far, parameter.name, axis))))
                for axis in range(len(shape))
            )
        else:
            legal = [v for v in legal_values(so_far, parameter.name) if v != "custom"]
            chosen[parameter.name] = draw(st.sampled_from(legal))
    return choose(definition, shape, chosen)


@pytest.mark.parametrize("name", NAMES)
@given(data=st.data())
@settings(max_examples=40)
def test_whatever_is_legal_runs_and_agrees_with_the_operation(name, data):
    shape = data.draw(SHAPES)
    chosen = drawn_method(data.draw, name, shape)
    rng = np.random.default_rng(data.draw(st.integers(0, 99)))
    x = rng.normal(size=shape)

    seen = trace(chosen, x)

    assert seen.output.shape == chosen.output_shape == seen.map.output_shape
    assert seen.overlap.shape == seen.output.shape
    np.testing.assert_allclose(seen.map.matrix @ x.ravel(), seen.output.ravel(), atol=1e-12)
    if len(shape) == 2:
        # Two channels that differ, so that mixing channels up shows as well.
        operation = run(chosen, np.stack([x, 2 - x]))
        np.testing.assert_allclose(operation[0], seen.output, atol=1e-10)
        np.testing.assert_allclose(operation[1], trace(chosen, 2 - x).output, atol=1e-10)


@pytest.mark.parametrize("name", NAMES)
@given(data=st.data())
@settings(max_examples=40)
def test_steps_and_stage_explain_the_whole(name, data):
    shape = data.draw(SHAPES)
    chosen = drawn_method(data.draw, name, shape)
    x = np.random.default_rng(7).normal(size=shape)
    seen = trace(chosen, x)
    if seen.stage is None:
        assert seen.steps == ()
        return
    first, second = seen.steps
    np.testing.assert_allclose(first.apply(x), seen.stage.values, atol=1e-12)
    np.testing.assert_allclose(second.apply(seen.stage.values), seen.output, atol=1e-10)
    difference = (second @ first).matrix - seen.map.matrix
    assert abs(difference).max() < 1e-12


@pytest.mark.parametrize("name", NAMES)
@given(data=st.data())
@settings(max_examples=40)
def test_the_transpose_is_the_adjoint(name, data):
    shape = data.draw(SHAPES)
    chosen = drawn_method(data.draw, name, shape)
    rng = np.random.default_rng(3)
    x = rng.normal(size=shape)
    linear_map = trace(chosen, x).map
    y = rng.normal(size=linear_map.output_shape)
    forward = np.sum(linear_map.apply(x) * y)
    assert forward == pytest.approx(np.sum(x * linear_map.T.apply(y)), abs=1e-9)


@pytest.mark.parametrize(
    "name", [n for n in NAMES if trace(method(n, (4, 5)), np.ones((4, 5))).kernel is not None]
)
def test_taps_name_the_weights(name):
    seen = trace(method(name, (4, 5)), np.arange(20.0).reshape(4, 5))
    if seen.map.taps is not None:
        assert seen.map.tap_shape == seen.kernel.shape
        np.testing.assert_array_equal(seen.map.weights, seen.kernel.ravel()[seen.map.taps])


@pytest.mark.parametrize("name", KERNEL_METHODS)
def test_a_pasted_kernel_is_used_as_it_is(name):
    seen = trace(
        method(name, (4, 6), kernel_size=3, kernel="custom", kernel_values="1,2,3;4,5,6;7,8,9"),
        np.ones((4, 6)),
    )
    np.testing.assert_array_equal(seen.kernel, np.arange(1.0, 10).reshape(3, 3))


@pytest.mark.parametrize(
    ("name", "parameters", "message"),
    [
        ("transposed_convolution", {"output_padding": 2}, "output_padding must be one of 0, 1"),
        ("transposed_convolution", {"stride": 0}, "stride must be one of 1, 2, 3, 4, got '0'"),
        ("transposed_convolution", {"stride": True}, "stride must be one of"),
        ("transposed_convolution", {"stride": (1, 2, 3)}, "one value or 2"),
        ("transposed_convolution", {"stride": float("nan")}, "stride must be one of"),
        ("transposed_convolution", {"kernel": "sobel"}, "kernel must be one of"),
        ("transposed_convolution", {"seed": 1}, "no parameter 'seed' here"),
        ("transposed_convolution", {"mode": "x"}, "no parameter 'mode'"),
        (
            "transposed_convolution",
            {"kernel": "custom", "kernel_values": "1,2;3,4"},
            "kernel_values must be 3 x 3",
        ),
        ("bilinear", {"scale_factor": 1e9}, "scale_factor must be one of"),
        ("average_pool", {"kernel_size": 5}, "kernel_size must be one of 1, 2, 3, 4"),
        ("average_pool", {"kernel_size": 2, "padding": 2}, "padding must be one of 0, 1"),
    ],
)
def test_what_is_illegal_is_refused(name, parameters, message):
    with pytest.raises(ParameterError, match=message.replace("(", r"\(")):
        method(name, (4, 4), **parameters)


def test_unknown_names_and_shapes_are_refused():
    with pytest.raises(ParameterError, match="method must be one of 'nearest'"):
        method("magic", (4, 4))
    with pytest.raises(ParameterError, match="input_shape"):
        method("nearest", (4, 0))
    with pytest.raises(ParameterError, match=r"image must have shape \(4, 5\)"):
        trace(method("nearest", (4, 5)), np.ones((5, 4)))
    with pytest.raises(ParameterError, match="picture must have shape"):
        run(method("nearest", (4, 5)), np.ones((3, 5, 4)))


def test_settling_moves_to_the_nearest_and_says_so():
    definition = METHODS["transposed_convolution"]
    given_values = {"stride": 9, "padding": -3, "output_padding": "x", "kernel": "sobel"}
    settled, corrections = settle(definition, (4, 5), given_values)
    assert settled["stride"] == (4, 4)
    assert settled["padding"] == (0, 0)
    assert settled["output_padding"] == (0, 0)
    assert settled["kernel"] == "bilinear"
    assert [correction.name for correction in corrections] == list(given_values)


def test_settling_can_fall_back_to_defaults_instead():
    settled, _ = settle(METHODS["transposed_convolution"], (4, 5), {"stride": 9}, near=False)
    assert settled["stride"] == (2, 2)


NUMBERS = st.one_of(st.integers(), st.floats(), st.booleans())
WORDS = st.one_of(st.text(max_size=8), st.binary(max_size=4), st.none())
JUNK = st.one_of(NUMBERS, WORDS, st.lists(NUMBERS, max_size=3), st.tuples(NUMBERS, WORDS))


@pytest.mark.parametrize("name", NAMES)
@given(data=st.data())
@settings(max_examples=40)
def test_settling_never_fails_whatever_is_given(name, data):
    definition = METHODS[name]
    shape = data.draw(SHAPES)
    junk = {p.name: data.draw(JUNK) for p in definition.parameters}
    near = data.draw(st.booleans())
    settled, _ = settle(definition, shape, junk, near)
    assert choose(definition, shape, settled.chosen) == settled
    assert trace(settled, np.ones(shape)).output.size > 0


@pytest.mark.parametrize("name", NAMES)
def test_a_method_of_one_dimension_serves_both_axes_of_a_picture(name):
    flat = method(name, 8)
    large = for_picture(flat, 9, 12)
    assert large.input_shape == (9, 12)
    assert run(large, np.ones((3, 9, 12))).shape == (3, *large.output_shape)


def test_a_pasted_kernel_of_one_dimension_becomes_an_outer_product():
    flat = method(
        "transposed_convolution", 8, kernel_size=3, kernel="custom", kernel_values="1,2,3"
    )
    large = trace(for_picture(flat, 4, 5), np.ones((4, 5)))
    np.testing.assert_array_equal(large.kernel, np.outer([1, 2, 3], [1, 2, 3]))


def test_a_picture_smaller_than_the_kernel_is_refused():
    pool = method("average_pool", (8, 8), kernel_size=5)
    with pytest.raises(ParameterError, match="kernel_size must be one of"):
        for_picture(pool, 3, 9)


def test_sub_pixel_is_judged_as_the_transposed_convolution_that_it_equals():
    seen = trace(method("sub_pixel", (6, 7), kernel="random", seed=4), np.ones((6, 7)))
    sums = seen.row_sums[2:-2, 2:-2]
    phases = np.array([[sums[i::2, j::2].mean() for j in range(2)] for i in range(2)])
    np.testing.assert_allclose(
        np.sort(seen.evenness.phase_sums, axis=None), np.sort(phases, axis=None)
    )
    assert not seen.evenness.flat
    icnr = trace(method("sub_pixel", (6, 7), kernel="icnr"), np.ones((6, 7)))
    assert icnr.evenness.flat


def test_decimation_with_antialiasing_blurs_first():
    line = np.array([0.0, 0, 4, 0, 0, 8])
    seen = trace(method("decimate", 6, stride=2, antialias=True), line)
    # The triangle of width 3 is [1, 2, 1] / 4; the last sample is its own neighbour.
    np.testing.assert_allclose(seen.stage.values, [0, 1, 2, 1, 2, 6])
    np.testing.assert_allclose(seen.output, [0, 2, 2])


def test_size_formulas_spell_the_worked_example():
    formula = method("transposed_convolution", (2, 2), padding=1, output_padding=1).formulas()[0]
    assert formula.letters == "(L−1)·S − 2P + D·(K−1) + OP + 1"
    assert formula.numbers == "1·2 − 2·1 + 1·2 + 1 + 1"
    assert formula.size == 4


@pytest.mark.parametrize("name", NAMES)
@given(data=st.data())
@settings(max_examples=40)
def test_the_numbers_in_a_formula_evaluate_to_the_size(name, data):
    chosen = drawn_method(data.draw, name, data.draw(SHAPES))
    for formula in chosen.formulas():
        python = (
            formula.numbers.replace("−", "-")
            .replace("·", "*")
            .replace("⌊", "floor(")
            .replace("⌋", ")")
            .replace("⌈", "ceil(")
            .replace("⌉", ")")
        )
        assert set(python) <= set("0123456789.+-*/() floorceil")
        # A stray last pooling window that starts in the padding is dropped: one less.
        size = eval(python, {"floor": np.floor, "ceil": np.ceil})
        dropped = chosen.chosen.get("ceil_mode", False)
        assert formula.size == size or (dropped and formula.size == size - 1)
