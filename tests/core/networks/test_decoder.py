"""Decoders that run: what belongs to one, what replaces its upsampling, and what it draws."""

import numpy as np
import pytest

from upsample_core import ParameterError, conv2d, conv_transpose2d, interpolate
from upsample_core.analysis import artifact_score
from upsample_core.networks import (
    NETWORKS,
    REPLACEMENTS,
    Chain,
    decoder_chain,
    decoder_plan,
    decoder_side,
    decoder_start,
    noise_map,
    picture_map,
    plan,
    read_chain,
    run_decoder,
    run_plan,
)


def made(chain, x, *arguments):
    """The last map of a decoder."""
    *_before, last = run_decoder(chain, x, *arguments)
    return last.values


@pytest.mark.parametrize("kind", REPLACEMENTS)
def test_every_decoder_can_be_planned_with_every_kind(kind):
    for name, network in NETWORKS.items():
        side = decoder_side(network.chain, 256, kind)
        planned = decoder_plan(network.chain, side, kind)
        assert planned.fits, name
        assert planned.rows[-1].channels == 3, name
        assert 200 <= planned.output[0] <= 256, name
        assert side >= 6, name


@pytest.mark.parametrize("name", ["fcn8s", "unet", "segnet", "dcgan", "stylegan2", "ldm_vae"])
def test_what_a_decoder_makes_is_as_large_as_planned_at_every_layer(name):
    chain = NETWORKS[name].chain
    side = decoder_side(chain, 100)
    planned = decoder_plan(chain, side)
    ran = list(run_decoder(chain, noise_map(side)))
    assert [one.values.shape for one in ran] == [(r.channels, *r.after) for r in planned.rows]
    assert [one.done for one in ran] == list(range(1, ran[-1].total + 1))
    assert ran[-1].values.std() > 0


def test_a_decoder_begins_at_the_first_upsampling_after_the_last_reduction():
    chain = read_chain(
        "up x2\nconv 8 k3 s2 p1\nskip a\nconv 8 k3 p1\nskip b\nup x2\njoin a add proj8\njoin b cat"
    )
    assert decoder_start(chain) == 5
    assert [layer.kind for layer in decoder_chain(chain).layers] == ["conv", "up", "conv"]


def test_a_decoder_that_enlarges_by_more_than_32_begins_later():
    for name, line in (("pggan", 10), ("pix2pix", 23)):
        chain = NETWORKS[name].chain
        assert chain.layers[decoder_start(chain)].line == line


def test_a_branch_of_the_encoder_does_not_belong_to_the_decoder():
    chain = read_chain(
        "conv 8 k3 s2 p1\nskip e\nconv 8 k3 s2 p1\nconvt 8 k2 s2\nskip d\nfrom e\nconv 8 k1\n"
        "skip f\nconv 8 k3 p1\njoin d mul\nconv 8 k3 p1\njoin d add\njoin f cat"
    )
    told = [(layer.kind, layer.name) for layer in decoder_chain(chain).layers]
    assert told == [
        ("conv", ""), ("convt", ""), ("skip", "d"), ("from", "d"), ("conv", ""), ("join", "d")
    ]  # fmt: skip
    assert made(chain, noise_map(5)).shape == (3, 10, 10)


def test_the_convolution_before_a_shuffle_belongs_to_it():
    small = decoder_chain(NETWORKS["edsr"].chain, channels=5)
    told = [(layer.kind, layer.channels) for layer in small.layers]
    assert told == [
        ("conv", 5), ("conv", 20), ("shuffle", 0), ("conv", 20), ("shuffle", 0), ("conv", 3)
    ]  # fmt: skip


REPLACED = {
    "transposed_uneven": [("conv", 1), ("convt", 3), ("conv", 3)],
    "transposed_even": [("conv", 1), ("convt", 4), ("conv", 3)],
    "nearest": [("conv", 1), ("up", 1), ("conv", 3), ("conv", 3)],
    "sub_pixel": [("conv", 1), ("conv", 3), ("shuffle", 1), ("conv", 3)],
}


@pytest.mark.parametrize("kind", REPLACED)
def test_an_upsampling_is_replaced_with_what_belongs_to_it(kind):
    chain = read_chain("convt 8 k3 s2\nblur 1,3,3,1 p1\nconv 8 k3 p1")
    told = [(layer.kind, layer.kernel) for layer in decoder_chain(chain, kind).layers]
    assert told == REPLACED[kind]
    other = read_chain("up x2 nearest\nconv 8 k3 p1 x2")
    assert [(one.kind, one.kernel) for one in decoder_chain(other, kind).layers] == told


@pytest.mark.parametrize("factor", [2, 3, 4, 7])
@pytest.mark.parametrize("kind", REPLACEMENTS[1:])
def test_what_replaces_enlarges_by_the_same_factor(factor, kind):
    chain = read_chain(f"convt 8 k{factor} s{factor}")
    assert decoder_plan(chain, 9, kind).output == (9 * factor, 9 * factor)


def test_random_weights_are_those_of_the_seed():
    chain, x = NETWORKS["dcgan"].chain, noise_map(4, 2)
    np.testing.assert_array_equal(made(chain, x, 5), made(chain, x, 5))
    assert np.abs(made(chain, x, 5) - made(chain, x, 6)).max() > 0.01
    assert np.abs(noise_map(4, 2) - noise_map(4, 3)).max() > 0.1


def test_uneven_overlap_is_seen_and_interpolation_draws_no_pattern():
    chain = NETWORKS["dcgan"].chain
    scores = {
        kind: np.mean(
            [artifact_score(made(chain, noise_map(8, s), s, 8, kind), 16) for s in (0, 1)]
        )
        for kind in ("kept", "transposed_uneven", "nearest", "sub_pixel", "sub_pixel_icnr")
    }
    calm = max(scores["nearest"], scores["sub_pixel_icnr"])
    assert min(scores["kept"], scores["transposed_uneven"], scores["sub_pixel"]) > 2 * calm


def test_the_run_is_the_operations_one_after_another():
    """One channel and seeded weights: taken out by runs on single ones, then applied by hand."""
    x = np.random.default_rng(3).normal(size=(1, 6, 7))
    one = np.zeros((1, 9, 9))
    one[0, 4, 4] = 1

    def ran(text, values):
        chain = read_chain(f"input 1\n{text}")
        *_before, last = run_plan(plan(chain, values.shape[1:]), values, 8)
        return last.values

    kernel = ran("conv 1 k3 p1", one)[0, 3:6, 3:6][::-1, ::-1]
    wanted = conv2d(x[None], kernel[None, None], padding=1)[0]
    np.testing.assert_allclose(ran("conv 1 k3 p1", x), wanted, rtol=1e-4, atol=1e-5)
    taps = ran("convt 1 k3 s3", one)[0, 12:15, 12:15]
    wanted = conv_transpose2d(x[None], taps[None, None], stride=3)[0]
    np.testing.assert_allclose(ran("convt 1 k3 s3", x), wanted, rtol=1e-4, atol=1e-5)
    wanted = interpolate(x[None], scale_factor=2, mode="bilinear")[0]
    np.testing.assert_allclose(ran("up x2 bilinear", x), wanted, rtol=1e-5, atol=1e-6)
    # A sum with what was kept; behind weights a ReLU, but not behind the last.
    np.testing.assert_allclose(ran("skip a\njoin a add", x), 2 * x, rtol=1e-6)
    assert ran("conv 1 k3 p1", x).min() < 0 <= ran("conv 1 k3 p1\nskip a", x).min()


def test_unpooling_goes_by_the_switches_or_anywhere():
    x = np.random.default_rng(1).normal(size=(3, 8, 12))
    chain = read_chain("skip a\nmaxpool k2\nunpool a k2")
    *_before, last = run_plan(plan(chain, (8, 12)), x)
    kept = last.values != 0
    np.testing.assert_allclose(last.values[kept], x[kept], rtol=1e-6)
    assert kept.sum() == x.size // 4
    anywhere = made(chain, noise_map(8), 0, 3)
    assert anywhere.shape == (3, 16, 16)
    assert all((anywhere[:, i::2, j::2] != 0).any() for i in (0, 1) for j in (0, 1))


def test_pictures_are_brought_down_by_their_means():
    picture = np.random.default_rng(0).random((12, 30, 3))
    small = picture_map(picture, 4)
    np.testing.assert_allclose(small[:, 0, 0], picture[:3, 9:12].mean(axis=(0, 1)))
    np.testing.assert_allclose(picture_map(picture[..., 0], 4)[2], small[0])


REFUSED = [
    (lambda: run_decoder(read_chain("conv 8 k3"), noise_map(4)), "layer that upsamples"),
    (lambda: run_decoder(NETWORKS["dcgan"].chain, noise_map(17)), "at most 256 cells come out"),
    (lambda: run_decoder(NETWORKS["dcgan"].chain, np.zeros((3, 4, 5))), r"shape \(3, side, side\)"),
    (lambda: run_decoder(NETWORKS["dcgan"].chain, noise_map(4), -1), "seed"),
    (lambda: run_decoder(NETWORKS["dcgan"].chain, noise_map(4), 0, 33), "channels"),
    (lambda: run_decoder(NETWORKS["dcgan"].chain, noise_map(4), 0, 8, "magic"), "replace"),
    (
        lambda: run_decoder(read_chain("up x2\nconv 8 k99 p49 x64"), noise_map(99)),
        "multiplications",
    ),
    (lambda: decoder_side(read_chain("convt 8 k2 s2 p256")), "no input leads"),
    (lambda: noise_map(257), "side"),
    (lambda: picture_map(np.zeros((9, 9, 4)), 3), "three colours"),
    (lambda: picture_map(np.zeros((9, 8)), 9), "side"),
]


@pytest.mark.parametrize(("call", "told"), REFUSED)
def test_what_cannot_be_run_is_refused_before_it_runs(call, told):
    with pytest.raises(ParameterError, match=told):
        call()


def test_no_channels_are_lost_whatever_the_chain():
    chain = read_chain(
        "input 4\nup x2\nskip a\nres 7 k3\njoin a add proj7\nskip b\nconv 9 k1\njoin b cat\n"
        "shuffle 4\nunshuffle 2\navgpool k2 s1\nconv 2 k3 same"
    )
    small = decoder_chain(chain, channels=4)
    assert isinstance(small, Chain)
    *_before, last = run_decoder(chain, noise_map(5), 1, 4)
    assert last.values.shape == (3, *decoder_plan(chain, 5, channels=4).output)
