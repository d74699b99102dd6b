"""Charts and pictures of the lesson on downsampling."""

from base64 import b64decode

import numpy as np
import pytest

from ui.lessons.downsampling.figures import errors_figure, folding_figure, sampled_figure
from ui.lessons.downsampling.pictures import NAMES, SIDE, grey
from upsample_core.inputs import PICTURES, picture
from upsample_core.lessons import blur_curves, folding, sample_wave


def curves(figure):
    return {trace["name"]: (values(trace["x"]), values(trace["y"])) for trace in figure["data"]}


def values(told):
    return np.frombuffer(b64decode(told["bdata"]), "<f4") if "bdata" in told else told


def test_a_wave_is_drawn_with_what_is_kept_and_seen():
    found = sample_wave(0.45, 3, "mean")
    waves, kept = (found.positions, found.wave, found.seen), (found.places, found.kept)
    drawn = curves(sampled_figure(waves, kept, ("wave", "seen", "kept"), "cells"))
    np.testing.assert_array_equal(drawn["wave"][1], found.wave.astype("float32"))
    np.testing.assert_array_equal(drawn["seen"][1], found.seen.astype("float32"))
    np.testing.assert_array_equal(drawn["kept"][0], found.places.astype("float32"))


def test_one_wave_stands_on_the_curve_of_all():
    found = folding(4)
    figure = folding_figure(tuple(found), (0.3, 0.2), ("seen", "strength", "this"), "wave", 0.125)
    drawn = curves(figure)
    at = int(np.abs(drawn["seen"][0] - 0.3).argmin())
    assert drawn["seen"][1][at] == pytest.approx(drawn["this"][1][0], abs=1e-6)
    assert figure["layout"]["shapes"][0]["x0"] == 0.125
    assert next(t for t in figure["data"] if t["name"] == "strength")["yaxis"] == "y2"


def test_errors_are_drawn_with_the_chosen_and_the_best_blur():
    found = blur_curves(grey("glyphs"), 2)
    shown = {"false": found.false, "lost": found.lost, "together": found.error}
    figure = errors_figure(found.sigmas, shown, "blur", (1.5, found.best), "least")
    assert list(curves(figure)) == list(shown)
    assert [shape["x0"] for shape in figure["layout"]["shapes"]] == [1.5, found.best]
    lines = {(trace["line"]["color"], trace["line"]["dash"]) for trace in figure["data"]}
    assert len(lines) == 3, "colour is not the only sign"
    assert len({dash for _colour, dash in lines}) == 3


@pytest.mark.parametrize("name", NAMES)
def test_pictures_are_grey_and_of_one_size(name):
    values = grey(name)
    assert values.shape == (SIDE, SIDE)
    assert 0 <= values.min() < values.max() <= 1
    if name in PICTURES:
        np.testing.assert_array_equal(values, picture(name, SIDE))
    assert all(SIDE % stride == 0 for stride in (2, 3, 4))
