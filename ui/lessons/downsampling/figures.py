"""Charts of the lesson on downsampling: pure functions from arrays to figures."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import plotly.graph_objects as go
from numpy.typing import NDArray

from ui.theme import ATTENTION, INPUT, KERNEL, OUTPUT, ZERO

Values = NDArray[Any]
PLAIN = {"displayModeBar": False}
_COLOURS = (ATTENTION, KERNEL, INPUT)
_DASHES = ("solid", "dash", "dot")


def sampled_figure(
    waves: tuple[Values, Values, Values],
    kept: tuple[Values, Values],
    names: tuple[str, str, str],
    axis: str,
) -> go.Figure:
    """Draw a wave, what is kept of it, and the wave that one then sees.

    Parameters
    ----------
    waves : (positions, wave, seen)
    kept : (places, values)
    names : (str, str, str)
        Of the wave, of what is seen, and of what is kept.
    axis : str
    """
    positions, wave, seen = waves
    dots = go.Scatter(
        x=_packed(kept[0]),
        y=_packed(kept[1]),
        name=names[2],
        mode="markers",
        marker={"color": OUTPUT, "size": 12, "line": {"color": "#fff", "width": 1.5}},
        hovertemplate="%{x:.4~g}: %{y:.4~g}<extra></extra>",
    )
    lines = [
        _line(positions, wave, names[0], INPUT, "solid", 1.5),
        _line(positions, seen, names[1], ATTENTION, "dash", 4),
    ]
    figure = go.Figure([*lines, dots])
    figure.update_xaxes(title=axis, zeroline=False)
    figure.update_yaxes(range=[-1.15, 1.15])
    return _sized(figure, 270)


def folding_figure(
    curves: tuple[Values, Values, Values],
    point: tuple[float, float],
    names: tuple[str, str, str],
    axis: str,
    limit: float,
) -> go.Figure:
    """Draw where every wave is seen, how strong, and one of them.

    Parameters
    ----------
    curves : (frequencies, seen, strengths)
    point : (frequency, seen)
    names : (str, str, str)
        Of what is seen, of the strength, and of the one wave.
    axis : str
    limit : float
        Up to which frequency a wave stays what it is.
    """
    frequencies, seen, strengths = curves
    mark = go.Scatter(
        x=[point[0]],
        y=[point[1]],
        name=names[2],
        mode="markers",
        marker={"color": ATTENTION, "size": 14, "symbol": "diamond"},
        hovertemplate="%{x:.4~g} → %{y:.4~g}<extra></extra>",
    )
    strong = _line(frequencies, strengths, names[1], KERNEL, "dot", 3)
    strong.update(yaxis="y2")
    figure = go.Figure([_line(frequencies, seen, names[0], OUTPUT, "solid", 3), strong, mark])
    figure.add_vline(x=limit, line={"color": ZERO, "width": 2, "dash": "dot"})
    figure.update_xaxes(title=axis, range=[-0.005, 0.505])
    figure.update_layout(
        yaxis={"range": [-0.02, 0.55], "tickfont": {"color": OUTPUT}},
        yaxis2={
            "range": [-0.04, 1.1],
            "overlaying": "y",
            "side": "right",
            "showgrid": False,
            "tickfont": {"color": "#8a5a00"},
        },
    )
    sized = _sized(figure, 230)
    sized.update_layout(margin={"r": 40})
    return sized


def errors_figure(
    sigmas: Values, curves: Mapping[str, Values], axis: str, marks: tuple[float, float], best: str
) -> go.Figure:
    """Draw errors over the strength of a blur, with the one chosen and the best.

    Parameters
    ----------
    sigmas : ndarray, shape (M,)
    curves : mapping of str to ndarray, shape (M,)
    axis : str
    marks : (float, float)
        The chosen sigma and the best.
    best : str
        What the best is called.
    """
    figure = go.Figure(
        [
            _line(sigmas, values, name, colour, dash, 3)
            for (name, values), colour, dash in zip(curves.items(), _COLOURS, _DASHES, strict=True)
        ]
    )
    figure.add_vline(x=marks[0], line={"color": OUTPUT, "width": 3})
    figure.add_vline(
        x=marks[1],
        line={"color": ZERO, "width": 2, "dash": "dot"},
        annotation={"text": best, "yanchor": "top"},
    )
    figure.update_xaxes(title=axis)
    figure.update_yaxes(rangemode="tozero")
    return _sized(figure, 270)


def _line(x: Values, y: Values, name: str, colour: str, dash: str, width: float) -> go.Scatter:
    return go.Scatter(
        x=_packed(x),
        y=_packed(y),
        name=name,
        mode="lines",
        line={"color": colour, "width": width, "dash": dash},
        hovertemplate="%{x:.4~g}: %{y:.4~g}<extra></extra>",
    )


def _packed(values: Values) -> Values:
    """Return values as they travel: as typed binary, no longer than a screen needs."""
    return values.astype("float32")


def _sized(figure: go.Figure, height: int) -> go.Figure:
    figure.update_layout(
        height=height,
        margin={"l": 36, "r": 8, "t": 32, "b": 44},
        template="plotly",
        legend={"orientation": "h", "y": 1.02, "yanchor": "bottom", "x": 0},
    )
    return figure
