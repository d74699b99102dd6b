"""What a map loses, and the ways back: held to dense linear algebra and to the definitions."""

import numpy as np
import pytest

from upsample_core.analysis import reconstruction
from upsample_core.analysis.reconstruction import (
    adjoint_products,
    least_squares,
    null_space,
    rank,
    round_trip,
    unseen,
)
from upsample_core.checks import ParameterError
from upsample_core.inputs.kernel_presets import preset_kernel
from upsample_core.linear_map import LinearMap
from upsample_core.operations.convolution import conv_map

MAPS = {
    "A": conv_map((4, 4), preset_kernel("counting", (3, 3))),
    "B": conv_map((4, 4), preset_kernel("counting", (3, 3)), stride=2, padding=1),
    "A, 1-D": conv_map((4,), [1.0, 2.0, 3.0]),
    "B, 1-D": conv_map((4,), [1.0, 2.0, 3.0], stride=2, padding=1),
    "oblong": conv_map((5, 7), preset_kernel("random", (3, 2), seed=4), (2, 1), (1, 0)),
    "tall": conv_map((3, 5), preset_kernel("random", (2, 3), seed=1), 1, 2),
    "poor": conv_map((6,), [0.0, 0.0, 0.0], padding=1),
}


@pytest.fixture(params=MAPS, scope="module")
def linear_map(request):
    return MAPS[request.param]


def dense(linear_map):
    return linear_map.matrix.toarray()


def some(shape, seed=3):
    return np.random.default_rng(seed).normal(size=shape)


def test_rank_and_null_space_fill_the_input(linear_map):
    basis = null_space(linear_map)
    columns = linear_map.shape[1]
    assert rank(linear_map) + len(basis) == columns
    assert basis.shape[1:] == linear_map.input_shape
    assert np.allclose(linear_map.apply(basis), 0) if len(basis) else True
    flat = basis.reshape(-1, columns)
    assert np.allclose(flat @ flat.T, np.eye(len(basis)))


def test_what_is_unseen_leaves_no_trace(linear_map):
    hidden = unseen(linear_map, seed=2)
    assert hidden.shape == linear_map.input_shape
    assert np.allclose(linear_map.apply(hidden), 0, atol=1e-12)
    full = rank(linear_map) == linear_map.shape[1]
    assert np.abs(hidden).max() == pytest.approx(0 if full else 1)
    if not full:
        assert not np.allclose(hidden, unseen(linear_map, seed=3))


def test_least_squares_is_the_pseudoinverse(linear_map):
    y = some(linear_map.output_shape)
    expected = np.linalg.pinv(dense(linear_map)) @ y.ravel()
    found = least_squares(linear_map, y)
    assert found.shape == linear_map.input_shape
    assert np.allclose(found.ravel(), expected, atol=1e-9)


def test_large_and_small_matrices_are_solved_alike(linear_map, monkeypatch):
    y = some(linear_map.output_shape)
    at_once = least_squares(linear_map, y)
    monkeypatch.setattr(reconstruction, "MAX_DENSE", 0)
    assert np.allclose(least_squares(linear_map, y), at_once, atol=1e-5)


def test_the_best_way_back_keeps_the_output_and_is_shortest(linear_map):
    x = some(linear_map.input_shape)
    trip = round_trip(linear_map, x)
    assert np.allclose(trip.output.ravel(), dense(linear_map) @ x.ravel())
    assert np.allclose(trip.transposed.ravel(), dense(linear_map).T @ trip.output.ravel())
    assert np.allclose(linear_map.apply(trip.best), trip.output)
    assert np.linalg.norm(trip.best) <= np.linalg.norm(x) + 1e-12
    # What is missing is exactly what the map cannot see.
    assert np.allclose(linear_map.apply(x - trip.best), 0)
    assert np.linalg.norm(trip.best - x) <= np.linalg.norm(trip.transposed - x) + 1e-12


def test_the_gain_is_the_answer_to_a_constant():
    whole = MAPS["oblong"]
    ones = np.ones(whole.input_shape)
    expected = (dense(whole).T @ dense(whole) @ ones.ravel()).mean()
    assert round_trip(whole, ones).gain == pytest.approx(expected)


def test_both_products_are_equal_to_rounding(linear_map):
    x, y = some(linear_map.input_shape, 1), some(linear_map.output_shape, 2)
    forward, backward = adjoint_products(linear_map, x, y)
    assert forward == pytest.approx(y.ravel() @ dense(linear_map) @ x.ravel())
    assert forward == pytest.approx(backward, rel=1e-12, abs=1e-12)


def test_the_transpose_is_the_gradient():
    whole, y = MAPS["oblong"], some(MAPS["oblong"].output_shape)
    x = some(whole.input_shape)
    before = adjoint_products(whole, x, y)[0]
    for cell in np.ndindex(whole.input_shape):
        raised = x.copy()
        raised[cell] += 1
        change = adjoint_products(whole, raised, y)[0] - before
        assert change == pytest.approx(whole.T.apply(y)[cell], abs=1e-9)


def test_other_shapes_are_refused():
    whole = MAPS["oblong"]
    with pytest.raises(ParameterError, match=r"output must have shape \(3, 6\), got \(6, 3\)"):
        least_squares(whole, np.ones((6, 3)))
    with pytest.raises(ParameterError, match="x must have trailing shape"):
        round_trip(whole, np.ones((7, 5)))
    with pytest.raises(ParameterError, match="x must have 2 axes"):
        adjoint_products(whole, np.ones(35), np.ones((3, 6)))


def test_what_is_too_large_to_decompose_is_refused():
    large = LinearMap.identity((20, 30))
    for ask in (rank, null_space, unseen):
        with pytest.raises(ParameterError, match="the matrix to decompose would have shape"):
            ask(large)
