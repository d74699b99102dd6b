"""Markup, scripts, links and LaTeX in addresses, fields and file names: the browser shows text."""

from __future__ import annotations

from io import BytesIO
from urllib.parse import urlencode

from PIL import Image
from playwright.sync_api import expect

from tests.browser.waiting import has_run

LIVING = """() => [
  ...document.querySelectorAll("a[href*=zqx], [src*=zqx], [onerror], [onload], .katex, script"),
  ...document.querySelectorAll("[aria-label*=zqx i][role=img], svg a"),
].filter((one) => one.outerHTML.includes("zqx")).map((one) => one.outerHTML)"""
NAME = "<img src=x onerror=zqx()> [a](https://zqx.example) $zqx$.png"
PARAMETERS = {
    "method": "<img src=x onerror=zqx()>",
    "stride": "[zqx](https://zqx.example)",
    "padding": "https://zqx.example/a",
    "kernel": "$\\href{//zqx.example}{zqx}$",
    "input": "![zqx](//zqx.example/a.png)",
    "view": "www.zqx.example",
    "dims": ":material/zqx: :red[zqx]",
    "form": "<script>zqx()</script>",
    "order": "a@zqx.example",
    "picture": "upload",
}
CHAIN = "<img/src=x/onerror=zqx()>https://zqx.example$zqx$"


def nothing_lives(page):
    """Assert that a page makes nothing of what was put into it."""
    has_run(page)
    assert page.evaluate(LIVING) == []


def test_what_is_put_into_a_page_stays_text(open_page, serve):
    asked = []
    page = open_page(f"{serve('app.py')}/lab?{urlencode(PARAMETERS)}")
    page.on("request", lambda request: asked.append(request.url))
    expect(page.get_by_text("<script>zqx()</script> is not possible here")).to_be_visible()
    file = BytesIO()
    Image.new("RGB", (7, 5)).save(file, "PNG")
    picture = {"name": NAME, "mimeType": "image/png", "buffer": file.getvalue()}
    page.locator("input[type=file]").set_input_files(picture)
    expect(page.get_by_text("$zqx$.png")).to_be_visible()
    nothing_lives(page)

    page.goto(f"{serve('app.py')}/networks?{urlencode({'network': 'own', 'chain': CHAIN})}")
    expect(page.get_by_role("alert")).to_contain_text("<img/src=x/onerror=zqx()>")
    nothing_lives(page)

    weights = {"step": "weights", "weights_text": "https://zqx.example"}
    page.goto(f"{serve('app.py')}/checkerboard?{urlencode(weights)}")
    expect(page.get_by_role("alert")).to_contain_text("//zqx.example")
    nothing_lives(page)
    assert not [url for url in asked if "//zqx" in url.split("?")[0]]
