"""The operations of networks: each as a function that computes, and as a map that explains.

Begin with the function that carries PyTorch's name. It checks its arguments once; what it calls
takes them as checked.

- Convolution: `convolution`, which multiplies by `correlation`.
- Transposed convolution: read `transposed_convolution` first, the operation and its matrix Cᵀ. Its
  numbers are in `transposed_geometry`: sizes, border, where the data lie, the placed phases. Beside
  these, `phases` splits a kernel, `virtual_input` is the picture with inserted zeros and the two
  maps through it, and `transposed_forms` has four equal ways to compute one channel.
- Pooling: `pooling`, whose windows are in `windows`; its reverses are in `unpooling`. The picture
  of what pooling and strided convolution slide over is in `padded_input`.
- Pixel shuffle: `pixel_shuffle`.

A function whose name ends in ``_of`` takes a geometry instead of parameters and checks no more than
the size of what it makes: whoever needs several parts of one transposed convolution makes its
geometry once, by ``transposed_geometry``.
"""
