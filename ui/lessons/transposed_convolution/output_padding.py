"""The step on output padding: which of several sizes comes back."""

from __future__ import annotations

from typing import NamedTuple

import streamlit as st

from ui.grids import BREAK, Grid, draw_grids
from ui.lab.link import lab_link
from ui.lesson import Guess, Step
from ui.lesson_controls import choice
from ui.lessons.transposed_convolution.figures import strips_html
from ui.numbers import listed
from ui.words import N_, _
from upsample_core import grid_pattern, preset_kernel
from upsample_core.lessons import padded_outputs, shrunk_sizes, sizes_back, sizes_to

PAIR = {"kernel_size": 5, "stride": 3, "padding": 2}
"""The convolution that takes 17 to 6 and 14 to 5."""

SIZES = range(13, 19)
_LARGE, _SMALL = 17, 14
_BEFORE = 6


class Chosen(NamedTuple):
    """A size and the stride of the convolution that shrinks it."""

    size: int
    stride: int

    @property
    def numbers(self) -> dict[str, int]:
        """The parameters of that convolution."""
        return {**PAIR, "stride": self.stride}


def controls() -> Chosen:
    """Draw the choice of a size and a stride."""
    with st.container(horizontal=True, gap="medium"):
        size = choice("pair_size", _("Size before the convolution"), SIZES, _LARGE)
        stride = choice("pair_stride", _("Stride S"), (2, 3, 4), PAIR["stride"])
    return Chosen(size, stride)


def numbers(chosen: Chosen) -> dict[str, object]:
    """Return which sizes become one, another example, and what is chosen now."""
    first, other = sizes_back(_LARGE, **PAIR), sizes_back(_SMALL, **PAIR)
    now = sizes_back(chosen.size, **chosen.numbers)
    return {
        **PAIR,
        "large": _LARGE,
        "shrunk": first.shrunk,
        "least": first.sizes[0],
        "group": listed(sizes_to(first.shrunk, **PAIR)),
        "example": _SMALL,
        "example_shrunk": other.shrunk,
        "example_needed": other.needed,
        "now": chosen.size,
        "stride_now": chosen.stride,
        "shrunk_now": now.shrunk,
        "group_now": listed(now.sizes),
        "needed_now": now.needed,
    }


def guess() -> Guess:
    """Ask which size comes back without output padding."""
    back = sizes_back(_LARGE, **PAIR)
    offered = sorted({back.shrunk, *back.sizes})
    return Guess({size: str(size) for size in offered}, back.sizes[0])


def view(chosen: Chosen) -> None:
    """Draw what a convolution makes of all sizes, and what each output padding gives back."""
    back = sizes_back(chosen.size, **chosen.numbers)
    shrunk = shrunk_sizes(SIZES, **chosen.numbers)
    draw_grids(
        Grid(
            _("Size before the convolution"),
            shrunk.sizes,
            "input",
            note="",
            cell=4.2,
            lit=shrunk.sizes == chosen.size,
        ),
        BREAK,
        Grid(
            _("Size after it"),
            shrunk.shrunk,
            "output",
            note="",
            cell=4.2,
            lit=shrunk.shrunk == back.shrunk,
        ),
    )
    st.markdown(
        _(
            "The convolution: **{original} → {shrunk}**. Its transpose: {shrunk} → **{least}**. "
            "With output padding {needed} it is **{original}** again.",
            original=chosen.size,
            shrunk=back.shrunk,
            least=back.sizes[0],
            needed=back.needed,
        )
    )
    _ends(chosen, back.shrunk, back.sizes)


def _ends(chosen: Chosen, shrunk: int, sizes: tuple[int, ...]) -> None:
    """Draw the ends of the outputs for every output padding, and say what the added cells hold."""
    kernel = preset_kernel("counting", PAIR["kernel_size"])
    strips = padded_outputs(grid_pattern("pi", (shrunk,)), kernel, chosen.stride, PAIR["padding"])
    st.markdown("**" + _("The end of the output, for every output padding:") + "**")
    st.html(
        strips_html(
            strips,
            [
                _("OP = {extra}: {size} cells", extra=extra, size=size)
                for extra, size in enumerate(sizes)
            ],
            _("The outputs for every output padding, one under another"),
            [(row, sizes[0] + cell) for row in range(len(sizes)) for cell in range(row)],
            first=max(0, sizes[0] - _BEFORE),
        )
    )
    added = strips[-1][sizes[0] :].tolist()
    told = _(
        "Framed: the cells that output padding adds. They hold {values}: sums like all others.",
        values=listed(added),
    )
    if 0 in added:
        told += " " + _("Beyond the last stamp a sum has no terms, and is 0.")
    st.caption(told)


def links(chosen: Chosen) -> None:
    """Draw the link to the lab with the output padding that is needed."""
    back = sizes_back(chosen.size, **chosen.numbers)
    lab_link(
        "transposed_convolution",
        dims=1,
        size=back.shrunk,
        output_padding=back.needed,
        kernel="counting",
        input="pi",
        **chosen.numbers,
    )


STEP = Step("output_padding", N_("Output padding"), controls, view, numbers, links, guess)
