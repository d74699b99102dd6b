"""The words of the questions about checkerboard artifacts."""

from ui.quiz import Wording
from ui.words import N_

_EVEN_CHOICES = {
    "a": N_("K = {kernel_a}, S = {stride_a}, D = {dilation_a}"),
    "b": N_("K = {kernel_b}, S = {stride_b}, D = {dilation_b}"),
    "c": N_("K = {kernel_c}, S = {stride_c}, D = {dilation_c}"),
    "d": N_("K = {kernel_d}, S = {stride_d}, D = {dilation_d}"),
}
_FLAT_CHOICES = {
    "a": N_("[{kernel_a}]"),
    "b": N_("[{kernel_b}]"),
    "c": N_("[{kernel_c}]"),
    "d": N_("[{kernel_d}]"),
}

WORDINGS = {
    "overlap": Wording(
        N_(
            "A {kernel_size} × {kernel_size} kernel stamps with stride {stride}, without padding. "
            "How many stamps reach output cell ({row}, {column}), far from every border? "
            "(Counted from 0.)"
        ),
        N_(
            "Row {row} has residue {row_rest} modulo {stride}; the taps that reach it number "
            "{down}. Column {column} has residue {column_rest}; there the number is {across}. The "
            "axes multiply: {down} · {across} = {answer}."
        ),
        {
            "one_axis": N_("{reply} is the count along one axis only."),
            "added": N_("{reply} adds the axes; every row tap meets every column tap."),
            "kernel": N_(
                "{reply} is all the taps of one stamp. Stamps stand {stride} apart, so a cell "
                "meets only some of them."
            ),
            "other_phase": N_("{reply} is right for the diagonal neighbour of this cell."),
        },
        hint=N_(
            "The axes do not mix. How many taps have the residue of the row modulo {stride}, and "
            "how many that of the column?"
        ),
        step="overlap",
    ),
    "even": Wording(
        N_("Which of these transposed convolutions reaches every interior cell equally often?"),
        N_(
            "K = {kernel_right}, S = {stride_right}, D = {dilation_right}: the residues get "
            "{counts_right} taps. It needs both: S divides K, and S and D have no common factor. "
            "All four in order: {counts_a} · {counts_b} · {counts_c} · {counts_d}."
        ),
        {
            "coprime": N_(
                "Its K and S have no common factor. So S cannot divide K, and the overlap is never "
                "even."
            ),
            "dilated": N_(
                "There S divides K, but D and S have a common factor, so the taps meet only some "
                "of the cells."
            ),
            "larger": N_("A kernel larger than the stride leaves no holes, but may be uneven."),
        },
        _EVEN_CHOICES,
        hint=N_(
            "For each of them write down k·D modulo S for every tap k. Every residue has to come "
            "up, and equally often."
        ),
        step="condition",
    ),
    "sums": Wording(
        N_(
            "The kernel is [{kernel}], the stride {stride}. What are its {stride} phase sums, in "
            "the order of the residues 0, 1, …?"
        ),
        N_(
            "Start from each of the first {stride} weights in turn, go on in steps of {stride}, "
            "and add up: {terms}. A constant of 1 comes out as {constant}, over and over."
        ),
        {
            "counts": N_("That counts the taps; the phase sums add up their weights."),
            "runs": N_(
                "That cuts the kernel into runs of neighbours. Neighbouring taps land on "
                "neighbouring cells, so they belong to different phases."
            ),
            "turned": N_("Those are the right sums, in the wrong order: tap 0 has residue 0."),
        },
        hint=N_(
            "Weight k lands on residue k modulo {stride}. Collect the weights of each residue, "
            "then add them."
        ),
        step="weights",
    ),
    "stack": Wording(
        N_(
            "Two layers in one dimension: K = {kernel_1}, S = {stride_1}, then K = {kernel_2}, "
            "S = {stride_2}. How many paths lead to the best served interior cell, and how many "
            "to the worst?"
        ),
        N_(
            "The first layer alone gives {first}, over and over; through both it is {phases}. So "
            "{most} : {least} in one dimension, and {most_2d} : {least_2d} in two."
        ),
        {
            "first_only": N_("That is the first layer alone; the second stamps those counts on."),
            "multiplied": N_(
                "The layers' counts multiply along a path, but the largest do not all meet in one "
                "cell: neighbouring stamps are added."
            ),
            "two_axes": N_("That is the answer in two dimensions, where the axes multiply."),
        },
        hint=N_(
            "Write the counts of the first layer in a row, {stride_2} apart; let each of them "
            "stamp {kernel_2} copies of itself side by side; then add up the columns."
        ),
        step="stacks",
    ),
    "flat": Wording(
        N_(
            "With stride {stride}, which of these kernels turns a constant into a constant, away "
            "from the borders?"
        ),
        N_(
            "[{kernel_right}] has the phase sums {sums_right}: equal, so a constant stays one. "
            "All four in order: {sums_a} · {sums_b} · {sums_c} · {sums_d}."
        ),
        {
            "divides": N_(
                "There the stride divides the kernel size, so the taps are evenly shared; but "
                "their weights sum to {sums_divides}."
            ),
            "symmetric": N_("It is symmetric, but that alone leaves {sums_symmetric}."),
            "equal_weights": N_(
                "Equal weights on an uneven number of taps: one phase has a tap more, so "
                "{sums_equal_weights}."
            ),
        },
        _FLAT_CHOICES,
        hint=N_(
            "Add up the weights at even places, and those at odd places. What must hold for the "
            "two sums?"
        ),
        step="weights",
    ),
    "holes": Wording(
        N_(
            "A {kernel_size} × {kernel_size} kernel with stride {stride} and dilation {dilation}. "
            "Of every {stride} × {stride} block of interior output cells, how many are reached by "
            "no stamp at all?"
        ),
        N_(
            "Along one axis the taps meet {reached} of {stride} residues, so {reached} · {reached} "
            "= {reached_2d} of {cells} cells are reached and {answer} are not."
        ),
        {
            "one_axis": N_("{reply} is the number of holes along one axis."),
            "squared": N_(
                "A cell is a hole as soon as one of its axes is missed, not only where both are."
            ),
            "reached": N_("{reply} is the number of cells that are reached."),
            "none": N_("Some are: count the residues that k·D takes modulo {stride}."),
        },
        hint=N_(
            "Along one axis first: which residues does k·D take modulo {stride}? A cell is reached "
            "only if both its row and its column are."
        ),
        step="overlap",
    ),
    "remedies": Wording(
        N_(
            "Four decoders that enlarge by {stride}. Which one turns a constant into a constant, "
            "away from the borders, whatever its weights become in training?"
        ),
        N_(
            "{answer}. A convolution with stride 1 has a single phase and keeps a constant "
            "constant with any weights; a resize, and the mean over {stride} × {stride} cells, has "
            "no weights that training could change. Wherever each phase has weights of its own, "
            "training may move their sums apart."
        ),
        {
            "uneven": N_("S does not divide K there: even equal weights come out uneven."),
            "divides": N_(
                "Its overlap is even. But each phase has weights of its own, and their sums need "
                "not agree."
            ),
            "bilinear_start": N_(
                "It begins even. But each phase has weights of its own, and training may move "
                "their sums apart."
            ),
            "sub_pixel": N_(
                "Each phase has a filter of its own there, and the sums of the filters need not "
                "agree."
            ),
            "icnr": N_(
                "The filters are equal only at the start; training changes each of them on its own."
            ),
        },
        {
            "uneven": N_("Transposed convolution, K = {size_uneven}, S = {stride}"),
            "divides": N_("Transposed convolution, K = {size_divides}, S = {stride}"),
            "bilinear_start": N_(
                "Transposed convolution, K = {size_bilinear_start}, S = {stride}, which begins as "
                "bilinear interpolation"
            ),
            "sub_pixel": N_(
                "Sub-pixel convolution, filters of {size_sub_pixel} × {size_sub_pixel}"
            ),
            "icnr": N_(
                "Sub-pixel convolution, filters of {size_icnr} × {size_icnr}, all equal at the "
                "start (ICNR)"
            ),
            "nearest": N_(
                "Nearest-neighbour resize, then a convolution with K = {size_nearest} and stride 1"
            ),
            "bilinear": N_(
                "Bilinear resize, then a convolution with K = {size_bilinear} and stride 1"
            ),
            "smoothed": N_(
                "Transposed convolution, K = {size_smoothed}, S = {stride}, then the moving mean "
                "over {stride} × {stride} cells"
            ),
        },
        hint=N_(
            "Send a constant through each of them. After which layer may neighbouring cells "
            "differ? Does anything fixed follow that evens them out?"
        ),
        step="remedies",
    ),
    "bias": Wording(
        N_(
            "In one dimension a transposed convolution has the kernel [{kernel}], stride 2, no "
            "padding, and a bias of {bias}. The input is {level} everywhere. What comes out at "
            "even cells, and what at odd cells, far from the borders?"
        ),
        N_(
            "The phase sums are {even} and {odd}. Times {level}, plus the bias of {bias}: "
            "{answer}. The bias is the same for every cell, so only the weights can leave a "
            "pattern."
        ),
        {
            "no_bias": N_("That leaves out the bias of {bias}."),
            "bias_first": N_("The bias is added after the weights; it is not multiplied by them."),
            "all_taps": N_(
                "That adds up all the weights; with stride 2 each cell meets only those of its own "
                "phase."
            ),
            "turned": N_(
                "The right numbers, the other way round: the first weight lands on even cells."
            ),
        },
        hint=N_(
            "Which weights land on even cells, and which on odd ones? The input times their sum; "
            "then the bias, once."
        ),
        step="background",
    ),
    "frequency": Wording(
        N_(
            "In one dimension: K = {kernel_size}, S = {stride}. Far from the borders the overlap "
            "is a pattern that repeats. What is the frequency of its slowest wave, in cycles per "
            "output cell, and which bin is that in the FFT of {cells} such cells? (Bin 0 is the "
            "mean.)"
        ),
        N_(
            "The pattern repeats every {stride} cells, so its slowest wave has 1/{stride} cycles "
            "per cell. In {cells} cells it comes {place} times: frequency and bin are {answer}."
        ),
        {
            "halved": N_(
                "Such a wave is twice as long as the pattern, which has repeated by then."
            ),
            "period": N_("{stride} is the period, in cells; a frequency is one over it."),
            "fastest": N_(
                "1/2 is the fastest wave that cells can hold, two cells long. This pattern takes "
                "longer to repeat."
            ),
            "input_cells": N_(
                "That is in cycles per input cell; asked for are cycles per output cell."
            ),
            "turned": N_(
                "The right numbers, the other way round: first the frequency, then the bin."
            ),
        },
        hint=N_(
            "After how many cells does the pattern repeat? A frequency is one over that, and bin n "
            "stands for n cycles in all of the {cells} cells."
        ),
        step="spectrum",
    ),
    "copy_place": Wording(
        N_(
            "A wave of {wave} cycles per input cell goes into a transposed convolution with stride "
            "{stride}. Once the zeros are inserted, at which frequencies stand the wave and the "
            "lowest of its copies, in cycles per output cell?"
        ),
        N_(
            "The wave comes to {wave}/{stride} = {low}. Its copies stand as far as that on both "
            "sides of the multiples of 1/{stride}, the lowest at (1 − {wave})/{stride} = {copy}. "
            "So {answer}."
        ),
        {
            "input_cells": N_(
                "That counts cycles per input cell; the output has {stride} cells for each of them."
            ),
            "mirror": N_(
                "There is a copy, on the far side of 1/{stride}. On the near side is one too, "
                "since a wave has a mirror image at −f."
            ),
            "of_constant": N_(
                "At 1/{stride} stands the copy of a constant; those of a wave lie beside it."
            ),
            "doubled": N_(
                "Inserted zeros make no harmonics at twice the frequency: they repeat the spectrum "
                "at multiples of 1/S."
            ),
        },
        hint=N_(
            "Cells are {stride} times as fine now. And the spectrum, with the wave at f and its "
            "mirror image at −f, repeats at every multiple of 1/{stride}."
        ),
        step="spectrum",
    ),
    "copy_of_constant": Wording(
        N_(
            "The kernel [{kernel}] stamps with stride 2, and the input is 1 everywhere. How strong "
            "is the copy of this constant in the output, the wave that changes its sign from cell "
            "to cell?"
        ),
        N_(
            "The phase sums are {even} and {odd}: the mean {mean}, plus and minus {answer}. With "
            "equal phase sums, and only with them, no copy of a constant is left."
        ),
        {
            "difference": N_(
                "{reply} is from one phase sum to the other; a wave goes half as far from its "
                "middle."
            ),
            "wave": N_("{reply} is the mean: the constant itself, not its copy."),
            "counts": N_(
                "That would follow from the counts of the overlap; here the weights decide."
            ),
            "zeros": N_(
                "So strong is the copy before the kernel, right after the zeros were inserted."
            ),
        },
        hint=N_(
            "Two numbers take turns in the output: the phase sums. Write them as a mean, plus and "
            "minus something."
        ),
        step="spectrum",
    ),
}
