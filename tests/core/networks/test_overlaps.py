"""Overlap of upsampling layers and of whole decoders, against arrays of ones."""

import numpy as np
import pytest

import upsample_core as core
from upsample_core.networks import NETWORKS, read_chain, stacked, upsamplings


def counted(text, size=48):
    """Paths to each output along an axis in the middle, by ones sent through layers of ones."""
    x = np.ones((1, 1, size))
    period = 1
    for layer in read_chain(text).layers:
        weight = np.ones((1, 1, layer.kernel))
        if layer.kind == "convt":
            x = core.conv_transpose1d(x, weight, layer.stride, layer.padding[0])
            period *= layer.stride
        elif layer.kind == "up":
            x = core.conv_transpose1d(x, np.ones((1, 1, layer.factor)), layer.factor)
            period *= layer.factor
        else:
            x = core.conv1d(x, weight, 1, 0, layer.dilation)
    middle = x[0, 0, x.shape[-1] // 2 :][:period]
    return sorted(middle.astype(int).tolist())


@pytest.mark.parametrize(
    "text",
    [
        "convt 1 k3 s2",
        "convt 1 k5 s2 p2\nconvt 1 k5 s2 p2",
        "convt 1 k3 s2\nconv 1 k3\nconvt 1 k3 s2\nconv 1 k7",
        "up x2 nearest\nconv 1 k3\nconvt 1 k4 s3",
        "convt 1 k2 s3\nconv 1 k2 d2",
    ],
)
def test_stacked_paths_are_as_many_as_ones_add_up_to(text):
    assert sorted(stacked(read_chain(text))) == counted(text)


def test_decoders_as_a_whole():
    assert len(set(stacked(NETWORKS["dcgan_pytorch"].chain))) == 1
    dcgan = stacked(NETWORKS["dcgan"].chain)
    assert len(dcgan) == 16
    assert max(dcgan) > min(dcgan)
    # Further convolutions soften the pattern, and do not remove it.
    assert len(set(stacked(NETWORKS["cyclegan"].chain))) > 1


@pytest.mark.parametrize(
    "text", ["conv 3 k3", "skip a\nmaxpool k2\nunpool a k2", "up x2\nconv 1 k3 s2", "res 8 k3"]
)
def test_where_paths_cannot_be_counted_nothing_is_said(text):
    assert stacked(read_chain(text)) is None


def test_too_many_paths_are_not_counted():
    assert stacked(read_chain("convt 3 k3 s2\nconv 3 k127 x60")) is None


def test_too_many_paths_before_the_first_uneven_layer_are_no_matter():
    assert stacked(read_chain("up x2\nconv 3 k128 x60")) == (1, 1)
    assert stacked(read_chain("up x2\nconv 3 k128 x60\nconvt 3 k3 s2")) == (2, 1, 2, 1)


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
