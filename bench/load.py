"""Many people at once on a server just started: how long each waits, and what goes wrong.

`python -m bench.load` starts a server and lets people (60, unless told otherwise) arrive within
`--within` seconds at all pages of the app. From then on each changes something every two seconds
by the clock, as their browsers would: each over a connection of their own. A wait counts from the
moment at which a change was due, to the end of the run that it caused. The people take some of
the machine too: the figures are those of a server that shares its cores.

`--rounds 5 --seconds 6` shows how a class is received, again and again; `--seconds 60 --crowds 2`
how it works on, and whether memory grows with people who come and go.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import statistics
import time
from collections.abc import Iterable
from dataclasses import dataclass, field

from bench.serving import Server, memory, seconds_of_cpu, served
from bench.visitor import ADDRESSES, Visitor

PAUSE = 2.0
"""Seconds between one person's changes."""

BOUNDS = {"opening": 1500.0, "first change": 500.0, "change": 200.0}
"""Milliseconds that the 95th of 100 may wait."""


@dataclass
class Crowd:
    """What people waited for, in milliseconds, and what went wrong.

    Attributes
    ----------
    waits : dict of list of float
        For opening a page, for each person's first change, and for those after all had come.
    errors : list of str
    cpu : float
        Milliseconds that the server computed for a change, after all had come.
    """

    waits: dict[str, list[float]] = field(default_factory=lambda: {name: [] for name in BOUNDS})
    errors: list[str] = field(default_factory=list)
    cpu: float = float("nan")


async def gather(server: Server, people: int, within: float, seconds: float) -> Crowd:
    """Let people come, and stay for some seconds after the last has come."""
    crowd = Crowd()
    begin = time.monotonic()
    all_here = begin + within
    visits = []
    for number in range(people):
        chance = random.Random(number)
        visitor = Visitor(ADDRESSES[number % len(ADDRESSES)], chance)
        arrival = begin + chance.uniform(0, within)
        visits.append(_visit(visitor, server.address, arrival, all_here, seconds, crowd))
    used = asyncio.create_task(_cpu_at(server, all_here))
    for outcome in await asyncio.gather(*visits, return_exceptions=True):
        if isinstance(outcome, BaseException):
            crowd.errors.append(repr(outcome))
    if crowd.waits["change"]:
        spent = seconds_of_cpu(server.process) - await used
        crowd.cpu = 1000 * spent / len(crowd.waits["change"])
    return crowd


async def _visit(
    visitor: Visitor, address: str, arrival: float, all_here: float, seconds: float, crowd: Crowd
) -> None:
    """Come at a moment, open a page, and change something every two seconds."""
    await _until(arrival)
    due = arrival
    async with visitor.connected(address):
        await visitor.open()
        crowd.waits["opening"].append(_since(due))
        while not visitor.can_change and not visitor.errors:  # as on the front page: go on
            visitor.page = visitor.chance.choice(ADDRESSES)
            await visitor.open()
        kind = "first change"
        due += PAUSE
        while due < all_here + seconds and not visitor.errors:
            await _until(due)
            await visitor.change()
            if kind == "first change" or due > all_here:
                crowd.waits[kind].append(_since(due))
            kind = "change"
            due += PAUSE
    crowd.errors += visitor.errors


async def _until(moment: float) -> None:
    await asyncio.sleep(max(0.0, moment - time.monotonic()))


def _since(moment: float) -> float:
    return 1000 * (time.monotonic() - moment)


async def _cpu_at(server: Server, moment: float) -> float:
    """Return the seconds that the server has computed at a moment to come."""
    await _until(moment)
    return seconds_of_cpu(server.process)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="bench.load", description=__doc__)
    parser.add_argument("--people", type=int, default=60)
    parser.add_argument("--within", type=float, default=10, help="seconds in which they come")
    parser.add_argument("--seconds", type=float, default=30, help="after all have come")
    parser.add_argument("--rounds", type=int, default=1, help="servers, one after the other")
    parser.add_argument("--crowds", type=int, default=1, help="on each server")
    options = parser.parse_args()
    for _round in range(options.rounds):
        with served("app.py", "--client.showErrorDetails", "full") as server:
            held = [memory(server.process)]
            for _crowd in range(options.crowds):
                visit = gather(server, options.people, options.within, options.seconds)
                report(asyncio.run(visit), options.people)
                held.append(memory(server.process))
        print("  memory, MB, before and after each crowd: " + " ".join(f"{mb:.0f}" for mb in held))


def report(crowd: Crowd, people: int) -> None:
    """Print what people waited for, beside the bounds, and the first of what went wrong."""
    print(f"{people} people, {len(crowd.errors)} errors")
    for kind, waits in crowd.waits.items():
        if len(waits) > 1:
            print(f"  {line(kind, waits)}")
    print(f"  the server computes {crowd.cpu:.1f} ms for a change")
    for error in crowd.errors[:3]:
        print(f"  {error}")


def line(kind: str, waits: Iterable[float]) -> str:
    """Say how long people waited for one kind of thing."""
    waits = sorted(waits)
    late = statistics.quantiles(waits, n=20)[18]
    verdict = "" if late <= BOUNDS[kind] else "  OVER"
    return (
        f"{len(waits)} × {kind}: median {statistics.median(waits):.0f} ms, "
        f"95th of 100 {late:.0f} ms (bound {BOUNDS[kind]:.0f}{verdict}), worst {waits[-1]:.0f} ms"
    )


if __name__ == "__main__":
    main()
