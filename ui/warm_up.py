"""What the server does before anyone can come, so that the first to come need not wait for it."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import logging
import os
import time
import webbrowser
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Iterator
from importlib import import_module

import streamlit as st
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime import SessionClient, get_instance
from streamlit.web.server.server_util import get_url

from ui.component_state import show_as_sent
from ui.fields import spell
from ui.frame import LESSONS, PAGES, page_address
from ui.options import look_up_without_waiting
from ui.theme_message import spell_theme_once
from ui.uploads import share_memory, tidied

AHEAD = "UPSAMPLING_LAB_AHEAD"
"""The variable of the environment that, where it is ``no``, keeps the server from computing ahead
what takes long: for a machine on which it is not at home alone."""

PATIENCE = 30.0
"""Seconds that a page may take; after them the server goes on without it."""

LOOK = 0.25
"""Seconds for which the server is watched, to know whether anyone needs it."""

IDLE = 0.1
"""The share of one core that a server without visitors takes at most."""


@contextlib.asynccontextmanager
async def warmed_up(_app: st.App) -> AsyncIterator[None]:
    """Run every page once, which imports and reads all that it needs; then open a browser.

    The server begins to answer when this yields. The steps of the lessons, and what takes long in
    them, follow in moments in which nobody needs it, unless `AHEAD` forbids it: what many ask for
    first is then there. As long as the server runs, what those who left have held is let go of.
    What goes wrong here is only slower later.
    """
    look_up_without_waiting()
    spell_theme_once()
    show_as_sent()
    share_memory()
    await _run_all((page_address(name), "") for name in PAGES)
    gc.collect()
    gc.freeze()  # what is there now stays: to look through it again would stop all, 0.2 s each time
    if not st.get_option("server.headless"):
        webbrowser.open(get_url(st.get_option("browser.serverAddress")))
    steps = asyncio.create_task(_run_all(_steps(), idle))
    try:
        async with tidied():
            yield
    finally:
        steps.cancel()


def _steps() -> Iterator[tuple[str, str]]:
    """Yield the address and the query of every step of every lesson, then of what takes long."""
    if os.environ.get(AHEAD) == "no":
        return
    slow = []
    for name in LESSONS:
        for step in import_module(f"ui.lessons.{name}").LESSON.steps:
            place, query = page_address(name), f"step={step.name}"
            yield place, query
            for control, values in step.ahead.items():
                slow += [(place, f"{query}&{control}={spell(value)}") for value in values]
    yield from slow


async def idle() -> None:
    """Wait until the server has had nothing to do for a moment."""
    while True:
        before = time.process_time()
        await asyncio.sleep(LOOK)
        if time.process_time() - before < IDLE * LOOK:
            return


async def _at_once() -> None:
    """Wait for nothing."""


async def _run_all(
    visits: Iterable[tuple[str, str]], ready: Callable[[], Awaitable[None]] = _at_once
) -> None:
    """Run pages for a visitor who is not there, one after the other, each when it is time."""
    try:
        for address, query in visits:
            await ready()
            await _run(address, query)
    except Exception:
        logging.getLogger(__name__).exception("Not every page was run in advance.")


async def _run(address: str, query: str) -> None:
    """Run the page of an address for a visitor who is not there."""
    runtime, nobody = get_instance(), _Nobody()
    session = runtime.connect_session(nobody, user_info={})
    message = BackMsg()
    message.rerun_script.page_name = address
    message.rerun_script.query_string = query
    runtime.handle_backmsg(session, message)
    with contextlib.suppress(TimeoutError):
        await asyncio.wait_for(nobody.has_seen_all.wait(), PATIENCE)
    runtime.close_session(session)


class _Nobody(SessionClient):
    """Takes what the server sends, and notices its end."""

    def __init__(self) -> None:
        self.has_seen_all = asyncio.Event()

    def write_forward_msg(self, msg: ForwardMsg) -> None:
        if msg.WhichOneof("type") != "script_finished":
            return
        if msg.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN:
            self.has_seen_all.set()
