"""The scale of counts: what differs looks different, and a number on it can be read."""

import re
from itertools import pairwise

import numpy as np
import pytest
from plotly.colors import sequential

from tests.ground.test_config import OPTIONS, contrast
from tests.ui.colour_vision import VIEWERS, ciede2000, difference, levels
from ui.count_scale import MARKS, MOST, cell_colours, count_colours, legend_html, plotly_scale
from ui.theme import ATTENTION

TOLD_APART = (0, 1, 2, 4, 9, 16)
GROUNDS = [OPTIONS[f"theme.{name}.backgroundColor"] for name in ("light", "dark")]


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        # From the published test data of CIEDE2000.
        ((50, 2.6772, -79.7751), (50, 0, -82.7485), 2.0425),
        ((50, 0, 0), (50, -1, 2), 2.3669),
        ((50, 2.49, -0.001), (50, -2.49, 0.0011), 7.2195),
        ((50, 2.5, 0), (73, 25, -18), 27.1492),
        ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
        ((6.7747, -0.2908, -2.4247), (5.8714, -0.0985, -2.2286), 0.6377),
    ],
)
def test_the_measure_is_the_published_one(one, other, expected):
    assert ciede2000(one, other) == pytest.approx(expected, abs=1e-4)
    assert ciede2000(other, one) == pytest.approx(expected, abs=1e-4)


@pytest.mark.parametrize("viewer", VIEWERS)
def test_common_counts_are_told_apart_at_a_glance(viewer):
    colours = count_colours(TOLD_APART)
    steps = [difference(*pair, viewer) for pair in pairwise(colours)]
    assert min(steps) > 7


@pytest.mark.parametrize(
    "counts", [(1, 2), (2, 3), (3, 4), (4, 6), (6, 9), (9, 12), (12, 16), (1, 4), (4, 9)]
)
@pytest.mark.parametrize("viewer", VIEWERS)
def test_uneven_overlap_shows(counts, viewer):
    """These stand beside each other where K and S make overlap uneven."""
    assert difference(*count_colours(counts), viewer) > 3


@pytest.mark.parametrize("viewer", VIEWERS)
def test_a_hole_looks_like_no_count(viewer):
    hole, *counts = count_colours(range(MOST + 1))
    assert min(difference(hole, count, viewer) for count in counts) > 12


@pytest.mark.parametrize("ground", GROUNDS)
def test_every_count_stands_out_from_the_page(ground):
    colours = count_colours(range(MOST + 1))
    assert min(difference(colour, levels(ground)) for colour in colours) > 15


def test_more_is_brighter():
    light = [contrast(cell_hexadecimal(count), "#000000") for count in range(1, MOST + 1)]
    assert light == sorted(light)
    assert len(set(light[:32])) == 32


def test_even_overlap_of_common_kernels_is_no_bright_yellow():
    """K = S, 2S and 3S in two dimensions."""
    brightest = count_colours(MOST)
    assert all(difference(colour, brightest) > 15 for colour in count_colours([1, 4, 9]))


def test_a_count_has_one_colour_whatever_stands_beside_it():
    alone, among = count_colours(4), count_colours([[0, 4], [4, 64]])
    assert alone.dtype == np.uint8
    np.testing.assert_array_equal(among[[0, 1], [1, 0]], [alone, alone])
    np.testing.assert_array_equal(count_colours(10**6), count_colours(MOST))
    np.testing.assert_array_equal(count_colours(0), levels(ATTENTION))


def test_the_colours_are_those_of_cividis():
    known = np.array([levels(colour) for colour in sequential.Cividis])
    np.testing.assert_array_equal(count_colours(MOST), known[-1])
    for colour in count_colours(range(1, MOST)):
        assert min(beside(colour, *ends) for ends in pairwise(known)) < 1


def beside(colour, start, end):
    """How far, in levels, a colour lies from the line between two others."""
    along = np.clip((colour - start) @ (end - start) / ((end - start) ** 2).sum(), 0, 1)
    return np.linalg.norm(colour - start - along * (end - start))


@pytest.mark.parametrize("count", range(MOST + 1))
def test_a_number_stands_out_from_the_colour_of_its_count(count):
    ground, ink = cell_colours(count)
    assert contrast(hexadecimal(ground), hexadecimal(ink)) >= 4.5


def cell_hexadecimal(count):
    return hexadecimal(cell_colours(count)[0])


def hexadecimal(colour):
    if colour.startswith("#"):
        return "#" + "".join(2 * digit for digit in colour[1:])
    return "#" + "".join(f"{int(part):02x}" for part in re.findall(r"\d+", colour))


def test_plotly_draws_each_count_in_its_colour():
    told = plotly_scale()
    places, colours = zip(*told["colorscale"], strict=True)
    for count in range(MOST + 1):
        place = (count - told["zmin"]) / (told["zmax"] - told["zmin"])
        below = max(i for i, stop in enumerate(places) if stop <= place)
        assert places[below] < place < places[below + 1]
        assert colours[below] == colours[below + 1] == cell_colours(count)[0]
    assert places[0] == 0
    assert places[-1] == 1


def test_the_legend_shows_the_marks_in_their_colours():
    html = legend_html()
    assert re.findall(r"background:(.*?)\"", html) == [cell_colours(mark)[0] for mark in MARKS[1:]]
    assert html.count('<i class="hole">') == 1
    assert re.findall(r"</i>(.*?)</span>", html) == ["hole", "1", "2", "4", "8", "16", "64+"]
