"""A small convolution backwards: gradients whose every term can be checked by hand."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from upsample_core.checks import Array, whole_number
from upsample_core.operations.convolution import conv2d, conv_map
from upsample_core.operations.gradients import conv2d_input, conv2d_weight

BACKWARD_SIDE = 4
_NUDGE = 0.5


class SmallBackward(NamedTuple):
    """A convolution of whole numbers without padding, and half the sum of its squared errors.

    Attributes
    ----------
    x : ndarray, shape (4, 4)
    weight : ndarray, shape (K, K)
    wanted, off : ndarray, shape (5 - K, 5 - K)
        What is wanted, and what the output has more than that: the gradient of the error with
        respect to the output.
    of_weight : ndarray, shape (K, K)
        The gradient with respect to the weights: a convolution of x with `off`.
    of_input : ndarray, shape (4, 4)
        The gradient with respect to the input: a transposed convolution of `off`.
    """

    x: Array
    weight: Array
    wanted: Array
    off: Array
    of_weight: Array
    of_input: Array


class Terms(NamedTuple):
    """The sum that one cell of a gradient is.

    Attributes
    ----------
    pairs : list of (float, float)
        What is multiplied: an error, and an input or a weight.
    off, other, here : ndarray of bool
        The cells that take part, of the errors, and of the input or the weights; and the cell
        itself, in the gradient.
    value : float
        The sum.
    nudged : float
        How fast the error grows with that cell, measured: half a step up less half a step down. The
        error is a square, so this is exact.
    """

    pairs: list[tuple[float, float]]
    off: Array
    other: Array
    here: Array
    value: float
    nudged: float


def small_backward(size: int, seed: int = 0) -> SmallBackward:
    """Draw a small convolution of K × K taps, and return what comes back through it.

    Raises
    ------
    ParameterError
        If K is none of 2 and 3.
    """
    taps = whole_number("size", size, minimum=2, maximum=3)
    source = np.random.default_rng(whole_number("seed", seed, minimum=0))
    x = source.integers(0, 4, (BACKWARD_SIDE, BACKWARD_SIDE)).astype(float)
    weight = source.integers(-2, 3, (taps, taps)).astype(float)
    made = conv2d(x[None, None], weight[None, None])
    off = source.integers(-2, 3, made.shape).astype(float)
    return SmallBackward(
        x,
        weight,
        (made - off)[0, 0],
        off[0, 0],
        conv2d_weight(x[None, None], (1, 1, taps, taps), off)[0, 0],
        conv2d_input((1, 1, *x.shape), weight[None, None], off)[0, 0],
    )


def half_square_error(small: SmallBackward, x: Array, weight: Array) -> float:
    """Return half the sum of the squared errors, with another input and other weights."""
    made = conv2d(x[None, None], weight[None, None])[0, 0]
    return float(((made - small.wanted) ** 2).sum() / 2)


def backward_terms(small: SmallBackward, of: str, cell: tuple[int, int]) -> Terms:
    """Return the terms of one cell of a gradient.

    Parameters
    ----------
    small : SmallBackward
    of : {"weight", "input"}
    cell : (int, int)
        Of the gradient.
    """
    whole = conv_map(small.x.shape, small.weight)
    rows, inputs, taps = whole.rows(), whole.inputs, np.asarray(whole.taps)
    if of == "weight":
        taken = taps == cell[0] * small.weight.shape[1] + cell[1]
        source, places = small.x, inputs
    else:
        taken = inputs == cell[0] * BACKWARD_SIDE + cell[1]
        source, places = small.weight, taps
    pairs = [
        (float(small.off.flat[row]), float(source.flat[place]))
        for row, place in zip(rows[taken], places[taken], strict=True)
    ]
    gradient = small.of_weight if of == "weight" else small.of_input
    return Terms(
        pairs,
        _marked(small.off, rows[taken]),
        _marked(source, places[taken]),
        _marked(gradient, np.array([np.ravel_multi_index(cell, gradient.shape)])),
        float(gradient[cell]),
        _nudged(small, of, cell),
    )


def _marked(values: Array, places: Array) -> Array:
    marks = np.zeros(values.shape, bool)
    marks.flat[places] = True
    return marks


def _nudged(small: SmallBackward, of: str, cell: tuple[int, int]) -> float:
    """Measure the slope of the error along one cell."""
    errors = []
    for sign in (1, -1):
        x, weight = small.x.copy(), small.weight.copy()
        (weight if of == "weight" else x)[cell] += sign * _NUDGE
        errors.append(half_square_error(small, x, weight))
    return (errors[0] - errors[1]) / (2 * _NUDGE)
