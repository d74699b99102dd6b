"""The networks as PyTorch modules; ``upsample_core/generative`` runs the same from their weights.

Pictures are (N, 1, H, W) between 0 and 1. Inside, a network sees 2p - 1.
"""

import itertools
import math

import torch
import torch.nn.functional as functional
from torch import Tensor, nn

TIME_WAVES, TIME_WIDTH = 8, 64
NOISE_CHANNELS = 8


def shrink(pictures: Tensor, factor: int = 8) -> Tensor:
    """Make pictures small: the mean of each factor × factor block."""
    return functional.avg_pool2d(pictures, factor)


class Residual(nn.Module):
    """x + conv(SiLU(conv(SiLU(x)))), for a flow with a scale and a shift that the time sets."""

    def __init__(self, width: int, timed: bool = False) -> None:
        super().__init__()
        self.first = nn.Conv2d(width, width, 3, padding=1)
        self.second = nn.Conv2d(width, width, 3, padding=1)
        self.timed = nn.Linear(TIME_WIDTH, 2 * width) if timed else None
        nn.init.zeros_(self.second.weight)
        nn.init.zeros_(self.second.bias)

    def forward(self, x: Tensor, time: Tensor | None = None) -> Tensor:
        """Return features of the same shape."""
        inner = self.first(functional.silu(x))
        if self.timed is not None:
            scale, shift = self.timed(time)[:, :, None, None].chunk(2, 1)
            inner = inner * (1 + scale) + shift
        return x + self.second(functional.silu(inner))


class Enlarger(nn.Module):
    """Least squares and GAN: features at the small size, then nearest + convolution for each ×2.

    With `noise` channels beside the picture it is the GAN's generator, whose answer is bounded.
    """

    def __init__(self, noise: int = 0, doublings: int = 3, width: int = 48, blocks: int = 4):
        super().__init__()
        self.noise = noise
        self.inward = nn.Conv2d(1 + noise, width, 3, padding=1)
        self.blocks = nn.ModuleList([Residual(width) for _ in range(blocks)])
        widths = [width] * (doublings - 1) + [32, 24]
        pairs = itertools.pairwise(widths)
        self.doublings = nn.ModuleList([nn.Conv2d(a, b, 3, padding=1) for a, b in pairs])
        self.last = nn.Conv2d(24, 24, 3, padding=1)
        self.outward = nn.Conv2d(24, 1, 3, padding=1)

    def forward(self, small: Tensor, noise: Tensor | None = None) -> Tensor:
        """Return a picture of size × 2 to the power of doublings."""
        x = 2 * small - 1
        x = self.inward(x if noise is None else torch.cat([x, noise], 1))
        for block in self.blocks:
            x = block(x)
        for doubling in self.doublings:
            x = functional.interpolate(functional.silu(x), scale_factor=2, mode="nearest")
            x = doubling(x)
        y = self.outward(functional.silu(self.last(functional.silu(x))))
        if self.noise:
            y = 1.2 * torch.tanh(y / 1.2)
        return (y + 1) / 2


def start_from(generator: Enlarger, trained: Enlarger, spread: float = 0.01) -> None:
    """Begin a GAN's generator as the least-squares network, with small weights for its noise."""
    state = trained.state_dict()
    inward = generator.inward.weight.detach().clone()
    inward[:, :1] = state["inward.weight"]
    inward[:, 1:] = torch.randn_like(inward[:, 1:]) * spread
    generator.load_state_dict(state | {"inward.weight": inward})


class Flow(nn.Module):
    """Predict the finished picture from a noisy one, the small one and the time; a U-Net."""

    def __init__(self) -> None:
        super().__init__()
        self.time = nn.Linear(2 * TIME_WAVES, TIME_WIDTH)
        self.inward = nn.Conv2d(8, 32, 3, padding=1)
        self.before = Residual(32, timed=True)
        self.down = nn.Conv2d(128, 64, 1)
        self.middle = nn.ModuleList([Residual(64, timed=True) for _ in range(2)])
        self.up = nn.Conv2d(64, 128, 1)
        self.after = nn.ModuleList([Residual(32, timed=True) for _ in range(2)])
        self.outward = nn.Conv2d(32, 4, 3, padding=1)

    def forward(self, noisy: Tensor, small: Tensor, t: Tensor) -> Tensor:
        """Return the predicted picture; `t` has shape (N,)."""
        waves = math.pi * t[:, None] * torch.arange(1, TIME_WAVES + 1, device=t.device)
        time = functional.silu(self.time(torch.cat([torch.cos(waves), torch.sin(waves)], 1)))
        large = functional.interpolate(small, noisy.shape[2:], mode="bilinear", align_corners=False)
        both = torch.cat([functional.pixel_unshuffle(2 * p - 1, 2) for p in (noisy, large)], 1)
        half = self.before(self.inward(both), time)
        x = self.down(functional.pixel_unshuffle(half, 2))
        for block in self.middle:
            x = block(x, time)
        x = functional.pixel_shuffle(self.up(x), 2) + half
        for block in self.after:
            x = block(x, time)
        return (functional.pixel_shuffle(self.outward(functional.silu(x)), 2) + 1) / 2


class Discriminator(nn.Module):
    """Score how much 32 × 32 pictures look like real ones; it never sees the small picture."""

    def __init__(self, widths: tuple[int, int, int] = (32, 64, 96)) -> None:
        super().__init__()
        a, b, c = widths
        self.layers = nn.Sequential(
            nn.Conv2d(1, a, 4, 2, 1),
            nn.LeakyReLU(0.2),
            nn.Conv2d(a, b, 4, 2, 1),
            nn.LeakyReLU(0.2),
            nn.Conv2d(b, c, 4, 2, 1),
            nn.LeakyReLU(0.2),
            nn.Conv2d(c, b, 3, 1, 1),
            nn.LeakyReLU(0.2),
            nn.Flatten(),
            nn.Linear(16 * b, 1),
        )

    def forward(self, pictures: Tensor) -> Tensor:
        """Return scores of shape (N,); above those of others means more real."""
        return self.layers(2 * pictures - 1)[:, 0]


class Classifier(nn.Module):
    """Name the character; its accuracy and its features measure the others, no more."""

    def __init__(self, characters: int = 62) -> None:
        super().__init__()
        self.features = nn.Sequential(
            nn.Conv2d(1, 32, 3, padding=1),
            nn.SiLU(),
            nn.MaxPool2d(2),
            nn.Conv2d(32, 64, 3, padding=1),
            nn.SiLU(),
            nn.MaxPool2d(2),
            nn.Conv2d(64, 96, 3, padding=1),
            nn.SiLU(),
            nn.MaxPool2d(2),
            nn.Flatten(),
            nn.Linear(96 * 16, 64),
            nn.SiLU(),
        )
        self.names = nn.Linear(64, characters)

    def forward(self, pictures: Tensor) -> Tensor:
        """Return one score for each character."""
        return self.names(self.features(2 * pictures - 1))


UPSAMPLINGS = ("transposed_3", "transposed_4", "sub_pixel", "sub_pixel_icnr", "nearest")


def upsampling(kind: str, inputs: int, outputs: int) -> nn.Module:
    """Make a layer that doubles the size, of one of five kinds."""
    if kind == "transposed_3":
        return nn.ConvTranspose2d(inputs, outputs, 3, 2, 1, output_padding=1)
    if kind == "transposed_4":
        return nn.ConvTranspose2d(inputs, outputs, 4, 2, 1)
    if kind == "nearest":
        return nn.Sequential(nn.Upsample(scale_factor=2), nn.Conv2d(inputs, outputs, 3, padding=1))
    layer = nn.Conv2d(inputs, 4 * outputs, 3, padding=1)
    if kind == "sub_pixel_icnr":  # the four kernels of an output begin alike (Aitken et al. 2017)
        with torch.no_grad():
            layer.weight.copy_(layer.weight[::4].repeat_interleave(4, 0))
            layer.bias.copy_(layer.bias[::4].repeat_interleave(4))
    return nn.Sequential(layer, nn.PixelShuffle(2))


class TwiceUp(nn.Module):
    """A generator of ×4 whose two upsampling layers are of one kind, the second its last layer."""

    def __init__(self, kind: str, width: int = 36) -> None:
        super().__init__()
        self.inward = nn.Conv2d(1, width, 3, padding=1)
        self.block = Residual(width)
        self.first = upsampling(kind, width, width)
        self.second = upsampling(kind, width, 1)

    def forward(self, small: Tensor) -> Tensor:
        """Return pictures of four times the size."""
        x = functional.silu(self.block(self.inward(2 * small - 1)))
        return (self.second(functional.silu(self.first(x))) + 1) / 2
