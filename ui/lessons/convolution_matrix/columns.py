"""The step on columns: a row beside a column, on the linked stage."""

from __future__ import annotations

from ui.lab.link import lab_link
from ui.lesson import Guess, Step
from ui.lesson_controls import choice
from ui.lessons.convolution_matrix.presets import lab_state, preset_run
from ui.stage import stage
from ui.words import N_, _


def controls() -> str:
    """Draw the choice of an input or an output to look at; return it as an address pins it."""
    pins = {"input:1,1": _("One input: a column"), "output:0,1": _("One output: a row")}
    return str(choice("columns_pin", _("Look at"), pins, "input:1,1"))


def numbers(_pin: str) -> dict[str, object]:
    """Return how many cells meet in the rows and columns of preset A."""
    first = preset_run()
    columns = first.map.T.overlap()
    return {
        "gathered": int(first.overlap.max()),
        "least": int(columns.min()),
        "most": int(columns.max()),
        "stored": first.map.nnz,
    }


def guess() -> Guess:
    """Ask how many outputs the corner of the input reaches."""
    columns = preset_run().map.T.overlap()
    offered = sorted({*columns.ravel().tolist(), int(preset_run().overlap.max())})
    return Guess({count: str(count) for count in offered}, int(columns[0, 0]))


def view(pin: str) -> None:
    """Draw the stage with that cell pinned."""
    run = preset_run()
    stage(run, key=f"columns_stage_{pin[:2]}", pin=pin, view={"order": "stamp"})


def links(pin: str) -> None:
    """Draw the link to the lab with that cell pinned."""
    lab_link("strided_convolution", pin=pin, **lab_state(preset_run()))


STEP = Step("columns", N_("Columns"), controls, view, numbers, links, guess)
