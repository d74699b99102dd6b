"""Running a method: on a small input with all there is to see, on a picture, and around one pixel.

Read `trace` first: it makes what every view shows. `picture_run` runs a method on a whole picture,
and `neighbourhood` traces the surroundings of one of its pixels.
"""

from upsample_core.runs.neighbourhood import Neighbourhood, neighbourhood
from upsample_core.runs.picture_run import PictureRun, grey, run_on_picture
from upsample_core.runs.trace import Trace, run, trace

__all__ = [
    "Neighbourhood",
    "PictureRun",
    "Trace",
    "grey",
    "neighbourhood",
    "run",
    "run_on_picture",
    "trace",
]
