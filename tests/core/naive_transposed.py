"""Transposed convolution of one signal, straight from its definition: loops and nothing else."""

import numpy as np


def stamped(x, kernel, stride, padding=0, output_padding=0, dilation=1):
    """Add x[i] * w[k] to output cell i*S + k*D - P, one product at a time."""
    length = (len(x) - 1) * stride - 2 * padding + dilation * (len(kernel) - 1)
    y = np.zeros(length + output_padding + 1)
    for i, value in enumerate(x):
        for k, weight in enumerate(kernel):
            at = i * stride + k * dilation - padding
            if 0 <= at < len(y):
                y[at] += value * weight
    return y


def virtual_kinds(length, kernel_size, stride, padding, output_padding):
    """Lay the virtual input out cell by cell; dilation 1, border not negative."""
    border = ["border"] * (kernel_size - 1 - padding)
    inside = []
    for i in range(length):
        inside += ["datum"] + ["inserted_zero"] * (stride - 1 if i < length - 1 else 0)
    return border + inside + border + ["output_padding"] * output_padding
