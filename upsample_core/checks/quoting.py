"""How a message quotes what it was given: short, and without failing, whatever it is."""

from __future__ import annotations

import math
import reprlib
from typing import Any

from numpy.typing import NDArray

LONGEST = 60
"""Characters of a quoted value."""


def shown(value: Any) -> str:
    """Quote a given value for a message, in at most `LONGEST` characters whatever it is."""
    text = _SHORT.repr(value)
    return text if len(text) <= LONGEST else text[: LONGEST - 3] + "..."


class _ShortRepr(reprlib.Repr):
    """Reads no more of a value than is quoted, and never fails."""

    def __init__(self) -> None:
        super().__init__()
        self.maxlist = self.maxtuple = self.maxset = self.maxdict = self.maxarray = 12
        self.maxstring = self.maxother = LONGEST

    def repr(self, x: Any) -> str:
        try:
            return super().repr(x)
        except Exception:  # what is given may be anything, its __repr__ as well
            return f"an object of type {type(x).__name__}"

    def repr_int(self, x: int, level: int) -> str:
        """Write an integer; Python refuses those of more than 4,300 digits."""
        if abs(x) < 10**40:
            return str(x)
        return f"a whole number of about {int(x.bit_length() * math.log10(2)) + 1} digits"

    def repr_ndarray(self, x: NDArray[Any], level: int) -> str:
        """Write an array; one of objects by its shape, since it may hold anything."""
        if x.dtype.hasobject or x.size > LONGEST:
            return f"an array of shape {x.shape}"
        return repr(x)


_SHORT = _ShortRepr()
