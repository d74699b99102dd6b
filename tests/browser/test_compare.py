"""The page of comparisons in a real browser: one screen, one zoom, one address."""

from __future__ import annotations

import csv
import io
import zipfile

import pytest
from playwright.sync_api import expect

from tests.browser.picture_files import picture_bytes, upload
from tests.browser.waiting import eventually, has_run, scrolls_down_only

TABLE = ".compare-table"
PANES = ".pictures .pane"
FIRST = 6
"""Methods that are compared at first."""


@pytest.fixture
def compare(load_page, serve):
    """Load the page at an address and wait until all of it is there."""

    def open_compare(query="", **options):
        page = load_page(f"{serve('app.py')}/compare{query}", **{"height": 900} | options)
        settled(page)
        return page

    return open_compare


def settled(page):
    expect(page.locator(f"{TABLE} tbody tr").first).to_be_visible()
    has_run(page)


def choose(page, label, option):
    page.get_by_role("radiogroup", name=label).get_by_text(option, exact=True).click()


def toggle(page, option):
    page.get_by_role("button", name=option, exact=True).click()


def titles(page):
    """The methods in the order of the table."""
    return page.locator(f"{TABLE} tbody th").all_inner_texts()


def sort(page, head):
    page.locator(f"{TABLE} thead").get_by_role("button", name=head).click()


def no_exception(page):
    expect(page.locator("[data-testid=stException]")).to_have_count(0)


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_figure_and_table_are_on_one_screen(compare, lang):
    page = compare(f"?lang={lang}")
    no_exception(page)
    expect(page.locator(PANES)).to_have_count(FIRST + 2)
    rows = page.locator(f"{TABLE} tbody tr")
    expect(rows).to_have_count(FIRST)
    last = rows.last.bounding_box()
    assert last["y"] + last["height"] <= 900


@pytest.mark.parametrize(
    ("lang", "view"), [("en", "pictures"), ("zh", "differences"), ("en", "costs")]
)
def test_on_a_phone_nothing_lies_beside_the_screen(compare, lang, view):
    page = compare(f"?lang={lang}&view={view}&weights=perturbed", width=390, height=844)
    no_exception(page)
    eventually(page, lambda: scrolls_down_only(page))
    # The table scrolls by itself, and the names of the methods stay.
    box = page.locator(TABLE)
    box.evaluate("(table) => table.scrollLeft = 300")
    assert box.evaluate("(table) => table.scrollLeft") > 100
    assert page.locator(f"{TABLE} tbody th").first.bounding_box()["x"] >= 0


def test_a_head_sorts_and_the_link_opens_it_so_in_either_language(compare, open_page):
    page = compare()
    before = titles(page)
    sort(page, "PSNR")
    page.wait_for_url("**sort=psnr**")
    head = page.locator(f"{TABLE} th[aria-sort=descending]")
    expect(head).to_contain_text("PSNR")
    eventually(page, lambda: _assert_best_first(page))
    assert titles(page) != before
    sort(page, "PSNR")
    page.wait_for_url("**sort=-psnr**")
    expect(page.locator(f"{TABLE} th[aria-sort=ascending]")).to_contain_text("PSNR")
    settled(page)
    numbers = page.locator(f"{TABLE} tbody td:nth-child(2)").all_inner_texts()
    copied = open_page(page.url)
    settled(copied)
    assert titles(copied) == titles(page)
    choose(copied, "Language", "中文")
    expect(copied.get_by_role("heading", name="并排比较")).to_be_visible()
    settled(copied)
    assert copied.locator(f"{TABLE} tbody td:nth-child(2)").all_inner_texts() == numbers
    assert "sort=-psnr" in copied.url


def _assert_best_first(page):
    numbers = [
        float(text) for text in page.locator(f"{TABLE} tbody td:nth-child(2)").all_inner_texts()
    ]
    assert numbers == sorted(numbers, reverse=True)


def test_choices_arrive_in_the_address_and_back_undoes_them(compare):
    page = compare()
    choose(page, "Factor", "×4")
    page.wait_for_url("**factor=4**")
    settled(page)
    toggle(page, "Edge-directed (NEDI)")
    page.wait_for_url("**edge_directed**")
    expect(page.locator(PANES)).to_have_count(FIRST + 3)
    settled(page)
    toggle(page, "Nearest neighbour")
    expect(page.locator(PANES)).to_have_count(FIRST + 2)
    settled(page)
    page.go_back()
    expect(page.locator(PANES)).to_have_count(FIRST + 3)
    assert "Nearest neighbour" in titles(page)


def test_all_pictures_zoom_as_one_also_from_pictures_to_differences(compare):
    page = compare()
    figure = page.locator(".pictures")
    zoom = int(figure.get_attribute("data-zoom"))
    page.locator("[data-action=more]").click()
    expect(figure).to_have_attribute("data-zoom", str(zoom + 1))
    choose(page, "View", "Differences")
    page.wait_for_url("**view=differences**")
    settled(page)
    expect(figure).to_have_attribute("data-zoom", str(zoom + 1))
    expect(page.get_by_text("Blue: lighter than the original")).to_be_visible()
    place = page.locator(f"{PANES} .window").nth(4).bounding_box()
    page.mouse.move(place["x"] + place["width"] / 2, place["y"] + place["height"] / 2)
    readings = page.locator(f"{PANES} .reading")
    for number in range(FIRST + 2):
        expect(readings.nth(number)).to_contain_text("row")


def test_a_pixel_opens_in_the_lab_with_its_method(compare):
    page = compare("?interpolation=none&learned=sub_pixel")
    place = page.locator(f"{PANES} .window").nth(2).bounding_box()
    page.mouse.click(place["x"] + place["width"] / 2, place["y"] + place["height"] / 2)
    page.locator("[data-action=open]").click()
    page.wait_for_url("**/lab?**")
    for part in ("method=sub_pixel", "kernel=bilinear", "input=custom"):
        assert part in page.url
    no_exception(page)


def test_a_pixel_of_a_trained_network_stays_here_and_is_told_why(compare):
    page = compare("?interpolation=bicubic&learned=none&trained=two_layers")
    expect(page.get_by_text("Taught by this very picture")).to_be_visible()
    place = page.locator(f"{PANES} .window").nth(3).bounding_box()
    page.mouse.click(place["x"] + place["width"] / 2, place["y"] + place["height"] / 2)
    page.locator("[data-action=open]").click()
    expect(page.get_by_text("is no single matrix")).to_be_visible()
    assert "/compare" in page.url
    choose(page, "Factor", "×8")
    page.wait_for_url("**factor=8**")
    toggle(page, "GAN (letters)")
    page.wait_for_url("**letters_gan**")
    expect(page.locator(f"{TABLE} tbody tr")).to_have_count(3)
    expect(page.locator(PANES)).to_have_count(5)
    expect(page.locator("[data-action=open]")).to_be_hidden()
    no_exception(page)


def test_the_chart_comes_only_with_its_view(compare):
    page = compare()
    expect(page.locator(".js-plotly-plot")).to_have_count(0)
    choose(page, "View", "Quality against cost")
    expect(page.locator(".js-plotly-plot")).to_be_visible()
    expect(page.locator(".js-plotly-plot")).to_contain_text("Bicubic")
    expect(page.locator(f"{TABLE} tbody tr")).to_have_count(FIRST)


def test_downloads_hold_what_is_shown(compare):
    page = compare("?sort=psnr")
    page.get_by_role("button", name="Download").click()
    with page.expect_download() as caught:
        page.get_by_role("button", name="Table (CSV)").click()
    with open(caught.value.path(), encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    shown = page.locator(f"{TABLE} tbody td:nth-child(2)").all_inner_texts()
    assert [f"{float(row['psnr_db']):.1f}" for row in rows] == shown
    with page.expect_download() as caught:
        page.get_by_role("button", name="Pictures (PNG, in a ZIP)").click()
    with open(caught.value.path(), "rb") as file:
        names = zipfile.ZipFile(io.BytesIO(file.read())).namelist()
    assert {"original.png", "reduced.png", "bicubic.png"} <= set(names)


def test_an_upload_is_compared_and_a_method_that_cannot_says_why(compare):
    page = compare("?picture=cat&factor=3&interpolation=bilinear,edge_directed")
    expect(page.locator(f"{TABLE} .failed")).to_contain_text("It does not enlarge ×3.")
    page.get_by_role("combobox", name="Picture").click()
    page.get_by_role("option", name="Your own picture").click()
    expect(page.locator("input[type=file]")).to_be_attached()
    upload(page, "mine.png", picture_bytes("PNG", size=(100, 61)))
    expect(page.get_by_text("Cropped from 100 × 61 to 99 × 60 pixels")).to_be_visible()
    settled(page)
    expect(page.locator(".pictures small").nth(1)).to_have_text("33 × 20")
    no_exception(page)
