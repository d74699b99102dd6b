"""The step on linear by hand: four cells become sixteen."""

from __future__ import annotations

from ui.lab.link import lab_link
from ui.labels import VALUES
from ui.lesson import Guess, Step
from ui.lesson_controls import choice
from ui.numbers import listed, number
from ui.shared import shared
from ui.stage import stage
from ui.words import N_, _
from upsample_core import Method, Trace, method, parse_numbers, trace

WORKED = parse_numbers("4, 6; 10, 8")
COORDINATES = ("align_corners", "half_pixel", "asymmetric")
SCALES = (2, 3, 4)


def controls() -> Method:
    """Draw the choice of coordinates and scale."""
    names = {name: _(VALUES[name]) for name in COORDINATES}
    coordinates = choice("linear_coordinates", _("Coordinates"), names, "align_corners")
    scale = choice("linear_scale", _("Scale factor s"), SCALES, 2)
    return _method(coordinates, scale)


def _method(coordinates: str = "align_corners", scale: int = 2) -> Method:
    return method("bilinear", WORKED.shape, scale_factor=scale, coordinates=coordinates)


@shared
def _run(chosen: Method) -> Trace:
    return trace(chosen, WORKED)


def numbers(chosen: Method) -> dict[str, object]:
    """Return the worked example, and the first row as it is now."""
    run, now = _run(_method()), _run(chosen)
    half = _run(_method("half_pixel"))
    return {
        "cells": run.input.size,
        "all": run.output.size,
        "first": number(run.output[0, 0]),
        "last": number(run.output[0, -1]),
        "step": number(float(run.output[0, 1] - run.output[0, 0])),
        "second": number(run.output[0, 1]),
        "middle": number(run.output[1, 1]),
        "weights": listed(run.map.contributions((1, 1)).weights),
        "first_row": listed(run.output[0]),
        "last_row": listed(run.output[-1]),
        "first_column": listed(run.output[:, 0]),
        "last_column": listed(run.output[:, -1]),
        "half_row": listed(half.output[0]),
        "now_row": listed(now.output[0]),
        "outputs": run.output.shape[0],
    }


def guess() -> Guess:
    """Ask for the second cell of the first row."""
    found = {_run(_method(name)).output[0, 1] for name in COORDINATES}
    right = number(_run(_method()).output[0, 1])
    texts = [number(value) for value in sorted(found)]
    return Guess({text: text for text in texts}, right)


def view(chosen: Method) -> None:
    """Draw the run: of the worked example the first cell, so that it does not tell too soon."""
    run, told = _run(chosen), chosen.values != _method().values
    begun = {} if told else {"step": int(run.map.indptr[1])}
    stage(run, key="linear_stage", view={"order": "gather", **begun})


def links(chosen: Method) -> None:
    """Draw the link to the lab with these parameters."""
    lab_link("bilinear", size=2, input="custom", values=WORKED, pin="output:1,1", **chosen.chosen)


STEP = Step("linear", N_("Linear by hand"), controls, view, numbers, links, guess)
