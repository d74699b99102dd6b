"""What code for a network needs beside PyTorch's own layers: a definition each."""

from __future__ import annotations

from collections.abc import Mapping

PARTS: Mapping[str, str] = {
    "Residual": '''\
class Residual(nn.Module):
    """Two convolutions, and a sum around them."""

    def __init__(self, before, after, kernel, stride=1, dilation=1):
        super().__init__()
        reach = dilation * (kernel - 1)
        self.pad = nn.ZeroPad2d((reach // 2, reach - reach // 2) * 2)
        self.first = nn.Conv2d(before, after, kernel, stride, dilation=dilation)
        self.second = nn.Conv2d(after, after, kernel, dilation=dilation)
        equal = before == after and stride == 1
        self.beside = nn.Identity() if equal else nn.Conv2d(before, after, 1, stride)

    def forward(self, x):
        y = self.first(self.pad(x))
        return self.second(self.pad(y)) + self.beside(x)''',
    "Bottleneck": '''\
class Bottleneck(nn.Module):
    """Three convolutions, the middle one between fewer channels, and a sum around them."""

    def __init__(self, before, after, middle, kernel, stride=1, dilation=1):
        super().__init__()
        reach = dilation * (kernel - 1)
        self.pad = nn.ZeroPad2d((reach // 2, reach - reach // 2) * 2)
        self.first = nn.Conv2d(before, middle, 1)
        self.second = nn.Conv2d(middle, middle, kernel, stride, dilation=dilation)
        self.third = nn.Conv2d(middle, after, 1)
        equal = before == after and stride == 1
        self.beside = nn.Identity() if equal else nn.Conv2d(before, after, 1, stride)

    def forward(self, x):
        y = self.second(self.pad(self.first(x)))
        return self.third(y) + self.beside(x)''',
    "Noise": '''\
class Noise(nn.Module):
    """Adds noise, with a weight for every channel that begins at zero."""

    def __init__(self, channels):
        super().__init__()
        self.weight = nn.Parameter(torch.zeros(channels, 1, 1))

    def forward(self, x):
        return x + self.weight * torch.randn_like(x[:, :1])''',
    "Style": '''\
class Style(nn.Module):
    """Normalises every channel, and gives it a scale and a shift made from a style."""

    def __init__(self, style, channels):
        super().__init__()
        self.style = nn.Parameter(torch.zeros(1, style))  # what the mapping network gives
        self.linear = nn.Linear(style, 2 * channels)

    def forward(self, x):
        scale, shift = self.linear(self.style)[:, :, None, None].chunk(2, dim=1)
        return F.instance_norm(x) * (1 + scale) + shift''',
    "bilinear": '''\
def bilinear(channels, kernel, stride, padding=0, **others):
    """A transposed convolution of each channel, with weights fixed as bilinear."""
    ramp = 1 - (torch.arange(kernel) - (kernel - 1) / 2).abs() / ((kernel + 1) // 2)
    layer = nn.ConvTranspose2d(
        channels, channels, kernel, stride, padding, groups=channels, bias=False, **others
    )
    weight = torch.outer(ramp, ramp).expand(channels, 1, kernel, kernel).clone()
    layer.weight = nn.Parameter(weight, requires_grad=False)
    return layer''',
    "same": '''\
def same(x, kernel, stride, dilation=1):
    """Pad as TensorFlow's SAME: as little as is needed, the odd cell behind."""
    borders = []
    for size in (x.shape[3], x.shape[2]):
        missing = (-(-size // stride) - 1) * stride + dilation * (kernel - 1) + 1 - size
        missing = max(missing, 0)
        borders += [missing // 2, missing - missing // 2]
    return F.pad(x, borders)''',
    "blur": '''\
def blur(x, taps):
    """Filter every channel."""
    line = torch.tensor(taps, dtype=x.dtype, device=x.device)
    weight = torch.outer(line, line) / line.sum() ** 2
    return F.conv2d(x, weight.expand(x.shape[1], 1, -1, -1), groups=x.shape[1])''',
    "cropped": '''\
def cropped(y, size):
    """Cut the middle of a map."""
    top, left = (y.shape[2] - size[0]) // 2, (y.shape[3] - size[1]) // 2
    return y[:, :, top : top + size[0], left : left + size[1]]''',
    "padded": '''\
def padded(x, size):
    """Pad a map to a size, half on either side."""
    down, across = size[0] - x.shape[2], size[1] - x.shape[3]
    return F.pad(x, (across // 2, across - across // 2, down // 2, down - down // 2))''',
    "show": '''\
def show(line, x):
    """Print the channels, height and width behind a line of the chain."""
    print(f"{line:>6}", *x.shape[1:])''',
}
"""Each by its name, in the order in which they are defined."""
