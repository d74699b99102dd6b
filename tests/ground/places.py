"""Where the project's files are, and which of them belong to it."""

import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[2]
REQUIREMENTS = ROOT / "requirements"
LEFT_OUT = {".git", ".venv", "__pycache__", ".hypothesis"} | {
    f".{tool}_cache" for tool in ("mypy", "pytest", "ruff")
}


def project_files():
    """Every file that is part of the project: what git tracks, or all where there is no git."""
    try:
        listed = subprocess.run(
            ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True
        )
        files = [ROOT / name for name in listed.stdout.split("\0") if name]
    except (OSError, subprocess.CalledProcessError):
        files = [p for p in ROOT.rglob("*") if not LEFT_OUT & set(p.relative_to(ROOT).parts)]
    return [path for path in files if path.is_file()]


def python_files(*names):
    """The Python files of the named modules and packages at the root."""
    files = []
    for name in names:
        files += [ROOT / f"{name}.py"] if (ROOT / f"{name}.py").is_file() else []
        files += sorted((ROOT / name).rglob("*.py"))
    return files
