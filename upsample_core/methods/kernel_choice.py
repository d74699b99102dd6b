"""The choice of a kernel, shared by the methods that have one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from upsample_core.checks import Array
from upsample_core.inputs.kernel_presets import preset_kernel
from upsample_core.methods.definition import Chosen, Method, Parameter, Scalar

PRESETS = ("bilinear", "ones", "gaussian", "counting", "perturbed", "random")
SEEDED = ("perturbed", "random", "icnr")
"""The presets that a seed decides."""
MAX_SEED = 9999


def kernel_parameters(default: str, *more: str) -> tuple[Parameter, ...]:
    """Return the parameters that choose a kernel: preset or pasted, and the seed of a random one.

    Parameters
    ----------
    default : str
        The preset that stands until another is picked.
    *more : str
        Presets that only this method has.
    """
    presets = (*PRESETS, *more)

    def legal_presets(size: int, chosen: Chosen) -> Sequence[Scalar]:
        return (*presets, "custom")

    def seeded(chosen: Chosen) -> bool:
        return chosen["kernel"] in SEEDED

    return (
        Parameter("kernel", default, legal_presets),
        Parameter("seed", 0, lambda size, chosen: range(MAX_SEED + 1), applies=seeded),
        Parameter(
            "kernel_values",
            "",
            lambda size, chosen: (),
            applies=lambda chosen: chosen["kernel"] == "custom",
            pasted=True,
        ),
    )


def kernel_of(method: Method, scatters: bool = False) -> Array:
    """Return the kernel that a method's parameters name, shape `kernel_size`.

    Parameters
    ----------
    scatters : bool
        Whether the kernel is stamped with the method's stride, as a transposed convolution does;
        presets that keep the mean then sum to the product of the strides.
    """
    chosen: dict[str, Any] = method.chosen
    if chosen["kernel"] == "custom":
        return np.array(chosen["kernel_values"]).reshape(chosen["kernel_size"])
    stride = chosen["stride"] if scatters else 1
    return preset_kernel(
        chosen["kernel"], chosen["kernel_size"], stride, seed=chosen.get("seed", 0)
    )
