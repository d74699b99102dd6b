"""What a file is told to be before it is decoded, and which files end there."""

from __future__ import annotations

import struct
import time
import tracemalloc
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
    MAX_SCANS,
    MAX_SIDE,
    PictureError,
    PictureProblem,
    inspect,
)

COLOUR = Image.fromarray(picture(7, 5))


def refused(data: bytes) -> PictureError:
    with pytest.raises(PictureError) as caught:
        inspect(data)
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
        found = inspect(saved(COLOUR, format))
        assert (found.format, found.width, found.height) == (format, 7, 5)
        assert (found.frames, found.orientation, found.bit_depth) == (1, 1, 8)

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
        assert inspect(data + bytes(MAX_BYTES - len(data))).width == 7

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
    @pytest.mark.parametrize("kind", KINDS)
    @pytest.mark.parametrize(("width", "height"), [(MAX_SIDE, 3), (2, MAX_SIDE)])
    def test_the_longest_side_allowed(self, kind, width, height):
        found = inspect(claims(kind, width, height))
        assert (found.width, found.height) == (width, height)

    @pytest.mark.parametrize("kind", KINDS)
    @pytest.mark.parametrize(
        ("width", "height"), [(MAX_SIDE + 1, 3), (2, MAX_SIDE + 1), (16000, 16001)]
    )
    def test_one_more_is_refused_with_its_numbers(self, kind, width, height):
        error = refused(claims(kind, width, height))
        assert error.problem is PictureProblem.TOO_MANY_PIXELS
        assert error.values == {"width": width, "height": height, "limit": MAX_SIDE}

    def test_a_bomb_of_a_few_kilobytes_is_not_inflated(self):
        bomb = (
            SIGNATURE
            + header(30_000, 30_000, 1, 0)
            + chunk(b"IDAT", zeros_compressed(30_000 * 3_751))
            + chunk(b"IEND")
        )
        assert len(bomb) < 2**17
        assert peak_of(lambda: refused(bomb)) < 2**20
        assert refused(bomb).values == {"width": 30_000, "height": 30_000, "limit": MAX_SIDE}

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

    def test_a_jpeg_with_endless_scans(self):
        assert inspect(scan_bomb(MAX_SCANS)).width == 64
        assert refused(scan_bomb(MAX_SCANS + 1)).problem is PictureProblem.BROKEN

    def test_scans_in_what_follows_a_jpeg_do_not_count(self):
        assert inspect(saved(COLOUR, "JPEG") + b"\xff\xda" * 1000).width == 7


class TestWhatIsLeftOut:
    @pytest.mark.parametrize("kind", [b"iCCP", b"zTXt", b"iTXt", b"tEXt", b"fdAT", b"prVt"])
    def test_png_chunks_that_hold_no_pixels(self, kind):
        plain = png([b"\x01\x02"], 2, 8, 0)
        packed = b"name\x00\x00" + zeros_compressed(200 * 2**20)
        data = png([b"\x01\x02"], 2, 8, 0, chunk(kind, packed))
        assert peak_of(lambda: inspect(data)) < 2 * len(data)
        assert inspect(data).data == plain

    @pytest.mark.parametrize("marker", [0xE1, 0xE2, 0xED, 0xEF, 0xFE])
    def test_jpeg_segments_that_hold_no_pixels(self, marker):
        plain = saved(COLOUR, "JPEG")
        assert inspect(with_jpeg_segment(plain, marker, b"MPF\x00" + bytes(900))).data == plain

    @pytest.mark.parametrize("marker", [0xE0, 0xEE, 0xDB])
    def test_jpeg_segments_that_say_how_pixels_are_stored_stay(self, marker):
        data = with_jpeg_segment(saved(COLOUR, "JPEG"), marker, bytes(12))
        assert inspect(data).data == data

    def test_an_exif_directory_whose_entries_all_hold_the_whole_block(self):
        count, size = 5000, 65_000
        entries = b"".join(
            struct.pack("<HHII", tag, 7, size, 0) for tag in range(0x9000, 0x9000 + count)
        )
        block = b"II*\x00" + struct.pack("<IH", 8, count) + entries
        data = with_jpeg_segment(saved(COLOUR, "JPEG"), 0xE1, b"Exif\x00\x00" + block.ljust(size))
        assert peak_of(lambda: inspect(data)) < 2**20
        assert inspect(data).orientation == 1

    def test_a_file_of_tiny_chunks_is_soon_read(self):
        data = SIGNATURE + header(2, 2, 8, 0) + chunk(b"IDAT") * (MAX_BYTES // 12 - 10)
        start = time.process_time()
        inspect(data)
        assert time.process_time() - start < 5


def with_exif(format: str, block: bytes) -> bytes:
    if format == "JPEG":
        return with_jpeg_segment(saved(COLOUR, "JPEG"), 0xE1, b"Exif\x00\x00" + block)
    if format == "PNG":
        return png([bytes(6)] * 3, 2, 8, 2, chunk(b"eXIf", block))
    picture_chunk = saved(COLOUR, "WEBP", lossless=True)[20:]
    return riff(vp8x(7, 5, flags=8), (b"VP8L", picture_chunk), (b"EXIF", block))


class TestOrientation:
    @pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP"])
    @pytest.mark.parametrize("orientation", range(1, 9))
    @pytest.mark.parametrize("order", ["<", ">"])
    def test_is_read_in_both_byte_orders(self, format, orientation, order):
        assert inspect(with_exif(format, exif(orientation, order))).orientation == orientation

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
        assert inspect(with_exif(format, block)).orientation == 1

    def test_a_webp_may_repeat_the_jpeg_mark(self):
        assert inspect(with_exif("WEBP", b"Exif\x00\x00" + exif(6))).orientation == 6

    def test_the_first_exif_block_of_a_jpeg_counts(self):
        second = with_exif("JPEG", exif(3))
        both = with_jpeg_segment(second, 0xE1, b"Exif\x00\x00" + exif(6))
        assert inspect(both).orientation == 6

    def test_what_only_looks_like_exif_does_not(self):
        for body in (exif(6), b"Exix\x00\x00" + exif(6)):
            data = with_jpeg_segment(saved(COLOUR, "JPEG"), 0xE1, body)
            assert inspect(data).orientation == 1


class TestContainers:
    @pytest.mark.parametrize(
        "filler", [b"\xff\xff\xff", b"\x12\x34", b"\xff\x00", b"\xff\xd0", b"\xff\x01"]
    )
    def test_fillers_between_jpeg_segments_are_passed_over(self, filler):
        plain = saved(COLOUR, "JPEG")
        after = plain.index(b"\xff\xdb")
        found = inspect(plain[:after] + filler + plain[after:])
        assert (found.data, found.width, found.height) == (plain, 7, 5)

    @pytest.mark.parametrize("length", [0, 1])
    def test_a_jpeg_segment_shorter_than_its_own_length(self, length):
        data = b"\xff\xd8\xff\xdb" + struct.pack(">H", length) * 5
        assert refused(data).problem is PictureProblem.BROKEN

    def test_webp_chunks_of_odd_length_are_padded(self):
        pixels = (b"VP8L", saved(COLOUR, "WEBP", lossless=True)[20:])
        data = riff(vp8x(7, 5, flags=0x28), (b"ICCP", b"odd"), pixels, (b"EXIF", exif(8)))
        assert inspect(data).orientation == 8

    def test_flags_beside_a_webps_size_are_not_part_of_it(self):
        see_through = Image.new("RGBA", (7, 5), (1, 2, 3, 4))
        assert inspect(saved(see_through, "WEBP", lossless=True)).height == 5
        scaled = bytearray(saved(COLOUR, "WEBP"))
        scaled[27] |= 0x40
        scaled[29] |= 0xC0
        found = inspect(bytes(scaled))
        assert (found.width, found.height) == (7, 5)


class TestFrames:
    @pytest.mark.parametrize("format", ["PNG", "WEBP"])
    def test_are_counted(self, format):
        frames = [Image.fromarray(picture(6, 4, seed=seed)) for seed in range(3)]
        data = saved(frames[0], format, save_all=True, append_images=frames[1:])
        assert inspect(data).frames == 3


def test_the_error_reads_as_a_line_for_the_log():
    assert str(PictureError(PictureProblem.EMPTY)) == "empty"
    error = PictureError(PictureProblem.UNSUPPORTED_FORMAT, format="GIF")
    assert str(error) == "unsupported_format {'format': 'GIF'}"
