"""What many ask for is computed once, and kept for whoever comes next.

When a class follows a link at once, nothing is kept yet: one computes, the others wait for it. All
that is kept shares one budget of bytes, so that it does not matter how many people look at how many
things: what is computed quickly, and large, goes first.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from functools import wraps
from threading import Lock
from time import thread_time
from types import FunctionType, ModuleType
from typing import Any, NamedTuple, ParamSpec, TypeVar

import numpy as np

from ui.turns import aside

BUDGET = 128 * 2**20
"""Bytes of all that is kept."""

Asked = ParamSpec("Asked")
Made = TypeVar("Made")


class _Kept(NamedTuple):
    value: Any
    size: int
    seconds: float


class _Store:
    """Results by what was asked for; what took long for its size stays longest (GreedyDual-Size).

    What a result is worth are the seconds that it took for each byte, on top of what the last one
    was worth that had to go: so whatever nobody asks for goes some day, however long it took.

    References
    ----------
    Cao and Irani, "Cost-aware WWW proxy caching algorithms", 1997, section 3.
    """

    def __init__(self) -> None:
        self._kept: dict[Hashable, _Kept] = {}
        self._worth: dict[Hashable, float] = {}
        self._gone = 0.0
        self._lock = Lock()
        self.size = 0

    def find(self, key: Hashable) -> _Kept | None:
        with self._lock:
            found = self._kept.get(key)
            if found is not None:
                self._value(key, found)
            return found

    def keep(self, key: Hashable, made: _Kept) -> None:
        if made.size > BUDGET:
            return
        with self._lock:
            self._kept[key] = made
            self._value(key, made)
            self.size += made.size
            while self.size > BUDGET:
                self._let_go()

    def _value(self, key: Hashable, one: _Kept) -> None:
        self._worth.pop(key, None)  # of two that are worth the same, the longest unused goes first
        self._worth[key] = self._gone + one.seconds / one.size

    def _let_go(self) -> None:
        least = min(self._worth, key=self._worth.__getitem__)
        self._gone = self._worth.pop(least)
        self.size -= self._kept.pop(least).size

    def forget(self) -> None:
        with self._lock:
            self._kept.clear()
            self._worth.clear()
            self.size = 0


_STORE = _Store()


def shared(make: Callable[Asked, Made]) -> Callable[Asked, Made]:
    """Keep what a function returns, for whoever asks for the same, and while it is being made.

    Its arguments must be hashable, and say all that the result depends on. Everyone is given the
    same object: arrays in it can no longer be written to.
    """
    under_way: dict[Hashable, Lock] = {}

    @wraps(make)
    def asked(*args: Asked.args, **options: Asked.kwargs) -> Made:
        key = (make, args, tuple(sorted(options.items())))
        found = _STORE.find(key)
        if found is None:
            lock = under_way.setdefault(key, Lock())  # in one step, whatever other threads do
            try:
                with _waited_for(lock):
                    found = _STORE.find(key) or _made(key, make, *args, **options)
            finally:
                under_way.pop(key, None)
        value: Made = found.value
        return value

    return asked


@contextmanager
def _waited_for(lock: Lock) -> Iterator[None]:
    """Hold a lock; while another has it, others have this thread's turn."""
    if not lock.acquire(blocking=False):
        with aside():
            lock.acquire()
    try:
        yield
    finally:
        lock.release()


def forget() -> None:
    """Let go of all that is kept."""
    _STORE.forget()


def _made(
    key: Hashable, make: Callable[Asked, Any], *args: Asked.args, **options: Asked.kwargs
) -> _Kept:
    begin = thread_time()  # this thread's own: not what it waited for
    value = make(*args, **options)
    made = _Kept(value, _close(value), thread_time() - begin)
    _STORE.keep(key, made)
    return made


def _close(value: Any) -> int:
    """Close all arrays in a value to writing, and return how many bytes it holds."""
    seen: set[int] = set()
    size, to_see = 0, [value]
    while to_see:
        one = to_see.pop()
        if id(one) in seen or isinstance(one, (type, ModuleType, FunctionType)):
            continue
        seen.add(id(one))
        size += sys.getsizeof(one)
        if isinstance(one, np.ndarray):
            one.flags.writeable = False
            to_see.append(one.base)  # which holds the numbers of a part of it
        to_see += gc.get_referents(one)
    return size


def one_at_a_time(make: Callable[Asked, Made]) -> Callable[Asked, Made]:
    """Let a function that takes seconds wait while it is at work for somebody else.

    Side by side all would take as long as together, and be said to; and whatever is quick would
    share the interpreter with each of them. What is quick must not wait so, for it would wait long:
    others have the turn of the thread (`ui.turns`).
    """
    lock = Lock()

    @wraps(make)
    def waiting(*args: Asked.args, **options: Asked.kwargs) -> Made:
        with aside(), lock:
            return make(*args, **options)

    return waiting
