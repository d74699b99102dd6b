"""The kernels as curves: their values, sums and what they reproduce."""

from __future__ import annotations

import math
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.interpolate import BSpline

from tests.core import naive_resampling as naive
from upsample_core.resampling.kernels import KERNELS, keys_cubic, lanczos, mitchell, triangle

fractions = st.fractions(-4, 4, max_denominator=64)


@given(x=fractions)
def test_triangle_is_its_definition(x):
    assert triangle(float(x)) == pytest.approx(float(naive.triangle(x)), abs=1e-15)


@given(
    x=fractions, a=st.sampled_from([Fraction(-3, 4), Fraction(-1, 2), Fraction(-1), Fraction(2)])
)
def test_keys_is_its_definition(x, a):
    assert keys_cubic(float(x), float(a)) == pytest.approx(float(naive.keys(a)(x)), abs=1e-13)


@given(x=fractions)
def test_mitchell_is_its_definition(x):
    assert mitchell(float(x)) == pytest.approx(float(naive.mitchell(x)), abs=1e-14)


def test_mitchell_has_the_values_of_the_paper():
    # Joined at distance 1; 8/9 and 1/18 at samples, so that their own value is mixed in.
    assert (18 * mitchell([0, 1, -1, 2, 3])).round(12).tolist() == [16, 1, 1, 0, 0]
    assert mitchell(1.5) == pytest.approx(-5 / 144)


@given(x=fractions, a=st.sampled_from([-0.75, -0.5, -1.0]))
def test_without_b_it_is_keys_and_without_c_the_cubic_spline(x, a):
    distance = float(x)
    assert mitchell(distance, 0, -a) == pytest.approx(float(keys_cubic(distance, a)), abs=1e-13)
    spline = BSpline.basis_element([-2, -1, 0, 1, 2], extrapolate=False)
    wanted = float(np.nan_to_num(spline(distance)))
    assert mitchell(distance, 1, 0) == pytest.approx(wanted, abs=1e-14)


@pytest.mark.parametrize("name", KERNELS)
@given(distance=st.floats(0, 1e9))
def test_a_kernel_is_even_and_zero_from_its_reach_on(name, distance):
    kernel = KERNELS[name]
    reach = 3 if isinstance(kernel.reach, str) else kernel.reach
    assert kernel.weigh(reach + distance) == 0
    assert kernel.weigh(-distance) == kernel.weigh(distance)
    assert kernel.weigh(reach - 0.5) != 0


@pytest.mark.parametrize("lobes", [2, 3, 5])
@given(x=fractions)
def test_lanczos_is_its_definition(x, lobes):
    def sinc(t):
        return 1.0 if t == 0 else math.sin(math.pi * t) / (math.pi * t)

    wanted = sinc(float(x)) * sinc(float(x) / lobes) if abs(x) < lobes else 0.0
    assert lanczos(float(x), lobes) == pytest.approx(wanted, abs=1e-15)


@pytest.mark.parametrize("kernel", [triangle, keys_cubic, lanczos])
def test_an_interpolating_kernel_is_one_at_zero_and_exactly_zero_at_other_whole_numbers(kernel):
    assert kernel([-3, -2, -1, 0, 1, 2, 3]).tolist() == [0, 0, 0, 1, 0, 0, 0]


@given(t=st.floats(0, 1), a=st.floats(-2, 2), c=st.floats(-2, 2))
def test_triangle_keys_and_mitchell_sum_to_one_at_whole_steps(t, a, c):
    steps = np.arange(-3, 4) + t
    assert triangle(steps).sum() == pytest.approx(1, abs=1e-14)
    assert keys_cubic(steps, a).sum() == pytest.approx(1, abs=1e-13)
    assert mitchell(steps).sum() == pytest.approx(1, abs=1e-14)
    assert mitchell(steps, a, c).sum() == pytest.approx(1, abs=1e-12)


@given(t=st.floats(0, 1))
def test_keys_with_minus_a_half_reproduces_quadratics(t):
    nodes = np.arange(-1, 3)
    assert (keys_cubic(nodes - t, -0.5) * nodes**2).sum() == pytest.approx(t**2, abs=1e-13)


def test_keys_with_another_a_does_not():
    nodes = np.arange(-1, 3)
    assert (keys_cubic(nodes - 0.25, -0.75) * nodes**2).sum() == pytest.approx(0.0625 - 0.046875)


def test_keys_slope_at_one_is_a():
    for a in (-0.75, -0.5):
        slope = (keys_cubic(1 + 1e-6, a) - keys_cubic(1 - 1e-6, a)) / 2e-6
        assert slope == pytest.approx(a, abs=1e-5)
