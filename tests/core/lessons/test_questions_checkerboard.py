"""The questions on checkerboards: right by stamping kernels cell by cell."""

import re

import numpy as np
import pytest

from tests.core.naive_transposed import stamped
from upsample_core.lessons.questions.checkerboard import KINDS
from upsample_core.lessons.questions.question import mark

SEEDS = range(200)
LENGTH = 24


def one_period(kernel, stride, dilation=1, inputs=None):
    """Return the response to ones, from cell 0 of a period far inside."""
    row = np.ones(LENGTH) if inputs is None else inputs
    output = stamped(row, kernel, stride, 0, 0, dilation)
    start = (len(output) // 2) // stride * stride
    return [float(value) for value in output[start : start + stride]]


def same(values):
    return max(values) - min(values) < 1e-9


def overlap(given):
    counts = one_period(np.ones(given["kernel_size"]), given["stride"])
    down, across = (counts[given[name] % given["stride"]] for name in ("row", "column"))
    assert (down, across) == (given["down"], given["across"])
    return down * across


def even(given):
    right = [name for name in "abcd" if same(counted(given, name))]
    assert len(right) == 1
    told = [given[f"{part}_right"] for part in ("kernel", "stride", "dilation")]
    assert told == [given[f"{part}_{right[0]}"] for part in ("kernel", "stride", "dilation")]
    return right[0]


def counted(given, name):
    kernel, stride, dilation = (
        given[f"{part}_{name}"] for part in ("kernel", "stride", "dilation")
    )
    counts = one_period(np.ones(kernel), stride, dilation)
    assert given[f"counts_{name}"] == ", ".join(f"{count:g}" for count in counts)
    return counts


def sums(given):
    return tuple(one_period(given["kernel"], given["stride"]))


def stack(given):
    first = stamped(np.ones(LENGTH), np.ones(given["kernel_1"]), given["stride_1"])
    period = given["stride_1"] * given["stride_2"]
    second = stamped(first, np.ones(given["kernel_2"]), given["stride_2"])
    inside = second[len(second) // 2 : len(second) // 2 + period]
    assert (given["most_2d"], given["least_2d"]) == (max(inside) ** 2, min(inside) ** 2)
    return (max(inside), min(inside))


def flat(given):
    right = [name for name in "abcd" if same(one_period(given[f"kernel_{name}"], 2))]
    assert len(right) == 1
    assert given["kernel_right"] == given[f"kernel_{right[0]}"]
    return right[0]


def holes(given):
    stride = given["stride"]
    counts = np.array(one_period(np.ones(given["kernel_size"]), stride, given["dilation"]))
    return int((np.multiply.outer(counts, counts) == 0).sum())


COMPUTED = {f.__name__: f for f in (overlap, even, sums, stack, flat, holes)}


@pytest.mark.parametrize("kind", COMPUTED)
def test_the_answer_is_right(kind):
    for seed in SEEDS:
        question = KINDS[kind](seed)
        expected = COMPUTED[kind](question.given)
        assert question.answer == expected, (kind, seed)
        reply = question.answer if question.choices else written(question.answer)
        assert mark(question, reply).right


@pytest.mark.parametrize("kind", KINDS)
def test_slips_are_wrong_and_known(kind):
    named = set()
    for seed in SEEDS:
        question = KINDS[kind](seed)
        for slip, value in question.mistakes.items():
            marked = mark(question, value if question.choices else written(value))
            assert not marked.right, (kind, seed, slip)
            assert marked.mistake is not None
            named.add(slip)
    assert len(named) >= 3


@pytest.mark.parametrize("reply", ["", "  ", None, "many", "nan", "1/0", "1, 2, 3, 4, 5, 6", "🙂"])
@pytest.mark.parametrize("kind", KINDS)
def test_what_is_no_answer_gets_a_sentence(kind, reply):
    marked = mark(KINDS[kind](3), reply)
    assert not marked.right
    assert marked.problem is not None


@pytest.mark.parametrize("kind", ["overlap", "holes"])
def test_a_wrong_number_is_wrong(kind):
    question = KINDS[kind](1)
    assert not mark(question, str(question.answer + 77)).right


@pytest.mark.parametrize("kind", ["even", "flat"])
def test_the_four_choices_differ_and_are_shuffled(kind):
    answers = set()
    for seed in SEEDS:
        question = KINDS[kind](seed)
        parts = sorted(
            {re.sub("_[abcd]$", "", name) for name in question.given if name[-2:] in CHOICES}
        )
        offered = {str([question.given.get(f"{part}{end}") for part in parts]) for end in CHOICES}
        assert len(offered) == 4, (kind, seed)
        answers.add(question.answer)
    assert answers == set("abcd")


CHOICES = ("_a", "_b", "_c", "_d")


def written(value):
    return ", ".join(f"{entry:g}" for entry in value) if isinstance(value, tuple) else f"{value:g}"
