"""The step on gradients: what training needs is a convolution, and a transposed one."""

from __future__ import annotations

from typing import NamedTuple

import streamlit as st

from ui.grids import Grid, draw_grids
from ui.lab.link import lab_link
from ui.lesson import Guess, Step
from ui.lesson_controls import choice, field, pick, translated
from ui.numbers import number
from ui.words import N_, _
from upsample_core import Array
from upsample_core.lessons import (
    BACKWARD_SIDE,
    SmallBackward,
    Terms,
    backward_terms,
    small_backward,
)

SIZES = (2, 3)
OF = {"weight": N_("the weights"), "input": N_("the input")}
_CELL = 2.5


class Chosen(NamedTuple):
    """The kernel size, the seed, what the gradient is with respect to, and one of its cells."""

    size: int
    seed: int
    of: str
    cell: tuple[int, int]

    @property
    def small(self) -> SmallBackward:
        """The convolution, and what comes back."""
        return small_backward(self.size, self.seed)

    @property
    def terms(self) -> Terms:
        """The sum that the cell is."""
        return backward_terms(self.small, self.of, self.cell)


def controls() -> Chosen:
    """Draw the choice of the convolution, of the gradient and of its cell."""
    size = choice("backward_kernel_size", _("Kernel size K"), SIZES, SIZES[0])
    seed = field("backward_seed", _("Seed"), 0, 9999, 1)
    of = choice("backward_of", _("Gradient with respect to"), translated(OF), "weight")
    side = size if of == "weight" else BACKWARD_SIDE
    names = {
        f"{row},{column}": _("row {row}, column {column}", row=row, column=column)
        for row in range(side)
        for column in range(side)
    }
    cell = str(pick(f"backward_cell_{of}_{side}", _("Its cell"), names, "0,1", width=170))
    row, column = cell.split(",")
    return Chosen(size, seed, of, (int(row), int(column)))


def numbers(chosen: Chosen) -> dict[str, object]:
    """Return how many terms the sums have, and what the chosen one is."""
    counts = [
        len(backward_terms(chosen.small, "input", (place, place)).pairs) for place in range(2)
    ]
    return {
        "side": BACKWARD_SIDE,
        "size": chosen.size,
        "made": BACKWARD_SIDE - chosen.size + 1,
        "weight_terms": len(backward_terms(chosen.small, "weight", (0, 0)).pairs),
        "corner": counts[0],
        "inner": counts[1],
        "value": number(chosen.terms.value),
        "nudged": number(chosen.terms.nudged),
    }


def guess() -> Guess:
    """Ask which operation takes the errors back to the input."""
    options = {
        "transposed": _("a transposed convolution"),
        "pooling": _("an unpooling"),
        "inverse": _("the inverse matrix"),
    }
    return Guess(options, "transposed")


def view(chosen: Chosen) -> None:
    """Draw forward, backward, and the sum of the chosen cell."""
    small, terms = chosen.small, chosen.terms
    by_weight = chosen.of == "weight"
    st.markdown(
        _("Forward: **y = conv2d(x, w)**. Its error is half the sum of squares of **d = y − t**.")
    )
    draw_grids(
        _grid("x", small.x, "input", terms.other if by_weight else None),
        "∗",
        _grid("w", small.weight, "kernel", None if by_weight else terms.other),
        "−",
        _grid(_("t, wanted"), small.wanted, "output"),
        "=",
        _grid(_("d, too much"), small.off, "attention", terms.off),
    )
    if by_weight:
        st.markdown(_("Backward to the weights: **conv2d(x, d)**, d slides over x as a kernel."))
    else:
        st.markdown(
            _("Backward to the input: **conv_transpose2d(d, w)**, every error stamps the kernel.")
        )
    gradient = small.of_weight if by_weight else small.of_input
    draw_grids(_grid(_("Gradient"), gradient, "kernel" if by_weight else "input", terms.here))
    st.markdown(
        _(
            "Its cell: {terms} = **{value}**. Nudged up and down by a half, the error says "
            "{nudged}.",
            terms=" + ".join(f"{_factor(one)}·{_factor(other)}" for one, other in terms.pairs),
            value=number(terms.value),
            nudged=number(terms.nudged),
        )
    )


def _grid(title: str, values: Array, role: str, lit: Array | None = None) -> Grid:
    return Grid(title, values, role, lit=lit, cell=_CELL, square=True, reach=4)


def _factor(value: float) -> str:
    return f"({number(value)})" if value < 0 else number(value)


def links(chosen: Chosen) -> None:
    """Draw the link to the lab where the errors are stamped back onto the input."""
    small = chosen.small
    side = BACKWARD_SIDE - chosen.size + 1
    lab_link(
        "transposed_convolution",
        size=side,
        input="custom",
        values=small.off,
        stride=1,
        kernel_size=chosen.size,
        kernel="custom",
        kernel_values=small.weight,
    )


STEP = Step("gradients", N_("Gradients"), controls, view, numbers, links, guess, ("gradient",))
