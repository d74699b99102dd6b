"""The lesson on checkerboards as a script: every control, and what is shown is true."""

import re
from fractions import Fraction
from pathlib import Path
from urllib.parse import parse_qsl

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from ui.lab.state import read_address, settle_lab
from ui.lessons.checkerboard import LESSON
from ui.lessons.checkerboard.spectrum import KERNELS
from ui.lessons.checkerboard.stacks import STACKS
from upsample_core.analysis.evenness import make_flat, phase_sums
from upsample_core.analysis.overlap import coverage_phases, stack_coverage
from upsample_core.inputs.kernel_presets import preset_kernel
from upsample_core.inputs.parsing import parse_numbers
from upsample_core.lessons.generators import GENERATORS

ROOT = Path(__file__).parents[2]
STEPS = len(LESSON.steps)
CONTROLS = {
    "overlap_stride": (1, 3, 4, 2),
    "overlap_kernel_size": (1, 2, 5, 8),
    "overlap_dilation": (2, 3),
    "table_framed": ("divides", "none"),
    "table_dilation": (2, 4),
    "stack_count": (1, 4, 3),
    "weights_stride": (1, 3, 4),
    "weights_dilation": (2, 3),
    "spectrum_stride": (3, 4),
    "spectrum_kernel_size": (2, 8),
    "bias_kernel_size": (4, 5),
    "bias_kernel": ("gaussian", "random", "bilinear"),
    "remedies_stride": (3,),
    "untrained_depth": (1, 4),
    "untrained_resized": (1,),
    "untrained_start": ("constant",),
    "gradients_kind": ("pooling",),
    "gradients_kernel_size": (2, 5),
    "gradients_stride": (1, 3),
    "gradients_layers": (2,),
    "gradients_shifts": (1, 4),
    "borders_signal": ("ramp", "pi"),
    "borders_kernel": ("ones", "gaussian"),
    "borders_stride": (1, 3),
    "borders_kernel_size": (3, 6),
}


def opened(lang="en", step="all"):
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    app.query_params["lang"] = lang
    app.query_params["step"] = step
    app.switch_page("pages/checkerboard.py").run()
    return sound(app)


def sound(app):
    """Assert that nothing went wrong on the page."""
    assert not app.exception
    assert not app.warning
    assert not app.error
    return app


def text_of(app):
    return "\n".join(element.value for element in app.markdown)


def control(app, kind, key):
    return next(widget for widget in app.get(kind) if widget.key == key)


@pytest.fixture(scope="module")
def page():
    return opened()


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_step_opens_with_something_to_try(lang):
    app = opened(lang)
    text = text_of(app)
    assert text.count({"en": "**Try it**", "zh": "**试一试**"}[lang]) == STEPS
    assert len(app.header) == STEPS + 1
    assert not re.search(r"\{\w+\}", text)


def test_the_words_tell_the_numbers_of_the_core():
    text = text_of(opened())
    assert "Of the 51 such pairs in this table" in text
    app = opened(step="stacks")
    two, three = (stack_coverage([(3, 2)] * count).tolist() for count in (2, 3))
    assert "the phases go" not in text_of(app), "it is told once one has predicted"
    control(app, "button_group", "guess_stacks").set_value((max(two), min(two)))
    text = text_of(sound(app.run()))
    assert f"the phases go {', '.join(map(str, two))}." in text
    assert f"that is {max(two) ** 2}\u00a0:\u00a0{min(two) ** 2}, and with three" in text
    assert f"layers {max(three) ** 2}\u00a0:\u00a0{min(three) ** 2}." in text


@pytest.mark.parametrize("step", LESSON.steps, ids=lambda step: step.name)
def test_a_prediction_is_answered(step):
    app = opened(step=step.name)
    guess = step.guess()
    assert guess.right in guess.options
    assert 2 <= len(guess.options) <= 5
    before = len(app.markdown)
    pills = control(app, "button_group", f"guess_{step.name}")
    pills.set_value(guess.right)
    assert "So it is." in text_of(sound(app.run()))
    other = next(option for option in guess.options if option != guess.right)
    control(app, "button_group", f"guess_{step.name}").set_value(other)
    told = text_of(sound(app.run()))
    assert f"The figure shows {guess.options[guess.right]}." in told
    assert len(app.markdown) == before + 1


def test_answers_speak_of_what_the_learner_chose():
    app = opened()
    control(app, "segmented_control", "overlap_stride").set_value(3)
    control(app, "segmented_control", "table_dilation").set_value(2)
    app.text_area(key="weights_text").set_value("1, 2, 4")
    text = text_of(sound(app.run()))
    assert "with your S and D" in text
    assert "With S\u00a0=\u00a03 and D\u00a0=\u00a01, of K up to 8 these are even: 3, 6." in text
    assert "uneven although they divide K: 2, 4, 6, 8." in text
    assert "Your kernel has the phase sums 5, 2." in text
    change = np.abs(make_flat([1.0, 2, 4], 2) - [1, 2, 4]).max()
    assert f"no weight has to change by more than {change:g}" in text
    assert "your paths repeat after 4. Of kernels up to 12 these make them even:\n4, 8, 12." in text


@pytest.mark.parametrize("turn", range(max(map(len, CONTROLS.values()))))
def test_every_choice_draws(page, turn):
    """Turn all controls at once, each to its next value: a run draws every step."""
    for key, values in CONTROLS.items():
        if turn < len(values):
            control(page, "segmented_control", key).set_value(values[turn])
    sound(page.run())
    for key, values in CONTROLS.items():
        assert control(page, "segmented_control", key).value == values[min(turn, len(values) - 1)]


@pytest.mark.parametrize("stride", [2, 3])
def test_the_counts_inside_are_those_of_the_core(stride):
    app = opened()
    for size in (2, 3, 6):
        control(app, "segmented_control", "overlap_stride").set_value(stride)
        control(app, "segmented_control", "overlap_kernel_size").set_value(size)
        text = text_of(sound(app.run()))
        counts = coverage_phases(size, stride).tolist()
        if len(set(counts)) == 1:
            assert f"every cell is reached **{counts[0]}** time" in text
        else:
            assert f"the counts go **{', '.join(map(str, counts))}**, over and over" in text
        holes = stride**2 - np.count_nonzero(counts) ** 2
        assert (f"{holes} of every {stride**2} interior cells are holes" in text) == (holes > 0)


def test_axes_may_differ():
    app = opened()
    app.toggle(key="overlap_apart").set_value(True)
    text = text_of(sound(app.run()))
    # The width begins with K = 3 and S = 1: evenly three.
    assert "the axes multiply: **3, 6**, a ratio of **2\u00a0:\u00a01**" in text


@pytest.mark.parametrize("name", STACKS)
def test_stacks_list_the_paths_of_the_core(page, name):
    page.selectbox(key="stack_example").set_value(name)
    text = text_of(sound(page.run()))
    paths = stack_coverage(STACKS[name]).tolist()
    most, least = Fraction(max(paths), min(paths)).as_integer_ratio()
    across, plane = (f"{most**axes}\u00a0:\u00a0{least**axes}" for axes in (1, 2))
    assert f"| {', '.join(map(str, paths[:12]))} | {across} | {plane} |" in text
    assert page.selectbox(key="stack_example").value == name


def test_a_layer_of_ones_own_changes_the_paths():
    app = opened()
    app.number_input(key="stack_k_1").set_value(6)
    text = text_of(sound(app.run()))
    assert app.selectbox(key="stack_example").value is None
    assert f"| {', '.join(map(str, stack_coverage([(3, 2), (6, 2)]).tolist()))} |" in text


class TestWeights:
    def kernel(self, app):
        rows = parse_numbers(app.text_area(key="weights_text").value, "kernel")
        return rows[0] if len(rows) == 1 else rows

    def test_a_kernel_of_ones_own_is_judged(self):
        app = opened()
        app.text_area(key="weights_text").set_value("1 2 3 4; 5 6 7 8")
        text = text_of(sound(app.run()))
        sums = phase_sums([[1, 2, 3, 4], [5, 6, 7, 8]], 2)
        share = np.var(sums) / np.mean(sums**2)
        assert f"Not flat: {share:.1%} of the energy is pattern" in text

    def test_a_bad_kernel_gets_a_sentence_and_keeps_the_last_good_one(self):
        app = opened()
        app.text_area(key="weights_text").set_value("1, 2, 3")
        before = text_of(sound(app.run()))
        assert "Not flat" in before
        for bad in ("", "  ", "1, nan", "one two", "1 2; 3", "1e999", "1,,2", "1 " * 9):
            app.text_area(key="weights_text").set_value(bad)
            app.run()
            assert not app.exception
            assert len(app.warning) == 1, bad
            assert "The last good kernel is still shown." in app.warning[0].value
            assert text_of(app) == before

    def test_make_flat_makes_it_flat_and_no_more(self):
        app = opened()
        app.text_area(key="weights_text").set_value("1 2 3 4; 5 6 7 9")
        app.run()
        app.button(key="weights_flat").click()
        assert "Flat: all phase sums are equal." in text_of(sound(app.run()))
        expected = make_flat([[1.0, 2, 3, 4], [5, 6, 7, 9]], 2)
        np.testing.assert_allclose(self.kernel(app), expected, rtol=1e-7)

    def test_icnr_repeats_the_first_filter(self):
        app = opened()
        app.text_area(key="weights_text").set_value("1 2 3 4")
        app.run()
        app.button(key="weights_icnr").click()
        sound(app.run())
        assert self.kernel(app).tolist() == [1, 1, 3, 3]

    def test_buttons_draw_presets_in_the_shape_of_the_kernel(self):
        app = opened()
        app.text_area(key="weights_text").set_value("1 2 3 4")
        app.run()
        for name in ("random", "ones", "bilinear"):
            app.button(key=f"weights_{name}").click()
            sound(app.run())
            assert self.kernel(app).tolist() == preset_kernel(name, 4).tolist()
        app.button(key="weights_axes").click()
        sound(app.run())
        np.testing.assert_allclose(self.kernel(app), preset_kernel("bilinear", (4, 4)))
        app.button(key="weights_axes").click()
        assert self.kernel(sound(app.run())).shape == (4,)

    def test_every_press_of_random_draws_anew(self):
        app = opened()
        drawn_kernels = []
        for _ in range(2):
            app.button(key="weights_random").click()
            drawn_kernels.append(self.kernel(sound(app.run())).tolist())
        assert drawn_kernels[0] != drawn_kernels[1]

    def test_holes_cannot_be_made_flat(self):
        app = opened()
        app.text_area(key="weights_text").set_value("2")
        text = text_of(sound(app.run()))
        assert "Holes cannot be made flat" in text
        assert app.button(key="weights_flat").disabled


def test_sliders_and_seeds_draw(page):
    for key, value in (("spectrum_wave", 0.0), ("bias_level", -1.0), ("remedies_spread", 0.0)):
        page.slider(key=key).set_value(value)
        sound(page.run())
    for key in ("remedies_seed", "untrained_seed"):
        page.number_input(key=key).set_value(9999)
        sound(page.run())


@pytest.mark.parametrize("name", KERNELS)
def test_every_kernel_of_the_spectrum_draws(page, name):
    page.selectbox(key="spectrum_kernel").set_value(name)
    sound(page.run())


@pytest.mark.parametrize("method", GENERATORS)
def test_every_generator_draws(page, method):
    page.selectbox(key="untrained_method").set_value(method)
    sound(page.run())


def test_fewer_layers_leave_fewer_to_resize():
    app = opened()
    control(app, "segmented_control", "untrained_resized").set_value(3)
    sound(app.run())
    control(app, "segmented_control", "untrained_depth").set_value(2)
    sound(app.run())
    assert control(app, "segmented_control", "untrained_resized").value == 2


def test_links_open_the_lab_in_the_state_that_is_shown(page):
    links = [link.proto for link in page.get("page_link")]
    queries = [link.query_string for link in links if "method=" in link.query_string]
    assert len(queries) >= 7
    for query in queries:
        _lab, notes = settle_lab(*read_address(dict(parse_qsl(query))), near=False)
        assert not notes
