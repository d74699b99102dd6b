"""A person on the app as the server knows them: one connection, in the protocol of Streamlit.

There is no browser: what a visitor's own machine does with the messages takes no time here.
"""

from __future__ import annotations

import asyncio
import random
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ButtonGroup_pb2 import ButtonGroup
from streamlit.proto.Delta_pb2 import Delta
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.typing import Subprotocol

from ui.frame import PAGES, page_address
from ui.words import LANGUAGES

PATIENCE = 60.0
"""Seconds after which a run that has not ended counts as a failure."""

ADDRESSES = tuple(page_address(name) for name in PAGES)
"""The pages of the app, as the browser asks for them."""

ENDS = (ForwardMsg.FINISHED_SUCCESSFULLY, ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY)


@dataclass
class Control:
    """A row of options on the page: where it belongs, what one may choose, what is chosen."""

    fragment: str
    options: list[str]
    chosen: list[str]

    @property
    def others(self) -> list[str]:
        """The options that would change something."""
        return [option for option in self.options if option not in self.chosen]


@dataclass
class Visitor:
    """One person, what their page shows, and what went wrong on it.

    Attributes
    ----------
    page : str
        One of `ADDRESSES`.
    chance : random.Random
        What decides what they do.
    errors : list of str
        Exceptions that the page showed, and runs that did not end as they should.
    """

    page: str
    chance: random.Random
    errors: list[str] = field(default_factory=list)
    controls: dict[str, Control] = field(default_factory=dict)
    earlier: dict[str, Control] = field(default_factory=dict)
    query: str = ""
    page_hash: str = ""
    socket: Any = None

    @asynccontextmanager
    async def connected(self, address: str) -> AsyncIterator[None]:
        """Be connected to the server at an address, as long as the block lasts."""
        stream = f"{address.replace('http', 'ws')}/_stcore/stream"
        protocol = [Subprotocol("streamlit")]
        async with websockets.connect(
            stream, subprotocols=protocol, max_size=None, compression=None, open_timeout=PATIENCE
        ) as self.socket:
            yield

    async def open(self) -> None:
        """Ask for the page, and read it to its end."""
        message = BackMsg()
        message.rerun_script.page_name = self.page
        await self._run(message)

    @property
    def can_change(self) -> bool:
        """Whether there is anything to change on the page."""
        return any(control.others for control in self.controls.values())

    async def change(self) -> None:
        """Choose another option of one control, and read what that does to its end."""
        changeable = [name for name, control in self.controls.items() if control.others]
        name = self.chance.choice(changeable)
        control = self.controls[name]
        control.chosen = [self.chance.choice(control.others)]
        message = BackMsg()
        message.rerun_script.page_script_hash = self.page_hash
        message.rerun_script.query_string = self.query
        message.rerun_script.fragment_id = control.fragment
        for widget, held in self.controls.items():
            state = message.rerun_script.widget_states.widgets.add()
            state.id = widget
            state.string_array_value.data.extend(held.chosen)
        await self._run(message)

    async def _run(self, message: BackMsg) -> None:
        # A control that does not come again when its part is drawn anew is gone.
        drawn = message.rerun_script.fragment_id
        self.earlier = self.controls
        self.controls = {
            name: control
            for name, control in self.controls.items()
            if drawn and control.fragment != drawn
        }
        try:
            async with asyncio.timeout(PATIENCE):
                await self.socket.send(message.SerializeToString())
                while not self._hear(ForwardMsg.FromString(await self.socket.recv())):
                    pass
        except (TimeoutError, websockets.ConnectionClosed) as error:
            self.errors.append(f"/{self.page}: {error!r}")

    def _hear(self, answer: ForwardMsg) -> bool:
        """Take in a message; say whether it ends the run."""
        match answer.WhichOneof("type"):
            case "new_session":
                self.page_hash = answer.new_session.page_script_hash
            case "navigation":
                self.page_hash = answer.navigation.page_script_hash
            case "page_info_changed":
                self.query = answer.page_info_changed.query_string
            case "page_not_found":
                self.errors.append(f"/{self.page}: page not found")
            case "delta":
                self._see(answer.delta)
            case "script_finished":
                if answer.script_finished == ForwardMsg.FINISHED_WITH_COMPILE_ERROR:
                    self.errors.append(f"/{self.page}: the script does not compile")
                return answer.script_finished in ENDS
        return False

    def _see(self, delta: Delta) -> None:
        """Take in an element: an error, or something to change."""
        if delta.WhichOneof("type") != "new_element":
            return
        element = delta.new_element
        if element.WhichOneof("type") == "exception":
            self.errors.append(f"/{self.page}: {element.exception.message}")
        if element.WhichOneof("type") == "button_group":
            group = element.button_group
            options = [option.content for option in group.options]
            if set(options) == set(LANGUAGES.values()):
                options = []  # another language is no other parameter
            self.controls[group.id] = Control(delta.fragment_id, options, self._chosen(group))

    def _chosen(self, group: ButtonGroup) -> list[str]:
        """Return what is chosen of a row: what the server sets, or else what it was before."""
        if group.set_value:
            return list(group.raw_values)
        if group.id in self.earlier:
            return self.earlier[group.id].chosen
        return [group.options[index].content for index in group.default]
