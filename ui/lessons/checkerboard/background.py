"""The step on backgrounds: carried by the weights they show the pattern, by a bias not."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import streamlit as st

from ui.charts import draw_chart
from ui.lesson import Guess, Step
from ui.lesson_controls import choice, slider, translated
from ui.lessons.checkerboard.figures import curves_figure
from ui.lessons.checkerboard.pictures import grey
from ui.numbers import listed, number
from ui.picture_panes import Pane, draw_pictures, payload
from ui.shared import shared
from ui.theme import ATTENTION, OUTPUT
from ui.words import N_, _
from upsample_core import Array
from upsample_core.lessons import background_kernel, faint_detail, gains, on_background, patterns

KERNELS = {
    "ones": N_("Ones"),
    "gaussian": N_("Gaussian"),
    "random": N_("Random"),
    "bilinear": N_("Bilinear"),
}
LEVEL = 0.8
_SAMPLE_SIDE = 64
_STRIDE = 2
_SCALE = 1.5
_LEVELS = [step / 10 for step in range(-10, 11)]


class Chosen(NamedTuple):
    """A background, and the kernel that enlarges."""

    level: float
    kernel_size: int
    kernel: str


def controls() -> Chosen:
    """Draw the choice of a background and of a kernel."""
    level = slider("bias_level", _("Background"), -1.0, 1.0, LEVEL, 0.1, width=260)
    kernel_size = choice("bias_kernel_size", _("Kernel size K"), (3, 4, 5), 3)
    kernel = choice("bias_kernel", _("Kernel"), translated(KERNELS), "ones")
    return Chosen(level, kernel_size, kernel)


def numbers(chosen: Chosen) -> dict[str, object]:
    """Return the sizes of the pattern for K = 3 with equal weights, and this kernel's sums."""
    (sizes,) = patterns(_detail(), [LEVEL], background_kernel("ones", 3, _STRIDE), _STRIDE)
    kernel = background_kernel(chosen.kernel, chosen.kernel_size, _STRIDE)
    (none,) = patterns(_detail(), [0.0], kernel, _STRIDE)
    return {
        "level": number(LEVEL),
        "stamped": number(sizes.stamped, 2),
        "biased": number(sizes.biased, 2),
        "half": number(LEVEL / 2),
        "none": number(none.stamped, 2),
        "bilinear_sums": listed(gains(background_kernel("bilinear", 3, _STRIDE), _STRIDE).ravel()),
        "sums": listed(gains(kernel, _STRIDE).ravel()),
    }


def guess() -> Guess:
    """Ask what the pattern does where the weights carry twice the background."""
    kernel = background_kernel("ones", 3, _STRIDE)
    half, whole = patterns(_detail(), [LEVEL / 2, LEVEL], kernel, _STRIDE)
    options = {
        1: _("It stays as it is"),
        2: _("It doubles"),
        4: _("It quadruples"),
    }
    return Guess(options, round(whole.stamped / half.stamped))


def view(chosen: Chosen) -> None:
    """Draw one picture on a background that the weights carry, or a bias."""
    kernel = background_kernel(chosen.kernel, chosen.kernel_size, _STRIDE)
    detail = _detail()
    made = on_background(detail, chosen.level, kernel, _STRIDE)
    (sizes,) = patterns(detail, [chosen.level], kernel, _STRIDE)
    titles = (_("Weights carry it"), _("A bias carries it"))
    panes = [
        Pane(
            title, picture, window=(-_SCALE, _SCALE), note=_("pattern {size}", size=number(size, 2))
        )
        for title, size, picture in zip(titles, sizes, made, strict=True)
    ]
    left, right = st.columns([7, 5], gap="medium")
    with left:
        draw_pictures(payload(panes, detail=64, width=180, height=300), key="bias_pictures")
    stamped, biased = _curves(chosen.kernel, chosen.kernel_size)
    with right:
        draw_chart(
            curves_figure(
                _LEVELS,
                {titles[0]: stamped, titles[1]: biased},
                _("Background"),
                chosen.level,
                (ATTENTION, OUTPUT),
            ),
            key="bias_figure",
            alt=_("Size of the pattern for every background, with and without a bias"),
        )
    st.caption(
        _(
            "Pattern: the standard deviation of the means of the phases. Both pictures are shown "
            "on the same scale, from −1.5 to 1.5."
        )
    )


@shared
def _curves(name: str, size: int) -> tuple[list[float], list[float]]:
    """Return how large the pattern is on every background, carried by the weights and by a bias.

    Kept for all who ask for this kernel.
    """
    found = patterns(_detail(), _LEVELS, background_kernel(name, size, _STRIDE), _STRIDE)
    return [each.stamped for each in found], [each.biased for each in found]


@cache
def _detail() -> Array:
    """Return a picture around zero, faint beside a background."""
    return faint_detail(grey("glyphs", _SAMPLE_SIDE)[8:56, 8:56])


STEP = Step("background", N_("Background"), controls, view, numbers, guess=guess)
