"""A component's code comes once, by its name; where nobody serves it, with every message."""

import json
import re
import sys
from urllib.request import urlopen

import pytest
import streamlit as st
import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from bench.serving import answering
from tests.awaited import awaited
from ui.component import Parts, component

SCRIPT = "export default function mount({ parentElement }) { parentElement.append('here'); }\n"
STYLE = '.here::before { content: "“\\201C"; }\n'


@pytest.fixture
def registered(tmp_path, monkeypatch):
    """Register a component, and return what Streamlit was told."""
    (tmp_path / "here.js").write_text(SCRIPT, encoding="utf-8")
    (tmp_path / "here.css").write_text(STYLE, encoding="utf-8")
    monkeypatch.setattr(Parts, "served", None)
    told = {}
    monkeypatch.setattr(st.components.v2, "component", lambda name, **how: told.update(how))

    def register(*styles):
        component("here", tmp_path / "here.js", *(tmp_path / style for style in styles))
        return told

    return register


async def inside(scope, receive, send):
    """An application that answers what is not asked of it."""
    await send({"type": "http.response.start", "status": 299, "headers": []})
    await send({"type": "http.response.body", "body": b"inside"})


def answered(app, path, **headers):
    """The status, the headers and the body of an answer."""
    sent = []

    async def send(message):
        sent.append(message)

    raw = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    awaited(app({"type": "http", "path": path, "method": "GET", "headers": raw}, None, send))
    start, body = sent
    told = {name.decode(): value.decode() for name, value in start["headers"]}
    return start["status"], told, body["body"].decode()


def test_without_a_server_of_ours_code_and_styles_come_with_each_message(registered):
    assert registered("here.css") == {"js": SCRIPT, "css": STYLE}
    assert registered() == {"js": SCRIPT, "css": None}


def test_where_it_is_served_a_message_names_its_address(registered):
    app = Parts(inside)
    told = registered("here.css")
    assert SCRIPT not in told["js"]
    assert "css" not in told
    address = re.search(r"/static/parts/here\.[0-9a-f]{16}\.js", told["js"])[0]
    # Wherever the app stands, below a prefix too.
    for path in (address, f"/course{address}"):
        status, headers, code = answered(app, path)
        assert (status, headers["content-type"]) == (200, "text/javascript; charset=utf-8")
        assert "immutable" in headers["cache-control"]
        assert code.startswith(SCRIPT)
        assert json.loads(re.search(r"componentStyles = (.*);", code)[1]) == STYLE
    status, _headers, code = answered(app, address, if_none_match=headers["etag"])
    assert (status, code) == (304, "")


def test_other_styles_have_another_address(registered):
    Parts(inside)
    assert registered("here.css")["js"] != registered()["js"]


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/static/parts/here.0123456789abcdef.js", 404),
        ("/static/parts/../app.py", 299),
        ("/static/js/here.0123456789abcdef.js", 299),
        ("/lab", 299),
    ],
)
def test_all_else_is_answered_by_others_or_not_at_all(registered, path, status):
    app = Parts(inside)
    registered("here.css")
    assert answered(app, path)[0] == status


async def messages(address, page):
    """Return what the server sends to someone who opens a page."""
    stream = f"{address.replace('http', 'ws')}/_stcore/stream"
    found = []
    async with websockets.connect(stream, subprotocols=["streamlit"], max_size=None) as socket:
        message = BackMsg()
        message.rerun_script.page_name = page
        await socket.send(message.SerializeToString())
        while not found or found[-1].WhichOneof("type") != "script_finished":
            found.append(ForwardMsg.FromString(await socket.recv()))
    return found


def test_the_server_sends_no_code_with_its_messages_and_serves_it():
    with answering([sys.executable, "-m", "streamlit", "run", "app.py"]) as server:
        found = awaited(messages(server.address, "lab"))
        components = [
            message.delta.new_element.bidi_component
            for message in found
            if message.delta.new_element.HasField("bidi_component")
        ]
        stage = next(one for one in components if one.component_name == "upsampling_stage")
        assert len(stage.js_content) + len(stage.css_content) < 2000
        address = re.search(r"/static/parts/[\w.]+", stage.js_content)[0]
        with urlopen(f"{server.address}{address}") as answer:
            assert len(answer.read()) > 50_000
