"""What the server does before anyone can come, so that the first to come need not wait for it."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import webbrowser
from collections.abc import AsyncIterator

import streamlit as st
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime import SessionClient, get_instance
from streamlit.web.server.server_util import get_url

from ui.frame import PAGES, page_address

PATIENCE = 30.0
"""Seconds that a page may take; after them the server goes on without it."""


@contextlib.asynccontextmanager
async def warmed_up(_app: st.App) -> AsyncIterator[None]:
    """Run every page once, which imports and reads all that it needs; then open a browser.

    The server begins to answer when this yields. What goes wrong here is only slower later.
    """
    try:
        for name in PAGES:
            await _run(page_address(name))
    except Exception:
        logging.getLogger(__name__).exception("The pages were not run before the server answers.")
    if not st.get_option("server.headless"):
        webbrowser.open(get_url(st.get_option("browser.serverAddress")))
    yield


async def _run(address: str) -> None:
    """Run the page of an address for a visitor who is not there."""
    runtime, nobody = get_instance(), _Nobody()
    session = runtime.connect_session(nobody, user_info={})
    message = BackMsg()
    message.rerun_script.page_name = address
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
