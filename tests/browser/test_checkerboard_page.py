"""The lesson on checkerboards in a real Chromium: what it shows is what the core computes."""

import numpy as np
import pytest
from playwright.sync_api import expect

from ui.numbers import short
from upsample_core.analysis.evenness import make_flat
from upsample_core.analysis.gradients import conv_gradient
from upsample_core.analysis.overlap import stack_coverage
from upsample_core.operations.transposed_convolution import conv_transpose_map

ADDRESS = "checkerboard?step=all"


@pytest.fixture
def lesson(open_page, serve):
    return open_page(f"{serve('app.py')}/{ADDRESS}")


def step(page, name):
    """Find a step, once its heading is there."""
    place = page.locator(f".st-key-step-{name}")
    expect(place).to_be_visible()
    return place


def pick(place, label, option):
    group = place.get_by_role("radiogroup", name=label, exact=True)
    group.get_by_text(option, exact=True).click()
    expect(group.get_by_role("radio", name=option, exact=True)).to_be_checked()


def table(place, name):
    """Find a small grid by its name."""
    return place.get_by_role("table", name=name, exact=True)


def cells(values):
    """Spell numbers as small grids do."""
    return [short(value) for value in np.ravel(values)]


@pytest.mark.parametrize(("kernel_size", "stride"), [(3, 2), (2, 3), (7, 3)])
def test_overlap_counts_are_those_of_the_core(lesson, kernel_size, stride):
    place = step(lesson, "overlap")
    pick(place, "Stride S", str(stride))
    pick(place, "Kernel size K", str(kernel_size))
    row = conv_transpose_map((5,), np.ones(kernel_size), stride).overlap()
    plane = conv_transpose_map((4, 4), np.ones((kernel_size, kernel_size)), stride).overlap()
    expect(table(place, "Overlap count").locator("td")).to_have_text(cells(row))
    found = table(place, "Overlap count in two dimensions").locator("td")
    expect(found).to_have_text(cells(plane))


def test_a_pasted_kernel_is_made_flat_and_a_bad_one_is_named(lesson):
    place = step(lesson, "weights")
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


def test_a_stack_lists_the_paths_of_the_core(lesson):
    place = step(lesson, "stacks")
    place.get_by_role("button", name="Your own layers").click()
    lesson.get_by_label("Layer 2: K").fill("5")
    lesson.get_by_label("Layer 2: K").press("Enter")
    paths = ", ".join(map(str, stack_coverage([(3, 2), (5, 2)]).tolist()))
    expect(place.get_by_role("cell", name=paths, exact=True)).to_be_visible()


def test_a_gradient_is_that_of_the_core(lesson):
    place = step(lesson, "gradients")
    pick(place, "Kernel size K", "5")
    gradient = conv_gradient(np.zeros((48, 48)), np.ones((5, 5)), 2)[20:28, 20:28]
    expect(table(place, "Gradient").locator("td")).to_have_text(cells(gradient))


def test_a_link_opens_the_lab_in_the_state_that_is_shown(lesson):
    place = step(lesson, "overlap")
    pick(place, "Kernel size K", "5")
    expect(place.get_by_text("the counts go 3, 2")).to_be_visible()
    place.get_by_text("Open this in the lab").click()
    lesson.wait_for_url("**/lab?*")
    expect(lesson.get_by_role("heading", name="Lab")).to_be_visible()
    assert "kernel_size=5" in lesson.url
    assert "input=ones" in lesson.url
