"""What a snippet is: a program to copy, and what to say beside it."""

from __future__ import annotations

from dataclasses import dataclass

from ui.snippets.remarks import Remark


@dataclass(frozen=True)
class Snippet:
    """A complete program that leaves the displayed result in `y`.

    Attributes
    ----------
    code : str or None
        None where the library cannot give the displayed result; the remark says why.
    remarks : tuple of Remark
        What is not simply the library's own call, and why.
    """

    code: str | None
    remarks: tuple[Remark, ...] = ()
