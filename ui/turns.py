"""Turns: how many pages the server computes at once, when many are asked for.

Python computes one thing at a time. Thirty pages that are computed side by side all come late, make
the interpreter go from thread to thread, and hold what each of them needs in memory. Taken in turn,
in the order in which they were asked for, most come at once; and of a page that has to wait, what
the person did meanwhile is in it. What takes seconds is computed `aside`, without a turn, so that
the quick ones never wait for it.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Lock, Thread, current_thread, local

from streamlit.runtime.scriptrunner import RerunException

AT_ONCE = (os.cpu_count() or 1) + 1
"""Pages that are computed at once: for every core one, and one that waits for something."""

LOOK = 1.0
"""Seconds after which one who waits looks whether a thread has ended that had a turn."""


class Turns:
    """Turns that threads take, so many at once, in the order in which they ask.

    Parameters
    ----------
    count : int
    """

    def __init__(self, count: int) -> None:
        self._count = count
        self._taken: set[Thread] = set()
        self._waiting: deque[tuple[Thread, Event]] = deque()
        self._lock = Lock()

    def take(self) -> None:
        """Wait for this thread's turn."""
        come = Event()
        with self._lock:
            self._waiting.append((current_thread(), come))
            self._hand_on()
        while not come.wait(LOOK):
            with self._lock:
                self._hand_on()

    def give(self) -> None:
        """Let another thread have the turn of this one."""
        with self._lock:
            self._taken.discard(current_thread())
            self._hand_on()

    def _hand_on(self) -> None:
        self._taken = {thread for thread in self._taken if thread.is_alive()}
        while self._waiting and len(self._taken) < self._count:
            thread, come = self._waiting.popleft()
            self._taken.add(thread)
            come.set()


class _Mine(local):
    """What this thread knows: whether it has a turn, and whether it runs a page."""

    has = False
    runs = False


_TURNS = Turns(AT_ONCE)
_MINE = _Mine()


@contextmanager
def turn() -> Iterator[None]:
    """Run a page, or a part of one that runs alone, when it is its turn."""
    if _MINE.runs:  # a part, in the run of the whole page
        yield
        return
    if not _MINE.has:
        _take()
    _MINE.runs = True
    try:
        yield
    except RerunException:
        raise  # the page runs again in this thread, and keeps its turn
    except BaseException:
        _give()
        raise
    else:
        _give()
    finally:
        _MINE.runs = False


def runs() -> bool:
    """Whether this thread runs a page: what it draws then is a part of the whole."""
    return _MINE.runs


@contextmanager
def aside() -> Iterator[None]:
    """Let others have the turn of this thread while it waits, or does what takes seconds."""
    had = _MINE.has
    if had:
        _give()
    try:
        yield
    finally:
        if had:
            _take()


def _take() -> None:
    _TURNS.take()
    _MINE.has = True


def _give() -> None:
    _MINE.has = False
    _TURNS.give()
