"""The questions on the matrix: right by loops that build C straight from the definition."""

import numpy as np
import pytest

from upsample_core.lessons.questions.convolution_matrix import KINDS
from upsample_core.lessons.questions.question import mark

SEEDS = range(200)


def naive_matrix(shape, kernel, stride, padding):
    """Build C by asking for every output and tap which input it meets."""
    kernel = np.asarray(kernel, dtype=float)
    shape, sizes = tuple(shape), kernel.shape
    outputs = [(n + 2 * padding - k) // stride + 1 for n, k in zip(shape, sizes, strict=True)]
    dense = np.zeros((*outputs, *shape))
    stored = np.zeros(dense.shape, dtype=bool)
    for output in np.ndindex(*outputs):
        for tap in np.ndindex(sizes):
            place = tuple(o * stride + t - padding for o, t in zip(output, tap, strict=True))
            if all(0 <= p < n for p, n in zip(place, shape, strict=True)):
                dense[(*output, *place)] += kernel[tap]
                stored[(*output, *place)] = True
    flat = (int(np.prod(outputs)), int(np.prod(shape)))
    return dense.reshape(flat), stored.reshape(flat)


def matrix_shape(given):
    kernel = np.ones((given["kernel_size"],) * 2)
    return naive_matrix(given["input"], kernel, given["stride"], given["padding"])[0].shape


def entry(given):
    dense, _stored = naive_matrix(
        (given["size"],), given["kernel"], given["stride"], given["padding"]
    )
    return dense[given["row"], given["column"]]


def stored(given):
    return naive_matrix((given["size"],), np.ones(3), given["stride"], given["padding"])[1].sum()


def column_count(given):
    _dense, held = naive_matrix(given["input"], np.ones((3, 3)), given["stride"], given["padding"])
    height, width = given["input"]
    assert given["flat"] == given["row"] * width + given["column"] < height * width
    return held[:, given["flat"]].sum()


def null_space(given):
    dense, _stored = naive_matrix((given["size"],), given["kernel"], given["stride"], 0)
    lengths = np.linalg.svd(dense, full_matrices=True)[2] @ dense.T
    return int((np.abs(lengths).max(axis=1) < 1e-9).sum())


def adjoint(given):
    dense, _stored = naive_matrix((given["size"],), given["kernel"], given["stride"], 1)
    return np.dot(given["x"], dense.T @ given["y"])


ORACLES = {f.__name__: f for f in (matrix_shape, entry, stored, column_count, null_space, adjoint)}


def spelled(value):
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)


def test_every_kind_has_an_oracle():
    assert ORACLES.keys() == KINDS.keys()
    assert len(KINDS) >= 4


@pytest.mark.parametrize("kind", KINDS)
def test_the_answer_is_right(kind):
    for seed in SEEDS:
        question = KINDS[kind](seed)
        expected = ORACLES[kind](question.given)
        assert question.kind == kind
        assert question.answer == pytest.approx(expected)
        assert mark(question, spelled(question.answer)).right


@pytest.mark.parametrize("kind", KINDS)
def test_wrong_answers_are_marked_wrong(kind):
    for seed in SEEDS:
        question = KINDS[kind](seed)
        # The middle tap, one step at a time and without padding, is hard to get wrong.
        assert question.mistakes or kind == "entry"
        for name, value in question.mistakes.items():
            marked = mark(question, spelled(value))
            assert not marked.right, (seed, name)
            assert marked.mistake in question.mistakes
        far = np.add(question.answer, 1)
        assert not mark(question, spelled(tuple(far) if far.ndim else far)).right


@pytest.mark.parametrize("kind", KINDS)
def test_blank_and_silly_answers_get_a_sentence(kind):
    for seed in SEEDS:
        for reply in (None, "", "   ", "?", "k5", "nan", "1/0"):
            marked = mark(KINDS[kind](seed), reply)
            assert not marked.right
            assert len(str(marked.problem)) > 10


@pytest.mark.parametrize("kind", KINDS)
def test_a_seed_makes_the_same_question_and_seeds_differ(kind):
    again = [dict(KINDS[kind](seed).given) for seed in SEEDS]
    assert again == [dict(KINDS[kind](seed).given) for seed in SEEDS]
    assert len({str(given) for given in again}) > 15


@pytest.mark.parametrize("kind", ["matrix_shape", "column_count"])
def test_grids_are_not_square(kind):
    assert all(len(set(KINDS[kind](seed).given["input"])) == 2 for seed in SEEDS)


def test_entries_are_asked_on_and_off_the_kernel():
    answers = [KINDS["entry"](seed).answer for seed in SEEDS]
    assert 0.05 < np.mean(np.array(answers) == 0) < 0.5
