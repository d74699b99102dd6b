"""Methods side by side: what each makes of a reduced picture, and the numbers that judge it."""

import math
from dataclasses import replace

import numpy as np
import pytest

from upsample_core.analysis.evenness import phase_sums
from upsample_core.analysis.metrics import overshoot, ssim
from upsample_core.analysis.spectrum import artifact_score
from upsample_core.checks import ParameterError
from upsample_core.inputs.kernel_presets import preset_kernel
from upsample_core.inputs.patterns import picture
from upsample_core.methods import (
    METHODS,
    EnlargingError,
    Obstacle,
    Parameter,
    can_enlarge,
    enlarging_method,
    has_weights,
    keeps_size,
)
from upsample_core.runs.comparison import WEIGHTS, deviation, enlarged, score
from upsample_core.runs.reduction import FACTORS, REDUCTIONS, reduced

NAMES = [name for name, definition in METHODS.items() if can_enlarge(definition)]
LAYERS = [name for name in NAMES if has_weights(METHODS[name])]
PICTURE = np.stack([picture(name, (61, 74)) for name in ("glyphs", "zone_plate", "ramp")])
PICTURE = PICTURE.astype(np.float32)


def judged(name, factor=2, how="average", weights="bilinear", seed=0):
    pair = reduced(PICTURE, how, factor)
    return score(enlarged(name, pair, weights, seed), pair)


def test_what_shrinks_is_no_way_to_enlarge():
    assert {METHODS[name].family for name in METHODS.keys() - NAMES} == {"downsampling"}
    assert "downsampling" not in {METHODS[name].family for name in NAMES}


def obstacle(name, pair):
    """What keeps a method from enlarging a picture, if anything does."""
    try:
        enlarged(name, pair)
    except EnlargingError as error:
        return error.obstacle
    return None


@pytest.mark.parametrize("factor", FACTORS)
@pytest.mark.parametrize("name", NAMES)
def test_a_method_gives_the_size_of_the_original_or_says_that_it_cannot(name, factor):
    for how in REDUCTIONS:
        pair = reduced(PICTURE, how, factor)
        if obstacle(name, pair) == Obstacle.FACTOR:
            continue
        result = enlarged(name, pair)
        assert result.output.shape == pair.original.shape
        assert result.output.dtype == np.float32
        assert np.isfinite(result.output).all()
        assert result.seconds > 0


@pytest.mark.parametrize("factor", FACTORS)
def test_copying_blocks_is_what_three_methods_do(factor):
    pair = reduced(PICTURE, "average", factor)
    blocks = pair.small.repeat(factor, axis=1).repeat(factor, axis=2)
    for name in ("nearest", "area", "average_unpool"):
        np.testing.assert_allclose(enlarged(name, pair).output, blocks, atol=1e-6)


@pytest.mark.parametrize("how", ["average", "decimate"])
@pytest.mark.parametrize("factor", FACTORS)
def test_a_transposed_convolution_begins_as_bilinear_inside(factor, how):
    pair = reduced(PICTURE, how, factor)
    layer, plain = (enlarged(n, pair).output for n in ("transposed_convolution", "bilinear"))
    inside = (..., slice(factor, -factor), slice(factor, -factor))
    np.testing.assert_allclose(layer[inside], plain[inside], atol=1e-6)
    assert np.abs(layer - plain).max() > 0.05, "zeros beyond the border are seen at its edge"


@pytest.mark.parametrize("factor", FACTORS)
def test_samples_that_were_kept_are_kept(factor):
    pair = reduced(PICTURE, "decimate", factor)
    for name in ("bilinear", "bicubic", "lanczos", "bed_of_nails", "nearest"):
        output = enlarged(name, pair).output
        np.testing.assert_allclose(output[:, ::factor, ::factor], pair.small, atol=1e-6)


def test_unpooling_is_given_the_original_and_knows_the_places():
    pair = reduced(PICTURE, "average", 3)
    output = enlarged("max_unpool", pair).output
    kept = output != 0
    np.testing.assert_array_equal(output[kept], pair.original[kept])
    assert [name for name in NAMES if keeps_size(METHODS[name])] == ["max_unpool"]


# ---------------------------------------------------------------------- the numbers


@pytest.mark.parametrize("name", ["bicubic", "sub_pixel", "max_unpool"])
def test_the_numbers_are_those_of_the_metrics(name):
    pair = reduced(PICTURE, "average", 2)
    result = enlarged(name, pair)
    found = score(result, pair)
    error = np.mean((result.output.astype(float) - pair.original) ** 2)
    assert found.psnr == pytest.approx(-10 * math.log10(error), rel=1e-6)
    assert found.ssim == ssim(pair.original, result.output)
    assert found.artifacts == artifact_score(result.output, 2, pair.original)
    given = pair.original if name == "max_unpool" else pair.small
    assert found.overshoot == pytest.approx(max(overshoot(given, result.output)), abs=1e-6)
    assert found.seconds == result.seconds


def test_bicubic_is_nearer_than_bilinear_and_alone_overshoots():
    cubic, linear, nearest = (judged(name) for name in ("bicubic", "bilinear", "nearest"))
    assert cubic.psnr > linear.psnr
    assert cubic.overshoot > 0.01
    assert linear.overshoot == nearest.overshoot == 0


MULTIPLICATIONS = {
    "nearest": (0, 0, 0, 0),
    "area": (0, 0, 0, 0),
    "average_unpool": (0, 0, 0, 0),
    "bed_of_nails": (0, 0, 0, 0),
    "max_unpool": (0, 0, 0, 0),
    "bilinear": (4, 24 / 9, 4, 4),
    "bicubic": (16, 80 / 9, 16, 16),
    "lanczos": (36, 168 / 9, 36, 36),
    "transposed_convolution": (16 / 4, 25 / 9, 64 / 16, 256 / 64),
    "sub_pixel": (9, 9, 9, 9),
    "resize_convolution": (9, 9, 9, 9),
}
"""For an output pixel, enlarged by each of `FACTORS`. Tripled, each third row is of the input."""


@pytest.mark.parametrize("name", MULTIPLICATIONS)
def test_multiplications_are_counted(name):
    found = [judged(name, factor).multiplications for factor in FACTORS]
    assert found == pytest.approx(MULTIPLICATIONS[name], rel=1e-12)


@pytest.mark.parametrize("name", NAMES)
def test_parameters_are_what_is_learned(name):
    learned = {"transposed_convolution": (16, 25, 64, 256), "sub_pixel": (36, 81, 144, 576)}
    learned["resize_convolution"] = (9, 9, 9, 9)
    for factor, count in zip(FACTORS, learned.get(name, (0, 0, 0, 0)), strict=True):
        if obstacle(name, reduced(PICTURE, "average", factor)) is None:
            assert judged(name, factor).parameters == count


@pytest.mark.parametrize("factor", FACTORS)
def test_an_offset_is_half_a_block_where_the_corner_is_taken_for_the_middle(factor):
    half = (factor - 1) / 2
    for name in ("nearest", "sub_pixel", "resize_convolution", "average_unpool"):
        assert judged(name, factor, "average").offset == pytest.approx(0, abs=1e-9)
        assert judged(name, factor, "decimate").offset == pytest.approx(half)
    for how in ("average", "decimate"):
        for name in ("bilinear", "bicubic", "mitchell", "lanczos", "transposed_convolution"):
            assert judged(name, factor, how).offset == pytest.approx(0, abs=1e-9)
    assert judged("bed_of_nails", factor, "average").offset == pytest.approx(-half)
    assert judged("bed_of_nails", factor, "decimate").offset == 0
    assert judged("max_unpool", factor).offset is None


@pytest.mark.parametrize("factor", FACTORS)
@pytest.mark.parametrize("how", ["bicubic", "bilinear"])
def test_where_samples_can_lie_anywhere_every_method_gets_them_where_it_expects_them(how, factor):
    pair = reduced(PICTURE, how, factor)
    at_corners = set()
    for name in NAMES:
        if obstacle(name, pair) is not None or keeps_size(METHODS[name]):
            continue
        result = enlarged(name, pair)
        assert result.answers.offset == pytest.approx(0, abs=1e-3)
        at_corners |= {name} if result.given is pair.samples[True] else set()
    assert "bed_of_nails" in at_corners
    assert not at_corners & {"nearest", "bilinear", "bicubic", "sub_pixel", "area"}


@pytest.mark.parametrize("factor", FACTORS)
def test_the_phase_difference_is_that_of_the_phase_sums(factor):
    kernel = preset_kernel("perturbed", (2 * factor - factor % 2,) * 2, seed=5)
    sums = phase_sums(kernel, factor)
    layer = judged("transposed_convolution", factor, weights="perturbed", seed=5)
    assert layer.phase_difference == pytest.approx(np.ptp(sums) / sums.mean(), rel=1e-6)


def test_what_the_shape_of_a_layer_lets_through():
    even = {name: judged(name) for name in LAYERS}
    apart = {name: judged(name, weights="perturbed", seed=3) for name in LAYERS}
    assert {found.phase_difference for found in even.values()} == {0}
    for name in ("transposed_convolution", "sub_pixel"):
        assert apart[name].phase_difference > 0.03
        assert apart[name].artifacts > even[name].artifacts
    assert apart["resize_convolution"].phase_difference == 0
    assert judged("bed_of_nails").phase_difference == judged("max_unpool").phase_difference == 1


@pytest.mark.parametrize("weights", WEIGHTS)
@pytest.mark.parametrize("name", LAYERS)
def test_the_mean_stays_whatever_the_weights(name, weights):
    white = np.ones((1, 36, 48), np.float32)
    pair = reduced(white, "average", 2)
    output = enlarged(name, pair, weights, seed=2).output
    assert output[..., 4:-4, 4:-4].mean() == pytest.approx(1, abs=1e-5)


def test_another_seed_gives_other_weights_and_only_to_layers():
    one, other = (judged("sub_pixel", weights="perturbed", seed=seed) for seed in (1, 2))
    assert one.psnr != other.psnr
    assert judged("bicubic", weights="perturbed", seed=1).psnr == judged("bicubic").psnr


# ---------------------------------------------------------------------- unusual pictures


@pytest.mark.parametrize("level", [0, 0.3, 1])
def test_one_colour_comes_back_without_any_difference(level):
    pair = reduced(np.full((3, 40, 56), level, np.float32), "average", 4)
    for name in ("nearest", "bilinear", "bicubic", "mitchell", "lanczos", "area"):
        found = score(enlarged(name, pair), pair)
        assert found.psnr == math.inf
        assert found.ssim == pytest.approx(1)
        assert found.artifacts == pytest.approx(0, abs=1e-9)
        assert found.overshoot == 0


@pytest.mark.parametrize("size", [(2, 2), (3, 5), (7, 10)])
def test_small_pictures_have_no_score_that_needs_more(size):
    pair = reduced(PICTURE[:, : size[0], : size[1]], "average", 2)
    found = score(enlarged("bicubic", pair), pair)
    assert found.ssim is None
    assert (found.artifacts is None) == (min(pair.original.shape[1:]) < 8)
    assert math.isfinite(found.psnr)


def test_a_deviation_is_the_mean_of_the_channels():
    original, output = np.zeros((3, 1, 2)), np.array([[[0.3, 0]], [[0.6, -0.9]], [[0, 0]]])
    np.testing.assert_allclose(deviation(original, output), [[0.3, -0.3]], rtol=1e-6)


# ---------------------------------------------------------------------- methods of other kinds


def restricted(legal):
    """Bilinear interpolation that enlarges by some factors alone, and says nothing of how."""
    scale = Parameter("scale_factor", 2, legal, per_axis=True)
    others = METHODS["bilinear"].parameters[1:]
    return replace(METHODS["bilinear"], parameters=(scale, *others), enlarging=None)


def test_a_method_without_a_word_on_enlarging_is_scaled():
    definition = restricted(lambda size, chosen: (2, 4))
    fit = enlarging_method(definition, (5, 6), 4, corner=True)
    assert fit.output_shape == (20, 24)
    with pytest.raises(EnlargingError, match="scale_factor must be one of 2, 4, got 3") as caught:
        enlarging_method(definition, (5, 6), 3)
    assert caught.value.obstacle == Obstacle.FACTOR


def test_a_picture_may_be_too_small_for_a_method():
    definition = restricted(lambda size, chosen: (2,) if size >= 8 else (1,))
    assert enlarging_method(definition, (8, 9), 2).output_shape == (16, 18)
    with pytest.raises(EnlargingError) as caught:
        enlarging_method(definition, (8, 7), 2)
    assert caught.value.obstacle == Obstacle.SIZE


def test_a_result_of_another_size_is_not_compared(monkeypatch):
    odd = replace(METHODS["bilinear"], enlarging=lambda factor, corner: {"scale_factor": 1.5})
    monkeypatch.setitem(METHODS, "odd", odd)
    with pytest.raises(EnlargingError, match=r"gives \(45, 55\), not the original's \(60, 74\)"):
        enlarged("odd", reduced(PICTURE, "average", 2))


def test_what_shrinks_is_refused():
    with pytest.raises(EnlargingError, match="max_pool does not enlarge") as caught:
        enlarged("max_pool", reduced(PICTURE, "average", 2))
    assert caught.value.obstacle == Obstacle.METHOD


@pytest.mark.parametrize(
    ("name", "weights", "message"),
    [("cubic", "bilinear", "name must be one of"), ("bicubic", "random", "weights must be one of")],
)
def test_unknown_names_are_refused(name, weights, message):
    with pytest.raises(ParameterError, match=message):
        enlarged(name, reduced(PICTURE, "average", 2), weights)
