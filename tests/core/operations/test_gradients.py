"""Gradients through convolutions: against PyTorch, and against small differences of the loss."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.golden_values import load
from upsample_core import ParameterError, conv2d, conv_transpose2d
from upsample_core.operations import (
    conv2d_input,
    conv2d_weight,
    conv_transpose2d_input,
    conv_transpose2d_weight,
)

LAYERS = {
    "conv2d": (conv2d, conv2d_input, conv2d_weight),
    "conv_transpose2d": (conv_transpose2d, conv_transpose2d_input, conv_transpose2d_weight),
}


@pytest.mark.parametrize("case", load("gradients"), ids=str)
def test_both_gradients_are_those_of_pytorch(case):
    _forward, of_input, of_weight = LAYERS[case.function]
    x, weight, gradient = (case.inputs[name] for name in ("x", "weight", "grad_output"))
    expected_x, expected_weight = case.outputs
    found = of_input(x.shape, weight, gradient, **case.options)
    np.testing.assert_allclose(found, expected_x, rtol=1e-9, atol=1e-12, strict=True)
    found = of_weight(x, weight.shape, gradient, **case.options)
    np.testing.assert_allclose(found, expected_weight, rtol=1e-9, atol=1e-12, strict=True)


pairs = st.tuples(st.integers(1, 3), st.integers(1, 3))


@st.composite
def layers(draw, name):
    """A layer that fits its input, every size another: arrays, and options."""
    groups = draw(st.integers(1, 2))
    options = {"stride": draw(pairs), "dilation": draw(pairs), "groups": groups}
    options["padding"] = draw(st.tuples(st.integers(0, 2), st.integers(0, 2)))
    kernel = draw(pairs)
    images = (2, groups * draw(st.integers(1, 2)), 8, 9)
    if name == "conv2d":
        bank = (groups * 3, images[1] // groups, *kernel)
    else:
        steps = zip(options["stride"], options["dilation"], strict=True)
        options["output_padding"] = tuple(draw(st.integers(0, max(s, d) - 1)) for s, d in steps)
        bank = (images[1], 3, *kernel)
    source = np.random.default_rng(draw(st.integers(0, 99)))
    return source, source.standard_normal(images), source.standard_normal(bank), options


@pytest.mark.parametrize("name", LAYERS)
@settings(deadline=None, max_examples=60)
@given(data=st.data())
def test_gradients_are_what_small_changes_do(name, data):
    """The layer is linear in both, so a change of any size says how much the loss grows."""
    forward, of_input, of_weight = LAYERS[name]
    source, x, weight, options = data.draw(layers(name))
    y = forward(x, weight, **options)
    gradient = source.standard_normal(y.shape)
    step = source.standard_normal(x.shape)
    found = of_input(x.shape, weight, gradient, **options)
    grown = (forward(x + step, weight, **options) - y) * gradient
    assert np.sum(found * step) == pytest.approx(grown.sum(), rel=1e-9, abs=1e-9)
    step = source.standard_normal(weight.shape)
    found = of_weight(x, weight.shape, gradient, **options)
    grown = (forward(x, weight + step, **options) - y) * gradient
    assert np.sum(found * step) == pytest.approx(grown.sum(), rel=1e-9, abs=1e-9)


@pytest.mark.parametrize("name", LAYERS)
def test_float32_stays_and_inputs_stay_as_they_were(name):
    forward, of_input, of_weight = LAYERS[name]
    x, weight = np.ones((1, 2, 4, 5), np.float32), np.ones((2, 2, 3, 2), np.float32)
    gradient = forward(x, weight)
    assert of_input(x.shape, weight, gradient).dtype == np.float32
    assert of_weight(x, weight.shape, gradient).dtype == np.float32
    assert (x == 1).all()
    assert (weight == 1).all()


@pytest.mark.parametrize("name", LAYERS)
def test_sizes_that_do_not_belong_together_are_named(name):
    forward, of_input, of_weight = LAYERS[name]
    x, weight = np.ones((1, 2, 4, 5)), np.ones((2, 2, 3, 2))
    gradient = forward(x, weight)[..., :-1]
    wanted = (
        rf"grad_output must have shape \(.*\) here, got \({', '.join(map(str, gradient.shape))}\)"
    )
    with pytest.raises(ParameterError, match=wanted):
        of_input(x.shape, weight, gradient)
    with pytest.raises(ParameterError, match=wanted):
        of_weight(x, weight.shape, gradient)
    with pytest.raises(ParameterError, match="weight must have shape"):
        of_weight(np.ones((1, 6, 4, 5)), weight.shape, gradient)
    with pytest.raises(ParameterError, match="input_size must have 4 axes"):
        of_input((4, 5), weight, gradient)
