"""Where transposed convolution is met: the second half of a decoder, and a generator."""

from __future__ import annotations

from html import escape

import streamlit as st

from ui.words import _

_SIDES = (4, 3, 2, 1)


def sketch() -> None:
    """Draw feature maps that shrink and grow again, and feature maps that grow, as bars."""
    shrinking = "".join(f'<i class="down" style="--side:{side}"></i>' for side in _SIDES)
    growing = "".join(f'<i class="up" style="--side:{side}"></i>' for side in reversed(_SIDES[:-1]))
    seed = f'<i class="seed" style="--side:{_SIDES[-1]}"></i>'
    parts = (
        (shrinking + growing, _("Segmentation: a photo to features, and back to a mask")),
        (seed + growing, _("Generator: noise to a picture")),
    )
    drawn = (
        f'<figure><div class="maps" aria-hidden="true">{maps}</div>'
        f"<figcaption>{escape(told)}</figcaption></figure>"
        for maps, told in parts
    )
    st.html(f'<div class="uses">{"".join(drawn)}</div>', width="content")
