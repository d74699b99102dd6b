"""Reading arrays from ``.npz`` files that may be damaged or not ours.

Nothing in a file is ever executed (no pickle), its size is bounded before it is read, and what is
wrong with it is said in one sentence.
"""

from __future__ import annotations

import os
import zipfile
import zlib
from pathlib import Path

import numpy as np

from upsample_core.checks import Array, ParameterError

MAX_FILE = 2**20
"""The most bytes of a file."""
MAX_UNPACKED = 2**23
"""The most bytes of all its arrays."""


def read_arrays(file: str | os.PathLike[str]) -> dict[str, Array]:
    """Return the arrays of an ``.npz`` file by their names.

    Raises
    ------
    ParameterError
        If the file is missing, too large, damaged, or holds anything but plain arrays.
    """
    path = Path(file)
    try:
        _check_sizes(path)
        with np.load(path, allow_pickle=False) as archive:
            return {name: archive[name] for name in archive.files}
    except FileNotFoundError:
        raise ParameterError(f"there is no file {path.name}") from None
    except (OSError, ValueError, EOFError, KeyError, zipfile.BadZipFile, zlib.error) as error:
        if isinstance(error, ParameterError):
            raise
        raise ParameterError(f"{path.name} is damaged or no .npz file of arrays") from None


def _check_sizes(path: Path) -> None:
    """Refuse a file that is too large, or would be once unpacked."""
    if path.stat().st_size > MAX_FILE:
        raise ParameterError(f"{path.name} is larger than {MAX_FILE} bytes")
    with zipfile.ZipFile(path) as archive:
        unpacked = sum(member.file_size for member in archive.infolist())
    if unpacked > MAX_UNPACKED:
        raise ParameterError(f"the arrays of {path.name} would take more than {MAX_UNPACKED} bytes")


def check_array(name: str, array: Array, shape: tuple[int, ...], kinds: tuple[type, ...]) -> None:
    """Refuse an array of another shape or type than its file must have, or with a NaN in it."""
    if array.shape != shape or array.dtype.type not in kinds:
        raise ParameterError(
            f"the array {name} has shape {array.shape} and type {array.dtype}; allowed is "
            f"shape {shape} and type {' or '.join(kind.__name__ for kind in kinds)}"
        )
    if array.dtype.kind == "f" and not np.isfinite(array).all():
        raise ParameterError(f"the array {name} holds a value that is not finite")
