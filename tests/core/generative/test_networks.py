"""The small networks: the numbers that PyTorch gives, and files that are not as they should be."""

import contextlib
import io

import numpy as np
import pytest

from tests.golden.generative_weights import random_weights
from tests.golden_values import load
from upsample_core import ParameterError
from upsample_core.generative import (
    FlowNetwork,
    GanGenerator,
    LeastSquaresNetwork,
    read_weights,
)
from upsample_core.generative.enlargers import enlarger_shapes
from upsample_core.generative.flow_network import flow_shapes

SHAPES = {
    "least-squares": enlarger_shapes(0, 3),
    "least-squares-x4": enlarger_shapes(0, 2),
    "gan": enlarger_shapes(8, 3),
    "gan-x4": enlarger_shapes(8, 2),
    "flow": flow_shapes(),
}
FORMS = {"flow": FlowNetwork, "gan": GanGenerator, "gan-x4": GanGenerator}


def written(path, kind, arrays):
    np.savez_compressed(path, kind=np.array(kind), **arrays)
    return path


@pytest.mark.parametrize("case", load("generative"), ids=str)
def test_a_network_answers_as_in_pytorch(tmp_path, case):
    weights = random_weights(SHAPES[case.function], case.options["seed"])
    network = read_weights(written(tmp_path / "w.npz", case.function, weights))
    assert isinstance(network, FORMS.get(case.function, LeastSquaresNetwork))
    if case.function == "flow":
        found = network.predict(**case.inputs, time=case.options["time"])
    else:
        found = network.enlarge(**case.inputs)
    assert case.outputs[0].std() > 0.05
    np.testing.assert_allclose(found, case.outputs[0], rtol=1e-5, atol=1e-5, strict=True)


def test_one_picture_does_for_several_guesses():
    rng = np.random.default_rng(3)
    small, noise = rng.random((1, 1, 4, 4)), rng.standard_normal((3, 8, 4, 4))
    gan = GanGenerator(random_weights(SHAPES["gan"], 1))
    each = np.concatenate([gan.enlarge(small, noise[i : i + 1]) for i in range(3)])
    np.testing.assert_allclose(gan.enlarge(small, noise), each, rtol=1e-4, atol=1e-5)
    flow, noisy = FlowNetwork(random_weights(SHAPES["flow"], 1)), rng.random((3, 1, 32, 32))
    each = np.concatenate([flow.predict(noisy[i : i + 1], small, 0.5) for i in range(3)])
    np.testing.assert_allclose(flow.predict(noisy, small, 0.5), each, rtol=1e-4, atol=1e-5)


@pytest.mark.parametrize("shape", [(4, 4), (1, 2, 4, 4)])
def test_pictures_of_another_form_are_refused(shape):
    network = LeastSquaresNetwork(random_weights(SHAPES["least-squares"], 0))
    with pytest.raises(ParameterError, match="small must have"):
        network.enlarge(np.zeros(shape))


@pytest.mark.parametrize("shape", [(2, 7, 4, 4), (2, 8, 4, 5), (3, 8, 4, 4)])
def test_noise_that_does_not_fit_is_refused(shape):
    gan = GanGenerator(random_weights(SHAPES["gan"], 0))
    with pytest.raises(ParameterError, match="noise"):
        gan.enlarge(np.zeros((2, 1, 4, 4)), np.zeros(shape))


@pytest.mark.parametrize("shape", [(2, 1, 32, 30), (2, 2, 32, 32), (3, 1, 32, 32)])
def test_a_noisy_picture_that_does_not_fit_is_refused(shape):
    flow = FlowNetwork(random_weights(SHAPES["flow"], 0))
    with pytest.raises(ParameterError, match="noisy must have the shape"):
        flow.predict(np.zeros(shape), np.zeros((2, 1, 4, 4)), 0.5)


# ---------------------------------------------------------------- files


WEIGHTS = random_weights(SHAPES["flow"], 0)


def without(name):
    return {key: array for key, array in WEIGHTS.items() if key != name}


@pytest.mark.parametrize(
    ("kind", "arrays", "told"),
    [
        ("vae", WEIGHTS, "'vae' network; known are"),
        ("flow", without("time.bias"), "'time.bias'"),
        ("flow", WEIGHTS | {"more": np.zeros(2)}, "'more'"),
        ("flow", WEIGHTS | {"time.bias": np.zeros(63, np.float32)}, r"has shape \(63,\)"),
        ("flow", WEIGHTS | {"time.bias": np.zeros(64)}, "type float64"),
        ("flow", WEIGHTS | {"time.bias": np.full(64, np.nan, np.float32)}, "not finite"),
        ("gan", WEIGHTS, "lack"),
        ("flow", WEIGHTS | {"more": np.zeros(2**21)}, "would take more than"),
    ],
)
def test_weights_of_another_form_are_refused(tmp_path, kind, arrays, told):
    with pytest.raises(ParameterError, match=told):
        read_weights(written(tmp_path / "w.npz", kind, arrays))


def archive():
    memory = io.BytesIO()
    np.savez_compressed(memory, kind=np.array("flow"), **WEIGHTS)
    return memory.getvalue()


def pickled():
    memory = io.BytesIO()
    np.savez(memory, kind=np.array([print], dtype=object))
    return memory.getvalue()


@pytest.mark.parametrize(
    "content",
    [b"", b"PK\x03\x04", b"no archive at all", archive()[:-40], archive()[:5000], pickled()],
    ids=["empty", "head", "text", "cut", "half", "pickle"],
)
def test_a_damaged_file_is_said_to_be_damaged(tmp_path, content):
    (tmp_path / "w.npz").write_bytes(content)
    with pytest.raises(ParameterError, match=r"w\.npz is damaged or no \.npz file"):
        read_weights(tmp_path / "w.npz")


def test_damage_anywhere_is_told_or_harmless(tmp_path):
    content = bytearray(archive())
    rng = np.random.default_rng(8)
    for place in rng.integers(len(content), size=25):
        damaged = bytearray(content)
        damaged[place] ^= 0xFF
        (tmp_path / "w.npz").write_bytes(damaged)
        with contextlib.suppress(ParameterError):
            assert set(read_weights(tmp_path / "w.npz").weights) == set(WEIGHTS)


def test_a_missing_and_a_large_file_are_named(tmp_path):
    with pytest.raises(ParameterError, match=r"there is no file w\.npz"):
        read_weights(tmp_path / "w.npz")
    (tmp_path / "w.npz").write_bytes(bytes(2**20 + 1))
    with pytest.raises(ParameterError, match="larger than"):
        read_weights(tmp_path / "w.npz")
