"""The lesson on generative networks as a script: every option, what it says, damaged files."""

import re
import struct

import pytest

from tests.app.lesson_page import opened, sound
from ui.lessons.generative import common, tradeoff, why
from ui.numbers import decibels, tenths
from ui.shared import forget
from upsample_core import ParameterError
from upsample_core.lessons.guessing import NO_DRAWING, averages, decibels_of, mean_of

PAGE = "generative"
CONTROLS = {
    "why": {"why_letter": ("R", "t"), "why_level": (5, 40), "why_seed": (9999,)},
    "answers": {
        "answers_letter": ("n",),
        "answers_source": ("gan", "library"),
        "answers_seed": (7,),
    },
    "tradeoff": {"tradeoff_axis": ("grey",)},
    "inside": {
        "inside_letter": ("S",),
        "inside_prior": ("library",),
        "inside_steps": (1, 32),
        "inside_project": (True,),
        "inside_seed": (9,),
    },
    "gan": {"gan_view": ("noise",), "gan_letter": (3,)},
    "boards": {"boards_run": (1,), "boards_letter": (2,)},
    "invented": {
        "invented_given": ("eye", "drawing"),
        "invented_prior": ("photographs", "library"),
        "invented_project": (True,),
        "invented_seed": (3,),
    },
}
KINDS = {"seed": "number_input", "level": "select_slider", "project": "toggle",
         "given": "selectbox"}  # fmt: skip


def choose(app, key, value):
    getattr(app, KINDS.get(key.split("_")[-1], "segmented_control"))(key=key).set_value(value).run()
    sound(app)
    assert not app.warning
    assert not app.error
    return app


def said(app):
    return "\n".join(one.value for one in (*app.markdown, *app.caption))


def answer(app):
    (one,) = [one for one in app.expander if one.label in ("Answer", "答案")]
    return one.markdown[0].value


@pytest.mark.parametrize("step", CONTROLS)
def test_every_option_of_every_control(step):
    app = opened(PAGE, step=step, lang="zh")
    for key, options in CONTROLS[step].items():
        for option in options:
            choose(app, key, option)
            assert not re.search(r"[{}]|\bnan\b|\binf\b", said(app))


def test_the_answer_is_of_what_is_set():
    app = opened(PAGE, step="why", why_letter="S", why_level="40")
    found = why.Chosen(common.Given("letter", "S"), 40, 0).found
    assert tenths(found.many) in answer(app)
    choose(app, "why_level", 5)
    assert "± 5" in answer(app)
    made = common.guesses("letters", common.Given("letter", "t"), tuple(range(4, 20)), 8)
    app = opened(PAGE, step="answers", answers_letter="t", answers_seed="4")
    true = common.original(common.Given("letter", "t"))
    assert decibels(averages(made, true).decibels[-1]) in answer(app)


def test_a_drawing_is_in_the_address():
    text = "_" * 42 + "8"
    app = opened(PAGE, step="invented", invented_given="drawing", invented_drawing=text)
    assert not app.warning
    assert app.query_params["invented_drawing"] in (text, [text])
    full = common.small(common.Given("drawing", text))
    assert (full == 1).all()
    empty = opened(PAGE, step="invented", invented_given="drawing", invented_drawing=NO_DRAWING)
    assert not empty.warning


@pytest.mark.parametrize("text", ["A", "A" * 44, "<b>" * 15, "A" * 5000, NO_DRAWING[:-1] + "B"])
def test_what_is_no_drawing_gets_a_sentence_and_nothing_is_lost(text):
    app = opened(PAGE, step="invented", invented_given="drawing", invented_drawing=text)
    (warning,) = app.warning
    assert "My drawing" in warning.value
    assert len(warning.value) < 300
    assert app.selectbox(key="invented_given").value == "drawing"


def frame(app):
    """The frame at which a film is to stand."""
    (data,) = [
        one.proto.bytes
        for one in app.get("bidi_component")
        if one.proto.component_name.endswith("films")
    ]
    return struct.unpack_from("<H", data)[0]


@pytest.mark.parametrize(
    ("step", "query", "place"),
    [
        ("answers", {}, 0),
        ("answers", {"answers_count": "9"}, 8),
        ("inside", {}, 4),
        ("inside", {"inside_t": "1"}, 8),
        ("inside", {"inside_t": "0.25", "inside_steps": "32"}, 8),
        ("inside", {"inside_t": "0.7", "inside_steps": "1"}, 1),
        ("gan", {"gan_step": "0"}, 0),
        ("boards", {"boards_step": "0", "boards_run": "1"}, 0),
    ],
)
def test_an_address_opens_a_film_at_its_frame(step, query, place):
    app = opened(PAGE, step=step, **query)
    assert not app.warning
    assert frame(app) == place
    for name, value in query.items():
        assert app.query_params[name] in (value, [value])


@pytest.mark.parametrize("query", [{"answers_count": "17"}, {"answers_count": "0"}])
def test_a_frame_that_a_film_has_not_gets_a_sentence(query):
    app = opened(PAGE, step="answers", **query)
    (warning,) = app.warning
    assert "Averaged" in warning.value
    assert frame(app) == 0


def test_a_guess_of_the_library_names_the_glyph_that_it_was_copied_from():
    given = common.Given("letter", "n")
    made = common.guesses("library", given, (0, 1), 8)
    for told, guess in zip(common.traced("library", made), made, strict=True):
        character, face = told.split(" · ")
        known = common.library()
        place = abs(known.glyphs - guess).mean(axis=(1, 2)).argmin()
        assert (known.characters[place], known.faces[place]) == (character, face)
    assert common.traced("letters", made) == ["", ""]


def test_a_library_that_is_damaged_costs_its_figure_and_nothing_else(monkeypatch):
    def damaged():
        raise ParameterError("library.npz is damaged or no .npz file of arrays")

    for module in (common, why):
        monkeypatch.setattr(module, "library", damaged)
    forget()
    app = opened(PAGE, step="why")
    (error,) = app.error
    assert "library" in error.value
    assert "Why one answer is not enough" in [header.value for header in app.header]
    sound(app.segmented_control(key="steps").set_value("questions").run())
    assert not app.error


def test_guesses_are_computed_once_for_all(monkeypatch):
    given = common.Given("letter", "n")
    first = common.flow("library", given, (901, 902), 4, False)
    monkeypatch.setattr(common, "sample_flow", lambda *_what: pytest.fail("computed again"))
    assert common.flow("library", given, (901, 902), 4, False) is first


def test_weights_that_are_missing_cost_what_needs_them(monkeypatch):
    def missing(name):
        raise ParameterError(f"there is no file {name}.npz")

    monkeypatch.setattr(common, "network", missing)
    forget()
    app = opened(PAGE, step="inside")
    (error,) = app.error
    assert "there is no file" in error.value
    assert not sound(app.segmented_control(key="inside_prior").set_value("library").run()).error


def test_diffusion_guesses_differ_more_than_the_gans_and_need_the_mean_more():
    """What the lesson says of its three answers, for every letter that it offers."""
    for letter in common.LETTERS:
        given = common.Given("letter", letter)
        true = common.original(given)
        greys = {}
        for source in ("gan", "letters"):
            made = common.guesses(source, given, tuple(range(16)), 8)
            found = averages(made, true)
            assert found.decibels[-1] > mean_of(decibels_of(made, true)) + 0.4
            greys[source] = found.greys[-1]
        assert greys["gan"] < greys["letters"]


def test_no_method_is_nearest_and_most_lifelike_at_once():
    """What the lesson says of the empty corner, and of the way from one step to many."""
    found = tradeoff._judged()
    assert len(found) > 15
    nearest = min(found, key=lambda name: found[name].error)
    for axis in tradeoff.AXES:
        lifelike = min(found, key=lambda name: tradeoff._lifeless(found[name], axis))
        assert lifelike != nearest
        assert found[lifelike].error > 1.1 * found[nearest].error
    steps = [found[f"flow_{count}"] for count in tradeoff.FLOWS]
    assert [one.error for one in steps] == sorted(one.error for one in steps)
    assert [one.patches for one in steps] == sorted((one.patches for one in steps), reverse=True)
    assert nearest in ("least_squares", "flow_1")
    assert found["flow_16"].patches < found["bicubic"].patches / 4


def test_what_is_said_of_the_trainings_holds():
    """Nearest with a convolution stays even, ICNR protects the start alone; noise counts at ×8."""
    seen = common.upsampling_training()
    pattern = dict(zip(seen.kinds, seen.pattern(), strict=True))
    assert (
        pattern["nearest"].max()
        < 1
        < min(pattern[kind][:, -1].min() for kind in pattern if kind != "nearest")
    )
    assert pattern["sub_pixel_icnr"][:, 0].max() < 1 < pattern["sub_pixel"][:, 0].min()
    four, eight = common.collapse().spread()
    assert eight.mean() > 1.5 * four.mean()
