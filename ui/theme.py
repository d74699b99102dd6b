"""Colours with one meaning everywhere: the Okabe-Ito set, cividis for counts."""

from functools import lru_cache

from plotly.colors import sample_colorscale

INPUT = "#0072B2"
KERNEL = "#E69F00"
OUTPUT = "#009E73"
ATTENTION = "#D55E00"
ZERO = "#8A94A0"

COUNTS = "Cividis"
SCALES = {
    "input": [[0, "#F4F9FC"], [1, INPUT]],
    "virtual_input": [[0, "#F4F9FC"], [1, INPUT]],
    "kernel": [[0, "#FEF8EB"], [1, KERNEL]],
    "output": [[0, "#F0F9F6"], [1, OUTPUT]],
}
SIGNED = [[0, "#B2182B"], [0.25, "#F4A582"], [0.5, "#F7F7F7"], [0.75, "#92C5DE"], [1, "#2166AC"]]


@lru_cache(maxsize=256)
def count_colours(share: float) -> tuple[str, str]:
    """Return the colour of a share of the largest count, and that of a number upon it."""
    ((red, green, blue),) = sample_colorscale(COUNTS, [share], colortype="tuple")
    # Relative luminance, nearly: cividis has no saturated colours.
    light = 0.2126 * red**2.2 + 0.7152 * green**2.2 + 0.0722 * blue**2.2
    ground = ",".join(f"{round(255 * part)}" for part in (red, green, blue))
    return f"rgb({ground})", "#000" if light > 0.18 else "#fff"
