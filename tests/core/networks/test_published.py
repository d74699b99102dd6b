"""Published networks: their sizes, crops, rules and counts of weights, as they are published."""

import numpy as np
import pytest

from upsample_core.networks import (
    NETWORKS,
    SIZED,
    fitting_rule,
    plan,
    reach,
    read_chain,
    upsamplings,
)
from upsample_core.networks.fitting import which_fit

SIZES = {
    "fcn32s": [500, 698, 349, 175, 88, 44, 22, 16, 544, 500],
    "unet": [572, 568, 284, 280, 140, 136, 68, 64, 32, 28, 56, 52, 104, 100, 200, 196, 392, 388],
    "deconvnet": [224, 112, 56, 28, 14, 7, 1, 7, 14, 28, 56, 112, 224],
    "deeplabv3plus": [513, 257, 129, 65, 33, 1, 33, 129, 513],
    "pspnet": [473, 237, 119, 60, 1, 60, 2, 60, 3, 60, 6, 60, 473],
    "fpn": [800, 400, 200, 100, 50, 25, 50, 100, 200],
    "dssd321": [321, 161, 80, 40, 20, 10, 5, 3, 1, 3, 5, 10, 20, 40],
    "dssd513": [513, 257, 128, 64, 32, 16, 8, 4, 2, 1, 2, 4, 8, 16, 32, 64],
    "yolov3": [416, 208, 104, 52, 26, 13, 26, 52],
    "hourglass": [256, 128, 64, 32, 16, 8, 4, 8, 16, 32, 64],
    "ddpm32": [32, 16, 8, 4, 8, 16, 32],
    "ddpm256": [256, 128, 64, 32, 16, 8, 16, 32, 64, 128, 256],
    "stylegan": [4, 8, 16, 32, 64, 128, 256, 512, 1024],
    "rrdbnet": [96, 192, 384],
    "sr3": [16, 128, 64, 32, 16, 8, 16, 32, 64, 128],
    "dcgan": [1, 4, 8, 16, 32, 64],
    "dcgan_pytorch": [1, 4, 8, 16, 32, 64],
    "vae": [64, 32, 16, 8, 4, 2, 1, 2, 4, 8, 16, 32, 64],
    "pix2pix": [256, 128, 64, 32, 16, 8, 4, 2, 1, 2, 4, 8, 16, 32, 64, 128, 256],
    "cyclegan": [256, 128, 64, 128, 256],
    "pggan": [1, 4, 8, 16, 32, 64, 128, 256, 512, 1024],
    "stylegan2": [4, 9, 8, 17, 16, 33, 32, 65, 64, 129, 128, 257, 256, 513, 512, 1025, 1024],
    "ldm_vae": [512, 256, 128, 64, 128, 256, 512],
    "ldm_unet": [512, 256, 128, 64, 32, 16, 8, 16, 32, 64, 128, 256, 512],
    "srgan": [96, 192, 384],
    "edsr": [96, 192, 384],
}
"""Sizes where they change, at the published size."""


def changes(planned, axis=0):
    """The sizes along an axis, each where it changes; convolutions of U-Net in pairs."""
    sizes = [planned.size[axis]]
    for row in planned.rows:
        if row.after[axis] != sizes[-1]:
            sizes.append(row.after[axis])
    return sizes


@pytest.mark.parametrize("name", SIZES)
def test_published_sizes(name):
    network = NETWORKS[name]
    assert changes(plan(network.chain, network.size)) == SIZES[name]


@pytest.mark.parametrize("name", NETWORKS)
def test_every_network_takes_its_published_size(name):
    network = NETWORKS[name]
    planned = plan(network.chain, network.size)
    assert planned.stopped is None
    # SegNet's own code pins the two levels that do not fit.
    assert planned.fits == (name != "segnet")


def test_segnet_halves_with_ceil_and_breaks_at_the_two_pinned_levels():
    planned = plan(NETWORKS["segnet"].chain, (360, 480))
    assert changes(planned)[:6] == [360, 180, 90, 45, 23, 12]
    assert [(m.name, m.have, m.kept) for m in planned.breaks] == [
        ("pool5", (24, 30), (23, 30)),
        ("pool4", (46, 60), (45, 60)),
    ]


def middles(chain):
    """Where the middle of an output cell lies on the input: a slope and an offset, by layers.

    Crops that put cells over the inputs from which they come bring the offset back to 0. Caffe
    computes its offsets this way (coord_map.py).
    """
    slope, offset, kept, starts = 1.0, 0.0, {"input": (1.0, 0.0)}, []
    for layer in chain.layers:
        border = layer.padding[0]
        if layer.kind in ("conv", "maxpool"):
            offset += slope * ((layer.kernel - 1) / 2 - border)
            slope *= layer.stride
        elif layer.kind == "convt":
            slope /= layer.stride
            offset += slope * (border - (layer.kernel - 1) / 2)
        elif layer.kind == "skip":
            kept[layer.name] = (slope, offset)
        elif layer.kind in ("join", "crop"):
            other_slope, other = kept[layer.name]
            assert slope == other_slope
            # A join cuts the kept map, a crop the one that comes along.
            starts.append(((offset - other) if layer.kind == "join" else (other - offset)) / slope)
            offset = offset if layer.kind == "join" else other
    return starts


@pytest.mark.parametrize(
    ("name", "offsets"),
    [("fcn32s", [19]), ("fcn16s", [5, 27]), ("fcn8s", [5, 9, 31]), ("fcn_alexnet", [18])],
)
def test_crops_of_fcn_put_cells_over_the_inputs_from_which_they_come(name, offsets):
    chain = NETWORKS[name].chain
    written = [layer.offset for layer in chain.layers if layer.kind in ("join", "crop")]
    assert written == offsets
    assert middles(chain) == offsets


def test_crops_of_unet_are_those_of_the_figure():
    planned = plan(NETWORKS["unet"].chain, 572)
    assert [meeting.starts[0] for meeting in planned.meetings] == [4, 16, 40, 88]


RULES = {
    "fcn32s": (1, 1),
    "fcn16s": (1, 1),
    "fcn8s": (1, 1),
    "unet": (188, 16),
    "unet_padded": (16, 16),
    "segnet": (32, 32),
    "pix2pix": (256, 256),
    "cyclegan": (4, 4),
    "ldm_vae": (8, 8),
    "ldm_unet": (64, 64),
    "srgan": (1, 1),
    "deeplabv3plus": (1, 1),
    "pspnet": (1, 8),
    "ddpm32": (8, 8),
    "ddpm256": (32, 32),
    "rrdbnet": (1, 1),
    "dssd513": (507, 0),
    "fsrcnn_2": (1, 1),
}


@pytest.mark.parametrize("name", RULES)
def test_sizes_that_fit(name):
    assert fitting_rule(NETWORKS[name].chain)[:2] == RULES[name]


@pytest.mark.parametrize(
    ("name", "rule"), [("fpn", (29, 32, 4)), ("yolov3", (25, 32, 8)), ("hourglass", (63, 64, 4))]
)
def test_halving_that_rounds_up_takes_several_sizes_in_a_row(name, rule):
    """The last of each run, or the one behind its first, is the multiple that the codes ask for."""
    found = fitting_rule(NETWORKS[name].chain)
    assert (found.least, found.period, found.run) == rule
    assert (found.least + found.run - 1) // found.period * found.period in range(
        found.least, found.least + found.run
    )


def test_rules_are_what_they_say_for_every_size():
    for name, network in NETWORKS.items():
        rule = fitting_rule(network.chain)
        fitting = np.flatnonzero(which_fit(network.chain, np.arange(1, 641))) + 1
        assert len(fitting) == rule.found, name
        if rule.period:
            told = [n for n in range(rule.least, 641) if (n - rule.least) % rule.period < rule.run]
            assert fitting.tolist() == told, name


ODD = {
    ("fcn32s", 375): ([573, 287, 144, 72, 36, 18, 12, 416], []),
    ("fcn16s", 375): ([573, 287, 144, 72, 36, 18, 12], []),
    ("unet", 375): ([375, 371], [(4.5, 0), (42.5, 0), (93.5, 0)]),
    ("unet", 500): ([500, 496], [(4.5, 0)]),
    ("segnet", 375): ([375, 188, 94, 47, 24, 12], [(48, 47), (376, 375)]),
    ("segnet", 500): ([500, 250, 125, 63, 32, 16], [(64, 63), (126, 125)]),
    ("pix2pix", 375): ([375, 187, 93, 46, 23, 11, 5, 2, 1], [(4, 5)]),
    ("pix2pix", 500): ([500, 250, 125, 62, 31, 15, 7, 3, 1], [(2, 3)]),
    ("cyclegan", 375): ([375, 188, 94, 188, 376], [(376, 375)]),
    ("cyclegan", 500): ([500, 250, 125, 250, 500], []),
    ("ldm_vae", 375): ([375, 187, 93, 46, 92, 184, 368], [(368, 375)]),
    ("ldm_vae", 500): ([500, 250, 125, 62, 124, 248, 496], [(496, 500)]),
    ("yolov3", 375): ([375, 188, 94, 47, 24, 12], [(48, 47)]),
    ("yolov3", 500): ([500, 250, 125, 63, 32, 16], [(64, 63)]),
    ("yolov3", 400): ([400, 200, 100, 50, 25, 13], [(26, 25)]),
    ("fpn", 375): ([375, 188, 94, 47, 24, 12], [(48, 47)]),
    ("fpn", 500): ([500, 250, 125, 63, 32, 16], [(64, 63), (126, 125)]),
    ("pspnet", 375): ([375, 188, 94, 47], [(369, 375)]),
    ("pspnet", 500): ([500, 250, 125, 63], [(497, 500)]),
    ("deeplabv3plus", 375): ([375, 188, 94, 47, 24, 94, 375], []),
    ("deeplabv3plus", 500): ([500, 250, 125, 63, 32, 125, 500], []),
    ("dssd321", 300): ([300, 150, 75, 38, 19, 10, 5, 3, 1], [(19, 20)]),
    ("ldm_unet", 480): ([480, 240, 120, 60, 30, 15, 8], [(16, 15)]),
    ("ldm_unet", 375): ([375, 187, 93, 46, 23, 12], [(24, 23)]),
    ("ldm_unet", 500): ([500, 250, 125, 62, 31, 16, 8], [(32, 31)]),
}


@pytest.mark.parametrize(("name", "size"), ODD)
def test_odd_sizes_break_where_they_break_in_the_published_code(name, size):
    sizes, breaks = ODD[name, size]
    planned = plan(NETWORKS[name].chain, size)
    found = changes(planned)
    assert [one for one in sizes if one not in found] == []
    met = [(m.starts[0], 0) if m.fit == "crop" else (m.have[0], m.kept[0]) for m in planned.breaks]
    assert met[: len(breaks)] == breaks
    assert bool(met) == bool(breaks)


@pytest.mark.parametrize(("size", "upscored"), [(375, (416, 432, 440)), (500, (544, 560, 568))])
def test_fcn_takes_any_size(size, upscored):
    for name, large in zip(("fcn32s", "fcn16s", "fcn8s"), upscored, strict=True):
        planned = plan(NETWORKS[name].chain, size)
        crop = next(meeting for meeting in planned.meetings if meeting.kind == "crop")
        assert (crop.have[0], planned.output[0], planned.fits) == (large, size, True)


def test_a_size_is_called_published_only_where_it_was_read():
    told = {name: network.sized for name, network in NETWORKS.items()}
    assert set(told.values()) == set(SIZED)
    assert told["segnet"] == "described"  # the size of its input is from memory
    for network in NETWORKS.values():
        assert network.sized != "example" or network.otherwise in ("any", "pad_map")


def test_the_padded_unet_pads_maps_where_sizes_are_odd():
    planned = plan(NETWORKS["unet_padded"].chain, (375, 500))
    assert planned.fits
    joins = [meeting for meeting in planned.meetings if meeting.kind == "join"]
    uneven = {m.name: (m.have, m.kept) for m in joins if m.have != m.kept}
    assert uneven == {
        "c": ((92, 124), (93, 125)),
        "b": ((186, 250), (187, 250)),
        "a": ((374, 500), (375, 500)),
    }


def test_hourglass_needs_multiples_of_64_or_what_rounds_to_them():
    chain = NETWORKS["hourglass"].chain
    assert plan(chain, 320).fits
    broken = plan(chain, 300).breaks[0]
    assert (broken.name, broken.have, broken.kept) == ("beside_d", (8, 8), (9, 9))


def test_yolo_breaks_where_it_breaks_in_darknet():
    """At 400 already at the first join, at 375 at the second."""
    names = [plan(NETWORKS["yolov3"].chain, size).breaks[0].name for size in (400, 375)]
    assert names == ["l61", "l36"]


WEIGHTS = {"srcnn": 8_032, "fsrcnn_2": 12_464, "fsrcnn_3": 12_464}
"""As the papers count them: weights alone."""


@pytest.mark.parametrize("name", WEIGHTS)
def test_weights_are_as_many_as_the_paper_says(name):
    assert plan(NETWORKS[name].chain, 32).weights == WEIGHTS[name]


def test_weights_by_hand():
    dcgan = 16 * (100 * 512 + 512 * 256 + 256 * 128 + 128 * 64 + 64 * 3)
    assert plan(NETWORKS["dcgan_pytorch"].chain, 1).weights == dcgan
    blocks = 9 * 64 * 64 * (2 * 16 + 1)
    ends = 81 * 3 * 64 * 2
    assert plan(NETWORKS["srgan"].chain, 8).weights == blocks + ends + 2 * 9 * 64 * 256


def test_the_field_of_vgg_as_it_is_known():
    """404 cells up to fc7; the two by two cells of its map that are interpolated add 32."""
    assert reach(plan(NETWORKS["fcn32s"].chain, 500)).size == (436, 436)


def test_weights_of_darknet_and_of_residual_networks_by_hand():
    """Darknet-53: 52 convolutions, in pairs 1 × 1 and 3 × 3 behind each halving."""
    pairs = {64: 1, 128: 2, 256: 8, 512: 8, 1024: 4}
    body = 27 * 32 + sum(9 * c // 2 * c + n * (c // 2 * c * 10) for c, n in pairs.items())
    planned = plan(NETWORKS["yolov3"].chain, 416)
    until = next(row.place for row in planned.rows if row.after == (13, 13))
    rows = planned.rows[: until + 1 + 4 * 4]
    assert sum(row.weights for row in rows) == body
    resnet = "conv 64 k7 s2 p3\nmaxpool k3 s2 p1\nbottleneck 256 k3 x3\nbottleneck 512 k3 s2 x4\n"
    resnet += "bottleneck 1024 k3 s2 x6\nbottleneck 2048 k3 s2 x3\nbins 1\nconv 1000 k1"
    # ResNet-50 has 25,557,032 parameters: 53,120 of normalisation, 1000 biases.
    assert plan(read_chain(resnet), 224).weights == 25_557_032 - 53_120 - 1000
    dense = 9 * 32 * (64 + 96 + 128 + 160) + 9 * 192 * 64
    ends = 9 * (3 * 64 * 2 + 4 * 64 * 64)
    assert plan(NETWORKS["rrdbnet"].chain, 24).weights == 69 * dense + ends


VERDICTS = {
    "fcn32s": {(64, 32, "bilinear")},
    "fcn_alexnet": {(63, 32, "bilinear")},
    "unet": {(2, 2, "even")},
    "segnet": {(0, 2, "unpooled")},
    "dcgan": {(5, 2, "uneven")},
    "dcgan_pytorch": {(4, 2, "even")},
    "vae": {(3, 2, "uneven")},
    "pix2pix": {(4, 2, "even")},
    "cyclegan": {(3, 2, "uneven")},
    "pggan": {(4, 2, "interpolated")},
    "stylegan2": {(3, 2, "filtered")},
    "fsrcnn_2": {(9, 2, "uneven")},
    "fsrcnn_3": {(9, 3, "even")},
    "fsrcnn_4": {(9, 4, "uneven")},
    "stylegan": {(4, 2, "interpolated")},
    "dssd321": {(2, 2, "even")},
    "hourglass": {(2, 2, "interpolated")},
    "rrdbnet": {(4, 2, "interpolated")},
    "espcn": {(9, 3, "shuffled")},
    "edsr": {(6, 2, "shuffled")},
}


@pytest.mark.parametrize("name", VERDICTS)
def test_verdicts_on_overlap(name):
    found = upsamplings(NETWORKS[name].chain)
    assert {(each.kernel, each.stride, each.verdict) for each in found} == VERDICTS[name]


def test_why_uneven_overlap_does_not_matter_there():
    (alexnet,) = upsamplings(NETWORKS["fcn_alexnet"].chain)
    assert set(alexnet.counts) == {1, 2}
    np.testing.assert_allclose(alexnet.sums, 1)
    first = upsamplings(NETWORKS["stylegan2"].chain)[0]
    assert (first.counts, first.sums) == ((2, 1), (12, 12))
