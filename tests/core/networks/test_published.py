"""Published networks: their sizes, crops, rules and counts of weights, as they are published."""

import numpy as np
import pytest

from upsample_core.networks import NETWORKS, fitting_rule, plan, reach, upsamplings

SIZES = {
    "fcn32s": [500, 698, 349, 175, 88, 44, 22, 16, 544, 500],
    "unet": [572, 568, 284, 280, 140, 136, 68, 64, 32, 28, 56, 52, 104, 100, 200, 196, 392, 388],
    "deconvnet": [224, 112, 56, 28, 14, 7, 1, 7, 14, 28, 56, 112, 224],
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
    "fsrcnn_2": (1, 1),
}


@pytest.mark.parametrize("name", RULES)
def test_sizes_that_fit(name):
    assert fitting_rule(NETWORKS[name].chain)[:2] == RULES[name]


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
