"""The library: exact weights by Bayes' rule, and the sheets that are shipped."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.ground.places import ROOT
from upsample_core import ParameterError
from upsample_core.generative import (
    GlyphLibrary,
    library_denoiser,
    posterior_weights,
    read_library,
    sample_flow,
    shrink,
)

LIBRARY = read_library(ROOT / "assets/glyphs/library.npz")
HELD_OUT = read_library(ROOT / "assets/glyphs/held-out.npz")


def of_some(count, seed):
    """A few glyphs of the library, as a library of their own."""
    places = np.random.default_rng(seed).choice(len(LIBRARY), count, replace=False)
    parts = (LIBRARY.glyphs, LIBRARY.small, LIBRARY.characters, LIBRARY.faces)
    return GlyphLibrary(*(part[places] for part in parts))


def naive_weights(library, small, tolerance, noisy=None, time=0.0):
    """Bayes' rule with normal densities, one glyph and one pixel after another."""
    logs = []
    for glyph in library.glyphs:
        means = [glyph[8 * i : 8 * i + 8, 8 * j : 8 * j + 8].mean(dtype=float)
                 for i in range(4) for j in range(4)]  # fmt: skip
        apart = (np.array(means) - np.ravel(small)) / (tolerance / 255)
        log = -0.5 * float(apart @ apart)
        if noisy is not None:
            spread = (1 - time) / 2
            off = (np.ravel(noisy) - (spread + time * glyph.ravel().astype(float))) / spread
            log += -0.5 * float(off @ off)
        logs.append(log)
    shares = np.exp(np.array(logs) - max(logs))
    return shares / shares.sum()


@settings(max_examples=15, deadline=None)
@given(seed=st.integers(0, 999), tolerance=st.floats(5, 60), time=st.floats(0, 0.9))
def test_weights_are_those_of_bayes_rule(seed, tolerance, time):
    library, rng = of_some(7, seed), np.random.default_rng(seed)
    small = library.small[:1, None] + rng.normal(0, 0.05, (1, 1, 4, 4))
    found = posterior_weights(library, small, tolerance)
    np.testing.assert_allclose(found, [naive_weights(library, small, tolerance)], atol=1e-6)
    noisy = (1 - time) * rng.normal(0.5, 0.5, (2, 1, 32, 32)) + time * library.glyphs[1]
    found = posterior_weights(library, small, tolerance, noisy, time)
    expected = [naive_weights(library, small, tolerance, x, time) for x in noisy]
    np.testing.assert_allclose(found, expected, atol=2e-3)
    np.testing.assert_allclose(found.sum(axis=1), 1)


def test_one_step_is_the_mean_and_many_steps_recite():
    small = HELD_OUT.small[5:6, None]
    denoiser = library_denoiser(LIBRARY, small)
    weights = posterior_weights(LIBRARY, small)
    mean = np.tensordot(weights[0], LIBRARY.glyphs, 1)
    once = sample_flow(denoiser, small, [1, 2], 1)
    np.testing.assert_allclose(once.result[:, 0], [mean, mean], atol=1e-5)
    path = sample_flow(denoiser, small, range(6), 24)
    nearest = [np.abs(LIBRARY.glyphs - guess).max(axis=(1, 2)).min() for guess in path.result[:, 0]]
    assert max(nearest) < 0.02, "a guess is no glyph of the library"
    assert len({guess.round(1).tobytes() for guess in path.result}) > 1


def test_guesses_come_as_often_as_their_weights_say():
    """The flow is the exact posterior: over many seeds, glyphs come by their weights."""
    library = of_some(3, 4)
    small = library.small.mean(axis=0)[None, None]
    weights = posterior_weights(library, small, 60.0)[0]
    path = sample_flow(library_denoiser(library, small, 60.0), small, range(200), 16)
    apart = np.square(path.result - library.glyphs[None]).sum(axis=(2, 3))
    shares = np.bincount(apart.argmin(axis=1), minlength=3) / 200
    assert weights.min() > 0.05, weights
    np.testing.assert_allclose(shares, weights, atol=0.1)


def test_what_is_shipped_is_whole():
    for library, count in ((LIBRARY, 2000), (HELD_OUT, 496)):
        assert len(library) == count
        assert len(set(library.characters)) == 62
        assert 0.1 < library.glyphs.mean() < 0.2
        np.testing.assert_allclose(library.small, shrink(library.glyphs[:, None])[:, 0])
    assert not set(LIBRARY.faces) & set(HELD_OUT.faces)


@pytest.mark.parametrize(
    ("small", "tolerance", "told"),
    [(np.zeros((1, 1, 4, 5)), 9.0, "small must have the shape"),
     (np.zeros((4, 4)), 9.0, "small must have"),
     (np.zeros((1, 1, 4, 4)), 0.0, "tolerance must be above 0"),
     (np.zeros((1, 1, 4, 4)), np.nan, "tolerance must be a finite number")],
)  # fmt: skip
def test_questions_that_make_no_sense_are_refused(small, tolerance, told):
    with pytest.raises(ParameterError, match=told):
        library_denoiser(LIBRARY, small, tolerance)


def test_a_denoiser_answers_for_its_own_picture_only():
    denoiser = library_denoiser(LIBRARY, np.zeros((1, 1, 4, 4)))
    with pytest.raises(ParameterError, match="small must be the picture"):
        denoiser.predict(np.zeros((1, 1, 32, 32)), np.ones((1, 1, 4, 4)), 0.5)
    for noisy, time in ((np.zeros((1, 1, 32, 31)), 0.5), (np.zeros((1, 1, 32, 32)), 1.0)):
        with pytest.raises(ParameterError, match="noisy must have the shape"):
            denoiser.predict(noisy, np.zeros((1, 1, 4, 4)), time)


def test_a_sheet_of_another_form_is_refused(tmp_path):
    def sheet(**changes):
        parts = {"glyphs": np.zeros((2, 32, 32), np.uint8), "characters": np.array(["a", "b"])}
        parts |= {"faces": np.zeros(2, np.uint8), "names": np.array(["Serif"])}
        np.savez(tmp_path / "s.npz", **(parts | changes))
        return tmp_path / "s.npz"

    assert len(read_library(sheet())) == 2
    for changes in (
        {"glyphs": np.zeros((3, 32, 32), np.uint8)},
        {"glyphs": np.zeros((2, 32, 32))},
        {"faces": np.ones(2, np.uint8)},
        {"names": np.zeros(1)},
        {"more": np.zeros(1)},
        {"characters": np.array("a")},
    ):
        with pytest.raises(ParameterError):
            read_library(sheet(**changes))
