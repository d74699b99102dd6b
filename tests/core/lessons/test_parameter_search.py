"""The inverse question: everything that fits, nothing else, the evenest first."""

import itertools

import pytest

from tests.core.naive_transposed import stamped
from upsample_core.checks import ParameterError
from upsample_core.lessons.parameter_search import ranked_parameters


def brute_force(small, large, max_stride, max_kernel_size, max_dilation):
    """Try every combination and keep those that give the size."""
    found = set()
    ranges = (range(1, max_stride + 1), range(1, max_kernel_size + 1), range(1, max_dilation + 1))
    for stride, kernel_size, dilation in itertools.product(*ranges):
        reach = dilation * (kernel_size - 1)
        for padding, extra in itertools.product(range(40), range(max(stride, dilation))):
            if (small - 1) * stride - 2 * padding + reach + extra + 1 == large:
                found.add((stride, kernel_size, padding, extra, dilation))
    return found


def numbers(choice):
    way = choice.parameters
    return way.stride, way.kernel_size, way.padding, way.output_padding, way.dilation


@pytest.mark.parametrize(("small", "large"), [(2, 4), (7, 14), (16, 64), (5, 13), (9, 4)])
def test_everything_that_fits_is_listed_once(small, large):
    ranked = [numbers(choice) for choice in ranked_parameters(small, large, 4, 8, 3)]
    assert len(ranked) == len(set(ranked))
    assert set(ranked) == brute_force(small, large, 4, 8, 3)
    assert ranked


@pytest.mark.parametrize(("small", "large"), [(2, 4), (7, 14), (16, 64)])
def test_the_evenest_come_first(small, large):
    ranked = ranked_parameters(small, large, 4, 8, 2)
    ratios = [choice.most / choice.least if choice.least else 99 for choice in ranked]
    assert ratios == sorted(ratios)
    assert ratios[0] == 1
    assert ranked[0].parameters.stride == large // small
    assert ranked[0].parameters.dilation == 1
    for choice in ranked:
        assert choice.coverage.even == (choice.most == choice.least)


def test_the_ratio_is_what_the_interior_of_a_run_shows():
    for choice in ranked_parameters(12, 24, 3, 5, 2):
        way = choice.parameters
        run = stamped([1] * 12, [1] * way.kernel_size, way.stride, dilation=way.dilation)
        reach = way.dilation * (way.kernel_size - 1)
        interior = run[reach : len(run) - reach]
        assert (choice.most, choice.least) == (interior.max(), interior.min())


def test_bounds_that_allow_nothing_give_nothing():
    assert ranked_parameters(3, 50, 2, 3) == []
    with pytest.raises(ParameterError, match="input_size must be a whole number at least 1, got 0"):
        ranked_parameters(0, 4)


def test_among_equals_the_stride_nearest_to_the_scale_comes_first():
    ranked = ranked_parameters(7, 14, 4, 8)
    dropping = [choice.parameters.drops_inputs for choice in ranked if choice.coverage.even]
    assert dropping == sorted(dropping)
    assert set(dropping) == {False, True}
    even = [
        choice for choice in ranked if choice.coverage.even and not choice.parameters.drops_inputs
    ]
    distances = [abs(choice.parameters.stride - 2) for choice in even]
    assert distances == sorted(distances)
    assert {0, 1} <= set(distances)
    kernels = [choice.parameters.kernel_size for choice in even if choice.parameters.stride == 2]
    assert kernels == [2, 4, 6, 8]
