"""What the controls of a lesson hold is in its address, and an address opens them so."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.app.lessons import LESSONS

ROOT = Path(__file__).parents[2]
CASES = [
    ("convolution-matrix", "rows", "segmented_control", "rows_preset", "B"),
    ("convolution-matrix", "diagonals", "segmented_control", "diagonals_side_2", 5),
    ("convolution-matrix", "columns", "segmented_control", "columns_pin", "output:0,1"),
    ("convolution-matrix", "transpose", "number_input", "transpose_seed", 11),
    ("convolution-matrix", "transpose", "selectbox", "transpose_cell_2", (1, 2)),
    ("convolution-matrix", "lost", "slider", "lost_amount", -3.5),
    ("convolution-matrix", "photograph", "selectbox", "photo_picture", "brick"),
    ("transposed-convolution", "ways", "segmented_control", "ways_way", "matrix"),
    ("transposed-convolution", "size", "segmented_control", "size_stride", 3),
    ("transposed-convolution", "symbols", "segmented_control", "symbols_output_padding", 0),
    ("transposed-convolution", "search", "segmented_control", "search_goal", "16-64"),
    ("transposed-convolution", "search", "number_input", "most_kernel", 5),
    ("checkerboard", "overlap", "segmented_control", "overlap_kernel_size", 5),
    ("checkerboard", "overlap", "toggle", "overlap_apart", True),
    ("checkerboard", "stacks", "number_input", "stack_k_1", 6),
    ("checkerboard", "weights", "text_area", "weights_text", "1, 2, 4; 3, 9, 5"),
    ("checkerboard", "spectrum", "slider", "spectrum_wave", 0.35),
    ("checkerboard", "background", "slider", "bias_level", -0.4),
    ("checkerboard", "untrained", "selectbox", "untrained_method", "sub_pixel"),
    ("checkerboard", "gradients", "segmented_control", "gradients_kind", "pooling"),
    ("interpolation", "neighbours", "segmented_control", "neighbours_picture", "step"),
    ("interpolation", "nearest", "segmented_control", "nearest_rounding", "ceil"),
    ("interpolation", "kernel", "segmented_control", "kernel_name", "lanczos3"),
    ("interpolation", "coordinates", "segmented_control", "coordinates_given", True),
    ("interpolation", "transposed", "toggle", "transposed_repeat", True),
    ("unpooling", "switches", "selectbox", "switches_cell_4", "1,0"),
    ("unpooling", "sizes", "segmented_control", "sizes_asked_2_7", 8),
    ("unpooling", "photograph", "toggle", "unpool_smooth", True),
    ("downsampling", "four_ways", "selectbox", "four_ways_picture", "brick"),
    ("downsampling", "false_wave", "slider", "wave_frequency", 0.2),
    ("downsampling", "false_wave", "segmented_control", "wave_before", "mean"),
    ("downsampling", "blur_before", "slider", "blur_sigma", 1.5),
    ("downsampling", "odd_sizes", "segmented_control", "sizes_ceil", True),
    ("downsampling", "round_trip", "selectbox", "trip_down", "max_pool"),
    ("downsampling", "one_pixel", "segmented_control", "pixel_blur", "bin5"),
    ("downsampling", "not_linear", "number_input", "linear_seed", 7),
    ("downsampling", "stripes", "slider", "stripes_across", 0.325),
    ("downsampling", "learned", "segmented_control", "learned_reach", 2),
    ("sub-pixel", "weaving", "slider", "weave_count_2", 3.0),
    ("sub-pixel", "orders", "segmented_control", "orders_read", "onnx"),
    ("learned", "evenness", "selectbox", "even_layer", "bilinear_3"),
    ("learned", "rates", "slider", "rate_rate", 4.4),
    ("generative", "inside", "segmented_control", "inside_steps", 4),
]


def opened(page, lang="en", step="all", **query):
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    for name, value in {"lang": lang, "step": step, **query}.items():
        app.query_params[name] = value
    app.switch_page(f"pages/{page}.py").run()
    assert not app.exception
    return app


def held(app):
    """What the address holds of the controls."""
    query = {name: value[0] if isinstance(value, list) else value for name, value in spelled(app)}
    for name in ("lang", "step", "quiz"):
        query.pop(name, None)
    return query


def spelled(app):
    return dict(app.query_params).items()


@pytest.mark.parametrize(("page", "step", "kind", "key", "value"), CASES)
def test_a_choice_is_written_down_and_opens_again(page, step, kind, key, value):
    app = opened(page, step=step)
    assert held(app) == {}
    start = getattr(app, kind)(key=key).value
    assert start != value
    getattr(app, kind)(key=key).set_value(value).run()
    assert not app.exception
    query = held(app)
    assert set(query) == {key}
    copied = opened(page, lang="zh", step=step, **query)
    assert getattr(copied, kind)(key=key).value == value
    assert held(copied) == query
    assert not copied.warning
    getattr(copied, kind)(key=key).set_value(start).run()
    assert held(copied) == {}


BAD = [
    ("convolution-matrix", {"rows_preset": "C"}),
    ("convolution-matrix", {"transpose_seed": "-1"}),
    ("convolution-matrix", {"lost_amount": "nan"}),
    ("transposed-convolution", {"size_stride": "1e9"}),
    ("transposed-convolution", {"mistake": "<script>alert(1)</script>"}),
    ("transposed-convolution", {"most_stride": "999999999999"}),
    ("checkerboard", {"overlap_apart": "yes"}),
    ("checkerboard", {"stack_k_1": "٣"}),
    ("checkerboard", {"bias_level": "five"}),
    ("interpolation", {"neighbours_at": "12,3"}),
    ("interpolation", {"kernel_at": "1,2,3"}),
    ("unpooling", {"switches_cell_4": "4,0"}),
    ("unpooling", {"sizes_asked_2_7": "9"}),
    ("downsampling", {"blur_sigma": "40"}),
    ("downsampling", {"four_ways_picture": "upload"}),
    ("downsampling", {"sizes_length": "7.5"}),
    ("sub-pixel", {"weave_count_2": "5"}),
    ("learned", {"even_step": "11"}),
    ("downsampling", {"blur_sigma": ""}),
    ("generative", {"inside_steps": "7"}),
]


@pytest.mark.parametrize(("page", "query"), BAD)
def test_what_is_not_possible_gets_a_sentence_and_leaves_the_rest(page, query):
    app = opened(page, **query)
    (warning,) = app.warning
    assert "is not possible here" in warning.value
    assert "<script>" not in warning.value
    # What the browser's address becomes, without a new entry of its history.
    assert set(app.session_state["_page"].replacement) == {"step", "quiz"}
    app.run()  # as a browser asks for it whose connection was away for a moment
    (still,) = app.warning
    assert still.value == warning.value
    app.segmented_control(key="language").set_value("zh").run()
    assert not app.warning


@pytest.mark.parametrize("page", LESSONS)
def test_names_that_mean_nothing_are_passed_over(page):
    app = opened(page, _language="xx", _lesson_controls="1", nonsense="2")
    assert not app.warning
    assert not app.exception


def test_a_parameter_that_is_legal_alone_moves_to_the_nearest_beside_the_others():
    app = opened("transposed-convolution", size_stride="1", size_output_padding="1")
    assert app.segmented_control(key="size_output_padding").value == 0
    assert not app.exception


def test_several_choices_stand_side_by_side():
    app = opened("checkerboard", overlap_stride="3", overlap_kernel_size="6", stack_count="1")
    assert app.segmented_control(key="overlap_stride").value == 3
    assert app.segmented_control(key="overlap_kernel_size").value == 6
    assert app.segmented_control(key="stack_count").value == 1


def test_another_address_in_the_same_session_begins_anew():
    app = opened("checkerboard", overlap_stride="3")
    app.query_params["overlap_stride"] = "4"
    app.run()
    assert app.segmented_control(key="overlap_stride").value == 4
    del app.query_params["overlap_stride"]
    app.run()
    assert app.segmented_control(key="overlap_stride").value == 2
