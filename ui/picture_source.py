"""The picture that the lab works on: a sample, or the person's own upload."""

from __future__ import annotations

from typing import Any

import streamlit as st
from numpy.typing import NDArray
from streamlit.runtime.uploaded_file_manager import DeletedFile

from ui.pictures import (
    NoteCode,
    Picture,
    PictureError,
    PictureProblem,
    read_upload,
    sample,
    working_copy,
)
from ui.words import N_, _

WORKING_SIDE = 256
"""Longest side of what the lab computes on: at ×4 this is a megapixel."""

_LAST_GOOD = "_last_good_upload"
_MARK = "_last_good_upload_mark"

PROBLEMS = {
    PictureProblem.EMPTY: N_("The file is empty."),
    PictureProblem.TOO_LARGE: N_("The file has {megabytes} MB; at most {limit} MB are allowed."),
    PictureProblem.NOT_A_PICTURE: N_(
        "The file is not a picture, whatever its name says; PNG, JPEG and WebP are allowed."
    ),
    PictureProblem.UNSUPPORTED_FORMAT: N_(
        "The file is a {format} picture; PNG, JPEG and WebP are allowed."
    ),
    PictureProblem.TOO_MANY_PIXELS: N_(
        "The picture has {width} × {height} pixels; at most {limit} × {limit} are allowed."
    ),
    PictureProblem.BOMB: N_("The picture has more than {limit} × {limit} pixels."),
    PictureProblem.BROKEN: N_("The {format} file is damaged or cut short."),
}

NOTES = {
    NoteCode.FIRST_FRAME_ONLY: N_("The first of {frames} frames is used."),
    NoteCode.TRANSPARENCY_ON_WHITE: N_("Transparent parts lie on white."),
    NoteCode.REDUCED_FROM_16_BIT: N_("16-bit colours were read as 8-bit ones."),
    NoteCode.DOWNSCALED_FOR_DISPLAY: N_(
        "Reduced from {from_width} × {from_height} to {width} × {height} by an antialiased "
        "Lanczos filter."
    ),
}


def chosen_picture(name: str, longest_side: int = WORKING_SIDE) -> NDArray[Any] | None:
    """Return the sample `name`, or what the person uploaded; None until there is something.

    Parameters
    ----------
    name : str
    longest_side : int
        To which an upload is reduced, where it is larger.

    Returns
    -------
    ndarray of float32, shape (C, H, W), values in [0, 1]
    """
    if name != "upload":
        return sample(name)
    upload = _uploaded()
    if upload is None:
        st.caption(_("Your picture stays in this session; it is never written to disk."))
        return None
    small = working_copy(upload, longest_side)
    for note in small.notes:
        st.caption(_(NOTES[note.code], **note.values))
    return small.values


def upload_mark() -> str:
    """Return what tells the upload of this session from the one before it; empty without any."""
    return str(st.session_state.get(_MARK, ""))


def _uploaded() -> Picture | None:
    """Read the upload of this session; a bad file gets a sentence, and the last good one stays."""
    file = st.file_uploader(_("PNG, JPEG or WebP, at most 10 MB"), key="upload")
    if file is None:
        if isinstance(st.session_state.get("upload"), DeletedFile):
            st.warning(_("The server that held your picture has ended. Please choose it again."))
        return st.session_state.get(_LAST_GOOD)
    known = st.session_state.get("_upload_read")
    if known != file.file_id:
        st.session_state["_upload_read"] = file.file_id
        st.session_state["_upload_problem"] = None
        try:
            st.session_state[_LAST_GOOD] = read_upload(file.getvalue(), file.name)
            st.session_state[_MARK] = file.file_id
        except PictureError as error:
            # As it was raised it would hold the file, and what was read of it.
            st.session_state["_upload_problem"] = PictureError(error.problem, **error.values)
    if problem := st.session_state["_upload_problem"]:
        st.error(_(PROBLEMS[problem.problem], **problem.values))
    return st.session_state.get(_LAST_GOOD)
