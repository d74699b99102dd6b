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
    ),
}
