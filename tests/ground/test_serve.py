"""Several servers on one machine: what is asked for, how they start, how they end."""

import re
import socket
import sys
import textwrap
from urllib.request import urlopen

import pytest

from deploy import serve
from tests.ground.places import ROOT

# Answers as a server does; at /end it ends.
SERVER = """
import os, sys
from http.server import BaseHTTPRequestHandler, HTTPServer

class Answer(BaseHTTPRequestHandler):
    def do_GET(self):
        if self.path == "/end":
            os._exit(1)
        self.send_response(200)
        self.end_headers()

    def log_message(self, *_):
        pass

HTTPServer(("127.0.0.1", int(os.environ["STREAMLIT_SERVER_PORT"])), Answer).serve_forever()
"""
# Lets the first server end, waits until another answers in its place, and ends by itself.
BALANCER = """
import contextlib, re, sys, time, urllib.request
from pathlib import Path

text = "".join(Path(name).read_text() for name in sys.argv[3::2])
ports = re.findall(r"server s\\d+ 127.0.0.1:(\\d+) cookie", text)
print("ports", *ports, flush=True)
with contextlib.suppress(OSError):
    urllib.request.urlopen(f"http://127.0.0.1:{ports[0]}/end")
for _ in range(600):
    with contextlib.suppress(OSError):
        urllib.request.urlopen(f"http://127.0.0.1:{ports[0]}/").close()
        sys.exit(7)
    time.sleep(0.05)
"""


@pytest.fixture
def no_waiting(monkeypatch):
    monkeypatch.setattr(serve, "PAUSE", 0.02)
    monkeypatch.setattr(serve.signal, "signal", lambda *_: None)


@pytest.fixture
def balancer(tmp_path, monkeypatch, no_waiting):
    """A program that takes the place of HAProxy."""
    program = tmp_path / "haproxy"
    program.write_text(f"#!{sys.executable}\n{textwrap.dedent(BALANCER)}", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setattr(serve, "find_balancer", lambda: str(program))


def servers_that(monkeypatch, code):
    """Let servers be Python code that is told its port."""

    def server(port, _secret, _options):
        return [sys.executable, "-c", code], {"STREAMLIT_SERVER_PORT": str(port)}

    monkeypatch.setattr(serve, "server", server)


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as one:
        return str(one.getsockname()[1])


def test_a_server_that_ends_is_replaced_and_all_end_together(balancer, monkeypatch, capfd):
    servers_that(monkeypatch, SERVER)
    with pytest.raises(SystemExit) as left:
        serve.main(["--processes", "2", "--address", "127.0.0.1", "--port", free_port()])
    assert left.value.code == 7, "the exit code is the balancer's"
    told = capfd.readouterr().out
    assert re.search(r"^Upsampling Lab: 2 servers, http://127\.0\.0\.1:\d+$", told, re.MULTILINE)
    assert "A server has ended; another takes its place." in told
    for port in re.search(r"^ports (\d+) (\d+)$", told, re.MULTILINE).groups():
        with pytest.raises(OSError, match="refused"):
            urlopen(f"http://127.0.0.1:{port}/")


def test_servers_that_cannot_start_end_it_with_a_sentence(balancer, monkeypatch):
    servers_that(monkeypatch, "raise SystemExit(1)")
    with pytest.raises(SystemExit, match="A server ended before it answered; why, it says above"):
        serve.main(["--processes", "1", "--address", "127.0.0.1", "--port", free_port()])


def test_without_a_balancer_a_sentence_says_how_to_get_one(monkeypatch):
    monkeypatch.setattr(serve.shutil, "which", lambda *_args, **_how: None)
    with pytest.raises(SystemExit, match=r"apt install haproxy.*`python3 run.py` starts one"):
        serve.main([])


def test_a_port_that_is_taken_is_named(balancer):
    with (
        socket.create_server(("127.0.0.1", 0)) as taken,
        pytest.raises(
            SystemExit, match=r"can listen at port \d+ of 127\.0\.0\.1: .*another --port"
        ),
    ):
        serve.main(["--address", "127.0.0.1", "--port", str(taken.getsockname()[1])])


def test_an_address_of_another_machine_is_named(balancer):
    with pytest.raises(SystemExit, match=r"can listen at port 8501 of 198\.51\.100\.7: "):
        serve.main(["--address", "198.51.100.7"])


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--processes", "0"], "'0' is no whole number from 1 to 64"),
        (["--processes", "many"], "'many' is no whole number from 1 to 64"),
        (["--port", "99999"], "'99999' is no whole number from 1 to 65535"),
        (["--address", "a b"], "'a b' is no address of a machine"),
        (["--certificate", "nowhere.pem"], "there is no file 'nowhere.pem' that can be read"),
        (["--speed", "high"], "unrecognized arguments: --speed high"),
    ],
)
def test_what_makes_no_sense_is_told_in_a_sentence(arguments, told, capsys):
    with pytest.raises(SystemExit, match="2"):
        serve.read_options(arguments)
    assert told in capsys.readouterr().err


def test_there_is_a_server_for_each_core():
    options = serve.read_options([])
    assert options.processes == serve.cores() >= 1
    assert (options.address, options.port) == ("*", 8501)


def test_the_balancer_is_told_where_everything_is(tmp_path):
    plain = serve.read_options(["--port", "80", "--processes", "2"])
    assert serve.configuration(plain, [7001, 7002]) == textwrap.dedent(
        """\
        frontend people
            bind *:80
            default_backend servers

        backend servers
            server s1 127.0.0.1:7001 cookie s1
            server s2 127.0.0.1:7002 cookie s2
        """
    )
    file = tmp_path / "chain and key.pem"
    file.touch()
    safe = serve.configuration(serve.read_options(["--certificate", str(file)]), [7001])
    assert f'bind *:8501 ssl crt "{file}" alpn h2,http/1.1' in safe
    assert "httponly secure attr SameSite=None" in safe


def test_servers_share_what_they_must_and_are_not_seen_from_outside():
    options = serve.read_options([])
    command, told = serve.server(7001, "secret", options)
    assert command[1:] == ["-m", "streamlit", "run", str(ROOT / "app.py")]
    assert told["STREAMLIT_SERVER_ADDRESS"] == "127.0.0.1"
    assert told["STREAMLIT_SERVER_PORT"] == "7001"
    assert told["STREAMLIT_SERVER_COOKIE_SECRET"] == "secret"


def test_what_the_container_is_made_of_is_there():
    lines = (ROOT / "deploy" / "Dockerfile").read_text(encoding="utf-8").splitlines()
    sources = [line.split()[1] for line in lines if line.startswith("COPY ")]
    let_in = (ROOT / "deploy" / "Dockerfile.dockerignore").read_text(encoding="utf-8").split()
    assert "upsample_core" in sources
    for source in sources:
        assert (ROOT / source).exists()
        assert any(name.startswith(f"!{source}") for name in let_in), source
