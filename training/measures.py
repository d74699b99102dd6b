"""How good each answer is, on glyphs of typefaces that no network saw.

Everything but the classifier is the core's own: the weights are those that are shipped, and the
guesses those that the app shows.
"""

import itertools
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import scipy.linalg

from training.glyphs import CHARACTERS
from upsample_core import interpolate
from upsample_core.generative import (
    FlowNetwork,
    GanGenerator,
    GlyphLibrary,
    LeastSquaresNetwork,
    inconsistency,
    library_denoiser,
    noise_for,
    read_library,
    read_weights,
    sample_flow,
    shrink,
)
from upsample_core.learning import TwoLayers

SEEDS = range(16)
COUNTS = (1, 2, 4, 8, 16)
STEPS = 8
Classify = Callable[[np.ndarray], tuple[np.ndarray, np.ndarray]]
"""From pictures (N, 1, 32, 32) to features (N, F) and the places of the named characters (N,)."""


def psnr(answers: np.ndarray, truths: np.ndarray) -> float:
    """Return the mean over pictures of the peak signal-to-noise ratio, in dB."""
    errors = np.square(np.clip(answers, 0, 1) - truths).mean(axis=(1, 2, 3))
    return float(np.mean(-10 * np.log10(errors)))


def grey(answers: np.ndarray) -> float:
    """Return how undecided pixels are: the mean of 4p(1 - p)."""
    shown = np.clip(answers, 0, 1)
    return float(np.mean(4 * shown * (1 - shown)))


def frechet(one: np.ndarray, other: np.ndarray) -> float:
    """Return the Fréchet distance of two clouds of features (Heusel et al. 2017)."""
    apart = np.square(one.mean(axis=0) - other.mean(axis=0)).sum()
    first, second = np.cov(one.T), np.cov(other.T)
    root = scipy.linalg.sqrtm(first @ second)
    return float(apart + np.trace(first + second - 2 * root.real))


def guesses(folder: Path, sheet: GlyphLibrary, library: GlyphLibrary) -> Iterator[tuple[str, Any]]:
    """Yield every way of answering with its answers: (N, 1, 32, 32), or (S, N, 1, 32, 32)."""
    small = sheet.small[:, None]
    squares = read_weights(folder / "letters-least-squares.npz")
    gan = read_weights(folder / "letters-gan.npz")
    flow = read_weights(folder / "letters-flow.npz")
    assert isinstance(squares, LeastSquaresNetwork)
    assert isinstance(gan, GanGenerator)
    assert isinstance(flow, FlowNetwork)
    for mode in ("nearest", "bilinear", "bicubic"):
        yield mode, interpolate(small, scale_factor=8, mode=mode)
    yield "library", np.concatenate([recited(library, one[None]) for one in small])
    yield "least_squares", squares.enlarge(small)
    yield "gan", np.stack([gan.enlarge(small, noise_of(s, len(small), (8, 4, 4))) for s in SEEDS])
    yield "flow_1", sampled(flow, small, 0, 1)
    yield "flow_16", sampled(flow, small, 0, 16)
    yield "flow_8_projected", sampled(flow, small, 0, STEPS, projected=True)
    yield "flow_8", np.stack([sampled(flow, small, seed, STEPS) for seed in SEEDS])


def recited(library: GlyphLibrary, small: np.ndarray) -> np.ndarray:
    """Return the library's mean answer to one small picture."""
    return sample_flow(library_denoiser(library, small), small, [0], 1).result


def seeds_of(seed: int, count: int) -> range:
    """Return one seed for each picture, other ones for each of the guesses."""
    return range(seed * count, (seed + 1) * count)


def noise_of(seed: int, count: int, shape: tuple[int, ...]) -> np.ndarray:
    """Return noise for each picture, other noise for each of the guesses."""
    return noise_for(seeds_of(seed, count), shape)


def sampled(
    flow: FlowNetwork, small: np.ndarray, seed: int, steps: int, projected: bool = False
) -> np.ndarray:
    """Return one guess for each picture, some at a time to keep memory small."""
    seeds, each = seeds_of(seed, len(small)), 62
    parts = [
        sample_flow(flow, small[i : i + each], seeds[i : i + each], steps, projected).result
        for i in range(0, len(small), each)
    ]
    return np.concatenate(parts)


def measure(
    weights: Path, sheets: Path, classify: Classify | None = None, real: np.ndarray | None = None
) -> dict[str, Any]:
    """Measure every way of answering; accuracy and Fréchet distance only with a classifier.

    `real` are pictures (M, 1, 32, 32) of held-out glyphs, whose features the answers are held
    against.
    """
    sheet = read_library(sheets / "held-out.npz")
    truths, small = sheet.glyphs[:, None], sheet.small[:, None]
    result: dict[str, Any] = {"glyphs": len(sheet), "methods": {}}
    features = classify(real)[0] if classify and real is not None else None
    ways = guesses(weights, sheet, read_library(sheets / "library.npz"))
    for name, answers in itertools.chain([("truth", truths)], ways):
        several = answers if answers.ndim == 5 else answers[None]
        row = {
            "grey": grey(several[0]),
            "inconsistency": float(inconsistency(several[0], small).mean()),
        }
        if name != "truth":
            row["psnr"] = psnr(several[0], truths)
        if len(several) > 1:
            row["spread"] = float(several.std(axis=0).mean())
            row["spread_of_ink"] = float(several.std(axis=0).max(axis=(1, 2, 3)).mean())
            result[f"mean_of_{name}"] = means(several, truths)
        if classify and features is not None:
            seen, named = classify(several[0])
            row["accuracy"] = float(np.mean(named == characters(sheet)))
            row["frechet"] = frechet(seen, features)
        result["methods"][name] = {key: round(value, 4) for key, value in row.items()}
        print(name, result["methods"][name], flush=True)
    return result


def measure_photographs(weights: Path, crops: np.ndarray) -> dict[str, Any]:
    """Measure the flow of photographs on crops (N, 32, 32), bytes, that it never saw.

    Even crops are left out: bicubic gives them back exactly, which is no number of decibels.
    """
    crops = crops[crops.std(axis=(1, 2)) > 0]
    truths = crops[:, None].astype(np.float32) / 255
    small, flow = shrink(truths), read_weights(weights / "photographs-flow.npz")
    assert isinstance(flow, FlowNetwork)
    ways = {
        "bicubic": interpolate(small, scale_factor=8, mode="bicubic"),
        "flow_1": sampled(flow, small, 0, 1),
        "flow_8": sampled(flow, small, 0, STEPS),
        "flow_8_projected": sampled(flow, small, 0, STEPS, projected=True),
    }
    rows = {
        name: {
            "psnr": round(psnr(answers, truths), 4),
            "inconsistency": round(float(inconsistency(answers, small).mean()), 4),
        }
        for name, answers in ways.items()
    }
    return {"crops": len(crops), "methods": rows}


def measure_doubling(weights: Path, picture: np.ndarray) -> dict[str, Any]:
    """Measure the network of two layers on a grey picture (H, W), from 0 to 1, that it never saw.

    The picture was made small by the mean of blocks of 2 × 2, as in its training.
    """
    network = read_weights(weights / "photographs-two-layers.npz")
    assert isinstance(network, TwoLayers)
    truth = picture[None, None].astype(np.float32)
    small = shrink(truth, 2)
    ways = {mode: interpolate(small, scale_factor=2, mode=mode) for mode in ("nearest", "bicubic")}
    ways["two_layers"] = network.enlarge(small[0, 0])[None, None]
    rows = {
        name: {
            "psnr": round(psnr(answer, truth), 4),
            "inconsistency": round(float(inconsistency(answer, small).mean()), 4),
        }
        for name, answer in ways.items()
    }
    return {"factor": 2, "methods": rows}


def means(several: np.ndarray, truths: np.ndarray) -> dict[str, dict[str, float]]:
    """Return how the mean of n guesses fares: decibels come back, and so does the blur."""
    shown = np.clip(several, 0, 1)
    rows = {n: shown[:n].mean(axis=0) for n in COUNTS}
    return {
        str(n): {"psnr": round(psnr(mean, truths), 4), "grey": round(grey(mean), 4)}
        for n, mean in rows.items()
    }


def characters(sheet: GlyphLibrary) -> np.ndarray:
    """Return what each glyph shows, as its place among the 62."""
    return np.array([CHARACTERS.index(character) for character in sheet.characters])
