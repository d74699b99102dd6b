"""From a training to what the app reads: weights of 16 bits, each with a card that tells of it."""

import datetime
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

LIMIT = 500_000
"""The most bytes of a file of weights."""


def arrays_of(state: Mapping[str, Any]) -> dict[str, np.ndarray]:
    """Return the tensors of a network of PyTorch as arrays, by their names."""
    return {name: tensor.detach().cpu().numpy() for name, tensor in state.items()}


def write_weights(file: Path, kind: str, weights: Mapping[str, np.ndarray]) -> None:
    """Write a network as ``upsample_core.generative.read_weights`` reads it."""
    arrays: dict[str, Any] = {name: one.astype(np.float16) for name, one in weights.items()}
    file.parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(file, kind=np.array(kind), **arrays)
    if file.stat().st_size > LIMIT:
        raise SystemExit(f"{file.name} has {file.stat().st_size} bytes; {LIMIT} are allowed.")


def write_card(file: Path, **told: Any) -> None:
    """Write the card beside a file of weights; the day stands in it."""
    day = datetime.datetime.now(datetime.UTC).date().isoformat()
    write_text(file.with_suffix(".json"), {"made": day} | told)


def write_text(file: Path, told: dict[str, Any]) -> None:
    """Write what is known as JSON that a person can read."""
    text = json.dumps(told, indent=2, ensure_ascii=False)
    file.write_text(text + "\n", encoding="utf-8")


def parameters(weights: Mapping[str, np.ndarray]) -> int:
    """Return how many numbers a network has."""
    return sum(array.size for array in weights.values())
