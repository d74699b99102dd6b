"""Two layers with a ReLU between them, which no single kernel can equal, and their training.

A convolution of 5 × 5 to C channels, a ReLU, a convolution of 3 × 3 to four, woven by pixel shuffle
and added to the nearest neighbours: the network learns only what those lack. Its gradients
are operations of the core: of a weight a convolution, of an input a transposed one.

References
----------
Shi et al., "Real-time single image and video super-resolution using an efficient sub-pixel
convolutional neural network", CVPR 2016 (convolutions at low resolution, woven at the end).
Kingma and Ba, "Adam: a method for stochastic optimization", ICLR 2015, algorithm 1.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from upsample_core.checks import Array, ParameterError, number_array, whole_number
from upsample_core.operations.convolution import conv2d
from upsample_core.operations.gradients import conv2d_input, conv2d_weight
from upsample_core.operations.pixel_shuffle import pixel_shuffle, pixel_unshuffle

Floats = NDArray[np.float32]

BORDER = 3
"""What both convolutions together take off each side of a picture."""

_SCALE = 2
_FIRST, _SECOND = 5, 3
_GREY = np.float32(0.5)


class TwoLayers(NamedTuple):
    """The weights of the network.

    Attributes
    ----------
    first : ndarray, shape (C, 1, 5, 5)
    first_bias : ndarray, shape (C,)
    second : ndarray, shape (4, C, 3, 3)
    second_bias : ndarray, shape (4,)
    """

    first: Floats
    first_bias: Floats
    second: Floats
    second_bias: Floats

    @classmethod
    def begin(cls, channels: int, seed: int = 0) -> TwoLayers:
        """Draw the first layer as He et al. do (2015); the second is zero, so it begins as nearest.

        Raises
        ------
        ParameterError
            If there is no channel.
        """
        count = whole_number("channels", channels, minimum=1)
        source = np.random.default_rng(whole_number("seed", seed, minimum=0))
        drawn = source.standard_normal((count, 1, _FIRST, _FIRST)) * math.sqrt(2 / _FIRST**2)
        return cls(
            drawn.astype(np.float32),
            np.zeros(count, np.float32),
            np.zeros((_SCALE**2, count, _SECOND, _SECOND), np.float32),
            np.zeros(_SCALE**2, np.float32),
        )

    @property
    def size(self) -> int:
        """How many weights there are."""
        return sum(one.size for one in self)

    @property
    def multiplications(self) -> float:
        """How often the two convolutions multiply for an output pixel, borders aside."""
        return (self.first.size + self.second.size) / _SCALE**2

    @classmethod
    def shapes(cls, channels: int) -> dict[str, tuple[int, ...]]:
        """Return the shape of every array of weights, by its name."""
        return {name: one.shape for name, one in cls.begin(channels)._asdict().items()}

    def enlarge(self, small: ArrayLike) -> Array:
        """Return a picture (H, W) twice as large; beyond the border its last pixels go on.

        Raises
        ------
        ParameterError
            If it has another number of axes.
        """
        values = number_array("small", small, 2).astype(np.float32)
        wide = np.pad(values, BORDER, mode="edge")[None, None]
        _hidden, made = self._layers(wide)
        near = values.repeat(_SCALE, axis=0).repeat(_SCALE, axis=1)
        return np.asarray(pixel_shuffle(made, _SCALE)[0, 0] + near)

    def gradients(self, x: Floats, wanted: Floats) -> tuple[float, TwoLayers]:
        """Return the mean squared error of some patches, and its gradients.

        Parameters
        ----------
        x : ndarray, shape (N, 1, H + 6, W + 6)
            Small patches with what surrounds them.
        wanted : ndarray, shape (N, 1, 2H, 2W)

        Returns
        -------
        error : float
        gradients : TwoLayers
        """
        hidden, made = self._layers(x)
        inner = x[:, :, BORDER:-BORDER, BORDER:-BORDER]
        lacking = pixel_unshuffle(wanted, _SCALE) - inner
        off = made - lacking
        back = off * np.float32(2 / off.size)
        through = conv2d_input(hidden.shape, self.second, back) * (hidden > 0)
        return float((off**2).mean()), TwoLayers(
            conv2d_weight(x - _GREY, self.first.shape, through),
            through.sum(axis=(0, 2, 3)),
            conv2d_weight(hidden, self.second.shape, back),
            back.sum(axis=(0, 2, 3)),
        )

    def _layers(self, x: Floats) -> tuple[Floats, Floats]:
        """Return what is between the layers, after the ReLU, and what the second one makes."""
        hidden = conv2d(x - _GREY, self.first) + self.first_bias[:, None, None]
        np.maximum(hidden, 0, out=hidden)
        return hidden, conv2d(hidden, self.second) + self.second_bias[:, None, None]


class PatchTraining:
    """A training on patches by Adam, its rate falling along half a cosine; it goes on as asked.

    Parameters
    ----------
    pairs : sequence of (small, large)
        Pictures (H, W), and what is wanted of them, (2H, 2W).
    channels : int
    seed : int
        Of the weights, and of the patches.
    steps : int
        After which it ends.
    rate : float
        The first one.
    batch, side : int
        How many patches a step takes, and how long their sides are.

    Raises
    ------
    ParameterError
        If a picture is smaller than a patch, or the sizes do not fit.
    """

    def __init__(
        self,
        pairs: Sequence[tuple[ArrayLike, ArrayLike]],
        channels: int,
        seed: int = 0,
        steps: int = 1600,
        rate: float = 4e-3,
        batch: int = 8,
        side: int = 24,
    ) -> None:
        self._pairs = [_checked_pair(small, large, side + 2 * BORDER) for small, large in pairs]
        if not self._pairs:
            raise ParameterError("pairs must hold at least one pair of pictures")
        self.network = TwoLayers.begin(channels, seed)
        self.steps, self.step = whole_number("steps", steps, minimum=1), 0
        self._rate, self._batch, self._side = rate, batch, side
        self._source = np.random.default_rng((seed, 1))
        self._first = [np.zeros_like(one) for one in self.network]
        self._second = [np.zeros_like(one) for one in self.network]

    @property
    def done(self) -> bool:
        """Whether it has ended."""
        return self.step >= self.steps

    def advance(self) -> float:
        """Take one step, and return the error of its patches before it; see `done`."""
        error, gradients = self.network.gradients(*self._patches())
        rate = self._rate * (1 + math.cos(math.pi * self.step / self.steps)) / 2
        self.step += 1
        for weights, gradient, mean, square in zip(
            self.network, gradients, self._first, self._second, strict=True
        ):
            _adam(weights, gradient, mean, square, rate, self.step)
        return error

    def _patches(self) -> tuple[Floats, Floats]:
        """Cut patches at random, turned and mirrored at random."""
        wide, side = self._side + 2 * BORDER, self._side
        small = np.empty((self._batch, 1, wide, wide), np.float32)
        large = np.empty((self._batch, 1, _SCALE * side, _SCALE * side), np.float32)
        for place in range(self._batch):
            one, other = self._pairs[self._source.integers(len(self._pairs))]
            row, column = (int(self._source.integers(size - wide + 1)) for size in one.shape)
            turns, mirrored = int(self._source.integers(4)), self._source.integers(2)
            cut = one[row : row + wide, column : column + wide]
            top, left = (_SCALE * (first + BORDER) for first in (row, column))
            goal = other[top : top + _SCALE * side, left : left + _SCALE * side]
            if mirrored:
                cut, goal = cut.T, goal.T
            small[place, 0], large[place, 0] = np.rot90(cut, turns), np.rot90(goal, turns)
        return small, large


def _adam(
    weights: Floats, gradient: Floats, mean: Floats, square: Floats, rate: float, step: int
) -> None:
    """Move weights by one step of Adam, in place, with the two running means."""
    first, second, tiny = 0.9, 0.999, 1e-8
    mean += np.float32(1 - first) * (gradient - mean)
    square += np.float32(1 - second) * (gradient**2 - square)
    size = np.sqrt(square / np.float32(1 - second**step)) + np.float32(tiny)
    weights -= np.float32(rate / (1 - first**step)) * mean / size


def _checked_pair(small: ArrayLike, large: ArrayLike, least: int) -> tuple[Floats, Floats]:
    one = number_array("small", small, 2).astype(np.float32)
    other = number_array("large", large, 2).astype(np.float32)
    if min(one.shape) < least:
        raise ParameterError(f"small must have sides of at least {least}, got {min(one.shape)}")
    if other.shape != tuple(_SCALE * size for size in one.shape):
        raise ParameterError(f"large must be twice as large as small, got shape {other.shape}")
    return one, other
