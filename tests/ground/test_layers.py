"""Imports run one way: app, pages, ui, upsample_core; and the core stands on NumPy and SciPy."""

import ast
import subprocess
import sys

import pytest

from tests.ground.places import ROOT, python_files

LAYERS = ["upsample_core", "ui", "pages", "app"]
OUTSIDE = ["bench", "run", "tests"]


def imported(path):
    """The first names of all modules that a file imports, wherever in it."""
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            # A relative import stays in its own package.
            names.add(path.relative_to(ROOT).parts[0] if node.level else node.module.split(".")[0])
    return names


def imports_of(layer):
    """What each file of a layer imports, by its path from the root."""
    return {str(path.relative_to(ROOT)): imported(path) for path in python_files(layer)}


@pytest.mark.parametrize("layer", LAYERS)
def test_a_layer_imports_only_what_lies_below_it(layer):
    above = {*LAYERS[LAYERS.index(layer) + 1 :], *OUTSIDE}
    wrong = {path: names & above for path, names in imports_of(layer).items() if names & above}
    assert imports_of(layer)
    assert not wrong


def test_the_core_imports_only_numpy_and_scipy():
    allowed = {"upsample_core", "numpy", "scipy", *sys.stdlib_module_names}
    core = imports_of("upsample_core")
    assert {path: names - allowed for path, names in core.items() if names - allowed} == {}


def test_pages_compute_nothing():
    mathematics = {"numpy", "scipy", "math", "cmath", "statistics"}
    pages = imports_of("pages")
    assert {path: names for path, names in pages.items() if names & mathematics} == {}


def test_run_needs_only_the_standard_library():
    assert imported(ROOT / "run.py") <= set(sys.stdlib_module_names)


IMPORT_THE_CORE_ALONE = """
import importlib, pkgutil, sys

class Refuse:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in {"streamlit", "plotly", "PIL", "babel", "pandas", "torch"}:
            raise ImportError(f"{name} is not installed")

sys.meta_path.insert(0, Refuse())
import upsample_core
for module in pkgutil.walk_packages(upsample_core.__path__, "upsample_core."):
    importlib.import_module(module.name)
    print(module.name)
"""


def test_the_core_imports_without_the_libraries_of_the_app():
    command = [sys.executable, "-c", IMPORT_THE_CORE_ALONE]
    answer = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert answer.returncode == 0, answer.stderr
    assert "upsample_core.linear_map" in answer.stdout.split()
