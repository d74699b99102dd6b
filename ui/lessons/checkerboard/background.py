"""The step on backgrounds: carried by the weights they show the pattern, by a bias not."""

from __future__ import annotations

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from ui.lesson_controls import choice, slider, translated
from ui.lessons.checkerboard.figures import PLAIN, curves_figure
from ui.lessons.checkerboard.pictures import grey
from ui.panes import Pane, draw_panes
from ui.theme import ATTENTION, OUTPUT
from ui.words import N_, _
from upsample_core.inputs.kernel_presets import preset_kernel
from upsample_core.lessons.backgrounds import on_background, pattern_size

Kernel = NDArray[np.float64]

KERNELS = {
    "ones": N_("Ones"),
    "gaussian": N_("Gaussian"),
    "random": N_("Random"),
    "bilinear": N_("Bilinear"),
}
LEVEL = 0.8
_SAMPLE_SIDE = 64
_LEVELS = np.linspace(-1, 1, 21)
_SHARE = 0.3


def view() -> None:
    """Draw one picture on a background that the weights carry, or a bias."""
    with st.container(horizontal=True, gap="medium", vertical_alignment="bottom"):
        level = slider("bias_level", _("Background"), -1.0, 1.0, LEVEL, 0.1, width=260)
        kernel_size = choice("bias_kernel_size", _("Kernel size K"), (3, 4, 5), 3)
        name = choice("bias_kernel", _("Kernel"), translated(KERNELS), "ones")
    kernel = bias_kernel(name, kernel_size)
    detail = bias_detail()
    made = on_background(detail, level, kernel, 2)
    sizes = [pattern_size(picture, 2) for picture in made]
    draw_panes(
        [
            Pane(title, _("pattern {size:.4f}", size=size), _shown(picture))
            for title, size, picture in zip(
                (_("Weights carry it"), _("A bias carries it")), sizes, made, strict=True
            )
        ],
        shown=84,
        times=3,
    )
    patterns = np.array(
        [[pattern_size(p, 2) for p in on_background(detail, m, kernel, 2)] for m in _LEVELS]
    )
    st.plotly_chart(
        curves_figure(
            _LEVELS,
            {_("Weights carry it"): patterns[:, 0], _("A bias carries it"): patterns[:, 1]},
            _("Background"),
            level,
            (ATTENTION, OUTPUT),
        ),
        key="bias_figure",
        alt=_("Size of the pattern for every background, with and without a bias"),
        config=PLAIN,
    )
    st.caption(
        _(
            "Pattern: the standard deviation of the means of the phases. Both pictures are shown "
            "on the same scale, from −1.5 to 1.5."
        )
    )


def numbers() -> dict[str, object]:
    """Return what the words on the background tell, for K = 3 with equal weights."""
    made = on_background(bias_detail(), LEVEL, bias_kernel("ones", 3), 2)
    sizes = [pattern_size(picture, 2) for picture in made]
    return {"level": LEVEL, "stamped": f"{sizes[0]:.2f}", "biased": f"{sizes[1]:.4f}"}


def bias_kernel(name: str, kernel_size: int) -> Kernel:
    """Return a kernel by its name; the random one is 1 with deviations, so that it has a mean."""
    if name == "random":
        noise = preset_kernel("random", (kernel_size, kernel_size))
        return 1 + 0.5 * noise
    return preset_kernel(name, (kernel_size, kernel_size), 2)


def bias_detail() -> Kernel:
    """Return a picture around zero, faint beside a background."""
    picture = grey("glyphs", _SAMPLE_SIDE)[8:56, 8:56]
    return _SHARE * (picture - picture.mean())


def _shown(picture: Kernel) -> Kernel:
    return np.clip(0.5 + picture / 3, 0, 1)
