"""The stages of a plan: runs of layers at one resolution, which are the bars of the hourglass."""

from __future__ import annotations

from dataclasses import dataclass, field

from upsample_core.networks import Layer, Meeting, Plan, Row

Sizes = tuple[int, int]
_CHANGES = ("dense", "crop", "resize", "bins")
_SHRUNK = 0.6
"""Layers that change the resolution, and how much smaller another must make a map to do so too."""


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
        if _changes(row):
            first = met[row.place].have if layer.kind == "unpool" else row.after
            larger = layer.kind == "convt" and row.after > row.before
            rising = found[-1].rising or layer.enlarges or larger
            found.append(Stage(layer, first, row.after, row.channels, rising))
        found[-1].places.append(row.place)
        found[-1].last, found[-1].channels = row.after, row.channels
    return found


def _changes(row: Row) -> bool:
    """Whether a layer leads to another resolution: not where a border is lost or won alone."""
    layer = row.layer
    if layer.enlarges or layer.reduces or layer.kind in _CHANGES:
        return True
    if layer.kind == "from":
        return row.after != row.before
    less, more = sorted((row.before, row.after), key=sum)
    return sum(less) <= _SHRUNK * sum(more)


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
    stage_of = {place: number for number, stage in enumerate(found) for place in stage.places}
    met = {meeting.place: meeting for meeting in planned.meetings}
    kept: dict[str, int] = {}
    branch: int | None = None  # the stage from which what is now on its way was fetched
    ends: dict[tuple[int, int], list[Meeting]] = {}
    for row in planned.rows:
        here = stage_of[row.place]
        if row.layer.kind == "skip":
            kept[row.layer.name] = here
        elif row.layer.kind == "from":
            branch = kept.get(row.layer.name, here)
        elif row.layer.kind in ("join", "unpool"):
            start = kept.get(row.layer.name, here)
            start = branch if start == here and branch is not None else start
            branch = None
            if start != here:
                ends.setdefault((start, here), []).append(met[row.place])
    outermost = sorted(ends, key=lambda pair: pair[0] - pair[1])
    return [
        Arc(start, end, found[start].broadest, found[end].broadest, tuple(ends[start, end]))
        for start, end in outermost
    ]
