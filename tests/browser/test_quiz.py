"""The questions of a lesson in a real browser: by keyboard alone, in one screen, from a link."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.waiting import eventually, has_run, scrolls_down_only
from upsample_core.lessons.questions import checkerboard, transposed_convolution
from upsample_core.lessons.questions.rounds import ROUND, ROUNDS, drawn

KINDS = {
    "checkerboard": checkerboard.KINDS,
    "transposed-convolution": transposed_convolution.KINDS,
}


def seed_of(page, *kinds):
    """Find a round that asks these kinds of questions."""
    return next(
        seed
        for seed in range(ROUNDS)
        if {question.kind for question in drawn(KINDS[page], seed)} >= set(kinds)
    )


def written(value):
    values = value if isinstance(value, tuple) else (value,)
    return ", ".join(f"{each:g}" for each in values)


def answer(page, question, value):
    """Reply with keys alone, and check with Enter."""
    if question.choices:
        options = page.locator(".st-key-quiz input[type=radio]")
        option = options.nth(question.choices.index(value))

        def is_chosen():
            # After a reply that was wrong the page moves the focus, maybe just now.
            option.focus()
            page.keyboard.press("Space")
            assert option.is_checked(), f"{value} is not chosen"

        eventually(page, is_chosen)
    else:
        field = page.get_by_role("textbox", name="Your answer")
        field.focus()
        page.keyboard.press("Control+A")
        page.keyboard.type(written(value))
    page.keyboard.press("Enter")


def test_a_round_by_keyboard_alone(load_page, serve):
    name = "checkerboard"
    seed = seed_of(name, "remedies", "frequency")
    page = load_page(f"{serve('app.py')}/{name}?step=questions&quiz={seed}")
    page.keyboard.press("Tab")
    for place, question in enumerate(drawn(KINDS[name], seed), start=1):
        expect(page.get_by_text(f"{place} of {ROUND}", exact=True)).to_be_visible()
        if question.kind in ("remedies", "frequency"):
            answer(page, question, next(iter(question.mistakes.values())))
            expect(page.get_by_text("Try once more.")).to_be_visible()
            has_run(page)
        answer(page, question, question.answer)
        expect(page.get_by_text(re.compile("^Right(:| this time:)$"))).to_be_visible()
        # The focus is on the way on, so that Enter goes there.
        expect(page.locator(".st-key-quiz").get_by_test_id("stBaseButton-primary")).to_be_focused()
        page.keyboard.press("Enter")
        if place < ROUND:
            expect(page.locator(".st-key-quiz input:enabled:focus")).to_have_count(1)
    expect(page.get_by_text(f"{ROUND - 2} of {ROUND} right at the first try")).to_be_visible()
    another = page.get_by_role("button", name="Another round")
    expect(another).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**quiz={seed + 1}**")
    expect(page.get_by_text(f"1 of {ROUND}", exact=True)).to_be_visible()


@pytest.mark.parametrize("name", KINDS)
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_question_and_its_solution_fit_one_screen(load_page, serve, name, lang):
    seed = seed_of(name, *{"checkerboard": ("remedies", "flat", "copy_place")}.get(
        name, ("phase_taps", "phase_kernel", "parameters")))  # fmt: skip
    address = f"/{name}?step=questions&quiz={seed}&lang={lang}"
    page = load_page(serve("app.py") + address, width=1440, height=900)
    check = page.get_by_role("button", name=re.compile("^(Check|检查)$"))
    for question in drawn(KINDS[name], seed):
        expect(check).to_be_enabled()
        others = [choice for choice in question.choices if choice != question.answer]
        wrong = [*question.mistakes.values(), *(others or [1000.5])]
        for reply in list(dict.fromkeys(wrong))[:2]:
            if question.choices:
                place = question.choices.index(reply)
                page.locator(".st-key-quiz").get_by_test_id("stRadioOption").nth(place).click()
            else:
                page.locator(".st-key-quiz input[type=text]").fill(written(reply))
            check.click()
            expect(page.locator(".st-key-quiz").get_by_text(re.compile("你的答案是|You answered")
                   )).to_be_visible()  # fmt: skip
        on = page.locator(".st-key-quiz").get_by_test_id("stBaseButton-primary")
        expect(on).to_be_visible()
        if question.choices:  # the reply that stands there is the last one
            options = page.locator(".st-key-quiz input[type=radio]")
            expect(options.nth(question.choices.index(reply))).to_be_checked()
        box = on.bounding_box()
        assert box["y"] + box["height"] <= 900, question.kind
        on.click()


def test_the_seed_is_replaced_into_the_address(open_page, load_page, serve):
    page = open_page(f"{serve('app.py')}/checkerboard")
    expect(page.locator(".st-key-step-overlap")).to_be_visible()
    before = page.evaluate("history.length")
    page.get_by_role("radio", name="Questions").click()
    page.wait_for_url(re.compile(r"step=questions&quiz=\d+$"))
    assert page.evaluate("history.length") == before + 1
    linked = load_page(page.url)
    asked = page.locator(".st-key-quiz p").nth(1)
    expect(linked.locator(".st-key-quiz p").nth(1)).to_have_text(asked.inner_text())
    page.go_back()
    expect(page.locator(".st-key-step-overlap")).to_be_visible()


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_phone_needs_no_sideways_scrolling(visit, lang):
    seed = seed_of("checkerboard", "remedies")
    address = f"/checkerboard?step=questions&quiz={seed}"
    page = visit(address, lang=lang, width=390, height=844)
    expect(page.locator(".st-key-quiz input").first).to_be_visible()
    eventually(page, lambda: scrolls_down_only(page))
