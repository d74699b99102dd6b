"""Four ways to make a picture smaller, and the way back: by loops over windows."""

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from ui.pictures import sample
from upsample_core.checks import ParameterError
from upsample_core.inputs.kernel_presets import preset_kernel
from upsample_core.inputs.patterns import picture
from upsample_core.lessons.down_and_up import UPSAMPLERS, down_and_up, every_pair
from upsample_core.lessons.downsamplers import (
    DOWNSAMPLERS,
    coordinates_of,
    downsample,
    every_way_down,
    whole_ring_sets,
)
from upsample_core.lessons.pictures import small_grey

PICTURE = np.random.default_rng(7).random((13, 18))


def mirrored(index, size):
    """The cell that stands at an index beyond the border: … 1 0 | 0 1 2 … ."""
    index %= 2 * size
    return index if index < size else 2 * size - 1 - index


def naive(values, name, stride):
    """One output after another, one pixel after another."""
    height, width = (size // stride for size in values.shape)
    whole = values[: height * stride, : width * stride]
    small = np.zeros((height, width))
    weights = preset_kernel("gaussian", (2 * stride - 1,) * 2)
    for i, j in np.ndindex(height, width):
        window = whole[i * stride : (i + 1) * stride, j * stride : (j + 1) * stride]
        if name == "average_pool":
            small[i, j] = sum(window.ravel()) / stride**2
        elif name == "max_pool":
            small[i, j] = max(window.ravel())
        elif name == "decimate":
            small[i, j] = whole[i * stride, j * stride]
        else:
            for k, m in np.ndindex(weights.shape):
                row = mirrored(i * stride + k - stride + 1, whole.shape[0])
                column = mirrored(j * stride + m - stride + 1, whole.shape[1])
                small[i, j] += weights[k, m] * whole[row, column]
    return small


@pytest.mark.parametrize("name", DOWNSAMPLERS)
@pytest.mark.parametrize("stride", [1, 2, 3, 4])
def test_a_way_down_is_its_definition(name, stride):
    small = downsample(PICTURE, name, stride)
    np.testing.assert_allclose(small, naive(PICTURE, name, stride), atol=1e-12)
    if stride == 1:
        np.testing.assert_allclose(small, PICTURE)


GRIDS = arrays.arrays(
    np.float64,
    arrays.array_shapes(min_dims=2, max_dims=2, min_side=4, max_side=9),
    elements=st.floats(0, 1, width=16),
)


@given(grid=GRIDS, stride=st.sampled_from([2, 3]))
def test_what_the_words_say_of_the_brightness(grid, stride):
    """The largest of a window is never darker than its mean, and no way leaves the range."""
    small = {name: downsample(grid, name, stride) for name in DOWNSAMPLERS}
    assert (small["max_pool"] >= small["average_pool"] - 1e-12).all()
    assert (small["max_pool"] >= small["decimate"]).all()
    for values in small.values():
        assert values.min() >= grid.min() - 1e-9
        assert values.max() <= grid.max() + 1e-9


def test_the_original_is_left_alone():
    before = PICTURE.copy()
    downsample(PICTURE, "decimate", 2)[:] = 0
    assert (before == PICTURE).all()


def test_every_way_says_what_it_was_made_of():
    found = every_way_down(PICTURE, 3)
    assert {name: one.looked_at for name, one in found.items()} == {
        "average_pool": 9,
        "max_pool": 9,
        "strided_convolution": 25,
        "decimate": 1,
    }
    for name, one in found.items():
        assert one.mean == pytest.approx(naive(PICTURE, name, 3).mean())


@pytest.mark.parametrize("stride", [2, 3, 4])
def test_a_decimated_zone_plate_has_as_many_sets_of_rings_as_is_said(stride):
    """Where the local frequency is a multiple of 1 / S neighbours are alike; between, they are not.

    From the middle on it grows by 1 / side a pixel.
    """
    side = 96 * stride
    small = picture("zone_plate", side)[::stride, ::stride]
    inside = range(1 - side // 2, side // 2)
    still = [away for away in inside if away * stride % side == 0]
    assert len(still) ** 2 == whole_ring_sets(stride)
    middle = (side - 1) / 2
    for down, across in itertools.product(still, still):
        row, column = (round((middle + away) / stride) for away in (down, across))
        assert np.ptp(small[row - 1 : row + 2, column - 1 : column + 2]) < 0.45
        half_way = round((middle + across + side / stride / 2) / stride)
        assert np.ptp(small[row - 1 : row + 2, half_way - 6 : half_way + 6]) > 0.7


# ---------------------------------------------------------------- and up again


def placed(small, stride, up, fitting_start):
    """Enlarge along both axes by hand, each small pixel standing `fitting_start` into its block."""
    for axis in (0, 1):
        cells = np.moveaxis(small, axis, 0)
        large = []
        for out in range(cells.shape[0] * stride):
            if up == "nearest":
                large.append(cells[out // stride])
                continue
            at = (out - fitting_start) / stride
            left, total = int(np.floor(at)), 0
            reach = 1 if up == "bilinear" else 2
            for cell in range(left - reach + 1, left + reach + 1):
                value = cells[min(max(cell, 0), cells.shape[0] - 1)]
                total = total + kernel(abs(at - cell), up) * value
            large.append(total)
        small = np.moveaxis(np.array(large), 0, axis)
    return small


def kernel(distance, up, a=-0.75):
    """The triangle, and Keys' cubic."""
    if up == "bilinear":
        return max(0.0, 1 - distance)
    if distance <= 1:
        return (a + 2) * distance**3 - (a + 3) * distance**2 + 1
    return a * (distance**3 - 5 * distance**2 + 8 * distance - 4) if distance < 2 else 0.0


@pytest.mark.parametrize("fitting", [True, False])
@pytest.mark.parametrize("up", UPSAMPLERS)
@pytest.mark.parametrize("down", DOWNSAMPLERS)
def test_a_picture_goes_down_and_up(down, up, fitting):
    stride = 3
    middle = (stride - 1) / 2
    # Where the middle of a small pixel lies in its block: of a pool's, in the middle of all.
    start = middle if down in ("average_pool", "max_pool") or not fitting else 0
    trip = down_and_up(PICTURE, down, up, stride, fitting)
    back = placed(naive(PICTURE, down, stride), stride, up, start)
    original = PICTURE[:12, :18]
    np.testing.assert_allclose(trip.back, back, atol=1e-9)
    np.testing.assert_allclose(trip.difference, back - original, atol=1e-9)
    assert trip.decibels == pytest.approx(-10 * np.log10(((back - original) ** 2).mean()))


def test_pairs_are_single_trips():
    found = every_pair(PICTURE, 2)
    assert len(found) == len(DOWNSAMPLERS) * len(UPSAMPLERS)
    pair = ("strided_convolution", "bicubic")
    assert found[pair] == down_and_up(PICTURE, *pair, 2).decibels


def test_a_constant_comes_back_whole():
    trips = every_pair(np.full((8, 12), 0.5), 4)
    assert min(trips.values()) > 200


def test_where_decimated_pixels_are_put_decides():
    """What the words say of the cat."""
    cat = small_grey(sample("cat"), 256)
    fitting, apart = (every_pair(cat, 4, flag) for flag in (True, False))
    assert fitting["decimate", "bicubic"] > apart["decimate", "bicubic"] + 2
    assert fitting["average_pool", "bicubic"] == apart["average_pool", "bicubic"]
    for up in UPSAMPLERS:
        assert max(fitting, key=fitting.get)[0] != "max_pool"
        assert fitting["max_pool", up] < fitting["decimate", up]


@pytest.mark.parametrize(
    ("call", "told"),
    [
        (lambda: downsample(PICTURE, "mean", 2), "name must be"),
        (lambda: downsample(PICTURE, "max_pool", 0), "stride"),
        (lambda: downsample(PICTURE, "max_pool", 14), "at least 14 × 14 pixels .* got 13 × 18"),
        (lambda: downsample(PICTURE[0], "max_pool", 2), "picture"),
        (lambda: down_and_up(PICTURE, "decimate", "area", 2), "up must be"),
        (lambda: down_and_up(PICTURE, "decimate", "nearest", 2, "yes"), "fitting"),
        (lambda: coordinates_of("bicubic"), "name"),
        (lambda: whole_ring_sets(0), "stride"),
    ],
)
def test_what_cannot_be_gets_a_sentence(call, told):
    with pytest.raises(ParameterError, match=told):
        call()
