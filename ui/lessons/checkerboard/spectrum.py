"""The step on the spectrum: a wave's copies, how each phase answers it, and a picture's spectra."""

from __future__ import annotations

from typing import NamedTuple

import streamlit as st

from ui.charts import draw_chart
from ui.lab.link import lab_link
from ui.lesson import Guess, Step
from ui.lesson_controls import choice, pick, slider, translated
from ui.lessons.checkerboard.figures import copies_figure, phases_figure, staircase_figure
from ui.lessons.checkerboard.pictures import grey, picture_control, score_text
from ui.numbers import listed, number
from ui.picture_panes import draw_pictures, payload, spectrum_pane
from ui.words import N_, _
from upsample_core import Array
from upsample_core.lessons import (
    copies,
    phase_answers,
    phase_strengths,
    plane,
    stages,
    staircase,
    wave_kernel,
)
from upsample_core.methods import MAX_KERNEL_SIZE

KERNELS = {
    "ones": N_("Ones"),
    "bilinear": N_("Bilinear"),
    "random": N_("Random"),
    "nearest": N_("Nearest, then convolution"),
    "icnr": N_("Convolution, then nearest"),
}
WAVE = 0.2
_SIDE = 64
_NOTHING = 1e-9


class Chosen(NamedTuple):
    """A kernel by name, stride and size, a wave in cycles per input cell, and a picture."""

    name: str
    stride: int
    kernel_size: int
    wave: float
    picture: str

    @property
    def kernel(self) -> Array:
        """The kernel along one axis."""
        return wave_kernel(self.name, self.kernel_size, self.stride)


def controls() -> Chosen:
    """Draw the choice of a kernel, of a wave and of a picture."""
    name = str(pick("spectrum_kernel", _("Kernel"), translated(KERNELS), "nearest", width=240))
    stride = choice("spectrum_stride", _("Stride S"), (2, 3, 4), 2)
    size = choice("spectrum_kernel_size", _("Kernel size K"), range(2, 9), 4)
    wave = slider("spectrum_wave", _("Wave in the input: cycles per cell"), 0.0, 0.5, WAVE, 0.01)
    return Chosen(name, stride, size, wave, picture_control("spectrum_picture"))


def numbers(chosen: Chosen) -> dict[str, object]:
    """Return the copies of a constant and of a wave for K = 4 and S = 2, and what is left here."""
    kernels = {name: wave_kernel(name, 4, 2) for name in ("nearest", "icnr", "bilinear")}
    left = {name: number(copies(each, 2, WAVE).strongest) for name, each in kernels.items()}
    strengths = phase_strengths(kernels["nearest"], 2, WAVE)
    return {
        "frequency": number(WAVE),
        "constant": number(copies(kernels["nearest"], 2, 0.0).strongest),
        "wave": left["nearest"],
        "icnr_wave": left["icnr"],
        "bilinear_wave": left["bilinear"],
        "strengths": listed(strengths),
        "size": chosen.kernel_size,
        "stride": chosen.stride,
        "stopping": ", ".join(_stopping(chosen)) or _("none"),
    }


def _stopping(chosen: Chosen) -> list[str]:
    """Return the kernels that stop every copy of a constant."""
    size, stride = chosen.kernel_size, chosen.stride
    left = {
        name: copies(wave_kernel(name, size, stride), stride, 0.0).strongest for name in KERNELS
    }
    return [_(KERNELS[name]) for name, strongest in left.items() if strongest < _NOTHING]


def guess() -> Guess:
    """Ask whether what stops the copies of a constant stops those of a wave."""
    left = copies(wave_kernel("nearest", 4, 2), 2, WAVE).strongest
    return Guess({True: _("Yes"), False: _("No")}, left < _NOTHING)


def view(chosen: Chosen) -> None:
    """Draw a wave and what comes out, its copies, the phases' answers, and a picture's spectra."""
    left, right = st.columns(2, gap="small")
    with left:
        _staircase(chosen)
        _phases(chosen)
    with right:
        _copies(chosen)
        _pictures(chosen)


def _staircase(chosen: Chosen) -> None:
    found = staircase(chosen.kernel, chosen.stride, chosen.wave)
    draw_chart(
        staircase_figure(
            (found.positions, found.wave),
            (found.cells, found.output),
            (_("The wave"), _("What comes out")),
            _("Input cells"),
        ),
        key="spectrum_staircase",
        alt=_("A wave, and the output cells that it becomes"),
    )


def _copies(chosen: Chosen) -> None:
    found = copies(chosen.kernel, chosen.stride, chosen.wave)
    draw_chart(
        copies_figure(
            (found.frequencies, found.response),
            (found.places, found.strengths),
            found.before,
            (_("Kernel"), _("The wave"), _("Its copies"), _("Before the kernel")),
            _("Cycles per output cell"),
        ),
        key="spectrum_copies",
        alt=_("The kernel's response, the wave and its copies"),
    )
    st.markdown(
        _(
            "The wave comes out with **{wave}** of its strength, the strongest copy with "
            "**{copy}**.",
            wave=number(found.strengths[0]),
            copy=number(found.strongest),
        )
    )


def _phases(chosen: Chosen) -> None:
    found = phase_answers(chosen.kernel, chosen.stride)
    draw_chart(
        phases_figure(
            found.frequencies,
            (found.strengths, found.shifts),
            [_("Phase {phase}", phase=phase) for phase in range(chosen.stride)],
            (_("How strong"), _("Shift, input cells")),
            _("Cycles per input cell"),
            chosen.wave,
        ),
        key="spectrum_phases",
        alt=_("How strongly each phase answers each wave, and how far it moves it"),
    )


def _pictures(chosen: Chosen) -> None:
    picture = grey(chosen.picture, _SIDE)
    found = stages(picture, chosen.kernel, chosen.stride)
    panes = (
        (_("Input"), "", picture),
        (_("Zeros inserted"), _score(found.spread_score), found.spread),
        (_("After the kernel"), _score(found.output_score), found.output),
    )
    spectra = [spectrum_pane(title, values, note=score, side=128) for title, score, values in panes]
    draw_pictures(payload(spectra, width=120, height=130), key="spectrum_pictures")
    st.caption(
        _(
            "log|FFT|, frequency zero in the middle. Score: the share of the energy at multiples "
            "of 1/S."
        )
    )


def _score(score: float) -> str:
    return _("score {score}", score=score_text(score))


def links(chosen: Chosen) -> None:
    """Draw the link to the lab with this kernel, where the lab has one so large."""
    kernel = chosen.kernel
    if kernel.size <= MAX_KERNEL_SIZE:
        lab_link(
            "transposed_convolution",
            stride=chosen.stride,
            kernel_size=kernel.size,
            padding=0,
            kernel="custom",
            kernel_values=plane(kernel).round(6),
            view="spectrum",
        )


STEP = Step("spectrum", N_("Spectrum"), controls, view, numbers, links, guess)
