"""What is quick against what is plain: blocks and long rows, against one copy of all windows."""

from __future__ import annotations

import tracemalloc

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose, assert_array_equal

from tests.core.naive_convolution import numbers
from upsample_core.operations import correlation, correlation_blocks, transposed_convolution
from upsample_core.operations.convolution import conv2d
from upsample_core.operations.correlation import correlate, correlate_at_once
from upsample_core.operations.sliding import Sliding, steps_inside
from upsample_core.operations.transposed_convolution import (
    conv_transpose2d,
    conv_transpose_of,
)
from upsample_core.operations.transposed_geometry import transposed_geometry

PRECISION = {"rtol": 1e-9, "atol": 1e-12}


@st.composite
def slidings(draw: st.DrawFn) -> Sliding:
    """Draw how a window slides: beside the input, over part of it, with steps of any size."""
    return Sliding(
        size=draw(st.integers(1, 9)),
        outputs=draw(st.integers(1, 9)),
        taps=draw(st.integers(1, 4)),
        stride=draw(st.integers(1, 5)),
        dilation=draw(st.one_of(st.integers(1, 7), st.sampled_from([30, 97]))),
        padding=draw(st.integers(-3, 40)),
    )


class TestBlocks:
    @given(
        st.lists(slidings(), min_size=1, max_size=2),
        st.tuples(*(st.integers(1, 3) for _ in range(4))),
        st.integers(1, 2000),
        st.integers(0, 2),
    )
    def test_equal_the_plain_form(self, grid, channels, elements, gap):
        """With blocks of any size, groups, and a result that is written with gaps."""
        images, groups, per_group, filters = channels
        x = numbers((images, groups * per_group, *(axis.size for axis in grid)))
        weight = numbers((groups * filters, per_group, *(axis.taps for axis in grid)), 1)
        plain = correlate_at_once(x, weight, tuple(grid), groups)
        whole = np.full([n * (gap + 1) for n in plain.shape], np.nan)
        part = whole[tuple(slice(None, None, gap + 1) for _ in plain.shape)]
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(correlation, "SMALL_ELEMENTS", 0)
            patch.setattr(correlation_blocks, "BLOCK_ELEMENTS", elements)
            assert_allclose(correlate(x, weight, tuple(grid), groups), plain, **PRECISION)
            assert correlate(x, weight, tuple(grid), groups, out=part) is part
        assert_allclose(part, plain, **PRECISION)
        assert np.count_nonzero(~np.isnan(whole)) == plain.size

    @given(st.integers(-20, 20), st.integers(1, 7), st.integers(1, 9), st.integers(1, 9))
    def test_steps_inside_are_those_that_one_counts(self, first, step, count, size):
        places, cells = steps_inside(first, step, count, size)
        seen = [i for i in range(count) if 0 <= first + i * step < size]
        assert list(range(count))[places] == seen
        assert list(range(size))[cells] == [first + i * step for i in seen]


class TestDilation:
    @pytest.mark.parametrize("stride", [1, 2, 3])
    @pytest.mark.parametrize("dilation", [1, 2, 8, 45, 2000])
    def test_rows_are_gathered_once_or_where_seen(self, stride, dilation, monkeypatch):
        """Rows between the taps are left alone, and rows that windows share are shared."""
        gathered = []

        def gather(values, *arguments):
            gathered.append(values.size)
            copy(values, *arguments)

        copy = correlation_blocks._gather
        monkeypatch.setattr(correlation_blocks, "_gather", gather)
        monkeypatch.setattr(correlation_blocks, "BLOCK_ELEMENTS", 40_000)
        x = np.ones((1, 2, 90 + 2 * dilation, 77))
        y = conv2d(x, np.ones((3, 2, 3, 4)), stride, dilation=(dilation, 1))
        of_a_row = 2 * 4 * y.shape[3]
        assert sum(gathered) <= of_a_row * min(1.3 * x.shape[2], 3 * y.shape[2])

    @pytest.mark.parametrize("operation", [conv2d, conv_transpose2d])
    @pytest.mark.parametrize(
        ("kernel", "dilation"), [((2, 16), (350, 1)), ((16, 2), (1, 350)), ((3, 3), (125, 150))]
    )
    def test_memory_is_that_of_the_result_an_input_and_a_block(
        self, operation, kernel, dilation, monkeypatch
    ):
        monkeypatch.setattr(correlation_blocks, "BLOCK_ELEMENTS", 2**16)
        x, weight = np.ones((1, 1, 512, 500), np.float32), np.ones((1, 1, *kernel), np.float32)
        tracemalloc.start()
        y = operation(x, weight, dilation=dilation)
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert y.dtype == np.float32
        assert peak < y.nbytes + 2.1 * x.nbytes + 3 * 4 * 2**16


class TestPhases:
    @given(st.data())
    def test_equal_the_slide_over_the_virtual_input(self, data):
        axes = st.tuples(st.integers(1, 5), st.integers(1, 5))
        sizes, kernel, stride = data.draw(axes), data.draw(axes), data.draw(axes)
        dilation = data.draw(st.tuples(st.integers(1, 50), st.integers(1, 7)))
        geometry = transposed_geometry(sizes, kernel, stride, 0, 0, dilation)
        x, weight = numbers((2, 4, *sizes)), numbers((4, 3, *kernel), 1)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(correlation, "SMALL_ELEMENTS", 10**9)
            slid = conv_transpose_of(geometry, x, weight, groups=2)
            patch.setattr(correlation, "SMALL_ELEMENTS", 0)
            for most in (0, 10**9):  # tap by tap, and phase by phase
                patch.setattr(transposed_convolution, "MOST_INFLATION", most)
                result = conv_transpose_of(geometry, x, weight, groups=2)
                assert_allclose(result, slid, **PRECISION)

    def test_taps_far_apart_are_taken_alone(self):
        """The phases would multiply nine times as many zeros as numbers."""
        near, far = (
            transposed_geometry((30, 40), (3, 3), 2, 0, 0, (dilation, dilation + 11))
            for dilation in (1, 99)
        )
        most = transposed_convolution.MOST_INFLATION
        assert 1 <= near.inflation < most < far.inflation

    def test_holes_are_zero(self):
        x, weight = numbers((1, 2, 40, 50)), numbers((2, 1, 2, 3), 1)
        y = conv_transpose2d(x, weight, stride=(3, 5))
        assert_array_equal(y[:, :, 2::3], 0)
        assert_array_equal(y[:, :, :, 3::5], 0)
        assert np.all(y[:, :, 0::3, 0::5] != 0)
