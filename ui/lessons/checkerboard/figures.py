"""Charts of the lesson on checkerboards: pure functions from arrays to charts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ui.charts import LEGEND_ABOVE, Chart, chart, line, numbers, panes, titled, upright
from ui.count_scale import plotly_scale
from ui.theme import ATTENTION, INPUT, KERNEL, OUTPUT, ZERO

Values = NDArray[Any]
_LINES = (INPUT, KERNEL, OUTPUT, ATTENTION)
_DASHES = ("solid", "dash", "dot", "dashdot")


def stack_figure(row: Values, plane: Values, titles: tuple[str, str]) -> Chart:
    """Draw the paths to each cell as bars, and in two dimensions as a map.

    Parameters
    ----------
    row : ndarray of int, shape (L,)
    plane : ndarray of int, shape (L, L)
    titles : (str, str)
    """
    bars = {
        "type": "bar",
        "x": list(range(row.size)),
        "y": row.tolist(),
        "marker": {"color": OUTPUT},
        **({"texttemplate": "%{y}"} if row.size <= 24 else {}),
        "textposition": "outside",
        "cliponaxis": False,
        "hovertemplate": "%{x}: %{y}<extra></extra>",
    }
    image = {
        "type": "heatmap",
        "z": numbers(plane),
        **plotly_scale(),
        **({"texttemplate": "%{z}"} if row.size <= 8 else {}),
        "hovertemplate": "%{y}, %{x}: %{z}<extra></extra>",
        "xaxis": "x2",
        "yaxis": "y2",
    }
    (first, second), named = panes(*titles, shares=(0.55, 0.45), gap=0.1)
    return chart(
        [bars, image],
        height=320,
        margin=_margin(top=32, left=36),
        annotations=named,
        xaxis=first,
        yaxis={"range": [0, float(row.max()) * 1.15]},
        xaxis2={**second, "visible": False, "constrain": "domain"},
        yaxis2={
            "anchor": "x2",
            "visible": False,
            "autorange": "reversed",
            "scaleanchor": "x2",
            "constrain": "domain",
        },
    )


def copies_figure(
    curve: tuple[Values, Values],
    copies: tuple[Values, Values],
    bare: float,
    legend: tuple[str, str, str, str],
    axis: str,
) -> Chart:
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
    before = line(curve[0][[0, -1]], np.full(2, bare), legend[3], ZERO, "dot")
    return chart(
        [
            line(*curve, legend[0], KERNEL),
            before,
            _stems(copies[0][:1], copies[1][:1], legend[1], INPUT, "circle"),
            _stems(copies[0][1:], copies[1][1:], legend[2], ATTENTION, "diamond"),
        ],
        height=215,
        margin=_margin(top=40, left=36, bottom=44),
        legend=LEGEND_ABOVE,
        xaxis={"title": titled(axis), "range": [-0.01, 0.51]},
        yaxis={"rangemode": "tozero"},
    )


def _stems(x: Values, y: Values, name: str, colour: str, symbol: str) -> Chart:
    """Return points, each on a line from zero."""
    return {
        "type": "scatter",
        "x": numbers(x),
        "y": numbers(y),
        "mode": "markers",
        "name": name,
        "marker": {"color": colour, "size": 13, "symbol": symbol},
        "error_y": {
            "type": "data",
            "symmetric": False,
            "array": numbers(np.zeros(y.size)),
            "arrayminus": numbers(y),
            "width": 0,
            "color": colour,
            "thickness": 3,
        },
        "hovertemplate": "%{x:.4~g}: %{y:.4~g}<extra></extra>",
    }


def staircase_figure(
    wave: tuple[Values, Values],
    output: tuple[Values, Values],
    names: tuple[str, str],
    axis: str,
) -> Chart:
    """Draw a wave, and the cells that it becomes as steps.

    Parameters
    ----------
    wave, output : (positions, values)
    names : (str, str)
    axis : str
        What the positions are.
    """
    steps = line(*output, names[1], OUTPUT, marker={"size": 5})
    steps |= {"mode": "lines+markers", "line": {**steps["line"], "shape": "hvh"}}
    return chart(
        [line(*wave, names[0], INPUT, "dot"), steps],
        height=210,
        margin=_margin(top=40, left=36, bottom=44),
        legend=LEGEND_ABOVE,
        xaxis={"title": titled(axis), "dtick": 1},
    )


def curves_figure(
    x: Sequence[float] | Values,
    curves: Mapping[str, Sequence[float] | Values],
    axis: str,
    mark: float | None = None,
    colours: Sequence[str] = _LINES,
) -> Chart:
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
    lines = [
        line(x, values, name, colour, dash)
        for (name, values), colour, dash in zip(curves.items(), colours, _DASHES, strict=False)
    ]
    return chart(
        lines,
        height=280,
        margin=_margin(top=48, left=36, bottom=44),
        legend=LEGEND_ABOVE,
        shapes=[] if mark is None else [upright(mark, ZERO)],
        xaxis={"title": titled(axis)},
        yaxis={"rangemode": "tozero"},
    )


def phases_figure(
    x: Values,
    properties: tuple[Values, Values],
    names: Sequence[str],
    titles: tuple[str, str],
    axis: str,
    mark: float,
) -> Chart:
    """Draw two properties of every phase over one axis, side by side.

    Parameters
    ----------
    x : ndarray, shape (M,)
    properties : pair of ndarray, shape (S, M)
    names : sequence of str
        Of the phases.
    titles : pair of str
    axis : str
        What the horizontal axes show.
    mark : float
        Where on them a line stands.
    """
    lines = [
        line(
            x,
            values,
            name,
            colour,
            dash,
            legendgroup=name,
            showlegend=not number,
            xaxis=f"x{number}",
            yaxis=f"y{number}",
        )
        for number, curves in zip(("", "2"), properties, strict=True)
        for values, name, colour, dash in zip(curves, names, _LINES, _DASHES, strict=False)
    ]
    (first, second), named = panes(*titles, shares=(0.5, 0.5), gap=0.1)
    return chart(
        lines,
        height=300,
        margin=_margin(top=32, left=36, bottom=44),
        annotations=named,
        shapes=[upright(mark, ZERO), upright(mark, ZERO, axis="2")],
        legend={"orientation": "h", "y": -0.3, "yanchor": "top", "x": 0},
        xaxis={**first, "title": titled(axis)},
        yaxis={"rangemode": "tozero"},
        xaxis2={**second, "title": titled(axis)},
        yaxis2={"anchor": "x2", "range": [-1.05, 1.05]},
    )


def _margin(top: int = 8, left: int = 8, bottom: int = 8) -> dict[str, int]:
    return {"l": left, "r": 8, "t": top, "b": bottom}
