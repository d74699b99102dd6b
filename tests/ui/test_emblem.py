"""Emblems: every cell a whole number of pixels, in the colours of its role."""

import base64
import io
import re

import numpy as np
import pytest
from PIL import Image

from ui.count_scale import count_colours
from ui.emblem import SIDE, Emblem, emblem_html


def drawn(html):
    """The levels of the image, shape (H, W, 3), and its size on the page."""
    data = base64.b64decode(re.search('base64,([^"]+)"', html)[1])
    size = tuple(int(re.search(f'{side}="(\\d+)"', html)[1]) for side in ("height", "width"))
    return np.asarray(Image.open(io.BytesIO(data))), size


def test_counts_have_the_colours_of_counts():
    counts = np.array([[1, 2, 4], [0, 8, 64]])
    levels, (height, width) = drawn(emblem_html(Emblem(counts, "count")))
    np.testing.assert_array_equal(levels, count_colours(counts))
    assert (height, width) == (2 * (SIDE // 3), 3 * (SIDE // 3))


@pytest.mark.parametrize("channels", [1, 3])
def test_a_picture_is_drawn_as_it_is_and_clipped(channels):
    values = np.linspace(-0.5, 1.5, channels * 7 * 5).reshape(channels, 7, 5)
    levels, _size = drawn(emblem_html(Emblem(values, "picture")))
    wanted = np.broadcast_to((values.clip(0, 1) * 255).round(), (3, 7, 5))
    np.testing.assert_array_equal(levels, np.moveaxis(wanted, 0, -1))


def test_zero_is_palest_and_the_largest_fullest():
    levels, _size = drawn(emblem_html(Emblem(np.array([[0.0, -2.0, 1.0]]), "input")))
    pale, full, half = levels[0].astype(int).sum(axis=-1)
    assert pale > half > full
