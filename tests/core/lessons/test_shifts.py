"""Moved inputs: by loops that go round, by the paper's example, and as PyTorch computes them."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.golden_values import load
from ui.lessons.downsampling.pictures import NAMES, grey
from upsample_core.checks import ParameterError
from upsample_core.lessons.shifts import (
    BLURS,
    FIRSTS,
    blur_pool,
    every_move,
    move_input,
    moved,
)
from upsample_core.operations.pooling import avg_pool2d, max_pool2d

ROW = [0, 0, 1, 1, 0, 0, 1, 1]
PICTURE = np.random.default_rng(3).random((10, 14))
GOLDEN = [case for case in load("halving") if case.function == "blur_pool"]


def naive(values, first, blur):
    """Every output from its own cells, in a picture that goes round."""
    height, width = values.shape
    taps = BLURS[blur]
    reach, total = (len(taps) - 1) // 2, sum(taps)

    def cell(row, column):
        around = [(row, column)]
        if first == "max":
            around = [(row + i, column + j) for i in (0, 1) for j in (0, 1)]
        return max(values[r % height, c % width] for r, c in around)

    small = np.zeros((height // 2, width // 2))
    for i, j in np.ndindex(small.shape):
        for (k, down), (m, across) in pairs(taps):
            value = cell(2 * i + k - reach, 2 * j + m - reach)
            small[i, j] += down * across * value / total**2
    return small


def pairs(taps):
    return [(down, across) for down in enumerate(taps) for across in enumerate(taps)]


@pytest.mark.parametrize("blur", BLURS)
@pytest.mark.parametrize("first", FIRSTS)
def test_a_halved_picture_is_its_definition(first, blur):
    np.testing.assert_allclose(
        blur_pool(PICTURE, first, blur), naive(PICTURE, first, blur), atol=1e-12
    )


@pytest.mark.parametrize("case", GOLDEN, ids=str)
def test_it_is_what_pytorch_computes(case):
    (expected,) = case.outputs
    np.testing.assert_allclose(
        blur_pool(case.inputs["values"], **case.options), expected, rtol=1e-12
    )


def test_the_plain_ways_are_among_them():
    image = PICTURE[None, None]
    np.testing.assert_array_equal(blur_pool(PICTURE, "none", "none"), PICTURE[::2, ::2])
    np.testing.assert_array_equal(blur_pool(PICTURE, "max", "none"), max_pool2d(image, 2)[0, 0])
    np.testing.assert_allclose(blur_pool(PICTURE, "none", "rect2"), avg_pool2d(image, 2)[0, 0])


@pytest.mark.parametrize(
    ("blur", "shift", "expected"),
    [
        ("none", 0, [0, 1, 0, 1]),
        ("none", 1, [1, 1, 1, 1]),
        ("tri3", 0, [0.5, 1, 0.5, 1]),
        ("tri3", 1, [0.75, 0.75, 0.75, 0.75]),
    ],
)
def test_the_example_of_the_paper(blur, shift, expected):
    assert blur_pool(moved(ROW, shift), "max", blur).tolist() == expected


@given(
    seed=st.integers(0, 99),
    first=st.sampled_from(FIRSTS),
    blur=st.sampled_from(list(BLURS)),
    strides=st.integers(0, 6),
)
def test_whole_strides_change_nothing_but_the_place(seed, first, blur, strides):
    values = np.random.default_rng(seed).random((6, 8))
    found = move_input(values, first, blur, 2 * strides)
    assert found.levels < 1e-9
    np.testing.assert_allclose(found.after, np.roll(found.small, strides, axis=1))


@given(seed=st.integers(0, 99), blur=st.sampled_from(list(BLURS)), shift=st.integers(0, 5))
def test_a_picture_without_fast_waves_survives_any_move(seed, blur, shift):
    """What the difference measures: waves up to 1/4 cycle per pixel are moved, not changed."""
    size = 16
    source = np.random.default_rng(seed)
    waves = np.zeros((size, size // 2 + 1), complex)
    waves[:, : size // 4] = source.normal(size=(size, size // 4, 2)) @ [1, 1j]
    values = np.fft.irfft2(waves, s=(size, size))
    assert move_input(values, "none", blur, shift).levels < 1e-9


def test_the_difference_is_to_the_small_picture_turned_on_by_sums_of_waves():
    found = move_input(PICTURE, "max", "tri3", 1)
    size = found.small.shape[1]
    cells, waves = np.arange(size), np.fft.fftfreq(size)
    for row, after, difference in zip(found.small, found.after, found.difference, strict=True):
        spectrum = [sum(row * np.exp(-2j * np.pi * f * cells)) / size for f in waves]
        on = sum(
            c * np.exp(2j * np.pi * f * (cells - 0.5)) for c, f in zip(spectrum, waves, strict=True)
        )
        np.testing.assert_allclose(difference, after - on.real, atol=1e-12)
    assert found.levels == pytest.approx(255 * np.sqrt((found.difference**2).mean()))


@pytest.mark.parametrize("name", NAMES)
def test_the_wider_the_blur_the_less_a_move_matters(name):
    """What the words say, for every picture that is offered and for moves of odd pixels."""
    found = every_move(grey(name), 1)
    for first in FIRSTS:
        worth = [found[first, blur] for blur in BLURS]
        assert worth == sorted(worth, reverse=True)
        assert worth[-1] < worth[0] / 4
    assert found["max", "tri3"] < found["none", "rect2"]
    assert found["max", "none"] == move_input(grey(name), "max", "none", 1).levels


@pytest.mark.parametrize(
    ("call", "told"),
    [
        (lambda: blur_pool(PICTURE[:9], "max", "tri3"), r"even sizes, got \(9, 14\)"),
        (lambda: blur_pool(PICTURE, "mean", "tri3"), "first must be"),
        (lambda: blur_pool(PICTURE, "max", "bin7"), "blur must be"),
        (lambda: moved(ROW, -1), "shift"),
        (lambda: move_input(ROW, "max", "none", 1), "picture"),
        (lambda: move_input(PICTURE, "max", "none", 0.5), "shift"),
    ],
)
def test_what_cannot_be_gets_a_sentence(call, told):
    with pytest.raises(ParameterError, match=told):
        call()
