"""The step on a false wave: a fast wave, the cells that are kept, and the slow wave one sees."""

from __future__ import annotations

from typing import NamedTuple

import streamlit as st

from ui.charts import draw_chart
from ui.lab.link import lab_link
from ui.lesson import Guess, Step
from ui.lesson_controls import choice, slider, translated
from ui.lessons.downsampling.figures import folding_figure, sampled_figure
from ui.numbers import listed, number
from ui.words import N_, _
from upsample_core.lessons import (
    SampledWave,
    folding,
    lasting_waves,
    repeat_length,
    sample_wave,
    seen_frequency,
    vanishing_waves,
)

BEFORE = {
    "nothing": N_("Nothing"),
    "mean": N_("Mean of S cells"),
    "triangle": N_("Triangle of 2S − 1 cells"),
}
_WAVE, _STRIDE = 0.45, 2


class Chosen(NamedTuple):
    """A wave in cycles per cell, how many cells are passed on, and what happens before."""

    wave: float
    stride: int
    before: str

    @property
    def sampled(self) -> SampledWave:
        """What is kept of the wave."""
        return sample_wave(*self)


def controls() -> Chosen:
    """Draw the choice of a wave, of the stride and of an average before."""
    wave = slider("wave_frequency", _("Wave: cycles per cell"), 0.0, 0.5, _WAVE, 0.01, width=280)
    stride = choice("wave_stride", _("Keep one cell of S"), (2, 3, 4), _STRIDE)
    before = choice("wave_before", _("Before that"), translated(BEFORE), "nothing")
    return Chosen(wave, stride, before)


def numbers(chosen: Chosen) -> dict[str, object]:
    """Return the wave that is predicted, and which waves last and vanish with this stride."""
    return {
        "wave": number(_WAVE),
        "length": number(repeat_length(_WAVE), 3),
        "seen_length": number(_seen_length(_WAVE, _STRIDE), 3),
        "kept_length": number(repeat_length(seen_frequency(_WAVE, _STRIDE)), 3),
        "stride": chosen.stride,
        "limit": number(lasting_waves(chosen.stride)),
        "vanishing": listed(vanishing_waves(chosen.stride)),
        "strength": number(chosen.sampled.strength, 3),
    }


def _seen_length(wave: float, stride: int) -> float:
    """Return after how many cells what is seen repeats."""
    return repeat_length(seen_frequency(wave, stride)) * stride


def guess() -> Guess:
    """Ask what wave is seen where every second cell of a fast one is kept."""
    true, seen = repeat_length(_WAVE), _seen_length(_WAVE, _STRIDE)
    lengths = {1: true, 2: true * _STRIDE, 3: seen}
    options = {
        place: _("a wave every {length} cells", length=number(length, 3))
        for place, length in lengths.items()
    }
    return Guess({**options, 4: _("no wave at all")}, 3)


def view(chosen: Chosen) -> None:
    """Draw the wave with what is kept of it, and where every wave is seen."""
    found = chosen.sampled
    draw_chart(
        sampled_figure(
            (found.positions, found.wave, found.seen),
            (found.places, found.kept),
            (_("The wave"), _("What one sees"), _("Kept")),
            _("Cells"),
        ),
        key="wave_sampled",
        alt=_("A wave, the values that are kept, and the slowest wave through them"),
    )
    st.markdown(_told(chosen))
    folded = folding(chosen.stride, chosen.before)
    draw_chart(
        folding_figure(
            (folded.frequencies, folded.seen, folded.strengths),
            (chosen.wave, found.frequency),
            (_("Seen: cycles per kept cell"), _("Strength"), _("This wave")),
            _("The wave: cycles per cell"),
            lasting_waves(chosen.stride),
        ),
        key="wave_folding",
        alt=_("Where every wave is seen, and how strong"),
    )


def _told(chosen: Chosen) -> str:
    """Say after how many cells the wave repeats, and what one sees of it."""
    if chosen.wave == 0:
        return _("A constant stays a constant.")
    length, found = number(repeat_length(chosen.wave), 3), chosen.sampled
    strength = number(found.strength, 3)
    if found.frequency == 0:
        return _(
            "The wave repeats every **{length}** cells; what is kept is a **constant**, since "
            "whole waves lie between two kept cells. Strength: **{strength}**.",
            length=length,
            strength=strength,
        )
    seen = number(_seen_length(chosen.wave, chosen.stride), 3)
    return _(
        "The wave repeats every **{length}** cells; what is kept seems to repeat every "
        "**{seen}**. Strength: **{strength}**.",
        length=length,
        seen=seen,
        strength=strength,
    )


def links(chosen: Chosen) -> None:
    """Draw the link to the lab with decimation of a row."""
    lab_link("decimate", dims="1", size="12", input="checkerboard", stride=chosen.stride)


STEP = Step("false_wave", N_("A false wave"), controls, view, numbers, links, guess, ("frequency",))
