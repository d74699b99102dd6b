"""What every answer of the server carries, and what is not answered."""

from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from bench.serving import served
from tests.awaited import awaited
from ui.public import HEADERS, Public


async def inside(scope, receive, send):
    """An application that answers in plain words."""
    headers = [(b"content-type", b"text/plain"), (b"referrer-policy", b"unsafe-url")]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": b"inside"})


def answered(path, kind="http"):
    """The status, the headers and the body of an answer."""
    sent = []

    async def send(message):
        sent.append(message)

    async def receive():
        return {"type": "http.disconnect"}

    scope = {"type": kind, "path": path, "method": "GET", "headers": []}
    awaited(Public(inside)(scope, receive, send))
    start, body = sent
    return start["status"], dict(start["headers"]), body["body"]


def test_every_answer_says_what_a_page_may_load():
    status, headers, body = answered("/lab")
    assert (status, body) == (200, b"inside")
    for name, value in HEADERS.items():
        assert headers[name.lower().encode()].decode() == value
    assert headers[b"content-type"] == b"text/plain"


@pytest.mark.parametrize("path", ["/_stcore/metrics", "/course/_stcore/metrics"])
def test_what_tells_about_the_server_is_closed(path):
    status, headers, body = answered(path)
    assert status == 404
    assert b"inside" not in body
    assert b"x-content-type-options" in headers


def test_what_is_no_request_goes_through_as_it_is():
    _status, headers, _body = answered("/_stcore/stream", kind="websocket")
    assert b"content-security-policy" not in headers


def test_the_server_of_the_app_is_so():
    with served("app.py") as server:
        with urlopen(f"{server.address}/lab") as answer:
            assert answer.headers["X-Content-Type-Options"] == "nosniff"
            assert "object-src 'none'" in answer.headers["Content-Security-Policy"]
        with pytest.raises(HTTPError, match="404"):
            urlopen(f"{server.address}/_stcore/metrics")
        with urlopen(f"{server.address}/_stcore/health") as answer:
            assert answer.status == 200
