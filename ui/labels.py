"""What methods, parameters and their values are called on screen.

The core names things by keys; every key that it has finds its words here, in one record.
"""

from __future__ import annotations

from typing import NamedTuple

from ui.words import N_, _
from upsample_core.methods import Parameter


class MethodWords(NamedTuple):
    """What a method is called, and in one sentence what it does."""

    title: str
    sentence: str


class ParameterWords(NamedTuple):
    """What a parameter is called, and in one sentence what it means."""

    name: str
    help: str


METHOD_WORDS = {
    "nearest": MethodWords(
        N_("Nearest neighbour"),
        N_("Every output pixel copies one input pixel."),
    ),
    "bilinear": MethodWords(
        N_("Bilinear"),
        N_("Every output pixel mixes the nearest two input pixels along each axis."),
    ),
    "bicubic": MethodWords(
        N_("Bicubic"),
        N_("Four neighbours along each axis, weighted by Keys' cubic kernel."),
    ),
    "mitchell": MethodWords(
        N_("Mitchell"),
        N_("Mitchell and Netravali's cubic: softer than bicubic, with less ringing."),
    ),
    "lanczos": MethodWords(
        N_("Lanczos"),
        N_("A windowed sinc: sharper than cubic, with more ringing."),
    ),
    "area": MethodWords(
        N_("Area"),
        N_("Every output pixel averages the input pixels that it covers."),
    ),
    "edge_directed": MethodWords(
        N_("Edge-directed (NEDI)"),
        N_("New pixels are predicted along edges, with weights learned from the picture around."),
    ),
    "region_based": MethodWords(
        N_("Region-based"),
        N_(
            "Flat ground bilinear, edges edge-directed, texture bicubic: the picture decides where."
        ),
    ),
    "transposed_convolution": MethodWords(
        N_("Transposed convolution"),
        N_("Every input pixel stamps a weighted copy of the kernel onto the output."),
    ),
    "sub_pixel": MethodWords(
        N_("Sub-pixel convolution"),
        N_("Convolve at low resolution to r² channels, then interleave them."),
    ),
    "resize_convolution": MethodWords(
        N_("Resize + convolution"),
        N_("Enlarge by interpolation first, then convolve."),
    ),
    "max_unpool": MethodWords(
        N_("Max unpooling"),
        N_("Max pooling remembers where each maximum was; unpooling puts it back there."),
    ),
    "average_unpool": MethodWords(
        N_("Average unpooling"),
        N_("Every input pixel fills its whole window."),
    ),
    "bed_of_nails": MethodWords(
        N_("Bed of nails"),
        N_("Every input pixel goes to the corner of its window; the rest stays zero."),
    ),
    "average_pool": MethodWords(
        N_("Average pooling"),
        N_("Every output pixel is the mean of its window."),
    ),
    "max_pool": MethodWords(
        N_("Max pooling"),
        N_("Every output pixel is the largest value in its window."),
    ),
    "decimate": MethodWords(
        N_("Decimation"),
        N_("Keep every S-th pixel, drop the others."),
    ),
    "strided_convolution": MethodWords(
        N_("Strided convolution"),
        N_("Slide the kernel in steps of S."),
    ),
}

PARAMETER_WORDS = {
    "stride": ParameterWords(
        N_("Stride"),
        N_("Distance between neighbouring windows or stamps."),
    ),
    "kernel_size": ParameterWords(
        N_("Kernel size"),
        N_("How many taps the kernel has along an axis."),
    ),
    "padding": ParameterWords(
        N_("Padding"),
        N_(
            "Cells added around the input of a convolution; a transposed convolution crops as "
            "many from its output."
        ),
    ),
    "output_padding": ParameterWords(
        N_("Output padding"),
        N_(
            "How many more cells are computed at the end: it picks one of the input sizes that "
            "a convolution would map to the same size."
        ),
    ),
    "dilation": ParameterWords(
        N_("Dilation"),
        N_("Distance between neighbouring taps of the kernel."),
    ),
    "kernel": ParameterWords(
        N_("Kernel"),
        N_("Preset weights, or your own."),
    ),
    "seed": ParameterWords(
        N_("Seed"),
        N_("Another seed, another random kernel."),
    ),
    "kernel_values": ParameterWords(
        N_("Kernel values"),
        N_(
            "Rows on lines of their own or separated by semicolons; numbers separated by commas "
            "or spaces."
        ),
    ),
    "scale_factor": ParameterWords(
        N_("Scale factor"),
        N_(
            "It sets the output size, ⌊L·s⌋. Positions are then spread by the ratio of the two "
            "sizes, not by s itself, which differs where L·s is no whole number."
        ),
    ),
    "upscale_factor": ParameterWords(
        N_("Upscale factor"),
        N_("Each r × r block of the output comes from r² channels."),
    ),
    "coordinates": ParameterWords(
        N_("Coordinates"),
        N_("Where an output pixel lies on the input grid."),
    ),
    "nearest_mode": ParameterWords(
        N_("Rounding"),
        N_("Which neighbour is taken when a position lies between two."),
    ),
    "cubic_a": ParameterWords(
        N_("Cubic a"),
        N_("Slope of the cubic kernel: PyTorch and OpenCV use -0.75, Pillow uses -0.5."),
    ),
    "lobes": ParameterWords(
        N_("Lobes"),
        N_("Half the width of the kernel, in samples."),
    ),
    "flat_below": ParameterWords(
        N_("Flat below"),
        N_(
            "Where neighbours differ by less, as a share of the distance from the darkest to the "
            "lightest pixel, the ground is flat."
        ),
    ),
    "edge_above": ParameterWords(
        N_("Edge above"),
        N_(
            "What is not flat is an edge from this coherence on: 1 where the picture changes in "
            "one direction only, 0 where it changes alike in all."
        ),
    ),
    "antialias": ParameterWords(
        N_("Antialias"),
        N_("Widen the kernel when shrinking, so that fine detail is averaged away."),
    ),
    "mode": ParameterWords(
        N_("Resize by"),
        N_("The interpolation before the convolution."),
    ),
    "ceil_mode": ParameterWords(
        N_("Ceil mode"),
        N_("Keep a last window that is only partly inside."),
    ),
    "count_include_pad": ParameterWords(
        N_("Count padding"),
        N_("Whether padded cells count in the mean."),
    ),
}

STAGES = {
    "virtual_input": N_("Virtual input"),
    "channel_maps": N_("Channel maps"),
    "resized": N_("Resized"),
    "pooled": N_("Pooled"),
    "blurred": N_("Blurred"),
    "padded": N_("Padded input"),
    "first_pass": N_("After the first pass"),
    "doubled": N_("Doubled once"),
    "regions": N_("Class map"),
}
"""The grids between input and output, or beside them."""

STEPS = {
    "insert_zeros": N_("insert zeros"),
    "slide": N_("slide the kernel"),
    "convolve": N_("convolve"),
    "interleave": N_("interleave"),
    "resize": N_("resize"),
    "pool": N_("pool"),
    "put_back": N_("put back"),
    "blur": N_("blur"),
    "decimate": N_("keep every S-th"),
    "pad": N_("pad"),
    "slide_window": N_("slide the window"),
    "diagonal_pass": N_("first pass"),
    "axial_pass": N_("second pass"),
    "double": N_("double"),
    "double_again": N_("double again"),
}
"""What leads from the input to the grid between, and from it to the output."""

VALUES = {
    "half_pixel": N_("Half pixel"),
    "align_corners": N_("Aligned corners"),
    "asymmetric": N_("Asymmetric"),
    "floor": N_("Floor"),
    "ceil": N_("Ceiling"),
    "round_prefer_floor": N_("Round, ties down"),
    "round_prefer_ceil": N_("Round, ties up"),
    "nearest": N_("Nearest neighbour"),
    "bilinear": N_("Bilinear"),
    "ones": N_("Ones"),
    "gaussian": N_("Gaussian"),
    "random": N_("Random"),
    "counting": N_("Counting 1, 2, 3 …"),
    "icnr": N_("Random, ICNR"),
    "perturbed": N_("Bilinear, off by chance"),
    "custom": N_("Your own"),
}

INPUTS = {
    "pi": N_("Digits of π"),
    "counting": N_("Counting 1, 2, 3 …"),
    "ones": N_("Ones"),
    "impulse": N_("Impulse"),
    "ramp": N_("Ramp"),
    "step": N_("Step"),
    "checkerboard": N_("Checkerboard"),
    "glyph": N_("Glyph"),
    "random": N_("Random digits"),
    "custom": N_("Your own"),
}

PICTURES = {
    "cat": N_("Cat"),
    "astronaut": N_("Astronaut"),
    "cameraman": N_("Cameraman"),
    "coffee": N_("Coffee"),
    "brick": N_("Brick wall"),
    "zone_plate": N_("Zone plate"),
    "checkerboard": N_("Checkerboard"),
    "glyphs": N_("Glyphs"),
    "step": N_("Step"),
    "ramp": N_("Ramp"),
    "impulse": N_("Dots"),
    "upload": N_("Your own picture"),
}


def parameter_label(parameter: Parameter, axis: int | None = None) -> str:
    """Return the label of a parameter's control; with `axis`, of the control for that axis."""
    name = _(PARAMETER_WORDS[parameter.name].name)
    label = f"{name} {parameter.symbol}".rstrip()
    if axis is None:
        return label
    return f"{label} · {_('height') if axis == 0 else _('width')}"


def value_label(value: object) -> str:
    """Return how a value is shown; numbers stand for themselves."""
    return _(VALUES[value]) if isinstance(value, str) and value in VALUES else str(value)
