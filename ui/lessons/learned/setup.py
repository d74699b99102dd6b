"""A training as one chooses it: the layer and its start, the pictures, the way down, the rate."""

from __future__ import annotations

from typing import NamedTuple

import streamlit as st

from ui.labels import PICTURES
from ui.lesson_controls import choice, field, pick, several, slider, translated
from ui.lessons.learned.common import (
    PHOTOGRAPHS,
    SIDE,
    WAYS,
    Layer,
    error_on,
    grey,
    layer_name,
)
from ui.picture_source import chosen_picture, upload_mark
from ui.shared import shared
from ui.training_figure import film
from ui.words import N_, _
from upsample_core import Array, ParameterError
from upsample_core.learning import KINDS, EnlargingLayer, SquaredError
from upsample_core.lessons import Course, course, errors_of, fixed, grey_middle, shrink

UPLOAD = "upload"
LEAST = 16
"""A smaller picture teaches too little."""

STARTS = {
    "random": N_("random"),
    "ones": N_("all ones"),
    "icnr": "ICNR",
    "bilinear": N_("bilinear"),
}
_SEEDED = ("random", "icnr")


class Setup(NamedTuple):
    """A training.

    Attributes
    ----------
    layer : Layer
    seed : int
    way : str
        How pictures are made small.
    judge : str
        The picture that judges.
    teachers : tuple of str
        Those that teach; the judge is not among them.
    share : float
        The rate, as a share of its limit.
    mark : str
        Tells one picture of the person's own from another; empty where none takes part.
    """

    layer: Layer
    seed: int = 0
    way: str = "mean"
    judge: str = PHOTOGRAPHS[0]
    teachers: tuple[str, ...] = PHOTOGRAPHS[1:]
    share: float = 0.5
    mark: str = ""


class Result(NamedTuple):
    """What came of it: the course, the picture that judges, small, marks, and the packed film."""

    course: Course
    judge: Array
    small: Array
    marks: dict[str, float]
    film: bytes


# ---------------------------------------------------------------------- controls


def setup_controls(first: Layer) -> Setup:
    """Draw the choice of the layer, its start and its seed, and behind one button the rest."""
    layers = {f"{kind}_{size}": layer_name(kind, size) for kind in KINDS for size in KINDS[kind]}
    name = pick("even_layer", _("Layer"), layers, f"{first.kind}_{first.size}", width=230)
    kind, _mark, size = str(name).rpartition("_")
    legal = EnlargingLayer(kind, int(size)).starts
    starts = {start: title for start, title in translated(STARTS).items() if start in legal}
    start = choice("even_start", _("Start"), starts, first.start)
    layer = Layer(kind, int(size), start)
    seed = field("even_seed", _("Seed"), 0, 9999, 0) if start in _SEEDED else 0
    with st.popover(_("More")):
        return _more(Setup(layer, seed))


def _more(first: Setup) -> Setup:
    """Draw what seldom changes: the pictures, the way down and the rate."""
    names = {name: _(PICTURES[name]) for name in (*PHOTOGRAPHS, UPLOAD)}
    way = choice("even_way", _("Pictures are made small by"), translated(WAYS), first.way)
    judge = str(pick("even_judge", _("Judged on"), names, first.judge))
    taught = several("even_teachers", _("Taught by"), names, PHOTOGRAPHS)
    share = slider("even_share", _("Rate, as a share of its limit"), 0.1, 1.2, first.share, 0.1)
    own = _own() if UPLOAD in (judge, *taught) else None
    if own is None:
        taught = [name for name in taught if name != UPLOAD]
        if judge == UPLOAD:
            judge = first.judge
            st.caption(_("Until your picture is there, {name} judges.", name=names[judge]))
    if judge in taught:
        st.caption(_("{name} judges, so it does not teach.", name=names[judge]))
    teachers = tuple(name for name in taught if name != judge)
    if not teachers:
        teachers = tuple(name for name in PHOTOGRAPHS if name != judge)
        st.warning(_("At least one picture has to teach. Until you choose one, all others do."))
    mark = upload_mark() if UPLOAD in (judge, *teachers) else ""
    return Setup(first.layer, first.seed, way, judge, teachers, share, mark)


def _own() -> Array | None:
    """Draw the way to send a picture; return its middle in grey, or None until there is one."""
    picture = chosen_picture(UPLOAD)
    if picture is None:
        return None
    try:
        found = grey_middle(picture, SIDE, LEAST)
    except ParameterError:
        height, width = picture.shape[1:]
        st.warning(
            _(
                "This picture of {width} × {height} pixels is too small to learn from: it needs "
                "{least} × {least} at least.",
                width=width,
                height=height,
                least=LEAST,
            )
        )
        return None
    st.session_state[_OWN] = found
    return found


# ---------------------------------------------------------------------- training

_OWN = "_learned_own"
_LAST = "_learned_last"


def result_of(setup: Setup) -> Result:
    """Train; what a picture of the person's own took part in is kept in their session alone."""
    if not setup.mark:
        return _shared(setup)
    known = st.session_state.get(_LAST)
    if known is None or known[0] != setup:
        known = (setup, _trained(setup))
        st.session_state[_LAST] = known
    result: Result = known[1]
    return result


@shared
def _shared(setup: Setup) -> Result:
    return _trained(setup)


def _trained(setup: Setup) -> Result:
    layer, picture = EnlargingLayer(setup.layer.kind, setup.layer.size), _picture(setup.judge)
    error = SquaredError.together([_error(setup, name) for name in setup.teachers])
    kernel = layer.begin(setup.layer.start, setup.seed)
    one = course(layer, kernel, error, picture, setup.way, share=setup.share)
    small = shrink(picture, setup.way)
    made = film(layer.enlarge(small, one.kernels))
    return Result(one, picture, small, fixed(picture, setup.way), made)


def _error(setup: Setup, name: str) -> SquaredError:
    kind, size = setup.layer.kind, setup.layer.size
    if name == UPLOAD:
        return errors_of(EnlargingLayer(kind, size), [_picture(name)], setup.way)
    return error_on(kind, size, name, setup.way)


def _picture(name: str) -> Array:
    own: Array = st.session_state[_OWN] if name == UPLOAD else grey(name)
    return own
