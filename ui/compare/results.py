"""Every method on the page: run once, its numbers kept, and what goes wrong told in a sentence."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from ui.compare.state import Chosen
from ui.labels import METHOD_WORDS
from ui.numbers import dimensions
from ui.picture_source import upload_mark
from ui.words import N_, _
from upsample_core import METHODS
from upsample_core.methods import EnlargingError, Obstacle, has_weights
from upsample_core.runs import WEIGHTS, Enlarged, Reduced, Score, enlarged, score

MOST_KEPT = 4096
"""Scores that are kept of samples, for whoever comes next; each is a few numbers."""

_RUNS = 3  # of which the quickest tells the time that a method takes
_Key = tuple[str, str, int, str, str, int]
_OF_SAMPLES: dict[_Key, Score] = {}
_OF_UPLOAD = "_compared_upload"

_REASONS = {
    Obstacle.METHOD: N_("It does not enlarge."),
    Obstacle.FACTOR: N_("It does not enlarge ×{factor}."),
    Obstacle.SIZE: N_("A reduced picture of {size} pixels is too small for it."),
}


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
            working = _("{method} is at work …", method=_(METHOD_WORDS[name].title))
            bar.progress(done / len(chosen.methods), text=working)
            drawn = True
            try:
                known[key] = score(_enlarged(chosen, pair, name, _RUNS), pair)
            except EnlargingError as error:
                failures[name] = _reason(error.obstacle, pair)
                continue
            except Exception:  # the other methods are not to suffer from this one
                logging.getLogger(__name__).exception("%s failed on a picture", name)
                failures[name] = _("It failed for a reason that only the server's log tells.")
                continue
        scores[name] = known[key]
    if drawn:
        bar.empty()
    return Results(chosen, pair, scores, failures)


def _reason(obstacle: Obstacle, pair: Reduced) -> str:
    size = dimensions(reversed(pair.small.shape[1:]))
    return _(_REASONS[obstacle], factor=pair.factor, size=size)


def _enlarged(chosen: Chosen, pair: Reduced, name: str, runs: int = 1) -> Enlarged:
    return enlarged(name, pair, chosen.weights, chosen.seed, runs)


def _key(chosen: Chosen, name: str) -> _Key:
    """Return all that the score of a method depends on."""
    layer = has_weights(METHODS[name])
    weights, seed = (chosen.weights, chosen.seed) if layer else (WEIGHTS[0], 0)
    return (chosen.picture, chosen.reduction, chosen.factor, name, weights, seed)


def _known(chosen: Chosen) -> dict[_Key, Score]:
    """Return where scores are kept: those of samples for all, of an upload in its session."""
    if chosen.picture != "upload":
        if len(_OF_SAMPLES) > MOST_KEPT:
            _OF_SAMPLES.clear()
        return _OF_SAMPLES
    mark, kept = st.session_state.get(_OF_UPLOAD, ("", {}))
    if mark != upload_mark() or len(kept) > MOST_KEPT:
        kept = {}
        st.session_state[_OF_UPLOAD] = (upload_mark(), kept)
    found: dict[_Key, Score] = kept
    return found
