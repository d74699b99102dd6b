"""The words of the questions about transposed convolution."""

from ui.quiz import Wording
from ui.words import N_

_CHOICE_A = N_("S = {stride_a}, K = {kernel_a}, P = {padding_a}, OP = {extra_a}")
_CHOICE_B = N_("S = {stride_b}, K = {kernel_b}, P = {padding_b}, OP = {extra_b}")
_CHOICE_C = N_("S = {stride_c}, K = {kernel_c}, P = {padding_c}, OP = {extra_c}")
_CHOICE_D = N_("S = {stride_d}, K = {kernel_d}, P = {padding_d}, OP = {extra_d}")

WORDINGS = {
    "size": Wording(
        N_(
            "A transposed convolution takes {length} cells, with stride {stride}, kernel size "
            "{kernel_size}, padding {padding}, output padding {output_padding} and dilation "
            "{dilation}. How many cells come out?"
        ),
        N_(
            "(L−1)·S − 2P + D·(K−1) + OP + 1 = {steps} − {cropped} + {reach} + {output_padding} + "
            "1 = {answer}."
        ),
        {
            "no_output_padding": N_("That leaves out the output padding of {output_padding}."),
            "not_cropped": N_("Padding crops: P = {padding} has to go at each end."),
            "cropped_once": N_("Padding crops at both ends: 2 · {padding}, not {padding}."),
            "no_dilation": N_(
                "With dilation {dilation} each tap is {dilation} cells on from the one before, so "
                "the kernel reaches further."
            ),
            "scaled": N_(
                "{reply} is L·S. The size comes out so only if the kernel, the padding and the "
                "output padding allow for it."
            ),
            "every_step": N_(
                "Between {length} stamps there is one step fewer than there are stamps: (L−1)·S, "
                "not L·S."
            ),
        },
        hint=N_(
            "Lay the stamps: the first begins at 0, the last at (L−1)·S, and each is D·(K−1) + 1 "
            "wide. Then crop P at both ends and add OP."
        ),
        step="size",
    ),
    "virtual_cell": Wording(
        N_(
            "{length} input cells, stride {stride}, kernel size {kernel_size}, padding {padding}, "
            "output padding {output_padding}. The virtual input has {cells} cells. What is cell "
            "{position}? (Counted from 0.)"
        ),
        N_(
            "The border is K − 1 − P = {border} wide. So data stand from cell {first} to cell "
            "{last} in steps of {stride}, with inserted zeros between them; then come the border "
            "again and at the very end the output padding, {output_padding} wide. Cell {position}: "
            "{answer}."
        ),
        {"padded": N_("It would be so if the border were P = {padding} wide.")},
        {
            "datum": N_("a datum"),
            "inserted_zero": N_("an inserted zero"),
            "border": N_("border"),
            "output_padding": N_("output padding"),
        },
        hint=N_("Begin with the border: how wide is it? Behind it the data stand {stride} apart."),
        step="ways",
    ),
    "entry": Wording(
        N_(
            "In one dimension: {length} inputs, kernel [{kernel}], stride {stride}, padding "
            "{padding}. What stands in row {row}, column {column} of Cᵀ? (Both counted from 0.)"
        ),
        N_(
            "Column {column} is the stamp of input {column}: the kernel lies on rows {start} to "
            "{end}, its first tap on row {start}; rows that C has not were cropped. In row {row} "
            "stands {answer}."
        ),
        {
            "rotated": N_(
                "You get {reply} with the kernel turned round. A column of Cᵀ is a stamp, and "
                "holds it as it is; turned round it stands in the rows."
            ),
            "no_padding": N_(
                "You get {reply} without cropping; P = {padding} moves every stamp up by {padding}."
            ),
            "no_stride": N_("You get {reply} if stamps lie 1 apart; here they lie {stride} apart."),
        },
        hint=N_(
            "Column {column} is a stamp. On which row does it begin? S moves it down, P moves it "
            "up."
        ),
        step="ways",
    ),
    "overlap": Wording(
        N_(
            "An input of {input}, kernel {kernel_size} × {kernel_size}, stride {stride}, padding "
            "{padding}; the output is {output}. How many stamps reach output cell ({row}, "
            "{column})?"
        ),
        N_("{down} along the height, {across} along the width: {down} · {across} = {answer}."),
        {
            "kernel": N_("{reply} is every tap there is; only some of them fall on this cell."),
            "one_axis": N_("{reply} is the count along one axis. The two axes multiply."),
            "added": N_("The counts of the two axes multiply; you added them."),
            "all": N_("{reply} is every stamp there is; not all of them reach this cell."),
        },
        hint=N_(
            "Take one axis at a time: the stamps are {kernel_size} long, {stride} apart, and "
            "{padding} cropped at each end. How many cover row {row}, and how many column "
            "{column}?"
        ),
        step="symbols",
    ),
    "output_padding": Wording(
        N_(
            "A convolution with kernel size {kernel_size}, stride {stride} and padding {padding} "
            "takes {original} cells to {shrunk}. Which output padding brings {original} back in "
            "the transposed convolution with the same numbers?"
        ),
        N_(
            "Without output padding {shrunk} goes to {least}; {original} − {least} = {answer} more "
            "are needed."
        ),
        {
            "none": N_("With 0 you get {least}, not {original}."),
            "largest": N_(
                "{reply} is the largest there is for this stride; it gives the largest of the "
                "sizes that become {shrunk}."
            ),
            "padding": N_("{reply} is the padding, which says how much is cropped at each end."),
        },
        hint=N_(
            "First compute what comes back without output padding: (L−1)·S − 2P + K with L = "
            "{shrunk}."
        ),
        step="output_padding",
    ),
    "phase_taps": Wording(
        N_(
            "In one dimension: kernel size {kernel_size}, stride {stride}, padding {padding}. Far "
            "from every border, which taps reach output cell {cell}? (Both are counted from 0; the "
            "smallest tap first.)"
        ),
        N_(
            "Tap k lands on the cells i·S + k − P. So k has the residue of {cell} + {padding} = "
            "{before} modulo {stride}, which is {rest}: taps {answer}."
        ),
        {
            "no_padding": N_(
                "Those taps would be right if nothing were cropped; P = {padding} has moved every "
                "cell."
            ),
            "other_sign": N_(
                "P was taken to the wrong side: before cropping, this cell had a higher number, "
                "not a lower one. Which taps land there?"
            ),
            "turned": N_(
                "Those are places in the rotated kernel. At place p of it stands tap K − 1 − p."
            ),
            "neighbours": N_(
                "Neighbouring taps of one stamp land on neighbouring cells; the taps that meet in "
                "one cell are further apart."
            ),
        },
        hint=N_(
            "Tap k of the stamp of input i lands on cell i·S + k − P. For which k is that {cell}, "
            "for some whole number i?"
        ),
        step="phases",
    ),
    "phase_count": Wording(
        N_(
            "A kernel of {kernel}, with stride {stride_down} along the height and {stride_across} "
            "along the width, falls apart into phase kernels. How many are there, and how many "
            "weights has the largest of them?"
        ),
        N_(
            "The axes have {stride_down} and {stride_across} residues, so there are {stride_down} "
            "· {stride_across} = {phases} phase kernels. The fullest residue holds {most_down} "
            "rows of weights along the height and {most_across} columns along the width: "
            "{most_down} · {most_across} = {largest}."
        ),
        {
            "added": N_(
                "The axes multiply: every residue of the rows meets every residue of the columns."
            ),
            "whole": N_(
                "Those are the weights of the whole kernel; they are shared out among the phases."
            ),
            "smallest": N_(
                "That is the smallest of them. Where S does not divide K, other phases have more."
            ),
            "turned": N_("The right numbers, the other way round: first how many there are."),
        },
        hint=N_(
            "One axis at a time: how many residues modulo S are there, and how many of the numbers "
            "from 0 to K − 1 share the commonest? Then the two axes multiply."
        ),
        step="phases",
    ),
    "phase_kernel": Wording(
        N_(
            "In one dimension the kernel [{kernel}] stamps with stride {stride}, without padding. "
            "Output cells {residue}, {second}, {third}, … are also a convolution of the small "
            "input, in which one small kernel slides as it is, without being rotated. What are its "
            "weights, from left to right?"
        ),
        N_(
            "The stamp puts [{stamped}] on these cells, in this order. The first of them meets the "
            "rightmost input cell of a window, so the kernel that slides is rotated: [{answer}]."
        ),
        {
            "as_stamped": N_(
                "The right weights, in the order of the stamp. Which of them meets the leftmost "
                "input cell of a window?"
            ),
            "other_phase": N_(
                "That small kernel makes other output cells, those of another phase."
            ),
            "run": N_(
                "Those stand side by side in the kernel, so they land on neighbouring cells: on "
                "different phases."
            ),
        },
        hint=N_(
            "Which weights land on cell {residue}, and on every cell whole strides from it? Then "
            "mind the order: a stamp spreads one input to the right, a window that slides gathers "
            "inputs from left to right."
        ),
        step="phases",
    ),
    "parameters": Wording(
        N_("Which of these takes {small} cells to {large}? (D = 1.)"),
        N_(
            "With S = {stride_right}, K = {kernel_right}, P = {padding_right}, OP = {extra_right}: "
            "({small}−1)·{stride_right} − 2·{padding_right} + {kernel_right} − 1 + {extra_right} + "
            "1 = {size_right}."
        ),
        {
            "a": N_("That gives {size_a}."),
            "b": N_("That gives {size_b}."),
            "c": N_("That gives {size_c}."),
            "d": N_("That gives {size_d}."),
        },
        {"a": _CHOICE_A, "b": _CHOICE_B, "c": _CHOICE_C, "d": _CHOICE_D},
        hint=N_("Put L = {small} into (L−1)·S − 2P + K + OP, for one after the other."),
        step="search",
    ),
    "same": Wording(
        N_(
            "{length} cells, kernel size {kernel_size}, stride {stride}: the stamps cover {whole} "
            "cells. How many does TensorFlow's `same` crop at the beginning?"
        ),
        N_(
            "`same` keeps L·S = {wanted} of {whole}, so {over} must go: half of them, rounded "
            "down, at the beginning ({answer}) and the rest at the end ({after})."
        ),
        {
            "pytorch": N_(
                "{reply} is the padding with which PyTorch gives the same size; its picture then "
                "lies one cell apart."
            ),
            "all": N_("{reply} is all that must go; it goes from both ends."),
        },
        hint=N_(
            "How many cells are too many? They go from both ends as evenly as can be; an odd one "
            "goes from the end."
        ),
        step="frameworks",
    ),
}
