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
        "Names every pixel by convolutions alone. One fixed bilinear layer brings back all five "
        "halvings; a border of 100 cells makes every size fit, and a crop takes it off."
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
    "deeplabv3plus": N_(
        "Looks at the coarse map at several dilations side by side, then resizes to the skip, and "
        "to the picture: by size, not by factor, so every size fits. Exact for 16k + 1."
    ),
    "pspnet": N_(
        "Averages the coarse map over 1, 4, 9 and 36 parts, and resizes each mean to the map. At "
        "the end ×8 between the cells: 60 become 59·8 + 1 = 473, so n − 1 must divide by 8. Its "
        "program for tests pads pictures to a size that does."
    ),
    "fpn": N_(
        "Repeats pixels on the way up and adds what the same level knew, by a 1 × 1 convolution; "
        "every level is an output. The 3 × 3 convolution behind reduces aliasing."
    ),
    "dssd321": N_(
        "Goes down to one cell. Back up each transposed convolution is chosen so that its size "
        "meets the level's: 1, 3, 5, 10, 20, 40. What meets is multiplied."
    ),
    "dssd513": N_("As DSSD-321, from a picture that halves to 2, then 1: six levels, all doubled."),
    "yolov3": N_(
        "Five halvings by convolutions that round up; then ×2 by repeating pixels, twice, beside "
        "the map of the same level. It finds things at 13, 26 and 52 cells."
    ),
    "hourglass": N_(
        "Four poolings down and four repetitions up; at each level a block beside keeps what is "
        "fine, and is added. Here one of the hourglasses that stand one behind another."
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
    "stylegan": N_(
        "PGGAN's repetition, with the filter 1, 2, 1 behind it: together about bilinear. Noise and "
        "a style change values, not sizes. From 128 on its code fuses repetition and convolution."
    ),
    "stylegan2": N_(
        "A kernel of 3 at stride 2 is uneven; the fixed filter 1, 3, 3, 1 behind it makes the sums "
        "of the phases equal again. The pictures that each level adds on its way are left out."
    ),
    "ddpm32": N_(
        "A U-Net that keeps every level three times. Its padding is SAME, which rounds up; its "
        "code insists that each half is exact."
    ),
    "ddpm256": N_("The same for larger pictures: six levels, from 256 down to 8."),
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
    "fsrcnn_4": N_("Enlarges last, by a kernel of 9 at stride 4: three taps and two."),
    "espcn": N_("Convolves at low resolution; the last layer's channels become pixels."),
    "srgan": N_("Sixteen blocks at low resolution, then two pixel shuffles."),
    "edsr": N_("More channels and blocks than SRGAN's, and no normalisation; shuffles at the end."),
    "rrdbnet": N_(
        "Blocks within blocks at low resolution: each convolution sees all maps before it. Then "
        "pixels are repeated and convolved, twice: no shuffles."
    ),
    "sr3": N_(
        "Enlarges first, ×8 by bicubic interpolation, and lays noise beside it; then a U-Net takes "
        "the noise away, in many steps. Here one of them."
    ),
}

ENOUGH = {
    "any": N_("It takes any size."),
    "tile": N_("The paper asks for tiles for which every pooling sees an even size."),
    "pad_map": N_("Its code pads the enlarged map to the size of the skip."),
    "pad_picture": N_("Its code pads the picture beforehand."),
    "pin": N_("Its code pins sizes: a layer is told its height and width, or it aborts."),
    "refuse": N_("Its code stops with an error."),
    "empty": N_("Its code gives the layer that joins a size of 0: it neither crops nor pads."),
    "other_size": N_("Its code does not complain: what comes out has another size."),
    "one_size": N_("Its code is written for its published size alone."),
    "fixed": N_("It is made for this size alone."),
}
"""What the code of a network does with other sizes, by `OTHERWISE`."""

SIZE_NAMES = {
    "published": N_("as published"),
    "described": N_("as described"),
    "example": N_("an example"),
}
"""What the size is called for which a network is shown, by `SIZED`."""

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


DECODER_KINDS = {
    "kept": N_("Its own layers"),
    "transposed_uneven": N_("Transposed, K = r + 1"),
    "transposed_even": N_("Transposed, K = 2r"),
    "nearest": N_("Nearest, then convolution"),
    "bilinear": N_("Bilinear, then convolution"),
    "sub_pixel": N_("Sub-pixel"),
    "sub_pixel_icnr": N_("Sub-pixel, ICNR"),
}
"""What the layers of a decoder are, by `REPLACEMENTS`; r is the factor of each."""

DECODER_STARTS = {"noise": N_("Noise"), "cat": N_("A picture")}
"""What goes into a decoder: noise, or a sample picture."""


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
    window = Layer(layer.kind, kernel=layer.kernel, times=layer.times, middle=layer.middle)
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
    if layer.kind == "bottleneck":
        parts.append(_("{number} channels within", number=layer.middle))
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


def _mode(layer: Layer) -> str:
    """Return how a layer interpolates; of nearest neighbours corners change nothing."""
    told = _(_MODES[layer.mode])
    aligned = layer.corners and layer.mode != "nearest"
    return _("{mode} with aligned corners", mode=told) if aligned else told


def _up(layer: Layer) -> str:
    told = f"{_mode(layer)} ×{layer.factor}"
    return _("{layer}, between the cells", layer=told) if layer.between else told


_NAMES: dict[str, Callable[[Layer], str]] = {
    "conv": lambda one: _windowed(_("convolution"), one),
    "res": lambda one: _windowed(_("residual block"), one),
    "bottleneck": lambda one: _windowed(_("bottleneck block"), one),
    "convt": lambda one: _windowed(_("transposed convolution"), one),
    "maxpool": lambda one: _windowed(_("max pooling"), one),
    "avgpool": lambda one: _windowed(_("average pooling"), one),
    "unpool": lambda one: _windowed(_("unpooling"), one),
    "up": _up,
    "resize": lambda one: _("{mode} to the size of {name}", mode=_mode(one), name=one.name),
    "shuffle": lambda one: _("pixel shuffle ×{number}", number=one.factor),
    "unshuffle": lambda one: _("pixel unshuffle ×{number}", number=one.factor),
    "dense": lambda one: _("dense layer to {size}", size=dimensions(one.shape)),
    "bins": lambda one: _("means of {size} parts", size=dimensions((one.bins, one.bins))),
    "noise": lambda _one: _("noise"),
    "adain": lambda one: _("style of {number} numbers (AdaIN)", number=one.style),
    "from": lambda one: _("on from {name}", name=one.name),
    "blur": lambda one: _("filter {taps}", taps=", ".join(map(str, one.taps))),
    "join": lambda one: _("1 × 1 convolution of {name}", name=one.name),
    "skip": lambda one: one.name,
    "crop": _crop,
    "returns": lambda one: f"×{one.factor}",
}
