"""Sheets of what trainings looked like: read as they were written, refused where they are not."""

import numpy as np
import pytest

from upsample_core import ParameterError
from upsample_core.generative import (
    read_gan_collapse,
    read_gan_training,
    read_upsampling_training,
)

RNG = np.random.default_rng(6)


def pictures(*axes):
    return RNG.integers(0, 256, (*axes, 32, 32)).astype(np.uint8)


GAN = {
    "steps": np.array([0, 5, 9], np.int32),
    "truths": pictures(2),
    "made": pictures(3, 2),
    "wish": RNG.integers(-127, 128, (3, 2, 32, 32)).astype(np.int8),
    "score_made": np.zeros((3, 2), np.float32),
    "score_true": np.ones((3, 2), np.float32),
}
UPSAMPLING = {
    "kinds": np.array(["nearest", "sub_pixel", "other"]),
    "seeds": np.array([0, 1], np.int32),
    "steps": np.array([0, 7, 8, 9], np.int32),
    "truths": pictures(5),
    "flat": pictures(3, 2, 4),
    "glyphs": pictures(3, 2, 4, 5),
}
COLLAPSE = {"truths": pictures(3), "made_x4": pictures(4, 3), "made_x8": pictures(4, 3)}
SHEETS = [
    (read_gan_training, GAN),
    (read_upsampling_training, UPSAMPLING),
    (read_gan_collapse, COLLAPSE),
]


@pytest.fixture
def sheet(tmp_path):
    def write(arrays):
        np.savez_compressed(tmp_path / "sheet.npz", **arrays)
        return tmp_path / "sheet.npz"

    return write


def test_a_gans_training_is_read_as_it_was_written(sheet):
    seen = read_gan_training(sheet(GAN))
    np.testing.assert_allclose(seen.made, GAN["made"] / 255, atol=1e-6)
    np.testing.assert_allclose(seen.truths, GAN["truths"] / 255, atol=1e-6)
    np.testing.assert_allclose(seen.wishes, GAN["wish"] / 127, atol=1e-6)
    np.testing.assert_array_equal(seen.steps, [0, 5, 9])
    assert (seen.score_true > seen.score_made).all()


def test_a_pattern_is_the_deviation_on_even_grey(sheet):
    flat = np.full_like(UPSAMPLING["flat"], 90)
    flat[1, 0, 2, ::2] += 20
    seen = read_upsampling_training(sheet(UPSAMPLING | {"flat": flat}))
    expected = np.zeros((3, 2, 4))
    expected[1, 0, 2] = 10
    np.testing.assert_allclose(seen.pattern(), expected, atol=1e-4)
    assert seen.kinds == ("nearest", "sub_pixel", "other")
    np.testing.assert_allclose(seen.glyphs, UPSAMPLING["glyphs"] / 255, atol=1e-6)


def test_a_collapse_shows_as_draws_that_hardly_differ(sheet):
    still = np.broadcast_to(COLLAPSE["made_x4"][:1], COLLAPSE["made_x4"].shape)
    small, large = read_gan_collapse(sheet(COLLAPSE | {"made_x4": still})).spread()
    assert small.shape == large.shape == (3,)
    np.testing.assert_allclose(small, 0, atol=1e-4)
    expected = COLLAPSE["made_x8"].astype(float).std(axis=0).mean(axis=(1, 2))
    np.testing.assert_allclose(large, expected, rtol=1e-4)


@pytest.mark.parametrize(("read", "arrays"), SHEETS)
def test_a_sheet_of_another_form_is_refused(read, arrays, sheet):
    read(sheet(arrays))
    for name, array in arrays.items():
        without = {key: kept for key, kept in arrays.items() if key != name}
        for changed in (without, arrays | {name: np.array(3)}, arrays | {"more": array}):
            with pytest.raises(ParameterError):
                read(sheet(changed))
        if name != "seeds":
            for wrong in (array[..., :-1], array.astype("U9" if array.dtype.kind != "U" else "S9")):
                with pytest.raises(ParameterError):
                    read(sheet(arrays | {name: wrong}))
