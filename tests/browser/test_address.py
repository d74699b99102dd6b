"""The address is the state, in a browser: going back, slow lines, restarts, languages."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.waiting import eventually, has_run


def choose(page, label, option):
    page.get_by_role("radiogroup", name=label).get_by_text(option, exact=True).click()


def chosen(page, label):
    return page.get_by_role("radiogroup", name=label).get_by_role("radio", checked=True)


def holds(page, label, option):
    expect(chosen(page, label)).to_have_accessible_name(option)


@pytest.fixture
def lab(load_page, serve):
    return lambda query="": arrived(load_page(f"{serve('app.py')}/lab{query}"))


def arrived(page):
    """Wait until all of the lab is there."""
    holds(page, "View", "On a picture")
    has_run(page)
    return page


def test_back_undoes_the_first_change_after_arriving(load_page, serve):
    page = load_page(serve("app.py"))
    page.get_by_role("link", name="Lab", exact=True).click()
    holds(page, "Stride S", "2")
    has_run(page)
    choose(page, "Stride S", "3")
    page.wait_for_url("**stride=3**")
    has_run(page)
    page.go_back()
    holds(page, "Stride S", "2")
    has_run(page)
    page.go_back()
    expect(page.get_by_role("heading", name="Upsampling Lab")).to_be_visible()


def test_an_address_that_needs_no_change_gets_none(lab):
    page = lab("?stride=3")
    assert page.url.endswith("/lab?stride=3")


def test_what_cannot_be_read_leaves_the_address_and_the_history(open_page, serve):
    page = arrived(open_page(f"{serve('app.py')}/lab?stride=zero&kernel_size=4"))
    expect(page.get_by_role("alert").first).to_contain_text("Stride: zero is not possible here")
    page.wait_for_url(re.compile("stride=2.*kernel_size=4"))
    entries = page.evaluate("history.length")
    choose(page, "Stride S", "3")
    page.wait_for_url("**stride=3**")
    assert page.evaluate("history.length") == entries + 1


def test_no_address_breaks_the_lab(lab):
    for query in BAD:
        page = lab(query)
        expect(page.get_by_role("alert").first, query[:99]).to_be_visible()
        expect(page.get_by_test_id("stException"), query[:99]).to_have_count(0)
        expect(page.get_by_role("grid", name="Output").first, query[:99]).to_be_visible()


BAD = [
    "?kernel=custom&kernel_values=1,2;3,4&stride=1" + "0" * 309,
    "?kernel=custom&kernel_values=1.7e308,1.7e308;1,1",
    "?input=custom&values=1e308,1e308;1e308,1e308",
    "?size=" + "9" * 5000,
    "?step=" + "9" * 5000,
]


def test_a_page_that_is_come_back_to_stands_as_it_was_left(lab):
    page = lab()
    choose(page, "Stride S", "4")
    page.wait_for_url("**stride=4**")
    has_run(page)
    page.get_by_role("link", name="Home").click()
    expect(page.get_by_role("heading", name="Upsampling Lab")).to_be_visible()
    page.get_by_role("link", name="Lab", exact=True).click()
    holds(page, "Stride S", "4")
    page.wait_for_url("**stride=4**")


def test_the_language_that_was_clicked_stays_from_page_to_page(lab):
    page = lab()
    page.get_by_role("radiogroup", name="Language").get_by_text("中文").click()
    expect(page.get_by_role("heading", name="实验室")).to_be_visible()
    page.wait_for_url("**lang=zh**")
    page.get_by_role("link", name="首页").click()
    expect(page.get_by_role("radiogroup", name="语言")).to_be_visible()
    page.wait_for_url("**lang=zh**")
    page.get_by_role("link", name="转置卷积").first.click()
    expect(page.get_by_role("heading", name="转置卷积").first).to_be_visible()
    page.wait_for_url("**/transposed-convolution?lang=zh**")
    has_run(page)
    page.go_back()
    expect(page.get_by_role("heading", name="Upsampling Lab")).to_be_visible()
    page.go_back()
    expect(page.get_by_role("heading", name="实验室")).to_be_visible()


def test_the_link_that_is_copied_opens_the_same_thing(open_page, load_page, serve):
    page = arrived(open_page(f"{serve('app.py')}/lab"))
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    choose(page, "Kernel size K", "5")
    page.wait_for_url("**kernel_size=5**")
    has_run(page)
    page.get_by_role("button", name="Copy link").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    link = page.evaluate("navigator.clipboard.readText()")
    assert link == page.url
    copied = load_page(link)
    holds(copied, "Kernel size K", "5")


def test_changes_on_a_slow_connection_are_all_kept(open_page, serve):
    page = arrived(open_page(f"{serve('app.py')}/lab?stride=2"))
    network = page.context.new_cdp_session(page)
    network.send("Network.enable")
    network.send(
        "Network.emulateNetworkConditions",
        {
            "offline": False,
            "latency": 400,
            "downloadThroughput": 400_000,
            "uploadThroughput": 400_000,
        },
    )
    choose(page, "Stride S", "3")
    choose(page, "Kernel size K", "6")
    choose(page, "Padding P", "2")

    def all_are_kept():
        for part in ("stride=3", "kernel_size=6", "padding=2"):
            assert part in page.url

    eventually(page, all_are_kept)
    for label, option in (("Stride S", "3"), ("Kernel size K", "6"), ("Padding P", "2")):
        holds(page, label, option)
