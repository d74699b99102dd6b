"""The step on the inverse question: two sizes in, all parameters out, the evenest first."""

from __future__ import annotations

from typing import Any, NamedTuple

import streamlit as st

from ui.lab.link import lab_link
from ui.lab.state import MAX_LENGTH, MAX_SIDE
from ui.lesson import Guess, Step
from ui.lesson_controls import choice, field
from ui.lessons.transposed_convolution.common import spelled
from ui.verdict import REASONS
from ui.words import N_, _, ngettext
from upsample_core.lessons import Choice, ranked_parameters
from upsample_core.methods import MAX_DILATION, MAX_KERNEL_SIZE, MAX_PADDING, MAX_STRIDE

GOALS = {"2-4": (2, 4), "7-14": (7, 14), "16-64": (16, 64)}
OWN = N_("Other sizes")
MAX_OUTPUT = 112
_FIRST = GOALS["7-14"]
_FEW = 3
_USUAL = {"stride": 2, "kernel_size": 3, "padding": 1, "output_padding": 1, "dilation": 1}
_NUMBERS = ("S", "K", "P", "OP", "D")


class Chosen(NamedTuple):
    """Two sizes, and the bounds of the search."""

    small: int
    large: int
    bounds: tuple[int, int, int]


def controls() -> Chosen:
    """Draw the choice of the sizes and of the bounds."""
    small, large = _sizes()
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        bounds = (
            field("most_stride", _("S at most"), 1, MAX_STRIDE, MAX_STRIDE),
            field("most_kernel", _("K at most"), 1, MAX_KERNEL_SIZE, MAX_KERNEL_SIZE),
        )
        with st.popover(_("More")):
            dilation = field("most_dilation", _("D at most"), 1, MAX_DILATION, 1)
    return Chosen(small, large, (*bounds, dilation))


def _sizes() -> tuple[int, int]:
    names = {goal: f"{small} → {large}" for goal, (small, large) in GOALS.items()}
    goal = choice("search_goal", _("From → to"), names | {"own": _(OWN)}, "7-14")
    if goal != "own":
        return GOALS[goal]
    with st.container(horizontal=True, gap="medium"):
        small = field("search_from", _("From"), 1, MAX_LENGTH, 5)
        large = field("search_to", _("To"), 1, MAX_OUTPUT, 13)
    return small, large


def numbers(_chosen: Chosen) -> dict[str, object]:
    """Return what there is from 7 to 14, and what is left of it with small kernels."""
    ways, few = ranked_parameters(*_FIRST), ranked_parameters(*_FIRST, max_kernel_size=_FEW)
    usual = next(way for way in ways if _parameters(way) == _USUAL)
    return {
        **_goal(),
        **_counts(ways),
        "best": "; ".join(_letters(way) for way in ways[:2]),
        "most": _FEW,
        "few": len(few),
        "few_even": _counts(few)["even"],
        "kept": _letters(few[0]),
        "usual": _letters(usual),
        "usual_verdict": _ratio(usual),
    }


def _goal() -> dict[str, int]:
    return {
        "small": _FIRST[0],
        "large": _FIRST[1],
        "max_stride": MAX_STRIDE,
        "max_kernel": MAX_KERNEL_SIZE,
    }


def _parameters(choice: Choice) -> dict[str, int]:
    way = choice.parameters
    return {
        "stride": way.stride,
        "kernel_size": way.kernel_size,
        "padding": way.padding,
        "output_padding": way.output_padding,
        "dilation": way.dilation,
    }


def _letters(choice: Choice) -> str:
    way = choice.parameters
    numbers = {"S": way.stride, "K": way.kernel_size, "P": way.padding, "OP": way.output_padding}
    return spelled(numbers)


def _counts(ways: list[Choice]) -> dict[str, int]:
    return {
        "count": len(ways),
        "even": len([way for way in ways if way.coverage.even]),
        "dropping": len([way for way in ways if way.parameters.drops_inputs]),
    }


def guess() -> Guess:
    """Ask how many ways there are from 7 to 14."""
    counts = _counts(ranked_parameters(*_FIRST))
    offered = sorted({1, counts["even"], counts["count"]})
    return Guess({count: str(count) for count in offered}, counts["count"])


def view(chosen: Chosen) -> None:
    """List what goes from one size to the other, and open a row."""
    small, large, bounds = chosen
    choices = ranked_parameters(small, large, *bounds)
    if not choices:
        st.info(
            _(
                "Nothing within these bounds takes {small} to {large}. A larger stride or kernel "
                "may.",
                small=small,
                large=large,
            )
        )
        return
    st.markdown(
        ngettext(
            "**{count}** way from {small} to {large}, **{even}** of them with even overlap. "
            "Pick a row.",
            "**{count}** ways from {small} to {large}, **{even}** of them with even overlap. "
            "Pick a row.",
            len(choices),
            small=small,
            large=large,
            even=_counts(choices)["even"],
        )
    )
    dropping = _counts(choices)["dropping"]
    if dropping:
        st.markdown(
            _(
                "PyTorch takes them all. But some drop inputs, **{dropping}** of them here: their "
                "P is larger than D·(K − 1), so that all of the first stamp is cropped off.",
                dropping=dropping,
            )
        )
    picked = _table(choices, f"{small}_{large}_{bounds}")
    _picked(small, choices[min(picked, len(choices) - 1)])


def _table(choices: list[Choice], key: str) -> int:
    """Draw the choices as rows and return the number of the one that is picked."""
    columns: dict[str, list[Any]] = {
        "S": [choice.parameters.stride for choice in choices],
        "K": [choice.parameters.kernel_size for choice in choices],
        "P": [choice.parameters.padding for choice in choices],
        "OP": [choice.parameters.output_padding for choice in choices],
        "D": [choice.parameters.dilation for choice in choices],
        _("Verdict"): [_verdict(choice) for choice in choices],
        _("Inputs"): [_inputs(choice) for choice in choices],
        _("Overlap"): [" ".join(map(str, choice.coverage.counts)) for choice in choices],
    }
    event = st.dataframe(
        columns,
        key=f"search_rows_{key}",
        on_select="rerun",
        selection_mode="single-row",
        hide_index=True,
        column_config={name: st.column_config.NumberColumn(width=44) for name in _NUMBERS},
        height=min(36 * len(choices) + 40, 420),
    )
    return event.selection.rows[0] if event.selection.rows else 0


def _inputs(choice: Choice) -> str:
    return "✗ " + _("some dropped") if choice.parameters.drops_inputs else "✓"


def _verdict(choice: Choice) -> str:
    if choice.coverage.even:
        return "✓ " + _("even")
    if choice.least == 0:
        return "✗ " + _("holes")
    return "≈ " + _ratio(choice)


def _ratio(choice: Choice) -> str:
    return _("uneven {most} : {least}", most=choice.most, least=choice.least)


def _picked(small: int, choice: Choice) -> None:
    way = choice.parameters
    numbers = _parameters(choice)
    reason = _(
        REASONS[choice.coverage.reason],
        stride=way.stride,
        kernel_size=way.kernel_size,
        dilation=way.dilation,
    )
    st.markdown(
        _(
            "Picked: `stride={stride}, kernel_size={kernel_size}, padding={padding}, "
            "output_padding={output_padding}, dilation={dilation}`: {verdict}, because {reason}.",
            verdict=_verdict(choice),
            reason=reason,
            **numbers,
        )
    )
    if way.padding > MAX_PADDING:
        st.caption(_("The lab goes no further than P = {most}.", most=MAX_PADDING))
        return
    shape = {"size": small} if small <= MAX_SIDE else {"size": small, "dims": 1}
    lab_link("transposed_convolution", **shape, **numbers, kernel="ones", input="ones")


STEP = Step("search", N_("Search"), controls, view, numbers, guess=guess, terms=("overlap",))
