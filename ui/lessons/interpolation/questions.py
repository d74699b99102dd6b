"""The words of the questions about interpolation."""

from ui.quiz import Wording
from ui.words import N_

WORDINGS = {
    "neighbours": Wording(
        N_(
            "A kernel reaches {reach} to either side of an output, along each of {axes} axes. How "
            "many input samples does an output mix that lies between samples along every axis?"
        ),
        N_("2 · {reach} = {along} along one axis; the axes multiply: {answer}."),
        {
            "one_axis": N_("{reply} is the count along one axis."),
            "added": N_("The axes multiply; you added them."),
            "one_side": N_("That counts one side only; the kernel reaches to both."),
            "counted_in": N_(
                "The output lies between samples; it is no sample that could be counted in."
            ),
        },
        hint=N_(
            "How many samples lie within {reach} of it along one axis? Then the axes multiply."
        ),
        step="neighbours",
    ),
    "copied": Wording(
        N_(
            "Nearest, with asymmetric coordinates and floor, makes {before} cells into {after}. "
            "Which input cell does output cell {output} copy? (Both counted from 0.)"
        ),
        N_("{output} · {before}/{after} = {place}, and its floor is {answer}."),
        {
            "rounded": N_("You rounded {place} to the nearest whole number; floor cuts it off."),
            "half_pixel": N_(
                "{reply} is what half-pixel coordinates give, which go by the middles of the cells."
            ),
            "aligned": N_(
                "{reply} comes from ({before} − 1)/({after} − 1), the step of aligned corners."
            ),
        },
        hint=N_(
            "One output is {before}/{after} of an input wide. Where does number {output} begin?"
        ),
        step="nearest",
    ),
    "between": Wording(
        N_(
            "Linear interpolation with `align_corners={aligned}` takes [{values}] to {after} "
            "cells. What stands in output cell {output}? (Counted from 0.)"
        ),
        N_(
            "It looks at {place}: between cell {left} and cell {right}, with the weights "
            "{left_weight} and {right_weight}. {left_weight} · {left_value} + {right_weight} · "
            "{right_value} = {answer}."
        ),
        {
            "other": N_("{reply} is right for the other value of `align_corners`."),
            "asymmetric": N_(
                "{reply} comes from d · {before}/{after}, the asymmetric coordinates."
            ),
            "turned": N_("The right two cells; the nearer one has the larger weight."),
        },
        hint=N_(
            "First the place: d·(L − 1)/(M − 1) with aligned corners, (d + ½)·L/M − ½ without; L = "
            "{before}, M = {after}. Then the two cells beside it."
        ),
        step="linear",
    ),
    "weights": Wording(
        N_(
            "An output lies between four neighbours, {down} of the way from the upper two to the "
            "lower two, and {across} of the way from the left two to the right two. Which weights "
            "does bilinear interpolation give them: upper left, upper right, lower left, lower "
            "right?"
        ),
        N_(
            "Along the height 1 − {down} and {down}, along the width 1 − {across} and {across}; "
            "the axes multiply: {answer}."
        ),
        {
            "opposite": N_(
                "Those are the weights of the opposite corners: the nearer a neighbour, the larger "
                "its weight."
            ),
            "swapped": N_(
                "You took height for width: those are the weights with the two exchanged."
            ),
            "added": N_("You took the mean of the two axes; they multiply."),
        },
        hint=N_("Two weights along the height, two along the width: every corner has one of each."),
        step="neighbours",
    ),
    "overshoot": Wording(
        N_(
            "Cubic interpolation with a = {a} between the samples {samples}: what value lies "
            "halfway between the last two, if {high} goes on to the right?"
        ),
        N_(
            "The four weights are {far}, {near}, {near} and {far}; only the first sample is not "
            "{high}. So it is {high} − ({far}) · ({high} − {low}) = {answer}."
        ),
        {
            "clipped": N_(
                "{reply} would be so if no weight were negative. The first sample has one."
            ),
            "other_a": N_("{reply} belongs to the other usual a; here a = {a}."),
            "below": N_(
                "The right size, the wrong way: less of a dark sample makes the sum lighter."
            ),
            "between": N_(
                "{reply} lies on the edge itself, between the second and the third sample."
            ),
        },
        hint=N_(
            "The samples are 1.5, 0.5, 0.5 and 1.5 away. At 1.5 the kernel is a/8; all four "
            "weights sum to 1."
        ),
        step="kernel",
    ),
    "convention": Wording(
        N_(
            "Linear interpolation makes [{values}] into the {outputs} cells [{row}]. By which "
            "coordinates?"
        ),
        N_(
            "Half pixel gives [{row_half_pixel}], aligned corners [{row_align_corners}], "
            "asymmetric [{row_asymmetric}]."
        ),
        {
            "half_pixel": N_("Half pixel would give [{row_half_pixel}]."),
            "align_corners": N_("Aligned corners would give [{row_align_corners}]."),
            "asymmetric": N_("Asymmetric coordinates would give [{row_asymmetric}]."),
        },
        {
            "half_pixel": N_("Half pixel"),
            "align_corners": N_("Aligned corners"),
            "asymmetric": N_("Asymmetric"),
        },
        hint=N_("Look at both ends: which values of the input are met exactly, or come again?"),
        step="coordinates",
    ),
    "by_scale": Wording(
        N_(
            '`interpolate(x, scale_factor={scale}, mode="linear")` takes {before} cells to '
            "{after}. Which input coordinate does output {output} look at? (The middle of the "
            "first cell is 0.)"
        ),
        N_("({output} + ½)/{scale} − ½ = {answer}."),
        {
            "by_size": N_(
                "{reply} comes from {before}/{after}, which is right where the size is given. With "
                "`scale_factor` the step is 1/{scale}."
            ),
            "asymmetric": N_("{reply} leaves out that cells are counted from their middles."),
            "not_moved_back": N_("Half a cell was added, but not taken off again at the end."),
        },
        hint=N_(
            "Half-pixel coordinates: (d + ½) times the step, − ½. Which step does it take here?"
        ),
        step="coordinates",
    ),
    "triangle": Wording(
        N_(
            "A transposed convolution with stride {factor} is to begin as bilinear interpolation "
            "× {factor}. Which kernel size K and padding P does it take? (First K, then P.)"
        ),
        N_(
            "K = 2S − S mod 2 = {size}, and P = ⌈(S − 1)/2⌉ = {padding}. From 5 cells the stamps "
            "cover {whole}, of which {wanted} are wanted."
        ),
        {
            "nearest": N_("Those are the numbers of nearest, whose stamps do not overlap."),
            "uncropped": N_("Without padding more than S·L cells come out."),
            "too_wide": N_("With an odd S the triangle is one tap shorter, and has a middle tap."),
            "turned": N_("The right numbers, the other way round: first K."),
        },
        hint=N_(
            "The triangle falls from one sample to nothing at the next, S cells on, at both sides. "
            "Then crop until 5 cells become {wanted}."
        ),
        step="transposed",
    ),
    "corner": Wording(
        N_(
            "A picture is {level} everywhere. A transposed convolution with the bilinear kernel "
            "makes it {factor} times as large. Along an edge stands {edge}. What stands in the "
            "corner?"
        ),
        N_(
            "Along one axis {share} of the weight is left; in the corner both axes lose: {level} · "
            "{share} · {share} = {answer}."
        ),
        {
            "inside": N_("So it is inside; at the border zeros take part that are no pixels."),
            "edge": N_("That is the edge; in the corner two axes lose."),
            "doubled": N_("You took the loss twice; the axes multiply what is left."),
        },
        hint=N_("Which share is left along one axis? In the corner the two axes multiply."),
        step="transposed",
    ),
}
