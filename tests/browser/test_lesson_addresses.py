"""A lesson's address in a real browser: copied, gone back in, and loaded again."""

import re

from playwright.sync_api import expect

from tests.browser.waiting import has_run


def step(page, name):
    place = page.locator(f".st-key-step-{name}")
    expect(place.get_by_text("Open this in the lab")).to_be_visible()
    return place


def pick(place, label, option):
    place.get_by_role("radiogroup", name=label).get_by_text(option, exact=True).click()


def picked(place, label):
    """The option of a choice that holds."""
    return place.get_by_role("radiogroup", name=label).get_by_role("radio", checked=True)


def test_a_copied_address_opens_the_step_in_its_state(open_page, load_page, serve):
    page = load_page(f"{serve('app.py')}/checkerboard")
    pick(step(page, "overlap"), "Stride S", "3")
    page.wait_for_url("**overlap_stride=3**")
    pick(step(page, "overlap"), "Kernel size K", "6")
    page.wait_for_url("**overlap_kernel_size=6**")
    copied = open_page(page.url)
    place = step(copied, "overlap")
    expect(picked(place, "Stride S")).to_have_accessible_name("3")
    expect(picked(place, "Kernel size K")).to_have_accessible_name("6")
    expect(place.get_by_text("S = 3 divides K = 6")).to_be_visible()


def test_the_back_button_undoes_a_choice_in_a_lesson(load_page, serve):
    page = load_page(f"{serve('app.py')}/transposed-convolution?step=phases")
    place = step(page, "phases")
    for size in ("4", "5"):
        pick(place, "Kernel size K", size)
        page.wait_for_url(f"**phases_kernel_size={size}**")
        has_run(page)
    page.go_back()
    page.wait_for_url("**phases_kernel_size=4**")
    expect(picked(place, "Kernel size K")).to_have_accessible_name("4")
    page.go_back()
    page.wait_for_url(re.compile(r"/transposed-convolution\?step=phases$"))
    expect(picked(place, "Kernel size K")).to_have_accessible_name("3")


def test_a_reload_keeps_the_step_and_what_was_chosen(load_page, serve):
    page = load_page(f"{serve('app.py')}/checkerboard?step=background")
    place = page.locator(".st-key-step-background")
    pick(place, "Kernel size K", "4")
    page.wait_for_url("**step=background&bias_kernel_size=4**")
    has_run(page)
    page.reload()
    expect(picked(place, "Kernel size K")).to_have_accessible_name("4")
    expect(picked(page, "Further")).to_have_accessible_name("Background")


def test_a_link_into_the_lab_goes_before_what_the_lab_held(load_page, serve):
    page = load_page(f"{serve('app.py')}/lab")
    pick(page, "Input", "1-D")
    page.wait_for_url("**dims=1**")
    has_run(page)
    length = page.get_by_role("spinbutton", name="Length")
    length.fill("11")
    length.press("Enter")
    page.wait_for_url("**size=11**")
    has_run(page)
    page.get_by_role("button", name="Convolution").click()
    page.get_by_role("menuitem", name="Checkerboard artifacts").click()
    step(page, "overlap").get_by_text("Open this in the lab").click()
    page.wait_for_url("**/lab?**input=ones**")
    expect(page.get_by_role("grid", name="Input", exact=True)).to_have_attribute(
        "aria-rowcount", "4"
    )
    has_run(page)
    assert "size=4&input=ones" in page.url
