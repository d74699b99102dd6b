"""Streamlit ignores an option that it does not know: so each must be one that it knows."""

import tomllib

from streamlit import config

from tests.ground.places import ROOT


def options(table, prefix=""):
    """All options of a table and the tables in it, by their full names."""
    found = {}
    for name, value in table.items():
        if isinstance(value, dict):
            found |= options(value, f"{prefix}{name}.")
        else:
            found[prefix + name] = value
    return found


OPTIONS = options(tomllib.loads((ROOT / ".streamlit/config.toml").read_text(encoding="utf-8")))


def luminance(colour):
    """The relative luminance of `#RRGGBB`, as WCAG 2 defines it."""
    shares = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (s / 12.92 if s <= 0.04045 else ((s + 0.055) / 1.055) ** 2.4 for s in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(a, b):
    """The contrast ratio of two colours, as WCAG 2 defines it."""
    dark, light = sorted([luminance(a), luminance(b)])
    return (light + 0.05) / (dark + 0.05)


def test_streamlit_knows_every_option():
    assert set(OPTIONS) <= set(config.get_config_options())


def test_charts_have_the_ten_colours_that_streamlit_insists_on():
    assert len(OPTIONS["theme.chartSequentialColors"]) == 10
    assert len(OPTIONS["theme.chartDivergingColors"]) == 10


def test_nothing_is_told_to_anyone():
    assert OPTIONS["browser.gatherUsageStats"] is False
    assert OPTIONS["client.showErrorDetails"] == "none"


def test_every_text_colour_stands_out_from_every_ground():
    for theme in ("theme.light", "theme.dark"):
        inks = [k for k in OPTIONS if k.startswith(theme) and k.endswith(("extColor", "linkColor"))]
        assert len(inks) == 9
        for ground in ("backgroundColor", "secondaryBackgroundColor"):
            for ink in [*inks, f"{theme}.primaryColor"]:
                assert contrast(OPTIONS[ink], OPTIONS[f"{theme}.{ground}"]) >= 4.5, ink
