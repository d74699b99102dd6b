"""The operations of networks: each as a function that computes, and as a map that explains.

Read `convolution` first. A function that carries PyTorch's name checks its arguments once; what it
calls takes them as checked.

- Convolution: `convolution`, which multiplies by `correlation`.
- Transposed convolution: read `transposed_convolution` first, the operation and its matrix Cᵀ. Its
  numbers are in `transposed_geometry`: sizes, border, where the data lie, the placed phases. Beside
  these, `phases` splits a kernel, `virtual_input` is the picture with inserted zeros and the two
  maps through it, and `transposed_forms` has four equal ways to compute one channel.
- Pooling: `pooling`, whose windows are in `windows`; its reverses are in `unpooling`. The picture
  of what pooling and strided convolution slide over is in `padded_input`.
- Pixel shuffle: `pixel_shuffle`.
- What goes back: `gradients`, by the names of ``torch.nn.grad``.

A function whose name ends in ``_of`` takes a geometry instead of parameters and checks no more than
the size of what it makes: whoever needs several parts of one transposed convolution makes its
geometry once, by ``transposed_geometry``.
"""

from upsample_core.operations.convolution import conv1d, conv2d, conv_map
from upsample_core.operations.gradients import (
    conv2d_input,
    conv2d_weight,
    conv_transpose2d_input,
    conv_transpose2d_weight,
)
from upsample_core.operations.phases import PhaseKernel, phase_kernels
from upsample_core.operations.pixel_shuffle import (
    depth_to_space,
    icnr,
    pixel_shuffle,
    pixel_shuffle_map,
    pixel_unshuffle,
    sub_pixel_kernel,
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
    unrotated_map,
    virtual_convolution_map,
    virtual_input,
    zero_insertion_map,
)

__all__ = [
    "CellKind",
    "PhaseKernel",
    "VirtualInput",
    "average_pool_map",
    "average_unpool_map",
    "avg_pool2d",
    "bed_of_nails_map",
    "conv1d",
    "conv2d",
    "conv2d_input",
    "conv2d_weight",
    "conv_map",
    "conv_transpose1d",
    "conv_transpose2d",
    "conv_transpose2d_input",
    "conv_transpose2d_weight",
    "conv_transpose_map",
    "decimate_map",
    "depth_to_space",
    "icnr",
    "interleave",
    "max_pool2d",
    "max_pool_map",
    "max_pool_switches",
    "max_unpool2d",
    "max_unpool_map",
    "multiply",
    "phase_kernels",
    "pixel_shuffle",
    "pixel_shuffle_map",
    "pixel_unshuffle",
    "slide",
    "stamp",
    "sub_pixel_kernel",
    "unrotated_map",
    "virtual_convolution_map",
    "virtual_input",
    "zero_insertion_map",
]
