"""What a training looked like on its way: the sheets of pictures that the lesson scrubs through."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import torch
import torch.nn.functional as functional
from torch import Tensor

from training.nets import NOISE_CHANNELS, UPSAMPLINGS, Discriminator, Enlarger, TwiceUp, shrink
from training.recipes import descend, judging
from training.running import DEVICE, Training, batch_of, dice, half, placed

GAN_MOMENTS = (0, 25, 50, 100, 200, 400, 800, 1600, 2500)
UPSAMPLING_MOMENTS = (0, 10, 25, 50, 100, 200, 400, 800)


def as_bytes(pictures: Tensor) -> np.ndarray:
    """Return pictures (..., 1, H, W) as bytes (..., H, W)."""
    return np.rint(pictures[..., 0, :, :].clamp(0, 1).cpu().numpy() * 255).astype(np.uint8)


@dataclass
class GanSnapshots:
    """Pictures of a few glyphs at a few moments, and what the discriminator thinks of them.

    Its part is kept in a checkpoint like a network's, so that a resumed training loses none.
    """

    truths: Tensor
    kept: dict[int, dict[str, np.ndarray]] = field(default_factory=dict)

    def __call__(self, step: int, generator: Enlarger, judge: Discriminator) -> None:
        """Look, if this is one of the moments."""
        if step not in GAN_MOMENTS:
            return
        small = shrink(self.truths)
        noise = torch.randn(len(small), NOISE_CHANNELS, 4, 4, generator=dice(77, 0)).to(DEVICE)
        with torch.no_grad():
            made = generator(small, noise)
        made.requires_grad_(True)
        scores = judge(made)
        [wish] = torch.autograd.grad(scores.sum(), made)
        with torch.no_grad():
            real = judge(self.truths)
        size = wish.abs().amax((1, 2, 3), keepdim=True).clamp(min=1e-12)
        self.kept[step] = {
            "made": as_bytes(made.detach()),
            "wish": np.rint(127 * (wish / size)[:, 0].cpu().numpy()).astype(np.int8),
            "score_made": scores.detach().cpu().numpy(),
            "score_true": real.cpu().numpy(),
        }

    def state_dict(self) -> dict[int, dict[str, Tensor]]:
        """Return what was seen, as a checkpoint keeps it."""
        return {
            step: {name: torch.from_numpy(array) for name, array in seen.items()}
            for step, seen in self.kept.items()
        }

    def load_state_dict(self, state: dict[int, dict[str, Tensor]]) -> None:
        """Take back what was seen before a checkpoint."""
        self.kept = {
            step: {name: array.numpy() for name, array in seen.items()}
            for step, seen in state.items()
        }

    def write(self, file: Path) -> None:
        """Write the sheet ``gan-training.npz``."""
        moments = [moment for moment in GAN_MOMENTS if moment in self.kept]
        arrays: dict[str, Any] = {
            name: np.stack([self.kept[moment][name] for moment in moments])
            for name in ("made", "wish", "score_made", "score_true")
        }
        steps = np.array(moments, np.int32)
        np.savez_compressed(file, steps=steps, truths=as_bytes(self.truths), **arrays)


class UpsamplingGan:
    """A ×4 generator that learns against a discriminator, looked at on a flat input and on glyphs.

    The flat input is large enough that the middle of its answer feels no border: what varies there
    is the pattern of the upsampling alone.
    """

    FLAT = 20

    def __init__(self, pictures: Tensor, kind: str, seed: int, steps: int) -> None:
        torch.manual_seed(100 + seed)
        self.pictures, self.kind, self.seed = pictures, kind, seed
        self.judge = placed(Discriminator((24, 48, 64)))
        self.generator = placed(TwiceUp(kind))
        self.makes = torch.optim.Adam(self.generator.parameters(), lr=1e-3, betas=(0.0, 0.99))
        self.judges = torch.optim.Adam(self.judge.parameters(), lr=7e-4, betas=(0.0, 0.99))
        self.training = Training(
            f"upsampling-{kind}-{seed}",
            steps,
            {"generator": self.generator, "judge": self.judge, "makes": self.makes}
            | {"judges": self.judges},
            self.step,
        )

    def step(self, number: int) -> dict[str, float]:
        """Teach both once."""
        truth = batch_of(self.pictures, 32, dice(1000 + self.seed, number))
        small = shrink(truth, 4)
        with half():
            made = self.generator(small).float()
        seen = judging(self.judge, self.judges, truth, made.detach(), number % 4 == 0)
        with half():
            scores = self.judge(truth).detach().float() - self.judge(made).float()
        apart = functional.softplus(scores).mean()
        far, off = functional.mse_loss(made, truth), functional.mse_loss(shrink(made, 4), small)
        descend(self.makes, apart + 0.2 * far + 80 * off, self.generator)
        return {"judge": seen, "generator": apart.item()}

    def look(self, truths: Tensor) -> tuple[np.ndarray, np.ndarray]:
        """Return the answer to a flat input, its middle alone, and those to glyphs, as bytes."""
        flat = torch.full((1, 1, self.FLAT, self.FLAT), 0.5, device=DEVICE)
        with torch.no_grad():
            answer, glyphs = self.generator(flat), self.generator(shrink(truths, 4))
        edge = (4 * self.FLAT - 32) // 2
        return as_bytes(answer[0, :, edge:-edge, edge:-edge]), as_bytes(glyphs)


@dataclass
class Looks:
    """What a kind of upsampling answered at some moments of its training.

    Its part is kept in a checkpoint, so that a resumed training loses none.
    """

    gan: UpsamplingGan
    truths: Tensor
    kept: list[tuple[np.ndarray, np.ndarray]] = field(default_factory=list)

    def __call__(self, step: int) -> None:
        """Look, if this is one of the moments."""
        if step in UPSAMPLING_MOMENTS:
            self.kept.append(self.gan.look(self.truths))

    def state_dict(self) -> list[list[Tensor]]:
        """Return what was seen, as a checkpoint keeps it."""
        return [[torch.from_numpy(array) for array in look] for look in self.kept]

    def load_state_dict(self, state: list[list[Tensor]]) -> None:
        """Take back what was seen before a checkpoint."""
        self.kept = [(flat.numpy(), glyphs.numpy()) for flat, glyphs in state]


def write_upsamplings(
    file: Path, seen: dict[tuple[str, int], list[tuple[np.ndarray, np.ndarray]]], truths: Tensor
) -> None:
    """Write the sheet ``upsampling-training.npz``: by kind, seed and moment."""
    seeds = sorted({seed for _kind, seed in seen})
    flat = [[[look[0] for look in seen[kind, s]] for s in seeds] for kind in UPSAMPLINGS]
    glyphs = [[[look[1] for look in seen[kind, s]] for s in seeds] for kind in UPSAMPLINGS]
    levels = np.rint(np.array(glyphs) / 17) * 17
    np.savez_compressed(
        file,
        kinds=np.array(UPSAMPLINGS),
        seeds=np.array(seeds, np.int32),
        steps=np.array(UPSAMPLING_MOMENTS[: len(flat[0][0])], np.int32),
        flat=np.array(flat, np.uint8),
        glyphs=levels.astype(np.uint8),
        truths=as_bytes(truths),
    )
