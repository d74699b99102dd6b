"""An app served in a process of its own."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

ROOT = Path(__file__).parents[1]
STARTUP = 60.0
"""Seconds within which a server has to answer."""


@dataclass(frozen=True)
class Server:
    """A server that runs: its process and its address."""

    process: subprocess.Popen[bytes]
    address: str


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@contextmanager
def served(app: str, *options: str, port: int | None = None) -> Iterator[Server]:
    """Serve an app as long as the block lasts, with options beside those of the project."""
    command = [sys.executable, "-m", "streamlit", "run", str(ROOT / app), *options]
    with answering(command, port=port) as server:
        yield server


@contextmanager
def answering(
    command: Sequence[str], log: IO[bytes] | None = None, port: int | None = None
) -> Iterator[Server]:
    """Run a command that serves an app, as long as the block lasts, from its first answer on.

    Parameters
    ----------
    command : sequence of str
        Streamlit is told by its environment where to listen.
    log : file, optional
        What the server writes goes there.
    port : int, optional
        One that is free, where left out.
    """
    port, output = port or free_port(), log or subprocess.DEVNULL
    told = {"HEADLESS": "true", "PORT": str(port), "ADDRESS": "127.0.0.1"}
    environment = {f"STREAMLIT_SERVER_{name}": value for name, value in told.items()}
    process = subprocess.Popen(
        command, cwd=ROOT, env=os.environ | environment, stdout=output, stderr=output
    )
    try:
        server = Server(process, f"http://127.0.0.1:{port}")
        _wait_for(server)
        yield server
    finally:
        process.terminate()
        process.wait(timeout=20)


def _wait_for(server: Server) -> None:
    end = time.monotonic() + STARTUP
    while time.monotonic() < end and server.process.poll() is None:
        try:
            urllib.request.urlopen(f"{server.address}/_stcore/health", timeout=10).close()
            return
        except OSError:
            time.sleep(0.05)
    raise RuntimeError(f"no answer from {server.address}")


@contextmanager
def balanced(count: int, *options: str) -> Iterator[Server]:
    """Serve the app by some servers behind HAProxy, as `run.py serve` does, as the block lasts."""
    port = free_port()
    place = ["--processes", str(count), "--port", str(port), "--address", "127.0.0.1"]
    command = [sys.executable, "-m", "deploy.serve", *place, *options]
    with answering(command, port=port) as server:
        yield server


def seconds_of_cpu(process: subprocess.Popen[bytes]) -> float:
    """Return the seconds that a process and those it began have computed.

    NaN where the system does not tell.
    """
    return sum(map(_seconds_of_cpu, _family(process.pid)))


def memory(process: subprocess.Popen[bytes]) -> float:
    """Return the memory that a process and those it began hold, in MB; NaN as above."""
    return sum(map(_memory, _family(process.pid)))


def _family(pid: int) -> Iterator[int]:
    """Yield a process, and all that it began and they began, where the system tells."""
    yield pid
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="utf-8")
    except OSError:
        return
    for child in children.split():
        yield from _family(int(child))


def _seconds_of_cpu(pid: int) -> float:
    try:
        status = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8")
    except OSError:
        return float("nan")
    # The name of the program, which may hold anything, ends with the last parenthesis.
    fields = status.rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _memory(pid: int) -> float:
    try:
        status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    except OSError:
        return float("nan")
    line = next(line for line in status.splitlines() if line.startswith("VmRSS:"))
    return int(line.split()[1]) / 1024
