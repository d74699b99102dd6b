"""Trained networks as ways to enlarge: the answers of the networks, and what they cost."""

import numpy as np
import pytest

from tests.golden.generative_weights import random_weights
from upsample_core import ParameterError
from upsample_core.generative import (
    CHANNELS,
    NOISE_CHANNELS,
    TRAINED,
    FlowNetwork,
    GanGenerator,
    LeastSquaresNetwork,
    TrainedWay,
    layers,
    noise_for,
    read_weights,
    sample_flow,
)
from upsample_core.generative.enlargers import enlarger_shapes
from upsample_core.generative.flow_network import flow_shapes
from upsample_core.learning import TwoLayers

SMALL = np.random.default_rng(6).random((3, 5)).astype(np.float32)


def two_layers(channels=CHANNELS):
    return TwoLayers(**random_weights(TwoLayers.shapes(channels), 4))


NETWORKS = {
    TwoLayers: two_layers(),
    FlowNetwork: FlowNetwork(random_weights(flow_shapes(), 1)),
    LeastSquaresNetwork: LeastSquaresNetwork(random_weights(enlarger_shapes(0, 3), 2)),
    GanGenerator: GanGenerator(random_weights(enlarger_shapes(NOISE_CHANNELS, 3), 3)),
}


def enlarger(name):
    return TRAINED[name].by(NETWORKS[TRAINED[name].form])


@pytest.mark.parametrize("name", TRAINED)
def test_an_answer_has_the_size_that_was_asked_for_and_only_chance_asks_for_the_seed(name):
    one = enlarger(name)
    assert one.factors
    for factor in one.factors:
        found, other = (one.enlarge(SMALL, factor, seed) for seed in (0, 7))
        assert found.shape == (3 * factor, 5 * factor)
        assert found.dtype == np.float32
        assert np.array_equal(found, other) != one.noisy
        np.testing.assert_array_equal(found, one.enlarge(SMALL, factor, 0))


def test_each_way_is_its_network():
    asked, flow, gan = SMALL[None, None], NETWORKS[FlowNetwork], NETWORKS[GanGenerator]
    squares = NETWORKS[LeastSquaresNetwork].enlarge(asked)[0, 0]
    np.testing.assert_array_equal(enlarger("letters_least_squares").enlarge(SMALL, 8), squares)
    drawn = gan.enlarge(asked, noise_for([5], (NOISE_CHANNELS, 3, 5)))[0, 0]
    np.testing.assert_array_equal(enlarger("letters_gan").enlarge(SMALL, 8, 5), drawn)
    for name, steps in (("photographs_flow_1", 1), ("photographs_flow_8", 8)):
        guess = sample_flow(flow, asked, [5], steps).result[0, 0]
        np.testing.assert_array_equal(enlarger(name).enlarge(SMALL, 8, 5), guess)


def test_four_times_is_twice_twice():
    network, one = NETWORKS[TwoLayers], enlarger("two_layers")
    twice = network.enlarge(SMALL)
    np.testing.assert_array_equal(one.enlarge(SMALL, 2), twice)
    np.testing.assert_array_equal(one.enlarge(SMALL, 4), network.enlarge(twice))
    np.testing.assert_array_equal(one.enlarge(SMALL, 8), one.enlarge(one.enlarge(SMALL, 4), 2))


# ---------------------------------------------------------------- what they cost


def test_multiplications_and_parameters_counted_by_hand():
    doubling = enlarger("two_layers")
    once = (16 * 5 * 5 + 4 * 16 * 3 * 3) / 4
    assert doubling.multiplications(2) == once
    assert doubling.multiplications(4) == once * (1 + 1 / 4)
    assert doubling.multiplications(8) == once * (1 + 1 / 4 + 1 / 16)
    assert doubling.parameters == 16 * 25 + 16 + 4 * 16 * 9 + 4
    small = 9 * 48 + 8 * 9 * 48 * 48
    large = 9 * 48 * 48 / 16 + 9 * 48 * 32 / 4 + 9 * 32 * 24 + 9 * 24 * 24 + 9 * 24
    assert enlarger("letters_least_squares").multiplications(8) == small / 64 + large
    assert enlarger("letters_gan").multiplications(8) == (small + 9 * 8 * 48) / 64 + large
    half = 9 * (8 * 32 + 6 * 32 * 32 + 32 * 4)
    quarter = 2 * 64 * 128 + 4 * 9 * 64 * 64
    once = half / 4 + quarter / 16
    assert enlarger("photographs_flow_1").multiplications(8) == once
    assert enlarger("letters_flow_8").multiplications(8) == 8 * once


@pytest.mark.parametrize("name", [name for name in TRAINED if name != "two_layers"])
def test_multiplications_are_those_of_a_run(monkeypatch, name):
    done, real = [], layers.conv2d

    def counted(x, bank, **how):
        found = real(x, bank, **how)
        done.append(bank.size * found[0, 0].size)
        return found

    monkeypatch.setattr(layers, "conv2d", counted)
    one = enlarger(name)
    one.enlarge(SMALL, 8)
    assert one.multiplications(8) == sum(done) / (64 * SMALL.size)


# ---------------------------------------------------------------- what is refused


@pytest.mark.parametrize(("name", "factor"), [("two_layers", 3), ("letters_gan", 2)])
def test_a_factor_that_it_cannot_is_refused(name, factor):
    for ask in (lambda: enlarger(name).enlarge(SMALL, factor),
                lambda: enlarger(name).multiplications(factor)):  # fmt: skip
        with pytest.raises(ParameterError, match=f"factor must be one of .*, got {factor}"):
            ask()


def test_another_network_and_other_pictures_are_refused():
    with pytest.raises(ParameterError, match="must be a GanGenerator, got a TwoLayers"):
        TRAINED["letters_gan"].by(two_layers())
    with pytest.raises(ParameterError, match="small"):
        enlarger("two_layers").enlarge(SMALL[None], 2)
    large = TrainedWay(TwoLayers, 2, {2: 1, 2**14: 14}).by(two_layers())
    with pytest.raises(ParameterError, match=r"output would have shape \(49152, 81920\)"):
        large.enlarge(SMALL, 2**14)


# ---------------------------------------------------------------- its file


def written(path, **changed):
    arrays = two_layers()._asdict() | changed
    kept = {name: array for name, array in arrays.items() if array is not None}
    np.savez_compressed(path, kind=np.array("two-layers"), **kept)
    return path


def test_two_layers_come_back_from_their_file(tmp_path):
    network = read_weights(written(tmp_path / "w.npz"))
    assert isinstance(network, TwoLayers)
    for found, wanted in zip(network, two_layers(), strict=True):
        np.testing.assert_array_equal(found, wanted)


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"second_bias": None}, "lack 'second_bias'"),
        ({"third": np.zeros(2, np.float32)}, "'third' or have it too much"),
        ({"first": two_layers(8).first}, r"first has shape \(8, 1, 5, 5\)"),
        ({"first_bias": np.full(CHANNELS, np.inf, np.float32)}, "not finite"),
    ],
)
def test_damaged_layers_are_refused(tmp_path, changed, told):
    with pytest.raises(ParameterError, match=told):
        read_weights(written(tmp_path / "w.npz", **changed))
