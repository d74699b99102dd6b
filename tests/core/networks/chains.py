"""Random chains, and a run of a chain on an array by the core's own operations."""

from __future__ import annotations

import numpy as np

import upsample_core as core

LARGEST = 40


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
    )[rng.integers(10)]


def run(chain, x, largest=LARGEST):
    """Run a chain on an array (1, 1, H, W) with weights of ones; None where it does not go on."""
    kept = {"input": x}
    for layer in chain.layers:
        try:
            x = step(layer, x, kept)
        except core.ParameterError:
            return None
        if x is None or max(x.shape[2:]) > largest:
            return None
    return x


def step(layer, x, kept):
    k, s, p = layer.kernel, layer.stride, layer.padding
    ones = np.ones((1, 1, k, k))
    match layer.kind:
        case "conv" | "blur":
            padded = np.pad(x, ((0, 0), (0, 0), p, p))
            return core.conv2d(padded, ones, s, 0, layer.dilation)
        case "maxpool":
            return core.max_pool2d(x, k, s, p[0], ceil_mode=layer.ceil)
        case "avgpool":
            return core.avg_pool2d(x, k, s, p[0])
        case "convt":
            return core.conv_transpose2d(x, ones, s, p[0], layer.output_padding)
        case "up" | "resize":
            size = tuple(layer.factor * n for n in x.shape[2:])
            return resized(layer, x, kept[layer.name].shape[2:] if layer.name else size)
        case "skip":
            kept[layer.name] = x
            return x
        case "join":
            return joined(layer, x, kept[layer.name])


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
