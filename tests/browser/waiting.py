"""Waiting for what a page shows: it arrives in pieces, later on a busy machine.

What Playwright's `expect` can wait for, it should. This is for what it cannot.
"""

from __future__ import annotations

import time
from collections.abc import Callable

from playwright.sync_api import Page, expect

PATIENCE = 30  # seconds
PAUSE = 50  # milliseconds
FRAMES = """async (count) => {
  while (count--) await new Promise((done) => requestAnimationFrame(done));
}"""


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
