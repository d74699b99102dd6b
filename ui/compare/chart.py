"""Quality against cost: one point for each method."""

from __future__ import annotations

import plotly.graph_objects as go
import streamlit as st

from ui.compare.columns import COLUMNS, value_of
from ui.compare.results import Results
from ui.compare.state import FAMILIES, axes_choice
from ui.labels import METHOD_WORDS
from ui.theme import FAMILY_COLOURS
from ui.words import _
from upsample_core import METHODS

SYMBOLS = {"interpolation": "circle", "learned": "square", "unpooling": "diamond"}
_ROOM = 1.3
"""How far the chart reaches, for the name of the dearest method to have room."""
_LINES = 24
"""Lines of text that the chart is high, about."""
_MARGIN = {"l": 8, "r": 8, "t": 8, "b": 8}
_HEIGHT = 400

Point = tuple[float, float]


def chart_view(found: Results) -> None:
    """Draw the choice of the axes, and the chart."""
    cost, quality = axes_choice()
    points = _points(found, cost, quality)
    titles = [_(COLUMNS[name].title) for name in (cost, quality)]
    st.plotly_chart(
        chart(points, titles[0], titles[1]),
        key="compare_chart",
        alt=_("{quality} of every method against {cost}", quality=titles[1], cost=titles[0]),
        config={"displaylogo": False, "displayModeBar": False},
    )
    left_out = [_(METHOD_WORDS[name].title) for name in found.scores if name not in points]
    if left_out:
        told = _("Not in the chart, since the number is infinite or missing: {names}")
        st.caption(told.format(names=", ".join(left_out)))


def _points(found: Results, cost: str, quality: str) -> dict[str, Point]:
    """Return the place of every method that has both numbers."""
    pairs = {
        name: (value_of(score, cost), value_of(score, quality))
        for name, score in found.scores.items()
    }
    return {
        name: (1000 * x if cost == "seconds" else x, y)
        for name, (x, y) in pairs.items()
        if x is not None and y is not None and y < float("inf")
    }


def chart(points: dict[str, Point], cost: str, quality: str) -> go.Figure:
    """Draw methods as points with their names, a colour and a shape for each family.

    Parameters
    ----------
    points : dict
        The cost and the quality of every method, by its name.
    cost, quality : str
        What the axes are called, translated.
    """
    figure = go.Figure()
    labels = _labels(points)
    for family, title in FAMILIES.items():
        names = [name for name in points if METHODS[name].family == family]
        if not names:
            continue
        figure.add_scatter(
            x=[points[name][0] for name in names],
            y=[points[name][1] for name in names],
            mode="markers+text",
            name=_(title),
            text=[labels.get(name, "") for name in names],
            textposition="middle right",
            customdata=[_(METHOD_WORDS[name].title) for name in names],
            marker={"size": 11, "color": FAMILY_COLOURS[family], "symbol": SYMBOLS[family]},
            hovertemplate="%{customdata}<br>%{x:.4~g}, %{y:.4~g}<extra></extra>",
            cliponaxis=False,
        )
    most = max((x for x, _y in points.values()), default=0) or 1
    figure.update_xaxes(title=cost, range=[-0.03 * most, _ROOM * most])
    figure.update_yaxes(title=quality)
    figure.update_layout(
        height=_HEIGHT,
        margin=_MARGIN,
        template="plotly_white",
        legend={"orientation": "h", "y": 1.08},
        showlegend=True,
    )
    return figure


def _labels(points: dict[str, Point]) -> dict[str, str]:
    """Return what stands beside points: where several lie on one place, the first names them all.

    Names would lie on one another where points are nearer than the height of a line.
    """
    across, down = ([point[axis] for point in points.values()] for axis in (0, 1))
    near = [(max(values) - min(values)) / _LINES or 1 for values in (across, down) if values]
    first: dict[str, list[str]] = {}
    for name, point in points.items():
        alike = (
            other
            for other in first
            if all(abs(points[other][axis] - point[axis]) < near[axis] for axis in (0, 1))
        )
        first.setdefault(next(alike, name), []).append(_(METHOD_WORDS[name].title))
    return {name: ", ".join(titles) for name, titles in first.items()}
