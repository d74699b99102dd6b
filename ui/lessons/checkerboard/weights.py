"""The step on weights: the phase sums of a kernel to edit."""

from __future__ import annotations

from typing import NamedTuple

import streamlit as st

from ui import address
from ui.fields import text_field
from ui.grids import Grid, draw_grids, largest
from ui.lab.link import lab_link
from ui.labels import PARAMETER_WORDS
from ui.lesson import Guess, Step
from ui.lesson_controls import choice, control
from ui.markdown import plain
from ui.numbers import listed, number, percent
from ui.widgets import text
from ui.words import N_, _, ngettext
from upsample_core import Array, Evenness, ParameterError, assess, parse_numbers, preset_kernel
from upsample_core.analysis import is_flat, make_flat, phase_sums
from upsample_core.inputs import NumbersError
from upsample_core.lessons import constant_response, edited

MOST_TAPS = (8, 8)
_TEXT = "weights_text"
_MOST_TEXT = 1000
_GOOD = "_weights_good"
_STRIDE = "weights_stride"
_DILATION = "weights_dilation"
_SEED = "_weights_seed"
_INPUTS = {1: 6, 2: 4}


def kernel_text(kernel: Array) -> str:
    """Spell a kernel as it can be pasted again; eight digits are enough to keep it flat."""
    rows = kernel.reshape(-1, kernel.shape[-1])
    return "; ".join(", ".join(f"{tap:.8g}" for tap in row) for row in rows)


class Chosen(NamedTuple):
    """A kernel, and the stride and dilation that it is used with."""

    kernel: Array
    stride: int
    dilation: int

    @property
    def verdict(self) -> Evenness:
        """How even its overlap and its phase sums are."""
        return assess(self.kernel, self.stride, self.dilation)


def controls() -> Chosen:
    """Draw a kernel to edit, and the choice of stride and dilation."""
    start = kernel_text(preset_kernel("bilinear", 3))
    stride = choice(_STRIDE, _("Stride S"), range(1, 5), 2, "stride")
    dilation = choice(_DILATION, _("Dilation D"), (1, 2, 3), 1, "dilation")
    about = PARAMETER_WORDS["kernel_values"].help
    label = _("Kernel: one row, or several")

    def draw(value: str) -> str:
        return text(_TEXT, label, value, help=_(about), height=68, width=300, max_chars=_MOST_TEXT)

    control(text_field(_TEXT, start, _MOST_TEXT), _("Kernel"), draw)
    chosen = Chosen(_read_kernel(), stride, dilation)
    _buttons(chosen)
    return chosen


def numbers(chosen: Chosen) -> dict[str, object]:
    """Return an uneven kernel that is flat, the reverse, and how far this one is from flat."""
    flat, random = preset_kernel("bilinear", 3), preset_kernel("random", 4)
    sums = chosen.verdict.phase_sums.ravel()
    return {
        "flat_kernel": listed(flat),
        "flat_counts": listed(assess(flat, 2).axes[0].counts),
        "flat_sums": listed(phase_sums(flat, 2)),
        "random_counts": listed(assess(random, 2).axes[0].counts),
        "random_sums": listed(phase_sums(random, 2)),
        "sums": listed(sums),
        "change": _change_to_flat(chosen),
        "example": kernel_text(make_flat([1.0, 2, 3, 4, 5], 2)),
    }


def guess() -> Guess:
    """Ask whether uneven counts have to show."""
    flat = is_flat(preset_kernel("bilinear", 3), 2)
    return Guess({True: _("A constant"), False: _("A pattern")}, flat)


def _change_to_flat(chosen: Chosen) -> str:
    """Say how much the weights have to change until the kernel is flat."""
    if chosen.verdict.has_holes:
        return _("no weights will do, since there are holes")
    flat = make_flat(chosen.kernel, chosen.stride, chosen.dilation)
    most = largest(flat - chosen.kernel)
    return _("no weight has to change by more than {most}", most=number(most))


def _read_kernel() -> Array:
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
    good: Array = state.setdefault(_GOOD, preset_kernel("bilinear", 3))
    return good


def _buttons(chosen: Chosen) -> None:
    """Draw what can be done to the kernel."""
    actions = {
        "flat": _("Make flat"),
        "icnr": _("ICNR"),
        "bilinear": _("Bilinear"),
        "ones": _("Ones"),
        "random": _("Random"),
        "axes": _("To 2-D") if chosen.kernel.ndim == 1 else _("To 1-D"),
    }
    for name in ("flat", "random"):
        _button(name, actions.pop(name), disabled=name == "flat" and chosen.verdict.has_holes)
    with st.popover(_("More")):
        for name, label in actions.items():
            _button(name, label)


def _button(name: str, label: str, disabled: bool = False) -> None:
    key = f"weights_{name}"
    st.button(label, key=key, on_click=_change, args=(name,), disabled=disabled)


def _change(name: str) -> None:
    """Replace the kernel by what a button makes of it."""
    state = st.session_state
    kernel = state.get(_GOOD, preset_kernel("bilinear", 3))
    if name == "random":
        state[_SEED] = state.get(_SEED, -1) + 1
    seed, most = state.get(_SEED, 0), MOST_TAPS[0]
    try:
        made = edited(kernel, name, state[_STRIDE], state[_DILATION], seed, most)
    except ParameterError:
        # The kernel that the button was drawn for has gone, and this one has holes: it stays.
        return
    address.change(_TEXT, kernel_text(made))


def view(chosen: Chosen) -> None:
    """Draw a kernel's phase sums, and what a constant becomes."""
    kernel, stride, dilation = chosen
    verdict = chosen.verdict
    made = constant_response(kernel, _INPUTS[kernel.ndim], stride, dilation)
    draw_grids(
        Grid(_("Kernel"), kernel, "kernel"),
        "→",
        Grid(_("Phase sums"), verdict.phase_sums, "output", _("one for each residue")),
    )
    draw_grids(
        Grid(
            _("What a constant of 1 becomes"),
            made.output,
            "output",
            _("dashed: border"),
            border=made.border,
            cell=min(2.6, 44 / made.output.shape[-1]),
        )
    )
    for sentence in _verdicts(verdict):
        st.markdown(sentence)


def _verdicts(verdict: Evenness) -> list[str]:
    counts = " : ".join(map(str, verdict.levels))
    coverage = (
        ":green["
        + ngettext(
            "Even overlap: every cell gets {count} tap.",
            "Even overlap: every cell gets {count} taps.",
            verdict.levels[0],
        )
        + "]"
        if verdict.even
        else ":orange[" + _("Uneven overlap: {counts} taps.", counts=counts) + "]"
    )
    if verdict.flat:
        weights = ":green[**" + _("Flat: all phase sums are equal.") + "**]"
    else:
        weights = (
            ":orange[**"
            + _("Not flat: {share} of the energy is pattern.", share=percent(verdict.pattern_share))
            + "**]"
        )
    holes = [_("Holes cannot be made flat: no weight reaches them.")] if verdict.has_holes else []
    return [f"{coverage} {weights}", *holes]


def links(chosen: Chosen) -> None:
    """Draw the link to the lab with this kernel."""
    kernel, stride, dilation = chosen
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


STEP = Step("weights", N_("Weights"), controls, view, numbers, links, guess, ("phase",))
