"""Golden values: calls with the results that another library gave for them.

A family of cases lives in ``tests/golden/<family>_cases.py``, a module with one function
``cases()`` that yields `Case` objects and may import the other library. ``tests/make_golden.py``
runs it once and keeps the answers in ``tests/golden/<family>.npz``; the tests read only those.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

FOLDER = Path(__file__).parent / "golden"


@dataclass(frozen=True)
class Case:
    """One call of a function with array inputs and plain options, and what it returned.

    `name` is unique within its family and reads well as a test id; `options` hold what JSON can
    hold (pairs come back as lists).
    """

    name: str
    function: str
    inputs: dict[str, np.ndarray]
    options: dict[str, Any]
    outputs: list[np.ndarray] = field(default_factory=list)

    def __str__(self) -> str:
        return self.name


def save(family: str, cases: list[Case]) -> Path:
    """Write the cases of one family; the same cases give the same bytes."""
    names = [case.name for case in cases]
    if len(set(names)) != len(names):
        raise ValueError(f"two cases of {family} have one name")
    index = [
        {
            "name": case.name,
            "function": case.function,
            "inputs": sorted(case.inputs),
            "options": case.options,
            "outputs": len(case.outputs),
        }
        for case in cases
    ]
    arrays = {"index": np.array(json.dumps(index))}
    for number, case in enumerate(cases):
        arrays |= {f"{number}.in.{name}": array for name, array in case.inputs.items()}
        arrays |= {f"{number}.out.{place}": array for place, array in enumerate(case.outputs)}
    path = FOLDER / f"{family}.npz"
    np.savez_compressed(path, **arrays)
    return path


def load(family: str) -> list[Case]:
    """Read the cases of one family, for ``pytest.mark.parametrize(..., ids=str)``."""
    with np.load(FOLDER / f"{family}.npz") as arrays:
        return [
            Case(
                entry["name"],
                entry["function"],
                {name: arrays[f"{number}.in.{name}"] for name in entry["inputs"]},
                entry["options"],
                [arrays[f"{number}.out.{place}"] for place in range(entry["outputs"])],
            )
            for number, entry in enumerate(json.loads(str(arrays["index"])))
        ]
