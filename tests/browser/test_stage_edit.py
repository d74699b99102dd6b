"""Numbers are edited where they stand: typed, pasted, refused with a sentence, never lost."""

from __future__ import annotations

import json

import numpy as np
import pytest
from playwright.sync_api import expect

from tests.browser.bare_stage import LAB, mount, open_stage, told
from tests.browser.stage_case import traced
from tests.browser.stage_page import StagePage, number

CASE = {"size": "3x4", "editable": "1", "kernel_size": "2"}


@pytest.fixture
def page(load_page, serve):
    return StagePage.open(load_page, serve, asked=CASE)


def paste(page, text):
    """Paste into what has the focus."""
    page.page.evaluate(
        """(text) => {
          let target = document.activeElement;
          while (target.shadowRoot?.activeElement) target = target.shadowRoot.activeElement;
          const data = new DataTransfer();
          data.setData("text/plain", text);
          target.dispatchEvent(new ClipboardEvent("paste",
            { clipboardData: data, bubbles: true, cancelable: true, composed: true }));
        }""",
        text,
    )


def read(page, pane, shape):
    said = page.read()["panes"][pane]["said"]
    return np.array([number(said[i]) for i in range(len(said))]).reshape(shape)


@pytest.mark.parametrize("how", ["typing", "F2", "double-click"])
def test_enter_keeps_a_number_and_goes_on(page, how):
    cell = page.cell("input", 5)
    if how == "double-click":
        cell.dblclick()
    else:
        cell.focus()
    keyboard = page.page.keyboard
    if how == "F2":
        keyboard.press("F2")
        expect(page.page.locator(".editor")).to_have_value("9")
        keyboard.press("Control+a")
    keyboard.type("-7.5")
    keyboard.press("Enter")
    expect(page.cell("input", 5)).to_have_text("−7.5")
    wanted = traced(CASE).input.copy()
    wanted.flat[5] = -7.5
    np.testing.assert_array_equal(read(page, "input", (3, 4)), wanted)
    expect(page.page.locator(".editing")).to_be_hidden()
    keyboard.press("F2")  # the focus went one cell down
    expect(page.page.locator(".editor")).to_have_value(f"{wanted.flat[9]:g}")


def test_escape_leaves_everything_as_it_was(page):
    page.cell("input", 5).focus()
    page.page.keyboard.type("8")
    expect(page.page.locator(".editor")).to_have_value("8")
    page.page.keyboard.press("Escape")
    expect(page.page.locator(".editing")).to_be_hidden()
    np.testing.assert_array_equal(read(page, "input", (3, 4)), traced(CASE).input)


def test_bad_text_is_refused_with_a_sentence_and_kept(page):
    page.cell("input", 0).focus()
    page.page.keyboard.type("2x")
    page.page.keyboard.press("Enter")
    expect(page.page.locator(".reason")).to_contain_text("must be a finite number")
    expect(page.page.locator(".editor")).to_have_value("2x")
    page.page.keyboard.press("Backspace")
    page.page.keyboard.press("Enter")
    expect(page.cell("input", 0)).to_have_text("2")
    expect(page.page.locator(".editing")).to_be_hidden()


@pytest.mark.parametrize(
    "text",
    [
        "1\t2\t3\t4\n5\t6\t7\t8\n9\t10\t11\t12\n",
        "[[ 1.  2.  3.  4.]\n [ 5  6 7 8]\n [9 10 11 12.]]",
    ],
    ids=["spreadsheet", "NumPy"],
)
def test_a_block_is_pasted(page, text):
    page.cell("input", 0).focus()
    paste(page, text)
    expect(page.cell("input", 11)).to_have_text("12")
    np.testing.assert_array_equal(read(page, "input", (3, 4)), np.arange(1.0, 13).reshape(3, 4))


def test_a_block_that_does_not_fit_is_refused(page):
    page.cell("input", 6).focus()
    paste(page, "1 2 3\n4 5 6")
    expect(page.page.locator(".reason")).to_contain_text("2 × 3 does not fit from here")


def test_the_kernel_is_edited_where_it_stands_rotated(page):
    # Drawn rotated, the first cell is the last tap.
    first = page.page.locator('[data-pane="kernel"] .cell').first
    assert first.get_attribute("data-index") == "3"
    first.focus()
    page.page.keyboard.type("6")
    page.page.keyboard.press("Enter")
    expect(first).to_have_text("6")
    assert read(page, "kernel", 4)[3] == 6


def test_where_the_page_forbids_it_nothing_can_be_typed(load_page, serve):
    page = StagePage.open(load_page, serve, asked={"size": "3x4"})
    page.cell("input", 0).focus()
    page.page.keyboard.type("5")
    page.cell("input", 1).dblclick()
    assert not page.page.locator(".editing").is_visible()


def test_only_methods_with_kernels_of_ones_own_let_theirs_be_edited(load_page):
    truth = traced({"method": "sub_pixel"})
    page = open_stage(load_page, LAB, truth, editable=True)
    assert page.locator(".kernel[data-editable]").count() == 0
    assert page.locator(".input[data-editable]").count() == 1


def test_an_edit_tells_the_text_and_its_place(load_page):
    page = open_stage(load_page, LAB, traced({}), editable=True)
    page.locator('[data-pane="input"] .cell').nth(6).focus()
    page.keyboard.type("1/3")
    page.keyboard.press("ArrowRight")
    sent = told(page, "edit")
    assert sent == [{"pane": "input", "index": 6, "text": "1/3", "serial": 1}]
    refusal = {"serial": 1, "reason": "no"}
    mount(page, traced({}), editable=True, refusal=refusal)
    expect(page.locator(".reason")).to_have_text("no")
    assert json.dumps(told(page, "edit")) == json.dumps(sent)
