"""Rules of accessibility, checked by axe on what lies in a figure."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe

SERIOUS = ("serious", "critical")


def violations(page, impacts=SERIOUS):
    """Return what breaks a rule of an impact in the figures of a page: rule, element and reason.

    What lies in a figure has a path through its shadow root; the rest is Streamlit's.
    """
    return [
        (rule["id"], node["html"], node["failureSummary"])
        for rule in Axe().run(page).response["violations"]
        if rule["impact"] in impacts
        for node in rule["nodes"]
        if isinstance(node["target"][0], list)
    ]
