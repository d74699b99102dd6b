"""The words of the questions about sub-pixel convolution."""

from ui.quiz import Wording
from ui.words import N_

WORDINGS = {
    "weave": Wording(
        N_(
            "In one dimension with r = {factor}: the maps {maps} (one after another) are woven. "
            "Which six numbers come out?"
        ),
        N_(
            "The first pixel of every map comes first: {first}; then the second of every map, and "
            "so on: {answer}."
        ),
        {
            "beside": N_("Those are the maps one behind the other. Weaving takes them in turn."),
            "turned": N_("Map 0 goes to offset 0, map 1 to offset 1; you began with the last."),
        },
        hint=N_("Which map fills the first cell, and which the one beside it?"),
        step="weaving",
    ),
    "channels": Wording(
        N_(
            "A sub-pixel convolution makes {outputs} channels of {output} out of a map of {input}. "
            "How many channels must its convolution give?"
        ),
        N_(
            "Every output channel is woven from r² = {square} maps: {outputs} · {square} = "
            "{answer}."
        ),
        {
            "one_axis": N_(
                "That enlarges one axis only: there are r rows and r columns in a block."
            ),
            "factor_only": N_("{reply} maps make one output channel; {outputs} are wanted."),
            "outputs_only": N_(
                "With {reply} channels there is nothing to weave: the size would stay."
            ),
        },
        hint=N_("How many pixels of the output stand where one pixel of the input stood?"),
        step="weaving",
    ),
    "place": Wording(
        N_(
            "PyTorch's `pixel_shuffle` with r = {factor} weaves {channels} channels into {outputs}."
            " Where does channel {number} go: to which output channel, which row and which column "
            "of each block? (All counted from 0.)"
        ),
        N_(
            "Channel c·r² + i·r + j goes to (i, j) of output channel c: {number} = {output} · "
            "{square} + {rest}, so it is {answer}."
        ),
        {
            "tensorflow": N_(
                "TensorFlow puts it there. PyTorch keeps the r² maps of one output channel "
                "together."
            ),
            "turned": N_("Offsets go row by row, as everything does: i·r + j."),
        },
        hint=N_("Divide {number} by r² = {square}. What does the rest say?"),
        step="orders",
    ),
    "large_kernel": Wording(
        N_(
            "A sub-pixel convolution has K = {kernel_size}, P = {padding} and r = {factor}. It "
            "equals a transposed convolution with S = {factor}. Which kernel size and which "
            "padding has that?"
        ),
        N_(
            "r² filters, r apart, make one kernel of r·K along an axis; P becomes r·(K − 1 − P) = "
            "{factor} · {before}: {answer}."
        ),
        {
            "same": N_("One kernel has to hold the taps of all r² filters."),
            "padding_scaled": N_(
                "A transposed convolution crops where a convolution pads: K − 1 − P turns up, r "
                "times."
            ),
            "padding_kept": N_(
                "The kernel is r times as large, so what is cropped is in its scale."
            ),
            "reach": N_(
                "{reply}: the last tap of the last filter lies r − 1 further on than that of the "
                "first."
            ),
        },
        hint=N_("Count the taps along one axis: r filters with K taps each stand in it."),
        step="large_kernel",
    ),
    "repeat": Wording(
        N_(
            "An ICNR start for r = {factor} with {outputs} output channels: {outputs} filters are "
            "drawn, numbered from 0. Which of them stands at channel {number} of the weight?"
        ),
        N_(
            "Each filter is repeated r² = {square} times in turn: {first}, … So channel {number} "
            "holds filter {answer}."
        ),
        {
            "tiled": N_(
                "{reply} is what tiling gives. The {square} maps that are woven into one channel "
                "would then come from different filters."
            ),
            "one_axis": N_("A block has r² cells, so every filter is repeated r² times, not r."),
            "own": N_("There are {outputs} filters, so most channels are copies."),
        },
        hint=N_("Which {square} channels are woven into output channel 0? They have to be equal."),
        step="starts",
    ),
    "channel": Wording(
        N_(
            "TensorFlow's `depth_to_space` with r = {factor} makes {outputs} channels. Which "
            "channel goes to offset ({row}, {column}) of output channel {output}? (All counted "
            "from 0.)"
        ),
        N_("(i·r + j)·C + c = {offset} · {outputs} + {output} = {answer}."),
        {
            "pytorch": N_("PyTorch has it there: c·r² + i·r + j."),
            "turned": N_("i is the row and j the column: i·r + j, row by row."),
        },
        hint=N_("TensorFlow goes through all output channels at one offset, then takes the next."),
        step="orders",
    ),
    "same_order": Wording(
        N_(
            "r = {factor}. For how many output channels do PyTorch's order and TensorFlow's weave "
            "the same picture?"
        ),
        N_("c·r² + k and k·C + c agree for all k only if C = 1: {square} channels, one picture."),
        {
            "factor": N_("With C = {factor} already channel 1 goes elsewhere."),
            "square": N_(
                "Offset (0, 1) of output channel 0 takes channel 1 in PyTorch, channel {second} in "
                "TensorFlow. With C = r², exchanging twice brings all back; once does not."
            ),
            "more": N_(
                "Channel 1 goes to output channel 0 in PyTorch, to output channel 1 in TensorFlow."
            ),
        },
        {
            "a": N_("C = {count_a}"),
            "b": N_("C = {count_b}"),
            "c": N_("C = {count_c}"),
            "d": N_("C = {count_d}"),
        },
        hint=N_("Write both formulas for output channel 0, then for output channel 1."),
        step="orders",
    ),
    "parameters": Wording(
        N_(
            "A sub-pixel convolution takes {inputs} channels to {outputs}, r = {factor}, K = "
            "{kernel_size}. How many weights has it, without biases?"
        ),
        N_(
            "{inputs} channels in, {outputs} · r² = {channels} out, K² = {taps} taps each: "
            "{answer}."
        ),
        {
            "resize": N_(
                "So many has a resize followed by a convolution. Here every offset has a filter of "
                "its own."
            ),
            "one_axis": N_("A block has r² offsets, not r."),
            "one_input": N_("Each filter goes through all {inputs} channels of the input."),
            "flat": N_("A filter has K × K taps."),
        },
        hint=N_("How many channels does the convolution give, and how many taps has each filter?"),
        step="beside",
    ),
    "multiplications": Wording(
        N_(
            "A sub-pixel convolution from {inputs} channels to one, r = {factor}, K = "
            "{kernel_size}. How many multiplications does one pixel of the output take, away from "
            "the border?"
        ),
        N_(
            "One of the r² filters makes it: K² · {inputs} = {square} · {inputs} = {answer}. "
            "Weaving only moves it."
        ),
        {
            "all_filters": N_("That is a whole block of r² pixels."),
            "one_input": N_("The filter goes through all {inputs} channels of the input."),
            "wide": N_("That is a convolution of the enlarged map which sees as far."),
        },
        hint=N_("How many of the r² filters take part in one pixel of the output?"),
        step="beside",
    ),
}
