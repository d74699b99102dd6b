"""The questions on transposed convolution: right by loops straight from the definitions."""

import numpy as np
import pytest

from tests.core.naive_transposed import stamped, virtual_kinds
from upsample_core.lessons.questions.question import mark
from upsample_core.lessons.questions.transposed_convolution import KINDS

SEEDS = range(200)


def size(given):
    kernel = np.ones(given["kernel_size"])
    names = ("stride", "padding", "output_padding", "dilation")
    return len(stamped(np.ones(given["length"]), kernel, *(given[name] for name in names)))


def virtual_cell(given):
    names = ("length", "kernel_size", "stride", "padding", "output_padding")
    kinds = virtual_kinds(*(given[name] for name in names))
    assert len(kinds) == given["cells"]
    assert (kinds.index("datum"), len(kinds) - 1 - kinds[::-1].index("datum")) == (
        given["first"],
        given["last"],
    )
    return kinds[given["position"]]


def entry(given):
    """The column is the stamp of one input."""
    x = np.zeros(given["length"])
    x[given["column"]] = 1
    return stamped(x, given["kernel"], given["stride"], given["padding"])[given["row"]]


def overlap(given):
    counts = [
        stamped(np.ones(n), np.ones(given["kernel_size"]), given["stride"], given["padding"])[at]
        for n, at in zip(given["input"], (given["row"], given["column"]), strict=True)
    ]
    assert counts == [given["down"], given["across"]]
    return counts[0] * counts[1]


def output_padding(given):
    kernel = np.ones(given["kernel_size"])
    for extra in range(given["stride"]):
        numbers = (given["stride"], given["padding"], extra)
        if len(stamped(np.ones(given["shrunk"]), kernel, *numbers)) == given["original"]:
            return extra
    raise AssertionError(given)


def offered_size(given, name):
    kernel = np.ones(given[f"kernel_{name}"])
    x = np.ones(given["small"])
    return len(stamped(x, kernel, *(given[f"{part}_{name}"] for part in _PARTS)))


_PARTS = ("stride", "padding", "extra")


def parameters(given):
    sizes = {name: offered_size(given, name) for name in "abcd"}
    assert all(sizes[name] == given[f"size_{name}"] for name in sizes)
    (right,) = [name for name, value in sizes.items() if value == given["large"]]
    return right


def same(given):
    whole = stamped(np.ones(given["length"]), np.ones(given["kernel_size"]), given["stride"])
    over = len(whole) - given["length"] * given["stride"]
    assert (len(whole), over) == (given["whole"], given["over"])
    before = 0
    while before + given["after"] < over:
        before += 1
    assert given["after"] - before in (0, 1)
    return before


ORACLES = {
    f.__name__: f for f in (size, virtual_cell, entry, overlap, output_padding, parameters, same)
}


@pytest.mark.parametrize("kind", ORACLES)
def test_the_answer_is_right(kind):
    for seed in SEEDS:
        question = KINDS[kind](seed)
        assert question.kind == kind
        assert question.answer == ORACLES[kind](question.given), seed
        assert mark(question, str(question.answer)).right


@pytest.mark.parametrize("kind", KINDS)
def test_wrong_answers_are_marked_wrong(kind):
    slips = 0
    for seed in SEEDS:
        question = KINDS[kind](seed)
        for value in question.mistakes.values():
            marked = mark(question, str(value))
            assert not marked.right
            assert marked.mistake in question.mistakes
            slips += 1
        wrong = (
            [name for name in question.choices if name != question.answer]
            if question.choices
            else [np.atleast_1d(question.answer) + off for off in (1, 0.5, -100)]
        )
        replies = [value if question.choices else str(value.tolist()) for value in wrong]
        assert not any(mark(question, reply).right for reply in replies)
    assert slips > 75


@pytest.mark.parametrize("kind", KINDS)
def test_blank_and_silly_answers_get_a_sentence(kind):
    for seed in SEEDS:
        for reply in (None, "", "   ", "?", "k5", "nan", "1/0", "1, 2, 3, 4, 5"):
            marked = mark(KINDS[kind](seed), reply)
            assert not marked.right
            assert len(str(marked.problem)) > 10


@pytest.mark.parametrize("kind", KINDS)
def test_a_seed_makes_the_same_question_and_seeds_differ(kind):
    again = [str(KINDS[kind](seed).given) for seed in SEEDS]
    assert again == [str(KINDS[kind](seed).given) for seed in SEEDS]
    assert len(set(again)) > 30


def test_every_choice_is_right_some_time():
    for kind in ("virtual_cell", "parameters"):
        questions = [KINDS[kind](seed) for seed in SEEDS]
        assert {question.answer for question in questions} == set(questions[0].choices)


def test_grids_are_not_square():
    assert all(len(set(KINDS["overlap"](seed).given["input"])) == 2 for seed in SEEDS)
