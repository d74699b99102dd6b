"""A transposed convolution as a sub-pixel convolution, shown in its parts.

References
----------
Shi et al., "Is the deconvolution layer the same as a convolutional layer?", 2016.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from upsample_core.checks import Array, number_array, whole_number
from upsample_core.operations.phases import PhaseKernel, phase_kernels
from upsample_core.operations.transposed_forms import interleave, stamp


class Weaving(NamedTuple):
    """The phases of a transposed convolution with P = 0, and the output they are woven into.

    Attributes
    ----------
    phases : tuple of PhaseKernel
        In C order of the residues, S² of them in two dimensions.
    of_tap : tuple of int
        Which phase each tap of the kernel belongs to.
    maps : tuple of ndarray
        What each phase makes of the input, at its resolution. Phase (i, j) fills the output cells
        (i, j), (i, j + S), … (i + S, j), …; a phase without taps holds zeros.
    output : ndarray
        The maps woven together.
    of_cell : ndarray of int, shape of `output`
        Which phase each output cell belongs to.
    empty : int
        How many phases have no taps: they are holes in the output.
    difference : float
        The largest absolute difference from stamping.
    """

    phases: tuple[PhaseKernel, ...]
    of_tap: tuple[int, ...]
    maps: tuple[Array, ...]
    output: Array
    of_cell: NDArray[np.intp]
    empty: int
    difference: float

    @property
    def tap_counts(self) -> tuple[int, ...]:
        """How many taps each phase has."""
        return tuple(phase.taps.size for phase in self.phases)

    @property
    def even(self) -> bool:
        """Whether all phases have equally many taps."""
        return len(set(self.tap_counts)) == 1


def weave(x: ArrayLike, kernel: ArrayLike, stride: int) -> Weaving:
    """Compute a transposed convolution phase by phase.

    Parameters
    ----------
    x : array_like, shape (H, W)
    kernel : array_like, shape (KH, KW)
    stride : int
        S.

    Raises
    ------
    ParameterError
        As `conv_transpose2d`.
    """
    data = number_array("x", x, 2)
    taps = number_array("kernel", kernel, 2)
    step = whole_number("stride", stride)
    phases = tuple(phase_kernels(taps, step))
    output = interleave(data, taps, step)
    rows, columns = np.indices(output.shape) % step
    of_tap = np.zeros(taps.size, np.intp)
    for number, phase in enumerate(phases):
        of_tap[phase.taps.ravel()] = number
    return Weaving(
        phases,
        tuple(of_tap.tolist()),
        tuple(output[phase.residue[0] :: step, phase.residue[1] :: step] for phase in phases),
        output,
        np.asarray(rows * step + columns),
        sum(phase.taps.size == 0 for phase in phases),
        float(np.abs(output - stamp(data, taps, step)).max()),
    )
