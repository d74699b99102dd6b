"""Coroutines in tests that are none."""

import asyncio
from concurrent.futures import ThreadPoolExecutor


def awaited(coroutine):
    """Run a coroutine to its end and return what it returns.

    In a thread of its own: where a browser is open, Playwright's loop already runs in this one.
    """
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, coroutine).result()
