"""The lab's method on a whole picture: what comes out, and the spectra."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any

import plotly.graph_objects as go
import streamlit as st
from numpy.typing import NDArray

from ui import figures
from ui.frame import on_phone
from ui.lab.state import Lab
from ui.labels import PICTURES
from ui.picture_source import chosen_picture
from ui.pictures import sample
from ui.widgets import select
from ui.words import _, language
from upsample_core.analysis.spectrum import log_spectrum
from upsample_core.checks import ParameterError
from upsample_core.methods import Method, for_picture
from upsample_core.picture_run import PictureRun, grey, run_on_picture

Values = NDArray[Any]
Drawn = tuple[go.Figure, str]
"""A figure and its caption."""

DETAIL = 256
"""Output pixels across that a pane shows at first: no more than the screen can show one by one."""

ZOOM = {"displaylogo": False, "modeBarButtonsToRemove": ["select2d", "lasso2d", "autoScale2d"]}


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
    """Show the method's input, output and overlap on a picture, zoomed together."""
    _show(lab, "pictures", _pictures)


def spectrum_view(lab: Lab) -> None:
    """Show the log spectra of a picture before and after."""
    _show(lab, "spectra", _spectra)


def _show(lab: Lab, key: str, draw: Callable[[Method, Values, bool], Drawn]) -> None:
    """Show what `draw` makes of the chosen picture; a sample's is kept for whoever comes next."""
    picture = choose_picture(lab)
    if picture is None:
        return
    if lab.picture == "upload":
        figure, caption = draw(lab.method, picture, on_phone())
    else:
        figure, caption = _of_sample(draw, lab.method, lab.picture, on_phone(), language())
    st.plotly_chart(figure, key=key, alt=caption, config=ZOOM)
    st.caption(caption)


@lru_cache(maxsize=96)
def _of_sample(
    draw: Callable[[Method, Values, bool], Drawn],
    method: Method,
    name: str,
    stacked: bool,
    code: str,
) -> Drawn:
    """Draw a sample; `code`, the language, only tells apart what is kept."""
    return draw(method, sample(name), stacked)


def _pictures(method: Method, picture: Values, stacked: bool) -> Drawn:
    """Draw input, output and overlap."""
    result = run_on_picture(method, picture)
    panes = {_("Input"): result.picture, _("Output"): result.shown}
    if result.overlap is not None:
        panes[_("Overlap")] = figures.counts_picture(result.overlap)
    detail = min(1, DETAIL / max(result.shown.shape))
    zoom = _("Double-click shows the whole picture; drag to zoom all.")
    caption = " ".join((_sizes(result), _how_shown(result), zoom))
    return figures.pictures_figure(panes, detail, stacked=stacked), caption


def _spectra(method: Method, picture: Values, stacked: bool) -> Drawn:
    """Draw the log spectra of input and output."""
    result = run_on_picture(method, picture)
    panes = {
        title: figures.spectrum_picture(log_spectrum(grey(values)))
        for title, values in ((_("Input"), result.picture), (_("Output"), result.output))
    }
    caption = _(
        "Zero frequency is in the middle. Inserting zeros copies the spectrum of the input; "
        "a checkerboard is what stands out at multiples of 1/S."
    )
    return figures.pictures_figure(panes, smooth=True, stacked=stacked), caption


def _sizes(result: PictureRun) -> str:
    before, after = (f"{p.shape[2]} × {p.shape[1]}" for p in (result.picture, result.output))
    return _("From {before} to {after} pixels.", before=before, after=after)


def _how_shown(result: PictureRun) -> str:
    if result.stretched:
        return _(
            "Shown from its least value {low:.3g} to its greatest {high:.3g}.",
            low=result.low,
            high=result.high,
        )
    if abs(result.gain - 1) > 1e-6:
        return _("Shown divided by {gain:.3g}, the gain of this kernel.", gain=result.gain)
    return _("Shown as computed.")
