"""Plotly figures as pure functions from arrays to figures.

Every figure names its template, since importing Streamlit replaces Plotly's default with
placeholder colours, and numeric arrays stay numeric, since they travel as typed binary.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

import numpy as np
import plotly.graph_objects as go
from numpy.typing import NDArray
from plotly.colors import sample_colorscale

from ui.downloads import to_data_uri
from ui.theme import COUNTS, SCALES, SIGNED
from upsample_core.linear_map import LinearMap

Grid = NDArray[Any]
_TEXT_UP_TO = 400
_MARGIN = {"l": 8, "r": 8, "t": 8, "b": 8}


def grid_figure(values: Grid, role: str, cell: int = 38) -> go.Figure:
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
    signed = role != "overlap" and bool(np.nanmin(flat) < 0)
    figure = go.Figure(_heatmap(flat, role, signed))
    _square_cells(figure)
    height = min(flat.shape[0] * cell, 400) + 16
    figure.update_layout(height=height, margin=_MARGIN, template="plotly")
    return figure


def _heatmap(values: Grid, role: str, signed: bool) -> go.Heatmap:
    reach = float(np.nanmax(np.abs(values))) or 1.0
    scale: Any = COUNTS if role == "overlap" else SIGNED if signed else SCALES[role]
    gap = 1 if values.size <= _TEXT_UP_TO else 0
    return go.Heatmap(
        z=values.astype(np.float32),
        zmin=-reach if signed else 0,
        zmax=reach,
        colorscale=scale,
        showscale=False,
        xgap=gap,
        ygap=gap,
        texttemplate="%{z:.3~g}" if values.size <= _TEXT_UP_TO else None,
        hovertemplate="%{y}, %{x}: %{z:.6~g}<extra></extra>",
    )


def matrix_figure(linear_map: LinearMap) -> go.Figure:
    """Draw the stored entries of a matrix as squares; what is not stored is not drawn.

    Parameters
    ----------
    linear_map : LinearMap
    """
    rows, columns = linear_map.shape
    reach = float(np.abs(linear_map.weights).max(initial=0)) or 1.0
    signed = bool((linear_map.weights < 0).any())
    figure = go.Figure(
        go.Scattergl(
            x=linear_map.inputs.astype(np.int32),
            y=linear_map.rows().astype(np.int32),
            mode="markers",
            marker={
                "symbol": "square",
                "size": max(2, min(9, 480 // max(rows, columns))),
                "color": linear_map.weights.astype(np.float32),
                "colorscale": SIGNED if signed else SCALES["kernel"],
                "cmin": -reach if signed else -0.25 * reach,
                "cmax": reach,
            },
            hovertemplate="row %{y}, column %{x}: %{marker.color:.6~g}<extra></extra>",
        )
    )
    figure.update_xaxes(range=[-0.5, columns - 0.5], side="top", zeroline=False)
    figure.update_yaxes(range=[rows - 0.5, -0.5], zeroline=False)
    figure.update_layout(height=520, margin=_MARGIN, template="plotly_white", showlegend=False)
    return figure


def pictures_figure(
    pictures: Mapping[str, Grid],
    detail: float = 1.0,
    smooth: bool = False,
    stacked: bool = False,
) -> go.Figure:
    """Draw pictures beside each other; zooming one zooms all, whatever their sizes.

    Parameters
    ----------
    pictures : mapping of title to ndarray, shape (C, H, W), values in [0, 1]
    detail : float
        The share of each side that is shown at first, in the middle. A picture of more pixels
        than the screen gives it would show the screen's own aliasing for a checkerboard.
    smooth : bool
        Whether pixels are blended where the picture is drawn at another size.
    stacked : bool
        Whether the pictures stand below each other, as on a phone.
    """
    count = len(pictures)
    panes: list[dict[str, Any]] = []
    # Written out as one dictionary: Plotly's own subplots take five times as long to make.
    layout: dict[str, Any] = {"template": "none", "margin": {**_MARGIN, "t": 32}}
    layout["height"] = 340 * count if stacked else 440
    layout["annotations"] = []
    for place, (title, picture) in enumerate(pictures.items()):
        number = str(place + 1) if place else ""
        across = (place / count + 0.01, (place + 1) / count - 0.01)
        down = (1 - (place + 0.92) / count, 1 - place / count)
        domains = ((0.0, 1.0), down) if stacked else (across, (0.0, 1.0))
        panes.append(_picture_pane(picture, number, smooth))
        layout |= _linked_axes(number, picture.shape[-2] / picture.shape[-1], detail, *domains)
        layout["annotations"].append(_title(title, sum(domains[0]) / 2, domains[1][1]))
    return go.Figure({"data": panes, "layout": layout})


def _linked_axes(
    number: str,
    ratio: float,
    detail: float,
    across: tuple[float, float],
    down: tuple[float, float],
) -> dict[str, Any]:
    """Return the axes of one pane: hidden, square pixels, and zoomed with the first pane's."""
    near, far = 0.5 - detail / 2, 0.5 + detail / 2
    hidden = {"visible": False, "constrain": "domain"}
    x = hidden | {"domain": across, "range": [near, far]}
    y = hidden | {"domain": down, "range": [far, near]}
    y |= {"scaleanchor": f"x{number}", "scaleratio": ratio}
    if number:
        x, y = x | {"matches": "x"}, y | {"matches": "y"}
    return {f"xaxis{number}": x, f"yaxis{number}": y}


def _picture_pane(picture: Grid, number: str, smooth: bool) -> dict[str, Any]:
    """Span the unit square with a picture, so that axes match across resolutions."""
    height, width = picture.shape[-2:]
    return {
        "type": "image",
        "source": to_data_uri(picture),
        "xaxis": f"x{number}",
        "yaxis": f"y{number}",
        "x0": 0.5 / width,
        "dx": 1 / width,
        "y0": 0.5 / height,
        "dy": 1 / height,
        "zsmooth": "fast" if smooth else False,
        "hoverinfo": "skip",
    }


def _title(text: str, centre: float, top: float) -> dict[str, Any]:
    return {
        "text": text,
        "x": centre,
        "y": top,
        "xref": "paper",
        "yref": "paper",
        "yanchor": "bottom",
        "showarrow": False,
    }


def counts_picture(counts: Grid, most: float | None = None) -> Grid:
    """Colour a large map of counts: dark where few, bright where many; levels, (3, H, W).

    The brightest is `most`, or the largest count.
    """
    reach = max(counts.max(), 1) if most is None else most
    return _coloured(counts / np.float32(reach))


def spectrum_picture(spectrum: Grid, side: int = 256) -> Grid:
    """Colour a log spectrum: levels, shape (3, H, W), no larger than `side`.

    Where it is larger, blocks show their maximum, so that single bright frequencies stay.
    """
    block = -(-max(spectrum.shape) // side)
    height, width = (size // block for size in spectrum.shape)
    blocks = spectrum[: height * block, : width * block].reshape(height, block, width, block)
    values = blocks.max(axis=(1, 3))
    low, high = np.percentile(values, 1), values.max()
    return _coloured(np.clip((values - low) / ((high - low) or 1.0), 0, 1))


def _coloured(shares: Grid) -> Grid:
    """Look shares between 0 and 1 up in the colour scale of counts: levels, shape (3, H, W)."""
    levels = (shares * 255).astype(np.uint8)
    return np.moveaxis(_count_colours().take(levels, axis=0), -1, 0)


@cache
def _count_colours() -> Grid:
    """Return 256 steps of the colour scale of counts, as 8-bit levels, shape (256, 3)."""
    steps = np.linspace(0, 1, 256)
    colours = sample_colorscale(COUNTS, steps, colortype="tuple")
    return np.rint(255 * np.array(colours)).astype(np.uint8)


def _square_cells(figure: go.Figure) -> None:
    figure.update_xaxes(visible=False, constrain="domain")
    figure.update_yaxes(visible=False, autorange="reversed", scaleanchor="x", constrain="domain")


def _laid_out(values: Grid) -> Grid:
    """Return any small grid as two axes: a row for one, channels side by side for three."""
    if values.ndim == 1:
        return values[None]
    if values.ndim == 2:
        return values
    gap = np.full((values.shape[0], values.shape[1], 1), np.nan)
    return np.concatenate([values, gap], axis=2).transpose(1, 0, 2).reshape(values.shape[1], -1)
