"""What the lesson on the matrix says of its two presets."""

import numpy as np
import pytest

from upsample_core.analysis.reconstruction import adjoint_products, null_space, rank, round_trip
from upsample_core.inputs.kernel_presets import preset_kernel
from upsample_core.inputs.patterns import grid_pattern
from upsample_core.operations.convolution import conv2d, conv_map

PRESETS = {"A": (1, 0), "B": (2, 1)}
KERNEL = preset_kernel("counting", (3, 3))


@pytest.fixture(params=PRESETS)
def preset(request):
    return PRESETS[request.param]


def whole(preset, kernel=KERNEL):
    return conv_map((4,) * kernel.ndim, kernel, *preset)


def test_the_matrix_is_4_by_16_and_its_transpose_goes_back(preset):
    C = whole(preset)
    assert C.shape == (4, 16)
    assert C.T.shape == (16, 4)
    assert C.output_shape == (2, 2)
    assert whole(preset, KERNEL[0]).shape == (2, 4)


def test_flatten_multiply_reshape_is_the_convolution(preset):
    C, x = whole(preset), grid_pattern("pi", (4, 4))
    stride, padding = preset
    product = (C.matrix.toarray() @ x.reshape(16)).reshape(2, 2)
    assert np.array_equal(product, conv2d(x[None, None], KERNEL[None, None], stride, padding)[0, 0])


def test_the_rows_of_preset_a():
    assert whole(PRESETS["A"]).matrix.toarray().tolist() == [
        [1, 2, 3, 0, 4, 5, 6, 0, 7, 8, 9, 0, 0, 0, 0, 0],
        [0, 1, 2, 3, 0, 4, 5, 6, 0, 7, 8, 9, 0, 0, 0, 0],
        [0, 0, 0, 0, 1, 2, 3, 0, 4, 5, 6, 0, 7, 8, 9, 0],
        [0, 0, 0, 0, 0, 1, 2, 3, 0, 4, 5, 6, 0, 7, 8, 9],
    ]


def test_the_rows_of_preset_b():
    assert whole(PRESETS["B"]).matrix.toarray().tolist() == [
        [5, 6, 0, 0, 8, 9, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
        [0, 4, 5, 6, 0, 7, 8, 9, 0, 0, 0, 0, 0, 0, 0, 0],
        [0, 0, 0, 0, 2, 3, 0, 0, 5, 6, 0, 0, 8, 9, 0, 0],
        [0, 0, 0, 0, 0, 1, 2, 3, 0, 4, 5, 6, 0, 7, 8, 9],
    ]


@pytest.mark.parametrize(("name", "stored"), [("A", 36), ("B", 25)])
def test_stored_entries(name, stored):
    assert whole(PRESETS[name]).nnz == stored


def test_one_tap_is_one_diagonal():
    C = whole(PRESETS["A"], KERNEL[0])
    for tap in range(3):
        places = C.taps == tap
        assert set(C.inputs[places] - C.rows()[places]) == {tap}


def test_many_to_one_and_one_to_many():
    C = whole(PRESETS["A"])
    assert C.overlap().tolist() == [[9, 9], [9, 9]]
    assert C.T.overlap().tolist() == [[1, 2, 2, 1], [2, 4, 4, 2], [2, 4, 4, 2], [1, 2, 2, 1]]


def test_in_preset_b_the_first_taps_are_used_least():
    C = whole(PRESETS["B"])
    uses = np.bincount(C.taps, minlength=9).reshape(3, 3)
    assert uses.tolist() == [[1, 2, 2], [2, 4, 4], [2, 4, 4]]


def test_the_adjoint_identity(preset):
    C = whole(preset, preset_kernel("random", (3, 3), seed=5))
    rng = np.random.default_rng(1)
    forward, backward = adjoint_products(C, rng.normal(size=(4, 4)), rng.normal(size=(2, 2)))
    assert forward == pytest.approx(backward, rel=1e-13)


def test_twelve_of_sixteen_dimensions_are_gone(preset):
    C = whole(preset)
    assert rank(C) == 4
    assert len(null_space(C)) == 12


def test_neither_way_back_is_the_input(preset):
    C, x = whole(preset), grid_pattern("pi", (4, 4))
    trip = round_trip(C, x)
    assert trip.transposed.shape == trip.best.shape == x.shape
    assert not np.allclose(trip.transposed, x, atol=0.5)
    assert not np.allclose(trip.best, x, atol=0.5)
    assert not np.allclose(C.apply(trip.transposed), trip.output)
    assert np.allclose(C.apply(trip.best), trip.output)
