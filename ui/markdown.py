"""Markdown: tables, and text from people."""

import re
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


_LINKED = re.compile(r"(?<=[:@])(?=\S)|(?<=www)(?=\.)", re.IGNORECASE)
_JOINER = "\N{WORD JOINER}"


def plain(text: str) -> str:
    """Return text so that Markdown shows every character of it as it is, and nothing in it lives.

    Addresses, of pages and of mail, and names of icons are looked for once Markdown has been read,
    escaped or not: a joiner in them, which nobody sees, makes them none.
    """
    unlinked = _LINKED.sub(_JOINER, text)
    return "".join(f"\\{c}" if c in "\\`*_{}[]()<>#+-.!|~$:^=&" else c for c in unlinked)
