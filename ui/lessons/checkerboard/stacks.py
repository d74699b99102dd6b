"""The step on stacks: the paths through several layers."""

from __future__ import annotations

import streamlit as st

from ui import address
from ui.charts import draw_chart
from ui.count_scale import draw_count_legend
from ui.fields import whole_field
from ui.lesson import Guess, Step
from ui.lesson_controls import choice, field, peek
from ui.lessons.checkerboard.figures import stack_figure
from ui.markdown import table
from ui.numbers import listed, ratio
from ui.widgets import select
from ui.words import N_, _
from upsample_core.analysis import Layer
from upsample_core.lessons import Paths, paths, undoing_kernels

STACKS: dict[str, tuple[tuple[int, int, int], ...]] = {
    "K3 S2 · K3 S2": ((3, 2, 1),) * 2,
    "K3 S2 · K3 S2 · K3 S2": ((3, 2, 1),) * 3,
    "K5 S2 · K5 S2": ((5, 2, 1),) * 2,
    "K4 S2 · K4 S2": ((4, 2, 1),) * 2,
    "K3 S2 · K3 S2 · K4 S1": ((3, 2, 1), (3, 2, 1), (4, 1, 1)),
    "K3 S2 · K3 S2 · K3 S1": ((3, 2, 1), (3, 2, 1), (3, 1, 1)),
    "K3 S2 · K3 S2 · K2 S1": ((3, 2, 1), (3, 2, 1), (2, 1, 1)),
}
"""Stacks worth looking at: (K, S, D) of every layer."""

_MOST_IN_LAYER = {"k": 12, "s": 4, "d": 4}


def controls() -> tuple[Layer, ...]:
    """Draw the choice of an example, and of every layer of the stack."""
    names = list(STACKS)
    select(
        "stack_example",
        _("Begin from"),
        names,
        _example(),
        placeholder=_("Your own"),
        on_change=_take_example,
        width=280,
    )
    count = choice("stack_count", _("Layers"), (1, 2, 3, 4), 2)
    with st.popover(_("Your own layers")):
        return tuple(_layer_controls(number) for number in range(count))


def numbers(layers: tuple[Layer, ...]) -> dict[str, object]:
    """Return two and three layers of K = 3, S = 2, and which last kernels even out these ones."""
    two, three = _equal_layers(2), _equal_layers(3)
    found = undoing_kernels(layers, _MOST_IN_LAYER["k"])
    return {
        "two": listed(two.phases),
        "two_plane": ratio(two.most**2, two.least**2),
        "three_plane": ratio(three.most**2, three.least**2),
        "period": found.period,
        "largest": _MOST_IN_LAYER["k"],
        "sizes": listed(found.sizes) or _("none"),
    }


def guess() -> Guess:
    """Ask for the ratio of two layers, along one axis."""
    one, two, three = (_equal_layers(count) for count in (1, 2, 3))
    offered = sorted({(one.most, one.least), (two.most, two.least), (three.most, three.least)})
    offered.insert(2, (one.most**2, one.least**2))
    return Guess({pair: ratio(*pair) for pair in offered}, (two.most, two.least))


def _equal_layers(count: int) -> Paths:
    return paths([(3, 2)] * count)


def view(layers: tuple[Layer, ...]) -> None:
    """Draw the paths through all layers, and list those after each."""
    through = paths(layers)
    draw_chart(
        stack_figure(through.row, through.plane, (_("Paths in 1-D"), _("Paths in 2-D"))),
        key="stack_figure",
        alt=_("How many paths lead to each phase of the output"),
    )
    draw_count_legend()
    st.markdown(_stack_table(layers))


def _example() -> str | None:
    """Return the example that the controls show, if it is one."""
    count = peek(whole_field("stack_count", 1, 4, 2))
    shown = tuple(
        tuple(
            peek(whole_field(key, low, high, start))
            for key, _label, low, high, start in _layer_fields(number)
        )
        for number in range(count)
    )
    return next((name for name in STACKS if STACKS[name] == shown), None)


def _take_example() -> None:
    if name := st.session_state["stack_example"]:
        _fill_stack(name)


def _fill_stack(name: str) -> None:
    layers = STACKS[name]
    address.change("stack_count", len(layers))
    for number, values in enumerate(_filled(layers)):
        for letter, value in zip("ksd", values, strict=True):
            address.change(f"stack_{letter}_{number}", value)


def _filled(layers: tuple[tuple[int, ...], ...]) -> list[tuple[int, ...]]:
    """Return four layers, plain ones for those that are not used."""
    return [*layers, *[(3, 1, 1)] * (4 - len(layers))]


def _layer_controls(number: int) -> Layer:
    with st.container(horizontal=True, gap="small", vertical_alignment="bottom"):
        return Layer(*[field(*asked, width=104) for asked in _layer_fields(number)])


def _layer_fields(number: int) -> list[tuple[str, str, int, int, int]]:
    """Return the key, label, bounds and start of the three fields of a layer."""
    first = _filled(next(iter(STACKS.values())))[number]
    return [
        (
            f"stack_{letter}_{number}",
            _("Layer {number}: {letter}", number=number + 1, letter=letter.upper()),
            1,
            most,
            start,
        )
        for (letter, most), start in zip(_MOST_IN_LAYER.items(), first, strict=True)
    ]


def _stack_table(layers: tuple[Layer, ...]) -> str:
    """Return what there is after every layer as a Markdown table."""
    heads = (_("After layer"), "K, S, D", _("Paths by phase"), _("1-D"), _("2-D"))
    rows = []
    for number in range(1, len(layers) + 1):
        phases, _row, _plane, most, least = paths(layers[:number])
        by_phase = listed(phases[:12]) + (", …" if phases.size > 12 else "")
        across, in_plane = ratio(most, least), ratio(most**2, least**2)
        rows.append(
            (str(number), ", ".join(map(str, layers[number - 1])), by_phase, across, in_plane)
        )
    return table(heads, rows, words=len(heads))


STEP = Step("stacks", N_("Layers"), controls, view, numbers, guess=guess)
