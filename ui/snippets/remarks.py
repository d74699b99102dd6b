"""What there is to say beside a snippet: codes, which the interface words in two languages."""

from __future__ import annotations

from enum import StrEnum


class Remark(StrEnum):
    """Why a snippet is not simply the library's own call, or is not there at all."""

    OUT_OF_RANGE = "out_of_range"
    """There is no snippet: the numbers are too large or too small for 32-bit floats."""

    NOT_OFFERED = "not_offered"
    """There is no snippet: the library has no such method, which only this core computes."""

    WEIGHTS_BUILT = "weights_built"
    """The library's resize lacks this setting: the weights of each axis are computed and the
    image is multiplied by them."""

    BACKENDS_DIFFER = "backends_differ"
    """Keras's own resize gives other numbers on other backends, so the weights are computed."""

    SAMPLES_PICKED = "samples_picked"
    """The library's nearest rounds in another way, so the samples are picked by their indices."""

    ROUNDING_PICKED = "rounding_picked"
    """In 32-bit arithmetic a coordinate may fall on the wrong side of the rounding, so the
    samples are picked by their indices."""

    ONE_COLUMN = "one_column"
    """PyTorch's antialiasing gives wrong numbers where an image gets one column wide and another
    height, so the weights of each axis are computed."""

    ONE_ROW = "one_row"
    """The library's function takes images only: the signal goes in as an image of one row."""

    KERNEL_AXES = "kernel_axes"
    """Keras keeps kernels as height, width, output channels, input channels."""

    SAME_FITS = "same_fits"
    """Keras's padding "same" crops exactly this padding; for other numbers it does not."""

    CROPPED = "cropped"
    """Keras has no padding in numbers here: the whole result is computed, then cropped."""

    EXTENDED = "extended"
    """The end of the output padding is beyond every stamp: zeros are put there."""

    LESS_PADDED = "less_padded"
    """ONNX Runtime wants an output padding below the stride: the end is padded by less instead."""

    PADDED = "padded"
    """Keras has no padding in numbers here: the input is padded first."""

    KERNEL_SPREAD = "kernel_spread"
    """Keras does not take a stride and a dilation together: zeros are put into the kernel."""

    COUNTED = "counted"
    """The mean over what counts: the padded mean divided by the mean of a grid of ones."""

    WINDOWS_STACKED = "windows_stacked"
    """Keras pools without dilation: the positions of the window are stacked, then compared."""

    SWITCHES_FOUND = "switches_found"
    """Keras keeps no switches: they are found by comparing the positions of every window."""
