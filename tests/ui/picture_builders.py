"""Picture files made by hand, chunk by chunk, so that a test can break exactly one thing."""

from __future__ import annotations

import struct
import zlib
from functools import cache
from io import BytesIO

import numpy as np
from PIL import Image

SIGNATURE = b"\x89PNG\r\n\x1a\n"


def chunk(kind: bytes, body: bytes = b"") -> bytes:
    """Return one PNG chunk with its length and checksum."""
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def header(width: int, height: int, bit_depth: int, colours: int) -> bytes:
    """Return a PNG's IHDR; colours: 0 grey, 2 RGB, 3 palette, 4 grey + alpha, 6 RGBA."""
    return chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, bit_depth, colours, 0, 0, 0))


def png(rows: list[bytes], width: int, bit_depth: int, colours: int, *extra: bytes) -> bytes:
    """Return a PNG from packed rows; `extra` chunks stand between header and pixels."""
    pixels = zlib.compress(b"".join(b"\x00" + row for row in rows))
    return b"".join(
        (
            SIGNATURE,
            header(width, len(rows), bit_depth, colours),
            *extra,
            chunk(b"IDAT", pixels),
            chunk(b"IEND"),
        )
    )


@cache
def zeros_compressed(size: int) -> bytes:
    """Return zlib data that inflates to `size` zeros, made without holding them."""
    packer, block = zlib.compressobj(9), bytes(2**20)
    parts = [packer.compress(block) for _ in range(size // len(block))]
    return b"".join((*parts, packer.compress(bytes(size % len(block))), packer.flush()))


def saved(image: Image.Image, format: str, **options: object) -> bytes:
    """Return an image as Pillow saves it."""
    file = BytesIO()
    image.save(file, format, **options)
    return file.getvalue()


def picture(width: int = 7, height: int = 5, channels: int = 3, seed: int = 1) -> np.ndarray:
    """Return random 8-bit pixels, (height, width) or (height, width, channels)."""
    shape = (height, width) if channels == 1 else (height, width, channels)
    return np.random.default_rng(seed).integers(0, 256, shape, dtype=np.uint8)


def exif(orientation: int, order: str = "<") -> bytes:
    """Return an Exif block whose first directory holds another tag and an orientation."""
    mark = b"II*\x00" if order == "<" else b"MM\x00*"
    entries = struct.pack(f"{order}HHIHH", 0x0100, 3, 1, 7, 0)
    entries += struct.pack(f"{order}HHIHH", 0x0112, 3, 1, orientation, 0)
    return mark + struct.pack(f"{order}IH", 8, 2) + entries + bytes(4)


def with_jpeg_segment(data: bytes, marker: int, body: bytes) -> bytes:
    """Return a JPEG with one more segment right after its beginning."""
    return data[:2] + struct.pack(">BBH", 0xFF, marker, len(body) + 2) + body + data[2:]


def riff(*chunks: tuple[bytes, bytes]) -> bytes:
    """Return a WebP container holding the given chunks."""
    body = b"WEBP"
    for kind, content in chunks:
        body += kind + struct.pack("<I", len(content)) + content + b"\x00" * (len(content) % 2)
    return b"RIFF" + struct.pack("<I", len(body)) + body


def vp8x(width: int, height: int, flags: int = 0) -> tuple[bytes, bytes]:
    """Return an extended WebP header that claims a canvas."""
    sides = (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    return b"VP8X", bytes((flags, 0, 0, 0)) + sides


def scan_bomb(scans: int, data: bytes = b"") -> bytes:
    """Return a progressive JPEG whose last refinement is repeated until there are `scans`."""
    data = data or saved(Image.fromarray(picture(64, 64)), "JPEG", progressive=True)
    last = data.rindex(b"\xff\xda")
    have = data.count(b"\xff\xda")
    return data[:-2] + data[last:-2] * (scans - have) + b"\xff\xd9"
