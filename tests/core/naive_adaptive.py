"""Content-adaptive interpolation straight from its definition: one pixel, one sample at a time.

Nothing here is shared with the core: the least squares go by a basis of SciPy's and by dense
systems, windows by a loop over all known pixels.
"""

from __future__ import annotations

import math

import numpy as np
from scipy.linalg import null_space

RIDGE, FARTHEST = 3e-3, 2.0
ZERO_SUM = null_space(np.ones((1, 4)))
DIAGONAL = ((-1, -1), (-1, 1), (1, -1), (1, 1))
AXIAL = ((-1, 0), (0, -1), (0, 1), (1, 0))


def weights(samples: list[tuple[float, list[float]]]) -> np.ndarray:
    """Return the four weights that predict centres from their neighbours best; they sum to 1."""
    if not samples:
        return np.full(4, 0.25)
    centres = np.array([centre for centre, _ in samples])
    neighbours = np.array([around for _, around in samples])
    predictors = neighbours @ ZERO_SUM
    system = predictors.T @ predictors
    if not system.any():
        return np.full(4, 0.25)
    system += RIDGE * np.trace(system) * np.eye(3)
    wanted = predictors.T @ (centres - neighbours.mean(axis=1))
    away = ZERO_SUM @ np.linalg.solve(system, wanted)
    return 0.25 + away if np.abs(away).max() <= FARTHEST else np.full(4, 0.25)


def samples_around(known: dict, place: tuple[int, int], reach: int, steps) -> list:
    """Return the known pixels in a square window whose neighbours, twice as far, are known too."""
    found = []
    for row, column in known:
        far = [(row + 2 * down, column + 2 * right) for down, right in steps]
        near = abs(row - place[0]) <= reach and abs(column - place[1]) <= reach
        if near and all(cell in known for cell in far):
            found.append((known[row, column], [known[cell] for cell in far]))
    return found


def doubled(x: np.ndarray) -> np.ndarray:
    """Return (2H - 1, 2W - 1): first the pixels between four, then those between two."""
    height, width = 2 * x.shape[0] - 1, 2 * x.shape[1] - 1
    known = {(2 * i, 2 * j): value for (i, j), value in np.ndenumerate(x)}
    between = {}
    for row in range(1, height, 2):
        for column in range(1, width, 2):
            w = weights(samples_around(known, (row, column), 7, DIAGONAL))
            values = [known[row + down, column + right] for down, right in DIAGONAL]
            between[row, column] = float(w @ values)
    known |= between
    result = np.empty((height, width))
    for row in range(height):
        for column in range(width):
            if (row, column) in known:
                result[row, column] = known[row, column]
                continue
            w = weights(samples_around(known, (row, column), 4, AXIAL))
            result[row, column] = axial_sum(known, (row, column), w)
    return result


def axial_sum(known: dict, place: tuple[int, int], w: np.ndarray) -> float:
    """Weigh the neighbours above, left, right and below; a missing one lies in their plane."""
    above, left, right, below = cells = [(place[0] + d, place[1] + r) for d, r in AXIAL]
    shares = dict(zip(cells, w, strict=True))
    for missing, opposite in ((above, below), (below, above), (left, right), (right, left)):
        if missing not in known:
            for beside in (left, right) if missing in (above, below) else (above, below):
                shares[beside] += shares[missing]
            shares[opposite] -= shares[missing]
            shares[missing] = 0.0
    return sum(share * known[cell] for cell, share in shares.items() if share)


def edge_directed(x: np.ndarray, scale_factor: int, coordinates: str) -> np.ndarray:
    for _ in range(scale_factor // 2):
        if coordinates == "align_corners":
            x = doubled(x)
        else:
            x = doubled(np.pad(x, ((0, 1), (0, 1)), mode="edge"))[:-1, :-1]
    return x


# ------------------------------------------------------------------ regions


def at(x: np.ndarray, row: int, column: int) -> float:
    """Return a pixel; beyond the edge, the nearest one."""
    inside = (
        min(max(place, 0), size - 1) for place, size in zip((row, column), x.shape, strict=True)
    )
    return x[tuple(inside)]


def around(x: np.ndarray, row: int, column: int) -> tuple[float, float, float, float]:
    """Return the change at a pixel, and the products of its gradient by Scharr's filter."""
    here = at(x, row, column)
    steps = [at(x, row + down, column + right) - here for down, right in AXIAL]
    change = sum(step**2 for step in steps) / 2
    smooth = {-1: 3 / 16, 0: 10 / 16, 1: 3 / 16}
    along = {
        (1, 0): sum(
            w * (at(x, row + 1, column + k) - at(x, row - 1, column + k)) for k, w in smooth.items()
        ),
        (0, 1): sum(
            w * (at(x, row + k, column + 1) - at(x, row + k, column - 1)) for k, w in smooth.items()
        ),
    }
    gy, gx = along[1, 0] / 2, along[0, 1] / 2
    return change, gx * gx, gx * gy, gy * gy


def gathered(values: np.ndarray, row: int, column: int) -> np.ndarray:
    """Return the Gaussian mean around a pixel: σ = 1, cut at four, the edge pixel repeated."""
    bell = {k: math.exp(-(k**2) / 2) for k in range(-4, 5)}
    total = sum(bell.values())
    result = np.zeros(values.shape[-1])
    for down, first in bell.items():
        for right, second in bell.items():
            i = min(max(row + down, 0), values.shape[0] - 1)
            j = min(max(column + right, 0), values.shape[1] - 1)
            result += first * second / total**2 * values[i, j]
    return result


def regions(
    x: np.ndarray, scale_factor: int, coordinates: str, flat_below: float, edge_above: float
) -> np.ndarray:
    """Return 0 for flat, 1 for edge, 2 for texture of every output pixel."""
    spread = (x.max() - x.min()) or 1.0
    height, width = x.shape
    raw = np.array([[around(x / spread, i, j) for j in range(width)] for i in range(height)])
    smooth = np.array([[gathered(raw, i, j) for j in range(width)] for i in range(height)])
    aligned = coordinates == "align_corners"
    target = [(n - 1) * scale_factor + 1 if aligned else n * scale_factor for n in x.shape]
    result = np.empty(target, int)
    for row in range(target[0]):
        for column in range(target[1]):
            mean = np.zeros(4)
            for i, a in lattice(row, scale_factor, height):
                for j, b in lattice(column, scale_factor, width):
                    mean += a * b * smooth[i, j]
            result[row, column] = region(mean, flat_below, edge_above)
    return result


def lattice(place: int, scale_factor: int, size: int) -> list[tuple[int, float]]:
    """Return the two known pixels around an output pixel of one axis, with linear weights."""
    below, rest = divmod(place, scale_factor)
    share = rest / scale_factor
    return [(below, 1 - share), (min(below + 1, size - 1), share)]


def region(mean: np.ndarray, flat_below: float, edge_above: float) -> int:
    change, xx, xy, yy = mean
    if change <= flat_below**2:
        return 0
    low, high = np.linalg.eigvalsh([[xx, xy], [xy, yy]])
    return 1 if high - low >= edge_above * max(high + low, change / 2) else 2
