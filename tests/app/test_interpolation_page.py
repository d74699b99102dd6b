"""The lesson on interpolation as a script: every control, and what is shown is true."""

import re

import numpy as np
import pytest

from tests.app.lesson_page import choose, sound
from tests.app.lesson_page import opened as opened_step
from upsample_core import interpolate

PAGE = "interpolation"
CONTROLS = {
    "neighbours_picture": ("random", "step", "impulse"),
    "nearest_scale": (1.5, 2, 3),
    "nearest_coordinates": ("asymmetric", "half_pixel", "align_corners"),
    "nearest_rounding": ("floor", "round_prefer_floor", "ceil"),
    "linear_coordinates": ("align_corners", "half_pixel", "asymmetric"),
    "linear_scale": (2, 3, 4),
    "kernel_name": (
        "nearest", "linear", "cubic", "cubic_half", "mitchell", "lanczos2", "lanczos3",
    ),
    "coordinates_name": ("nearest", "linear", "cubic", "cubic_half"),
    "coordinates_factor": (2, 3, 1.6),
    "coordinates_given": (False, True),
    "transposed_name": ("bilinear", "nearest"),
    "transposed_factor": (2, 3, 4),
    "transposed_input": ("ones", "pi"),
    "ringing_name": ("linear", "mitchell", "cubic_half", "lanczos2", "cubic", "lanczos3"),
    "shrinking_size": (2, 3, 4, 5, 6),
    "area_before": (4, 6, 8),
    "area_after": (2, 3, 4, 5, 6, 8, 12),
    "cost_name": ("nearest", "linear", "cubic", "lanczos3"),
    "cost_factor": (2, 3, 4),
}  # fmt: skip


def texts(app):
    return "\n".join(element.value for element in app.markdown).replace("\u00a0", " ")


def html(app):
    return "".join(element.proto.body for element in app.get("html"))


@pytest.mark.parametrize("step", sorted({key.split("_")[0] for key in CONTROLS}))
def test_every_option_of_every_control(step):
    app = opened_step(PAGE, step=step, lang="zh")
    for key, options in CONTROLS.items():
        if key.startswith(step):
            for value in reversed(options):
                choose(app, "segmented_control", key, value)


@pytest.mark.parametrize("at", ["0,0", "4,7", "11,14", "5"])
def test_the_point_stands_where_the_address_says(at):
    app = opened_step(PAGE, step="neighbours", neighbours_at=at)
    row, column = (int(place) for place in (at.split(",") * 2)[:2])
    values = np.array([[1, 1, 7, 4, 5], [6, 7, 0, 4, 1], [4, 9, 5, 0, 5], [1, 7, 9, 9, 6.0]])
    told = re.sub(r"\s+", " ", answer(app)).replace("−", "-")
    found = re.search(r"gives ([-\d.]+), bilinear \d+ → ([-\d.]+), bicubic \d+ → ([-\d.]+)\.", told)
    for name, value in zip(("nearest", "bilinear", "bicubic"), found.groups(), strict=True):
        whole = interpolate(values[None, None], scale_factor=3, mode=name)[0, 0]
        assert float(value) == pytest.approx(whole[row, column], abs=5e-3)


def answer(app):
    return "".join(e.value for one in app.expander for e in one.markdown)


def test_the_worked_examples_are_told_once_one_has_predicted():
    app = opened_step(PAGE, step="nearest")
    assert "2.25" not in texts(app), "not before"
    app.pills(key="guess_nearest").set_value("3, 3, 1, 4").run()
    assert "3 · 3/4 = 2.25 and copies input 2" in re.sub(r"\s+", " ", texts(app))
    app = opened_step(PAGE, step="linear")
    assert "First row" not in texts(app), "not before"
    app.pills(key="guess_linear").set_value("5").run()
    told = re.sub(r"\s+", " ", texts(app))
    assert "First row 4, 4.667, 5.333, 6, last row 10, 9.333, 8.667, 8" in told
    assert "first column 4, 6, 8, 10, last 6, 6.667, 7.333, 8" in told


def test_the_coordinates_are_those_of_the_curriculum():
    page = html(opened_step(PAGE, step="coordinates"))
    rows = re.findall(r'<figure class="ruler">.*?</figure>', page)
    found = [[float(n) for n in re.findall(r'class="value"[^>]*>([\d.]+)<', row)] for row in rows]
    assert found == [
        [1, 1.25, 1.75, 2.25, 2.75, 3.25, 3.75, 4],
        [1, 1.429, 1.857, 2.286, 2.714, 3.143, 3.571, 4],
        [1, 1.5, 2, 2.5, 3, 3.5, 4, 4],
    ]


def test_repeating_the_edge_repairs_the_border():
    app = opened_step(PAGE, step="transposed")
    assert "**16 of 24** cells" in texts(app)
    app.toggle(key="transposed_repeat").set_value(True).run()
    assert "**0 of 24** cells" in texts(sound(app))
    assert "**0**" in texts(app)


def test_the_four_ways_to_shrink_are_told_with_the_curriculum_s_numbers():
    told = texts(opened_step(PAGE, step="shrinking"))
    for value in ("1.8333", "2.1053", "1.9767", "1.9769"):
        assert value in told


def test_every_picture_beside_an_edge():
    app = opened_step(PAGE, step="ringing")
    for picture in ("cameraman", "cat", "step", "glyphs"):
        choose(app, "selectbox", "ringing_picture", picture)
