"""What the server adds to its answers, and what it does not answer, since it stands in public."""

from __future__ import annotations

from starlette.datastructures import MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

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
}
"""Content Security Policy, level 3: what a page may load. Nothing comes from elsewhere; a page may
stand in another's frame, as in those of learning platforms."""

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
