"""What every question about learned kernels claims, checked by loops of their own.

Each check yields what every slip leads to; `test_question_claims` compares.
"""

import pytest


def one_step(q, g):
    def error(w):
        return (w * g["x"] - g["target"]) ** 2

    first, rate, tiny = g["first"], g["rate"], 1e-6
    slope = (error(first + tiny) - error(first - tiny)) / (2 * tiny)
    assert g["slope"] == pytest.approx(slope, abs=1e-4)
    assert (g["made"], g["gap"]) == (first * g["x"], first * g["x"] - g["target"])
    assert q.answer == pytest.approx(first - rate * g["slope"])
    assert error(q.answer) < error(first)
    yield "uphill", first + rate * g["slope"]
    yield "half", first - rate * g["gap"] * g["x"]
    yield "no_input", first - rate * 2 * g["gap"]
    if "no_input" in q.mistakes:
        assert g["x"] != 1
    yield "gradient", g["slope"]


def best_weight(q, g):
    pairs = [(g["x1"], g["t1"]), (g["x2"], g["t2"])]

    def error(w):
        return sum((w * x - t) ** 2 for x, t in pairs)

    assert all(error(q.answer) < error(q.answer + far) for far in (-0.3, -0.01, 0.01, 0.3))
    assert g["products"] == sum(x * t for x, t in pairs)
    assert g["squares"] == sum(x * x for x, t in pairs)
    assert q.answer == pytest.approx(g["products"] / g["squares"])
    yield "sums", sum(t for _, t in pairs) / sum(x for x, _ in pairs)
    yield "ratios", sum(t / x for x, t in pairs) / 2
    yield "first", g["t1"] / g["x1"]


def numbers(text):
    return [float(part) for part in text.replace("−", "-").split(", ")]


def gradient(q, g):
    x, back = numbers(g["x"]), numbers(g["back"])
    assert len(back) == 2 * len(x)

    def of(tap, apart):
        return sum(value * back[apart * i + tap] for i, value in enumerate(x))

    assert q.answer == of(g["tap"], 2)
    terms = [
        term.replace("(", "").replace(")", "").split(" · ") for term in g["terms"].split(" + ")
    ]
    assert sum(float(a) * float(b.replace("−", "-")) for a, b in terms) == q.answer
    yield "other", of(1 - g["tap"], 2)
    yield "no_stride", of(g["tap"], 1)
    yield "no_input", sum(back[g["tap"] :: 2])


def even_tap(q, g):
    taps = [g["left"], q.answer, g["right"]]
    made = [0.0] * 13
    for cell in range(6):
        for tap, weight in enumerate(taps):
            made[2 * cell + tap] += weight
    assert max(made[2:-2]) - min(made[2:-2]) < 1e-9
    yield "mean", (g["left"] + g["right"]) / 2
    yield "alike", max(g["left"], g["right"])
    yield "rest", 1 - g["left"] - g["right"]


def grows(rate, eigenvalues):
    """Whether some distance grows, step by step."""
    ways = [1.0] * len(eigenvalues)
    for _ in range(50):
        ways = [way - rate * value * way for way, value in zip(ways, eigenvalues, strict=True)]
    return max(map(abs, ways)) > 1


def limit(q, g):
    values = (g["small"], g["large"])
    assert g["small"] < g["large"]
    assert grows(1.02 * q.answer, values)
    assert not grows(0.98 * q.answer, values)
    yield "smallest", 2 / g["small"]
    assert grows(2 / g["small"], values)
    yield "one_over", 1 / g["large"]
    yield "itself", g["large"]
    yield "both", 2 / (g["small"] + g["large"])


def remaining(q, g):
    way = 1.0
    for _ in range(g["count"]):
        way -= g["rate"] * g["eigenvalue"] * way
    assert q.answer == pytest.approx(way)
    assert g["factor"] == pytest.approx(1 - g["rate"] * g["eigenvalue"])
    yield "once", g["factor"]
    yield "product", 1 - g["count"] * g["rate"] * g["eigenvalue"]
    yield "shrunk", (g["rate"] * g["eigenvalue"]) ** g["count"]


CHECKS = (one_step, best_weight, gradient, even_tap, limit, remaining)
"""In the order in which the questions are asked."""
