"""Checks that every public operation makes before it computes or allocates anything.

Read `arguments` first: it checks numbers, sizes, shapes and arrays, and says what was given and
what is allowed. `quoting` is how it says so.
"""

from upsample_core.checks.arguments import (
    MAX_AXES,
    MAX_ELEMENTS,
    MAX_WHOLE,
    Array,
    Axes,
    ParameterError,
    as_array,
    check_size,
    finite_number,
    flag,
    grid_shape,
    group_count,
    index_array,
    instance_of,
    number_array,
    one_of,
    per_axis,
    read_entries,
    sequence_length,
    whole_number,
)
from upsample_core.checks.quoting import shown

__all__ = [
    "MAX_AXES",
    "MAX_ELEMENTS",
    "MAX_WHOLE",
    "Array",
    "Axes",
    "ParameterError",
    "as_array",
    "check_size",
    "finite_number",
    "flag",
    "grid_shape",
    "group_count",
    "index_array",
    "instance_of",
    "number_array",
    "one_of",
    "per_axis",
    "read_entries",
    "sequence_length",
    "shown",
    "whole_number",
]
