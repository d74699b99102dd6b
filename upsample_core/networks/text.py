"""A chain as text, one layer a line: read as data, never evaluated.

The words, with what may follow them; numbers stand behind their letter, as in ``k3 s2 p1``::

    input 3                       channels of the input; 3 where the line is left out
    conv 64 k3 s2 p1              also d2 (dilation), g2 (groups), x3 (three times), p0+1, same
    res 64 k3 x16                 sixteen blocks of two convolutions with a sum around them; also s2
    bottleneck 256 k3 s2 x4       blocks of three: 1 × 1, k × k, 1 × 1; also d2, mid64
    maxpool k2 s2                 also p1, ceil; avgpool likewise
    convt 64 k4 s2 p1             transposed; also op1, d2, fixed (weights of bilinear); without a
                                  number of channels as many as come
    up x2 nearest                 or bilinear, bicubic; corners; between (n − 1 gaps, not n cells)
    resize a bilinear             to the size of the map kept as a
    shuffle 2                     pixel shuffle; icnr: the filters before it begin alike
    unshuffle 2
    unpool a k2 s2                by the switches of a pooling, before which a was kept
    dense 512 4x4                 all to all
    bins 6                        averages over 6 × 6 parts of the map
    blur 1,3,3,1 p1               a fixed filter
    noise                         adds noise, with a weight for every channel
    adain 512                     scales and shifts every channel by 512 numbers of a style
    skip a                        keeps the map as a
    from a                        goes on from there: a branch; one that nothing joins is an output
    join a cat                    or add, mul; proj64 (1 × 1 convolution of a), crop, crop5, pad;
                                  join a crop is join a cat crop
    crop input 19                 to the size of a kept map, from cell 19 on
    returns x1                    the output is to be as large as the input
    repeat 3                      what stands between here and its end, three times; also one in
    end                           another: written out, a chain has at most 2000 layers

What stands behind ``#`` is a remark.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import Any, NamedTuple

from upsample_core.checks import ParameterError
from upsample_core.networks.chain import Chain, ChainError, Repeat
from upsample_core.networks.layer import INPUT, MAX_CHANNELS, Layer
from upsample_core.networks.widths import width_after

MAX_LINES = 200
MAX_LETTERS = 12_000
"""Longest text of a chain that is read."""

MAX_LAYERS = 2000
"""Most layers of a chain when its repeats are written out."""

_MODES = ("nearest", "bilinear", "bicubic")
_JOINS = ("add", "cat", "mul")


class _Token(NamedTuple):
    text: str
    line: int
    column: int


class _Number(NamedTuple):
    """A number behind a letter: the attribute that it sets, and its bounds."""

    attribute: str
    least: int
    most: int


class _Grammar(NamedTuple):
    """What follows a word: values by their places, numbers by their letters, and further words.

    One number is `needed`, and the value at one place may be left out: the one that is `spare`.
    """

    places: tuple[str, ...] = ()
    numbers: str = ""
    words: tuple[str, ...] = ()
    needed: str = ""
    spare: str = ""

    def takes(self, token: _Token) -> bool:
        """Whether this is one of the numbers or further words."""
        match = _OPTION.fullmatch(token.text)
        return match is not None and match[1] in (*self.numbers.split(), *self.words)


_NUMBERS = {
    "k": _Number("kernel", 1, 128),
    "s": _Number("stride", 1, 64),
    "p": _Number("padding", 0, 256),
    "op": _Number("output_padding", 0, 63),
    "d": _Number("dilation", 1, 64),
    "g": _Number("groups", 1, MAX_CHANNELS),
    "x": _Number("times", 1, 64),
    "proj": _Number("channels", 1, MAX_CHANNELS),
    "mid": _Number("middle", 1, MAX_CHANNELS),
    "crop": _Number("offset", 0, 1024),
}
_GRAMMAR = {
    "input": _Grammar(("channels",)),
    "conv": _Grammar(("channels",), "k s p d g x", ("same",), "k"),
    "res": _Grammar(("channels",), "k s d x", (), "k"),
    "bottleneck": _Grammar(("channels",), "k s d x mid", (), "k"),
    "maxpool": _Grammar((), "k s p", ("ceil",), "k"),
    "avgpool": _Grammar((), "k s p", ("ceil",), "k"),
    "convt": _Grammar(("channels",), "k s p op d", ("fixed",), "k", "channels"),
    "up": _Grammar((), "x", (*_MODES, "corners", "between"), "x"),
    "resize": _Grammar(("name",), "", (*_MODES, "corners")),
    "shuffle": _Grammar(("factor",), "", ("icnr",)),
    "unshuffle": _Grammar(("factor",)),
    "unpool": _Grammar(("name",), "k s", (), "k"),
    "dense": _Grammar(("channels", "shape")),
    "bins": _Grammar(("bins",)),
    "blur": _Grammar(("taps",), "p"),
    "noise": _Grammar(),
    "adain": _Grammar(("style",)),
    "skip": _Grammar(("name",)),
    "from": _Grammar(("name",)),
    "join": _Grammar(("name", "join"), "proj crop", ("pad", "resize", "crop"), "", "join"),
    "crop": _Grammar(("name", "offset")),
    "returns": _Grammar((), "x", (), "x"),
    "repeat": _Grammar(("times",)),
    "end": _Grammar(),
}
WORDS = tuple(_GRAMMAR)
"""The words that a line can begin with."""

_PLACED = {
    "channels": (1, MAX_CHANNELS),
    "factor": (2, 32),
    "offset": (0, 1024),
    "bins": (1, 64),
    "style": (1, MAX_CHANNELS),
    "times": (1, 64),
}
"""Bounds of numbers that stand behind their word."""

_TOKEN = re.compile(r"\S+")
_NAME = re.compile(r"[a-z][a-z0-9_]{0,23}", re.ASCII)
_OPTION = re.compile(r"([a-z]+)(?:(\d{1,7})(?:\+(\d{1,7}))?)?", re.ASCII)
_WHOLE = re.compile(r"\d{1,7}", re.ASCII)
_SHAPE = re.compile(r"(\d{1,4})x(\d{1,4})", re.ASCII)
_TAPS = re.compile(r"\d{1,3}(?:,\d{1,3}){1,15}", re.ASCII)
_WIDE = {wide: wide - 0xFEE0 for wide in range(0xFF01, 0xFF5F)} | {0x3000: " "}


def read_chain(text: str) -> Chain:
    r"""Read a chain from text.

    Parameters
    ----------
    text : str
        As the head of this file says. Full-width letters and capitals will do.

    Raises
    ------
    ChainError
        A `ParameterError` that says in which line and column something is not as it must be.
    ParameterError
        If `text` is no text.

    Examples
    --------
    >>> chain = read_chain("conv 8 k3 p1\nmaxpool k2 s2")
    >>> [layer.kind for layer in chain.layers], chain.channels
    (['conv', 'maxpool'], 3)
    """
    if not isinstance(text, str):
        raise ParameterError(f"text must be text, got {type(text).__name__}")
    return _read(text)


@lru_cache(maxsize=256)
def _read(text: str) -> Chain:
    if len(text) > MAX_LETTERS:
        raise ChainError(
            "the chain must have at most {most} characters, got {given}",
            most=MAX_LETTERS,
            given=len(text),
        )
    lines = text.translate(_WIDE).lower().replace("\r\n", "\n").split("\n")
    if len(lines) > MAX_LINES:
        raise ChainError(
            "the chain must have at most {most} lines, got {given}",
            most=MAX_LINES,
            given=len(lines),
        )
    layers = [layer for place, line in enumerate(lines, 1) if (layer := _layer(line, place))]
    channels = 3
    if layers and layers[0].kind == "input":
        channels = layers.pop(0).channels
    _check_names(layers, lines)
    chain = _written_out(channels, layers)
    if not chain.layers:
        raise ChainError("the chain must have at least one layer, got none")
    return _filled(chain)


def _filled(chain: Chain) -> Chain:
    """Give transposed convolutions that say no channels as many as come."""
    if all(layer.channels or layer.kind != "convt" for layer in chain.layers):
        return chain
    kept, channels, found = {INPUT: chain.channels}, chain.channels, []
    for layer in chain.layers:
        keeps = layer.kind == "convt" and not layer.channels
        found.append(replace(layer, channels=channels) if keeps else layer)
        channels = width_after(found[-1], channels, kept)
    return replace(chain, layers=tuple(found))


class _Open(NamedTuple):
    """A repeat whose end is still to come, and what stands in it so far."""

    head: Layer
    inside: list[Layer]
    repeats: list[Repeat]


def _written_out(channels: int, layers: list[Layer]) -> Chain:
    """Write what stands in repeats as often as they say."""
    found = [_Open(Layer("repeat"), [], [])]
    for layer in layers:
        if layer.kind == "repeat":
            found.append(_Open(layer, [], []))
        elif layer.kind != "end":
            found[-1].inside.append(layer)
        elif len(found) == 1:
            raise ChainError("line {line}: this end belongs to no repeat", line=layer.line)
        else:
            head, inside, inner = found.pop()
            _check_count(inside, head.times)
            start = len(found[-1].inside)
            if inside:
                found[-1].repeats.append(Repeat(start, len(inside), head.times))
                moved = (one._replace(start=start + one.start) for one in inner)
                found[-1].repeats.extend(moved)
            found[-1].inside.extend(inside * head.times)
    head, inside, repeats = found[-1]
    if len(found) > 1:
        raise ChainError("line {line}: this repeat has no end", line=head.line)
    _check_count(inside)
    return Chain(channels, tuple(inside), tuple(repeats))


def _check_count(inside: list[Layer], times: int = 1) -> None:
    layers = times * sum(layer.times for layer in inside)
    if layers > MAX_LAYERS:
        raise ChainError(
            "written out, the chain must have at most {most} layers, got {given}",
            most=MAX_LAYERS,
            given=layers,
        )


def _layer(line: str, place: int) -> Layer | None:
    """Read one line; None if nothing stands in it."""
    tokens = _tokens(line, place)
    if not tokens:
        return None
    head, *rest = tokens
    grammar = _GRAMMAR.get(head.text)
    if grammar is None:
        raise _wrong(
            "line {line}, column {column}: a line must begin with one of {words}, got {given}",
            head,
            words=", ".join(WORDS),
        )
    values: dict[str, Any] = {"kind": head.text, "line": place}
    for attribute in grammar.places:
        if attribute != grammar.spare or not rest or not grammar.takes(rest[0]):
            values |= _placed(attribute, rest.pop(0) if rest else None, head)
    given: set[str] = set()
    for token in rest:
        values |= _option(token, grammar, head, given)
    if grammar.needed and grammar.needed not in given:
        raise _wrong(
            "line {line}, column {column}: {given} needs {needed} with a number, such as {needed}2",
            head,
            needed=grammar.needed,
        )
    return _completed(values)


def _tokens(line: str, place: int) -> list[_Token]:
    """Return the words of a line, without its remark."""
    found = _TOKEN.finditer(line.split("#")[0])
    return [_Token(match[0], place, match.start() + 1) for match in found]


def _completed(values: dict[str, Any]) -> Layer:
    """Return the layer, with what follows from what was given."""
    kind, kernel = values["kind"], values.get("kernel", 1)
    if kind in ("up", "returns"):
        values["factor"] = values.pop("times")
    if kind in ("up", "resize"):
        values.setdefault("mode", "nearest")
    if kind in ("maxpool", "avgpool", "unpool"):
        values.setdefault("stride", kernel)
    if kind == "bottleneck":
        values.setdefault("middle", max(values["channels"] // 4, 1))
    if kind == "join":
        values.setdefault("mode", "cat")
    if kind == "blur":
        values["kernel"] = len(values["taps"])
    return Layer(**values)


def _placed(attribute: str, token: _Token | None, head: _Token) -> dict[str, Any]:
    """Read what has its place behind the word."""
    if token is None:
        if attribute in ("shape", "offset"):
            return {}
        end = head.column + len(head.text) + 1
        raise _placed_error(attribute, _Token("–", head.line, end))
    text = token.text
    if attribute == "name" and _NAME.fullmatch(text):
        return {"name": text}
    if attribute == "join" and text in _JOINS:
        return {"mode": text}
    if attribute == "shape" and (match := _SHAPE.fullmatch(text)):
        return {
            "shape": (_bounded(int(match[1]), 1, 64, token), _bounded(int(match[2]), 1, 64, token))
        }
    if attribute == "taps" and _TAPS.fullmatch(text):
        return {"taps": tuple(int(tap) for tap in text.split(","))}
    if attribute in _PLACED and _WHOLE.fullmatch(text):
        return {attribute: _bounded(int(text), *_PLACED[attribute], token)}
    raise _placed_error(attribute, token)


def _placed_error(attribute: str, token: _Token) -> ChainError:
    """Return what to say where something else must stand."""
    return {
        "name": _wrong(
            "line {line}, column {column}: here must stand a name, such as a; got {given}", token
        ),
        "join": _wrong(
            "line {line}, column {column}: here must stand add, cat or mul, got {given}", token
        ),
        "shape": _wrong(
            "line {line}, column {column}: here must stand a height and a width, such as 4x4; "
            "got {given}",
            token,
        ),
        "taps": _wrong(
            "line {line}, column {column}: here must stand weights, such as 1,2,1; got {given}",
            token,
        ),
        "channels": _wrong(
            "line {line}, column {column}: here must stand a number of channels, got {given}", token
        ),
        "factor": _wrong(
            "line {line}, column {column}: here must stand a factor from 2 on, got {given}", token
        ),
        "offset": _wrong(
            "line {line}, column {column}: here must stand a number of cells, got {given}", token
        ),
        "bins": _wrong(
            "line {line}, column {column}: here must stand a number of cells, got {given}", token
        ),
        "style": _wrong(
            "line {line}, column {column}: here must stand how many numbers a style has, got "
            "{given}",
            token,
        ),
        "times": _wrong(
            "line {line}, column {column}: here must stand how often, such as 3; got {given}", token
        ),
    }[attribute]


def _option(token: _Token, grammar: _Grammar, head: _Token, given: set[str]) -> dict[str, Any]:
    """Read a number with its letter, or a further word; none may come twice."""
    match = _OPTION.fullmatch(token.text)
    word, number, after = match.groups() if match else ("", None, None)
    if word in given:
        raise _wrong("line {line}, column {column}: {given} comes a second time", token)
    given.add(word)
    if number is not None and word in grammar.numbers.split():
        return _numbered(word, int(number), after, token)
    if number is None and word in grammar.words:
        return _flag(word)
    allowed = [f"{letter}1" for letter in grammar.numbers.split()] + list(grammar.words)
    raise _wrong(
        "line {line}, column {column}: {given} does not belong to {word}, which takes {allowed}",
        token,
        word=head.text,
        allowed=", ".join(allowed) or "–",
    )


def _numbered(word: str, number: int, after: str | None, token: _Token) -> dict[str, Any]:
    attribute, least, most = _NUMBERS[word]
    value = _bounded(number, least, most, token)
    if attribute == "padding":
        return {
            attribute: (value, value if after is None else _bounded(int(after), 0, most, token))
        }
    if after is not None:
        raise _wrong("line {line}, column {column}: only p takes two numbers, got {given}", token)
    return {attribute: value} | ({"fit": "crop"} if word == "crop" else {})


def _flag(word: str) -> dict[str, Any]:
    if word in (*_MODES, "icnr"):
        return {"mode": word}
    if word in ("pad", "resize", "crop"):
        return {"fit": word}
    return {word: True}


def _bounded(value: int, least: int, most: int, token: _Token) -> int:
    if not least <= value <= most:
        raise _wrong(
            "line {line}, column {column}: a number from {least} to {most} must stand here, "
            "got {given}",
            token,
            least=least,
            most=most,
        )
    return value


def _check_names(layers: list[Layer], lines: list[str]) -> None:
    """Refuse names that were never kept, or twice."""
    kept = {INPUT}
    for layer in layers:
        if layer.kind == "input":
            raise ChainError("line {line}: input can stand in the first line only", line=layer.line)
        if not layer.name:
            continue
        _head, name, *_rest = _tokens(lines[layer.line - 1], layer.line)
        if layer.kind != "skip" and layer.name not in kept:
            raise _wrong(
                "line {line}, column {column}: nothing was kept as {given} in a line above", name
            )
        if layer.kind == "skip":
            if layer.name in kept:
                raise _wrong("line {line}, column {column}: {given} is kept already", name)
            kept.add(layer.name)


def _wrong(template: str, token: _Token, **values: str | int) -> ChainError:
    given = token.text if len(token.text) <= 30 else f"{token.text[:27]}..."
    return ChainError(template, line=token.line, column=token.column, given=given, **values)
