"""Places for long work: how many people at most a server works for at once."""

from __future__ import annotations

import time
from collections.abc import Callable
from threading import Lock


class Places:
    """Some places, each held by one person, who has to come back for it before it runs out.

    Parameters
    ----------
    count : int
        How many there are.
    lease : float
        Seconds after which a place is free again that nobody came back for: people leave.
    clock : callable, optional
        Returns seconds.
    """

    def __init__(
        self, count: int, lease: float, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._count, self._lease, self._clock = count, lease, clock
        self._until: dict[str, float] = {}
        self._lock = Lock()

    def take(self, who: str) -> bool:
        """Take a place or keep the one that is held; say whether there was one."""
        with self._lock:
            now = self._clock()
            self._until = {one: end for one, end in self._until.items() if end > now}
            if who not in self._until and len(self._until) >= self._count:
                return False
            self._until[who] = now + self._lease
            return True

    def leave(self, who: str) -> None:
        """Give a place back, if one is held."""
        with self._lock:
            self._until.pop(who, None)
