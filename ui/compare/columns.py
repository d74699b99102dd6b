"""The columns of the table: what each number is called, means, and is written as."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ui.numbers import MINUS, number, tenths
from ui.words import N_
from upsample_core.runs import Score

_SMALLEST = 1e-4
_NONE = "–"


@dataclass(frozen=True)
class Column:
    """One number of every method.

    Attributes
    ----------
    title, about : str
        Messages to translate.
    write : callable (value) -> str
    most_is_best : bool
    file_name : str
        In a CSV.
    """

    title: str
    about: str
    write: Callable[[float], str]
    most_is_best: bool
    file_name: str

    def written(self, value: float | None) -> str:
        """Return a number as people read it; a dash where there is none."""
        return _NONE if value is None else self.write(value)

    def rank(self, value: float | None) -> tuple[bool, float]:
        """Return what the best method is sorted first by; one without a number comes last."""
        if value is None:
            return True, 0.0
        return False, -value if self.most_is_best else abs(value)


def _share(value: float) -> str:
    """Return a share with as many decimals as the others, so that they compare at a glance."""
    if value < _SMALLEST:
        return f"<\u00a0{_SMALLEST:.4f}" if value else "0"
    return f"{value:.4f}"


def _pixels(value: float) -> str:
    """Return a distance, to a hundredth of a pixel."""
    near = abs(value) < 0.005
    return "0" if near else f"{value:+.2f}".replace("-", MINUS)


def _milliseconds(seconds: float) -> str:
    return number(1000 * seconds, 2)


COLUMNS = {
    "psnr": Column(
        N_("PSNR, dB"),
        N_("How near the result is to the original: each 20 dB more, a tenth of the difference."),
        tenths,
        True,
        "psnr_db",
    ),
    "ssim": Column(
        N_("SSIM"),
        N_("How alike the structure is in windows of 11 × 11 pixels; 1 for equal pictures."),
        lambda value: f"{value:.3f}",
        True,
        "ssim",
    ),
    "artifacts": Column(
        N_("Artifact score"),
        N_("The share of the energy at multiples of 1/S beyond what the original has there."),
        _share,
        False,
        "artifact_score",
    ),
    "overshoot": Column(
        N_("Overshoot"),
        N_("How far values leave the range of what the method was given; white is 1."),
        _share,
        False,
        "overshoot",
    ),
    "phase_difference": Column(
        N_("Phase difference"),
        N_(
            "The largest difference between output pixels where the input is all white: 0 stays "
            "flat."
        ),
        _share,
        False,
        "phase_difference",
    ),
    "offset": Column(
        N_("Offset, pixels"),
        N_("How far the picture is moved, to the right and down. It costs decibels by itself."),
        _pixels,
        False,
        "offset_pixels",
    ),
    "parameters": Column(
        N_("Parameter count"),
        N_("Numbers to learn, for one channel in and one out."),
        number,
        False,
        "parameters",
    ),
    "multiplications": Column(
        N_("Multiplications"),
        N_(
            "For an output pixel, one channel in and one out, on average. To copy takes none; what "
            "it takes to find weights that depend on the picture is not counted."
        ),
        lambda value: number(value, 3),
        False,
        "multiplications_per_pixel",
    ),
    "seconds": Column(
        N_("Time, ms"),
        N_("Measured on this server, for all of the picture; it differs from time to time."),
        _milliseconds,
        False,
        "seconds",
    ),
}
"""The columns by their names, which are those of `Score`."""


def value_of(score: Score, name: str) -> float | None:
    """Return a number of a score by the name of its column."""
    value: float | None = getattr(score, name)
    return value
