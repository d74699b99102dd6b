"""Tables of the lesson on transposed convolution show what they were given."""

import re

import numpy as np
import pytest

from ui.lessons.transposed_convolution.figures import (
    phases_html,
    strips_html,
)
from upsample_core.lessons.weaving import weave


def rows_of(html):
    """Read the cells of all tables, row by row: text, and whether it is framed."""
    return [
        [
            (re.sub("<[^>]*>", "", cell), bool(re.search(r'class="[^"]*\blit\b', cell)))
            for cell in re.findall(r"<td.*?</td>", row)
        ]
        for body in re.findall(r"<tbody>(.*?)</tbody>", html)
        for row in re.findall(r"<tr>(.*?)</tr>", body)
    ]


def test_strips_stand_under_one_another_and_gaps_are_empty():
    html = strips_html(
        [np.array([1.0, 2.5, np.nan]), np.array([np.nan, -3.0, 1e-9])],
        ["a <b>", "c"],
        "two & more",
        [(1, 1)],
    )
    assert rows_of(html) == [
        [("1", False), ("2.5", False), ("", False)],
        [("", False), ("−3", True), ("1e−9", False)],
    ]
    assert "a &lt;b&gt;" in html
    assert 'aria-label="two &amp; more"' in html
    assert re.findall(r"<th scope=\"col\">(\d+)</th>", html) == ["0", "1", "2"]


def test_the_beginning_of_strips_can_be_left_out():
    html = strips_html([np.arange(6.0)], ["x"], "x", [(0, 5)], first=4)
    assert re.findall(r"<th scope=\"col\">(\d+)</th>", html) == ["4", "5"]
    assert rows_of(html) == [[("4", False), ("5", True)]]


@pytest.mark.parametrize(("kernel_size", "stride"), [(3, 2), (4, 2), (2, 3), (5, 3), (3, 1)])
def test_every_tap_has_the_colour_of_its_output_cells(kernel_size, stride):
    x = np.arange(1.0, 7).reshape(2, 3)
    woven = weave(x, np.ones((kernel_size, kernel_size)), stride)
    html = phases_html(woven, (kernel_size, kernel_size), ("a", "b", "c", "d"))
    kernel, taken, maps, output = (
        re.findall(r"background:(.*?);color:[#\w]+\">(.*?)</td>", table)
        for table in html.split("<figure")[1:]
    )
    assert sorted(kernel) == sorted(taken)
    assert len(kernel) == kernel_size**2
    assert sorted(maps) == sorted(output), "the maps hold what is woven"
    ground = {f"k{tap + 1}": colour for tap, (colour, _text) in enumerate(kernel)}
    for phase, number in zip(woven.phases, range(stride**2), strict=True):
        own = {ground[f"k{tap + 1}"] for tap in phase.taps.ravel().tolist()}
        cells = {output[at][0] for at in np.flatnonzero(woven.of_cell == number)}
        assert own <= cells
        assert len(cells) == 1
    assert len({colour for colour, _text in output}) == stride**2


def test_phase_kernels_are_drawn_as_they_slide():
    """Sliding what is drawn over the input gives the maps that are drawn beside it."""
    x, kernel = np.arange(1.0, 10).reshape(3, 3), np.arange(1.0, 17).reshape(4, 4)
    html = phases_html(weave(x, kernel, 2), (4, 4), ("a", "b", "c", "d"))
    _kernel, taken, maps, _output = (
        [[cell[0] for cell in row] for row in rows_of(table)] for table in html.split("<figure")[1:]
    )
    drawn = np.array([[int(cell[1:] or 0) for cell in row[:2]] for row in taken[:2]])
    assert drawn.tolist() == [[11, 9], [3, 1]]
    padded = np.pad(x, 1)
    slid = [[(padded[i : i + 2, j : j + 2] * drawn).sum() for j in range(4)] for i in range(4)]
    assert [[float(cell) for cell in row[:4]] for row in maps[:4]] == slid
