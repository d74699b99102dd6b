"""The lab's method on a whole picture: what comes out, and the spectra."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal

import streamlit as st
from numpy.typing import NDArray

from ui.in_sight import in_sight
from ui.lab.link import lab_address
from ui.lab.state import Lab
from ui.labels import PICTURES
from ui.numbers import number, percent
from ui.part import part
from ui.picture_panes import (
    Cell,
    Pane,
    counts_pane,
    draw_pictures,
    payload,
    regions_pane,
    spectrum_pane,
)
from ui.picture_source import chosen_picture
from ui.pictures import sample
from ui.shared import shared
from ui.widgets import select
from ui.words import N_, _, language
from upsample_core import Method, ParameterError, PictureRun, for_picture, run_on_picture
from upsample_core.runs import neighbourhood

Values = NDArray[Any]

Draw = Callable[[Method, Values], bytes]
"""Makes the figure of a method on a picture."""

_UNSEEN = 480
"""Pixels that a figure takes, about, while it is out of sight."""

DETAIL = 192
"""Pixels of the finest picture that are seen across at first: few enough to be told apart."""


_ENLARGING = N_(
    "Enlarging by S copies the spectrum of the input to all multiples of 1/S; what a method leaves "
    "of the copies is seen as a staircase or a checkerboard."
)
_SHRINKING = N_(
    "Of what lies beyond half of the new sampling rate, shrinking folds back what a method does "
    "not filter out: aliasing."
)
_OF_THE_DATA = N_(
    "This method has no frequency response of its own, since its matrix depends on the picture: "
    "these are the spectra of this picture before and after."
)
_NO_OVERLAP = N_("No overlap map: the matrix depends on the picture, and another has another.")


def choose_picture(lab: Lab) -> Values | None:
    """Draw the choice of picture; return it once there is one that fits the parameters."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        names = {name: _(title) for name, title in PICTURES.items()}
        about = {"format_func": names.__getitem__, "width": 220}
        select("picture", _("Picture"), list(PICTURES), lab.picture, **about)
        picture = chosen_picture(lab.picture)
    if picture is None:
        return None
    height, width = picture.shape[1:]
    try:
        for_picture(lab.method, height, width)
    except ParameterError:
        st.warning(
            _(
                "This picture of {width} × {height} pixels is too small for these parameters.",
                width=width,
                height=height,
            )
        )
        return None
    return picture


def picture_view(lab: Lab) -> None:
    """Show the method's input, output and overlap on a picture; a pixel opens as a small input."""
    picture = choose_picture(lab)
    if picture is None:
        return
    _draw_in_sight("pictures", _pictures, lab, picture)
    if lab.method.definition.depends_on_data:
        st.caption(_(_NO_OVERLAP))


def spectrum_view(lab: Lab) -> None:
    """Show the log spectra of a picture before and after."""
    picture = choose_picture(lab)
    if picture is None:
        return
    _draw_in_sight("spectra", _spectra, lab, picture)
    told = _ENLARGING if lab.method.output_shape > lab.method.input_shape else _SHRINKING
    if lab.method.definition.depends_on_data:
        told = _OF_THE_DATA
    st.caption(_("log₁₀ of the amplitudes, frequency zero in the middle.") + " " + _(told))


@part
def _draw_in_sight(key: str, draw: Draw, lab: Lab, picture: Values) -> None:
    """Draw a figure where it is seen: on most windows it is below the stage, out of sight."""
    if not in_sight("lab_pictures"):
        st.container(height=_UNSEEN, border=False)
        return
    cell = draw_pictures(_figure(draw, lab, picture), key=key)
    if cell is not None:
        open_in_lab(lab.method, picture, cell, "output" if cell.pane else "input")


def _figure(draw: Draw, lab: Lab, picture: Values) -> bytes:
    """Return what `draw` makes of the picture; a sample's is kept for whoever comes next."""
    if lab.picture == "upload":
        return draw(lab.method, picture)
    return _of_sample(draw, lab.method, lab.picture, language())


@shared
def _of_sample(draw: Draw, method: Method, name: str, code: str) -> bytes:
    """Draw a sample; `code`, the language, only tells apart what is kept."""
    return draw(method, sample(name))


def _pictures(method: Method, picture: Values) -> bytes:
    """Make the figure of input, output and overlap."""
    result = run_on_picture(method, picture)
    panes = [
        Pane(_("Input"), result.picture, "input"),
        Pane(
            _("Output"),
            result.output,
            "output",
            result.window,
            overlap=result.overlap,
            note=how_shown(result),
        ),
    ]
    if result.overlap is not None:
        panes.append(counts_pane(_("Overlap"), result.overlap))
    if result.regions is not None:
        panes.append(regions_pane(_("Class map"), result.regions))
    return payload(panes, detail=DETAIL, lab=True)


def _spectra(method: Method, picture: Values) -> bytes:
    """Make the figure of the log spectra of input and output."""
    result = run_on_picture(method, picture)
    pairs = ((_("Input"), result.picture, "input"), (_("Output"), result.output, "output"))
    return payload([spectrum_pane(title, values, role) for title, values, role in pairs])


def how_shown(result: PictureRun) -> str:
    """Return in words what stands between the values and the greys, clipping included."""
    if result.stretched:
        return _(
            "Shown from its least value {low} to its greatest {high}.",
            low=number(result.low),
            high=number(result.high),
        )
    shown = _("Shown as computed.")
    if abs(result.gain - 1) > 1e-6:
        shown = _("Shown divided by {gain}, the gain of this kernel.", gain=number(result.gain))
    if result.clipped:
        share = percent(result.clipped) if result.clipped >= 0.001 else "<\u00a00.1%"
        shown += " " + _("{share} of the pixels are clipped to black or white.", share=share)
    return shown


# ---------------------------------------------------------------------- a pixel in the lab


Side = Literal["input", "output"]


def open_in_lab(method: Method, picture: Values, cell: Cell, of: Side) -> None:
    """Go to the lab with a pixel and its neighbours as the input, the pixel pinned.

    Parameters
    ----------
    method : Method
    picture : ndarray, shape (C, H, W)
        What the method ran on.
    cell : Cell
    of : {"input", "output"}
        Whether the pixel is one of the picture, or of what the method made of it.
    """
    try:
        address = neighbours_address(method, picture, cell, of)
    except ParameterError:
        st.warning(_("The lab has no input as small as that for these parameters."))
        return
    st.switch_page("pages/lab.py", query_params=address)


def neighbours_address(method: Method, picture: Values, cell: Cell, of: Side) -> dict[str, str]:
    """Return the address of the lab with the neighbours of a pixel as its input.

    Raises
    ------
    ParameterError
        If the method does not run on so few pixels.
    """
    near = neighbourhood(method, picture, (cell.row, cell.column), of)
    state: dict[str, Any] = dict(near.method.values)
    if near.cell is not None:
        state["pin"] = f"{of}:{near.cell[0]},{near.cell[1]}"
    # Three decimals, as many as the picture's own reading shows.
    return lab_address(method.name, input="custom", values=near.rounded(3), **state)
