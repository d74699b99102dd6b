"""Charts of the lesson on checkerboards: pure functions from arrays to figures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import plotly.graph_objects as go
from numpy.typing import NDArray
from plotly.subplots import make_subplots

from ui.count_scale import plotly_scale
from ui.theme import ATTENTION, INPUT, KERNEL, OUTPUT, ZERO

Values = NDArray[Any]
PLAIN = {"displayModeBar": False}
_LINES = (INPUT, KERNEL, OUTPUT, ATTENTION)
_DASHES = ("solid", "dash", "dot", "dashdot")


def stack_figure(row: Values, plane: Values, titles: tuple[str, str]) -> go.Figure:
    """Draw the paths to each cell as bars, and in two dimensions as a map.

    Parameters
    ----------
    row : ndarray of int, shape (L,)
    plane : ndarray of int, shape (L, L)
    titles : (str, str)
    """
    figure = make_subplots(1, 2, subplot_titles=titles, column_widths=[0.55, 0.45])
    bars = go.Bar(
        x=np.arange(row.size),
        y=row.astype(np.float64),
        marker={"color": OUTPUT},
        texttemplate="%{y}" if row.size <= 24 else None,
        textposition="outside",
        cliponaxis=False,
        hovertemplate="%{x}: %{y}<extra></extra>",
    )
    image = go.Heatmap(
        z=plane.astype(np.float32),
        **plotly_scale(),
        texttemplate="%{z}" if row.size <= 8 else None,
        hovertemplate="%{y}, %{x}: %{z}<extra></extra>",
    )
    figure.add_trace(bars, row=1, col=1)
    figure.add_trace(image, row=1, col=2)
    figure.update_yaxes(range=[0, float(row.max()) * 1.15], col=1)
    figure.update_xaxes(visible=False, constrain="domain", col=2)
    figure.update_yaxes(
        visible=False, autorange="reversed", scaleanchor="x2", constrain="domain", col=2
    )
    return _sized(figure, 320, top=32, left=36)


def copies_figure(
    curve: tuple[Values, Values],
    copies: tuple[Values, Values],
    bare: float,
    legend: tuple[str, str, str, str],
    axis: str,
) -> go.Figure:
    """Draw a kernel's response over the frequencies, with a wave and its copies on it.

    Parameters
    ----------
    curve : (frequencies, amplitudes)
        The response, in cycles per output cell.
    copies : (frequencies, amplitudes)
        The wave first, then its copies.
    bare : float
        The amplitude of every copy before the kernel.
    legend : four of str
        Of the response, the wave, its copies and of what was there before the kernel.
    axis : str
    """
    figure = go.Figure()
    figure.add_trace(_line(*curve, legend[0], KERNEL))
    figure.add_trace(_line(curve[0][[0, -1]], np.full(2, bare), legend[3], ZERO, "dot"))
    for chosen, name, colour, symbol in (
        (slice(0, 1), legend[1], INPUT, "circle"),
        (slice(1, None), legend[2], ATTENTION, "diamond"),
    ):
        figure.add_trace(
            go.Scatter(
                x=copies[0][chosen],
                y=copies[1][chosen],
                mode="markers",
                name=name,
                marker={"color": colour, "size": 13, "symbol": symbol},
                error_y={
                    "type": "data",
                    "symmetric": False,
                    "array": np.zeros(copies[1][chosen].size),
                    "arrayminus": copies[1][chosen],
                    "width": 0,
                    "color": colour,
                    "thickness": 3,
                },
                hovertemplate="%{x:.4~g}: %{y:.4~g}<extra></extra>",
            )
        )
    figure.update_xaxes(title=axis, range=[-0.01, 0.51])
    figure.update_yaxes(rangemode="tozero")
    return _legend_above(_sized(figure, 215, top=40, left=36, bottom=44))


def staircase_figure(
    wave: tuple[Values, Values],
    output: tuple[Values, Values],
    names: tuple[str, str],
    axis: str,
) -> go.Figure:
    """Draw a wave, and the cells that it becomes as steps.

    Parameters
    ----------
    wave, output : (positions, values)
    names : (str, str)
    axis : str
        What the positions are.
    """
    steps = _line(*output, names[1], OUTPUT)
    steps.update(line={"shape": "hvh"}, mode="lines+markers", marker={"size": 5})
    figure = go.Figure([_line(*wave, names[0], INPUT, "dot"), steps])
    figure.update_xaxes(title=axis, dtick=1)
    return _legend_above(_sized(figure, 210, top=40, left=36, bottom=44))


def curves_figure(
    x: Sequence[float] | Values,
    curves: Mapping[str, Sequence[float] | Values],
    axis: str,
    mark: float | None = None,
    colours: Sequence[str] = _LINES,
) -> go.Figure:
    """Draw curves over one axis, each with a colour and a dash of its own.

    Parameters
    ----------
    x : sequence of float, M of them
    curves : mapping of str to sequence of float, M of them
    axis : str
        What the horizontal axis shows.
    mark : float, optional
        Where on it a line stands.
    """
    figure = go.Figure(
        [
            _line(x, values, name, colour, dash)
            for (name, values), colour, dash in zip(curves.items(), colours, _DASHES, strict=False)
        ]
    )
    if mark is not None:
        figure.add_vline(x=mark, line={"color": ZERO, "width": 2, "dash": "dot"})
    figure.update_xaxes(title=axis)
    figure.update_yaxes(rangemode="tozero")
    return _legend_above(_sized(figure, 280, top=48, left=36, bottom=44))


def phases_figure(
    x: Values,
    panes: tuple[Values, Values],
    names: Sequence[str],
    titles: tuple[str, str],
    axis: str,
    mark: float,
) -> go.Figure:
    """Draw two properties of every phase over one axis, side by side.

    Parameters
    ----------
    x : ndarray, shape (M,)
    panes : pair of ndarray, shape (S, M)
    names : sequence of str
        Of the phases.
    titles : pair of str
    axis : str
        What the horizontal axes show.
    mark : float
        Where on them a line stands.
    """
    figure = make_subplots(1, 2, subplot_titles=titles, horizontal_spacing=0.1)
    for column, curves in enumerate(panes, start=1):
        for values, name, colour, dash in zip(curves, names, _LINES, _DASHES, strict=False):
            line = _line(x, values, name, colour, dash)
            line.update(legendgroup=name, showlegend=column == 1)
            figure.add_trace(line, row=1, col=column)
    figure.add_vline(x=mark, line={"color": ZERO, "width": 2, "dash": "dot"})
    figure.update_xaxes(title=axis)
    figure.update_yaxes(rangemode="tozero", col=1)
    figure.update_yaxes(range=[-1.05, 1.05], col=2)
    sized = _sized(figure, 300, top=32, left=36, bottom=44)
    sized.update_layout(legend={"orientation": "h", "y": -0.3, "yanchor": "top", "x": 0})
    return sized


def _line(
    x: Sequence[float] | Values,
    y: Sequence[float] | Values,
    name: str,
    colour: str,
    dash: str = "solid",
) -> go.Scatter:
    return go.Scatter(
        x=np.asarray(x, np.float32),
        y=np.asarray(y, np.float32),
        name=name,
        mode="lines",
        line={"color": colour, "width": 3, "dash": dash},
        hovertemplate="%{x:.4~g}: %{y:.4~g}<extra></extra>",
    )


def _legend_above(figure: go.Figure) -> go.Figure:
    figure.update_layout(legend={"orientation": "h", "y": 1.02, "yanchor": "bottom", "x": 0})
    return figure


def _sized(
    figure: go.Figure, height: int, top: int = 8, left: int = 8, bottom: int = 8
) -> go.Figure:
    figure.update_layout(
        height=height,
        margin={"l": left, "r": 8, "t": top, "b": bottom},
        template="plotly",
        showlegend=figure.layout.showlegend,
    )
    return figure
