"""Charts as plotly.js reads them, and their way onto a page.

A chart is a dictionary: what plotly.js documents, and nothing else. Plotly's own figure objects
check every property and copy their template at each run of a script, ten milliseconds for three
curves; here tests put every chart through those checks instead.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence
from functools import cache
from typing import Any

import numpy as np
import streamlit as st
from numpy.typing import ArrayLike, NDArray
from plotly.graph_objects import Figure
from plotly.io import templates

Chart = dict[str, Any]
"""A chart, or a part of one: traces under `data`, all that is around them under `layout`."""

PLAIN = {"displaylogo": False, "displayModeBar": False}
LEGEND_ABOVE = {"orientation": "h", "y": 1.02, "yanchor": "bottom", "x": 0}

_TYPES = {"float32": "f4", "int32": "i4"}
_ELSEWHERE = {"coloraxis", "geo", "mapbox", "polar", "scene", "ternary"}
"""What a template says of charts that have other axes than ours."""


def chart(traces: Sequence[Chart], template: str = "plotly", **layout: Any) -> Chart:
    """Return a chart of traces.

    Parameters
    ----------
    traces : sequence of dict
    template : str
        One of Plotly's, by name. Streamlit's theme puts its colours over it.
    **layout : object
        As plotly.js documents `layout`.
    """
    kinds = tuple(sorted({trace["type"] for trace in traces}))
    return {"data": list(traces), "layout": {"template": _template(template, kinds), **layout}}


@cache
def _template(name: str, kinds: tuple[str, ...]) -> Chart:
    """Return what a template says of traces of some kinds."""
    whole = templates[name].to_plotly_json()
    layout = {key: value for key, value in whole["layout"].items() if key not in _ELSEWHERE}
    data = {kind: whole["data"][kind] for kind in kinds if kind in whole["data"]}
    return {"data": data, "layout": layout}


def numbers(values: ArrayLike, kind: str = "float32") -> Chart:
    """Return numbers as they travel: the bytes of their array, no longer than a screen needs.

    Parameters
    ----------
    values : array_like, shape (L,) or (H, W)
    kind : str
        ``float32`` or ``int32``.
    """
    array: NDArray[Any] = np.ascontiguousarray(values, kind)
    spec = {"dtype": _TYPES[kind], "bdata": b64encode(array.tobytes()).decode("ascii")}
    return spec if array.ndim == 1 else spec | {"shape": ", ".join(map(str, array.shape))}


def line(
    x: ArrayLike,
    y: ArrayLike,
    name: str,
    colour: str,
    dash: str = "solid",
    width: float = 3,
    **more: Any,
) -> Chart:
    """Return a curve, whose points tell both their numbers."""
    return {
        "type": "scatter",
        "x": numbers(x),
        "y": numbers(y),
        "name": name,
        "mode": "lines",
        "line": {"color": colour, "width": width, "dash": dash},
        "hovertemplate": "%{x:.4~g}: %{y:.4~g}<extra></extra>",
        **more,
    }


def upright(x: float, colour: str, width: float = 2, dash: str = "dot", axis: str = "") -> Chart:
    """Return an upright line from bottom to top, to stand among the `shapes` of a layout.

    Parameters
    ----------
    x : float
    axis : str
        ``2`` for the second pair of axes.
    """
    style = {"color": colour, "width": width, "dash": dash}
    ends = {"x0": x, "x1": x, "y0": 0, "y1": 1}
    return {"type": "line", "xref": f"x{axis}", "yref": f"y{axis} domain", "line": style, **ends}


def titled(text: str) -> Chart:
    """Return the title of an axis."""
    return {"text": text}


def panes(*titles: str, shares: Sequence[float], gap: float) -> tuple[list[Chart], list[Chart]]:
    """Return where charts beside each other stand, and their titles.

    Parameters
    ----------
    *titles : str
    shares : sequence of float
        How wide each is, of one in all.
    gap : float
        Between two of them, of the whole width.

    Returns
    -------
    axes : list of dict
        For the layout's `xaxis`, `xaxis2`, and so on.
    annotations : list of dict
    """
    free = 1 - gap * (len(titles) - 1)
    axes: list[Chart] = []
    annotations: list[Chart] = []
    begin = 0.0
    for place, (title, share) in enumerate(zip(titles, shares, strict=True)):
        end = begin + free * share
        axes.append({"domain": [begin, end], "anchor": f"y{place + 1 if place else ''}"})
        annotations.append(
            {
                "text": title,
                "x": (begin + end) / 2,
                "y": 1.0,
                "xref": "paper",
                "yref": "paper",
                "xanchor": "center",
                "yanchor": "bottom",
                "showarrow": False,
                "font": {"size": 16},
            }
        )
        begin = end + gap
    return axes, annotations


class _Ready(Figure):  # type: ignore[misc]
    """A chart in the place of a figure, which Streamlit takes as it is."""

    def __init__(self, chart: Chart) -> None:
        self._chart = chart

    def to_dict(self) -> Chart:
        return self._chart


def draw_chart(chart: Chart, *, key: str, alt: str | None = None) -> None:
    """Draw a chart; `alt` is what it is called for those who do not see it."""
    st.plotly_chart(_Ready(chart), key=key, alt=alt, config=PLAIN)
