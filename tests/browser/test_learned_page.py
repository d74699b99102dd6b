"""The lesson on learned kernels in a browser: a training is moved along where it stands."""

import re

from playwright.sync_api import expect

from tests.browser.waiting import has_run

SCRUBBED = """(one) => {
  const canvas = one.querySelectorAll(".window canvas")[1];
  const seen = () => {
    const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
    return [data.reduce((sum, byte) => (31 * sum + byte) % 1000003, 7),
      one.querySelector(".table").textContent, one.querySelector(".chart .dots").innerHTML];
  };
  const before = seen();
  const slider = one.querySelector("input");
  slider.value = 20;
  slider.dispatchEvent(new Event("input"));
  return [before, seen()];
}"""


def drawn(page):
    training = page.locator(".training")
    expect(training).to_have_attribute("data-draws", re.compile("."), timeout=20_000)
    has_run(page)
    return training


def test_a_training_is_scrubbed_without_the_server_and_kept_in_the_address(load_page, serve):
    page = load_page(f"{serve('app.py')}/learned?step=evenness&lang=en", width=1440, height=900)
    training = drawn(page)
    expect(training).to_have_attribute("data-at", "3")
    draws = training.get_attribute("data-draws")
    before, after = training.evaluate(SCRUBBED)
    # Nothing but this script has run in between: no answer of the server was needed.
    assert [one != other for one, other in zip(before, after, strict=True)] == [True] * 3
    training.get_by_role("slider").focus()
    page.keyboard.press("End")
    expect(training).to_have_attribute("data-at", "2000")
    expect(training.locator(".status")).to_have_text("step 2000 of 2000")
    expect(page).to_have_url(re.compile("even_step=2000"))
    # A chart is pressed where the training is to go, and the picture follows.
    box = training.locator(".chart svg").first.bounding_box()
    page.mouse.click(box["x"] + 42, box["y"] + 60)
    expect(training).to_have_attribute("data-at", "0")
    expect(page).to_have_url(re.compile("even_step=0"))
    page.go_back()
    expect(training).to_have_attribute("data-at", "2000")
    # Another layer leaves the step alone.
    page.get_by_role("radio", name="all ones").click()
    expect(page).to_have_url(re.compile("even_start=ones"))
    expect(training).not_to_have_attribute("data-draws", draws)
    expect(training).to_have_attribute("data-at", "2000")


def test_a_training_plays_on_a_phone(load_page, serve):
    page = load_page(f"{serve('app.py')}/learned?step=rates&lang=zh&rate_step=1400", width=390,
                     height=844)  # fmt: skip
    training = drawn(page)
    training.get_by_role("button", name="播放训练过程").click()
    expect(training).to_have_attribute("data-at", "2000")
    expect(training.get_by_role("button", name="播放训练过程")).to_be_visible()
    expect(page).to_have_url(re.compile("rate_step=2000"))
    wider = page.evaluate("() => document.querySelector('.stMain').scrollWidth - innerWidth")
    assert wider <= 0
