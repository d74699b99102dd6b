"""The files that every newcomer loads, compressed once and kept, for browsers that take gzip.

Streamlit serves its scripts and styles as they lie on the disk, 2.9 MB for a first visit, since to
compress them anew for each visitor would cost more than it gains. They never change while the
server runs, so here each is compressed when it is first asked for and then sent from memory.
"""

from __future__ import annotations

import asyncio
import gzip
from collections.abc import Iterable
from dataclasses import dataclass

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

KINDS = (".js", ".css", ".json", ".svg", ".map")
"""How files end that compression makes smaller."""

_LEVEL = 6


@dataclass(frozen=True)
class _Kept:
    """A file as it is sent: its headers and its compressed bytes."""

    headers: tuple[tuple[str, str], ...]
    body: bytes


class Compressed:
    """Middleware that compresses what never changes.

    Only what the server calls immutable is kept: names that it does not know get its page instead,
    and would fill the memory.

    Parameters
    ----------
    app : ASGI application
        What answers.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self._kept: dict[str, asyncio.Task[_Kept | None]] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        kept = await self._file(scope) if _may_be_compressed(scope) else None
        if kept is None:
            await self.app(scope, receive, send)
            return
        known = dict(kept.headers)
        if known["etag"] in Headers(scope=scope).get("if-none-match", ""):
            del known["content-length"], known["content-encoding"]
            answer = Response(status_code=304, headers=known)
        else:
            answer = Response(kept.body, headers=known)
        await answer(scope, receive, send)

    async def _file(self, scope: Scope) -> _Kept | None:
        """Return a file; whoever asks for it while it is compressed waits for that."""
        path = scope["path"]
        if path not in self._kept:
            self._kept[path] = asyncio.create_task(self._compressed(dict(scope)))
        try:
            kept = await asyncio.shield(self._kept[path])
        except Exception:
            self._kept.pop(path, None)
            raise
        if kept is None:
            self._kept.pop(path, None)
        return kept

    async def _compressed(self, scope: Scope) -> _Kept | None:
        """Ask the server for a file as a visitor does who knows nothing yet, and compress it."""
        scope["headers"] = [
            (name, value)
            for name, value in scope["headers"]
            if name not in (b"if-none-match", b"if-modified-since")
        ]
        messages: list[Message] = []

        async def collect(message: Message) -> None:
            messages.append(message)

        await self.app(scope, _nobody_leaves, collect)
        headers = MutableHeaders(raw=list(messages[0]["headers"]))
        fit = messages[0]["status"] == 200 and "immutable" in headers.get("cache-control", "")
        if not fit or "content-encoding" in headers or "etag" not in headers:
            return None
        whole = b"".join(message.get("body", b"") for message in messages[1:])
        body = await asyncio.to_thread(gzip.compress, whole, _LEVEL, mtime=0)
        headers["content-encoding"] = "gzip"
        headers["content-length"] = str(len(body))
        headers["etag"] = f'{headers["etag"].rstrip(chr(34))}-gzip"'
        headers.add_vary_header("Accept-Encoding")
        return _Kept(tuple(headers.items()), body)


async def _nobody_leaves() -> Message:
    """Tell nothing, ever: a server ends its answer halfway when it hears that who asked has left.

    Others wait for the file, and it is kept for all who come later.
    """
    return await asyncio.Future[Message]()


def _may_be_compressed(scope: Scope) -> bool:
    """Whether a request is for a whole file of some kind, by a browser that takes gzip."""
    if scope["type"] != "http" or scope["method"] != "GET":
        return False
    headers = Headers(scope=scope)
    takes = _codings(headers.getlist("accept-encoding"))
    is_file = "/static/" in scope["path"] and scope["path"].endswith(KINDS)
    return is_file and "range" not in headers and "gzip" in takes


def _codings(lines: Iterable[str]) -> set[str]:
    """Return the codings that a browser takes; ``q=0`` refuses one."""
    parts = [part.replace(" ", "").lower() for line in lines for part in line.split(",")]
    return {part.partition(";")[0] for part in parts if not part.endswith((";q=0", ";q=0.0"))}
