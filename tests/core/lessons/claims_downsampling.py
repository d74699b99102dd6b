"""What the questions on downsampling say, checked by loops of their own.

Each function checks one kind and yields where every slip leads; `test_question_claims` runs them.
"""

import math

import numpy as np
import pytest


def windows(size, kernel_size, stride, padding=0):
    """How many windows lie wholly on the padded cells."""
    return len(range(0, size + 2 * padding - kernel_size + 1, stride))


def false_wave(q, g):
    wave, s = g["wave"], g["stride"]
    turns = wave * s
    assert g["turns"] == pytest.approx(turns)
    assert g["whole"] == min(range(5), key=lambda n: abs(n - turns))
    assert q.answer == pytest.approx(abs(turns - g["whole"]))
    assert turns > 0.5, "more than half a turn"
    kept = [np.cos(2 * np.pi * turns * n) for n in range(12)]
    assert kept == pytest.approx([np.cos(2 * np.pi * q.answer * n) for n in range(12)])
    yield "turns", turns
    yield "unfolded", turns % 1
    if "unfolded" in q.mistakes:
        assert turns % 1 > 0.5
    yield "per_cell", q.answer / s
    yield "divided", wave / s
    yield "unchanged", wave


def vanishing(q, g):
    s, limit = g["stride"], 1 / (2 * g["stride"])
    assert g["limit"] == g["wave_limit"] == limit
    assert q.answer == "right"
    assert g["wave_right"] * s == pytest.approx(g["turns"])
    assert g["wave_slow"] < limit < g["wave_folded"]
    turns = g["wave_folded"] * s
    assert g["seen_folded"] == pytest.approx(min(abs(turns - n) for n in range(4)))
    assert g["seen_folded"] > 0.01
    assert len({g[f"wave_{name}"] for name in q.choices}) == 4
    for name in ("slow", "limit", "folded"):
        yield name, name


def halving(q, g):
    k, p = g["kernel_size"], g["padding"]
    sizes, padless, up, same_ = ([g["size"]] for _ in range(4))
    for _time in range(g["times"]):
        sizes.append(windows(sizes[-1], k, 2, p))
        padless.append(windows(padless[-1], k, 2))
        up.append(math.ceil((up[-1] + 2 * p - k) / 2) + 1)
        same_.append(math.ceil(same_[-1] / 2))
    assert list(g["sizes"]) == [int(n) for n in g["sizes_text"].split(" → ")] == sizes
    assert (q.answer, g["first"]) == (sizes[-1], sizes[1])
    yield "once", sizes[1]
    yield "no_padding", padless[-1]
    yield "rounded_up", up[-1]
    yield "same_padding", same_[-1]
    if "no_padding" in q.mistakes:
        assert p > 0


def ceil_mode(q, g):
    n, k, s, p = g["size"], g["kernel_size"], g["stride"], g["padding"]
    assert (g["padded"], g["floor"]) == (n + 2 * p, windows(n, k, s, p))
    starts = [-p + i * s for i in range(g["floor"])]
    left_over = starts[-1] + k < n + p
    allowed = starts[-1] + s < n
    assert q.answer == g["floor"] + (left_over and allowed)
    assert g["last_start"] == -p + (q.answer - 1) * s
    assert g["last_start"] < n
    yield "floor", g["floor"]
    if "floor" in q.mistakes:
        assert left_over
    yield "in_padding", g["floor"] + 1
    if "in_padding" in q.mistakes:
        assert left_over
        assert not allowed
    yield "one_more", g["floor"] + 1
    if "one_more" in q.mistakes:
        assert starts[-1] + k == n + p, "nothing is left over"


def same(q, g):
    n, k, s = g["size"], g["kernel_size"], g["stride"]
    assert g["windows"] == math.ceil(n / s)
    assert g["needed"] == (g["windows"] - 1) * s + k
    assert g["total"] == max(0, g["needed"] - n) == sum(q.answer)
    assert q.answer[1] - q.answer[0] in (0, 1)
    yield "turned", q.answer[::-1]
    yield "half_kernel", (math.floor(k / 2),) * 2
    yield "all_each", (g["total"],) * 2


def border_mean(q, g):
    x = g["x"]
    means = {"True": (0 + x[0] + x[1]) / 3, "False": (x[0] + x[1]) / 2}
    assert q.answer == pytest.approx(means[g["flag"]])
    assert g["sum"] / g["divisor"] == pytest.approx(q.answer)
    yield "other_flag", means["False" if g["flag"] == "True" else "True"]
    yield "no_padding", (x[0] + x[1] + x[2]) / 3
    yield "sum", x[0] + x[1]


def offset(q, g):
    s, i = g["stride"], g["index"]
    pixels = range(i * s, (i + 1) * s)
    assert g["kept"] == pixels[0]
    assert g["taken"] == (pixels[0] + pixels[-1]) / 2
    assert q.answer == g["taken"] - g["kept"]
    yield "none", 0
    yield "half", s / 2
    yield "stride", s
    yield "one_less", pixels[-1] - pixels[0]


def moved_maxima(q, g):
    x = g["x"]
    right, left = [x[-1], *x[:-1]], [*x[1:], x[0]]

    def pairs(row, what):
        return tuple(what(row[n], row[n + 1]) for n in range(0, len(row), 2))

    assert g["moved"] == right
    assert tuple(g["before"]) == pairs(x, max)
    assert q.answer == pairs(right, max)
    yield "not_moved", pairs(x, max)
    yield "other_way", pairs(left, max)
    yield "first_of_two", pairs(right, lambda a, b: a)
    yield "means", pairs(right, lambda a, b: (a + b) / 2)


def blurred(q, g):
    x, at = g["x"], 2 * g["place"]
    assert (g["at"], g["window"]) == (at, [x[at - 1], x[at], x[at + 1]])
    assert q.answer == (x[at - 1] + 2 * x[at] + x[at + 1]) / 4
    near = g["place"]
    yield "no_blur", x[at]
    yield "not_divided", 4 * q.answer
    yield "equal", (x[at - 1] + x[at] + x[at + 1]) / 3
    yield "no_stride", (x[near - 1] + 2 * x[near] + x[near + 1]) / 4


def sums(q, g):
    a, b = g["a"], g["b"]
    assert g["whole"] == [p + r for p, r in zip(a, b, strict=True)]
    assert (g["most_a"], g["most_b"]) == (max(a), max(b))
    assert q.answer == (max(g["whole"]), max(a) + max(b))
    assert q.answer[0] < q.answer[1], "they differ"
    assert np.argmax(a) != np.argmax(b)
    yield "linear", (max(a) + max(b),) * 2
    yield "turned", q.answer[::-1]
    mean = (sum(a) + sum(b)) / 4
    yield "means", (mean, mean)


def shares(q, g):
    x, size, outputs, place = g["x"], g["size"], g["outputs"], g["place"]
    assert (g["begin"], g["end"]) == pytest.approx(
        (place * size / outputs, (place + 1) * size / outputs)
    )
    assert g["length"] == pytest.approx(g["end"] - g["begin"])
    cut = [value for value in x for _part in range(outputs)][place * size : (place + 1) * size]
    assert q.answer == pytest.approx(sum(cut) / size)
    touched = [x[n] for n in range(size) if (n + 1) * outputs > place * size
               and n * outputs < (place + 1) * size]  # fmt: skip
    wholly = [x[n] for n in range(size) if n * outputs >= place * size
              and (n + 1) * outputs <= (place + 1) * size]  # fmt: skip
    assert len(wholly) < len(touched), "some cell is cut"
    yield "adaptive", sum(touched) / len(touched)
    yield "not_divided", sum(cut) / outputs
    if wholly:
        yield "whole_cells", sum(wholly) / len(wholly)


CHECKS = (
    false_wave, vanishing, halving, ceil_mode, same, border_mean, offset, moved_maxima, blurred,
    sums, shares,
)  # fmt: skip
"""In the order in which the lesson asks."""
