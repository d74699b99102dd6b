"""What every question about guesses claims, checked by counting and by trying values out.

Each check yields what every slip leads to; `test_question_claims` compares.
"""

import itertools

import pytest


def share(q, g):
    counts = [int(part.split(" × ")[0]) for part in (g["first"], *g["others"].split(", "))]
    letters = [part.split(" × ")[1] for part in (g["first"], *g["others"].split(", "))]
    assert len(set(letters)) == len(set(counts)) == 3
    assert letters[0] == g["asked"]
    glyphs = [letter for count, letter in zip(counts, letters, strict=True) for _ in range(count)]
    assert len(glyphs) == g["whole"] < g["library"]
    assert glyphs.count(g["asked"]) == g["count"]
    assert q.answer == pytest.approx(glyphs.count(g["asked"]) / len(glyphs))
    yield "of_all", g["count"] / g["library"]
    yield "letters", 1 / len(set(letters))
    yield "odds", g["count"] / sum(counts[1:])


def best_grey(q, g):
    assert g["percent"] + g["rest"] == pytest.approx(100)

    def error(answer):
        return (
            g["percent"] * (answer - g["light"]) ** 2 + g["rest"] * (answer - g["dark"]) ** 2
        ) / 100

    tried = [step / 1000 for step in range(-200, 1201)]
    assert min(tried, key=error) == pytest.approx(q.answer)
    assert q.answer not in (g["light"], g["dark"])
    likelier = g["light"] if g["percent"] > 50 else g["dark"]
    assert error(likelier) > error(q.answer)
    yield "likelier", likelier
    yield "middle", (g["light"] + g["dark"]) / 2
    yield "turned", g["light"] + g["dark"] - q.answer


def draw_error(q, g):
    ink = {1: g["percent"] / 100, 0: g["rest"] / 100}
    pairs = itertools.product(ink, repeat=2)
    assert q.answer == pytest.approx(sum(ink[a] * ink[b] * (a - b) ** 2 for a, b in pairs))
    spread = sum(share * (value - ink[1]) ** 2 for value, share in ink.items())
    assert g["spread"] == pytest.approx(spread)
    yield "mean", spread
    yield "once_more", 4 * spread
    yield "ink", ink[1]


def averaged(q, g):
    """A coin of spread `least`: the truth and `count` guesses are flipped in every way there is."""
    count, half = g["count"], g["least"] ** 0.5
    whole, ways = 0.0, 0
    for truth, *guesses in itertools.product((-half, half), repeat=count + 1):
        whole, ways = whole + (truth - sum(guesses) / count) ** 2, ways + 1
    assert q.answer == pytest.approx(whole / ways)
    assert g["one"] == 2 * g["least"]
    assert g["extra"] == pytest.approx(q.answer - g["least"])
    yield "vanishes", g["one"] / count
    yield "only_extra", g["extra"]
    yield "stays", g["one"]


def one_step(q, g):
    """Step by step: what is left is always divided evenly, so that the last step arrives."""
    pixel, way = g["pixel"], []
    for left in range(g["left"], 0, -1):
        pixel += (g["answer_now"] - pixel) / left
        way.append(pixel)
    assert way[0] == pytest.approx(q.answer)
    assert way[-1] == pytest.approx(g["answer_now"])
    assert g["left"] == g["steps"] - g["done"] > 1
    yield "arrived", g["answer_now"]
    yield "even", g["pixel"] + (g["answer_now"] - g["pixel"]) / g["steps"]
    yield "time", g["pixel"] + (g["answer_now"] - g["pixel"]) * g["done"] / g["steps"]


def residual(q, g):
    block = [g["made"] + q.answer] * 64
    assert sum(block) / 64 == pytest.approx(g["given"])
    yield "shared", q.answer / 64
    yield "turned", -q.answer
    yield "whole", 64 * q.answer
    yield "itself", g["given"]


CHECKS = (share, best_grey, draw_error, averaged, one_step, residual)
"""In the order in which the questions are asked."""
