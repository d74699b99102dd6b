"""Text from people inside Markdown."""


def plain(text: str) -> str:
    """Return text so that Markdown shows every character of it as it is."""
    return "".join(f"\\{c}" if c in "\\`*_{}[]()<>#+-.!|~$:^=&" else c for c in text)
