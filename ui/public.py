"""What the server adds to its answers, and what it does not answer, since it stands in public."""

from __future__ import annotations

import os
import re
import sys

from starlette.datastructures import MutableHeaders
from starlette.formparsers import MultiPartParser
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

FRAMES = "UPSAMPLING_LAB_FRAMES"
"""The variable of the environment that names the sites in whose frames a page may stand."""

# What people send stays in memory, as the page promises: from 1 MB on it would go through a file.
# How much anyone may send, Streamlit bounds while it reads.
MultiPartParser.spool_max_size = sys.maxsize


def frame_ancestors(sites: str) -> str:
    """Return whose frames a page may stand in.

    Parameters
    ----------
    sites : str
        As a Content Security Policy spells them: ``https://learn.example.edu``, several with spaces
        between them, ``*`` for all. Nothing but the app's own pages where empty.

    Raises
    ------
    ValueError
        If that would say more than which sites.
    """
    if not re.fullmatch(r"[\w.:/*' -]*", sites, re.ASCII):
        raise ValueError(
            f"{FRAMES} must name sites with spaces between them, such as "
            f"https://learn.example.edu; it is {sites!r}"
        )
    return sites.strip() or "'self'"


def _chosen_frames() -> str:
    try:
        return frame_ancestors(os.environ.get(FRAMES, ""))
    except ValueError as error:
        sys.exit(str(error))


POLICY = {
    "default-src": "'self'",
    # Streamlit's page has a script of its own in it, and components come as modules from memory.
    "script-src": "'self' 'unsafe-inline' blob:",
    "style-src": "'self' 'unsafe-inline'",
    "img-src": "'self' data: blob:",
    "font-src": "'self' data:",
    "connect-src": "'self' ws: wss: blob: data:",
    "worker-src": "'self' blob:",
    "object-src": "'none'",
    "base-uri": "'self'",
    "form-action": "'self'",
    "frame-ancestors": _chosen_frames(),
}
"""Content Security Policy, level 3: what a page may load, and where it may stand. Nothing comes
from elsewhere; in another site's frames a page stands where the administrator says so."""

HEADERS = {
    "Content-Security-Policy": "; ".join(" ".join(pair) for pair in POLICY.items()),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
}

CLOSED = ("/_stcore/metrics",)
"""What tells about the server, and is nobody's business."""


class Public:
    """Middleware for every answer of the server.

    Parameters
    ----------
    app : ASGI application
        What answers.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or refuse it."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(HEADERS)
            await send(message)

        closed = scope["path"].endswith(CLOSED)
        answer = PlainTextResponse("Not found", 404) if closed else self.app
        await answer(scope, receive, send_with_headers)
