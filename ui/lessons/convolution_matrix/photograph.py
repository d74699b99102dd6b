"""The step on a photograph: the same round trip at the scale of a picture."""

from __future__ import annotations

from typing import NamedTuple

import streamlit as st

from ui.lab.link import lab_link
from ui.labels import PICTURES
from ui.lesson import Guess, Step
from ui.lesson_controls import choice, pick, translated
from ui.numbers import counted, decibels, number
from ui.picture_panes import Pane, draw_pictures, payload
from ui.pictures import sample
from ui.shared import shared
from ui.words import N_, _
from upsample_core.lessons import PictureTrip, picture_trip, small_grey

SIDE = 128
PHOTOGRAPHS = [name for name in PICTURES if name not in ("upload", "impulse")]
KERNELS = {"gaussian": N_("Gaussian"), "ones": N_("Box")}
KERNEL_SIZE = 3


class Chosen(NamedTuple):
    """A sample picture, and the convolution that it goes through."""

    picture: str
    stride: int
    kernel: str


def controls() -> Chosen:
    """Draw the choice of picture, stride and kernel."""
    names = {name: _(PICTURES[name]) for name in PHOTOGRAPHS}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        picture = pick("photo_picture", _("Picture"), names, PHOTOGRAPHS[0], width=220)
        stride = choice("photo_stride", _("Stride"), (2, 3, 4), 2)
        kernel = choice("photo_kernel", _("Kernel"), translated(KERNELS), "gaussian")
    return Chosen(picture, stride, kernel)


def numbers(_chosen: Chosen) -> dict[str, object]:
    """Return the side of the picture, and what two ways back are worth on the cat."""
    cat = trip_of(Chosen("cat", 2, "gaussian")).decibels
    return {"side": SIDE, "best": decibels(cat.best), "bilinear": decibels(cat.bilinear)}


def guess() -> Guess:
    """Ask which way back comes nearest to the cat."""
    cat = trip_of(Chosen("cat", 2, "gaussian")).decibels
    ways = {"transposed": "Cᵀ(Cx)", "best": "C⁺(Cx)", "bilinear": _("Bilinear resize")}
    return Guess(ways, max(ways, key=lambda way: getattr(cat, way)))


def view(chosen: Chosen) -> None:
    """Draw x, Cx and three ways back of a photograph, with what each is worth."""
    with st.spinner(_("Solving for C⁺(Cx) …")):
        trip = trip_of(chosen)
    worth = trip.decibels
    panes = [
        Pane("x", trip.input, "input"),
        Pane("Cx", trip.output, "output"),
        Pane(_("Cᵀ(Cx), {psnr}", psnr=decibels(worth.transposed)), trip.transposed, "input"),
        Pane(_("C⁺(Cx), {psnr}", psnr=decibels(worth.best)), trip.best, "input"),
        Pane(
            _("Bilinear resize of Cx, {psnr}", psnr=decibels(worth.bilinear)),
            trip.bilinear,
            "input",
        ),
    ]
    draw_pictures(payload(panes, width=180, height=256), key="photo_pictures")
    rows, columns = trip.output.size, trip.input.size
    st.markdown(
        _(
            "C is {rows} × {columns}: at least {lost} dimensions are lost. Cᵀ(Cx) is shown "
            "divided by {gain}, its gain on a constant picture. The decibels are PSNR against x: "
            "the more, the nearer.",
            rows=counted(rows),
            columns=counted(columns),
            lost=counted(columns - rows),
            gain=number(trip.gain),
        )
    )


@shared
def trip_of(chosen: Chosen) -> PictureTrip:
    """Return the round trip of a sample picture, in grey, through a strided convolution."""
    small = small_grey(sample(chosen.picture), SIDE)
    return picture_trip(small, chosen.kernel, KERNEL_SIZE, chosen.stride)


def links(chosen: Chosen) -> None:
    """Draw the link to the lab with the same convolution and picture."""
    lab_link(
        "strided_convolution",
        picture=chosen.picture,
        stride=chosen.stride,
        kernel_size=KERNEL_SIZE,
        padding=1,
        kernel=chosen.kernel,
    )


STEP = Step("photograph", N_("A photograph"), controls, view, numbers, links, guess, ("decibel",))
