"""How images change their resolution, with every number that explains the result.

The functions carry the names, arguments and meaning of ``torch.nn.functional``, on NumPy arrays:
(N, C, L) or (N, C, H, W), weights laid out as PyTorch's. Only `resize` follows ONNX. Every invalid
call raises `ParameterError`. It needs NumPy and SciPy, and nothing else.

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

Where to read on
----------------
``linear_map/linear_map.py`` first: one sparse operator answers every question that a view asks.
Then, from the bottom up, the rooms; the first lines of each say which of its files to read first.

- `checks`, `shapes`: what is allowed, and the sizes that follow.
- `inputs`: kernels by name, synthetic grids and pictures, numbers as people type them.
- `operations`, `resampling`: every operation, its map, and its plain form.
- `analysis`: overlap, evenness, spectra, gradients, costs, distances.
- `learning`: layers that are trained, and the whole path of their training.
- `generative`: answers that are guessed, by stored glyphs and by small trained networks.
- `methods`: what a person can pick. A method is described there once.
- `runs`: a method on a small grid with all there is to see, on a picture, around one pixel.
- `networks`: well-known networks as data, their sizes and where they break.
- `lessons`: what only a lesson asks for, and its questions.

How is a transposed convolution computed? ``operations/transposed_convolution.py``. Where is its
stride checked? ``operations/transposed_geometry.py``, once.

What stands here is what most need; each room offers more, as in ``from upsample_core.analysis
import make_flat``. Files within a room are its own affair.
"""

from upsample_core.analysis import Evenness, assess
from upsample_core.checks import Array, Axes, ParameterError
from upsample_core.inputs import grid_pattern, parse_numbers, picture, preset_kernel
from upsample_core.linear_map import Indices, LinearMap, Links
from upsample_core.methods import (
    METHODS,
    Method,
    for_picture,
    legal_method,
    legal_values,
    method,
)
from upsample_core.operations import (
    avg_pool2d,
    conv1d,
    conv2d,
    conv_map,
    conv_transpose1d,
    conv_transpose2d,
    conv_transpose_map,
    max_pool2d,
    max_unpool2d,
    pixel_shuffle,
    pixel_unshuffle,
)
from upsample_core.resampling import (
    edge_directed,
    interpolate,
    interpolate_map,
    region_based,
    resize,
    resize_map,
)
from upsample_core.runs import PictureRun, Trace, run, run_on_picture, trace
from upsample_core.shapes import (
    conv_output_size,
    conv_transpose_output_size,
    pool_output_size,
    transposed_parameters,
    unpool_output_size,
)

__all__ = [
    "METHODS",
    "Array",
    "Axes",
    "Evenness",
    "Indices",
    "LinearMap",
    "Links",
    "Method",
    "ParameterError",
    "PictureRun",
    "Trace",
    "assess",
    "avg_pool2d",
    "conv1d",
    "conv2d",
    "conv_map",
    "conv_output_size",
    "conv_transpose1d",
    "conv_transpose2d",
    "conv_transpose_map",
    "conv_transpose_output_size",
    "edge_directed",
    "for_picture",
    "grid_pattern",
    "interpolate",
    "interpolate_map",
    "legal_method",
    "legal_values",
    "max_pool2d",
    "max_unpool2d",
    "method",
    "parse_numbers",
    "picture",
    "pixel_shuffle",
    "pixel_unshuffle",
    "pool_output_size",
    "preset_kernel",
    "region_based",
    "resize",
    "resize_map",
    "run",
    "run_on_picture",
    "trace",
    "transposed_parameters",
    "unpool_output_size",
]
