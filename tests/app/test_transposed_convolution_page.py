"""The lesson on transposed convolution as a script: every control, and what is shown is true."""

import re
from pathlib import Path

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from tests.core.naive_transposed import stamped
from ui.lab.state import read_address, settle_lab
from ui.lessons.transposed_convolution.common import NAMES
from ui.lessons.transposed_convolution.search import GOALS
from ui.lessons.transposed_convolution.size import CASES
from ui.lessons.transposed_convolution.ways import WAYS
from upsample_core.lessons.parameter_search import ranked_parameters
from upsample_core.methods.ranges import MAX_PADDING

ROOT = Path(__file__).parents[2]
PAGE = "transposed-convolution"
STEPS = 8
CONTROLS = {
    "symbols_padding": (0, 1, 2),
    "symbols_output_padding": (0, 1),
    "ways_way": tuple(WAYS),
    "ways_stride": (1, 2, 3, 4),
    "ways_kernel_size": (1, 2, 3, 4, 5, 6),
    "ways_padding": (0, 1, 2, 3),
    "size_stride": (1, 2, 3, 4),
    "size_kernel_size": (1, 2, 3, 4, 5, 6),
    "size_padding": (0, 1, 2, 3),
    "size_output_padding": (0, 1),
    "size_dilation": (1, 2, 3),
    "pair_size": tuple(range(13, 19)),
    "pair_stride": (2, 3, 4),
    "mistake_kernel": ("counting", "bilinear"),
    "same_kernel_size": (2, 3, 4, 5, 6, 7),
    "same_stride": (2, 3, 4),
    "phases_stride": (1, 2, 3),
    "phases_kernel_size": (2, 3, 4, 5, 6),
    "search_goal": (*GOALS, "own"),
}


def opened(lang="en"):
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    app.query_params["lang"] = lang
    app.query_params["step"] = "all"
    app.switch_page(f"pages/{PAGE}.py").run()
    return sound(app)


def sound(app):
    """Assert that nothing went wrong on the page."""
    assert not app.exception
    assert not app.warning
    assert not app.error
    return app


def choose(app, key, value, kind="segmented_control"):
    getattr(app, kind)(key=key).set_value(value).run()
    return sound(app)


def told(app):
    """Everything written on the page, one text."""
    text = "\n".join(element.value for element in (*app.markdown, *app.caption))
    return text.replace("\u00a0", " ")


def tables(app):
    """All signals under one another on the page: the cells that hold a number, row by row."""
    html = "".join(element.proto.body for element in app.get("html"))
    return [
        [re.findall(r"<td[^>]*>([^<]*)</td>", row) for row in re.findall(r"<tr>(.*?)</tr>", table)]
        for table in re.findall(r'<figure class="grid \w+ named".*?</table>', html)
    ]


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_step_opens(lang):
    app = opened(lang)
    assert len(app.header) == STEPS + 1
    assert "{" not in re.sub(r"\$.*?\$", "", told(app))


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("key", CONTROLS)
def test_every_value_of_every_control(key, lang):
    app = opened(lang)
    for value in CONTROLS[key]:
        choose(app, key, value)


def test_controls_together_at_random(seed):
    source = np.random.default_rng(seed)
    app = opened()
    for _ in range(40):
        key = str(source.choice(list(CONTROLS)))
        if not [control for control in app.segmented_control if control.key == key]:
            continue
        options = app.segmented_control(key=key).options
        place = source.integers(len(options))
        wanted = [value for value in CONTROLS[key] if str(value) == str(options[place])]
        choose(app, key, wanted[0] if wanted else CONTROLS[key][0])


def test_the_worked_example_is_written_out():
    rows = told(opened())
    assert "k9·a + k7·b + k3·c + k1·d" in rows
    assert "| **0** | k5·a | k6·a + k4·b | k5·b | k6·b |" in rows
    assert "| **3** | k8·c | k9·c + k7·d | k8·d | k9·d |" in rows


def test_without_output_padding_a_row_and_a_column_go():
    app = choose(opened(), "symbols_output_padding", 0)
    rows = told(app)
    assert "| **0** | k5·a | k6·a + k4·b | k5·b |" in rows
    assert "**3**" not in rows


def test_the_forms_agree_on_the_page():
    app = choose(opened(), "ways_stride", 3)
    here, far = re.search(
        r"they differ by at most (\S+), on 1280 random numbers by (\S+)\.", told(app)
    ).groups()
    assert here == "0"
    assert float(far) < 1e-12


def test_the_products_are_counted_for_the_learners_numbers():
    app = choose(opened(), "ways_stride", 3)
    # Every output cell of (3-1)*3 - 2 + 3 = 7 by 7 takes nine taps; 7 by 7 of them meet a datum.
    assert "With S = 3, K = 3, P = 1 it multiplies 441 times, 392 of them by" in told(app)


@pytest.mark.parametrize("case", CASES)
def test_a_special_case_sets_the_parameters(case):
    app = opened()
    # Another one first: taking the one that is on changes nothing.
    choose(app, "size_case", "full" if case == "usual" else "usual", "selectbox")
    choose(app, "size_case", case, "selectbox")
    values = {name: app.segmented_control(key=f"size_{name}").value for name in NAMES}
    wanted = {"output_padding": 0, "dilation": 1, **CASES[case][1]}
    assert values == wanted
    assert app.selectbox(key="size_case").value == case
    size = len(stamped(np.ones(4), np.ones(values.pop("kernel_size")), **values))
    (formula,) = [m.value for m in app.markdown if m.value.startswith("*O*")]
    assert f"= **{size}**" in formula


def test_a_case_that_is_changed_is_no_longer_on():
    app = choose(opened(), "size_kernel_size", 5)
    assert app.selectbox(key="size_case").value is None
    choose(app, "size_kernel_size", 4)
    assert app.selectbox(key="size_case").value == "usual"


def test_the_kinds_of_transposed_convolution_are_named():
    app = choose(opened(), "size_case", "negative", "selectbox")
    assert "It is negative. Cropped at each end: 1." in told(app)
    choose(app, "size_case", "full", "selectbox")
    assert "With stride 1 no zeros are inserted: the size changes by +2." in told(app)
    choose(app, "size_case", "dilated", "selectbox")
    choose(app, "size_dilation", 2)
    assert "Output cells that no stamp reaches: " in told(app)


@pytest.mark.parametrize(("size", "shrunk", "back"), [(17, 6, 16), (14, 5, 13)])
def test_the_pairs_of_output_padding(size, shrunk, back):
    app = choose(opened(), "pair_size", size)
    assert f"**{size} → {shrunk}**. Its transpose: {shrunk} → **{back}**" in told(app)
    assert f"With output padding 1 it is **{size}** again" in told(app)
    digits = [3.0, 1.0, 4.0, 1.0, 5.0, 9.0][:shrunk]
    expected = stamped(digits, [1, 2, 3, 4, 5], 3, 2, 2)
    strips = tables(app)[0]
    assert strips[3] == [f"{value:g}" for value in expected[back - 6 :]]
    assert strips[1] == [*strips[3][:6], "", ""]


def test_a_cell_beyond_every_stamp_is_said_to_be_empty():
    app = opened()
    assert "They hold 36, 45: sums like all others." in told(app)
    assert "Beyond the last stamp" not in told(app)
    choose(app, "pair_stride", 4)
    assert tables(app)[0][-1][-1] == "0"
    assert "Beyond the last stamp a sum has no terms, and is 0." in told(app)


def test_the_mistake_about_the_flip_shows_and_hides():
    app = opened()
    assert "right is **k6·a + k4·b** = 14; the kernel as it is gives k4·a + k6·b = 16" in told(app)
    choose(app, "mistake_kernel", "bilinear")
    assert "0 of 16 cells are wrong" in told(app)


def test_the_mistake_about_the_border():
    app = choose(opened(), "mistake", "border")
    assert "= **2** zeros at each end. Said: P = 1." in told(app)
    for kernel_size in (3, 4, 5):
        choose(app, "border_kernel_size", kernel_size)
        right, wrong = tables(app)[1][1:]
        expected = stamped([1, 2, 3, 4], np.arange(1.0, kernel_size + 1), 2, 1)
        assert [cell for cell in right if cell] == [f"{value:g}" for value in expected]
        assert (right == wrong) == (kernel_size == 3)
    assert "Here both are the same" not in told(app)
    choose(app, "border_kernel_size", 3)
    assert "Here both are the same number" in told(app)
    for dilation in (1, 2, 3):
        choose(app, "border_dilation", dilation)
        for padding in app.segmented_control(key="border_padding").options:
            choose(app, "border_padding", int(padding))


@pytest.mark.parametrize("stride", [1, 2, 3])
def test_the_inverse_is_none(stride):
    app = choose(opened(), "mistake", "inverse")
    choose(app, "inverse_stride", stride)
    assert re.search(r"the shape is back, but [1-9]\d* of 9 values are not", told(app))


@pytest.mark.parametrize(("kernel_size", "apart"), [(3, True), (5, True), (4, False), (2, False)])
def test_same_lies_one_cell_apart(kernel_size, apart):
    app = choose(opened(), "same_kernel_size", kernel_size)
    # Nothing after the two outputs is a table of cells.
    torch, tensorflow = tables(app)[-1][1:]
    assert ("**1 cell apart**" in told(app)) == apart
    assert (torch[:-1] == tensorflow[1:]) == apart
    assert (torch == tensorflow) == (not apart)
    if kernel_size == 3:
        assert "PyTorch crops (1, 0) and TensorFlow (0, 1)" in told(app)


def test_the_cost_of_zeros():
    app = choose(choose(opened(), "phases_stride", 3), "phases_kernel_size", 2)
    assert "9 phase kernels" in "".join(element.proto.body for element in app.get("html"))
    assert "Empty phase kernels, which leave holes in the output: 5." in told(app)
    assert "75% for S = 2" in told(app)


@pytest.mark.parametrize("goal", GOALS)
def test_the_search_lists_all_that_there_is(goal):
    app = choose(opened(), "search_goal", goal)
    small, large = GOALS[goal]
    choices = ranked_parameters(small, large, 4, 8, 1)
    even = sum(choice.coverage.even for choice in choices)
    assert f"**{len(choices)}** ways from {small} to {large}, **{even}** of them" in told(app)
    assert len(app.dataframe[-1].value) == len(choices)
    dropping = [choice for choice in choices if choice.parameters.drops_inputs]
    assert (f"**{len(dropping)}** of them here" in told(app)) == bool(dropping)
    marks = app.dataframe[-1].value["Inputs"].tolist()
    assert [mark != "✓" for mark in marks] == [one.parameters.drops_inputs for one in choices]
    assert "✓ even, because" in told(app)


def test_all_37_ways_from_7_to_14_are_there():
    table = opened().dataframe[-1].value
    rows = [tuple(map(int, row)) for row in table[["S", "K", "P", "OP"]].itertuples(index=False)]
    every = {
        (s, k, p, o)
        for s in range(1, 5)
        for k in range(1, 9)
        for p in range(40)
        for o in range(s)
        if 6 * s - 2 * p + k + o == 14
    }
    assert len(rows) == 37
    assert set(rows) == every


@pytest.mark.parametrize(("small", "large"), [*GOALS.values(), (24, 96), (1, 9)])
def test_every_row_that_the_lab_can_hold_opens_there(small, large):
    for choice in ranked_parameters(small, large, 4, 8, 3):
        way = choice.parameters
        if way.padding > MAX_PADDING:
            continue
        names = ("stride", "kernel_size", "padding", "output_padding", "dilation")
        address = {name: str(getattr(way, name)) for name in names}
        shape = {"size": str(small), "dims": "1"}
        state = read_address({"method": "transposed_convolution", **shape, **address})
        lab, notes = settle_lab(*state, near=False)
        assert not notes
        assert lab.method.output_shape == (large,)


def test_a_search_that_finds_nothing_says_so():
    app = choose(opened(), "search_goal", "own")
    choose(app, "search_from", 3, "number_input")
    choose(app, "search_to", 100, "number_input")
    assert "Nothing within these bounds takes 3 to 100." in app.info[0].value
    for key in ("most_stride", "most_kernel", "most_dilation"):
        choose(app, key, 1, "number_input")
    choose(app, "search_to", 3, "number_input")
    assert not app.info


def test_controls_offer_nothing_illegal():
    app = opened()
    choose(app, "ways_stride", 1)
    choose(app, "ways_kernel_size", 1)
    assert [str(option) for option in app.segmented_control(key="ways_padding").options] == [
        "0",
        "1",
    ]
