"""PyTorch code for one layer of a chain: what the constructor makes, and what is done with it.

Everything here is made of numbers, and of names that the core has read and checked.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from ui.snippets.layout import options
from upsample_core.networks import Layer, Row

NEXT = "x = next(layer)(x)"
_GEOMETRY = {
    "stride": 1,
    "padding": 0,
    "output_padding": 0,
    "dilation": 1,
    "groups": 1,
    "ceil_mode": False,
}


@dataclass(frozen=True)
class LayerCode:
    """Code for a layer.

    Attributes
    ----------
    run : tuple of str
        Statements of `forward`.
    made : tuple of str
        The modules that those call, in their order.
    """

    run: tuple[str, ...]
    made: tuple[str, ...] = ()


def layer_code(row: Row) -> LayerCode:
    """Return the code for a row of a plan."""
    return _KINDS[row.layer.kind](row)


def _call(name: str, *arguments: object, **given: object) -> str:
    """Return a call, with the geometry that is not the default."""
    texts = [*map(repr, arguments), *options(_GEOMETRY, given)]
    return f"{name}({', '.join(texts)})"


def _module(row: Row, *made: str) -> LayerCode:
    """Return the code of a layer that is one module, or several one after another."""
    if row.layer.times == 1:
        return LayerCode((NEXT,), made[:1])
    again = f"for _ in range({row.layer.times}):"
    return LayerCode((again, f"    {NEXT}"), made[:1] + made[1:] * (row.layer.times - 1))


def _convolution(row: Row) -> LayerCode:
    layer, border = row.layer, row.layer.padding
    even = border[0] == border[1] and not layer.same
    given = {
        "stride": layer.stride,
        "padding": border[0] if even else 0,
        "dilation": layer.dilation,
        "groups": layer.groups,
    }
    made = [
        _call("nn.Conv2d", before, layer.channels, layer.kernel, **given)
        for before in (row.channels_before, layer.channels)
    ]
    if even:
        return _module(row, *made)
    padded = f"F.pad(x, {(*border, *border)})"
    if layer.same:
        padded = _call("same", layer.kernel, layer.stride, dilation=layer.dilation)
        padded = padded.replace("(", "(x, ", 1)
    code = _module(row, *made)
    run = tuple(line.replace("(x)", f"({padded})") for line in code.run)
    return LayerCode(run, code.made)


def _transposed(row: Row) -> LayerCode:
    layer = row.layer
    given = {
        "padding": layer.padding[0],
        "output_padding": layer.output_padding,
        "dilation": layer.dilation,
    }
    if layer.fixed and row.channels_before == layer.channels:
        return _module(row, _call("bilinear", layer.channels, layer.kernel, layer.stride, **given))
    made = [
        _call("nn.ConvTranspose2d", before, layer.channels, layer.kernel, layer.stride, **given)
        for before in (row.channels_before, layer.channels)
    ]
    return _module(row, *made)


def _block(row: Row) -> LayerCode:
    layer = row.layer
    first: list[object] = [row.channels_before, layer.channels]
    then: list[object] = [layer.channels, layer.channels]
    rest: list[object] = [layer.kernel]
    name = "Residual"
    if layer.kind == "bottleneck":
        name, rest = "Bottleneck", [layer.middle, layer.kernel]
    made = _call(name, *first, *rest, stride=layer.stride, dilation=layer.dilation)
    return _module(row, made, _call(name, *then, *rest, dilation=layer.dilation))


def _pooling(row: Row) -> LayerCode:
    layer = row.layer
    name = {"maxpool": "F.max_pool2d", "avgpool": "F.avg_pool2d"}[layer.kind]
    given = {"padding": layer.padding[0], "ceil_mode": layer.ceil}
    called = _call(name, layer.kernel, layer.stride, **given)
    return LayerCode((f"x = {called.replace('(', '(x, ', 1)}",))


def _unpooling(row: Row) -> LayerCode:
    layer = row.layer
    window = f"{layer.kernel}, {layer.stride}"
    return LayerCode(
        (
            f"y = {_kept(layer)}",
            f"_, places = F.max_pool2d(y, {window}, ceil_mode=True, return_indices=True)",
            f"x = F.max_unpool2d(x, places, {window}, output_size=y.shape[2:])",
        )
    )


def _kept(layer: Layer) -> str:
    return f'kept["{layer.name}"]'


def _enlarged(row: Row) -> LayerCode:
    factor = row.layer.factor
    if row.layer.between:
        size = f"size = [(n - 1) * {factor} + 1 for n in x.shape[2:]]"
        return LayerCode((size, _interpolate(row.layer, "size=size")))
    return LayerCode((_interpolate(row.layer, f"scale_factor={factor}"),))


def _resized(row: Row) -> LayerCode:
    size = f"size = {_kept(row.layer)}.shape[2:]"
    return LayerCode((size, _interpolate(row.layer, "size=size")))


def _interpolate(layer: Layer, size: str) -> str:
    mode = "" if layer.mode == "nearest" else f', mode="{layer.mode}"'
    corners = ", align_corners=True" if layer.corners and mode else ""
    return f"x = F.interpolate(x, {size}{mode}{corners})"


def _join(row: Row) -> LayerCode:
    layer = row.layer
    made: tuple[str, ...] = ()
    run = [f"y = {_kept(layer)}"]
    if layer.channels:
        made = (_call("nn.Conv2d", row.beside, layer.channels, 1),)
        run.append("y = next(layer)(y)")
    if layer.fit == "crop":
        run.append(f"y = {_cut('y', layer, 'x.shape[2:]')}")
    elif layer.fit == "pad":
        run.append("x = padded(x, y.shape[2:])")
    elif layer.fit == "resize":
        run.append("x = F.interpolate(x, size=y.shape[2:])")
    joined = {"add": "x + y", "mul": "x * y", "cat": "torch.cat((x, y), dim=1)"}[layer.mode]
    return LayerCode((*run, f"x = {joined}"), made)


def _cut(map_: str, layer: Layer, size: str) -> str:
    if layer.offset is None:
        return f"cropped({map_}, {size})"
    first = layer.offset
    height, width = (f"{size.removesuffix('[2:]')}[{axis}]" for axis in (2, 3))
    return f"{map_}[:, :, {first} : {first} + {height}, {first} : {first} + {width}]"


def _crop(row: Row) -> LayerCode:
    return LayerCode((f"y = {_kept(row.layer)}", f"x = {_cut('x', row.layer, 'y.shape[2:]')}"))


def _dense(row: Row) -> LayerCode:
    height, width = row.layer.shape
    before = row.channels_before * row.before[0] * row.before[1]
    made = f"nn.Linear({before}, {row.channels * height * width})"
    run = f"x = next(layer)(x.flatten(1)).reshape(-1, {row.channels}, {height}, {width})"
    return LayerCode((run,), (made,))


def _blur(row: Row) -> LayerCode:
    border = row.layer.padding
    return LayerCode((f"x = blur(F.pad(x, {(*border, *border)}), {list(row.layer.taps)})",))


_KINDS: Mapping[str, Callable[[Row], LayerCode]] = {
    "conv": _convolution,
    "convt": _transposed,
    "res": _block,
    "bottleneck": _block,
    "maxpool": _pooling,
    "avgpool": _pooling,
    "unpool": _unpooling,
    "up": _enlarged,
    "resize": _resized,
    "shuffle": lambda row: LayerCode((f"x = F.pixel_shuffle(x, {row.layer.factor})",)),
    "unshuffle": lambda row: LayerCode((f"x = F.pixel_unshuffle(x, {row.layer.factor})",)),
    "bins": lambda row: LayerCode((f"x = F.adaptive_avg_pool2d(x, {row.layer.bins})",)),
    "dense": _dense,
    "blur": _blur,
    "noise": lambda row: LayerCode((NEXT,), (f"Noise({row.channels})",)),
    "adain": lambda row: LayerCode((NEXT,), (f"Style({row.layer.style}, {row.channels})",)),
    "skip": lambda row: LayerCode((f"{_kept(row.layer)} = x",)),
    "from": lambda row: LayerCode((f"x = {_kept(row.layer)}",)),
    "join": _join,
    "crop": _crop,
    "returns": lambda _row: LayerCode(()),
}
