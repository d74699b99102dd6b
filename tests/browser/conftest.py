"""Apps served for a real Chromium, and pages in it that may log no error."""

from __future__ import annotations

from contextlib import ExitStack, contextmanager
from functools import cache
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect, sync_playwright

from bench.serving import served
from tests.browser.chromium import FLAGS, program
from tests.browser.waiting import go, has_run

LOCALES = {"en": "en-US", "zh": "zh-CN"}
LEAVE = """() => {
  document.activeElement?.blur();
  document.querySelector("[data-testid=stMain]").scrollTo(0, 0);
}"""
PATIENCE = 60_000  # milliseconds: what is right is right on a busy machine too
expect.set_options(timeout=PATIENCE)


@pytest.fixture(scope="session")
def browser():
    """The one Chromium of this run."""
    if program() is None:
        pytest.fail("no Chromium found: install one, or name it in the variable CHROMIUM")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=program(), args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def serve():
    """Start an app, given by its path from the root, once for all tests; returns its address."""
    with ExitStack() as servers:

        @cache
        def start(app: str) -> str:
            return servers.enter_context(served(app)).address

        yield start


@pytest.fixture
def open_page(browser):
    """Open addresses in fresh browser contexts; afterwards no page may have logged an error."""
    with _pages(browser) as open_one:
        yield open_one


@pytest.fixture(scope="module")
def open_lasting_page(browser):
    """Open pages that stay for all tests of a module."""
    with _pages(browser) as open_one:
        yield open_one


@pytest.fixture(scope="module")
def kept_page(open_lasting_page):
    """Give the page that a module keeps for a server and a kind of browser, and whether it is new.

    To open a browser takes the longest of all that a test does.
    """
    pages = {}

    def give(url, *, width=1440, height=1000, theme="light", reduced_motion=None, **kind):
        key = (urlsplit(url).netloc, *sorted(kind.items()))
        new = key not in pages
        if new:
            pages[key] = open_lasting_page("about:blank", **kind)
        page = pages[key]
        page.set_viewport_size({"width": width, "height": height})
        page.emulate_media(color_scheme=theme, reduced_motion=reduced_motion or "no-preference")
        page.mouse.move(0, 0)
        return page, new

    return give


@pytest.fixture
def load_page(kept_page):
    """Load an address in a page that its module keeps: for the server somebody new has come."""

    def load(url, **options):
        page, _new = kept_page(url, **options)
        page.goto(url)
        return page

    return load


@pytest.fixture
def visit(kept_page, serve):
    """Let a page that its module keeps follow an address of the app: nothing is loaded.

    The address says all that differs from what is usual, and the language is said here: what was
    chosen before is forgotten then. One that says nothing would stand for what was left there, and
    is loaded.
    """

    def follow(address, *, lang="en", **options):
        nothing_said = "?" not in address
        address = f"{address}{'?' if nothing_said else '&'}lang={lang}"
        # A page for each language: what a session shows in one it may still hold in the other.
        page, new = kept_page(serve("app.py"), locale=LOCALES[lang], **options)
        if new or nothing_said:
            page.goto(serve("app.py") + address)
            has_run(page)
        else:
            page.evaluate(LEAVE)
            go(page, address)
        return page

    return follow


def _is_ours(said) -> bool:
    """Whether a console message is an error of the app.

    At an address such as /lab Streamlit first looks for its server below that address, and logs
    what is not there before it looks at the root.
    """
    return said.type == "error" and "/_stcore/" not in said.location.get("url", "")


@contextmanager
def _pages(browser):
    contexts, errors = [], []

    def open_one(url, *, width=1440, height=1000, theme="light", locale="en-US", **options):
        context = browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme=theme,
            locale=locale,
            **options,
        )
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda said: errors.append(said.text) if _is_ours(said) else None)
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto(url)
        return page

    yield open_one
    for context in contexts:
        context.close()
    assert not errors, f"the browser logged {errors}"
