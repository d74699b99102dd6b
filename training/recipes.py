"""How each network is trained: its loss, its optimiser, its rates, its seed."""

import copy
from collections.abc import Callable

import torch
import torch.nn.functional as functional
from torch import Tensor

from training.nets import (
    NOISE_CHANNELS,
    Classifier,
    Discriminator,
    Enlarger,
    Flow,
    shrink,
    start_from,
)
from training.running import (
    DEVICE,
    Training,
    average_into,
    batch_of,
    dice,
    half,
    placed,
    set_rate,
    warm_cosine,
)


def least_squares(pictures: Tensor, steps: int = 1200, seed: int = 1, factor: int = 8) -> Training:
    """Train the answer that is nearest in the mean square; Adam 2e-3, cosine, batch 128."""
    torch.manual_seed(seed)
    network = placed(Enlarger(doublings=factor.bit_length() - 1))
    optimiser = torch.optim.AdamW(network.parameters(), lr=2e-3)

    def step(number: int) -> dict[str, float]:
        set_rate(optimiser, 2e-3 * warm_cosine(number, steps))
        truth = batch_of(pictures, 128, dice(seed, number))
        with half():
            answer = network(shrink(truth, factor)).float()
        loss = functional.mse_loss(answer, truth)
        descend(optimiser, loss, network)
        return {"loss": loss.item()}

    return Training(
        f"least-squares-x{factor}", steps, {"network": network, "optimiser": optimiser}, step
    )


def flow(pictures: Tensor, steps: int = 2400, seed: int = 2, name: str = "flow") -> Training:
    """Train a rectified flow that predicts the picture (Liu et al. 2023, in that form).

    x_t = (1 - t) z + t x with z = (1 + e)/2, e standard normal: grey noise, in a picture's units.
    """
    torch.manual_seed(seed)
    network = placed(Flow())
    average = copy.deepcopy(network)
    optimiser = torch.optim.AdamW(network.parameters(), lr=2e-3)

    def step(number: int) -> dict[str, float]:
        set_rate(optimiser, 2e-3 * warm_cosine(number, steps))
        random = dice(seed, number)
        truth = batch_of(pictures, 128, random)
        t = torch.rand(128, generator=random)
        t[:8] = 0  # step one alone must be good: it is the least-squares answer
        noise = torch.randn(truth.shape, generator=random).to(DEVICE)
        t, at = t.to(DEVICE), t[:, None, None, None].to(DEVICE)
        noisy = (1 - at) * (1 + noise) / 2 + at * truth
        with half():
            answer = network(noisy, shrink(truth), t).float()
        error = 4 * (answer - truth).square().mean((1, 2, 3))
        loss = (error / (1 - t).clamp(min=0.1).square()).mean()
        descend(optimiser, loss, network)
        average_into(average, network, min(0.999, (1 + number) / (10 + number)))
        return {"loss": loss.item()}

    parts = {"network": network, "average": average, "optimiser": optimiser}
    return Training(name, steps, parts, step)


def descend(optimiser: torch.optim.Optimizer, loss: Tensor, network: torch.nn.Module) -> None:
    """Take one step downhill, its length bounded."""
    optimiser.zero_grad(set_to_none=True)
    loss.backward()
    torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
    optimiser.step()


def gan(
    pictures: Tensor,
    trained: Enlarger,
    steps: int = 2500,
    seed: int = 3,
    factor: int = 8,
    after: Callable[[int, Enlarger, Discriminator], None] | None = None,
) -> Training:
    """Train a generator against a discriminator: relativistic loss, R1 and R2.

    Jolicoeur-Martineau 2019; Huang et al. 2024 (R1 + R2); here with a little of the least-squares
    loss and a consistency with the small picture. It starts from the least-squares network.
    """
    torch.manual_seed(seed)
    generator = placed(Enlarger(NOISE_CHANNELS, doublings=factor.bit_length() - 1))
    start_from(generator, trained)
    average, judge = copy.deepcopy(generator), placed(Discriminator())
    makes = torch.optim.Adam(generator.parameters(), lr=5e-4, betas=(0.0, 0.99))
    judges = torch.optim.Adam(judge.parameters(), lr=7e-4, betas=(0.0, 0.99))

    def step(number: int) -> dict[str, float]:
        random, down = dice(seed, number), warm_cosine(number, 2 * steps)
        set_rate(makes, 5e-4 * down)
        set_rate(judges, 7e-4 * down)
        truth = batch_of(pictures, 64, random)
        small = shrink(truth, factor)
        noise = torch.randn(64, NOISE_CHANNELS, *small.shape[2:], generator=random).to(DEVICE)
        with half():
            made = generator(small, noise).float()
        seen = judging(judge, judges, truth, made.detach(), number % 4 == 0)
        with half():
            scores = judge(truth).detach().float() - judge(made).float()
        apart = functional.softplus(scores).mean()
        far = 4 * functional.mse_loss(made, truth)
        inconsistent = 4 * functional.mse_loss(shrink(made, factor), small)
        descend(makes, apart + 0.05 * far + 20 * inconsistent, generator)
        average_into(average, generator, 0.995)
        return {"judge": seen, "generator": apart.item(), "inconsistent": inconsistent.item()}

    def snapshot(number: int) -> None:
        if after:
            after(number, generator, judge)

    parts = {"generator": generator, "average": average, "judge": judge}
    parts |= {"makes": makes, "judges": judges}
    return Training(f"gan-x{factor}", steps, parts, step, snapshot)


def judging(
    judge: Discriminator,
    optimiser: torch.optim.Optimizer,
    truth: Tensor,
    made: Tensor,
    penalised: bool,
    gamma: float = 0.05,
) -> float:
    """Teach the discriminator one step: real above made, and not too steep on either."""
    truth.requires_grad_(penalised)
    made.requires_grad_(penalised)
    with torch.autocast(DEVICE.type, torch.bfloat16, enabled=not penalised):
        real, false = judge(truth).float(), judge(made).float()
    loss = functional.softplus(false - real).mean()
    if penalised:
        slopes = torch.autograd.grad([real.sum(), false.sum()], [truth, made], create_graph=True)
        steep = sum(slope.square().sum((1, 2, 3)).mean() for slope in slopes)
        loss = loss + 4 * gamma / 2 * steep / 4  # in a picture's units, twice as steep
    descend(optimiser, loss, judge)
    truth.requires_grad_(False)
    return float(loss.item())


def classifier(pictures: Tensor, characters: Tensor, steps: int = 1500, seed: int = 4) -> Training:
    """Train the network that names characters."""
    torch.manual_seed(seed)
    network = placed(Classifier())
    optimiser = torch.optim.AdamW(network.parameters(), lr=2e-3, weight_decay=0.05)

    def step(number: int) -> dict[str, float]:
        set_rate(optimiser, 2e-3 * warm_cosine(number, steps))
        places = torch.randint(len(pictures), (128,), generator=dice(seed, number))
        batch = pictures[places][:, None].to(DEVICE).float() / 255
        with half():
            scores = network(batch).float()
        loss = functional.cross_entropy(scores, characters[places].to(DEVICE))
        descend(optimiser, loss, network)
        return {"loss": loss.item()}

    return Training("classifier", steps, {"network": network, "optimiser": optimiser}, step)
