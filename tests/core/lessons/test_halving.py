"""Rules of halving: by laying windows one after another, and as PyTorch counts them."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.golden_values import load
from upsample_core import method, trace
from upsample_core.checks import ParameterError
from upsample_core.lessons.halving import RULES, STRIDE, halved, halvings, same_padding

CASES = load("halving")
SIZES = [case for case in CASES if case.function == "sizes"]
MEANS = [case for case in CASES if case.function == "avg_pool1d"]


def windows(size, rule):
    """Lay windows until none fits: the cells that each covers, padding negative or beyond."""
    chosen = RULES[rule]
    before, after = same_padding(size, chosen.kernel_size, STRIDE) if chosen.same else (
        (chosen.padding,) * 2
    )  # fmt: skip
    laid = []
    start = -before
    while start + chosen.kernel_size <= size + after or (chosen.ceil_mode and start < size):
        laid.append(range(start, start + chosen.kernel_size))
        start += STRIDE
    return laid, before, after


@given(size=st.integers(3, 300), rule=st.sampled_from(list(RULES)))
def test_a_rule_lays_windows(size, rule):
    laid, before, after = windows(size, rule)
    found = halved(size, rule)
    assert (found.size, found.before, found.after) == (len(laid), before, after)
    seen = {cell for window in laid for cell in window}
    assert found.unseen == len(set(range(size)) - seen)


@given(size=st.integers(3, 300))
def test_what_the_words_say_of_the_rules(size):
    down, up = size // 2, (size + 1) // 2
    assert halved(size, "pool").size == halved(size, "conv_4").size == down
    assert halved(size, "pool_ceil").size == halved(size, "conv_3").size == up
    assert halved(size, "same").size == up


@given(size=st.integers(1, 100), kernel_size=st.integers(1, 9), stride=st.integers(1, 5))
def test_same_pads_as_little_as_its_windows_need(size, kernel_size, stride):
    before, after = same_padding(size, kernel_size, stride)
    starts = range(-before, size, stride)
    wanted = -(-size // stride)
    assert after - before in (0, 1)
    assert starts[wanted - 1] + kernel_size <= size + after
    if before + after:
        assert starts[wanted - 1] + kernel_size == size + after


def test_halvings_are_halved_one_after_another():
    assert halvings(225, "pool", 5) == (225, 112, 56, 28, 14, 7)
    assert halvings(225, "same", 5) == (225, 113, 57, 29, 15, 8)
    sizes = halvings(101, "conv_4", 4)
    assert [halved(size, "conv_4").size for size in sizes[:-1]] == list(sizes[1:])


@pytest.mark.parametrize("case", SIZES, ids=str)
def test_sizes_are_those_of_pytorch(case):
    rule = case.options["rule"]
    (expected,) = case.outputs
    found = [halved(size, rule).size for size in case.inputs["sizes"].tolist()]
    assert found == expected.tolist()


@pytest.mark.parametrize("case", MEANS, ids=str)
def test_the_stage_of_the_lesson_shows_the_means_of_pytorch(case):
    (expected,) = case.outputs
    x = case.inputs["x"]
    run = trace(method("average_pool", x.shape, **case.options), x)
    np.testing.assert_allclose(run.output, expected, rtol=1e-12)


@pytest.mark.parametrize(
    ("call", "told"),
    [
        (lambda: halved(7, "valid"), "rule must be"),
        (lambda: halved(0, "same"), "size"),
        (lambda: halved(1, "pool"), "kernel_size 2"),
        (lambda: halvings(8, "pool", 4), "kernel_size 2"),
        (lambda: halvings(8, "pool", 0), "times"),
        (lambda: same_padding(8, 0, 2), "kernel_size"),
    ],
)
def test_what_cannot_be_gets_a_sentence(call, told):
    with pytest.raises(ParameterError, match=told):
        call()
