"""How numbers are written, everywhere: no more digits than mean something, exact where short.

`assets/stage/numbers.js` writes by the same rule; a test holds the two equal.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Context, Decimal
from typing import Any

import numpy as np

MINUS = "−"
DIGITS = 4
_IN_CELLS = 3
_ROOM = 3  # for a point, a zero before it and one digit more than those that are asked for
_SMALL, _LARGE = 1e-3, 1e6
_EXACT = 12  # significant digits; what lies behind them is the rounding of the computer


def number(value: float, digits: int = DIGITS) -> str:
    """Return a number as people write it.

    It is exact where that takes at most three characters more than `digits`, as 0.0625 does; else
    it is rounded to that many significant digits, halves away from zero. Zeros at the end are left
    out, digits before the point never are. Beyond a million and below a thousandth there are two
    digits and a power of ten.

    Parameters
    ----------
    value : float
        NaN and infinities too.
    digits : int

    Examples
    --------
    >>> [number(value) for value in (0.0625, -2 / 3, 12.0, 1e-16, 123456.7)]
    ['0.0625', '−0.6667', '12', '1e−16', '123457']
    """
    value = float(value)
    if math.isnan(value):
        return "NaN"
    text = "∞" if math.isinf(value) else _size_text(abs(value), digits)
    return MINUS + text if value < 0 and text != "0" else text


def short(value: float) -> str:
    """Return a number for a small cell: as `number`, with three digits."""
    return number(value, _IN_CELLS)


def signed(value: float, digits: int = DIGITS) -> str:
    """Return a change or a distance: as `number`, with a plus where it is more than zero."""
    text = number(value, digits)
    return f"+{text}" if value > 0 and text != "0" else text


def counted(count: int) -> str:
    """Return a count, its thousands apart from 10,000 on."""
    text = f"{count:,}" if abs(count) >= 10_000 else str(count)
    return text.replace("-", MINUS)


def dimensions(sizes: Iterable[int]) -> str:
    """Return sizes as people write them: 4 × 6."""
    return " × ".join(map(counted, sizes))


def listed(values: Iterable[float], digits: int = DIGITS) -> str:
    """Return numbers one after another: 1, 2.5, −3."""
    return ", ".join(number(value, digits) for value in values)


def ratio(most: int, least: int) -> str:
    """Return two counts as a ratio in lowest terms, which never breaks over lines: 3 : 2."""
    common = math.gcd(most, least) or 1
    return f"{most // common}\u00a0:\u00a0{least // common}"


def percent(share: float) -> str:
    """Return a share in percent, to three digits; what is not quite all is not called 100%."""
    text = short(100 * share)
    return ">\u00a099.9%" if text == "100" and share < 1 else f"{text}%"


def tenths(value: float) -> str:
    """Return a number with one decimal, as decibels are told: what is less cannot be seen."""
    return f"{value:.1f}".replace("-", MINUS) if math.isfinite(value) else number(value)


def decibels(value: float) -> str:
    """Return decibels with their unit."""
    return f"{tenths(value)}\u00a0dB"


def among(values: Any) -> np.ndarray[Any, np.dtype[np.float64]]:
    """Return values with 0 for those that are only rounding beside the largest of them."""
    cleared = np.array(values, float)
    finite = np.abs(cleared[np.isfinite(cleared)])
    cleared[np.abs(cleared) < 10.0**-_EXACT * finite.max(initial=0)] = 0
    return cleared


def _size_text(size: float, digits: int) -> str:
    if size == 0:
        return "0"
    if not _SMALL <= size < _LARGE:
        return _scientific(size)
    exact = f"{size:.{_EXACT}g}"
    if len(exact) <= digits + _ROOM:
        return exact
    places = max(0, digits - 1 - Decimal(size).adjusted())
    rounded = Decimal(size).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    text = f"{rounded:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _scientific(size: float) -> str:
    rounded = Context(prec=2, rounding=ROUND_HALF_UP).create_decimal(Decimal(size))
    mantissa, exponent = f"{rounded:e}".split("e")
    return f"{mantissa.removesuffix('.0')}e{int(exponent)}".replace("-", MINUS)
