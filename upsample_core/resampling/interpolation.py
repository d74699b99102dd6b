"""Interpolation: `interpolate` as in PyTorch, `resize` as in ONNX, and their matrices.

Both read their weights from one place, axis by axis (`axis_weights`); they differ in the
conventions that their arguments stand for.

References
----------
PyTorch's documentation of ``torch.nn.functional.interpolate``; ONNX operator specification,
Resize.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from upsample_core.checks import (
    Array,
    Axes,
    ParameterError,
    check_size,
    flag,
    grid_shape,
    number_array,
    one_of,
    per_axis,
    read_entries,
    sequence_length,
    shown,
)
from upsample_core.linear_map import LinearMap
from upsample_core.resampling.axis_products import apply_axes
from upsample_core.resampling.axis_weights import AxisRule, axis_map, shared_axis_map
from upsample_core.resampling.coordinates import aligned_pitch, pitch_between, scaled_size
from upsample_core.resampling.nearest_by_scale import index_type, nearest_by_scale_map

INTERPOLATE_MODES = ("nearest", "nearest-exact", "linear", "bilinear", "bicubic", "area")
RESIZE_MODES = ("nearest", "linear", "cubic")

_SPATIAL_AXES = {"linear": 1, "bilinear": 2, "bicubic": 2}


# ------------------------------------------------------------------ on arrays


def interpolate(
    x: ArrayLike,
    size: int | Sequence[int] | None = None,
    scale_factor: float | Sequence[float] | None = None,
    mode: str = "nearest",
    align_corners: bool | None = False,
    antialias: bool = False,
) -> Array:
    """Resample the spatial axes as PyTorch's ``interpolate`` does.

    Parameters
    ----------
    x : array_like, shape (N, C, L) or (N, C, H, W)
    size : int or sequence of int, optional
        Output size of all spatial axes or of each. Either this or `scale_factor`.
    scale_factor : float or sequence of float, optional
        The output size is ``floor(L * scale_factor)`` and the input coordinates are spaced
        ``1 / scale_factor`` apart, which is not the ratio of the sizes if the floor cut something
        off. Area and aligned corners go by the sizes alone, and so does nearest on (N, C, H, W)
        along an axis whose size stays or doubles.
    mode : str
        - ``nearest``: ``floor(d * pitch)``.
        - ``nearest-exact``: the nearest at half-pixel coordinates, ties up.

        Both are exact by size: `pitch` is a fraction, also where PyTorch's float32 rounds it across
        a whole number. By `scale_factor` they are what PyTorch's floats give (`nearest_by_scale`).

        - ``linear`` for (N, C, L), ``bilinear`` for (N, C, H, W).
        - ``bicubic`` for (N, C, H, W): Keys' kernel with a = -0.75.
        - ``area``: the mean over ``floor(d L / M)`` to ``ceil((d + 1) L / M)``, M the output size.
    align_corners : bool
        Let the centres of the first and last samples coincide, not the ends of the axes. For
        linear, bilinear and bicubic only. None counts as False.
    antialias : bool
        For bilinear and bicubic: where an axis shrinks, stretch the kernel by the pitch. Samples
        outside are left out and the rest renormalised, and bicubic takes a = -0.5. As in PyTorch,
        `align_corners` then alters the pitch only: coordinates stay ``(d + 1/2) * pitch - 1/2``.

    Returns
    -------
    ndarray, shape (N, C, L_out) or (N, C, H_out, W_out)
        float32 for float32 input, else float64.

    Raises
    ------
    ParameterError
        If an argument is not allowed or does not fit the others, or the output would be empty or
        over the memory bound.

    Examples
    --------
    >>> interpolate([[[1.0, 2.0, 3.0, 4.0]]], scale_factor=2, mode="linear")
    array([[[1.  , 1.25, 1.75, 2.25, 2.75, 3.25, 3.75, 4.  ]]])
    """
    image = number_array("x", x, (3, 4))
    one_of("mode", mode, INTERPOLATE_MODES)
    _check_axes(mode, image.ndim - 2, image.shape)
    after, scales = _target(image.shape[2:], size, scale_factor)
    check_size("the output", image.shape[:2] + after)
    rule, aligned = _rule(mode, align_corners, antialias)
    if rule.mode == "nearest":
        maps = _nearest_maps(image.shape[2:], after, scales, rule, image.dtype)
    else:
        pitches = _pitches(image.shape[2:], after, scales, aligned)
        axes = zip(image.shape[2:], after, pitches, strict=True)
        maps = [shared_axis_map(L, M, rule, pitch) for L, M, pitch in axes]
    return apply_axes(image, maps)


def resize(
    x: ArrayLike,
    size: int | Sequence[int],
    mode: str = "linear",
    coordinates: str = "half_pixel",
    cubic_a: float = -0.75,
    antialias: bool = False,
    exclude_outside: bool = False,
    nearest_mode: str = "round_prefer_floor",
) -> Array:
    """Resample the spatial axes as ONNX's Resize by target size does.

    Parameters
    ----------
    x : array_like, shape (N, C, L) or (N, C, H, W)
    size : int or sequence of int
        Output size of all spatial axes or of each.
    mode : str
        ``nearest``, ``linear`` or ``cubic`` (Keys' kernel).
    coordinates : str
        ``half_pixel``, ``half_pixel_symmetric``, ``pytorch_half_pixel``, ``align_corners`` or
        ``asymmetric``; see `source_coordinates`.
    cubic_a : float
        Parameter of Keys' kernel.
    antialias : bool
        For linear and cubic alone: where an axis shrinks, stretch the kernel by the ratio of the
        sizes.
    exclude_outside : bool
        Leave samples outside the input out and renormalise the rest. Otherwise the edge sample
        stands in for them.
    nearest_mode : str
        ``round_prefer_floor``, ``round_prefer_ceil``, ``floor`` or ``ceil``: how nearest rounds.

    Returns
    -------
    ndarray, shape (N, C, L_out) or (N, C, H_out, W_out)
        float32 for float32 input, else float64.

    Raises
    ------
    ParameterError
        If an argument is not allowed, or the output would be over the memory bound.

    Examples
    --------
    >>> resize([[[1.0, 2.0, 3.0, 4.0]]], 7, coordinates="align_corners")
    array([[[1. , 1.5, 2. , 2.5, 3. , 3.5, 4. ]]])
    """
    image = number_array("x", x, (3, 4))
    one_of("mode", mode, RESIZE_MODES)
    options: dict[str, Any] = {
        "coordinates": coordinates,
        "cubic_a": cubic_a,
        "antialias": antialias,
        "exclude_outside": exclude_outside,
        "nearest_mode": nearest_mode,
    }
    return resize_separably(image, per_axis("size", size, image.ndim - 2), mode, **options)


def resize_separably(
    x: ArrayLike, output_shape: int | Axes, mode: str = "linear", **options: Any
) -> Array:
    """Apply ``resize_map(input_shape, output_shape, mode, **options)`` one axis at a time.

    Parameters
    ----------
    x : array_like, shape (..., n_1, …, n_d)
        The trailing axes, as many as `output_shape` has, are resized.
    output_shape : int or tuple of int
        (m_1, …, m_d)
    mode, **options
        As of `resize_axis_map`.

    Returns
    -------
    ndarray, shape (..., m_1, …, m_d)
        float32 for float32 input, else float64.

    Raises
    ------
    ParameterError
        If an argument is not allowed, or the output would be over the memory bound.
    """
    after = grid_shape("output_shape", output_shape)
    image = number_array("x", x, range(len(after), 33))
    leading = image.ndim - len(after)
    check_size("the output", image.shape[:leading] + after)
    rule = AxisRule(mode, **options)
    sizes = zip(image.shape[leading:], after, strict=True)
    return apply_axes(image, [shared_axis_map(*axis, rule) for axis in sizes])


# ------------------------------------------------------------------ as maps


def resize_axis_map(
    input_size: int,
    output_size: int,
    mode: str = "linear",
    coordinates: str = "half_pixel",
    cubic_a: float = -0.75,
    lobes: int = 3,
    antialias: bool = False,
    exclude_outside: bool = False,
    nearest_mode: str = "round_prefer_floor",
    scale_factor: float | None = None,
) -> LinearMap:
    """Return the matrix of resampling one axis.

    Parameters
    ----------
    input_size, output_size : int
    mode : str
        ``nearest``, ``area``, or one of `KERNELS`: ``linear``, ``cubic``, ``lanczos``, …
    coordinates, cubic_a, antialias, exclude_outside, nearest_mode
        As of `resize`. Area goes by windows and takes none of them.
    lobes : int
        How far Lanczos' kernel reaches, in samples.
    scale_factor : float, optional
        Space coordinates ``1 / scale_factor`` apart; `output_size` must be
        ``floor(input_size * scale_factor)``.

    Returns
    -------
    LinearMap
        From (input_size,) to (output_size,). Every row sums to 1; weights that are exactly zero
        are not stored.

    Raises
    ------
    ParameterError
        If an argument is not allowed.

    Examples
    --------
    >>> resize_axis_map(2, 3, "linear").matrix.toarray()
    array([[1. , 0. ],
           [0.5, 0.5],
           [0. , 1. ]])
    """
    pitch = pitch_between(input_size, output_size, scale_factor)
    rule = AxisRule(mode, coordinates, cubic_a, lobes, antialias, exclude_outside, nearest_mode)
    return axis_map(input_size, output_size, rule, pitch)


def resize_map(
    input_shape: int | Axes, output_shape: int | Axes, mode: str = "linear", **options: Any
) -> LinearMap:
    """Return the matrix of resampling any number of axes, the outer product of its axes.

    Parameters
    ----------
    input_shape, output_shape : int or tuple of int
        Such as (L,) or (H, W); as many axes in both.
    mode, **options
        As of `resize_axis_map`, without `scale_factor`.

    Returns
    -------
    LinearMap
        From `input_shape` to `output_shape`.

    Raises
    ------
    ParameterError
        If an argument is not allowed, or the matrix would be over the memory bound.
    """
    before = grid_shape("input_shape", input_shape)
    after = grid_shape("output_shape", output_shape, len(before))
    rule = AxisRule(mode, **options)
    return LinearMap.outer(*(axis_map(*sizes, rule) for sizes in zip(before, after, strict=True)))


def interpolate_map(
    input_shape: int | Axes,
    size: int | Sequence[int] | None = None,
    scale_factor: float | Sequence[float] | None = None,
    mode: str = "nearest",
    align_corners: bool | None = False,
    antialias: bool = False,
) -> LinearMap:
    """Return the matrix of `interpolate` on the spatial axes.

    Parameters
    ----------
    input_shape : int or tuple of int
        (L,) or (H, W).
    size, scale_factor, mode, align_corners, antialias
        As of `interpolate`.

    Returns
    -------
    LinearMap
        From `input_shape` to the output's spatial shape, as `interpolate` resamples float64.

    Raises
    ------
    ParameterError
        As of `interpolate`.
    """
    before = grid_shape("input_shape", input_shape)
    one_of("mode", mode, INTERPOLATE_MODES)
    _check_axes(mode, len(before), before)
    after, scales = _target(before, size, scale_factor)
    rule, aligned = _rule(mode, align_corners, antialias)
    if rule.mode == "nearest":
        return LinearMap.outer(*_nearest_maps(before, after, scales, rule, np.float64))
    axes = zip(before, after, _pitches(before, after, scales, aligned), strict=True)
    return LinearMap.outer(*(axis_map(L, M, rule, pitch) for L, M, pitch in axes))


# ------------------------------------------------------------------ what PyTorch's words stand for


def _check_axes(mode: str, axes: int, shape: Axes) -> None:
    """Refuse to interpolate one axis bilinearly or bicubically, or two linearly."""
    if axes != _SPATIAL_AXES.get(mode, axes):
        wanted = "one spatial axis" if mode == "linear" else "two spatial axes"
        raise ParameterError(f"mode {mode!r} takes {wanted}, got shape {shape}")


def _target(
    shape: Axes, size: int | Sequence[int] | None, scale_factor: float | Sequence[float] | None
) -> tuple[Axes, Sequence[Any]]:
    """Return the output size of every axis, and its scale factor or None."""
    if (size is None) == (scale_factor is None):
        both = f"size={shown(size)} and scale_factor={shown(scale_factor)}"
        given = "neither" if size is None else both
        raise ParameterError(f"one of size and scale_factor must be given, got {given}")
    if size is not None:
        return per_axis("size", size, len(shape)), (None,) * len(shape)
    scales = _scales(scale_factor, len(shape))
    return tuple(scaled_size(*axis) for axis in zip(shape, scales, strict=True)), scales


def _scales(scale_factor: Any, axes: int) -> list[Any]:
    length = sequence_length(scale_factor)
    if length is None:
        given = scale_factor.item() if isinstance(scale_factor, np.ndarray) else scale_factor
        return [given] * axes
    if length not in (1, axes):
        raise ParameterError(
            f"scale_factor must be one number or one for each of {axes} axes, "
            f"got {shown(scale_factor)}"
        )
    scales = read_entries("scale_factor", scale_factor, length)
    return scales * axes if length == 1 else scales


def _rule(mode: str, align_corners: Any, antialias: Any) -> tuple[AxisRule, bool]:
    """Return how each axis is resampled, and whether the corners are to be aligned."""
    aligned = align_corners is not None and flag("align_corners", align_corners)
    if aligned and mode not in _SPATIAL_AXES:
        allowed = ", ".join(_SPATIAL_AXES)
        raise ParameterError(f"align_corners must be False but for {allowed}, got mode {mode!r}")
    smooth = flag("antialias", antialias)
    if smooth and mode not in ("bilinear", "bicubic"):
        raise ParameterError(f"antialias must be False but for bilinear, bicubic, got {mode!r}")
    if mode == "area":
        return AxisRule("area"), aligned
    if mode == "nearest":
        return AxisRule("nearest", "asymmetric", nearest_mode="floor"), aligned
    if mode == "nearest-exact":
        return AxisRule("nearest", "half_pixel", nearest_mode="round_prefer_ceil"), aligned
    return AxisRule(
        "cubic" if mode == "bicubic" else "linear",
        "align_corners" if aligned and not smooth else "half_pixel",
        cubic_a=-0.5 if smooth else -0.75,
        antialias=smooth,
        exclude_outside=smooth,
    ), aligned


def _nearest_maps(
    before: Axes, after: Axes, scales: Sequence[Any], rule: AxisRule, dtype: Any
) -> list[LinearMap]:
    """Return the maps of all axes: by scale factor in PyTorch's floats, by size in fractions.

    PyTorch goes by size as well where the size stays or doubles, with two spatial axes or more and
    for nearest alone.
    """
    half_pixel = rule.coordinates == "half_pixel"
    real = index_type(dtype, after)
    maps = []
    for L, M, scale in zip(before, after, scales, strict=True):
        plain = not half_pixel and len(before) > 1 and M in (L, 2 * L)
        if scale is None or plain:
            maps.append(shared_axis_map(L, M, rule))
        else:
            maps.append(nearest_by_scale_map(L, M, scale, half_pixel, real))
    return maps


def _pitches(before: Axes, after: Axes, scales: Sequence[Any], aligned: bool) -> list[Fraction]:
    sizes = zip(before, after, strict=True)
    if aligned:
        return [aligned_pitch(*axis) for axis in sizes]
    return [pitch_between(*axis, scale) for axis, scale in zip(sizes, scales, strict=True)]
