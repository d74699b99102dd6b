"""Ratios of counts, as the steps of the lesson on checkerboards write them."""


def ratio_text(most: int, least: int) -> str:
    """Return two counts as people write a ratio, which never breaks over lines."""
    return f"{most}\u00a0:\u00a0{least}"
