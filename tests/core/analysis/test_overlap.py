"""Coverage: counted stamp by stamp, and the numbers that the lessons promise."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from upsample_core.analysis.overlap import (
    Layer,
    Reason,
    axis_coverage,
    coverage,
    coverage_phases,
    is_even,
    stack_coverage,
)
from upsample_core.checks import ParameterError

kernel_sizes = st.integers(1, 9)
strides = st.integers(1, 7)
dilations = st.integers(1, 6)


def stamped(counts_in: list[int], kernel_size: int, stride: int, dilation: int) -> list[int]:
    """Add up what each output cell receives when every input cell stamps the whole kernel."""
    length = (len(counts_in) - 1) * stride + dilation * (kernel_size - 1) + 1
    counts_out = [0] * length
    for i, count in enumerate(counts_in):
        for k in range(kernel_size):
            counts_out[i * stride + k * dilation] += count
    return counts_out


def one_interior_period(layers: list[tuple[int, int, int]], inputs: int = 60) -> list[int]:
    """Stamp a long row of ones through the layers; return a period from far inside."""
    counts, period = [1] * inputs, 1
    for kernel_size, stride, dilation in layers:
        counts = stamped(counts, kernel_size, stride, dilation)
        period *= stride
    start = len(counts) // 2 // period * period
    return counts[start : start + period]


class TestOneAxis:
    @given(kernel_sizes, strides, dilations)
    def test_counts_what_stamping_counts(self, kernel_size: int, stride: int, dilation: int):
        found = coverage_phases(kernel_size, stride, dilation)
        assert found.tolist() == one_interior_period([(kernel_size, stride, dilation)])

    @given(kernel_sizes, strides)
    def test_without_dilation_is_a_rounded_up_quotient(self, kernel_size: int, stride: int):
        expected = [
            math.ceil((kernel_size - q) / stride) if q < kernel_size else 0 for q in range(stride)
        ]
        assert coverage_phases(kernel_size, stride).tolist() == expected

    @given(kernel_sizes, strides, dilations)
    def test_even_exactly_when_all_counts_agree(self, kernel_size, stride, dilation):
        counts = coverage_phases(kernel_size, stride, dilation).tolist()
        assert is_even(kernel_size, stride, dilation) == (len(set(counts)) == 1)

    @pytest.mark.parametrize(
        ("sizes", "counts"),
        [
            ((3, 2, 1), [2, 1]),
            ((4, 2, 1), [2, 2]),
            ((4, 2, 2), [4, 0]),
            ((2, 3, 1), [1, 1, 0]),
            ((5, 3, 2), [2, 1, 2]),
        ],
    )
    def test_known_counts(self, sizes, counts):
        assert coverage_phases(*sizes).tolist() == counts

    def test_a_huge_dilation_does_not_overflow(self):
        assert coverage_phases(5, 3, 10**18 + 2).tolist() == [5, 0, 0]


class TestReason:
    @pytest.mark.parametrize(
        ("sizes", "reason", "holes"),
        [
            ((5, 1, 4), Reason.STRIDE_ONE, ()),
            ((6, 3, 2), Reason.DIVIDES, ()),
            ((5, 3, 2), Reason.STRIDE_DOES_NOT_DIVIDE_KERNEL, ()),
            ((2, 3, 1), Reason.KERNEL_SMALLER_THAN_STRIDE, (2,)),
            ((2, 3, 2), Reason.KERNEL_SMALLER_THAN_STRIDE, (1,)),
            ((12, 6, 4), Reason.DILATION_SHARES_FACTOR, (1, 3, 5)),
            ((2, 4, 2), Reason.DILATION_SHARES_FACTOR, (1, 3)),
        ],
    )
    def test_names_the_reason_and_the_holes(self, sizes, reason, holes):
        found = axis_coverage(*sizes)
        assert (found.reason, found.holes) == (reason, holes)

    @given(kernel_sizes, strides, dilations)
    def test_holes_exactly_for_the_two_reasons_that_leave_them(self, kernel_size, stride, dilation):
        found = axis_coverage(kernel_size, stride, dilation)
        leaves_holes = (Reason.KERNEL_SMALLER_THAN_STRIDE, Reason.DILATION_SHARES_FACTOR)
        assert bool(found.holes) == (found.reason in leaves_holes)
        assert found.even == (len(set(found.counts)) == 1)

    def test_reads_as_its_code(self):
        assert f"{Reason.DIVIDES}" == "divides"


class TestSeveralAxes:
    def test_axes_multiply(self):
        assert coverage(3, 2).tolist() == [[4, 2], [2, 1]]

    def test_every_axis_has_its_own_parameters(self):
        found = coverage((5, 4, 7), (3, 2, 1), (2, 3, 5), axes=3)
        for q in np.ndindex(3, 2, 1):
            taps = [
                (a, b, c)
                for a, b, c in np.ndindex(5, 4, 7)
                if ((a * 2) % 3, (b * 3) % 2, (c * 5) % 1) == q
            ]
            assert found[q] == len(taps)
        assert found.shape == (3, 2, 1)


class TestStacks:
    @pytest.mark.parametrize(
        ("layers", "expected"),
        [
            ([(3, 2), (3, 2)], [3, 2, 3, 1]),
            ([(5, 2), (5, 2)], [8, 5, 7, 5]),
            ([(3, 2), (3, 2), (4, 1)], [9, 9, 9, 9]),
            ([(3, 2), (3, 2), (3, 1)], [7, 6, 8, 6]),
            ([(3, 2), (3, 2), (2, 1)], [4, 5, 5, 4]),
        ],
    )
    def test_the_numbers_of_the_lesson(self, layers, expected):
        assert stack_coverage(layers).tolist() == expected

    @pytest.mark.parametrize(("depth", "ratio"), [(1, 2), (2, 3), (3, 5)])
    def test_depth_makes_it_worse(self, depth: int, ratio: int):
        line = stack_coverage([(3, 2)] * depth)
        plane = stack_coverage([(3, 2)] * depth, axes=2)
        assert (line.max(), line.min()) == (ratio, 1)
        assert (plane.max(), plane.min()) == (ratio**2, 1)

    @given(
        st.lists(
            st.tuples(st.integers(1, 5), st.integers(1, 3), st.integers(1, 3)),
            min_size=1,
            max_size=3,
        )
    )
    def test_counts_what_stamping_counts(self, layers: list[tuple[int, int, int]]):
        assert stack_coverage(layers).tolist() == one_interior_period(layers)

    def test_every_axis_has_its_own_parameters(self):
        layers = [Layer((3, 5), (2, 3)), Layer((2, 4), (3, 1), (1, 2))]
        rows = one_interior_period([(3, 2, 1), (2, 3, 1)])
        columns = one_interior_period([(5, 3, 1), (4, 1, 2)])
        assert stack_coverage(layers, axes=2).tolist() == np.outer(rows, columns).tolist()

    def test_one_layer_is_plain_coverage(self):
        assert stack_coverage([(7, 4, 3)], axes=2).tolist() == coverage(7, 4, 3).tolist()

    def test_even_layers_stay_even(self):
        assert stack_coverage([(4, 2), (6, 3), (2, 2)]).tolist() == [4] * 12


class TestLargerKernels:
    def test_a_larger_kernel_shrinks_the_ratio_but_keeps_it(self):
        ratios = [coverage_phases(k, 2).max() / coverage_phases(k, 2).min() for k in (3, 5, 7, 9)]
        assert ratios == [2 / 1, 3 / 2, 4 / 3, 5 / 4]


class TestRefusals:
    @pytest.mark.parametrize("bad", [0, -1, 2.0, True, math.nan, "3", None])
    @pytest.mark.parametrize("place", [0, 1, 2])
    def test_sizes_are_positive_whole_numbers(self, bad, place):
        sizes = [3, 2, 1]
        sizes[place] = bad
        name = ("kernel_size", "stride", "dilation")[place]
        for function in (coverage_phases, is_even, axis_coverage, coverage):
            with pytest.raises(ParameterError, match=f"{name} must be a whole number"):
                function(*sizes)

    def test_nothing_huge_is_allocated(self):
        for call in (
            lambda: coverage_phases(10**12, 2),
            lambda: coverage_phases(3, 10**12),
            lambda: coverage(3, 10**5),
            lambda: stack_coverage([(3, 4)] * 20),
            lambda: stack_coverage([(3, 4)] * 7, axes=2),
        ):
            with pytest.raises(ParameterError, match="over the bound"):
                call()

    def test_paths_beyond_exact_counting_are_refused(self):
        with pytest.raises(ParameterError, match="at most 9007199254740992 paths"):
            stack_coverage([(12, 1)] * 15)

    @pytest.mark.parametrize("layers", [[], (), 2.0, "32", None, [(3, 1)] * 65])
    def test_a_stack_needs_a_layer(self, layers):
        with pytest.raises(ParameterError, match="layers must be a list of 1 to 64 layers"):
            stack_coverage(layers)

    @pytest.mark.parametrize("layer", [(), (3, 2, 1, 1), 3, "32", None])
    def test_a_layer_has_one_to_three_entries(self, layer):
        with pytest.raises(ParameterError, match=r"a layer must be \(kernel_size, stride, dil"):
            stack_coverage([layer])

    def test_a_wrong_number_of_axes(self):
        with pytest.raises(ParameterError, match=r"kernel_size must be .* 2 of them"):
            coverage((3, 3, 3), 2)
        with pytest.raises(ParameterError, match=r"stride must be one whole number"):
            stack_coverage([(3, (2, 2))])
