"""The step on odd sizes: how many windows there are, and what those at the border divide by."""

from __future__ import annotations

from typing import NamedTuple

import streamlit as st

from ui.lab.link import lab_link
from ui.lesson import Guess, Step
from ui.lesson_controls import choice
from ui.markdown import table
from ui.numbers import listed
from ui.stage import stage
from ui.words import N_, _
from upsample_core import Trace, grid_pattern, method, trace
from upsample_core.lessons import RULES, Halved, halved, halvings

RULE_NAMES = {
    "pool": N_("Pooling 2, floor"),
    "pool_ceil": N_("Pooling 2, ceil"),
    "conv_4": N_("Convolution K = 4, P = 1"),
    "conv_3": N_("Convolution K = 3, P = 1"),
    "same": N_("TensorFlow SAME, K = 3"),
}
_LENGTH, _LARGE, _TIMES = 7, 225, 5


class Chosen(NamedTuple):
    """A row of cells, and the average pooling that halves it."""

    size: int
    kernel_size: int
    padding: int
    ceil_mode: bool
    count_include_pad: bool

    @property
    def run(self) -> Trace:
        """The pooling of digits of π."""
        given = {**self._asdict(), "stride": 2}
        size = given.pop("size")
        return trace(method("average_pool", size, **given), grid_pattern("pi", (size,)))


_FIRST = Chosen(_LENGTH, 2, 0, False, True)


def controls() -> Chosen:
    """Draw the choice of the length and of the pooling."""
    size = choice("sizes_length", _("Cells"), (5, 6, 7, 8, 9), _FIRST.size)
    kernel_size = choice("sizes_kernel", _("Kernel size K"), (2, 3), _FIRST.kernel_size)
    padding = choice("sizes_padding", _("Padding P"), (0, 1), _FIRST.padding)
    rounding = {False: _("down (floor)"), True: _("up (ceil)")}
    ceil_mode = choice("sizes_ceil", "ceil_mode", rounding, _FIRST.ceil_mode)
    counting = {True: _("counts padding"), False: _("real cells alone")}
    counted = choice("sizes_count", "count_include_pad", counting, _FIRST.count_include_pad)
    return Chosen(size, kernel_size, padding, ceil_mode, counted)


def numbers(chosen: Chosen) -> dict[str, object]:
    """Return how 7 is halved, how far apart five halvings lie, and both means of this row."""
    both = [
        listed(chosen._replace(count_include_pad=flag).run.output.tolist(), 3)
        for flag in (True, False)
    ]
    return {
        "length": _LENGTH,
        "floor": _FIRST.run.output.size,
        "ceil": _FIRST._replace(ceil_mode=True).run.output.size,
        "large": _LARGE,
        "times": _TIMES,
        "down": halvings(_LARGE, "pool", _TIMES)[-1],
        "up": halvings(_LARGE, "conv_3", _TIMES)[-1],
        "counted": both[0],
        "uncounted": both[1],
    }


def guess() -> Guess:
    """Ask how many windows of two cells seven cells have."""
    right = _FIRST.run.output.size
    return Guess({count: str(count) for count in (right, right + 1, _LENGTH - 1)}, right)


def view(chosen: Chosen) -> None:
    """Draw what every rule makes of this length, and the pooling on the stage."""
    st.markdown(rules_table(chosen.size))
    stage(chosen.run, key="sizes_stage")


def rules_table(size: int) -> str:
    """Return what is left of a length by every rule, as Markdown."""
    heads = (
        _("Rule, S = 2"),
        _("windows of {size}", size=size),
        _("padding"),
        _("cells unseen"),
        _("{size}, {times} times", size=_LARGE, times=_TIMES),
    )
    return table(heads, [_row(name, halved(size, name)) for name in RULES])


def _row(name: str, found: Halved) -> tuple[str, ...]:
    padding = f"{found.before} + {found.after}"
    chain = " → ".join(map(str, halvings(_LARGE, name, _TIMES)[1:]))
    return _(RULE_NAMES[name]), str(found.size), padding, str(found.unseen), chain


def links(chosen: Chosen) -> None:
    """Draw the link to the lab with this pooling."""
    lab_link("average_pool", dims="1", stride=2, **chosen._asdict())


STEP = Step("odd_sizes", N_("Odd sizes"), controls, view, numbers, links, guess, ("padding",))
