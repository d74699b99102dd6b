"""The step on weights: the phase sums of a kernel to edit."""

from __future__ import annotations

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from ui.grids import Grid, draw_grids, number_text
from ui.labels import PARAMETER_WORDS
from ui.lesson import lab_link
from ui.lesson_controls import begin, choice, keep
from ui.markdown import plain
from ui.words import _
from upsample_core.analysis.evenness import Evenness, assess, make_flat, phase_sums
from upsample_core.checks import ParameterError
from upsample_core.inputs.kernel_presets import preset_kernel
from upsample_core.inputs.parsing import NumbersError, parse_numbers
from upsample_core.lessons.remedies import one_filter
from upsample_core.operations.transposed_convolution import conv_transpose_map

Kernel = NDArray[np.float64]

MOST_TAPS = (8, 8)
_TEXT = "weights_text"
_MOST_TEXT = 1000
_GOOD = "_weights_good"
_STRIDE = "weights_stride"
_DILATION = "weights_dilation"
_SEED = "_weights_seed"
_INPUTS = {1: 6, 2: 4}


def kernel_text(kernel: Kernel) -> str:
    """Spell a kernel as it can be pasted again; eight digits are enough to keep it flat."""
    return "; ".join(", ".join(f"{tap:.8g}" for tap in row) for row in np.atleast_2d(kernel))


def numbers() -> dict[str, object]:
    """Return what the words on weights tell: an uneven kernel that is flat, and the reverse."""
    flat, random = preset_kernel("bilinear", 3), preset_kernel("random", 4)
    return {
        "flat_kernel": ", ".join(map(number_text, flat)),
        "flat_counts": ", ".join(map(str, assess(flat, 2).axes[0].counts)),
        "flat_sums": ", ".join(map(number_text, phase_sums(flat, 2))),
        "random_counts": ", ".join(map(str, assess(random, 2).axes[0].counts)),
        "random_sums": ", ".join(map(number_text, phase_sums(random, 2))),
    }


def view() -> None:
    """Draw a kernel to edit, its phase sums, and what a constant becomes."""
    start = kernel_text(preset_kernel("bilinear", 3))
    begin(_TEXT, lambda text: text[:_MOST_TEXT], start, _("Kernel"))
    with st.container(horizontal=True, gap="medium"):
        stride = choice(_STRIDE, _("Stride S"), range(1, 5), 2, "stride")
        dilation = choice(_DILATION, _("Dilation D"), (1, 2, 3), 1, "dilation")
    about = PARAMETER_WORDS["kernel_values"].help
    st.text_area(
        _("Kernel: one row, or several"),
        key=_TEXT,
        help=_(about),
        height=90,
        max_chars=_MOST_TEXT,
    )
    keep(_TEXT, st.session_state[_TEXT], start)
    kernel = _read_kernel()
    verdict = assess(kernel, stride, dilation)
    _buttons(kernel, verdict)
    _figures(kernel, stride, dilation, verdict)
    for sentence in _verdicts(verdict):
        st.markdown(sentence)
    lab_link(
        "transposed_convolution",
        dims=kernel.ndim,
        size=_INPUTS[kernel.ndim],
        input="ones",
        stride=stride,
        kernel_size=kernel.shape,
        dilation=dilation,
        padding=0,
        kernel="custom",
        kernel_values=kernel,
    )


def _read_kernel() -> Kernel:
    """Read the text; where it is no kernel, say why and return the last one that was."""
    state = st.session_state
    try:
        rows = parse_numbers(state[_TEXT], "kernel", MOST_TAPS)
        state[_GOOD] = rows[0] if len(rows) == 1 else rows
    except NumbersError as problem:
        values = {**problem.values, "name": _("Kernel")}
        told = plain(_(problem.template, **values))
        kept = _("The last good kernel is still shown.")
        st.warning(f"{told}  \n{kept}")
    good: Kernel = state.setdefault(_GOOD, preset_kernel("bilinear", 3))
    return good


def _buttons(kernel: Kernel, verdict: Evenness) -> None:
    """Draw what can be done to the kernel."""
    actions = {
        "flat": _("Make flat"),
        "icnr": _("ICNR"),
        "bilinear": _("Bilinear"),
        "ones": _("Ones"),
        "random": _("Random"),
        "axes": _("To 2-D") if kernel.ndim == 1 else _("To 1-D"),
    }
    with st.container(horizontal=True, gap="small"):
        for name, label in actions.items():
            st.button(
                label,
                key=f"weights_{name}",
                on_click=_change,
                args=(name,),
                disabled=name == "flat" and verdict.has_holes,
            )


def _change(name: str) -> None:
    """Replace the kernel by what a button makes of it."""
    state = st.session_state
    kernel, stride = state.get(_GOOD, preset_kernel("bilinear", 3)), state[_STRIDE]
    if name == "random":
        state[_SEED] = state.get(_SEED, -1) + 1
    try:
        state[_TEXT] = kernel_text(_made(name, kernel, stride))
    except ParameterError:
        # The kernel that the button was drawn for has gone, and this one has holes: it stays.
        return


def _made(name: str, kernel: Kernel, stride: int) -> Kernel:
    """Return what a button makes of a kernel."""
    if name == "flat":
        return make_flat(kernel, stride, st.session_state[_DILATION])
    if name == "icnr":
        return _within_bounds(one_filter(kernel, stride))
    if name == "axes":
        return kernel[0] if kernel.ndim == 2 else np.multiply.outer(kernel, kernel)
    return preset_kernel(name, kernel.shape, seed=st.session_state.get(_SEED, 0))


def _within_bounds(kernel: Kernel) -> Kernel:
    return kernel[tuple(slice(most) for most in MOST_TAPS[: kernel.ndim])]


def _figures(kernel: Kernel, stride: int, dilation: int, verdict: Evenness) -> None:
    cells = (_INPUTS[kernel.ndim],) * kernel.ndim
    whole = conv_transpose_map(cells, kernel, stride, 0, 0, dilation)
    full = conv_transpose_map(cells, np.ones(kernel.shape), stride, 0, 0, dilation)
    output = whole.row_sums().reshape(whole.output_shape)
    draw_grids(
        Grid(_("Kernel"), kernel, "kernel"),
        "→",
        Grid(_("Phase sums"), verdict.phase_sums, "output", _("one for each residue")),
    )
    draw_grids(
        Grid(
            _("What a constant of 1 becomes"),
            output,
            "output",
            _("dashed: border"),
            border=_border(full.overlap(), verdict, stride),
            cell=min(2.6, 44 / output.shape[-1]),
        )
    )


def _border(overlap: NDArray[np.intp], verdict: Evenness, stride: int) -> NDArray[np.bool_]:
    """Return which cells are reached by fewer taps than their phase is inside."""
    phases = np.indices(overlap.shape) % stride
    inside: NDArray[np.bool_] = overlap < verdict.counts[tuple(phases)]
    return inside


def _verdicts(verdict: Evenness) -> list[str]:
    counts = " : ".join(map(str, verdict.levels))
    coverage = (
        ":green[" + _("Even overlap: every cell gets {counts} taps.", counts=counts) + "]"
        if verdict.even
        else ":orange[" + _("Uneven overlap: {counts} taps.", counts=counts) + "]"
    )
    if verdict.flat:
        weights = ":green[**" + _("Flat: all phase sums are equal.") + "**]"
    else:
        weights = (
            ":orange[**"
            + _("Not flat: {share:.1%} of the energy is pattern.", share=verdict.pattern_share)
            + "**]"
        )
    holes = [_("Holes cannot be made flat: no weight reaches them.")] if verdict.has_holes else []
    return [f"{coverage} {weights}", *holes]
