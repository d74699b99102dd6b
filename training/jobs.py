"""What can be made, each by its name: sheets, weights with their cards, snapshots, measures."""

import copy
import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

from training import doubling, photographs, recipes, sheets
from training.glyphs import Glyphs, make_glyphs
from training.measures import measure, measure_doubling, measure_photographs
from training.nets import NOISE_CHANNELS, UPSAMPLINGS, Classifier, Enlarger, shrink
from training.running import DEVICE, Training, dice, restore, train
from training.shipping import arrays_of, parameters, write_card, write_text, write_weights
from training.snapshots import (
    GanSnapshots,
    Looks,
    UpsamplingGan,
    as_bytes,
    write_upsamplings,
)

ROOT = Path(__file__).resolve().parent.parent
LETTERS = (
    "Pictures of 62 letters and digits in 120 faces of 41 font packages, 5 poses each: 37,200. "
    "Licences of the fonts: SIL Open Font License, Apache 2.0, Bitstream Vera or public domain, "
    "face by face in assets/glyphs/SOURCES.md."
)
PHOTOGRAPHS = (
    "30,000 crops, seven in eight of astronaut, brick, cat and coffee, at full and half size, one "
    "in eight of the app's synthetic pictures. Licences of the photographs: public domain or CC0, "
    "each in assets/images/SOURCES.md."
)
INVENTS = (
    "It knows nothing but these letters and digits: whatever else it is asked about, it makes "
    "letters of it. What it draws is plausible, not true."
)


@dataclass
class Workshop:
    """Where things lie, and the data, made once when first asked for.

    Attributes
    ----------
    home : the repository, or a copy that is written into
    shed : a folder for fonts, renders and checkpoints
    share : of the usual number of steps; below 1 only to see whether everything runs
    """

    home: Path = ROOT
    shed: Path = ROOT / ".training"
    share: float = 1.0

    @property
    def weights(self) -> Path:
        """Where weights and their cards lie."""
        return self.home / "assets" / "weights"

    @property
    def sheets(self) -> Path:
        """Where sheets of glyphs and snapshots lie."""
        return self.home / "assets" / "glyphs"

    @cached_property
    def glyphs(self) -> Glyphs:
        """The glyphs that networks are trained on."""
        return make_glyphs(self.shed / "fonts", self.shed / "data", held_out=False)

    @cached_property
    def held_out(self) -> Glyphs:
        """The glyphs that no network sees."""
        return make_glyphs(self.shed / "fonts", self.shed / "data", held_out=True)

    @property
    def pictures(self) -> Tensor:
        """The training glyphs' pictures, bytes (N, 32, 32)."""
        return torch.from_numpy(self.glyphs.pictures)

    def some(self, count: int, seed: int) -> Tensor:
        """Return a few held-out glyphs (N, 1, 32, 32), from 0 to 1."""
        chosen = sheets.choose(self.held_out, count, seed).pictures
        return torch.from_numpy(chosen)[:, None].to(DEVICE).float() / 255

    def steps(self, usual: int) -> int:
        """Return how many steps to take where `usual` is usual."""
        return max(2, round(self.share * usual))

    def run(self, training: Training) -> Training:
        """Train to the end, or go on where it stopped."""
        train(training, self.shed / "kept")
        return training

    def ship(self, name: str, kind: str, network: nn.Module, **told: object) -> None:
        """Write weights and their card."""
        weights = arrays_of(network.state_dict())
        write_weights(self.weights / f"{name}.npz", kind, weights)
        facts = {"network": kind, "parameters": parameters(weights), "pytorch": torch.__version__}
        facts["arithmetic"] = "convolutions trained in bfloat16; weights kept in float16"
        write_card(self.weights / f"{name}.npz", name=name, **facts, **told)


def glyph_sheets(shop: Workshop) -> None:
    """Write the library, the held-out glyphs, and where both come from."""
    sheets.write_sheet(shop.sheets / "library.npz", sheets.choose(shop.glyphs, 2000, 11))
    sheets.write_sheet(shop.sheets / "held-out.npz", sheets.choose(shop.held_out, 496, 12))
    sheets.write_sources(shop.sheets / "SOURCES.md", shop.shed / "fonts")


def squares_of(shop: Workshop, factor: int = 8) -> Training:
    """Return the least-squares training of one factor."""
    steps = shop.steps(1200 if factor == 8 else 800)
    return recipes.least_squares(shop.pictures, steps, factor=factor)


def least_squares(shop: Workshop) -> None:
    """Train and ship the least-squares network."""
    training = shop.run(squares_of(shop))
    shop.ship(
        "letters-least-squares",
        "least-squares",
        training.parts["network"],
        data=LETTERS,
        recipe=f"mean squared error; AdamW 2e-3, cosine, batch 128, {training.steps} steps",
        seed=1,
        cannot="Its answer is the mean of all that is plausible: blurred wherever they differ. "
        + INVENTS,
    )


def gan(shop: Workshop) -> None:
    """Train and ship the GAN, and what its training looked like."""
    start = shop.run(squares_of(shop)).parts["network"]
    seen = GanSnapshots(shop.some(8, 32))
    training = recipes.gan(shop.pictures, start, shop.steps(2500), after=seen)
    training.parts["snapshots"] = seen
    shop.run(training)
    seen.write(shop.sheets / "gan-training.npz")
    shop.ship(
        "letters-gan",
        "gan",
        training.parts["average"],
        data=LETTERS,
        recipe="relativistic loss with R1 and R2 (gamma 0.05), 0.05 least squares, 20 consistency; "
        f"Adam (0, 0.99) 5e-4 and 7e-4, batch 64, {training.steps} steps from the least-squares "
        "weights; averaged by 0.995",
        seed=3,
        cannot="It does not agree with the small picture exactly, and shows less of what is "
        "possible than a flow does. " + INVENTS,
    )


def flow(shop: Workshop) -> None:
    """Train and ship the flow of letters."""
    training = shop.run(recipes.flow(shop.pictures, shop.steps(2400)))
    ship_flow(shop, training, "letters-flow", LETTERS, 2, INVENTS)


def photograph_flow(shop: Workshop) -> None:
    """Train and ship the flow of photographs."""
    crops = photographs.make_crops(ROOT / "assets/images", photographs.TRAINING, 30_000, 21)
    training = recipes.flow(torch.from_numpy(crops), shop.steps(1600), 22, "flow-photographs")
    told = (
        "Four photographs teach it texture, not things: it paints their grain into whatever it is "
        "given. The cameraman was held out."
    )
    ship_flow(shop, shop.run(training), "photographs-flow", PHOTOGRAPHS, 22, told)


def ship_flow(
    shop: Workshop, training: Training, name: str, data: str, seed: int, cannot: str
) -> None:
    """Ship the averaged weights of a flow."""
    recipe = (
        "rectified flow that predicts the picture; t uniform, a sixteenth of the batch at 0; "
        f"AdamW 2e-3, warm-up 100, cosine, batch 128, {training.steps} steps; averaged by 0.999"
    )
    network = training.parts["average"]
    shop.ship(name, "flow", network, data=data, recipe=recipe, seed=seed, cannot=cannot)


def two_layers(shop: Workshop) -> None:
    """Train and ship the network of two layers, by the core's own arithmetic."""
    doubling.ship(shop.weights, shop.steps(doubling.STEPS))


def upsamplings(shop: Workshop) -> None:
    """Train a small GAN with each kind of upsampling, twice, and keep what was seen on the way."""
    truths, seen = shop.some(6, 31), {}
    for kind in UPSAMPLINGS:
        for seed in (0, 1):
            gan = UpsamplingGan(shop.pictures, kind, seed, shop.steps(800))
            looks = gan.training.parts["looks"] = Looks(gan, truths)
            gan.training.after = looks
            shop.run(gan.training)
            seen[kind, seed] = looks.kept
    write_upsamplings(shop.sheets / "upsampling-training.npz", seen, truths)


def collapse(shop: Workshop) -> None:
    """Train a GAN at ×4, where hardly anything is left to guess, and show that it ignores chance.

    The sheet holds both factors' answers to the same glyphs with the same four seeds.
    """
    truths, made = shop.some(8, 33), dict[str, Any]()
    for factor in (4, 8):
        start = shop.run(squares_of(shop, factor)).parts["network"]
        training = recipes.gan(
            shop.pictures, start, shop.steps(2500 if factor == 8 else 1000), factor=factor
        )
        if not restore(training, shop.shed / "kept" / f"{training.name}.pt"):
            shop.run(training)
        made[f"made_x{factor}"] = several(training.parts["average"], truths, factor)
    np.savez_compressed(shop.sheets / "gan-collapse.npz", truths=as_bytes(truths), **made)


def several(generator: Enlarger, truths: Tensor, factor: int) -> np.ndarray:
    """Return four answers to each glyph, bytes (4, N, 32, 32)."""
    small = shrink(truths, factor)
    shape = (len(small), NOISE_CHANNELS, *small.shape[2:])
    with torch.no_grad():
        answers = [
            generator(small, torch.randn(shape, generator=dice(78, n)).to(DEVICE)) for n in range(4)
        ]
    return as_bytes(torch.stack(answers))


def trained_classifier(shop: Workshop) -> Classifier:
    """Return the network that names characters, trained; it is not shipped."""
    named = torch.from_numpy(shop.glyphs.characters)
    training = shop.run(recipes.classifier(shop.pictures, named, shop.steps(1500)))
    network = training.parts["network"]
    assert isinstance(network, Classifier)
    return network.eval()


def measures(shop: Workshop) -> None:
    """Measure every way of answering, and write the figures down."""
    network = copy.deepcopy(trained_classifier(shop)).cpu()

    def classify(answers: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        with torch.no_grad():
            features = network.features(2 * torch.from_numpy(np.clip(answers, 0, 1)) - 1)
            return features.numpy(), network.names(features).argmax(1).numpy()

    real = sheets.choose(shop.held_out, 5000, 13).pictures[:, None].astype(np.float32) / 255
    found = measure(shop.weights, shop.sheets, classify, real)
    crops = photographs.held_out_crops(ROOT / "assets/images")
    found["photographs"] = measure_photographs(shop.weights, crops)
    found["doubled"] = measure_doubling(shop.weights, doubling.held_out())
    write_text(shop.weights / "measures.json", found)
    note_measures(shop, found)


def note_measures(shop: Workshop, found: dict[str, Any]) -> None:
    """Write into each card what was measured of its network."""
    letters, crops = found["methods"], found["photographs"]["methods"]
    doubled = found["doubled"]["methods"]
    of_cards = {
        "letters-least-squares": {"least_squares": letters["least_squares"]},
        "letters-gan": {"gan": letters["gan"]},
        "letters-flow": {name: letters[name] for name in letters if name.startswith("flow")},
        "photographs-flow": {name: crops[name] for name in crops if name.startswith("flow")},
        "photographs-two-layers": {"two_layers": doubled["two_layers"]},
    }
    for name, measured in of_cards.items():
        file = shop.weights / f"{name}.json"
        card = json.loads(file.read_text(encoding="utf-8"))
        write_text(file, card | {"measures": measured})


JOBS: dict[str, Callable[[Workshop], None]] = {
    "glyphs": glyph_sheets,
    "letters-least-squares": least_squares,
    "letters-gan": gan,
    "letters-flow": flow,
    "photographs-flow": photograph_flow,
    "photographs-two-layers": two_layers,
    "upsampling-training": upsamplings,
    "gan-collapse": collapse,
    "measures": measures,
}
"""Everything that can be made, in an order in which each finds what it needs."""
