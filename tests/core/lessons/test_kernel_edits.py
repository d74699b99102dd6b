"""What buttons make of a kernel, and what a constant becomes."""

import numpy as np
import pytest

from upsample_core.analysis.evenness import phase_sums
from upsample_core.checks import ParameterError
from upsample_core.inputs.kernel_presets import preset_kernel
from upsample_core.lessons.kernel_edits import EDITS, constant_response, edited


def test_edits_do_what_they_say():
    kernel = [1.0, 2, 3, 4]
    assert np.ptp(phase_sums(edited(kernel, "flat", 2), 2)) < 1e-12
    assert edited(kernel, "icnr", 2).tolist() == [1, 1, 3, 3]
    assert edited([1.0] * 8, "icnr", 3).shape == (8,), "what is longer is cut off"
    assert (
        edited(kernel, "random", 2, seed=4).tolist() == preset_kernel("random", 4, seed=4).tolist()
    )
    np.testing.assert_array_equal(edited(kernel, "axes", 2), np.outer(kernel, kernel))
    assert edited([[1.0, 2], [3, 4]], "axes", 2).tolist() == [1, 2]


def test_an_edit_that_is_none_is_refused():
    with pytest.raises(ParameterError, match="edit"):
        edited([1.0], "flip", 2)
    assert len(EDITS) == 6


@pytest.mark.parametrize(
    ("size", "stride", "dilation"), [(3, 2, 1), (4, 2, 1), (5, 3, 1), (2, 2, 3)]
)
def test_inside_a_constant_shows_the_phase_sums(size, stride, dilation):
    kernel = np.random.default_rng(size).normal(size=size)
    found = constant_response(kernel, 9, stride, dilation)
    stamped, reached = np.zeros(found.output.size), np.zeros(found.output.size)
    for cell in range(9):
        for tap, weight in enumerate(kernel):
            stamped[cell * stride + tap * dilation] += weight
            reached[cell * stride + tap * dilation] += 1
    np.testing.assert_allclose(found.output, stamped)
    sums = phase_sums(kernel, stride, dilation)
    inside = np.flatnonzero(~found.border)
    np.testing.assert_allclose(found.output[inside], sums[inside % stride])
    most = [max(reached[phase::stride]) for phase in range(stride)]
    assert found.border.tolist() == [count < most[o % stride] for o, count in enumerate(reached)]
