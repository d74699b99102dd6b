"""A component's JavaScript modules as the one script that Streamlit takes."""

from __future__ import annotations

import re
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

_NAMES = r"\{\s*[\w$]+(?:\s*,\s*[\w$]+)*\s*,?\s*\}"
_IMPORT = re.compile(rf'^import (?:{_NAMES} from )?"(\.[^"]*\.js)";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:async |function|class|const|let)\b)", re.MULTILINE)
_LEFT_OVER = re.compile(r"^(?:import|export)\b.*", re.MULTILINE)
_DEFAULT = "export default "
_DECLARED = re.compile(
    rf"^(?:{_DEFAULT})?(?:async )?(?:function\*?|class|const|let) ([\w$]+)", re.MULTILINE
)


def bundle(entry: Path) -> str:
    """Return a module and all that it imports, each after what it imports itself, as one module.

    In one scope imports have nothing left to do, and only the entry's default export is for
    others. So an import names what it takes as it is called where it comes from,
    ``import { a, b } from "./c.js";``, and no two modules declare the same name.

    Parameters
    ----------
    entry : Path
        The module with the default export. An import's path is relative to the file it stands in.

    Raises
    ------
    ValueError
        If modules import each other in a circle, which is named; if an import or export is
        spelled in another way; or if two modules declare the same name.
    """
    entry = entry.resolve()
    sources = _sources(entry)
    graph = {path: _imports(path, source) for path, source in sources.items()}
    try:
        order = list(TopologicalSorter(graph).static_order())
    except CycleError as error:
        circle = " imports ".join(path.name for path in reversed(error.args[1]))
        raise ValueError(f"JavaScript modules import each other in a circle: {circle}") from None
    bodies = {path: _EXPORT.sub("", _IMPORT.sub("", sources[path])) for path in order}
    for path, body in bodies.items():
        _check_spelling(path.name, body, is_entry=path == entry)
    _check_names(bodies)
    return "\n".join(bodies.values())


def _sources(entry: Path) -> dict[Path, str]:
    """Return the text of the entry and of every module that it needs."""
    sources: dict[Path, str] = {}
    waiting = [entry]
    while waiting:
        path = waiting.pop()
        if path not in sources:
            sources[path] = path.read_text(encoding="utf-8")
            waiting += _imports(path, sources[path])
    return sources


def _imports(path: Path, source: str) -> list[Path]:
    """Return the modules that a module imports, in its order."""
    return [(path.parent / name).resolve() for name in _IMPORT.findall(source)]


def _check_spelling(name: str, body: str, *, is_entry: bool) -> None:
    """Refuse imports and exports that are left when those spelled as expected are gone."""
    for line in _LEFT_OVER.findall(body):
        if not (is_entry and line.startswith(_DEFAULT)):
            raise ValueError(f"{name} has a line that cannot be bundled: {line}")


def _check_names(bodies: dict[Path, str]) -> None:
    """Refuse two modules that declare the same name, for they will share one scope."""
    owners: dict[str, str] = {}
    for path, body in bodies.items():
        for name in _DECLARED.findall(body):
            if name in owners:
                raise ValueError(f"{name} is declared by {owners[name]} and by {path.name}")
            owners[name] = path.name
