"""Charts of what is too large for the stage: pure functions from arrays to charts."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from ui.charts import Chart, chart, numbers
from ui.count_scale import plotly_scale
from ui.numbers import short
from ui.theme import colour_scale
from upsample_core import LinearMap

Grid = NDArray[Any]
_TEXT_UP_TO = 400
_MARGIN = {"l": 8, "r": 8, "t": 8, "b": 8}
_SQUARE: Chart = {
    "xaxis": {"visible": False, "constrain": "domain"},
    "yaxis": {
        "visible": False,
        "autorange": "reversed",
        "scaleanchor": "x",
        "constrain": "domain",
    },
}
"""Axes that nobody sees, and cells that are squares."""


def grid_figure(values: Grid, role: str, cell: int = 38) -> Chart:
    """Draw a small grid of numbers, each in its cell.

    Parameters
    ----------
    values : ndarray, shape (L,), (H, W) or (C, H, W)
        Channels are laid side by side with a gap.
    role : str
        ``input``, ``virtual_input``, ``kernel``, ``output`` or ``overlap``: it decides the colour.
    cell : int
        Size of a cell in pixels, where there is room.
    """
    flat = _laid_out(values)
    height = min(flat.shape[0] * cell, 400) + 16
    return chart([_heatmap(flat, role)], height=height, margin=_MARGIN, **_SQUARE)


def _heatmap(values: Grid, role: str) -> Chart:
    written = values.size <= _TEXT_UP_TO
    gap = 1 if written else 0
    texts = {
        "text": [[short(value) for value in row] for row in values.tolist()],
        "texttemplate": "%{text}",
    }
    return {
        "type": "heatmap",
        "z": numbers(values),
        **(plotly_scale() if role == "overlap" else _value_scale(values, role)),
        "xgap": gap,
        "ygap": gap,
        **(texts if written else {}),
        "hovertemplate": "%{y}, %{x}: %{z:.4~g}<extra></extra>",
    }


def _value_scale(values: Grid, role: str) -> dict[str, Any]:
    """Return the colours of values, zero in the middle where some are negative."""
    reach = float(np.nanmax(np.abs(values))) or 1.0
    signed = bool(np.nanmin(values) < 0)
    low = -reach if signed else 0.0
    scale = colour_scale(role, signed)
    return {"zmin": low, "zmax": reach, "colorscale": scale, "showscale": False}


def matrix_figure(linear_map: LinearMap) -> Chart:
    """Draw the stored entries of a matrix as squares; what is not stored is not drawn.

    Parameters
    ----------
    linear_map : LinearMap
    """
    rows, columns = linear_map.shape
    reach = float(np.abs(linear_map.weights).max(initial=0)) or 1.0
    signed = bool((linear_map.weights < 0).any())
    entries = {
        "type": "scattergl",
        "x": numbers(linear_map.inputs, "int32"),
        "y": numbers(linear_map.rows(), "int32"),
        "mode": "markers",
        "marker": {
            "symbol": "square",
            "size": max(2, min(9, 480 // max(rows, columns))),
            "color": numbers(linear_map.weights),
            "colorscale": colour_scale("kernel", signed),
            "cmin": -reach if signed else -0.25 * reach,
            "cmax": reach,
        },
        "hovertemplate": "row %{y}, column %{x}: %{marker.color:.4~g}<extra></extra>",
    }
    return chart(
        [entries],
        "plotly_white",
        height=520,
        margin=_MARGIN,
        showlegend=False,
        xaxis={"range": [-0.5, columns - 0.5], "side": "top", "zeroline": False},
        yaxis={"range": [rows - 0.5, -0.5], "zeroline": False},
    )


def _laid_out(values: Grid) -> Grid:
    """Return any small grid as two axes: a row for one, channels side by side for three."""
    if values.ndim == 1:
        return values[None]
    if values.ndim == 2:
        return values
    gap = np.full((values.shape[0], values.shape[1], 1), np.nan)
    return np.concatenate([values, gap], axis=2).transpose(1, 0, 2).reshape(values.shape[1], -1)
