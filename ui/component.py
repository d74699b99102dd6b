"""Components of our own: their code is loaded once, not sent along with every change.

Streamlit sends a component's script and styles with each of its messages, ten times what a change
of the stage itself takes. Where the app's own server answers, it serves them under a name that
changes with them, and a message says that name only. A host that knows nothing of such servers gets
them as Streamlit has it.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import streamlit as st
from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from ui.script_bundle import bundle

_LOADER = (Path(__file__).parent.parent / "assets" / "component.js").read_text(encoding="utf-8")
_PLACE = "/static/parts/"
_ASKED = re.compile(rf"{_PLACE}(\w+\.[0-9a-f]+\.js)$")
_DIGITS = 16
_HEADERS = {"cache-control": "public, immutable, max-age=31536000"}


class Parts:
    """Middleware that serves the code of components; from then on their messages come without.

    Parameters
    ----------
    app : ASGI application
        What answers everything else.
    """

    served: dict[str, str] | None = None
    """The code of components by its name; None as long as nobody serves it."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        Parts.served = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request for code, or let another answer."""
        asked = _ASKED.search(scope["path"]) if scope["type"] == "http" else None
        answer = self.app if asked is None else _file(asked[1], Headers(scope=scope))
        await answer(scope, receive, send)


def _file(name: str, headers: Headers) -> Response:
    code = (Parts.served or {}).get(name)
    if code is None:
        return PlainTextResponse("Not found", 404)
    told = {**_HEADERS, "etag": f'"{name}"'}
    if told["etag"] in headers.get("if-none-match", ""):
        return Response(status_code=304, headers=told)
    return Response(code, media_type="text/javascript", headers=told)


def component(name: str, script: Path, *styles: Path) -> Callable[..., Any]:
    """Register a component, once, and return what mounts it, as `st.components.v2.component` does.

    Parameters
    ----------
    name : str
    script : Path
        The JavaScript module whose default export mounts it; see `bundle` for what it may import.
    *styles : Path
        Its style sheets, in their order.
    """
    code = bundle(script)
    sheet = "\n".join(file.read_text(encoding="utf-8") for file in styles)
    if Parts.served is None:
        return st.components.v2.component(name, js=code, css=sheet or None)
    code = f"{code}\nexport const componentStyles = {json.dumps(sheet)};\n"
    digest = hashlib.sha256(code.encode()).hexdigest()[:_DIGITS]
    Parts.served[f"{name}.{digest}.js"] = code
    loader = _LOADER.replace("{address}", f"{_PLACE}{name}.{digest}.js")
    return st.components.v2.component(name, js=loader)
