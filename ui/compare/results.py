"""Every method on the page: run once, its numbers kept, and what goes wrong told in a sentence."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from ui.compare.names import is_layer, is_trained, title
from ui.compare.source import reduced_sample
from ui.compare.state import Chosen
from ui.compare.trained import DamagedError, enlarger
from ui.numbers import dimensions
from ui.picture_source import upload_mark
from ui.shared import one_at_a_time, shared
from ui.words import N_, _
from upsample_core import METHODS
from upsample_core.generative import TRAINED
from upsample_core.methods import EnlargingError, Obstacle, enlarging_factors
from upsample_core.runs import (
    FACTORS,
    WEIGHTS,
    Enlarged,
    Reduced,
    Score,
    enlarged,
    enlarged_by_trained,
    score,
)

MOST_KEPT = 4096
"""Scores that are kept of samples, for whoever comes next; each is a few numbers."""

_RUNS = 3  # of which the quickest tells the time that a method takes
_Key = tuple[str, str, int, str, str, int]
_OF_SAMPLES: dict[_Key, Score] = {}
_OF_UPLOAD = "_compared_upload"
_MADE_OF_UPLOAD = "_compared_upload_made"

_REASONS = {
    Obstacle.METHOD: N_("It does not enlarge."),
    Obstacle.FACTOR: N_("It does not enlarge ×{factor}."),
    Obstacle.SIZE: N_("A reduced picture of {size} pixels is too small for it."),
}
_TRAINED_FOR_ONE = N_("It was trained for {own} and can do nothing else.")
_TRAINED_FOR_MORE = N_(
    "It was trained for {own}. Run again on its own result it makes {more}, but never {factor}."
)


@dataclass(frozen=True, eq=False)
class Results:
    """What came of every method.

    Attributes
    ----------
    chosen : Chosen
    pair : Reduced
    scores : mapping of str to Score
        Of those that ran, in the order of the course.
    failures : mapping of str to str
        Of the others, a translated sentence that says why.
    """

    chosen: Chosen
    pair: Reduced
    scores: Mapping[str, Score]
    failures: Mapping[str, str]

    def outputs(self) -> Iterator[tuple[str, Enlarged]]:
        """Run the methods again, one after another, for their pictures."""
        for name in self.scores:
            yield name, _enlarged(self.chosen, self.pair, name)


def results(chosen: Chosen, pair: Reduced, bar: DeltaGenerator) -> Results:
    """Return what comes of every method; while one is at work, the bar names it.

    Parameters
    ----------
    chosen : Chosen
    pair : Reduced
        The picture that was chosen, reduced as was chosen.
    bar : DeltaGenerator
        An empty place.
    """
    known = _known(chosen)
    scores: dict[str, Score] = {}
    failures: dict[str, str] = {}
    drawn = False
    for done, name in enumerate(chosen.methods):
        key = _key(chosen, name)
        if key not in known:
            working = _("{method} is at work …", method=title(name))
            bar.progress(done / len(chosen.methods), text=working)
            drawn = True
            try:
                known[key] = score(_enlarged(chosen, pair, name, _RUNS), pair)
            except EnlargingError as error:
                failures[name] = _reason(name, error.obstacle, pair)
                continue
            except DamagedError:
                logging.getLogger(__name__).exception("%s cannot be read", name)
                failures[name] = _("Its file of weights is missing or damaged.")
                continue
            except Exception:  # the other methods are not to suffer from this one
                logging.getLogger(__name__).exception("%s failed on a picture", name)
                failures[name] = _("It failed for a reason that only the server's log tells.")
                continue
        scores[name] = known[key]
    if drawn:
        bar.empty()
    return Results(chosen, pair, scores, failures)


def _reason(name: str, obstacle: Obstacle, pair: Reduced) -> str:
    """Return a sentence that says why a method does not enlarge a picture."""
    if is_trained(name):
        way = TRAINED[name]
        more = _factors(factor for factor in way.passes if factor != way.own)
        told = _TRAINED_FOR_MORE if more else _TRAINED_FOR_ONE
        return _(told).format(own=f"×{way.own}", more=more, factor=f"×{pair.factor}")
    size = dimensions(reversed(pair.small.shape[1:]))
    reason = _(_REASONS[obstacle], factor=pair.factor, size=size)
    others = _factors(enlarging_factors(METHODS[name], FACTORS))
    if obstacle != Obstacle.FACTOR or not others:
        return reason
    return _("{reason} It does {factors}.").format(reason=reason, factors=others)


def _factors(factors: Iterable[int]) -> str:
    return ", ".join(f"×{factor}" for factor in factors)


# ---------------------------------------------------------------------- what is kept


def _enlarged(chosen: Chosen, pair: Reduced, name: str, runs: int = 1) -> Enlarged:
    """Run a method; what a network makes takes long, and is kept for the figure."""
    if not is_trained(name):
        return enlarged(name, pair, chosen.weights, chosen.seed, runs)
    seed = _key(chosen, name)[-1]
    if chosen.picture != "upload":
        return _sample_by_trained(chosen.picture, chosen.reduction, chosen.factor, name, seed)
    made: dict[_Key, Enlarged] = _of_upload(_MADE_OF_UPLOAD, len(TRAINED))
    key = _key(chosen, name)
    if key not in made:
        made[key] = _by_trained(name, pair, seed)
    return made[key]


@shared
def _sample_by_trained(picture: str, reduction: str, factor: int, name: str, seed: int) -> Enlarged:
    """Let a network enlarge a sample, once for all who ask for it."""
    pair = reduced_sample(picture, reduction, factor)
    return _by_trained(name, pair, seed)


@one_at_a_time
def _by_trained(name: str, pair: Reduced, seed: int) -> Enlarged:
    return enlarged_by_trained(enlarger(name), pair, seed, _RUNS)


def _key(chosen: Chosen, name: str) -> _Key:
    """Return all that the score of a method depends on."""
    layer = is_layer(name)
    weights = chosen.weights if layer else WEIGHTS[0]
    chance = (layer and weights == "perturbed") or (is_trained(name) and TRAINED[name].noisy)
    seed = chosen.seed if chance else 0
    return (chosen.picture, chosen.reduction, chosen.factor, name, weights, seed)


def _known(chosen: Chosen) -> dict[_Key, Score]:
    """Return where scores are kept: those of samples for all, of an upload in its session."""
    if chosen.picture != "upload":
        if len(_OF_SAMPLES) > MOST_KEPT:
            _OF_SAMPLES.clear()
        return _OF_SAMPLES
    return _of_upload(_OF_UPLOAD, MOST_KEPT)


def _of_upload(name: str, most: int) -> dict[_Key, Any]:
    """Return where something is kept of this session's upload; of the one before nothing is."""
    mark, kept = st.session_state.get(name, ("", {}))
    if mark != upload_mark() or len(kept) > most:
        kept = {}
        st.session_state[name] = (upload_mark(), kept)
    found: dict[_Key, Any] = kept
    return found
