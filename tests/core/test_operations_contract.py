"""Whatever the core is given: a `ParameterError` or a result, at once and in little memory.

Each public function is called as it should be, with up to three of its arguments replaced by
something that no one should give.
"""

from __future__ import annotations

import inspect
import itertools
import time
import tracemalloc
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import upsample_core
from upsample_core import LinearMap, ParameterError, operations, resampling, shapes

SECONDS, BYTES = 1.0, 2**28


class KeepsGradients:
    """What a tensor does that is part of a computation that is differentiated."""

    def __array__(self, dtype: Any = None, copy: Any = None) -> np.ndarray:
        raise RuntimeError("Can't call numpy() on Tensor that requires grad.")

    def __len__(self) -> int:
        return 2


class Endless(Sequence[int]):
    """A sequence that takes hours to read to its end."""

    def __init__(self, length: int = 10**12) -> None:
        self.length = length

    def __len__(self) -> int:
        return self.length

    def __getitem__(self, place: Any) -> Any:
        return 1


class Unreadable(Sequence[int]):
    """A sequence that says it has two entries, and has none."""

    def __len__(self) -> int:
        return 2

    def __getitem__(self, place: Any) -> Any:
        raise KeyError(place)


class Unspeakable:
    """What cannot even be quoted."""

    def __repr__(self) -> str:
        raise ValueError


def itself() -> list[Any]:
    """Return a list that holds itself, twice."""
    loop: list[Any] = []
    loop.extend([loop, loop])
    return loop


def deep(levels: int) -> list[Any]:
    """Return a number in so many lists."""
    nested: list[Any] = [1.0]
    for _ in range(levels):
        nested = [nested]
    return nested


SILLY: list[Any] = [
    None, "", "abc", "2", b"2", "9" * 10**6, float("nan"), float("inf"), -float("inf"), 1.5, 2.0,
    1j, True, False, np.True_, 0, -1, 1, 2, 3, 5, 10**4, -(10**4), 10**9, 2**62, 2**63, 10**30,
    10**5000, -(10**5000), (), [], [1], (2, 1), [1, 2, 3], [2, None], [1, 2.5], ((1,), 2),
    [[1], [2, 3]], [[1.0, 2.0], [3.0, 4.0]], [[[[1.0]]]], [0] * 1000, deep(20), deep(200), itself(),
    [10**5000], [float("nan")], ["a", "b"], {}, {"a": 1}, set(), object(), object, len, Ellipsis,
    slice(2), Fraction(3, 2), Decimal(2), np.int8(3), np.uint64(2**64 - 1), np.float32(2),
    np.float64("nan"), np.timedelta64(3), np.datetime64("2020-01-01"), np.str_("nearest"),
    np.array(2), np.array(2.5), np.array([1, 2]), np.array([[1, 2]]), np.zeros(0), np.zeros((2, 0)),
    np.array(None), np.array("x"), np.array([None, 1]), np.ones(3, complex), np.ones((2, 2)),
    np.array([2**64 - 1], np.uint64), np.broadcast_to(1.0, (10**6, 10**6)),
    np.broadcast_to(np.int8(1), (10**9,)), memoryview(b"12"), range(3), range(10**12),
    range(10**20), [range(10**12)], [[1], range(10**12)], Endless(), Endless(2), Unreadable(),
    Unspeakable(), [Unspeakable()], KeepsGradients(), [KeepsGradients()], iter([1, 2]),
    np.ma.masked_array([1, 2], [True, False]), LinearMap.identity((2,)),
]  # fmt: skip

GRID = np.arange(12.0).reshape(3, 4)
SHAPE = GRID.shape
IMAGES = np.arange(96.0).reshape(2, 4, 3, 4)
SIGNALS = np.arange(24.0).reshape(2, 4, 3)
TAPS = np.ones((2, 3))
WINDOW = {"kernel_size": 2, "stride": 1, "padding": 1}
STEPS = {"stride": 2, "padding": 1, "output_padding": 1, "dilation": 2}
LENGTHS = {"size": 5, "kernel_size": 3, "stride": 2, "padding": 1}
MAP = operations.conv_map(SHAPE, TAPS)
RESIZE = {
    "mode": "cubic",
    "coordinates": "half_pixel",
    "cubic_a": -0.5,
    "antialias": True,
    "exclude_outside": True,
    "nearest_mode": "floor",
}
LATTICE = {"scale_factor": 2, "coordinates": "align_corners"}
REGIONS = {"flat_below": 0.02, "edge_above": 0.4}
FIT = upsample_core.method("transposed_convolution", SHAPE, kernel_size=3)
INTERPOLATE = {"size": None, "scale_factor": 1.5, "mode": "nearest", "align_corners": False}


def listed(function: Callable[..., Iterator[Any]]) -> Callable[..., list[Any]]:
    """Return the function with the first thousand of what it yields."""
    return lambda **call: list(itertools.islice(function(**call), 1000))


def several(function: Callable[..., Any]) -> Callable[..., Any]:
    """Return a function of any number of maps as a function of two."""
    return lambda one, other: function(one, other)


CALLS: Mapping[str, tuple[Callable[..., Any], dict[str, Any]]] = {
    "conv_output_size": (shapes.conv_output_size, LENGTHS | {"dilation": 2}),
    "conv_transpose_output_size": (
        shapes.conv_transpose_output_size,
        LENGTHS | {"output_padding": 1, "dilation": 2},
    ),
    "pool_output_size": (shapes.pool_output_size, LENGTHS | {"dilation": 1, "ceil_mode": True}),
    "unpool_output_size": (shapes.unpool_output_size, LENGTHS),
    "transposed_parameters": (
        listed(shapes.transposed_parameters),
        {
            "input_size": 7,
            "output_size": 14,
            "max_stride": 4,
            "max_kernel_size": 5,
            "max_dilation": 2,
        },
    ),
    "conv1d": (
        operations.conv1d,
        {"x": SIGNALS, "weight": np.ones((6, 2, 2)), "stride": 1, "padding": 1, "dilation": 2}
        | {"groups": 2},
    ),
    "conv2d": (
        operations.conv2d,
        {"x": IMAGES, "weight": np.ones((6, 2, 2, 3)), "stride": 1, "padding": 1, "dilation": 2}
        | {"groups": 2},
    ),
    "conv2d_input": (
        operations.conv2d_input,
        {"input_size": (2, 4, 3, 5), "weight": np.ones((6, 2, 2, 3))}
        | {"grad_output": np.ones((2, 6, 3, 3)), "stride": 1, "padding": 1, "dilation": 2}
        | {"groups": 2},
    ),
    "conv2d_weight": (
        operations.conv2d_weight,
        {"x": np.ones((2, 4, 3, 5)), "weight_size": (6, 2, 2, 3)}
        | {"grad_output": np.ones((2, 6, 3, 3)), "stride": 1, "padding": 1, "dilation": 2}
        | {"groups": 2},
    ),
    "conv_transpose2d_input": (
        operations.conv_transpose2d_input,
        {"input_size": (2, 4, 3, 5), "weight": np.ones((4, 3, 2, 3))}
        | {"grad_output": np.ones((2, 6, 6, 12)), "groups": 2}
        | STEPS,
    ),
    "conv_transpose2d_weight": (
        operations.conv_transpose2d_weight,
        {"x": np.ones((2, 4, 3, 5)), "weight_size": (4, 3, 2, 3)}
        | {"grad_output": np.ones((2, 6, 6, 12)), "groups": 2}
        | STEPS,
    ),
    "conv_map": (
        operations.conv_map,
        {"input_shape": SHAPE, "kernel": TAPS, "stride": 2, "padding": 1, "dilation": 1},
    ),
    "conv_transpose1d": (
        operations.conv_transpose1d,
        {"x": SIGNALS, "weight": np.ones((4, 3, 2)), "groups": 2} | STEPS,
    ),
    "conv_transpose2d": (
        operations.conv_transpose2d,
        {"x": IMAGES, "weight": np.ones((4, 3, 2, 3)), "groups": 2} | STEPS,
    ),
    "conv_transpose_map": (
        operations.conv_transpose_map,
        {"input_shape": SHAPE, "kernel": TAPS} | STEPS,
    ),
    "stamp": (operations.stamp, {"x": GRID, "kernel": TAPS} | STEPS),
    "slide": (operations.slide, {"x": GRID, "kernel": TAPS, "rotate": True} | STEPS),
    "multiply": (operations.multiply, {"x": GRID, "kernel": TAPS} | STEPS),
    "interleave": (operations.interleave, {"x": GRID, "kernel": TAPS} | STEPS),
    "virtual_input": (operations.virtual_input, {"x": GRID, "kernel_size": 3} | STEPS),
    "zero_insertion_map": (
        operations.zero_insertion_map,
        {"input_shape": SHAPE, "kernel_size": 3} | STEPS,
    ),
    "virtual_convolution_map": (
        operations.virtual_convolution_map,
        {"input_shape": SHAPE, "kernel": TAPS, "rotate": True} | STEPS,
    ),
    "unrotated_map": (operations.unrotated_map, {"linear_map": MAP, "kernel": TAPS}),
    "phase_kernels": (
        listed(operations.phase_kernels),
        {"kernel": TAPS, "stride": 2, "dilation": 1},
    ),
    "pixel_shuffle": (operations.pixel_shuffle, {"x": IMAGES, "upscale_factor": 2}),
    "pixel_unshuffle": (
        operations.pixel_unshuffle,
        {"x": IMAGES[..., :2, :], "downscale_factor": 2},
    ),
    "depth_to_space": (operations.depth_to_space, {"x": IMAGES, "block_size": 2, "mode": "DCR"}),
    "pixel_shuffle_map": (
        operations.pixel_shuffle_map,
        {"input_shape": (4, 3, 5), "upscale_factor": 2},
    ),
    "sub_pixel_kernel": (
        operations.sub_pixel_kernel,
        {"filters": np.ones((4, 3, 2)), "upscale_factor": 2},
    ),
    "icnr": (operations.icnr, {"base_weight": IMAGES, "upscale_factor": 2}),
    "max_pool2d": (
        operations.max_pool2d,
        {"x": IMAGES, "dilation": 1, "ceil_mode": True, "return_indices": False} | WINDOW,
    ),
    "max_pool2d with indices": (
        operations.max_pool2d,
        {"x": IMAGES, "dilation": 1, "ceil_mode": False, "return_indices": True} | WINDOW,
    ),
    "avg_pool2d": (
        operations.avg_pool2d,
        {"x": IMAGES, "ceil_mode": True, "count_include_pad": False} | WINDOW,
    ),
    "average_pool_map": (
        operations.average_pool_map,
        {"input_shape": SHAPE, "ceil_mode": True, "count_include_pad": True} | WINDOW,
    ),
    "max_pool_map": (
        operations.max_pool_map,
        {"x": GRID, "dilation": 1, "ceil_mode": True} | WINDOW,
    ),
    "max_pool_switches": (
        operations.max_pool_switches,
        {"x": GRID, "dilation": 1, "ceil_mode": True} | WINDOW,
    ),
    "decimate_map": (operations.decimate_map, {"input_shape": SHAPE, "stride": 2}),
    "max_unpool2d": (
        operations.max_unpool2d,
        {"x": IMAGES, "indices": np.zeros(IMAGES.shape, int), "output_size": (6, 7)}
        | {"kernel_size": 3, "stride": 2, "padding": 1},
    ),
    "max_unpool_map": (
        operations.max_unpool_map,
        {"indices": np.zeros(SHAPE, int), "input_shape": SHAPE, "output_shape": (5, 6)},
    ),
    "average_unpool_map": (operations.average_unpool_map, {"input_shape": SHAPE, "kernel_size": 2}),
    "bed_of_nails_map": (operations.bed_of_nails_map, {"input_shape": SHAPE, "stride": 2}),
    "interpolate": (resampling.interpolate, {"x": IMAGES, "antialias": False} | INTERPOLATE),
    "interpolate smoothly": (
        resampling.interpolate,
        {"x": IMAGES, "size": 2, "scale_factor": None, "mode": "bicubic", "align_corners": True}
        | {"antialias": True},
    ),
    "interpolate_map": (
        resampling.interpolate_map,
        {"input_shape": SHAPE, "antialias": False} | INTERPOLATE,
    ),
    "resize": (resampling.resize, {"x": IMAGES, "size": (2, 7)} | RESIZE),
    "resize_map": (resampling.resize_map, {"input_shape": SHAPE, "output_shape": (2, 7)} | RESIZE),
    "resize_axis_map": (
        resampling.resize_axis_map,
        {"input_size": 4, "output_size": 6, "lobes": 3, "scale_factor": 1.5} | RESIZE,
    ),
    "resize_separably": (
        resampling.resize_separably,
        {"x": IMAGES, "output_shape": (2, 7), "lobes": 3} | RESIZE,
    ),
    "edge_directed": (resampling.edge_directed, {"x": IMAGES} | LATTICE),
    "edge_directed_map": (resampling.edge_directed_map, {"x": GRID} | LATTICE),
    "edge_directed_steps": (resampling.edge_directed_steps, {"x": GRID} | LATTICE),
    "region_based": (resampling.region_based, {"x": IMAGES} | LATTICE | REGIONS),
    "region_based_map": (resampling.region_based_map, {"x": GRID} | LATTICE | REGIONS),
    "region_classes": (resampling.region_classes, {"x": GRID} | LATTICE | REGIONS),
    "region_shares": (resampling.region_shares, {"regions": [[0, 2], [1, 1]]}),
    "source_coordinates": (
        resampling.source_coordinates,
        {"output_size": 6, "input_size": 4, "coordinates": "half_pixel", "scale_factor": 1.5},
    ),
    "triangle": (resampling.triangle, {"x": [0.5, 1.5]}),
    "keys_cubic": (resampling.keys_cubic, {"x": [0.5, 1.5], "a": -0.5}),
    "mitchell": (resampling.mitchell, {"x": [0.5, 1.5], "b": 0.5, "c": 0.5}),
    "lanczos": (resampling.lanczos, {"x": [0.5, 1.5], "lobes": 2}),
    "from_axis": (
        LinearMap.from_axis,
        {"input_size": 3, "output_size": 4, "outputs": [0, 3], "inputs": [2, 1]}
        | {"weights": [0.5, 2.0], "taps": [0, 1], "tap_count": 2},
    ),
    "identity": (LinearMap.identity, {"shape": SHAPE}),
    "outer": (several(LinearMap.outer), {"one": MAP, "other": MAP}),
    "stacked": (several(LinearMap.stacked), {"one": MAP, "other": MAP}),
    "with_kernel": (MAP.with_kernel, {"kernel": TAPS}),
    "reshaped": (MAP.reshaped, {"input_shape": 12, "output_shape": 4}),
    "apply": (MAP.apply, {"x": IMAGES}),
    "compose": (MAP.compose, {"first": LinearMap.identity(SHAPE)}),
    "contributions": (MAP.contributions, {"output_index": (1, 1)}),
    "footprint": (MAP.footprint, {"input_index": (1, 1)}),
    "assess": (upsample_core.assess, {"kernel": TAPS, "stride": 2, "dilation": 1}),
    "grid_pattern": (upsample_core.grid_pattern, {"name": "random", "shape": SHAPE, "seed": 1}),
    "picture": (upsample_core.picture, {"name": "zone_plate", "size": (8, 9)}),
    "preset_kernel": (
        upsample_core.preset_kernel,
        {"name": "bilinear", "shape": (3, 3), "stride": 2, "seed": 1},
    ),
    "parse_numbers": (
        upsample_core.parse_numbers,
        {"text": "1,2;3,4", "name": "numbers", "max_shape": (4, 4)},
    ),
    "method": (
        upsample_core.method,
        {"name": "transposed_convolution", "input_shape": SHAPE, "kernel_size": 3, "seed": 3}
        | {"kernel": "random"}
        | STEPS,
    ),
    "legal_method": (
        upsample_core.legal_method,
        {"name": "bicubic", "input_shape": SHAPE, "given": {"scale_factor": 3}, "near": True},
    ),
    "legal_values": (upsample_core.legal_values, {"method": FIT, "name": "stride", "axis": 1}),
    "for_picture": (upsample_core.for_picture, {"method": FIT, "height": 8, "width": 9}),
    "run": (upsample_core.run, {"method": FIT, "picture": IMAGES[0]}),
    "run_on_picture": (upsample_core.run_on_picture, {"method": FIT, "picture": IMAGES[0]}),
    "trace": (upsample_core.trace, {"method": FIT, "image": GRID}),
}


def public_names() -> set[str]:
    """Return the functions that the doors offer, and the methods of a map."""
    functions = {
        name
        for door in (operations, resampling)
        for name in door.__all__
        if inspect.isfunction(getattr(door, name))
    }
    functions |= {
        name for name in upsample_core.__all__ if inspect.isfunction(getattr(upsample_core, name))
    }
    methods = {
        name
        for name, thing in vars(LinearMap).items()
        if not name.startswith("_")
        and (callable(thing) or isinstance(thing, (classmethod, staticmethod)))
    }
    return functions | methods - {"from_entries", "pattern", "rows", "overlap", "row_sums"}


def test_every_public_function_is_among_them():
    assert public_names() == {name.split(" ")[0] for name in CALLS}


def attempt(name: str, changes: dict[str, Any]) -> None:
    """Call a function; fail unless it refuses or returns, soon and in bounded memory."""
    function, call = CALLS[name]
    tracemalloc.start()
    begin = time.process_time()
    try:
        with np.errstate(all="ignore"):
            answer = function(**call | changes)
    except ParameterError as error:
        answer = str(error)
    finally:
        spent, peak = time.process_time() - begin, tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    assert answer is not None
    assert not isinstance(answer, str) or 10 < len(answer) < 600, answer
    assert spent < SECONDS, f"{spent:.1f} s"
    assert peak < BYTES, f"{peak / 2**20:.0f} MiB"


@pytest.mark.parametrize("name", CALLS)
def test_called_as_it_should_be_it_answers(name):
    function, call = CALLS[name]
    assert function(**call) is not None


@pytest.mark.parametrize("name", CALLS)
def test_any_one_argument_may_be_silly(name):
    for parameter in CALLS[name][1]:
        for value in SILLY:
            attempt(name, {parameter: value})


@pytest.mark.parametrize("name", CALLS)
@settings(deadline=None, max_examples=25)
@given(data=st.data())
def test_several_arguments_may_be_silly(name, data):
    parameters = st.sampled_from(sorted(CALLS[name][1]))
    chosen = data.draw(st.lists(parameters, min_size=1, max_size=3, unique=True))
    picked = data.draw(st.tuples(*[st.integers(0, len(SILLY) - 1)] * len(chosen)))
    attempt(name, {each: SILLY[place] for each, place in zip(chosen, picked, strict=True)})
