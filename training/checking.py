"""Whether everything still runs, and whether what is shipped is what its cards say."""

import json
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from training import doubling, recipes
from training.jobs import ROOT, Workshop
from training.measures import measure, measure_doubling, measure_photographs
from training.nets import UPSAMPLINGS, Enlarger, Flow
from training.photographs import held_out_crops
from training.running import Training, train
from training.shipping import arrays_of, write_weights
from training.snapshots import UpsamplingGan
from upsample_core.generative import (
    FlowNetwork,
    GanGenerator,
    Network,
    noise_for,
    read_library,
    read_weights,
)

SHIPPED = ("letters-least-squares", "letters-gan", "letters-flow", "photographs-flow")
CLOSE = 1e-5
"""How far an answer of the core may be from PyTorch's."""
Rows = Mapping[str, Mapping[str, float]]
"""Measures of methods, each by its name."""
FEW = 3
"""How many steps a training takes to show that it runs."""


def check(shop: Workshop) -> None:
    """Print what was found, and leave with an error if anything is not as it should be."""
    wrong = [*unlike_pytorch(shop), *trainings_that_fail(shop), *unlike_measures(shop)]
    for sentence in wrong:
        print(f"WRONG: {sentence}")
    if wrong:
        sys.exit(1)
    print("Every training runs, and what is shipped is what its cards say.")


def unlike_pytorch(shop: Workshop) -> Iterator[str]:
    """Yield the shipped networks whose answers by the core differ from PyTorch's."""
    for name in SHIPPED:
        file = shop.weights / f"{name}.npz"
        yield from compared(name, read_weights(file), module_of(file))


def module_of(file: Path) -> nn.Module:
    """Return the PyTorch module that a file of weights belongs to, with them."""
    with np.load(file, allow_pickle=False) as archive:
        arrays = {name: archive[name] for name in archive.files}
    kind = str(arrays.pop("kind"))
    module = Flow() if kind == "flow" else Enlarger(8 if kind.startswith("gan") else 0)
    state = {name: torch.from_numpy(array).float() for name, array in arrays.items()}
    module.load_state_dict(state)
    return module


def compared(name: str, network: Network, module: nn.Module) -> Iterator[str]:
    """Say by how much the core and PyTorch differ; yield a sentence if it is too much."""
    small = np.random.default_rng(5).random((3, 1, 4, 4)).astype(np.float32)
    noise = noise_for(range(3), (8, 4, 4))
    noisy = (1 + noise_for(range(3), (1, 32, 32))) / 2
    with torch.no_grad():
        if isinstance(network, FlowNetwork):
            found = network.predict(noisy, small, 0.25)
            wanted = module(*tensors(noisy, small), torch.full((3,), 0.25))
        elif isinstance(network, GanGenerator):
            found, wanted = network.enlarge(small, noise), module(*tensors(small, noise))
        else:
            found, wanted = network.enlarge(small), module(*tensors(small))
    apart = float(np.abs(found - wanted.numpy()).max())
    print(f"{name}: the core and PyTorch differ by {apart:.1e} at most")
    if not apart <= CLOSE:
        yield f"the answers of {name} differ from PyTorch's by {apart:.1e}"


def tensors(*arrays: np.ndarray) -> list[Tensor]:
    """Return arrays as PyTorch's."""
    return [torch.from_numpy(array) for array in arrays]


def trainings_that_fail(shop: Workshop) -> Iterator[str]:
    """Train each network for a few steps on shipped glyphs, and run the result by the core."""
    sheet = read_library(shop.sheets / "library.npz")
    pictures = torch.from_numpy(np.rint(sheet.glyphs * 255).astype(np.uint8))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        squares = recipes.least_squares(pictures, FEW)
        yield from trained(folder, squares, "least-squares", "network")
        start = squares.parts["network"]
        yield from trained(folder, recipes.gan(pictures, start, FEW), "gan", "average")
        yield from trained(folder, recipes.flow(pictures, FEW), "flow", "average")
        yield from resumed(folder, pictures)
        named = torch.zeros(len(pictures), dtype=torch.long)
        train(recipes.classifier(pictures, named, FEW), folder)
        for kind in UPSAMPLINGS:
            train(UpsamplingGan(pictures, kind, 0, FEW).training, folder)
        doubling.ship(folder, FEW)
        read_weights(folder / f"{doubling.NAME}.npz")


def trained(folder: Path, training: Training, kind: str, part: str) -> Iterator[str]:
    """Train, write the weights, read them, and compare the core's answers with PyTorch's."""
    before = [p.detach().clone() for p in training.parts[part].parameters()]
    train(training, folder)
    after = training.parts[part].parameters()
    if all(torch.equal(old, new) for old, new in zip(before, after, strict=True)):
        yield f"the training of {kind} moves no weight"
    file = folder / f"{kind}.npz"
    write_weights(file, kind, arrays_of(training.parts[part].state_dict()))
    yield from compared(f"{kind} after {FEW} steps", read_weights(file), module_of(file))


def resumed(folder: Path, pictures: Tensor) -> Iterator[str]:
    """Interrupt a training, go on, and yield a sentence if it ends elsewhere than it would have."""
    first = recipes.flow(pictures, FEW, name="interrupted")
    first.steps = 1
    train(first, folder)
    later = recipes.flow(pictures, FEW, name="interrupted")
    train(later, folder)
    whole = recipes.flow(pictures, FEW, name="whole")
    train(whole, folder)
    ends = [training.parts["network"].state_dict().values() for training in (later, whole)]
    if not all(torch.allclose(a, b, atol=1e-6) for a, b in zip(*ends, strict=True)):
        yield "a training that was interrupted ends elsewhere"


def unlike_measures(shop: Workshop) -> Iterator[str]:
    """Measure again what needs no classifier; yield what is more than a hundredth off."""
    noted = json.loads((shop.weights / "measures.json").read_text(encoding="utf-8"))
    yield from unlike(measure(shop.weights, shop.sheets)["methods"], noted["methods"])
    crops = held_out_crops(ROOT / "assets/images")
    found = measure_photographs(shop.weights, crops)
    yield from unlike(found["methods"], noted["photographs"]["methods"])
    doubled = measure_doubling(shop.weights, doubling.held_out())
    yield from unlike(doubled["methods"], noted["doubled"]["methods"])


def unlike(found: Rows, noted: Rows) -> Iterator[str]:
    """Yield what was measured of a method and differs from what is written down."""
    for method, row in found.items():
        for name, value in row.items():
            wanted = noted[method][name]
            if abs(value - wanted) > 0.01 * abs(wanted) + 0.002:
                yield f"{name} of {method} is {value}, and {wanted} is written down"
