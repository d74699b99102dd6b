"""Trained networks from their files, each with what kind it is checked against."""

from __future__ import annotations

import os

import numpy as np

from upsample_core.checks import ParameterError
from upsample_core.generative.archives import check_array, read_arrays
from upsample_core.generative.enlargers import (
    NOISE_CHANNELS,
    GanGenerator,
    LeastSquaresNetwork,
    enlarger_shapes,
)
from upsample_core.generative.flow_network import FlowNetwork, flow_shapes
from upsample_core.generative.layers import Shapes
from upsample_core.learning import TwoLayers

Network = LeastSquaresNetwork | GanGenerator | FlowNetwork | TwoLayers
"""What a file of weights can hold."""

CHANNELS = 16
"""Between the layers of the network of two layers that is stored."""


def read_weights(file: str | os.PathLike[str]) -> Network:
    """Read a trained network: the array ``kind``, and its weights by PyTorch's names.

    The kinds: ``least-squares`` and ``gan`` (×8), ``least-squares-x4`` and ``gan-x4``, ``flow``
    (×8), ``two-layers`` (×2). Weights are stored as float16 or float32 and computed with in
    float32.

    Raises
    ------
    ParameterError
        If the file is missing, damaged, too large, of another kind, or an array of it is missing,
        too many, not finite, or of another shape or type than its kind asks for.
    """
    arrays = read_arrays(file)
    kind = str(arrays.pop("kind", np.array("nameless")))
    if kind not in _SHAPES:
        raise ParameterError(f"the file holds a {kind[:40]!r} network; known are {list(_SHAPES)}")
    shapes = _SHAPES[kind]
    if set(arrays) != set(shapes):
        wrong = sorted(set(arrays) ^ set(shapes))[0]
        raise ParameterError(f"weights of a {kind} network lack {wrong[:60]!r} or have it too much")
    for name, shape in shapes.items():
        check_array(name, arrays[name], shape, (np.float16, np.float32))
    weights = {name: arrays[name].astype(np.float32) for name in shapes}
    if kind == "flow":
        return FlowNetwork(weights)
    if kind == "two-layers":
        return TwoLayers(**weights)
    form = GanGenerator if kind.startswith("gan") else LeastSquaresNetwork
    return form(weights, doublings=2 if kind.endswith("x4") else 3)


_SHAPES: dict[str, Shapes] = {
    "least-squares": enlarger_shapes(noise=0, doublings=3),
    "least-squares-x4": enlarger_shapes(noise=0, doublings=2),
    "gan": enlarger_shapes(noise=NOISE_CHANNELS, doublings=3),
    "gan-x4": enlarger_shapes(noise=NOISE_CHANNELS, doublings=2),
    "flow": flow_shapes(),
    "two-layers": TwoLayers.shapes(CHANNELS),
}
