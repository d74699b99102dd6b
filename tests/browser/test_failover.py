"""A connection is cut, a server is killed under open pages: they go on elsewhere, as they were."""

from __future__ import annotations

import re
from io import BytesIO

import pytest
from PIL import Image
from playwright.sync_api import expect
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from bench.serving import served
from tests.browser.balancer import balanced
from tests.browser.waiting import eventually, has_run

LAB = "/lab?stride=2&kernel_size=5&picture=upload"
LESSON = "/checkerboard?step=overlap&overlap_stride=3&overlap_kernel_size=6"
GONE = "The server that held your picture has ended. Please choose it again."


@pytest.fixture
def pages(browser):
    """Two pages of a browser, which may say that their server is away."""
    context = browser.new_context(viewport={"width": 1440, "height": 2400}, locale="en-US")
    yield [context.new_page() for _ in range(2)]
    context.close()


def picture_file():
    file = BytesIO()
    Image.new("RGB", (7, 5), "teal").save(file, "PNG")
    return {"name": "teal.png", "mimeType": "image/png", "buffer": file.getvalue()}


def choose(page, label, option):
    page.get_by_role("radiogroup", name=label).get_by_text(option, exact=True).click()


def holds(page, label, option):
    chosen = page.get_by_role("radiogroup", name=label).get_by_role("radio", checked=True)
    expect(chosen).to_have_accessible_name(option)


def after_a_break(pages, break_it):
    """Break the connections of pages, and wait until each is there again and the page has run."""
    back = set()

    def listen(page):
        def hear(frame):
            if ForwardMsg.FromString(frame).WhichOneof("type") == "script_finished":
                back.add(page)

        page.on("websocket", lambda socket: socket.on("framereceived", hear))

    for page in pages:
        listen(page)
    break_it()

    def all_are_back():
        assert back == set(pages)

    eventually(pages[0], all_are_back)
    for page in pages:
        has_run(page)


@pytest.fixture
def servers():
    with served("app.py") as one, served("app.py") as other:
        yield one, other


def test_pages_go_on_where_they_were(pages, servers):
    lab, lesson = pages
    with balanced(*(server.address for server in servers)) as balancer:
        lab.goto(balancer.address + LAB)
        lab.locator("input[type=file]").set_input_files(picture_file())
        lesson.goto(balancer.address + LESSON)
        holds(lesson, "Kernel size K", "6")
        expect(lab.get_by_text("7 × 5")).to_be_visible()
        has_run(lab)

        # The same server: the session is still there, and the picture in it.
        after_a_break(pages, balancer.cut)
        choose(lab, "Stride S", "3")
        lab.wait_for_url("**stride=3**")
        has_run(lab)
        expect(lab.get_by_text("7 × 5")).to_be_visible()
        expect(lab.get_by_text(GONE)).to_have_count(0)

        # Another server: it learns from the browser how the pages stand.
        after_a_break(pages, servers[0].process.kill)
        expect(lab.get_by_text(GONE)).to_be_visible()
        holds(lab, "Stride S", "3")
        holds(lab, "Kernel size K", "5")
        choose(lab, "Stride S", "4")
        lab.wait_for_url("**stride=4**")
        expect(lab.locator(".st-key-lab-formula")).to_contain_text("3·4")
        holds(lab, "Kernel size K", "5")
        holds(lesson, "Stride S", "3")
        choose(lesson, "Stride S", "4")
        lesson.wait_for_url(re.compile("overlap_kernel_size=6.*overlap_stride=4"))
        holds(lesson, "Kernel size K", "6")

        choose(lab, "View", "Download")
        with lab.expect_download() as download:
            lab.get_by_test_id("stDownloadButton").first.get_by_role("button").click()
        assert download.value.suggested_filename.startswith("transposed_convolution")
