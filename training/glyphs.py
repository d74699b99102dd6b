"""Letters and digits in many faces and poses: what the networks learn and are measured on."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from training.fonts import Face, faces

CHARACTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
SIZE = 32
FINE = 4
"""Glyphs are drawn this many times finer, then averaged, so that edges are true shares of ink."""
CAPITAL = 23
"""Height of a capital H, in pixels of the finished picture."""
POSES = 5


@dataclass(frozen=True)
class Glyphs:
    """Pictures of glyphs with what they show.

    Attributes
    ----------
    pictures : uint8 array of shape (N, 32, 32), white ink (255) on black
    characters : int array of shape (N,), places in `CHARACTERS`
    faces : int array of shape (N,), places in `names`
    names : the faces' names
    """

    pictures: np.ndarray
    characters: np.ndarray
    faces: np.ndarray
    names: list[str]

    def at(self, places: np.ndarray) -> "Glyphs":
        """Return some of the glyphs."""
        return Glyphs(
            self.pictures[places], self.characters[places], self.faces[places], self.names
        )


def make_glyphs(fonts: Path, cache: Path, held_out: bool) -> Glyphs:
    """Return the glyphs of training or the held-out ones, drawn once and then kept."""
    chosen = [face for face in faces(fonts) if face.held_out == held_out]
    kept = cache / f"glyphs-{'held-out' if held_out else 'training'}.npy"
    if not kept.exists():
        kept.parent.mkdir(parents=True, exist_ok=True)
        drawn = np.concatenate([draw_face(face, seed) for seed, face in enumerate(chosen)])
        np.save(kept, drawn)
    pictures = np.load(kept)
    each = len(CHARACTERS) * POSES
    return Glyphs(
        pictures,
        np.tile(np.repeat(np.arange(len(CHARACTERS)), POSES), len(chosen)),
        np.repeat(np.arange(len(chosen)), each),
        [face.name for face in chosen],
    )


def draw_face(face: Face, seed: int) -> np.ndarray:
    """Draw every character of a face in its poses; shape (62 × poses, 32, 32)."""
    rng = np.random.default_rng((seed, face.held_out, 20261))
    font = font_of(face.path)
    drawn = [draw(font, character) for character in CHARACTERS]
    return np.stack([posed(picture, rng) for picture in drawn for _ in range(POSES)])


def font_of(path: Path) -> ImageFont.FreeTypeFont:
    """Open a font at the size at which its capital H has the wanted height."""
    trial = ImageFont.truetype(path, 200)
    _left, top, _right, bottom = trial.getbbox("H")
    return ImageFont.truetype(path, round(200 * CAPITAL * FINE / (bottom - top)))


def draw(font: ImageFont.FreeTypeFont, character: str) -> Image.Image:
    """Draw a character, the middle of its box in the middle of the picture."""
    canvas = Image.new("L", (SIZE * FINE, SIZE * FINE))
    left, top, right, bottom = font.getbbox(character)
    middle = (SIZE * FINE - left - right) / 2, (SIZE * FINE - top - bottom) / 2
    ImageDraw.Draw(canvas).text(middle, character, fill=255, font=font)
    return canvas


def posed(picture: Image.Image, rng: np.random.Generator) -> np.ndarray:
    """Turn, slant, scale and shift a picture a little, and average it to its size."""
    angle, shear = np.deg2rad(rng.uniform(-7, 7)), rng.uniform(-0.15, 0.15)
    scale, shift = rng.uniform(0.9, 1.12), rng.uniform(-2, 2, 2) * FINE
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    back = turn @ [[1, shear], [0, 1]] / scale  # where each new pixel comes from
    middle = np.full(2, SIZE * FINE / 2)
    offset = middle - back @ (middle + shift)
    numbers = (*back[0], offset[0], *back[1], offset[1])
    moved = picture.transform(
        picture.size, Image.Transform.AFFINE, numbers, Image.Resampling.BILINEAR
    )
    return np.asarray(moved.reduce(FINE))
