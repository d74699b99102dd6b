"""The step on distortion against perception: every method in one chart, and in a table."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

import streamlit as st

from ui.charts import Chart, draw_chart, titled
from ui.charts import chart as of_traces
from ui.compare.label_places import label, label_shifts
from ui.labels import METHOD_WORDS
from ui.lesson import Guess, Step
from ui.lesson_controls import choice, translated
from ui.lessons.generative.common import held_out, network, readings, small_sheet
from ui.lessons.generative.guarding import guarded
from ui.markdown import table
from ui.numbers import number, tenths
from ui.shared import one_at_a_time, shared
from ui.theme import FAMILY_COLOURS, KERNEL, OUTPUT
from ui.words import N_, _, ngettext
from upsample_core.lessons.guessing import Judged, judged, mean_of, undecided
from upsample_core.runs import eightfold

EVERY = 8
"""Of the letters that are kept apart every eighth is judged by, so that it takes no more than a
second, once for all visitors."""

FLOWS = (1, 2, 4, 8, 16)
"""Numbers of steps of the diffusion model."""

AXES = {"patches": N_("Patches apart"), "grey": N_("Undecided grey, apart from the originals'")}
_SIZE = (500, 330)
_NAMED = ("nearest", "bicubic", "edge_directed", "sub_pixel", "bed_of_nails")
"""Methods of the course whose names and numbers are shown; the others lie among them."""

_READ = ("truth", "bicubic", "library", "least_squares", "gan", "flow_1", "flow_8", "flow_16",
         "flow_8_projected")  # fmt: skip
"""What stands in the table that a script measured."""


class Chosen(NamedTuple):
    """What stands upwards."""

    axis: str


_FIRST = Chosen("patches")


@shared
@one_at_a_time
def _judged() -> dict[str, Judged]:
    """Return how every method does, computed once."""
    true = held_out().glyphs[::EVERY]
    return judged({**eightfold(true), **small_sheet(true, FLOWS)}, true)


@lru_cache(maxsize=1)
def _own_grey() -> float:
    """Return how undecided the originals are: edges of letters are grey too."""
    return mean_of(tuple(undecided(held_out().glyphs[::EVERY]).tolist()))


def controls() -> Chosen:
    """Draw the choice of the measure of perception."""
    axis = choice("tradeoff_axis", _("Upwards"), translated(AXES), _FIRST.axis)
    for name in ("least_squares", "gan", "letters"):
        network(name)  # what is wrong with them is said here
    readings()
    return Chosen(str(axis))


def _lifeless(one: Judged, axis: str) -> float:
    """Return how unlike letters answers are: 0 is the best."""
    return one.patches if axis == "patches" else abs(one.grey - _own_grey())


def _best(axis: str) -> tuple[str, str]:
    """Return the nearest method, and the most lifelike."""
    found = _judged()
    return (
        min(found, key=lambda name: found[name].error),
        min(found, key=lambda name: _lifeless(found[name], axis)),
    )


def numbers(chosen: Chosen) -> dict[str, object]:
    """Return which method is nearest, which most lifelike, and what the other costs."""
    found, (nearest, lifelike) = _judged(), _best(chosen.axis)
    return {
        "count": len(held_out().glyphs[::EVERY]),
        "nearest": _title(nearest),
        "nearest_error": tenths(found[nearest].error),
        "nearest_other": number(_lifeless(found[nearest], chosen.axis), 2),
        "lifelike": _title(lifelike),
        "lifelike_error": tenths(found[lifelike].error),
        "lifelike_other": number(_lifeless(found[lifelike], chosen.axis), 2),
        "one": tenths(found["flow_1"].error),
        "sixteen": tenths(found["flow_16"].error),
    }


def guess() -> Guess:
    """Ask whether one method is best in both ways."""
    nearest, lifelike = _best(_FIRST.axis)
    return Guess({True: _("yes"), False: _("no")}, nearest == lifelike)


def _is_named(name: str) -> bool:
    """Whether a method's name stands in the chart, and its numbers in the table."""
    return name in _NAMED or name not in METHOD_WORDS


def _title(name: str) -> str:
    """Return what a method is called."""
    if name.startswith("flow_"):
        return ngettext(
            "Diffusion, {count} step", "Diffusion, {count} steps", int(name.removeprefix("flow_"))
        )
    known = {"least_squares": _("Least squares"), "gan": _("GAN")}
    return known[name] if name in known else _(METHOD_WORDS[name].title)


def view(chosen: Chosen) -> None:
    """Draw all methods as points, and their numbers as a table."""
    left, right = st.columns([6, 5], gap="small")
    titles = (_("Error, of 255 levels"), _(AXES[chosen.axis]))
    with left:
        draw_chart(
            chart(_points(chosen.axis), *titles),
            key="tradeoff_chart",
            alt=_("{quality} of every method against {cost}", quality=titles[1], cost=titles[0]),
        )
        st.caption(_("Down is more like letters, left is nearer. The line: more and more steps."))
    shown = {name: one for name, one in _judged().items() if _is_named(name)}
    ranked = sorted(shown.items(), key=lambda item: item[1].error)
    rows = [
        (_title(name), tenths(one.error), tenths(one.decibels), f"{one.patches:.2f}",
         f"{one.grey:.2f}")
        for name, one in ranked
    ]  # fmt: skip
    head = (_("Method"), _("Error"), _("PSNR, dB"), _("Patches apart"), _("Undecided grey"))
    with right:
        st.markdown(table(head, rows))
        _draw_readings()


def _draw_readings() -> None:
    """Draw the table that a script measured, with a network that reads letters among others."""
    found = readings()
    with st.popover(_("All letters, all measures"), width=260):
        said = _(
            "A script measured the answers for {count} letters that no network has learned from. "
            "A network that reads letters was shown them: how many it read rightly, and how far "
            "what it sees in them lies from what it sees in true letters (Fréchet distance). The "
            "last two, of 255 levels: how far an answer, made small again, is from what was given; "
            "how far guesses with other noise lie apart.",
            count=found["glyphs"],
        )
        st.markdown(said)
        head = (_("Method"), _("PSNR, dB"), _("Read rightly"), _("Fréchet distance"),
                _("Undecided grey"), _("Disagrees by"), _("Guesses apart"))  # fmt: skip
        rows = [(_read_title(name), *_measured(found["methods"][name])) for name in _READ]
        st.markdown(table(head, rows))


def _read_title(name: str) -> str:
    """Return what a row of the table is called."""
    known = {
        "truth": _("Original"),
        "library": _("The library's mean"),
        "flow_8_projected": _("Diffusion, made to agree"),
    }
    return (known.get(name) or _title(name)).replace(" ", "\u00a0")  # one line for each method


def _measured(row: dict[str, float]) -> tuple[str, ...]:
    """Return what was measured of a method; a dash stands where nothing was."""
    columns: dict[str, Callable[[float], str]] = {
        "psnr": tenths,
        "accuracy": lambda value: f"{value:.0%}",
        "frechet": lambda value: f"{value:.0f}",
        "grey": lambda value: f"{value:.2f}",
        "inconsistency": tenths,
        "spread": lambda value: tenths(255 * value),
    }
    return tuple(write(row[name]) if name in row else "–" for name, write in columns.items())


Point = tuple[float, float]


def _points(axis: str) -> dict[str, Point]:
    return {name: (one.error, _lifeless(one, axis)) for name, one in _judged().items()}


def chart(points: dict[str, Point], across: str, up: str) -> Chart:
    """Draw methods as points, those that learned letters apart from the others.

    Parameters
    ----------
    points : dict
        Error, and how unlike letters, by name.
    across, up : str
        What the axes are called, translated.
    """
    flows = [f"flow_{steps}" for steps in FLOWS]
    learned = ["least_squares", "gan"]
    others = [name for name in points if name not in (*flows, *learned)]
    traces = [
        {
            "type": "scatter",
            "x": [points[name][0] for name in names],
            "y": [points[name][1] for name in names],
            "mode": mode,
            "name": title,
            "customdata": [_title(name) for name in names],
            "marker": {"size": 10, "color": colour, "symbol": symbol},
            "line": {"color": colour},
            "hovertemplate": "%{customdata}<br>%{x:.1f}, %{y:.2f}<extra></extra>",
        }
        for names, colour, symbol, mode, title in (
            (others, FAMILY_COLOURS["interpolation"], "circle", "markers", _("Know no letters")),
            (learned, KERNEL, "square", "markers", _("Know letters")),
            (flows, OUTPUT, "diamond", "lines+markers", _("Diffusion")),
        )
    ]
    return of_traces(
        traces,
        "plotly_white",
        height=430,
        margin={"l": 8, "r": 8, "t": 8, "b": 8},
        legend={"orientation": "h", "y": 1.1},
        annotations=_names(points),
        xaxis={"title": titled(across), "zeroline": False},
        yaxis={"title": titled(up), "rangemode": "tozero", "zeroline": False},
    )


def _names(points: dict[str, Point]) -> list[Chart]:
    """Return names near their points, with lines where others stand between."""
    left, right = (end(x for x, _y in points.values()) for end in (min, max))
    top = max(y for _x, y in points.values())
    named = [name for name in points if _is_named(name)]
    shares = {
        name: ((points[name][0] - left) / (right - left), 1 - points[name][1] / top)
        for name in named
    }
    titles = {name: _title(name) for name in named}
    return [
        label(titles[name], points[name], shift, 11)
        for name, shift in label_shifts(shares, titles, _SIZE).items()
    ]


STEP = guarded(
    Step("tradeoff", N_("Near or lifelike"), controls, view, numbers, guess=guess,
         terms=("patch_distance",))
)  # fmt: skip
