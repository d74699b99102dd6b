"""Where unpooling is met: a decoder that puts values back where its encoder found them."""

from __future__ import annotations

from html import escape

import streamlit as st

from ui.words import _

_SIDES = (4, 3, 2, 1)


def sketch() -> None:
    """Draw feature maps that shrink and grow again, and say what runs between them."""
    shrinking = "".join(f'<i class="down" style="--side:{side}"></i>' for side in _SIDES)
    growing = "".join(f'<i class="up" style="--side:{side}"></i>' for side in reversed(_SIDES[:-1]))
    told = _("SegNet, DeconvNet: each level puts back where its partner pooled")
    st.html(
        f'<div class="uses"><figure><div class="maps" aria-hidden="true">{shrinking}{growing}</div>'
        f"<figcaption>{escape(told)}</figcaption></figure></div>",
        width="content",
    )
