"""The lesson's emblem: a zone plate of which every third pixel was kept."""

from ui.emblem import Emblem
from ui.pictures import sample
from upsample_core import method, run_on_picture


def emblem() -> Emblem:
    """Return the rings that were not there before."""
    plate = sample("zone_plate")
    chosen = method("decimate", plate.shape[-2:], stride=3)
    return Emblem(run_on_picture(chosen, plate).output, "picture")
