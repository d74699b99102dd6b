"""What is said of networks, layers, remedies and verdicts."""

from __future__ import annotations

from collections.abc import Callable

from ui.numbers import dimensions
from ui.words import N_, _
from upsample_core.networks import CONVOLUTIONS, NETWORKS, Layer

OWN_TITLE = N_("Your own chain")

_TITLES = {
    "unet_padded": N_("U-Net, padded"),
    "dcgan_pytorch": N_("DCGAN of PyTorch’s examples"),
    "ldm_vae": N_("Latent diffusion: autoencoder"),
    "ldm_unet": N_("Latent diffusion: with its U-Net"),
}

WHY = {
    "fcn32s": N_(
        "The first to name every pixel by convolutions alone. One fixed bilinear layer brings back "
        "all five halvings; a border of 100 cells makes every size fit, and a crop takes it off."
    ),
    "fcn16s": N_("Brings back the last halving first, and adds what pool4 knew; then ×16 at once."),
    "fcn8s": N_("Adds what pool4 and pool3 knew on the way back: finer outlines than ×32 at once."),
    "fcn_alexnet": N_(
        "63 is no multiple of 32, yet nothing is uneven: the weights are fixed as bilinear, and "
        "sum to 1 in every phase."
    ),
    "unet": N_(
        "Convolutions without padding shrink every map, so each skip is cropped to the map that it "
        "meets. The output is smaller than the input by 184."
    ),
    "unet_padded": N_(
        "With padding, only poolings change sizes. Where one has dropped a row, the enlarged map "
        "is padded to the size of its skip."
    ),
    "segnet": N_(
        "Upsamples with the places of the maxima instead of weights. Its poolings round up, so "
        "twice the pooled size may be more than the pooling saw."
    ),
    "deconvnet": N_(
        "Goes down to a single cell and back by switches. Its transposed convolutions have stride "
        "1: they never change the size but at the first."
    ),
    "dcgan": N_(
        "Lets the network learn its own upsampling. A kernel of 5 at stride 2 reaches the phases 3 "
        "and 2 times: its checkerboard must be unlearned, layer by layer."
    ),
    "dcgan_pytorch": N_("The same with a kernel of 4 at stride 2, which reaches all phases alike."),
    "vae": N_("Kernels of 3 at stride 2: two taps for one phase, one for the other."),
    "pix2pix": N_(
        "Halves eight times down to one cell and joins every level, so only multiples of 256 fit."
    ),
    "cyclegan": N_(
        "No skips, so nothing breaks; but a size that is no multiple of 4 comes out as another."
    ),
    "pggan": N_(
        "Repeats pixels, then convolves: the same as a transposed convolution of 4 at stride 2, "
        "with equal sums in all phases whatever it learns."
    ),
    "stylegan2": N_(
        "A kernel of 3 at stride 2 is uneven; the fixed filter 1, 3, 3, 1 behind it makes the sums "
        "of the phases equal again."
    ),
    "ldm_vae": N_(
        "Pads one row at the end before each halving, so it rounds down; what is left over is gone."
    ),
    "ldm_unet": N_(
        "The autoencoder leaves an eighth. Its U-Net halves that three times, rounding up, and "
        "joins every level: multiples of 64 fit. 480 is a multiple of 32 alone."
    ),
    "srcnn": N_("Enlarges first, by bicubic interpolation: all its work is at full resolution."),
    "fsrcnn_2": N_("Enlarges last, by a kernel of 9 at stride 2: five taps and four."),
    "fsrcnn_3": N_("Enlarges last, by a kernel of 9 at stride 3: three taps for every phase."),
    "espcn": N_("Convolves at low resolution; the last layer's channels become pixels."),
    "srgan": N_("Sixteen blocks at low resolution, then two pixel shuffles."),
    "edsr": N_("More channels and blocks than SRGAN's, and no normalisation; shuffles at the end."),
}

ENOUGH = {
    "any": N_("It takes any size."),
    "tile": N_("The paper asks for tiles for which every pooling sees an even size."),
    "pad_map": N_("Its code pads the enlarged map to the size of the skip."),
    "pin": N_("Its code pins sizes: a layer is told its height and width, or it aborts."),
    "refuse": N_("Its code knows no remedy: it stops with an error."),
    "other_size": N_("Its code does not complain: what comes out has another size."),
    "fixed": N_("It is made for this size alone."),
}
"""What the code of a network does with other sizes, by `OTHERWISE`."""

REMEDY_NAMES = {
    "refuse": N_("As it is"),
    "crop_maps": N_("Crop the larger map"),
    "pad_map": N_("Pad the map"),
    "resize_map": N_("Resize the map to the skip"),
    "pad_picture": N_("Pad the picture"),
    "resize_picture": N_("Resize the picture"),
}

VERDICT_NAMES = {
    "even": N_("even"),
    "uneven": N_("uneven"),
    "bilinear": N_("fixed weights"),
    "filtered": N_("evened by a filter"),
    "shuffled": N_("even"),
    "interpolated": N_("even"),
    "unpooled": N_("no overlap"),
}

VERDICT_REASONS = {
    "even": N_("The stride divides the kernel size: every phase is reached by as many taps."),
    "uneven": N_(
        "The stride does not divide the kernel size, and the weights are learned: nothing makes "
        "the phases equal. A checkerboard is there at the start, and training must remove it."
    ),
    "bilinear": N_(
        "The weights are fixed as bilinear: those of each phase sum to 1, however many they are. "
        "The overlap may be uneven and does no harm."
    ),
    "filtered": N_(
        "The overlap of the kernel is uneven; the fixed filter behind it gives every phase the "
        "same sum again."
    ),
    "shuffled": N_(
        "A convolution of K and a shuffle by r are a transposed convolution of K·r at stride r: "
        "even. But every phase has weights of its own, which differ at the start unless they begin "
        "alike (ICNR)."
    ),
    "interpolated": N_(
        "Interpolation has equal sums in all phases, and a convolution behind it sees them all "
        "alike: no uneven overlap, whatever it learns."
    ),
    "unpooled": N_(
        "Each value goes to one place, the others stay zero: nothing overlaps. Convolutions behind "
        "it fill the holes."
    ),
}


def network_title(name: str) -> str:
    """Return the title of a network."""
    return _(_TITLES[name]) if name in _TITLES else NETWORKS[name].title


def side_texts(*sizes: tuple[int, int]) -> list[str]:
    """Return heights and widths, or one number for each where they are equal in all."""
    square = all(height == width for height, width in sizes)
    return [str(size[0]) if square else dimensions(size) for size in sizes]


def side_text(size: tuple[int, int]) -> str:
    """Return a height and width, or one number where they are equal."""
    return side_texts(size)[0]


def layer_words(layer: Layer) -> str:
    """Return what a layer is, with its numbers."""
    told = _NAMES[layer.kind](layer)
    return f"{told}, ×{layer.times}" if layer.times > 1 else told


def layer_name(layer: Layer) -> str:
    """Return what a layer is, with its kernel alone."""
    window = Layer(layer.kind, kernel=layer.kernel, times=layer.times)
    return layer_words(window if layer.kernel > 1 or layer.kind in CONVOLUTIONS else layer)


def _windowed(name: str, layer: Layer) -> str:
    """Return a name with kernel, stride and padding, those that are not the usual ones."""
    parts = [f"{name} {layer.kernel} × {layer.kernel}"]
    if layer.stride > 1:
        parts.append(_("stride {number}", number=layer.stride))
    if layer.same:
        parts.append("SAME")
    elif any(layer.padding):
        first, last = layer.padding
        cells = str(first) if first == last else f"{first} + {last}"
        parts.append(_("padding {number}", number=cells))
    if layer.output_padding:
        parts.append(_("output padding {number}", number=layer.output_padding))
    if layer.dilation > 1:
        parts.append(_("dilation {number}", number=layer.dilation))
    if layer.ceil:
        parts.append(_("rounds up"))
    if layer.fixed:
        parts.append(_("fixed bilinear"))
    return ", ".join(parts)


_MODES = {
    "nearest": N_("nearest neighbour"),
    "bilinear": N_("bilinear"),
    "bicubic": N_("bicubic"),
}


def _crop(layer: Layer) -> str:
    if layer.offset is None:
        return _("crop to the size of {name}", name=layer.name)
    return _("crop from cell {number}", number=layer.offset)


_NAMES: dict[str, Callable[[Layer], str]] = {
    "conv": lambda one: _windowed(_("convolution"), one),
    "res": lambda one: _windowed(_("residual block"), one),
    "convt": lambda one: _windowed(_("transposed convolution"), one),
    "maxpool": lambda one: _windowed(_("max pooling"), one),
    "avgpool": lambda one: _windowed(_("average pooling"), one),
    "unpool": lambda one: _windowed(_("unpooling"), one),
    "up": lambda one: f"{_(_MODES[one.mode])} ×{one.factor}",
    "resize": lambda one: _(
        "{mode} to the size of {name}", mode=_(_MODES[one.mode]), name=one.name
    ),
    "shuffle": lambda one: _("pixel shuffle ×{number}", number=one.factor),
    "unshuffle": lambda one: _("pixel unshuffle ×{number}", number=one.factor),
    "dense": lambda one: _("dense layer to {size}", size=dimensions(one.shape)),
    "blur": lambda one: _("filter {taps}", taps=", ".join(map(str, one.taps))),
    "join": lambda one: _("1 × 1 convolution of {name}", name=one.name),
    "skip": lambda one: one.name,
    "crop": _crop,
    "returns": lambda one: f"×{one.factor}",
}
