"""What trainings looked like on their way: sheets of pictures made by ``training/snapshots.py``."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from upsample_core.checks import Array, ParameterError
from upsample_core.generative.archives import check_array, read_arrays


@dataclass(frozen=True, eq=False)
class GanTraining:
    """A few glyphs at some moments of a GAN's training, T moments and N glyphs.

    Attributes
    ----------
    steps : ndarray, shape (T,), int
        How many steps had been trained.
    truths : ndarray, shape (N, 32, 32), float32
        The glyphs that the small pictures were made from, from 0 to 1; never trained on.
    made : ndarray, shape (T, N, 32, 32), float32
        What the generator made of the small pictures, always with the same noise.
    wishes : ndarray, shape (T, N, 32, 32), float32
        How the discriminator's score would rise with each pixel: its gradient, scaled so that the
        largest size is 1. This alone is what the generator learns from it. Early on it has a
        pattern of its own: the gradient of the judge's strided convolutions is a transposed one.
    score_made, score_true : ndarray, shape (T, N), float32
        The discriminator's scores. Only differences mean anything: higher looks more real to it.
    """

    steps: Array
    truths: Array
    made: Array
    wishes: Array
    score_made: Array
    score_true: Array


@dataclass(frozen=True, eq=False)
class UpsamplingTraining:
    """Small ×4 GANs, alike but for their upsampling: K kinds, R seeds, T moments, N glyphs.

    Attributes
    ----------
    kinds : tuple of str
        ``transposed_3``, ``transposed_4``, ``sub_pixel``, ``sub_pixel_icnr`` and ``nearest``
        (nearest + convolution).
    steps : ndarray, shape (T,), int
    truths : ndarray, shape (N, 32, 32), float32
    flat : ndarray, shape (K, R, T, 32, 32), float32
        The middle of the answer to an even grey: no border reaches it, so what varies in it is the
        pattern of the upsampling.
    glyphs : ndarray, shape (K, R, T, N, 32, 32), float32
    """

    kinds: tuple[str, ...]
    steps: Array
    truths: Array
    flat: Array
    glyphs: Array

    def pattern(self) -> Array:
        """Return how strong the pattern on even grey is, shape (K, R, T), in levels of 255."""
        return np.asarray(255 * self.flat.astype(float).std(axis=(3, 4)))


@dataclass(frozen=True, eq=False)
class GanCollapse:
    """Answers of GANs at ×4 and ×8 to the same glyphs, with four draws of noise each.

    Attributes
    ----------
    truths : ndarray, shape (N, 32, 32), float32
    made_x4, made_x8 : ndarray, shape (4, N, 32, 32), float32
    """

    truths: Array
    made_x4: Array
    made_x8: Array

    def spread(self) -> tuple[Array, Array]:
        """Return how far the draws lie apart at ×4 and ×8: mean deviation, (N,), of 255."""
        both = (self.made_x4, self.made_x8)
        small, large = (255 * made.std(axis=0).mean(axis=(1, 2)) for made in both)
        return np.asarray(small), np.asarray(large)


def read_gan_training(file: str | os.PathLike[str]) -> GanTraining:
    """Read the sheet ``gan-training.npz``.

    Raises
    ------
    ParameterError
        If the file is missing, damaged, too large or of another form.
    """
    arrays = _named(file, "steps", "truths", "made", "wish", "score_made", "score_true")
    moments, count = len(np.atleast_1d(arrays["steps"])), len(np.atleast_1d(arrays["truths"]))
    _check_pictures(arrays, truths=(count,), made=(moments, count))
    check_array("steps", arrays["steps"], (moments,), (np.int32,))
    check_array("wish", arrays["wish"], (moments, count, 32, 32), (np.int8,))
    for name in ("score_made", "score_true"):
        check_array(name, arrays[name], (moments, count), (np.float32,))
    return GanTraining(
        arrays["steps"],
        _shares(arrays["truths"]),
        _shares(arrays["made"]),
        arrays["wish"].astype(np.float32) / 127,
        arrays["score_made"],
        arrays["score_true"],
    )


def read_upsampling_training(file: str | os.PathLike[str]) -> UpsamplingTraining:
    """Read the sheet ``upsampling-training.npz``.

    Raises
    ------
    ParameterError
        If the file is missing, damaged, too large or of another form.
    """
    names = ("kinds", "seeds", "steps", "flat", "glyphs", "truths")
    arrays = _named(file, *names)
    kinds, seeds, moments, count = (
        len(np.atleast_1d(arrays[name])) for name in ("kinds", "seeds", "steps", "truths")
    )
    check_array("kinds", arrays["kinds"], (kinds,), (np.str_,))
    check_array("steps", arrays["steps"], (moments,), (np.int32,))
    runs = (kinds, seeds, moments)
    _check_pictures(arrays, truths=(count,), flat=runs, glyphs=(*runs, count))
    return UpsamplingTraining(
        tuple(str(kind) for kind in arrays["kinds"]),
        arrays["steps"],
        *(_shares(arrays[name]) for name in ("truths", "flat", "glyphs")),
    )


def read_gan_collapse(file: str | os.PathLike[str]) -> GanCollapse:
    """Read the sheet ``gan-collapse.npz``.

    Raises
    ------
    ParameterError
        If the file is missing, damaged, too large or of another form.
    """
    arrays = _named(file, "truths", "made_x4", "made_x8")
    count = len(np.atleast_1d(arrays["truths"]))
    _check_pictures(arrays, truths=(count,), made_x4=(4, count), made_x8=(4, count))
    return GanCollapse(*(_shares(arrays[name]) for name in ("truths", "made_x4", "made_x8")))


def _named(file: str | os.PathLike[str], *names: str) -> dict[str, Array]:
    """Return the arrays of a file that must have just these."""
    arrays = read_arrays(file)
    if set(arrays) != set(names):
        raise ParameterError(f"the file holds {sorted(arrays)[:9]}; a sheet has {sorted(names)}")
    return arrays


def _check_pictures(arrays: Mapping[str, Array], **before: tuple[int, ...]) -> None:
    """Refuse arrays that are no bytes of 32 × 32 pictures, with these axes before."""
    for name, axes in before.items():
        check_array(name, arrays[name], (*axes, 32, 32), (np.uint8,))


def _shares(pictures: Array) -> Array:
    """Return bytes as numbers from 0 to 1."""
    return np.asarray(pictures.astype(np.float32) / 255)
