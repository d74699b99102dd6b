"""The lab's journeys in a real browser."""

from __future__ import annotations

from io import BytesIO

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import expect

from tests.browser.waiting import has_run
from upsample_core.methods import METHODS

RESULT = ".pictures .window canvas"
WIDTHS = [1440, 390]


@pytest.fixture
def lab(open_page, serve):
    """Open the lab at an address and wait until the script has run."""

    def open_lab(query="", **options):
        page = open_page(f"{serve('app.py')}/lab{query}", **options)
        settled(page)
        return page

    return open_lab


def settled(page):
    """Wait until the page has drawn its lower part and the server is idle."""
    expect(
        page.get_by_role("radiogroup", name="View").or_(page.get_by_role("radiogroup", name="视图"))
    ).to_be_visible()
    has_run(page)


def choose(page, label, option):
    page.get_by_role("radiogroup", name=label).get_by_text(option, exact=True).click()


def no_exception(page):
    expect(page.locator("[data-testid=stException]")).to_have_count(0)


def test_the_first_visit_of_a_server_gets_the_whole_frame(lab):
    # Streamlit would run a file of the folder pages/ by itself here.
    page = lab()
    expect(page.get_by_role("link", name="Home")).to_be_visible()
    expect(page.get_by_role("heading", name="Lab")).to_be_visible()


@pytest.fixture(scope="module", params=WIDTHS)
def visitor(request, open_lasting_page, serve):
    """One person who goes from address to address, at each width."""
    return open_lasting_page(serve("app.py"), width=request.param)


@pytest.mark.parametrize("name", METHODS)
def test_every_method_shows_its_views(visitor, serve, name):
    visitor.goto(f"{serve('app.py')}/lab?method={name}")
    settled(visitor)
    no_exception(visitor)
    for pane in ("Input", "Output", "Overlap"):
        expect(visitor.get_by_role("grid", name=pane).first).to_be_visible()
    expect(visitor.locator(RESULT).first).to_be_visible()
    overflow = visitor.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
    assert overflow <= 0, "the page scrolls sideways"


def test_a_copied_address_opens_the_same_state_elsewhere(lab, open_page):
    page = lab()
    choose(page, "Stride S", "3")
    page.wait_for_url("**stride=3**")
    choose(page, "Kernel size K", "5")
    page.wait_for_url("**kernel_size=5**")
    choose(page, "View", "Code")
    page.wait_for_url("**view=code**")
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


def test_the_language_is_the_browsers_until_chosen(lab):
    page = lab(locale="zh-CN")
    expect(page.get_by_role("heading", name="实验室")).to_be_visible()
    page.get_by_role("radiogroup").get_by_text("English").click()
    expect(page.get_by_role("heading", name="Lab")).to_be_visible()
    page.wait_for_url("**lang=en**")
    page.reload()
    expect(page.get_by_role("heading", name="Lab")).to_be_visible()


def picture_bytes(format_, size=(40, 30), mode="RGB"):
    pixels = np.random.default_rng(0).integers(0, 255, (*size[::-1], 3), dtype=np.uint8)
    file = BytesIO()
    Image.fromarray(pixels).convert(mode).save(file, format_)
    return file.getvalue()


def upload(page, name, data):
    page.locator("input[type=file]").set_input_files(
        {"name": name, "mimeType": "application/octet-stream", "buffer": data}
    )


@pytest.mark.parametrize("format_", ["PNG", "JPEG", "WEBP"])
def test_an_upload_shows_its_result(lab, format_):
    page = lab("?picture=upload&output_padding=1")
    upload(page, f"mine.{format_.lower()}", picture_bytes(format_))
    expect(page.locator(RESULT).first).to_be_visible()
    expect(page.locator(".pictures small").nth(0)).to_have_text("40 × 30")
    expect(page.locator(".pictures small").nth(1)).to_have_text("80 × 60")
    no_exception(page)


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("empty.png", b"", "The file is empty."),
        ("notes.png", b"just words", "The file is not a picture"),
        ("cut.png", picture_bytes("PNG")[:900], "damaged or cut short"),
        ("old.gif", picture_bytes("GIF", mode="P"), "GIF"),
    ],
)
def test_a_bad_upload_gets_a_sentence_and_loses_nothing(lab, name, data, sentence):
    page = lab("?picture=upload&stride=3&output_padding=2")
    upload(page, "good.png", picture_bytes("PNG"))
    result = page.locator(".pictures small").nth(1).get_by_text("120 × 90")
    expect(result).to_be_visible()
    upload(page, name, data)
    expect(page.locator("[data-testid=stAlert]")).to_contain_text(sentence)
    expect(result).to_be_visible()
    no_exception(page)


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


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("?stride=0", "is not possible here"),
        ("?method=<script>alert(1)</script>", "is not possible here"),
        ("?size=1e9", "must be from 1 to 12 along an axis"),
    ],
)
def test_a_silly_address_gets_a_sentence(lab, query, sentence):
    page = lab(query)
    expect(page.locator("[data-testid=stAlert]").first).to_contain_text(sentence)
    no_exception(page)


def test_home_leads_into_the_lab_in_the_same_state(open_page, serve):
    page = open_page(serve("app.py"))
    choose(page, "Kernel size K", "4")
    expect(page.get_by_text("Even overlap 4")).to_be_visible()
    page.get_by_role("link", name="Open the figure in the lab").click()
    settled(page)
    page.wait_for_url("**kernel_size=4**")
    expect(page.get_by_text("Even overlap 4")).to_be_visible()
