"""Every step of every lesson's path in one screen, walked by keys and buttons, and predicted in."""

from __future__ import annotations

from itertools import combinations

import pytest
from playwright.sync_api import expect

from tests.app.lessons import LESSONS
from tests.browser.waiting import eventually, has_run

DESKTOP = {"width": 1440, "height": 900}
LAPTOP = {"width": 1366, "height": 768}
LANGUAGES = ("en", "zh")

SEEN = """() => {
  const box = (one) => {
    const { left, top, right, bottom } = one.getBoundingClientRect();
    const key = `${one.className}`.match(/st-key-[^ ]+/)?.[0];
    return { name: key ?? one.dataset.testid ?? one.tagName, left, top, right, bottom };
  };
  const fills = (one) => one.right - one.left > 1 && one.bottom - one.top > 1;
  const shown = (one) => one.checkVisibility({ visibilityProperty: true });
  const all = (path) => [...document.querySelectorAll(path)].filter(shown);
  const column = (kind) => all(`[class*="st-key-${kind}-"]`).flatMap((one) => [...one.children]);
  const blocks = [...all(".st-key-page-head, .st-key-lesson-steps, .st-key-lesson-question"),
    ...column("words"), ...column("figure"), ...all(".st-key-lesson-ways-beside")];
  const texts = [];
  const walker = document.createTreeWalker(document.querySelector(".stMain"), NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const text = walker.currentNode;
    const parent = text.parentElement;
    // What fills a style is not seen.
    if (!text.textContent.trim() || !shown(parent)) continue;
    if (parent.closest("style")) continue;
    const range = document.createRange();
    range.selectNodeContents(text);
    for (const { left, top, right, bottom } of range.getClientRects()) {  // one a line
      if (right - left < 2 || bottom - top < 2) continue;
      texts.push({ name: text.textContent.slice(0, 40), left, top, right, bottom,
        size: parseFloat(getComputedStyle(parent).fontSize),
        free: !parent.closest(".instrument, .st-key-lesson-ways-beside") });
    }
  }
  return { texts, blocks: blocks.map(box).filter(fills),
    wider: document.querySelector(".stMain").scrollWidth - window.innerWidth };
}"""


def shares(a, b):
    """Whether two boxes share more than a hair."""
    wide = min(a["right"], b["right"]) - max(a["left"], b["left"])
    high = min(a["bottom"], b["bottom"]) - max(a["top"], b["top"])
    return wide > 2 and high > 2


def in_one_screen(page):
    """Assert that all of a step is in the window, legible, and nothing lies over another thing."""
    seen = page.evaluate(SEEN)
    width, height = DESKTOP.values()
    for one in (*seen["blocks"], *seen["texts"]):
        assert one["left"] >= 0, one
        assert one["right"] <= width + 1, one
        assert one["bottom"] <= height + 1, one
    assert seen["wider"] <= 0
    for one, other in combinations(seen["blocks"], 2):
        assert not shares(one, other), (one, other)
    for one, other in combinations([text for text in seen["texts"] if text["free"]], 2):
        assert not shares(one, other), (one, other)
    assert [text for text in seen["texts"] if text["size"] < 9] == []


@pytest.fixture(params=LANGUAGES)
def reader(request, visit):
    """One person who walks through all lessons, in each language."""

    def opened(lesson):
        first = LESSONS[lesson].path[0].name
        return visit(f"/{lesson}?step={first}", lang=request.param, **DESKTOP)

    return opened


def at(page, name):
    """Wait until a step is on the screen, all of it, and the one before is gone."""
    expect(page.locator(f".st-key-words-{name}")).to_be_visible()
    expect(page.locator('[class*="st-key-words-"]')).to_have_count(1)
    has_run(page)
    expect(page.locator("html[data-page-keys]")).to_have_count(1)
    # Keys press the button, which the browser draws a moment after the run.
    expect(page.locator(".st-key-lesson-after button")).to_be_visible()


WORDS = """() => {
  const bottoms = [...document.querySelectorAll('[class*="st-key-words-"] > *')]
    .map((one) => one.getBoundingClientRect().bottom);
  const ways = document.querySelector(".st-key-lesson-ways-beside").getBoundingClientRect();
  return { words: Math.max(...bottoms), ways: ways.top };
}"""


def words_end_above_the_ways(page):
    seen = page.evaluate(WORDS)
    assert seen["words"] <= seen["ways"] + 1


@pytest.mark.parametrize("lesson", LESSONS)
def test_every_step_of_the_path_is_in_one_screen(reader, lesson):
    page = reader(lesson)
    windows = [(DESKTOP, in_one_screen), (LAPTOP, words_end_above_the_ways)]
    for place, step in enumerate(LESSONS[lesson].path):
        if place:
            page.keyboard.press("PageDown")
        at(page, step.name)
        # Each step is met in the window in which the one before was left.
        for window, is_right in windows:
            page.set_viewport_size(window)
            eventually(page, lambda is_right=is_right: is_right(page))
        windows.reverse()


# What leads from step to step, and how one predicts, is the same in every lesson.
LESSON = "transposed-convolution"


def test_keys_and_buttons_lead_through_the_path_and_back(visit):
    names = [step.name for step in LESSONS[LESSON].path]
    page = visit(f"/{LESSON}?step={names[0]}", **DESKTOP)
    for name in names:
        at(page, name)
        page.keyboard.press("PageDown")
    expect(page.locator(".st-key-quiz")).to_be_visible()
    has_run(page)
    for name in reversed(names):
        page.keyboard.press("PageUp")
        at(page, name)
    for name in names[1:]:
        page.locator(".st-key-lesson-after button").click()
        at(page, name)
    for name in reversed(names[:-1]):
        page.locator(".st-key-lesson-before button").click()
        at(page, name)


def test_a_prediction_is_made_by_keyboard_alone(load_page, serve):
    first = LESSONS[LESSON].path[0]
    right = list(first.guess().options).index(first.guess().right)
    page = load_page(f"{serve('app.py')}/{LESSON}?lang=en")
    at(page, first.name)
    asked = page.locator(f".st-key-predict-{first.name}")
    options = asked.get_by_role("radio")
    for _turn in range(60):
        page.keyboard.press("Tab")
        if asked.evaluate("one => one.contains(document.activeElement)"):
            break
    # Tab comes to the first option, arrows go from one to the next.
    expect(options.first).to_be_focused()
    for _turn in range(right):
        page.keyboard.press("ArrowRight")
    expect(options.nth(right)).to_be_focused()
    page.keyboard.press("Enter")
    expect(asked.get_by_text("So it is.")).to_be_visible()
