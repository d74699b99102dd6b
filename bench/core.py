"""What is timed of `upsample_core`: operations beside PyTorch's, methods and traces, a matrix."""

import importlib
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

import upsample_core as core
from bench.harness import Case

SIZE = 256
"""Height and width of the pictures, which are RGB in float32, as networks have them."""


def operations() -> Iterator[Case]:
    """Run the functional interface on a picture, beside PyTorch where it is."""
    random = np.random.default_rng(0)
    picture = random.random((1, 3, SIZE, SIZE), dtype=np.float32)
    channels = random.random((1, 12, SIZE // 2, SIZE // 2), dtype=np.float32)
    for name, size in [("conv2d", 3), ("conv2d", 5)]:
        weight = random.random((3, 3, size, size), dtype=np.float32)
        yield _pair(f"{name} K={size}", name, picture, weight, padding=size // 2)
    for size, stride, padding in [(4, 2, 1), (3, 2, 1)]:
        weight = random.random((3, 3, size, size), dtype=np.float32)
        options = {"stride": stride, "padding": padding}
        label = f"conv_transpose2d K={size} S={stride}"
        yield _pair(label, "conv_transpose2d", picture, weight, **options)
    yield from _interpolations(picture)
    yield from _poolings(picture)
    yield _pair("pixel_shuffle r=2", "pixel_shuffle", channels, 2)
    yield _pair("pixel_unshuffle r=2", "pixel_unshuffle", picture, 2)


def _interpolations(picture: Any) -> Iterator[Case]:
    for mode in ("nearest", "nearest-exact", "bilinear", "bicubic", "area"):
        for factor, label in [(2, "×2"), (0.5, "×½")]:
            yield _pair(
                f"interpolate {mode} {label}",
                "interpolate",
                picture,
                scale_factor=factor,
                mode=mode,
            )
    for mode in ("bilinear", "bicubic"):
        name = f"interpolate {mode} ×½ antialias"
        yield _pair(name, "interpolate", picture, scale_factor=0.5, mode=mode, antialias=True)
    for mode, peer in [("linear", "bilinear"), ("cubic", "bicubic")]:
        size = (2 * SIZE, 2 * SIZE)
        theirs = _of_torch("interpolate", picture, size=size, mode=peer)
        yield Case(f"resize {mode} ×2", _call(core.resize, picture, size, mode=mode), theirs)


def _poolings(picture: Any) -> Iterator[Case]:
    yield _pair("max_pool2d K=2", "max_pool2d", picture, 2)
    yield _pair("max_pool2d K=3 S=2 P=1", "max_pool2d", picture, 3, 2, 1)
    yield _pair("avg_pool2d K=2", "avg_pool2d", picture, 2)
    yield _pair("avg_pool2d K=3 S=2 P=1", "avg_pool2d", picture, 3, 2, 1)
    pooled, indices = core.max_pool2d(picture, 2, return_indices=True)
    yield _pair("max_unpool2d K=2", "max_unpool2d", pooled, indices, 2)


def methods() -> Iterator[Case]:
    """Run every method on a picture, at the factor 2 that is its default."""
    random = np.random.default_rng(1)
    picture = random.random((3, SIZE, SIZE), dtype=np.float32)
    for name in core.METHODS:
        fit = core.for_picture(core.method(name, (8, 8)), SIZE, SIZE)
        yield Case(f"run {name}", _call(core.run, fit, picture), bound=100)


def traces() -> Iterator[Case]:
    """Trace every method on a small grid, and make one large matrix."""
    grid = np.random.default_rng(2).random((8, 8))
    for name in core.METHODS:
        yield Case(f"trace {name}", _call(_trace_anew, name, grid), bound=5)
    kernel = np.ones((4, 4))
    small, large = (64, 64), (128, 128)
    up = _call(_matrix, core.conv_transpose_map, small, kernel)
    yield Case("matrix 64×64 → 128×128, K=4", up, bound=10)
    down = _call(_matrix, core.conv_map, large, kernel)
    yield Case("matrix 128×128 → 64×64, K=4", down, bound=10)


def texts() -> Iterator[Case]:
    """Read the numbers that a person pastes: as many as are allowed, and none at all."""
    grid = "\n".join([" ".join(["0.5"] * 64)] * 64)
    yield Case("read 64×64 numbers", _call(core.parse_numbers, grid), bound=20)
    for name, text in {"digits": "1" * 200_000 + "x", "spaces": " " * 200_000 + "x"}.items():
        yield Case(f"refuse 200,000 {name}", _call(_refused, text), bound=200)


def _refused(text: str) -> bool:
    try:
        core.parse_numbers(text)
    except core.ParameterError:
        return True
    return False


def _trace_anew(name: str, grid: Any) -> Any:
    """Choose a method and trace it, as a changed parameter does, with all that views ask for."""
    seen = core.trace(core.method(name, grid.shape), grid)
    return seen.output, seen.overlap, seen.row_sums, seen.evenness


def _matrix(make: Callable[..., Any], size: tuple[int, int], kernel: Any) -> Any:
    return make(size, kernel, stride=2, padding=1).matrix


def _call(function: Callable[..., Any], *arguments: Any, **options: Any) -> Callable[[], Any]:
    return lambda: function(*arguments, **options)


def _pair(label: str, name: str, *arguments: Any, **options: Any) -> Case:
    """Return one operation of ours and PyTorch's of the same name, on the same arrays."""
    ours = _call(getattr(core, name), *arguments, **options)
    return Case(label, ours, _of_torch(name, *arguments, **options))


def _of_torch(name: str, *arguments: Any, **options: Any) -> Callable[[], Any] | None:
    if torch is None:
        return None
    tensors = [
        torch.from_numpy(given) if isinstance(given, np.ndarray) else given for given in arguments
    ]
    return _call(getattr(torch.nn.functional, name), *tensors, **options)


def _torch_on_one_thread() -> Any:
    """Return PyTorch, or None where it is not installed."""
    try:
        found = importlib.import_module("torch")
    except ImportError:
        return None
    found.set_num_threads(1)
    found.set_grad_enabled(False)
    return found


torch = _torch_on_one_thread()
