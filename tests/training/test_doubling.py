"""The network of two layers: its training runs without PyTorch and ships what the core reads."""

import json

import numpy as np

from tests.ground.places import ROOT
from training import doubling
from training.measures import measure_doubling
from upsample_core.generative import read_weights
from upsample_core.learning import TwoLayers

WEIGHTS = ROOT / "assets/weights"


def test_a_few_steps_ship_weights_and_a_card(tmp_path):
    doubling.ship(tmp_path, steps=3)
    network = read_weights(tmp_path / f"{doubling.NAME}.npz")
    assert isinstance(network, TwoLayers)
    assert np.abs(network.second).max() > 0, "it begins with zeros"
    card = json.loads((tmp_path / f"{doubling.NAME}.json").read_text(encoding="utf-8"))
    assert card["parameters"] == network.size
    assert "3 steps" in card["recipe"]
    assert card["seed"] == doubling.SEED


def test_the_same_seed_gives_the_same_weights():
    one, other = (doubling.trained(3) for _again in range(2))
    for name, weights in one.items():
        np.testing.assert_array_equal(weights, other[name])


def test_the_shipped_card_tells_of_this_training():
    card = json.loads((WEIGHTS / f"{doubling.NAME}.json").read_text(encoding="utf-8"))
    assert f"{doubling.STEPS} steps" in card["recipe"]
    assert (card["data"], card["cannot"]) == (doubling.DATA, doubling.CANNOT)


def test_what_was_measured_of_the_shipped_weights_is_written_down():
    found = measure_doubling(WEIGHTS, doubling.held_out())
    noted = json.loads((WEIGHTS / "measures.json").read_text(encoding="utf-8"))["doubled"]
    for method, row in found["methods"].items():
        for name, value in row.items():
            assert abs(value - noted["methods"][method][name]) < 2e-3
    rows = found["methods"]
    assert rows["two_layers"]["psnr"] > rows["bicubic"]["psnr"] + 0.5
