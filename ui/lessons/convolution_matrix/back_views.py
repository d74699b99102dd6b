"""The lesson on the matrix of a convolution: the way back, by the transpose and at its best."""

from __future__ import annotations

from typing import Any

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from ui.grids import BREAK, Grid, draw_grids, draw_pictures, number_text
from ui.labels import PICTURES
from ui.lesson_controls import choice, pick
from ui.lessons.convolution_matrix.views import place
from ui.pictures import sample
from ui.words import N_, _
from upsample_core.analysis.metrics import psnr
from upsample_core.analysis.reconstruction import (
    RoundTrip,
    adjoint_products,
    null_space,
    rank,
    round_trip,
    unseen,
)
from upsample_core.inputs.kernel_presets import preset_kernel
from upsample_core.inputs.patterns import grid_pattern
from upsample_core.operations.convolution import conv_map
from upsample_core.operations.pooling import avg_pool2d
from upsample_core.trace import Trace

PICTURE_SIDE = 128
PHOTOGRAPHS = [name for name in PICTURES if name not in ("upload", "impulse")]
PHOTO_KERNELS = {"gaussian": N_("Gaussian"), "ones": N_("Box")}


# ---------------------------------------------------------------- the transpose


def drawn_grids(run: Trace, seed: int) -> tuple[NDArray[Any], NDArray[Any]]:
    """Return a random x and y of one seed, in the shapes of input and output."""
    x = grid_pattern("random", run.input.shape, seed=seed)
    return x, grid_pattern("random", run.output.shape, seed=seed + 1)


def adjoint_figure(run: Trace, x: NDArray[Any], y: NDArray[Any], cell: tuple[int, ...]) -> None:
    """Show both ways through C, the two products, and what one input cell does to them."""
    lit = np.zeros(x.shape, bool)
    lit[cell] = True
    back = run.map.T.apply(y)
    columns, rows = run.map.T.shape
    draw_grids(
        Grid("x", x, "input", lit=lit),
        _("— C, {rows} × {columns} →", rows=rows, columns=columns),
        Grid("Cx", run.map.apply(x), "output"),
        BREAK,
        Grid("Cᵀy", back, "input", lit=lit),
        _("← Cᵀ, {rows} × {columns} —", rows=columns, columns=rows),
        Grid("y", y, "output"),
    )
    forward, backward = adjoint_products(run.map, x, y)
    st.markdown(
        _(
            "⟨Cx, y⟩ = **{forward:.10g}** and ⟨x, Cᵀy⟩ = **{backward:.10g}**; they differ by "
            "{difference:.1e}.",
            forward=forward,
            backward=backward,
            difference=abs(forward - backward),
        )
    )
    raised, _same = adjoint_products(run.map, x + lit, y)
    st.markdown(
        _(
            "Raise {cell} by 1, and ⟨Cx, y⟩ becomes {raised:.6g}: it changes by {change}. "
            "Cᵀy holds {entry} in that cell.",
            cell=place("x", cell),
            raised=raised,
            change=number_text(raised - forward),
            entry=number_text(back[cell]),
        )
    )


# ---------------------------------------------------------------- what is lost


def null_counts(run: Trace) -> dict[str, int]:
    """Return the numbers of the words on what is lost."""
    rows, columns = run.map.shape
    return {
        "rows": rows,
        "columns": columns,
        "rank": rank(run.map),
        "lost": len(null_space(run.map)),
    }


def hidden_figure(run: Trace, amount: float, seed: int) -> None:
    """Add something that C cannot see, and show that the output stays."""
    hidden = unseen(run.map, seed)
    changed = run.input + amount * hidden
    draw_grids(
        Grid(_("x + {amount} · n", amount=number_text(amount)), changed, "input"),
        "=",
        Grid("x", run.input, "input"),
        "+",
        Grid(_("{amount} · n", amount=number_text(amount)), amount * hidden, "input"),
        BREAK,
        Grid(
            _("C(x + {amount} · n)", amount=number_text(amount)), run.map.apply(changed), "output"
        ),
        "=",
        Grid("Cx", run.output, "output"),
    )
    st.markdown(
        _(
            "C is {rows} × {columns} of rank **{rank}**: of {columns} dimensions, **{lost}** are "
            "lost, and n lies in them.",
            **null_counts(run),
        )
    )


def round_trip_figure(run: Trace) -> None:
    """Show x, Cᵀ(Cx) and C⁺(Cx), and how far each is from x."""
    trip = round_trip(run.map, run.input)
    grids = {"x": trip.input, "Cᵀ(Cx)": trip.transposed, "C⁺(Cx)": trip.best}
    draw_grids(*(Grid(title, values, "input") for title, values in grids.items()))
    again = number_text(_distance(run.map.apply(trip.transposed), trip.output))
    kept = number_text(_distance(run.map.apply(trip.best), trip.output))
    st.markdown(
        "\n".join(
            (
                "| | " + _("distance from x") + " | " + _("after C again, from Cx") + " |",
                "|---|--:|--:|",
                f"| Cᵀ(Cx) | {number_text(_distance(trip.transposed, trip.input))} | {again} |",
                f"| C⁺(Cx) | {number_text(_distance(trip.best, trip.input))} | {kept} |",
            )
        )
    )


def _distance(a: NDArray[Any], b: NDArray[Any]) -> float:
    distance = float(np.linalg.norm(a - b))
    return distance if distance > 1e-9 * float(np.linalg.norm(b)) else 0.0


# ---------------------------------------------------------------- on a photograph


def photograph_controls() -> tuple[str, int, str]:
    """Draw the choice of picture, stride and kernel."""
    names = {name: _(PICTURES[name]) for name in PHOTOGRAPHS}
    kernels = {name: _(title) for name, title in PHOTO_KERNELS.items()}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        picture = pick("photo_picture", _("Picture"), names, PHOTOGRAPHS[0], width=220)
        stride = choice("photo_stride", _("Stride"), (2, 3, 4), 2)
        kernel = choice("photo_kernel", _("Kernel"), kernels, "gaussian")
    return picture, stride, kernel


def photograph_figure(picture: str, stride: int, kernel: str) -> None:
    """Show x, Cx, Cᵀ(Cx) and C⁺(Cx) of a photograph, with what each way back is worth."""
    with st.spinner(_("Solving for C⁺(Cx) …")):
        trip = photograph_trip(picture, stride, kernel)
    back = trip.transposed / trip.gain
    panes = {
        "x": trip.input,
        "Cx": trip.output,
        _("Cᵀ(Cx), {psnr:.1f} dB", psnr=psnr(trip.input, back)): back,
        _("C⁺(Cx), {psnr:.1f} dB", psnr=psnr(trip.input, trip.best)): trip.best,
    }
    draw_pictures({title: np.clip(values, 0, 1)[None] for title, values in panes.items()})
    rows, columns = trip.output.size, trip.input.size
    st.markdown(
        _(
            "C is {rows:,} × {columns:,}: at least {lost:,} dimensions are lost. Cᵀ(Cx) is shown "
            "divided by {gain:.3g}, its gain on a constant picture. The decibels are PSNR against "
            "x: the more, the nearer.",
            rows=rows,
            columns=columns,
            lost=columns - rows,
            gain=trip.gain,
        )
    )


@st.cache_data(max_entries=64, show_spinner=False)
def photograph_trip(picture: str, stride: int, kernel: str) -> RoundTrip:
    """Return the round trip of a sample picture, in grey, through a strided convolution."""
    grey = sample(picture).mean(axis=0, dtype=np.float64)
    small = avg_pool2d(grey[None, None], grey.shape[0] // PICTURE_SIDE)[0, 0]
    taps = preset_kernel(kernel, (3, 3))
    return round_trip(conv_map(small.shape, taps / taps.sum(), stride, 1), small)
