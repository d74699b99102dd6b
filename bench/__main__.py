"""Measure on one thread, ours and the peers', so that the numbers compare code and not machines."""

import os

# These count only if they are set before NumPy, SciPy and PyTorch are imported.
for library in ("OMP", "OPENBLAS", "MKL", "VECLIB_MAXIMUM", "NUMEXPR"):
    os.environ[f"{library}_NUM_THREADS"] = "1"

from bench.report import main  # noqa: E402

main()
