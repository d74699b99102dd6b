"""The lesson on unpooling as a script: every option of every control, and what it then says."""

import re

import numpy as np
import pytest

from tests.app.lesson_page import opened, sound

PAGE = "unpooling"
NAMES = ("pi", "random", "ramp", "ones")
CONTROLS = {
    "switches": {
        "switches_input": NAMES,
        "switches_windows": ("4-2", "6-2", "6-3"),
        "switches_cell_6": ("none", "0,0", "5,4"),
    },
    "three": {
        "three_way": ("all", "max_unpool", "average_unpool", "bed_of_nails"),
        "three_kernel_size": (2, 3),
        "three_input": ("pi", "random", "ramp", "counting"),
    },
    "overlaps": {
        "overlaps_input": ("impulse", "ones", "pi", "random"),
        "overlaps_kernel_size": (2, 3),
        "overlaps_stride": (1, 2, 3),
    },
    "sizes": {
        "sizes_asked_2_7": (6, 7, 8),
        "sizes_stride": (2, 3),
        "sizes_asked_3_7": (5, 6, 7, 8, 9),
        "sizes_size": (5, 6, 7, 8, 9),
    },
    "identities": {
        "identity_below": (True, False),
        "identity": ("again", "nails", "average"),
        "identity_factor": (2, 3),
        "identity_seed": (0, 9999),
    },
    "photograph": {
        "unpool_smooth": (True, False),
        "unpool_subject": ("picture", "edges"),
        "unpool_levels": (1, 2, 3),
        "unpool_picture": ("brick", "zone_plate"),
    },
}
KINDS = {"identity_seed": "number_input", "unpool_picture": "selectbox"}
KINDS |= dict.fromkeys(("identity_below", "unpool_smooth"), "toggle")


def choose(app, key, value):
    kind = KINDS.get(key, "selectbox" if "_cell_" in key else "segmented_control")
    getattr(app, kind)(key=key).set_value(value).run()
    sound(app)
    assert not app.warning
    assert not app.error
    return app


def said(app):
    return "\n".join(one.value for one in (*app.markdown, *app.caption))


def grids(app):
    """All grids of a step by their titles: the texts of their cells."""
    html = "".join(element.proto.body for element in app.get("html"))
    found = re.findall(r'<table aria-label="([^"]*)">(.*?)</table>', html, re.S)
    return {title: re.findall(r"<td[^>]*>([^<]*)</td>", table) for title, table in found}


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("step", CONTROLS)
def test_every_option_of_every_control(step, lang):
    app = opened(PAGE, step=step, lang=lang)
    for key, options in CONTROLS[step].items():
        for option in options:
            choose(app, key, option)
            assert not re.search(r"[{}]", said(app))


def test_ones_are_written_over_and_added_up():
    app = opened(PAGE, step="overlaps")
    middle = 2 * 5 + 2
    found = grids(app)
    assert (found["Unpooled: written over"][middle], found["Gradient: added up"][middle]) == (
        "1",
        "4",
    )
    choose(app, "overlaps_stride", 1)
    assert grids(app)["Gradient: added up"][middle] == "9"
    assert "9 of 9 windows" in said(app)
    choose(app, "overlaps_kernel_size", 2)
    choose(app, "overlaps_stride", 2)
    assert "differ in **0** cells" in said(app)


def test_a_size_is_asked_for():
    app = opened(PAGE, step="sizes")
    assert "**Refused**: 1 index lies outside a grid of 7 × 7" in said(app)
    assert "Unpooled" not in grids(app)
    choose(app, "sizes_asked_2_7", 8)
    assert "Every value stands where it was found." in said(app)
    assert len(grids(app)["Unpooled"]) == 64
    choose(app, "sizes_size", 7)
    assert "in the wrong place" in said(app)


def test_values_below_zero_do_not_come_back():
    app = opened(PAGE, step="identities")
    assert "All 6 values come back." in said(app)
    choose(app, "identity_below", True)
    assert "**3** of 6 values do not come back" in said(app)
    found = grids(app)
    numbers = np.array([float(text.replace("−", "-")) for text in found["x"]])
    again = [float(text) for text in found["pool(unpool(x))"]]
    assert again == np.maximum(numbers, 0).tolist()
    choose(app, "identity", "average")
    sides = [cells for title, cells in grids(app).items() if title != "x"]
    assert len(sides) == 3
    assert all(cells == sides[0] for cells in sides)


def test_a_raised_cell_moves_its_switch():
    app = opened(PAGE, step="switches")
    choose(app, "switches_cell_4", "0,0")
    (answer,) = [one for one in app.expander if one.label == "Answer"]
    told = answer.markdown[0].value
    # Digits of pi: 3 1 4 1 / 5 9 2 6: the window of x[0,0] had its largest, 9, in x[1,1].
    assert "Raise x[0,0], and window p[0,0] holds 13 where it held 9" in told
    assert "from x[1,1] to x[0,0]" in told
