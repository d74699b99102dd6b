"""Phase sums, the verdict, and flattening a kernel; the oracle is the definition in loops."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from upsample_core.analysis.evenness import assess, is_flat, make_flat, phase_sums
from upsample_core.analysis.overlap import Reason
from upsample_core.checks import ParameterError

RNG = np.random.default_rng(20)


def constant_response(kernel: np.ndarray, stride, dilation) -> np.ndarray:
    """Stamp a constant image of ones; return one interior period, aligned to residue zero.

    Straight from y[i*S + k*D] += w[k], on any number of axes.
    """
    inputs = [2 * (k * d) // s + 6 for k, s, d in zip(kernel.shape, stride, dilation, strict=True)]
    size = [
        (n - 1) * s + d * (k - 1) + 1
        for n, s, k, d in zip(inputs, stride, kernel.shape, dilation, strict=True)
    ]
    output = np.zeros(size)
    for i in np.ndindex(*inputs):
        for k in np.ndindex(*kernel.shape):
            cell = tuple(a * s + b * d for a, s, b, d in zip(i, stride, k, dilation, strict=True))
            output[cell] += kernel[k]
    starts = [n // 2 // s * s for n, s in zip(size, stride, strict=True)]
    return output[tuple(slice(a, a + s) for a, s in zip(starts, stride, strict=True))]


def kernels(max_side: int = 5, axes: int = 2) -> st.SearchStrategy[np.ndarray]:
    shapes = st.tuples(*[st.integers(1, max_side)] * axes)
    seeds = st.integers(0, 2**32 - 1)
    return st.builds(
        lambda shape, seed: np.random.default_rng(seed).normal(size=shape), shapes, seeds
    )


pairs = st.tuples(st.integers(1, 4), st.integers(1, 4))


class TestPhaseSums:
    @pytest.mark.parametrize(
        ("shape", "stride", "dilation"),
        [((5,), (3,), (2,)), ((3, 5), (2, 4), (3, 1)), ((4, 3, 2), (2, 3, 1), (1, 2, 5))],
    )
    def test_are_the_response_to_a_constant(self, shape, stride, dilation):
        kernel = RNG.normal(size=shape)
        expected = constant_response(kernel, stride, dilation)
        np.testing.assert_allclose(phase_sums(kernel, stride, dilation), expected, atol=1e-12)

    @given(kernels(), pairs, pairs)
    def test_add_up_to_the_kernel(self, kernel, stride, dilation):
        sums = phase_sums(kernel, stride, dilation)
        assert sums.shape == stride
        np.testing.assert_allclose(sums.sum(), kernel.sum(), atol=1e-12)

    def test_accept_lists_integers_and_float32(self):
        for kernel in ([[1, 2, 3]], np.array([[1, 2, 3]]), np.array([[1, 2, 3]], np.float32)):
            sums = phase_sums(kernel, (1, 2))
            assert sums.tolist() == [[4.0, 2.0]]
            assert sums.dtype == np.float64


class TestFlat:
    def test_weights_can_hide_uneven_overlap(self):
        verdict = assess([0.5, 1.0, 0.5], stride=2)
        assert (verdict.even, verdict.flat) == (False, True)

    def test_weights_can_break_even_overlap(self):
        verdict = assess(np.random.default_rng(3).normal(size=(4, 4)), stride=2)
        assert (verdict.even, verdict.flat) == (True, False)

    @given(kernels(), st.floats(-1e6, 1e6).filter(lambda factor: abs(factor) > 1e-6))
    def test_does_not_depend_on_the_scale(self, kernel, factor):
        assert is_flat(kernel, 2) == is_flat(kernel * factor, 2)

    def test_rounding_is_forgiven_and_a_visible_difference_is_not(self):
        kernel = np.array([0.1, 0.7, 0.3, 0.2, 0.4, 0.1], dtype=np.float32)
        flat = make_flat(kernel, 3).astype(np.float32)
        assert is_flat(flat, 3)
        flat[0] += 1e-4
        assert not is_flat(flat, 3)
        assert is_flat(flat, 3, tolerance=1e-2)

    def test_cancelling_weights_do_not_narrow_the_tolerance_to_nothing(self):
        assert is_flat([1e3, 1e3, -1e3, -1e3 + 1e-9], stride=2)

    def test_a_kernel_with_a_nan_is_not_flat(self):
        assert not is_flat([1.0, np.nan], stride=2)

    def test_a_kernel_of_zeros_is_flat(self):
        assert is_flat(np.zeros((3, 3)), stride=2)


class TestAssess:
    def test_the_classic_uneven_case(self):
        verdict = assess(np.ones((3, 3)), 2)
        assert verdict.counts.tolist() == [[4, 2], [2, 1]]
        assert verdict.levels == (1, 2, 4)
        assert verdict.ratio == (4, 1)
        assert (verdict.even, verdict.flat, verdict.has_holes) == (False, False, False)
        assert [axis.reason for axis in verdict.axes] == [Reason.STRIDE_DOES_NOT_DIVIDE_KERNEL] * 2

    def test_every_axis_is_judged_by_itself(self):
        verdict = assess(np.ones((4, 3)), (2, 4), (3, 1))
        assert [axis.reason for axis in verdict.axes] == [
            Reason.DIVIDES,
            Reason.KERNEL_SMALLER_THAN_STRIDE,
        ]
        assert [(axis.kernel_size, axis.stride, axis.dilation) for axis in verdict.axes] == [
            (4, 2, 3),
            (3, 4, 1),
        ]
        assert (verdict.ratio, verdict.has_holes, verdict.levels) == ((1, 0), True, (0, 2))

    def test_one_axis_and_three(self):
        assert assess([1.0, 2.0, 3.0], 2).counts.tolist() == [2, 1]
        assert assess(np.ones((1, 3, 2)), (1, 2, 4)).counts.tolist() == [
            [[2, 2, 0, 0], [1, 1, 0, 0]]
        ]

    @given(kernels(), pairs, pairs)
    def test_counts_are_the_phase_sums_of_a_kernel_of_ones(self, kernel, stride, dilation):
        verdict = assess(kernel, stride, dilation)
        ones = np.ones(kernel.shape)
        np.testing.assert_array_equal(verdict.counts, phase_sums(ones, stride, dilation))
        assert verdict.even == assess(ones, stride, dilation).flat
        assert verdict.even == (len(verdict.levels) == 1)

    def test_the_ratio_is_reduced(self):
        assert assess(np.ones((6, 10)), (4, 4)).ratio == (3, 1)  # counts 2, 1 by 3, 2: 6:2

    def test_share_of_the_pattern(self):
        # Counts 2, 1: mean 1.5, swing 0.5, so 0.25 / (2.25 + 0.25).
        assert assess(np.ones(3), 2).pattern_share == pytest.approx(0.1)
        assert assess(np.ones(4), 2).pattern_share == 0
        assert assess(np.ones(1), 4).pattern_share == pytest.approx(3 / 4)
        assert assess(np.zeros(3), 2).pattern_share == 0


class TestMakeFlat:
    @given(kernels(), pairs)
    def test_makes_flat_and_keeps_the_total(self, kernel, stride):
        if min(k - s for k, s in zip(kernel.shape, stride, strict=True)) < 0:
            return
        flat = make_flat(kernel, stride)
        sums = phase_sums(flat, stride)
        np.testing.assert_allclose(sums, kernel.sum() / sums.size, atol=1e-12)
        assert flat.shape == kernel.shape

    @pytest.mark.parametrize(
        ("shape", "stride", "dilation"), [((7,), (3,), (2,)), ((4, 5), (2, 3), (1, 4))]
    )
    def test_is_the_nearest_flat_kernel_of_the_same_total(self, shape, stride, dilation):
        kernel = RNG.normal(size=shape)
        rows = []
        for q in np.ndindex(*stride):
            row = np.zeros(shape)
            for k in np.ndindex(*shape):
                hit = tuple(b * d % s for b, d, s in zip(k, dilation, stride, strict=True))
                row[k] = hit == q
            rows.append(row.ravel())
        member = np.array(rows)
        target = np.full(len(rows), kernel.sum() / len(rows))
        step = np.linalg.pinv(member) @ (target - member @ kernel.ravel())
        expected = kernel + step.reshape(shape)
        np.testing.assert_allclose(make_flat(kernel, stride, dilation), expected, atol=1e-12)

    def test_known_case(self):
        assert make_flat([1, 1, 1], 2).tolist() == [0.75, 1.5, 0.75]

    def test_leaves_a_flat_kernel_and_its_argument_alone(self):
        kernel = np.array([0.5, 1.0, 0.5])
        flat = make_flat(kernel, 2)
        assert flat.tolist() == [0.5, 1.0, 0.5]
        assert flat is not kernel
        uneven = np.array([1.0, 2.0, 4.0])
        make_flat(uneven, 2)
        assert uneven.tolist() == [1.0, 2.0, 4.0]

    @pytest.mark.parametrize(
        ("shape", "stride", "dilation", "reached"),
        [((2, 3), (3, 2), 1, "4 of 6"), ((4,), 2, 2, "1 of 2")],
    )
    def test_holes_cannot_be_filled(self, shape, stride, dilation, reached):
        with pytest.raises(ParameterError, match=f"reaches only {reached} phases"):
            make_flat(np.ones(shape), stride, dilation)


class TestRefusals:
    @pytest.mark.parametrize("function", [phase_sums, is_flat, assess, make_flat])
    def test_bad_arguments(self, function):
        with pytest.raises(ParameterError, match="stride must be a whole number"):
            function(np.ones((3, 3)), 0)
        with pytest.raises(ParameterError, match="dilation must be one whole number or 2 of them"):
            function(np.ones((3, 3)), 2, (1, 1, 1))
        with pytest.raises(ParameterError, match="kernel must hold real numbers"):
            function(["a"], 2)
        with pytest.raises(ParameterError, match="kernel must have no empty axis"):
            function(np.ones((3, 0)), 2)
        with pytest.raises(ParameterError, match="kernel must have"):
            function(1.0, 2)
        with pytest.raises(ParameterError, match="over the bound"):
            function(np.ones((3, 3)), 10**6)
