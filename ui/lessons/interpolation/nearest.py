"""The step on nearest by hand: three cells become four."""

from __future__ import annotations

from ui.lab.link import lab_link
from ui.labels import VALUES
from ui.lesson import Guess, Step
from ui.lesson_controls import choice
from ui.numbers import listed, number
from ui.shared import shared
from ui.stage import stage
from ui.words import N_, _
from upsample_core import Method, Trace, grid_pattern, method, trace

SIZE = 3
SCALES = (1.5, 2, 3)
COORDINATES = ("asymmetric", "half_pixel", "align_corners")
ROUNDINGS = ("floor", "round_prefer_floor", "ceil")
_ASKED = 3


def controls() -> Method:
    """Draw the choice of scale, coordinates and rounding."""
    scale = choice("nearest_scale", _("Scale factor s"), SCALES, SCALES[0])
    coordinates = choice("nearest_coordinates", _("Coordinates"), _named(COORDINATES), "asymmetric")
    rounding = choice("nearest_rounding", _("Rounding"), _named(ROUNDINGS), "floor")
    return _method(scale, coordinates, rounding)


def _named(values: tuple[str, ...]) -> dict[str, str]:
    return {value: _(VALUES[value]) for value in values}


def _method(
    scale: float = SCALES[0], coordinates: str = "asymmetric", rounding: str = "floor"
) -> Method:
    return method(
        "nearest", (SIZE,), scale_factor=scale, coordinates=coordinates, nearest_mode=rounding
    )


@shared
def _run(chosen: Method) -> Trace:
    return trace(chosen, grid_pattern("pi", (SIZE,)))


def numbers(chosen: Method) -> dict[str, object]:
    """Return the worked example, cell by cell, and what comes out now."""
    first, now = _run(_method()), _run(chosen)
    assert first.coordinates is not None
    places = first.coordinates[0]
    return {
        "inputs": SIZE,
        "outputs": len(places),
        "asked": _ASKED,
        "place": number(places[_ASKED]),
        "source": int(first.map.inputs[_ASKED]),
        "places": ", ".join(map(number, places)),
        "values": listed(first.input),
        "row": listed(first.output),
        "halves": listed(_run(_method(coordinates="half_pixel", rounding=ROUNDINGS[1])).output),
        "doubled": listed(_run(_method(scale=2)).output),
        "now": listed(now.output),
    }


def guess() -> Guess:
    """Ask which cells come out."""
    rows = [listed(_run(_method(rounding=rounding)).output) for rounding in ROUNDINGS]
    return Guess({row: row for row in rows}, rows[0])


def view(chosen: Method) -> None:
    """Draw the run: of the worked example the first cell, so that it does not tell too soon."""
    run, told = _run(chosen), chosen.values != _method().values
    begun = {} if told else {"step": int(run.map.indptr[1])}
    stage(run, key="nearest_stage", view={"order": "gather", **begun})


def links(chosen: Method) -> None:
    """Draw the link to the lab with these parameters."""
    lab_link("nearest", dims=1, size=SIZE, input="pi", pin=f"output:{_ASKED}", **chosen.chosen)


STEP = Step(
    "nearest", N_("Nearest by hand"), controls, view, numbers, links, guess, ("coordinates",)
)
