"""The words of the questions about guesses."""

from ui.quiz import Wording
from ui.words import N_

WORDINGS = {
    "share": Wording(
        N_(
            "Of {library} glyphs, all as likely as one another, {whole} would shrink to the "
            "picture that is given: {first}, {others}. How likely is it that it was made from "
            "{asked}?"
        ),
        N_("Only those that agree are left: {count} of {whole}, so {answer}."),
        {
            "of_all": N_("All the glyphs that do not agree are out. Of how many is it one?"),
            "letters": N_("Letters with more glyphs that agree are likelier."),
            "odds": N_("Those are the odds against the others. Divide by all that agree."),
        },
        hint=N_("The picture leaves those glyphs alone that shrink to it. Count them."),
        step="why",
    ),
    "best_grey": Wording(
        N_(
            "From all that is known, a pixel is {light} with {percent} % and {dark} with {rest} %. "
            "A network is trained for the least squared error. What does it answer?"
        ),
        N_(
            "The mean: {percent} % · {light} + {rest} % · {dark} = {answer}. No letter has that "
            "grey there; it is the blur."
        ),
        {
            "likelier": N_("When that is wrong, it is wrong by all of it, and squares count more."),
            "middle": N_("The likelier value weighs more."),
            "turned": N_("Which of the two is {light}: that with {percent} %, or the other?"),
        },
        hint=N_("For which value are the squared errors, weighed by their shares, least?"),
        step="why",
    ),
    "draw_error": Wording(
        N_(
            "A pixel is 1 with {percent} %, else 0. A sharp guess draws 1 with just that "
            "probability, without knowing the truth. What is its expected squared error?"
        ),
        N_(
            "It is wrong where one is 1 and the other 0: {percent} % · {rest} % twice over = "
            "{answer}. The mean has half of that, {spread}."
        ),
        {
            "mean": N_(
                "So far off is the grey in between. Both the truth and the guess vary here."
            ),
            "once_more": N_("There are two ways to be wrong, not four."),
            "ink": N_("A 1 is right as often as the truth is 1."),
        },
        hint=N_("When is the guess 1 and the truth 0, and when the other way round?"),
        step="answers",
    ),
    "averaged": Wording(
        N_(
            "The least possible expected squared error is {least} thousandths; one guess drawn as "
            "the truth is has twice that, {one}. How many thousandths has the mean of {count} such "
            "guesses?"
        ),
        N_(
            "The truth's own spread stays, {least}; that of the guesses is divided by {count}, "
            "{extra}. Together {answer}."
        ),
        {
            "vanishes": N_("However many are averaged, the truth is still not known."),
            "only_extra": N_("That is how far the mean of guesses is from the mean of all."),
            "stays": N_("That is one guess by itself. What does averaging take away?"),
        },
        hint=N_("Of the two equal parts of the error, one is the truth's and one the guess's."),
        step="answers",
    ),
    "one_step": Wording(
        N_(
            "A guess takes {steps} steps from noise, and {done} are done. A pixel is {pixel} "
            "now, and the network's present answer there is {answer_now}. What is the pixel "
            "after the next step?"
        ),
        N_(
            "{left} steps are left, so it goes 1/{left} of the way from {pixel} to {answer_now}: "
            "{answer}."
        ),
        {
            "arrived": N_("There it arrives with the last step."),
            "even": N_("So small a step would not arrive. How many steps are left?"),
            "time": N_("That share of the way is done. The step goes a part of what is left."),
        },
        hint=N_("The steps that are left divide the way that is left evenly."),
        step="inside",
    ),
    "residual": Wording(
        N_(
            "Each given pixel is the mean of a block of 8 × 8. One is {given}; the answer's "
            "block has the mean {made}. What does the projection add to each of its 64 pixels?"
        ),
        N_("What the mean lacks: {given} − {made} = {answer}, the same for every pixel."),
        {
            "shared": N_("Divided by 64 for each, it moves the mean by a 64th only."),
            "turned": N_("That would take the mean further away."),
            "whole": N_("That is the sum over the block. What does each pixel get?"),
            "itself": N_("What does the block have already?"),
        },
        hint=N_("How does the mean change when every pixel gets the same?"),
        step="inside",
    ),
}
