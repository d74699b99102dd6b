"""What a figure of pictures sends to the browser: every number, in as few bytes as it takes."""

from __future__ import annotations

import json
import struct
import zlib

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.count_scale import count_colours
from ui.picture_panes import Pane, counts_pane, payload, regions_pane, spectrum_pane
from ui.pictures import sample
from ui.theme import REGION_COLOURS
from upsample_core.analysis.picture_numbers import LEVELS, span
from upsample_core.analysis.spectrum import log_spectrum, spectrum_frequencies
from upsample_core.methods import method
from upsample_core.runs.picture_run import run_on_picture

RNG = np.random.default_rng(9)


def read(sent):
    """Read a figure as the component does: its header, and arrays of values."""
    (length,) = struct.unpack("<I", sent[:4])
    header = json.loads(sent[4 : 4 + length])
    planes = zlib.decompress(sent[4 + length :])
    arrays = []
    for array in header["arrays"]:
        count = int(np.prod(array["shape"]))
        folded = np.zeros(count, np.int64)
        for plane in range(array["planes"]):
            part, planes = planes[:count], planes[count:]
            folded += np.frombuffer(part, np.uint8).astype(np.int64) << (8 * plane)
        steps = np.cumsum((folded >> 1) ^ -(folded & 1)).reshape(array["shape"])
        if len(array["shape"]) == 3 and array["shape"][0] == 3:
            steps[[0, 2]] += steps[1]
        arrays.append(steps * array["step"])
    assert not planes
    return header, arrays


def sent(*panes, **options):
    return read(payload(list(panes), **options))


class TestNumbers:
    @pytest.mark.parametrize("shape", [(5, 7), (1, 5, 7), (3, 5, 7), (1, 1), (3, 1, 2)])
    def test_values_are_rounded_to_the_digits_that_are_shown(self, shape):
        values = RNG.normal(0, 3, shape)
        header, (array,) = sent(Pane("a", values, window=(0.0, 2.0)))
        digits = header["arrays"][0]["digits"]
        np.testing.assert_allclose(array, values.round(digits), atol=1e-9)
        assert header["arrays"][0]["step"] <= 2 / LEVELS

    def test_eight_bit_levels_stay_exact(self):
        levels = RNG.integers(0, 256, (3, 6, 4))
        header, (array,) = sent(Pane("a", (levels / 255).astype(np.float32)))
        np.testing.assert_array_equal(np.rint(array * 255), levels)
        assert header["arrays"][0]["step"] == pytest.approx(1 / 255)

    def test_counts_stay_whole(self):
        counts = RNG.integers(0, 1000, (6, 9))
        header, (array,) = sent(counts_pane("a", counts))
        np.testing.assert_array_equal(array, counts)
        assert header["arrays"][0]["digits"] == 0

    @given(st.integers(-12, 12), st.integers(-3, 3))
    def test_no_size_of_number_is_lost(self, exponent, outlier):
        values = RNG.normal(0, 1, (4, 5)) * 10.0**exponent
        values[0, 0] *= 10.0**outlier
        window = (float(values.min()), float(values.max()))
        header, (array,) = sent(Pane("a", values, window=window))
        # Beside an enormous number the others keep what 26 bits hold.
        slack = max((window[1] - window[0]) / LEVELS, 1e-12)
        np.testing.assert_allclose(array, values, atol=slack)
        assert header["arrays"][0]["digits"] >= 0

    def test_a_constant_picture_can_be_sent(self):
        _header, (array,) = sent(Pane("a", np.full((3, 4), 0.3), window=(0.3, 0.3)))
        np.testing.assert_allclose(array, 0.3, atol=1e-7)

    def test_of_very_many_numbers_the_levels_of_a_screen_are_sent(self):
        values = RNG.random((1, 1024, 1040)).astype(np.float32)
        header, (array,) = sent(Pane("a", values))
        assert header["arrays"][0]["about"]
        assert header["arrays"][0]["digits"] == 2
        np.testing.assert_allclose(array, values, atol=0.501 / 255)
        few, _arrays = sent(Pane("a", values[:, :9]))
        assert not few["arrays"][0]["about"]

    def test_what_two_panes_share_is_sent_once(self):
        counts = RNG.integers(1, 5, (6, 8))
        header, arrays = sent(
            Pane("a", RNG.random((6, 8)), overlap=counts), counts_pane("b", counts)
        )
        assert len(arrays) == 2
        assert header["panes"][0]["overlap"] == header["panes"][1]["array"] == 1

    def test_a_photograph_costs_no_megabyte(self):
        result = run_on_picture(
            method("transposed_convolution", (4, 4), kernel="bilinear"), sample("cat")
        )
        panes = [
            Pane("a", result.picture, "input"),
            Pane("b", result.output, "output", result.window, overlap=result.overlap),
            counts_pane("c", result.overlap),
        ]
        assert len(payload(panes)) < 600_000
        fourfold = run_on_picture(method("bicubic", (4, 4), scale_factor=4), sample("cat"))
        assert len(payload([Pane("b", fourfold.output, "output")])) < 1_300_000
        assert len(payload(panes[2:])) < 10_000


class TestPlaces:
    @pytest.mark.parametrize(
        ("whole", "size", "expected"),
        [(512, 256, 2), (511, 256, 2), (513, 256, 2), (256, 127, 2), (384, 256, 1.5), (9, 9, 1)],
    )
    def test_a_border_does_not_hide_the_factor(self, whole, size, expected):
        assert span(whole, size) == expected

    def test_a_simple_ratio_stays_exact(self):
        assert span(10, 7).as_integer_ratio() == (10, 7)

    def test_the_finest_picture_is_the_scene_and_middles_coincide(self):
        header, _arrays = sent(
            Pane("a", RNG.random((8, 9)), "input"),
            Pane("b", RNG.random((15, 27)), "output"),
        )
        assert header["scene"] == [15, 27]
        before, after = header["panes"]
        assert before["spans"] == [[2, 1], [3, 1]]
        assert before["offsets"] == [-0.5, 0]
        assert after["spans"] == [[1, 1], [1, 1]]
        assert (before["finest"], after["finest"]) == (False, True)

    def test_a_shrinking_method_has_its_input_as_the_scene(self):
        header, _arrays = sent(
            Pane("a", RNG.random((8, 12)), "input"), Pane("b", RNG.random((4, 6)), "output")
        )
        assert header["scene"] == [8, 12]
        assert [pane["finest"] for pane in header["panes"]] == [True, False]


class TestCounts:
    def test_a_count_has_its_colour_whatever_stands_beside_it(self):
        for most in (2, 9, 300):
            pane = sent(counts_pane("a", np.array([[1, most]])))[0]["panes"][0]
            assert pane["window"] == [0, 255]
            levels = np.frombuffer(bytes.fromhex(pane["palette"]), np.uint8).reshape(256, 3)
            np.testing.assert_array_equal(levels, count_colours(range(256)))

    def test_the_legend_names_each_count_or_the_ends_and_the_middle(self):
        few = sent(counts_pane("a", np.array([[1, 2], [4, 2]])))[0]["panes"][0]["legend"]
        assert [label for label, _colour in few] == ["1", "2", "4"]
        colours = [list(bytes.fromhex(colour)) for _label, colour in few]
        np.testing.assert_array_equal(colours, count_colours([1, 2, 4]))
        many = sent(counts_pane("a", np.arange(1, 21).reshape(4, 5)))[0]["panes"][0]["legend"]
        assert [label for label, _colour in many] == ["1", "11", "20"]


class TestRegions:
    REGIONS = np.array([[0, 1, 1], [1, 2, 1]])

    def test_a_region_has_its_colour_and_its_name(self):
        pane = sent(regions_pane("a", self.REGIONS))[0]["panes"][0]
        palette = [pane["palette"][6 * step : 6 * step + 6] for step in range(3)]
        assert palette == list(REGION_COLOURS)
        assert len(pane["palette"]) == 6 * 256
        assert pane["names"] == ["flat", "edge", "texture"]

    def test_the_legend_says_how_much_each_takes(self):
        legend = sent(regions_pane("a", self.REGIONS))[0]["panes"][0]["legend"]
        texts = [text.replace("\u00a0", " ") for text, _colour in legend]
        assert texts == ["flat 16.7%", "edge 66.7%", "texture 16.7%"]
        assert [colour for _text, colour in legend] == list(REGION_COLOURS)


class TestColours:
    @pytest.mark.parametrize("colours", ["spectrum", "input"])
    def test_one_end_of_the_window_is_far_from_the_other(self, colours):
        pane = Pane("a", RNG.random((2, 3)), colours=colours)
        palette = bytes.fromhex(sent(pane)[0]["panes"][0]["palette"])
        levels = np.frombuffer(palette, np.uint8).reshape(256, 3).astype(int)
        light = levels @ [0.2126, 0.7152, 0.0722]
        steps = np.diff(light) if colours == "spectrum" else -np.diff(light)
        assert (steps >= -1).all()
        assert abs(light[-1] - light[0]) > 100

    def test_a_difference_is_pale_at_zero_and_has_a_hue_to_either_side(self):
        pane = Pane("a", RNG.normal(size=(2, 3)), window=(-0.2, 0.2), colours="difference")
        palette = bytes.fromhex(sent(pane)[0]["panes"][0]["palette"])
        levels = np.frombuffer(palette, np.uint8).reshape(256, 3).astype(int)
        red, _green, blue = levels.T
        assert (levels[127:129] > 240).all()
        assert (red[:100] > blue[:100] + 20).all()
        assert (blue[156:] > red[156:] + 20).all()

    def test_greys_need_no_palette(self):
        assert sent(Pane("a", RNG.random((2, 3))))[0]["panes"][0]["palette"] == ""


class TestSpectra:
    def test_a_small_one_is_sent_as_it_is_with_its_frequencies(self):
        picture = RNG.random((3, 12, 15))
        pane = spectrum_pane("a", picture)
        np.testing.assert_allclose(pane.values, log_spectrum(picture.mean(axis=0)))
        for (first, step), size in zip(pane.frequencies, (12, 15), strict=True):
            np.testing.assert_allclose(
                first + step * np.arange(size), spectrum_frequencies(size), atol=1e-12
            )

    def test_a_large_one_keeps_its_brightest_frequencies(self):
        rows, columns = np.mgrid[:512, :300]
        wave = np.cos(2 * np.pi * (100 * rows / 512 + 30 * columns / 300))
        pane = spectrum_pane("a", wave, side=128)
        assert pane.values.shape == (128, 75)
        brightest = np.unravel_index(pane.values.argmax(), pane.values.shape)
        found = [
            abs(first + step * index)
            for (first, step), index in zip(pane.frequencies, brightest, strict=True)
        ]
        np.testing.assert_allclose(found, [100 / 512, 0.1], atol=4 / 300)
        assert "4 × 4" in pane.note
