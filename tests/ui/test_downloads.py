"""Downloads: what is read back is what was on the screen."""

from __future__ import annotations

import csv
from io import BytesIO, StringIO
from zipfile import ZipFile

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays
from PIL import Image
from scipy import sparse

from ui.downloads import (
    MAX_ROWS,
    grid_to_csv,
    matrix_to_csv,
    matrix_to_npz,
    rows_to_csv,
    to_npz,
    to_png,
    to_zip,
)
from upsample_core.checks import ParameterError
from upsample_core.linear_map import LinearMap

RNG = np.random.default_rng(4)


def axis(inputs: int, stride: int, weights: list[float]) -> LinearMap:
    """One axis of a transposed convolution, from its definition."""
    entries = [(i * stride + k, i, k) for i in range(inputs) for k in range(len(weights))]
    rows, columns, taps = zip(*entries, strict=True)
    size = (inputs - 1) * stride + len(weights)
    values = [weights[k] for k in taps]
    return LinearMap.from_axis(inputs, size, rows, columns, values, taps, len(weights))


PLANE = LinearMap.outer(axis(2, 2, [0.1, 0.0, -3.5]), axis(3, 1, [1 / 3, 2e-9]))


class TestPng:
    @pytest.mark.parametrize("shape", [(5, 7), (1, 5, 7), (3, 5, 7)])
    def test_reads_back_in_eight_bits(self, shape):
        levels = RNG.integers(0, 256, shape)
        stored = Image.open(BytesIO(to_png(levels / 255)))
        assert (stored.format, stored.mode) == ("PNG", "RGB" if shape[0] == 3 else "L")
        pixels = np.moveaxis(levels, 0, -1) if shape[0] == 3 else levels.reshape(5, 7)
        assert np.asarray(stored).tolist() == pixels.tolist()

    def test_rounds_to_the_nearest_level_and_cuts_off(self):
        values = [[-0.5, 0.0, 0.49 / 255, 0.51 / 255, 1.0, 7.0, np.inf, -np.inf, np.nan]]
        stored = np.asarray(Image.open(BytesIO(to_png(values))))
        assert stored.tolist() == [[0, 0, 0, 1, 255, 255, 255, 0, 0]]

    def test_float32_and_views_do(self):
        values = RNG.random((3, 7, 5), dtype=np.float32)[:, ::-2, ::2]
        assert Image.open(BytesIO(to_png(values))).size == (3, 4)

    @pytest.mark.parametrize("shape", [(2, 4, 4), (4, 4, 4)])
    def test_other_channels_are_refused(self, shape):
        with pytest.raises(ParameterError, match="values must have 1 or 3 channels"):
            to_png(np.zeros(shape))

    def test_other_shapes_are_refused(self):
        with pytest.raises(ParameterError, match="values must have 2 or 3 axes"):
            to_png(np.zeros(4))


class TestGrid:
    @given(
        arrays.arrays(
            np.float64,
            arrays.array_shapes(min_dims=1, max_dims=2, max_side=6),
            elements=st.floats(allow_nan=False),
        )
    )
    def test_reads_back_exactly(self, grid):
        found = np.loadtxt(StringIO(grid_to_csv(grid)), delimiter=",", ndmin=2)
        np.testing.assert_array_equal(found, np.atleast_2d(grid))

    def test_known_text(self):
        assert grid_to_csv([[1, 0.1], [-2.5, 1e-20]]) == "1.0,0.1\n-2.5,1e-20\n"
        assert grid_to_csv([1, 2]) == "1.0,2.0\n"

    def test_too_many_rows_are_refused(self):
        with pytest.raises(ParameterError, match=f"may have {MAX_ROWS} rows, .* {MAX_ROWS + 1}"):
            grid_to_csv(np.zeros((MAX_ROWS + 1, 1)))

    def test_the_last_row_allowed(self, monkeypatch):
        monkeypatch.setattr("ui.downloads.MAX_ROWS", 5)
        assert grid_to_csv(np.zeros((5, 2))).count("\n") == 5
        assert matrix_to_csv(LinearMap.identity((4,))).count("\n") == 5
        with pytest.raises(ParameterError, match="may have 5 rows"):
            matrix_to_csv(LinearMap.identity((5,)))

    def test_other_shapes_are_refused(self):
        with pytest.raises(ParameterError, match="values must have 1 or 2 axes"):
            grid_to_csv(np.zeros((2, 2, 2)))


class TestMatrix:
    def test_rows_are_the_stored_entries(self):
        lines = list(csv.DictReader(StringIO(matrix_to_csv(PLANE))))
        assert len(lines) == PLANE.nnz
        dense = np.zeros((*PLANE.output_shape, *PLANE.input_shape))
        kernel = np.outer([0.1, 0.0, -3.5], [1 / 3, 2e-9])
        for line in lines:
            out = int(line["output_row"]), int(line["output_column"])
            cell = int(line["input_row"]), int(line["input_column"])
            tap = int(line["tap_row"]), int(line["tap_column"])
            dense[(*out, *cell)] += float(line["weight"])
            assert out == (cell[0] * 2 + tap[0], cell[1] + tap[1])
            assert float(line["weight"]) == kernel[tap]
        np.testing.assert_array_equal(dense.reshape(PLANE.shape), PLANE.matrix.toarray())

    def test_the_heading_follows_the_axes(self):
        line = axis(2, 3, [5.0])
        assert matrix_to_csv(line) == (
            "output_index,input_index,weight,tap_index\n0,0,5.0,0\n3,1,5.0,0\n"
        )
        volume = LinearMap.outer(line, line, line)
        heading = matrix_to_csv(volume).split("\n")[0]
        assert heading == (
            "output_channel,output_row,output_column,input_channel,input_row,input_column,"
            "weight,tap_channel,tap_row,tap_column"
        )
        assert "tap_3" in matrix_to_csv(LinearMap.outer(line, line, line, line))

    def test_a_map_without_taps_has_no_column_for_them(self):
        doubling = LinearMap.from_axis(1, 2, outputs=[0, 1], inputs=[0, 0])
        assert matrix_to_csv(doubling) == "output_index,input_index,weight\n0,0,1.0\n1,0,1.0\n"

    def test_too_many_entries_are_refused(self):
        with pytest.raises(ParameterError, match=f"may have {MAX_ROWS} rows"):
            matrix_to_csv(LinearMap.identity((MAX_ROWS,)))

    def test_npz_holds_the_sparse_matrix(self):
        found = sparse.load_npz(BytesIO(matrix_to_npz(PLANE)))
        assert found.nnz == PLANE.nnz
        np.testing.assert_array_equal(found.toarray(), PLANE.matrix.toarray())


class TestNpz:
    def test_reads_back_by_name(self):
        given_arrays = {"input": RNG.random((2, 3)), "overlap": np.arange(5), "kernel": [[1.5]]}
        found = np.load(BytesIO(to_npz(given_arrays)), allow_pickle=False)
        assert set(found) == set(given_arrays)
        for name, array in given_arrays.items():
            np.testing.assert_array_equal(found[name], array)
        assert found["overlap"].dtype == given_arrays["overlap"].dtype


def test_a_zip_holds_its_files_and_is_the_same_each_time():
    files = {"a.png": to_png(RNG.random((2, 3))), "b.txt": b"words"}
    with ZipFile(BytesIO(to_zip(files))) as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == files
    assert to_zip(files) == to_zip(dict(files))


def test_rows_of_names_and_numbers_read_back():
    rows = [["name", "value"], ["a, b", 0.1], ["c", ""], ["d", float("inf")]]
    assert rows_to_csv(rows) == 'name,value\n"a, b",0.1\nc,\nd,inf\n'


def test_the_same_numbers_make_the_same_bytes():
    grid = RNG.random((4, 6))
    for make in (to_png, lambda values: to_npz({"values": values})):
        assert make(grid) == make(grid.copy())
    assert matrix_to_npz(PLANE) == matrix_to_npz(
        PLANE.pattern().with_kernel(np.outer([0.1, 0.0, -3.5], [1 / 3, 2e-9]))
    )


@pytest.mark.parametrize("shape", [(5, 8), (1, 5, 8), (3, 5, 8)])
def test_eight_bit_levels_stay_as_they_are(shape):
    levels = np.random.default_rng(2).integers(0, 256, shape, dtype=np.uint8)
    image = Image.open(BytesIO(to_png(levels)))
    np.testing.assert_array_equal(
        image, levels.squeeze() if shape[0] != 3 else levels.transpose(1, 2, 0)
    )
