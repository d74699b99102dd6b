"""Reduced pictures against loops over blocks, and against Pillow."""

import numpy as np
import pytest
from PIL import Image

from upsample_core.checks import ParameterError
from upsample_core.runs.reduction import FACTORS, REDUCTIONS, reduced

PICTURE = np.random.default_rng(8).random((3, 26, 37)).astype(np.float32)


def blocks(picture, factor):
    """The blocks of a picture, (C, H, W, factor, factor), what is left over dropped."""
    height, width = (side // factor for side in picture.shape[1:])
    return np.array(
        [
            [
                [
                    channel[i * factor : (i + 1) * factor, j * factor : (j + 1) * factor]
                    for j in range(width)
                ]
                for i in range(height)
            ]
            for channel in picture
        ]
    )


@pytest.mark.parametrize("factor", FACTORS)
def test_blocks_become_their_mean_their_maximum_or_their_corner(factor):
    each = blocks(PICTURE, factor)
    expected = {
        "average": each.mean(axis=(3, 4)),
        "max_pool": each.max(axis=(3, 4)),
        "decimate": each[:, :, :, 0, 0],
    }
    for how, small in expected.items():
        np.testing.assert_allclose(reduced(PICTURE, how, factor).small, small, atol=1e-6)


@pytest.mark.parametrize("factor", FACTORS)
@pytest.mark.parametrize(
    ("how", "filter_"),
    [("bicubic", Image.Resampling.BICUBIC), ("bilinear", Image.Resampling.BILINEAR)],
)
def test_antialiased_reductions_are_those_of_pillow(how, filter_, factor):
    found = reduced(PICTURE, how, factor)
    height, width = found.small.shape[1:]
    for channel, small in zip(found.original, found.small, strict=True):
        theirs = Image.fromarray(channel).resize((width, height), filter_)
        np.testing.assert_allclose(small, np.clip(np.asarray(theirs), 0, 1), atol=1e-5)


@pytest.mark.parametrize("factor", FACTORS)
def test_at_the_corner_the_triangle_stands_on_it(factor):
    found = reduced(PICTURE, "bilinear", factor)
    channel, row, column = 1, 2, 3
    total = 0.0
    for down in range(1 - factor, factor):
        for across in range(1 - factor, factor):
            weight = (factor - abs(down)) * (factor - abs(across)) / factor**4
            total += weight * found.original[channel, row * factor + down, column * factor + across]
    assert found.samples[True][channel, row, column] == pytest.approx(total, abs=1e-6)


@pytest.mark.parametrize("factor", FACTORS)
@pytest.mark.parametrize("how", ["bicubic", "bilinear"])
def test_a_ramp_says_where_samples_lie(how, factor):
    places = np.arange(12 * factor) / 100
    ramp = np.broadcast_to(places, (1, 4 * factor, 12 * factor))
    found = reduced(ramp, how, factor)
    corners = factor * np.arange(12) / 100
    for corner, away in ((True, 0), (False, (factor - 1) / 200)):
        inside = found.samples[corner][0, 2, 3:-3]
        np.testing.assert_allclose(inside, corners[3:-3] + away, atol=1e-12)


@pytest.mark.parametrize("how", REDUCTIONS)
@pytest.mark.parametrize("factor", FACTORS)
def test_the_original_is_cropped_to_whole_blocks(how, factor):
    found = reduced(PICTURE, how, factor)
    height, width = 26 - 26 % factor, 37 - 37 % factor
    np.testing.assert_array_equal(found.original, PICTURE[:, :height, :width])
    assert tuple(found.samples) == REDUCTIONS[how].corners
    for small in found.samples.values():
        assert small.shape == (3, height // factor, width // factor)
        assert small.dtype == np.float32
        assert 0 <= small.min() <= small.max() <= 1


@pytest.mark.parametrize("how", REDUCTIONS)
def test_one_block_becomes_one_pixel(how):
    assert reduced(PICTURE[:1, :4, :4], how, 4).small.shape == (1, 1, 1)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((PICTURE[:, :3], "average", 4), r"at least 4 × 4 pixels, got shape \(3, 3, 37\)"),
        ((PICTURE[:, :1, :1], "bilinear", 2), "at least 2 × 2 pixels"),
        ((PICTURE[0], "average", 2), "picture must have 3 axes"),
        ((PICTURE, "nearest", 2), "how must be one of 'bicubic'"),
        ((PICTURE, "average", 1), "factor must be one of 2, 3, 4, 8, got 1"),
        ((PICTURE, "average", 5), "factor must be one of 2, 3, 4, 8, got 5"),
    ],
)
def test_refused(arguments, message):
    with pytest.raises(ParameterError, match=message):
        reduced(*arguments)
