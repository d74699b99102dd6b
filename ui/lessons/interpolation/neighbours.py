"""The step on neighbours: one output point among the samples that make it, three methods beside."""

from __future__ import annotations

from typing import NamedTuple

from ui.lab.link import lab_link
from ui.lesson import Guess, Step
from ui.lesson_controls import choice, translated
from ui.lessons.interpolation.common import LAB
from ui.neighbours import Column, LinePane, PlanePane, neighbours, point_field, the_point
from ui.numbers import number
from ui.words import N_, _, ngettext
from upsample_core import Array, grid_pattern
from upsample_core.analysis import rank
from upsample_core.lessons import Interpolated, curve, interpolated, reach_of

TITLES = {"nearest": N_("Nearest"), "linear": N_("Bilinear"), "cubic": N_("Bicubic")}
PICTURES = {"random": N_("Digits"), "step": N_("Edge"), "impulse": N_("One bright pixel")}
SHAPE = (4, 5)
FACTOR = 3
ROW = 2
_SEED = 11
_HEIGHT = 150
_BOUNDS = [(0, size * FACTOR - 1) for size in SHAPE]
POINT = point_field("neighbours_at", _BOUNDS, (5, 6))


class Chosen(NamedTuple):
    """A picture by name, and the output pixel that is looked at."""

    picture: str
    at: tuple[int, ...]

    @property
    def values(self) -> Array:
        """The samples of the picture."""
        return grid_pattern(self.picture, SHAPE, seed=_SEED)


def controls() -> Chosen:
    """Draw the choice of a picture; the point is moved in the figure itself."""
    picture = choice("neighbours_picture", _("Picture"), translated(PICTURES), "random")
    return Chosen(picture, the_point(POINT))


def numbers(chosen: Chosen) -> dict[str, object]:
    """Return how many neighbours each method has, and what each reads and gives where we stand."""
    counts = {name: reach_of(name) for name in TITLES}
    made = {name: interpolated(chosen.values, name, FACTOR) for name in TITLES}
    here = chosen.at
    return {
        "along": counts["cubic"],
        "linear_all": counts["linear"] ** 2,
        "cubic_all": counts["cubic"] ** 2,
        "factor": FACTOR,
        "pixels": made["cubic"].output.size,
        "rank": rank(made["cubic"].map),
        **{f"{name}_count": made[name].map.contributions(here).weights.size for name in TITLES},
        **{f"{name}_value": number(made[name].output[here], 3) for name in TITLES},
        "row": number(made["linear"].coordinates[0][here[0]], 3),
        "column": number(made["linear"].coordinates[1][here[1]], 3),
    }


def guess() -> Guess:
    """Ask how many neighbours bicubic has in a picture."""
    along = reach_of("cubic")
    return Guess({count: str(count) for count in (along, 2 * along, along**2)}, along**2)


def view(chosen: Chosen) -> None:
    """Draw the three methods side by side, in one dimension above and in two below."""
    values, signal = chosen.values, chosen.values[ROW]
    planes = {name: interpolated(values, name, FACTOR) for name in TITLES}
    lines = {name: interpolated(signal, name, FACTOR) for name in TITLES}
    reach = _range(list(planes.values()))
    columns = [
        Column(
            _(title),
            _counted(reach_of(name)),
            (
                LinePane(signal, lines[name], curve(signal, name), reach, _HEIGHT),
                PlanePane(values, planes[name], reach, ROW),
            ),
        )
        for name, title in TITLES.items()
    ]
    neighbours(columns, POINT, chosen.at, _BOUNDS)


def _counted(along: int) -> str:
    """Return how many neighbours there are along one axis and along two."""
    return ngettext(
        "{count} neighbour, in one dimension and in two",
        "{count} neighbours in one dimension, {plane} in two",
        along,
        plane=along**2,
    )


def _range(made: list[Interpolated]) -> tuple[float, float]:
    """Return the least and the greatest value of all three, zero among them."""
    low = min(float(one.output.min()) for one in made)
    return min(low, 0.0), max(float(one.output.max()) for one in made)


def links(chosen: Chosen) -> None:
    """Draw the link to the lab with this picture, this factor and this pixel."""
    method, parameters = LAB["cubic"]
    lab_link(
        method,
        size="x".join(map(str, SHAPE)),
        input="custom",
        values=chosen.values,
        scale_factor=FACTOR,
        pin=f"output:{','.join(map(str, chosen.at))}",
        **parameters,
    )


STEP = Step("neighbours", N_("Neighbours"), controls, view, numbers, links, guess, ("sample",))
