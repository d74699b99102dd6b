"""Somebody who does on a page whatever is possible, in the protocol that the browser speaks."""

from __future__ import annotations

import asyncio
import random
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any
from urllib.parse import urlencode

import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Element_pb2 import Element
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState

TYPED = ["", "1", "1/3", "-2,5", "1,2;3,4", "nan", "1e308", "x" * 2500, "{", "√2", "<b>"]
TYPED += ["input 3\nconv 8 3\nup 2", "input 99999999999", "convt 4 4 2\n" * 300]
PATIENCE = 120
ENDS = (ForwardMsg.FINISHED_SUCCESSFULLY, ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY)

Chance = random.Random
Act = Callable[[Chance, Any, WidgetState], None]


def _key(name: str) -> str:
    """Return the key of a widget, with which its name ends."""
    return name.split("-", 2)[-1]


def _number(chance: Chance, one: Any) -> float:
    """A number that a field or a slider lets through, often at an end."""
    steps = int((one.max - one.min) / one.step)
    return float(chance.choice([one.min, one.max, one.min + one.step * chance.randint(0, steps)]))


def _row(chance: Chance, one: Any, state: WidgetState) -> None:
    options = [option.content for option in one.options]
    count = 1 if one.click_mode == one.SINGLE_SELECT else chance.randint(0, len(options))
    state.string_array_value.data.extend(chance.sample(options, min(count, len(options))))


def _several(chance: Chance, one: Any, state: WidgetState) -> None:
    chosen = chance.sample(list(one.options), chance.randint(0, len(one.options)))
    state.string_array_value.data.extend(chosen)


def _one(chance: Chance, one: Any, state: WidgetState) -> None:
    state.string_value = chance.choice(list(one.options))


def _slide(chance: Chance, one: Any, state: WidgetState) -> None:
    if one.options:
        state.string_array_value.data.append(chance.choice(list(one.options)))
    else:
        state.double_array_value.data.append(_number(chance, one))


def _press(chance: Chance, one: Any, state: WidgetState) -> None:
    state.trigger_value = True


def _switch(chance: Chance, one: Any, state: WidgetState) -> None:
    state.bool_value = chance.random() < 0.5


def _count(chance: Chance, one: Any, state: WidgetState) -> None:
    state.double_value = _number(chance, one)


def _type(chance: Chance, one: Any, state: WidgetState) -> None:
    state.string_value = chance.choice(TYPED)[: one.max_chars or None]


ACTS: dict[str, Act] = {
    "button": _press,
    "button_group": _row,
    "checkbox": _switch,
    "multiselect": _several,
    "number_input": _count,
    "radio": _one,
    "selectbox": _one,
    "slider": _slide,
    "text_area": _type,
    "text_input": _type,
}


class Stranger:
    """One person on one page.

    Attributes
    ----------
    errors : list of str
        What must not be: exceptions on the page, runs that do not end well.
    done : list of str
        What they did, for whoever wants to do it again.
    """

    def __init__(self, page: str, query: dict[str, str], chance: Chance) -> None:
        self.page, self.query, self.chance = page, urlencode(query), chance
        self.errors: list[str] = []
        self.done: list[str] = []
        self.widgets: dict[str, tuple[str, Any, str]] = {}
        self.states: dict[str, WidgetState] = {}
        self.page_hash = ""
        self.socket: Any = None

    @asynccontextmanager
    async def connected(self, address: str) -> AsyncIterator[None]:
        """Be connected to a server as long as the block lasts."""
        stream = f"{address.replace('http', 'ws')}/_stcore/stream"
        async with websockets.connect(
            stream, subprotocols=["streamlit"], max_size=None, open_timeout=PATIENCE
        ) as self.socket:
            yield

    async def open(self) -> None:
        """Open the page."""
        message = BackMsg()
        message.rerun_script.page_name = self.page
        message.rerun_script.query_string = self.query
        await self._run(message)

    async def act(self) -> None:
        """Change or press something that is on the page."""
        if not self.widgets:
            return
        name = self.chance.choice(sorted(self.widgets))
        kind, one, _ = self.widgets[name]
        state = WidgetState(id=name)
        ACTS[kind](self.chance, one, state)
        await self.send(state)

    async def send(self, state: WidgetState) -> None:
        """Tell the server what a widget holds, beside all that was told of others."""
        kind, _, fragment = self.widgets[state.id]
        self.done.append(f"{_key(state.id)}: {str(state).partition(state.id)[2]}")
        self.states[state.id] = state
        message = BackMsg()
        run = message.rerun_script
        run.page_script_hash, run.query_string = self.page_hash, self.query
        run.fragment_id = fragment
        run.widget_states.widgets.extend(self.states.values())
        if kind == "button":
            del self.states[state.id]
        await self._run(message)

    def named(self, key: str) -> str:
        """Return the name of the widget that has a key."""
        return next(name for name in self.widgets if _key(name) == key)

    def parameters(self) -> set[str]:
        """Return what addresses may say: the keys of all that can be changed."""
        return {_key(name) for name, (kind, _, _) in self.widgets.items() if kind != "button"}

    async def _run(self, message: BackMsg) -> None:
        await self.socket.send(message.SerializeToString())
        async with asyncio.timeout(PATIENCE):
            while not self._hear(ForwardMsg.FromString(await self.socket.recv())):
                pass

    def _hear(self, answer: ForwardMsg) -> bool:
        """Take in a message; say whether it ends the run."""
        match answer.WhichOneof("type"):
            case "new_session":
                self.page_hash = answer.new_session.page_script_hash
                # What does not come again may be gone, with the part of the page that it was in.
                if answer.metadata.run.fragment_ids:
                    self.widgets = {n: w for n, w in self.widgets.items() if not w[2]}
                else:
                    self.widgets = {}
            case "navigation":
                self.page_hash = answer.navigation.page_script_hash
            case "page_info_changed":
                self.query = answer.page_info_changed.query_string
            case "page_not_found":
                self.errors.append("page not found")
            case "delta" if answer.delta.WhichOneof("type") == "new_element":
                self._see(answer.delta.new_element, answer.delta.fragment_id)
            case "script_finished":
                if answer.script_finished == ForwardMsg.FINISHED_WITH_COMPILE_ERROR:
                    self.errors.append("the script does not compile")
                return answer.script_finished in ENDS
        return False

    def _see(self, element: Element, fragment: str) -> None:
        kind = element.WhichOneof("type")
        one = getattr(element, kind)
        if kind == "exception":
            self.errors.append(f"{one.type}: {one.message}")
        elif kind in ACTS and not one.disabled and (kind != "selectbox" or one.options):
            self.widgets[one.id] = (kind, one, fragment)
