"""`run.py bench core`: every operation beside everybody who can do the same.

In one run, in float32, on one thread each, in turn. A ratio is the median of those of the rounds:
over one, ours is slower. The bounds: at the size of a lesson within five times SciPy; else no
slower than PyTorch, and convolutions of many channels within 1.2 times what NumPy cannot do
without; memory at most three times input and output.
"""

from __future__ import annotations

import argparse
import json
import statistics
import time
import tracemalloc
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np

from bench.calls import SIZES, Call, calls
from bench.harness import sample
from bench.peers import FLOORS, PEERS, Work, same

COLUMNS = (*PEERS, *FLOORS)
SHORTEST = 0.004
"""Seconds that a sample lasts at least."""

_TICK = time.get_clock_info("process_time").resolution
CLOCK = time.process_time if _TICK < SHORTEST / 100 else time.perf_counter
"""The processor's time, which others on the machine add little to."""


@dataclass(frozen=True)
class Measured:
    """One call, measured.

    Attributes
    ----------
    size, name : str
    milliseconds : float
        Our median.
    ratios : dict of str to list of float
        Lower quartile, median and upper quartile of ours divided by each of the others.
    memory : float
        What we hold at most, input included, divided by input and output.
    """

    size: str
    name: str
    milliseconds: float
    ratios: dict[str, list[float]]
    memory: float

    def over(self) -> list[str]:
        """Name the bounds that are passed, where three rounds in four agree."""
        bound = {"SciPy": 5.0} if self.size == "lesson" else {self.judge: self.allowed}
        passed = [
            f"{peer} > {limit:g}"
            for peer, limit in bound.items()
            if peer in self.ratios and self.ratios[peer][0] > limit
        ]
        return passed + ["memory > 3"] * (self.size != "lesson" and self.memory > 3)

    @property
    def judge(self) -> str:
        """Who is to be kept up with, beyond the size of a lesson."""
        return "floor" if "floor" in self.ratios and self.size == "feature" else "PyTorch"

    @property
    def allowed(self) -> float:
        """The ratio that the judge allows."""
        return 1.2 if self.judge == "floor" else 1.0


def measure(call: Call, rounds: int) -> Measured:
    """Time a call and all who can do the same, in turn, and weigh its memory."""
    ours = call.run()
    works: dict[str, Work] = {"ours": call.run}
    for name, peer in (PEERS | FLOORS).items():
        work = peer(call)
        if work is not None and (name in FLOORS or same(ours, work())):
            works[name] = work
    repeats = {name: _repeats(work) for name, work in works.items()}
    times: dict[str, list[float]] = {name: [] for name in works}
    order = list(works)
    for turn in range(rounds):
        for name in order if turn % 2 else reversed(order):
            times[name].append(sample(works[name], repeats[name], CLOCK))
    ratios = {name: _quartiles(times["ours"], times[name]) for name in order[1:]}
    median = 1000 * statistics.median(times["ours"])
    return Measured(call.size, call.name, median, ratios, memory(call))


def _repeats(work: Work) -> int:
    work()
    once = max(sample(work, 1, CLOCK), 1e-7)
    return max(1, round(SHORTEST / once))


def _quartiles(ours: list[float], theirs: list[float]) -> list[float]:
    pairs = [one / max(other, 1e-9) for one, other in zip(ours, theirs, strict=True)]
    return [round(part, 3) for part in statistics.quantiles(pairs, n=4, method="inclusive")]


def memory(call: Call) -> float:
    """Return the most that is held during a call, the input included, over input and output."""
    given = sum(a.nbytes for a in call.given if isinstance(a, np.ndarray))
    tracemalloc.start()
    try:
        result = call.run()
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    made = int(sum(a.nbytes for a in (result if isinstance(result, tuple) else (result,))))
    return round(float((given + peak) / (given + made)), 2)


def main(arguments: list[str], surroundings: str) -> None:
    """Read the options, measure, and print a table for each size; write JSON where asked to."""
    parser = argparse.ArgumentParser(prog="run.py bench core", description=__doc__)
    parser.add_argument("--rounds", type=int, default=15, help="turns in a median, 2 or more")
    parser.add_argument("--only", default="", help="measure what has this in its name")
    parser.add_argument("--size", choices=SIZES, action="append", help="one size alone")
    parser.add_argument("--json", type=Path, help="a file to write all figures to")
    options = parser.parse_args(arguments)
    print(surroundings)
    everything: list[Measured] = []
    for size in options.size or SIZES:
        channels, side = SIZES[size]
        print(f"\n{size}: {channels} × {side} × {side}, float32; ratios over 1: ours is slower")
        print(f"{'':58}{'ours ms':>9}" + "".join(f"{name:>12}" for name in COLUMNS) + "  memory")
        for call in calls(size):
            if options.only in call.name:
                everything.append(measure(call, options.rounds))
                print(line(everything[-1]), flush=True)
    if options.json:
        figures: list[dict[str, Any]] = [asdict(one) | {"over": one.over()} for one in everything]
        report = {"measured with": surroundings.splitlines(), "calls": figures}
        options.json.write_text(json.dumps(report, indent=1), encoding="utf-8")


def line(one: Measured) -> str:
    """Say what was measured of a call in one line, and the bounds that it passes."""
    ratios = "".join(
        f"{one.ratios[name][1]:12.2f}" if name in one.ratios else " " * 12 for name in COLUMNS
    )
    text = f"{one.name:58}{one.milliseconds:9.3f}{ratios}{one.memory:8.2f}"
    return "  ".join([text, *one.over()])
