"""Imports run one way: app, pages, ui, upsample_core; and the core stands on NumPy and SciPy."""

import ast
import subprocess
import sys

import pytest

from tests.ground.places import ROOT, python_files

LAYERS = ["upsample_core", "ui", "pages", "app"]
OUTSIDE = ["bench", "deploy", "run", "tests", "training"]


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


# Files that bring arrays into a form that a browser, a file or a program's text takes. Every other
# file of pages/ and ui/ only passes on what the core has computed, and imports no NumPy.
ARRAY_FILES = {
    "ui/charts.py",
    "ui/compare/chart.py",
    "ui/count_scale.py",
    "ui/downloads.py",
    "ui/emblem.py",
    "ui/fields.py",
    "ui/figures.py",
    "ui/grids.py",
    "ui/lab/controls.py",
    "ui/lab/state.py",
    "ui/lessons/checkerboard/figures.py",
    "ui/lessons/transposed_convolution/figures.py",
    "ui/numbers.py",
    "ui/pictures.py",
    "ui/shared.py",
    "ui/snippets/__init__.py",
    "ui/snippets/common.py",
    "ui/snippets/layout.py",
    "ui/stage_edit.py",
    "ui/stage_payload.py",
    "ui/theme.py",
}
MATHEMATICS = {"scipy", "math", "cmath", "statistics", "random", "fractions"}
# SciPy's own file format for sparse matrices, whether a number is finite, a ratio in lowest terms,
# the size of a shape.
EXCEPTIONS = {
    "ui/downloads.py": {"scipy"},
    "ui/fields.py": {"math"},
    "ui/numbers.py": {"math"},
    "ui/quiz.py": {"random"},  # another round of questions for each visit
    "ui/stage_payload.py": {"math"},
}
# What those files may take from NumPy: types, shapes, and what fits numbers to a colour or a byte.
PLUMBING = set(
    """all arange argwhere array array_equal asarray ascontiguousarray atleast_1d atleast_2d
    atleast_3d bool_ broadcast_to concatenate dtype flip float32 float64 full int32 integer
    interp isfinite isnan linspace moveaxis nan ndarray ndenumerate newaxis ones save
    savez_compressed stack uint8 unique unravel_index where zeros abs ceil clip fmax log2
    minimum nanmax nanmin percentile rint""".split()  # noqa: SIM905
)
REDUCTIONS = {"sum", "mean", "std", "var", "prod", "cumsum", "cumprod", "dot", "ptp", "argsort"}


def computations(path):
    """What a file computes by itself: its imports, functions of NumPy, reductions, products."""
    name = path.relative_to(ROOT).as_posix()
    found = imported(path) & (MATHEMATICS - EXCEPTIONS.get(name, set()))
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import) and name not in ARRAY_FILES:
            found |= {alias.name for alias in node.names if alias.name.split(".")[0] == "numpy"}
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "numpy":
            found |= {node.module} - {"numpy.typing"}
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.MatMult):
            found.add("@")
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            of_math = isinstance(node.func.value, ast.Name) and node.func.value.id == "math"
            reduces = node.func.attr in REDUCTIONS and not of_math
            found |= {f".{node.func.attr}()"} if reduces else set()
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            taken = {node.attr} if node.value.id == "np" else set()
            found |= {f"np.{attribute}" for attribute in taken - PLUMBING}
    return found


def test_pages_and_ui_compute_nothing():
    """Mathematics lives in the core.

    A file that imports no NumPy has no arrays but those that the core returned, and a reduction
    of them (``.sum()``, ``.mean()``) or a product (``@``) is refused everywhere. The few files that
    turn arrays into pictures, packets and text may build and reshape them, by the functions of
    `PLUMBING` alone: no `np.convolve`, `np.fft`, `np.linalg`, `np.random`, `np.multiply.outer`.
    What this cannot see is arithmetic by operators on arrays that the core returned.
    """
    files = [path for path in python_files("ui", "pages") if path.suffix == ".py"]
    computed = {str(path.relative_to(ROOT)): computations(path) for path in files}
    assert len(files) > 50
    assert {path: found for path, found in computed.items() if found} == {}


def test_the_list_of_files_with_arrays_is_true():
    with_numpy = {path for path, names in imports_of("ui").items() if "numpy" in names}
    assert with_numpy >= ARRAY_FILES


@pytest.mark.parametrize(
    ("code", "told"),
    [("import numpy as np", "numpy"), ("import numpy.fft", "numpy.fft"), ("x = a @ b", "@"),
     ("from numpy.linalg import norm", "numpy.linalg"), ("import scipy.fft", "scipy"),
     ("import math", "math"), ("n = (x == 0).sum()", ".sum()"), ("m = x.mean(axis=0)", ".mean()"),
     ("y = np.multiply.outer(x, x)", "np.multiply"), ("y = np.random.default_rng(0)", "np.random"),
     ("from numpy.typing import NDArray", None), ("y = x.max()", None)],
)  # fmt: skip
def test_what_computes_is_found(tmp_path, monkeypatch, code, told):
    monkeypatch.setattr("tests.ground.test_layers.ROOT", tmp_path)
    (tmp_path / "ui").mkdir()
    file = tmp_path / "ui" / "view.py"
    file.write_text(code, encoding="utf-8")
    assert computations(file) == ({told} if told else set())


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
