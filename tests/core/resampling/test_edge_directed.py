"""Edge-directed interpolation: its weights, its matrix, and what it makes of edges."""

import importlib

import numpy as np
import pytest

from tests.core import naive_adaptive
from upsample_core.analysis import psnr
from upsample_core.checks import ParameterError
from upsample_core.resampling.edge_directed import (
    LATTICES,
    LUMA,
    edge_directed,
    edge_directed_map,
    edge_directed_steps,
)
from upsample_core.resampling.interpolation import resize, resize_separably

SHAPES = [(1, 1), (1, 4), (3, 1), (2, 5), (3, 3), (5, 7), (9, 4), (11, 13)]
EVERY = pytest.mark.parametrize("coordinates", LATTICES)
ANGLES = range(5, 90, 5)


def random(shape, seed=3):
    return np.random.default_rng(seed).normal(size=shape)


def plane(x, scale_factor=2, coordinates="asymmetric"):
    return edge_directed(x[None, None], scale_factor, coordinates)[0, 0]


def soft_edge(size, angle, softness, offset=0.0):
    """A straight edge from dark to light; the angle is that of its normal, in degrees."""
    down, right = np.indices((size, size)) - (size - 1) / 2
    turned = np.radians(angle)
    across = right * np.cos(turned) + down * np.sin(turned) + offset
    return 1 / (1 + np.exp(-across / softness))


# ------------------------------------------------------------------ definition


@EVERY
@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("scale_factor", [2, 4])
def test_it_is_what_the_definition_says(shape, scale_factor, coordinates):
    if scale_factor == 4 and max(shape) > 9:
        shape = (6, 8)
    x = random(shape)
    wanted = naive_adaptive.edge_directed(x, scale_factor, coordinates)
    np.testing.assert_allclose(plane(x, scale_factor, coordinates), wanted, atol=1e-11)


@EVERY
@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("scale_factor", [2, 4])
def test_its_matrix_times_the_input_is_the_output(shape, scale_factor, coordinates):
    x = random(shape)
    first, second = edge_directed_steps(x, scale_factor, coordinates)
    whole = edge_directed_map(x, scale_factor, coordinates)
    output = plane(x, scale_factor, coordinates)
    assert whole.output_shape == output.shape == second.output_shape
    np.testing.assert_allclose(whole.matrix @ x.ravel(), output.ravel(), atol=1e-12)
    np.testing.assert_allclose(second.apply(first.apply(x)), output, atol=1e-12)
    np.testing.assert_allclose(whole.row_sums(), 1, atol=1e-12)


@EVERY
@pytest.mark.parametrize("scale_factor", [2, 4])
def test_the_known_pixels_stay(scale_factor, coordinates):
    x = random((6, 9)).astype(np.float32)
    output = plane(x, scale_factor, coordinates)
    assert output.dtype == np.float32
    np.testing.assert_array_equal(output[::scale_factor, ::scale_factor], x)


def test_another_image_gives_another_matrix():
    one, other = (edge_directed_map(random((6, 8), seed)).matrix for seed in (1, 2))
    assert abs(one - other).max() > 0.1


@EVERY
def test_a_pixel_depends_on_its_window_alone(coordinates):
    x = random((30, 25))
    whole, part = (plane(each, 2, coordinates) for each in (x, x[4:22, 3:20]))
    np.testing.assert_array_equal(part[17:19, 17:19], whole[17 + 8 : 19 + 8, 17 + 6 : 19 + 6])


# ------------------------------------------------------------------ edges


@pytest.fixture(scope="module")
def gains():
    """Decibels over bicubic by angle, of decimated edges of several softnesses and places."""
    size, inside = 65, slice(4, -4)
    gained = {angle: [] for angle in ANGLES}
    for angle in ANGLES:
        for softness in (0.2, 0.3, 0.4, 0.5):
            for offset in (0.0, 0.3, 0.7):
                edge = soft_edge(size, angle, softness, offset)
                small = edge[None, None, ::2, ::2]
                directed = edge_directed(small, coordinates="align_corners")[0, 0]
                cubic = resize(small, size, "cubic", "align_corners")[0, 0]
                worth = [psnr(edge[inside, inside], p[inside, inside]) for p in (directed, cubic)]
                gained[angle].append(worth[0] - worth[1])
    return {angle: float(np.mean(each)) for angle, each in gained.items()}


def test_decimated_edges_come_back_better_than_by_bicubic(gains):
    assert np.mean(list(gains.values())) >= 8


@pytest.mark.parametrize("angle", ANGLES)
def test_at_no_angle_is_it_worse(gains, angle):
    assert gains[angle] >= -0.5


@EVERY
def test_a_constant_is_bilinear(coordinates):
    x = np.full((7, 9), 0.1)
    linear = resize_separably(x, plane(x, 4, coordinates).shape, "linear", coordinates=coordinates)
    np.testing.assert_allclose(plane(x, 4, coordinates), linear, rtol=1e-15)
    between = edge_directed_map(x, 2, coordinates).contributions((3, 3))
    np.testing.assert_array_equal(between.weights, [0.25] * 4)


def test_a_ramp_is_bilinear():
    x = np.add.outer(2.0 * np.arange(8), 3.0 * np.arange(9))
    linear = resize(x[None, None], (15, 17), "linear", "align_corners")[0, 0]
    np.testing.assert_allclose(plane(x, 2, "align_corners"), linear, atol=1e-12)


def test_an_edge_of_45_degrees_is_followed():
    """The system is singular there; the smallest deviation takes the two neighbours along it."""
    x = np.triu(np.ones((12, 12))) + np.triu(np.ones((12, 12)), 1)
    row = edge_directed_map(x, 2, "align_corners").contributions((11, 11))
    weights = {
        tuple(cell): weight for cell, weight in zip(row.cells.tolist(), row.weights, strict=True)
    }
    assert weights[5, 5] == weights[6, 6] == pytest.approx(0.5, abs=0.01)
    assert weights[5, 6] == weights[6, 5] == pytest.approx(0, abs=0.01)


def test_a_checkerboard_does_not_run_away():
    for size in (4, 5, 8, 12):
        x = np.indices((size, size)).sum(axis=0) % 2.0
        assert -1 < plane(x).min() <= plane(x).max() < 2


# ------------------------------------------------------------------ symmetries


def test_a_mirrored_or_turned_picture_gives_the_mirrored_or_turned_result():
    x = random((7, 10))
    output = plane(x, 4, "align_corners")
    for turn in (np.flipud, np.fliplr, np.transpose):
        np.testing.assert_allclose(plane(turn(x), 4, "align_corners"), turn(output), atol=1e-9)


def test_brightness_and_contrast_change_nothing_but_themselves():
    x = random((8, 7))
    np.testing.assert_allclose(plane(5 - 3 * x), 5 - 3 * plane(x), atol=1e-9)


@pytest.mark.parametrize("size", [1e200, 1e-200])
def test_numbers_of_any_size_will_do(size):
    x = random((6, 7))
    np.testing.assert_allclose(plane(x * size), plane(x) * size, rtol=1e-9)
    np.testing.assert_allclose(edge_directed_map(x * size).weights, edge_directed_map(x).weights)


@EVERY
def test_strips_leave_no_trace(monkeypatch, coordinates):
    x = random((40, 9))
    wanted = plane(x, 4, coordinates)
    file = importlib.import_module("upsample_core.resampling.edge_directed")
    monkeypatch.setattr(file, "_STRIP", 7)
    np.testing.assert_array_equal(plane(x, 4, coordinates), wanted)


# ------------------------------------------------------------------ channels


def test_three_channels_share_the_weights_of_their_luminance():
    x = random((2, 3, 6, 8))
    output = edge_directed(x)
    for one, picture in zip(output, x, strict=True):
        shared = edge_directed_map(np.tensordot(LUMA, picture, 1))
        np.testing.assert_allclose(one, shared.apply(picture), atol=1e-12)


def test_other_channels_each_have_weights_of_their_own():
    x = random((2, 4, 5, 7))
    output = edge_directed(x, 4)
    for n, c in np.ndindex(2, 4):
        np.testing.assert_allclose(output[n, c], plane(x[n, c], 4), atol=1e-12)


# ------------------------------------------------------------------ what is refused


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"scale_factor": 3}, "scale_factor must be one of 2, 4, got 3"),
        ({"coordinates": "half_pixel"}, "coordinates must be one of 'asymmetric', 'align_corners'"),
        ({"x": np.ones((3, 4))}, r"x must have 4 axes, got shape \(3, 4\)"),
        ({"x": np.ones((1, 1, 0, 4))}, "x must have no empty axis"),
    ],
)
def test_what_is_not_allowed_is_refused_by_name(arguments, message):
    with pytest.raises(ParameterError, match=message):
        edge_directed(**{"x": np.ones((1, 1, 3, 4)), **arguments})


def test_an_output_over_the_bound_is_refused_before_it_is_made():
    with pytest.raises(ParameterError, match="the output"):
        edge_directed(np.broadcast_to(0.5, (1, 1, 4000, 4000)), 4)
    with pytest.raises(ParameterError, match="x must have 2 axes"):
        edge_directed_map(np.ones((1, 3, 4)))
