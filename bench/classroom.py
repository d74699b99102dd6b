"""A class on a server that was started a moment ago: how long each waits, what goes wrong.

`run.py bench class --people 60` starts a server and lets people arrive within ten seconds, at all
pages of the app in proportion. Each then changes something every two seconds by the clock, whether
or not the last change is answered, as a class does that does not wait for a slow server. Every
change is a real one. Some work on pictures of their own; one sends the largest picture that is
allowed, one a file that is built to harm.

A wait counts from the moment at which a change was due, to the end of the run that it caused. The
people take some of the machine too: the figures are those of a server that shares its cores.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import random
import statistics
import time
from collections.abc import Awaitable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bench.own_pictures import harmful, heaviest, small
from bench.serving import Server, balanced, memory, seconds_of_cpu, served
from bench.visitor import ADDRESSES, Visitor

PAUSE = 2.0
"""Seconds between one person's changes."""

SETTLING = 10.0
"""Seconds after the last has come, from which on the class counts as warm."""

BOUNDS = {"opening": 1500, "first change": 500, "cold change": 500, "warm change": 200}
"""Milliseconds that the 95th of 100 may wait."""

MEDIAN, CPU, MEMORY = 40, 12, 2
"""Milliseconds of a warm change, milliseconds that the server computes for one, MB a person."""

OWN = 10
"""One person in so many works on a picture of their own."""

LOOKS = 3
"""One person in so many has scrolled to what is below the first screen of a page."""

UPLOAD = "Your own picture"


@dataclass
class Crowd:
    """What people waited for, and what went wrong.

    Attributes
    ----------
    waits : dict of list of float
        Milliseconds, by kind.
    errors : list of str
    cpu : float
        Milliseconds that the server computed, from the first opening to the last answer, for each
        change: openings count too, and what is computed cold.
    held : list of float
        MB that the server holds: with one visitor gone, with all there, a while after all left.
    """

    waits: dict[str, list[float]] = field(default_factory=lambda: {name: [] for name in BOUNDS})
    errors: list[str] = field(default_factory=list)
    cpu: float = float("nan")
    held: list[float] = field(default_factory=list)


@dataclass
class Times:
    """Moments of a visit, in seconds of the clock."""

    warm: float
    end: float


async def gather(server: Server, options: argparse.Namespace) -> Crowd:
    """Let people come, stay, and leave."""
    crowd = Crowd(held=[memory(server.process)])
    begin = time.monotonic()
    warm = begin + options.within + SETTLING
    times = Times(warm, warm + options.seconds)
    visits = [
        _visit(number, server.address, begin, options.within, times, crowd)
        for number in range(options.people)
    ]
    full = asyncio.create_task(_held_at(server, times.end))
    before = seconds_of_cpu(server.process)
    for outcome in await asyncio.gather(*visits, return_exceptions=True):
        if isinstance(outcome, BaseException):
            crowd.errors.append(repr(outcome))
    made = sum(len(waits) for kind, waits in crowd.waits.items() if kind.endswith("change"))
    if made:
        crowd.cpu = 1000 * (seconds_of_cpu(server.process) - before) / made
    crowd.held.append(await full)
    await asyncio.sleep(options.leave)
    crowd.held.append(memory(server.process))
    return crowd


async def _held_at(server: Server, moment: float) -> float:
    """Return the MB that the server holds at a moment to come."""
    await _until(moment)
    return memory(server.process)


async def _visit(
    number: int, address: str, begin: float, within: float, times: Times, crowd: Crowd
) -> None:
    """Come at a moment, open a page, and change something every two seconds."""
    chance = random.Random(number)
    page = ADDRESSES[number % len(ADDRESSES)]
    visitor = Visitor(page, chance, looks=number % LOOKS == 0)
    due = begin + chance.uniform(0, within)
    picture = _picture(number)
    if picture is not None:
        visitor.page = "lab"
    await _until(due)
    async with visitor.connected(address):
        await visitor.open()
        crowd.waits["opening"].append(_since(due))
        while not visitor.can_change and not visitor.errors:  # a page with nothing to change
            visitor.page = chance.choice(ADDRESSES)
            await visitor.open()
        if picture is not None:
            await visitor.choose(visitor.control("picture"), UPLOAD)
            await visitor.upload(picture, "own.png")
        await _change_by_the_clock(visitor, time.monotonic(), times, crowd)
    crowd.errors += visitor.errors


def _picture(number: int) -> bytes | None:
    """Return the file of a person who has one."""
    special = {OWN - 1: heaviest, 2 * OWN - 1: harmful}
    return special.get(number, small)() if number % OWN == OWN - 1 else None


async def _change_by_the_clock(visitor: Visitor, due: float, times: Times, crowd: Crowd) -> None:
    """Change something every two seconds, without waiting for the answers."""
    answers: list[asyncio.Task[None]] = []
    while due < times.end and not visitor.errors:
        await _until(due)
        if visitor.can_change:
            late = "warm change" if due >= times.warm else "cold change"
            kind = late if answers else "first change"
            answers.append(asyncio.create_task(_timed(visitor.change(), due, kind, crowd)))
        due += PAUSE
    await asyncio.gather(*answers)


async def _timed(change: Awaitable[None], due: float, kind: str, crowd: Crowd) -> None:
    await change
    crowd.waits[kind].append(_since(due))


async def _until(moment: float) -> None:
    await asyncio.sleep(max(0.0, moment - time.monotonic()))


def _since(moment: float) -> float:
    return 1000 * (time.monotonic() - moment)


# ---------------------------------------------------------------------- what is printed


def main(arguments: list[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="run.py bench class", description=__doc__)
    parser.add_argument("--people", type=int, default=60)
    parser.add_argument("--within", type=float, default=10, help="seconds in which they come")
    parser.add_argument("--seconds", type=float, default=30, help="that they stay, once warm")
    parser.add_argument("--leave", type=float, default=60, help="seconds after all have left")
    parser.add_argument("--rounds", type=int, default=1, help="starts, one after the other")
    parser.add_argument("--servers", type=int, default=1, help="several stand behind HAProxy")
    parser.add_argument("--json", type=Path, help="a file for the figures")
    options = parser.parse_args(arguments)
    found = [measured(options) for _ in range(options.rounds)]
    if options.json:
        text = json.dumps([figures(crowd, options.people) for crowd in found], indent=2)
        options.json.write_text(text, encoding="utf-8")


def measured(options: argparse.Namespace) -> Crowd:
    """Measure one server, or several behind a balancer, and print what was found."""
    os.environ["STREAMLIT_CLIENT_SHOW_ERROR_DETAILS"] = "full"
    serving = served("app.py") if options.servers == 1 else balanced(options.servers)
    with serving as server:
        crowd = asyncio.run(gather(server, options))
    print("\n".join(lines(figures(crowd, options.people))), flush=True)
    return crowd


def figures(crowd: Crowd, people: int) -> dict[str, Any]:
    """Return what was measured, as plain numbers."""
    before, full, after = (crowd.held + [float("nan")] * 3)[:3]
    return {
        "people": people,
        "errors": crowd.errors,
        "milliseconds": {kind: _spread(waits) for kind, waits in crowd.waits.items()},
        "cpu_of_a_change": crowd.cpu,
        "memory": {"before": before, "full": full, "after": after},
        "memory_a_person": (full - before) / people,
    }


def _spread(waits: list[float]) -> dict[str, float]:
    """Return how many there were, the median, and what five and one in a hundred are above."""
    if len(waits) < 2:
        return {"count": len(waits)}
    parts = statistics.quantiles(waits, n=100, method="inclusive")
    return {"count": len(waits), "median": parts[49], "95th": parts[94], "99th": parts[98]}


def lines(found: dict[str, Any]) -> list[str]:
    """Return the figures as a table, with a word where one is over its bound."""
    told = [
        f"{found['people']} people, {len(found['errors'])} errors",
        f"{'milliseconds':14}{'count':>7}{'median':>9}{'95th':>9}{'99th':>9}{'bound':>9}",
    ]
    for kind, spread in found["milliseconds"].items():
        if "median" in spread:
            numbers = "".join(f"{spread[name]:9.0f}" for name in ("median", "95th", "99th"))
            over = "  OVER" if spread["95th"] > BOUNDS[kind] else ""
            told.append(f"{kind:14}{spread['count']:7}{numbers}{BOUNDS[kind]:9}{over}")
    cpu, held = found["cpu_of_a_change"], found["memory"]
    warm = found["milliseconds"]["warm change"].get("median", 0)
    told += [
        _beside("a warm change, median", warm, MEDIAN, "ms"),
        _beside("computed for a change", cpu, CPU, "ms"),
        _beside("memory a person", found["memory_a_person"], MEMORY, "MB"),
        f"{'memory':32}{held['before']:.0f} MB at first, {held['full']:.0f} with all, "
        f"{held['after']:.0f} after they left",
    ]
    return told + [f"  {error}" for error in found["errors"][:5]]


def _beside(what: str, number: float, bound: float, unit: str) -> str:
    return f"{what:32}{number:.1f} {unit}, bound {bound}{'  OVER' if number > bound else ''}"


if __name__ == "__main__":
    main()
