"""The step beyond one kernel: two layers with a ReLU between them, trained while one looks on."""

from __future__ import annotations

import secrets
import time
from collections import OrderedDict
from dataclasses import dataclass
from typing import NamedTuple

import streamlit as st
from streamlit.delta_generator import DeltaGenerator
from streamlit.errors import StreamlitAPIException

from ui import address
from ui.labels import METHOD_WORDS
from ui.lesson import Guess, Step
from ui.lesson_controls import choice, field
from ui.lessons.learned.common import (
    PHOTOGRAPHS,
    judge_control,
    marks,
    original,
    whole_grey,
)
from ui.lessons.learned.common import grey as judged
from ui.numbers import decibels, signed, tenths
from ui.picture_panes import Pane
from ui.places import Places
from ui.shared import shared
from ui.theme import INPUT, NEGATIVE
from ui.training_figure import Chart, Curve, Film, film, still, the_step, training_figure
from ui.turns import aside
from ui.words import N_, _
from upsample_core import Array
from upsample_core.analysis import psnr
from upsample_core.lessons import PATCH_STEPS, PatchRun, best_by_one_kernel, fallen_errors

CHANNELS = (4, 8, 16)
SLICE = 1.0
"""Seconds that a training goes on before the page is drawn again."""

BREATH = 0.001
"""Seconds of rest after every step, in which others have their turn."""

PLACES = Places(2, lease=15.0)
"""So many people train at once; more would make everyone's page slow."""

_KEPT = 6
_WORK = "_two_layers"
_WHO = "_two_layers_who"


class Key(NamedTuple):
    """What makes a training the same as another one."""

    channels: int
    seed: int
    judge: str


@dataclass
class Work:
    """A training in this session: what it is, how far it is, and whether it goes on."""

    key: Key
    run: PatchRun
    going: bool = False
    refused: bool = False


class Chosen(NamedTuple):
    """The training, and the step that is looked at."""

    work: Work
    step: int


_FINISHED: OrderedDict[Key, PatchRun] = OrderedDict()
"""Trainings that someone has brought to their end, for everybody: the last few."""


def _work(key: Key) -> Work:
    """Return the training of this session, or one that someone has finished, or a new one."""
    work: Work | None = st.session_state.get(_WORK)
    if work is None or work.key != key:
        work = Work(key, _FINISHED.get(key) or _new(key))
        st.session_state[_WORK] = work
    return work


def _new(key: Key) -> PatchRun:
    teachers = [whole_grey(name) for name in PHOTOGRAPHS if name != key.judge]
    return PatchRun(teachers, judged(key.judge), key.channels, key.seed)


@shared
def best_kernel(judge: str) -> Array:
    """Return what the best single kernel makes of a photograph."""
    return best_by_one_kernel([whole_grey(name) for name in PHOTOGRAPHS if name != judge],
                              judged(judge))  # fmt: skip


def best_decibels(judge: str) -> float:
    """Return the decibels of the best single kernel."""
    return psnr(judged(judge), best_kernel(judge))


# ---------------------------------------------------------------------- controls


def controls() -> Chosen:
    """Draw the choice of the network and of the photograph, and the button that trains."""
    channels = choice("two_channels", _("Channels C"), CHANNELS, CHANNELS[-1])
    seed = field("two_seed", _("Seed"), 0, 9999, 0)
    work = _work(Key(channels, seed, judge_control("two_judge")))
    label = _("Stop") if work.going else _("Train") if work.run.step == 0 else _("Train on")
    icon = ":material/stop:" if work.going else ":material/play_arrow:"
    done = work.run.done
    st.button(
        _("Trained") if done else label,
        key="two_train",
        icon=icon,
        type="secondary" if done or work.going else "primary",
        disabled=done,
        on_click=_toggle,
        args=(work,),
    )
    step = the_step("two_step", PATCH_STEPS, 0)
    return Chosen(work, PATCH_STEPS[_last(work)] if work.going else step)


def _toggle(work: Work) -> None:
    """Begin to train, go on, or stop."""
    work.going, work.refused = not work.going, False
    if not work.going:
        _stopped(work)


def _stopped(work: Work) -> None:
    """Give the place to others, and let the slider stand where the training does."""
    work.going = False
    PLACES.leave(_who())
    address.change("two_step", PATCH_STEPS[_last(work)])


def _last(work: Work) -> int:
    """Return the place of the last step that was looked at."""
    return len(work.run.frames) - 1


def _who() -> str:
    """Return what this session is called among those that train."""
    return str(st.session_state.setdefault(_WHO, secrets.token_hex(8)))


# ---------------------------------------------------------------------- words


def numbers(chosen: Chosen) -> dict[str, object]:
    """Return what one kernel can do, and how far the network has come."""
    work, judge = chosen.work, chosen.work.key.judge
    best = best_decibels(judge)
    return {
        "linear": decibels(best_decibels(PHOTOGRAPHS[0])),
        "linear_now": decibels(best),
        "nearest_now": decibels(marks(judge)["nearest"]),
        "weights": work.run.weights,
        "channels": work.key.channels,
        "steps": PATCH_STEPS[-1],
        "fate": _fate(work, best),
    }


def _fate(work: Work, best: float) -> str:
    """Say how far the network has come, beside the best kernel."""
    if work.run.step == 0:
        return _("It has not been trained yet.")
    place = _last(work)
    now = work.run.decibels[place]
    told = {"step": PATCH_STEPS[place], "now": decibels(now), "by": decibels(abs(now - best))}
    if now > best:
        passed = next(s for s, d in zip(PATCH_STEPS, work.run.decibels, strict=False) if d > best)
        return _(
            "At step {step} it has {now}, {by} more than the best kernel, which it passed at step "
            "{passed}.",
            passed=passed,
            **told,
        )
    return _("At step {step} it has {now}, still {by} less than the best kernel.", **told)


def guess() -> Guess:
    """Ask whether anything passes the best kernel that there is."""
    options = {
        "never": _("no, the best is the best"),
        "later": _("yes, after a while"),
        "once": _("yes, from the start"),
    }
    return Guess(options, "later")


# ---------------------------------------------------------------------- figure


def view(chosen: Chosen) -> None:
    """Draw how far the training is, what it has made so far, and go on with it."""
    work = chosen.work
    bar = st.progress(0.0)
    _tell(bar, work)
    if work.refused:
        st.info(
            _(
                "Others are training just now, as many as this server can do well at once. It "
                "takes them some ten seconds: press Train again then. Nothing is lost."
            )
        )
    if not work.going and PATCH_STEPS.index(chosen.step) > _last(work):
        st.caption(_("Nobody has trained it here up to step {step} yet: press Train.",
                     step=chosen.step))  # fmt: skip
    _draw(chosen)
    if work.going:
        _go_on(work, bar)


def _tell(bar: DeltaGenerator, work: Work) -> None:
    run = work.run
    text = _(
        "step {step} of {steps}: {now}",
        step=run.step,
        steps=PATCH_STEPS[-1],
        now=decibels(run.decibels[-1]),
    )
    bar.progress(run.step / PATCH_STEPS[-1], text)


def _go_on(work: Work, bar: DeltaGenerator) -> None:
    """Train for a moment, and have the step drawn again; a press of Stop ends it in between."""
    if not PLACES.take(_who()):
        work.going, work.refused = False, True
        return _again()
    end = time.monotonic() + SLICE
    with aside():
        while time.monotonic() < end and not work.run.done:
            if work.run.advance():
                _tell(bar, work)
            time.sleep(BREATH)
    if work.run.done:
        _stopped(work)
        _FINISHED[work.key] = work.run
        while len(_FINISHED) > _KEPT:
            _FINISHED.popitem(last=False)
    return _again()


def _again() -> None:
    """Run the step again; all of the page, where all of it runs just now."""
    try:
        st.rerun(scope="fragment")
    except StreamlitAPIException:
        st.rerun()


def _draw(chosen: Chosen) -> None:
    work = chosen.work
    run, judge = work.run, work.key.judge
    wanted, linear = judged(judge), best_kernel(judge)
    best = decibels(psnr(wanted, linear))
    frames, notes = run.frames, [decibels(value) for value in run.decibels]
    count, shown = len(frames), Pane(_("So far"), wanted, "output", sized=False)
    films = [
        still(_("The best kernel of 8 × 8"), linear, "output", best, sized=False),
        Film(shown, film(frames), count, notes),
        Film(_map_pane(wanted), film(fallen_errors(wanted, linear, frames)), count),
        original(judge, sized=False),
    ]
    at = min(PATCH_STEPS.index(chosen.step), count - 1)
    training_figure(
        "two_step",
        PATCH_STEPS,
        PATCH_STEPS[at],
        films,
        [_chart(run, judge)],
        detail=80,
        width=190,
        height=200,
        reached=count,
    )


def _map_pane(wanted: Array) -> Pane:
    """Return how the map is drawn of where the network is nearer than the best kernel."""
    names = [_("the kernel is nearer"), _("the network is nearer")]
    colours = (NEGATIVE, INPUT)
    legend = [(name, colour.lstrip("#")) for name, colour in zip(names, colours, strict=True)]
    return Pane(_("Where the error fell"), wanted, colours="difference", names=names,
                legend=legend, sized=False)  # fmt: skip


def _chart(run: PatchRun, judge: str) -> Chart:
    best, name = best_decibels(judge), _("best kernel")
    lines = [(f"{name} {tenths(best)}", best, "attention")]
    for name, value in marks(judge).items():
        lines.append((f"{_(METHOD_WORDS[name].title)} {tenths(value)}", value, "zero"))
    texts = [f"{decibels(value)} ({signed(value - best, 2)})" for value in run.decibels]
    low = min(value for _title, value, _role in lines)
    curve = Curve(_("PSNR"), run.decibels, texts)
    return Chart((curve,), (low - 0.6, best + 1.2), lines)


STEP = Step(
    "two_layers",
    N_("Beyond one"),
    controls,
    view,
    numbers,
    guess=guess,
    terms=("relu",),
    ahead={"two_judge": PHOTOGRAPHS},
)
