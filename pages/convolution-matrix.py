"""The lesson on convolution as a matrix: rows, diagonals, columns, the transpose, what is lost."""

import streamlit as st

from ui.lesson import lab_link, lesson_end, lesson_head, step
from ui.lesson_controls import choice, field, pick, slider
from ui.lessons.convolution_matrix import back_views as back
from ui.lessons.convolution_matrix import views as figures
from ui.lessons.convolution_matrix.views import lab_state, place, preset_controls, preset_run
from ui.questions.convolution_matrix import WORDINGS
from ui.quiz import quiz
from ui.stage import stage
from ui.words import _
from upsample_core.lessons.questions.convolution_matrix import KINDS

PAGE = "convolution_matrix"


@st.fragment
def rows() -> None:
    """Build C row by row, laying the kernel on the grid."""
    first = preset_run().map
    with step(PAGE, "rows", rows=first.shape[0], columns=first.shape[1]):
        run = preset_controls("rows")
        output = figures.output_control("rows", run)
        figures.row_figure(run, output)
        pin = place("output", output).replace("[", ":").rstrip("]")
        lab_link("strided_convolution", pin=pin, **lab_state(run))


@st.fragment
def diagonals() -> None:
    """Show where one tap stands, and how little is stored."""
    first = preset_run()
    with step(
        PAGE,
        "diagonals",
        taps=first.kernel.size,
        stored=first.map.nnz,
        all=first.map.shape[0] * first.map.shape[1],
    ):
        run = preset_controls("diagonals", sides=True)
        figures.diagonal_figure(run, figures.tap_control("diagonals", run))
        figures.sparsity_table(run)
        lab_link("strided_convolution", pin="kernel:1,1", **lab_state(preset_run()))


@st.fragment
def columns() -> None:
    """Set a row beside a column, on the linked stage."""
    first = preset_run()
    with step(
        PAGE,
        "columns",
        wide=True,
        gathered=int(first.overlap.max()),
        least=int(first.map.T.overlap().min()),
        most=int(first.map.T.overlap().max()),
    ):
        pins = {"input:1,1": _("One input: a column"), "output:0,1": _("One output: a row")}
        pin = choice("columns_pin", _("Look at"), pins, "input:1,1")
        stage(first, key=f"columns_stage_{pin[:2]}", pin=pin, view={"order": "stamp"})
        figures.counts_figure(first)
        lab_link("strided_convolution", pin=pin, **lab_state(first))


@st.fragment
def transpose() -> None:
    """Go back by the transpose, and hold the two products together."""
    first = preset_run().map
    with step(PAGE, "transpose", rows=first.shape[0], columns=first.shape[1]):
        run = preset_controls("transpose", kernel="random")
        with st.container(horizontal=True, vertical_alignment="bottom"):
            seed = field("transpose_seed", _("Draw x and y from seed"), 0, 9999, 7, width=200)
            cells = {cell: place("x", cell) for cell in figures.cells_of(run.input)}
            cell = pick(
                f"transpose_cell_{run.method.axes}",
                _("Raise one input by 1"),
                cells,
                next(iter(cells)),
                width=200,
            )
        x, y = back.drawn_grids(run, seed)
        back.adjoint_figure(run, x, y, cell)


@st.fragment
def lost() -> None:
    """Show what C cannot see, and the two ways back."""
    first = back.null_counts(preset_run())
    with step(PAGE, "lost", **first):
        run = preset_controls("lost", kernel="gaussian")
        with st.container(horizontal=True, vertical_alignment="bottom"):
            amount = slider(
                "lost_amount", _("How much of n is added"), -5.0, 5.0, 2.0, 0.5, width=300
            )
            seed = field("lost_seed", _("Draw n from seed"), 0, 9999, 0, width=160)
        back.hidden_figure(run, amount, seed)
        back.round_trip_figure(run)


@st.fragment
def photograph() -> None:
    """Make the same round trip at the scale of a picture."""
    with step(PAGE, "photograph", wide=True, side=back.PICTURE_SIDE):
        chosen = back.photograph_controls()
        back.photograph_figure(*chosen)
        lab_link(
            "strided_convolution",
            picture=chosen[0],
            stride=chosen[1],
            kernel_size=3,
            padding=1,
            kernel=chosen[2],
        )


lesson_head(PAGE)
rows()
diagonals()
columns()
transpose()
lost()
photograph()
quiz(PAGE, KINDS, WORDINGS)
lesson_end(PAGE)
