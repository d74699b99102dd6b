"""The point among its neighbours: what the component is told, and where the point may stand."""

import base64

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.fields import UnreadableError, spell
from ui.neighbours import KernelPane, LinePane, PlanePane, point_field
from upsample_core.lessons import curve, interpolated, kernel_curve

BOUNDS = [(0, 11), (2, 14)]
FIELD = point_field("at", BOUNDS, (5, 6))


def unpacked(packed):
    return np.frombuffer(base64.b64decode(packed["data"]), dtype=f"<{packed['type']}")


@given(row=st.integers(0, 11), column=st.integers(2, 14))
def test_a_place_is_read_as_it_is_spelled(row, column):
    assert FIELD.read(spell((row, column))) == (row, column)


@pytest.mark.parametrize(
    "text", ["", "5", "12,3", "-1,4", "3,1", "1,2,3", "a,b", "1.5,3", "٣,4", "1,", "9999999,3"]
)
def test_no_other_place_is_read(text):
    field = point_field("at", [(0, 11), (6, 14)], (5, 6)) if text == "5" else FIELD
    with pytest.raises(UnreadableError):
        field.read(text)


def test_a_picture_s_rows_are_sent_whole():
    x = np.arange(12.0).reshape(3, 4)
    made = interpolated(x, "cubic", 3)
    told = PlanePane(x, made, (0.0, 11.0), 1).described()
    assert (told["kind"], told["axes"], told["size"], told["row"]) == ("plane", 2, (3, 4), 1)
    sent = {name: unpacked(told["map"][name]) for name in ("indptr", "inputs", "weights", "values")}
    rows = [slice(*pair) for pair in zip(sent["indptr"], sent["indptr"][1:], strict=False)]
    sums = [(sent["weights"][row] * sent["values"][sent["inputs"][row]]).sum() for row in rows]
    np.testing.assert_allclose(sums, made.output.ravel(), atol=1e-12)
    np.testing.assert_array_equal(unpacked(told["map"]["output"]), made.output.ravel())
    for axis in (0, 1):
        np.testing.assert_array_equal(unpacked(told["coordinates"][axis]), made.coordinates[axis])


def test_a_signal_and_its_kernel_share_their_rows():
    x = np.array([3.0, 1.0, 4.0, 1.0, 5.0])
    made = interpolated(x, "linear", 8, "align_corners")
    line = LinePane(x, made, curve(x, "linear"), (0.0, 5.0), 100).described()
    kernel = KernelPane(x, made, kernel_curve("linear"), (0.0, 1.0), 120).described()
    assert (line["kind"], kernel["kind"]) == ("line", "kernel")
    assert line["map"] == kernel["map"]
    assert unpacked(kernel["curve"][0])[[0, -1]].tolist() == [-1, 1]
    np.testing.assert_array_equal(unpacked(line["coordinates"]), made.coordinates[0])
