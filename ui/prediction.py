"""A prediction: what a step asks before it tells. It stays in the session, out of the address."""

from __future__ import annotations

import streamlit as st

from ui.lesson import Guess
from ui.words import Section, _


def prediction(name: str, guess: Guess, told: Section) -> None:
    """Draw the question of a step, and what the figure says to the learner's own answer.

    Parameters
    ----------
    name : str
        Of the step.
    guess : Guess
    told : Section
        Its `asked` is the question, its `shown` what to see once one has answered.
    """
    with st.container(key=f"predict-{name}"):
        heading = _("Predict")
        st.markdown(f"**{heading}**  \n{told.asked}")
        picked = st.pills(
            _("Your prediction"),
            list(guess.options),
            key=f"guess_{name}",
            format_func=guess.options.__getitem__,
            label_visibility="collapsed",
        )
        if picked is None:
            return
        if picked == guess.right:
            verdict = ":green[**✓ " + _("So it is.") + "**]"
        else:
            right = guess.options[guess.right]
            verdict = ":orange[**" + _("The figure shows {right}.", right=right) + "**]"
        st.markdown(f"{verdict} {told.shown}")
