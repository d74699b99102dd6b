"""Which files are read, and which are refused before they cost anything."""

from __future__ import annotations

import contextlib
import struct
import sys
import tracemalloc
import zlib
from collections.abc import Callable

import pytest
from PIL import Image

from tests.ui.picture_builders import (
    SIGNATURE,
    chunk,
    exif,
    header,
    picture,
    png,
    riff,
    saved,
    scan_bomb,
    vp8x,
    with_jpeg_segment,
    zeros_compressed,
)
from ui.picture_files import (
    MAX_BYTES,
    MAX_PARTS,
    MAX_SCANS,
    MAX_SIDE,
    MAX_WORK,
    PictureError,
    PictureFile,
    PictureProblem,
    read_file,
)

COLOUR = Image.fromarray(picture(7, 5))


def refused(data: bytes) -> PictureError:
    with pytest.raises(PictureError) as caught:
        read_file(data)
    return caught.value


def peak_of(work: Callable[[], object]) -> int:
    """Return the most bytes that Python held while working."""
    tracemalloc.start()
    try:
        work()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


class TestFormat:
    @pytest.mark.parametrize("format", ["PNG", "JPEG", "WEBP"])
    def test_is_told_by_the_content(self, format):
        found = read_file(saved(COLOUR, format))
        assert (found.format, found.image.size) == (format, (7, 5))
        assert (found.frames, found.bit_depth) == (1, 8)

    @pytest.mark.parametrize(
        ("format", "name"),
        [("GIF", "GIF"), ("BMP", "BMP"), ("TIFF", "TIFF"), ("ICO", "ICO"), ("AVIF", "AVIF")],
    )
    def test_other_pictures_are_refused_by_name(self, format, name):
        error = refused(saved(COLOUR.resize((32, 32)), format))
        assert (error.problem, error.values) == (
            PictureProblem.UNSUPPORTED_FORMAT,
            {"format": name},
        )

    @pytest.mark.parametrize(
        ("data", "name"),
        [
            (b'<?xml version="1.0"?>\n<SVG xmlns="http://www.w3.org/2000/svg"/>', "SVG"),
            (b"\x00\x00\x00\x18ftypheic", "HEIC"),
            (b"MM\x00*\x00\x00\x00\x08", "TIFF"),
            (b"%PDF-1.7", "PDF"),
            (b"\xff\x0a\x00", "JPEG XL"),
        ],
    )
    def test_other_pictures_by_their_beginning(self, data, name):
        assert refused(data).values == {"format": name}

    @pytest.mark.parametrize(
        "data",
        [
            b"hello",
            b"\x00",
            bytes(1000),
            b"<html></html>",
            b"PNG",
            b"RIFF\x10\x00\x00\x00WAVEfmt ",
            b"\x00\x00\x00\x18ftypmp42",
            b"\xff\xd8",
        ],
    )
    def test_anything_else_is_no_picture(self, data):
        assert refused(data).problem is PictureProblem.NOT_A_PICTURE

    def test_an_empty_file(self):
        assert refused(b"").problem is PictureProblem.EMPTY


class TestBytes:
    def test_ten_megabytes_are_allowed(self):
        data = saved(COLOUR, "PNG")
        assert read_file(data + bytes(MAX_BYTES - len(data))).image.size == (7, 5)

    def test_one_more_is_not(self):
        error = refused(saved(COLOUR, "PNG").ljust(MAX_BYTES + 1, b"\x00"))
        assert error.problem is PictureProblem.TOO_LARGE
        assert error.values["limit"] == 10
        assert error.values["megabytes"] == pytest.approx(10, abs=1e-5)


def claims(kind: str, width: int, height: int) -> bytes:
    """Return a small file that claims a size."""
    if kind == "PNG":
        pixels = chunk(b"IDAT", zeros_compressed(2**20))
        return SIGNATURE + header(width, height, 8, 2) + pixels + chunk(b"IEND")
    if kind == "JPEG":
        data = bytearray(saved(COLOUR, "JPEG"))
        frame = data.index(b"\xff\xc0")
        data[frame + 5 : frame + 9] = struct.pack(">HH", height, width)
    elif kind == "WEBP lossy":
        data = bytearray(saved(COLOUR, "WEBP"))
        data[26:30] = struct.pack("<HH", width, height)
    else:
        data = bytearray(saved(COLOUR, "WEBP", lossless=True))
        if kind == "WEBP extended":
            return riff(vp8x(width, height), (b"VP8L", bytes(data[20:])))
        data[21:25] = struct.pack("<I", (width - 1) | (height - 1) << 14)
    return bytes(data)


KINDS = ("PNG", "JPEG", "WEBP lossless", "WEBP lossy", "WEBP extended")


class TestPixels:
    @pytest.mark.parametrize("format", ["PNG", "JPEG", "WEBP"])
    @pytest.mark.parametrize("size", [(MAX_SIDE, 3), (2, MAX_SIDE)])
    def test_the_longest_side_allowed(self, format, size):
        assert read_file(saved(Image.new("RGB", size), format)).image.size == size

    @pytest.mark.parametrize("options", [{}, {"lossless": True}, {"exif": exif(1)}])
    @pytest.mark.parametrize("format", ["PNG", "JPEG", "WEBP"])
    @pytest.mark.parametrize(("width", "height"), [(MAX_SIDE + 1, 3), (2, MAX_SIDE + 1)])
    def test_one_more_is_refused_with_its_numbers(self, format, options, width, height):
        error = refused(saved(Image.new("RGB", (width, height)), format, **options))
        assert error.problem is PictureProblem.TOO_MANY_PIXELS
        assert error.values == {"width": width, "height": height, "limit": MAX_SIDE}

    @pytest.mark.filterwarnings("ignore::PIL.Image.DecompressionBombWarning")
    def test_more_than_pillow_likes_are_refused_with_their_numbers(self):
        error = refused(claims("PNG", 10_000, 10_000))
        assert error.values == {"width": 10_000, "height": 10_000, "limit": MAX_SIDE}

    @pytest.mark.parametrize("kind", KINDS)
    def test_more_than_pillow_counts_are_refused(self, kind):
        error = refused(claims(kind, 16000, 16001))
        assert (error.problem, error.values) == (PictureProblem.BOMB, {"limit": MAX_SIDE})

    def test_a_bomb_of_a_few_kilobytes_is_not_inflated(self):
        bomb = (
            SIGNATURE
            + header(30_000, 30_000, 1, 0)
            + chunk(b"IDAT", zeros_compressed(30_000 * 3_751))
            + chunk(b"IEND")
        )
        assert len(bomb) < 2**17
        assert peak_of(lambda: refused(bomb)) < 2**20
        assert refused(bomb).problem is PictureProblem.BOMB

    @pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP lossy"])
    @pytest.mark.parametrize(("width", "height"), [(0, 3), (3, 0)])
    def test_no_pixels_is_broken(self, kind, width, height):
        error = refused(claims(kind, width, height))
        assert (error.problem, error.values) == (
            PictureProblem.BROKEN,
            {"format": kind.split()[0]},
        )


class TestBroken:
    @pytest.mark.parametrize(
        "data",
        [
            SIGNATURE,
            SIGNATURE + chunk(b"IDAT") + header(2, 2, 8, 0),
            SIGNATURE + header(2, 2, 8, 0)[:-9],
            b"\xff\xd8\xff",
            b"\xff\xd8\xff\xe0",
            b"\xff\xd8\xff\xe0\x00\x05ab",
            b"\xff\xd8" + b"\xff" * 50,
            riff((b"ALPH", b"1234")),
            riff((b"VP8L", b"/")),
            b"RIFF\x00\x00\x00\x00WEBP",
        ],
    )
    def test_headers_cut_short_or_out_of_order(self, data):
        assert refused(data).problem is PictureProblem.BROKEN

    @pytest.mark.parametrize("chunks", [[], [chunk(b"IEND")]])
    def test_a_png_that_never_comes_to_its_pixels(self, chunks):
        assert refused(b"".join([SIGNATURE, header(2, 2, 8, 0), *chunks])).values == {
            "format": "PNG"
        }


def instructions_of(work: Callable[[], object]) -> int:
    """Return how many lines of Python are run: what is counted does not depend on the machine."""
    lines = 0

    def count(_frame: object, event: str, _argument: object) -> object:
        nonlocal lines
        lines += event == "line"
        return count

    sys.settrace(count)
    try:
        work()
    finally:
        sys.settrace(None)
    return lines


class TestWork:
    """What a decoder would do is counted before it begins."""

    def test_scans_up_to_the_limit(self):
        assert read_file(scan_bomb(MAX_SCANS)).image.size == (64, 64)
        assert refused(scan_bomb(MAX_SCANS + 1)).problem is PictureProblem.BROKEN

    def test_scans_of_a_large_picture_are_fewer(self):
        tall = saved(Image.new("L", (3000, 4000)), "JPEG", progressive=True)
        scans = MAX_WORK // (3000 * 4000)
        assert scans < MAX_SCANS
        assert read_file(tall).image.size == (3000, 4000)
        assert refused(scan_bomb(scans + 1, tall)).problem is PictureProblem.BROKEN

    @pytest.mark.parametrize("marker", [0xFE, 0xE1, 0xEF])
    @pytest.mark.parametrize("where", ["first", "between scans"])
    def test_scans_behind_a_comment_that_looks_like_an_end(self, marker, where):
        hidden = struct.pack(">BBH", 0xFF, marker, 6) + b"ab\xff\xd9"
        bomb = scan_bomb(20 * MAX_SCANS)
        place = 2 if where == "first" else bomb.index(b"\xff\xda", bomb.index(b"\xff\xda") + 2)
        # It would be decoded to its last scan: libjpeg passes over the comment too.
        few = scan_bomb(MAX_SCANS)
        assert read_file(few[:place] + hidden + few[place:]).image.size == (64, 64)
        assert refused(bomb[:place] + hidden + bomb[place:]).problem is PictureProblem.BROKEN

    def test_scans_between_restart_markers_and_fillers(self):
        bomb = scan_bomb(MAX_SCANS + 1)
        first = bomb.index(b"\xff\xda")
        for filler in (b"\xff\xd0", b"\xff\x00", b"\xff\xff\xff"):
            data = bomb[:first] + filler + bomb[first:]
            assert refused(data).problem is PictureProblem.BROKEN

    @pytest.mark.parametrize("body", [b"\xff\xda" * 1000, b"\xff\xd9\xff\xd8" * 500])
    def test_what_stands_in_a_comment_or_behind_the_end_is_not_counted(self, body):
        plain = saved(COLOUR, "JPEG")
        assert read_file(with_jpeg_segment(plain, 0xFE, body)).image.size == (7, 5)
        assert read_file(plain + body).image.size == (7, 5)

    def test_a_png_in_very_many_chunks(self):
        rows = zlib.compress(bytes(3) * 2)
        ends = [chunk(b"IDAT", rows), chunk(b"IEND")]
        empty = chunk(b"IDAT")
        few = b"".join([SIGNATURE, header(2, 2, 8, 0), *[empty] * (MAX_PARTS - 4), *ends])
        assert read_file(few).image.size == (2, 2)
        many = b"".join([SIGNATURE, header(2, 2, 8, 0), *[empty] * (MAX_BYTES // 12 - 10), *ends])
        assert refused(many).problem is PictureProblem.BROKEN
        assert instructions_of(lambda: refused(many)) < 10 * MAX_PARTS

    @pytest.mark.parametrize("filler", [b"\xff", b"\xff\x00", b"\x00"])
    def test_a_jpeg_with_megabytes_between_its_markers(self, filler):
        plain = saved(COLOUR, "JPEG")
        filled = plain[:-2] + filler * (9 * 2**20 // len(filler)) + plain[-2:]
        assert read_file(filled).image.size == (7, 5)

    def test_a_jpeg_with_a_restart_after_every_block(self):
        found = read_file(saved(Image.new("L", (1600, 1600)), "JPEG", restart_marker_blocks=1))
        assert MAX_PARTS < 200 * 200
        assert found.image.size == (1600, 1600)

    def test_a_jpeg_in_very_many_segments(self):
        plain = saved(COLOUR, "JPEG")
        many = plain[:2] + b"\xff\xfe\x00\x02" * (MAX_BYTES // 4 - len(plain)) + plain[2:]
        assert refused(many).problem is PictureProblem.BROKEN
        assert instructions_of(lambda: refused(many)) < 10 * MAX_PARTS


class TestBombsBesideThePixels:
    @pytest.mark.parametrize("kind", [b"iCCP", b"zTXt", b"iTXt", b"tEXt", b"fdAT", b"prVt"])
    def test_png_chunks_stay_packed(self, kind):
        packed = b"name\x00\x01\x00\x00\x00" if kind == b"iTXt" else b"name\x00\x00"
        data = png([b"\x01\x02"], 2, 8, 0, chunk(kind, packed + zeros_compressed(200 * 2**20)))
        read, peak = read_or_refused(data)
        assert peak < 8 * 2**20
        assert read is None or read.image.size == (2, 1)

    @pytest.mark.filterwarnings("ignore:Image appears to be a malformed MPO file:UserWarning")
    @pytest.mark.parametrize("marker", [0xE0, 0xE1, 0xE2, 0xED, 0xEE, 0xEF, 0xFE])
    def test_jpeg_segments_change_no_pixel(self, marker):
        plain = saved(COLOUR, "JPEG")
        found = read_file(with_jpeg_segment(plain, marker, b"MPF\x00" + bytes(900)))
        assert found.image.tobytes() == read_file(plain).image.tobytes()

    @pytest.mark.filterwarnings("ignore::UserWarning")
    @pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP"])
    def test_an_exif_directory_whose_entries_all_hold_the_whole_block(self, format):
        count, size = 5000, 65_000
        entries = b"".join(
            struct.pack("<HHII", tag, 7, size, 0) for tag in range(0x9000, 0x9000 + count)
        )
        block = b"II*\x00" + struct.pack("<IH", 8, count) + entries
        read, peak = read_or_refused(with_exif(format, block.ljust(size)))
        assert peak < 8 * 2**20
        assert read is not None

    def test_a_jpeg_with_a_preview_behind_it_is_one_picture(self):
        photographs = [Image.fromarray(picture(40, 30, seed=seed)) for seed in (1, 2)]
        both = saved(photographs[0], "MPO", save_all=True, append_images=photographs[1:])
        found = read_file(both)
        assert (found.format, found.frames) == ("JPEG", 1)
        assert found.image.tobytes() == read_file(saved(photographs[0], "JPEG")).image.tobytes()


def read_or_refused(data: bytes) -> tuple[PictureFile | None, int]:
    """Return what a file is read as, if it is, and the most bytes that Python held for it."""
    read: list[PictureFile] = []

    def work() -> None:
        with contextlib.suppress(PictureError):
            read.append(read_file(data))

    peak = peak_of(work)
    return (read[0] if read else None), peak


def with_exif(format: str, block: bytes) -> bytes:
    if format == "JPEG":
        return with_jpeg_segment(saved(COLOUR, "JPEG"), 0xE1, b"Exif\x00\x00" + block)
    if format == "PNG":
        return png([bytes(6)] * 3, 2, 8, 2, chunk(b"eXIf", block))
    picture_chunk = saved(COLOUR, "WEBP", lossless=True)[20:]
    return riff(vp8x(7, 5, flags=8), (b"VP8L", picture_chunk), (b"EXIF", block))


# The order of width and height and the place of the stored upper left corner, as Exif says it.
CORNERS = {
    1: (False, (0, 0)),
    2: (False, (-1, 0)),
    3: (False, (-1, -1)),
    4: (False, (0, -1)),
    5: (True, (0, 0)),
    6: (True, (-1, 0)),
    7: (True, (-1, -1)),
    8: (True, (0, -1)),
}


class TestOrientation:
    @pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP"])
    @pytest.mark.parametrize("orientation", range(1, 9))
    @pytest.mark.parametrize("order", ["<", ">"])
    def test_is_followed_in_both_byte_orders(self, format, orientation, order):
        stored = read_file(with_exif(format, b"")).image
        found = read_file(with_exif(format, exif(orientation, order))).image
        turned, (x, y) = CORNERS[orientation]
        width, height = found.size
        assert found.size == (stored.size[::-1] if turned else stored.size)
        assert found.getpixel((x % width, y % height)) == stored.getpixel((0, 0))

    @pytest.mark.filterwarnings("ignore::UserWarning")
    @pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP"])
    @pytest.mark.parametrize(
        "block",
        [
            exif(0),
            exif(9),
            b"",
            b"II",
            b"II*\x00\xff\xff\xff\xff",
            b"XX*\x00" + exif(6)[4:],
            exif(6)[:-15],
            exif(6).replace(b"\x12\x01", b"\x13\x01"),
        ],
    )
    def test_is_upright_where_it_makes_no_sense(self, format, block):
        stored = read_file(with_exif(format, b"")).image
        assert read_file(with_exif(format, block)).image.tobytes() == stored.tobytes()

    def test_nothing_but_pixels_and_transparency_stays(self):
        image = Image.fromarray(picture(7, 5)).convert("P")
        data = saved(image, "PNG", transparency=3, dpi=(72, 72))
        assert read_file(data).image.info == {"transparency": 3}


class TestFrames:
    @pytest.mark.parametrize("format", ["PNG", "WEBP"])
    def test_are_counted(self, format):
        frames = [Image.fromarray(picture(6, 4, seed=seed)) for seed in range(3)]
        data = saved(frames[0], format, save_all=True, append_images=frames[1:])
        assert read_file(data).frames == 3


def test_the_error_reads_as_a_line_for_the_log():
    assert str(PictureError(PictureProblem.EMPTY)) == "empty"
    error = PictureError(PictureProblem.UNSUPPORTED_FORMAT, format="GIF")
    assert str(error) == "unsupported_format {'format': 'GIF'}"
