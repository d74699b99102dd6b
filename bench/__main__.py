"""Measure the core, or with `class` a class of people on the app.

The core is measured on one thread, ours and the peers', so that the numbers compare code and not
machines. A class meets the app as it is.
"""

import os
import sys

if sys.argv[1:2] == ["class"]:
    from bench import classroom

    classroom.main(sys.argv[2:])
else:
    # These count only if they are set before NumPy, SciPy and PyTorch are imported.
    for library in ("OMP", "OPENBLAS", "MKL", "VECLIB_MAXIMUM", "NUMEXPR"):
        os.environ[f"{library}_NUM_THREADS"] = "1"
    from bench import report

    report.main()
