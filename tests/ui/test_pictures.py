"""Samples and uploads: every kind of file gives the right pixels, or one clear refusal."""

from __future__ import annotations

import struct
import subprocess
import sys
import zlib
from io import BytesIO

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
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
from tests.ui.test_picture_files import peak_of
from ui.pictures import (
    IMAGES,
    LONGEST_KEPT,
    PHOTOGRAPHS,
    NoteCode,
    Picture,
    PictureError,
    PictureProblem,
    read_upload,
    sample,
    sample_names,
    working_copy,
)
from upsample_core.checks import ParameterError
from upsample_core.inputs import patterns

ROOT = IMAGES.parent.parent
EXACT = ["PNG", "WEBP"]


def pixels(data: bytes) -> np.ndarray:
    """Read an upload and return its 8-bit pixels (H, W) or (H, W, 3)."""
    values = read_upload(data).values * 255
    levels = np.rint(values).astype(np.uint8)
    np.testing.assert_allclose(values, levels, atol=1e-4)
    return levels[0] if len(levels) == 1 else np.moveaxis(levels, 0, -1)


def codes(data: bytes) -> list[str]:
    return [note.code.value for note in read_upload(data).notes]


def save(array: np.ndarray, format: str, mode: str | None = None, **options: object) -> bytes:
    image = Image.fromarray(array) if mode is None else Image.fromarray(array).convert(mode)
    if format == "WEBP":
        options |= {"lossless": True, "exact": True}
    return saved(image, format, **options)


class TestPlainPictures:
    @pytest.mark.parametrize("format", EXACT)
    def test_colour(self, format):
        array = picture(7, 5)
        assert pixels(save(array, format)).tolist() == array.tolist()
        assert codes(save(array, format)) == []

    def test_grey(self):
        array = picture(7, 5, channels=1)
        assert pixels(save(array, "PNG")).tolist() == array.tolist()

    @pytest.mark.parametrize("channels", [1, 3])
    def test_jpeg_within_its_own_loss(self, channels):
        y, x = np.mgrid[:40, :56]
        array = np.repeat((x * 3 + y * 2).astype(np.uint8)[..., np.newaxis], channels, axis=2)
        found = pixels(save(np.squeeze(array), "JPEG", quality=98))
        assert found.shape == np.squeeze(array).shape
        np.testing.assert_allclose(found.astype(int), np.squeeze(array).astype(int), atol=4)

    def test_progressive_jpeg(self):
        array = np.full((20, 30, 3), (200, 100, 50), np.uint8)
        found = pixels(save(array, "JPEG", progressive=True))
        np.testing.assert_allclose(found.astype(int), array.astype(int), atol=3)

    @pytest.mark.parametrize("format", ["PNG", "WEBP", "JPEG"])
    def test_a_single_pixel(self, format):
        array = np.full((1, 1, 3), 255, np.uint8)
        found = read_upload(save(array, format))
        assert found.values.tolist() == [[[1.0]], [[1.0]], [[1.0]]]

    def test_the_values_are_floats_that_nobody_can_change(self):
        values = read_upload(save(picture(), "PNG")).values
        assert (values.dtype, values.shape, values.flags.c_contiguous) == (
            np.float32,
            (3, 5, 7),
            True,
        )
        with pytest.raises(ValueError, match="read-only"):
            values[0, 0, 0] = 1

    @pytest.mark.parametrize(
        ("given", "kept"),
        [
            ("cat.png", "cat.png"),
            ("C:\\fake\\猫.jpg", "猫.jpg"),
            ("../../etc/x.png", "x.png"),
            ("a\nb\x00\u202ec.png", "abc.png"),
            ("x" * 500, "x" * 80),
            ("", ""),
        ],
    )
    def test_the_name_is_for_show(self, given, kept):
        assert read_upload(save(picture(), "PNG"), given).name == kept


class TestColourModels:
    def test_cmyk_jpeg_becomes_rgb(self):
        array = np.zeros((16, 24, 3), np.uint8)
        array[:, :12], array[:, 12:] = (255, 0, 0), (255, 255, 255)
        data = save(array, "JPEG", mode="CMYK", quality=98)
        assert Image.open(BytesIO(data)).mode == "CMYK"
        found = pixels(data)
        np.testing.assert_allclose(found[8, 4].astype(int), (255, 0, 0), atol=6)
        np.testing.assert_allclose(found[8, 20].astype(int), (255, 255, 255), atol=6)

    def test_a_palette(self):
        palette = chunk(b"PLTE", bytes((255, 0, 0, 0, 255, 0, 10, 20, 30)))
        data = png([bytes((0, 1)), bytes((2, 2))], 2, 8, 3, palette)
        assert pixels(data).tolist() == [[[255, 0, 0], [0, 255, 0]], [[10, 20, 30]] * 2]
        assert codes(data) == []

    @pytest.mark.parametrize(("bit_depth", "row"), [(1, 0b01000000), (2, 0b00010000)])
    def test_a_palette_of_few_bits(self, bit_depth, row):
        palette = chunk(b"PLTE", bytes((1, 2, 3, 40, 50, 60)))
        found = pixels(png([bytes((row,))], 2, bit_depth, 3, palette))
        assert found.tolist() == [[[1, 2, 3], [40, 50, 60]]]

    @pytest.mark.parametrize(
        ("bit_depth", "row", "expected"),
        [(1, 0b01000000, [0, 255]), (2, 0b01110000, [85, 255]), (4, 0x3F, [51, 255])],
    )
    def test_grey_of_few_bits(self, bit_depth, row, expected):
        assert pixels(png([bytes((row,))], 2, bit_depth, 0)).tolist() == [expected]

    def test_a_colour_profile_changes_nothing(self):
        from PIL import ImageCms

        profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("XYZ")).tobytes()
        array = picture(7, 5)
        assert pixels(save(array, "PNG", icc_profile=profile)).tolist() == array.tolist()


class TestSixteenBits:
    def test_grey_keeps_its_depth(self):
        stored = [0, 1, 257, 32768, 65535]
        data = png([struct.pack(">5H", *stored)], 5, 16, 0)
        values = read_upload(data).values
        np.testing.assert_allclose(values, [[np.array(stored) / 65535]], atol=1e-7)
        assert codes(data) == []

    def test_colours_are_read_in_eight_bits_and_it_is_said(self):
        stored = np.array([[10, 200, 255], [0, 128, 77]], np.uint16) * 257
        data = png([stored.astype(">u2").tobytes()], 2, 16, 2)
        assert pixels(data).tolist() == [[[10, 200, 255], [0, 128, 77]]]
        assert codes(data) == ["reduced_from_16_bit"]

    def test_grey_with_alpha_stays_grey(self):
        stored = np.array([[100, 255], [100, 0]], np.uint16) * 257
        data = png([stored.astype(">u2").tobytes()], 2, 16, 4)
        assert pixels(data).tolist() == [[100, 255]]
        assert codes(data) == ["transparency_on_white", "reduced_from_16_bit"]

    def test_colours_with_alpha(self):
        stored = np.array([[0, 0, 255, 255], [9, 9, 9, 0]], np.uint16) * 257
        data = png([stored.astype(">u2").tobytes()], 2, 16, 6)
        assert pixels(data).tolist() == [[[0, 0, 255], [255, 255, 255]]]


class TestTransparency:
    def test_colours_are_mixed_with_white(self):
        array = np.array([[[0, 100, 200, 255], [0, 100, 200, 0], [0, 100, 200, 51]]], np.uint8)
        for format in EXACT:
            found = pixels(save(array, format))
            assert found[0, :2].tolist() == [[0, 100, 200], [255, 255, 255]]
            # 0.2 of the colour and 0.8 of white.
            np.testing.assert_allclose(found[0, 2].astype(int), (204, 224, 244), atol=1)
            assert codes(save(array, format)) == ["transparency_on_white"]

    def test_an_opaque_alpha_channel_is_not_mentioned(self):
        array = np.concatenate([picture(4, 3), np.full((3, 4, 1), 255, np.uint8)], axis=2)
        data = save(array, "PNG")
        assert pixels(data).tolist() == array[..., :3].tolist()
        assert codes(data) == []

    def test_grey_with_alpha_stays_grey(self):
        data = png([bytes((50, 255, 50, 0))], 2, 8, 4)
        assert pixels(data).tolist() == [[50, 255]]
        assert codes(data) == ["transparency_on_white"]

    def test_a_palette_with_transparency(self):
        palette = chunk(b"PLTE", bytes((10, 20, 30, 40, 50, 60, 70, 80, 90)))
        data = png([bytes((0, 1, 2))], 3, 8, 3, palette, chunk(b"tRNS", bytes((255, 0))))
        assert pixels(data).tolist() == [[[10, 20, 30], [255, 255, 255], [70, 80, 90]]]
        assert codes(data) == ["transparency_on_white"]

    @pytest.mark.parametrize(
        ("bit_depth", "row", "key", "expected"),
        [
            (1, bytes((0b01000000,)), 0, [255, 255]),
            (2, bytes((0b01100000,)), 1, [255, 170]),
            (4, bytes((0x37,)), 3, [255, 119]),
            (8, bytes((60, 61)), 60, [255, 61]),
            (16, struct.pack(">2H", 257, 514), 257, [255, 2]),
        ],
    )
    def test_one_grey_that_stands_for_transparent(self, bit_depth, row, key, expected):
        data = png([row], 2, bit_depth, 0, chunk(b"tRNS", struct.pack(">H", key)))
        assert pixels(data).tolist() == [expected]
        assert codes(data) == ["transparency_on_white"]

    @pytest.mark.parametrize(("bit_depth", "factor", "rest"), [(8, 1, 0), (16, 256, 9)])
    def test_one_colour_that_stands_for_transparent(self, bit_depth, factor, rest):
        stored = np.array([1, 2, 3, 4, 5, 6]) * factor + rest
        row = stored.astype(">u2" if bit_depth == 16 else np.uint8).tobytes()
        key = chunk(b"tRNS", stored[3:].astype(">u2").tobytes())
        assert pixels(png([row], 2, bit_depth, 2, key)).tolist() == [[[1, 2, 3], [255, 255, 255]]]


class TestFrames:
    @pytest.mark.parametrize("format", EXACT)
    def test_the_first_is_taken(self, format):
        arrays = [picture(6, 4, seed=seed) for seed in range(3)]
        images = [Image.fromarray(array) for array in arrays]
        data = saved(images[0], format, save_all=True, append_images=images[1:], lossless=True)
        assert pixels(data).tolist() == arrays[0].tolist()
        (note,) = read_upload(data).notes
        assert (note.code, note.values) == (NoteCode.FIRST_FRAME_ONLY, {"frames": 3})


# Where the first row and column of the upright picture stand in the stored one, as Exif says it.
TURNS = {
    1: ("top", "left"),
    2: ("top", "right"),
    3: ("bottom", "right"),
    4: ("bottom", "left"),
    5: ("left", "top"),
    6: ("right", "top"),
    7: ("right", "bottom"),
    8: ("left", "bottom"),
}


def stored_as(upright: np.ndarray, orientation: int) -> np.ndarray:
    """Lay an upright picture down: stored row 0 is the visual side that Exif names first."""
    row_side, column_side = TURNS[orientation]
    rows, columns = upright.shape[:2]
    turned = row_side in ("left", "right")
    stored = np.zeros((columns, rows, 3) if turned else upright.shape, upright.dtype)
    for r, c in np.ndindex(*stored.shape[:2]):
        # Stored row r lies r steps from the side named first, column c from the second.
        along = {row_side: r, column_side: c}
        y = along["top"] if "top" in along else rows - 1 - along["bottom"]
        x = along["left"] if "left" in along else columns - 1 - along["right"]
        stored[r, c] = upright[y, x]
    return stored


class TestOrientation:
    @pytest.mark.parametrize("orientation", range(1, 9))
    def test_an_exact_picture_is_turned_upright(self, orientation):
        upright = picture(7, 5)
        lying = stored_as(upright, orientation)
        rows = [row.tobytes() for row in lying]
        data = png(rows, lying.shape[1], 8, 2, chunk(b"eXIf", exif(orientation)))
        assert pixels(data).tolist() == upright.tolist()
        assert codes(data) == []

    @pytest.mark.parametrize("orientation", range(1, 9))
    def test_a_phone_photograph_is_turned_upright(self, orientation):
        upright = np.zeros((32, 48, 3), np.uint8)
        upright[:16, :16], upright[:16, 32:], upright[16:, :16] = 255, (255, 0, 0), (0, 0, 255)
        block = b"Exif\x00\x00" + exif(orientation, ">")
        data = save(stored_as(upright, orientation), "JPEG", quality=98, subsampling=0)
        found = pixels(with_jpeg_segment(data, 0xE1, block))
        assert found.shape == upright.shape
        np.testing.assert_allclose(found.astype(int), upright.astype(int), atol=8)

    def test_the_size_in_the_note_is_the_upright_one(self):
        data = png([bytes(40)] * 20, 40, 8, 0, chunk(b"eXIf", exif(6)))
        (note,) = read_upload(data, longest_side=10).notes
        assert note.values == {"from_width": 20, "from_height": 40, "width": 5, "height": 10}


class TestReducing:
    def test_a_large_upload_is_reduced_and_says_so(self):
        found = read_upload(save(np.zeros((30, 2 * LONGEST_KEPT), np.uint8), "PNG"))
        assert found.values.shape == (1, 15, LONGEST_KEPT)
        (note,) = found.notes
        assert note.code is NoteCode.DOWNSCALED_FOR_DISPLAY
        assert note.values == {"from_width": 2048, "from_height": 30, "width": 1024, "height": 15}

    def test_a_line_keeps_a_pixel_of_width(self):
        data = save(np.zeros((4000, 1), np.uint8), "PNG")
        assert read_upload(data, longest_side=64).values.shape == (1, 64, 1)

    def test_a_working_copy_notes_the_first_size(self):
        data = save(np.zeros((60, 100, 3), np.uint8), "PNG")
        once = read_upload(data, "a.png", longest_side=50)
        twice = working_copy(once, 20)
        assert twice.values.shape == (3, 12, 20)
        assert twice.name == "a.png"
        (note,) = twice.notes
        assert note.values == {"from_width": 100, "from_height": 60, "width": 20, "height": 12}

    def test_a_small_picture_is_its_own_working_copy(self):
        small = read_upload(save(picture(7, 5), "PNG"))
        assert working_copy(small, 7) is small
        assert working_copy(small, 6) is not small

    def test_other_notes_stay(self):
        array = np.zeros((40, 30, 4), np.uint8)
        reduced = working_copy(read_upload(save(array, "PNG")), 8)
        assert [note.code.value for note in reduced.notes] == [
            "transparency_on_white",
            "downscaled_for_display",
        ]

    @pytest.mark.parametrize("bits", [8, 16])
    def test_nothing_aliases_and_nothing_overshoots(self, bits):
        y, x = np.mgrid[:64, :96]
        board = ((x + y) % 2 * (2**bits - 1)).astype(">u2" if bits == 16 else np.uint8)
        board[:, 48:] = 2**bits - 1
        data = png([row.tobytes() for row in board], 96, bits, 0)
        for reduced in (
            read_upload(data, longest_side=24).values,
            working_copy(read_upload(data), 24).values,
        ):
            assert reduced.shape == (1, 16, 24)
            np.testing.assert_allclose(reduced[0, :, :8], 0.5, atol=0.02)
            np.testing.assert_allclose(reduced[0, :, 16:], 1, atol=0.02)
            assert 0 <= reduced.min() <= reduced.max() <= 1

    def test_the_working_copy_cannot_be_changed(self):
        with pytest.raises(ValueError, match="read-only"):
            working_copy(Picture(sample("cat")), 32).values[0, 0, 0] = 1

    @pytest.mark.parametrize("bad", [0, -5, 2.5])
    def test_the_longest_side_is_a_positive_whole_number(self, bad):
        with pytest.raises(ParameterError, match="longest_side must be a whole number"):
            read_upload(save(picture(), "PNG"), longest_side=bad)
        with pytest.raises(ParameterError, match="longest_side must be a whole number"):
            working_copy(Picture(sample("cat")), bad)


def refusal(data: bytes) -> PictureProblem:
    with pytest.raises(PictureError) as caught:
        read_upload(data, "holiday.png")
    return caught.value.problem


READER = """
import sys
from ui.pictures import PictureError, read_upload

def peak():
    # Counted in KiB, on macOS in bytes; Windows has no such count, and only the result is held.
    if sys.platform == "win32":
        return 0
    import resource
    unit = 2**20 if sys.platform == "darwin" else 2**10
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit

data, before = sys.stdin.buffer.read(), peak()
try:
    result = read_upload(data).values.shape
except PictureError as error:
    result = error.problem
print(result, peak() - before, sep="|")
"""


def read_elsewhere(data: bytes) -> tuple[str, float]:
    """Read a file in a fresh process; return the shape or problem, and the MiB that it took."""
    done = subprocess.run(
        [sys.executable, "-c", READER], input=data, capture_output=True, check=True, cwd=ROOT
    )
    result, growth = done.stdout.decode().split("|")
    return result, float(growth)


class TestHostile:
    @pytest.mark.parametrize("format", ["PNG", "JPEG", "WEBP"])
    def test_files_cut_short(self, format):
        array = picture(40, 30)
        data = saved(Image.fromarray(array), format)
        for cut in range(13, len(data) - 60, max(1, len(data) // 37)):
            assert refusal(data[:cut]) is PictureProblem.BROKEN, cut

    @pytest.mark.parametrize(
        "data",
        [
            SIGNATURE + header(4, 4, 8, 0) + chunk(b"IEND"),
            SIGNATURE + header(4, 4, 8, 0) + chunk(b"IDAT", b"not zlib") + chunk(b"IEND"),
            SIGNATURE + header(4, 4, 7, 0) + chunk(b"IDAT", zlib.compress(bytes(20))),
            SIGNATURE + header(4, 4, 8, 9) + chunk(b"IDAT", zlib.compress(bytes(20))),
            png([b"\x05"], 1, 8, 3),
            riff(
                vp8x(7, 5),
                (b"VP8L", saved(Image.fromarray(picture(9, 8)), "WEBP", lossless=True)[20:]),
            ),
            riff(vp8x(7, 5), (b"VP8 ", b"rubbish" * 9)),
            scan_bomb(1000),
        ],
    )
    def test_broken_inside(self, data):
        assert refusal(data) is PictureProblem.BROKEN

    def test_a_text_named_png(self):
        assert refusal(b"hello, this is text") is PictureProblem.NOT_A_PICTURE

    def test_a_bomb_stays_packed(self):
        bomb = SIGNATURE + header(30_000, 30_000, 8, 2) + chunk(b"IDAT", zeros_compressed(2**22))
        assert len(bomb) < 8192
        assert peak_of(lambda: refusal(bomb)) < 2**20
        assert read_elsewhere(bomb) == ("bomb", pytest.approx(0, abs=16))

    def test_pixels_beyond_the_picture_stay_packed(self):
        packed = zeros_compressed(2**28)
        data = SIGNATURE + header(8, 4, 8, 0) + chunk(b"IDAT", packed) + chunk(b"IEND")
        assert read_elsewhere(data) == ("(1, 4, 8)", pytest.approx(0, abs=16))

    def test_bombs_beside_the_pixels_do_no_harm(self):
        packed = b"name\x00\x00" + zeros_compressed(2**28)
        data = png([b"\x01\x02"], 2, 8, 0, chunk(b"iCCP", packed), *[chunk(b"zTXt", packed)] * 9)
        assert read_elsewhere(data) == ("broken", pytest.approx(0, abs=16))

    def test_the_largest_picture_allowed_costs_its_pixels_and_little_more(self):
        row = zlib.compressobj(1)
        body = b"".join(row.compress(bytes(1 + 4096 * 4)) for _ in range(4096)) + row.flush()
        data = SIGNATURE + header(4096, 4096, 8, 6) + chunk(b"IDAT", body) + chunk(b"IEND")
        found = read_upload(data)
        assert found.values.shape == (3, LONGEST_KEPT, LONGEST_KEPT)
        assert found.values.min() == 1
        assert peak_of(lambda: read_upload(data)) < 80 * 2**20

    @settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(
        st.sampled_from(["PNG", "JPEG", "WEBP", "P", "animated"]),
        st.lists(st.tuples(st.floats(0, 1), st.integers(0, 255)), min_size=1, max_size=6),
    )
    def test_whatever_bytes_change_it_is_a_picture_or_a_refusal(self, kind, changes):
        data = bytearray(BASES[kind])
        for place, value in changes:
            data[min(int(place * len(data)), len(data) - 1)] = value
        try:
            found = read_upload(bytes(data))
        except PictureError:
            return
        assert found.values.shape[0] in (1, 3)
        assert 0 <= found.values.min() <= found.values.max() <= 1

    @given(
        st.sampled_from([SIGNATURE, b"\xff\xd8\xff\xe0", b"RIFF\x20\x00\x00\x00WEBPVP8X", b""]),
        st.binary(max_size=200),
    )
    def test_noise_is_refused(self, beginning, noise):
        with pytest.raises(PictureError):
            read_upload(beginning + noise)


_FRAMES = [Image.fromarray(picture(12, 9, seed=seed)) for seed in (1, 2)]
BASES = {
    "PNG": saved(_FRAMES[0], "PNG"),
    "JPEG": with_jpeg_segment(saved(_FRAMES[0], "JPEG"), 0xE1, b"Exif\x00\x00" + exif(6)),
    "WEBP": saved(_FRAMES[0], "WEBP"),
    "P": saved(_FRAMES[0].convert("P"), "PNG", transparency=3),
    "animated": saved(_FRAMES[0], "WEBP", save_all=True, append_images=_FRAMES[1:]),
}


class TestNothingIsWritten:
    def test_no_file_is_opened_for_writing(self):
        opened: list[str] = []
        watching = True

        def watch(event: str, arguments: tuple[object, ...]) -> None:
            if watching and event in ("open", "os.mkdir", "os.rename", "tempfile.mkstemp"):
                opened.append(f"{event} {arguments}")

        for data in BASES.values():
            read_upload(data)  # decoders are imported on first use
        sys.addaudithook(watch)
        for data in BASES.values():
            working_copy(read_upload(data, "x.png"), 5)
        watching = False
        assert opened == []


class TestSamples:
    def test_photographs_come_first(self):
        assert sample_names()[:5] == ("cat", "astronaut", "cameraman", "coffee", "brick")
        assert len(set(sample_names())) == len(sample_names()) == 11

    @pytest.mark.parametrize("name", sample_names())
    def test_every_sample_is_a_picture(self, name):
        values = sample(name)
        channels = 3 if name in ("cat", "astronaut", "coffee") else 1
        assert (values.shape, values.dtype) == ((channels, 256, 256), np.float32)
        assert 0 <= values.min() < 0.3 < 0.8 < values.max() <= 1

    def test_a_photograph_is_its_file(self):
        stored = np.asarray(Image.open(IMAGES / "coffee.png"))
        assert np.rint(sample("coffee") * 255).tolist() == np.moveaxis(stored, 2, 0).tolist()

    def test_a_synthetic_picture_is_the_cores(self):
        np.testing.assert_allclose(sample("zone_plate")[0], patterns.picture("zone_plate", 256))

    def test_every_picture_names_its_source(self):
        listed = (IMAGES / "SOURCES.md").read_text(encoding="utf-8")
        files = {path.name for path in IMAGES.glob("*.png")}
        assert files > {f"{name}.png" for name in PHOTOGRAPHS}
        assert all(f"| {name} (" in listed for name in files)

    def test_is_kept_and_cannot_be_changed(self):
        assert sample("cat") is sample("cat")
        with pytest.raises(ValueError, match="read-only"):
            sample("cat")[0, 0, 0] = 1

    def test_an_unknown_name(self):
        with pytest.raises(ParameterError, match=r"sample must be one of 'cat'.*got 'dog'"):
            sample("dog")
