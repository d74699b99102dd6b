"""One colour, one meaning: the same in Python, in the style sheets and in the settings."""

import re

import pytest
from plotly.colors import sequential

from tests.ground.places import ROOT
from tests.ground.test_config import OPTIONS, contrast
from tests.ui.colour_vision import least_difference, levels
from ui import theme
from ui.stage_words import REGIONS

ASSETS = ROOT / "assets"
GROUNDS = [OPTIONS[f"theme.{name}.backgroundColor"] for name in ("light", "dark")]
NAMES = ("input", "kernel", "output", "attention", "negative", "zero")
KNOWN = {getattr(theme, name.upper()).lower() for name in NAMES}


@pytest.mark.parametrize("sheet", ["stage/stage.css", "neighbours/neighbours.css", "grids.css"])
def test_the_style_sheets_name_the_same_colours(sheet):
    text = (ASSETS / sheet).read_text("utf-8")
    told = dict(re.findall(r"--([\w-]+): (#\w{6});", text))
    assert told.items() >= {name: getattr(theme, name.upper()).lower() for name in NAMES}.items()


def test_the_stage_has_the_colours_of_regions():
    text = (ASSETS / "stage" / "stage.css").read_text("utf-8")
    told = dict(re.findall(r"--(flat|edge|texture): #(\w{6});", text))
    assert tuple(told[name] for name in REGIONS) == theme.REGION_COLOURS


def test_the_other_sheets_of_pages_have_no_colours_of_their_own():
    sheets = [path for path in ASSETS.glob("*.css") if path.name != "grids.css"]
    found = {path.name: set(re.findall(r"#\w{6}", path.read_text("utf-8"))) for path in sheets}
    assert found["lesson.css"]
    assert {name: colours - KNOWN for name, colours in found.items() if colours - KNOWN} == {}


def test_the_settings_name_the_same_colours():
    named = {"red": "ATTENTION", "orange": "KERNEL", "blue": "INPUT", "green": "OUTPUT"}
    for name, ours in named.items():
        assert OPTIONS[f"theme.{name}Color"] == getattr(theme, ours)
    diverging = OPTIONS["theme.chartDivergingColors"]
    assert (diverging[0], diverging[-1]) == (theme.NEGATIVE, theme.INPUT)
    known = [f"#{colour[1:].upper()}" for colour in sequential.Cividis]
    assert OPTIONS["theme.chartSequentialColors"] == known


def test_what_is_signed_is_centred_on_zero_with_one_negative():
    for role, hue in theme.HUES.items():
        scale = theme.colour_scale(role, signed=True)
        assert scale[0] == (0, theme.NEGATIVE)
        assert scale[-1] == (1, hue)
        assert scale[1][0] == 0.5
        assert contrast(scale[1][1], "#FFFFFF") < 1.1
        assert theme.colour_scale(role)[-1] == (1, hue)


def mixed(colour, share, ground):
    return share * levels(colour) + (1 - share) * levels(ground)


@pytest.mark.parametrize("role", theme.HUES)
@pytest.mark.parametrize("ground", GROUNDS)
def test_a_negative_cell_is_told_from_a_positive_one(role, ground):
    """As deep as the deepest cells, and as a middling one."""
    for share, least in ((0.5, 8), (0.3, 6)):
        pair = (mixed(theme.HUES[role], share, ground), mixed(theme.NEGATIVE, share, ground))
        assert least_difference(*pair) > least


@pytest.mark.parametrize("stride", [1, 2, 3])
def test_phases_are_told_apart_and_carry_black_text(stride):
    colours = theme.phase_colours(stride)
    assert len(set(colours)) == stride**2
    assert all(contrast(colour, "#000000") > 4.5 for colour in colours)
    pairs = [(a, b) for a in colours for b in colours if a < b]
    assert all(least_difference(levels(a), levels(b)) > 6 for a, b in pairs)
    assert not {colour.lower() for colour in colours} & KNOWN
