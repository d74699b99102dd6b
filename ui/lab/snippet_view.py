"""Code to copy, one tab for each library."""

from __future__ import annotations

import streamlit as st

from ui.lab.state import Lab
from ui.snippets import LIBRARIES, Remark, snippet
from ui.widgets import segmented
from ui.words import N_, _
from upsample_core import Trace

NAMES = {"numpy": "NumPy", "torch": "PyTorch", "keras": "Keras", "onnx": "ONNX"}

REMARKS = {
    Remark.WEIGHTS_BUILT: N_(
        "The library's resize lacks this setting: the weights of each axis are computed, and the "
        "image is multiplied by them."
    ),
    Remark.BACKENDS_DIFFER: N_(
        "Keras's own resize gives other numbers on other backends, so the weights are computed."
    ),
    Remark.SAMPLES_PICKED: N_(
        "The library's nearest rounds in another way, so the samples are picked by their indices."
    ),
    Remark.ROUNDING_PICKED: N_(
        "In 32-bit arithmetic a coordinate may fall on the wrong side of the rounding, so the "
        "samples are picked by their indices."
    ),
    Remark.ONE_ROW: N_(
        "The library's function takes images only: the signal goes in as an image of one row."
    ),
    Remark.KERNEL_AXES: N_(
        "Keras keeps kernels as height, width, output channels, input channels."
    ),
    Remark.SAME_FITS: N_(
        'Keras\'s padding "same" crops exactly this padding; for other numbers it does not.'
    ),
    Remark.CROPPED: N_(
        "Keras has no padding in numbers here: the whole result is computed, then cropped."
    ),
    Remark.EXTENDED: N_(
        "The end of the output padding is beyond every stamp: zeros are put there."
    ),
    Remark.PADDED: N_("Keras has no padding in numbers here: the input is padded first."),
    Remark.KERNEL_SPREAD: N_(
        "Keras does not take a stride and a dilation together: zeros are put into the kernel."
    ),
    Remark.COUNTED: N_(
        "The mean over what counts: the padded mean divided by the mean of a grid of ones."
    ),
    Remark.WINDOWS_STACKED: N_(
        "Keras pools without dilation: the positions of the window are stacked, then compared."
    ),
    Remark.SWITCHES_FOUND: N_(
        "Keras keeps no switches: they are found by comparing the positions of every window."
    ),
    Remark.ONE_COLUMN: N_(
        "PyTorch's antialiasing gives wrong numbers where an image gets one column wide and "
        "another height, so the weights of each axis are computed."
    ),
    Remark.LESS_PADDED: N_(
        "ONNX Runtime wants an output padding below the stride: the end is padded by less instead."
    ),
    Remark.NOT_OFFERED: N_(
        "There is no snippet: this library has no content-adaptive interpolation, and neither have "
        "the others; under NumPy stands the call of this project's own core."
    ),
    Remark.OUT_OF_RANGE: N_(
        "There is no snippet: the numbers are too large or too small for 32-bit floats."
    ),
}


def snippets_view(lab: Lab, trace: Trace) -> None:
    """Show the program that computes the displayed output, in the library that is chosen."""
    library = segmented(
        "library",
        _("Library"),
        list(LIBRARIES),
        lab.plain["library"],
        format_func=NAMES.__getitem__,
        label_visibility="collapsed",
    )
    program = snippet(library, trace)
    if program.code is not None:
        st.code(program.code, language="python")
    for remark in program.remarks:
        st.caption(_(REMARKS[remark]))
