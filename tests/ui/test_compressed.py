"""Files that never change are compressed once; all else goes through as it is."""

import asyncio
import gzip

import pytest
from starlette.responses import StreamingResponse

from tests.awaited import awaited
from ui.compressed import Compressed

SCRIPT = b"export const answer = 42;\n" * 200


class Server:
    """An application that counts what it is asked for."""

    def __init__(self):
        self.asked = []

    async def __call__(self, scope, receive, send):
        self.asked.append(scope["path"])
        known = "known" in scope["path"]
        headers = {
            "content-type": "text/javascript",
            "etag": '"abc"',
            "content-length": str(len(SCRIPT)),
            "cache-control": "public, immutable, max-age=1" if known else "no-cache",
        }
        raw = [(name.encode(), value.encode()) for name, value in headers.items()]
        await send({"type": "http.response.start", "status": 200, "headers": raw})
        await send({"type": "http.response.body", "body": SCRIPT[:100], "more_body": True})
        await send({"type": "http.response.body", "body": SCRIPT[100:]})


def answered(app, path="/static/js/known.js", method="GET", **headers):
    """The status, the headers and the body of an answer."""
    sent = []

    async def send(message):
        sent.append(message)

    raw = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    scope = {"type": "http", "path": path, "method": method, "headers": raw}
    awaited(app(scope, None, send))
    start, *parts = sent
    told = {name.decode(): value.decode() for name, value in start["headers"]}
    return start["status"], told, b"".join(part.get("body", b"") for part in parts)


@pytest.fixture
def app():
    return Compressed(Server())


def test_a_file_is_compressed_once(app):
    for _visit in range(3):
        status, headers, body = answered(app, accept_encoding="br, gzip")
        assert (status, gzip.decompress(body)) == (200, SCRIPT)
        assert len(body) < len(SCRIPT) / 10
        assert headers["content-encoding"] == "gzip"
        assert headers["content-length"] == str(len(body))
        assert headers["etag"] == '"abc-gzip"'
        assert headers["vary"] == "Accept-Encoding"
        assert "immutable" in headers["cache-control"]
    assert app.app.asked == ["/static/js/known.js"]


async def left_halfway(server):
    """What somebody gets who asks after another who left before the file had come."""

    async def answer(scope, receive, send):
        stream = StreamingResponse(slowly(), headers={"cache-control": "immutable", "etag": '"a"'})
        await stream(scope, receive, send)

    async def slowly():
        for start in range(0, len(SCRIPT), 1000):
            await asyncio.sleep(0)
            yield SCRIPT[start : start + 1000]

    app = server(answer)
    scope = {"type": "http", "path": "/static/js/known.js", "method": "GET"}
    scope["headers"] = [(b"accept-encoding", b"gzip")]
    sent = []

    async def leaves():
        return {"type": "http.disconnect"}

    async def forgets(message):
        pass

    async def stays():
        await asyncio.Future()

    async def keeps(message):
        sent.append(message)

    await app(dict(scope), leaves, forgets)
    await app(dict(scope), stays, keeps)
    return b"".join(message.get("body", b"") for message in sent)


def test_who_leaves_before_a_file_has_come_leaves_it_whole_for_others():
    assert awaited(left_halfway(lambda answer: answer)) == SCRIPT
    assert gzip.decompress(awaited(left_halfway(Compressed))) == SCRIPT


def test_who_has_it_is_told_so(app):
    asked = {"accept_encoding": "gzip", "if_none_match": '"abc-gzip"'}
    status, headers, body = answered(app, **asked)
    assert (status, body) == (304, b"")
    assert "content-encoding" not in headers
    assert headers["etag"] == '"abc-gzip"'


@pytest.mark.parametrize(
    ("path", "method", "headers"),
    [
        ("/static/js/known.js", "GET", {}),
        ("/static/js/known.js", "GET", {"accept_encoding": "br, gzip;q=0"}),
        ("/static/js/known.js", "GET", {"accept_encoding": "gzip", "range": "bytes=0-9"}),
        ("/static/js/known.js", "HEAD", {"accept_encoding": "gzip"}),
        ("/static/media/known.woff2", "GET", {"accept_encoding": "gzip"}),
        ("/static/js/nobody.js", "GET", {"accept_encoding": "gzip"}),
        ("/lab", "GET", {"accept_encoding": "gzip"}),
    ],
)
def test_all_else_goes_through(app, path, method, headers):
    _status, told, body = answered(app, path, method, **headers)
    assert body == SCRIPT
    assert "content-encoding" not in told
    assert app._kept == {}, "names that the server does not know fill no memory"
