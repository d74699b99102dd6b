"""Weights learned for a way back: by dense matrices of tiny pictures, and what must be so."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.core.lessons.test_downsamplers import mirrored, placed
from upsample_core.checks import ParameterError
from upsample_core.lessons.down_and_up import UPSAMPLERS, down_and_up
from upsample_core.lessons.learned_down import learn_weights, learned_trip

SOURCE = np.random.default_rng(8)
PICTURES = [SOURCE.random((6, 12)), SOURCE.random((12, 6))]


def down(values, weights, stride):
    """One output after another; windows centred on their blocks, mirrored at the border."""
    reach = (weights.shape[0] - stride) // 2
    small = np.zeros([size // stride for size in values.shape])
    for i, j in np.ndindex(small.shape):
        for k, m in np.ndindex(weights.shape):
            row = mirrored(i * stride + k - reach, values.shape[0])
            column = mirrored(j * stride + m - reach, values.shape[1])
            small[i, j] += weights[k, m] * values[row, column]
    return small


def there_and_back(values, weights, stride, up):
    return placed(down(values, weights, stride), stride, up, (stride - 1) / 2)


@pytest.mark.parametrize("up", UPSAMPLERS)
@pytest.mark.parametrize(("stride", "reach"), [(2, 0), (2, 1), (3, 1)])
def test_weights_are_the_least_squares_of_every_tap_alone(stride, reach, up):
    size = stride + 2 * reach
    turned = [v for values in PICTURES for v in (values, values.T)]
    pictures = [v[::i, ::j] for v in turned for i in (1, -1) for j in (1, -1)]
    columns, wanted = [], np.concatenate([values.ravel() for values in pictures])
    for tap in np.ndindex(size, size):
        one = np.zeros((size, size))
        one[tap] = 1
        made = [there_and_back(values, one, stride, up).ravel() for values in pictures]
        columns.append(np.concatenate(made))
    expected = np.linalg.lstsq(np.array(columns).T, wanted, rcond=None)[0].reshape(size, size)
    found = learn_weights(PICTURES, stride, reach, up)
    np.testing.assert_allclose(found.weights, expected, atol=1e-7)
    assert found.negative == (expected < -1e-6).sum()
    np.testing.assert_allclose(found.weights, found.weights[::-1].T, atol=1e-9)


@settings(max_examples=20)
@given(seed=st.integers(0, 999), stride=st.sampled_from([2, 3]), reach=st.sampled_from([0, 1]))
def test_for_a_way_back_by_nearest_the_mean_is_best(seed, stride, reach):
    """A repeated pixel is nearest to its block where it is the block's mean."""
    pictures = [np.random.default_rng(seed).random((18, 24))]
    found = learn_weights(pictures, stride, reach, "nearest")
    assert found.equal
    inside = found.weights[reach : reach + stride, reach : reach + stride]
    np.testing.assert_allclose(inside, 1 / stride**2)
    assert np.abs(found.weights).sum() == pytest.approx(1)
    assert found.negative == 0


@settings(max_examples=20)
@given(seed=st.integers(0, 999), up=st.sampled_from(list(UPSAMPLERS)))
def test_no_other_weights_do_better_on_the_pictures_they_were_learned_on(seed, up):
    source = np.random.default_rng(seed)
    values = source.random((8, 12))
    best = learn_weights([values], 2, 1, up).weights
    half = 0.1 * source.normal(size=best.shape)
    # Over all turned and mirrored pictures; so the others are as even as the best.
    half = half + half.T
    half = half + half[::-1]
    other = best + half + half[:, ::-1]
    errors = [
        np.mean(learned_trip(values, weights, 2, up).difference ** 2) for weights in (best, other)
    ]
    assert errors[0] <= errors[1] + 1e-12


@pytest.mark.parametrize("up", UPSAMPLERS)
def test_a_trip_is_its_definition(up):
    values, weights = PICTURES[0], SOURCE.normal(size=(4, 4))
    found = learned_trip(values, weights, 2, up)
    np.testing.assert_allclose(found.small, down(values, weights, 2), atol=1e-12)
    back = there_and_back(values, weights, 2, up)
    np.testing.assert_allclose(found.back, back, atol=1e-9)
    np.testing.assert_allclose(found.difference, back - values, atol=1e-9)
    assert found.decibels == pytest.approx(-10 * np.log10(((back - values) ** 2).mean()))
    assert found.average == down_and_up(values, "average_pool", up, 2).decibels
    assert found.gaussian == down_and_up(values, "strided_convolution", up, 2).decibels


@pytest.mark.parametrize(
    ("call", "told"),
    [
        (lambda: learn_weights([], 2, 1, "nearest"), "at least one picture"),
        (lambda: learn_weights(PICTURES, 4, 1, "nearest"), "sizes that 4 divides, got 6 × 12"),
        (lambda: learn_weights(PICTURES, 2, 3, "nearest"), "reach"),
        (lambda: learn_weights(PICTURES, 2, 1, "area"), "up must be"),
        (lambda: learned_trip(PICTURES[0], np.ones((3, 3)), 2, "nearest"), "K × K with K = 2, 4"),
        (lambda: learned_trip(PICTURES[0], np.ones((2, 4)), 2, "nearest"), "got shape"),
    ],
)
def test_what_cannot_be_gets_a_sentence(call, told):
    with pytest.raises(ParameterError, match=told):
        call()
