"""The padded input: its cells, and that the way over it is the operation."""

import itertools

import numpy as np
import pytest

from upsample_core.methods import method
from upsample_core.operations.padded_input import padded_input, pool_window_map
from upsample_core.operations.virtual_input import CellKind
from upsample_core.runs.trace import trace

GEOMETRIES = [
    {"kernel_size": k, "stride": s, "padding": p}
    for k, s, p in itertools.product(((2, 3), 4), (1, (2, 3)), ((1, 0), (0, 1), 1))
]


def test_padding_is_a_kind_of_cell():
    values, kinds, placing = padded_input([[1.0, 2.0, 3.0]], (2, 1), -np.inf)
    assert values.shape == kinds.shape == (5, 5)
    np.testing.assert_array_equal(values[2, 1:4], [1, 2, 3])
    assert set(kinds[2, 1:4]) == {CellKind.DATUM}
    outside = np.ones((5, 5), bool)
    outside[2, 1:4] = False
    assert (values[outside] == -np.inf).all()
    assert set(kinds[outside]) == {CellKind.PADDING}
    np.testing.assert_array_equal(placing.inputs, [0, 1, 2])
    np.testing.assert_array_equal(placing.rows(), [11, 12, 13])


@pytest.mark.parametrize("geometry", GEOMETRIES, ids=str)
@pytest.mark.parametrize("name", ["average_pool", "max_pool", "strided_convolution"])
def test_the_way_over_the_padded_input_is_the_operation(name, geometry, seed):
    x = np.random.default_rng(seed).normal(size=(7, 9))
    options = [{}]
    if name == "average_pool":
        flags = itertools.product((False, True), repeat=2)
        options = [{"ceil_mode": a, "count_include_pad": b} for a, b in flags]
    for more in options:
        run = trace(method(name, x.shape, **geometry, **more), x)
        first, second = run.steps
        np.testing.assert_allclose(
            (second @ first).matrix.toarray(), run.map.matrix.toarray(), atol=1e-12
        )
        assert run.stage.name == "padded"
        assert second.input_shape == run.stage.values.shape


def test_every_row_of_average_pooling_shows_its_whole_window():
    run = trace(method("average_pool", (4, 5), kernel_size=3, stride=2, padding=1), np.ones((4, 5)))
    assert set(np.diff(run.steps[1].indptr)) == {9}
    bare = method("average_pool", (4, 5), kernel_size=3, padding=1, count_include_pad=False)
    counts = np.diff(trace(bare, np.ones((4, 5))).steps[1].indptr)
    assert counts.min() == 4


def test_windows_of_max_pooling_are_where_the_largest_is_looked_for(seed):
    x = np.random.default_rng(seed).normal(size=(6, 8))
    options = {"kernel_size": (2, 3), "stride": (2, 1), "padding": (1, 1), "dilation": (2, 1)}
    windows = pool_window_map(x.shape, **options)
    padded = np.pad(x, 1, constant_values=-np.inf)
    run = trace(method("max_pool", x.shape, **options), x)
    for row, largest in enumerate(run.output.ravel()):
        covered = windows.inputs[windows.indptr[row] : windows.indptr[row + 1]]
        assert padded.ravel()[covered].max() == largest


def test_the_output_is_what_padding_leaves_of_the_canvas(seed):
    x = np.random.default_rng(seed).normal(size=(3, 4))
    chosen = method(
        "transposed_convolution",
        x.shape,
        stride=(2, 3),
        kernel_size=(3, 4),
        padding=(1, 2),
        output_padding=(1, 0),
        kernel="counting",
    )
    run = trace(chosen, x)
    canvas = run.canvas.apply(x)
    rows, columns = run.output.shape
    np.testing.assert_allclose(canvas[1 : 1 + rows, 2 : 2 + columns], run.output)
    assert canvas.shape == (rows + 2, columns + 4)
