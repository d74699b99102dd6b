"""The weights of edge-directed interpolation: least squares over a window of the picture itself.

What is wanted is how a new pixel depends on its four neighbours. NEDI reads it off the pixels that
are known: each of them has four neighbours too, in the same directions and twice as far away, and
along an edge the same weights serve near and far. So over a window around the new pixel the
weights are found with which the known pixels are predicted best.

The weights are written as ¼ + d, and d as three numbers along `_DEVIATIONS`, so that they always
sum to 1 and a constant stays constant; the paper leaves their sum free. A small ridge holds d at
zero wherever the window does not say otherwise: flat patches, where all is zero, get the mean of
the four, as by bilinear interpolation, and straight edges, where the system is singular, the
smallest d that fits. Where the neighbours hardly differ and the centres do, as on a checkerboard,
no d of a sensible size fits: the mean again.

References
----------
Li and Orchard, "New edge-directed interpolation", IEEE Transactions on Image Processing 10(10),
2001: along an edge the covariances of near and of distant neighbours are alike.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

WINDOW = 8
"""Known pixels along a side of the window of a pixel between four."""

NEAR_WINDOW = (5, 4)
"""Known pixels along the sides of the window of a pixel between two, and of those between four."""

REACH = 5
"""Pixels of the small picture on either side that the weights of a new pixel depend on."""

RIDGE = 3e-3
"""What is added to the diagonal of the system, as a share of its trace."""

FARTHEST = 2.0
"""How far a weight may lie from ¼; along straight edges they lie within."""

_DEVIATIONS = np.array([[1, -1, -1, 1], [2**0.5, 0, 0, -(2**0.5)], [0, 2**0.5, -(2**0.5), 0]]) / 2
"""An orthonormal basis of four numbers that sum to zero, opposite neighbours first and last."""

_LEAST = np.finfo(np.float64).tiny


class Window(NamedTuple):
    """The samples that count along one axis of new pixels.

    Attributes
    ----------
    length : int
        How many samples lie in a window.
    before : int
        How many cells before the first sample the first window begins.
    pixels : int
        How many new pixels there are.
    """

    length: int
    before: int
    pixels: int


def diagonal_weights(x: Floats) -> Floats:
    """Return the weights of the pixels between four known ones.

    Parameters
    ----------
    x : ndarray of float64, shape (H, W)

    Returns
    -------
    ndarray of float64, shape (4, H - 1, W - 1)
        At (i, j) those of the neighbours above left, above right, below left and below right of
        the new pixel between (i, j) and (i + 1, j + 1).
    """
    height, width = x.shape
    far = (x[:-2, :-2], x[:-2, 2:], x[2:, :-2], x[2:, 2:])
    windows = (Window(WINDOW, WINDOW // 2, height - 1), Window(WINDOW, WINDOW // 2, width - 1))
    return _solved(_summed(_moments(x[1:-1, 1:-1], far), *windows))


def axial_weights(x: Floats, between: Floats) -> tuple[Floats, Floats]:
    """Return the weights of the pixels between two known ones.

    Parameters
    ----------
    x : ndarray of float64, shape (H, W)
    between : ndarray of float64, shape (H - 1, W - 1)
        The pixels between four known ones, which count as known by now.

    Returns
    -------
    beside, below : ndarray of float64, shapes (4, H, W - 1) and (4, H - 1, W)
        Of the pixels beside and of those below a known one: the weights of the neighbours above,
        to the left, to the right and below. At the edge of the picture one neighbour is missing: it
        is taken to lie in the plane of the others, so its weight goes to the two beside it and off
        the one opposite.
    """
    height, width = x.shape
    known, new = _axial_moments(x), _axial_moments(between)
    odd, even = NEAR_WINDOW
    # A window has an odd number of the samples that lie on its middle line, else an even one.
    beside = _summed(known, Window(odd, 3, height), Window(even, 2, width - 1))
    below = _summed(known, Window(even, 2, height - 1), Window(odd, 3, width))
    beside += _summed(new, Window(even, 3, height), Window(odd, 3, width - 1))
    below += _summed(new, Window(odd, 3, height - 1), Window(even, 3, width))
    rows, columns = _solved(beside), _solved(below)
    _extend(rows[:, 0], 0, (1, 2), 3)
    _extend(rows[:, -1], 3, (1, 2), 0)
    _extend(columns[:, :, 0], 1, (0, 3), 2)
    _extend(columns[:, :, -1], 2, (0, 3), 1)
    return rows, columns


def _extend(weights: Floats, missing: int, beside: tuple[int, int], opposite: int) -> None:
    """Move the weight of a neighbour that is not there to the other three, in place."""
    weights[list(beside)] += weights[missing]
    weights[opposite] -= weights[missing]
    weights[missing] = 0


def _axial_moments(x: Floats) -> list[Floats]:
    far = (x[:-2, 1:-1], x[1:-1, :-2], x[1:-1, 2:], x[2:, 1:-1])
    return _moments(x[1:-1, 1:-1], far)


def _moments(centre: Floats, far: Sequence[Floats]) -> list[Floats]:
    """Return, for every sample, the products that the normal equations are sums of.

    Three predictors and what they predict, the centre less the mean of its neighbours, make six
    products of predictors and three with what is predicted.
    """
    first, second, third, fourth = far
    half, root = 0.5, 0.5**0.5
    p = (
        (first + fourth - second - third) * half,
        (first - fourth) * root,
        (second - third) * root,
    )
    wanted = centre - (first + second + third + fourth) / 4
    return [p[i] * p[j] for i in range(3) for j in range(i, 3)] + [each * wanted for each in p]


def _summed(moments: Sequence[Floats], rows: Window, columns: Window) -> Floats:
    """Return the sums over every window, (moments, rows.pixels, columns.pixels).

    What a window has beyond the picture counts as nothing.
    """
    sums = np.empty((len(moments), rows.pixels, columns.pixels))
    for moment, total in zip(moments, sums, strict=True):
        total[:] = _slid(_slid(moment, rows).T, columns).T
    return sums


def _slid(samples: Floats, window: Window) -> Floats:
    """Return the sums over windows along the first axis."""
    padded = np.zeros((window.pixels + window.length - 1, samples.shape[1]))
    padded[window.before : window.before + samples.shape[0]] = samples
    total = padded[: window.pixels].copy()
    for start in range(1, window.length):
        total += padded[start : start + window.pixels]
    return total


def _solved(sums: Floats) -> Floats:
    """Solve the three normal equations of every pixel; return its four weights, (4, H, W).

    By LDLᵀ, written out: a million systems of three are quicker so than one by one.
    """
    a00, a01, a02, a11, a12, a22, b0, b1, b2 = sums
    ridge = RIDGE * (a00 + a11 + a22) + _LEAST
    d0 = a00 + ridge
    l10, l20 = a01 / d0, a02 / d0
    d1 = a11 + ridge - l10 * a01
    rest = a12 - l20 * a01
    l21 = rest / d1
    d2 = a22 + ridge - l20 * a02 - l21 * rest
    z1 = b1 - l10 * b0
    z2 = b2 - l20 * b0 - l21 * z1
    c2 = z2 / d2
    c1 = z1 / d1 - l21 * c2
    c0 = b0 / d0 - l10 * c1 - l20 * c2
    away = np.tensordot(_DEVIATIONS.T, np.stack([c0, c1, c2]), 1)
    away *= (np.abs(away) <= FARTHEST).all(axis=0)
    weights: NDArray[Any] = 0.25 + away
    return weights
