"""Looking into a picture file before anything is decoded.

Only the few bytes that say what a file is, how large, how it lies and how many frames it has are
read here, and only what the pixels need is handed on: text, profiles, previews and animation
frames, where compressed bombs hide, are left out unread. What comes out is a `PictureFile` within
the limits, or a `PictureError`.

References
----------
W3C, "Portable Network Graphics (PNG) Specification (Third Edition)", chapters 5 and 11.
ITU-T T.81, "Digital compression and coding of continuous-tone still images", annex B.
Google, "WebP Container Specification"; RFC 6386, section 9.1.
CIPA DC-008, "Exchangeable image file format (Exif)", section 4.6 (orientation).
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from enum import StrEnum

MAX_BYTES = 10 * 2**20
MAX_SIDE = 4096
MAX_SCANS = 100
"""Scans of a progressive JPEG: an encoder makes about ten, a hostile file a hundred thousand."""

PNG, JPEG, WEBP = "PNG", "JPEG", "WEBP"
FORMATS = (PNG, JPEG, WEBP)


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
    """A file whose outside is in order; whether the pixels decode is still to be seen.

    Attributes
    ----------
    format : str
        PNG, JPEG or WEBP, told by the content.
    data : bytes
        The file, or as much of it as the pixels of the first frame need.
    width, height : int
        As stored, before the orientation is applied.
    frames : int
    orientation : int
        From 1 (upright) to 8, as Exif numbers them.
    bit_depth : int
        Of one sample.
    grey : bool
        Whether the header says that there is no colour.
    """

    format: str
    data: bytes
    width: int
    height: int
    frames: int = 1
    orientation: int = 1
    bit_depth: int = 8
    grey: bool = False


def inspect(data: bytes) -> PictureFile:
    """Tell what a file is, and that it keeps the limits, without decoding it.

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
    name = _format_of(data)
    if name is None:
        raise PictureError(PictureProblem.NOT_A_PICTURE)
    if name not in _INSPECTORS:
        raise PictureError(PictureProblem.UNSUPPORTED_FORMAT, format=name)
    try:
        found = _INSPECTORS[name](data)
    except (struct.error, IndexError, ValueError) as error:
        raise PictureError(PictureProblem.BROKEN, format=name) from error
    if min(found.width, found.height) < 1:
        raise PictureError(PictureProblem.BROKEN, format=name)
    if max(found.width, found.height) > MAX_SIDE:
        raise PictureError(
            PictureProblem.TOO_MANY_PIXELS,
            width=found.width,
            height=found.height,
            limit=MAX_SIDE,
        )
    return found


# ---------------------------------------------------------------------- which format

_BEGINNINGS = (
    (b"\x89PNG\r\n\x1a\n", PNG),
    (b"\xff\xd8\xff", JPEG),
    (b"GIF8", "GIF"),
    (b"BM", "BMP"),
    (b"II*\x00", "TIFF"),
    (b"MM\x00*", "TIFF"),
    (b"8BPS", "PSD"),
    (b"%PDF", "PDF"),
    (b"\x00\x00\x01\x00", "ICO"),
    (b"\x00\x00\x00\x0cjP  ", "JPEG 2000"),
    (b"\xff\x0a", "JPEG XL"),
    (b"\x00\x00\x00\x0cJXL ", "JPEG XL"),
)
_BRANDS = {b"avif": "AVIF", b"avis": "AVIF", b"heic": "HEIC", b"heix": "HEIC", b"mif1": "HEIC"}


def _format_of(data: bytes) -> str | None:
    """Name a picture format by its first bytes; None for what is no known picture."""
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return WEBP
    if data[4:8] == b"ftyp":
        return _BRANDS.get(data[8:12])
    for beginning, name in _BEGINNINGS:
        if data.startswith(beginning):
            return name
    return "SVG" if b"<svg" in data[:1024].lower() else None


# ---------------------------------------------------------------------- PNG

_PNG_GREY = (0, 4)  # alone, with alpha
_PNG_KEPT = (b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND")


def _inspect_png(data: bytes) -> PictureFile:
    if data[12:16] != b"IHDR":
        raise ValueError("a PNG must begin with its header")
    width, height, bit_depth, colours = struct.unpack_from(">IIBB", data, 16)
    kept, frames, orientation, position = [data[:8]], 1, 1, 8
    while position < len(data):
        length, kind = struct.unpack_from(">I4s", data, position)
        end = position + length + 12
        if kind in _PNG_KEPT:
            kept.append(data[position:end])
        elif kind == b"acTL":
            (frames,) = struct.unpack_from(">I", data, position + 8)
        elif kind == b"eXIf":
            orientation = _orientation(data[position + 8 : end - 4])
        if kind == b"IEND":
            break
        position = end
    grey = colours in _PNG_GREY
    return PictureFile(PNG, b"".join(kept), width, height, frames, orientation, bit_depth, grey)


# ---------------------------------------------------------------------- JPEG

_SCAN = 0xDA
_FRAME_HEADERS = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_WITHOUT_LENGTH = frozenset((0x01, *range(0xD0, 0xD9)))
# APP0 (JFIF) and APP14 (Adobe) say how colours are stored; the rest say nothing about pixels.
_NOT_PIXELS = frozenset(range(0xE1, 0xF0)) - {0xEE} | {0xFE}
_EXIF = b"Exif\x00\x00"


def _inspect_jpeg(data: bytes) -> PictureFile:
    width, height, orientation, kept, position = 0, 0, 1, [data[:2]], 2
    while True:
        position = data.index(b"\xff", position) + 1
        marker = data[position]
        if marker in (0x00, 0xFF) or marker in _WITHOUT_LENGTH:
            continue
        if marker == _SCAN:
            break
        (length,) = struct.unpack_from(">H", data, position + 1)
        body = data[position + 3 : position + 1 + length]
        if marker in _FRAME_HEADERS:
            height, width = struct.unpack_from(">HH", body, 1)
        elif marker == 0xE1 and body.startswith(_EXIF) and orientation == 1:
            orientation = _orientation(body.removeprefix(_EXIF))
        if marker not in _NOT_PIXELS:
            kept.append(data[position - 1 : position + 1 + length])
        position += 1 + length
    scans = data[position - 1 :]
    _check_scans(scans)
    kept.append(scans)
    return PictureFile(JPEG, b"".join(kept), width, height, orientation=orientation)


def _check_scans(scans: bytes) -> None:
    """Refuse a progressive JPEG whose many tiny scans would keep a decoder busy for minutes."""
    # What follows the end marker (a preview, a film) is not decoded, so it does not count.
    picture = scans.partition(b"\xff\xd9")[0]
    if picture.count(bytes((0xFF, _SCAN))) > MAX_SCANS:
        raise ValueError("a JPEG must have a sane number of scans")


# ---------------------------------------------------------------------- WebP


def _inspect_webp(data: bytes) -> PictureFile:
    width, height = _webp_size(data)
    frames, orientation, position = 0, 1, 12
    while position + 8 <= len(data):
        kind, length = struct.unpack_from("<4sI", data, position)
        if kind == b"ANMF":
            frames += 1
        elif kind == b"EXIF":
            exif = data[position + 8 : position + 8 + length]
            orientation = _orientation(exif.removeprefix(_EXIF))
        position += 8 + length + length % 2
    return PictureFile(WEBP, data, width, height, max(frames, 1), orientation)


def _webp_size(data: bytes) -> tuple[int, int]:
    kind = data[12:16]
    if kind == b"VP8X":
        wide, high = data[24:27], data[27:30]
        return int.from_bytes(wide, "little") + 1, int.from_bytes(high, "little") + 1
    if kind == b"VP8L":
        (bits,) = struct.unpack_from("<I", data, 21)
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    if kind == b"VP8 ":
        width, height = struct.unpack_from("<HH", data, 26)
        return width & 0x3FFF, height & 0x3FFF
    raise ValueError("a WebP must begin with a picture")


# ---------------------------------------------------------------------- Exif

_ORIENTATION_TAG = 0x0112


def _orientation(exif: bytes) -> int:
    """Read the orientation from the first directory; 1 where there is none to be found.

    Nothing else is read: the sizes in a directory are for a reader to trust or, as here, not to.
    """
    order = {b"II*\x00": "<", b"MM\x00*": ">"}.get(exif[:4])
    if order is None:
        return 1
    try:
        (start,) = struct.unpack_from(f"{order}I", exif, 4)
        (entries,) = struct.unpack_from(f"{order}H", exif, start)
        for entry in range(entries):
            tag, _, _, value = struct.unpack_from(f"{order}HHIH", exif, start + 2 + 12 * entry)
            if tag == _ORIENTATION_TAG:
                return value if 1 <= value <= 8 else 1
    except struct.error:
        pass
    return 1


_INSPECTORS = {PNG: _inspect_png, JPEG: _inspect_jpeg, WEBP: _inspect_webp}
