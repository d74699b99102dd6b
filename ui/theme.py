"""Colours with one meaning everywhere: the Okabe-Ito set, cividis for counts."""

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
