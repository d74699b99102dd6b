"""The lesson on learned kernels as a script: every option, and what it then says."""

import json
import re
import struct
import zlib
from collections import OrderedDict
from io import BytesIO

import numpy as np
import pytest
from PIL import Image

from tests.app.lesson_page import opened, sound
from ui.lessons.learned import two_layers
from ui.lessons.learned.common import LAYERS, grey, marks, small, trained
from ui.numbers import decibels
from ui.places import Places
from upsample_core.learning import EnlargingLayer
from upsample_core.lessons import STEPS, PatchRun

PAGE = "learned"
CONTROLS = {
    "random_start": {"random_kernel_size": (2, 4), "random_seed": (9999,)},
    "evenness": {
        "even_start": ("ones", "bilinear", "random"),
        "even_layer": ("sub_pixel_5", "bilinear_1", "transposed_8"),
        "even_seed": (7,),
        "even_way": ("decimate", "gaussian"),
        "even_judge": ("brick",),
        "even_teachers": (["cat", "coffee"],),
        "even_share": (0.1, 1.2),
    },
    "side_by_side": {"side_seed": (7,), "side_judge": ("brick",)},
    "undoing": {
        "undo_kernel_size": (4, 6, 3),
        "undo_way": ("mean", "gaussian", "decimate"),
        "undo_judge": ("astronaut", "coffee"),
    },
    "two_layers": {"two_channels": (4, 8), "two_seed": (3,), "two_judge": ("cat",)},
    "gradients": {
        "backward_kernel_size": (3,),
        "backward_seed": (5,),
        "backward_cell_weight_3": ("2,2",),
        "backward_of": ("input",),
        "backward_cell_input_4": ("0,0", "1,2"),
    },
    "matrix": {"matrix_kernel_size": (4, 2), "matrix_seed": (5,), "matrix_step": (40, 2000)},
    "batches": {"batch_size": (16,), "batch_share": (0.1,), "batch_seed": (8,)},
    "rates": {
        "rate_layer": ("transposed_4", "sub_pixel", "nearest"),
        "rate_rate": (0.1, 0.5, 0.6, 6.0),
    },
}


KINDS = {
    "seed": "number_input",
    "rate": "slider",
    "share": "slider",
    "judge": "selectbox",
    "even_layer": "selectbox",
    "matrix_step": "select_slider",
    "batch_share": "segmented_control",
    "backward_cell_weight_3": "selectbox",
    "backward_cell_input_4": "selectbox",
    "even_teachers": "pills",
}


def choose(app, key, value):
    kind = KINDS.get(key, KINDS.get(key.split("_")[-1], "segmented_control"))
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


def figure(app):
    """What a figure of a training was sent: header, numbers of its parts, and films."""
    (data,) = [
        one.proto.bytes
        for one in app.get("bidi_component")
        if one.proto.component_name.endswith("training")
    ]
    (length,) = struct.unpack("<I", data[:4])
    words = zlib.decompress(data[4 : 4 + length])
    (told,) = struct.unpack("<I", words[:4])
    header = json.loads(words[4 : 4 + told])
    numbers = np.frombuffer(words, "<f4", offset=4 + told)
    films, start = [], 4 + length
    for one in header["films"]:
        packed = zlib.decompress(data[start : start + one["bytes"]])
        changes = np.frombuffer(packed, np.uint8).reshape(one["frames"], *one["shape"])
        films.append(np.cumsum(changes, axis=0, dtype=np.uint8))
        start += one["bytes"]
    assert start == len(data)
    return header, numbers, films


def tables(app):
    """The numbers of a figure's tables, by their titles; charts come after them."""
    header, numbers, _films = figure(app)
    found, start = {}, 0
    for one in header["below"]:
        if one["kind"] == "table":
            count = int(np.prod(one["values"]))
            found[one["title"]] = numbers[start : start + count].reshape(one["values"])
            start += count
    return found


@pytest.mark.parametrize("step", CONTROLS)
def test_every_option_of_every_control(step):
    app = opened(PAGE, step=step, lang="zh")
    for key, options in CONTROLS[step].items():
        for option in options:
            choose(app, key, option)
            assert not re.search(r"[{}]", said(app))


def test_all_of_a_training_is_sent_at_once_and_the_address_says_where_it_stands():
    app = opened(PAGE, step="random_start", random_step="200", random_seed="5")
    header, _numbers, films = figure(app)
    assert header["steps"] == list(STEPS)
    assert header["at"] == STEPS.index(200)
    one = trained(LAYERS["transposed_3"], 5)
    np.testing.assert_allclose(tables(app)["Seed 5"], one.kernels, rtol=1e-6)
    assert header["films"][0]["notes"] == [decibels(value) for value in one.decibels]
    layer = EnlargingLayer("transposed", 3)
    for place in (0, 9, len(STEPS) - 1):
        made = layer.enlarge(small("cameraman"), one.kernels[place]).clip(0, 1)
        np.testing.assert_allclose(films[0][place], 255 * made, atol=0.51)
    np.testing.assert_allclose(films[-1][0], 255 * grey("cameraman"), atol=0.51)
    assert "200" in answer(app)


def test_two_by_two_learn_nearest():
    app = opened(PAGE, step="random_start", random_kernel_size="2", random_step="2000")
    for title in ("Seed 0", "Seed 1", "Seed 2"):
        np.testing.assert_allclose(tables(app)[title][-1], 1, atol=0.05)


def test_phase_sums_stand_beside_the_kernel_and_become_equal():
    app = opened(PAGE, step="evenness", even_step="0")
    sums = tables(app)["Phase sums"]
    assert np.ptp(sums[0]) > 0.1
    assert np.ptp(sums[-1]) < 0.02
    best = figure(app)[0]["below"][-1]["marks"][0]
    assert best[0].startswith("best possible")
    assert best[1] == trained(LAYERS["transposed_3"]).best_decibels


def test_a_start_that_a_layer_has_not_gives_way():
    app = opened(PAGE, step="evenness", even_layer="sub_pixel_3", even_start="icnr")
    np.testing.assert_allclose(tables(app)["Phase sums"][0], tables(app)["Phase sums"][0, 0, 0])
    choose(app, "even_layer", "nearest_1")
    assert app.segmented_control(key="even_start").options == ["random", "all ones"]


def test_who_judges_does_not_teach_and_someone_must():
    app = opened(PAGE, step="evenness", even_judge="cat")
    assert "Cat judges, so it does not teach." in said(app)
    app.pills(key="even_teachers").set_value(["cat"]).run()
    (warning,) = sound(app).warning
    assert "has to teach" in warning.value
    assert tables(app)["Kernel"].shape == (len(STEPS), 3, 3)


def png(values):
    stream = BytesIO()
    Image.fromarray(values).save(stream, "PNG")
    return stream.getvalue()


def test_a_picture_of_ones_own_judges_and_teaches():
    app = opened(PAGE, step="evenness", even_judge="upload")
    assert "Until your picture is there, Cameraman judges." in said(app)
    before = tables(app)["Kernel"][-1]
    rows, columns = np.mgrid[:70, :120]
    values = (127 + 60 * np.sin(rows / 3) + 60 * np.cos(columns / 4)).astype(np.uint8)
    app.file_uploader[0].upload("waves.png", png(values), "image/png").run()
    header, _numbers, films = figure(sound(app))
    assert header["films"][-1]["shape"] == [70, 96]
    np.testing.assert_array_equal(films[-1][0], values[:, 12:108])
    app.pills(key="even_teachers").set_value(["upload"]).run()
    app.selectbox(key="even_judge").set_value("cat").run()
    assert np.abs(tables(sound(app))["Kernel"][-1] - before).max() > 0.05
    app.file_uploader[0].upload("tiny.png", png(values[:15]), "image/png").run()
    assert "too small to learn from" in sound(app).warning[0].value


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
    header, numbers, _films = figure(app)
    assert np.isfinite(numbers).all()
    assert header["films"][0]["notes"][-1].startswith("Stopped at step")
    assert not re.search("nan|inf", said(app), re.I)


def test_the_answer_is_of_what_is_set():
    app = opened(PAGE, step="side_by_side", side_step="2000")
    courses = {name: trained(layer) for name, layer in LAYERS.items()}
    ends = {name: float(one.decibels[-1]) for name, one in courses.items()}
    assert decibels(max(ends.values())) in answer(app)
    assert decibels(ends["icnr"]) in answer(app)


@pytest.fixture
def slices(monkeypatch):
    """A training that goes on for a moment at each run of the page, and not by itself."""
    monkeypatch.setattr(two_layers, "SLICE", 0.2)
    monkeypatch.setattr(two_layers, "_again", lambda: None)
    monkeypatch.setattr(two_layers, "PLACES", Places(1, 60.0))
    monkeypatch.setattr(two_layers, "_FINISHED", OrderedDict())


def train(app):
    (button,) = [one for one in app.button if one.key == "two_train"]
    return sound(button.click().run())


def test_a_network_is_trained_stopped_and_looked_at(slices):
    app = opened(PAGE, step="two_layers", two_channels="4", lang="en")
    assert "It has not been trained yet." in answer(app)
    assert figure(app)[0]["reached"] == 1
    work = app.session_state["_two_layers"]
    train(app)
    first = work.run.step
    assert first > 0
    sound(app.run())
    assert work.run.step > first
    train(app)  # now it says stop
    stopped = work.run.step
    sound(app.run())
    assert work.run.step == stopped
    header, _numbers, films = figure(app)
    assert header["reached"] == len(work.run.decibels) == len(films[1]) > 1
    at = str(header["steps"][header["reached"] - 1])
    assert app.query_params["two_step"] in (at, [at])
    assert "At step" in answer(app)


def test_a_step_that_nobody_has_trained_here_is_said_to_be_so(slices):
    app = opened(PAGE, step="two_layers", two_channels="4", two_step="600", lang="en")
    assert figure(app)[0]["reached"] == 1
    assert "up to step 600" in said(app)
    assert "up to step" not in said(opened(PAGE, step="two_layers", two_channels="4", lang="en"))


def test_when_all_places_are_taken_a_sentence_says_so_and_nothing_is_lost(slices):
    assert two_layers.PLACES.take("somebody else")
    app = train(opened(PAGE, step="two_layers", two_channels="4"))
    sound(app.run())
    assert "Nothing is lost" in app.info[0].value
    assert app.session_state["_two_layers"].run.step == 0
    two_layers.PLACES.leave("somebody else")
    train(app)
    assert app.session_state["_two_layers"].run.step > 0


def test_what_one_has_trained_others_see_at_once(slices, monkeypatch):
    monkeypatch.setattr(PatchRun, "done", property(lambda run: run.step >= 20))
    monkeypatch.setattr(two_layers, "SLICE", 30.0)
    mine = train(opened(PAGE, step="two_layers", two_channels="4"))
    other = opened(PAGE, step="two_layers", two_channels="4", two_step="20", lang="zh")
    assert figure(other)[0]["reached"] == 4
    assert figure(other)[0]["at"] == 3
    assert other.session_state["_two_layers"].run is mine.session_state["_two_layers"].run
    assert two_layers.PLACES.take("the next")


def test_two_layers_pass_the_best_kernel():
    run = two_layers._new(two_layers.Key(16, 0, "cameraman"))
    best = two_layers.best_decibels("cameraman")
    assert run.decibels[0] == pytest.approx(marks("cameraman")["nearest"])
    while run.decibels[-1] <= best:
        run.advance()
    assert 100 < run.step <= 800
