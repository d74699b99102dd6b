"""Code to copy: a short, complete program for each method in each of four libraries.

A snippet is made from a trace: its input, its kernel and its parameters, as numbers. Nothing that
a person typed goes into it as text.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np

from ui.snippets import keras_code, numpy_code, onnx_code, torch_code
from ui.snippets.remarks import Remark
from ui.snippets.snippet import Snippet
from upsample_core import METHODS, Trace

Writers = Mapping[str, Callable[[Trace], Snippet]]


def _complete(own: Writers, weighted: Callable[[Trace], Snippet]) -> Writers:
    """Write what a library has no call for by its weights, if it is an interpolation."""
    by_weights = {name: weighted for name, known in METHODS.items() if known.resize_mode}
    writers = {**dict.fromkeys(METHODS, _not_offered), **by_weights, **own}
    return {name: writers[name] for name in METHODS}


def _not_offered(trace: Trace) -> Snippet:
    return Snippet(None, (Remark.NOT_OFFERED,))


LIBRARIES: Mapping[str, Writers] = {
    "numpy": _complete(numpy_code.METHODS, numpy_code.weighted),
    "torch": _complete(torch_code.METHODS, torch_code.weighted),
    "keras": _complete(keras_code.METHODS, keras_code.weighted),
    "onnx": _complete(onnx_code.METHODS, onnx_code.weighted),
}
"""For each library, the function that writes each method."""

LARGEST = 1e30
"""Far enough from the ends of 32-bit floats, 1e38, for sums and products on the way."""


def snippet(library: str, trace: Trace) -> Snippet:
    """Return the program that computes ``trace.output`` from ``trace.input`` with a library.

    Parameters
    ----------
    library : {"numpy", "torch", "keras", "onnx"}
    trace : Trace

    Returns
    -------
    Snippet
        The program leaves its result in `y`, in the shape of ``trace.output``. Where there is
        none, the remark says why.
    """
    if library != "numpy" and not _fits_single(trace):
        return Snippet(None, (Remark.OUT_OF_RANGE,))
    return LIBRARIES[library][trace.method.name](trace)


def _fits_single(trace: Trace) -> bool:
    """Whether 32-bit floats, which all but NumPy compute in here, hold the numbers."""
    arrays = [trace.input, trace.output, *([] if trace.kernel is None else [trace.kernel])]
    largest = [float(np.abs(array).max()) for array in arrays]
    return all(size == 0 or 1 / LARGEST < size < LARGEST for size in largest)


__all__ = ["LIBRARIES", "Remark", "Snippet", "snippet"]
