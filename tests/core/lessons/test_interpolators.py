"""The interpolators side by side: against loops over fractions, and the curriculum's examples."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.naive_resampling import as_matrix, keys, mitchell, onnx_rows, resampled, triangle
from upsample_core.checks import ParameterError
from upsample_core.lessons.interpolators import (
    INTERPOLATORS,
    curve,
    interpolated,
    kernel_curve,
    reach_of,
    weights_between,
)
from upsample_core.resampling.interpolation import resize_axis_map

EXACT = {
    "linear": (triangle, 1),
    "cubic": (keys(Fraction(-3, 4)), 2),
    "cubic_half": (keys(Fraction(-1, 2)), 2),
    "mitchell": (mitchell, 2),
}
NAIVE = {
    "nearest": {"mode": "nearest"},
    "linear": {"mode": "linear"},
    "cubic": {"mode": "cubic"},
    "cubic_half": {"mode": "cubic", "a": Fraction(-1, 2)},
}


def naive_rows(name, before, after, coordinates):
    return onnx_rows(before, after, convention=coordinates, **NAIVE[name])


@pytest.mark.parametrize("coordinates", ["half_pixel", "align_corners"])
@pytest.mark.parametrize("name", NAIVE)
@given(height=st.integers(2, 4), width=st.integers(2, 6), factor=st.integers(2, 4))
def test_a_picture_is_enlarged_as_it_is_defined(name, coordinates, height, width, factor):
    x = np.random.default_rng(3).integers(0, 10, (height, width)).astype(float)
    made = interpolated(x, name, factor, coordinates)
    ends = coordinates == "align_corners"
    target = [(n - 1) * factor + 1 if ends else n * factor for n in x.shape]
    rows = [naive_rows(name, *axis, coordinates) for axis in zip(x.shape, target, strict=True)]
    np.testing.assert_allclose(made.output, resampled(x[None, None], rows)[0, 0], atol=1e-12)
    np.testing.assert_allclose(made.map.matrix.toarray() @ x.ravel(), made.output.ravel())
    assert [len(places) for places in made.coordinates] == target


def test_four_neighbours_are_weighed_by_the_opposite_rectangle():
    made = interpolated(np.arange(12.0).reshape(3, 4), "linear", 3)
    found = made.map.contributions((5, 4))  # row 4/3, column 1
    assert [tuple(cell) for cell in found.cells.tolist()] == [(1, 1), (2, 1)]
    np.testing.assert_allclose(found.weights, [2 / 3, 1 / 3])
    found = made.map.contributions((5, 6))  # row 4/3, column 5/3
    assert [tuple(cell) for cell in found.cells.tolist()] == [(1, 1), (1, 2), (2, 1), (2, 2)]
    np.testing.assert_allclose(found.weights, [2 / 9, 4 / 9, 1 / 9, 2 / 9])


COUNTS = {"nearest": 1, "linear": 2, "cubic": 4, "mitchell": 4, "lanczos2": 4, "lanczos3": 6}


@pytest.mark.parametrize(("name", "count"), COUNTS.items())
def test_so_many_samples_take_part(name, count):
    assert reach_of(name) == count
    middle = interpolated(np.zeros((8, 9)), name, 2).map.overlap()[8, 9]
    assert middle == count**2


@pytest.mark.parametrize("name", ["nearest", "linear", "cubic", "cubic_half", "lanczos3"])
def test_on_a_sample_stands_the_sample(name):
    x = np.array([3.0, 1.0, 4.0, 1.0, 5.0])
    np.testing.assert_allclose(interpolated(x, name, 3).output[1::3], x, atol=1e-12)


def test_mitchell_mixes_even_on_a_sample():
    np.testing.assert_allclose(weights_between("mitchell", 0), [1 / 18, 16 / 18, 1 / 18])


@pytest.mark.parametrize("name", EXACT)
@given(share=st.fractions(0, 1, max_denominator=16))
def test_weights_between_samples_are_the_kernel_at_their_distances(name, share):
    kernel, reach = EXACT[name]
    wanted = [kernel(Fraction(place) - share) for place in range(1 - reach, reach + 1)]
    while not wanted[0]:
        wanted.pop(0)
    while not wanted[-1]:
        wanted.pop()
    found = weights_between(name, float(share))
    np.testing.assert_allclose(found, [float(weight) for weight in wanted], atol=1e-12)
    assert sum(wanted) == 1


@pytest.mark.parametrize("name", INTERPOLATORS)
def test_weights_between_samples_stand_in_the_matrix(name):
    share, size = 0.25, 12
    options = dict(INTERPOLATORS[name])
    row = resize_axis_map(size, (size - 1) * 4 + 1, coordinates="align_corners", **options)
    found = row.contributions(5 * 4 + 1).weights
    np.testing.assert_allclose(weights_between(name, share), found, atol=1e-12)


@pytest.mark.parametrize("name", EXACT)
def test_the_curve_of_a_kernel_is_the_kernel(name):
    kernel, reach = EXACT[name]
    found = kernel_curve(name)
    assert (found.x[0], found.x[-1]) == (-reach, reach)
    wanted = [float(kernel(Fraction(float(x)))) for x in found.x]
    np.testing.assert_allclose(found.y, wanted, atol=1e-12)


def test_nearest_has_a_box_one_sample_wide_of_weight_one():
    found = kernel_curve("nearest")
    assert found.x[found.y == 1].tolist() == [-0.5, 0.5]
    assert np.trapezoid(found.y, found.x) == 1


@pytest.mark.parametrize("name", INTERPOLATORS)
def test_a_curve_goes_through_what_is_enlarged(name):
    x = np.array([2.0, 7.0, 1.0, 8.0])
    drawn, made = curve(x, name), interpolated(x, name, 3)
    at = np.abs(drawn.x[:, None] - made.coordinates[0]).argmin(axis=0)
    np.testing.assert_allclose(drawn.x[at], made.coordinates[0], atol=1e-12)
    np.testing.assert_allclose(drawn.y[at], made.output, atol=1e-12)


def test_the_worked_example_of_nearest():
    """Three cells to four, asymmetric with floor: output 3 looks at 2.25 and copies cell 2."""
    copied = resize_axis_map(3, 4, "nearest", coordinates="asymmetric", nearest_mode="floor")
    assert copied.inputs.tolist() == [0, 0, 1, 2]
    assert [list(row) for row in onnx_rows(3, 4, "nearest", "asymmetric", nearest_mode="floor")] \
        == [[0], [0], [1], [2]]  # fmt: skip


def test_the_worked_example_of_linear():
    made = interpolated([[4.0, 6.0], [10.0, 8.0]], "linear", 3, "align_corners").output
    np.testing.assert_allclose(made[0], [4, 4 + 2 / 3, 5 + 1 / 3, 6])
    np.testing.assert_allclose(made[-1], [10, 9 + 1 / 3, 8 + 2 / 3, 8])
    np.testing.assert_allclose(made[:, 0], [4, 6, 8, 10])
    np.testing.assert_allclose(made[:, -1], [6, 6 + 2 / 3, 7 + 1 / 3, 8])
    rows = onnx_rows(2, 4, "linear", "align_corners")
    np.testing.assert_allclose(made, as_matrix(rows, 2) @ [[4, 6], [10, 8]] @ as_matrix(rows, 2).T)


@pytest.mark.parametrize(
    "call",
    [
        lambda: interpolated([1.0, 2.0], "spline", 2),
        lambda: interpolated([1.0, 2.0], "linear", 0),
        lambda: interpolated([1.0, 2.0], "linear", 2, "asymmetric"),
        lambda: weights_between("linear", 1.5),
        lambda: kernel_curve("area"),
    ],
)
def test_what_is_not_possible_is_refused(call):
    with pytest.raises(ParameterError):
        call()
