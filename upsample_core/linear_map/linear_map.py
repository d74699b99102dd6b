"""The sparse operator behind every view: output = M · input.

A linear resampler is a sparse matrix. `LinearMap` keeps that matrix as a list of entries
(output cell, input cell, weight, kernel tap) in compressed-row order. One axis is an incidence
list; a map over several axes is the outer product of the maps of its axes (a Kronecker product
that remembers the taps).
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from functools import cached_property, reduce

import numpy as np
from numpy.typing import ArrayLike
from scipy import sparse

from upsample_core.checks import (
    MAX_AXES,
    Array,
    Axes,
    ParameterError,
    check_size,
    grid_shape,
    number_array,
    shown,
    whole_number,
)
from upsample_core.linear_map.entries import (
    Floats,
    Indices,
    axis_cells,
    axis_weights,
    check_map_size,
    flat_index,
    outer_entries,
    ranges,
)

__all__ = ["Indices", "LinearMap", "Links"]


@dataclass(frozen=True, eq=False)
class Links:
    """The entries that one row or one column of a map stores.

    Attributes
    ----------
    cells : ndarray of int, shape (n, ndim)
        Multi-indices of the cells at the other end.
    weights : ndarray of float, shape (n,)
    taps : ndarray of int, shape (n, tap_ndim), or None
        Multi-indices of the kernel taps, where the map has a kernel.
    """

    cells: Indices
    weights: Floats
    taps: Indices | None


@dataclass(frozen=True, eq=False)
class LinearMap:
    """A linear map between two grids, with the kernel tap behind every stored entry.

    Rows are output cells and columns are input cells, both flattened in C order. Entries whose
    weight happens to be zero stay stored: they are still part of the connectivity.

    Maps are made by `from_axis`, `identity`, `outer` and `stacked`, and by the functions named
    after operations. The constructor itself takes lists that are right already, unchecked.

    Attributes
    ----------
    input_shape, output_shape : tuple of int
        Shapes of the grids, such as (L,), (H, W) or (C, H, W).
    indptr : ndarray of int, shape (n_out + 1,)
        Entries of row i are `indptr[i]:indptr[i + 1]`, their columns ascending.
    inputs : ndarray of int, shape (nnz,)
        Flat input cell of every entry.
    weights : ndarray of float, shape (nnz,)
    taps : ndarray of int, shape (nnz,), or None
        Flat index into the kernel of every entry.
    tap_shape : tuple of int, or None
        Shape of that kernel.

    Examples
    --------
    >>> doubling = LinearMap.from_axis(2, 4, outputs=[0, 1, 2, 3], inputs=[0, 0, 1, 1])
    >>> doubling.apply([5.0, 7.0])
    array([5., 5., 7., 7.])
    >>> LinearMap.outer(doubling, doubling).shape
    (16, 4)
    """

    input_shape: Axes
    output_shape: Axes
    indptr: Indices
    inputs: Indices
    weights: Floats
    taps: Indices | None = None
    tap_shape: Axes | None = None

    # ------------------------------------------------------------------ making

    @classmethod
    def from_axis(
        cls,
        input_size: int,
        output_size: int,
        outputs: ArrayLike,
        inputs: ArrayLike,
        weights: ArrayLike | None = None,
        taps: ArrayLike | None = None,
        tap_count: int | None = None,
    ) -> LinearMap:
        """Make the map of one axis from an incidence list in any order.

        Parameters
        ----------
        input_size, output_size : int
        outputs, inputs : array_like of int, shape (E,)
            Entry e links output cell `outputs[e]` to input cell `inputs[e]`.
        weights : array_like of float, shape (E,), optional
            One where left out.
        taps : array_like of int, shape (E,), optional
            Kernel tap of every entry. Without taps, entries that link the same two cells are
            merged and their weights added.
        tap_count : int, optional
            Size of the kernel; needed with `taps`.

        Returns
        -------
        LinearMap
            From shape (input_size,) to (output_size,).

        Raises
        ------
        ParameterError
            If a list holds anything but numbers of its kind, the lists are not equally long, a cell
            or tap lies outside its axis, or the map would be too large.
        """
        rows = axis_cells("outputs", outputs, whole_number("output_size", output_size))
        columns = axis_cells("inputs", inputs, whole_number("input_size", input_size))
        values = np.ones(rows.size) if weights is None else axis_weights("weights", weights)
        numbered, tap_shape = None, None
        if taps is not None:
            tap_shape = (whole_number("tap_count", tap_count),)
            numbered = axis_cells("taps", taps, *tap_shape)
        for name, listed in [("inputs", columns), ("weights", values), ("taps", numbered)]:
            if listed is not None and listed.size != rows.size:
                raise ParameterError(
                    f"{name} must be as many as outputs, {rows.size}, got {listed.size}"
                )
        return cls.from_entries(
            (int(input_size),), (int(output_size),), rows, columns, values, numbered, tap_shape
        )

    @classmethod
    def from_entries(
        cls,
        input_shape: Axes,
        output_shape: Axes,
        rows: Indices,
        columns: Indices,
        weights: Floats | None = None,
        taps: Indices | None = None,
        tap_shape: Axes | None = None,
    ) -> LinearMap:
        """Return the map of entries that are known to be right: only their number is checked.

        They are sorted into row order; without taps, those that link the same cells are merged.

        Parameters
        ----------
        input_shape, output_shape : tuple of int
        rows, columns : ndarray of int, shape (E,)
            Flat output and input cell of every entry.
        weights : ndarray of float64, shape (E,), optional
            One where left out.
        taps : ndarray of int, shape (E,), optional
            Flat index into the kernel of every entry.
        tap_shape : tuple of int, optional
            Shape of that kernel.

        Raises
        ------
        ParameterError
            If the map would be too large.
        """
        check_map_size(math.prod(output_shape), math.prod(input_shape), rows.size)
        if weights is None:
            weights = np.ones(rows.size)
        keys = rows * math.prod(input_shape) + columns
        if taps is None:
            keys, place = np.unique(keys, return_inverse=True)
            weights = np.bincount(place, weights, minlength=keys.size).astype(np.float64)
            rows, columns = np.divmod(keys, math.prod(input_shape))
        else:
            order = np.argsort(keys, kind="stable")
            rows, columns, weights, taps = rows[order], columns[order], weights[order], taps[order]
        counts = np.bincount(rows, minlength=math.prod(output_shape))
        indptr = np.concatenate(([0], np.cumsum(counts)))
        return cls(input_shape, output_shape, indptr, columns, weights, taps, tap_shape)

    @classmethod
    def identity(cls, shape: Axes) -> LinearMap:
        """Return the map that leaves a grid of `shape` as it is.

        Raises
        ------
        ParameterError
            If `shape` is no shape of a grid, or the map would be too large.
        """
        sizes = grid_shape("shape", shape)
        count = math.prod(sizes)
        check_map_size(count, count, count)
        cells = np.arange(count, dtype=np.intp)
        return cls(sizes, sizes, np.arange(count + 1, dtype=np.intp), cells, np.ones(count))

    @staticmethod
    def outer(*axes: LinearMap) -> LinearMap:
        """Return the map over several axes as the outer product of the maps of its axes.

        Shapes and tap shapes are concatenated and weights multiplied. Cost: O(stored entries).

        Raises
        ------
        ParameterError
            If there is no axis, one is no map, or the product would store more entries than the
            memory bound allows.
        """
        _check_maps("axes", axes)
        if sum(len(one.input_shape + one.output_shape) for one in axes) > 2 * MAX_AXES:
            raise ParameterError(f"axes must be at most {MAX_AXES}, got {len(axes)} maps")
        return reduce(_outer, axes)

    @staticmethod
    def stacked(*channels: LinearMap) -> LinearMap:
        """Return the map that computes several output channels from one input.

        Parameters
        ----------
        *channels : LinearMap
            Maps with equal shapes and equal tap shapes.

        Returns
        -------
        LinearMap
            From `input_shape` to (C, *output_shape), taps in (C, *tap_shape).

        Raises
        ------
        ParameterError
            If there is no channel, one is no map, their shapes differ, or the map would be too
            large.
        """
        _check_maps("channels", channels)
        first = channels[0]
        for one in channels:
            if _shapes(one) != _shapes(first):
                raise ParameterError(
                    "channels must have equal input, output and tap shapes, "
                    f"got {_shapes(first)} and {_shapes(one)}"
                )
        count = sum(one.nnz for one in channels)
        check_map_size(len(channels) * first.shape[0], first.shape[1], count)
        taps, tap_shape = None, None
        if first.taps is not None and first.tap_shape is not None:
            size = math.prod(first.tap_shape)
            taps = np.concatenate(
                [c * size + one.taps for c, one in enumerate(channels) if one.taps is not None]
            )
            tap_shape = (len(channels), *first.tap_shape)
        starts = np.cumsum([0] + [one.nnz for one in channels])
        ends = [start + one.indptr[1:] for start, one in zip(starts, channels, strict=False)]
        return LinearMap(
            first.input_shape,
            (len(channels), *first.output_shape),
            np.concatenate([[0], *ends]),
            np.concatenate([one.inputs for one in channels]),
            np.concatenate([one.weights for one in channels]),
            taps,
            tap_shape,
        )

    def with_kernel(self, kernel: ArrayLike) -> LinearMap:
        """Return the same connectivity with every weight looked up in `kernel` by its tap.

        Parameters
        ----------
        kernel : array_like of float, shape `tap_shape`

        Raises
        ------
        ParameterError
            If the map has no taps, or `kernel` has another shape.
        """
        if self.taps is None or self.tap_shape is None:
            raise ParameterError("kernel must be left out: no entry of this map has a kernel tap")
        values = number_array("kernel", kernel, len(self.tap_shape)).astype(np.float64)
        if values.shape != self.tap_shape:
            raise ParameterError(f"kernel must have shape {self.tap_shape}, got {values.shape}")
        return replace(self, weights=values.ravel()[self.taps])

    def pattern(self) -> LinearMap:
        """Return the same connectivity with every weight one."""
        return replace(self, weights=np.ones(self.nnz))

    def reshaped(
        self, input_shape: Axes | None = None, output_shape: Axes | None = None
    ) -> LinearMap:
        """Return the same map between grids of other shapes with as many cells.

        Raises
        ------
        ParameterError
            If a shape has another number of cells.
        """
        inside, outside = self.input_shape, self.output_shape
        if input_shape is not None:
            inside = grid_shape("input_shape", input_shape)
        if output_shape is not None:
            outside = grid_shape("output_shape", output_shape)
        if (math.prod(outside), math.prod(inside)) != self.shape:
            raise ParameterError(
                f"input_shape and output_shape must have {self.shape[1]} and {self.shape[0]} "
                f"cells, got {inside} and {outside}"
            )
        return replace(self, input_shape=inside, output_shape=outside)

    # ------------------------------------------------------------------ as a matrix

    @property
    def shape(self) -> tuple[int, int]:
        """Rows and columns of the matrix: (output cells, input cells)."""
        return math.prod(self.output_shape), math.prod(self.input_shape)

    @property
    def nnz(self) -> int:
        """Number of stored entries."""
        return self.inputs.size

    @property
    def density(self) -> float:
        """Stored entries divided by all entries."""
        return self.nnz / math.prod(self.shape)

    @cached_property
    def matrix(self) -> sparse.csr_array:
        """The map as a SciPy sparse array, shape (output cells, input cells)."""
        return sparse.csr_array((self.weights, self.inputs, self.indptr), shape=self.shape)

    def rows(self) -> Indices:
        """Return the flat output cell of every entry, shape (nnz,)."""
        return np.repeat(np.arange(self.shape[0]), np.diff(self.indptr))

    @cached_property
    def T(self) -> LinearMap:  # noqa: N802 - the transpose is T in NumPy, SciPy and on paper
        """The transpose, which is also the gradient of the map."""
        numbered = sparse.csr_array((np.arange(self.nnz), self.inputs, self.indptr), self.shape)
        by_column = numbered.tocsc()
        order = by_column.data
        return LinearMap(
            self.output_shape,
            self.input_shape,
            by_column.indptr.astype(np.intp),
            by_column.indices.astype(np.intp),
            self.weights[order],
            None if self.taps is None else self.taps[order],
            self.tap_shape,
        )

    # ------------------------------------------------------------------ using

    def apply(self, x: ArrayLike) -> Array:
        """Apply the map to the trailing axes of `x`.

        Parameters
        ----------
        x : array_like, shape (..., *input_shape)

        Returns
        -------
        ndarray, shape (..., *output_shape)
            float32 for float32 input, else float64.

        Raises
        ------
        ParameterError
            If the trailing axes of `x` are not `input_shape`, or the result would be too large.
        """
        grid = number_array("x", x, range(1, 33))
        axes = len(self.input_shape)
        if grid.shape[-axes:] != self.input_shape:
            raise ParameterError(
                f"x must have trailing shape {self.input_shape}, got shape {grid.shape}"
            )
        leading = grid.shape[: grid.ndim - axes]
        check_size("the result", (*leading, *self.output_shape))
        columns = grid.reshape(-1, self.shape[1]).T
        result = (self.matrix @ columns).T.reshape(*leading, *self.output_shape)
        return result.astype(grid.dtype, copy=False)

    def compose(self, first: LinearMap) -> LinearMap:
        """Return the map that applies `first` and then this one: the matrix product M₂ M₁.

        Taps survive only where they still name one kernel tap: when one of the two maps merely
        moves values (one entry of weight one per row), the taps of the other are kept.

        Raises
        ------
        ParameterError
            If `first` is no map, its output has not as many cells as the input of this map, or the
            product would be too large.
        """
        if not isinstance(first, LinearMap):
            raise ParameterError(f"first must be a LinearMap, got {shown(first)}")
        if first.shape[0] != self.shape[1]:
            raise ParameterError(
                f"first must end in {self.input_shape}, but it ends in {first.output_shape}"
            )
        counts = np.diff(first.indptr)[self.inputs]
        check_map_size(self.shape[0], first.shape[1], int(counts.sum()))
        mine = np.repeat(np.arange(self.nnz), counts)
        theirs = ranges(first.indptr[self.inputs], counts)
        taps, tap_shape = _kept_taps(self, mine, first, theirs)
        return LinearMap.from_entries(
            first.input_shape,
            self.output_shape,
            self.rows()[mine],
            first.inputs[theirs],
            self.weights[mine] * first.weights[theirs],
            taps,
            tap_shape,
        )

    def __matmul__(self, first: LinearMap) -> LinearMap:
        """Return `self.compose(first)`."""
        return self.compose(first)

    # ------------------------------------------------------------------ asking

    def contributions(self, output_index: int | Axes) -> Links:
        """Return what one output cell is made of: its row.

        Parameters
        ----------
        output_index : int or tuple of int
            A multi-index into `output_shape`, or a flat index.

        Raises
        ------
        ParameterError
            If the index lies outside the output.
        """
        row = flat_index("output_index", output_index, self.output_shape)
        return self._links(slice(self.indptr[row], self.indptr[row + 1]))

    def footprint(self, input_index: int | Axes) -> Links:
        """Return where one input cell goes: its column.

        Parameters
        ----------
        input_index : int or tuple of int
            A multi-index into `input_shape`, or a flat index.

        Raises
        ------
        ParameterError
            If the index lies outside the input.
        """
        return self.T.contributions(flat_index("input_index", input_index, self.input_shape))

    def _links(self, entries: slice) -> Links:
        cells = np.stack(np.unravel_index(self.inputs[entries], self.input_shape), axis=-1)
        taps = None
        if self.taps is not None and self.tap_shape is not None:
            taps = np.stack(np.unravel_index(self.taps[entries], self.tap_shape), axis=-1)
        return Links(cells, self.weights[entries], taps)

    def overlap(self) -> Indices:
        """Return how many stored entries reach each output cell, shape `output_shape`."""
        return np.diff(self.indptr).reshape(self.output_shape)

    def row_sums(self) -> Floats:
        """Return the response to a constant input of ones, shape `output_shape`."""
        sums: Floats = np.bincount(self.rows(), self.weights, self.shape[0]).astype(np.float64)
        return sums.reshape(self.output_shape)


def _check_maps(name: str, maps: tuple[LinearMap, ...]) -> None:
    if not maps:
        raise ParameterError(f"{name} must be at least one LinearMap, got none")
    for one in maps:
        if not isinstance(one, LinearMap):
            raise ParameterError(f"{name} must be LinearMaps, got {shown(one)}")


def _shapes(one: LinearMap) -> tuple[Axes, Axes, Axes | None]:
    return one.input_shape, one.output_shape, one.tap_shape


def _outer(a: LinearMap, b: LinearMap) -> LinearMap:
    """Kronecker product of two maps: rows (o_a, o_b), each the product of the two rows."""
    check_map_size(a.shape[0] * b.shape[0], a.shape[1] * b.shape[1], a.nnz * b.nnz)
    indptr, from_a, from_b = outer_entries(a.indptr, b.indptr)
    taps, tap_shape = None, None
    if a.taps is not None and b.taps is not None and a.tap_shape and b.tap_shape:
        taps = a.taps[from_a] * math.prod(b.tap_shape) + b.taps[from_b]
        tap_shape = a.tap_shape + b.tap_shape
    return LinearMap(
        a.input_shape + b.input_shape,
        a.output_shape + b.output_shape,
        indptr,
        a.inputs[from_a] * b.shape[1] + b.inputs[from_b],
        a.weights[from_a] * b.weights[from_b],
        taps,
        tap_shape,
    )


def _kept_taps(
    second: LinearMap, of_second: Indices, first: LinearMap, of_first: Indices
) -> tuple[Indices | None, Axes | None]:
    """Taps of a composed map: those of the one map with a kernel, if the other only moves."""
    if first.taps is not None and _only_moves(second):
        return first.taps[of_first], first.tap_shape
    if second.taps is not None and _only_moves(first):
        return second.taps[of_second], second.tap_shape
    return None, None


def _only_moves(linear_map: LinearMap) -> bool:
    """Whether the map copies every input cell at most once: no sums, no weights."""
    return bool(
        np.diff(linear_map.indptr).max(initial=0) <= 1
        and np.bincount(linear_map.inputs, minlength=1).max() <= 1
        and np.all(linear_map.weights == 1)
    )
