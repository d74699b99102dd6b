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
            "again and at the very end the output padding, {output_padding} wide."
        ),
        {"padded": N_("It would be so if the border were P = {padding} wide.")},
        {
            "datum": N_("a datum"),
            "inserted_zero": N_("an inserted zero"),
            "border": N_("border"),
            "output_padding": N_("output padding"),
        },
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
    ),
    "overlap": Wording(
        N_(
            "An input of {input}, kernel {kernel_size} × {kernel_size}, stride {stride}, padding "
            "{padding}; the output is {output}. How many stamps reach output cell ({row}, "
            "{column})?"
        ),
        N_("{down} along the height, {across} along the width: {down} · {across} = {answer}."),
        {
            "kernel": N_("{reply} is every tap there is; {answer} of them fall on this cell."),
            "one_axis": N_("{reply} is the count along one axis. The two axes multiply."),
            "added": N_("The counts of the two axes multiply; you added them."),
            "all": N_(
                "{reply} is every stamp there is; of {stamps} stamps {answer} reach this cell."
            ),
        },
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
    ),
}
