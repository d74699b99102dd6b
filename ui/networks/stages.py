"""The stages of a plan: runs of layers at one resolution, which are the bars of the hourglass."""

from __future__ import annotations

from dataclasses import dataclass, field

from upsample_core.networks import Layer, Meeting, Plan

Sizes = tuple[int, int]
_CHANGES = ("dense", "crop", "resize")


@dataclass
class Stage:
    """A run of layers from one change of resolution to the next.

    Attributes
    ----------
    opener : Layer or None
        The layer that changed the resolution; None for the input.
    first, last : (int, int)
        Height and width of its first and last map.
    channels : int
        Of its last map.
    rising : bool
        Whether the way is up again.
    places : list of int
        Of its layers, in the chain.
    """

    opener: Layer | None
    first: Sizes
    last: Sizes
    channels: int
    rising: bool
    places: list[int] = field(default_factory=list)

    @property
    def broadest(self) -> int:
        """Cells of its widest map."""
        return max(self.first[1], self.last[1])


def stages(planned: Plan) -> list[Stage]:
    """Return the stages of a plan, from the input on."""
    met = {meeting.place: meeting for meeting in planned.meetings}
    found = [Stage(None, planned.size, planned.size, planned.chain.channels, False)]
    for row in planned.rows:
        layer = row.layer
        if layer.enlarges or layer.reduces or layer.kind in _CHANGES:
            first = met[row.place].have if layer.kind == "unpool" else row.after
            rising = found[-1].rising or layer.enlarges
            found.append(Stage(layer, first, row.after, row.channels, rising))
        found[-1].places.append(row.place)
        found[-1].last, found[-1].channels = row.after, row.channels
    return found


def stage_of(found: list[Stage], place: int) -> int:
    """Return which stage the layer at a place stands in."""
    return next(number for number, stage in enumerate(found) if place in stage.places)


@dataclass(frozen=True)
class Arc:
    """A skip from one stage to a later one, and the meetings at its end.

    Attributes
    ----------
    start, end : int
        Stages.
    left, right : int
        Widths of the bars there.
    meetings : tuple of Meeting
    """

    start: int
    end: int
    left: int
    right: int
    meetings: tuple[Meeting, ...]

    @property
    def broken(self) -> bool:
        """Whether a map does not fit there."""
        return any(meeting.broken for meeting in self.meetings)


def arcs(planned: Plan, found: list[Stage]) -> list[Arc]:
    """Return the skips that lead from one stage to another, outermost first."""
    kept = {row.layer.name: row.place for row in planned.rows if row.layer.kind == "skip"}
    ends: dict[tuple[int, int], list[Meeting]] = {}
    for meeting in planned.meetings:
        if meeting.kind in ("join", "unpool") and meeting.name in kept:
            pair = stage_of(found, kept[meeting.name]), stage_of(found, meeting.place)
            if pair[0] != pair[1]:
                ends.setdefault(pair, []).append(meeting)
    outermost = sorted(ends, key=lambda pair: pair[0] - pair[1])
    return [
        Arc(start, end, found[start].broadest, found[end].broadest, tuple(ends[start, end]))
        for start, end in outermost
    ]
