"""A balancer in front of servers: a browser's connections all go to the first that accepts them."""

from __future__ import annotations

import contextlib
import socket
import socketserver
import threading
from collections.abc import Iterator, Sequence


class _Connection(socketserver.BaseRequestHandler):
    server: _Server

    def handle(self) -> None:
        with self.server.to_a_server() as behind:
            ends = (self.request, behind)
            self.server.open |= set(ends)
            back = threading.Thread(target=_carry, args=ends[::-1], daemon=True)
            back.start()
            _carry(*ends)
            back.join()
            self.server.open -= set(ends)


class _Server(socketserver.ThreadingTCPServer):
    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, ports: Sequence[int]) -> None:
        super().__init__(("127.0.0.1", 0), _Connection)
        self.ports = ports
        self.open: set[socket.socket] = set()

    def to_a_server(self) -> socket.socket:
        for port in self.ports:
            with contextlib.suppress(OSError):
                return socket.create_connection(("127.0.0.1", port))
        raise ConnectionRefusedError

    def handle_error(self, *_: object) -> None:
        """A browser that gets no answer is told nothing."""


def _carry(source: socket.socket, target: socket.socket) -> None:
    """Hand on what comes, until either end is closed; then close both."""
    with contextlib.suppress(OSError):
        while data := source.recv(2**16):
            target.sendall(data)
    for one in (source, target):
        with contextlib.suppress(OSError):
            one.shutdown(socket.SHUT_RDWR)


class Balancer:
    """What a test sees of it.

    Attributes
    ----------
    address : str
        What the browser is given.
    """

    def __init__(self, server: _Server) -> None:
        self._server = server
        self.address = f"http://127.0.0.1:{server.server_address[1]}"

    def cut(self) -> None:
        """Cut all connections; new ones come through."""
        for one in list(self._server.open):
            with contextlib.suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)


@contextlib.contextmanager
def balanced(*addresses: str) -> Iterator[Balancer]:
    """Stand in front of servers as long as the block lasts."""
    with _Server([int(one.rpartition(":")[2]) for one in addresses]) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.1,), daemon=True)
        thread.start()
        balancer = Balancer(server)
        yield balancer
        balancer.cut()
        server.shutdown()
