"""The tools' own verdicts on the code, and nothing in the files that only one machine knows."""

import re
import subprocess
import sys

import pytest

from tests.ground.places import ROOT, project_files

FOREIGN = {
    "a path of one machine": rb"(?<![\w.~>*-])/(?:root|home|Users|work|opt|mnt|srv|tmp)/[\w.]",
    "a path of one Windows machine": rb"[A-Z]:\\+Users\\",
    "a host that serves packages": rb"pypi\.org|pythonhosted\.org|npmjs\.(?:org|com)|anaconda\.org"
    rb"|download\.pytorch\.org|crates\.io|jsdelivr\.net|unpkg\.com",
    "an index of packages": rb"--(?:extra-)?index-url|--find[-]links",
}


@pytest.mark.parametrize(
    "command",
    [
        ["ruff", "check", "."],
        ["ruff", "format", "--check", "."],
        ["mypy"],
    ],
    ids=" ".join,
)
def test_the_tools_are_content(command):
    answer = subprocess.run(
        [sys.executable, "-m", *command], cwd=ROOT, capture_output=True, text=True
    )
    assert answer.returncode == 0, answer.stdout + answer.stderr


@pytest.mark.parametrize("what", FOREIGN)
def test_files_do_not_name(what):
    found = {
        str(path.relative_to(ROOT)): match[0]
        for path in project_files()
        if (match := re.search(FOREIGN[what], path.read_bytes()))
    }
    assert found == {}


@pytest.mark.parametrize(
    ("what", "text"),
    [
        ("a path of one machine", b"see /" + b"home/ada/notes"),
        ("a path of one machine", b'open("/' + b'opt/tool")'),
        ("a path of one Windows machine", b"C:\\" + b"Users\\ada"),
        ("a host that serves packages", b"https://pypi" + b".org/simple"),
        ("an index of packages", b"--extra-index" + b"-url x"),
    ],
)
def test_what_must_not_be_named_would_be_found(what, text):
    assert re.search(FOREIGN[what], text)


@pytest.mark.parametrize("text", [b"https://example.org/work/a", b"./opt/x", b"/transposed/x"])
def test_addresses_and_relative_paths_are_let_be(text):
    assert not any(re.search(pattern, text) for pattern in FOREIGN.values())
