"""Counts in colour: more is brighter, and a number upon the colour can be read."""

import re

import numpy as np
import pytest

from tests.ground.test_config import contrast
from ui.theme import count_colours


def hexadecimal(colour):
    if colour.startswith("#"):
        return "#" + "".join(2 * digit for digit in colour[1:])
    return "#" + "".join(f"{int(part):02x}" for part in re.findall(r"\d+", colour))


@pytest.mark.parametrize("share", np.linspace(0, 1, 21).tolist())
def test_a_number_stands_out_from_the_colour_of_its_count(share):
    ground, ink = count_colours(share)
    assert contrast(hexadecimal(ground), hexadecimal(ink)) >= 4.5


def test_more_is_brighter():
    light = [contrast(hexadecimal(count_colours(s)[0]), "#000000") for s in np.linspace(0, 1, 9)]
    assert light == sorted(light)
    assert light[-1] > 8 * light[0]
