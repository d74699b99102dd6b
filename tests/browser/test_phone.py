"""On a narrow screen everything that can be chosen is in sight: nothing has to be scrolled to."""

import pytest
from playwright.sync_api import expect

from tests.app.lessons import LESSONS
from tests.browser.waiting import has_run

WIDTH = 360
ADDRESSES = ["", "lab", "lab?method=bicubic", "compare", "networks", *LESSONS]


@pytest.mark.parametrize("locale", ["en-US", "zh-CN"])
@pytest.mark.parametrize("page", ADDRESSES)
def test_no_option_lies_beside_the_screen(open_page, serve, page, locale):
    opened = open_page(f"{serve('app.py')}/{page}", width=WIDTH, height=780, locale=locale)
    expect(opened.get_by_role("radio", checked=True).nth(2)).to_be_attached()
    has_run(opened)
    beside = opened.evaluate(
        """(width) => [...document.querySelectorAll("[role=radio]")]
          .filter((one) => one.getBoundingClientRect().right > width)
          .map((one) => one.textContent)""",
        WIDTH,
    )
    assert beside == []
