"""The questions on downsampling: right by loops of their own."""

import numpy as np
import pytest

from upsample_core.lessons.questions.downsampling import KINDS
from upsample_core.lessons.questions.question import mark

SEEDS = range(200)


def false_wave(given):
    """The strongest wave in the kept cells of a long signal that goes round."""
    cells = 1200
    wave = np.cos(2 * np.pi * given["wave"] * np.arange(cells))
    kept = [wave[cell] for cell in range(0, cells, given["stride"])]
    return np.abs(np.fft.rfft(kept)).argmax() / len(kept)


def vanishing(given):
    names = [name for name in given if name.startswith("wave_")]
    steady = []
    for name in names:
        kept = [np.cos(2 * np.pi * given[name] * given["stride"] * cell) for cell in range(40)]
        steady += [name.removeprefix("wave_")] if np.ptp(kept) < 1e-9 else []
    return steady[0] if len(steady) == 1 else None


def windows(size, kernel_size, stride, padding):
    """Where windows start that lie wholly on the padded cells."""
    return [s for s in range(-padding, size, stride) if s + kernel_size <= size + padding]


def halving(given):
    size = given["size"]
    for _time in range(given["times"]):
        size = len(windows(size, given["kernel_size"], 2, given["padding"]))
    return size


def ceil_mode(given):
    size, kernel_size, padding = given["size"], given["kernel_size"], given["padding"]
    starts = windows(size, kernel_size, given["stride"], padding)
    covered = starts[-1] + kernel_size
    begins = starts[-1] + given["stride"]
    return len(starts) + (covered < size + padding and begins < size)


def same(given):
    size, kernel_size, stride = given["size"], given["kernel_size"], given["stride"]
    wanted = len(range(0, size, stride))
    total = 0
    while len(range(0, size + total - kernel_size + 1, stride)) < wanted:
        total += 1
    return (total // 2, total - total // 2)


def border_mean(given):
    cells = [0.0, *given["x"]][:3]
    return sum(cells) / (3 if given["flag"] == "True" else 2)


def offset(given):
    """Enlarge a ramp that was decimated, and see how far it lies off in the middle."""
    stride = given["stride"]
    kept = np.arange(0.0, 20 * stride, stride)
    large = np.interp((np.arange(20 * stride) + 0.5) / stride - 0.5, np.arange(kept.size), kept)
    at = 10 * stride
    return at - large[at]


def moved_maxima(given):
    x = given["x"]
    row = [x[-1], *x[:-1]]
    return tuple(max(row[i], row[i + 1]) for i in range(0, 8, 2))


def blurred(given):
    at, x = 2 * given["place"], given["x"]
    return (x[at - 1] + 2 * x[at] + x[at + 1]) / 4


def sums(given):
    a, b = given["a"], given["b"]
    return (max(p + q for p, q in zip(a, b, strict=True)), max(a) + max(b))


def shares(given):
    """Cut every cell into as many parts as there are outputs."""
    parts = [x for x in given["x"] for _part in range(given["outputs"])]
    length = given["size"]
    return np.mean(parts[given["place"] * length : (given["place"] + 1) * length])


ORACLES = {
    f.__name__: f
    for f in (
        false_wave, vanishing, halving, ceil_mode, same, border_mean, offset, moved_maxima,
        blurred, sums, shares,
    )
}  # fmt: skip


def spelled(value):
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)


def test_every_kind_has_an_oracle():
    assert ORACLES.keys() == KINDS.keys()


@pytest.mark.parametrize("kind", KINDS)
def test_the_answer_is_right(kind):
    for seed in SEEDS:
        question = KINDS[kind](seed)
        expected = ORACLES[kind](question.given)
        if isinstance(question.answer, str):
            assert question.answer == expected
        else:
            assert question.answer == pytest.approx(expected, abs=1e-6)
        assert mark(question, spelled(question.answer)).right


@pytest.mark.parametrize("kind", KINDS)
def test_wrong_answers_are_marked_wrong(kind):
    for seed in SEEDS:
        question = KINDS[kind](seed)
        assert question.mistakes
        for name, value in question.mistakes.items():
            marked = mark(question, spelled(value))
            assert not marked.right, (seed, name)
            assert marked.mistake in question.mistakes


@pytest.mark.parametrize("kind", KINDS)
def test_blank_and_silly_answers_get_a_sentence(kind):
    for reply in (None, "", "?", "nan", "1/0", "half"):
        marked = mark(KINDS[kind](0), reply)
        assert not marked.right
        assert len(str(marked.problem)) > 10


@pytest.mark.parametrize("kind", KINDS)
def test_a_seed_makes_the_same_question_and_seeds_differ(kind):
    again = [dict(KINDS[kind](seed).given) for seed in SEEDS]
    assert again == [dict(KINDS[kind](seed).given) for seed in SEEDS]
    assert len({str(given) for given in again}) > 15


def test_settings_and_roundings_are_asked_for_in_both_ways():
    flags = {KINDS["border_mean"](seed).given["flag"] for seed in SEEDS}
    assert flags == {"True", "False"}
    more = [KINDS["ceil_mode"](seed) for seed in SEEDS]
    assert 0.2 < np.mean([one.answer > one.given["floor"] for one in more]) < 0.8
