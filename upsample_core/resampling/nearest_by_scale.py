"""Nearest sample by scale factor, in the arithmetic that PyTorch defines it by.

By size, the nearest sample is the floor of an exact fraction (`coordinates`). By scale factor there
is no exact answer to give: 2.3 is no exact number to begin with, and what PyTorch picks is what its
floats round to. This follows it, step by step, and in the type that it multiplies in.

References
----------
PyTorch, ``aten/src/ATen/native/UpSample.h`` (``nearest_idx``, ``compute_scales_value``) and
``aten/src/ATen/native/cpu/UpSampleKernel.cpp`` (``HelperInterpNearest``,
``_use_vectorized_kernel_cond_2d``).
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from upsample_core.checks import Axes
from upsample_core.linear_map import LinearMap

SMALL_PICTURE = 128
"""Rows and columns of the output together, up to which PyTorch finds samples in float32 alone."""

KEPT_SIZE = 4096
"""Largest axis whose map is kept in memory."""


def nearest_by_scale_map(
    input_size: int, output_size: int, scale_factor: float, half_pixel: bool, dtype: Any
) -> LinearMap:
    """Return the map of one axis: not to be handed to callers, since small ones are shared.

    Parameters
    ----------
    input_size, output_size : int
        Checked already, and ``floor(input_size * scale_factor)`` the second.
    scale_factor : float
    half_pixel : bool
        Whether to look from the centre of an output sample (``nearest-exact``) or from its start.
    dtype : float32 or float64
        The type to multiply in; see `index_type`.
    """
    make = _kept_map if max(input_size, output_size) <= KEPT_SIZE else _make_map
    return make(input_size, output_size, float(scale_factor), half_pixel, np.dtype(dtype))


def index_type(dtype: Any, output_shape: Axes) -> Any:
    """Return the type in which PyTorch finds the samples of an input of type `dtype`.

    That is the input's own, and float32 for small pictures, which another of its kernels resamples.
    """
    small = len(output_shape) == 2 and sum(output_shape) <= SMALL_PICTURE
    return np.float32 if small else dtype


def nearest_samples(
    input_size: int, output_size: int, scale_factor: float, half_pixel: bool, dtype: Any
) -> NDArray[np.intp]:
    """Return the input sample that every output reads, shape (output_size,).

    ``floor(float32((d + offset) * (1 / scale_factor)))`` with product and quotient in `dtype` and
    an offset of 1/2 or 0, and the last sample for what lies beyond.
    """
    real = np.dtype(dtype).type
    pitch = real(1 / scale_factor)
    places = (np.arange(output_size).astype(real) + real(0.5 if half_pixel else 0)) * pitch
    floors: NDArray[np.intp] = np.floor(places.astype(np.float32)).astype(np.intp)
    return np.minimum(floors, input_size - 1, out=floors)


def _make_map(
    input_size: int, output_size: int, scale_factor: float, half_pixel: bool, dtype: Any
) -> LinearMap:
    samples = nearest_samples(input_size, output_size, scale_factor, half_pixel, dtype)
    return LinearMap.from_entries((input_size,), (output_size,), np.arange(output_size), samples)


_kept_map = lru_cache(maxsize=32)(_make_map)
