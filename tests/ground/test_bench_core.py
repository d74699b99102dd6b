"""`run.py bench core` measures every operation, and compares only results that are the same."""

import json
import subprocess
import sys

import numpy as np
import pytest

from bench import peers
from bench.calls import SIZES, Call, calls
from bench.versus import Measured, line, measure
from tests.ground.places import ROOT

OPERATIONS = {
    *("conv1d", "conv2d", "conv_transpose1d", "conv_transpose2d", "interpolate", "resize"),
    *("pixel_shuffle", "pixel_unshuffle", "max_pool2d", "max_unpool2d", "avg_pool2d"),
}


@pytest.mark.parametrize("size", SIZES)
def test_every_operation_is_there_with_steps_groups_and_dilations(size):
    every = list(calls(size))
    assert {call.function for call in every} == OPERATIONS
    assert len({call.name for call in every}) == len(every)
    for function in ("conv2d", "conv_transpose2d"):
        options = [call.options for call in every if call.function == function]
        assert {1, 2, 8, 64} <= {option.get("dilation", 1) for option in options}
        assert any(option.get("stride", 1) > 1 for option in options)
        assert size == "lesson" or any("groups" in option for option in options)


def test_peers_do_the_same():
    """Of those that are always here; who is asked and gives something else is not compared."""
    found = {"SciPy": set(), "onnxruntime": set(), "Pillow": set()}
    for call in calls("lesson"):
        ours = call.run()
        for name, functions in found.items():
            work = peers.PEERS[name](call)
            if work is not None and peers.same(ours, work()):
                functions.add(call.function)
    pooled = {"max_pool2d", "avg_pool2d"}
    convolved = {"conv1d", "conv2d", "conv_transpose1d", "conv_transpose2d"}
    assert found["SciPy"] == convolved | pooled | {"interpolate", "resize"}
    assert found["onnxruntime"] >= convolved | pooled | {"resize", "pixel_shuffle"}
    assert found["Pillow"] == {"interpolate", "resize"}


def test_the_floor_multiplies_as_often_as_a_convolution():
    for call in calls("lesson"):
        floor = peers.floor(call)
        assert (floor is None) != call.function.startswith("conv")
        if call.function == "conv2d":
            np.testing.assert_allclose(np.ravel(floor()), np.ravel(call.run()), atol=1e-4)


def test_another_result_is_not_compared(monkeypatch):
    call = Call("lesson", "pixel_shuffle", (np.ones((1, 4, 3, 5), np.float32), 2))
    wrong = {"PyTorch": lambda call: lambda: 2 * call.run()}
    monkeypatch.setattr("bench.versus.PEERS", wrong)
    assert set(measure(call, 2).ratios) == {"copy"}


def test_a_line_names_the_bounds_that_are_passed():
    slow = {"PyTorch": [1.1, 1.3, 1.4], "SciPy": [5.1, 6.0, 7.0], "floor": [1.0, 1.3, 1.5]}
    assert Measured("lesson", "f", 1.0, slow, 9.0).over() == ["SciPy > 5"]
    assert Measured("picture", "f", 1.0, slow, 3.1).over() == ["PyTorch > 1", "memory > 3"]
    assert Measured("feature", "f", 1.0, slow, 2.9).over() == []
    assert line(Measured("picture", "f", 1.0, slow, 2.0)).split()[:4] == [
        "f",
        "1.000",
        "1.30",
        "6.00",
    ]


def test_it_prints_and_writes(tmp_path):
    path = tmp_path / "figures.json"
    command = [sys.executable, "-m", "bench", "core", "--rounds", "2", "--only", "pixel_sh"]
    command += ["--size", "lesson", "--json", str(path)]
    answer = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert answer.returncode == 0, answer.stderr
    assert any(row.startswith("pixel_shuffle 2 ") for row in answer.stdout.splitlines())
    written = json.loads(path.read_text(encoding="utf-8"))
    assert [call["name"] for call in written["calls"]] == ["pixel_shuffle 2"]
    assert any("threads in use: 1" in text for text in written["measured with"])
