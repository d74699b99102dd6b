"""The lab's views of one trace, and of the same method on a picture."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import streamlit as st

from ui import downloads, figures
from ui.charts import draw_chart
from ui.lab.picture_views import choose_picture, picture_view, spectrum_view
from ui.lab.snippet_view import snippets_view
from ui.lab.state import VIEWS, Lab
from ui.labels import STAGES
from ui.numbers import counted, dimensions
from ui.offered import offer
from ui.widgets import segmented
from ui.words import N_, _
from upsample_core import Array, Trace, run_on_picture

VIEW_NAMES = {
    "picture": N_("On a picture"),
    "spectrum": N_("Spectrum"),
    "code": N_("Code"),
    "download": N_("Download"),
}


def grid_views(trace: Trace) -> None:
    """Draw the grids of a trace side by side and its matrix, where it is too large to link."""
    panes = [(_("Input"), trace.input, "input")]
    if trace.stage is not None:
        panes.append((_(STAGES[trace.stage.name]), trace.stage.values, "virtual_input"))
    if trace.kernel is not None:
        panes.append((_("Kernel"), trace.kernel, "kernel"))
    panes += [(_("Output"), trace.output, "output"), (_("Overlap"), trace.overlap, "overlap")]
    for row in (panes[:3], panes[3:]):
        for column, (title, values, role) in zip(st.columns(3), row, strict=False):
            with column:
                _pane(title, values, role)
    rows, columns = trace.map.shape
    st.markdown(
        f"**{_('Matrix')}** :small[{dimensions(trace.map.shape)} · "
        + _("{stored} of {all} stored", stored=counted(trace.map.nnz), all=counted(rows * columns))
        + "]"
    )
    draw_chart(figures.matrix_figure(trace.map), key="matrix", alt=_("Matrix"))


def _pane(title: str, values: Array, role: str) -> None:
    st.markdown(f"**{title}** :small[{dimensions(values.shape)}]")
    draw_chart(figures.grid_figure(values, role), key=f"grid_{title}", alt=title)


def lower_views(lab: Lab, trace: Trace) -> None:
    """Draw the choice between picture, spectrum, code and downloads, and what was chosen."""
    names = {name: _(title) for name, title in VIEW_NAMES.items()}
    segmented(
        "view",
        _("View"),
        VIEWS,
        lab.view,
        format_func=names.__getitem__,
        label_visibility="collapsed",
    )
    draw: Mapping[str, Callable[[Lab, Trace], None]] = {
        "picture": lambda lab, trace: picture_view(lab),
        "spectrum": lambda lab, trace: spectrum_view(lab),
        "code": snippets_view,
        "download": _download_view,
    }
    draw[lab.view](lab, trace)


def _download_view(lab: Lab, trace: Trace) -> None:
    st.markdown(_("The numbers of the small example:"))
    grids = {"input": trace.input, "output": trace.output, "overlap": trace.overlap}
    if trace.stage is not None:
        grids[trace.stage.name] = trace.stage.values
    if trace.kernel is not None:
        grids["kernel"] = trace.kernel
    name = lab.method.name
    with st.container(horizontal=True):
        offer("npz", _("All grids (NPZ)"), f"{name}.npz", lambda: downloads.to_npz(grids))
        offer(
            "csv",
            _("Output (CSV)"),
            f"{name}_output.csv",
            lambda: downloads.grid_to_csv(trace.output),
        )
        offer(
            "matrix",
            _("Matrix entries (CSV)"),
            f"{name}_matrix.csv",
            lambda: downloads.matrix_to_csv(trace.map),
        )
    st.markdown(_("The picture:"))
    picture = choose_picture(lab)
    if picture is None:
        return
    with st.container(horizontal=True):
        offer(
            "png",
            _("Output as shown (PNG)"),
            f"{name}.png",
            lambda: downloads.to_png(run_on_picture(lab.method, picture).shown),
        )
        offer(
            "picture",
            _("Output as computed (NPZ)"),
            f"{name}_picture.npz",
            lambda: downloads.to_npz({"output": run_on_picture(lab.method, picture).output}),
        )
