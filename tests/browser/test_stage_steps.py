"""Steps, orders, the pin, and what survives when a parameter moves."""

from __future__ import annotations

import re

import numpy as np
import pytest
from playwright.sync_api import expect

from tests.browser.stage_case import traced
from tests.browser.stage_page import StagePage, number
from tests.browser.waiting import eventually, fall_silent, frames, has_run

WORKED = {"size": "2x2", "output_padding": "1", "kernel": "counting"}


@pytest.fixture(scope="module")
def lasting_page(open_lasting_page, serve):
    return StagePage.open(open_lasting_page, serve)


@pytest.fixture
def worked(lasting_page):
    lasting_page.show(WORKED)
    return lasting_page


def visits(linear_map, order):
    """Entry numbers in the order of their visit."""
    if order != "stamp":
        return np.arange(linear_map.nnz)
    return np.lexsort((linear_map.rows(), linear_map.inputs))


@pytest.mark.parametrize("order", ["gather", "stamp", "matrix"])
def test_a_step_adds_exactly_one_term_to_one_sum(worked, order):
    page = worked
    truth = traced(WORKED)
    page.choose("order", order)
    page.seek(0)
    # Stamps fall on the whole canvas, also where padding crops it.
    stepped = truth.canvas if order == "stamp" else truth.map
    products = stepped.weights * truth.input.ravel()[stepped.inputs]
    sums = np.zeros(stepped.output_shape)
    for entry in visits(stepped, order):
        page.press("forward")
        row, column = stepped.rows()[entry], stepped.inputs[entry]
        sums.flat[row] += products[entry]
        panes = page.read()["panes"]
        cell = kept(truth, stepped, row)
        assert panes["output"]["now"] == ([] if cell is None else [cell])
        assert panes["input"]["now"] == [column]
        assert panes["kernel"]["now"] == [stepped.taps[entry]]
        if cell is None:
            rim = page.page.locator("[data-rim][data-now]")
            assert number(rim.get_attribute("aria-label").split(", ")[-1]) == sums.flat[row]
        else:
            assert number(panes["output"]["texts"][cell]) == sums.flat[row]
    inside = tuple(slice(1, 1 + n) for n in truth.output.shape) if order == "stamp" else ...
    np.testing.assert_array_equal(sums[inside], truth.output)
    page.press("back")
    last = kept(truth, stepped, stepped.rows()[visits(stepped, order)[-2]])
    assert page.read()["panes"]["output"]["now"] == ([] if last is None else [last])


def kept(truth, stepped, row):
    """Which output a cell of the canvas is; none, if padding crops it."""
    if stepped is truth.map:
        return row
    cell = np.array(np.unravel_index(row, stepped.output_shape)) - truth.method["padding"]
    if (cell < 0).any() or (cell >= truth.output.shape).any():
        return None
    return int(np.ravel_multi_index(tuple(cell), truth.output.shape))


def test_sums_that_have_not_begun_stay_blank(worked):
    page = worked
    page.seek(1)
    texts = page.read()["panes"]["output"]["texts"]
    assert texts[0] == "15"
    assert {text for cell, text in texts.items() if cell} == {"·"}


def test_whole_cells_can_be_stepped(worked):
    page = worked
    truth = traced(WORKED)
    page.seek(0)
    for cell in range(4):
        page.press("forwardCell")
        seen = page.read()["panes"]["output"]
        assert seen["now"] == [cell]
        assert number(seen["texts"][cell]) == truth.output.flat[cell]
    page.press("backCell")
    assert page.read()["panes"]["output"]["now"] == [2]


def test_each_half_of_the_way_can_be_stepped(worked):
    page = worked
    finished = page.read()["panes"]["output"]["texts"]
    page.choose("matrix", "second")
    page.hover("output", 5)
    # The window slides over zeros as well: nine terms, five of them nothing.
    assert page.read()["equation"][1].count("·") == 9
    page.seek("max")
    assert page.read()["panes"]["output"]["texts"] == finished
    page.choose("matrix", "first")
    page.seek(1)
    stage = page.read()["panes"]["stage"]
    assert len(stage["now"]) == 1
    assert number(stage["texts"][stage["now"][0]]) == 3


def test_play_goes_on_by_itself_and_pauses(worked):
    page = worked
    page.press("speed", times=4)
    page.press("play")
    expect(page.page.locator(".status")).to_contain_text(re.compile("term [4-9]"))
    page.press("play")
    paused = page.page.locator(".status").inner_text()
    frames(page.page)
    assert page.page.locator(".status").inner_text() == paused
    page.press("play")
    expect(page.page.locator(".status")).to_contain_text("term 25 of 25", timeout=9000)


def test_less_motion_means_whole_cells(load_page, serve):
    page = StagePage.open(load_page, serve, asked=WORKED, reduced_motion="reduce")
    page.press("speed", times=3)
    page.press("play")
    expect(page.page.locator(".status")).to_contain_text("term 3 of 25 · y[0,1]", timeout=5000)
    page.press("play")


def test_matrix_order_shows_the_row_times_the_vector(worked):
    page = worked
    page.choose("order", "matrix")
    page.hover("output", 1)
    assert page.read()["equation"][0] == "y[0,1] = [k6, k4, 0, 0] · [a, b, c, d]"


def test_symbols_spell_out_the_worked_example(worked):
    page = worked
    page.choose("form", "symbols")
    panes = page.read()["panes"]
    assert [panes["input"]["texts"][i] for i in range(4)] == list("abcd")
    assert [panes["kernel"]["texts"][i] for i in range(9)] == [f"k{i + 1}" for i in range(9)]
    spelled = {i: text.replace("\n", " ") for i, text in panes["output"]["texts"].items()}
    assert spelled[0] == "k5·a"
    assert spelled[1] == "k6·a + k4·b"
    assert spelled[5] == "k9·a + k7·b + k3·c + k1·d"
    assert [panes["stage"]["texts"][i] for i in (7, 8, 9)] == ["a", "0", "b"]
    # Rotated: the first cell drawn is the last tap.
    first = page.page.locator('[data-pane="kernel"] .cell').first
    assert first.inner_text() == "k9"
    page.choose("form", "numbers")
    assert page.read()["panes"]["output"]["texts"][5] == "47"


def test_without_the_flip_the_mistake_stands_beside_the_truth(worked):
    page = worked
    assert "mistaken" not in page.read()["panes"]
    page.page.locator('[data-choice="flip"]').click()
    page.hover("mistaken", 1)
    seen = page.read()
    # k4·a + k6·b where k6·a + k4·b is right, with a = 3 and b = 1.
    assert seen["panes"]["mistaken"]["texts"][1] == str(4 * 3 + 6 * 1)
    assert seen["panes"]["output"]["texts"][1] == str(6 * 3 + 4 * 1)
    assert seen["equation"][2] == "Without the flip k4·a + k6·b = 18 ≠ 22"
    differing = page.page.locator('[data-pane="mistaken"] .cell[data-differs]')
    alike = [
        i
        for i in range(16)
        if seen["panes"]["mistaken"]["texts"][i] == seen["panes"]["output"]["texts"][i]
    ]
    assert differing.count() == 16 - len(alike)
    assert 0 in alike


def test_what_scrolls_under_a_resting_mouse_is_not_pointed_at(worked):
    worked.hover("input", 3)
    pointed = worked.read()
    worked.page.mouse.wheel(0, 60)
    frames(worked.page)
    assert worked.read() == pointed


def test_pointing_asks_nothing_of_the_server(worked):
    sent = []
    worked.page.on("websocket", lambda socket: sent.append(socket))
    session = worked.page.context.new_cdp_session(worked.page)
    session.send("Network.enable")
    session.on("Network.webSocketFrameSent", lambda frame: sent.append(frame))
    has_run(worked.page)
    fall_silent(worked.page, sent)  # what was chosen before is told after a while
    for cell in range(16):
        worked.hover("output", cell)
    frames(worked.page, 40)
    assert sent == []


# ---------------------------------------------------------------- the pin


def test_a_pin_stays_goes_into_the_address_and_comes_back(load_page, serve):
    page = StagePage.open(load_page, serve, asked=WORKED)
    page.cell("output", 6).click()
    page.page.wait_for_url(re.compile("pin=output%3A1%2C2"))
    page.leave()
    pinned = page.read()
    assert page.page.locator(".chip").inner_text() == "y[1,2] pinned ×"
    # Pointing wins while it lasts.
    page.hover("output", 0)
    assert page.lit("output") == {0}
    page.leave()
    eventually(page.page, lambda: same(page.read(), pinned))
    page.page.reload()
    page = StagePage(page.page)
    expect(page.cell("output", 6)).to_have_attribute("data-lit", "focus")
    assert page.read() == pinned


def same(read, expected):
    assert read == expected


@pytest.mark.parametrize("how", ["chip", "Escape"])
def test_a_pin_lets_go_wherever_the_focus_is(load_page, serve, how):
    page = StagePage.open(load_page, serve, asked=WORKED | {"pin": "output:1,2"})
    expect(page.page.locator(".chip")).to_be_visible()
    if how == "chip":
        page.page.locator(".chip").click()
    else:
        page.page.evaluate("document.activeElement.blur()")
        page.page.keyboard.press("Escape")
    page.page.wait_for_url(lambda url: "pin" not in url)
    expect(page.page.locator(".chip")).to_be_hidden()


def test_enter_pins_and_arrows_take_the_pin_along(load_page, serve):
    page = StagePage.open(load_page, serve, asked=WORKED)
    page.cell("kernel", 8).focus()
    page.page.keyboard.press("Enter")
    page.page.wait_for_url(re.compile("pin=kernel%3A2%2C2"))
    page.page.keyboard.press("ArrowRight")
    page.page.wait_for_url(re.compile("pin=kernel%3A2%2C1"))
    page.page.keyboard.press("Enter")
    page.page.wait_for_url(lambda url: "pin" not in url)


def test_a_pin_in_the_matrix_goes_with_its_matrix(worked):
    worked.page.locator(".cursor").focus()
    worked.page.keyboard.press("Control+Home")
    worked.page.keyboard.press("Enter")
    worked.page.wait_for_url(re.compile("pin=matrix%3A0%2C0"))
    assert worked.lit("output") == {0}
    worked.choose("matrix", "second")
    worked.page.wait_for_url(lambda url: "pin" not in url)


def test_a_tap_of_the_finger_pins(load_page, serve):
    page = StagePage.open(load_page, serve, asked=WORKED, width=390, has_touch=True)
    page.cell("input", 1).tap()
    page.page.wait_for_url(re.compile("pin=input%3A0%2C1"))
    assert page.lit("input") == {1}


def test_a_pin_that_names_no_cell_pins_nothing(load_page, serve):
    for pin in ("output:99,99", "output:1.5,-1", "<script>"):
        page = StagePage.open(load_page, serve, asked=WORKED | {"pin": pin})
        expect(page.page.locator(".chip"), pin).to_be_hidden()
        page.page.wait_for_url(lambda url: "pin" not in url)


def test_pin_and_choices_survive_a_parameter_while_they_make_sense(load_page, serve):
    page = StagePage.open(load_page, serve, asked={"control": "1", "size": "3x3"})
    stride = page.page.get_by_role("radiogroup", name="Stride")
    page.choose("form", "symbols")
    page.choose("matrix", "second")
    page.cell("output", 24).click()
    page.page.wait_for_url(re.compile("pin=output%3A4%2C4"))
    before = page.draws()
    stride.get_by_text("3", exact=True).click()
    page.wait_for_draw(before)
    assert page.lit("output") == {4 * 7 + 4}
    assert page.read()["panes"]["input"]["texts"][0] == "a"
    assert page.page.locator('[data-choice="matrix"] input[value="second"]').is_checked()
    before = page.draws()
    stride.get_by_text("1", exact=True).click()
    page.wait_for_draw(before)
    page.leave()
    expect(page.page.locator(".chip")).to_be_hidden()
    page.page.wait_for_url(lambda url: "pin" not in url)


def test_the_step_survives_a_parameter(load_page, serve):
    page = StagePage.open(load_page, serve, asked={"control": "1", "size": "3x3"})
    page.seek(5)
    before = page.draws()
    page.page.get_by_role("radiogroup", name="Stride").get_by_text("3", exact=True).click()
    page.wait_for_draw(before)
    expect(page.page.locator(".status")).to_contain_text("term 5 of")
    assert len(page.read()["panes"]["output"]["now"]) == 1
