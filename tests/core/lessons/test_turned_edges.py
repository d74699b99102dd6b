"""The edge that one turns: what each way makes of it, and the weights of one new pixel."""

import numpy as np
import pytest

from upsample_core.analysis import psnr
from upsample_core.checks import ParameterError
from upsample_core.lessons import gains_by_angle, new_pixel, turned_edge
from upsample_core.lessons.turned_edges import EDGE_WAYS
from upsample_core.methods import method
from upsample_core.resampling import Region
from upsample_core.runs import run


@pytest.mark.parametrize("way", EDGE_WAYS)
def test_every_way_is_the_method_of_its_name(way):
    edge = turned_edge(35, 0.6, True)
    np.testing.assert_array_equal(edge.small, edge.original[::2, ::2])
    result = edge.results[way]
    np.testing.assert_allclose(result[::2, ::2], edge.small, atol=1e-12)
    assert edge.decibels[way] == psnr(edge.original, result)
    if way in ("edge_directed", "region_based"):
        chosen = method(way, edge.small.shape, coordinates="asymmetric")
        np.testing.assert_array_equal(run(chosen, edge.small[None])[0], result)


def test_the_edge_turns_from_level_to_upright():
    level, upright = (turned_edge(angle, 0.3, False).original for angle in (0, 90))
    np.testing.assert_allclose(level, level[:, :1].repeat(64, axis=1))
    np.testing.assert_allclose(upright, level.T, atol=1e-12)
    assert (np.diff(level[:, 0]) >= 0).all()


@pytest.mark.parametrize("softness", [0.3, 0.6, 1.0])
def test_a_bare_edge_is_all_edge_and_flat_ground(softness):
    edge = turned_edge(20, softness, False)
    assert set(np.unique(edge.regions)) == {Region.FLAT, Region.EDGE}
    assert edge.decibels["region_based"] == pytest.approx(edge.decibels["edge_directed"], abs=0.1)
    assert edge.best == "edge_directed"


def test_with_texture_beside_it_each_class_by_its_own_is_best():
    edge = turned_edge(20, 0.3, True)
    assert set(np.unique(edge.regions)) == set(Region)
    assert edge.best == "region_based"
    assert edge.decibels["bicubic"] > edge.decibels["edge_directed"]


def test_the_gain_is_large_between_and_small_along_the_grid():
    gained = gains_by_angle(0.3, False)
    assert gained[30] > 8
    assert max(gained[0], gained[90]) == min(gained.values()) < 1
    expected = turned_edge(30, 0.3, False).decibels
    assert gained[30] == expected["edge_directed"] - expected["bicubic"]


@pytest.mark.parametrize("angle", [0, 5, 20, 45, 70, 90])
def test_the_weights_of_the_new_pixel_make_it(angle):
    edge = turned_edge(angle, 0.3, True)
    pixel = new_pixel(edge)
    assert pixel.weights.sum() == pytest.approx(1)
    assert (pixel.weights * pixel.neighbours).sum() == pytest.approx(pixel.predicted)
    assert pixel.neighbours.mean() == pytest.approx(pixel.mean)
    row, column = pixel.place
    assert row % 2 == column % 2 == 1
    around = edge.original[row - 1 : row + 2 : 2, column - 1 : column + 2 : 2]
    np.testing.assert_array_equal(pixel.neighbours, around)
    assert pixel.predicted == edge.results["edge_directed"][pixel.place]
    assert pixel.original == edge.original[pixel.place]
    assert pixel.outcomes.tolist() == [pixel.predicted, pixel.mean, pixel.original]
    assert pixel.extremes == (min(pixel.weights.flat), max(pixel.weights.flat))


def test_at_45_degrees_the_two_neighbours_along_the_edge_count():
    pixel = new_pixel(turned_edge(45, 0.3, True))
    np.testing.assert_allclose(pixel.weights, [[0, 0.5], [0.5, 0]], atol=0.02)
    assert abs(pixel.predicted - pixel.original) < abs(pixel.mean - pixel.original) / 10


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((np.nan, 0.3, True), "angle must be"),
        ((20, 0, True), "softness must be over 0, got 0"),
        ((20, 0.3, 2), "textured must be True or False"),
    ],
)
def test_what_makes_no_edge_is_refused(arguments, message):
    with pytest.raises(ParameterError, match=message):
        turned_edge(*arguments)
