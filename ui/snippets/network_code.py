"""PyTorch code for a chain: it builds the network, and prints the sizes that the plan says.

What a person typed is read by the core as data; here come only the numbers and checked names that
it made of that.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ui.snippets.layout import INDENT
from ui.snippets.network_layers import layer_code
from ui.snippets.network_parts import PARTS
from upsample_core.networks import INPUT, Plan, Repeat, Row

_HEAD = """\
import torch
import torch.nn as nn
import torch.nn.functional as F
"""
_NOTE = """\
# Activations and normalisation are left out: they change no size.
"""
_STOPPED = "# Here it stops: the map is too small for the next layer, or does not divide."


class _Body(NamedTuple):
    """Statements of the constructor and of `forward`."""

    made: list[str]
    run: list[str]


def network_code(planned: Plan) -> str:
    """Return a program that builds the network of a plan and prints its sizes.

    It prints a line wherever the resolution changes, and for the output: the line of the chain,
    channels, height and width. It runs on PyTorch's meta device, which computes sizes alone.
    """
    body = _body(planned.rows, planned.chain.repeats, 0, len(planned.rows))
    names = any(row.layer.name for row in planned.rows)
    kept = ['kept = {"input": x}' if _needs_input(planned) else "kept = {}"] if names else []
    layers = ["layer = iter(self.layers)"] if body.made else []
    end = [_STOPPED] if planned.stopped else []
    forward = _indented([*kept, *layers, 'show("input", x)', *body.run, *end, 'show("output", x)'])
    made = ["super().__init__()", "layers = []", *body.made, "self.layers = nn.ModuleList(layers)"]
    network = (
        "class Network(nn.Module):\n    def __init__(self):\n"
        f"{_indented(made)}\n\n    def forward(self, x):\n{forward}\n        return x\n"
    )
    shape = ", ".join(map(str, (1, planned.chain.channels, *planned.size)))
    last = (
        'with torch.device("meta"):  # sizes alone; "cpu" computes\n'
        f"    network = Network()\n    network(torch.zeros({shape}))\n"
    )
    return "\n\n".join([_HEAD, *_parts(network), _NOTE + network, last])


def _parts(network: str) -> Iterator[str]:
    """Return the definitions that a network uses, each with an end of line."""
    for name, text in PARTS.items():
        if re.search(rf"(?<![\w.]){name}\(", network):
            yield text + "\n"


def _indented(lines: Sequence[str]) -> str:
    return textwrap.indent("\n".join(lines), " " * 2 * INDENT)


def _needs_input(planned: Plan) -> bool:
    return any(row.layer.name == INPUT for row in planned.rows)


def _body(rows: Sequence[Row], repeats: Sequence[Repeat], start: int, stop: int) -> _Body:
    """Write the layers from one place to another, a repeat once where all its passes agree."""
    body = _Body([], [])
    place = start
    while place < stop:
        which = next((n for n, one in enumerate(repeats) if one.start == place), None)
        if which is None or not _passes_agree(rows[:stop], repeats[which]):
            code = layer_code(rows[place])
            body.made.extend(f"layers.append({made})" for made in code.made)
            body.run.extend(code.run)
            if rows[place].before != rows[place].after:
                body.run.append(f"show({rows[place].layer.line}, x)")
            place += 1
            continue
        loop = repeats[which]
        inside = _body(rows, repeats[which + 1 :], place, place + loop.layers)
        head = f"for _ in range({loop.times}):"
        body.made.extend([head, *_moved(inside.made)] if inside.made else [])
        body.run.extend([head, *_moved(inside.run)] if inside.run else [])
        place += loop.layers * loop.times
    return body


def _moved(lines: Sequence[str]) -> list[str]:
    return [f"{' ' * INDENT}{line}" for line in lines]


def _passes_agree(rows: Sequence[Row], loop: Repeat) -> bool:
    """Whether the layers of a repeat are made alike each time: their channels may differ."""
    every = [
        (row.layer, row.channels_before, row.channels, row.beside, row.before == row.after)
        for row in rows[loop.start : loop.start + loop.layers * loop.times]
    ]
    return every == every[: loop.layers] * loop.times
