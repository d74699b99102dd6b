"""What `run.py` decides; what it installs and starts is seen each time it runs the tests."""

import ast
import json
import socket
import subprocess
import sys
import threading

import pytest

import run
from tests.ground.places import ROOT


class Workshop:
    """A project in a folder of its own, where installing only writes down what was asked."""

    def __init__(self, folder, monkeypatch):
        self.done = []
        self.fails = False
        self.locks = folder / "requirements"
        self.locks.mkdir()
        for lock in ("runtime", "test"):
            self.write(lock, "one")
        monkeypatch.setattr(run, "ROOT", folder)
        monkeypatch.setattr(run, "ENVIRONMENT", folder / ".venv")
        monkeypatch.setattr(run, "STAMP", folder / ".venv" / "stamp.json")
        monkeypatch.setattr(run, "PYTHON", folder / ".venv" / "python")
        monkeypatch.setattr(run, "make_environment", self.make)
        monkeypatch.setattr(run, "install", self.install)

    def write(self, lock, text):
        (self.locks / f"{lock}.lock").write_text(text, encoding="utf-8")

    def make(self):
        self.done.append("make")
        run.ENVIRONMENT.mkdir(exist_ok=True)
        run.PYTHON.touch()

    def install(self, lock):
        self.done.append(lock)
        if self.fails:
            sys.exit("no network")

    def prepare(self, lock):
        """What `prepare` did, step by step."""
        self.done = []
        run.prepare(lock)
        return self.done


@pytest.fixture
def workshop(tmp_path, monkeypatch):
    return Workshop(tmp_path, monkeypatch)


def test_the_first_start_makes_and_installs_and_the_second_does_nothing(workshop):
    assert workshop.prepare("runtime") == ["make", "runtime"]
    assert workshop.prepare("runtime") == []


def test_the_tests_are_added_to_the_same_environment(workshop):
    workshop.prepare("runtime")
    assert workshop.prepare("test") == ["test"]
    assert workshop.prepare("runtime") == []


def test_a_changed_lock_is_installed_over_the_old(workshop):
    workshop.prepare("runtime")
    workshop.write("runtime", "two")
    assert workshop.prepare("runtime") == ["runtime"]
    assert workshop.prepare("runtime") == []


def test_another_python_begins_anew(workshop, monkeypatch):
    workshop.prepare("test")
    workshop.prepare("runtime")
    monkeypatch.setattr(run.sys, "version", "4.0.0")
    assert workshop.prepare("runtime") == ["make", "runtime"]
    assert workshop.prepare("test") == ["test"]


def test_an_environment_without_its_python_is_made_again(workshop):
    workshop.prepare("runtime")
    run.PYTHON.unlink()
    assert workshop.prepare("runtime") == ["make", "runtime"]


def test_what_was_interrupted_is_made_again(workshop):
    workshop.prepare("runtime")
    workshop.fails = True
    with pytest.raises(SystemExit):
        run.prepare("test")
    workshop.fails = False
    assert workshop.prepare("runtime") == ["make", "runtime"]


@pytest.mark.parametrize("text", ["", "{", "[1]", "null", '{"python": 3}'])
def test_a_damaged_stamp_is_no_stamp(workshop, text):
    workshop.prepare("runtime")
    run.STAMP.write_text(text, encoding="utf-8")
    assert workshop.prepare("runtime") == ["make", "runtime"]


def test_two_starts_at_once_do_the_work_once(workshop, monkeypatch):
    """The second comes while the first installs, waits, and finds everything done."""
    installing, finish = threading.Event(), threading.Event()

    def slow_install(lock):
        installing.set()
        assert finish.wait(30)
        workshop.install(lock)

    monkeypatch.setattr(run, "install", slow_install)
    starts = [threading.Thread(target=run.prepare, args=["runtime"]) for _ in range(2)]
    starts[0].start()
    assert installing.wait(30)
    starts[1].start()
    starts[1].join(0.2)
    assert starts[1].is_alive()
    finish.set()
    for start in starts:
        start.join(30)
    assert workshop.done == ["make", "runtime"]


def test_the_stamp_tells_what_is_installed(workshop):
    workshop.prepare("runtime")
    stamp = json.loads(run.STAMP.read_text(encoding="utf-8"))
    assert stamp == {"python": run.this_python(), "runtime": run.digest("runtime")}


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ([], ("run", [])),
        (["--port", "8600"], ("run", ["--port", "8600"])),
        (["run", "--port=8600"], ("run", ["--port=8600"])),
        (["test", "-k", "name"], ("test", ["-k", "name"])),
        (["bench"], ("bench", [])),
        (["train", "letters-gan", "--anew"], ("train", ["letters-gan", "--anew"])),
        (["--help"], ("help", [])),
        (["-h"], ("help", [])),
    ],
)
def test_the_first_word_is_the_command(arguments, expected):
    assert run.split(arguments) == expected


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["--port", "8600"], ["--server.port", "8600"]),
        (["--port=8600"], ["--server.port=8600"]),
        (["--portal", "--server.port=1"], ["--portal", "--server.port=1"]),
        ([], []),
    ],
)
def test_port_is_passed_to_streamlit_in_its_own_words(arguments, expected):
    assert run.streamlit_options(arguments) == expected


@pytest.mark.parametrize("port", ["99999", "65536", "-1", "8600.5", "http", ""])
@pytest.mark.parametrize("spelling", ["--port {}", "--port={}", "--server.port {}"])
def test_a_port_that_no_machine_has_is_told_in_a_sentence(handed_over, port, spelling):
    options = spelling.replace("{}", port).split(" ")
    with pytest.raises(SystemExit) as left:
        run.start(["--server.headless", "true", *options, "--client.toolbarMode=auto"])
    assert left.value.code == f"A port is a whole number from 0 to 65535; {port!r} is none."
    assert handed_over == []


@pytest.mark.parametrize("address", ["198.51.100.7", "", "é" * 80, "1.2.3.4.5"])
def test_an_address_that_this_machine_does_not_have_is_told_in_a_sentence(handed_over, address):
    with pytest.raises(SystemExit, match=r"^This machine has no address '.*' to listen at: .*\.$"):
        run.start([f"--server.address={address}"])
    assert handed_over == []


@pytest.mark.parametrize("address", ["127.0.0.1", "0.0.0.0", "localhost", "unix:///a/socket"])
def test_every_other_address_is_passed_on(handed_over, address):
    with pytest.raises(SystemExit):
        run.start(["--server.address", address])
    assert handed_over == [("streamlit", "run", "app.py", "--server.address", address)]


def test_a_second_start_on_one_port_says_so():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        place = ["--server.address", "127.0.0.1", "--server.port", port]
        command = [sys.executable, "-m", "streamlit", "run", "app.py", *place]
        answer = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert answer.returncode == 1
    assert answer.stderr.strip().endswith(f"Port {port} is not available")
    assert "Traceback" not in answer.stderr + answer.stdout


@pytest.mark.parametrize("port", ["0", "8600", "65535"])
def test_every_other_port_is_passed_on(handed_over, port):
    with pytest.raises(SystemExit):
        run.start(["--port", port])
    assert handed_over == [("streamlit", "run", "app.py", "--server.port", port)]


def test_the_app_starts_without_options(handed_over):
    with pytest.raises(SystemExit):
        run.start([])
    assert handed_over == [("streamlit", "run", "app.py")]


@pytest.mark.parametrize("what", [".venv.lock", ".venv"])
def test_a_folder_that_nobody_may_write_to_is_told_in_a_sentence(workshop, monkeypatch, what):
    def refuse(path, *_arguments):
        raise PermissionError(13, "Permission denied", str(path))

    if what == ".venv":
        monkeypatch.setattr(run, "make_environment", lambda: refuse(run.ENVIRONMENT))
    else:
        monkeypatch.setattr(run, "open", refuse, raising=False)
    with pytest.raises(SystemExit, match=rf"could not be made: .*Permission denied.*\{what}'$"):
        run.prepare("runtime")


PIP_WITHOUT_A_NETWORK = """
import sys
print("WARNING: Retrying after connection broken by 'NewConnectionError'", file=sys.stderr)
sys.exit(1)
"""


@pytest.mark.parametrize(
    ("pip", "told"),
    [
        (PIP_WITHOUT_A_NETWORK, "^pip could not reach the network.*HTTPS_PROXY"),
        ("import sys; sys.exit('ERROR: hashes do not match')", "^pip could not install .*above"),
        ("", None),
    ],
)
def test_what_pip_could_not_do_is_told(tmp_path, monkeypatch, capfd, pip, told):
    (tmp_path / "pip.py").write_text(pip, encoding="utf-8")
    monkeypatch.setattr(run, "PYTHON", sys.executable)
    monkeypatch.chdir(tmp_path)
    if told is None:
        run.install("runtime")
        return
    with pytest.raises(SystemExit, match=told):
        run.install("runtime")
    complaint = "connection broken" if "network" in told else "hashes do not match"
    assert complaint in capfd.readouterr().err


def run_py(*arguments):
    command = [sys.executable, str(ROOT / "run.py"), *arguments]
    return subprocess.run(command, capture_output=True, text=True)


def test_help_names_the_commands():
    answer = run_py("--help")
    assert answer.returncode == 0
    for command in ("", "test", "bench", "serve", "train"):
        assert f"python3 run.py {command}" in answer.stdout


def test_an_unknown_command_is_named():
    answer = run_py("tset")
    assert answer.returncode != 0
    told = "There is no command 'tset'; there are run, test, bench, serve, train."
    assert answer.stderr.strip() == told


def test_the_exit_code_is_that_of_what_was_run(tmp_path):
    (tmp_path / "leave.py").write_text("import sys; sys.exit(int(sys.argv[1]))", encoding="utf-8")
    code = "import run, sys; run.PYTHON = sys.executable; run.become('leave', '7')"
    path = f"import sys; sys.path.append({str(ROOT)!r}); "
    assert subprocess.run([sys.executable, "-c", path + code], cwd=tmp_path).returncode == 7


@pytest.fixture
def handed_over(monkeypatch):
    """The commands that `run.py` would have handed over to, and no environment made."""
    commands = []

    def become(*command):
        commands.append(command)
        sys.exit(0)

    monkeypatch.setattr(run, "prepare", lambda lock: None)
    monkeypatch.setattr(run, "become", become)
    monkeypatch.setenv("CHROMIUM", "")
    return commands


def test_tests_run_with_the_browser_that_was_found(handed_over, monkeypatch):
    monkeypatch.setattr(run, "find_browser", lambda: "a-browser")
    with pytest.raises(SystemExit):
        run.test(["-k", "name"])
    assert handed_over == [("pytest", *run.SIDE_BY_SIDE, "-k", "name")]
    assert run.os.environ["CHROMIUM"] == "a-browser"


def test_tests_without_a_browser_say_so(handed_over, capsys):
    with pytest.raises(SystemExit):
        run.test(["--no-browser", "-k", "name"])
    assert handed_over == [("pytest", *run.SIDE_BY_SIDE, "-k", "name", "--ignore=tests/browser")]
    assert "tests/browser is left out" in capsys.readouterr().out


def test_where_no_browser_is_or_comes_the_ways_to_one_are_told(handed_over, monkeypatch):
    monkeypatch.setattr(run, "find_browser", lambda: None)
    monkeypatch.setattr(run, "is_root_on_debian", lambda: False)
    with pytest.raises(SystemExit, match=r"(?s)apt install chromium.*CHROMIUM.*--no-browser"):
        run.test([])
    assert handed_over == []


def test_root_on_debian_gets_a_browser(handed_over, monkeypatch):
    ran = []
    monkeypatch.setattr(run, "is_root_on_debian", lambda: True)
    monkeypatch.setattr(run, "succeeds", lambda command: ran.append(command) is None)
    monkeypatch.setattr(run, "find_browser", lambda: "a-browser" if ran else None)
    with pytest.raises(SystemExit):
        run.test([])
    assert [command[:2] for command in ran] == [["apt-get", "update"], ["apt-get", "install"]]
    assert ran[1][-2:] == ["chromium", "fonts-noto-cjk"]


@pytest.fixture
def browsers(monkeypatch):
    """The browsers that start: a set for a test to fill."""
    there = set()
    monkeypatch.setattr(run, "starts", there.__contains__)
    monkeypatch.setattr(run, "playwright_browser", lambda: ["/played/chrome"])
    monkeypatch.setattr(run.shutil, "which", lambda name: f"/found/{name}")
    monkeypatch.delenv("CHROMIUM", raising=False)
    return there


def test_the_first_browser_that_starts_is_taken(browsers):
    browsers |= {"google-chrome", "chrome", "/played/chrome"}
    assert run.find_browser() == "/found/google-chrome"


def test_no_browser_is_none(browsers):
    assert run.find_browser() is None


def test_the_variable_comes_first(browsers, monkeypatch):
    browsers |= {"chromium", "mine"}
    monkeypatch.setenv("CHROMIUM", "mine")
    assert run.find_browser() == "/found/mine"


def test_a_variable_that_names_no_browser_is_an_error(browsers, monkeypatch):
    browsers |= {"chromium"}
    monkeypatch.setenv("CHROMIUM", "mine")
    with pytest.raises(SystemExit, match="CHROMIUM names mine, which does not start"):
        run.find_browser()


@pytest.mark.parametrize(
    ("platform", "expected"),
    [
        ("win32", "Google/Chrome/Application/chrome.exe"),
        ("win32", "Microsoft/Edge/Application/msedge.exe"),
        ("darwin", "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"),
    ],
)
def test_browsers_are_sought_where_the_system_keeps_them(monkeypatch, platform, expected):
    monkeypatch.setattr(run.sys, "platform", platform)
    monkeypatch.setenv("PROGRAMFILES", "programs")
    assert any(place.replace("\\", "/").endswith(expected) for place in run.usual_places())


def test_a_program_that_starts_starts(tmp_path):
    advice = tmp_path / "chromium"
    advice.write_text("#!/bin/sh\necho Install me first\nexit 1\n", encoding="utf-8")
    advice.chmod(0o755)
    assert run.starts(sys.executable)
    assert not run.starts(str(advice))
    assert not run.starts(str(tmp_path / "nothing"))


def test_a_python_without_ensurepip_is_told_in_a_sentence(monkeypatch, tmp_path):
    monkeypatch.setattr(run, "ENVIRONMENT", tmp_path)
    monkeypatch.setattr(run, "can_make_environments", lambda: False)
    monkeypatch.setattr(run, "is_root_on_debian", lambda: False)
    with pytest.raises(SystemExit, match=r"ensurepip module is missing.*apt install python3\.\d+-"):
        run.make_environment()


def test_an_old_python_understands_enough_to_say_that_it_is_old():
    source = (ROOT / "run.py").read_text(encoding="utf-8")
    ast.parse(source, feature_version=(3, 7))
