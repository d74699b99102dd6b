"""What `python3 run.py bench` prints."""

import argparse
import os
import platform
import sys

import numpy as np
import scipy
from threadpoolctl import threadpool_info

from bench import compare, core, lab, versus
from bench.harness import Case, table

TITLES = {
    core.operations: f"Operations on a {core.SIZE}×{core.SIZE} RGB picture, float32",
    core.methods: f"Methods on a {core.SIZE}×{core.SIZE} RGB picture, at their default factor",
    core.traces: "Traces of an 8×8 grid, and the matrices of a picture",
    compare.comparisons: "Methods side by side, as the page compares them",
    core.texts: "What people paste",
    lab.reruns: "The lab's page, on the server",
}


def main() -> None:
    """Read the options, say what is measured with what, and measure."""
    if sys.argv[1:2] == ["core"]:
        versus.main(sys.argv[2:], surroundings())
        return
    parser = argparse.ArgumentParser(prog="run.py bench", description="Print the measurements.")
    parser.add_argument("--rounds", type=int, default=31, help="pairs in a median, 2 or more")
    parser.add_argument("--only", default="", help="measure what has this in its name")
    options = parser.parse_args()
    print(surroundings())
    for cases, title in TITLES.items():
        chosen: list[Case] = [case for case in cases() if options.only in case.name]
        if chosen:
            table(title, chosen, options.rounds)


def surroundings() -> str:
    """Say what the numbers depend on."""
    versions = [f"Python {platform.python_version()}", f"NumPy {np.__version__}"]
    versions += [f"SciPy {scipy.__version__}"]
    if core.torch:
        versions += [f"PyTorch {core.torch.__version__} as the peer"]
    threads = max([pool["num_threads"] for pool in threadpool_info()], default=1)
    machine = f"{platform.machine()}, {os.cpu_count()} cores, threads in use: {threads}"
    advice = f"PyTorch is not here to compare with; {sys.executable} -m pip install torch adds it."
    return "\n".join([", ".join(versions), machine] + [advice] * (core.torch is None))
