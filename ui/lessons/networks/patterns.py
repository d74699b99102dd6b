"""The step on where generators get their pattern from: decoders with random weights."""

from __future__ import annotations

from typing import NamedTuple

import streamlit as st

from ui.lab.link import lab_link
from ui.lesson import Guess, Step
from ui.lesson_controls import choice, field, pick, translated
from ui.lessons.checkerboard.pictures import score_text
from ui.markdown import plain, table
from ui.networks.hourglass import layer_address
from ui.networks.random_view import random_picture, random_scores
from ui.networks.words import DECODER_KINDS, DECODER_STARTS, layer_words, network_title
from ui.numbers import ratio
from ui.picture_panes import Pane, draw_pictures, payload
from ui.words import N_, _
from upsample_core.lessons import (
    DECODERS,
    RandomPicture,
    Summary,
)
from upsample_core.networks import NETWORKS, REPLACEMENTS, Upsampling, upsamplings

_KEPT = REPLACEMENTS[0]
SEEDS = 4
OFFERED = ("kept", "transposed_even", "nearest")
"""Between which the prediction is."""


class Chosen(NamedTuple):
    """The network, what its upsampling is replaced by, what goes in, and a seed."""

    network: str
    replace: str
    start: str
    seed: int


_FIRST = Chosen("dcgan", "nearest", "noise", 0)


def controls() -> Chosen:
    """Draw the choice of the network, of the replacement, of the input and of a seed."""
    titles = {name: network_title(name) for name in DECODERS}
    kinds = {name: title for name, title in translated(DECODER_KINDS).items() if name != _KEPT}
    network = str(pick("patterns_network", _("Decoder of"), titles, _FIRST.network, width=230))
    replace = pick("patterns_replace", _("Each layer replaced by"), kinds, _FIRST.replace,
                   width=230)  # fmt: skip
    start = choice("patterns_start", _("Input"), translated(DECODER_STARTS), _FIRST.start)
    return Chosen(network, str(replace), str(start), field("patterns_seed", _("Seed"), 0, 9999, 0))


def _made(chosen: Chosen) -> RandomPicture:
    text = NETWORKS[chosen.network].text
    return random_picture(text, chosen.replace, chosen.start, chosen.seed)


def _scores(network: str, replace: str, start: str) -> Summary:
    """Return the scores of one kind of layers over a few seeds."""
    return random_scores(NETWORKS[network].text, replace, start, SEEDS)


def numbers(chosen: Chosen) -> dict[str, object]:
    """Return mean scores of DCGAN, and the scores of what is chosen."""
    best = guess().right
    first, start = _FIRST.network, _FIRST.start
    return {
        "best": _(DECODER_KINDS[best]),
        "best_score": score_text(_scores(first, best, start).mean),
        "own_score": score_text(_scores(first, _KEPT, start).mean),
        "even_score": score_text(_scores(first, "transposed_even", start).mean),
        "seeds": SEEDS,
        "title_now": network_title(chosen.network),
        "seed_now": chosen.seed,
        "kind_now": _(DECODER_KINDS[chosen.replace]),
        "own_now": score_text(_made(chosen._replace(replace=_KEPT)).score),
        "other_now": score_text(_made(chosen).score),
    }


def guess() -> Guess:
    """Ask which layers leave the least pattern in DCGAN's decoder."""
    right = min(OFFERED, key=lambda kind: _scores(_FIRST.network, kind, _FIRST.start).mean)
    return Guess({kind: _(DECODER_KINDS[kind]) for kind in OFFERED}, right)


def view(chosen: Chosen) -> None:
    """Draw what goes in, what the decoder makes of it, and the same with other layers."""
    own, other = (_made(chosen._replace(replace=kind)) for kind in (_KEPT, chosen.replace))
    score = _("artifact score {score}")
    panes = [
        Pane(_("Input"), own.start, "input"),
        Pane(_(DECODER_KINDS[_KEPT]), own.picture, "output",
             note=score.format(score=score_text(own.score))),
        Pane(_(DECODER_KINDS[chosen.replace]), other.picture, "output",
             note=score.format(score=score_text(other.score))),
    ]  # fmt: skip
    draw_pictures(payload(panes, detail=72, width=280, height=250), key="patterns_pictures")
    st.markdown(_told(chosen))
    _score_table(chosen)


def _upsamplings(chosen: Chosen) -> tuple[Upsampling, ...]:
    return upsamplings(NETWORKS[chosen.network].chain)


def _told(chosen: Chosen) -> str:
    """Say what its own layers are, and how evenly they reach their phases."""
    chain, found = NETWORKS[chosen.network].chain, _upsamplings(chosen)
    one = found[0]
    layer = plain(layer_words(chain.layers[one.place]))
    if not one.counts:
        return _("Its own layers: {count} times {layer}.", count=len(found), layer=layer)
    taps = ratio(max(one.counts), min(one.counts))
    return _(
        "Its own layers: {count} times {layer}. Taps by phase: {taps}.",
        count=len(found),
        layer=layer,
        taps=taps,
    )


def _score_table(chosen: Chosen) -> None:
    """Score all kinds over a few seeds, with progress while it takes."""
    place, scores = st.empty(), {}
    for number, kind in enumerate(REPLACEMENTS):
        told = _("Running {count} decoders …", count=SEEDS * len(REPLACEMENTS))
        place.progress(number / len(REPLACEMENTS), told)
        scores[kind] = _scores(chosen.network, kind, chosen.start)
    kinds = sorted(scores, key=lambda kind: scores[kind].mean)
    titles = [_(DECODER_KINDS[kind]) for kind in kinds]
    means = [score_text(scores[kind].mean) for kind in kinds]
    means[kinds.index(_KEPT)] = f"**{means[kinds.index(_KEPT)]}**"
    place.markdown(table(titles, [means], words=0))
    st.caption(
        _(
            "Means of {count} seeds. Artifact score: the share of the energy in patterns that "
            "repeat every two pixels.",
            count=SEEDS,
        )
    )


def links(chosen: Chosen) -> None:
    """Draw the link to the lab with the network's own layer."""
    chain = NETWORKS[chosen.network].chain
    state = layer_address(chain.layers[_upsamplings(chosen)[0].place]) or {}
    if state:
        lab_link(state.pop("method"), _("Its own layer in the lab"), **state)


STEP = Step(
    "patterns",
    N_("Patterns"),
    controls,
    view,
    numbers,
    links,
    guess,
    ahead={"patterns_network": DECODERS, "patterns_start": DECODER_STARTS},
)
