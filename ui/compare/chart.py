"""Quality against cost: one point for each method."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal

import numpy as np
import streamlit as st

from ui.charts import Chart, draw_chart, titled
from ui.charts import chart as of_traces
from ui.compare.columns import COLUMNS, value_of
from ui.compare.label_places import label, label_shifts
from ui.compare.names import FAMILIES, family, is_trained, title
from ui.compare.results import Results
from ui.compare.state import axes_choice
from ui.compare.trained import FAMILY
from ui.numbers import counted
from ui.theme import FAMILY_COLOURS
from ui.words import _

SYMBOLS = {"interpolation": "circle", "learned": "square", "unpooling": "diamond", FAMILY: "star"}
BY_RATIO = ("seconds",)
"""Costs that differ by factors: equal ratios are equally far apart."""
FROM_NOTHING = ("multiplications", "parameters")
"""Costs that may be nothing at all, and of a trained network are thousands: where one is shown they
stand by the ratios of one more, for 0 to have a place."""

_MARGIN = {"l": 8, "r": 8, "t": 8, "b": 8}
_HEIGHT = 400
_SIZE = (960, 310)
"""Pixels of the plot, about, on a laptop."""
_AROUND = (0.04, 0.25)
"""What stays free before the first point and behind the last, where its name stands."""

Point = tuple[float, float]
Scale = Literal["plain", "ratios", "from_nothing"]
Range = tuple[float, float]


def chart_view(found: Results) -> None:
    """Draw the choice of the axes, and the chart."""
    cost, quality = axes_choice()
    points = _points(found, cost, quality)
    titles = [_(COLUMNS[name].title) for name in (cost, quality)]
    draw_chart(
        chart(points, titles[0], titles[1], _scale(points, cost)),
        key="compare_chart",
        alt=_("{quality} of every method against {cost}", quality=titles[1], cost=titles[0]),
    )
    left_out = [title(name) for name in found.scores if name not in points]
    if left_out:
        told = _("Not in the chart, since the number is infinite or missing: {names}")
        st.caption(told.format(names=", ".join(left_out)))


def _scale(points: Iterable[str], cost: str) -> Scale:
    """Return how the costs of some methods are spread out."""
    if cost in BY_RATIO:
        return "ratios"
    return "from_nothing" if cost in FROM_NOTHING and any(map(is_trained, points)) else "plain"


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


def chart(points: Mapping[str, Point], cost: str, quality: str, scale: Scale = "plain") -> Chart:
    """Draw methods as points with their names, a colour and a shape for each family.

    Parameters
    ----------
    points : mapping
        The cost and the quality of every method, by its name.
    cost, quality : str
        What the axes are called, translated.
    scale : str
        ``plain``, ``ratios`` for a logarithmic axis of costs, or ``from_nothing`` for one that is
        logarithmic in one more than the cost.
    """
    placed = {name: (_place(x, scale), y) for name, (x, y) in points.items()}
    across = _reach((x for x, _y in placed.values()), _AROUND)
    down = _reach((y for _x, y in placed.values()), (0.12, 0.12))
    return of_traces(
        _families(points, placed if scale == "from_nothing" else points),
        "plotly_white",
        height=_HEIGHT,
        margin=_MARGIN,
        legend={"orientation": "h", "y": 1.12},
        showlegend=True,
        annotations=_names(placed, across, down, _OCTAVE if scale == "ratios" else 1),
        xaxis={"title": titled(cost), "zeroline": False, **_costs_axis(scale, across)},
        yaxis={"title": titled(quality), "range": list(down), "zeroline": False},
    )


def _costs_axis(scale: Scale, across: Range) -> Chart:
    """Return what an axis of costs is beside its title."""
    if scale == "ratios":
        return {"type": "log", "range": [end * _OCTAVE for end in across]}
    axis: Chart = {"type": "linear", "range": list(across)}
    if scale == "plain":
        return axis
    ticks = [0, *(10**power for power in range(_MOST_DIGITS))]
    return axis | {"tickvals": [_place(tick, scale) for tick in ticks],
                   "ticktext": [counted(tick) for tick in ticks]}  # fmt: skip


def _families(points: Mapping[str, Point], drawn: Mapping[str, Point]) -> list[Chart]:
    """Return the points of every family that has some, where they are drawn."""
    members = {one: [name for name in points if family(name) == one] for one in FAMILIES}
    return [
        {
            "type": "scatter",
            "x": [drawn[name][0] for name in names],
            "y": [drawn[name][1] for name in names],
            "mode": "markers",
            "name": _(FAMILIES[one]),
            "customdata": [[title(name), points[name][0]] for name in names],
            "marker": {"size": 11, "color": FAMILY_COLOURS[one], "symbol": SYMBOLS[one]},
            "hovertemplate": (
                "%{customdata[0]}<br>%{customdata[1]:.4~g}, %{y:.4~g}<extra></extra>"
            ),
        }
        for one, names in members.items()
        if names
    ]


def _names(placed: Mapping[str, Point], across: Range, down: Range, unit: float) -> list[Chart]:
    """Return each name near its point, with a line to it where another one stands between.

    `unit` is what a step of the places is on Plotly's axis.
    """
    shares = {
        name: (
            (x - across[0]) / (across[1] - across[0]),
            (down[1] - y) / (down[1] - down[0]),
        )
        for name, (x, y) in placed.items()
    }
    titles = {name: title(name) for name in placed}
    return [
        label(titles[name], (placed[name][0] * unit, placed[name][1]), shift, 12)
        for name, shift in label_shifts(shares, titles, _SIZE).items()
    ]


_OCTAVE = 0.30103
"""Plotly's logarithmic axes count in tens, of which a doubling is this much."""


_MOST_DIGITS = 10
"""Of the numbers that an axis from nothing may show; no cost here comes near."""


def _place(cost: float, scale: Scale) -> float:
    """Return where a cost stands: in doublings of one, where ratios count."""
    if scale == "plain":
        return cost
    return float(np.log2(cost + (scale == "from_nothing")))


def _reach(values: Iterable[float], around: Range) -> Range:
    """Return the ends of an axis, some share of its length beyond the values."""
    known = list(values) or [0.0]
    length = max(known) - min(known) or abs(known[0]) or 1.0
    return min(known) - around[0] * length, max(known) + around[1] * length
