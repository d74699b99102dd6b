"""How a measurement is made: pairs taken in turn, the same work on both sides, and medians."""

import gc
import statistics
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np

Work = Callable[[], Any]
SHORTEST = 0.002
"""Seconds that one sample lasts at least: work that is over sooner is repeated within it."""


@dataclass(frozen=True)
class Case:
    """Something to time: our work, a peer's work with the same result, and a bound.

    Attributes
    ----------
    name : str
    ours : callable
    theirs : callable or None
        Without a peer there is only our time.
    bound : float or None
        The milliseconds that our work may take, where a bound is set.
    tolerance : float
        How far the two results may be apart.
    """

    name: str
    ours: Work
    theirs: Work | None = None
    bound: float | None = None
    tolerance: float = 1e-4


@dataclass(frozen=True)
class Result:
    """The medians of a case in milliseconds, and the quartiles of the ratios of its pairs."""

    case: Case
    ours: float
    theirs: float | None = None
    ratios: tuple[float, float, float] | None = None


def measure(case: Case, rounds: int) -> Result:
    """Time a case, ours and theirs in turn, each going first as often as the other."""
    if case.theirs is None:
        repeats = _repeats(case.ours)
        ours = [sample(case.ours, repeats) for _ in range(rounds)]
        return Result(case, _milliseconds(ours))
    _check_same(case)
    works = (case.ours, case.theirs)
    repeats_of = [_repeats(work) for work in works]
    times: tuple[list[float], list[float]] = ([], [])
    for turn in range(rounds):
        for side in (0, 1) if turn % 2 else (1, 0):
            times[side].append(sample(works[side], repeats_of[side]))
    ratios = [ours / theirs for ours, theirs in zip(*times, strict=True)]
    low, middle, high = statistics.quantiles(ratios, n=4, method="inclusive")
    return Result(case, _milliseconds(times[0]), _milliseconds(times[1]), (low, middle, high))


def _check_same(case: Case) -> None:
    """Refuse to compare the times of two different results."""
    assert case.theirs is not None
    np.testing.assert_allclose(
        np.asarray(case.ours()),
        np.asarray(case.theirs()),
        rtol=case.tolerance,
        atol=case.tolerance,
        err_msg=case.name,
    )


def _repeats(work: Work) -> int:
    """Warm up, and find how often to repeat the work in a sample."""
    work()
    once = max(sample(work, 1), 1e-7)
    return max(1, round(SHORTEST / once))


def sample(work: Work, repeats: int, clock: Callable[[], float] = time.perf_counter) -> float:
    """Return the seconds that the work takes, on average over some repeats."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        begin = clock()
        for _ in range(repeats):
            work()
        return (clock() - begin) / repeats
    finally:
        if collecting:
            gc.enable()


def _milliseconds(seconds: list[float]) -> float:
    return 1000 * statistics.median(seconds)


def table(title: str, cases: Iterable[Case], rounds: int) -> None:
    """Time cases one after the other and print a line for each."""
    print(f"\n{title}")
    print(f"{'':36}{'ours ms':>9}{'peer ms':>9}{'ratio':>7}  {'half within':13}{'bound ms':>8}")
    for case in cases:
        print(line(measure(case, rounds)), flush=True)


def line(result: Result) -> str:
    """Say a result in one line, with a word where it is over its bound or slower than the peer."""
    text = f"{result.case.name:36}{result.ours:9.3f}"
    if result.theirs is not None and result.ratios is not None:
        low, middle, high = result.ratios
        text += f"{result.theirs:9.3f}{middle:7.2f}  {f'{low:.2f} – {high:.2f}':13}"
    if result.case.bound is not None:
        text = f"{text:74}{result.case.bound:8g}"
    return "  ".join([text.rstrip(), *verdicts(result)])


def verdicts(result: Result) -> list[str]:
    """Name what is not as it should be; a ratio counts where three pairs in four agree."""
    over = result.case.bound is not None and result.ours > result.case.bound
    slower = result.ratios is not None and result.ratios[0] > 1
    return ["over the bound"] * over + ["slower"] * slower
