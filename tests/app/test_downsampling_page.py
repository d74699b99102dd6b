"""The lesson on downsampling as a page: every option, and numbers that come from the core."""

import pytest

from tests.app.lesson_page import choose, sound, texts
from tests.app.lesson_page import opened_whole as opened
from ui import words
from ui.lessons.downsampling import (
    exact_shares,
    false_wave,
    learned,
    odd_sizes,
    one_pixel,
    round_trip,
)
from ui.lessons.downsampling.pictures import NAMES, grey
from upsample_core import avg_pool2d, grid_pattern
from upsample_core.lessons import (
    BLURS,
    FIRSTS,
    down_and_up,
    every_way_down,
    halvings,
    keep_blurred,
    move_input,
)

PAGE = "downsampling"


def told(app):
    """Everything that the step says, its answer included."""
    return texts(app) + "".join(m.value for e in app.expander for m in e.markdown)


@pytest.mark.parametrize("name", NAMES)
def test_every_picture_in_the_first_steps(name):
    app = opened(PAGE, step="four_ways", four_ways_picture=name, lang="zh")
    for stride in (2, 3, 4):
        choose(app, "segmented_control", "four_ways_stride", stride)
    whole = every_way_down(grey(name), 4)
    assert f"{whole['max_pool'].mean:.3g}" in told(app)


def test_waves_come_with_the_words_for_them():
    app = opened(PAGE, step="false_wave")
    assert "seems to repeat every **20**" in texts(app)
    choose(app, "slider", "wave_frequency", 0.5)
    assert "what is kept is a **constant**" in texts(app)
    assert "Strength: **1**" in texts(app)
    for before in false_wave.BEFORE:
        choose(app, "segmented_control", "wave_before", before)
    assert "Strength: **0**" in texts(app)
    choose(app, "slider", "wave_frequency", 0.0)
    assert "A constant stays a constant." in texts(app)


def test_a_blur_is_told_with_its_errors():
    app = opened(PAGE, step="blur_before", blur_picture="brick")
    for stride in (3, 2):
        choose(app, "segmented_control", "blur_stride", stride)
    choose(app, "slider", "blur_sigma", 0.8)
    kept = keep_blurred(grey("brick"), 2, 0.8)
    assert f"{kept.false_levels:.1f} are false and {kept.lost_levels:.1f} lost" in told(app)


@pytest.mark.parametrize("size", [5, 6, 7, 8, 9])
def test_every_size_with_every_border(size):
    app = opened(PAGE, step="odd_sizes", sizes_length=str(size))
    for kernel_size in (2, 3):
        choose(app, "segmented_control", "sizes_kernel", kernel_size)
        for padding in (1, 0):
            choose(app, "segmented_control", "sizes_padding", padding)
    choose(app, "segmented_control", "sizes_padding", 1)
    for flag in (True, False):
        choose(app, "segmented_control", "sizes_ceil", flag)
        choose(app, "segmented_control", "sizes_count", flag)
    row = grid_pattern("pi", (size,))[None, None, None]
    mean = avg_pool2d(row, (1, 3), (1, 2), (0, 1))[0, 0, 0, 0]
    assert f"comes out as {mean:.3g}" in told(app)
    assert " → ".join(map(str, halvings(225, "same", 5)[1:])) in texts(app)


def test_every_pair_of_a_round_trip():
    app = opened(PAGE, step="round_trip", trip_picture="brick", trip_stride="2")
    for down in ("average_pool", "max_pool", "strided_convolution", "decimate"):
        choose(app, "selectbox", "trip_down", down)
    for up in ("nearest", "bilinear", "bicubic"):
        choose(app, "selectbox", "trip_up", up)
    for fitting in (False, True):
        choose(app, "segmented_control", "trip_fit", fitting)
        worth = down_and_up(grey("brick"), "decimate", "bicubic", 2, fitting).decibels
        assert f":orange[{worth:.1f}" in texts(app)


@pytest.mark.parametrize("first", FIRSTS)
def test_every_way_to_survive_a_move(first):
    app = opened(PAGE, step="one_pixel", pixel_first=first, pixel_picture="cat")
    for shift in (0, 3, 1):
        choose(app, "segmented_control", "pixel_shift", shift)
    for blur in BLURS:
        choose(app, "segmented_control", "pixel_blur", blur)
        found = move_input(grey("cat"), first, blur, 1)
        assert f"**:orange[{found.levels:.1f}]**" in texts(app)


def test_stripes_are_told_where_they_lean():
    app = opened(PAGE, step="stripes")
    assert "the stripes **lean to the other side**" in texts(app)
    for down, lean in ((0.1, "same side"), (0.25, "both sides at once"), (0.5, "run straight")):
        choose(app, "slider", "stripes_down", down)
        assert lean in texts(app)
    choose(app, "slider", "stripes_across", 0.5)
    assert "the stripes **are gone**" in texts(app)
    choose(app, "segmented_control", "stripes_stride", 3)
    assert "Yours lean to both sides at once." in told(app)


def test_learned_weights_come_with_what_they_are_worth():
    app = opened(PAGE, step="learned", learned_picture="brick")
    for up in ("nearest", "bicubic", "bilinear"):
        choose(app, "segmented_control", "learned_up", up)
    for stride in (4, 3, 2):
        choose(app, "segmented_control", "learned_stride", stride)
    for reach in (0, 2):
        choose(app, "segmented_control", "learned_reach", reach)
    trip = learned.Chosen("bilinear", 2, 2, "brick").trip
    assert f"**{trip.decibels:.1f}\u00a0dB**" in texts(app)
    assert trip.decibels > trip.average + 0.5


def test_what_leads_further():
    app = opened(PAGE, step="not_linear")
    assert "2 of 4 cells differ" in texts(app)
    for way in ("average_pool", "strided_convolution", "decimate"):
        choose(app, "segmented_control", "linear_way", way)
        assert "0 of 4 cells differ" in texts(app)
    app = opened(PAGE, step="exact_shares")
    for size in (3, 8, 4):
        choose(app, "segmented_control", "shares_size", size)
    choose(app, "segmented_control", "shares_outputs", 2)
    assert "0.5, 0.5, 0.5, 0.5, and adaptively 0.5, 0.5, 0.5, 0.5" in told(app)


def test_fewer_cells_cannot_become_more():
    app = opened(PAGE, step="exact_shares", shares_outputs="4")
    choose(app, "segmented_control", "shares_size", 3)
    assert app.segmented_control(key="shares_outputs").value == 3
    sound(app)


def test_predictions_are_what_the_steps_show():
    """The pairs and ways that a prediction is between, by the numbers of the core."""
    assert odd_sizes.guess().right == 3
    assert round_trip.OFFERED[round_trip.guess().right] == ("average_pool", "bicubic")
    assert one_pixel.OFFERED[one_pixel.guess().right] == ("max", "tri3")
    assert exact_shares.guess().right == pytest.approx(0.4)
    assert words.sections(PAGE)["one_pixel"].asked
