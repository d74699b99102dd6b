"""Questions about training: gradients, the best weight, rates, what is left, evenness."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from upsample_core.learning import SquaredError, descend
from upsample_core.lessons.questions.question import Maker, Question, generator
from upsample_core.operations.gradients import conv2d_weight, conv_transpose2d_weight


def one_step(seed: int) -> Question:
    """Ask for a weight after one step of training."""
    source = generator("step of training", seed)
    x, target, first = source.randint(1, 3), source.randint(7, 12), source.randint(0, 2)
    rate = source.choice((0.05, 0.1))
    error = SquaredError(np.array([[float(x * x)]]), np.array([float(x * target)]), target**2)
    slope = float(error.gradient([first])[0])
    return Question(
        "one_step",
        seed,
        {
            "x": x,
            "target": target,
            "first": first,
            "rate": rate,
            "made": first * x,
            "gap": first * x - target,
            "slope": slope,
        },
        _clean(descend(error, [first], rate).weights(1)[0]),
        mistakes={
            "uphill": _clean(first + rate * slope),
            "half": _clean(first - rate * slope / 2),
            "no_input": _clean(first - rate * 2 * (first * x - target)),
            "gradient": _clean(slope),
        },
    )


def best_weight(seed: int) -> Question:
    """Ask for the weight of least squared error."""
    source = generator("best weight", seed)
    inputs = source.choice(((1, 2), (1, 3), (2, 4), (2, 1), (3, 1)))
    best = source.randint(1, 4)
    # Errors that leave the best weight a whole number: at right angles to the inputs.
    turn = source.choice((-1, 1))
    targets = (best * inputs[0] + turn * inputs[1], best * inputs[1] - turn * inputs[0])
    matrix, wanted = np.array(inputs, float), np.array(targets, float)
    error = SquaredError(
        np.array([[matrix @ matrix]]), np.array([matrix @ wanted]), float(wanted @ wanted)
    )
    return Question(
        "best_weight",
        seed,
        {
            "x1": inputs[0],
            "x2": inputs[1],
            "t1": targets[0],
            "t2": targets[1],
            "products": int(matrix @ wanted),
            "squares": int(matrix @ matrix),
        },
        _clean(error.best()[0]),
        mistakes={
            "sums": _clean(wanted.sum() / matrix.sum()),
            "ratios": _clean((wanted / matrix).mean()),
            "first": _clean(wanted[0] / matrix[0]),
        },
    )


def limit(seed: int) -> Question:
    """Ask for the rate from which on training diverges."""
    source = generator("limit of the rate", seed)
    small, large = sorted(source.sample((0.1, 0.2, 0.25, 0.4, 0.5, 0.8, 1, 1.6, 2, 4), 2))
    error = SquaredError(np.diag([small / 2, large / 2]), np.zeros(2), 0.0)
    return Question(
        "limit",
        seed,
        {"small": small, "large": large},
        _clean(descend(error, [1.0, 1.0]).limit),
        mistakes={
            "smallest": _clean(2 / small),
            "one_over": _clean(1 / large),
            "itself": _clean(large),
            "both": _clean(2 / (small + large)),
        },
    )


def remaining(seed: int) -> Question:
    """Ask what part of the distance to the best is left."""
    source = generator("what is left", seed)
    rate, eigenvalue = source.choice((1, 2, 3)), source.choice((0.1, 0.2, 0.25, 0.4, 0.5))
    count = source.choice((2, 3))
    error = SquaredError(np.array([[eigenvalue / 2]]), np.zeros(1), 0.0)
    factor = _clean(1 - rate * eigenvalue)
    return Question(
        "remaining",
        seed,
        {"rate": rate, "eigenvalue": eigenvalue, "count": count, "factor": factor},
        _clean(descend(error, [1.0], rate).weights(count)[0]),
        mistakes={
            "once": factor,
            "product": _clean(1 - count * rate * eigenvalue),
            "shrunk": _clean((rate * eigenvalue) ** count),
        },
    )


def even_tap(seed: int) -> Question:
    """Ask for the middle weight that makes a kernel of three even."""
    source = generator("even tap", seed)
    left, right = (tenths / 10 for tenths in source.sample(range(1, 10), 2))
    return Question(
        "even_tap",
        seed,
        {"left": left, "right": right},
        _clean(left + right),
        mistakes={
            "mean": _clean((left + right) / 2),
            "alike": _clean(max(left, right)),
            "rest": _clean(1 - left - right),
        },
    )


def gradient(seed: int) -> Question:
    """Ask for the gradient with respect to one weight of a transposed convolution."""
    source = generator("gradient of a tap", seed)
    x = [source.randint(1, 4) for _ in range(3)]
    back = [source.choice((-2, -1, 1, 2, 3)) for _ in range(6)]
    tap = source.choice((0, 1))
    images, errors = np.array(x, float), np.array(back, float)
    found = conv_transpose2d_weight(
        images[None, None, None], (1, 1, 1, 2), errors[None, None, None], (1, 2)
    )
    without = conv2d_weight(errors[None, None, None], (1, 1, 1, 4), images[None, None, None])
    return Question(
        "gradient",
        seed,
        {
            "x": ", ".join(map(str, x)),
            "back": ", ".join(map(str, back)).replace("-", "−"),
            "tap": tap,
            "terms": " + ".join(_product(a, b) for a, b in zip(x, back[tap::2], strict=True)),
        },
        _clean(found[0, 0, 0, tap]),
        mistakes={
            "other": _clean(found[0, 0, 0, 1 - tap]),
            "no_stride": _clean(without[0, 0, 0, tap]),
            "no_input": float(sum(back[tap::2])),
        },
    )


KINDS: Mapping[str, Maker] = {
    make.__name__: make for make in (one_step, best_weight, gradient, even_tap, limit, remaining)
}
"""The kinds of questions of the lesson, in the order they are asked."""


def _clean(value: float) -> float:
    """Return a number without the rounding of the computer."""
    return round(float(value), 9) + 0.0


def _product(one: int, other: int) -> str:
    return f"{one} · {other}" if other >= 0 else f"{one} · (−{-other})"
