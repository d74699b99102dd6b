"""The lesson pages as scripts: both languages, every option of every control."""

import pytest

from tests.app.lesson_page import choose, texts
from tests.app.lesson_page import opened_whole as opened
from tests.app.lessons import LESSONS
from ui.lessons.convolution_matrix.photograph import PHOTOGRAPHS
from upsample_core.inputs.kernel_presets import preset_kernel
from upsample_core.inputs.patterns import grid_pattern
from upsample_core.operations.convolution import conv_map


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


def test_a_row_is_built_with_the_numbers_of_the_core():
    app = opened("convolution-matrix")
    choose(app, "segmented_control", "rows_preset", "B")
    choose(app, "segmented_control", "rows_output_2", 1)
    whole = conv_map((4, 4), preset_kernel("counting", (3, 3)), 2, 1)
    x = grid_pattern("pi", (4, 4))
    assert f"= **{whole.apply(x)[0, 1]:.0f}**" in texts(app)
    choose(app, "segmented_control", "diagonals_preset", "B")
    assert f"C stores **{whole.nnz} of 64** entries" in texts(app)
