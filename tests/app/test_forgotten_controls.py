"""A browser that has forgotten what a control holds is told by the control itself.

It forgets a control that a run did not draw. On a busy server what a person does in that moment may
already be on its way, with what the control held: the server then knows it, and the browser no
longer.
"""

import random

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg

from bench.visitor import Visitor
from tests.awaited import awaited


async def shown(server, page):
    """Change a few controls of a page, forget them all, and return what they show then."""
    visitor = Visitor(page, random.Random(7))
    async with visitor.connected(server.address):
        await visitor.open()
        for _ in range(4):
            await visitor.change()
        held = {name: control.chosen for name, control in visitor.controls.items()}
        visitor.controls.clear()
        await visitor._run(visitor._with_all_that_is_held(BackMsg()))
        assert not visitor.errors
    return held, {name: control.chosen for name, control in visitor.controls.items()}


@pytest.mark.parametrize("page", ["lab", "compare", "checkerboard", "transposed-convolution"])
def test_a_control_says_what_it_holds_to_who_has_forgotten_it(server, page):
    held, again = awaited(shown(server, page))
    assert len(held) > 3
    assert again == held
