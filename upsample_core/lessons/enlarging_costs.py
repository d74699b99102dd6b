"""What three learned ways to enlarge cost.

References
----------
Shi et al., "Real-time single image and video super-resolution using an efficient sub-pixel
convolutional neural network", CVPR 2016, section 3 (work at low resolution); Odena, Dumoulin and
Olah, "Deconvolution and checkerboard artifacts", Distill, 2016 (resize, then convolve).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from upsample_core.checks import whole_number

WAYS = ("transposed", "sub_pixel", "resize", "resize_wide")
"""Transposed convolution with K·r taps along an axis; sub-pixel convolution with K; nearest resize,
then a convolution with K; the same with as many taps as see K small pixels, r·(K - 1) + 1."""


class Cost(NamedTuple):
    """What one layer costs that enlarges H × W by r.

    Attributes
    ----------
    kernel_size : int
        Taps along an axis.
    parameters : int
        Weights that are learned, without biases.
    per_pixel : int
        Multiplications for each pixel of the output, away from the border.
    largest_map : int
        Numbers in the largest map that is kept on the way, for each pixel of the input.
    """

    kernel_size: int
    parameters: int
    per_pixel: int
    largest_map: int


def enlarging_costs(
    kernel_size: int, upscale_factor: int, inputs: int, outputs: int
) -> Mapping[str, Cost]:
    """Return the cost of every way.

    Parameters
    ----------
    kernel_size : int
        K, of the sub-pixel convolution: how many small pixels an output sees along an axis.
    upscale_factor : int
        r.
    inputs, outputs : int
        Channels.

    Returns
    -------
    mapping of str to Cost
        By the names of `WAYS`.

    Raises
    ------
    ParameterError
        If a parameter is no positive whole number.

    Examples
    --------
    >>> enlarging_costs(3, 2, 64, 3)["sub_pixel"]
    Cost(kernel_size=3, parameters=6912, per_pixel=1728, largest_map=64)
    """
    size = whole_number("kernel_size", kernel_size)
    r = whole_number("upscale_factor", upscale_factor)
    pairs = whole_number("inputs", inputs) * whole_number("outputs", outputs)
    large, wide = size * r, r * (size - 1) + 1
    # What is enlarged first is all of the input; otherwise it stays small.
    late, early = max(inputs, outputs * r * r), r * r * max(inputs, outputs)
    return {
        "transposed": Cost(large, pairs * large**2, pairs * size**2, late),
        "sub_pixel": Cost(size, pairs * r * r * size**2, pairs * size**2, late),
        "resize": Cost(size, pairs * size**2, pairs * size**2, early),
        "resize_wide": Cost(wide, pairs * wide**2, pairs * wide**2, early),
    }
