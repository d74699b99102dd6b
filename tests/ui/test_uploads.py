"""What a session may send and what is held of it."""

import asyncio

import pytest
from streamlit.runtime.memory_session_storage import MemorySessionStorage
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.uploaded_file_manager import UploadedFileRec

from tests.awaited import awaited
from ui import uploads
from ui.uploads import AT_ONCE, KEPT, Uploads, forget_who_left, give_back, hold_the_last


def files_of(*names, session="one"):
    """What Streamlit holds after a session has sent some files."""
    files = MemoryUploadedFileManager("/_stcore/upload_file")
    for name in names:
        files.add_file(session, UploadedFileRec(name, name, "image/png", bytes(1000)))
    return files


def test_the_last_files_are_held():
    files = files_of("a", "b", "c", "d")
    hold_the_last(files, "one")
    assert list(files.file_storage["one"]) == ["a", "b", "c", "d"][-KEPT:]
    hold_the_last(files, "nobody")
    assert "nobody" not in files.file_storage


class Runtime:
    """What `uploads` needs of Streamlit's runtime."""

    def __init__(self, files=None, storage=None):
        self.uploaded_file_mgr = files
        self._session_mgr = self
        self._session_storage = storage


@pytest.mark.parametrize(("seconds", "left"), [(0, 0), (60, 1)])
def test_who_has_left_is_forgotten_when_their_time_is_over(seconds, left):
    storage = MemorySessionStorage(ttl_seconds=60)
    now = [0.0]
    storage._cache = type(storage._cache)(maxsize=9, ttl=seconds, timer=lambda: now[0])
    storage._cache["one"] = object()
    now[0] = 1.0
    assert forget_who_left(Runtime(storage=storage)) == (left == 0)
    assert storage._cache.currsize == left
    give_back()


def answers(sessions, monkeypatch):
    """The statuses of files that sessions send all at the same moment."""
    files = files_of("a", "b", "c", session="one")
    monkeypatch.setattr(uploads, "get_instance", lambda: Runtime(files))

    async def slow(scope, receive, send):
        await asyncio.sleep(0.05)
        await send({"type": "http.response.start", "status": 204, "headers": []})
        await send({"type": "http.response.body", "body": b""})

    app = Uploads(slow)

    async def sent(session, path="/_stcore/upload_file/{}/file", method="PUT"):
        told = []

        async def send(message):
            told.append(message)

        scope = {"type": "http", "path": path.format(session), "method": method, "headers": []}
        await app(scope, None, send)
        return told[0]["status"]

    async def all_at_once():
        first = await asyncio.gather(*map(sent, sessions))
        return first, await sent("one"), await sent("", path="/lab", method="GET")

    found = awaited(all_at_once())
    assert not app._coming, "nothing is kept of sessions that send nothing"
    return found, list(files.file_storage["one"])


def test_a_session_sends_few_files_at_once(monkeypatch):
    (first, later, page), held = answers(["one"] * 5 + ["two"], monkeypatch)
    assert sorted(first) == [204] * (AT_ONCE + 1) + [429] * (5 - AT_ONCE)
    assert first[-1] == 204, "another session is not kept waiting"
    assert (later, page) == (204, 204)
    assert len(held) == KEPT
