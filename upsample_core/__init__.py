"""How images change their resolution, with every number that explains the result.

The functions carry the names, arguments and meaning of ``torch.nn.functional``, on NumPy arrays:
(N, C, L) or (N, C, H, W), weights laid out as PyTorch's. Only `resize` follows ONNX. Every invalid
call raises `ParameterError`.

>>> import numpy as np
>>> from upsample_core import conv_transpose2d, conv_transpose_map
>>> x = np.array([[1.0, 2.0], [3.0, 4.0]])
>>> kernel = np.array([[0.25, 0.5, 0.25], [0.5, 1.0, 0.5], [0.25, 0.5, 0.25]])
>>> conv_transpose2d(x[None, None], kernel[None, None], stride=2, padding=1)[0, 0]
array([[1. , 1.5, 2. ],
       [2. , 2.5, 3. ],
       [3. , 3.5, 4. ]])

Every method that is linear is also a sparse matrix, a `LinearMap`: its rows say what makes an
output, its columns where an input goes, and its transpose is the gradient.

>>> up = conv_transpose_map(x.shape, kernel, stride=2, padding=1)
>>> float(up.apply(x)[1, 1])
2.5
>>> up.contributions((1, 1)).weights
array([0.25, 0.25, 0.25, 0.25])
>>> up.footprint((0, 0)).cells.tolist()
[[0, 0], [0, 1], [1, 0], [1, 1]]
>>> up.overlap()
array([[1, 2, 1],
       [2, 4, 2],
       [1, 2, 1]])

A method is a choice of parameters, checked for one input size; a trace is all there is to see
about one run of it.

>>> from upsample_core import method, trace
>>> fit = method("transposed_convolution", (2, 2), kernel_size=3, padding=1, output_padding=1)
>>> seen = trace(fit, x)
>>> seen.output.shape, seen.stage.name, seen.evenness.flat
((4, 4), 'virtual_input', True)
>>> seen.method.formulas()[0].numbers
'1·2 − 2·1 + 1·2 + 1 + 1'

It needs NumPy and SciPy, and nothing else.
"""

from upsample_core.analysis.evenness import Evenness, assess, is_flat, make_flat, phase_sums
from upsample_core.analysis.frequency_response import copy_response, phase_response
from upsample_core.analysis.metrics import difference, mse, overshoot, psnr, ssim
from upsample_core.analysis.overlap import (
    AxisCoverage,
    Layer,
    Reason,
    axis_coverage,
    coverage,
    stack_coverage,
)
from upsample_core.analysis.spectrum import artifact_score, log_spectrum, spectrum_frequencies
from upsample_core.checks import ParameterError
from upsample_core.inputs.kernel_presets import preset_kernel
from upsample_core.inputs.parsing import parse_numbers
from upsample_core.inputs.patterns import grid_pattern, picture
from upsample_core.linear_map import LinearMap, Links
from upsample_core.methods import (
    METHODS,
    Method,
    for_picture,
    legal_method,
    legal_values,
    method,
)
from upsample_core.operations.convolution import conv1d, conv2d, conv_map
from upsample_core.operations.phases import PhaseKernel, phase_kernels
from upsample_core.operations.pixel_shuffle import (
    depth_to_space,
    icnr,
    pixel_shuffle,
    pixel_shuffle_map,
    pixel_unshuffle,
)
from upsample_core.operations.pooling import (
    average_pool_map,
    avg_pool2d,
    decimate_map,
    max_pool2d,
    max_pool_map,
    max_pool_switches,
)
from upsample_core.operations.transposed_convolution import (
    conv_transpose1d,
    conv_transpose2d,
    conv_transpose_map,
)
from upsample_core.operations.transposed_forms import interleave, multiply, slide, stamp
from upsample_core.operations.unpooling import (
    average_unpool_map,
    bed_of_nails_map,
    max_unpool2d,
    max_unpool_map,
)
from upsample_core.operations.virtual_input import (
    CellKind,
    VirtualInput,
    virtual_convolution_map,
    virtual_input,
    zero_insertion_map,
)
from upsample_core.resampling.coordinates import source_coordinates
from upsample_core.resampling.interpolation import (
    interpolate,
    interpolate_map,
    resize,
    resize_axis_map,
    resize_map,
)
from upsample_core.resampling.kernels import keys_cubic, lanczos, triangle
from upsample_core.shapes import (
    TransposedParameters,
    conv_output_size,
    conv_transpose_output_size,
    pool_output_size,
    transposed_parameters,
    unpool_output_size,
)
from upsample_core.trace import Trace, run, trace

__all__ = [
    "METHODS",
    "AxisCoverage",
    "CellKind",
    "Evenness",
    "Layer",
    "LinearMap",
    "Links",
    "Method",
    "ParameterError",
    "PhaseKernel",
    "Reason",
    "Trace",
    "TransposedParameters",
    "VirtualInput",
    "artifact_score",
    "assess",
    "average_pool_map",
    "average_unpool_map",
    "avg_pool2d",
    "axis_coverage",
    "bed_of_nails_map",
    "conv1d",
    "conv2d",
    "conv_map",
    "conv_output_size",
    "conv_transpose1d",
    "conv_transpose2d",
    "conv_transpose_map",
    "conv_transpose_output_size",
    "copy_response",
    "coverage",
    "decimate_map",
    "depth_to_space",
    "difference",
    "for_picture",
    "grid_pattern",
    "icnr",
    "interleave",
    "interpolate",
    "interpolate_map",
    "is_flat",
    "keys_cubic",
    "lanczos",
    "legal_method",
    "legal_values",
    "log_spectrum",
    "make_flat",
    "max_pool2d",
    "max_pool_map",
    "max_pool_switches",
    "max_unpool2d",
    "max_unpool_map",
    "method",
    "mse",
    "multiply",
    "overshoot",
    "parse_numbers",
    "phase_kernels",
    "phase_response",
    "phase_sums",
    "picture",
    "pixel_shuffle",
    "pixel_shuffle_map",
    "pixel_unshuffle",
    "pool_output_size",
    "preset_kernel",
    "psnr",
    "resize",
    "resize_axis_map",
    "resize_map",
    "run",
    "slide",
    "source_coordinates",
    "spectrum_frequencies",
    "ssim",
    "stack_coverage",
    "stamp",
    "trace",
    "transposed_parameters",
    "triangle",
    "unpool_output_size",
    "virtual_convolution_map",
    "virtual_input",
    "zero_insertion_map",
]
