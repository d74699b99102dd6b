"""Synthetic inputs: what each shows, in every shape."""

from __future__ import annotations

import math
from decimal import Decimal, localcontext

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from upsample_core.checks import ParameterError
from upsample_core.inputs.glyphs import GLYPHS, ROWS, Arc, Line
from upsample_core.inputs.patterns import GRID_PATTERNS, PICTURES, grid_pattern, picture

grids = st.lists(st.integers(1, 12), min_size=1, max_size=2).map(tuple)


@settings(deadline=None, max_examples=100)
@given(st.sampled_from(GRID_PATTERNS), grids)
def test_every_grid_has_the_shape_asked_for_and_whole_numbers(name, shape):
    grid = grid_pattern(name, shape)
    assert grid.shape == shape
    assert grid.dtype == np.float64
    np.testing.assert_array_equal(grid, np.round(grid))
    assert grid.flags.writeable


def pi_by_bailey_borwein_plouffe(digits: int) -> str:
    """Sum another series than the one under test, in decimal arithmetic."""
    with localcontext() as context:
        context.prec = digits + 20
        total = Decimal(0)
        for k in range(digits + 20):
            parts = ((4, 1), (-2, 4), (-1, 5), (-1, 6))
            term = sum(Decimal(above) / (8 * k + below) for above, below in parts)
            total += term / Decimal(16) ** k
        return str(total).replace(".", "")[:digits]


def test_pi_row_by_row():
    assert grid_pattern("pi", (4, 4)).tolist() == [
        [3, 1, 4, 1],
        [5, 9, 2, 6],
        [5, 3, 5, 8],
        [9, 7, 9, 3],
    ]
    for count in (1, 2, 16, 761, 770):
        shown = "".join(f"{digit:.0f}" for digit in grid_pattern("pi", count))
        assert shown == pi_by_bailey_borwein_plouffe(count)


def test_the_largest_grid_of_pi_begins_like_the_small_one():
    largest = grid_pattern("pi", (64, 64))
    np.testing.assert_array_equal(largest.ravel()[:770], grid_pattern("pi", 770))
    assert set(largest.ravel()) == set(range(10))


def test_grids_by_their_numbers():
    assert grid_pattern("counting", (2, 3)).tolist() == [[1, 2, 3], [4, 5, 6]]
    assert grid_pattern("ones", (1, 2)).tolist() == [[1, 1]]
    assert grid_pattern("impulse", (3, 4)).tolist() == [[0, 0, 0, 0], [0, 0, 1, 0], [0, 0, 0, 0]]
    assert grid_pattern("impulse", 5).tolist() == [0, 0, 1, 0, 0]
    assert grid_pattern("ramp", (2, 3)).tolist() == [[0, 1, 2], [0, 1, 2]]
    assert grid_pattern("step", (2, 5)).tolist() == [[0, 0, 1, 1, 1]] * 2
    assert grid_pattern("checkerboard", (2, 3)).tolist() == [[0, 1, 0], [1, 0, 1]]
    assert grid_pattern("checkerboard", 4).tolist() == [0, 1, 0, 1]


def test_the_glyph_is_an_f():
    drawn = ["".join(" #"[int(ink)] for ink in row) for row in grid_pattern("glyph", (9, 8))]
    assert drawn == [
        "        ",
        " ###### ",
        " #      ",
        " #      ",
        " ####   ",
        " #      ",
        " #      ",
        " #      ",
        "        ",
    ]
    assert grid_pattern("glyph", (3, 4)).tolist() == [[1, 1, 1, 1], [1, 1, 1, 0], [1, 0, 0, 0]]
    margins = grid_pattern("glyph", (6, 5))
    assert margins[[0, -1]].sum() == 0, "six rows have room for a margin, five columns have none"
    assert margins[1:-1].tolist() == [[1] * 5, [1, 0, 0, 0, 0], [1, 1, 1, 1, 0], [1, 0, 0, 0, 0]]
    assert grid_pattern("glyph", 8).tolist() == [0, 5, 2, 2, 2, 1, 1, 0]


@pytest.mark.parametrize("size", [4, 5, 7, 12])
def test_no_flip_and_no_quarter_turn_leaves_the_glyph_as_it_is(size):
    glyph = grid_pattern("glyph", (size, size))
    turned = [np.rot90(g, k) for g in (glyph, glyph.T) for k in range(4)]
    assert len({grid.tobytes() for grid in turned}) == 8


def test_random_digits_go_with_their_seed():
    digits = grid_pattern("random", (20, 30), seed=3)
    assert set(digits.ravel()) == set(range(10))
    np.testing.assert_array_equal(digits, grid_pattern("random", (20, 30), seed=3))
    np.testing.assert_array_equal(grid_pattern("random", 9), grid_pattern("random", 9, seed=0))
    assert not np.array_equal(digits, grid_pattern("random", (20, 30)))


# ------------------------------------------------------------------ pictures


@pytest.mark.parametrize("name", PICTURES)
@pytest.mark.parametrize("size", [8, (9, 31), [64, 48], (np.int64(8), 512)])
def test_every_picture_has_the_size_asked_for_and_lies_from_zero_to_one(name, size):
    shown = picture(name, size)
    assert shown.shape == (tuple(size) if isinstance(size, (tuple, list)) else (size, size))
    assert shown.dtype == np.float64
    assert 0 <= shown.min() < 0.3
    assert 0.7 < shown.max() <= 1


def test_the_zone_plate_is_finest_at_the_middle_of_its_edges_and_even_in_its_centre():
    plate = picture("zone_plate", (64, 128))
    np.testing.assert_allclose(plate, plate[::-1, ::-1], atol=1e-12)
    edge = plate[32, -8:] - 0.5
    assert (edge[1:] * edge[:-1] < 0).all(), "at the edge neighbours are opposite"
    assert np.abs(np.diff(plate[30:34, 60:68], axis=1)).max() < 0.2, "in the centre they are alike"
    row, column = 17, 40
    phase = math.pi * ((row - 31.5) ** 2 / 64 + (column - 63.5) ** 2 / 128)
    assert plate[row, column] == pytest.approx(0.5 + 0.5 * math.cos(phase), rel=1e-12)


def test_pictures_that_grids_share():
    np.testing.assert_array_equal(picture("step", (8, 9)), grid_pattern("step", (8, 9)))
    np.testing.assert_allclose(picture("ramp", (8, 9)) * 8, grid_pattern("ramp", (8, 9)))
    board = np.kron(grid_pattern("checkerboard", (8, 12)), np.ones((4, 4)))
    np.testing.assert_array_equal(picture("checkerboard", (32, 48)), board)
    dots = picture("impulse", (64, 96))
    assert np.argwhere(dots[:, 4]).ravel().tolist() == list(range(4, 64, 8))
    assert dots.sum() == 8 * 12
    assert set(dots.ravel()) == {0, 1}
    assert picture("impulse", 8).sum() == 4, "dots keep apart in the smallest picture"


def walked(stroke: Line | Arc, steps: int = 2000) -> tuple[np.ndarray, np.ndarray]:
    """Walk along a stroke from its beginning to its end."""
    along = np.linspace(0, 1, steps + 1)
    if isinstance(stroke, Line):
        x = (1 - along) * stroke.x0 + along * stroke.x1
        return x, (1 - along) * stroke.y0 + along * stroke.y1
    angles = np.radians(stroke.start + along * stroke.sweep)
    return stroke.x + stroke.radius * np.cos(angles), stroke.y + stroke.radius * np.sin(angles)


@pytest.mark.parametrize(
    "stroke",
    [
        Line(-0.4, 0.3, 0.8, -0.6),
        Line(0.2, 0.9, 0.2, 0.1),
        Arc(0.3, -0.1, 0.5),
        Arc(0.3, -0.1, 0.5, start=20, sweep=50),
        Arc(-0.2, 0.4, 0.7, start=-100, sweep=130),
        Arc(0.1, 0.2, 0.6, start=90, sweep=240),
    ],
    ids=str,
)
def test_distance_is_that_to_the_nearest_point_of_the_stroke(stroke):
    points = np.random.default_rng(11).uniform(-1.5, 1.5, (300, 2))
    x, y = walked(stroke)
    nearest = [np.hypot(x - px, y - py).min() for px, py in points]
    np.testing.assert_allclose(stroke.distance(*points.T), nearest, atol=2e-3)


@pytest.mark.parametrize("name", GLYPHS)
def test_a_glyph_fills_its_square_and_its_strokes_hold_together(name):
    strokes = [walked(stroke) for stroke in GLYPHS[name]]
    x, y = (np.concatenate(axis) for axis in zip(*strokes, strict=True))
    assert min(x.min(), y.min()) >= -1e-9, "to the left of the square, or above"
    assert max(x.max(), y.max()) <= 1 + 1e-9, "to the right of the square, or below"
    assert x.max() - x.min() >= 0.45
    assert y.max() - y.min() >= 0.69
    reached, waiting = [0], set(range(1, len(strokes)))
    for place in reached:
        close = {k for k in waiting if GLYPHS[name][place].distance(*strokes[k]).min() < 0.01}
        reached += sorted(close)
        waiting -= close
    assert not waiting, "a stroke that touches no other"


@pytest.mark.parametrize("size", [(90, 90), (240, 180), (512, 512)])
def test_glyphs_stand_apart_and_grow_thinner_downwards(size):
    shown = picture("glyphs", size)
    height, width = (n // 3 for n in size)
    assert {name for row in ROWS for name in row} == set(GLYPHS)
    ink = 1 - shown
    thirds = [ink[row * height : (row + 1) * height].sum() for row in range(3)]
    assert thirds[0] > thirds[1] > thirds[2] > 0
    for row, column in np.ndindex(3, 3):
        box = ink[row * height : (row + 1) * height, column * width : (column + 1) * width]
        assert box.max() > 0.9, "every glyph has ink"
        inner = box[2:-2, 2:-2].sum()
        assert inner == pytest.approx(box.sum(), rel=1e-12), "and none touches its box"


def test_ink_is_as_wide_as_the_stroke():
    shown = picture("glyphs", 300)  # glyphs 72 pixels high: strokes of 10.08, 5.04 and 2.52 pixels
    stem_of_K = 1 - shown[78, 200:245]
    assert stem_of_K.sum() == pytest.approx(0.14 * 72, rel=1e-9)
    foot_of_z = 1 - shown[270:300, 250]
    assert foot_of_z.sum() == pytest.approx(0.035 * 72, rel=1e-9)
    smallest = 1 - picture("glyphs", 30)[:, 25]
    assert smallest[27:].sum() == pytest.approx(1, rel=1e-9), "never thinner than one pixel"


# ------------------------------------------------------------------ what is refused


@pytest.mark.parametrize(
    ("make", "arguments", "message"),
    [
        (grid_pattern, ("tau", 4), "name must be one of 'pi', 'counting', .* got 'tau'"),
        (grid_pattern, ("pi", 0), "shape must be a whole number at least 1, got 0"),
        (grid_pattern, ("pi", (4, 1.5)), "shape .* got 1.5"),
        (grid_pattern, ("pi", (2, 2, 2)), r"shape must be \(L,\) or \(H, W\) .* got \(2, 2, 2\)"),
        (grid_pattern, ("ones", (64, 65)), r"with at most 4096 cells, got \(64, 65\)"),
        (grid_pattern, ("ones", 10**12), r"with at most 4096 cells, got \(1000000000000,\)"),
        (grid_pattern, ("random", 4, -1), "seed must be a whole number at least 0, got -1"),
        (picture, ("lena", 64), "name must be one of 'zone_plate', 'checkerboard', .* got 'lena'"),
        (picture, ("step", 7), "size must be a whole number from 8 to 512, got 7"),
        (picture, ("step", (64, 513)), "size must be a whole number from 8 to 512, got 513"),
        (picture, ("step", 64.0), "size .* got 64.0"),
        (picture, ("step", (8, 8, 8)), r"size must be one whole number or \(H, W\), got \(8, 8, 8"),
    ],
)
def test_refused(make, arguments, message):
    with pytest.raises(ParameterError, match=message):
        make(*arguments)
