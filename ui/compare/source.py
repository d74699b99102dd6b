"""The picture that is compared on, reduced; or a sentence that says why there is none."""

from __future__ import annotations

from typing import Any

import streamlit as st
from numpy.typing import NDArray

from ui.compare.state import Chosen
from ui.numbers import dimensions
from ui.pictures import sample
from ui.shared import shared
from ui.words import _
from upsample_core.runs import Reduced, reduced

WORKING_SIDE = 512
"""Longest side of an upload here: every method's result goes to the browser, number by number."""


def reduced_picture(chosen: Chosen, picture: NDArray[Any]) -> Reduced | None:
    """Reduce the picture, saying if it is cropped; None, with a sentence, if it is too small.

    Parameters
    ----------
    chosen : Chosen
    picture : ndarray, shape (C, H, W)
    """
    height, width = picture.shape[1:]
    given, factor = dimensions((width, height)), chosen.factor
    if min(height, width) < factor:
        st.warning(
            _(
                "This picture of {size} pixels is smaller than the factor: to be reduced by "
                "{factor} it needs {factor} × {factor} pixels at least.",
                size=given,
                factor=factor,
            )
        )
        return None
    if chosen.picture == "upload":
        pair = reduced(picture, chosen.reduction, factor)
    else:
        pair = reduced_sample(chosen.picture, chosen.reduction, factor)
    if pair.original.shape != picture.shape:
        kept = dimensions(reversed(pair.original.shape[1:]))
        st.caption(
            _(
                "Cropped from {given} to {kept} pixels, whole multiples of {factor}.",
                given=given,
                kept=kept,
                factor=factor,
            )
        )
    return pair


@shared
def reduced_sample(name: str, reduction: str, factor: int) -> Reduced:
    """Return a sample reduced, computed once for whoever asks for it."""
    return reduced(sample(name), reduction, factor)
