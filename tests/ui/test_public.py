"""What every answer of the server carries, what is not answered, and what is not written down."""

import sys
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from bench.serving import answering
from tests.awaited import awaited
from ui.frame import PAGES, page_address
from ui.public import HEADERS, Public, frame_ancestors


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


@pytest.mark.parametrize(
    ("sites", "told"),
    [
        ("", "'self'"),
        (" ", "'self'"),
        ("*", "*"),
        ("https://learn.example.edu https://*.school.example:8443", None),
        ("'self' http://localhost:8080", None),
    ],
)
def test_whose_frames_a_page_stands_in_is_the_administrators_choice(sites, told):
    assert frame_ancestors(sites) == told or sites


@pytest.mark.parametrize("sites", ["*; script-src *", "*\nSet-Cookie: a=b", "https://a,https://b"])
def test_a_choice_of_frames_that_would_say_more_is_refused(sites):
    with pytest.raises(ValueError, match="UPSAMPLING_LAB_FRAMES must name sites with spaces"):
        frame_ancestors(sites)


# ---------------------------------------------------------------- the server itself

WITHOUT_A_DISK = """
import contextlib, sys
with contextlib.suppress(ImportError):
    import resource
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
from streamlit.web.cli import main
sys.argv = ["streamlit", "run", "app.py"]
main()
"""


@pytest.fixture(scope="module")
def server():
    """A server of the app that cannot write a byte to any file: as on a disk that is full."""
    with answering([sys.executable, "-c", WITHOUT_A_DISK]) as one:
        yield one


ANSWERED = [*(f"/{page_address(name)}" for name in PAGES), "/no-such-page", "/favicon.png"]


def test_every_page_says_what_it_may_load(server):
    for path in [*ANSWERED, "/_stcore/health", "/_stcore/host-config"]:
        with urlopen(f"{server.address}{path}") as answer:
            for name, value in HEADERS.items():
                assert answer.headers[name] == value, path
    assert "frame-ancestors 'self'" in HEADERS["Content-Security-Policy"]


@pytest.mark.parametrize("path", ["/_stcore/metrics", "/lab/_stcore/metrics", "/static/../app.py"])
def test_the_server_does_not_tell_about_itself(server, path):
    with pytest.raises(HTTPError, match=r"40[04]") as refused:
        urlopen(f"{server.address}{path}")
    with refused.value as answer:
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert b"Traceback" not in answer.read()


async def session_of(address):
    """Open the lab and return the socket of its session, and the session's name."""
    stream = f"{address.replace('http', 'ws')}/_stcore/stream"
    socket = await websockets.connect(stream, subprotocols=["streamlit"], max_size=None)
    message = BackMsg()
    message.rerun_script.page_name = "lab"
    await socket.send(message.SerializeToString())
    while True:
        answer = ForwardMsg.FromString(await socket.recv())
        if answer.WhichOneof("type") == "new_session":
            return socket, answer.new_session.initialize.session_id


def sent(address, session, size):
    """The answer to a file of so many bytes."""
    with urlopen(f"{address}/_stcore/health") as answer:
        token = answer.headers["Set-Cookie"].split(";")[0].partition("=")[2]
    line = b"--part\r\n"
    head = b'Content-Disposition: form-data; name="file"; filename="a.png"\r\n\r\n'
    request = Request(
        f"{address}/_stcore/upload_file/{session}/file",
        method="PUT",
        data=line + head + bytes(size) + b"\r\n--part--\r\n",
        headers={
            "Content-Type": "multipart/form-data; boundary=part",
            "Cookie": f"_streamlit_xsrf={token}",
            "X-Xsrftoken": token,
        },
    )
    with urlopen(request) as answer:
        return answer.status


def test_what_people_send_is_never_written_to_disk(server):
    async def send_some():
        socket, session = await session_of(server.address)
        statuses = [sent(server.address, session, size) for size in (10, 2 * 2**20, 9 * 2**20)]
        await socket.close()
        return statuses

    assert awaited(send_some()) == [204] * 3
