"""The planner of networks in a real browser: one screen, the lab one click away, one address."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.waiting import has_run

DRAWING = "svg.hourglass"


@pytest.fixture
def networks(visit):
    """Go to an address of the page and wait until the hourglass is there."""

    def open_networks(query, **options):
        page = visit(f"/networks{query}", **{"height": 900} | options)
        expect(page.locator(DRAWING).first).to_be_visible()
        has_run(page)
        return page

    return open_networks


def choose(page, label, option):
    page.get_by_role("radiogroup", name=label).get_by_text(option, exact=True).click()


def in_the_lab(page):
    """Wait until a person sees the lab; the address says so before."""
    page.wait_for_url("**/lab?**")
    expect(page.get_by_role("heading", name="Lab", exact=True)).to_be_visible()
    has_run(page)


def bottom(page, selector):
    box = page.locator(selector).last.bounding_box()
    return box["y"] + box["height"]


@pytest.mark.parametrize(
    ("query", "lang"),
    [
        ("?network=pix2pix&size=375x500&view=cost", "en"),
        ("?network=stylegan2&view=evenness", "zh"),
    ],
)
def test_hourglass_and_numbers_are_on_one_screen(networks, query, lang):
    page = networks(query, lang=lang)
    expect(page.locator("[data-testid=stException]")).to_have_count(0)
    assert bottom(page, DRAWING) <= 900
    assert bottom(page, ".st-key-networks-panel") <= 900


def test_a_size_is_one_click_and_the_break_is_marked_at_its_skip(networks):
    page = networks("?network=ldm_unet")
    expect(page.locator(f"{DRAWING} .arc.broken")).to_have_count(0)
    choose(page, "Height × width of the input", "480")
    page.wait_for_url("**size=480**")
    expect(page.locator(f"{DRAWING} .meeting.broken")).to_have_text("16 ≠ 15 (×3)")
    expect(page.locator(f"{DRAWING} path.arc.broken:not(.head)")).to_have_count(1)
    page.go_back()
    expect(page.locator(f"{DRAWING} .arc.broken")).to_have_count(0)


def test_an_upsampling_layer_opens_the_lab_by_click_and_by_key(networks):
    page = networks("?network=dcgan")
    link = page.locator(f"{DRAWING} a").first
    assert "lab?method=transposed_convolution" in link.get_attribute("href")
    link.focus()
    page.keyboard.press("Enter")
    in_the_lab(page)
    for part in ("kernel_size=5", "stride=2", "padding=2", "output_padding=1"):
        assert part in page.url
    entries = page.evaluate("history.length")
    page.go_back()
    page.wait_for_url("**/networks?**network=dcgan**")
    expect(page.locator(DRAWING)).to_have_attribute("aria-label", re.compile("DCGAN"))
    has_run(page)
    page.locator(f"{DRAWING} a").last.click()
    in_the_lab(page)
    assert page.evaluate("history.length") == entries, "one step leads there, and one back"


def test_a_step_leads_to_the_planner_and_a_published_chain_becomes_ones_own(networks):
    page = networks("?step=ways")
    expect(page.locator(f"{DRAWING}.small")).to_have_count(3)
    page.get_by_role("button", name="In the planner").nth(2).click()
    expect(page.locator(DRAWING)).to_have_count(1)
    page.wait_for_url("**network=segnet&size=375x500**")
    assert "step=planner" in page.url
    page.get_by_role("button", name="Change this chain").click()
    page.wait_for_url("**network=own**")
    field = page.get_by_role("textbox", name="The chain, one layer a line")
    expect(field).to_have_value(re.compile("^input 3\nconv 64 k3 p1 x2\nskip pool1\n"))
    expect(page.locator(f"{DRAWING} .meeting.broken").first).to_have_text("48 × 64 ≠ 47 × 63")
    field.fill("conv 8 k3\nkonv")
    field.press("Control+Enter")
    expect(page.get_by_text("line 2, column 1")).to_be_visible()
    expect(field).to_have_value("conv 8 k3\nkonv")
