"""Several servers of the app on one machine, and HAProxy in front of them.

`python3 run.py serve` comes here. Python runs one page at a time, so one server keeps about one
core busy; all that a person has done is in their address and their session, so servers can be
added. HAProxy keeps each person on one server and asks the servers whether they are well; where one
is gone its people go on at another, and a new one takes its place.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import re
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
PAUSE = 0.5
"""Seconds between two looks at whether all still run."""
PATIENCE = 120.0
"""Seconds within which every server answers, on a slow machine too."""
LAST_WORDS = 10.0
"""Seconds that processes have for their end."""
PORTS = range(1, 2**16)
MOST = 64
"""Servers on one machine."""

NO_BALANCER = (
    "Several servers need HAProxy in front of them, and this machine has none: on Debian and "
    "Ubuntu, `sudo apt install haproxy` brings it. Without it, `python3 run.py` starts one server."
)


def main(arguments: Sequence[str]) -> None:
    """Serve the app until this process is told to end, or the balancer ends by itself."""
    options = read_options(arguments)
    balancer = find_balancer()
    check_free(options.address, options.port)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    with contextlib.suppress(KeyboardInterrupt), scratch_folder() as folder, Family() as family:
        secret = secrets.token_hex(32)
        ports = free_ports(options.processes)
        servers = {port: family.start(*server(port, secret, options)) for port in ports}
        wait_until_well(servers)
        places = folder / "places.cfg"
        places.write_text(configuration(options, ports), encoding="utf-8")
        front = family.start([balancer, "-db", "-f", str(HERE / "haproxy.cfg"), "-f", str(places)])
        print(f"Upsampling Lab: {len(ports)} servers, {where(options)}", flush=True)
        while front.poll() is None:
            time.sleep(PAUSE)
            for port, process in servers.items():
                if process.poll() is not None:
                    print("A server has ended; another takes its place.", flush=True)
                    servers[port] = family.start(*server(port, secret, options))
        sys.exit(front.returncode)


# What is asked for


def read_options(arguments: Sequence[str]) -> argparse.Namespace:
    """Read the command line; what makes no sense ends in a sentence."""
    parser = argparse.ArgumentParser(
        prog="run.py serve", description=(__doc__ or "").split("\n")[0]
    )
    add = parser.add_argument
    add("--processes", type=whole_in(range(1, MOST + 1)), default=cores(), help="one for each core")
    add("--port", type=whole_in(PORTS), default=8501, help="where people find it, 8501 if left out")
    add("--address", type=host, default="*", help="of this machine, where it has several")
    add("--certificate", type=certificate, help="for https: a file with chain and key (PEM)")
    return parser.parse_args(arguments)


def whole_in(values: range) -> Callable[[str], int]:
    """Return what reads a whole number of a range."""

    def read(text: str) -> int:
        if not (text.isdecimal() and len(text) < 9 and int(text) in values):
            raise argparse.ArgumentTypeError(
                f"{text!r} is no whole number from {values[0]} to {values[-1]}"
            )
        return int(text)

    return read


def host(text: str) -> str:
    """Return the name or number of a machine, or `*`."""
    if not re.fullmatch(r"\*|(?!-)[A-Za-z0-9.-]{1,63}", text):
        raise argparse.ArgumentTypeError(f"{text!r} is no address of a machine")
    return text


def certificate(text: str) -> Path:
    """Return the file of a certificate, which HAProxy looks for from where it runs."""
    path = Path(text).resolve()
    if not os.access(path, os.R_OK) or not path.is_file():
        raise argparse.ArgumentTypeError(f"there is no file {text!r} that can be read")
    return path


def cores() -> int:
    """Return how many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return min(len(os.sched_getaffinity(0)), MOST)
    return min(os.cpu_count() or 1, MOST)


def find_balancer() -> str:
    """Return HAProxy, which Debian keeps where only root looks."""
    found = shutil.which("haproxy") or shutil.which("haproxy", path="/usr/sbin:/usr/local/sbin")
    return found or sys.exit(NO_BALANCER)


def check_free(address: str, port: int) -> None:
    """Refuse a port that something else listens on, or that this person may not have."""
    host = "" if address == "*" else address
    try:
        socket.create_server((host, port)).close()
    except OSError as error:
        sys.exit(f"Nothing can listen at port {port} of {address}: {error}. Try another --port.")


def where(options: argparse.Namespace) -> str:
    """Return the address to open."""
    host = socket.gethostname() if options.address == "*" else options.address
    return f"{'https' if options.certificate else 'http'}://{host}:{options.port}"


# The servers


def server(port: int, secret: str, options: argparse.Namespace) -> tuple[list[str], dict[str, str]]:
    """Return the command of one server, and what its environment says."""
    told = {
        "PORT": str(port),
        "ADDRESS": "127.0.0.1",
        "HEADLESS": "true",
        "COOKIE_SECRET": secret,
        # In another site's frame a browser keeps only such cookies, and only by https.
        "XSRF_COOKIE_SAME_SITE": "none" if options.certificate else "lax",
    }
    environment = {f"STREAMLIT_SERVER_{name}": value for name, value in told.items()}
    environment["STREAMLIT_LOGGER_HIDE_WELCOME_MESSAGE"] = "true"  # it names an address of its own
    environment["OPENBLAS_NUM_THREADS"] = "1"  # the cores are shared out already
    return [sys.executable, "-m", "streamlit", "run", str(ROOT / "app.py")], environment


def free_ports(count: int) -> list[int]:
    """Return ports of the loopback address that nobody listens on."""
    with contextlib.ExitStack() as held:
        places = [("127.0.0.1", 0)] * count
        sockets = [held.enter_context(socket.create_server(place)) for place in places]
        return [int(one.getsockname()[1]) for one in sockets]


def wait_until_well(servers: dict[int, subprocess.Popen[bytes]]) -> None:
    """Wait until every server answers; one that ends instead, or is silent, ends it all."""
    end = time.monotonic() + PATIENCE
    for port, process in servers.items():
        while not is_well(port):
            if process.poll() is not None:
                sys.exit("A server ended before it answered; why, it says above.")
            if time.monotonic() > end:
                sys.exit(f"A server has not answered within {PATIENCE:.0f} seconds.")
            time.sleep(PAUSE)


def is_well(port: int) -> bool:
    """Say whether the server at a port is ready for people."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=5):
            return True
    except OSError:
        return False


# The balancer


def configuration(options: argparse.Namespace, ports: Sequence[int]) -> str:
    """Return what haproxy.cfg leaves open: where to listen, and where the servers are."""
    bind, cookie = f"{options.address}:{options.port}", ""
    if options.certificate:
        bind += f' ssl crt "{options.certificate}" alpn h2,http/1.1'
        cookie = "    cookie server insert indirect nocache httponly secure attr SameSite=None\n"
    lines = ["frontend people", f"    bind {bind}", "    default_backend servers"]
    lines += ["", "backend servers"] + ([cookie.rstrip()] if cookie else [])
    lines += [f"    server s{n} 127.0.0.1:{port} cookie s{n}" for n, port in enumerate(ports, 1)]
    return "\n".join(lines) + "\n"


# Processes


class Family:
    """Processes that end together."""

    def __init__(self) -> None:
        self._processes: list[subprocess.Popen[bytes]] = []

    def start(
        self, command: Sequence[str], environment: dict[str, str] | None = None
    ) -> subprocess.Popen[bytes]:
        """Start one; Ctrl-C is for this process, which then ends it."""
        process = subprocess.Popen(
            command, cwd=ROOT, env=os.environ | (environment or {}), start_new_session=True
        )
        self._processes = [p for p in self._processes if p.poll() is None] + [process]
        return process

    def __enter__(self) -> Family:
        return self

    def __exit__(self, *_: object) -> None:
        """Ask all to end, wait, and end those that do not."""
        for process in self._processes:
            process.terminate()
        end = time.monotonic() + LAST_WORDS
        for process in self._processes:
            try:
                process.wait(max(end - time.monotonic(), 0))
            except subprocess.TimeoutExpired:
                process.kill()


@contextlib.contextmanager
def scratch_folder() -> Iterator[Path]:
    """Keep a folder as long as the block lasts."""
    with tempfile.TemporaryDirectory(prefix="upsampling-lab-") as folder:
        yield Path(folder)


if __name__ == "__main__":
    main(sys.argv[1:])
