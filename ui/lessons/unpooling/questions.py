"""The words of the questions about unpooling."""

from ui.quiz import Wording
from ui.words import N_

_CHOICE_A = N_("K = {kernel_a}, S = {stride}, P = {padding_a}, OP = {extra_a}")
_CHOICE_B = N_("K = {kernel_b}, S = {stride}, P = {padding_b}, OP = {extra_b}")
_CHOICE_C = N_("K = {kernel_c}, S = {stride}, P = {padding_c}, OP = {extra_c}")
_CHOICE_D = N_("K = {kernel_d}, S = {stride}, P = {padding_d}, OP = {extra_d}")

WORDINGS = {
    "put_back": Wording(
        N_(
            "Two rows, {upper} above {lower}, are max pooled with 2 × 2 windows side by side, and "
            "unpooled with the switches. Which six numbers stand in row {row}? (Counted from 0.)"
        ),
        N_(
            "The windows hold {pooled} at most. Each of these numbers goes back to where it was, "
            "everything else is 0; in row {row} that is {answer}."
        ),
        {
            "whole": N_("That is average unpooling, which writes a value all over its window."),
            "corner": N_("That is bed of nails, which writes a value in the corner of its window."),
            "kept": N_("That is the row as it was. Of each window only the largest comes back."),
        },
        hint=N_("Find the largest number of each 2 × 2 window first. Is it in row {row}?"),
        step="switches",
    ),
    "switch": Wording(
        N_(
            "A grid of {height} × {width} is max pooled with 2 × 2 windows. The largest number of "
            "window ({window_row}, {window_column}) stands in row {row}, column {column}. Which "
            "index does max pooling return for it? (All counted from 0.)"
        ),
        N_(
            "Indices are flat in the whole grid: row · width + column = {row} · {width} + {column} "
            "= {answer}."
        ),
        {
            "in_window": N_(
                "{reply} counts inside the window; the index counts in the whole grid, so that "
                "unpooling needs nothing else."
            ),
            "height": N_("Rows are as long as the grid is wide: {width}, not {height}."),
            "turned": N_("{reply} counts column by column; indices count row by row."),
            "from_one": N_("{reply} begins to count at 1; the first cell is 0."),
        },
        hint=N_("How many cells stand before row {row}? Then count on to column {column}."),
        step="sizes",
    ),
    "shared": Wording(
        N_(
            "One row, {signal}, is max pooled with K = {kernel_size}, S = {stride}: {windows} "
            "windows. Both ways back are fed with ones. What stands in position {peak}, first "
            "after unpooling, then in the gradient? (Counted from 0.)"
        ),
        N_(
            "{count} windows choose position {peak}. Unpooling writes a 1 there {count} times, "
            "over and over: 1. The gradient adds {count} ones."
        ),
        {
            "both_added": N_("Unpooling does not add: what is written last stays."),
            "both_written": N_("The gradient adds what all windows send back to a cell."),
            "turned": N_("The other way about: unpooling writes over, the gradient adds."),
            "all": N_("Not all {windows} windows reach as far as position {peak}."),
        },
        hint=N_(
            "How many windows cover position {peak}? Window w covers {kernel_size} cells from "
            "w · {stride} on."
        ),
        step="overlaps",
    ),
    "default_size": Wording(
        N_(
            "Max pooling with K = {kernel_size}, S = {stride}, P = {padding} makes {size} cells "
            "into {pooled}. How many does unpooling make of them where no size is asked for?"
        ),
        N_("(L−1)·S − 2P + K with L = {pooled}: {steps} − {cropped} + {kernel_size} = {answer}."),
        {
            "same": N_(
                "It cannot know that there were {size}: other sizes become {pooled} too. It takes "
                "the formula."
            ),
            "scaled": N_("{reply} is L·S; padding and kernel count as well."),
            "not_cropped": N_("Padding goes off at both ends: 2 · {padding}."),
            "every_step": N_("Between {pooled} windows there is one step fewer than windows."),
        },
        hint=N_("It is the size formula of a transposed convolution without output padding."),
        step="sizes",
    ),
    "sizes_alike": Wording(
        N_(
            "Max pooling with K = {kernel_size}, S = {stride}, P = {padding} gave {pooled} cells. "
            "How many may there have been before? Give the smallest and the largest number."
        ),
        N_(
            "{default} is the smallest that gives {pooled}; S − 1 more cells do not make room for "
            "another window: {answer}."
        ),
        {
            "default_only": N_(
                "A few cells more leave the number of windows as it is: they are not enough for "
                "another one."
            ),
            "allowed": N_(
                "Those are the sizes that unpooling may be asked for. Not all of them give "
                "{pooled} when they are pooled."
            ),
            "scaled": N_("That would be so if K were S and there were no padding."),
        },
        hint=N_(
            "Begin with (L−1)·S − 2P + K, L = {pooled}. How many cells may be added before "
            "another window fits?"
        ),
        step="sizes",
    ),
    "negative": Wording(
        N_(
            "Four values, {values}, are max unpooled, each into a window of 2 × 2, and max pooled "
            "again. Which four come out?"
        ),
        N_(
            "Three zeros stand beside each value. Where the value is below zero, a zero is the "
            "largest: {answer}."
        ),
        {
            "same": N_("That holds for values that are not below zero. Compare them with 0."),
            "size": N_("The largest is not the one furthest from zero: 0 is more than −1."),
            "none": N_("A value above zero is larger than the zeros beside it, and comes back."),
        },
        hint=N_("What else stands in the window of each value, and which of them is largest?"),
        step="identities",
    ),
    "nails": Wording(
        N_(
            "Bed of nails with S = {stride} makes {length} cells into {size}. Which transposed "
            "convolution with weights of 1 gives the same?"
        ),
        N_(
            "One tap puts each value down once, S = {stride} apart; OP = S − 1 adds the zeros "
            "behind the last one: K = {kernel_right}, OP = {extra_right}."
        ),
        {
            "whole": N_("K = S with weights of 1 fills the whole window: average unpooling."),
            "short": N_("That ends at the last value, with {size_short} cells."),
            "wide": N_("With more taps than S the stamps overlap, and no cell stays empty."),
        },
        {"a": _CHOICE_A, "b": _CHOICE_B, "c": _CHOICE_C, "d": _CHOICE_D},
        hint=N_("How many cells does one value fill? And what brings the length to {size} = L·S?"),
        step="identities",
    ),
    "kept": Wording(
        N_(
            "A map of {height} × {width}, all above zero, is max pooled {levels} times with "
            "{window} × {window} windows, and unpooled as often with the switches. How many cells "
            "are not zero then?"
        ),
        N_(
            "Pooled, {pooled} are left: one in {share}. Unpooling moves them, and adds none: "
            "{answer}."
        ),
        {
            "one_axis": N_(
                "Every level keeps one cell in {window} along the height and one in {window} along "
                "the width."
            ),
            "one_level": N_("That is after one level."),
            "all": N_("The shape comes back; most of its cells are zero."),
        },
        hint=N_("How many numbers are left after the pooling? Unpooling makes no new ones."),
        step="photograph",
    ),
}
