"""Crops of photographs and synthetic pictures: another prior for the same network."""

from pathlib import Path

import numpy as np
from PIL import Image

from training.glyphs import SIZE
from upsample_core.inputs import PICTURES, picture

TRAINING = ("astronaut", "brick", "cat", "coffee")
HELD_OUT = ("cameraman",)
"""The photograph that no network sees in training."""


def held_out_crops(images: Path) -> np.ndarray:
    """Return the crops (N, 32, 32), bytes, that a network of photographs is measured on."""
    return make_crops(images, HELD_OUT, 200, 23)


def make_crops(images: Path, names: tuple[str, ...], count: int, seed: int) -> np.ndarray:
    """Return crops of photographs and, one in eight, of synthetic pictures; (N, 32, 32), bytes."""
    rng = np.random.default_rng(seed)
    photographs = [side for name in names for side in sizes(Image.open(images / f"{name}.png"))]
    drawn = [synthetic(name) for name in PICTURES]
    return np.stack([crop(drawn if rng.random() < 1 / 8 else photographs, rng)
                     for _ in range(count)])  # fmt: skip


def sizes(image: Image.Image) -> list[np.ndarray]:
    """Return a photograph, grey, as it is and at half its size."""
    grey = image.convert("L")
    return [np.asarray(grey), np.asarray(grey.reduce(2))]


def synthetic(name: str) -> np.ndarray:
    """Return a synthetic picture of the app as grey bytes."""
    drawn = np.asarray(picture(name, 128), float)
    grey = drawn if drawn.ndim == 2 else drawn.mean(axis=-1)
    return np.rint(255 * (grey - grey.min()) / (np.ptp(grey) or 1)).astype(np.uint8)


def crop(pictures: list[np.ndarray], rng: np.random.Generator) -> np.ndarray:
    """Cut a square from anywhere, mirrored or not."""
    chosen = pictures[rng.integers(len(pictures))]
    row, column = (rng.integers(size - SIZE + 1) for size in chosen.shape)
    cut = chosen[row : row + SIZE, column : column + SIZE]
    return cut[:, ::-1] if rng.random() < 0.5 else cut
