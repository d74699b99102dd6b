"""Untrained generators: sizes, seeds, and patterns that come from the architecture alone."""

import numpy as np
import pytest

from upsample_core.checks import ParameterError
from upsample_core.lessons.generators import (
    GENERATORS,
    as_colours,
    generate,
    generator_score,
    pattern_period,
)

ALIKE = {"icnr", "nearest", "bilinear"}


@pytest.mark.parametrize("depth", [1, 2, 4])
@pytest.mark.parametrize("method", GENERATORS)
def test_every_layer_doubles_the_size(method, depth):
    assert generate(method, depth).shape == (3, 8 * 2**depth, 8 * 2**depth)


@pytest.mark.parametrize("method", GENERATORS)
def test_a_seed_decides_everything(method):
    np.testing.assert_array_equal(generate(method, 2, 5), generate(method, 2, 5))
    assert np.abs(generate(method, 2, 5) - generate(method, 2, 6)).max() > 0.1


@pytest.mark.parametrize("method", GENERATORS)
def test_a_constant_input_becomes_a_pattern_of_the_layers_alone(method):
    for seed in range(4):
        picture = generate(method, 3, seed, "constant")
        middle = picture[:, 24:40, 24:40]
        if method in ALIKE:
            np.testing.assert_allclose(middle, middle[:, :1, :1] * np.ones_like(middle))
            continue
        assert np.ptp(middle) > 0.1
        # Strides of 2 three times over: the pattern repeats after eight cells.
        np.testing.assert_allclose(middle[:, :8], middle[:, 8:], atol=1e-9)


@pytest.mark.parametrize("resized", [0, 1, 2])
@pytest.mark.parametrize("method", sorted(set(GENERATORS) - ALIKE))
def test_each_layer_that_resizes_halves_the_period(method, resized):
    period = 2 ** (3 - resized)
    middle = generate(method, 3, 1, "constant", resized)[:, 24:40, 24:40]
    np.testing.assert_allclose(middle[..., period:], middle[..., :-period], atol=1e-9)
    assert np.abs(middle[..., period // 2 :] - middle[..., : -period // 2]).max() > 0.01


def test_all_layers_may_resize():
    expected = generate("nearest", 2, 4)
    np.testing.assert_array_equal(generate("transposed_5", 2, 4, "noise", 2), expected)


def test_phases_treated_alike_score_far_lower():
    means = {
        method: np.mean([generator_score(generate(method, 3, seed), 3) for seed in range(6)])
        for method in GENERATORS
    }
    assert max(means[m] for m in ALIKE) * 5 < min(means[m] for m in means if m not in ALIKE)


def test_the_values_stay_in_scale():
    for method in GENERATORS:
        assert 0.1 < generate(method, 4, 2).std() < 10


def test_colours_reach_from_zero_to_one():
    colours = as_colours(np.array([[-9.0, 0.0], [0.0, 9.0]]))
    assert colours[0, 1] == 0.5
    assert 0 <= colours.min() < 0.3
    assert 0.7 < colours.max() <= 1
    assert as_colours(np.full((2, 2), 3.0)).tolist() == [[0.5, 0.5], [0.5, 0.5]]


def test_what_does_not_fit_is_refused():
    with pytest.raises(ParameterError, match="method must be one of"):
        generate("magic")
    with pytest.raises(ParameterError, match="depth"):
        generate("nearest", 5)
    with pytest.raises(ParameterError, match="start"):
        generate("nearest", 1, 0, "cat")
    with pytest.raises(ParameterError, match="resized"):
        generate("nearest", 2, resized=3)
    with pytest.raises(ParameterError, match="seed"):
        generate("nearest", 1, -1)


@pytest.mark.parametrize(("depth", "resized"), [(3, 0), (3, 1), (3, 2), (4, 2)])
def test_a_pattern_repeats_where_the_layers_say(depth, resized):
    side = 8 * 2**depth
    middle = slice(side // 4, 3 * side // 4)
    picture = generate("transposed_3", depth, 1, "constant", resized)[:, middle, middle]

    def repeats(step):
        return np.allclose(picture[:, step:], picture[:, :-step])

    period = pattern_period(depth, resized)
    assert repeats(period)
    assert not repeats(period // 2)
