"""The unpooling methods: values put back, the rest filled."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from upsample_core.analysis.evenness import Evenness, assess
from upsample_core.checks import Array
from upsample_core.methods.definition import (
    Chosen,
    Definition,
    Method,
    Parameter,
    Parts,
    Scalar,
    SizeFormula,
    Stage,
)
from upsample_core.methods.downsampling import pool_paddings, pool_parameters
from upsample_core.methods.ranges import is_legal
from upsample_core.operations.pooling import max_pool2d, max_pool_map
from upsample_core.operations.transposed_convolution import conv_transpose2d
from upsample_core.operations.unpooling import (
    average_unpool_map,
    bed_of_nails_map,
    max_unpool2d,
    max_unpool_map,
)
from upsample_core.shapes import pool_size, unpool_size

# ---------------------------------------------------------------- max unpooling


def _pool_options(method: Method) -> dict[str, Any]:
    return {name: method[name] for name in ("kernel_size", "stride", "padding")}


def _unpool_paddings(size: int, chosen: Chosen) -> Sequence[Scalar]:
    """Return the paddings that fit the pooling and leave its unpooling some output."""
    kernel_size, stride = chosen["kernel_size"], chosen["stride"]
    return [
        padding
        for padding in pool_paddings(size, chosen)
        if is_legal(
            unpool_size,
            pool_size(size, kernel_size, stride, padding, 1, False),
            kernel_size,
            stride,
            padding,
        )
    ]


def _max_unpool_parts(method: Method, x: Array) -> Parts:
    """Pool the input, then put the maxima back: the switches come from the input itself."""
    pool = max_pool_map(x, **_pool_options(method))
    switches = pool.inputs.reshape(pool.output_shape)
    unpool = max_unpool_map(switches, pool.output_shape, x.shape)
    return Parts(
        unpool @ pool,
        stage=Stage("pooled", "p", ("pool", "put_back"), pool.apply(x)),
        steps=lambda: (pool, unpool),
        switches=switches,
    )


def _max_unpool_run(method: Method, picture: Array) -> Array:
    options = _pool_options(method)
    pooled, switches = max_pool2d(picture[None], **options, return_indices=True)
    height, width = picture.shape[1:]
    large: Array = max_unpool2d(pooled, switches, **options, output_size=(height, width))[0]
    return large


def _same_size(size: int, chosen: Chosen) -> SizeFormula:
    """Unpooling is asked for the size that the pooling started from."""
    return SizeFormula("L", f"{size}", size)


# ---------------------------------------------------------------- average unpooling, bed of nails


def _factors(size: int, chosen: Chosen) -> Sequence[Scalar]:
    return range(1, 5)


def _average_unpool_run(method: Method, picture: Array) -> Array:
    ones = np.ones((1, 1, *method["kernel_size"]), picture.dtype)
    return conv_transpose2d(picture[:, None], ones, stride=method["kernel_size"])[:, 0]


def _average_unpool_evenness(method: Method) -> Evenness:
    size = method["kernel_size"]
    return assess(np.ones(size), size, (1,) * len(size))


def _bed_of_nails_run(method: Method, picture: Array) -> Array:
    stride = method["stride"]
    nail = np.ones((1, 1, 1, 1), picture.dtype)
    exposed = tuple(s - 1 for s in stride)
    return conv_transpose2d(picture[:, None], nail, stride=stride, output_padding=exposed)[:, 0]


def _bed_of_nails_evenness(method: Method) -> Evenness:
    axes = method.axes
    return assess(np.ones((1,) * axes), method["stride"], (1,) * axes)


UNPOOLING: Mapping[str, Definition] = {
    definition.name: definition
    for definition in (
        Definition(
            "max_unpool",
            "unpooling",
            pool_parameters(_unpool_paddings),
            _max_unpool_parts,
            _max_unpool_run,
            _same_size,
            depends_on_data=True,
            enlarging=lambda factor, corner: {"kernel_size": factor, "stride": factor},
        ),
        Definition(
            "average_unpool",
            "unpooling",
            (Parameter("kernel_size", 2, _factors, per_axis=True, symbol="K"),),
            lambda method, x: Parts(average_unpool_map(x.shape, method["kernel_size"])),
            _average_unpool_run,
            lambda size, chosen: SizeFormula(
                "L·K", f"{size}·{chosen['kernel_size']}", size * chosen["kernel_size"]
            ),
            _average_unpool_evenness,
            enlarging=lambda factor, corner: {"kernel_size": factor},
        ),
        Definition(
            "bed_of_nails",
            "unpooling",
            (Parameter("stride", 2, _factors, per_axis=True, symbol="S"),),
            lambda method, x: Parts(bed_of_nails_map(x.shape, method["stride"])),
            _bed_of_nails_run,
            lambda size, chosen: SizeFormula(
                "L·S", f"{size}·{chosen['stride']}", size * chosen["stride"]
            ),
            _bed_of_nails_evenness,
            enlarging=lambda factor, corner: {"stride": factor},
        ),
    )
}
