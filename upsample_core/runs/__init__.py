"""Running a method: on a small input with all there is to see, on a picture, and around one pixel.

Read `trace` first: it makes what every view shows. `picture_run` runs a method on a whole picture,
and `neighbourhood` traces the surroundings of one of its pixels. `comparison` sets methods side by
side on a picture that `reduction` made smaller; `probes` and `layer_costs` measure what does not
depend on the picture.
"""

from upsample_core.runs.comparison import (
    NOTABLE_OFFSET,
    WEIGHTS,
    Enlarged,
    Score,
    deviation,
    enlarged,
    score,
)
from upsample_core.runs.neighbourhood import Neighbourhood, neighbourhood
from upsample_core.runs.picture_run import PictureRun, grey, run_on_picture
from upsample_core.runs.reduction import LARGEST_FACTOR, REDUCTIONS, Reduced, reduced
from upsample_core.runs.trace import Trace, run, trace

__all__ = [
    "LARGEST_FACTOR",
    "NOTABLE_OFFSET",
    "REDUCTIONS",
    "WEIGHTS",
    "Enlarged",
    "Neighbourhood",
    "PictureRun",
    "Reduced",
    "Score",
    "Trace",
    "deviation",
    "enlarged",
    "grey",
    "neighbourhood",
    "reduced",
    "run",
    "run_on_picture",
    "score",
    "trace",
]
