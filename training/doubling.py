"""The network of two layers that doubles photographs: trained by the core, without PyTorch.

It is what the lesson on learned kernels trains in front of its reader, with all the photographs
but one, and for longer.
"""

from pathlib import Path

import numpy as np
from PIL import Image

from training.photographs import HELD_OUT, TRAINING, sizes
from training.shipping import parameters, write_card, write_weights
from upsample_core.generative import CHANNELS, shrink
from upsample_core.learning import PatchTraining

IMAGES = Path(__file__).resolve().parent.parent / "assets" / "images"
NAME, KIND = "photographs-two-layers", "two-layers"
SEED, STEPS, RATE, BATCH, SIDE = 41, 8000, 4e-3, 8, 24
TOLD_EVERY = 500

DATA = (
    "Patches of 48 × 48 pixels of astronaut, brick, cat and coffee, at full and half size, in "
    "grey, turned and mirrored, each made small by the mean of blocks of 2 × 2. Licences of the "
    "photographs: public domain or CC0, each in assets/images/SOURCES.md."
)
CANNOT = (
    "It was taught to double pictures that were made small by the mean of blocks: what was made "
    "small otherwise comes out too sharp or too soft. It sees seven pixels across and guesses "
    "nothing: what is gone stays gone. Run twice it doubles its own errors too. The cameraman was "
    "held out."
)


def ship(folder: Path, steps: int = STEPS) -> None:
    """Train the network, and write its weights and their card."""
    weights = trained(steps)
    file = folder / f"{NAME}.npz"
    write_weights(file, KIND, weights)
    write_card(
        file,
        name=NAME,
        network=KIND,
        parameters=parameters(weights),
        numpy=np.__version__,
        arithmetic="trained in float32 by upsample_core.learning; weights kept in float16",
        data=DATA,
        recipe=f"mean squared error; Adam {RATE}, cosine, batch {BATCH}, {steps} steps",
        seed=SEED,
        cannot=CANNOT,
    )


def trained(steps: int = STEPS) -> dict[str, np.ndarray]:
    """Train the network; return its weights by their names."""
    teachers = [large for name in TRAINING for large in greys(name)]
    pairs = [(shrink(large[None, None], 2)[0, 0], large) for large in teachers]
    training = PatchTraining(pairs, CHANNELS, SEED, steps, RATE, BATCH, SIDE)
    while not training.done:
        error = training.advance()
        if training.step % TOLD_EVERY == 0 or training.done:
            print(f"{NAME}: {training.step} of {steps}, error {error:.3g}", flush=True)
    return training.network._asdict()


def held_out() -> np.ndarray:
    """Return the photograph that it does not see, (H, W) from 0 to 1."""
    return greys(*HELD_OUT)[0]


def greys(name: str) -> list[np.ndarray]:
    """Return a photograph in grey, from 0 to 1, as it is and at half its size."""
    with Image.open(IMAGES / f"{name}.png") as image:
        return [side.astype(np.float32) / 255 for side in sizes(image)]
