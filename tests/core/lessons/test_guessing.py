"""Guesses at small pictures: candidates of a library, averages, ways, drawings."""

import base64
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.ground.places import ROOT
from upsample_core import ParameterError
from upsample_core.generative import GlyphLibrary, library_denoiser, read_library, sample_flow
from upsample_core.lessons import guessing as guess

GLYPHS = ROOT / "assets" / "glyphs"
LIBRARY = read_library(GLYPHS / "library.npz")


def some(seed, count=7):
    return np.random.default_rng(seed).random((count, 32, 32)).astype(np.float32)


def small_by_hand(picture):
    return [[picture[8 * r : 8 * r + 8, 8 * c : 8 * c + 8].mean() for c in range(4)]
            for r in range(4)]  # fmt: skip


def library_of(glyphs):
    small = np.array([small_by_hand(glyph) for glyph in glyphs], np.float32)
    names = np.array([chr(97 + place) for place in range(len(glyphs))])
    return GlyphLibrary(glyphs, small, names, names)


def test_a_picture_is_made_small_by_the_means_of_its_blocks():
    picture = some(1)[0]
    assert guess.made_small(picture) == pytest.approx(np.array(small_by_hand(picture)), abs=1e-6)
    with pytest.raises(ParameterError, match="32 × 32"):
        guess.made_small(picture[:, :31])


@pytest.mark.parametrize("tolerance", [3.0, 20.0])
def test_candidates_are_weighed_by_bayes_rule(tolerance):
    glyphs = some(2)
    found = guess.candidates(library_of(glyphs), guess.made_small(glyphs[3] * 0.9), tolerance)
    given = np.array(small_by_hand(glyphs[3] * 0.9))
    chances = [
        math.exp(
            -sum(
                (a - b) ** 2 for a, b in zip(np.ravel(small_by_hand(g)), given.ravel(), strict=True)
            )
            / (2 * (tolerance / 255) ** 2)
        )
        for g in glyphs.astype(float)
    ]
    weights = np.array(chances) / sum(chances)
    assert found.weights == pytest.approx(weights, rel=1e-3, abs=1e-9)
    assert list(found.order) == sorted(range(7), key=lambda place: -weights[place])
    mean = sum(w * g for w, g in zip(weights, glyphs, strict=True))
    assert found.mean == pytest.approx(mean, abs=1e-4)


@given(st.integers(0, 10**6), st.sampled_from([15.0, 40.0]))
def test_a_draw_has_twice_the_error_of_the_mean_and_no_answer_has_less(seed, tolerance):
    glyphs = some(seed)
    found = guess.candidates(library_of(glyphs), guess.made_small(glyphs[0]), tolerance)
    w, flat = found.weights, glyphs.reshape(7, -1).astype(float)

    def expected(answer):
        return float(w @ ((flat - answer) ** 2).mean(axis=1))

    assert found.error == pytest.approx(expected(w @ flat))
    assert found.draw_error == pytest.approx(
        sum(p * expected(one) for p, one in zip(w, flat, strict=True))
    )
    assert found.likeliest_error == pytest.approx(expected(flat[found.order[0]]))
    other = w @ flat + np.random.default_rng(seed).normal(0, 0.1, flat.shape[1])
    assert found.error <= expected(other)
    assert 1 - 1e-9 <= found.many <= 7 + 1e-9


def test_draws_come_as_often_as_they_are_likely_and_are_the_same_for_a_seed():
    found = guess.candidates(library_of(some(4)), guess.made_small(some(4)[0]), 40.0)
    places = guess.picked(found, 20000, 5)
    shares = np.bincount(places, minlength=7) / 20000
    assert shares == pytest.approx(found.weights, abs=0.02)
    assert np.array_equal(places[:9], guess.picked(found, 9, 5))
    assert not np.array_equal(places, guess.picked(found, 20000, 6))


def test_a_guess_was_copied_from_the_glyph_nearest_to_it():
    glyphs = some(5)
    guesses = glyphs[[4, 0, 6]] + np.float32(0.05) * some(8, 3)
    assert guess.recited(library_of(glyphs), guesses).tolist() == [4, 0, 6]


def test_averages_are_of_the_first_guesses():
    guesses, true = some(6), some(7)[0]
    found = guess.averages(guesses, true)
    for count in range(1, 8):
        mean = guesses[:count].astype(float).mean(axis=0)
        assert found.means[count - 1] == pytest.approx(mean, abs=1e-6)
        decibels = -10 * math.log10(((mean - true) ** 2).mean())
        assert found.decibels[count - 1] == pytest.approx(decibels, abs=1e-4)
        assert found.greys[count - 1] == pytest.approx((4 * mean * (1 - mean)).mean(), abs=1e-5)
    assert guess.mean_of((1.0, 2.0, 6.0)) == 3


def test_black_and_white_are_decided_and_grey_is_not():
    levels = np.zeros((3, 4, 5))
    levels[1], levels[2] = 1.7, 0.5
    assert guess.undecided(levels).tolist() == [0, 0, 1]


@pytest.mark.parametrize("place", range(0, 490, 70))
def test_averaging_guesses_of_the_library_gains_decibels_and_loses_sharpness(place):
    """What the lesson says of averages, for letters that no library has."""
    true = read_library(GLYPHS / "held-out.npz").glyphs[place]
    small = guess.made_small(true)[None, None]
    made = sample_flow(library_denoiser(LIBRARY, small), small, range(16), 8).result[:, 0]
    found = guess.averages(made, true)
    assert found.decibels[-1] >= guess.mean_of(guess.decibels_of(made, true))
    assert found.greys[-1] >= guess.undecided(made).mean() - 1e-6


def test_a_walk_begins_with_noise_and_ends_with_the_guess():
    small = guess.made_small(LIBRARY.glyphs[9])[None, None]
    path = sample_flow(library_denoiser(LIBRARY, small), small, (4, 5, 6), 5)
    found = guess.walk(path, small[0, 0])
    assert found.states.shape == found.answers.shape == (3, 6, 32, 32)
    assert np.array_equal(found.states[:, -1], path.result[:, 0])
    assert np.array_equal(found.answers[:, -1], path.result[:, 0])
    assert np.array_equal(found.answers[:, 0], path.answers[0, :, 0])
    assert found.times == (0.0, 0.2, 0.4, pytest.approx(0.6), 0.8, 1.0)
    for frame in range(6):
        answers = found.answers[:, frame]
        assert found.greys[frame] == pytest.approx(guess.undecided(answers).mean(), abs=1e-6)
        apart = guess.mean_of(guess.differences(answers, small[0, 0]))
        assert found.apart[frame] == pytest.approx(apart, abs=1e-4)


def test_differences_are_roots_of_mean_squares_in_grey_levels():
    pictures = some(8)
    small = guess.made_small(pictures[0])
    found = guess.differences(pictures, small)
    assert found[0] == pytest.approx(0, abs=1e-4)
    by_hand = np.sqrt(((np.array(small_by_hand(pictures[1])) - small) ** 2).mean())
    assert found[1] == pytest.approx(255 * by_hand, rel=1e-4)


def test_answers_are_judged_by_their_error_and_as_a_whole():
    true = np.random.default_rng(9).integers(0, 2, (12, 32, 32)).astype(np.float32)
    found = guess.judged({"itself": true + 1e-3, "grey": np.full_like(true, 0.5)}, true)
    assert found["grey"].error == pytest.approx(127.5)
    assert found["grey"].decibels == pytest.approx(-20 * math.log10(0.5))
    assert (found["grey"].grey, found["itself"].grey) == (1, pytest.approx(0, abs=0.01))
    assert found["itself"].patches < 0.1 < found["grey"].patches


# ---------------------------------------------------------------- drawings


def spelled(cells):
    """A drawing as a text, by the standard library."""
    packed = np.packbits(cells.astype(np.uint8).ravel()).tobytes()
    return base64.urlsafe_b64encode(packed).decode().rstrip("=")


@given(st.integers(0, 2**32))
def test_every_drawing_is_read_as_it_was_spelled(seed):
    cells = np.random.default_rng(seed).random((16, 16)) < 0.4
    picture = guess.drawn_picture(spelled(cells))
    assert picture.shape == (32, 32)
    assert np.array_equal(picture[::2, ::2], cells)
    assert np.array_equal(picture[1::2, 1::2], cells)


@pytest.mark.parametrize("cells", [(), (0,), (255,), range(256)])
def test_empty_one_pixel_and_full(cells):
    grid = np.zeros(256)
    grid[list(cells)] = 1
    assert guess.drawn_picture(spelled(grid)).sum() == 4 * len(cells)
    assert (spelled(grid) == guess.NO_DRAWING) == (not cells)


OUTSIDE = guess.NO_DRAWING[:-1] + "B"  # a bit behind the last cell


@pytest.mark.parametrize(
    "sent",
    ["", "A" * 42, "A" * 44, "A" * 10**6, guess.NO_DRAWING[:-1] + "é", "<b>" + "A" * 40, OUTSIDE,
     None, 7, ["A"] * 43, b"A" * 43],
)  # fmt: skip
def test_what_is_no_drawing_gets_a_short_sentence(sent):
    with pytest.raises(ParameterError, match="drawing must") as caught:
        guess.checked_drawing(sent)
    assert len(str(caught.value)) < 200


def test_the_drawing_at_first_is_one():
    assert 0 < guess.drawn_picture(guess.SOME_DRAWING).mean() < 0.5


def test_pictures_that_no_letter_is():
    face = guess.smiling_face()
    assert face.shape == (32, 32)
    assert face == pytest.approx(face[:, ::-1], abs=1e-6)  # the two eyes are alike
    assert face[16, 16] == 0
    assert (guess.even_grey() == 0.5).all()
    photograph = np.zeros((3, 256, 256))
    photograph[:, 80:144, 62:126] = 0.25
    assert (guess.eye_of(photograph) == 0.25).all()
    with pytest.raises(ParameterError, match="256 × 256"):
        guess.eye_of(photograph[:, :100])
