"""The forms agree to rounding, and the common mistake about the border is a mistake."""

import numpy as np
import pytest
from hypothesis import given, reject
from hypothesis import strategies as st

from tests.core.naive_transposed import stamped
from upsample_core.checks import ParameterError
from upsample_core.lessons import four_forms
from upsample_core.lessons.four_forms import FORMS, bordered_by_padding, largest_differences


@given(st.integers(1, 4), st.integers(1, 6), st.integers(0, 2), st.integers(1, 3), st.integers())
def test_all_forms_agree_to_rounding(stride, kernel_size, padding, dilation, number):
    source = np.random.default_rng(abs(number))
    x, kernel = source.normal(size=(3, 5)), source.normal(size=(kernel_size, 2))
    try:
        differences = largest_differences(x, kernel, stride, padding, 0, dilation)
    except ParameterError:
        reject()
    assert differences.keys() == FORMS.keys() == {"stamp", "slide", "multiply", "interleave"}
    assert differences["stamp"] == 0
    assert max(differences.values()) < 1e-12


def test_a_form_that_is_off_would_be_seen(monkeypatch):
    wrong = {**FORMS, "slide": lambda *args: FORMS["slide"](*args, rotate=False)}
    monkeypatch.setattr(four_forms, "FORMS", wrong)
    differences = largest_differences([1.0, 2.0], [1.0, 2.0, 4.0], 2)
    assert differences["slide"] == 6
    assert differences["multiply"] == 0


def naive_border(x, kernel, stride, border, output_padding, dilation):
    """Insert zeros, put a border around, and slide the kernel turned round."""
    grid = [0.0] * border
    for value in x:
        grid += [value] + [0.0] * (stride - 1)
    grid = grid[: len(grid) - (stride - 1)] + [0.0] * (border + output_padding)
    span = dilation * (len(kernel) - 1)
    return [
        sum(w * grid[at + dilation * k] for k, w in enumerate(kernel[::-1]))
        for at in range(len(grid) - span)
    ]


@pytest.mark.parametrize(
    ("kernel_size", "stride", "padding", "output_padding", "dilation"),
    [(3, 2, 1, 1, 1), (4, 2, 1, 0, 1), (4, 3, 2, 2, 1), (3, 2, 4, 0, 2), (5, 1, 0, 0, 1)],
)
def test_a_border_of_p_zeros_is_what_was_said(
    kernel_size, stride, padding, output_padding, dilation
):
    x, kernel = [3.0, 1.0, 4.0, 1.0, 5.0, 9.0], np.arange(1.0, kernel_size + 1)
    geometry = (stride, padding, output_padding, dilation)
    mistaken = bordered_by_padding(x, kernel, *geometry)
    np.testing.assert_allclose(
        mistaken, naive_border(x, kernel, stride, padding, output_padding, dilation)
    )
    right = stamped(x, kernel, *geometry)
    np.testing.assert_allclose(
        right,
        naive_border(
            x, kernel, stride, dilation * (kernel_size - 1) - padding, output_padding, dilation
        ),
    )
    same = padding == dilation * (kernel_size - 1) - padding
    assert (mistaken.shape == right.shape) == same


def test_for_the_popular_kernel_the_mistake_does_not_show():
    x = [3.0, 1.0, 4.0]
    np.testing.assert_array_equal(
        bordered_by_padding(x, [1.0, 2.0, 4.0], 2, 1, 1), stamped(x, [1.0, 2.0, 4.0], 2, 1, 1)
    )


def test_a_border_that_leaves_nothing_or_is_too_wide_is_refused():
    with pytest.raises(ParameterError, match=r"padding must be at most D\(K-1\) = \[2\]"):
        bordered_by_padding([1.0, 2.0, 3.0], [1.0, 2.0, 4.0], 2, 3)
    with pytest.raises(ParameterError, match="leave some output"):
        bordered_by_padding([1.0], [1.0, 2.0, 4.0], 2, 0)
