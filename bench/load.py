"""Many people at once in the lab: how long each waits for a change while all the others work.

`python -m bench.load` starts a server of its own and lets people (60, unless told otherwise) open
the lab and change one of its parameters every two seconds, as their browsers would: each over a
connection of their own, in the protocol of Streamlit. It prints how long a change took, from its
sending to the end of the run it caused, what went wrong, and what memory the server held. The
people take some of the machine too: the figures are those of a server that shares its cores.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import statistics
import time
from dataclasses import dataclass, field
from typing import Any

import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.typing import Subprotocol

from bench.serving import memory, served

BOUND = 500.0
PAUSE = 2.0
CHANGED = ("Stride S", "Kernel size K", "Padding P", "Kernel", "Output padding OP")
"""The lab's controls, by their labels, that people turn."""


@dataclass
class Person:
    """One connection to the server, and what its page holds.

    Attributes
    ----------
    waits : list of float
        Milliseconds from a change to the end of the run.
    failures : list of str
        Exceptions that the page showed.
    """

    chance: random.Random
    waits: list[float] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)
    controls: dict[str, tuple[str, list[str]]] = field(default_factory=dict)
    query: str = ""
    total: int = 0

    async def visit(self, address: str, start: float, end: float) -> None:
        """Open the lab, then change something every two seconds until the end."""
        await asyncio.sleep(self.chance.uniform(0, PAUSE * 2))
        stream = f"{address.replace('http', 'ws')}/_stcore/stream"
        async with websockets.connect(
            stream, subprotocols=[Subprotocol("streamlit")], max_size=None, compression=None
        ) as socket:
            await self.run(socket, self.first())
            while time.monotonic() < end:
                await asyncio.sleep(PAUSE * self.chance.uniform(0.5, 1.5))
                begin = time.monotonic()
                await self.run(socket, self.change())
                if begin > start:
                    self.waits.append(1000 * (time.monotonic() - begin))

    async def run(self, socket: Any, message: BackMsg) -> None:
        """Ask for a run of the page and read what it sends, to its end."""
        await socket.send(message.SerializeToString())
        self.total += 1
        while True:
            answer = ForwardMsg.FromString(await socket.recv())
            if self.heard(answer):
                return

    def heard(self, answer: ForwardMsg) -> bool:
        """Take in a message; say whether it ends the run."""
        kind = answer.WhichOneof("type")
        if kind == "page_info_changed":
            self.query = answer.page_info_changed.query_string
        if kind == "delta" and answer.delta.WhichOneof("type") == "new_element":
            element = answer.delta.new_element
            if element.WhichOneof("type") == "button_group":
                group = element.button_group
                options = [option.content for option in group.options]
                self.controls[group.label] = (group.id, options)
            if element.WhichOneof("type") == "exception":
                self.failures.append(element.exception.message)
        return kind == "script_finished" and answer.script_finished in (
            ForwardMsg.FINISHED_SUCCESSFULLY,
            ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY,
        )

    def first(self) -> BackMsg:
        """Ask for the lab."""
        message = BackMsg()
        message.rerun_script.page_name = "lab"
        return message

    def change(self) -> BackMsg:
        """Turn one control to another value."""
        label = self.chance.choice([name for name in CHANGED if name in self.controls])
        control, options = self.controls[label]
        message = BackMsg()
        message.rerun_script.page_name = "lab"
        message.rerun_script.query_string = self.query
        state = message.rerun_script.widget_states.widgets.add()
        state.id = control
        state.string_array_value.data.append(self.chance.choice(options))
        return message


async def crowd(address: str, people: int, warm: float, seconds: float) -> list[Person]:
    """Let people use the server; what they wait for counts once all have come."""
    start = time.monotonic() + warm
    persons = [Person(random.Random(number)) for number in range(people)]
    visits = [person.visit(address, start, start + seconds) for person in persons]
    outcomes = await asyncio.gather(*visits, return_exceptions=True)
    for person, outcome in zip(persons, outcomes, strict=True):
        if isinstance(outcome, BaseException):
            person.failures.append(repr(outcome))
    return persons


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="bench.load", description=__doc__)
    parser.add_argument("--people", type=int, default=60)
    parser.add_argument("--seconds", type=float, default=30, help="measured, after all have come")
    parser.add_argument("--warm", type=float, default=10, help="seconds in which they come")
    options = parser.parse_args()
    with served("app.py") as server:
        asyncio.run(crowd(server.address, 1, 0, 3))  # the first visit of a server loads modules
        before = memory(server.process)
        rounds = [
            asyncio.run(crowd(server.address, options.people, options.warm, options.seconds))
            for _round in range(2)
        ]
        # What a second crowd adds to the memory is what a server would go on adding.
        after = memory(server.process)
    for persons in rounds:
        report(persons)
    print(f"  memory: {before:.0f} MB after one visitor, {after:.0f} MB after all")


def report(persons: list[Person]) -> None:
    """Print what people waited for, beside the bound."""
    waits = [wait for person in persons for wait in person.waits]
    failures = [failure for person in persons for failure in person.failures]
    median, late = statistics.median(waits), statistics.quantiles(waits, n=20)[18]
    print(f"{len(persons)} people, {len(waits)} changes, {len(failures)} failures")
    print(
        f"  a change: median {median:.0f} ms, 95th of 100 {late:.0f} ms, worst {max(waits):.0f} ms"
    )
    print(f"  bound of the 95th: {BOUND:.0f} ms  {'' if late <= BOUND else 'OVER'}")
    for failure in failures[:3]:
        print(f"  {failure}")


if __name__ == "__main__":
    main()
