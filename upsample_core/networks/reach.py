"""The receptive field: which part of the input a cell of the output depends on.

References
----------
Araujo, Norris and Sim, "Computing receptive fields of convolutional neural networks", Distill,
2019. There for chains; here skips count too, and the cell is traced back through each path.
"""

from __future__ import annotations

from typing import NamedTuple

from upsample_core.networks.layer import INPUT, inputs_of
from upsample_core.networks.plan import Plan

Cells = tuple[int, int]


class Reach(NamedTuple):
    """The first and last row, and column, of the input that a cell depends on.

    Numbers below 0 and beyond the input are padding.
    """

    rows: Cells
    columns: Cells

    @property
    def size(self) -> tuple[int, int]:
        """Height and width of the receptive field."""
        return self.rows[1] - self.rows[0] + 1, self.columns[1] - self.columns[0] + 1


def reach(planned: Plan) -> Reach:
    r"""Return the receptive field of the cell in the middle of the output.

    The switches of an unpooling depend on the input too, and are not counted; where a join would
    not fit, it is traced as if the maps had been put corner on corner.

    Examples
    --------
    >>> from upsample_core.networks.plan import plan
    >>> from upsample_core.networks.text import read_chain
    >>> reach(plan(read_chain("conv 1 k3 p1\nmaxpool k2 s2\nconv 1 k3 p1"), 8)).size
    (8, 8)
    """
    middle = tuple(size // 2 for size in planned.output)
    down, across = (_traced(planned, axis, middle[axis]) for axis in (0, 1))
    return Reach(down, across)


def _traced(planned: Plan, axis: int, cell: int) -> Cells:
    """Go back from a cell along the chain, and along every branch that is joined on the way."""
    cells: Cells | None = (cell, cell)
    waiting: dict[str, Cells] = {}
    starts = {meeting.place: meeting.starts[axis] for meeting in planned.meetings}
    for row in reversed(planned.rows):
        layer, start = row.layer, int(starts.get(row.place, 0))
        if layer.kind == "skip":
            cells = _both(cells, waiting.pop(layer.name, None))
        elif cells is None:
            continue
        elif layer.kind == "from":
            waiting[layer.name] = _joined(cells, waiting.get(layer.name))
            cells = None
        elif layer.kind == "join":
            brought = (cells[0] + start, cells[1] + start)
            waiting[layer.name] = _joined(brought, waiting.get(layer.name))
        elif layer.kind == "crop":
            cells = (cells[0] + start, cells[1] + start)
        elif layer.kind != "returns":
            cells = inputs_of(layer, cells, row.before[axis], row.after[axis])
    found = _both(cells, waiting.get(INPUT))
    return found if found is not None else (cell, cell)


def _both(cells: Cells | None, others: Cells | None) -> Cells | None:
    return others if cells is None else _joined(cells, others)


def _joined(cells: Cells, others: Cells | None) -> Cells:
    return cells if others is None else (min(cells[0], others[0]), max(cells[1], others[1]))
