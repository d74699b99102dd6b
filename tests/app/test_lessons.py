"""The lesson pages as scripts: both languages, every option of every control, the questions."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.app.lessons import LESSONS
from ui.lessons.convolution_matrix.photograph import PHOTOGRAPHS
from upsample_core.inputs.kernel_presets import preset_kernel
from upsample_core.inputs.patterns import grid_pattern
from upsample_core.lessons.questions import convolution_matrix
from upsample_core.lessons.questions.question import drawn
from upsample_core.operations.convolution import conv_map

ROOT = Path(__file__).parents[2]
TIMEOUT = 60
QUESTIONS = {"convolution-matrix": convolution_matrix.KINDS}


def opened(page, **address):
    """Open a lesson at an address, the way a link does; all steps at once, if it names none."""
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=TIMEOUT)
    for name, value in ({"step": "all"} | address).items():
        app.query_params[name] = value
    app.switch_page(f"pages/{page}.py").run()
    return sound(app)


def sound(app):
    """Assert that nothing went wrong on the page."""
    assert not app.exception
    return app


def check(app, question, reply):
    """Reply to the question on show, with a value or a text."""
    if question.choices:
        app.radio[-1].set_value(reply if reply in question.choices else None)
    else:
        text = ", ".join(map(str, reply)) if isinstance(reply, tuple) else str(reply)
        app.text_input[-1].input(text)
    submit = [button for button in app.button if button.label in ("Check", "检查")]
    submit[0].click().run()
    return sound(app)


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("page", LESSONS)
def test_every_lesson_opens(page, lang):
    app = opened(page, lang=lang)
    assert not app.warning
    assert not app.error
    headers = [header.value for header in app.header]
    assert len(headers) == len(LESSONS[page].steps) + 1
    assert all(header.strip() for header in headers)
    heading = {"en": "**Try it**", "zh": "**试一试**"}[lang]
    assert texts(app).count(heading) == len(LESSONS[page].steps)


def choose(app, kind, key, value):
    """Set one control of a page, by its key."""
    getattr(app, kind)(key=key).set_value(value).run()
    assert not sound(app).warning
    assert not app.error


STEP_OPTIONS = {
    "rows": [("rows_output_2", range(4)), ("rows_output_1", range(2))],
    "diagonals": [
        ("diagonals_tap_2", range(9)),
        ("diagonals_side_2", (4, 5, 6)),
        ("diagonals_tap_1", range(3)),
        ("diagonals_side_1", (4, 8, 12)),
    ],
    "transpose": [],
    "lost": [],
}


@pytest.mark.parametrize("preset", ["A", "B"])
@pytest.mark.parametrize("axes", [2, 1])
@pytest.mark.parametrize("step", STEP_OPTIONS)
def test_every_option_of_the_steps_with_presets(step, axes, preset):
    app = opened("convolution-matrix", lang="zh")
    choose(app, "segmented_control", f"{step}_preset", preset)
    choose(app, "segmented_control", f"{step}_axes", axes)
    for key, options in STEP_OPTIONS[step]:
        if key.endswith(f"_{axes}"):
            for option in options:
                choose(app, "segmented_control", key, option)


def test_the_other_controls_of_the_matrix_lesson():
    app = opened("convolution-matrix")
    for pin in ("output:0,1", "input:1,1"):
        choose(app, "segmented_control", "columns_pin", pin)
    for seed in (0, 9999):
        choose(app, "number_input", "transpose_seed", seed)
        choose(app, "number_input", "lost_seed", seed)
    for cell in ((0, 0), (3, 2)):
        choose(app, "selectbox", "transpose_cell_2", cell)
    for amount in (-5.0, 0.0, 5.0):
        choose(app, "slider", "lost_amount", amount)


@pytest.mark.parametrize("stride", [2, 3, 4])
def test_every_option_of_the_photograph(stride):
    app = opened("convolution-matrix")
    choose(app, "segmented_control", "photo_stride", stride)
    for kernel in ("ones", "gaussian"):
        choose(app, "segmented_control", "photo_kernel", kernel)
    for picture in PHOTOGRAPHS[stride - 2 :: 3]:
        choose(app, "selectbox", "photo_picture", picture)


def texts(app):
    return "\n".join(element.value for element in app.markdown)


def test_a_row_is_built_with_the_numbers_of_the_core():
    app = opened("convolution-matrix")
    choose(app, "segmented_control", "rows_preset", "B")
    choose(app, "segmented_control", "rows_output_2", 1)
    whole = conv_map((4, 4), preset_kernel("counting", (3, 3)), 2, 1)
    x = grid_pattern("pi", (4, 4))
    assert f"= **{whole.apply(x)[0, 1]:.0f}**" in texts(app)
    choose(app, "segmented_control", "diagonals_preset", "B")
    assert f"C stores **{whole.nnz} of 64** entries" in texts(app)


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("page", QUESTIONS)
def test_questions_are_asked_marked_and_explained(page, lang):
    app = opened(page, lang=lang)
    for number in range(len(QUESTIONS[page])):
        question = drawn(QUESTIONS[page], number)
        for blank in ("", "?"):
            check(app, question, blank)
            assert len(app.warning) == 1
            assert not app.error
            assert not app.success
        for wrong in question.mistakes.values():
            check(app, question, wrong)
            assert len(app.error) == 1
            assert not app.success
        check(app, question, question.answer)
        assert len(app.success) == 1
        assert not app.error
        app.button(key=f"{page.replace('-', '_')}_next").click().run()
        assert not sound(app).success


def test_the_score_counts_first_replies():
    app = opened("convolution-matrix")
    first = drawn(QUESTIONS["convolution-matrix"], 0)
    check(app, first, "1, 1")
    check(app, first, first.answer)
    assert [caption.value for caption in app.caption][-1] == "0 of 1 right at the first try"


def test_the_explanation_uses_the_learners_own_number():
    app = opened("convolution-matrix")
    first = drawn(QUESTIONS["convolution-matrix"], 0)
    check(app, first, first.mistakes["transposed"])
    rows, columns = first.answer
    assert f"You answered **{columns} × {rows}**." in app.error[0].value
    assert "That is the shape of Cᵀ" in app.error[0].value
