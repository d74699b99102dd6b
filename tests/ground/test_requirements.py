"""What is asked for is what is imported, and what is locked is exact, hashed and from nowhere."""

import importlib.metadata
import itertools
import re
import sys
import tomllib

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.ground.places import REQUIREMENTS, ROOT, python_files
from tests.ground.test_layers import LAYERS, imported

LOCKS = ["runtime", "test", "bench", "train"]
UNSEEN = {"orjson", "uvloop"}
"""What the app does not import itself: where they are there, Plotly writes figures with the one,
and Streamlit's server runs on the other."""
ENTRY = re.compile(
    r"(?P<pin>[a-z0-9-]+==[0-9][\w.]*(?: ; [^\\\n]+?)?) \\\n"
    r"(?:    --hash=sha256:[0-9a-f]{64} \\\n)*"
    r"    --hash=sha256:[0-9a-f]{64}\n"
)
MACHINES = [
    {"sys_platform": platform, "platform_machine": machine, "platform_system": system}
    for platform, system, machine in [
        ("linux", "Linux", "x86_64"),
        ("linux", "Linux", "aarch64"),
        ("darwin", "Darwin", "arm64"),
        ("darwin", "Darwin", "x86_64"),
        ("win32", "Windows", "AMD64"),
    ]
]
PYTHONS = [
    {"python_version": version, "python_full_version": f"{version}.0"}
    for version in ("3.11", "3.12", "3.13", "3.14")
]


def locked(lock):
    """The pins of a lock file."""
    text = (REQUIREMENTS / f"{lock}.lock").read_text(encoding="utf-8")
    return [Requirement(entry["pin"]) for entry in ENTRY.finditer(text)]


def asked_for(path):
    """The requirements that a file of names and bounds lists, without those it includes."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [Requirement(line) for line in lines if line and not line.startswith(("#", "-r"))]


def is_installed(requirement, machine, python):
    """Whether a requirement counts on a machine with a Python."""
    environment = {**machine, **python, "platform_python_implementation": "CPython"}
    return requirement.marker is None or requirement.marker.evaluate(environment)


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_holds_exact_versions_and_hashes_and_nothing_else(lock):
    text = (REQUIREMENTS / f"{lock}.lock").read_text(encoding="utf-8")
    assert locked(lock)
    assert ENTRY.sub("", text) == ""


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_means_one_version_of_each_package_everywhere(lock):
    for machine, python in itertools.product(MACHINES, PYTHONS):
        names = [pin.name for pin in locked(lock) if is_installed(pin, machine, python)]
        assert sorted(names) == sorted(set(names)), (machine, python)


@pytest.mark.parametrize(
    ("lock", "source"),
    [
        ("runtime", ROOT / "requirements.txt"),
        ("test", REQUIREMENTS / "test.in"),
        ("bench", REQUIREMENTS / "bench.in"),
        ("train", REQUIREMENTS / "train.in"),
    ],
)
def test_a_lock_answers_what_is_asked_for(lock, source):
    for machine, python in itertools.product(MACHINES, PYTHONS):
        pins = [pin for pin in locked(lock) if is_installed(pin, machine, python)]
        versions = {pin.name: str(pin.specifier).removeprefix("==") for pin in pins}
        for wanted in asked_for(source):
            if is_installed(wanted, machine, python):
                assert versions[canonicalize_name(wanted.name)] in wanted.specifier


@pytest.mark.parametrize("lock", ["test", "bench", "train"])
def test_tests_measurements_and_training_run_the_versions_of_the_app(lock):
    pins = {str(pin) for pin in locked(lock)}
    assert {str(pin) for pin in locked("runtime")} <= pins


def test_requirements_name_exactly_what_the_app_imports():
    distributions = importlib.metadata.packages_distributions()
    names = set().union(*(imported(path) for path in python_files(*LAYERS)))
    foreign = names - set(LAYERS) - set(sys.stdlib_module_names)
    needed = {canonicalize_name(distributions[name][0]) for name in foreign}
    assert {wanted.name for wanted in asked_for(ROOT / "requirements.txt")} == needed | UNSEEN


def test_requirements_are_bounded_on_both_sides():
    for wanted in asked_for(ROOT / "requirements.txt"):
        assert {bound.operator for bound in wanted.specifier} == {">=", "<"}, wanted.name


def test_the_core_asks_for_what_the_app_asks_for():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    of_the_app = {str(wanted) for wanted in asked_for(ROOT / "requirements.txt")}
    of_the_core = {Requirement(line) for line in project["dependencies"]}
    assert {wanted.name for wanted in of_the_core} == {"numpy", "scipy"}
    assert {str(wanted) for wanted in of_the_core} <= of_the_app
