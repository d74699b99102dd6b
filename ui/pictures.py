"""Pictures to work on: the samples that come with the app, and what people upload.

A picture is a float32 array (C, H, W) with values from 0 to 1 and one or three channels. What is
uploaded is told by its content, checked before it is decoded (`ui.picture_files`), and never
written to disk. Colour profiles are ignored: the numbers stored are the numbers shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from ui.picture_files import FORMATS, PictureError, PictureFile, PictureProblem, read_file
from upsample_core import picture
from upsample_core.checks import one_of, whole_number
from upsample_core.inputs import PICTURES

__all__ = [
    "FORMATS",
    "Note",
    "NoteCode",
    "Picture",
    "PictureError",
    "PictureProblem",
    "read_upload",
    "sample",
    "sample_names",
    "working_copy",
]

Values = NDArray[np.float32]

IMAGES = Path(__file__).parent.parent / "assets" / "images"
LONGEST_KEPT = 1024
"""Longest side that an upload keeps: a session holds at most 12 MiB of pixels."""
LONGEST_NAME = 80


class NoteCode(StrEnum):
    """What was done to an upload that its owner should know; each with its values."""

    FIRST_FRAME_ONLY = "first_frame_only"
    """The first of `frames` is shown."""
    TRANSPARENCY_ON_WHITE = "transparency_on_white"
    """Transparent parts lie on white."""
    REDUCED_FROM_16_BIT = "reduced_from_16_bit"
    """16-bit colours were read as 8-bit ones."""
    DOWNSCALED_FOR_DISPLAY = "downscaled_for_display"
    """Reduced from `from_width` × `from_height` to `width` × `height`, by Lanczos, antialiased."""


@dataclass(frozen=True)
class Note:
    """A note on a picture: a code, and the values that belong in its sentence."""

    code: NoteCode
    values: Mapping[str, int]


@dataclass(frozen=True, eq=False)
class Picture:
    """A picture to work on.

    Attributes
    ----------
    values : ndarray of float32, shape (C, H, W), read-only
        From 0 to 1; C is 1 or 3.
    name : str
        What its owner calls it, without folders and control characters.
    notes : tuple of Note
    """

    values: Values
    name: str = ""
    notes: tuple[Note, ...] = ()


# ---------------------------------------------------------------------- samples

PHOTOGRAPHS = ("cat", "astronaut", "cameraman", "coffee", "brick")
SAMPLE_SIZE = 256


def sample_names() -> tuple[str, ...]:
    """Return the names of the sample pictures: photographs first, then synthetic ones."""
    return PHOTOGRAPHS + PICTURES


@cache
def sample(name: str) -> Values:
    """Return a sample picture, made or read once.

    Returns
    -------
    ndarray of float32, shape (C, 256, 256), read-only

    Raises
    ------
    ParameterError
        If there is no sample of that name.
    """
    if one_of("sample", name, sample_names()) in PHOTOGRAPHS:
        return read_upload((IMAGES / f"{name}.png").read_bytes(), name).values
    return _frozen(np.asarray(picture(name, SAMPLE_SIZE), dtype=np.float32)[np.newaxis])


# ---------------------------------------------------------------------- uploads


def read_upload(data: bytes, name: str = "", longest_side: int = LONGEST_KEPT) -> Picture:
    """Read an uploaded PNG, JPEG or WebP.

    The first frame is taken, turned upright, laid on white where it is transparent, and reduced
    to `longest_side`. Grey pictures keep one channel; CMYK and palettes become RGB.

    Parameters
    ----------
    data : bytes
        The file. Its content decides what it is.
    name : str
        The file's name, kept for display only.
    longest_side : int
        Of the result.

    Raises
    ------
    PictureError
        If it is empty, over a limit, of another format, or does not decode.
    """
    file = read_file(data)
    try:
        image, lies_on_white = _flattened(file)
    except Exception as error:
        # What a file says of transparency is looked at here for the first time.
        raise PictureError(PictureProblem.BROKEN, format=file.format) from error
    values = _reduced(image.split(), _fitted(image.size, longest_side))
    notes = []
    if file.frames > 1:
        notes.append(Note(NoteCode.FIRST_FRAME_ONLY, {"frames": file.frames}))
    if lies_on_white:
        notes.append(Note(NoteCode.TRANSPARENCY_ON_WHITE, {}))
    if file.bit_depth == 16 and image.mode != "F":
        notes.append(Note(NoteCode.REDUCED_FROM_16_BIT, {}))
    return _noting_size(Picture(_frozen(values), _shown(name), tuple(notes)), image.size)


def working_copy(picture: Picture, longest_side: int) -> Picture:
    """Return a picture whose longest side is at most `longest_side`, noting it if it was reduced.

    Reduced by Pillow's Lanczos filter, its support widened by the factor of reduction, so that
    nothing aliases; its overshoot is cut off at 0 and 1.
    """
    height, width = picture.values.shape[1:]
    size = _fitted((width, height), longest_side)
    if size == (width, height):
        return picture
    values = _reduced([Image.fromarray(channel) for channel in picture.values], size)
    return _noting_size(replace(picture, values=_frozen(values)), (width, height))


def _flattened(file: PictureFile) -> tuple[Image.Image, bool]:
    """Bring to mode L, RGB or F (0 to 1), on white; say whether anything was transparent."""
    image = file.image
    if image.mode == "I;16":
        return _deep_grey(image)
    mode = "L" if file.grey else "RGB"
    _scale_transparent_colour(image, file.bit_depth)
    if not image.has_transparency_data:
        return image.convert(mode), False
    layers = image if image.mode == "RGBA" else image.convert("RGBA")
    alpha = layers.getchannel("A")
    canvas = Image.new(mode, layers.size, "white")
    canvas.paste(layers.convert(mode), mask=alpha)
    return canvas, bool(np.asarray(alpha).min() < 255)


def _deep_grey(image: Image.Image) -> tuple[Image.Image, bool]:
    """Decode 16-bit grey to floats, which keep its depth."""
    stored = np.asarray(image)
    values = stored.astype(np.float32) / 65535
    transparent = stored == image.info.get("transparency", -1)
    values[transparent] = 1
    return Image.fromarray(values), bool(transparent.any())


def _scale_transparent_colour(image: Image.Image, bit_depth: int) -> None:
    """Bring a PNG's transparent colour to the 8 bits that Pillow brought its pixels to."""
    colour = image.info.get("transparency")
    if isinstance(colour, int) and image.mode == "L" and bit_depth < 8:
        image.info["transparency"] = colour * 255 // (2**bit_depth - 1)
    if isinstance(colour, tuple) and bit_depth == 16:
        image.info["transparency"] = tuple(sample >> 8 for sample in colour)


def _fitted(size: tuple[int, int], longest_side: int) -> tuple[int, int]:
    """Shrink (width, height) to a longest side, keeping their ratio and at least one pixel."""
    factor = min(1.0, whole_number("longest_side", longest_side) / max(size))
    return max(1, round(size[0] * factor)), max(1, round(size[1] * factor))


def _reduced(bands: Iterable[Image.Image], size: tuple[int, int]) -> Values:
    """Resize bands of mode L or F (where they differ from `size`) to floats from 0 to 1."""
    channels = []
    for band in bands:
        scale = 255 if band.mode == "L" else 1
        resized = band if band.size == size else band.resize(size, Image.Resampling.LANCZOS)
        channels.append(np.asarray(resized, dtype=np.float32) / np.float32(scale))
    return np.clip(np.stack(channels), 0, 1)


def _noting_size(picture: Picture, previous: tuple[int, int]) -> Picture:
    """Note that a picture is smaller than it was; the first size known is the one that counts."""
    height, width = picture.values.shape[1:]
    if (width, height) == previous:
        return picture
    others = [note for note in picture.notes if note.code != NoteCode.DOWNSCALED_FOR_DISPLAY]
    earlier = [note for note in picture.notes if note.code == NoteCode.DOWNSCALED_FOR_DISPLAY]
    first = {"from_width": previous[0], "from_height": previous[1]}
    if earlier:
        first = {side: earlier[0].values[side] for side in first}
    note = Note(NoteCode.DOWNSCALED_FOR_DISPLAY, {**first, "width": width, "height": height})
    return replace(picture, notes=(*others, note))


def _frozen(values: Values) -> Values:
    """Return a contiguous copy that nobody can change, since it is shared."""
    result = np.array(values, dtype=np.float32, order="C")
    result.flags.writeable = False
    return result


def _shown(name: str) -> str:
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    return "".join(c for c in last if c.isprintable()).strip()[:LONGEST_NAME]
