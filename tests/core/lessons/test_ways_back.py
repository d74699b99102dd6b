"""What one input does, what is hidden, and how far the ways back are off: by dense matrices."""

import itertools

import numpy as np
import pytest

from ui.pictures import sample
from upsample_core.analysis.reconstruction import round_trip
from upsample_core.checks import ParameterError
from upsample_core.inputs.kernel_presets import preset_kernel
from upsample_core.lessons.pictures import small_grey
from upsample_core.lessons.ways_back import distances, hide, picture_trip, raise_cell
from upsample_core.operations.convolution import conv_map

SOURCE = np.random.default_rng(3)
WHOLE = conv_map((5, 4), SOURCE.normal(size=(3, 2)), (2, 1), (1, 0))
DENSE = WHOLE.matrix.toarray()
X, Y = SOURCE.normal(size=WHOLE.input_shape), SOURCE.normal(size=WHOLE.output_shape)


def test_raising_a_cell_changes_the_product_by_the_entry_of_the_transpose():
    for cell in np.ndindex(X.shape):
        found = raise_cell(WHOLE, X, Y, cell)
        higher = X.copy()
        higher[cell] += 1
        assert found.forward == pytest.approx((DENSE @ X.ravel()) @ Y.ravel())
        assert found.raised == pytest.approx((DENSE @ higher.ravel()) @ Y.ravel())
        assert found.entry == pytest.approx((DENSE.T @ Y.ravel()).reshape(X.shape)[cell])
        assert found.change == pytest.approx(found.entry)
        assert found.difference < 1e-12
        assert np.argwhere(found.cell).tolist() == [list(cell)]


def test_what_is_hidden_changes_nothing_that_comes_out():
    found = hide(WHOLE, X, -3.5, seed=4)
    assert np.abs(found.added).max() == pytest.approx(3.5)
    np.testing.assert_allclose(found.input, X + found.added)
    np.testing.assert_allclose(found.output, (DENSE @ X.ravel()).reshape(Y.shape), atol=1e-12)
    with pytest.raises(ParameterError, match="x must have shape"):
        hide(WHOLE, X[:-1], 1.0)


def test_distances_are_those_of_dense_matrices():
    far = distances(WHOLE, round_trip(WHOLE, X))
    back = DENSE.T @ DENSE @ X.ravel()
    best = np.linalg.pinv(DENSE) @ DENSE @ X.ravel()
    assert far.transposed == pytest.approx(np.linalg.norm(back - X.ravel()))
    assert far.best == pytest.approx(np.linalg.norm(best - X.ravel()))
    assert far.transposed_again == pytest.approx(np.linalg.norm(DENSE @ (back - X.ravel())))
    assert far.best_again == 0


@pytest.mark.parametrize(("kernel", "stride"), [("gaussian", 2), ("ones", 3)])
def test_a_picture_goes_there_and_back(kernel, stride):
    picture = np.random.default_rng(5).random((12, 15))
    trip = picture_trip(picture, kernel, 3, stride)
    taps = preset_kernel(kernel, (3, 3))
    dense = conv_map(picture.shape, taps / taps.sum(), stride, 1).matrix.toarray()
    output = dense @ picture.ravel()
    np.testing.assert_allclose(trip.output.ravel(), output)
    gain = (dense.T @ dense.sum(axis=1)).mean()
    assert trip.gain == pytest.approx(gain)
    np.testing.assert_allclose(trip.transposed.ravel(), dense.T @ output / gain)
    np.testing.assert_allclose(trip.best.ravel(), np.linalg.pinv(dense) @ output, atol=1e-7)
    # Between samples, which stand on every S-th row and column, in proportion to the distance.
    sizes = zip(picture.shape, trip.output.shape, strict=True)
    rows, columns = (np.minimum(np.arange(n) / stride, m - 1) for n, m in sizes)
    for (i, row), (j, column) in itertools.product(enumerate(rows), enumerate(columns)):
        top, left = int(row), int(column)
        corner = np.pad(trip.output, ((0, 1), (0, 1)))[top : top + 2, left : left + 2]
        weights = np.outer([1 - row % 1, row % 1], [1 - column % 1, column % 1])
        assert trip.bilinear[i, j] == pytest.approx((weights * corner).sum())
    for name in ("transposed", "best", "bilinear"):
        error = ((picture - getattr(trip, name)) ** 2).mean()
        assert getattr(trip.decibels, name) == pytest.approx(-10 * np.log10(error))


def test_the_smallest_picture_is_not_the_likeliest():
    """What the lesson says of the cat; of other pictures and kernels it need not hold."""
    trip = picture_trip(small_grey(sample("cat"), 128), "gaussian", 3, 2)
    assert trip.decibels.bilinear > trip.decibels.best + 3
    assert np.linalg.norm(trip.best) < np.linalg.norm(trip.input)
