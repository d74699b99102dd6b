"""Start, test or measure Upsampling Lab; needs nothing but Python 3.11 or newer.

python3 run.py         start the app and say where; takes --port 8600 and Streamlit's options
python3 run.py test    run every test; takes --no-browser and pytest's options (-k name)
python3 run.py bench   print the speed of the core, beside PyTorch where it is installed;
                       bench core puts every operation beside all who can do the same,
                       bench class --people 60 lets a class come to a fresh server
python3 run.py serve   serve many people: a server for each core, HAProxy in front; takes --help
python3 run.py train   train the small networks of the lesson anew; takes their names, and --help

The first start makes an environment in .venv and installs the versions that requirements/ locks.
Later starts find it ready. Every function below is called by one above it: read from the top.
"""

import contextlib
import hashlib
import importlib.util
import itertools
import json
import os
import shutil
import socket
import subprocess
import sys
import venv
from pathlib import Path

if sys.version_info < (3, 11):  # noqa: UP036 (said in a sentence, not in a traceback)
    sys.exit("Upsampling Lab needs Python 3.11 or newer; this is " + sys.version.split()[0] + ".")

from collections.abc import Iterator
from typing import NoReturn

ROOT = Path(__file__).resolve().parent
ENVIRONMENT = ROOT / ".venv"
STAMP = ENVIRONMENT / "upsampling-lab.json"
PYTHON = ENVIRONMENT / ("Scripts/python.exe" if os.name == "nt" else "bin/python")

# Tests run in as many processes as there are cores, the tests of a file in one of them.
SIDE_BY_SIDE = ("--numprocesses=auto", "--maxprocesses=4", "--dist=loadfile")


# The commands


def main(arguments: list[str]) -> None:
    """Do what the command line asks; the exit code is that of the work done."""
    commands = {"run": start, "test": test, "bench": bench, "serve": serve, "train": train}
    name, rest = split(arguments)
    if name == "help":
        print(__doc__)
        return
    if name not in commands:
        sys.exit(f"There is no command {name!r}; there are {', '.join(commands)}.")
    os.chdir(ROOT)
    os.environ["PYTHONUTF8"] = "1"  # files are UTF-8, whatever the machine's own habit
    # Of many people each has a thread: those that a product of matrices would start only wait.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    try:
        commands[name](rest)
    except KeyboardInterrupt:
        sys.exit(130)


def split(arguments: list[str]) -> tuple[str, list[str]]:
    """Return the command, `run` if none is named, and the arguments that are left."""
    if arguments and arguments[0] in ("-h", "--help", "help"):
        return "help", []
    if not arguments or arguments[0].startswith("-"):
        return "run", arguments
    return arguments[0], arguments[1:]


def start(arguments: list[str]) -> None:
    """Start the app; Streamlit itself says where, and what to do if a port is taken."""
    options = streamlit_options(arguments)
    check_place(options)
    prepare("runtime")
    become("streamlit", "run", "app.py", *options)


def streamlit_options(arguments: list[str]) -> list[str]:
    """Spell `--port` as Streamlit does; leave all else as it is."""
    spelt = "--server.port"
    return [spelt + a[6:] if a == "--port" or a.startswith("--port=") else a for a in arguments]


def check_place(options: list[str]) -> None:
    """Refuse a port or an address that no one can listen at: Streamlit would fall over them."""
    port, address = told(options, "--server.port"), told(options, "--server.address")
    if port is not None and not (port.isdecimal() and int(port) < 2**16):
        sys.exit(f"A port is a whole number from 0 to {2**16 - 1}; {port!r} is none.")
    if address is not None and "/" not in address:  # with one it is a file, for a socket
        try:
            family, _, _, _, place = socket.getaddrinfo(address, 0, type=socket.SOCK_STREAM)[0]
            socket.create_server(place[:2], family=family).close()
        except (OSError, UnicodeError) as error:
            sys.exit(f"This machine has no address {address!r} to listen at: {error}.")


def told(options: list[str], name: str) -> str | None:
    """Return what the options say for a name; None where they do not name it."""
    for option, following in itertools.pairwise([*options, ""]):
        key, equals, value = option.partition("=")
        if key == name:
            return value if equals else following
    return None


def test(arguments: list[str]) -> None:
    """Run the tests, those in a browser too unless `--no-browser` leaves them out."""
    prepare("test")
    if "--no-browser" in arguments:
        arguments = [a for a in arguments if a != "--no-browser"] + ["--ignore=tests/browser"]
        say("Without a browser: tests/browser is left out.")
    else:
        os.environ["CHROMIUM"] = find_browser() or install_browser()
    become("pytest", *SIDE_BY_SIDE, *arguments)


def bench(arguments: list[str]) -> None:
    """Print the measurements."""
    prepare("bench")
    become("bench", *arguments)


def serve(arguments: list[str]) -> None:
    """Serve many people from all cores of this machine."""
    prepare("runtime")
    become("deploy.serve", *arguments)


def train(arguments: list[str]) -> None:
    """Train the small networks anew; PyTorch comes into the environment only with this."""
    if sys.platform == "darwin" and os.uname().machine == "x86_64":
        sys.exit("PyTorch is no longer made for Macs with Intel's processors: train elsewhere.")
    prepare("train")
    become("training", *arguments)


def become(module: str, *arguments: str) -> NoReturn:
    """Let a module of the environment take this process's place, exit code and signals included."""
    command = [str(PYTHON), "-m", module, *arguments]
    sys.stdout.flush()
    if os.name == "posix":
        os.execv(command[0], command)
    child = subprocess.Popen(command)
    while True:
        with contextlib.suppress(KeyboardInterrupt):  # the child hears Ctrl-C too: let it finish
            sys.exit(child.wait())


# The environment


def prepare(lock: str) -> None:
    """Make .venv hold what requirements/<lock>.lock says; do nothing if it already does.

    The stamp is taken away before the environment is touched and put back when it is whole, so
    whatever was interrupted leaves no stamp, and an environment without one is made anew.
    """
    if is_ready(read_stamp(), lock):
        return
    try:
        with alone():
            stamp = read_stamp()
            if not is_ready(stamp, lock):  # another start may have done the work meanwhile
                renew(stamp, lock)
    except OSError as error:
        sys.exit(f"The environment in {ENVIRONMENT} could not be made: {error}")


def renew(stamp: dict[str, str], lock: str) -> None:
    """Make the environment if it is not whole, install a lock, and write down that it is there."""
    STAMP.unlink(missing_ok=True)
    if not is_ours(stamp):
        make_environment()
        stamp = {"python": this_python()}
    install(lock)
    STAMP.write_text(json.dumps(stamp | {lock: digest(lock)}, indent=2), encoding="utf-8")


def read_stamp() -> dict[str, str]:
    """Return what is known of the environment: its Python, and the locks installed."""
    try:
        stamp = json.loads(STAMP.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return stamp if isinstance(stamp, dict) else {}


def is_ready(stamp: dict[str, str], lock: str) -> bool:
    """Say whether the environment holds what a lock file asks for."""
    return is_ours(stamp) and stamp.get(lock) == digest(lock)


def is_ours(stamp: dict[str, str]) -> bool:
    """Say whether the environment is whole and was made by the Python that runs this."""
    return stamp.get("python") == this_python() and PYTHON.exists()


def this_python() -> str:
    """Name the Python that runs this."""
    return f"{sys.version} in {sys.base_prefix}"


def digest(lock: str) -> str:
    """Return the SHA-256 of a lock file."""
    return hashlib.sha256(lock_file(lock).read_bytes()).hexdigest()


def lock_file(lock: str) -> Path:
    """Return where a lock lies."""
    return ROOT / "requirements" / f"{lock}.lock"


@contextlib.contextmanager
def alone() -> Iterator[None]:
    """Wait until no other start is at work on the environment, and keep others waiting."""
    with open(ROOT / ".venv.lock", "w") as file:
        if sys.platform == "win32":
            import msvcrt

            while True:
                with contextlib.suppress(OSError):  # it gives up after ten seconds: try again
                    msvcrt.locking(file.fileno(), msvcrt.LK_LOCK, 1)
                    break
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX)
        yield


def make_environment() -> None:
    """Make an empty environment, in place of one that may be there."""
    if not can_make_environments():
        package = f"python3.{sys.version_info.minor}-venv"
        if not apt_install(package):
            sys.exit(
                "This Python cannot make an environment: its ensurepip module is missing. "
                f"On Debian and Ubuntu, `sudo apt install {package}` brings it."
            )
    say("Making an environment in .venv.")
    try:
        venv.create(ENVIRONMENT, clear=True, symlinks=os.name == "posix", with_pip=True)
    except subprocess.CalledProcessError as error:
        raise OSError(str(error)) from error


def can_make_environments() -> bool:
    """Say whether ensurepip is here; Debian keeps it in a package of its own."""
    return importlib.util.find_spec("ensurepip") is not None


def install(lock: str) -> None:
    """Install exactly what a lock file names, each file checked against its hash."""
    say(f"Installing requirements/{lock}.lock: about a minute, this once.")
    options = ["--quiet", "--disable-pip-version-check", "--no-user"]
    options += ["--require-hashes", "--only-binary", ":all:"]
    pip = [str(PYTHON), "-m", "pip", "install", *options, "-r", str(lock_file(lock))]
    went_well, complaints = aloud(pip)
    if went_well:
        return
    if "connection broken by" in complaints:
        sys.exit(
            "pip could not reach the network, from which the first start fetches what the app "
            "needs. Start again when it can; behind a proxy, name that in HTTPS_PROXY."
        )
    sys.exit(f"pip could not install requirements/{lock}.lock; why, it says above.")


# The browser


def find_browser() -> str | None:
    """Return a Chromium, Chrome or Edge that starts; the variable CHROMIUM comes before all."""
    chosen = os.environ.get("CHROMIUM")
    browser = next(filter(starts, [chosen] if chosen else possible_browsers()), None)
    if chosen and not browser:
        sys.exit(f"The variable CHROMIUM names {chosen}, which does not start.")
    return browser and shutil.which(browser)


def possible_browsers() -> Iterator[str]:
    """Go through the names and places of browsers, the dearest to ask for last."""
    yield from ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]
    yield from ["chrome", "microsoft-edge", "msedge"]
    yield from usual_places()
    yield from playwright_browser()


def usual_places() -> list[str]:
    """Return where Windows and macOS keep browsers, off the PATH."""
    if sys.platform == "win32":
        homes = [os.environ.get(v) for v in ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA")]
        programs = ["Google/Chrome/Application/chrome.exe", "Chromium/Application/chrome.exe"]
        programs += ["Microsoft/Edge/Application/msedge.exe"]
        return [str(Path(home, program)) for home in homes if home for program in programs]
    if sys.platform == "darwin":
        names = ["Google Chrome", "Chromium", "Microsoft Edge"]
        return [f"/Applications/{name}.app/Contents/MacOS/{name}" for name in names]
    return []


def playwright_browser() -> list[str]:
    """Return where Playwright keeps the Chromium that `playwright install chromium` gets."""
    code = "from playwright.sync_api import sync_playwright as start\n"
    code += "with start() as playwright: print(playwright.chromium.executable_path)"
    try:
        answer = subprocess.run([str(PYTHON), "-c", code], capture_output=True, text=True)
    except OSError:
        return []
    return answer.stdout.splitlines()


def starts(browser: str) -> bool:
    """Say whether a browser is there and runs; Ubuntu has a `chromium` that only gives advice."""
    if shutil.which(browser) is None:
        return False
    if sys.platform == "win32":  # there, --version opens a window
        return True
    try:
        answer = subprocess.run([browser, "--version"], capture_output=True, timeout=60)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return answer.returncode == 0


def install_browser() -> str:
    """Install Chromium, and a font with Chinese characters, or say how a person can."""
    download = [str(PYTHON), "-m", "playwright", "install", "--with-deps", "chromium"]
    if apt_install("chromium", "fonts-noto-cjk") or (is_root_on_debian() and succeeds(download)):
        browser = find_browser()
        if browser:
            return browser
    sys.exit(
        "The tests in tests/browser need Chromium, Chrome or Edge, and none was found.\n"
        "Install one (on Debian: sudo apt install chromium fonts-noto-cjk),\n"
        f"or let Playwright get one ({' '.join(download)}),\n"
        "or say in the variable CHROMIUM where it is,\n"
        "or leave those tests out: python3 run.py test --no-browser"
    )


# Small things


def apt_install(*packages: str) -> bool:
    """Install Debian packages where that is possible; say whether it was done."""
    if not is_root_on_debian():
        return False
    say(f"Installing {', '.join(packages)} with apt-get.")
    os.environ["DEBIAN_FRONTEND"] = "noninteractive"
    succeeds(["apt-get", "update", "-qq"])
    return succeeds(["apt-get", "install", "-qq", "--no-install-recommends", *packages])


def is_root_on_debian() -> bool:
    """Say whether apt-get is here (Debian, Ubuntu) and may be used."""
    return sys.platform == "linux" and os.geteuid() == 0 and bool(shutil.which("apt-get"))


def succeeds(command: list[str]) -> bool:
    """Run a command, in plain sight, and say whether it went well."""
    return subprocess.run(command).returncode == 0


def aloud(command: list[str]) -> tuple[bool, str]:
    """Run a command in plain sight; say whether it went well, and what it complained of."""
    pipe, complaints = subprocess.PIPE, ""
    with subprocess.Popen(command, stderr=pipe, text=True, errors="replace") as child:
        assert child.stderr is not None
        for line in child.stderr:
            print(line, end="", file=sys.stderr, flush=True)
            complaints += line
    return child.returncode == 0, complaints


def say(sentence: str) -> None:
    """Tell the person at the keyboard what is going on."""
    print(sentence, flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
