"""Small grids are tables with their numbers, marks and colours, and names that can be heard."""

import re

import numpy as np
import pytest

from ui.count_scale import cell_colours
from ui.grids import BREAK, Grid, grid_html, grids_html, largest
from ui.theme import phase_colours


def cells_of(html):
    """The cells of a table row by row: classes, style and text."""
    rows = re.findall(r"<tr>(.*?)</tr>", html.split("<tbody>")[1])
    return [
        [
            (*(part(name, marks) for name in ("class", "style")), text)
            for marks, text in re.findall(r"<td([^>]*)>(.*?)</td>", row)
        ]
        for row in rows
    ]


def part(name, marks):
    found = re.search(f'{name}="(.*?)"', marks)
    return found[1] if found else ""


def test_a_grid_is_a_table_with_its_numbers():
    html = grid_html(Grid("a <b>", np.array([[1.0, -0.0625, 1 / 3]]), "input"))
    assert [text for _class, _style, text in cells_of(html)[0]] == ["1", "−0.0625", "0.333"]
    assert html.count('aria-label="a &lt;b&gt;"') == 1
    assert "<b>a &lt;b&gt;</b> <small>1 × 3</small>" in html
    assert '<figure class="grid input' in html


def test_a_signal_is_one_row():
    assert len(cells_of(grid_html(Grid("t", np.arange(4.0), "output")))) == 1
    assert "<small>4</small>" in grid_html(Grid("t", np.arange(4.0), "output"))


def test_the_deeper_the_larger_and_negative_is_said():
    values = np.array([4.0, -4.0, 2.0, 0.0, -0.4])
    (cells,) = cells_of(grid_html(Grid("t", values, "kernel")))
    assert [(name, style) for name, style, _text in cells] == [
        ("", "--depth:55%"),
        ("minus", "--depth:55%"),
        ("", "--depth:30%"),
        ("nil", ""),
        ("minus", "--depth:10%"),
    ]


def test_depths_keep_a_given_range():
    assert largest(np.array([1.0, -8.0]), np.array([[3.0, np.nan]])) == 8
    ((cell,),) = cells_of(grid_html(Grid("t", np.array([2.0]), "output", reach=8)))
    assert cell[1] == "--depth:17%"
    ((cell,),) = cells_of(grid_html(Grid("t", np.array([9.0]), "output", reach=3)))
    assert cell[1] == "--depth:55%"


def test_what_is_only_rounding_is_zero():
    (cells,) = cells_of(grid_html(Grid("t", np.array([1.0, -1e-16]), "input")))
    assert cells[1] == ("nil", "", "0")


def test_counts_have_their_own_colours_and_holes_are_marked():
    (cells,) = cells_of(grid_html(Grid("t", np.array([0, 1, 4]), "count")))
    assert cells[0] == ("hole", "", "0")
    for (name, style, text), count in zip(cells[1:], (1, 4), strict=True):
        ground, ink = cell_colours(count)
        assert (name, style, text) == ("", f"background:{ground};color:{ink}", str(count))


def test_marks_are_classes():
    values = np.array([[1.0, 2.0, np.nan], [4.0, 5.0, 6.0]])
    lit = np.array([[True, False, False], [False, False, False]])
    border = np.array([[False, False, False], [True, False, False]])
    html = grid_html(Grid("t", values, "output", lit=lit, border=border, group=2))
    names = [[name for name, _style, _text in row] for row in cells_of(html)]
    assert names == [["lit", "", "absent gap"], ["border", "", "gap"]]
    assert cells_of(html)[0][2][2] == "", "where there is no cell there is no number"


def test_rows_and_columns_can_be_named():
    html = grid_html(
        Grid("t", np.ones((2, 3)), "output", rows=("x <", "y"), columns=("0", "1", "2"))
    )
    assert re.findall(r'<th scope="row">(.*?)</th>', html) == ["x &lt;", "y"]
    assert re.findall(r'<th scope="col">(.*?)</th>', html) == ["0", "1", "2"]
    assert "<thead><tr><td></td><th" in html
    assert "named" in html


def test_a_title_can_be_heard_alone():
    html = grid_html(Grid("only heard", np.ones(2), "output", titled=False))
    assert "figcaption" not in html
    assert 'aria-label="only heard"' in html


def test_other_texts_can_stand_in_the_cells():
    texts = [["k1", "<"]]
    html = grid_html(Grid("t", np.array([[1, 0]]), "phase", texts=texts, grounds=phase_colours(2)))
    (cells,) = cells_of(html)
    assert [text for _name, _style, text in cells] == ["k1", "&lt;"]
    assert [style.split(";")[0] for _name, style, _text in cells] == [
        f"background:{colour}" for colour in phase_colours(2)[1::-1]
    ]


@pytest.mark.parametrize(("text", "long"), [("0.333", False), ("0.0625", True), ("−1.25", False)])
def test_a_long_number_makes_the_whole_grid_smaller(text, long):
    value = float(text.replace("−", "-"))
    html = grid_html(Grid("t", np.array([value, 1]), "input"))
    assert cells_of(html)[0][0][2] == text
    assert ("grid input long" in html) is long


def test_grids_stand_side_by_side_with_signs_and_breaks():
    grid = Grid("t", np.ones(2), "input")
    html = grids_html(grid, "→ <", BREAK, grid)
    assert html.count("<figure") == 2
    assert '<div class="grid-sign">→ &lt;</div><div class="grid-break"></div><figure' in html
