"""The lesson on checkerboards in a real Chromium: what it shows is what the core computes."""

import numpy as np
import pytest
from playwright.sync_api import expect

from tests.browser import lesson_place
from tests.browser.lesson_place import cells, pick, table
from upsample_core.analysis.evenness import make_flat
from upsample_core.analysis.gradients import conv_gradient
from upsample_core.analysis.overlap import stack_coverage
from upsample_core.operations.transposed_convolution import conv_transpose_map


@pytest.fixture
def step(visit):
    """Go to a step by itself, and find its place: all of them together take long to arrive."""

    def open_step(name):
        return lesson_place.step(visit(f"/checkerboard?step={name}"), name)

    return open_step


@pytest.mark.parametrize(("kernel_size", "stride"), [(3, 2), (2, 3), (7, 3)])
def test_overlap_counts_are_those_of_the_core(step, kernel_size, stride):
    place = step("overlap")
    pick(place, "Stride S", str(stride))
    pick(place, "Kernel size K", str(kernel_size))
    row = conv_transpose_map((5,), np.ones(kernel_size), stride).overlap()
    plane = conv_transpose_map((4, 4), np.ones((kernel_size, kernel_size)), stride).overlap()
    expect(table(place, "Overlap count").locator("td")).to_have_text(cells(row))
    found = table(place, "Overlap count in two dimensions").locator("td")
    expect(found).to_have_text(cells(plane))


def test_a_pasted_kernel_is_made_flat_and_a_bad_one_is_named(step):
    place = step("weights")
    text = place.get_by_role("textbox", name="Kernel: one row, or several")
    text.fill("1, 2, 4; 3, 9, 5; 2, 6, 7")
    text.press("Control+Enter")
    kernel = np.array([[1.0, 2, 4], [3, 9, 5], [2, 6, 7]])
    expect(table(place, "Kernel").locator("td")).to_have_text(cells(kernel))
    place.get_by_role("button", name="Make flat").click()
    flat = make_flat(kernel, 2)
    expect(table(place, "Kernel").locator("td")).to_have_text(cells(flat))
    sums = table(place, "Phase sums").locator("td")
    expect(sums).to_have_text(cells(np.full(4, kernel.sum() / 4)))
    text.fill("1, NaN")
    text.press("Control+Enter")
    expect(place.get_by_text("The last good kernel is still shown.")).to_be_visible()
    expect(table(place, "Kernel").locator("td")).to_have_text(cells(flat))


def test_a_stack_lists_the_paths_of_the_core(step):
    place = step("stacks")
    place.get_by_role("button", name="Your own layers").click()
    place.page.get_by_label("Layer 2: K").fill("5")
    place.page.get_by_label("Layer 2: K").press("Enter")
    paths = ", ".join(map(str, stack_coverage([(3, 2), (5, 2)]).tolist()))
    expect(place.get_by_role("cell", name=paths, exact=True)).to_be_visible()


def test_a_gradient_is_that_of_the_core(step):
    place = step("gradients")
    pick(place, "Kernel size K", "5")
    gradient = conv_gradient(np.zeros((48, 48)), np.ones((5, 5)), 2)[20:28, 20:28]
    expect(table(place, "Gradient").locator("td")).to_have_text(cells(gradient))


def test_a_link_opens_the_lab_in_the_state_that_is_shown(step):
    place = step("overlap")
    pick(place, "Kernel size K", "5")
    expect(place.get_by_text("the counts go 3, 2")).to_be_visible()
    place.get_by_text("Open this in the lab").click()
    place.page.wait_for_url("**/lab?*")
    expect(place.page.get_by_role("heading", name="Lab")).to_be_visible()
    assert "kernel_size=5" in place.page.url
    assert "input=ones" in place.page.url
