"""The lesson on checkerboards: copies of the spectrum, and how each phase answers a wave."""

from __future__ import annotations

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from ui.figures import spectrum_picture
from ui.grids import number_text
from ui.lesson import lab_link
from ui.lesson_controls import choice, slider, translated
from ui.lessons.checkerboard.figures import PLAIN, copies_figure, phases_figure
from ui.lessons.checkerboard.pictures import grey, picture_control, score_text
from ui.panes import Pane, draw_panes
from ui.words import N_, _
from upsample_core.analysis.frequency_response import copy_response, phase_response, phase_shifts
from upsample_core.analysis.spectrum import artifact_score, log_spectrum
from upsample_core.inputs.kernel_presets import preset_kernel
from upsample_core.lessons.borders import enlarge
from upsample_core.lessons.remedies import one_filter
from upsample_core.methods.ranges import MAX_KERNEL_SIZE

KERNELS = {
    "ones": N_("Ones"),
    "bilinear": N_("Bilinear"),
    "random": N_("Random"),
    "icnr": N_("Nearest, then convolution"),
}
WAVE = 0.2
_SIDE = 64
_POINTS = 129


def spectrum_kernel(name: str, kernel_size: int, stride: int) -> NDArray[np.float64]:
    """Return a kernel along one axis with a mean phase sum of one."""
    if name == "icnr":
        filters = 1 + preset_kernel("random", kernel_size)
        kernel = one_filter(filters, stride)
    elif name == "random":
        kernel = 1 + preset_kernel("random", kernel_size)
    else:
        kernel = preset_kernel(name, kernel_size)
    scaled: NDArray[np.float64] = kernel * (stride / kernel.sum())
    return scaled


def numbers() -> dict[str, object]:
    """Return what the words on the spectrum tell: kernels flat on constants, copies of a wave."""
    icnr, bilinear = (spectrum_kernel(name, 4, 2) for name in ("icnr", "bilinear"))
    return {
        "frequency": WAVE,
        "constant": number_text(_copy(icnr, 0.0)),
        "wave": number_text(_copy(icnr, WAVE)),
        "bilinear_wave": number_text(_copy(bilinear, WAVE)),
    }


def _copy(kernel: NDArray[np.float64], frequency: float) -> float:
    return float(abs(copy_response(kernel, 2, [frequency])[1, 0]))


def view() -> None:
    """Draw where a wave's copies stand and how strong they are, phase by phase, and a picture's."""
    with st.container(horizontal=True, gap="medium"):
        name = choice("spectrum_kernel", _("Kernel"), translated(KERNELS), "icnr")
        stride = choice("spectrum_stride", _("Stride S"), (2, 3, 4), 2)
        size = choice("spectrum_kernel_size", _("Kernel size K"), range(2, 9), 4)
    frequency = slider(
        "spectrum_wave", _("Wave in the input: cycles per cell"), 0.0, 0.5, WAVE, 0.01
    )
    kernel = spectrum_kernel(name, size, stride)
    _copies(kernel, stride, frequency)
    _phases(kernel, stride, frequency)
    _pictures(kernel, stride)
    if kernel.size <= MAX_KERNEL_SIZE:
        lab_link(
            "transposed_convolution",
            stride=stride,
            kernel_size=kernel.size,
            padding=0,
            kernel="custom",
            kernel_values=np.multiply.outer(kernel, kernel).round(6),
            view="spectrum",
        )


def _copies(kernel: NDArray[np.float64], stride: int, frequency: float) -> None:
    curve = np.linspace(0, 0.5, _POINTS)
    # Entry 0 at input frequency f is the kernel's response at f / S cycles per output cell.
    response = np.abs(copy_response(kernel, stride, curve * stride)[0])
    amplitudes = np.abs(copy_response(kernel, stride, [frequency])[:, 0])
    places = (frequency + np.arange(stride)) / stride
    st.plotly_chart(
        copies_figure(
            (curve, response),
            (np.minimum(places, 1 - places), amplitudes),
            1 / stride,
            (_("Kernel"), _("The wave"), _("Its copies"), _("Before the kernel")),
            _("Cycles per output cell"),
        ),
        key="spectrum_copies",
        alt=_("The kernel's response, the wave and its copies"),
        config=PLAIN,
    )
    strongest = float(amplitudes[1:].max())
    st.markdown(
        _(
            "The wave comes out with **{wave}** of its strength, the strongest copy with "
            "**{copy}**.",
            wave=number_text(float(amplitudes[0])),
            copy=number_text(strongest),
        )
    )


def _phases(kernel: NDArray[np.float64], stride: int, frequency: float) -> None:
    waves = np.linspace(0, 0.5, _POINTS)[1:]
    strengths = np.abs(phase_response(kernel, stride, waves))
    shifts = phase_shifts(kernel, stride, waves)
    st.plotly_chart(
        phases_figure(
            waves,
            (strengths, shifts),
            [_("Phase {phase}", phase=phase) for phase in range(stride)],
            (_("How strong"), _("Shift, input cells")),
            _("Cycles per input cell"),
            frequency,
        ),
        key="spectrum_phases",
        alt=_("How strongly each phase answers each wave, and how far it moves it"),
        config=PLAIN,
    )


def _pictures(kernel: NDArray[np.float64], stride: int) -> None:
    name = picture_control("spectrum_picture")
    picture = grey(name, _SIDE)
    plane = np.multiply.outer(kernel, kernel)
    grids = {
        _("Input"): picture,
        _("Zeros inserted"): enlarge(picture, np.ones((1, 1)), stride),
        _("After the kernel"): enlarge(picture, plane, stride, "replicate"),
    }
    panes = []
    for title, grid in grids.items():
        score = "" if grid is picture else _score(grid, stride)
        panes.append(Pane(title, score, spectrum_picture(log_spectrum(grid), 128)))
    draw_panes(panes, shown=128)
    st.caption(
        _(
            "log|FFT|, frequency zero in the middle. Score: the share of the energy at multiples "
            "of 1/S."
        )
    )


def _score(grid: NDArray[np.float64], stride: int) -> str:
    return _("score {score}", score=score_text(artifact_score(grid, stride)))
