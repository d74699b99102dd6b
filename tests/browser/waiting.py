"""Waiting for what a page shows: it arrives in pieces, later on a busy machine.

What Playwright's `expect` can wait for, it should. This is for what it cannot.
"""

from __future__ import annotations

import time
from collections.abc import Callable

from playwright.sync_api import Page, expect

PATIENCE = 60  # seconds
PAUSE = 50  # milliseconds
FRAMES = """async (count) => {
  while (count--) await new Promise((done) => requestAnimationFrame(done));
}"""
GO = """([address, patience]) => new Promise((done, fail) => {
  const idle = () => document.querySelector("[data-testid=stApp]")
    ?.dataset.testScriptState === "notRunning";
  let asked = false;
  let still = 0;
  const observer = new MutationObserver(() => {
    if (asked && idle()) end();
    asked ||= !idle();
  });
  // The browser may draw request and answer at once: then the state never seems to change.
  const pulse = setInterval(() => { still = idle() ? still + 1 : 0; if (still > 20) end(); }, 100);
  const end = () => { observer.disconnect(); clearInterval(pulse); done(); };
  setTimeout(() => fail(Error(`${address} is never drawn`)), 1000 * patience);
  observer.observe(document, { attributeFilter: ["data-test-script-state"], subtree: true });
  history.pushState({}, "", address);
  dispatchEvent(new PopStateEvent("popstate", { state: {} }));
})"""


def go(page: Page, address: str) -> None:
    """Let an open page follow an address of the app, as the back button would: nothing is loaded.

    To load a page takes the browser ten times as long; what is tested is mostly what it shows.
    """
    page.evaluate(GO, [address, PATIENCE])
    has_run(page)


def has_run(page: Page) -> None:
    """Wait until the server has run the page's script, and the browser has heard the end of it."""
    app = page.get_by_test_id("stApp")
    expect(app).to_have_attribute("data-test-script-state", "notRunning")


def frames(page: Page, count: int = 20) -> None:
    """Wait until a page has drawn some frames: that is when what must not happen would have."""
    page.evaluate(FRAMES, count)


def eventually(page: Page, check: Callable[[], None]) -> None:
    """Repeat a check of what a page shows until it passes; at the end let it fail."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        try:
            return check()
        except AssertionError:
            page.wait_for_timeout(PAUSE)
    check()


def scrolls_down_only(page: Page) -> None:
    """Assert that nothing on a page is wider than the screen."""
    main = page.get_by_test_id("stMain")
    wider = main.evaluate(
        """main => [main, document.documentElement]
          .map((one) => one.scrollWidth - Math.min(one.clientWidth, window.innerWidth))"""
    )
    assert max(wider) <= 1, f"{page.url} scrolls sideways"


def fall_silent(page: Page, sent: list[object]) -> None:
    """Wait until a page has sent nothing for a second."""

    def is_silent() -> None:
        sent.clear()
        page.wait_for_timeout(1000)
        assert not sent, f"{page.url} is never silent"

    eventually(page, is_silent)


def stand_still(page: Page) -> None:
    """Wait until page and server have had nothing to say to each other for a second."""
    said: list[object] = []
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    for way in ("Sent", "Received"):
        session.on(f"Network.webSocketFrame{way}", lambda frame: said.append(frame))
    has_run(page)
    fall_silent(page, said)
    has_run(page)
    session.detach()


def look_at(page: Page, place: str, drawn: str) -> None:
    """Scroll to a place until something is drawn there, and wait until the page stands still.

    What stands above the place may yet grow and push it out of sight.
    """

    def is_in_sight() -> None:
        page.locator(place).evaluate("place => place.scrollIntoView()")
        assert page.locator(drawn).first.is_visible(), f"{drawn} is not drawn"

    eventually(page, is_in_sight)
    stand_still(page)
    eventually(page, is_in_sight)
