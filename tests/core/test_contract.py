"""The contract of what is public: a right result or `ParameterError`, whatever is given.

Every function of analysis, inputs, methods and trace stands here with arguments that it accepts.
One after another is replaced by something silly.
"""

from __future__ import annotations

import datetime
import math
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from upsample_core.analysis.costs import inserted_share, multiplications
from upsample_core.analysis.evenness import assess, is_flat, make_flat, phase_sums
from upsample_core.analysis.frequency_response import copy_response, phase_response, phase_shifts
from upsample_core.analysis.gradients import averaged_over_shifts, conv_gradient, max_pool_gradient
from upsample_core.analysis.metrics import difference, mse, overshoot, psnr, ssim
from upsample_core.analysis.overlap import (
    axis_coverage,
    coverage,
    coverage_phases,
    is_even,
    residues,
    stack_coverage,
)
from upsample_core.analysis.overlap_table import overlap_table
from upsample_core.analysis.reconstruction import (
    adjoint_products,
    least_squares,
    null_space,
    rank,
    round_trip,
    unseen,
)
from upsample_core.analysis.spectrum import artifact_score, log_spectrum, spectrum_frequencies
from upsample_core.checks import ParameterError
from upsample_core.inputs.kernel_presets import preset_kernel
from upsample_core.inputs.parsing import parse_numbers
from upsample_core.inputs.patterns import grid_pattern, picture
from upsample_core.lessons.parameter_search import ranked_parameters
from upsample_core.lessons.remedies import ranked, remedy
from upsample_core.methods import METHODS, for_picture, legal_method, legal_values, method
from upsample_core.operations.convolution import conv_map
from upsample_core.runs.trace import run, trace

GRID = np.arange(30.0).reshape(5, 6)
KERNEL = [[1.0, 2.0, 1.0], [0.0, 3.0, 1.0]]
MAP = conv_map((5, 6), KERNEL, stride=(1, 2))
OUTPUT = np.arange(12.0).reshape(4, 3)[:, :2]
LARGE = np.arange(12.0 * 13).reshape(12, 13) % 7
CHOSEN = method("transposed_convolution", (5, 6))

CALLS = {
    "multiplications": (
        multiplications,
        {
            "input_shape": (5, 6),
            "kernel_size": (3, 4),
            "stride": 2,
            "padding": 1,
            "output_padding": 1,
            "dilation": 1,
        },
    ),
    "inserted_share": (inserted_share, {"stride": (2, 3), "axes": 2}),
    "phase_sums": (phase_sums, {"kernel": KERNEL, "stride": (2, 3), "dilation": 1}),
    "is_flat": (is_flat, {"kernel": KERNEL, "stride": 2, "dilation": 1, "tolerance": 1e-6}),
    "assess": (assess, {"kernel": KERNEL, "stride": 2, "dilation": (1, 3)}),
    "make_flat": (make_flat, {"kernel": KERNEL, "stride": 2, "dilation": 1}),
    "phase_response": (
        phase_response,
        {"kernel": KERNEL, "stride": 2, "frequencies": [[0.1, 0.2]], "dilation": 1},
    ),
    "copy_response": (
        copy_response,
        {"kernel": [1.0, 2], "stride": 2, "frequencies": [0.1, 0.2], "dilation": 1},
    ),
    "phase_shifts": (phase_shifts, {"kernel": [1.0, 2], "stride": 2, "frequencies": [0.1, 0.2]}),
    "conv_gradient": (
        conv_gradient,
        {"x": GRID, "kernel": KERNEL, "stride": 1, "padding": 1, "layers": 2},
    ),
    "max_pool_gradient": (
        max_pool_gradient,
        {"x": GRID, "kernel_size": 2, "stride": 1, "layers": 2},
    ),
    "averaged_over_shifts": (
        averaged_over_shifts,
        {"gradient": np.square, "x": GRID, "shifts": 2},
    ),
    "difference": (difference, {"reference": GRID, "picture": GRID + 1}),
    "mse": (mse, {"reference": GRID, "picture": GRID + 1}),
    "psnr": (psnr, {"reference": GRID, "picture": GRID + 1, "data_range": 1.0}),
    "ssim": (ssim, {"reference": LARGE, "picture": LARGE + 1, "data_range": 1.0}),
    "overshoot": (overshoot, {"input_picture": GRID, "output_picture": LARGE}),
    "residues": (residues, {"kernel_size": 3, "stride": 2, "dilation": 1}),
    "coverage_phases": (coverage_phases, {"kernel_size": 3, "stride": 2, "dilation": 1}),
    "is_even": (is_even, {"kernel_size": 3, "stride": 2, "dilation": 1}),
    "axis_coverage": (axis_coverage, {"kernel_size": 3, "stride": 2, "dilation": 1}),
    "coverage": (coverage, {"kernel_size": 3, "stride": (2, 3), "dilation": 1, "axes": 2}),
    "stack_coverage": (stack_coverage, {"layers": [(3, 2), (4, 2, 1)], "axes": 2}),
    "one layer of a stack": (
        lambda layer: stack_coverage([(3, 2), layer]),
        {"layer": (3, 2)},
    ),
    "a kernel size in a stack": (
        lambda size, stride, dilation: stack_coverage([(3, 2), (size, stride, dilation)]),
        {"size": 3, "stride": 2, "dilation": 1},
    ),
    "overlap_table": (overlap_table, {"max_kernel_size": 5, "max_stride": 4, "dilation": 1}),
    "adjoint_products": (adjoint_products, {"linear_map": MAP, "x": GRID, "y": OUTPUT}),
    "least_squares": (least_squares, {"linear_map": MAP, "output": OUTPUT}),
    "null_space": (null_space, {"linear_map": MAP}),
    "rank": (rank, {"linear_map": MAP}),
    "round_trip": (round_trip, {"linear_map": MAP, "x": GRID}),
    "unseen": (unseen, {"linear_map": MAP, "seed": 3}),
    "artifact_score": (
        artifact_score,
        {"image": LARGE, "stride": (2, 3), "reference": LARGE.T.reshape(12, 13)},
    ),
    "log_spectrum": (log_spectrum, {"image": GRID}),
    "spectrum_frequencies": (spectrum_frequencies, {"size": 5}),
    "preset_kernel": (
        preset_kernel,
        {"name": "random", "shape": (2, 3), "stride": (1, 2), "seed": 4},
    ),
    "parse_numbers": (parse_numbers, {"text": "1 2; 3 4", "name": "k", "max_shape": (4, 4)}),
    "grid_pattern": (grid_pattern, {"name": "random", "shape": (2, 3), "seed": 4}),
    "picture": (picture, {"name": "ramp", "size": (9, 8)}),
    "ranked_parameters": (
        ranked_parameters,
        {
            "input_size": 3,
            "output_size": 6,
            "max_stride": 3,
            "max_kernel_size": 3,
            "max_dilation": 2,
        },
    ),
    "remedy": (
        remedy,
        {"name": "icnr", "picture": GRID, "stride": 2, "spread": 0.5, "seed": 4},
    ),
    "ranked": (ranked, {"original": LARGE[:, :12], "stride": 2, "spread": 0.5, "seed": 4}),
    "method": (method, {"name": "bicubic", "input_shape": (5, 6), "scale_factor": (2, 3)}),
    "legal_method": (
        legal_method,
        {"name": "decimate", "input_shape": (5, 6), "given": {"stride": 9}, "near": True},
    ),
    "legal_values": (legal_values, {"method": CHOSEN, "name": "padding", "axis": 1}),
    "for_picture": (for_picture, {"method": CHOSEN, "height": 9, "width": 8}),
    "trace": (trace, {"method": CHOSEN, "image": GRID}),
    "run": (run, {"method": CHOSEN, "picture": GRID[None]}),
}


class Unprintable:
    """Something that cannot even be shown."""

    def __repr__(self):
        raise RuntimeError("no words")


NUMBERS = [
    *(0, -1, 1, 2, 3, 7, 65, 10**4, 10**9, 2**63, 2**64, 10**309, -(10**309), 10**5000),
    *(0.0, -0.5, 0.5, 2.0, 2.5, 1e-320, 1e308, -1e308, math.nan, math.inf, -math.inf),
    *(True, False, 1j, Fraction(1, 3), Decimal("1.5"), Decimal("nan")),
    *(np.int8(3), np.uint64(2**63), np.float32(1.5), np.float16("inf"), np.bool_(True)),
    *(np.datetime64("2020-01-01"), np.timedelta64(3, "s"), np.longdouble("1e4000")),
]
OTHERS = [
    *(None, "", "x", "1 2; 3 4", "nan", "1e308", "9" * 5000, b"1 2", object(), Unprintable()),
    *(print, int, NotImplemented, Ellipsis, slice(3), datetime.date(2020, 1, 1)),
    *(
        range(3),
        range(10**20),
        {},
        {"stride": 2},
        {1, 2},
        frozenset(),
        iter([1, 2]),
        memoryview(b"1"),
    ),
]
ARRAYS = [
    *([], [[]], (), ((), ()), [1], (2, 3), [1, 2, 3], [[1, 2], [3]], [[1.0, 2], [3, 4]], [[[[1]]]]),
    *([None], ["a", "b"], [1, "b"], [math.nan], [10**400], [10**5000, 2], [1j], [[1], 2], [{}]),
    *(np.array(2), np.array(2.5), np.array([2, 3]), np.array([]), np.ones((0, 3)), np.ones((3, 0))),
    *(np.ones(4), np.ones((2, 2)), np.ones((5, 6)), np.full((5, 6), np.nan), np.ones((1, 5, 6))),
    *(np.full((5, 6), 1e308), np.full((12, 13), -np.inf), np.ones((1,) * 33), np.ones((2,) * 5)),
    *(np.array(["a"]), np.array([None]), np.array([object()]), np.array([1, 2], "datetime64[s]")),
    *(np.array([(1, 2.0)], "i4,f8"), np.ma.masked_array([1.0, 2], [0, 1]), np.ones((5, 6), "f4")),
]
SINGLE = [*NUMBERS, *OTHERS, *ARRAYS]
# Places in the list, and lists and pairs of them: some of the values cannot be printed.
PLANS = st.recursive(
    st.integers(0, len(SINGLE) - 1),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.tuples(inner, inner)),
    max_leaves=6,
)


def planned(plan):
    """Make the value that a plan stands for."""
    return SINGLE[plan] if isinstance(plan, int) else type(plan)(map(planned, plan))


# What a callable of the caller's own does is the caller's.
OWN = {"gradient"}
PLACES = [
    pytest.param(call, argument, id=f"{argument} of {call}")
    for call, (_function, arguments) in CALLS.items()
    for argument in arguments
    if argument not in OWN
]


def refusal(function, arguments):
    """Return what a call is refused with, if it is; IEEE may make of infinities what it likes."""
    with np.errstate(all="ignore"):
        try:
            function(**arguments)
        except ParameterError as error:
            return str(error)
    return ""


@pytest.mark.parametrize("call", CALLS)
def test_what_is_right_is_accepted(call):
    function, arguments = CALLS[call]
    assert refusal(function, arguments) == ""


@pytest.mark.parametrize(("call", "argument"), PLACES)
def test_one_silly_argument_is_refused_by_name_or_understood(call, argument):
    function, arguments = CALLS[call]
    for value in SINGLE:
        message = refusal(function, {**arguments, argument: value})
        assert len(message) < 400, f"a flood for {argument}: {message}"


@pytest.mark.parametrize("call", CALLS)
@given(data=st.data())
@settings(max_examples=60, deadline=None)
def test_several_silly_arguments_are_refused_or_understood(call, data):
    function, arguments = CALLS[call]
    replaced = data.draw(st.sets(st.sampled_from(sorted(arguments.keys() - OWN)), min_size=1))
    silly = {name: planned(data.draw(PLANS)) for name in sorted(replaced)}
    refusal(function, {**arguments, **silly})


@pytest.mark.parametrize(
    ("name", "parameter"),
    [
        pytest.param(name, parameter.name, id=f"{parameter.name} of {name}")
        for name, definition in METHODS.items()
        for parameter in definition.parameters
    ],
)
def test_silly_parameters_of_methods_are_refused_and_replaced(name, parameter):
    for value in SINGLE:
        refusal(method, {"name": name, "input_shape": (5, 6), parameter: value})
        found, _replaced = legal_method(name, (5, 6), {parameter: value})
        assert method(name, (5, 6), **found.chosen) == found


def test_only_mappings_are_read_as_parameters():
    for value in SINGLE:
        if not isinstance(value, dict):
            assert "given must be a mapping" in refusal(
                legal_method, {"name": "decimate", "input_shape": 4, "given": value}
            )
