"""Make the sheets, weights, cards and measures anew; ``python3 run.py train`` calls this.

python3 run.py train               everything, in order; what is done or half done is not begun anew
python3 run.py train letters-gan   what is named: glyphs, letters-least-squares, letters-gan,
                                   letters-flow, photographs-flow, photographs-two-layers,
                                   upsampling-training, gan-collapse, measures
python3 run.py train --anew        forget earlier checkpoints first
python3 run.py train --check       a few steps of each training, and whether what is shipped is what
                                   its cards say

Fonts, renders and checkpoints lie in ``.training``. Read `jobs` next.
"""

import os
import shutil
import sys
import time

import torch

from training.checking import check
from training.jobs import JOBS, Workshop
from training.running import DEVICE


def main(arguments: list[str]) -> None:
    """Do what the command line asks."""
    names = [argument for argument in arguments if not argument.startswith("-")]
    unknown = [n for n in names if n not in JOBS] + [
        option for option in arguments if option.startswith("-") and option not in OPTIONS
    ]
    if "--help" in arguments or unknown:
        told = f"There is nothing called {unknown[0]!r}.\n\n" if unknown else ""
        sys.exit(told + (__doc__ or ""))
    torch.set_num_threads(os.cpu_count() or 1)
    shop = Workshop()
    if "--check" in arguments:
        check(shop)
        return
    if "--anew" in arguments:
        shutil.rmtree(shop.shed / "kept", ignore_errors=True)
    print(f"On {DEVICE.type}, with {torch.get_num_threads()} threads.")
    for name in names or JOBS:
        began = time.perf_counter()
        JOBS[name](shop)
        print(f"{name}: done in {time.perf_counter() - began:.0f} s", flush=True)


OPTIONS = ("--anew", "--check", "--help")


if __name__ == "__main__":
    main(sys.argv[1:])
