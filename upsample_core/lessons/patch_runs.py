"""A network of two layers in training, beside the best that a single kernel can do."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike

from upsample_core.analysis.metrics import mse, psnr
from upsample_core.checks import Array, number_array
from upsample_core.learning import EnlargingLayer, PatchTraining
from upsample_core.lessons.learned_kernels import errors_of, shrink
from upsample_core.operations.pooling import avg_pool2d

PATCH_STEPS: tuple[int, ...] = (
    *(0, 5, 10, 20, 30, 50, 70, 100, 150, 200, 250, 300, 400, 500, 600, 700, 800, 900, 1000),
    *(1200, 1400, 1600, 1800, 2000),
)
"""The steps at which the network is looked at; with the last one its training ends."""

_WINDOW = 7


class PatchRun:
    """A training that is looked at while it goes on.

    Parameters
    ----------
    teachers : sequence of array_like, shape (2H, 2W), values from 0 to 1
    judge : array_like, shape (2H, 2W), values from 0 to 1
        It is made small by the mean of blocks, as the teachers are.
    channels, seed : int

    Attributes
    ----------
    frames : ndarray, shape (M, 2H, 2W)
        What the network has made of the judge, at the first M of `PATCH_STEPS`.
    decibels : ndarray, shape (M,)
        Their PSNR.

    Raises
    ------
    ParameterError
        As `PatchTraining` and `shrink`.
    """

    def __init__(
        self, teachers: Sequence[ArrayLike], judge: ArrayLike, channels: int, seed: int = 0
    ) -> None:
        pairs = [(shrink(one, "mean"), one) for one in teachers]
        self._training = PatchTraining(pairs, channels, seed, PATCH_STEPS[-1])
        self._judge = number_array("judge", judge, 2)
        self._small = shrink(self._judge, "mean")
        self.frames = np.empty((0, *self._judge.shape), np.float32)
        self.decibels = np.empty(0)
        self._look()

    @property
    def step(self) -> int:
        """How many steps have been taken."""
        return self._training.step

    @property
    def weights(self) -> int:
        """How many weights the network has."""
        return self._training.network.size

    @property
    def done(self) -> bool:
        """Whether it has ended."""
        return self._training.done

    def advance(self) -> bool:
        """Take one step; say whether the network was looked at after it."""
        self._training.advance()
        if self.step != PATCH_STEPS[len(self.frames)]:
            return False
        self._look()
        return True

    def _look(self) -> None:
        made = self._training.network.enlarge(self._small)
        self.frames = np.concatenate((self.frames, made[None]))
        self.decibels = np.append(self.decibels, psnr(self._judge, made))


def best_by_one_kernel(teachers: Sequence[ArrayLike], judge: ArrayLike) -> Array:
    """Return what the best kernel of 8 × 8 makes of a picture: no kernel here does better.

    Parameters
    ----------
    teachers : sequence of array_like, shape (2H, 2W)
    judge : array_like, shape (2H, 2W)
        Made small by the mean of blocks.

    Raises
    ------
    ParameterError
        As `shrink` and `squared_error`.
    """
    layer = EnlargingLayer("transposed", 8)
    kernel = errors_of(layer, teachers, "mean").best().reshape(layer.side, layer.side)
    return layer.enlarge(shrink(judge, "mean"), kernel)


def fallen_errors(judge: ArrayLike, before: ArrayLike, after: ArrayLike) -> Array:
    """Return where the error of several pictures is less than that of another, and by how much.

    Parameters
    ----------
    judge : array_like, shape (H, W)
        What is right.
    before : array_like, shape (H, W)
    after : array_like, shape (M, H, W)

    Returns
    -------
    ndarray, shape (M, H, W)
        From 0 to 1 wherever something is to be seen: one half where both are alike, more where
        `after` is nearer, 1 where the squared error has fallen, on the mean over 7 × 7 pixels, by
        as much as it is in all of `before` on the mean.
    """
    wanted, first = number_array("judge", judge, 2), number_array("before", before, 2)
    gains = (first - wanted) ** 2 - (number_array("after", after, 3) - wanted) ** 2
    reach = _WINDOW // 2
    wide = np.pad(gains, ((0, 0), (reach, reach), (reach, reach)), mode="edge")
    smooth = avg_pool2d(wide[:, None], _WINDOW, 1)[:, 0]
    return np.asarray(0.5 + smooth / (2 * mse(wanted, first)))
