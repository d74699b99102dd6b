"""On a narrow screen everything that can be chosen is in sight: nothing has to be scrolled to."""

import pytest

from tests.browser.waiting import eventually, go
from ui.frame import PAGES, page_address

ADDRESSES = [
    "/lab?method=bicubic",
    "/networks?network=unet",
    *(f"/{page_address(name)}" for name in PAGES),
]
BESIDE = """() => [...document.querySelectorAll("[role=radio]")]
  .filter((one) => one.getBoundingClientRect().right > window.innerWidth)
  .map((one) => one.textContent)"""


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_no_option_lies_beside_the_screen(visit, lang):
    page = visit(ADDRESSES[0], lang=lang, width=360, height=780)
    for address in ADDRESSES:
        go(page, address)
        eventually(page, lambda: has_options(page))
        assert page.evaluate(BESIDE) == [], address


def has_options(page):
    """Every page has the two languages, and something more to choose or to press."""
    assert page.get_by_role("radio", checked=True).count() > 1
