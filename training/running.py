"""One loop for every training: progress, checkpoints, and going on where it stopped.

Every step draws from a generator seeded with its own number, so a training that was interrupted
and resumed ends with the same weights as one that was not.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import torch
from torch import Tensor, nn

Module = TypeVar("Module", bound=nn.Module)

TOLD_EVERY, KEPT_EVERY = 100, 500
DEVICE = torch.device("cuda" if torch.cuda.is_available() else "cpu")


@dataclass
class Training:
    """What a training is: parts with a state, and a step.

    Attributes
    ----------
    name : also the name of its checkpoint
    steps : how many
    parts : networks, optimisers, averages: whatever has a state_dict
    step : does one step by its number, and returns what is worth telling
    after : called after each step, for snapshots
    """

    name: str
    steps: int
    parts: dict[str, Any]
    step: Callable[[int], dict[str, float]]
    after: Callable[[int], None] = field(default=lambda _step: None)


def train(training: Training, folder: Path) -> None:
    """Run a training to its end, from its last checkpoint if there is one."""
    folder.mkdir(parents=True, exist_ok=True)
    kept = folder / f"{training.name}.pt"
    first = restore(training, kept)
    began = time.perf_counter()
    if first == 0:
        training.after(0)
    for step in range(first, training.steps):
        told = training.step(step)
        training.after(step + 1)
        done = step + 1
        if done % TOLD_EVERY == 0 or done == training.steps:
            tell(training, done, told, (time.perf_counter() - began) / (done - first))
        if done % KEPT_EVERY == 0 or done == training.steps:
            keep(training, kept, done)


def tell(training: Training, done: int, told: dict[str, float], each: float) -> None:
    """Say how far a training is and how long it will last."""
    losses = ", ".join(f"{name} {value:.4g}" for name, value in told.items())
    left = each * (training.steps - done)
    print(f"{training.name}: {done} of {training.steps}, {losses}; {left:.0f} s left", flush=True)


def keep(training: Training, path: Path, done: int) -> None:
    """Write a checkpoint, whole or not at all."""
    states = {name: part.state_dict() for name, part in training.parts.items()}
    half = path.with_suffix(".half")
    torch.save({"done": done, "states": states}, half)
    half.replace(path)


def restore(training: Training, path: Path) -> int:
    """Load a checkpoint; return the step at which to go on."""
    if not path.exists():
        return 0
    kept = torch.load(path, weights_only=True, map_location=DEVICE)
    for name, part in training.parts.items():
        part.load_state_dict(kept["states"][name])
    return int(kept["done"])


def half() -> torch.autocast:
    """Let convolutions be computed with 8 bits of mantissa: about twice as fast, and enough."""
    return torch.autocast(DEVICE.type, torch.bfloat16)


def placed(network: Module) -> Module:
    """Put a network where it is trained, its channels in the order that is fastest there."""
    return network.to(DEVICE, memory_format=torch.channels_last)


def dice(seed: int, step: int) -> torch.Generator:
    """Return the random numbers of one step, the same on every machine and after a resume."""
    return torch.Generator().manual_seed(seed * 1_000_003 + step)


def batch_of(pictures: Tensor, size: int, random: torch.Generator) -> Tensor:
    """Draw pictures (N, 32, 32) of bytes as a batch (size, 1, 32, 32) between 0 and 1."""
    places = torch.randint(len(pictures), (size,), generator=random)
    return pictures[places][:, None].to(DEVICE).float() / 255


def warm_cosine(step: int, steps: int, warm: int = 100) -> float:
    """Return the share of the full rate: up in `warm` steps, then down along a cosine."""
    rise = min(1.0, (step + 1) / warm)
    return rise * 0.5 * (1 + float(torch.cos(torch.tensor(torch.pi * step / steps))))


def set_rate(optimiser: torch.optim.Optimizer, rate: float) -> None:
    """Give an optimiser its rate."""
    for group in optimiser.param_groups:
        group["lr"] = rate


def average_into(average: nn.Module, network: nn.Module, kept: float) -> None:
    """Move an exponential moving average of weights towards the network's."""
    with torch.no_grad():
        for slow, fast in zip(average.parameters(), network.parameters(), strict=True):
            slow.lerp_(fast, 1 - kept)
