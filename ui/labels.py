"""What methods, parameters and their values are called on screen."""

from __future__ import annotations

from ui.words import N_, _
from upsample_core.methods import Parameter

METHODS = {
    "nearest": N_("Nearest neighbour"),
    "bilinear": N_("Bilinear"),
    "bicubic": N_("Bicubic"),
    "lanczos": N_("Lanczos"),
    "area": N_("Area"),
    "transposed_convolution": N_("Transposed convolution"),
    "sub_pixel": N_("Sub-pixel convolution"),
    "resize_convolution": N_("Resize + convolution"),
    "max_unpool": N_("Max unpooling"),
    "average_unpool": N_("Average unpooling"),
    "bed_of_nails": N_("Bed of nails"),
    "average_pool": N_("Average pooling"),
    "max_pool": N_("Max pooling"),
    "decimate": N_("Decimation"),
    "strided_convolution": N_("Strided convolution"),
}

METHOD_SENTENCES = {
    "nearest": N_("Every output pixel copies one input pixel."),
    "bilinear": N_("Every output pixel mixes the nearest two input pixels along each axis."),
    "bicubic": N_("Four neighbours along each axis, weighted by Keys' cubic kernel."),
    "lanczos": N_("A windowed sinc: sharper than cubic, with more ringing."),
    "area": N_("Every output pixel averages the input pixels that it covers."),
    "transposed_convolution": N_(
        "Every input pixel stamps a weighted copy of the kernel onto the output."
    ),
    "sub_pixel": N_("Convolve at low resolution to r² channels, then interleave them."),
    "resize_convolution": N_("Enlarge by interpolation first, then convolve."),
    "max_unpool": N_("Max pooling remembers where each maximum was; unpooling puts it back there."),
    "average_unpool": N_("Every input pixel fills its whole window."),
    "bed_of_nails": N_("Every input pixel goes to the corner of its window; the rest stays zero."),
    "average_pool": N_("Every output pixel is the mean of its window."),
    "max_pool": N_("Every output pixel is the largest value in its window."),
    "decimate": N_("Keep every S-th pixel, drop the others."),
    "strided_convolution": N_("Slide the kernel in steps of S."),
}

PARAMETERS = {
    "stride": N_("Stride"),
    "kernel_size": N_("Kernel size"),
    "padding": N_("Padding"),
    "output_padding": N_("Output padding"),
    "dilation": N_("Dilation"),
    "kernel": N_("Kernel"),
    "seed": N_("Seed"),
    "kernel_values": N_("Kernel values"),
    "scale_factor": N_("Scale factor"),
    "upscale_factor": N_("Upscale factor"),
    "coordinates": N_("Coordinates"),
    "nearest_mode": N_("Rounding"),
    "cubic_a": N_("Cubic a"),
    "lobes": N_("Lobes"),
    "antialias": N_("Antialias"),
    "mode": N_("Resize by"),
    "ceil_mode": N_("Ceil mode"),
    "count_include_pad": N_("Count padding"),
}

PARAMETER_HELP = {
    "stride": N_("Distance between neighbouring windows or stamps."),
    "kernel_size": N_("How many taps the kernel has along an axis."),
    "padding": N_(
        "Cells added around the input of a convolution; a transposed convolution crops as many "
        "from its output."
    ),
    "output_padding": N_(
        "How many more cells are computed at the end: it picks one of the input sizes that a "
        "convolution would map to the same size."
    ),
    "dilation": N_("Distance between neighbouring taps of the kernel."),
    "kernel": N_("Preset weights, or your own."),
    "seed": N_("Another seed, another random kernel."),
    "kernel_values": N_(
        "Rows on lines of their own or separated by semicolons; numbers separated by commas or "
        "spaces."
    ),
    "scale_factor": N_("Output size over input size."),
    "upscale_factor": N_("Each r × r block of the output comes from r² channels."),
    "coordinates": N_("Where an output pixel lies on the input grid."),
    "nearest_mode": N_("Which neighbour is taken when a position lies between two."),
    "cubic_a": N_("Slope of the cubic kernel: PyTorch and OpenCV use -0.75, Pillow uses -0.5."),
    "lobes": N_("Half the width of the kernel, in samples."),
    "antialias": N_("Widen the kernel when shrinking, so that fine detail is averaged away."),
    "mode": N_("The interpolation before the convolution."),
    "ceil_mode": N_("Keep a last window that is only partly inside."),
    "count_include_pad": N_("Whether padded cells count in the mean."),
}

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
    name = _(PARAMETERS[parameter.name])
    label = f"{name} {parameter.symbol}".rstrip()
    if axis is None:
        return label
    return f"{label} · {_('height') if axis == 0 else _('width')}"


def value_label(value: object) -> str:
    """Return how a value is shown; numbers stand for themselves."""
    return _(VALUES[value]) if isinstance(value, str) and value in VALUES else str(value)
