"""Apps served for a real Chromium, and pages in it that may log no error."""

from __future__ import annotations

import os
import shutil
from contextlib import ExitStack, contextmanager
from functools import cache

import pytest
from playwright.sync_api import expect, sync_playwright

from bench.serving import served

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
expect.set_options(timeout=30_000)  # what is right is right on a busy machine too


@pytest.fixture(scope="session")
def browser():
    """The one Chromium of this run."""
    program = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if program is None:
        pytest.fail("no Chromium found: install one, or name it in the variable CHROMIUM")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=program, args=FLAGS)
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
