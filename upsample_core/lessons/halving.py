"""Halving: how many cells are left of an odd number, by the rules that networks follow.

References
----------
The documentation of PyTorch's ``MaxPool2d`` and ``Conv2d`` (shapes), and of TensorFlow's
``tf.nn.convolution`` (SAME padding).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from upsample_core.checks import one_of, whole_number
from upsample_core.shapes import conv_output_size, pool_output_size

STRIDE = 2
"""Every rule of `RULES` halves."""


class Rule(NamedTuple):
    """A way to halve.

    Attributes
    ----------
    kernel_size, padding : int
        Of a pooling or a convolution with stride 2.
    ceil_mode : bool
        Whether a last window may hang over the end.
    same : bool
        Whether the padding is chosen for the size, as TensorFlow's SAME does; `padding` is not
        used then.
    """

    kernel_size: int
    padding: int = 0
    ceil_mode: bool = False
    same: bool = False


RULES: Mapping[str, Rule] = {
    "pool": Rule(2),
    "pool_ceil": Rule(2, ceil_mode=True),
    "conv_4": Rule(4, padding=1),
    "conv_3": Rule(3, padding=1),
    "same": Rule(3, same=True),
}
"""Pooling 2 × 2 with floor and with ceil, convolutions with K, S, P = 4, 2, 1 and 3, 2, 1, SAME."""


class Halved(NamedTuple):
    """What a rule makes of one size.

    Attributes
    ----------
    size : int
        Cells that come out.
    before, after : int
        Cells of padding at the beginning and at the end.
    unseen : int
        Cells at the end that no window sees.
    """

    size: int
    before: int
    after: int
    unseen: int


def same_padding(size: int, kernel_size: int, stride: int) -> tuple[int, int]:
    """Return the cells of padding, before and after, that TensorFlow's SAME takes.

    As many as ``ceil(L / S)`` windows need, the smaller half before.

    Raises
    ------
    ParameterError
        If a parameter is no positive whole number.

    Examples
    --------
    >>> same_padding(7, 3, 2), same_padding(8, 3, 2)
    ((1, 1), (0, 1))
    """
    length, span = whole_number("size", size), whole_number("kernel_size", kernel_size)
    step = whole_number("stride", stride)
    windows = -(-length // step)
    missing = max((windows - 1) * step + span - length, 0)
    return missing // 2, missing - missing // 2


def halved(size: int, rule: str) -> Halved:
    """Return what is left of a size after one halving.

    Parameters
    ----------
    size : int
    rule : str
        One of `RULES`.

    Raises
    ------
    ParameterError
        If the rule is unknown, or no window fits.

    Examples
    --------
    >>> halved(7, "pool").size, halved(7, "conv_3").size
    (3, 4)
    """
    chosen = RULES[one_of("rule", rule, tuple(RULES))]
    span = chosen.kernel_size
    if chosen.same:
        before, after = same_padding(size, span, STRIDE)
        windows = conv_output_size(size + before + after, span, STRIDE)
    else:
        before = after = chosen.padding
        windows = pool_output_size(size, span, STRIDE, before, ceil_mode=chosen.ceil_mode)
    seen = (windows - 1) * STRIDE + span - before
    return Halved(windows, before, after, max(0, size - seen))


def halvings(size: int, rule: str, times: int) -> tuple[int, ...]:
    """Return a size and what is left of it after each of several halvings.

    Raises
    ------
    ParameterError
        If a parameter is invalid, or no window fits any more.

    Examples
    --------
    >>> halvings(225, "pool", 3), halvings(225, "conv_3", 3)
    ((225, 112, 56, 28), (225, 113, 57, 29))
    """
    sizes = [whole_number("size", size)]
    for _time in range(whole_number("times", times)):
        sizes.append(halved(sizes[-1], rule).size)
    return tuple(sizes)
