"""Random chains, and a run of a chain on an array by the core's own operations."""

from __future__ import annotations

import numpy as np

import upsample_core as core

LARGEST = 40

EVERY_LAYER = (
    "input 6\nconv 8 k3 s2 p1 g2 x2\nconv 5 k2 p0+1 d2\nconv 5 k3 s2 same x2\nconv 4 k4 same",
    "input 4\nskip a\nmaxpool k2\nskip b\nmaxpool k3 s2 ceil\nconv 4 k1\n"
    "unpool b k3 s2\nconv 4 k3 p1",
    "input 2\nconvt 3 k4 s2 p1\nconvt 3 k5 s3 p1 op2 d2\n"
    "convt 3 k4 s2 fixed\nconvt 5 k3 s2 fixed op1",
    "input 5\nres 5 k3\nres 7 k3 s2 x2\nbottleneck 8 k3 d2 x2\nbottleneck 6 k2 s2 mid3",
    "input 4\nup x2\nup x2 bilinear corners between\nup x2 bicubic\nshuffle 2\nunshuffle 4\nbins 3",
    "input 3\nnoise\nadain 9\nconv 4 k3\nblur 1,3,3,1 p1+2\nnoise\n"
    "avgpool k2 s2 ceil\nresize input bilinear",
    "input 3\nskip a\nconv 4 k3\njoin a add proj4 crop\nconv 4 k3\njoin a cat crop1\nconv 3 k1\n"
    "avgpool k2 s2\nup x2\njoin a mul pad\nmaxpool k2\njoin a cat resize\ncrop input\nreturns x1",
    "input 3\ndense 5 3x4\nup x4 nearest\nskip top\nfrom top\nconv 2 k1 x3\ncrop top 0\nfrom input",
    "input 3\nrepeat 2\nrepeat 2\nskip a\nconv 3 k3 p1\njoin a add\nend\nmaxpool k2\nend\n"
    "conv 1 k1",
    "input 3\nrepeat 3\nconv 4 k3 p1\nrepeat 2\nskip a\nconv 4 k1\njoin a cat\nend\nend",
    "input 3\nskip class\nconv 3 k1\njoin class add\nskip x\nskip self\njoin x cat",
)
"""Chains in which every word stands, and every option."""


def random_chain(rng):
    """A text of a few layers, most of which go with each other; all channels are one."""
    lines, kept = ["input 1"], ["input"]
    for place in range(rng.integers(2, 9)):
        name = f"m{place}"
        lines.append(one_line(rng, name, kept))
        if lines[-1].startswith("skip"):
            kept.append(name)
    return "\n".join(lines)


def one_line(rng, name, kept):
    k, s, p = rng.integers(1, 6), rng.integers(1, 4), rng.integers(0, 3)
    old = kept[rng.integers(len(kept))]
    op, half = rng.integers(0, s), min(p, k // 2)
    mode = ("nearest", "bilinear", "bicubic")[rng.integers(3)]
    corners = " corners" if mode != "nearest" and rng.integers(2) else ""
    fit = ("", " crop", " pad", " resize", f" crop{p}")[rng.integers(5)]
    return (
        f"conv 1 k{k} s{s} p{p} d{rng.integers(1, 3)}",
        f"conv 1 k{k} p{p}+{rng.integers(0, 3)} s{s}",
        f"maxpool k{k} s{s} p{half}{' ceil' if rng.integers(2) else ''}",
        f"avgpool k{k} s{s} p{half}",
        f"convt 1 k{k} s{s} p{p} op{op}",
        f"up x{rng.integers(1, 4)} {mode}{corners}",
        f"resize {old} {mode}{corners}",
        "blur 1,2,1 p1",
        f"skip {name}",
        f"join {old} add{fit}",
        f"from {old}",
        f"bins {k}",
        f"res 1 k{k} s{s} x{rng.integers(1, 3)}",
        f"bottleneck 1 k{k} s{s} d{rng.integers(1, 3)}",
        f"up x{rng.integers(1, 4)} {mode}{corners} between",
        f"conv 1 k{k} s{s} same",
    )[rng.integers(16)]


def run(chain, x, largest=LARGEST):
    """Run a chain on an array (1, 1, H, W) with weights of ones; None where it does not go on."""
    kept = {"input": x}
    for layer in chain.layers:
        try:
            x = named(layer, x, kept) if layer.name else step(layer, x)
        except core.ParameterError:
            return None
        if x is None or max(x.shape[2:]) > largest:
            return None
    return x


def named(layer, x, kept):
    """A layer that keeps a map, or needs one."""
    match layer.kind:
        case "skip":
            kept[layer.name] = x
            return x
        case "from":
            return kept[layer.name]
        case "resize":
            return resized(layer, x, kept[layer.name].shape[2:])
        case "join":
            return joined(layer, x, kept[layer.name])


def step(layer, x):
    k, s, p = layer.kernel, layer.stride, layer.padding
    if layer.same:
        p = same_borders(layer, x.shape[2])
    ones = np.ones((1, 1, k, k))
    match layer.kind:
        case "conv" | "blur":
            across = same_borders(layer, x.shape[3]) if layer.same else p
            padded = np.pad(x, ((0, 0), (0, 0), p, across))
            return core.conv2d(padded, ones, s, 0, layer.dilation)
        case "maxpool":
            return core.max_pool2d(x, k, s, p[0], ceil_mode=layer.ceil)
        case "avgpool":
            return core.avg_pool2d(x, k, s, p[0])
        case "convt":
            return core.conv_transpose2d(x, ones, s, p[0], layer.output_padding)
        case "up":
            size = tuple(
                (n - 1) * layer.factor + 1 if layer.between else n * layer.factor
                for n in x.shape[2:]
            )
            return resized(layer, x, size)
        case "bins":
            return core.interpolate(x, size=(layer.bins,) * 2, mode="area")
        case "res" | "bottleneck":
            return blocks(layer, x)


def same_borders(layer, size):
    """TensorFlow's: as little as is needed, and the odd cell behind."""
    missing = (-(-size // layer.stride) - 1) * layer.stride + layer.kernel - size
    return max(missing, 0) // 2, max(missing, 0) - max(missing, 0) // 2


def blocks(layer, x):
    """Blocks, each with its sum; even kernels have their odd cell behind."""
    ones, span = np.ones((1, 1, layer.kernel, layer.kernel)), layer.dilation * (layer.kernel - 1)
    borders = ((0, 0), (0, 0), *[(span // 2, span - span // 2)] * 2)
    for time in range(layer.times):
        stride = 1 if time else layer.stride
        inner = core.conv2d(np.pad(x, borders), ones, stride, 0, layer.dilation)
        if layer.kind == "res":
            inner = core.conv2d(np.pad(inner, borders), ones, 1, 0, layer.dilation)
        x = inner + x[..., ::stride, ::stride]
    return x


def resized(layer, x, size):
    corners = {} if layer.mode == "nearest" else {"align_corners": layer.corners}
    return core.interpolate(x, size=size, mode=layer.mode, **corners)


def joined(layer, x, other):
    """A sum, fitted as the layer says; None where it does not fit."""
    have, kept = x.shape[2:], other.shape[2:]
    if layer.fit == "crop":
        starts = [
            (b - a) // 2 if layer.offset is None else layer.offset
            for a, b in zip(have, kept, strict=True)
        ]
        odd = layer.offset is None and any((b - a) % 2 for a, b in zip(have, kept, strict=True))
        if odd or any(s < 0 or s + a > b for s, a, b in zip(starts, have, kept, strict=True)):
            return None
        other = other[..., starts[0] : starts[0] + have[0], starts[1] : starts[1] + have[1]]
    elif layer.fit in ("pad", "resize"):
        cut = x[..., : kept[0], : kept[1]]
        missing = [(0, b - a) for a, b in zip(cut.shape[2:], kept, strict=True)]
        x = np.pad(cut, ((0, 0), (0, 0), *missing))
    return None if x.shape != other.shape else x + other
