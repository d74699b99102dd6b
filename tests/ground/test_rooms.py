"""The rooms of the core: few, in order, each with one door, by which everybody else comes in."""

import ast
import importlib
import inspect
import re
from graphlib import TopologicalSorter
from itertools import pairwise

import pytest

from tests.ground.places import ROOT, python_files

CORE = ROOT / "upsample_core"
DOORS = {
    ".".join(path.parent.relative_to(ROOT).parts): path
    for path in sorted(CORE.rglob("__init__.py"))
}


def imports(path):
    """Every module of the core that a file imports from, with the names that it takes."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
            yield from ((name, []) for name in names if name.split(".")[0] == CORE.name)
        elif isinstance(node, ast.ImportFrom) and node.module.split(".")[0] == CORE.name:
            yield node.module, [alias.name for alias in node.names]


def exported(door):
    return importlib.import_module(door).__all__


# ---------------------------------------------------------------- doors


def test_ui_pages_and_bench_come_in_by_the_doors():
    deeper, unasked = [], []
    for path in python_files("app", "pages", "ui", "bench"):
        for module, names in imports(path):
            place = f"{path.relative_to(ROOT)}: from {module} import {', '.join(names)}"
            if module not in DOORS:
                deeper.append(place)
            elif not set(names) <= set(exported(module)):
                unasked.append(place)
    assert not deeper, "these go past the door"
    assert not unasked, "these take what the door does not offer"


def test_what_goes_past_a_door_is_found(tmp_path):
    file = tmp_path / "view.py"
    file.write_text(
        "import upsample_core\nfrom upsample_core.methods.ranges import MAX_STRIDE\n"
        "def f():\n    from upsample_core import trace as run\n",
        encoding="utf-8",
    )
    assert sorted(imports(file)) == [
        ("upsample_core", []),
        ("upsample_core", ["trace"]),
        ("upsample_core.methods.ranges", ["MAX_STRIDE"]),
    ]


@pytest.mark.parametrize("door", DOORS)
def test_a_door_offers_what_is_there_in_order(door):
    names = exported(door)
    assert names == sorted(set(names), key=lambda n: (not n.isupper(), n[0].islower(), n))
    module = importlib.import_module(door)
    assert all(hasattr(module, name) for name in names)


@pytest.mark.parametrize("door", DOORS)
def test_a_door_says_which_file_to_read_first(door):
    told = inspect.getdoc(importlib.import_module(door))
    first = re.search(r"[Rr]ead `(\w+)` first|``([\w/]+)\.py`` first|begin with `(\w+)`", told)
    assert first, f"{door} does not say which file to read first"
    file = next(group for group in first.groups() if group)
    assert (DOORS[door].parent / f"{file}.py").is_file()


def test_the_top_door_offers_about_forty_names():
    assert 35 <= len(exported(CORE.name)) <= 45


def explained(room):
    """The constants of a room's files that have a string below them."""
    for path in room.rglob("*.py"):
        body = ast.parse(path.read_text(encoding="utf-8")).body
        for one, after in pairwise(body):
            text = isinstance(after, ast.Expr) and isinstance(after.value, ast.Constant)
            if text and isinstance(one, (ast.Assign, ast.AnnAssign)):
                target = one.target if isinstance(one, ast.AnnAssign) else one.targets[0]
                yield ast.unparse(target)


@pytest.mark.parametrize("door", DOORS)
def test_every_name_at_a_door_is_documented_or_used(door):
    module = importlib.import_module(door)
    room = DOORS[door].parent
    files = python_files("app", "pages", "ui", "bench", CORE.name)
    outside = [path for path in files if room not in path.parents]
    used = {name for path in outside for _module, names in imports(path) for name in names}
    used |= set(explained(room))
    for name in exported(door):
        thing = getattr(module, name)
        told = inspect.getdoc(thing) if inspect.isclass(thing) or inspect.isfunction(thing) else ""
        assert told or name in used, f"{door} offers {name}, which nobody uses or explains"


# ---------------------------------------------------------------- rooms


def room_of(parts):
    return parts[1].removesuffix(".py") if len(parts) > 1 else "__init__"


def arrows():
    """Which room imports which."""
    found = {}
    for path in python_files(CORE.name):
        here = room_of(path.relative_to(ROOT).parts)
        there = {room_of(module.split(".")) for module, _names in imports(path)}
        found.setdefault(here, set()).update(there - {here, "__init__"})
    return found


def test_the_rooms_are_few_and_in_order():
    """A dozen rooms or so that a stranger can keep in mind, none above and below another."""
    graph = arrows()
    assert len(graph) <= 14, sorted(graph)
    assert sum(map(len, graph.values())) < 56
    assert list(TopologicalSorter(graph).static_order())[-1] == "__init__"
