"""The decoder of a chain, made small enough to run: few channels, and weights drawn at random.

It is a chain itself: the layers from the first that upsamples after the last that reduces (or a
later one, so that it enlarges by no more than `MAX_FACTOR`), without the maps that only the encoder
has. Each layer that upsamples can be replaced by another kind.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace as changed

import numpy as np
from numpy.typing import ArrayLike

from upsample_core.checks import Array, ParameterError, number_array, one_of, whole_number
from upsample_core.networks.chain import Chain
from upsample_core.networks.layer import CONVOLUTIONS, INPUT, Layer
from upsample_core.networks.memory import most_held
from upsample_core.networks.plan import Plan, plan
from upsample_core.networks.running import Ran, run_plan
from upsample_core.networks.widths import width_after
from upsample_core.resampling import interpolate

KEPT = "kept"
"""The replacement that replaces nothing."""

REPLACEMENTS = (
    KEPT,
    "transposed_uneven",
    "transposed_even",
    "nearest",
    "bilinear",
    "sub_pixel",
    "sub_pixel_icnr",
)
"""What each upsampling of a decoder can be replaced by: nothing; for a factor of r, a transposed
convolution with a kernel of r + 1, or of 2r; interpolation and a 3 × 3 convolution; a 3 × 3
convolution and a pixel shuffle, whose filters begin alike or not."""

COLOURS = 3
MAX_CHANNELS = 32
MAX_SIDE = 256
"""Longest side of what a decoder makes."""

MAX_FACTOR = 32
"""How much a decoder enlarges; one that does by more begins later, so that its input is a map."""

MAX_WORK = 2**30
MAX_VALUES = 2**25
MAX_WEIGHTS = 2**24
"""Most work of a run, see `_work`, and most numbers that are held at one time, in maps and in
weights: a second or so, and 200 MB."""

_TOUCHED = 8
_REFERENCE = 513
"""The size at which one looks how much larger a map becomes that is resized to a kept one."""


def decoder_chain(chain: Chain, replace: str = KEPT, channels: int = 8) -> Chain:
    r"""Return the decoder of a chain as a chain, narrow, from three channels to three.

    It begins with a 1 × 1 convolution of its input to `channels`. Joins with maps of the encoder,
    crops to them and their switches are left out: an unpooling puts each value anywhere in its
    window, and what is resized to such a map is enlarged by a whole factor.

    Parameters
    ----------
    chain : Chain
    replace : str
        One of `REPLACEMENTS`, for every layer that upsamples.
    channels : int
        Most channels of a map, up to `MAX_CHANNELS`; a join by ``cat`` has those of both.

    Raises
    ------
    ParameterError
        If nothing in the chain upsamples, or an argument is not one of those allowed.

    Examples
    --------
    >>> from upsample_core.networks.text import read_chain
    >>> chain = read_chain("conv 64 k3 s2 p1\nconvt 64 k4 s2 p1\nconv 3 k3 p1")
    >>> [(layer.kind, layer.channels) for layer in decoder_chain(chain, "nearest").layers]
    [('conv', 8), ('up', 0), ('conv', 8), ('conv', 3)]
    """
    one_of("replace", replace, REPLACEMENTS)
    most = whole_number("channels", channels, maximum=MAX_CHANNELS)
    layers = _own(chain, decoder_start(chain))
    if replace != KEPT:
        layers = _replaced(layers, replace)
    return Chain(COLOURS, tuple(_narrow(layers, most)))


def decoder_start(chain: Chain) -> int:
    """Return the place in a chain where its decoder begins.

    Raises
    ------
    ParameterError
        If nothing in the chain upsamples.
    """
    found = rises(chain)
    if not found:
        raise ParameterError("the chain must have a layer that upsamples")
    factors = [_factor(chain, place) for place in found]
    while len(found) > 1 and math.prod(factors) > MAX_FACTOR:
        del found[0], factors[0]
    return _unit(chain.layers, found[0])[0]


def rises(chain: Chain) -> list[int]:
    """Return the places of the layers that upsample, from behind the last that reduces on.

    Those of all where none does behind that.
    """
    found = [place for place, layer in enumerate(chain.layers) if _rises(layer)]
    falls = [place for place, layer in enumerate(chain.layers) if layer.reduces]
    last = falls[-1] if falls else -1
    return [place for place in found if place > last] or found


def _factor(chain: Chain, place: int) -> int:
    """Return by how much a layer enlarges."""
    layer = chain.layers[place]
    if layer.kind == "resize":
        planned = plan(chain, _REFERENCE)
        reached = len(planned.rows) > place
        return round(planned.rows[place].after[0] / planned.rows[place].before[0]) if reached else 1
    each = layer.stride if layer.kind in ("convt", "unpool") else layer.factor
    return int(each**layer.times)


def _rises(layer: Layer) -> bool:
    return layer.enlarges and (layer.kind == "resize" or layer.factor * layer.stride > 1)


def _unit(layers: Sequence[Layer], place: int) -> tuple[int, int]:
    """Return the places of the layers that upsample together: from the first to behind the last.

    A transposed convolution with the filter behind it, a convolution with the shuffle behind it, an
    interpolation or unpooling with the convolution behind it.
    """
    layer = layers[place]
    after = layers[place + 1] if place + 1 < len(layers) else Layer("returns")
    if layer.kind == "shuffle":
        before = place > 0 and layers[place - 1].kind == "conv" and layers[place - 1].stride == 1
        return place - int(before), place + 1
    if layer.kind == "convt":
        return place, place + 1 + int(after.kind == "blur")
    return place, place + 1 + int(after.kind in ("conv", "convt") and after.stride == 1)


def _own(chain: Chain, start: int) -> list[Layer]:
    """Return the layers of the decoder, without what it would need of the encoder."""
    kept: set[str] = set()
    found: list[Layer] = []
    elsewhere = False  # on a branch of the encoder, until a map of the decoder meets it
    for place, layer in enumerate(chain.layers[start:], start):
        here = layer.name in kept or not layer.name
        if layer.kind == "from":
            elsewhere = not here
        if elsewhere:
            if layer.kind == "join" and here:
                found.append(changed(layer, kind="from", channels=0, mode=""))
                elsewhere = False
            continue
        if layer.kind == "skip":
            kept.add(layer.name)
            here = True
        own = layer if here and layer.kind != "unpool" else _alone(chain, place)
        found += [own] if own and own.kind not in ("returns", "crop") else []
    return found


def _alone(chain: Chain, place: int) -> Layer | None:
    """Return what becomes of a layer that needs a map of the encoder."""
    layer = chain.layers[place]
    if layer.kind == "unpool":
        return changed(layer, name="")
    if layer.kind != "resize":
        return None
    factor = _factor(chain, place)
    return changed(layer, kind="up", name="", factor=factor) if factor > 1 else None


def _replaced(layers: Sequence[Layer], kind: str) -> list[Layer]:
    """Replace every layer that upsamples, with what belongs to it."""
    found: list[Layer] = []
    place = 0
    while place < len(layers):
        ahead = next((one for one in (place, place + 1) if _leads(layers, one, place)), None)
        if ahead is None:
            found.append(layers[place])
            place += 1
            continue
        first, behind = _unit(layers, ahead)
        found += _instead(layers[first:behind], layers[ahead], kind)
        place = behind
    return found


def _leads(layers: Sequence[Layer], place: int, first: int) -> bool:
    return place < len(layers) and _rises(layers[place]) and _unit(layers, place)[0] == first


def _instead(unit: Sequence[Layer], layer: Layer, kind: str) -> list[Layer]:
    """Return the layers of another kind that enlarge by the same factor, to the same channels."""
    weighted = next((one for one in unit if one.channels), None)
    width = weighted.channels if weighted else MAX_CHANNELS
    rest: list[Layer] = []
    if weighted is not None and weighted.times > 1:
        rest = [changed(weighted, times=weighted.times - 1)]
    factor = layer.stride if layer.kind in ("convt", "unpool") else layer.factor
    if layer.kind == "shuffle":
        made = _enlarged(factor, max(width // factor**2, 1), kind)
        return rest + made * layer.times
    return _enlarged(factor, width, kind) * (1 if layer is weighted else layer.times) + rest


def _enlarged(factor: int, width: int, kind: str) -> list[Layer]:
    convolution = Layer("conv", channels=width, kernel=3, padding=(1, 1))
    match kind:
        case "transposed_uneven":
            border, extra, kernel = 1, 1, factor + 1
        case "transposed_even":
            border, extra, kernel = -(-factor // 2), factor % 2, 2 * factor
        case "nearest" | "bilinear":
            return [Layer("up", factor=factor, mode=kind), convolution]
        case _:
            mode = "icnr" if kind == "sub_pixel_icnr" else ""
            wide = changed(convolution, channels=width * factor**2)
            return [wide, Layer("shuffle", factor=factor, mode=mode)]
    return [
        Layer(
            "convt",
            channels=width,
            kernel=kernel,
            stride=factor,
            padding=(border, border),
            output_padding=extra,
        )
    ]


def _narrow(layers: Sequence[Layer], most: int) -> Iterator[Layer]:
    """Give layers few channels, the last with weights three, and no groups."""
    yield Layer("conv", channels=most)
    now, kept = most, {INPUT: COLOURS}
    last = max((place for place, one in enumerate(layers) if _weighs(one)), default=-1)
    for place, layer in enumerate(layers):
        if layer.kind == "shuffle" and now % layer.factor**2:
            now *= layer.factor**2
            yield Layer("conv", channels=now)
        if _weighs(layer):
            shuffled = _shuffled(layers[place + 1 :])
            width = COLOURS if place == last else min(most, max(layer.channels // shuffled, 1))
            layer = changed(
                layer, channels=width * shuffled, groups=1, middle=max(width * shuffled // 4, 1)
            )
        elif layer.fixed:
            layer = changed(layer, channels=now)
        elif layer.kind == "join":
            layer = _joined(layer, now, kept[layer.name])
        now = width_after(layer, now, kept)
        yield layer
    if now != COLOURS:
        yield Layer("conv", channels=COLOURS)


def _weighs(layer: Layer) -> bool:
    return layer.kind in (*CONVOLUTIONS, "dense") and not layer.fixed


def _shuffled(layers: Sequence[Layer]) -> int:
    """Return how many channels become one by the shuffles that come next."""
    count = 1
    for layer in layers:
        if layer.kind != "shuffle":
            break
        count *= layer.factor**2
    return count


def _joined(layer: Layer, now: int, beside: int) -> Layer:
    """Bring what is added or multiplied to as many channels."""
    return changed(layer, channels=0 if layer.mode == "cat" or now == beside else now)


def decoder_plan(chain: Chain, side: int, replace: str = KEPT, channels: int = 8) -> Plan:
    """Plan the decoder of a chain for a square input.

    Raises
    ------
    ParameterError
        If it does not fit, makes more than `MAX_SIDE` cells a side, or is over the bounds of work
        and memory.
    """
    planned = plan(decoder_chain(chain, replace, channels), side)
    if not planned.fits:
        raise ParameterError(f"side must be a size that the decoder takes, got {side}")
    made = max(planned.output)
    if made > MAX_SIDE:
        raise ParameterError(
            f"side must be so small that at most {MAX_SIDE} cells come out, got {side}, which "
            f"makes {made}"
        )
    if not _within(planned):
        raise ParameterError(
            f"side must be so small that the decoder takes at most {MAX_WORK:,} multiplications, "
            f"with {_TOUCHED} for every number of a map, and {MAX_VALUES:,} numbers at one time, "
            f"got {side}, which takes {_work(planned):,} and {most_held(planned):,}"
        )
    return planned


def _within(planned: Plan) -> bool:
    """Whether a run is within the bounds of work and memory."""
    small = most_held(planned) <= MAX_VALUES and planned.weights <= MAX_WEIGHTS
    return small and _work(planned) <= MAX_WORK


def _work(planned: Plan) -> int:
    """Return the multiplications of a run; to make a number, and read it again, counts as eight."""
    touched = sum(
        row.values * row.layer.times * (row.layer.kernel**2 if row.layer.taps else _TOUCHED)
        for row in planned.rows
    )
    return planned.multiplications + touched


def decoder_side(chain: Chain, most: int = MAX_SIDE, replace: str = KEPT, channels: int = 8) -> int:
    """Return the largest side of an input from which a decoder makes at most `most` cells a side.

    Raises
    ------
    ParameterError
        If there is none that `run_decoder` takes.
    """
    least, beyond = 0, whole_number("most", most, maximum=MAX_SIDE) + 1
    small = decoder_chain(chain, replace, channels)
    while beyond - least > 1:
        side = (least + beyond) // 2
        planned = plan(small, side)
        if max(planned.output) <= most and _within(planned):
            least = side
        else:
            beyond = side
    least = next((side for side in range(least, 0, -1) if plan(small, side).fits), 0)
    if least == 0:
        raise ParameterError(f"no input leads this decoder to a picture of up to {most} cells")
    return least


def run_decoder(
    chain: Chain,
    x: ArrayLike,
    seed: int = 0,
    channels: int = 8,
    replace: str = KEPT,
) -> Iterator[Ran]:
    """Run the decoder of a chain, with random weights, layer by layer.

    Sizes, work and memory are checked before anything runs; each step of what is returned runs one
    layer. The values of the last are what the decoder makes, shape (3, H, W); bring them to colours
    by their mean and spread.

    Parameters
    ----------
    chain : Chain
    x : array_like, shape (3, side, side)
        Such as `noise_map` and `picture_map` return; `decoder_side` says how large.
    seed : int
        Decides the weights.
    channels : int
        Most channels of a map.
    replace : str
        One of `REPLACEMENTS`.

    Raises
    ------
    ParameterError
        As `decoder_chain` and `decoder_plan` do, or if `x` has another shape.

    Examples
    --------
    >>> from upsample_core.networks.text import read_chain
    >>> ran = list(run_decoder(read_chain("convt 3 k5 s2 p2 op1"), noise_map(8)))
    >>> [(one.layer.kind, one.done, one.total, one.values.shape) for one in ran]
    [('conv', 1, 2, (8, 8, 8)), ('convt', 2, 2, (3, 16, 16))]
    """
    start = number_array("x", x, 3)
    side = start.shape[1]
    if start.shape != (COLOURS, side, side):
        raise ParameterError(f"x must have the shape (3, side, side), got {start.shape}")
    whole_number("seed", seed, minimum=0)
    return run_plan(decoder_plan(chain, side, replace, channels), start, seed)


def noise_map(side: int, seed: int = 0) -> Array:
    """Return independent normal numbers, shape (3, side, side)."""
    cells = whole_number("side", side, maximum=MAX_SIDE)
    source = np.random.default_rng([whole_number("seed", seed, minimum=0), 1])
    return np.asarray(source.standard_normal((COLOURS, cells, cells)))


def picture_map(picture: ArrayLike, side: int) -> Array:
    """Return the middle square of a picture, its pixels averaged down, shape (3, side, side).

    Parameters
    ----------
    picture : array_like, shape (H, W) or (H, W, 3)
        In grey, or in three colours.
    side : int
        At most the shorter side of the picture, for nothing is invented.
    """
    values = number_array("picture", picture, (2, 3))
    if values.ndim == 3 and values.shape[2] != COLOURS:
        raise ParameterError(f"picture must have three colours, got {values.shape[2]}")
    shorter = min(values.shape[:2])
    cells = whole_number("side", side, maximum=min(MAX_SIDE, shorter))
    top, left = ((size - shorter) // 2 for size in values.shape[:2])
    square = values[top : top + shorter, left : left + shorter]
    planes = np.moveaxis(square, 2, 0) if square.ndim == 3 else np.stack([square] * COLOURS)
    small = interpolate(planes[None], size=(cells, cells), mode="area")
    return np.asarray(small[0])
