"""Whatever address a page is opened at, and whatever is then done on it: it never breaks.

A few dozen addresses at every run of the tests; 2,000 with `--long`.
"""

from __future__ import annotations

import random
from urllib.parse import parse_qsl

import pytest
from streamlit.proto.WidgetStates_pb2 import WidgetState

from bench.serving import answering
from tests.app.stranger import Stranger
from tests.app.test_first_visitors import RUN, command
from tests.awaited import awaited
from ui.frame import PAGES, page_address

SOME, MANY = 40, 2000
ACTS = 3
JUNK = [
    "0",
    "-1",
    "2",
    "3",
    "7",
    "1e9",
    "nan",
    "inf",
    "2,3",
    "1,2,3",
    "",
    "x",
    "½",
    "true",
    "π",
    "٣",
]
JUNK += [
    "false",
    "0x10",
    "9" * 20,
    "<b>",
    "{0}",
    "%s",
    "1;2",
    "\x00",
    "none",
    "own",
    "upload",
    "zh",
]


class Addresses:
    """What has been seen of addresses: their parameters, and values that they had."""

    def __init__(self, chance):
        self.chance = chance
        self.seen = {page_address(name): {"step": {"all"}} for name in PAGES}

    def draw(self, page):
        seen, chance = self.seen[page], self.chance
        names = chance.sample(sorted(seen), chance.randint(0, min(len(seen), 8)))
        return {name: chance.choice([*JUNK, *sorted(seen[name])]) for name in names}

    def learn(self, visitor):
        seen = self.seen[visitor.page]
        for name in visitor.parameters():
            seen.setdefault(name, set())
        for name, value in parse_qsl(visitor.query):
            seen.setdefault(name, set()).add(value)


async def visited(address, count, chance):
    """Let strangers come, and return what went wrong, with what they did."""
    addresses, wrong = Addresses(chance), []
    for _ in range(count):
        page = chance.choice(sorted(addresses.seen))
        visitor = Stranger(page, addresses.draw(page), chance)
        begun = visitor.query
        try:
            async with visitor.connected(address):
                await visitor.open()
                for _ in range(ACTS):
                    await visitor.act()
                    addresses.learn(visitor)
        except Exception as error:
            visitor.errors.append(repr(error))
        wrong += [f"/{page}?{begun} {visitor.done}: {error}" for error in visitor.errors]
    return wrong


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    """A server that has told of no error when it ends."""
    log = tmp_path_factory.mktemp("server") / "log"
    with log.open("wb") as file, answering(command(RUN), file) as one:
        yield one
    assert "Traceback" not in log.read_text(encoding="utf-8", errors="replace")


def test_nothing_that_a_stranger_does_breaks_a_page(server, seed, request):
    count = MANY if request.config.getoption("--long") else SOME
    assert awaited(visited(server.address, count, random.Random(seed))) == []


@pytest.mark.parametrize(
    ("key", "name", "stays"),
    [("picture", "Zone plate", "砖墙"), ("method", "Bicubic", "转置卷积")],
)
def test_a_name_in_the_language_before_changes_nothing(server, key, name, stays):
    """The browser sends a choice by its name, and may not have heard yet of another language."""

    async def choose():
        visitor = Stranger("lab", {"lang": "zh", "picture": "brick"}, random.Random(0))
        async with visitor.connected(server.address):
            await visitor.open()
            await visitor.send(WidgetState(id=visitor.named(key), string_value=name))
        return visitor.errors, visitor.widgets[visitor.named(key)][1].raw_value

    assert awaited(choose()) == ([], stays)
