"""Overlap of upsampling layers and of whole decoders, against arrays of ones."""

import numpy as np
import pytest

import upsample_core as core
from upsample_core.networks import NETWORKS, read_chain, stacked, upsamplings


def counted(text, size=48):
    """Paths to each output along an axis in the middle, by ones sent through layers of ones."""
    x, kept = np.ones((1, 1, size)), {}
    period = 1
    for layer in read_chain(text).layers:
        weight = np.ones((1, 1, layer.kernel))
        if layer.kind == "convt":
            x = core.conv_transpose1d(x, weight, layer.stride, layer.padding[0])
            period *= layer.stride
        elif layer.kind == "up":
            x = core.conv_transpose1d(x, np.ones((1, 1, layer.factor)), layer.factor)
            period *= layer.factor
        elif layer.kind == "skip":
            kept[layer.name] = x
        elif layer.kind == "from":
            x = kept[layer.name]
        elif layer.kind == "join":
            x = x + kept[layer.name]
        elif layer.kind == "res":
            for _time in range(layer.times):
                x = x + core.conv1d(core.conv1d(x, weight, padding=1), weight, padding=1)
        else:
            x = core.conv1d(x, weight, layer.stride, layer.padding[0], layer.dilation)
            period = max(period // layer.stride, 1)
    middle = x[0, 0, x.shape[-1] // 2 // period * period :][:period]
    return middle.astype(int).tolist()


@pytest.mark.parametrize(
    "text",
    [
        "convt 1 k3 s2",
        "convt 1 k5 s2 p2\nconvt 1 k5 s2 p2",
        "convt 1 k3 s2\nconv 1 k3\nconvt 1 k3 s2\nconv 1 k7",
        "up x2 nearest\nconv 1 k3\nconvt 1 k4 s3",
        "convt 1 k2 s3\nconv 1 k2 d2",
        "up x2 nearest\nskip a\nconv 1 k3 p1\njoin a add",
        "convt 1 k3 s2 p1\nskip a\nconv 1 k5 p2\njoin a cat\nconvt 1 k5 s2 p1\nres 1 k3 x2",
        "convt 1 k3 s2\nskip a\nconv 1 k3 d2 p2\nskip b\nfrom a\nconv 1 k1\njoin b mul",
        "up x2\nconvt 1 k5 s3 p2\nskip a\nrepeat 3\nskip b\nconv 1 k3 p1\njoin b add\nend",
    ],
)
def test_stacked_paths_are_as_many_as_ones_add_up_to(text):
    assert list(stacked(read_chain(text))) == counted(text)


def test_a_crop_moves_the_phases_of_what_was_kept():
    text = "convt 1 k3 s3 p1\nconvt 1 k5 s2 p2"
    first = counted(text)
    slid = [first[place - 1] + first[place] for place in range(6)]
    found = stacked(read_chain(f"{text}\nskip a\nconv 1 k2 p1\njoin a add crop1"))
    assert list(found) == [slid[place] + first[(place + 1) % 6] for place in range(6)]


def test_a_skip_from_the_encoder_brings_one_path_to_each_cell():
    counts = stacked(read_chain("skip a\nmaxpool k2\nconvt 1 k3 s2 p1 op1\njoin a cat\nconv 1 k1"))
    assert counts == (2, 3)
    alone = stacked(read_chain("maxpool k2\nconvt 1 k3 s2 p1 op1\nconv 1 k1"))
    assert alone == (1, 2)
    lateral = "conv 1 k3 s2 p1\nskip a\nconvt 1 k3 s2\nskip d\nfrom a\nconv 1 k3 p1\njoin d mul"
    assert stacked(read_chain(lateral)) == (5, 4)


def test_an_interpolation_counts_as_the_support_of_its_weights():
    assert stacked(read_chain("up x2 bilinear")) == (2, 2)
    assert stacked(read_chain("convt 1 k3 s2\nup x2 bicubic")) == (6, 6, 6, 6)
    assert stacked(read_chain("convt 1 k3 s2\nup x2 bilinear between")) == (3, 3, 3, 3)
    assert stacked(read_chain("convt 4 k3 s2\nshuffle 2")) == (2, 2, 1, 1)


def test_decoders_as_a_whole():
    assert len(set(stacked(NETWORKS["dcgan_pytorch"].chain))) == 1
    dcgan = stacked(NETWORKS["dcgan"].chain)
    assert len(dcgan) == 16
    assert max(dcgan) > min(dcgan)
    # Further convolutions soften the pattern, and do not remove it.
    assert len(set(stacked(NETWORKS["cyclegan"].chain))) > 1


@pytest.mark.parametrize(
    "text", ["conv 3 k3", "skip a\nmaxpool k2\nunpool a k2", "up x2\nbins 3", "res 8 k3"]
)
def test_where_paths_cannot_be_counted_nothing_is_said(text):
    assert stacked(read_chain(text)) is None


def test_any_number_of_paths_is_counted_but_not_any_number_of_phases():
    many, few = stacked(read_chain("convt 3 k3 s2\nconv 3 k127 x60"))
    assert abs(many - few) == 1
    assert many + few == 3 * 127**60
    assert stacked(read_chain("up x32\nconvt 3 k33 s32\nup x2")) is None


def test_a_stride_behind_an_upsampling_takes_phases_away():
    assert stacked(read_chain("convt 1 k3 s2\nup x2\nconv 1 k1 s2")) == (2, 1)


def test_a_filter_that_does_not_even_the_sums_does_not_help():
    (one,) = upsamplings(read_chain("convt 1 k3 s2\nblur 1,2,2 p1"))
    assert one.verdict == "uneven"
    assert one.matters
    (other,) = upsamplings(read_chain("convt 1 k3 s2\nblur 1,2,1 p1"))
    assert (other.verdict, other.sums) == ("filtered", (6, 6))


def test_nearest_and_a_convolution_are_a_transposed_convolution():
    (one,) = upsamplings(read_chain("up x2 nearest\nconv 1 k3 p1"))
    assert (one.kernel, one.stride, one.verdict) == (4, 2, "interpolated")
    kernel = np.array([1.0, 5.0, 2.0])
    fused = np.convolve(kernel[::-1], [1, 1])
    x = np.random.default_rng(1).random((1, 1, 9))
    apart = core.conv1d(np.repeat(x, 2, -1), kernel[None, None], 1, 1)
    np.testing.assert_allclose(core.conv_transpose1d(x, fused[None, None], 2, 1), apart)


def test_a_convolution_and_a_shuffle_have_the_reach_of_a_transposed_convolution():
    (one,) = upsamplings(read_chain("conv 9 k3 p1\nshuffle 3"))
    assert (one.kernel, one.stride, one.counts) == (9, 3, (3, 3, 3))
    (alone,) = upsamplings(read_chain("input 4\nshuffle 2"))
    assert (alone.kernel, alone.stride) == (2, 2)
