"""What the stage is told about a trace: panes, maps and rulers as plain data.

Everything here is a pure function of the trace and the session's language. The stage's JavaScript
draws and highlights what it finds here; whatever the core can compute is computed here.
"""

from __future__ import annotations

import base64
import math
from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from ui.labels import STAGES, STEPS
from ui.numbers import counted, dimensions, number
from ui.stage_words import REGIONS, stage_words, ways
from ui.words import _, ngettext
from upsample_core import Array, Axes, Indices, LinearMap, Trace
from upsample_core.lessons import compared
from upsample_core.methods import Stage

MAX_SIDE = 24
MAX_LENGTH = 48
MAX_STAGE_SIDE = 40
MAX_STAGE_LENGTH = 96
MAX_ENTRIES = 40_000
MAX_MOVED = 36
"""Most values whose way from grid to grid is drawn, in two dimensions."""


def fits(trace: Trace) -> bool:
    """Whether a trace is small enough for the stage."""
    flat = trace.method.axes == 1
    side, stage_side = (MAX_LENGTH, MAX_STAGE_LENGTH) if flat else (MAX_SIDE, MAX_STAGE_SIDE)
    stage = () if trace.stage is None else trace.stage.values.shape
    return (
        max(trace.input.shape + trace.output.shape) <= side
        and max(stage, default=0) <= stage_side
        and all(one.nnz <= MAX_ENTRIES for one in (trace.map, *trace.steps))
    )


def payload(
    trace: Trace,
    pin: str | None = None,
    view: Mapping[str, Any] | None = None,
    editable: bool = False,
    refusal: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """Return everything that the stage shows, ready to be sent as JSON.

    Parameters
    ----------
    trace : Trace
    pin : str, optional
        The cell that is pinned, such as ``output:3,5``; one that does not exist is left out.
    view : mapping, optional
        How the stage is looked at, where that differs from the usual: ``order``, ``step``,
        ``form``, ``flip``, ``matrix``, ``present``.
    editable : bool
        Whether the numbers of input and kernel can be edited where they stand.
    refusal : mapping, optional
        Why the last edit was not taken: its ``serial`` and the ``reason``, a sentence.

    Returns
    -------
    dict
        Arrays are packed: see `packed`.
    """
    mistaken = trace.unrotated
    return {
        "panes": _panes(trace, mistaken),
        "maps": _maps(trace, mistaken),
        "windows": None if trace.windows is None else _links(trace.windows),
        "rulers": _rulers(trace),
        "words": stage_words(trace.stage is not None and trace.stage.name),
        "start": trace.most_reached,
        "moves": _moves(trace),
        "pin": pin if pin_exists(trace, pin) else None,
        "view": dict(view or {}),
        "editable": _editable(trace) if editable else [],
        "refusal": refusal,
    }


def _moves(trace: Trace) -> bool:
    """Whether a few values are only moved, through the grid between: by max pooling and back."""
    pooled = trace.stage is not None and trace.stage.name == "pooled"
    return pooled and trace.steps[0].nnz <= MAX_MOVED


def _editable(trace: Trace) -> list[str]:
    """Return the panes whose numbers a person can put in: a pasted kernel has a parameter."""
    pasted = any(parameter.pasted for parameter in trace.method.definition.parameters)
    return ["input", "kernel"] if pasted and trace.kernel is not None else ["input"]


def pin_exists(trace: Trace, pin: str | None) -> bool:
    """Whether a pin such as ``output:3,5`` names a cell of this trace."""
    if not isinstance(pin, str):
        return False
    pane, _colon, place = pin.partition(":")
    shape = _pinnable(trace).get(pane)
    numbers = place.split(",")
    if shape is None or len(numbers) != len(shape):
        return False
    if not all(n.isascii() and n.isdigit() and len(n) < 7 for n in numbers):
        return False
    return all(int(n) < size for n, size in zip(numbers, shape, strict=True))


def packed(array: ArrayLike, kind: str = "f8") -> dict[str, str]:
    """Return an array as its type and the base64 of its little-endian bytes.

    Exact, and unlike JSON it knows NaN and infinities.
    """
    data = np.ascontiguousarray(array, dtype=f"<{kind}").tobytes()
    return {"type": kind, "data": base64.b64encode(data).decode("ascii")}


def _pinnable(trace: Trace) -> dict[str, tuple[int, ...]]:
    shapes = {
        "input": trace.input.shape,
        "output": trace.output.shape,
        "overlap": trace.output.shape,
        "matrix": trace.map.shape,
    }
    if trace.stage is not None:
        shapes["stage"] = trace.stage.values.shape
    if trace.kernel is not None:
        shapes["kernel"] = trace.kernel.shape
    return shapes


# ---------------------------------------------------------------- panes


def _panes(trace: Trace, mistaken: LinearMap | None) -> dict[str, Any]:
    limit = _largest(trace.input)
    way = ways(trace.method.name, "" if trace.stage is None else trace.stage.name)
    panes = {
        "input": _pane(_("Input"), "x", trace.input, limit, marks=_switches(trace)),
        "output": _pane(_("Output"), "y", trace.output, limit),
        "overlap": {
            **_pane(_("Overlap"), "n", trace.overlap, limit),
            "note": "",
            "counts": True,
        },
    }
    if trace.stage is not None:
        panes["stage"] = _stage_pane(trace, trace.stage, limit)
    if trace.kernel is not None:
        panes["kernel"] = _kernel_pane(trace, trace.kernel)
    if mistaken is not None:
        panes["mistaken"] = _mistaken_pane(trace, mistaken, limit)
    if trace.canvas is not None:
        panes["canvas"] = _canvas_pane(trace, trace.canvas, limit)
    for name, pane in panes.items():
        pane["way"] = way.get(name, "")
    return panes


def _pane(
    title: str, symbol: str, values: Array, limit: float, channels: int = 1, **more: Any
) -> dict[str, Any]:
    shape = values.shape[-(values.ndim - (channels > 1)) :]
    return {
        "title": title,
        "note": dimensions(values.shape),
        "symbol": symbol,
        "shape": list(shape),
        "channels": channels,
        "across": _across(channels, len(shape)),
        "values": packed(values),
        "limit": _scale(values, limit),
        **more,
    }


def _canvas_pane(trace: Trace, canvas: LinearMap, limit: float) -> dict[str, Any]:
    """Return all that is stamped; the output is what padding P leaves of it."""
    pane = _pane(_("Output"), "y", canvas.apply(trace.input), limit)
    crop = list(trace.method["padding"])
    return {**pane, "crop": crop, "note": _("{size}, cropped by P", size=pane["note"])}


def _largest(values: Array) -> float:
    return float(np.abs(values[np.isfinite(values)]).max(initial=0)) or 1.0


def _scale(values: Array, limit: float) -> float:
    """Return the value of the deepest colour: the input's largest, doubled until all fit.

    So the colours of two settings compare, and seldom change while a parameter moves.
    """
    largest = _largest(values)
    return limit if largest <= limit else limit * 2.0 ** np.ceil(np.log2(largest / limit))


def _across(channels: int, axes: int) -> int:
    """How many channel maps stand side by side: r of r² in a plane, all of them in one row."""
    if axes == 1:
        return channels
    root = round(channels**0.5)
    return root if root * root == channels else channels


def _stage_pane(trace: Trace, stage: Stage, limit: float) -> dict[str, Any]:
    values = stage.values
    stacked = values.ndim > trace.method.axes
    title, channels = _(STAGES[stage.name]), values.shape[0] if stacked else 1
    pane = _pane(title, stage.symbol, values, limit, channels)
    if stage.kinds is not None:
        pane["kinds"] = packed(stage.kinds, "u1")
    pane["padded"] = stage.name == "padded"
    if stage.name == "regions":
        initials = [_(name)[0].upper() for name in REGIONS.values()]
        pane["texts"] = [initials[int(region)] for region in values.ravel()]
    if stage.name == "pooled" and trace.switches is not None:
        pane["names"] = _places(trace.switches, trace.input.shape)
    return pane


def _kernel_pane(trace: Trace, kernel: Array) -> dict[str, Any]:
    stacked = kernel.ndim > trace.method.axes
    pane = _pane(
        _("Filters") if stacked else _("Kernel"),
        "k",
        kernel,
        _largest(kernel),
        kernel.shape[0] if stacked else 1,
    )
    if trace.method.definition.rotates_kernel:
        pane["rotated"] = True
    return pane


def _switches(trace: Trace) -> list[int] | None:
    """Flat input cells that max pooling chose."""
    return None if trace.switches is None else np.unique(trace.switches).tolist()


def _places(switches: Indices, shape: Axes) -> list[str]:
    """Where on the input each pooled value was found."""
    cells = np.stack(np.unravel_index(switches.ravel(), shape), axis=-1)
    return [",".join(map(str, cell)) for cell in cells.tolist()]


# ---------------------------------------------------------------- maps


def _maps(trace: Trace, mistaken: LinearMap | None) -> dict[str, Any]:
    symbol, kernel = trace.method.definition.symbol, trace.kernel
    maps = {"whole": _map(trace.map, "input", "output", symbol, symbol, kernel)}
    if trace.stage is not None and trace.steps:
        first, second = trace.steps
        one, two = (_(STEPS[step]) for step in trace.stage.steps)
        maps["first"] = _map(first, "input", "stage", "M₁", f"1 · {one}", kernel)
        maps["second"] = _map(second, "stage", "output", "M₂", f"2 · {two}", kernel)
    if mistaken is not None:
        maps["mistaken"] = _map(mistaken, "input", "output", symbol, symbol, kernel)
    if trace.canvas is not None:
        maps["canvas"] = _map(trace.canvas, "input", "canvas", symbol, symbol, kernel)
    return maps


def _map(
    linear_map: LinearMap,
    source: str,
    target: str,
    symbol: str,
    choice: str,
    kernel: Array | None = None,
) -> dict[str, Any]:
    rows, columns = linear_map.shape
    return {
        "source": source,
        "target": target,
        "symbol": symbol,
        "title": _("Matrix {name}", name=symbol),
        "choice": choice,
        "note": _(
            "{rows} × {columns} · {stored} of {all} stored",
            rows=counted(rows),
            columns=counted(columns),
            stored=counted(linear_map.nnz),
            all=counted(rows * columns),
        ),
        **_links(linear_map, kernel),
    }


def _links(linear_map: LinearMap, kernel: Array | None = None) -> dict[str, Any]:
    """Return the entries; weights that the kernel holds at their taps are not sent twice."""
    taps = linear_map.taps
    looked_up = (
        kernel is not None
        and taps is not None
        and np.array_equal(kernel.ravel()[taps], linear_map.weights, equal_nan=True)
    )
    return {
        "size": list(linear_map.shape),
        "indptr": packed(linear_map.indptr, _whole(linear_map.nnz)),
        "inputs": packed(linear_map.inputs, _whole(linear_map.shape[1])),
        "weights": None if looked_up else packed(linear_map.weights),
        "taps": None if taps is None else packed(taps, "u2"),
        "tapCount": math.prod(linear_map.tap_shape) if linear_map.tap_shape else 0,
    }


def _whole(largest: int) -> str:
    return "u2" if largest < 2**16 else "i4"


# ---------------------------------------------------------------- the mistaken run


def _mistaken_pane(trace: Trace, mistaken: LinearMap, limit: float) -> dict[str, Any]:
    found = compared(trace.output, mistaken.apply(trace.input))
    differs = found.differs
    return {
        **_pane(_("Without the flip"), "y", found.wrong, limit),
        "note": ngettext(
            "{count} of {all} differs",
            "{count} of {all} differ",
            found.wrong_cells,
            all=differs.size,
        ),
        "differs": differs.ravel().tolist(),
    }


# ---------------------------------------------------------------- rulers


def _rulers(trace: Trace) -> list[dict[str, Any]] | None:
    if trace.coordinates is None:
        return None
    names = [_("columns")] if trace.method.axes == 1 else [_("rows"), _("columns")]
    return [
        {
            "title": name,
            "size": size,
            "coordinates": packed(at),
            "description": _(
                "Output positions on the input axis: {list}",
                list=", ".join(f"{index}: {number(value)}" for index, value in enumerate(at)),
            ),
        }
        for name, size, at in zip(names, trace.input.shape, trace.coordinates, strict=True)
    ]
