"""Everything there is to see about one run of a method on a small input."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import ArrayLike

from upsample_core.analysis.evenness import Evenness
from upsample_core.checks import Array, ParameterError, check_size, instance_of, number_array
from upsample_core.linear_map import Indices, LinearMap
from upsample_core.methods import Method, Parts, Stage
from upsample_core.operations.virtual_input import unrotated_map


@dataclass(frozen=True, eq=False)
class Trace:
    """One run of a method, with every number that explains its output.

    Attributes
    ----------
    method : Method
    input : ndarray, shape (L,) or (H, W)
    output : ndarray
        ``map.apply(input)``.
    map : LinearMap
        From input to output.
    kernel : ndarray or None
        As the method stores it; the taps of `map` index into it.
    stage : Stage or None
        The grid between input and output: the virtual input of a transposed convolution, the
        channel maps of a sub-pixel convolution, the resized grid, the pooled values; or the regions
        that chose the rows of the matrix.
    coordinates : tuple of ndarray, or None
        For interpolation, along each axis the input coordinate that each output index samples.
    switches : ndarray of int, or None
        For max pooling, the flat input cell that each window chose, shape of the pooled grid.
    windows : LinearMap or None
        Which cells each output looked at, on the stage or else on the input, where `map` does
        not say.
    parts : Parts
        What else the method is made of.
    """

    method: Method
    input: Array
    output: Array
    map: LinearMap
    kernel: Array | None
    stage: Stage | None
    coordinates: tuple[Array, ...] | None
    switches: Indices | None
    windows: LinearMap | None
    parts: Parts

    @cached_property
    def steps(self) -> tuple[LinearMap, ...]:
        """Input to stage and stage to output, so that ``steps[1] @ steps[0]`` is `map`.

        Empty where nothing flows through a stage. They are made when they are first asked for: of a
        transposed convolution the second has an entry for every tap, inserted zeros included.
        """
        return self.parts.steps()

    @cached_property
    def canvas(self) -> LinearMap | None:
        """The map from input to all that a transposed convolution stamps, or None.

        Padding P crops it: output cell o is cell o + P of the canvas, axis by axis.
        """
        return self.parts.canvas()

    @cached_property
    def overlap(self) -> Array:
        """How many stored entries reach each output cell."""
        return self.map.overlap()

    @cached_property
    def most_reached(self) -> int:
        """The flat index of the output cell that most entries reach: the most central of them."""
        overlap = self.overlap
        cells = np.indices(overlap.shape).reshape(overlap.ndim, -1).T
        middle = (np.array(overlap.shape) - 1) / 2
        away = np.abs(cells - middle).sum(axis=-1)
        return int(np.lexsort((away, -overlap.ravel()))[0])

    @cached_property
    def row_sums(self) -> Array:
        """The response to a constant input of ones."""
        return self.map.row_sums()

    @cached_property
    def evenness(self) -> Evenness | None:
        """How evenly the taps reach the output, where the method scatters a fixed kernel."""
        assess = self.method.definition.evenness
        return None if assess is None else assess(self.method)

    @cached_property
    def unrotated(self) -> LinearMap | None:
        """The map of the common mistake, where there is a kernel that someone may not rotate."""
        if self.kernel is None or not self.method.definition.rotates_kernel:
            return None
        return unrotated_map(self.map, self.kernel)


def trace(method: Method, image: ArrayLike) -> Trace:
    """Run a method on a small image and keep everything there is to see.

    Parameters
    ----------
    method : Method
    image : array_like, shape (L,) or (H, W)
        The shape that the method was made for.

    Returns
    -------
    Trace

    Raises
    ------
    ParameterError
        If `image` has another shape, or the output is over the memory bound.
    """
    instance_of("method", method, Method)
    x = number_array("image", image, method.axes)
    if x.shape != method.input_shape:
        raise ParameterError(
            f"image must have shape {method.input_shape}, as the method does, got {x.shape}"
        )
    check_size("output", method.output_shape)
    parts = method.definition.parts(method, x)
    return Trace(
        method,
        x,
        parts.whole.apply(x),
        parts.whole,
        parts.kernel,
        parts.stage,
        parts.coordinates,
        parts.switches,
        parts.windows,
        parts,
    )


def run(method: Method, picture: ArrayLike) -> Array:
    """Run a method on every channel of a picture, with the functional operations.

    Parameters
    ----------
    method : Method
        Made for the picture's (H, W); see `for_picture`.
    picture : array_like, shape (C, H, W)

    Returns
    -------
    ndarray, shape (C, H_out, W_out)

    Raises
    ------
    ParameterError
        If the picture has another shape, or the output is over the memory bound.
    """
    instance_of("method", method, Method)
    x = number_array("picture", picture, 3)
    if x.shape[1:] != method.input_shape:
        raise ParameterError(
            f"picture must have shape (C, {', '.join(map(str, method.input_shape))}), "
            f"as the method does, got {x.shape}"
        )
    check_size("output", (x.shape[0], *method.output_shape))
    return method.definition.run(method, x)
