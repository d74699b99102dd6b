"""The lesson on generative networks in Chromium: films scrubbed, drawings by mouse and keyboard."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.browser.waiting import eventually, has_run

SCRUBBED = """(film) => {
  const canvases = [...film.querySelectorAll(".film-tile canvas")];
  const slider = film.querySelector("input");
  const sum = (canvas) => canvas.getContext("2d")
    .getImageData(0, 0, canvas.width, canvas.height).data
    .reduce((all, byte) => (31 * all + byte) % 1000003, 7);
  const seen = (place) => {
    slider.value = place;
    slider.dispatchEvent(new Event("input"));
    return [film.querySelector("output").textContent, ...canvases.map(sum)];
  };
  return [seen(0), seen(slider.max), canvases.map((canvas) => canvas.width)];
}"""
STROKES = """async (canvas, count) => {
  const begun = performance.now();
  for (let stroke = 0; stroke < count; stroke++) {
    for (const key of [" ", stroke % 15 ? "ArrowRight" : "ArrowDown"]) {
      canvas.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
    }
    if (stroke % 100 === 0) await new Promise((done) => setTimeout(done));
  }
  return performance.now() - begun;
}"""


def test_a_film_is_scrubbed_without_the_server_and_kept_in_the_address(load_page, serve):
    page = load_page(f"{serve('app.py')}/generative?step=inside", width=1440, height=900)
    expect(page.locator(".film-tile canvas")).to_have_count(8)
    has_run(page)
    name, slider = page.locator(".film-scrubber output"), page.locator(".film-scrubber input")
    expect(name).to_contain_text("step 4 of 8")
    # Nothing but this script runs in between: no answer of the server is needed.
    first, last, widths = page.locator(".film").evaluate(SCRUBBED)
    assert "step 0 of 8" in first[0]
    assert "step 8 of 8" in last[0]
    same = [one == other for one, other in zip(first[1:], last[1:], strict=True)]
    assert same == [True, *[False] * 3] * 2
    assert last[2:5] == last[6:9]  # in the end it is what it takes itself for
    assert len(set(widths)) == 1
    assert widths[0] % 32 == 0
    expect(page).to_have_url(re.compile("inside_t=1"))
    slider.focus()
    page.keyboard.press("Home")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    expect(name).to_contain_text("step 2 of 8")
    expect(page).to_have_url(re.compile("inside_t=0.25"))
    has_run(page)
    page.get_by_role("radiogroup", name="Number of steps").get_by_text("16", exact=True).click()
    expect(name).to_contain_text("step 4 of 16")  # as far on the way
    page.go_back()
    expect(name).to_contain_text("step 2 of 8")
    page.go_back()
    expect(name).to_contain_text("step 8 of 8")
    page.locator(".film-scrubber button").click()
    expect(name).to_contain_text("step 1 of 8")


def test_a_drawing_is_made_by_keys_and_by_mouse(load_page, serve):
    page = load_page(
        f"{serve('app.py')}/generative?step=invented&invented_given=drawing", width=390, height=844
    )
    grid = _emptied(page)
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Space")
    eventually(page, lambda: _drawn(page, "Q" + "A" * 42))
    expect(page.locator(".drawing .said")).to_have_text("row 0, column 1: drawn")
    has_run(page)
    box = grid.bounding_box()
    page.mouse.move(box["x"] + 2, box["y"] + box["height"] - 2)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] + 300, box["y"] + box["height"] - 2)
    page.mouse.up()
    eventually(page, lambda: _drawn(page, "Q" + "A" * 39 + "__8"))
    assert page.evaluate("document.querySelector('.stMain').scrollWidth") <= 390


def test_who_goes_back_and_draws_the_same_again_has_drawn_it(load_page, serve):
    page = load_page(f"{serve('app.py')}/generative?step=invented&invented_given=drawing")
    grid = _emptied(page)
    empty = grid.evaluate(LOOKS)
    for _time in range(2):
        page.keyboard.press("Space")
        eventually(page, lambda: _drawn(page, "g" + "A" * 42))
        has_run(page)
        assert grid.evaluate(LOOKS) != empty
        page.go_back()
        eventually(page, lambda: _looks(grid, empty))
        grid.focus()


def _emptied(page):
    """Empty the drawing by a key, and return its grid, which then has the focus."""
    grid = page.locator(".drawing canvas")
    expect(grid).to_be_visible()
    has_run(page)
    grid.focus()
    page.keyboard.press("Delete")
    eventually(page, lambda: _drawn(page, "A" * 43))
    has_run(page)
    return grid


LOOKS = "canvas => canvas.toDataURL()"


def _looks(grid, wanted):
    assert grid.evaluate(LOOKS) == wanted


def _drawn(page, text):
    assert f"invented_drawing={text}" in page.url


def test_quick_strokes_are_all_kept_though_the_page_answers_late(open_page, serve):
    page = open_page(f"{serve('app.py')}/generative?step=invented&invented_given=drawing")
    grid = page.locator(".drawing canvas")
    expect(grid).to_be_visible()
    has_run(page)
    page.context.new_cdp_session(page).send(
        "Network.emulateNetworkConditions",
        {"offline": False, "latency": 0, "downloadThroughput": 60_000, "uploadThroughput": -1},
    )
    grid.focus()
    page.keyboard.press("Delete")
    for _cell in range(6):
        page.keyboard.press("Space")
        page.keyboard.press("ArrowRight")
        page.wait_for_timeout(150)
    eventually(page, lambda: _drawn(page, "_" + "A" * 42))
    for _stroke in range(6):
        page.locator(".drawing button").first.click()
    eventually(page, lambda: _drawn(page, "A" * 43))


def test_ten_thousand_strokes(load_page, serve):
    page = load_page(f"{serve('app.py')}/generative?step=invented&invented_given=drawing")
    grid = page.locator(".drawing canvas")
    expect(grid).to_be_visible()
    has_run(page)
    grid.focus()
    assert grid.evaluate(STROKES, 10_000) < 20_000
    has_run(page)
    page.keyboard.press("Delete")
    page.keyboard.press("Space")
    eventually(page, lambda: _drawn(page, "A" * 42 + "E"))
    expect(page.locator(".film-tile canvas")).to_have_count(10)
