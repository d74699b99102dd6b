"""Gradients of a small convolution, term by term."""

import numpy as np
import pytest

from upsample_core import ParameterError, conv2d, conv_transpose2d
from upsample_core.lessons import BACKWARD_SIDE, backward_terms, small_backward

CASES = [(size, seed) for size in (2, 3) for seed in (0, 1, 7)]


@pytest.mark.parametrize(("size", "seed"), CASES)
def test_both_gradients_are_the_operations_that_the_step_names(size, seed):
    one = small_backward(size, seed)
    by = {name: getattr(one, name)[None, None] for name in ("x", "weight", "off")}
    np.testing.assert_array_equal(one.of_weight, conv2d(by["x"], by["off"])[0, 0])
    np.testing.assert_array_equal(one.of_input, conv_transpose2d(by["off"], by["weight"])[0, 0])
    np.testing.assert_array_equal(conv2d(by["x"], by["weight"])[0, 0] - one.wanted, one.off)


@pytest.mark.parametrize(("size", "seed"), CASES)
def test_every_cell_is_the_sum_of_its_terms_and_what_nudging_measures(size, seed):
    one = small_backward(size, seed)
    for of, gradient in (("weight", one.of_weight), ("input", one.of_input)):
        for cell in np.ndindex(gradient.shape):
            found = backward_terms(one, of, cell)
            assert sum(a * b for a, b in found.pairs) == found.value == gradient[cell]
            assert found.nudged == pytest.approx(gradient[cell])
            assert found.here.sum() == 1
            assert found.here[cell]
            assert found.off.sum() == found.other.sum() == len(found.pairs)


def test_the_corner_has_one_term_and_a_weight_has_them_all():
    one = small_backward(3)
    assert len(backward_terms(one, "input", (0, 0)).pairs) == 1
    assert len(backward_terms(one, "input", (1, 1)).pairs) == 4
    assert len(backward_terms(one, "weight", (2, 1)).pairs) == (BACKWARD_SIDE - 2) ** 2
    np.testing.assert_array_equal(
        backward_terms(one, "weight", (2, 1)).other, np.pad(np.ones((2, 2)), ((2, 0), (1, 1)))
    )


def test_another_size_is_refused():
    with pytest.raises(ParameterError, match="size must"):
        small_backward(4)
