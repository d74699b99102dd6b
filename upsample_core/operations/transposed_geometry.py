"""The geometry of a transposed convolution: its numbers, checked once and kept.

The functions that a person calls make a `TransposedGeometry` from their arguments. All that
computes takes it and trusts it: the operation, its matrix, the virtual input and its two maps.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace

from upsample_core.checks import Axes, check_size, per_axis
from upsample_core.operations.phases import axis_phases
from upsample_core.operations.sliding import Sliding, sliding, steps_inside
from upsample_core.shapes import conv_transpose_size


@dataclass(frozen=True)
class TransposedAxis:
    """One axis of a transposed convolution.

    Attributes
    ----------
    size, kernel_size, stride, padding, output_padding, dilation : int
        L, K, S, P, OP and D.
    """

    size: int
    kernel_size: int
    stride: int
    padding: int
    output_padding: int
    dilation: int

    # ------------------------------------------------------------------ the output

    @property
    def output_size(self) -> int:
        """Cells of the output, ``(L-1)S - 2P + D(K-1) + OP + 1``."""
        return self.full_size - 2 * self.padding

    @property
    def full_size(self) -> int:
        """Cells of the output before P of them are cropped off both ends."""
        return self.inserted_size + self.reach + self.output_padding

    @property
    def reach(self) -> int:
        """Distance from the first tap to the last, ``D(K-1)``."""
        return self.dilation * (self.kernel_size - 1)

    def tap_slices(self, tap: int) -> tuple[slice, slice]:
        """Return the inputs that a tap takes to outputs, and those outputs, S apart."""
        offset = tap * self.dilation - self.padding
        return steps_inside(offset, self.stride, self.size, self.output_size)

    # ------------------------------------------------------------------ the virtual input

    @property
    def inserted_size(self) -> int:
        """Cells of the input with S-1 zeros between neighbours."""
        return (self.size - 1) * self.stride + 1

    @property
    def border(self) -> int:
        """Zeros around the virtual input, ``D(K-1) - P``; where negative, cells cropped."""
        return self.reach - self.padding

    @property
    def end(self) -> int:
        """Cells after the inserted input, border and output padding; where negative, cropped.

        Output padding moves the end outwards: it first gives cropped cells back, and only what is
        left of it adds cells.
        """
        return self.border + self.output_padding

    @property
    def virtual_size(self) -> int:
        """Cells of the virtual input, those included that a negative border crops."""
        return max(0, self.border) + self.inserted_size + max(0, self.end)

    @property
    def data(self) -> slice:
        """Where the input lies on the virtual input."""
        before = max(0, self.border)
        return slice(before, before + self.inserted_size, self.stride)

    @property
    def used(self) -> slice:
        """The part of the virtual input that is not cropped; the kernel slides over this."""
        return slice(max(0, -self.border), self.virtual_size + min(0, self.end))

    def windows(self) -> Sliding:
        """Return how the rotated kernel slides over that part."""
        used = self.output_size + self.reach
        return sliding(used, self.output_size, self.kernel_size, 1, self.dilation, 0)

    # ------------------------------------------------------------------ the phases

    def phases(self) -> Iterator[PlacedPhase]:
        """Yield the phases that have a cell in the output."""
        for phase in axis_phases(self.kernel_size, self.stride, self.dilation):
            start = (phase.residue - self.padding) % self.stride
            count = len(range(start, self.output_size, self.stride))
            if count:
                # The first of these outputs reads this cell with the first tap of the phase, and
                # lower ones with the others: the kernel is rotated, so its last tap comes first.
                cell = (start + self.padding - phase.residue) // self.stride - phase.shift
                taps = len(range(phase.first, self.kernel_size, phase.step))
                padding = (taps - 1) * phase.dilation - cell
                windows = sliding(self.size, count, taps, 1, phase.dilation, padding)
                yield PlacedPhase(slice(start, None, self.stride), phase.taps, windows)


@dataclass(frozen=True)
class PlacedPhase:
    """A phase on an axis: which outputs it fills, and how it slides over the input to fill them.

    Attributes
    ----------
    outputs : slice
        The cells of the cropped output.
    taps : slice
        The taps, as a slice of the kernel's axis; they are to be rotated.
    windows : Sliding
    """

    outputs: slice
    taps: slice
    windows: Sliding


@dataclass(frozen=True)
class TransposedGeometry:
    """The geometry of a transposed convolution on all its axes."""

    axes: tuple[TransposedAxis, ...]

    @property
    def input_shape(self) -> Axes:
        """Shape of the input, (L,) or (H, W)."""
        return tuple(axis.size for axis in self.axes)

    @property
    def output_shape(self) -> Axes:
        """Shape of the output, (L',) or (H', W')."""
        return tuple(axis.output_size for axis in self.axes)

    @property
    def full_shape(self) -> Axes:
        """Shape of the output before cropping."""
        return tuple(axis.full_size for axis in self.axes)

    @property
    def inflation(self) -> float:
        """How many cells the taps of all phases lie on, zeros included, for each input and tap."""
        return math.prod(
            sum(p.windows.outputs * p.windows.taps for p in axis.phases())
            / (axis.size * axis.kernel_size)
            for axis in self.axes
        )

    def uncropped(self) -> TransposedGeometry:
        """Return the same with no padding: its output is all that the stamps reach."""
        return TransposedGeometry(tuple(replace(axis, padding=0) for axis in self.axes))

    def windows(self) -> tuple[Sliding, ...]:
        """Return how the rotated kernel slides over what is used of the virtual input."""
        return tuple(axis.windows() for axis in self.axes)

    @property
    def virtual_shape(self) -> Axes:
        """Shape of the virtual input."""
        return tuple(axis.virtual_size for axis in self.axes)


def transposed_geometry(
    input_shape: Axes,
    kernel_shape: Axes,
    stride: int | Axes = 1,
    padding: int | Axes = 0,
    output_padding: int | Axes = 0,
    dilation: int | Axes = 1,
) -> TransposedGeometry:
    """Check the parameters of a transposed convolution and return its geometry.

    Parameters
    ----------
    input_shape, kernel_shape : tuple of int
        Shapes of arrays, (L,) and (K,) or (H, W) and (KH, KW): known to be right.
    stride, padding, output_padding, dilation : int or tuple of int
        Whatever was given.

    Raises
    ------
    ParameterError
        If a parameter is out of range, the output would be empty, or a grid would be too large.
    """
    count = len(input_shape)
    strides = per_axis("stride", stride, count)
    paddings = per_axis("padding", padding, count, minimum=0)
    output_paddings = per_axis("output_padding", output_padding, count, minimum=0)
    dilations = per_axis("dilation", dilation, count)
    numbers = (input_shape, kernel_shape, strides, paddings, output_paddings, dilations)
    for axis in zip(*numbers, strict=True):
        conv_transpose_size(*axis)
    geometry = TransposedGeometry(
        tuple(TransposedAxis(*axis) for axis in zip(*numbers, strict=True))
    )
    name = f"the output with stride {strides} and dilation {dilations}, before cropping,"
    check_size(name, geometry.full_shape)
    return geometry
