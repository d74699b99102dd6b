"""The ways back through a convolution: what one input does, what is lost, how far a result is off.

References
----------
Golub and Van Loan, "Matrix Computations", 4th edition, section 5.5 (the pseudoinverse).
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from upsample_core.analysis.metrics import psnr
from upsample_core.analysis.reconstruction import (
    RoundTrip,
    adjoint_products,
    round_trip,
    unseen,
)
from upsample_core.checks import Array, Axes, ParameterError, number_array
from upsample_core.inputs.kernel_presets import preset_kernel
from upsample_core.linear_map import LinearMap
from upsample_core.linear_map.entries import flat_index
from upsample_core.operations.convolution import conv_map
from upsample_core.resampling.interpolation import resize

_ROUNDING = 1e-9


class Raised(NamedTuple):
    """What becomes of the two products ⟨Cx, y⟩ = ⟨x, Cᵀy⟩ when one input is raised by 1.

    Attributes
    ----------
    forward, backward : float
        ⟨Cx, y⟩ and ⟨x, Cᵀy⟩ before, each computed its own way.
    raised : float
        ⟨Cx, y⟩ afterwards.
    entry : float
        What Cᵀy holds in that cell.
    cell : ndarray of bool, shape `input_shape`
        The cell that was raised.
    """

    forward: float
    backward: float
    raised: float
    entry: float
    cell: NDArray[np.bool_]

    @property
    def difference(self) -> float:
        """How far the two products are apart: rounding."""
        return abs(self.forward - self.backward)

    @property
    def change(self) -> float:
        """By how much ⟨Cx, y⟩ has changed."""
        return self.raised - self.forward


class Hidden(NamedTuple):
    """An input with something added that the map takes to zero.

    Attributes
    ----------
    added : ndarray, shape `input_shape`
        The n that was added, times the amount.
    input : ndarray, same shape
        x + added.
    output : ndarray, shape `output_shape`
        What the map makes of it: the same as of x.
    """

    added: Array
    input: Array
    output: Array


class Distances(NamedTuple):
    """How far the two ways back are from x, and from Cx when C is applied again."""

    transposed: float
    best: float
    transposed_again: float
    best_again: float


class Decibels(NamedTuple):
    """Peak signal-to-noise ratios of the ways back from Cx, against x."""

    transposed: float
    best: float
    bilinear: float


class PictureTrip(NamedTuple):
    """A picture through a strided convolution and back, to be looked at.

    Attributes
    ----------
    input, output : ndarray, shape (H, W) and (H', W')
        x and Cx.
    transposed : ndarray, shape (H, W)
        Cᵀ(Cx), divided by `gain`.
    best : ndarray, shape (H, W)
        C⁺(Cx): of all pictures with this Cx the one of the smallest sum of squares.
    bilinear : ndarray, shape (H, W)
        Cx resized bilinearly, its samples where the windows were centred: it knows nothing of C,
        and of pictures only that neighbours are alike.
    gain : float
        How many times brighter Cᵀ makes a constant picture.
    decibels : Decibels
    """

    input: Array
    output: Array
    transposed: Array
    best: Array
    bilinear: Array
    gain: float
    decibels: Decibels


def picture_trip(picture: ArrayLike, kernel: str, kernel_size: int, stride: int) -> PictureTrip:
    """Take a picture through a convolution that keeps its mean, and back in every way.

    Parameters
    ----------
    picture : array_like, shape (H, W), values from 0 to 1
    kernel : str
        A preset of `preset_kernel`; its weights are divided by their sum.
    kernel_size : int
        K; the padding is K // 2.
    stride : int

    Raises
    ------
    ParameterError
        If a parameter is invalid.
    """
    values = number_array("picture", picture, 2)
    taps = preset_kernel(kernel, (kernel_size, kernel_size))
    down = conv_map(values.shape, taps / taps.sum(), stride, kernel_size // 2)
    trip = round_trip(down, values)
    back = trip.transposed / trip.gain
    # With P = K // 2 the window of output i is centred on input i * S: asymmetric coordinates.
    small = trip.output[None, None]
    size = tuple(cells * stride for cells in trip.output.shape)
    large = resize(small, size, mode="linear", coordinates="asymmetric")[0, 0]
    bilinear = large[tuple(map(slice, values.shape))]
    decibels = Decibels(*(psnr(trip.input, each) for each in (back, trip.best, bilinear)))
    return PictureTrip(trip.input, trip.output, back, trip.best, bilinear, trip.gain, decibels)


def raise_cell(linear_map: LinearMap, x: ArrayLike, y: ArrayLike, cell: int | Axes) -> Raised:
    """Raise one input by 1 and compare the change of ⟨Cx, y⟩ with the entry of Cᵀy.

    Parameters
    ----------
    linear_map : LinearMap
        C.
    x : array_like, shape `input_shape`
    y : array_like, shape `output_shape`
    cell : int or tuple of int

    Raises
    ------
    ParameterError
        If an argument has another shape, or the cell lies outside the input.
    """
    values = number_array("x", x, len(linear_map.input_shape))
    flat = flat_index("cell", cell, linear_map.input_shape)
    forward, backward = adjoint_products(linear_map, values, y)
    one = np.zeros(values.size, bool)
    one[flat] = True
    lit = one.reshape(values.shape)
    raised, _same = adjoint_products(linear_map, values + lit, y)
    entry = float(linear_map.T.apply(y).ravel()[flat])
    return Raised(forward, backward, raised, entry, lit)


def hide(linear_map: LinearMap, x: ArrayLike, amount: float, seed: int = 0) -> Hidden:
    """Add to an input what the map cannot see.

    Parameters
    ----------
    linear_map : LinearMap
    x : array_like, shape `input_shape`
    amount : float
        How many times n is added; the largest entry of n is 1.
    seed : int
        Decides n among all that the map takes to zero.

    Raises
    ------
    ParameterError
        As `unseen`, or if `x` has another shape.
    """
    values = number_array("x", x, len(linear_map.input_shape))
    if values.shape != linear_map.input_shape:
        raise ParameterError(f"x must have shape {linear_map.input_shape}, got {values.shape}")
    added: Array = amount * unseen(linear_map, seed)
    changed: Array = values + added
    return Hidden(added, changed, linear_map.apply(changed))


def distances(linear_map: LinearMap, trip: RoundTrip) -> Distances:
    """Return how far the two ways back of a round trip are off; 0 where only rounding is left."""
    return Distances(
        _distance(trip.transposed, trip.input),
        _distance(trip.best, trip.input),
        _distance(linear_map.apply(trip.transposed), trip.output),
        _distance(linear_map.apply(trip.best), trip.output),
    )


def _distance(a: Array, b: Array) -> float:
    distance = float(np.linalg.norm(a - b))
    return distance if distance > _ROUNDING * float(np.linalg.norm(b)) else 0.0
