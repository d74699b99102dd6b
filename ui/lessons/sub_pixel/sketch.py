"""Where sub-pixel convolution is met: at the end of a network that works on small maps."""

from __future__ import annotations

from html import escape

import streamlit as st

from ui.words import _

_SMALL, _LARGE, _MAPS = 2, 4, 5


def sketch() -> None:
    """Draw small maps in a row, and one large picture at the end."""
    small = f'<i class="down" style="--side:{_SMALL}"></i>' * _MAPS
    large = f'<i class="up" style="--side:{_LARGE}"></i>'
    told = _("ESPCN, SRGAN: all the work on small maps, one step to the large picture")
    st.html(
        f'<div class="uses"><figure><div class="maps" aria-hidden="true">{small}{large}</div>'
        f"<figcaption>{escape(told)}</figcaption></figure></div>",
        width="content",
    )
