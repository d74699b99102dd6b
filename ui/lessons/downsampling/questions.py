"""The words of the questions about downsampling."""

from ui.quiz import Wording
from ui.words import N_

WORDINGS = {
    "false_wave": Wording(
        N_(
            "A wave of {wave} cycles per cell. One cell in {stride} is kept, the others are "
            "thrown away. What wave do the kept cells show, in cycles per kept cell?"
        ),
        N_(
            "Between two kept cells the wave turns {wave} · {stride} = {turns} times. From that to "
            "the nearest whole number, {whole}, it is {answer}: whole turns cannot be seen, and "
            "part of a turn forward looks like the rest of it backward."
        ),
        {
            "turns": N_(
                "{reply} is how often the wave turns between two kept cells. More than half a turn "
                "cannot be told from less than half a turn the other way."
            ),
            "unfolded": N_(
                "{reply} leaves whole turns out, but it is more than half a turn, which looks like "
                "less than half a turn the other way."
            ),
            "per_cell": N_("{reply} is counted per cell of the input, not per kept cell."),
            "divided": N_("From one kept cell to the next the wave has more time, not less."),
            "unchanged": N_(
                "{reply} is the wave itself; kept cells lie {stride} times as far apart."
            ),
        },
        hint=N_(
            "How many times does the wave turn from one kept cell to the next? And how far is that "
            "from a whole number of turns?"
        ),
        step="false_wave",
    ),
    "vanishing": Wording(
        N_("One cell in {stride} is kept. Which of these waves is then seen as a constant?"),
        N_(
            "{wave_right} · {stride} = {turns}: from one kept cell to the next the wave turns a "
            "whole number of times, so that all kept cells are equal. That is {answer}."
        ),
        {
            "slow": N_(
                "{wave_slow} cycles per cell is below 1 / (2S) = {limit}: this wave stays what it "
                "is."
            ),
            "limit": N_(
                "At 1 / (2S) = {limit} the wave turns half a time between two kept cells: they go "
                "up and down in turn."
            ),
            "folded": N_(
                "This wave is seen as another one, of {seen_folded} cycles per kept cell, not as a "
                "constant."
            ),
        },
        {
            "right": N_("{wave_right} cycles per cell"),
            "slow": N_("{wave_slow} cycles per cell"),
            "limit": N_("{wave_limit} cycles per cell"),
            "folded": N_("{wave_folded} cycles per cell"),
        },
        hint=N_(
            "A constant is seen where every kept cell meets the wave at the same place of a turn."
        ),
        step="false_wave",
    ),
    "halving": Wording(
        N_(
            "An axis of {size} cells goes through {times} convolutions, one after another, each "
            "with K = {kernel_size}, S = 2 and P = {padding}. How many cells are left?"
        ),
        N_("Each time ⌊(L + 2·{padding} − {kernel_size}) / 2⌋ + 1: {sizes_text}."),
        {
            "once": N_("{first} are left after the first of them."),
            "no_padding": N_("That is without padding; here P = {padding} on both sides."),
            "rounded_up": N_("The formula rounds down: a window that does not fit is left out."),
            "same_padding": N_(
                "That rounds L / 2 up each time, as SAME does; here the padding is fixed."
            ),
        },
        hint=N_("Take one halving after another, and round down each time before adding 1."),
        step="odd_sizes",
    ),
    "ceil_mode": Wording(
        N_(
            "Max pooling on {size} cells, K = {kernel_size}, S = {stride}, P = {padding}, with "
            "`ceil_mode=True`. How many windows are there?"
        ),
        N_(
            "{answer}. The last of them begins at cell {last_start}. A last window may hang over "
            "the end, as long as it begins before the padding after the input, which is at cell "
            "{size}."
        ),
        {
            "floor": N_("{reply} is rounded down. Something is left over, and it gets a window."),
            "in_padding": N_(
                "{reply} is rounded up, but the last window would begin in the padding after the "
                "input, and PyTorch leaves it out."
            ),
            "one_more": N_(
                "The windows end exactly where the padded input of {padded} cells does: nothing "
                "is left over for one more."
            ),
        },
        hint=N_(
            "Divide {padded} − {kernel_size} by {stride}, round up, add 1. Does the last window "
            "begin before the padding at the end?"
        ),
        step="odd_sizes",
    ),
    "same": Wording(
        N_(
            "A convolution on {size} cells with K = {kernel_size}, S = {stride} and TensorFlow's "
            "SAME. How many cells of padding stand before and after?"
        ),
        N_(
            "SAME makes ⌈{size} / {stride}⌉ = {windows} windows, which need {needed} cells: "
            "{total} more than there are. The smaller half stands before: {answer}."
        ),
        {
            "turned": N_("Where it cannot be halved, the larger half stands after."),
            "half_kernel": N_(
                "That is half the kernel, rounded down, on both sides, as is usual in PyTorch; "
                "SAME asks how many cells are missing."
            ),
            "all_each": N_("{total} cells are missing in all, not on each side."),
        },
        hint=N_(
            "How many windows are ⌈{size} / {stride}⌉, and how many cells do they span? What is "
            "missing is shared between both ends."
        ),
        step="odd_sizes",
    ),
    "border_mean": Wording(
        N_(
            "Average pooling of x = ({x}) with K = 3, S = 2, P = 1 and "
            "`count_include_pad={flag}`. What is the first output?"
        ),
        N_(
            "The first window holds one cell of padding and two of x: {sum} / {divisor} = {answer}."
        ),
        {
            "other_flag": N_(
                "That is the mean with the other setting: `count_include_pad={flag}` decides "
                "whether the padding counts in what one divides by."
            ),
            "no_padding": N_("With P = 1 the first window begins one cell before x."),
            "sum": N_("{reply} is the sum; it is still to be divided."),
        },
        hint=N_("Which cells of x lie in the first window? And by how many is their sum divided?"),
        step="odd_sizes",
    ),
    "offset": Wording(
        N_(
            "Of every {stride} pixels the first is kept: kept pixel {index} was pixel {kept}. A "
            "half-pixel resize makes the picture {stride} times larger again. By how many pixels "
            "does the picture lie too far right?"
        ),
        N_(
            "A half-pixel resize puts kept pixel {index} at {index} · {stride} + "
            "({stride} − 1) / 2 = {taken}, not at {kept}: {answer} too far."
        ),
        {
            "none": N_(
                "A half-pixel resize takes each pixel for the middle of {stride} pixels; this one "
                "was the first of them."
            ),
            "half": N_(
                "Half the stride is from the edge of the first pixel; its own middle is half a "
                "pixel from there."
            ),
            "stride": N_("A whole stride would be the next kept pixel."),
            "one_less": N_("That is the last of the {stride} pixels; the resize takes the middle."),
        },
        hint=N_("Where lies the middle of {stride} pixels, counted from the middle of the first?"),
        step="round_trip",
    ),
    "moved_maxima": Wording(
        N_(
            "x = ({x}) goes round; max pooling with K = S = 2 makes ({before}) of it. Now x moves "
            "to the right by one cell; what leaves at the end comes in at the beginning. What are "
            "the four outputs?"
        ),
        N_("The moved row is ({moved}); the largest of its pairs: {answer}."),
        {
            "not_moved": N_("That is the pooling of x as it was."),
            "other_way": N_("That is x moved to the left."),
            "first_of_two": N_("That keeps the first of each pair, not the larger."),
            "means": N_("Those are the means of the pairs; max pooling takes the larger."),
        },
        hint=N_(
            "Write the moved row down first; its first cell is the last of x. Then pair by pair."
        ),
        step="one_pixel",
    ),
    "blurred": Wording(
        N_(
            "x = ({x}) is blurred with [1, 2, 1] / 4, and every second cell is kept, beginning "
            "with cell 0. What is output {place}, counted from 0?"
        ),
        N_(
            "Output {place} stands on cell {at}, with the neighbours ({window}): the middle one "
            "counts twice, and four parts in all: {answer}."
        ),
        {
            "no_blur": N_("{reply} is cell {at} itself, without the blur."),
            "not_divided": N_("{reply} is not divided by 4 yet."),
            "equal": N_("{reply} weighs all three alike; the middle one weighs twice as much."),
            "no_stride": N_("That is around cell {place}; output {place} stands on cell {at}."),
        },
        hint=N_("On which cell of x does output {place} stand, where every second one is kept?"),
        step="one_pixel",
    ),
    "sums": Wording(
        N_(
            "Two windows of four cells, a = ({a}) and b = ({b}). What is the largest of a + b, and "
            "what is the largest of a plus the largest of b?"
        ),
        N_(
            "a + b = ({whole}). Its largest cell, and {most_a} + {most_b}: {answer}. They differ, "
            "since the largest cells stand at different places: max pooling is not linear."
        ),
        {
            "linear": N_(
                "Both would be equal if max pooling were linear. Add a and b cell by cell first."
            ),
            "turned": N_("Those are the two numbers, the other way round."),
            "means": N_("Those are means, which indeed may be added before or after."),
        },
        hint=N_("Add the windows cell by cell, and look for the largest only then."),
        step="not_linear",
    ),
    "shares": Wording(
        N_(
            "{size} cells, x = ({x}), become {outputs} by exact averages. What is output {place}, "
            "counted from 0?"
        ),
        N_(
            "Output {place} covers the stretch from {begin} to {end}; each cell weighs what lies "
            "in it, and the sum is divided by {length}: {answer}."
        ),
        {
            "adaptive": N_("That weighs all cells that the stretch touches alike."),
            "whole_cells": N_("That leaves out the cells of which only a part is covered."),
            "not_divided": N_("{reply} is the sum of the parts, not yet divided by {length}."),
        },
        hint=N_("The stretch goes from {begin} to {end}. How much of each cell lies in it?"),
        step="exact_shares",
    ),
}
