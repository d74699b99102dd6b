"""What the page of comparisons shows: its controls, all of which are in the address."""

from __future__ import annotations

from typing import NamedTuple

import streamlit as st

from ui import address
from ui.compare.columns import COLUMNS
from ui.compare.names import FAMILIES, is_layer, title
from ui.compare.trained import FAMILY, NETWORKS, take_chances
from ui.fields import choice_field
from ui.labels import PICTURES
from ui.lesson_controls import choice, control, field, pick, several, translated
from ui.widgets import segmented
from ui.words import N_, _
from upsample_core import METHODS
from upsample_core.methods import can_enlarge
from upsample_core.runs import FACTORS, REDUCTIONS, WEIGHTS

REDUCTION_NAMES = {
    "bicubic": N_("Bicubic, antialiased"),
    "bilinear": N_("Bilinear, antialiased"),
    "average": N_("Mean of each block"),
    "max_pool": N_("Maximum of each block"),
    "decimate": N_("Corner of each block"),
}

WEIGHT_NAMES = {
    "bilinear": N_("As they start"),
    "perturbed": N_("Off by chance"),
}

AT_FIRST = {"interpolation": 3, "learned": 3, "unpooling": 0, FAMILY: 0}
"""How many methods of a family are compared at first: those that the course begins with."""

VIEWS = {
    "pictures": N_("Pictures"),
    "differences": N_("Differences"),
    "costs": N_("Quality against cost"),
}

QUALITIES = ("psnr", "ssim", "artifacts")
COSTS = ("multiplications", "seconds", "parameters")
SORT = choice_field("sort", ("", *(f"{sign}{name}" for name in COLUMNS for sign in ("", "-"))), "")
"""The column that the table is sorted by, best first; with a minus, worst first."""


class Chosen(NamedTuple):
    """What is compared.

    Attributes
    ----------
    picture : str
        A sample, or ``upload``.
    factor : int
    reduction : str
        One of `REDUCTIONS`.
    methods : tuple of str
        And trained networks; in the order of the course.
    weights : str
        One of `WEIGHTS`.
    seed : int
        Of weights that are off by chance, and of the noise that networks are given.
    """

    picture: str
    factor: int
    reduction: str
    methods: tuple[str, ...]
    weights: str
    seed: int


def picture_choice() -> str:
    """Draw the choice of a picture."""
    return str(pick("picture", _("Picture"), translated(PICTURES), next(iter(PICTURES))))


def choices(picture: str) -> Chosen:
    """Draw the other controls of the rail."""
    factors = {factor: f"×{factor}" for factor in FACTORS}
    factor = int(choice("factor", _("Factor"), factors, FACTORS[0]))
    reduction = pick(
        "reduction",
        _("Reduced by"),
        {name: _(REDUCTION_NAMES[name]) for name in REDUCTIONS},
        next(iter(REDUCTIONS)),
        help=_("How the picture was made smaller before the methods enlarge what is left of it."),
    )
    methods: list[str] = []
    weights, seed = WEIGHTS[0], None
    for family in FAMILIES:
        methods += (chosen := _methods(family))
        if any(map(is_layer, chosen)):
            weights = _weights()
        # Beside the first that takes chances: what follows is for all.
        if seed is None and (weights == "perturbed" or take_chances(chosen, factor)):
            seed = field("seed", _("Seed"), 0, 9999, 0)
    return Chosen(picture, factor, str(reduction), tuple(methods), weights, seed or 0)


def _methods(family: str) -> list[str]:
    """Draw the choice of methods of a family."""
    methods = [
        name
        for name, definition in METHODS.items()
        if definition.family == family and can_enlarge(definition)
    ]
    names = {name: title(name) for name in (NETWORKS if family == FAMILY else methods)}
    return several(family, _(FAMILIES[family]), names, list(names)[: AT_FIRST[family]])


def _weights() -> str:
    """Draw the choice of the weights, which nobody has trained."""
    names = {name: _(WEIGHT_NAMES[name]) for name in WEIGHTS}
    about = _(
        "These layers are not trained. As they start: every kernel begins as bilinear. Off by "
        "chance: every weight is off by up to half of the mean weight, as training may leave it."
    )
    return str(pick("weights", _("Weights"), names, WEIGHTS[0], help=about))


# ---------------------------------------------------------------------- how it is shown


def view_choice() -> str:
    """Draw the choice of what stands above the table."""
    names = translated(VIEWS)

    def draw(value: str) -> str:
        return str(
            segmented(
                "view",
                _("View"),
                list(names),
                value,
                format_func=names.__getitem__,
                label_visibility="collapsed",
            )
        )

    return str(control(choice_field("view", VIEWS, "pictures"), _("View"), draw))


def axes_choice() -> tuple[str, str]:
    """Draw the choice of the axes of the chart: a cost and a quality."""
    with st.container(horizontal=True):
        cost, quality = (
            str(pick(name, label, {key: _(COLUMNS[key].title) for key in keys}, keys[0], width=230))
            for name, label, keys in (
                ("cost", _("Cost"), COSTS),
                ("quality", _("Quality"), QUALITIES),
            )
        )
    return cost, quality


def sorting() -> str:
    """Return the column that the table is sorted by, as `SORT` spells it."""
    return str(control(SORT, _("Sorted by"), lambda value: value))


def sort_by(key: str) -> None:
    """Sort the table by a column from the next run on; by the same once more, the other way."""
    held = str(address.kept(SORT.name) or "")
    address.change(SORT.name, f"-{key}" if key and held == key else key)
