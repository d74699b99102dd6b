"""Picture files that people send: what they are, whether they keep the limits, their pixels.

Pillow reads them. What a decoder would spend on a file is known before it begins: its bytes, its
pixels, the parts it comes in and the scans that go over the pixels are all bounded here.

References
----------
W3C, "Portable Network Graphics (PNG) Specification (Third Edition)", chapter 5.
ITU-T T.81, "Digital compression and coding of continuous-tone still images", annex B.
"""

from __future__ import annotations

import contextlib
import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from io import BytesIO

from PIL import Image, ImageOps

MAX_BYTES = 10 * 2**20
MAX_SIDE = 4096
MAX_PARTS = 20_000
"""Chunks of a PNG or segments of a JPEG: 10 MB in an encoder's usual chunks have about 1,300."""
MAX_SCANS = 100
"""Scans of a JPEG: an encoder makes about ten, a hostile file a hundred thousand."""
MAX_WORK = 20 * MAX_SIDE**2
"""Pixels that a decoder goes over, counted once for each scan: a few seconds of computing."""

FORMATS = ("PNG", "JPEG", "WEBP")


class PictureProblem(StrEnum):
    """Why a file was not taken; the values that come with each are named here."""

    EMPTY = "empty"
    """The file has no bytes."""
    TOO_LARGE = "too_large"
    """`megabytes` given, at most `limit` allowed."""
    NOT_A_PICTURE = "not_a_picture"
    """The content is no picture of a known format, whatever the name says."""
    UNSUPPORTED_FORMAT = "unsupported_format"
    """A picture, but in `format`, which is none of PNG, JPEG and WebP."""
    TOO_MANY_PIXELS = "too_many_pixels"
    """`width` and `height` given, at most `limit` allowed for each."""
    BOMB = "bomb"
    """More pixels than Pillow agrees to count; at most `limit` allowed for each side."""
    BROKEN = "broken"
    """It begins as `format` but is damaged, cut short, or built to harm."""


class PictureError(Exception):
    """A file that is not taken as a picture.

    Attributes
    ----------
    problem : PictureProblem
    values : dict
        The values that belong in the sentence about it, as `PictureProblem` names them.
    """

    def __init__(self, problem: PictureProblem, **values: int | float | str) -> None:
        super().__init__(f"{problem} {values}" if values else str(problem))
        self.problem = problem
        self.values = values


@dataclass(frozen=True)
class PictureFile:
    """A file that was read.

    Attributes
    ----------
    format : str
        PNG, JPEG or WEBP, told by the content.
    image : PIL.Image.Image
        The first frame, decoded and upright.
    frames : int
    bit_depth : int
        Of one sample as stored; Pillow keeps 16 bits of opaque grey pictures alone.
    grey : bool
        Whether there is no colour, which Pillow adds to grey pictures of 16 bits with alpha.
    """

    format: str
    image: Image.Image
    frames: int
    bit_depth: int
    grey: bool


def read_file(data: bytes) -> PictureFile:
    """Read a picture file, if it keeps the limits.

    Raises
    ------
    PictureError
        If it is empty, too large, of another format, has too many pixels, or is broken.
    """
    if not data:
        raise PictureError(PictureProblem.EMPTY)
    if len(data) > MAX_BYTES:
        megabytes = len(data) / 2**20
        raise PictureError(PictureProblem.TOO_LARGE, megabytes=megabytes, limit=MAX_BYTES // 2**20)
    name = next((name for name, start in _BEGINNINGS.items() if start.match(data)), None)
    if name is None:
        raise PictureError(PictureProblem.NOT_A_PICTURE)
    if name not in FORMATS:
        raise PictureError(PictureProblem.UNSUPPORTED_FORMAT, format=name)
    try:
        return _decoded(name, data)
    except PictureError:
        raise
    except Image.DecompressionBombError as error:
        raise PictureError(PictureProblem.BOMB, limit=MAX_SIDE) from error
    except Exception as error:
        # Decoders raise whatever a broken file leads them to; all of it means one thing.
        raise PictureError(PictureProblem.BROKEN, format=name) from error


_BEGINNINGS = {
    name: re.compile(start, re.DOTALL)
    for name, start in {
        "PNG": rb"\x89PNG\r\n\x1a\n",
        "JPEG": rb"\xff\xd8\xff",
        "WEBP": rb"RIFF....WEBP",
        "GIF": rb"GIF8",
        "BMP": rb"BM",
        "TIFF": rb"II\*\x00|MM\x00\*",
        "HEIC": rb"....ftyp(?:hei[cx]|mif1)",
        "AVIF": rb"....ftypavi[fs]",
        "JPEG 2000": rb"\x00\x00\x00\x0cjP  ",
        "JPEG XL": rb"\xff\x0a|\x00\x00\x00\x0cJXL ",
        "ICO": rb"\x00\x00\x01\x00",
        "PSD": rb"8BPS",
        "PDF": rb"%PDF",
        "SVG": rb"(?i:.{0,1000}<svg)",
    }.items()
}


def _decoded(name: str, data: bytes) -> PictureFile:
    """Decode what does not ask for too much."""
    scans = _checked_parts(name, data)
    image = Image.open(BytesIO(data), formats=(name,))
    width, height = image.size
    if max(width, height) > MAX_SIDE:
        raise PictureError(
            PictureProblem.TOO_MANY_PIXELS, width=width, height=height, limit=MAX_SIDE
        )
    if width * height * scans > MAX_WORK:
        raise ValueError("the scans go over too many pixels")
    image.load()
    # A JPEG may hold previews; they are no frames.
    frames = 1 if name == "JPEG" else getattr(image, "n_frames", 1)
    bit_depth = data[_PNG_DEPTH] if name == "PNG" else 8
    grey = image.mode in _GREY or (name == "PNG" and data[_PNG_COLOURS] == _PNG_GREY_ALPHA)
    return PictureFile(name, _upright(image), frames, bit_depth, grey)


def _upright(image: Image.Image) -> Image.Image:
    """Turn and mirror as Exif's orientation asks; a broken one asks for nothing."""
    with contextlib.suppress(Exception):
        image.getexif()  # Pillow keeps what it finds here
    # All else that is written about the picture, and may be broken as well, is left out.
    image.info = {key: image.info[key] for key in ("transparency",) if key in image.info}
    ImageOps.exif_transpose(image, in_place=True)
    return image


# ---------------------------------------------------------------------- parts

_GREY = ("1", "L", "LA", "I;16")
_PNG_DEPTH, _PNG_COLOURS = 24, 25  # where a PNG, whose header comes first, says it
_PNG_GREY_ALPHA = 4
_END, _SCAN = 0xD9, 0xDA
_MARKER = re.compile(rb"\xff([^\x00\x01\xd0-\xd7\xff])")  # restarts are part of a scan


def _checked_parts(name: str, data: bytes) -> int:
    """Refuse a file in very many parts, and return how many scans its pixels come in."""
    parts = {"PNG": _png_chunks, "JPEG": _jpeg_markers}.get(name)
    scans = 0
    for number, part in enumerate(parts(data) if parts else ()):
        scans += part == _SCAN
        if number > MAX_PARTS or scans > MAX_SCANS:
            raise ValueError("a picture must come in a sane number of parts")
    return max(scans, 1)


def _png_chunks(data: bytes) -> Iterator[bytes]:
    """Go through the kinds of a PNG's chunks."""
    position, kind = 8, b""
    while position + 8 <= len(data) and kind != b"IEND":
        length, kind = struct.unpack_from(">I4s", data, position)
        yield kind
        position += length + 12


def _jpeg_markers(data: bytes) -> Iterator[int]:
    """Go through a JPEG's markers as a decoder does, up to its end.

    What a segment holds is passed over by the segment's length, whatever it looks like; in the
    coded pixels, which follow the header of a scan, 0xFF begins a marker unless 0x00 comes next.
    """
    position = 2
    while (found := _MARKER.search(data, position)) and (marker := found[1][0]) != _END:
        yield marker
        position = found.end()
        position += int.from_bytes(data[position : position + 2], "big")
