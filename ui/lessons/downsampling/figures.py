"""Charts of the lesson on downsampling: pure functions from arrays to charts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from numpy.typing import NDArray

from ui.charts import LEGEND_ABOVE, Chart, chart, line, numbers, titled, upright
from ui.theme import ATTENTION, INPUT, KERNEL, OUTPUT, ZERO

Values = NDArray[Any]
_COLOURS = (ATTENTION, KERNEL, INPUT)
_DASHES = ("solid", "dash", "dot")
_MARGIN = {"l": 36, "r": 8, "t": 32, "b": 44}


def sampled_figure(
    waves: tuple[Values, Values, Values],
    kept: tuple[Values, Values],
    names: tuple[str, str, str],
    axis: str,
) -> Chart:
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
    dots = {
        "type": "scatter",
        "x": numbers(kept[0]),
        "y": numbers(kept[1]),
        "name": names[2],
        "mode": "markers",
        "marker": {"color": OUTPUT, "size": 12, "line": {"color": "#fff", "width": 1.5}},
        "hovertemplate": "%{x:.4~g}: %{y:.4~g}<extra></extra>",
    }
    return chart(
        [
            line(positions, wave, names[0], INPUT, width=1.5),
            line(positions, seen, names[1], ATTENTION, "dash", 4),
            dots,
        ],
        height=270,
        margin=_MARGIN,
        legend=LEGEND_ABOVE,
        xaxis={"title": titled(axis), "zeroline": False},
        yaxis={"range": [-1.15, 1.15]},
    )


def folding_figure(
    curves: tuple[Values, Values, Values],
    point: tuple[float, float],
    names: tuple[str, str, str],
    axis: str,
    limit: float,
) -> Chart:
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
    mark = {
        "type": "scatter",
        "x": [point[0]],
        "y": [point[1]],
        "name": names[2],
        "mode": "markers",
        "marker": {"color": ATTENTION, "size": 14, "symbol": "diamond"},
        "hovertemplate": "%{x:.4~g} → %{y:.4~g}<extra></extra>",
    }
    return chart(
        [
            line(frequencies, seen, names[0], OUTPUT),
            line(frequencies, strengths, names[1], KERNEL, "dot", yaxis="y2"),
            mark,
        ],
        height=230,
        margin=_MARGIN | {"r": 40},
        legend=LEGEND_ABOVE,
        shapes=[upright(limit, ZERO)],
        xaxis={"title": titled(axis), "range": [-0.005, 0.505]},
        yaxis={"range": [-0.02, 0.55], "tickfont": {"color": OUTPUT}},
        yaxis2={
            "range": [-0.04, 1.1],
            "overlaying": "y",
            "side": "right",
            "showgrid": False,
            "tickfont": {"color": "#8a5a00"},
        },
    )


def errors_figure(
    sigmas: Values, curves: Mapping[str, Values], axis: str, marks: tuple[float, float], best: str
) -> Chart:
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
    lines = [
        line(sigmas, values, name, colour, dash)
        for (name, values), colour, dash in zip(curves.items(), _COLOURS, _DASHES, strict=True)
    ]
    named = {"text": best, "x": marks[1], "y": 1, "xref": "x", "yref": "y domain"}
    named |= {"xanchor": "left", "yanchor": "top", "showarrow": False}
    return chart(
        lines,
        height=270,
        margin=_MARGIN,
        legend=LEGEND_ABOVE,
        shapes=[upright(marks[0], OUTPUT, 3, "solid"), upright(marks[1], ZERO)],
        annotations=[named],
        xaxis={"title": titled(axis)},
        yaxis={"rangemode": "tozero"},
    )
