"""Markdown: tables, and text from people."""

from collections.abc import Iterable, Sequence


def table(head: Sequence[str], rows: Iterable[Sequence[str]], words: int = 1) -> str:
    """Return a table.

    Parameters
    ----------
    head : sequence of str
    rows : iterable of sequence of str
    words : int
        How many columns, from the left, hold words; the others hold numbers, set at the right.
    """
    ruler = ["---" if place < words else "--:" for place in range(len(head))]
    return "\n".join(f"| {' | '.join(row)} |" for row in (head, ruler, *rows))


def plain(text: str) -> str:
    """Return text so that Markdown shows every character of it as it is."""
    return "".join(f"\\{c}" if c in "\\`*_{}[]()<>#+-.!|~$:^=&" else c for c in text)
