"""The lab's journeys in a real browser."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import expect

from tests.browser.picture_files import picture_bytes, upload
from tests.browser.waiting import eventually, has_run, look_at, scrolls_down_only
from upsample_core.methods import METHODS

RESULT = ".pictures .window canvas"
WIDTHS = [1440, 390]


@pytest.fixture
def lab(load_page, serve):
    """Load the lab at an address and wait until the script has run."""

    def open_lab(query=""):
        page = load_page(f"{serve('app.py')}/lab{query}")
        settled(page)
        return page

    return open_lab


def settled(page):
    """Wait until the page has drawn its lower part and the server is idle."""
    expect(
        page.get_by_role("radiogroup", name="View").or_(page.get_by_role("radiogroup", name="视图"))
    ).to_be_visible()
    has_run(page)


def look_at_the_picture(page):
    """Scroll to what is below the stage: it is drawn where it is in sight."""
    look_at(page, ".st-key-lab-below", RESULT)


def choose(page, label, option):
    page.get_by_role("radiogroup", name=label).get_by_text(option, exact=True).click()


def no_exception(page):
    expect(page.locator("[data-testid=stException]")).to_have_count(0)


def test_the_first_visit_of_a_server_gets_the_whole_frame(open_page, serve):
    # Streamlit would run a file of the folder pages/ by itself here.
    page = open_page(f"{serve('app.py')}/lab")
    expect(page.get_by_role("link", name="Home")).to_be_visible()
    expect(page.get_by_role("heading", name="Lab")).to_be_visible()


@pytest.mark.parametrize("name", METHODS)
def test_every_method_shows_its_views_at_each_width(visit, name):
    for width in WIDTHS:
        page = visit(f"/lab?method={name}", width=width)
        expect(page.locator(".st-key-lab-formula")).to_be_visible()
        settled(page)
        no_exception(page)
        for pane in ("Input", "Output", "Overlap"):
            expect(page.get_by_role("grid", name=pane).first).to_be_visible()
        eventually(page, lambda page=page: drawn_in_sight(page))
        has_run(page)
        no_exception(page)
        eventually(page, lambda page=page: scrolls_down_only(page))


def drawn_in_sight(page):
    """Scroll to what is below the stage, wherever that is by now; there a picture is drawn."""
    page.locator(".st-key-lab-below").evaluate("place => place.scrollIntoView()")
    assert page.locator(RESULT).first.is_visible()


def test_a_copied_address_opens_the_same_state_elsewhere(lab, open_page):
    page = lab()
    for label, option, told in (
        ("Stride S", "3", "stride=3"),
        ("Kernel size K", "5", "kernel_size=5"),
        ("View", "Code", "view=code"),
    ):
        choose(page, label, option)
        page.wait_for_url(f"**{told}**")
        settled(page)
    expect(page.locator(".st-key-lab-formula")).to_contain_text("= 12")
    expect(page.locator("code")).to_contain_text("stride=3")
    copied = open_page(page.url)
    settled(copied)
    for part in (".st-key-lab-formula", "code"):
        shown = page.locator(part).inner_text()
        expect(copied.locator(part)).to_have_text(shown, use_inner_text=True)
    assert copied.url == page.url


def test_rapid_changes_all_arrive(lab):
    page = lab()
    choose(page, "Stride S", "4")
    choose(page, "Kernel size K", "6")
    choose(page, "Padding P", "2")
    page.wait_for_url("**stride=4&kernel_size=6&dilation=1&padding=2**")


def test_the_back_button_undoes_a_change(lab):
    page = lab("?stride=2")
    choose(page, "Stride S", "3")
    page.wait_for_url("**stride=3**")
    settled(page)
    choose(page, "Stride S", "4")
    page.wait_for_url("**stride=4**")
    settled(page)
    page.go_back()
    page.wait_for_url("**stride=3**")
    expect(page.locator(".st-key-lab-formula").first).to_contain_text("3·3")
    page.go_forward()
    page.wait_for_url("**stride=4**")
    expect(page.locator(".st-key-lab-formula").first).to_contain_text("3·4")


def test_the_language_is_the_browsers_until_chosen(open_page, serve):
    page = open_page(f"{serve('app.py')}/lab", locale="zh-CN")
    settled(page)
    expect(page.get_by_role("heading", name="实验室")).to_be_visible()
    page.get_by_role("radiogroup").get_by_text("English").click()
    expect(page.get_by_role("heading", name="Lab")).to_be_visible()
    page.wait_for_url("**lang=en**")
    page.reload()
    expect(page.get_by_role("heading", name="Lab")).to_be_visible()


def test_a_picture_is_drawn_where_it_is_in_sight_and_is_never_old(lab):
    page = lab()
    figure = page.locator(RESULT).first
    expect(figure).to_have_count(0)
    choose(page, "Stride S", "3")
    page.wait_for_url("**stride=3**")
    settled(page)
    expect(figure).to_have_count(0)
    look_at_the_picture(page)
    expect(figure).to_be_visible()
    expect(page.locator(".pictures small").nth(1)).to_have_text("766 × 766")
    page.locator(".st-key-page-head").scroll_into_view_if_needed()
    expect(figure).to_have_count(0)


def test_an_upload_shows_its_result_and_a_bad_one_loses_nothing(lab):
    page = lab("?picture=upload&output_padding=1")
    look_at(page, ".st-key-lab-below", "[data-testid=stFileUploader]")
    sizes = page.locator(".pictures small")
    for side, format_ in ((40, "PNG"), (44, "JPEG"), (48, "WEBP")):
        upload(page, f"mine.{format_.lower()}", picture_bytes(format_, (side, 30)))
        expect(sizes.nth(0)).to_have_text(f"{side} × 30")
        expect(sizes.nth(1)).to_have_text(f"{2 * side} × 60")
        expect(page.locator(RESULT).first).to_be_visible()
    for name, data, sentence in BAD_FILES:
        upload(page, name, data)
        expect(page.locator("[data-testid=stAlert]")).to_contain_text(sentence)
        expect(sizes.nth(1)).to_have_text("96 × 60")
    no_exception(page)


BAD_FILES = [
    ("empty.png", b"", "The file is empty."),
    ("notes.png", b"just words", "The file is not a picture"),
    ("cut.png", picture_bytes("PNG")[:900], "damaged or cut short"),
    ("old.gif", picture_bytes("GIF", mode="P"), "GIF"),
]


def test_downloads_hold_the_displayed_numbers(lab):
    page = lab("?view=download&stride=3")
    with page.expect_download() as caught:
        page.get_by_role("button", name="All grids (NPZ)").click()
    with np.load(caught.value.path()) as arrays:
        assert arrays["output"].shape == (10, 10)
        assert arrays["input"][0, 1] == 1
    with page.expect_download() as caught:
        page.get_by_role("button", name="Output as shown (PNG)").click()
    with Image.open(caught.value.path()) as picture:
        assert picture.size == (766, 766)


def test_a_silly_address_gets_a_sentence(visit):
    for query, sentence in SILLY:
        page = visit(f"/lab?{query}")
        expect(page.locator("[data-testid=stAlert]").first).to_contain_text(sentence)
        no_exception(page)


SILLY = [
    ("stride=0", "is not possible here"),
    ("method=<script>alert(1)</script>", "is not possible here"),
    ("size=1e9", "must be from 1 to 12 along an axis"),
]


def test_home_leads_into_the_lab_in_the_same_state(load_page, serve):
    page = load_page(serve("app.py"))
    choose(page, "Kernel size K", "4")
    expect(page.get_by_text("Even overlap 4")).to_be_visible()
    page.get_by_role("link", name="Open the figure in the lab").click()
    settled(page)
    page.wait_for_url("**kernel_size=4**")
    expect(page.get_by_text("Even overlap 4")).to_be_visible()
