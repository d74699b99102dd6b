"""What is carried across a network, from the way down to the way up."""

from __future__ import annotations

import math

from upsample_core.networks import Plan, Row


def carried_numbers(planned: Plan) -> int:
    r"""Return how many numbers the skips of a plan carry across.

    Of a join they are those that arrive, after cropping and after a 1 × 1 convolution; of an
    unpooling one place for each value that is put back.

    Examples
    --------
    >>> from upsample_core.networks import plan, read_chain
    >>> chain = read_chain("input 1\nskip a\nmaxpool k2 s2\nup x2 nearest\njoin a cat")
    >>> carried_numbers(plan(chain, (4, 6)))
    24
    """
    return sum(_carried(planned.rows[meeting.place]) for meeting in planned.meetings)


def _carried(row: Row) -> int:
    layer = row.layer
    if layer.kind == "unpool":
        return row.channels_before * math.prod(row.before)
    if layer.kind != "join":
        return 0
    brought = row.channels - row.channels_before if layer.mode == "cat" else row.channels
    return brought * math.prod(row.after)
