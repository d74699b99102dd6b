"""The lesson on sub-pixel convolution as a script: every option, and what it then says."""

import re

import pytest

from tests.app.lesson_page import opened, sound
from upsample_core.lessons.channel_orders import permutation

PAGE = "sub-pixel"
CONTROLS = {
    "weaving": {
        "weave_count_2": (0.0, 4.0),
        "weave_factor": (3, 2),
        "weave_picture": ("brick", "zone_plate"),
    },
    "large_kernel": {"kernel_factor": (3, 2), "kernel_kernel_size": (1, 3)},
    "starts": {
        "starts_start": ("icnr", "tiled", "independent"),
        "starts_factor": (3, 2),
        "starts_drift": (0.1, 0.0),
        "starts_picture": ("coffee", "glyphs"),
        "starts_seed": (9999,),
    },
    "orders": {
        "orders_written": ("tensorflow", "onnx", "pytorch"),
        "orders_read": ("pytorch", "onnx", "tensorflow"),
        "orders_channels": (1, 3),
        "orders_factor": (3, 2),
        "orders_picture": ("zone_plate", "coffee"),
    },
    "beside": {
        "beside_factor": (3, 2),
        "beside_kernel_size": (5, 3),
        "beside_inputs": (16, 64),
        "beside_spread": (0.0, 1.0),
    },
}
SLIDERS = ("weave_count_2", "weave_count_3", "starts_drift", "beside_spread")
KINDS = dict.fromkeys(SLIDERS, "slider") | {"starts_seed": "number_input"}


def choose(app, key, value):
    kind = KINDS.get(key, "selectbox" if key.endswith("picture") else "segmented_control")
    getattr(app, kind)(key=key).set_value(value).run()
    sound(app)
    assert not app.warning
    assert not app.error
    return app


def said(app):
    return "\n".join(one.value for one in (*app.markdown, *app.caption))


def answer(app):
    (one,) = [one for one in app.expander if one.label == "Answer"]
    return one.markdown[0].value


def grids(app):
    """The texts of all cells of a step's grids, by their titles."""
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


def test_maps_are_woven_as_the_slider_says():
    app = opened(PAGE, step="weaving")
    assert grids(app)["Map 3"] == ["a3", "b3", "c3", "d3", "e3", "f3"]
    assert grids(app)["Woven"][:6] == ["a0", "a1", "b0", "b1", "c0", "c1"]
    assert grids(app)["Woven"][6:12] == [""] * 6
    choose(app, "weave_count_2", 4.0)
    assert grids(app)["Woven"][6:12] == ["a2", "a3", "b2", "b3", "c2", "c3"]


def test_the_large_kernel_holds_every_tap_of_every_filter():
    app = opened(PAGE, step="large_kernel")
    found = grids(app)
    (large,) = [cells for title, cells in found.items() if title.startswith("One kernel, 6 × 6")]
    taps = [tap for title, cells in found.items() if title.startswith("Filter") for tap in cells]
    assert sorted(map(int, large)) == sorted(map(int, taps)) == list(range(1, 37))
    # Rotated, and in turn: the last taps of filters 0 and 1 begin the first row.
    assert large[:2] == ["9", "18"]
    assert "at most **0**" in said(app)


def test_a_network_for_grey_pictures_can_be_moved():
    app = opened(PAGE, step="orders")
    assert "**10** of 12 channels are woven in a wrong place" in said(app)
    assert ", ".join(map(str, permutation(3, 2).tolist())) in answer(app)
    choose(app, "orders_channels", 1)
    assert "**0** of 4 channels" in said(app)
    choose(app, "orders_channels", 3)
    choose(app, "orders_read", "pytorch")
    assert "**0** of 12 channels" in said(app)
    choose(app, "orders_written", "tensorflow")
    choose(app, "orders_read", "onnx")
    assert "**0** of 12 channels" in said(app)


def test_the_table_of_costs():
    app = opened(PAGE, step="beside")
    rows = [line.split(" | ") for line in said(app).splitlines() if line.startswith("| ")]
    costs = {row[0].strip("| "): [cell.strip(" |") for cell in row[1:]] for row in rows[1:]}
    assert costs["Sub-pixel convolution"] == ["3 × 3", "6912", "1728", "64"]
    assert costs["Transposed convolution"] == ["6 × 6", "6912", "1728", "64"]
    assert costs["Resize + convolution"] == ["3 × 3", "1728", "1728", "256"]
    assert costs["The same, seeing as far"] == ["5 × 5", "4800", "4800", "256"]
