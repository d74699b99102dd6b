"""The step on coordinates: where an output lies on the input is a choice, and libraries differ."""

from __future__ import annotations

from typing import NamedTuple

import streamlit as st

from ui.lab.link import lab_link
from ui.labels import VALUES
from ui.lesson import Guess, Step
from ui.lesson_controls import choice
from ui.lessons.interpolation.common import LAB, named
from ui.lessons.interpolation.rulers import Ruler, rulers_html
from ui.markdown import table
from ui.numbers import listed, number, signed
from ui.shared import shared
from ui.styles import style
from ui.words import N_, _
from upsample_core import grid_pattern
from upsample_core.lessons import CONVENTIONS, Sampled, sampled

SIZE = 4
FACTORS = (2, 3, 1.6)
OFFERED = ("nearest", "linear", "cubic", "cubic_half")
_FIRST = 3
"""So many outputs are told in the words."""

_FORMULAS = {
    "half_pixel": "(d + ½)·L/M − ½",
    "align_corners": "d·(L − 1)/(M − 1)",
    "asymmetric": "d·L/M",
}
_BY_SCALE = {"half_pixel": "(d + ½)/s − ½", "asymmetric": "d/s"}
_LIBRARIES = {
    "half_pixel": (
        "`align_corners=False`, `nearest-exact`",
        "`tf.image.resize`",
        "`half_pixel`",
        "OpenCV `INTER_LINEAR`, `INTER_CUBIC`; Pillow; scikit-image",
    ),
    "align_corners": ("`align_corners=True`", "TF 1 `align_corners=True`", "`align_corners`", "—"),
    "asymmetric": ("`nearest`", "TF 1", "`asymmetric`", "OpenCV `INTER_NEAREST`"),
}


class Chosen(NamedTuple):
    """An interpolator, a factor, and whether the library is given that or the size."""

    name: str
    factor: float
    by_scale: bool


_START = Chosen("linear", 2, False)


def controls() -> Chosen:
    """Draw the choice of an interpolator, of a factor and of what a library is given."""
    name = choice("coordinates_name", _("Interpolation"), named(OFFERED), _START.name)
    factor = choice("coordinates_factor", _("Factor s"), FACTORS, _START.factor)
    given = {False: f"size = ⌊{SIZE}·s⌋", True: "scale_factor = s"}
    return Chosen(name, factor, choice("coordinates_given", _("Given"), given, False))


@shared
def _made(chosen: Chosen) -> dict[str, Sampled]:
    values = grid_pattern("counting", SIZE)
    return sampled(values, chosen.factor, chosen.name, chosen.by_scale)


def numbers(chosen: Chosen) -> dict[str, object]:
    """Return how each convention begins, the shifts, and what a factor that is not whole does."""
    first, now = _made(_START), _made(chosen)
    by_size = _made(Chosen("linear", FACTORS[-1], False))["half_pixel"]
    by_scale = _made(Chosen("linear", FACTORS[-1], True))["half_pixel"]
    begins = {name: listed(one.output[:_FIRST]) for name, one in first.items()}
    shift = first["asymmetric"].shift
    return {
        "size": SIZE,
        "values": listed(grid_pattern("counting", SIZE)),
        "whole": number(_START.factor),
        "half": begins["half_pixel"],
        "aligned": begins["align_corners"],
        "asymmetric": begins["asymmetric"],
        "shift": number(shift[0]),
        "pixels": number(shift[0] * _START.factor),
        "left": signed(first["align_corners"].shift[0]),
        "right": signed(first["align_corners"].shift[-1]),
        "factor": number(FACTORS[-1]),
        "outputs": len(by_size.output),
        "size_last": number(by_size.coordinates[-1]),
        "scale_last": number(by_scale.coordinates[-1]),
        "now": "; ".join(f"{_(VALUES[name])}: {listed(one.output)}" for name, one in now.items()),
    }


def guess() -> Guess:
    """Ask which row half-pixel coordinates give."""
    rows = {name: listed(one.output[:_FIRST]) for name, one in _made(_START).items()}
    return Guess({name: f"{row}, …" for name, row in rows.items()}, "half_pixel")


def view(chosen: Chosen) -> None:
    """Draw the rulers of every convention, and the table of libraries."""
    made = _made(chosen)
    usual = _made(chosen._replace(by_scale=False))["half_pixel"].coordinates
    style("rulers.css")
    values = grid_pattern("counting", SIZE)
    st.html(
        rulers_html(
            [
                Ruler(
                    _(VALUES[name]),
                    _told(name, made[name], chosen),
                    values,
                    made[name].coordinates,
                    usual,
                    made[name].output,
                )
                for name in CONVENTIONS
            ]
        )
    )
    st.markdown(libraries_table())


def _told(name: str, found: Sampled, chosen: Chosen) -> str:
    """Return the formula of a convention, and how far it moves the outputs."""
    formula = _BY_SCALE.get(name, "") if chosen.by_scale else ""
    first, last = signed(found.shift[0]), signed(found.shift[-1])
    if first == last == "0":
        moved = _("no shift")
    elif first == last:
        moved = _("shift {first}", first=first)
    else:
        moved = _("shift {first} at the left, {last} at the right", first=first, last=last)
    return f"{formula or _FORMULAS[name]} · {moved}"


def libraries_table() -> str:
    """Return which library has which convention, as Markdown."""
    head = (_("Coordinates"), "PyTorch", "TensorFlow", "ONNX Resize", _("Others"))
    rows = [(_(VALUES[name]), *_LIBRARIES[name]) for name in CONVENTIONS]
    return table(head, rows, words=len(head))


def links(chosen: Chosen) -> None:
    """Draw the link to the lab with this interpolator, where the lab has this factor."""
    method, parameters = LAB[chosen.name]
    if chosen.factor in (2, 3):
        lab_link(
            method,
            dims=1,
            size=SIZE,
            input="counting",
            scale_factor=chosen.factor,
            coordinates="half_pixel",
            **parameters,
        )


STEP = Step("coordinates", N_("Coordinates"), controls, view, numbers, links, guess)
