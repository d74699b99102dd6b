"""Quality against cost: one point for each method."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np
import plotly.graph_objects as go
import streamlit as st

from ui.compare.columns import COLUMNS, value_of
from ui.compare.label_places import label_shifts
from ui.compare.results import Results
from ui.compare.state import FAMILIES, axes_choice
from ui.labels import METHOD_WORDS
from ui.theme import FAMILY_COLOURS, ZERO
from ui.words import _
from upsample_core import METHODS

SYMBOLS = {"interpolation": "circle", "learned": "square", "unpooling": "diamond"}
BY_RATIO = ("seconds",)
"""Costs that differ by factors: equal ratios are equally far apart."""

_MARGIN = {"l": 8, "r": 8, "t": 8, "b": 8}
_HEIGHT = 400
_SIZE = (960, 310)
"""Pixels of the plot, about, on a laptop."""
_AROUND = (0.04, 0.25)
"""What stays free before the first point and behind the last, where its name stands."""

Point = tuple[float, float]
Range = tuple[float, float]


def chart_view(found: Results) -> None:
    """Draw the choice of the axes, and the chart."""
    cost, quality = axes_choice()
    points = _points(found, cost, quality)
    titles = [_(COLUMNS[name].title) for name in (cost, quality)]
    st.plotly_chart(
        chart(points, titles[0], titles[1], by_ratio=cost in BY_RATIO),
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


def chart(points: Mapping[str, Point], cost: str, quality: str, by_ratio: bool) -> go.Figure:
    """Draw methods as points with their names, a colour and a shape for each family.

    Parameters
    ----------
    points : mapping
        The cost and the quality of every method, by its name.
    cost, quality : str
        What the axes are called, translated.
    by_ratio : bool
        Whether the axis of costs is logarithmic.
    """
    figure = go.Figure()
    for family, title in FAMILIES.items():
        names = [name for name in points if METHODS[name].family == family]
        if not names:
            continue
        figure.add_scatter(
            x=[points[name][0] for name in names],
            y=[points[name][1] for name in names],
            mode="markers",
            name=_(title),
            customdata=[_(METHOD_WORDS[name].title) for name in names],
            marker={"size": 11, "color": FAMILY_COLOURS[family], "symbol": SYMBOLS[family]},
            hovertemplate="%{customdata}<br>%{x:.4~g}, %{y:.4~g}<extra></extra>",
        )
    placed = {name: (_octaves(x) if by_ratio else x, y) for name, (x, y) in points.items()}
    across = _reach((x for x, _y in placed.values()), _AROUND)
    down = _reach((y for _x, y in placed.values()), (0.12, 0.12))
    _write_names(figure, points, placed, across, down)
    figure.update_xaxes(title=cost, type="log" if by_ratio else "linear", zeroline=False)
    figure.update_xaxes(range=[end * _OCTAVE for end in across] if by_ratio else across)
    figure.update_yaxes(title=quality, range=down, zeroline=False)
    figure.update_layout(
        height=_HEIGHT,
        margin=_MARGIN,
        template="plotly_white",
        legend={"orientation": "h", "y": 1.12},
        showlegend=True,
    )
    return figure


def _write_names(
    figure: go.Figure,
    points: Mapping[str, Point],
    placed: Mapping[str, Point],
    across: Range,
    down: Range,
) -> None:
    """Write each name near its point, with a line to it where another one stands between."""
    shares = {
        name: (
            (x - across[0]) / (across[1] - across[0]),
            (down[1] - y) / (down[1] - down[0]),
        )
        for name, (x, y) in placed.items()
    }
    titles = {name: _(METHOD_WORDS[name].title) for name in points}
    by_ratio = placed != points
    for name, (aside, below) in label_shifts(shares, titles, _SIZE).items():
        figure.add_annotation(
            x=placed[name][0] * _OCTAVE if by_ratio else points[name][0],
            y=points[name][1],
            text=titles[name],
            ax=aside,
            ay=below,
            xanchor="left",
            showarrow=True,
            arrowhead=0,
            arrowwidth=1 if below else 0.1,
            arrowcolor=ZERO,
            standoff=6,
            font={"size": 12},
        )


_OCTAVE = 0.30103
"""Plotly's logarithmic axes count in tens, of which a doubling is this much."""


def _octaves(value: float) -> float:
    """Return how many doublings of one make a value."""
    return float(np.log2(value))


def _reach(values: Iterable[float], around: Range) -> Range:
    """Return the ends of an axis, some share of its length beyond the values."""
    known = list(values) or [0.0]
    length = max(known) - min(known) or abs(known[0]) or 1.0
    return min(known) - around[0] * length, max(known) + around[1] * length
