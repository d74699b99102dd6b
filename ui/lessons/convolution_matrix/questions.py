"""The words of the questions about a convolution as a matrix."""

from ui.quiz import Wording
from ui.words import N_

WORDINGS = {
    "matrix_shape": Wording(
        N_(
            "A convolution with a {kernel_size} × {kernel_size} kernel, stride {stride} and "
            "padding {padding} takes a grid of {input}. How many rows and columns has its matrix C?"
        ),
        N_(
            "The output is {output}, so C has {rows} rows, one for each output cell; the input "
            "is {input}, so C has {columns} columns, one for each input cell: {answer}."
        ),
        {
            "transposed": N_(
                "That is the shape of Cᵀ: rows belong to the output and columns to the input."
            ),
            "no_padding": N_("That is the matrix without padding; here P = {padding}."),
            "grids": N_(
                "That is the shape of the output grid. C has one row for each of its cells."
            ),
            "kernel": N_(
                "A row stores at most {taps} taps, but it is longer: it has a place for every "
                "input cell, with zeros where no tap lies."
            ),
        },
        hint=N_(
            "C has one row for every cell that comes out, and one column for every cell that goes "
            "in. How many cells come out along each axis?"
        ),
        step="rows",
    ),
    "entry": Wording(
        N_(
            "In one dimension: {size} inputs, kernel [{kernel}], stride {stride}, padding "
            "{padding}. What stands in row {row}, column {column} of C? (Both are counted from 0.)"
        ),
        N_(
            "Row {row} lays the kernel on the positions {first} to {last}, the first tap on "
            "{first}. In column {column} stands {answer}."
        ),
        {
            "rotated": N_(
                "You get {reply} with the kernel turned round. A convolution in a network lays it "
                "on as it is; only Cᵀ, read row by row, shows it turned."
            ),
            "no_padding": N_(
                "You get {reply} if the kernel of row 0 begins at position 0; with P = {padding} "
                "it begins at −{padding}."
            ),
            "no_stride": N_(
                "You get {reply} if each row moves the kernel by 1; here it moves by {stride}."
            ),
            "repeated": N_(
                "You get {reply} if the kernel goes on repeating; it lies on three positions, and "
                "zeros stand everywhere else."
            ),
        },
        hint=N_(
            "Row 0 begins {padding} cells before the input, and each further row {stride} later. "
            "Which tap, if any, lies on column {column} then?"
        ),
        step="rows",
    ),
    "stored": Wording(
        N_(
            "In one dimension: {size} inputs, 3 taps, stride {stride}, padding {padding}. C is "
            "{rows} × {columns}. How many entries does it store?"
        ),
        N_("Row by row: {terms} = {answer}. A tap that lies on the padding stores nothing."),
        {
            "full_rows": N_(
                "{reply} is 3 for each of {rows} rows; but at the border a tap lies outside the "
                "input and has no column."
            ),
            "all": N_("{reply} is all of {rows} × {columns}; where no tap lies nothing is stored."),
            "kernel": N_(
                "{reply} is the number of taps; C stores some of them again in every row."
            ),
        },
        hint=N_(
            "Count row by row: how many of the three taps lie on the input, and not on the padding?"
        ),
        step="diagonals",
    ),
    "column_count": Wording(
        N_(
            "A 3 × 3 kernel, stride {stride}, padding {padding}, slides over a grid of {input}; "
            "the output is {output}. In how many outputs does input cell ({row}, {column}) take "
            "part?"
        ),
        N_("Stored entries in column {flat} of C: {answer}. They belong to the outputs {outputs}."),
        {
            "every_tap": N_(
                "{reply} would need every tap to meet this cell; near a border, or with a stride "
                "above 1, only some of them do."
            ),
            "one": N_("More than one window covers this cell."),
            "outputs": N_("{reply} is every output there is; not every window covers this cell."),
        },
        hint=N_(
            "Take one axis at a time: how many windows cover row {row}, and how many column "
            "{column}? The two multiply."
        ),
        step="columns",
    ),
    "null_space": Wording(
        N_(
            "In one dimension: {size} inputs, kernel [{kernel}], stride {stride}, no padding. How "
            "many dimensions of the input does C map to zero?"
        ),
        N_(
            "C is {rows} × {columns} of rank {rank}. Lost dimensions: {columns} − {rank} = "
            "{answer}."
        ),
        {
            "rank": N_("{reply} is the rank: the dimensions that survive."),
            "none": N_(
                "C has {rows} rows for {columns} inputs: {rows} numbers cannot tell all inputs "
                "apart."
            ),
            "columns": N_("{reply} is all of them; but the output is not always zero."),
        },
        hint=N_("Compare how many numbers go in with how many independent ones come out."),
        step="lost",
    ),
    "adjoint": Wording(
        N_(
            "C is the matrix of the kernel [{kernel}] on {size} inputs with stride {stride} and "
            "padding 1. For x = ({x}) and y = ({y}), Cx = ({forward}) and ⟨Cx, y⟩ = {product}. "
            "What is ⟨x, Cᵀy⟩?"
        ),
        N_(
            "⟨x, Cᵀy⟩ = ⟨Cx, y⟩ for every x and y, with nothing left to compute. Here Cᵀy = "
            "({backward}), and its product with x is {answer}."
        ),
        {
            "norm": N_("{reply} is ⟨Cᵀy, Cᵀy⟩; the product asked for is with x."),
            "sums": N_("{reply} is the sum of x times the sum of y, which leaves C out."),
            "none": N_("{reply} would mean that x and Cᵀy stand at right angles; they do not."),
        },
        hint=N_("Moved to the other side of the product, C becomes Cᵀ. Does the product change?"),
        step="transpose",
    ),
}
