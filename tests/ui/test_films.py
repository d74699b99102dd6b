"""Films as the component reads them: small pictures, frames, curves."""

import json
import struct
import zlib

import numpy as np
import pytest

from ui.films import Curve, Frames, Row, Tile, film

RNG = np.random.default_rng(3)


def read(sent):
    """Read what is sent as `assets/pictures/payload.js` does, by loops."""
    length = struct.unpack_from("<I", sent)[0]
    header = json.loads(sent[4 : 4 + length])
    packed = zlib.decompress(sent[4 + length :])
    arrays, start = [], 0
    for array in header["arrays"]:
        count = int(np.prod(array["shape"]))
        planes = packed[start : start + count * array["planes"]]
        start += len(planes)
        values, total = [], 0
        for i in range(count):
            folded = sum(planes[p * count + i] << 8 * p for p in range(array["planes"]))
            total += (folded >> 1) ^ -(folded & 1)
            values.append(total * array["step"])
        arrays.append(np.array(values).reshape(array["shape"]))
    assert start == len(packed)
    return header, arrays


@pytest.mark.parametrize("frames", [None, 1, 3, 5])
def test_every_frame_comes_back_to_a_level_of_grey(frames):
    shape = (4, 6) if frames is None else (frames, 4, 6)
    values = RNG.normal(0.5, 1, shape)
    _header, (found,) = read(film([Row("", [Tile("a", values)])]))
    assert found.shape == shape
    assert found == pytest.approx(values, abs=0.0026)


def test_what_is_said_stands_in_the_header():
    tiles = [
        Tile("n", np.zeros((4, 4)), "input", ["one", "two"], lit=True),
        Tile("o", np.ones((2, 3, 3))),
    ]
    header, arrays = read(
        film(
            [Row("first", tiles, "note"), Row("", tiles[:1])],
            side=90,
            frames=Frames("Step", ("begin", "end")),
            curves=[Curve("PSNR", [1.5, 2.5], ["1.5 dB", "2.5 dB"])],
        )
    )
    assert [len(row["tiles"]) for row in header["rows"]] == [2, 1]
    assert header["rows"][0]["tiles"][0]["notes"] == ["one", "two"]
    assert header["rows"][0]["tiles"][0]["lit"] is True
    assert header["frames"] == {"label": "Step", "names": ["begin", "end"]}
    assert header["curves"][0]["values"] == [1.5, 2.5]
    assert [array.mean() for array in arrays] == [0, 1, 0]
