"""Apps served for a real Chromium, and pages in it that may log no error."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import expect, sync_playwright

ROOT = Path(__file__).parents[2]
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
STARTUP = 60
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
    servers: dict[str, tuple[subprocess.Popen, str]] = {}

    def start(app: str) -> str:
        if app not in servers:
            servers[app] = _start(app)
        return servers[app][1]

    yield start
    for process, _address in servers.values():
        process.terminate()
        process.wait(timeout=20)


def _start(app: str) -> tuple[subprocess.Popen, str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    options = ["--server.headless", "true", "--server.port", str(port)]
    options += ["--server.address", "127.0.0.1", "--server.fileWatcherType", "none"]
    process = subprocess.Popen(
        [sys.executable, "-m", "streamlit", "run", str(ROOT / app), *options],
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    address = f"http://127.0.0.1:{port}"
    deadline = time.monotonic() + STARTUP
    while time.monotonic() < deadline and process.poll() is None:
        try:
            urllib.request.urlopen(f"{address}/_stcore/health", timeout=1).close()
            return process, address
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    process.kill()
    raise RuntimeError(f"{app} did not start within {STARTUP} s")


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
