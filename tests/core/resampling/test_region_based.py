"""Region-based interpolation: what is called flat, edge and texture, and what is made of each."""

import importlib
import tracemalloc

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from tests.core import naive_adaptive
from tests.core.resampling.test_edge_directed import soft_edge
from upsample_core.checks import ParameterError
from upsample_core.resampling import edge_directed, resize
from upsample_core.resampling.edge_directed import LATTICES, LUMA
from upsample_core.resampling.region_based import (
    EDGE_ABOVE,
    FLAT_BELOW,
    Region,
    region_based,
    region_based_map,
    region_classes,
    region_shares,
)

region_based_module = importlib.import_module("upsample_core.resampling.region_based")
SHAPES = [(1, 1), (1, 4), (3, 1), (2, 5), (5, 7), (8, 6)]
EVERY = pytest.mark.parametrize("coordinates", LATTICES)


def random(shape, seed=3):
    return np.random.default_rng(seed).normal(size=shape)


def plane(x, *arguments):
    return region_based(x[None, None], *arguments)[0, 0]


# ------------------------------------------------------------------ definition


@EVERY
@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("scale_factor", [2, 4])
def test_the_classes_are_what_the_definition_says(shape, scale_factor, coordinates):
    smooth = np.cumsum(np.cumsum(random(shape), axis=0), axis=1)
    for rules in ((FLAT_BELOW, EDGE_ABOVE), (0.2, 0.6)):
        found = region_classes(smooth, scale_factor, coordinates, *rules)
        wanted = naive_adaptive.regions(smooth, scale_factor, coordinates, *rules)
        np.testing.assert_array_equal(found, wanted)


@EVERY
@pytest.mark.parametrize("scale_factor", [2, 4])
def test_every_class_has_its_interpolator(scale_factor, coordinates):
    """On one picture that holds all three classes."""
    x = patches()
    output, classes = (
        plane(x, scale_factor, coordinates),
        region_classes(x, scale_factor, coordinates),
    )
    cells, shape = x[None, None], output.shape
    by_class = {
        Region.FLAT: resize(cells, shape, "linear", coordinates),
        Region.EDGE: edge_directed(cells, scale_factor, coordinates),
        Region.TEXTURE: resize(cells, shape, "cubic", coordinates),
    }
    for region, wanted in by_class.items():
        assert (classes == region).sum() > 20
        np.testing.assert_array_equal(output[classes == region], wanted[0, 0][classes == region])


@EVERY
@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("scale_factor", [2, 4])
def test_its_matrix_times_the_input_is_the_output(shape, scale_factor, coordinates):
    x = random(shape)
    whole = region_based_map(x, scale_factor, coordinates, 0.1, 0.5)
    output = plane(x, scale_factor, coordinates, 0.1, 0.5)
    assert whole.output_shape == output.shape
    np.testing.assert_allclose(whole.matrix @ x.ravel(), output.ravel(), atol=1e-12)
    np.testing.assert_allclose(whole.row_sums(), 1, atol=1e-12)
    np.testing.assert_array_equal(output[::scale_factor, ::scale_factor], x)


# ------------------------------------------------------------------ what is called what


def patches():
    """Flat ground on the left, an edge in the middle, a checkerboard on the right."""
    edge = 0.4 + 0.6 * soft_edge(24, 20, 0.5)
    checks = np.indices((24, 14)).sum(axis=0) % 2.0
    return np.hstack([np.full((24, 12), 0.4), edge, checks])


def classes_of(x):
    """The classes that occur at least once in fifty pixels, away from the border."""
    inside = region_classes(x)[6:-6, 6:-6]
    return {region for region in Region if (inside == region).mean() >= 0.02}


def test_a_constant_is_flat():
    assert classes_of(np.full((20, 24), 0.3)) == {Region.FLAT}


@pytest.mark.parametrize("angle", range(0, 180, 15))
@pytest.mark.parametrize("softness", [0.05, 0.3, 1.0])
def test_an_edge_is_an_edge_in_every_direction_and_flat_beside(angle, softness):
    assert classes_of(soft_edge(24, angle, softness)) == {Region.FLAT, Region.EDGE}


def test_stripes_are_edges():
    stripes = np.sin(np.indices((24, 24)).sum(axis=0) * 1.1)
    assert classes_of(stripes) == {Region.EDGE}


@pytest.mark.parametrize("side", [1, 2])
def test_a_checkerboard_is_texture(side):
    checks = (np.indices((24, 24)) // side).sum(axis=0) % 2.0
    classes = region_classes(checks)
    assert (classes == Region.TEXTURE).mean() > 0.8


def test_noise_is_texture():
    classes = region_classes(np.random.default_rng(0).random((30, 36)))
    assert (classes == Region.TEXTURE).mean() > 0.95


def test_contrast_and_brightness_change_no_class():
    x = patches()
    np.testing.assert_array_equal(region_classes(7 - 300 * x), region_classes(x))


def test_the_thresholds_move_the_classes():
    x = patches() + 0.02 * random((24, 50))
    flat = [(region_classes(x, flat_below=t) == Region.FLAT).mean() for t in (0.01, 0.03, 0.1)]
    edge = [(region_classes(x, edge_above=t) == Region.EDGE).mean() for t in (0.1, 0.3, 0.7)]
    assert flat == sorted(flat)
    assert flat[0] < flat[-1]
    assert edge == sorted(edge, reverse=True)
    assert edge[0] > edge[-1]


def test_the_shares_of_the_classes_sum_to_one():
    assert region_shares([[0, 1, 1], [1, 2, 1]]) == (1 / 6, 4 / 6, 1 / 6)
    with pytest.raises(ParameterError, match="regions must be of"):
        region_shares([0, 3])


# ------------------------------------------------------------------ channels, and what is refused


def test_three_channels_share_the_classes_and_weights_of_their_luminance():
    x = np.stack([patches(), patches()[::-1], patches().T[:24, :24].repeat(3, axis=1)[:, :50]])
    brightness = np.tensordot(LUMA, x, 1)
    np.testing.assert_array_equal(region_classes(x), region_classes(brightness))
    output = region_based(x[None])[0]
    np.testing.assert_allclose(output, region_based_map(brightness).apply(x), atol=1e-12)


def test_other_channels_each_have_their_own():
    x = random((2, 2, 5, 7))
    output = region_based(x)
    for n, c in np.ndindex(2, 2):
        np.testing.assert_allclose(output[n, c], plane(x[n, c]), atol=1e-12)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"flat_below": -0.1}, "flat_below must be from 0 to 1, got -0.1"),
        ({"edge_above": 1.5}, "edge_above must be from 0 to 1, got 1.5"),
        ({"scale_factor": 8}, "scale_factor must be one of 2, 4, got 8"),
    ],
)
def test_what_is_not_allowed_is_refused_by_name(arguments, message):
    with pytest.raises(ParameterError, match=message):
        region_based(np.ones((1, 1, 3, 4)), **arguments)


def test_the_classes_of_two_channels_are_nobody_s():
    with pytest.raises(ParameterError, match=r"one or three channels, got shape \(2, 3, 4\)"):
        region_classes(np.ones((2, 3, 4)))


@pytest.mark.parametrize("factor", [2, 4])
@pytest.mark.parametrize("coordinates", ["asymmetric", "align_corners"])
def test_strips_are_not_to_be_seen(factor, coordinates, monkeypatch):
    rng = np.random.default_rng(8)
    x = np.cumsum(rng.standard_normal((1, 3, 41, 29)), axis=2) + 9 * (rng.random((41, 29)) > 0.8)
    monkeypatch.setattr(region_based_module, "STRIP", 10**6)
    whole = region_based(x, factor, coordinates), region_classes(x[0], factor, coordinates)
    assert len(np.unique(whole[1])) == 3
    for rows in (1, 6, 40):
        monkeypatch.setattr(region_based_module, "STRIP", rows)
        assert_allclose(region_based(x, factor, coordinates), whole[0], rtol=1e-12, atol=1e-12)
        assert_array_equal(region_classes(x[0], factor, coordinates), whole[1])


def test_memory_is_less_than_three_times_input_and_output():
    x = np.random.default_rng(9).random((1, 3, 1200, 120), dtype=np.float32)
    tracemalloc.start()
    y = region_based(x)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert x.nbytes + peak < 3 * (x.nbytes + y.nbytes)
