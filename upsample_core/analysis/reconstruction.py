"""What a linear map keeps of its input, and two ways back from its output.

The transpose of a map restores a shape. The pseudoinverse gives, among all inputs that fit the
output best, the shortest; which need not be the likeliest.

References
----------
Golub and Van Loan, "Matrix Computations", sections 5.5 and 11.4; Fong and Saunders, "LSMR: an
iterative algorithm for sparse least-squares problems", SIAM J. Sci. Comput. 33, 2011.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy.linalg import null_space as orthonormal_null_space
from scipy.sparse.linalg import lsmr

from upsample_core.checks import (
    Array,
    ParameterError,
    check_size,
    instance_of,
    number_array,
    whole_number,
)
from upsample_core.linear_map import LinearMap
from upsample_core.linear_map.entries import Floats

MAX_DENSE = 2**16
"""Largest matrix (in entries) that is decomposed; what is larger is solved step by step."""

_TOLERANCE = 1e-8


@dataclass(frozen=True, eq=False)
class RoundTrip:
    """An input, what a map makes of it, and two ways back.

    Attributes
    ----------
    input : ndarray, shape `input_shape`
        x.
    output : ndarray, shape `output_shape`
        Cx.
    transposed : ndarray, shape `input_shape`
        Cᵀ(Cx): the shape restored.
    best : ndarray, shape `input_shape`
        C⁺(Cx): the part of x that the map keeps, and nothing in place of the rest.
    gain : float
        Mean of Cᵀ(C1): how many times brighter the transpose makes a constant input.
    """

    input: Floats
    output: Floats
    transposed: Floats
    best: Floats
    gain: float


def round_trip(linear_map: LinearMap, x: ArrayLike) -> RoundTrip:
    """Apply a map, then go back by its transpose and by its pseudoinverse.

    Parameters
    ----------
    linear_map : LinearMap
    x : array_like, shape `input_shape`

    Raises
    ------
    ParameterError
        If `x` has another shape.
    """
    instance_of("linear_map", linear_map, LinearMap)
    given = number_array("x", x, len(linear_map.input_shape)).astype(np.float64)
    output = linear_map.apply(given)
    return RoundTrip(
        given,
        output,
        linear_map.T.apply(output),
        least_squares(linear_map, output),
        float(linear_map.T.apply(linear_map.row_sums()).mean()),
    )


def adjoint_products(linear_map: LinearMap, x: ArrayLike, y: ArrayLike) -> tuple[float, float]:
    """Return ⟨Cx, y⟩ and ⟨x, Cᵀy⟩, each computed its own way; they differ by rounding alone.

    Parameters
    ----------
    linear_map : LinearMap
    x : array_like, shape `input_shape`
    y : array_like, shape `output_shape`

    Raises
    ------
    ParameterError
        If an argument has another shape.
    """
    instance_of("linear_map", linear_map, LinearMap)
    inputs = number_array("x", x, len(linear_map.input_shape))
    outputs = _output("y", y, linear_map)
    forward = np.vdot(linear_map.apply(inputs), outputs)
    return float(forward), float(np.vdot(inputs, linear_map.T.apply(outputs)))


def rank(linear_map: LinearMap) -> int:
    """Return how many dimensions of the input reach the output.

    Raises
    ------
    ParameterError
        If the matrix has more than `MAX_DENSE` entries.
    """
    return int(np.linalg.matrix_rank(_dense(linear_map)))


def null_space(linear_map: LinearMap) -> Floats:
    """Return inputs that the map takes to zero: a basis of all of them.

    Returns
    -------
    ndarray, shape (columns - rank, *input_shape)
        Of length one and at right angles to one another.

    Raises
    ------
    ParameterError
        If the matrix has more than `MAX_DENSE` entries.
    """
    basis: Floats = orthonormal_null_space(_dense(linear_map)).T
    return basis.reshape(-1, *linear_map.input_shape)


def unseen(linear_map: LinearMap, seed: int = 0) -> Floats:
    """Return an input that the map takes to zero, drawn at random; its largest entry is one.

    Returns
    -------
    ndarray, shape `input_shape`
        Zeros where only zero is taken to zero.

    Raises
    ------
    ParameterError
        If the matrix has more than `MAX_DENSE` entries, or `seed` is no whole number.
    """
    basis = null_space(linear_map)
    generator = np.random.default_rng(whole_number("seed", seed, minimum=0))
    mixed = np.tensordot(generator.standard_normal(len(basis)), basis, axes=1)
    largest = np.abs(mixed).max()
    return np.asarray(mixed / largest if largest > 0 else mixed, dtype=np.float64)


def least_squares(linear_map: LinearMap, output: ArrayLike) -> Floats:
    """Return the pseudoinverse of a map applied to an output: C⁺ y.

    Of all inputs whose image lies nearest to `output`, the shortest. Small matrices are
    decomposed; larger ones are solved by LSMR from zero, whose steps stay in the row space and so
    end at that same input.

    Parameters
    ----------
    linear_map : LinearMap
    output : array_like, shape `output_shape`

    Returns
    -------
    ndarray of float64, shape `input_shape`

    Raises
    ------
    ParameterError
        If `output` has another shape.
    """
    y = _output("output", output, instance_of("linear_map", linear_map, LinearMap))
    rows, columns = linear_map.shape
    if rows * columns <= MAX_DENSE:
        solution = np.linalg.lstsq(_dense(linear_map), y.ravel(), rcond=None)[0]
    else:
        solution = lsmr(
            linear_map.matrix,
            y.ravel(),
            atol=_TOLERANCE,
            btol=_TOLERANCE,
            conlim=0,
            maxiter=columns,
        )[0]
    return np.asarray(solution, dtype=np.float64).reshape(linear_map.input_shape)


def _output(name: str, values: ArrayLike, linear_map: LinearMap) -> Floats:
    """Return values in the shape of what a map gives."""
    given = number_array(name, values, len(linear_map.output_shape)).astype(np.float64)
    if given.shape != linear_map.output_shape:
        raise ParameterError(f"{name} must have shape {linear_map.output_shape}, got {given.shape}")
    return given


def _dense(linear_map: LinearMap) -> Array:
    instance_of("linear_map", linear_map, LinearMap)
    check_size("the matrix to decompose", linear_map.shape, MAX_DENSE)
    dense: Array = linear_map.matrix.toarray()
    return dense
