"""Charts of the lesson on learned kernels: pure functions from arrays to figures."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import plotly.graph_objects as go
from numpy.typing import NDArray

from ui.theme import ATTENTION, INPUT, KERNEL, OUTPUT, ZERO

Values = NDArray[Any]
PLAIN = {"displayModeBar": False}
_DASHES = ("dash", "dot", "dashdot", "longdash")
_LEAST = 1e-7
"""Less of a pattern is the rounding of the computer, and a logarithm has to end somewhere."""


def decibels_figure(
    steps: tuple[int, ...], curve: Values, lines: Mapping[str, float], at: int, axis: str
) -> go.Figure:
    """Draw how decibels grow, with what others reach as lines.

    Parameters
    ----------
    steps : tuple of int
        Spread evenly, though they are ever further apart.
    curve : ndarray, shape (M,)
    lines : mapping of str to float
        The first is the best possible.
    at : int
        The place of the step that is shown.
    axis : str
    """
    figure = go.Figure(_curve(steps, curve, OUTPUT))
    colours = (ATTENTION, ZERO, INPUT, KERNEL)
    for (name, value), colour, dash in zip(lines.items(), colours, _DASHES, strict=True):
        figure.add_scatter(
            x=[0, len(steps) - 1],
            y=[value, value],
            name=f"{name} {value:.1f}",
            mode="lines",
            line={"color": colour, "width": 2, "dash": dash},
            hoverinfo="skip",
        )
    low = min(lines.values()) - 6
    figure.update_yaxes(range=[low, max(lines.values()) + 0.6])
    figure.update_layout(legend={"entrywidth": 0.48, "entrywidthmode": "fraction"})
    return _along(figure, steps, at, axis)


def patterns_figure(
    steps: tuple[int, ...], curves: Mapping[str, Values], at: int, axis: str
) -> go.Figure:
    """Draw how much of a pattern is left, by powers of ten.

    Parameters
    ----------
    steps : tuple of int
    curves : mapping of str to ndarray, shape (M,)
        Two of them: on a constant, and on the photograph.
    at : int
    axis : str
    """
    figure = go.Figure()
    for (name, curve), colour, dash in zip(
        curves.items(), (KERNEL, ATTENTION), ("solid", "dot"), strict=True
    ):
        line = _curve(steps, curve.clip(_LEAST), colour)
        line.update(name=name, showlegend=True, line={"dash": dash})
        figure.add_trace(line)
    figure.update_yaxes(type="log", range=[-7.2, 0.3], dtick=2, exponentformat="power")
    return _along(figure, steps, at, axis)


def errors_figure(
    steps: tuple[int, ...],
    curves: Mapping[str, Values],
    best: tuple[str, float],
    at: int,
    axis: str,
) -> go.Figure:
    """Draw the error while a kernel learns, at two rates, and the least that there is.

    Parameters
    ----------
    steps : tuple of int
    curves : mapping of str to ndarray, shape (M,)
    best : (str, float)
        What the least is called, and it.
    at : int
    axis : str
    """
    figure = go.Figure()
    for (name, curve), colour, dash in zip(
        curves.items(), (OUTPUT, ZERO), ("solid", "dot"), strict=True
    ):
        line = _curve(steps, curve, colour)
        line.update(name=name, showlegend=True, line={"dash": dash})
        figure.add_trace(line)
    figure.add_scatter(
        x=[0, len(steps) - 1],
        y=[best[1]] * 2,
        name=best[0],
        mode="lines",
        line={"color": ATTENTION, "width": 2, "dash": "dash"},
        hoverinfo="skip",
    )
    # The same for all, so that curves compare; what diverges leaves it at the top.
    figure.update_yaxes(type="log", range=[-3.3, 1.3], tickvals=[0.001, 0.1, 10])
    return _sized(_along(figure, steps, at, axis), 200)


def factors_figure(factors: Values, axis: str) -> go.Figure:
    """Draw what every step multiplies the way to the best by, along each direction.

    Parameters
    ----------
    factors : ndarray, shape (T,)
        Between −1 and 1 the way grows shorter.
    axis : str
    """
    colours = [ATTENTION if abs(factor) > 1 else OUTPUT for factor in factors.tolist()]
    bars = go.Bar(
        x=list(range(1, len(colours) + 1)),
        y=factors.astype("float32"),
        marker={"color": colours},
        hovertemplate="%{y:.3~f}<extra></extra>",
    )
    figure = go.Figure(bars)
    for limit in (-1, 1):
        figure.add_hline(y=limit, line={"color": ZERO, "width": 2, "dash": "dash"})
    figure.update_xaxes(title=axis, showticklabels=False)
    figure.update_yaxes(range=[-2.1, 1.3], zeroline=True)
    return _sized(figure, 200)


def _curve(steps: tuple[int, ...], values: Values, colour: str) -> go.Scatter:
    return go.Scatter(
        x=list(range(len(steps))),
        y=values.astype("float32"),
        mode="lines",
        line={"color": colour, "width": 3},
        text=[str(step) for step in steps],
        hovertemplate="%{text}: %{y:.3~g}<extra></extra>",
        showlegend=False,
    )


def _along(figure: go.Figure, steps: tuple[int, ...], at: int, axis: str) -> go.Figure:
    """Name the steps along the axis, and mark the one that is shown."""
    places = [*range(0, len(steps), 3), len(steps) - 1]
    texts = [str(steps[place]) for place in places]
    figure.update_xaxes(title=axis, tickvals=places, ticktext=texts, zeroline=False)
    figure.add_vline(x=at, line={"color": INPUT, "width": 2})
    return _sized(figure)


def _sized(figure: go.Figure, height: int = 220) -> go.Figure:
    figure.update_layout(
        height=height,
        margin={"l": 40, "r": 8, "t": 44, "b": 40},
        template="plotly",
        legend={"orientation": "h", "y": 1.02, "yanchor": "bottom", "x": 0, "font": {"size": 12}},
    )
    return figure
