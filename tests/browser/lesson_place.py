"""Reading and using a step of a lesson in a page, as a person would."""

from __future__ import annotations

import numpy as np
from playwright.sync_api import expect

from ui.numbers import short


def step(page, name):
    """Find the place of a step that is open by itself."""
    place = page.locator(f".st-key-step-{name}")
    expect(place).to_be_visible()
    return place


def pick(place, label, option):
    """Choose one of several, and wait until it holds."""
    group = place.get_by_role("radiogroup", name=label, exact=True)
    group.get_by_text(option, exact=True).click()
    expect(group.get_by_role("radio", name=option, exact=True)).to_be_checked()


def table(place, name):
    """Find a small grid by its name."""
    return place.get_by_role("table", name=name, exact=True)


def cells(values):
    """Spell numbers as small grids do."""
    return [short(value) for value in np.ravel(values)]
