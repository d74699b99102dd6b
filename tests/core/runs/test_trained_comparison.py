"""Trained networks beside methods: what they are given, what comes of it, and what is measured."""

from dataclasses import dataclass

import numpy as np
import pytest

from upsample_core.inputs.patterns import picture
from upsample_core.methods import EnlargingError, Obstacle
from upsample_core.resampling.interpolation import resize
from upsample_core.runs.comparison import enlarged, enlarged_by_trained, score
from upsample_core.runs.probes import probe_trained
from upsample_core.runs.reduction import REDUCTIONS, reduced

LUMA = (0.299, 0.587, 0.114)
GREY = picture("glyphs", (48, 66))[None].astype(np.float32)
COLOUR = np.stack([picture(name, (48, 66)) for name in ("glyphs", "zone_plate", "ramp")])


@dataclass(frozen=True, eq=False)
class Stub:
    """What stands for a network: nearest neighbours, moved, with a curve for light and dark."""

    down: int = 0
    across: int = 0
    power: float = 1.0
    noisy: bool = False
    factors: tuple[int, ...] = (2, 4, 8)
    parameters: int = 77

    def multiplications(self, factor):
        return 10.0 * factor

    def enlarge(self, small, factor, seed):
        size = [factor * side for side in small.shape]
        large = resize(np.asarray(small)[None, None], size, "linear")[0, 0]
        large = np.roll(large, (self.down, self.across), (0, 1)) ** self.power
        return (large + (seed / 1000 if self.noisy else 0)).astype(np.float32)


@pytest.mark.parametrize("factor", [2, 4])
@pytest.mark.parametrize("how", ["average", "bicubic", "decimate"])
def test_what_interpolates_like_a_method_has_its_numbers(factor, how):
    pair = reduced(GREY, how, factor)
    result = enlarged_by_trained(Stub(), pair)
    assert result.method is None
    assert result.given is next(iter(pair.samples.values()))
    plain = resize(result.given[None], pair.original.shape[1:], "linear")[0]
    np.testing.assert_allclose(result.output, plain, atol=1e-6)
    found = score(result, pair)
    assert found.parameters == 77
    assert found.multiplications == 10 * factor
    assert found.seconds == result.seconds > 0
    assert found.phase_difference == 0
    assert found.offset == pytest.approx((factor - 1) / 2 if how == "decimate" else 0, abs=1e-4)
    if how == "average":
        assert found.psnr == pytest.approx(score(enlarged("bilinear", pair), pair).psnr, abs=1e-3)


def test_of_colours_it_sees_the_luminance_and_the_rest_is_bicubic():
    pair = reduced(COLOUR, "average", 4)
    output = enlarged_by_trained(Stub(power=1.5), pair).output
    assert output.shape == pair.original.shape
    grey = np.tensordot(LUMA, pair.small, 1)
    seen = Stub(power=1.5).enlarge(grey, 4, 0)
    np.testing.assert_allclose(np.tensordot(LUMA, output, 1), seen, atol=1e-5)
    rest = resize((pair.small - grey)[None], pair.original.shape[1:], "cubic", cubic_a=-0.5)[0]
    np.testing.assert_allclose(output - seen, rest, atol=1e-5)


def test_three_channels_alike_stay_alike():
    three = reduced(np.repeat(GREY, 3, axis=0), "average", 2)
    output = enlarged_by_trained(Stub(power=0.7), three).output
    one = enlarged_by_trained(Stub(power=0.7), reduced(GREY, "average", 2)).output
    np.testing.assert_allclose(output, np.repeat(one, 3, axis=0), atol=1e-5)


@pytest.mark.parametrize("original", [GREY, COLOUR], ids=["grey", "colour"])
def test_the_seed_reaches_what_is_given_noise(original):
    pair = reduced(original, "average", 2)
    one, other = (enlarged_by_trained(Stub(noisy=True), pair, seed).output for seed in (1, 201))
    np.testing.assert_allclose(other - one, 0.2, atol=1e-5)


def test_a_factor_that_it_was_not_trained_for_is_an_obstacle():
    with pytest.raises(EnlargingError, match="not 3 times") as caught:
        enlarged_by_trained(Stub(), reduced(GREY, "average", 3))
    assert caught.value.obstacle == Obstacle.FACTOR


# ---------------------------------------------------------------- probes


@pytest.mark.parametrize(("down", "across", "told"), [(0, 1, 1), (-2, 1, -2), (0, 0, 0), (3, 2, 3)])
@pytest.mark.parametrize("factor", [2, 4])
def test_a_shift_is_found_whatever_becomes_of_light_and_dark(down, across, told, factor):
    for power in (1.0, 1.1):
        stub = Stub(down, across, power)
        assert probe_trained(stub, factor, False).offset == pytest.approx(told, abs=0.02)
        corner = probe_trained(stub, factor, True).offset
        assert corner == pytest.approx(told + (factor - 1) / 2, abs=0.02)


def test_what_makes_something_else_of_a_ramp_has_no_offset():
    assert probe_trained(Stub(power=4), 2, False).offset is None
    assert probe_trained(Stub(power=4), 2, False).phase_difference == 0


def test_of_what_is_given_noise_nothing_is_measured():
    assert probe_trained(Stub(noisy=True), 2, False)[1:] == (None, None)


def test_a_pattern_on_white_is_a_phase_difference():
    class Patterned(Stub):
        def enlarge(self, small, factor, seed):
            large = super().enlarge(small, factor, seed)
            large[::factor] *= np.float32(0.9)
            return large

    assert probe_trained(Patterned(), 4, False).phase_difference == pytest.approx(0.1, abs=1e-6)


def test_every_reduction_gives_it_something():
    for how in REDUCTIONS:
        pair = reduced(GREY, how, 8)
        assert enlarged_by_trained(Stub(), pair).output.shape == (1, 48, 64)
