"""Checkerboards in the frequency domain.

Inserting S-1 zeros between neighbours repeats a signal's spectrum S times: a copy stands at every
multiple of 1/S (in cycles per output cell). The kernel of a transposed convolution has to filter
the copies out, and what it leaves is the checkerboard.

References
----------
Oppenheim and Schafer, "Discrete-time signal processing", 3rd edition, section 4.6.
Harris, "On the use of windows for harmonic analysis", 1978 (the Hann window).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import fft

from upsample_core.checks import (
    Array,
    Axes,
    ParameterError,
    check_size,
    number_array,
    per_axis,
    whole_number,
)

Floats = NDArray[np.float64]

FLOOR = 1e-6
"""Smallest amplitude that `log_spectrum` tells from none, for values of order one."""

NEIGHBOURHOOD = 8
"""The score looks within 1/(8S) of each multiple of 1/S: a quarter of the way to the next copy."""


def log_spectrum(image: ArrayLike) -> Floats:
    """Return the logarithm (base 10) of the amplitudes of an image's frequencies, centred.

    Parameters
    ----------
    image : array_like, shape (L,), (H, W), (C, H, W) or (N, C, H, W)

    Returns
    -------
    ndarray of float64, shape of `image`
        Frequency zero stands in the middle, at index n // 2; `spectrum_frequencies` names the
        others. Amplitudes are divided by the number of cells, so that the middle is the logarithm
        of the mean, and bounded below by 1e-6 (a value of -6).

    Raises
    ------
    ParameterError
        If `image` is no array of real numbers of such a shape.
    """
    values = number_array("image", image, (1, 2, 3, 4))
    axes = _spatial_axes(values)
    cells = np.prod([values.shape[axis] for axis in axes])
    amplitudes = np.abs(fft.fftn(values.astype(np.float64, copy=False), axes=axes)) / cells
    return np.asarray(np.log10(np.maximum(fft.fftshift(amplitudes, axes=axes), FLOOR)))


def spectrum_frequencies(size: int) -> Floats:
    """Return the frequencies along an axis of `log_spectrum`, in cycles per cell, ascending.

    Raises
    ------
    ParameterError
        If `size` is no positive whole number, or too many to list.
    """
    check_size("the frequencies", (whole_number("size", size),))
    return np.asarray(fft.fftshift(fft.fftfreq(size)))


def artifact_score(
    image: ArrayLike, stride: int | Sequence[int], reference: ArrayLike | None = None
) -> float:
    """Measure a checkerboard: the share of an image's energy at multiples of 1/S.

    The share is, of the image under a Hann window, the energy within 1/(8S) of a multiple of 1/S
    other than frequency zero (on every axis near some multiple, and not on every axis near zero),
    divided by the energy of all frequencies, zero included. In an image too small for that, near
    means one frequency step. From it goes the same share of the
    `reference`, which has such frequencies as a picture may honestly have.

    It is a number from 0 (none) to 1 without a unit. It does not change when the image is
    multiplied by a factor. A constant input shows a transposed convolution's `pattern_share`;
    zeros inserted into a constant give 1 - 1/(S_1 S_2).

    Parameters
    ----------
    image : array_like, shape (L,), (H, W), (C, H, W) or (N, C, H, W)
        Energies of channels and images are added. Cells beyond the last whole S are left out, and
        the window fades out the borders, where overlap differs for another reason.
    stride : int or sequence of int
        Upsampling factor, one for all or one for each spatial axis.
    reference : array_like, optional
        An image of the same shape that counts as free of artifacts, such as the picture before it
        was reduced, or a bilinear resize to the same size.

    Returns
    -------
    float
        0 where the image has no more than the reference.

    Raises
    ------
    ParameterError
        If the shapes do not fit, or an axis is shorter than 4S.
    """
    values = number_array("image", image, (1, 2, 3, 4))
    strides = per_axis("stride", stride, len(_spatial_axes(values)))
    share = _share_at_multiples(values, strides)
    if reference is None:
        return share
    other = number_array("reference", reference, (1, 2, 3, 4))
    if other.shape != values.shape:
        raise ParameterError(
            f"reference must have the image's shape {values.shape}, got {other.shape}"
        )
    return max(0.0, share - _share_at_multiples(other, strides))


def _spatial_axes(values: Array) -> Axes:
    return (0,) if values.ndim == 1 else (values.ndim - 2, values.ndim - 1)


def _share_at_multiples(values: Array, strides: Axes) -> float:
    axes = _spatial_axes(values)
    sizes = [
        _whole_periods(values.shape[axis], stride)
        for axis, stride in zip(axes, strides, strict=True)
    ]
    periods: Any = (Ellipsis, *(slice(size) for size in sizes))
    whole = values[periods].astype(np.float64, copy=False)
    window = reduce(np.multiply.outer, [_hann(size) for size in sizes])
    spectrum = fft.rfftn(whole * window, axes=axes)
    energy = spectrum.real**2 + spectrum.imag**2
    # Of a real image the other half of the frequencies is a mirror of this one.
    energy[..., 1 : (sizes[-1] + 1) // 2] *= 2
    total = energy.sum()
    if total == 0:
        return 0.0
    near = _at_multiples(sizes, strides)[..., : energy.shape[-1]]
    return float(energy[..., near].sum() / total)


def _whole_periods(size: int, stride: int) -> int:
    if size < 4 * stride:
        raise ParameterError(
            f"image must be at least 4*stride = {4 * stride} cells long on every axis, got {size}"
        )
    return size - size % stride


def _hann(size: int) -> Floats:
    """Periodic Hann window: it spreads a frequency over its two neighbours and no further."""
    window: Floats = 0.5 - 0.5 * np.cos(2 * np.pi * np.arange(size) / size)
    return window


def _at_multiples(sizes: Sequence[int], strides: Axes) -> NDArray[np.bool_]:
    """Mask of the frequencies near a multiple of 1/S other than frequency zero."""
    near_any, near_zero = [], []
    for size, stride in zip(sizes, strides, strict=True):
        # A frequency is an index b, in cycles per `size` cells; multiples are size / stride apart.
        index, spacing = np.arange(size), size // stride
        radius = max(1, size // (NEIGHBOURHOOD * stride))
        near_any.append(_distance(index, spacing) <= radius)
        near_zero.append(_distance(index, size) <= radius)
    both = [reduce(np.logical_and.outer, masks) for masks in (near_any, near_zero)]
    return np.asarray(both[0] & ~both[1])


def _distance(index: NDArray[np.int64], period: int) -> NDArray[np.int64]:
    """Distance from every index to the nearest multiple of `period`."""
    rest = index % period
    return np.asarray(np.minimum(rest, period - rest))
