"""The step on borders: what continues a picture beyond its end."""

from __future__ import annotations

from typing import NamedTuple

from ui.grids import Grid, draw_grids, largest
from ui.lab.link import lab_link
from ui.lesson import Guess, Step
from ui.lesson_controls import choice, translated
from ui.lessons.checkerboard.pictures import grey, picture_control
from ui.numbers import number
from ui.picture_panes import Pane, draw_pictures, payload
from ui.shared import shared
from ui.words import N_, _, language
from upsample_core import Array, grid_pattern, preset_kernel
from upsample_core.lessons import enlarge, pictures_with_every_border, with_every_border

BORDER_TITLES = {"zero": N_("Zeros"), "replicate": N_("Replicate"), "reflect": N_("Reflect")}
SIGNALS = {"ones": N_("Constant"), "ramp": N_("Ramp"), "pi": N_("Digits of π")}
KERNELS = {"bilinear": N_("Bilinear"), "ones": N_("Ones"), "gaussian": N_("Gaussian")}
_LENGTH = 8


class Chosen(NamedTuple):
    """A signal, the kernel that enlarges it, and a picture."""

    signal: str
    kernel_name: str
    stride: int
    kernel_size: int
    picture: str

    @property
    def kernel(self) -> Array:
        """The kernel along one axis."""
        return preset_kernel(self.kernel_name, self.kernel_size, self.stride)


def controls() -> Chosen:
    """Draw the choice of a signal, a kernel and a picture."""
    signal = choice("borders_signal", _("Signal"), translated(SIGNALS), "ones")
    name = choice("borders_kernel", _("Kernel"), translated(KERNELS), "bilinear")
    stride = choice("borders_stride", _("Stride S"), (1, 2, 3), 2)
    kernel_size = choice("borders_kernel_size", _("Kernel size K"), (3, 4, 5, 6), 4)
    picture = picture_control("borders_picture")
    return Chosen(signal, name, stride, kernel_size, picture)


def numbers(chosen: Chosen) -> dict[str, object]:
    """Return what a constant becomes at the border, and how far the border reaches here."""
    output = _constant()
    signal = grid_pattern(chosen.signal, _LENGTH)
    rows = with_every_border(signal, chosen.kernel, chosen.stride)
    ramp = with_every_border(grid_pattern("ramp", _LENGTH), chosen.kernel, chosen.stride)
    return {
        "edge": number(output[0, 4]),
        "corner": number(output[0, 0]),
        "size": chosen.kernel_size,
        "stride": chosen.stride,
        "cells": rows["replicate"].cells,
        "all": rows["replicate"].values.size,
        **{f"{name}_end": number(row.values[-1]) for name, row in ramp.items()},
    }


def _constant() -> Array:
    """Return a constant of 1 under a bilinear kernel, K = 4 and S = 2."""
    return enlarge(grid_pattern("ones", (4, 4)), preset_kernel("bilinear", (4, 4)), 2)


def guess() -> Guess:
    """Ask what becomes of a constant of 1 in the corner."""
    output = _constant()
    corner, edge, inside = output[0, 0], output[0, 4], output[4, 4]
    texts = [number(value) for value in sorted({corner, edge, inside, corner * edge})]
    return Guess({text: text for text in texts}, number(corner))


def view(chosen: Chosen) -> None:
    """Draw one signal and one picture enlarged with each continuation beyond the border."""
    rows = with_every_border(grid_pattern(chosen.signal, _LENGTH), chosen.kernel, chosen.stride)
    reach = largest(*(row.values for row in rows.values()))
    for border, row in rows.items():
        note = _("other than with zeros: {count}", count=row.cells) if border != "zero" else ""
        draw_grids(
            Grid(
                _(BORDER_TITLES[border]),
                row.values,
                "output",
                note,
                lit=row.differs,
                reach=reach,
                cell=min(2.6, 42 / row.values.size),
            )
        )
    draw_pictures(_corners(chosen._replace(signal=""), language()), key="borders_pictures")


@shared
def _corners(chosen: Chosen, _language: str) -> bytes:
    """Return the top left corner of a picture, where the border shows, for all who ask for it."""
    corner = grey(chosen.picture, 64)[:40, :40]
    made = pictures_with_every_border(corner, chosen.kernel, chosen.stride)
    panes = [Pane(_(BORDER_TITLES[border]), made[border][:60, :60]) for border in made]
    return payload(panes, width=150, height=250)


def links(chosen: Chosen) -> None:
    """Draw the link to the lab with this signal and kernel."""
    lab_link(
        "transposed_convolution",
        dims=1,
        size=_LENGTH,
        input=chosen.signal,
        stride=chosen.stride,
        kernel_size=chosen.kernel_size,
        padding=max(0, chosen.kernel_size - chosen.stride) // 2,
        kernel=chosen.kernel_name,
    )


STEP = Step("borders", N_("Borders"), controls, view, numbers, links, guess)
