"""Gradients: against differences of the sum of the outputs."""

import numpy as np
import pytest

from upsample_core.analysis.gradients import averaged_over_shifts, conv_gradient, max_pool_gradient
from upsample_core.checks import ParameterError

RNG = np.random.default_rng(9)


def convolved(x, kernel, stride):
    rows, columns = ((n - k) // stride + 1 for n, k in zip(x.shape, kernel.shape, strict=True))
    return np.array(
        [
            [
                (x[i * stride :, j * stride :][: kernel.shape[0], : kernel.shape[1]] * kernel).sum()
                for j in range(columns)
            ]
            for i in range(rows)
        ]
    )


def pooled(x, size, stride):
    rows, columns = ((n - size) // stride + 1 for n in x.shape)
    return np.array(
        [
            [x[i * stride :, j * stride :][:size, :size].max() for j in range(columns)]
            for i in range(rows)
        ]
    )


def differences(function, x, step=1e-4):
    """Return how the sum of the outputs changes with each input cell."""
    gradient = np.zeros(x.shape)
    for cell in np.ndindex(x.shape):
        raised = x.copy()
        raised[cell] += step
        gradient[cell] = (function(raised).sum() - function(x).sum()) / step
    return gradient


@pytest.mark.parametrize("layers", [1, 2])
def test_of_a_convolution(layers):
    x, kernel = RNG.normal(size=(9, 11)), RNG.normal(size=(2, 3))

    def network(values):
        for _ in range(layers):
            values = convolved(values, kernel, 2)
        return values

    found = conv_gradient(x, kernel, 2, layers=layers)
    np.testing.assert_allclose(found, differences(network, x), atol=1e-6)


@pytest.mark.parametrize("layers", [1, 2])
def test_of_max_pooling(layers):
    x = RNG.permutation(99).reshape(9, 11).astype(float)

    def network(values):
        for _ in range(layers):
            values = pooled(values, 3, 2)
        return values

    found = max_pool_gradient(x, 3, 2, layers)
    np.testing.assert_allclose(found, differences(network, x), atol=1e-6)


def test_counts_the_windows_of_a_convolution_of_ones():
    gradient = conv_gradient(np.zeros((15, 15)), np.ones((3, 3)), 2)
    assert np.unique(gradient[4:10, 4:10]).tolist() == [1, 2, 4]


def test_as_many_shifts_as_the_stride_even_out_a_convolution():
    x = RNG.normal(size=(36, 38))
    kernel = RNG.normal(size=(3, 4))
    for stride, layers, shifts in ((2, 1, 2), (3, 1, 3), (2, 2, 4), (2, 1, 4)):
        average = averaged_over_shifts(
            lambda v, s=stride, n=layers: conv_gradient(v, kernel, s, layers=n), x, shifts
        )
        inside = average[16:20, 18:22]
        np.testing.assert_allclose(inside, inside[0, 0])
    uneven = averaged_over_shifts(lambda v: conv_gradient(v, kernel, 2), x, 3)
    assert np.ptp(uneven[16:20, 18:22]) > 0.01


def test_the_average_is_of_gradients_shifted_back():
    x = RNG.normal(size=(4, 5))
    total = np.zeros((4, 5))
    for down in range(3):
        for across in range(3):
            moved = np.roll(np.roll(x, down, 0), across, 1)
            total += np.roll(np.roll(max_pool_gradient(moved, 2), -down, 0), -across, 1)
    found = averaged_over_shifts(lambda v: max_pool_gradient(v, 2), x, 3)
    np.testing.assert_allclose(found, total / 9)
    assert averaged_over_shifts(lambda v: v * 2, [1.0, 2.0, 3.0], 2).tolist() == [2, 4, 6]


def test_what_does_not_fit_is_refused():
    with pytest.raises(ParameterError, match="shifts"):
        averaged_over_shifts(lambda v: v, [1.0], 0)
    with pytest.raises(ParameterError, match="layers"):
        conv_gradient(np.zeros(5), np.ones(3), layers=0)
    with pytest.raises(ParameterError, match="kernel"):
        conv_gradient(np.zeros(5), np.ones(3), 2, layers=3)
