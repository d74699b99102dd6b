"""Make the golden values again: ``python -m tests.make_golden [family …]``.

Made with PyTorch 2.13 on the CPU; the tests need none of it, only the ``.npz`` files it wrote.
"""

from __future__ import annotations

import importlib
import sys

from tests.golden_values import FOLDER, save

SUFFIX = "_cases.py"


def families() -> list[str]:
    """Return the names of all families that have a module of cases."""
    return sorted(path.name.removesuffix(SUFFIX) for path in FOLDER.glob(f"*{SUFFIX}"))


def main(wanted: list[str]) -> None:
    """Ask the other library once for every case of the wanted families and keep its answers."""
    for family in wanted or families():
        module = importlib.import_module(f"tests.golden.{family}_cases")
        cases = list(module.cases())
        path = save(family, cases)
        print(f"{family}: {len(cases)} cases, {path.stat().st_size / 1024:.0f} KiB")


if __name__ == "__main__":
    main(sys.argv[1:])
