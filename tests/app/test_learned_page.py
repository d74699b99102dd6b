"""The lesson on learned kernels as a script: every option, and what it then says."""

import re

import pytest

from tests.app.test_steps import opened, sound
from ui.lessons.learned.common import LAYERS, trained
from ui.numbers import decibels
from upsample_core.lessons import STEPS

PAGE = "learned"
CONTROLS = {
    "random_start": {"random_kernel_size": (2, 4), "random_seed": (9999,), "random_step": (2000,)},
    "evenness": {
        "even_layer": ("transposed_4", "sub_pixel"),
        "even_start": ("ones", "random"),
        "even_step": (0, 2000),
    },
    "side_by_side": {
        "side_seed": (7,),
        "side_judge": ("brick",),
        "side_step": (20, 2000),
    },
    "undoing": {
        "undo_kernel_size": (4, 6, 3),
        "undo_way": ("mean", "gaussian", "decimate"),
        "undo_judge": ("astronaut", "coffee"),
    },
    "rates": {
        "rate_layer": ("transposed_4", "sub_pixel", "nearest"),
        "rate_rate": (0.1, 0.5, 0.6, 6.0),
        "rate_step": (0, 2000),
    },
}


def choose(app, key, value):
    kinds = {"seed": "number_input", "step": "select_slider", "rate": "slider"}
    kind = kinds.get(key.split("_")[-1], "selectbox" if "judge" in key else "segmented_control")
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


def test_a_step_of_the_training_is_in_the_address():
    app = opened(PAGE, step="random_start", random_step="200", random_seed="5")
    assert app.select_slider(key="random_step").value == 200
    found = grids(app)
    kernel = trained(LAYERS["transposed_3"], 5).kernels[STEPS.index(200)]
    written = [f"{value:.2f}" for value in kernel.ravel()]
    shown = [f"{float(text.replace('−', '-')):.2f}" for text in found["Seed 5"]]
    assert shown == [text.replace("-0.00", "0.00") for text in written]


def test_two_by_two_learn_nearest():
    app = opened(PAGE, step="random_start", random_kernel_size="2", random_step="2000")
    for title in ("Seed 0", "Seed 1", "Seed 2"):
        assert {round(float(text), 1) for text in grids(app)[title]} == {1.0}


def test_phase_sums_stand_beside_the_kernel_and_become_equal():
    app = opened(PAGE, step="evenness", even_step="0")
    assert len(set(grids(app)["Phase sums"])) > 1
    choose(app, "even_step", 2000)
    sums = [float(text) for text in grids(app)["Phase sums"]]
    assert max(sums) - min(sums) < 0.02


def test_the_table_of_ways_down_is_best_on_its_diagonal():
    app = opened(PAGE, step="undoing")
    lines = [line for line in said(app).splitlines() if line.startswith("| ")]
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines][1:]
    table = [[float(cell.strip("*").split("\xa0")[0]) for cell in row[1:]] for row in rows[-3:]]
    for way in range(3):
        assert table[way][way] == max(line[way] for line in table)


def test_beyond_the_limit_the_page_says_so_and_stays_whole():
    app = opened(PAGE, step="rates", rate_rate="2")
    limit = trained(LAYERS["transposed_3"]).limit
    assert "below the limit" in said(app)
    choose(app, "rate_rate", round(limit + 0.1, 1))
    assert "nothing is broken" in said(app)
    choose(app, "rate_step", 2000)
    assert "nothing is broken" in said(app)
    assert not re.search("nan|inf", said(app), re.I)


def test_the_answer_is_of_what_is_set():
    app = opened(PAGE, step="side_by_side", side_step="2000")
    courses = {name: trained(layer) for name, layer in LAYERS.items()}
    ends = {name: float(one.decibels[-1]) for name, one in courses.items()}
    assert decibels(max(ends.values())) in answer(app)
    assert decibels(ends["icnr"]) in answer(app)
