"""How many files a person may send, and that nothing is held of those who have left.

A page keeps what it made of the last good file; of the files themselves Streamlit would hold all
that ever came, as long as the session lasts, and the sessions of those who left until others leave.
"""

from __future__ import annotations

import asyncio
import contextlib
import ctypes
import gc
import re
from collections import Counter
from collections.abc import AsyncIterator
from typing import Any

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send
from streamlit.runtime import get_instance

KEPT = 2
"""Files that are held of one session: the last ones, of at most 10 MB each."""

AT_ONCE = 2
"""Files that one session may send at the same time."""

TIDYING = 10.0
"""Seconds between two looks at who has left."""

_UPLOAD = re.compile(r"/_stcore/upload_file/([^/]+)/[^/]+$")


class Uploads:
    """Middleware that bounds what a session may send and what is held of it.

    Parameters
    ----------
    app : ASGI application
        What takes the files.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self._coming: Counter[str] = Counter()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Take a file, or refuse it while others of the session are under way."""
        found = _UPLOAD.search(scope["path"]) if scope["type"] == "http" else None
        if found is None or scope["method"] not in ("PUT", "POST"):
            await self.app(scope, receive, send)
            return
        session = found[1]
        if self._coming[session] >= AT_ONCE:
            await PlainTextResponse("One file after another, please.", 429)(scope, receive, send)
            return
        self._coming[session] += 1
        try:
            await self.app(scope, receive, send)
        finally:
            self._coming[session] -= 1
            self._coming += Counter()  # sessions without a file under way are forgotten
            hold_the_last(get_instance().uploaded_file_mgr, session)


def hold_the_last(files: Any, session: str) -> None:
    """Let go of all files of a session but the last that came.

    Parameters
    ----------
    files : streamlit.runtime.memory_uploaded_file_manager.MemoryUploadedFileManager
    session : str
    """
    for name in list(files.file_storage.get(session, ()))[:-KEPT]:
        files.remove_file(session, name)


@contextlib.asynccontextmanager
async def tidied() -> AsyncIterator[None]:
    """Let go, while the block lasts, of the sessions of people who left and have not come back."""
    tidying = asyncio.create_task(_tidy())
    try:
        yield
    finally:
        tidying.cancel()


async def _tidy() -> None:
    while True:
        await asyncio.sleep(TIDYING)
        if forget_who_left(get_instance()):
            await asyncio.to_thread(give_back)


def forget_who_left(runtime: Any) -> bool:
    """Drop sessions whose time to come back is over; say whether there were any.

    Streamlit keeps them in a cache that drops what is too old when the next one comes. There is no
    public way to ask it before.
    """
    return bool(runtime._session_mgr._session_storage._cache.expire())


def give_back() -> None:
    """Collect what is in circles, and return free memory to the system, where it is glibc's."""
    gc.collect()
    with contextlib.suppress(OSError, AttributeError, TypeError):
        ctypes.CDLL(None).malloc_trim(0)


def share_memory() -> None:
    """Let all threads take memory from two pools of glibc's, of which less stays unused.

    It would make a pool for each of many threads; one that holds a single living object is never
    given back.
    """
    with contextlib.suppress(OSError, AttributeError, TypeError):
        ctypes.CDLL(None).mallopt(_ARENA_MAX, 2)


_ARENA_MAX = -8
"""The number of that option in glibc's malloc.h."""
