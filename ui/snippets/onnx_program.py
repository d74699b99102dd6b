"""The parts of an ONNX program: the model in ONNX's own text form, and its run."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ui.snippets.layout import (
    INDENT,
    ROOM,
    are_ones,
    indices,
    numbers,
    program,
    shape,
    statement,
    wrapped,
)
from upsample_core import Trace

OPSET = 19
IR_VERSION = 9
FLOATS = "dtype=np.float32"
NOTHING = ""
"""What follows the last of a model's lists: a comma there is an error."""


@dataclass(frozen=True)
class Node:
    """One line of a model: ``outputs = operator <attributes> (inputs)``."""

    outputs: str
    operator: str
    inputs: str
    attributes: Mapping[str, Any] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """The node, indented as the body of a model."""
        before, after = f"{self.outputs} = {self.operator} ", f"({self.inputs})"
        listed = [_attribute(name, entry) for name, entry in self.attributes.items()]
        if listed:
            before, after = f"{before}<", f"> {after}"
        return wrapped(before, listed, after, margin=2 * INDENT, last=NOTHING)


def array(target: str, values: Any) -> str:
    """Return the statement that makes a 32-bit array; ones are said, not listed."""
    if are_ones(values):
        return f"{target} = np.ones({shape(values.shape)}, {FLOATS})"
    return statement(target, "np.array(", [numbers(values, single=True), FLOATS])


def program_of(
    trace: Trace,
    nodes: Sequence[Node],
    inputs: Sequence[str] = (),
    feeds: Mapping[str, tuple[str, tuple[int, ...]]] | None = None,
    *,
    leading: int = 2,
    functions: Sequence[str] = (),
) -> str:
    """Return the program that feeds x and `feeds` to the model that `nodes` are.

    Parameters
    ----------
    feeds : mapping of name to (expression, shape)
        What the model takes beside x.
    leading : int
        How many axes of one x has before its own: two make it a batch of one image with one
        channel.
    """
    more = (1,) * leading
    all_feeds = {"x": (f"x{_index('None', leading)}", (*more, *trace.input.shape))}
    all_feeds.update(feeds or {})
    parameters = [f"{_type(size)} {name}" for name, (_, size) in all_feeds.items()]
    result = f") => ({_type((*more, *trace.output.shape))} y) {{"
    model = [
        'model = onnx.parser.parse_model("""',
        f'    <ir_version: {IR_VERSION}, opset_import: ["" : {OPSET}]>',
        wrapped(f"{trace.method.name} (", parameters, result, margin=INDENT, last=NOTHING),
        *(one.text for one in nodes),
        "    }",
        '""")',
    ]
    feed = ", ".join(f'"{name}": {text}' for name, (text, _size) in all_feeds.items())
    steps = [
        *model,
        "session = onnxruntime.InferenceSession(model.SerializeToString())",
        statement("y", "session.run(", ["None", f"{{{feed}}}"], f")[0]{_index('0', leading)}"),
    ]
    imports = ["import numpy as np", "import onnx.parser", "import onnxruntime"]
    x = statement("x", "np.array(", [numbers(trace.input, single=True), FLOATS])
    return program(imports, functions, [x, *inputs], steps, trace.output.shape)


def _index(entry: str, times: int) -> str:
    return f"[{', '.join([entry] * times)}]" if times else ""


def _type(size: Sequence[int]) -> str:
    return f"float[{', '.join(map(repr, size))}]"


def _attribute(name: str, entry: Any) -> str:
    before = f"{name} = "
    if isinstance(entry, tuple):
        listed = indices(entry, ROOM - 2 * INDENT - len(before))
        return before + listed.replace("\n", "\n" + " " * len(before))
    return before + (f'"{entry}"' if isinstance(entry, str) else repr(entry))


def constant(name: str, entries: Iterable[Any]) -> Node:
    """Return the line that makes a list of whole numbers."""
    return Node(name, "Constant", "", {"value_ints": tuple(map(int, entries))})


def unlike(defaults: Mapping[str, Any], given: Mapping[str, Any]) -> dict[str, Any]:
    """Return what is given and is not the default; a default serves all axes."""

    def is_default(name: str, entry: Any) -> bool:
        entries = entry if isinstance(entry, tuple) else (entry,)
        return name in defaults and all(one == defaults[name] for one in entries)

    return {name: entry for name, entry in given.items() if not is_default(name, entry)}


def both_ends(padding: Sequence[int]) -> tuple[int, ...]:
    """Return padding as ONNX lists it: before every axis, then after every axis."""
    return (*padding, *padding)
