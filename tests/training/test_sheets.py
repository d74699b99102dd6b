"""The sheets of glyphs: drawn alike each time, spread evenly, from typefaces that are named."""

import numpy as np
import pytest
from PIL import Image

from tests.ground.places import ROOT
from training.fonts import APACHE, FREE, OFL, PACKAGES, VERA
from training.glyphs import CHARACTERS, FINE, SIZE, Glyphs, posed
from training.photographs import HELD_OUT, TRAINING, make_crops
from training.sheets import choose, write_sheet
from upsample_core.generative import read_library

FACES = {face: package for package in PACKAGES for face in package.faces}


def some_glyphs(per_character=5):
    rng = np.random.default_rng(2)
    count = per_character * len(CHARACTERS)
    return Glyphs(
        rng.integers(0, 256, (count, SIZE, SIZE)).astype(np.uint8),
        np.tile(np.arange(len(CHARACTERS)), per_character),
        rng.integers(0, 4, count),
        ["Serif", "Sans", "Mono", "Script"],
    )


def test_faces_are_named_once_and_under_free_licences():
    assert len(FACES) == sum(len(package.faces) for package in PACKAGES)
    assert len({package.name for package in PACKAGES}) == len(PACKAGES)
    assert {package.licence for package in PACKAGES} == {OFL, APACHE, VERA, FREE}


@pytest.mark.parametrize(("sheet", "held_out"), [("library", False), ("held-out", True)])
def test_shipped_glyphs_come_from_the_faces_that_the_sources_name(sheet, held_out):
    shown = set(read_library(ROOT / f"assets/glyphs/{sheet}.npz").faces.tolist())
    assert len(shown) > 25
    assert {FACES[face].held_out for face in shown} == {held_out}
    sources = (ROOT / "assets/glyphs/SOURCES.md").read_text(encoding="utf-8")
    for face in shown:
        [line] = [line for line in sources.splitlines() if f"fonts-{FACES[face].name} " in line]
        assert FACES[face].licence in line
        assert face in line
        assert ("held out" in line) == held_out


@pytest.mark.parametrize("count", [62, 100, 200])
def test_a_choice_has_every_character_equally_often(count):
    chosen = choose(some_glyphs(), count, seed=1)
    often = np.bincount(chosen.characters, minlength=62)
    assert often.sum() == count
    assert np.ptp(often) <= 1
    again = choose(some_glyphs(), count, seed=1)
    np.testing.assert_array_equal(chosen.pictures, again.pictures)
    assert not np.array_equal(chosen.pictures, choose(some_glyphs(), count, seed=2).pictures)


def test_a_sheet_is_read_as_it_was_written(tmp_path):
    glyphs = choose(some_glyphs(), 70, seed=1)
    write_sheet(tmp_path / "s.npz", glyphs)
    library = read_library(tmp_path / "s.npz")
    assert "".join(library.characters) == "".join(CHARACTERS[c] for c in glyphs.characters)
    assert library.faces.tolist() == [glyphs.names[face] for face in glyphs.faces]
    np.testing.assert_allclose(library.glyphs, glyphs.pictures / 255, atol=0.5 / 15 + 1e-6)


def test_a_pose_moves_ink_a_little_and_keeps_it():
    drawn = np.zeros((SIZE * FINE, SIZE * FINE), np.uint8)
    drawn[40:80, 50:70] = 255
    whole = drawn.reshape(SIZE, FINE, SIZE, FINE).mean(axis=(1, 3))
    for seed in range(5):
        moved = posed(Image.fromarray(drawn), np.random.default_rng(seed)).astype(float)
        assert moved.shape == (SIZE, SIZE)
        assert 0.78 < moved.sum() / whole.sum() < 1.3
        middles = [(np.indices(p.shape) * p).sum(axis=(1, 2)) / p.sum() for p in (moved, whole)]
        assert 0 < np.abs(middles[0] - middles[1]).max() < 3.5
        assert np.abs(moved - whole).max() > 20


def test_crops_are_cut_from_the_named_photographs_alone():
    assert not set(TRAINING) & set(HELD_OUT)
    crops = make_crops(ROOT / "assets/images", ("brick",), 40, seed=3)
    assert crops.shape == (40, SIZE, SIZE)
    np.testing.assert_array_equal(crops, make_crops(ROOT / "assets/images", ("brick",), 40, 3))
    brick = np.asarray(Image.open(ROOT / "assets/images/brick.png").convert("L"))
    windows = np.lib.stride_tricks.sliding_window_view(brick, (SIZE, SIZE))
    found = 0
    for cut in crops:
        for one in (cut, cut[:, ::-1]):
            here = np.argwhere(windows[:, :, 0, 0] == one[0, 0])
            found += any(np.array_equal(windows[r, c], one) for r, c in here)
    assert found >= 10
