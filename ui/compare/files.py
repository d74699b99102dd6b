"""What a person takes home of a comparison: the table, and the pictures."""

from __future__ import annotations

import streamlit as st

from ui import downloads
from ui.compare.results import Results
from ui.compare.table import table_file
from ui.offered import offer
from ui.words import _


def files_view(found: Results, sort: str) -> None:
    """Draw a button that opens the files; each is made when it is asked for."""
    with st.popover(_("Download"), icon=":material/download:"):
        offer("table", _("Table (CSV)"), "comparison.csv", lambda: table_file(found, sort))
        offer("png", _("Pictures (PNG, in a ZIP)"), "comparison.zip", lambda: pictures_zip(found))
        offer("npz", _("Pictures as computed (NPZ)"), "comparison.npz", lambda: arrays_npz(found))


def pictures_zip(found: Results) -> bytes:
    """Return every picture as a PNG, by the name of its method."""
    known = {"original": found.pair.original, "reduced": found.pair.small}
    files = {f"{name}.png": downloads.to_png(values) for name, values in known.items()}
    for name, result in found.outputs():
        files[f"{name}.png"] = downloads.to_png(result.output)
    return downloads.to_zip(files)


def arrays_npz(found: Results) -> bytes:
    """Return every picture as an array (C, H, W), by the name of its method."""
    arrays = {"original": found.pair.original, "reduced": found.pair.small}
    return downloads.to_npz(arrays | {name: each.output for name, each in found.outputs()})
