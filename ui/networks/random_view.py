"""The decoder of a chain with random weights, beside the same with other layers."""

from __future__ import annotations

import streamlit as st

from ui.lesson_controls import choice, field, pick, translated
from ui.networks.state import Chosen
from ui.networks.words import DECODER_KINDS, DECODER_STARTS
from ui.numbers import number
from ui.picture_panes import Pane, draw_pictures, payload
from ui.pictures import SAMPLE_SIZE, sample
from ui.shared import one_at_a_time, shared
from ui.words import _
from upsample_core import ParameterError
from upsample_core.lessons import RandomPicture, Summary, random_decoder, small_grey, summary
from upsample_core.networks import KEPT, read_chain


@shared
def random_picture(text: str, replace: str, start: str, seed: int) -> RandomPicture:
    """Return what the decoder of a chain makes of noise or of a sample, with random weights."""
    return _decoded(text, replace, start, seed)


@shared
def random_scores(text: str, replace: str, start: str, seeds: int) -> Summary:
    """Return the artifact scores of such pictures over some seeds; of them only these are kept."""
    return summary([_decoded(text, replace, start, seed).score for seed in range(seeds)])


@one_at_a_time
def _decoded(text: str, replace: str, start: str, seed: int) -> RandomPicture:
    grey = None if start == "noise" else small_grey(sample(start), SAMPLE_SIZE)
    return random_decoder(read_chain(text), replace, seed, grey)


def random_view(chosen: Chosen) -> None:
    """Draw what the decoder makes with its own layers and with others, with progress meanwhile."""
    with st.container(horizontal=True, vertical_alignment="bottom", key="networks-random"):
        kinds = {name: title for name, title in translated(DECODER_KINDS).items() if name != KEPT}
        replace = str(pick("replace", _("Each layer replaced by"), kinds, "nearest", width=155))
        start = str(choice("start", _("Input"), translated(DECODER_STARTS), "noise"))
        seed = field("seed", _("Seed"), 0, 9999, 0, width=70)
    place, panes = st.empty(), []
    try:
        for done, kind in enumerate((KEPT, replace)):
            place.progress(done / 2, _("Running {count} decoders …", count=2))
            made = random_picture(chosen.text, kind, start, seed)
            told = _("artifact score {score}", score=number(made.score, 2))
            panes.append(
                Pane(_(DECODER_KINDS[kind]), made.picture, "output", note=told, sized=False)
            )
    except ParameterError:
        place.info(
            _("It has no decoder to run here: nothing upsamples, or it would take too much.")
        )
        return
    place.empty()
    draw_pictures(payload(panes, detail=64, width=180, height=220), key="networks_random")
    st.caption(
        _(
            "Nothing is trained: random weights, at most eight channels. What repeats is made by "
            "the layers."
        )
    )
