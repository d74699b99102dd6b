"""The step on borders: what continues a picture beyond its end."""

from __future__ import annotations

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from ui.grids import Grid, draw_grids, number_text
from ui.lesson import lab_link
from ui.lesson_controls import choice, translated
from ui.lessons.checkerboard.pictures import grey, picture_control
from ui.panes import Pane, draw_panes
from ui.words import N_, _
from upsample_core.inputs.kernel_presets import preset_kernel
from upsample_core.inputs.patterns import grid_pattern
from upsample_core.lessons.borders import BORDERS, enlarge

Values = NDArray[np.float64]

BORDER_TITLES = {"zero": N_("Zeros"), "replicate": N_("Replicate"), "reflect": N_("Reflect")}
SIGNALS = {"ones": N_("Constant"), "ramp": N_("Ramp"), "pi": N_("Digits of π")}
_LENGTH = 8


def view() -> None:
    """Draw one signal and one picture enlarged with each continuation beyond the border."""
    with st.container(horizontal=True, gap="medium", vertical_alignment="bottom"):
        signal = choice("borders_signal", _("Signal"), translated(SIGNALS), "ones")
        name = choice(
            "borders_kernel",
            _("Kernel"),
            {"bilinear": _("Bilinear"), "ones": _("Ones"), "gaussian": _("Gaussian")},
            "bilinear",
        )
        stride = choice("borders_stride", _("Stride S"), (1, 2, 3), 2)
        kernel_size = choice("borders_kernel_size", _("Kernel size K"), (3, 4, 5, 6), 4)
        picture = picture_control("borders_picture")
    titles = translated(BORDER_TITLES)
    kernel = preset_kernel(name, kernel_size, stride)
    values = grid_pattern(signal, _LENGTH)
    rows = {border: enlarge(values, kernel, stride, border) for border in BORDERS}
    reach = max(float(np.abs(row).max()) for row in rows.values())
    for border, row in rows.items():
        draw_grids(
            Grid(
                titles[border],
                row.round(3),
                "output",
                _differing(rows["zero"], row),
                lit=np.abs(row - rows["zero"]) > 1e-9,
                reach=reach,
                cell=min(2.6, 42 / row.size),
            )
        )
    _border_pictures(picture, kernel, stride, titles)
    lab_link(
        "transposed_convolution",
        dims=1,
        size=_LENGTH,
        input=signal,
        stride=stride,
        kernel_size=kernel_size,
        padding=max(0, kernel_size - stride) // 2,
        kernel=name,
    )


def numbers() -> dict[str, object]:
    """Return what the words on borders tell: a constant under a bilinear kernel, S = 2."""
    output = enlarge(np.ones((4, 4)), preset_kernel("bilinear", (4, 4)), 2)
    return {"edge": number_text(output[0, 4]), "corner": number_text(output[0, 0])}


def _differing(zero: Values, row: Values) -> str:
    count = int((np.abs(row - zero) > 1e-9).sum())
    return _("{count} cells differ from zeros", count=count) if row is not zero else ""


def _border_pictures(name: str, kernel: Values, stride: int, titles: dict[str, str]) -> None:
    """Draw the top left corner of a picture, where the border shows."""
    plane = np.multiply.outer(kernel, kernel)
    gain = plane.sum() / stride**2
    corner = grey(name, 64)[:40, :40]
    draw_panes(
        [
            Pane(title, "", (enlarge(corner, plane, stride, border) / gain)[:60, :60])
            for border, title in titles.items()
        ],
        shown=60,
        times=3,
    )
