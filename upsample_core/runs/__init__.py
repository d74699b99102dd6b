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
    enlarged_by_trained,
    score,
)
from upsample_core.runs.eightfold import eightfold
from upsample_core.runs.neighbourhood import Neighbourhood, neighbourhood
from upsample_core.runs.picture_run import PictureRun, grey, run_on_picture
from upsample_core.runs.reduction import FACTORS, REDUCTIONS, Reduced, reduced
from upsample_core.runs.trace import Trace, run, trace

__all__ = [
    "FACTORS",
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
    "eightfold",
    "enlarged",
    "enlarged_by_trained",
    "grey",
    "neighbourhood",
    "reduced",
    "run",
    "run_on_picture",
    "score",
    "trace",
]
