"""The lab as a script: every method in both languages, silly addresses, changes one by one."""

import random
from pathlib import Path

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from ui.lab.state import read_address, settle_lab, to_address
from ui.labels import INPUTS, PICTURES
from upsample_core.methods import METHODS

ROOT = Path(__file__).parents[2]
TIMEOUT = 60


def opened(**address):
    """Open the lab at an address, the way a link does."""
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=TIMEOUT)
    for name, value in address.items():
        app.query_params[name] = value
    app.switch_page("pages/lab.py").run()
    return app


def sound(app):
    """Assert that nothing went wrong on the page."""
    assert not app.exception
    assert not app.error
    return app


def warnings(app):
    return [warning.value for warning in app.warning]


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("name", METHODS)
def test_every_method_opens(name, lang):
    app = sound(opened(method=name, lang=lang))
    assert not app.warning
    assert app.selectbox(key="method").value == name
    title = {"en": "Lab", "zh": "实验室"}[lang]
    assert app.title[0].value == title


@pytest.mark.parametrize("name", METHODS)
def test_every_method_opens_in_one_dimension(name):
    assert not sound(opened(method=name, dims="1", size="9")).warning


@pytest.mark.parametrize("name", ["edge_directed", "region_based", "max_pool"])
def test_a_matrix_that_depends_on_the_image_is_said_to(name):
    app = sound(opened(method=name, picture="cameraman"))
    assert any("another image has another" in part.value for part in app.markdown)
    assert any("No overlap map" in part.value for part in app.caption)
    sound(app.segmented_control(key="view").set_value("spectrum").run())
    assert any("no frequency response of its own" in part.value for part in app.caption)
    fixed = sound(opened(method="bicubic", picture="cameraman"))
    told = [part.value for part in (*fixed.markdown, *fixed.caption)]
    assert not any("another image" in text or "No overlap" in text for text in told)


@pytest.mark.parametrize("name", ["edge_directed", "region_based"])
def test_in_one_dimension_there_is_no_direction(name):
    app = sound(opened(method=name, dims="1", size="9"))
    assert any("this is linear interpolation" in part.value for part in app.markdown)


def test_another_view_is_chosen():
    app = sound(opened())
    for view in ("code", "download", "picture"):
        sound(app.segmented_control(key="view").set_value(view).run())
        assert app.segmented_control(key="view").value == view
        assert bool(app.code) == (view == "code")


@pytest.mark.parametrize("view", ["picture", "spectrum", "code", "download"])
@pytest.mark.parametrize("name", METHODS)
def test_every_view_opens(name, view):
    assert not sound(opened(method=name, view=view, picture="cameraman")).warning


@pytest.mark.parametrize("name", PICTURES)
def test_every_picture_opens(name):
    sound(opened(picture=name))


@pytest.mark.parametrize("name", INPUTS)
def test_every_input_opens(name):
    sound(opened(input=name, size="3x5"))


def test_the_formula_holds_the_numbers_of_the_address():
    app = opened(stride="3", kernel_size="5", padding="2", output_padding="1", size="6")
    formulas = [m.value for m in app.markdown if m.value.startswith("*O*")]
    assert formulas == [
        "*O* = (*L*−1)·*S* − 2*P* + *D*·(*K*−1) + *OP* + 1 = 5·3 − 2·2 + 1·4 + 1 + 1 = **17**"
    ]


def test_the_verdict_names_counts_and_reason():
    told = " ".join(m.value for m in opened(kernel_size="3", stride="2").markdown)
    assert "Uneven overlap 1 : 2 : 4" in told
    assert "because S = 2 does not divide K = 3." in told
    assert "all phase sums are equal" in told


@pytest.mark.parametrize(
    ("address", "warning"),
    [
        ({"stride": "0"}, "Stride: 0 is not possible here, so 2 is used."),
        ({"stride": "1e9"}, "Stride: 1e9 is not possible here, so 2 is used."),
        ({"stride": "nan"}, "Stride: nan is not possible"),
        ({"stride": "9" * 5000}, "Stride: 9999999999999999999999999999999999999999 is not"),
        (
            {"stride": "1" + "0" * 309, "kernel": "custom", "kernel_values": "1,2;3,4"},
            "Stride: 1000",
        ),
        ({"stride": "2,2", "dims": "1"}, "Stride: 2,2 is not possible here, so 2 is used."),
        ({"method": "<script>"}, "Method: \\<script\\> is not possible here"),
        ({"method": "**x**"}, "Method: \\*\\*x\\*\\* is not"),
        ({"size": "0x0"}, "Input must be from 1 to 12 along an axis, got 0x0; 4x4 is used."),
        ({"size": "13x13"}, "Input must be from 1 to 12 along an axis, got 13x13; 4x4 is used."),
        (
            {"size": "25", "dims": "1"},
            "Input must be from 1 to 24 along an axis, got 25; 8 is used.",
        ),
        ({"size": "99999999999"}, "Input must be from 1 to 12 along an axis, got 99999999999;"),
        (
            {"dims": "1", "kernel": "custom", "kernel_values": "1,2;3,4"},
            "Kernel values must be one row where the input has one axis, got 2 rows",
        ),
        ({"step": "x"}, "The step: x is not possible here, so"),
        ({"form": "letters"}, "Numbers or symbols: letters is not possible here, so numbers is"),
        ({"present": "yes"}, "Present: yes is not possible here, so false is used."),
        ({"dims": "7"}, "Input: 7 is not possible here, so 2 is used."),
        ({"padding": "99"}, "Padding: 99 is not possible here, so 1 is used."),
        ({"output_padding": "2"}, "Output padding: 2 is not possible here, so 0 is used."),
        ({"input": "custom", "values": "1,2;3"}, "Input values must have as many numbers"),
        ({"input": "custom", "values": "1,x"}, "row 1, entry 2 must be a finite number"),
        (
            {"input": "custom", "values": ",".join("1" * 30)},
            "Input values must have at most 24 numbers along an axis",
        ),
        ({"kernel": "custom", "kernel_values": "1,nan"}, "Kernel values, row 1, entry 2"),
        ({"kernel": "custom", "kernel_values": "1,__import__('os')"}, "must be a finite number"),
        (
            {"kernel": "custom", "kernel_values": ";".join("1" * 9)},
            "Kernel values must have at most 8 numbers along an axis",
        ),
        ({"picture": "../../etc/passwd"}, "Picture:"),
        ({"view": "x"}, "View: x is not possible here, so picture is used."),
    ],
)
def test_a_bad_value_in_an_address_is_replaced_and_named(address, warning):
    app = sound(opened(**address, **({} if "method" in address else {"kernel_size": "4"})))
    told = [text.replace("\\", "") for text in warnings(app)]
    assert any(warning.replace("\\", "") in text for text in told), told
    app.run()  # as a browser asks for it whose connection was away for a moment
    assert [text.replace("\\", "") for text in warnings(app)] == told
    if "method" not in address and "kernel_values" not in address:
        assert app.segmented_control(key="kernel_size").value == 4, "other settings are lost"


@pytest.mark.parametrize("address", [{"name": "x"}, {"stride": "2", "utm_source": "mail"}])
def test_names_that_mean_nothing_are_passed_over(address):
    assert not sound(opened(**address)).warning


def test_a_change_keeps_the_other_settings():
    app = opened(stride="3", kernel_size="5", padding="2", size="6")
    app.selectbox(key="method").set_value("strided_convolution").run()
    assert sound(app).segmented_control(key="stride").value == 3
    app.selectbox(key="method").set_value("nearest").run()
    app.selectbox(key="method").set_value("transposed_convolution").run()
    assert sound(app).segmented_control(key="kernel_size").value == 5
    assert app.segmented_control(key="padding").value == 2


def test_a_parameter_that_becomes_illegal_moves_to_the_nearest_and_says_so():
    app = opened(stride="4", output_padding="3")
    app.segmented_control(key="stride").set_value(2).run()
    assert app.segmented_control(key="output_padding").value == 1
    said = ["Output padding: 3 is not possible here, so 1 is used."]
    assert warnings(app) == said
    app.run()
    assert warnings(app) == said
    app.segmented_control(key="padding").set_value(0).run()
    assert not app.warning


def test_axes_can_differ():
    app = opened(size="3x5", stride="2,3")
    assert app.toggle(key="apart").value
    assert app.segmented_control(key="stride").value == 2
    assert app.segmented_control(key="stride_w").value == 3
    app.segmented_control(key="stride_w").set_value(4).run()
    assert sound(app).segmented_control(key="stride").value == 2
    app.toggle(key="apart").set_value(False).run()
    assert sound(app).segmented_control(key="stride").value == 2


def test_a_pasted_kernel_sets_its_size_and_a_bad_one_keeps_the_last():
    app = opened(kernel="custom", kernel_values="1,2,3,4;5,6,7,8")
    assert app.segmented_control(key="kernel_size").value == 2
    assert app.segmented_control(key="kernel_size_w").value == 4
    app.text_area(key="kernel_values").set_value("1,2\n3,oops").run()
    assert "row 2, entry 2" in warnings(app)[0].replace("\\", "")
    assert app.segmented_control(key="kernel_size_w").value == 4, "the last good kernel stands"
    assert app.text_area(key="kernel_values").value == "1,2\n3,oops", "what was typed stays"


def test_changing_the_size_recuts_a_pasted_kernel():
    app = opened(kernel="custom", kernel_values="1,2;3,4")
    app.segmented_control(key="kernel_size").set_value(3).run()
    assert app.text_area(key="kernel_values").value == "1,2,0\n3,4,0\n0,0,0"
    assert not sound(app).warning


def test_pasted_input_sets_the_size():
    app = sound(opened(input="custom", values="1,2,3;4,5,6"))
    captions = [m.value for m in app.markdown if "height" in m.value]
    assert any("1·2" in text and "2·2" in text for text in captions)


JUNK = ["0", "-1", "2", "3", "7", "1e9", "nan", "inf", "2,3", "1,2,3", "", "x", "½", "true", "π"]
JUNK += ["false", "0x10", "99999999999999999999", "<b>", "{0}", "%s", "1;2", "\x00"]
ADDRESS_NAMES = ["size", "dims", "input", "values", "picture", "view", "pin", "lang"]
ADDRESS_NAMES += sorted({p.name for definition in METHODS.values() for p in definition.parameters})


def random_address(rng):
    """Draw an address from what is plausible, illegal and absurd."""
    words = [*METHODS, "custom", "random", "icnr", "upload", "code", "output:3,5", "kernel:0,0"]
    address = {"method": rng.choice([*METHODS, "?"])}
    for name in rng.sample(ADDRESS_NAMES, rng.randrange(1, 9)):
        address[name] = rng.choice([*JUNK, *words])
    return address


def test_random_addresses_never_break_the_state(seed):
    rng = random.Random(seed)
    for _ in range(400):
        address = random_address(rng)
        lab, _notes = settle_lab(*read_address(address), near=False)
        again, notes = settle_lab(*read_address(to_address(lab)), near=False)
        assert to_address(again) == to_address(lab), address
        assert not notes, (address, notes)
        np.testing.assert_array_equal(again.grid, lab.grid)


def test_random_addresses_never_break_the_page(seed):
    rng = random.Random(seed)
    for _ in range(12):
        address = random_address(rng)
        app = opened(**address)
        assert not app.exception, address


def address_of(app):
    """What the address holds."""
    found = {n: v[0] if isinstance(v, list) else v for n, v in app.query_params.items()}
    return {name: value for name, value in found.items() if name != "lang"}


def test_a_change_with_an_address_that_lags_behind_loses_nothing():
    # On a slow connection the browser has not yet heard of the address of the change before.
    app = opened(stride="2")
    before = address_of(app)
    app.segmented_control(key="kernel_size").set_value(6).run()
    app.query_params.clear()
    for name, value in before.items():
        app.query_params[name] = value
    app.segmented_control(key="padding").set_value(2).run()
    sound(app)
    assert app.segmented_control(key="kernel_size").value == 6
    assert app.segmented_control(key="padding").value == 2
    assert address_of(app)["kernel_size"] == "6"
    assert address_of(app)["padding"] == "2"


def test_another_address_without_a_change_is_followed():
    # As after the back button.
    app = opened(stride="2")
    before = address_of(app)
    app.segmented_control(key="stride").set_value(3).run()
    app.query_params.clear()
    for name, value in before.items():
        app.query_params[name] = value
    app.run()
    assert app.segmented_control(key="stride").value == 2
