"""Questions about guesses: the best single one, draws, averages, agreement, steps from noise."""

from __future__ import annotations

from collections.abc import Mapping

from upsample_core.lessons.questions.question import Maker, Question, generator


def best_grey(seed: int) -> Question:
    """Ask for the grey of least expected squared error."""
    source = generator("best grey", seed)
    ink = source.choice((0.1, 0.2, 0.25, 0.3, 0.4, 0.6, 0.7, 0.75, 0.8, 0.9))
    light, dark = source.choice(((1, 0), (0.8, 0.2), (1, 0.2), (0.8, 0)))
    return Question(
        "best_grey",
        seed,
        {
            "percent": _clean(100 * ink),
            "rest": _clean(100 - 100 * ink),
            "light": light,
            "dark": dark,
        },
        _clean(ink * light + (1 - ink) * dark),
        mistakes={
            "likelier": light if ink > 0.5 else dark,
            "middle": _clean((light + dark) / 2),
            "turned": _clean((1 - ink) * light + ink * dark),
        },
    )


def draw_error(seed: int) -> Question:
    """Ask for the expected squared error of a guess drawn as the truth is."""
    source = generator("error of a draw", seed)
    ink = source.randint(10, 49) / 100
    spread = _clean(ink * (1 - ink))
    return Question(
        "draw_error",
        seed,
        {"percent": _clean(100 * ink), "rest": _clean(100 - 100 * ink), "spread": spread},
        _clean(2 * spread),
        mistakes={"mean": spread, "once_more": _clean(4 * spread), "ink": ink},
    )


def averaged(seed: int) -> Question:
    """Ask for the expected squared error of the mean of some guesses."""
    source = generator("error of an average", seed)
    least, count = source.choice((10, 20, 30, 40, 60, 80)), source.choice((2, 4, 5, 10))
    return Question(
        "averaged",
        seed,
        {"least": least, "count": count, "extra": _clean(least / count), "one": _clean(2 * least)},
        _clean(least + least / count),
        mistakes={
            "vanishes": _clean(2 * least / count),
            "only_extra": _clean(least / count),
            "stays": _clean(2 * least),
        },
    )


def share(seed: int) -> Question:
    """Ask how likely a letter is, among the glyphs that agree."""
    source = generator("share of a letter", seed)
    counts = source.sample(range(1, 8), 3)
    letters = source.choice((("n", "o", "a"), ("S", "5", "8"), ("B", "R", "8"), ("t", "l", "i")))
    whole = sum(counts)
    library = 100 * source.randint(10, 20)
    return Question(
        "share",
        seed,
        {
            "library": library,
            "whole": whole,
            "asked": letters[0],
            "first": f"{counts[0]} × {letters[0]}",
            "others": f"{counts[1]} × {letters[1]}, {counts[2]} × {letters[2]}",
            "count": counts[0],
        },
        _clean(counts[0] / whole),
        mistakes={
            "of_all": _clean(counts[0] / library),
            "letters": _clean(1 / 3),
            "odds": _clean(counts[0] / (whole - counts[0])),
        },
    )


def residual(seed: int) -> Question:
    """Ask what the projection adds to each pixel of a block."""
    source = generator("residual of a block", seed)
    given, made = (tenths / 20 for tenths in source.sample(range(2, 19), 2))
    return Question(
        "residual",
        seed,
        {"given": given, "made": made},
        _clean(given - made),
        mistakes={
            "shared": _clean((given - made) / 64),
            "turned": _clean(made - given),
            "whole": _clean(64 * (given - made)),
            "itself": given,
        },
    )


def one_step(seed: int) -> Question:
    """Ask for a pixel after one step from noise."""
    source = generator("step from noise", seed)
    steps = source.choice((4, 5, 8, 10))
    done = source.randint(1, steps - 2)
    pixel, answer = source.choice((0.2, 0.4, 0.5, 0.6)), source.choice((0, 0.8, 1))
    part = 1 / (steps - done)
    return Question(
        "one_step",
        seed,
        {
            "steps": steps,
            "done": done,
            "left": steps - done,
            "pixel": pixel,
            "answer_now": answer,
        },
        _clean(pixel + part * (answer - pixel)),
        mistakes={
            "arrived": answer,
            "even": _clean(pixel + (answer - pixel) / steps),
            "time": _clean(pixel + done / steps * (answer - pixel)),
        },
    )


def _clean(value: float) -> float:
    """Return a number without the rounding of the computer."""
    return round(value, 10) + 0.0


KINDS: Mapping[str, Maker] = {
    make.__name__: make for make in (share, best_grey, draw_error, averaged, one_step, residual)
}
"""The kinds of questions of the lesson, in the order they are asked."""
