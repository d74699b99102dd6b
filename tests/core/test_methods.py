"""The methods: legal parameters, and maps that agree with the functional operations."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from upsample_core.checks import ParameterError
from upsample_core.methods import METHODS, for_picture, legal_method, legal_values, method
from upsample_core.operations.transposed_forms import slide
from upsample_core.operations.virtual_input import virtual_convolution_map
from upsample_core.resampling import resize_axis_map
from upsample_core.runs.trace import run, trace

NAMES = sorted(METHODS)
KERNEL_METHODS = ("transposed_convolution", "resize_convolution", "strided_convolution")
# Each axis of another size, so that mixing them up cannot go unnoticed.
SHAPES = st.sampled_from([(5, 7), (6, 4), (3, 9), (11,), (8,), (1, 2), (1,)])


def drawn_method(draw, name, shape):
    """Choose every parameter in turn from what is legal beside the ones before it."""
    chosen = {}
    for parameter in METHODS[name].parameters:
        so_far, _ = legal_method(name, shape, chosen)
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
    return method(name, shape, **chosen)


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
    if not seen.steps:
        # Regions stand beside the output: each says which rule chose that row of the matrix.
        assert seen.stage is None or seen.stage.steps == ()
        assert seen.stage is None or seen.stage.values.shape == seen.output.shape
        return
    first, second = seen.steps
    # Max pooling pads with minus infinity, which no map of the input gives and none reads.
    inside = np.isfinite(seen.stage.values)
    np.testing.assert_allclose(first.apply(x)[inside], seen.stage.values[inside], atol=1e-12)
    assert inside.ravel()[second.inputs].all()
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
        ("transposed_convolution", {"stride": 0}, "stride must be one of 1, 2, 3, 4, got 0"),
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


def test_what_is_not_legal_moves_to_the_nearest_and_is_named():
    given_values = {"stride": 9, "padding": -3, "output_padding": "x", "kernel": "sobel"}
    found, replaced = legal_method("transposed_convolution", (4, 5), given_values)
    assert found["stride"] == (4, 4)
    assert found["padding"] == (0, 0)
    assert found["output_padding"] == (0, 0)
    assert found["kernel"] == "bilinear"
    assert [one.name for one in replaced] == list(given_values)


def test_or_the_default_takes_its_place():
    found, _ = legal_method("transposed_convolution", (4, 5), {"stride": 9}, near=False)
    assert found["stride"] == (2, 2)


@pytest.mark.parametrize(
    ("asked", "used"),
    [
        (10**309, (4, 4)),
        (-(10**5000), (1, 1)),
        (float("inf"), (4, 4)),
        (float("nan"), (2, 2)),
        (np.array(3), (3, 3)),
        (np.array([3, 1]), (3, 1)),
        (np.array([[3, 1]]), (2, 2)),
        (np.float32(3.4), (3, 3)),
        ([1, 10**309], (1, 4)),
        ([[1], [2]], (2, 2)),
        ({3}, (2, 2)),
        (object(), (2, 2)),
    ],
    ids=lambda value: type(value).__name__,
)
def test_odd_values_become_the_nearest_or_the_default(asked, used):
    found, replaced = legal_method("bed_of_nails", (4, 5), {"stride": asked})
    assert found["stride"] == used
    legal = isinstance(asked, np.ndarray) and asked.ndim < 2
    assert [one.name for one in replaced] == ([] if legal else ["stride"])


NUMBERS = st.one_of(st.integers(), st.floats(), st.booleans())
WORDS = st.one_of(st.text(max_size=8), st.binary(max_size=4), st.none())
JUNK = st.one_of(NUMBERS, WORDS, st.lists(NUMBERS, max_size=3), st.tuples(NUMBERS, WORDS))


@pytest.mark.parametrize("name", NAMES)
@given(data=st.data())
@settings(max_examples=40)
def test_a_legal_method_is_found_whatever_is_given(name, data):
    shape = data.draw(SHAPES)
    junk = {p.name: data.draw(JUNK) for p in METHODS[name].parameters}
    near = data.draw(st.booleans())
    found, _ = legal_method(name, shape, junk, near)
    assert method(name, shape, **found.chosen) == found
    assert trace(found, np.ones(shape)).output.size > 0


@pytest.mark.parametrize("name", NAMES)
def test_a_method_of_one_dimension_serves_both_axes_of_a_picture(name):
    flat = method(name, 8)
    large = for_picture(flat, 9, 12)
    assert large.input_shape == (9, 12)
    assert run(large, np.ones((3, 9, 12))).shape == (3, *large.output_shape)


def test_a_pair_of_equal_values_serves_a_parameter_that_axes_share():
    assert method("edge_directed", (4, 5), scale_factor=(4, 4))["scale_factor"] == 4
    found, replaced = legal_method("edge_directed", (4, 5), {"scale_factor": [2, 2]})
    assert (found["scale_factor"], replaced) == (2, ())
    for unequal in ((2, 4), (2, 2, 2), (True, True), ("a", "a")):
        with pytest.raises(ParameterError, match="scale_factor must be one of 2, 4"):
            method("edge_directed", (4, 5), scale_factor=unequal)
        found, replaced = legal_method("edge_directed", (4, 5), {"scale_factor": unequal})
        assert (found["scale_factor"], len(replaced)) == (2, 1)


@pytest.mark.parametrize("name", ["edge_directed", "region_based"])
def test_what_follows_directions_is_linear_in_one_dimension(name):
    for chosen in (method(name, 7), method(name, 7, scale_factor=4, coordinates="align_corners")):
        seen = trace(chosen, np.arange(7.0) ** 2)
        (size,), lattice = seen.output.shape, chosen["coordinates"]
        linear = resize_axis_map(7, size, "linear", coordinates=lattice)
        np.testing.assert_array_equal(seen.map.matrix.toarray(), linear.matrix.toarray())
        assert not chosen.depends_on_data
    assert method(name, (7, 8)).depends_on_data


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


def test_a_shape_may_be_a_list_or_an_array_of_one_or_two_axes():
    assert method("nearest", [4, 5]) == method("nearest", np.array([4, 5]))
    assert method("nearest", [4]) == method("nearest", 4)
    for shape in ((), [], (2, 3, 4), "44", None, 2.0, (10**6, 10**6), [4, [5]]):
        with pytest.raises(ParameterError, match="input"):
            method("bicubic", shape)


def test_only_parameters_and_axes_that_exist_have_legal_values():
    chosen = method("decimate", (4, 5))
    assert list(legal_values(chosen, "stride")) == [1, 2, 3, 4]
    with pytest.raises(ParameterError, match="name must be one of 'stride', 'antialias', got"):
        legal_values(chosen, "nope")
    with pytest.raises(ParameterError, match="axis must be a whole number from 0 to 1, got 2"):
        legal_values(chosen, "stride", 2)
    with pytest.raises(ParameterError, match="decimate has no parameter 'nope' here; it has stri"):
        chosen["nope"]


@pytest.mark.parametrize(
    "values", [1e308, 1e6 + 1, [[np.inf]], [[float("nan")]], None, object(), "1e7", [[1], [2, 3]]]
)
def test_pasted_kernels_hold_numbers_that_can_be_read(values):
    with pytest.raises(ParameterError, match="kernel_values"):
        method("strided_convolution", (3, 4), kernel_size=1, kernel="custom", kernel_values=values)


# ---------------------------------------------------------------- what a definition says


def test_switches_are_where_max_pooling_found_its_values():
    image = np.array([[1.0, 5, 2, 2], [3, 4, 2, 9]])
    pooled = trace(method("max_pool", (2, 4)), image)
    np.testing.assert_array_equal(image.ravel()[pooled.switches], pooled.output)
    np.testing.assert_array_equal(pooled.switches, [[1, 7]])
    unpooled = trace(method("max_unpool", (2, 4)), image)
    np.testing.assert_array_equal(unpooled.switches, [[1, 7]])
    assert trace(method("average_pool", (2, 4)), image).switches is None


@pytest.mark.parametrize("name", NAMES)
def test_a_stage_and_its_steps_have_names(name):
    flags = [p.name for p in METHODS[name].parameters if p.default is False]
    for given_flags in ({}, dict.fromkeys(flags, True)):
        seen = trace(legal_method(name, (4, 5), given_flags)[0], np.ones((4, 5)))
        if seen.stage is not None:
            assert seen.stage.name.isidentifier()
            assert len(seen.stage.symbol) == 1
            assert len(set(seen.stage.steps)) == len(seen.steps)


@given(data=st.data())
@settings(max_examples=40)
def test_without_its_rotation_the_kernel_reads_the_window_as_it_is(data):
    shape = data.draw(SHAPES)
    chosen = drawn_method(data.draw, "transposed_convolution", shape)
    x = np.random.default_rng(5).normal(size=shape)
    seen = trace(chosen, x)
    geometry = {n: chosen[n] for n in ("stride", "padding", "output_padding", "dilation")}
    mistaken = slide(x, seen.kernel, **geometry, rotate=False)
    np.testing.assert_allclose(seen.unrotated.apply(x), mistaken, atol=1e-10)
    sliding = virtual_convolution_map(shape, seen.kernel, **geometry, rotate=False)
    step_by_step = sliding @ seen.steps[0]
    np.testing.assert_array_equal(seen.unrotated.taps, step_by_step.taps)


def test_only_a_kernel_that_is_rotated_can_be_left_unrotated():
    rotated = [name for name in NAMES if METHODS[name].rotates_kernel]
    assert rotated == ["transposed_convolution"]
    assert trace(method("strided_convolution", (3, 4)), np.ones((3, 4))).unrotated is None


def test_matrices_are_called_as_in_the_papers():
    symbols = {name: METHODS[name].symbol for name in NAMES if METHODS[name].symbol != "M"}
    assert symbols == {"strided_convolution": "C", "transposed_convolution": "Cᵀ"}
