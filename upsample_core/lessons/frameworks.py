"""The `same` padding of TensorFlow and Keras, and the PyTorch parameters that stand for it.

PyTorch and ONNX crop P cells at both ends of a transposed convolution and compute OP more at the
end. TensorFlow's ``padding="same"`` promises a length of L·S instead, crops what is over from
both ends, and where the number is odd takes the odd cell from the end. The same size may so come
out one cell apart.

References
----------
The documentation of ``tf.nn.conv2d_transpose`` ("the output size of same is the input size times
the stride") and of PyTorch's ``ConvTranspose2d``.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from upsample_core.checks import Array, Axes, number_array, per_axis, whole_number
from upsample_core.operations.transposed_forms import stamp


class Crop(NamedTuple):
    """Cells taken off both ends of the whole result; negative where cells are added."""

    before: int
    after: int


class PyTorchParameters(NamedTuple):
    """What makes PyTorch compute the same along one axis: P, OP, and cells to drop at the end."""

    padding: int
    output_padding: int
    dropped: int


class Frameworks(NamedTuple):
    """One transposed convolution to L·S cells, as PyTorch and as TensorFlow's ``same`` compute it.

    Attributes
    ----------
    parameters : PyTorchParameters
        What PyTorch is given.
    crops : (Crop, Crop)
        What PyTorch and TensorFlow take off the whole result.
    whole : ndarray, shape ((L-1)S + K,)
        All that the stamps reach.
    pytorch, tensorflow : ndarray, shape (L·S,)
    differing : tuple of int
        The cells in which the two differ.
    """

    parameters: PyTorchParameters
    crops: tuple[Crop, Crop]
    whole: Array
    pytorch: Array
    tensorflow: Array
    differing: tuple[int, ...]


def both_frameworks(x: ArrayLike, kernel: ArrayLike, stride: int) -> Frameworks:
    """Enlarge a signal to L·S cells as each framework does.

    Parameters
    ----------
    x : array_like, shape (L,)
    kernel : array_like, shape (K,)
    stride : int
        S, from 2 on.

    Raises
    ------
    ParameterError
        If a parameter is invalid.
    """
    data, taps = number_array("x", x, 1), number_array("kernel", kernel, 1)
    chosen = same_size_in_pytorch(taps.size, stride)
    pytorch = stamp(data, taps, stride, chosen.padding, chosen.output_padding)
    tensorflow = conv_transpose_same(data, taps, stride)
    differing = np.flatnonzero(~np.isclose(pytorch, tensorflow)).tolist()
    crops = (
        pytorch_crop(chosen.padding, chosen.output_padding),
        same_crop(taps.size, stride),
    )
    whole = stamp(data, taps, stride)
    return Frameworks(chosen, crops, whole, pytorch, tensorflow, tuple(differing))


def pytorch_crop(padding: int, output_padding: int = 0) -> Crop:
    """Return what PyTorch takes off the whole result of (L-1)S + D(K-1) + 1 cells.

    Raises
    ------
    ParameterError
        If a parameter is no whole number from zero on.
    """
    cropped = whole_number("padding", padding, minimum=0)
    return Crop(cropped, cropped - whole_number("output_padding", output_padding, minimum=0))


def same_crop(kernel_size: int, stride: int) -> Crop:
    """Return what TensorFlow's ``same`` takes off the whole result of (L-1)S + K cells.

    Raises
    ------
    ParameterError
        If a parameter is no positive whole number.

    Examples
    --------
    >>> same_crop(3, 2)
    Crop(before=0, after=1)
    """
    over = whole_number("kernel_size", kernel_size) - whole_number("stride", stride)
    before = max(over, 0) // 2
    return Crop(before, over - before)


def same_in_pytorch(kernel_size: int, stride: int) -> PyTorchParameters:
    """Return the PyTorch parameters that give exactly what TensorFlow's ``same`` gives.

    Where K - S is odd and positive no P and OP do: one cell must be dropped at the end.

    Raises
    ------
    ParameterError
        If a parameter is no positive whole number.

    Examples
    --------
    >>> same_in_pytorch(4, 2)
    PyTorchParameters(padding=1, output_padding=0, dropped=0)
    >>> same_in_pytorch(3, 2)
    PyTorchParameters(padding=0, output_padding=0, dropped=1)
    """
    before, after = same_crop(kernel_size, stride)
    return PyTorchParameters(before, max(before - after, 0), max(after - before, 0))


def same_size_in_pytorch(kernel_size: int, stride: int) -> PyTorchParameters:
    """Return the PyTorch parameters that give the *size* L·S, with the smallest padding.

    For K = 3 and S = 2 they are the well-known P = 1 and OP = 1. Where K - S is odd and positive
    the values lie one cell apart from those of ``same``.

    Raises
    ------
    ParameterError
        If a parameter is no whole number, or `stride` is less than 2: with a stride of 1 there is
        no output padding, and an even kernel cannot keep the size.

    Examples
    --------
    >>> same_size_in_pytorch(3, 2)
    PyTorchParameters(padding=1, output_padding=1, dropped=0)
    """
    whole_number("stride", stride, minimum=2)
    over = sum(same_crop(kernel_size, stride))
    padding = (max(over, 0) + 1) // 2
    return PyTorchParameters(padding, 2 * padding - over, 0)


def conv_transpose_same(x: ArrayLike, kernel: ArrayLike, stride: int | Axes = 1) -> Array:
    """Apply a transposed convolution of one channel as TensorFlow's ``same`` does.

    Parameters
    ----------
    x : array_like, shape (L,) or (H, W)
    kernel : array_like, shape (K,) or (KH, KW)
        As in PyTorch; the layout of banks (height, width, O, C) is not at issue for one channel.
    stride : int or tuple of int

    Returns
    -------
    ndarray, shape (L·S,) or (H·S, W·S)

    Raises
    ------
    ParameterError
        If a parameter is out of range, or the output would be too large.
    """
    data = number_array("x", x, (1, 2))
    weights = number_array("kernel", kernel, data.ndim)
    strides = per_axis("stride", stride, data.ndim)
    whole = stamp(data, weights, strides)
    crops = [same_crop(k, s) for k, s in zip(weights.shape, strides, strict=True)]
    grown = np.pad(whole, [(0, max(-crop.after, 0)) for crop in crops])
    return grown[
        tuple(
            slice(crop.before, crop.before + size * s)
            for crop, size, s in zip(crops, data.shape, strides, strict=True)
        )
    ]
