"""A person on the app as the server knows them: one connection, in the protocol of Streamlit.

There is no browser: what a visitor's own machine does with the messages takes no time here.
"""

from __future__ import annotations

import asyncio
import random
import time
import urllib.request
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ButtonGroup_pb2 import ButtonGroup
from streamlit.proto.Common_pb2 import UploadedFileInfo
from streamlit.proto.Delta_pb2 import Delta
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.Selectbox_pb2 import Selectbox
from streamlit.proto.WidgetStates_pb2 import WidgetState
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
    """A choice on the page: where it belongs, what one may choose, what is chosen.

    Attributes
    ----------
    fragment : str
    options, chosen : list of str
    single : bool
        Whether it is a list that opens, which holds one text.
    """

    fragment: str
    options: list[str]
    chosen: list[str]
    single: bool = False

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
    query : str
        What the address says beside the page.
    looks : bool
        Whether they have scrolled to what is below the first screen of a page.
    errors : list of str
        Exceptions that the page showed, and runs that did not end as they should.
    warned : list of str
        What the page said in boxes, such as what is wrong with a file.
    """

    page: str
    chance: random.Random
    query: str = ""
    errors: list[str] = field(default_factory=list)
    warned: list[str] = field(default_factory=list)
    controls: dict[str, Control] = field(default_factory=dict)
    looks: bool = True
    unseen: dict[str, str] = field(default_factory=dict)
    files: dict[str, str] = field(default_factory=dict)
    uploader: str = ""
    uploaded: UploadedFileInfo | None = None
    session: str = ""
    page_hash: str = ""
    address: str = ""
    affinity: str = ""
    socket: Any = None
    waiting: list[tuple[float, asyncio.Future[float]]] = field(default_factory=list)
    began: float = 0.0
    drawn: set[str] = field(default_factory=set)
    places: asyncio.Future[Any] | None = None
    made: asyncio.Future[str] | None = None

    @asynccontextmanager
    async def connected(self, address: str) -> AsyncIterator[None]:
        """Be connected to the server at an address, as long as the block lasts."""
        self.address = address
        stream = f"{address.replace('http', 'ws')}/_stcore/stream"
        protocol = [Subprotocol("streamlit")]
        async with websockets.connect(
            stream, subprotocols=protocol, max_size=None, compression=None, open_timeout=PATIENCE
        ) as self.socket:
            set_ = self.socket.response.headers.get_all("Set-Cookie")
            self.affinity = "; ".join(cookie.split(";")[0] for cookie in set_)
            reading = asyncio.create_task(self._read())
            try:
                yield
            finally:
                reading.cancel()

    async def open(self) -> None:
        """Ask for the page, and read it to its end."""
        self.controls, self.unseen = {}, {}
        message = BackMsg()
        message.rerun_script.page_name = self.page
        message.rerun_script.query_string = self.query
        await self._run(message)
        for fragment in self.unseen.values():  # the browser says so; nobody waits for what follows
            said = BackMsg()
            said.rerun_script.fragment_id = fragment
            await self.socket.send(self._with_all_that_is_held(said).SerializeToString())

    @property
    def can_change(self) -> bool:
        """Whether there is anything to change on the page."""
        return any(control.others for control in self.controls.values())

    async def change(self) -> None:
        """Choose another option of one control, and read what that does to its end."""
        changeable = [name for name, control in self.controls.items() if control.others]
        name = self.chance.choice(changeable)
        await self.choose(name, self.chance.choice(self.controls[name].others))

    async def choose(self, name: str, option: str) -> None:
        """Choose an option of a control, and read what that does to its end."""
        control = self.controls[name]
        control.chosen = [option]
        message = BackMsg()
        message.rerun_script.fragment_id = control.fragment
        await self._run(self._with_all_that_is_held(message))

    def control(self, key: str) -> str:
        """Return the name of the control that the page made with a key."""
        return next(name for name in self.controls if name.endswith(f"-{key}"))

    async def upload(self, data: bytes, name: str) -> None:
        """Send a file to the page's own place for one, and read what that does to its end."""
        await asyncio.wait_for(self._has_a_place(), PATIENCE)
        self.places = asyncio.get_running_loop().create_future()
        asked = BackMsg()
        asked.file_urls_request.request_id = "file"
        asked.file_urls_request.file_names.append(name)
        asked.file_urls_request.session_id = self.session
        await self.socket.send(asked.SerializeToString())
        places = await asyncio.wait_for(self.places, PATIENCE)
        await asyncio.to_thread(_put, self.address + places.upload_url, data, name, self.affinity)
        self.uploaded = UploadedFileInfo(
            name=name, size=len(data), file_id=places.file_id, file_urls=places
        )
        await self._run(self._with_all_that_is_held(BackMsg()))

    async def ask_for(self, label: str) -> str:
        """Let the server make the file that a button names, and return the file's address."""
        self.made = asyncio.get_running_loop().create_future()
        asked = BackMsg()
        asked.backend_operation_request.request_id = "download"
        asked.backend_operation_request.session_id = self.session
        asked.backend_operation_request.deferred_file.file_id = self.files[label]
        await self.socket.send(asked.SerializeToString())
        return self.address + await asyncio.wait_for(self.made, PATIENCE)

    async def _has_a_place(self) -> None:
        """Wait for the place for a file: a run that was under way may have ended before its own."""
        while not self.uploader:
            await asyncio.sleep(0.05)

    def _with_all_that_is_held(self, message: BackMsg) -> BackMsg:
        """Return a message that says what the whole page holds."""
        message.rerun_script.page_script_hash = self.page_hash
        message.rerun_script.query_string = self.query
        for name, control in self.controls.items():
            if control.single and not control.chosen:
                continue  # of a list that holds nothing a browser says nothing
            state: WidgetState = message.rerun_script.widget_states.widgets.add()
            state.id = name
            if control.single:
                state.string_value = control.chosen[0]
            else:
                state.string_array_value.data.extend(control.chosen)
        if self.uploaded is not None:
            state = message.rerun_script.widget_states.widgets.add()
            state.id = self.uploader
            state.file_uploader_state_value.uploaded_file_info.append(self.uploaded)
        for name in self.unseen:
            state = message.rerun_script.widget_states.widgets.add()
            state.id, state.json_value = name, '{"seen": false}'
        return message

    async def _run(self, message: BackMsg) -> None:
        """Send what makes the script run, and wait until it has."""
        done: asyncio.Future[float] = asyncio.get_running_loop().create_future()
        self.waiting.append((time.monotonic(), done))
        try:
            await self.socket.send(message.SerializeToString())
            await asyncio.wait_for(done, PATIENCE)
        except (TimeoutError, websockets.ConnectionClosed) as error:
            self.errors.append(f"/{self.page}: {error!r}")

    # ---------------------------------------------------------------- what the server says

    async def _read(self) -> None:
        """Take in what the server sends; what ends that is told to all who wait for an answer."""
        try:
            while True:
                self._hear(ForwardMsg.FromString(await self.socket.recv()))
        except Exception as error:
            for _sent, done in self.waiting:
                if not done.done():
                    done.set_exception(error)

    def _hear(self, answer: ForwardMsg) -> None:
        match answer.WhichOneof("type"):
            case "new_session":
                self._begin(answer.new_session)
            case "navigation":
                self.page_hash = answer.navigation.page_script_hash
            case "page_info_changed":
                self.query = answer.page_info_changed.query_string
            case "page_not_found":
                self.errors.append(f"/{self.page}: page not found")
            case "delta":
                self._see(answer.delta)
            case "file_urls_response" | "backend_operation_response":
                self._take(answer)
            case "script_finished":
                if answer.script_finished == ForwardMsg.FINISHED_WITH_COMPILE_ERROR:
                    self.errors.append(f"/{self.page}: the script does not compile")
                if answer.script_finished in ENDS:
                    self._end(answer.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY)

    def _take(self, answer: ForwardMsg) -> None:
        """Hand on an address that was asked for: of a place for a file, or of a file."""
        if answer.HasField("file_urls_response") and self.places is not None:
            self.places.set_result(answer.file_urls_response.file_urls[0])
        elif self.made is not None:
            self.made.set_result(answer.backend_operation_response.deferred_file.url)

    def _begin(self, run: Any) -> None:
        self.page_hash, self.session = run.page_script_hash, run.initialize.session_id
        self.began = time.monotonic()
        self.drawn = set()

    def _end(self, whole: bool) -> None:
        """Forget the controls that were not drawn again, and tell those who waited for this run.

        A change that was sent after the run had begun waits for the next.
        """
        redrawn = {self.controls[name].fragment for name in self.drawn}
        self.controls = {
            name: control
            for name, control in self.controls.items()
            if name in self.drawn or not (whole or control.fragment in redrawn)
        }
        for sent, done in self.waiting:
            if sent <= self.began and not done.done():
                done.set_result(time.monotonic())
        self.waiting = [(sent, done) for sent, done in self.waiting if not done.done()]

    def _see(self, delta: Delta) -> None:
        """Take in an element: an error, or something to change."""
        if delta.WhichOneof("type") != "new_element":
            return
        element = delta.new_element
        match element.WhichOneof("type"):
            case "exception":
                self.errors.append(f"/{self.page}: {element.exception.message}")
            case "alert":
                self.warned.append(element.alert.body)
            case "bidi_component" if element.bidi_component.component_name == "in_sight":
                if not self.looks:
                    self.unseen[element.bidi_component.id] = delta.fragment_id
            case "download_button":
                self.files[element.download_button.label] = element.download_button.deferred_file_id
            case "file_uploader":
                self.uploader = element.file_uploader.id
            case "button_group":
                self._see_options(element.button_group, delta.fragment_id)
            case "selectbox":
                self._see_list(element.selectbox, delta.fragment_id)

    def _see_options(self, group: ButtonGroup, fragment: str) -> None:
        options = [option.content for option in group.options]
        held = self._held(group, [options[place] for place in group.default])
        if set(options) == set(LANGUAGES.values()):
            options = []  # another language is no other parameter
        self._draw(group.id, Control(fragment, options, held))

    def _see_list(self, box: Selectbox, fragment: str) -> None:
        options = list(box.options)
        first = [options[box.default]] if box.HasField("default") and options else []
        self._draw(box.id, Control(fragment, options, self._held(box, first), single=True))

    def _draw(self, name: str, control: Control) -> None:
        self.controls[name] = control
        self.drawn.add(name)

    def _held(self, widget: ButtonGroup | Selectbox, first: list[str]) -> list[str]:
        """Return what is chosen: what the server sets, or else what it was before."""
        if widget.set_value:
            if isinstance(widget, ButtonGroup):
                return list(widget.raw_values)
            return [widget.raw_value] if widget.HasField("raw_value") else []
        known = self.controls.get(widget.id)
        return known.chosen if known else first


def _put(address: str, data: bytes, name: str, affinity: str) -> None:
    """Send a file as a browser's form does, with the cookies that keep one on a server."""
    edge = "a-line-that-no-picture-has"
    head = f'--{edge}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n'
    body = b"".join((head.encode(), b"\r\n", data, f"\r\n--{edge}--\r\n".encode()))
    token = _token(address.split("/_stcore")[0], affinity)
    told = {"Content-Type": f"multipart/form-data; boundary={edge}", **token}
    request = urllib.request.Request(address, body, told, method="PUT")
    urllib.request.urlopen(request, timeout=PATIENCE).close()


def _token(server: str, affinity: str) -> dict[str, str]:
    """Return what shows that a request comes from the server's own page."""
    asked = urllib.request.Request(f"{server}/_stcore/health", headers={"Cookie": affinity})
    with urllib.request.urlopen(asked, timeout=PATIENCE) as answer:
        cookies = answer.headers.get_all("Set-Cookie") or []
    token = next((one.split(";")[0] for one in cookies if one.startswith("_streamlit_xsrf")), "")
    if not token:
        return {"Cookie": affinity}
    told = "; ".join(filter(None, (affinity, token)))
    return {"Cookie": told, "X-Xsrftoken": token.partition("=")[2]}
