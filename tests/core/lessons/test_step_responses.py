"""An edge by every interpolator: against the kernels' own polynomials, and loops over fractions."""

from fractions import Fraction

import numpy as np
import pytest

from tests.core.naive_resampling import as_matrix, keys, mitchell, onnx_rows, triangle
from upsample_core.checks import ParameterError
from upsample_core.lessons.interpolators import INTERPOLATORS
from upsample_core.lessons.step_responses import SAMPLES, edge, ringing, step_response

KERNELS = {
    "linear": triangle,
    "cubic": keys(Fraction(-3, 4)),
    "cubic_half": keys(Fraction(-1, 2)),
    "mitchell": mitchell,
}


def response(kernel, place):
    """What a kernel makes of an edge from 0 to 1 at sample 0: all samples from there on."""
    return sum(kernel(Fraction(sample) - place) for sample in range(8))


@pytest.mark.parametrize("name", KERNELS)
def test_how_far_an_edge_is_left_is_the_highest_point_of_the_sum(name):
    places = [Fraction(step, 54) for step in range(2 * 54)]
    highest = max(response(KERNELS[name], place) for place in places)
    assert step_response(name).overshoot == pytest.approx(max(0, float(highest - 1)), abs=2e-4)


@pytest.mark.parametrize(("name", "a"), [("cubic", 0.75), ("cubic_half", 0.5)])
def test_cubic_goes_4_27ths_of_its_a_beyond(name, a):
    assert step_response(name).overshoot == pytest.approx(4 * a / 27)


@pytest.mark.parametrize(("name", "waves"), [("nearest", 0), ("linear", 0), ("cubic", 1),
                                             ("mitchell", 1), ("lanczos3", 2)])  # fmt: skip
def test_so_often_the_curve_turns_beside_the_edge(name, waves):
    assert step_response(name).extrema == waves


@pytest.mark.parametrize("name", INTERPOLATORS)
def test_the_curve_is_at_rest_at_both_ends(name):
    found = step_response(name).curve
    assert len(edge()) == SAMPLES
    assert found.y[0] == pytest.approx(0, abs=1e-12)
    assert found.y[-1] == pytest.approx(1, abs=1e-12)


def test_what_lies_outside_the_range_is_found_pixel_by_pixel():
    x = np.random.default_rng(8).integers(2, 9, (5, 7)).astype(float)
    made = ringing(x, "cubic", 3)
    down, across = (as_matrix(onnx_rows(n, 3 * n, "cubic"), n) for n in x.shape)
    whole = down @ x @ across.T
    np.testing.assert_allclose(made.output, whole, atol=1e-12)
    for place, value in np.ndenumerate(whole):
        beyond = max(value - x.max(), x.min() - value, 0)
        assert made.outside[place] == pytest.approx(beyond, abs=1e-12)
    assert (made.above, made.below) == pytest.approx((whole.max() - x.max(), x.min() - whole.min()))
    assert min(made.above, made.below) > 0


def test_linear_never_leaves_the_range():
    x = np.random.default_rng(8).standard_normal((5, 7))
    made = ringing(x, "linear", 4)
    assert (made.above, made.below, made.outside.max()) == (0, 0, pytest.approx(0, abs=1e-12))


def test_what_is_not_known_is_refused():
    with pytest.raises(ParameterError):
        step_response("spline")
    with pytest.raises(ParameterError):
        ringing(np.ones((3, 4)), "linear", 0)
