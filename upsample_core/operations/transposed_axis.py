"""The sizes of a transposed convolution along one axis, checked."""

from __future__ import annotations

from dataclasses import dataclass

from upsample_core.checks import Axes, check_size, per_axis
from upsample_core.shapes import conv_transpose_output_size


@dataclass(frozen=True)
class TransposedAxis:
    """Checked parameters of one axis: L, K, S, P, OP and D."""

    size: int
    kernel_size: int
    stride: int
    padding: int
    output_padding: int
    dilation: int

    @property
    def output_size(self) -> int:
        """Cells of the output."""
        return self.full_size - 2 * self.padding

    @property
    def full_size(self) -> int:
        """Cells of the output before the padding is cropped off both ends."""
        return self.inserted_size + self.dilation * (self.kernel_size - 1) + self.output_padding

    @property
    def inserted_size(self) -> int:
        """Cells of the input with S-1 zeros between neighbours."""
        return (self.size - 1) * self.stride + 1

    @property
    def border(self) -> int:
        """Zeros around the virtual input, D(K-1) - P; where negative, cells cropped."""
        return self.dilation * (self.kernel_size - 1) - self.padding


def transposed_axes(
    sizes: Axes,
    kernel_sizes: Axes,
    stride: int | Axes,
    padding: int | Axes,
    output_padding: int | Axes,
    dilation: int | Axes,
) -> tuple[TransposedAxis, ...]:
    """Check the parameters of a transposed convolution and return them axis by axis.

    Raises
    ------
    ParameterError
        If one is out of range, the output would be empty, or a grid would be too large.
    """
    count = len(sizes)
    parameters = (
        sizes,
        kernel_sizes,
        per_axis("stride", stride, count),
        per_axis("padding", padding, count, minimum=0),
        per_axis("output_padding", output_padding, count, minimum=0),
        per_axis("dilation", dilation, count),
    )
    for axis in zip(*parameters, strict=True):
        conv_transpose_output_size(*axis)
    axes = tuple(TransposedAxis(*axis) for axis in zip(*parameters, strict=True))
    name = f"the output with stride {parameters[2]} and dilation {parameters[5]}, before cropping,"
    check_size(name, [axis.full_size for axis in axes])
    return axes
