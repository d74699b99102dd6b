"""A part of a page runs alone, but never alone when something else was changed with it.

A browser that tells of two changes at once does so in the name of the part that one of them is in.
"""

import random
from dataclasses import dataclass, field

from streamlit.proto.BackMsg_pb2 import BackMsg

from bench.visitor import Visitor
from tests.awaited import awaited


@dataclass
class Reader(Visitor):
    """A visitor who notes which of the runs were of the whole page."""

    wholes: list[bool] = field(default_factory=list)

    def _end(self, whole):
        self.wholes.append(whole)
        super()._end(whole)

    async def say(self, fragment, **chosen):
        """Tell what is chosen now, by the keys of the controls, in the name of one part."""
        for key, option in chosen.items():
            self.controls[self.control(key)].chosen = [option]
        message = BackMsg()
        message.rerun_script.fragment_id = fragment
        self.wholes = []
        await self._run(self._with_all_that_is_held(message))
        assert not self.errors


async def lab(server):
    reader = Reader("lab", random.Random(0), looks=False)
    async with reader.connected(server.address):
        await reader.open()
        (pictures,) = reader.unseen.values()
        assert not reader.controls[reader.control("view")].fragment
        await reader.say(pictures)
        alone = reader.wholes
        await reader.say(pictures, view="Code")
    return alone, reader.wholes, reader.query


def test_what_is_chosen_while_a_picture_comes_into_sight_is_drawn(server):
    alone, both, query = awaited(lab(server))
    assert alone == [False]
    assert both == [True]
    assert "view=code" in query


async def lesson(server):
    reader = Reader("checkerboard", random.Random(0))
    async with reader.connected(server.address):
        await reader.open()
        stride = reader.controls[reader.control("overlap_stride")]
        await reader.say(stride.fragment, overlap_stride=stride.others[0])
        alone = reader.wholes
        steps = reader.controls[reader.control("steps")]
        await reader.say(stride.fragment, steps=steps.options[1])
    return alone, reader.wholes, reader.query


def test_what_is_chosen_in_a_step_runs_it_alone_and_another_step_the_page(server):
    alone, both, query = awaited(lesson(server))
    assert alone == [False]
    assert both == [True]
    assert "step=" in query
