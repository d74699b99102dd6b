"""The measurements run and compare like with like; how fast anything is, no test says."""

import subprocess
import sys
import time

import pytest

from bench.harness import Case, Result, line, measure
from tests.ground.places import ROOT
from upsample_core import METHODS
from upsample_core.generative import TRAINED


@pytest.fixture(scope="module")
def printed():
    """The lines of a whole run, in words."""
    command = [sys.executable, "-m", "bench", "--rounds", "2"]
    answer = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert answer.returncode == 0, answer.stderr
    return [line.split() for line in answer.stdout.splitlines() if line]


@pytest.mark.parametrize("what", ["run", "trace"])
def test_every_method_is_measured(printed, what):
    assert {words[1] for words in printed if words[0] == what} == set(METHODS)


def test_every_operation_is_measured(printed):
    operations = "conv2d conv_transpose2d interpolate resize max_pool2d avg_pool2d max_unpool2d"
    expected = {*operations.split(), "pixel_shuffle", "pixel_unshuffle", "matrix", "read"}
    assert expected <= {words[0] for words in printed}


def test_the_comparison_of_all_methods_is_measured(printed):
    assert sum(words[:2] == ["all", "methods,"] for words in printed) == 1
    assert sum(words[:3] == ["all", "methods", "judged,"] for words in printed) == 1


@pytest.mark.parametrize("network", TRAINED)
def test_every_network_is_measured(printed, network):
    assert sum(words[0] == f"{network}," for words in printed) == 1


def test_the_lab_is_measured(printed):
    changed = {words[2] for words in printed if words[0] == "rerun,"}
    assert changed == {"stride", "kernel", "method"}


def test_it_computes_on_one_thread(printed):
    assert any(words[-4:] == ["threads", "in", "use:", "1"] for words in printed)


def test_two_different_results_are_not_compared():
    with pytest.raises(AssertionError, match=r"(?s)Not equal to tolerance.*a sum"):
        measure(Case("a sum", lambda: 1.0, lambda: 1.1), 2)


def test_pairs_take_turns():
    turns = []

    def work(side):
        turns.append(side)
        end = time.perf_counter() + 0.01
        while time.perf_counter() < end:
            pass
        return 0

    measure(Case("", lambda: work("ours"), lambda: work("theirs")), 4)
    assert turns[-8:] == ["theirs", "ours", "ours", "theirs", "theirs", "ours", "ours", "theirs"]


@pytest.mark.parametrize(
    ("result", "expected"),
    [
        (Result(Case("f", int, bound=5), 5.1), "f 5.100 5 over the bound"),
        (Result(Case("f", int, bound=5), 4.9), "f 4.900 5"),
        (Result(Case("f", int), 3, 2, (1.1, 1.5, 1.6)), "f 3.000 2.000 1.50 1.10 – 1.60 slower"),
        (Result(Case("f", int), 3, 2, (0.9, 1.5, 1.6)), "f 3.000 2.000 1.50 0.90 – 1.60"),
    ],
)
def test_what_is_not_as_it_should_be_is_named(result, expected):
    assert line(result).split() == expected.split()
