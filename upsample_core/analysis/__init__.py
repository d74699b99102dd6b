"""What can be said of an operation or a result: overlap, evenness, spectrum, gradients, cost.

Read `overlap` first: how many taps reach each output cell, and why not all are reached alike. On it
stands `evenness`, the verdict on sizes and weights together.
"""

from upsample_core.analysis.costs import Multiplications, inserted_share, multiplications
from upsample_core.analysis.evenness import Evenness, assess, is_flat, make_flat, phase_sums
from upsample_core.analysis.frequency_response import copy_response, phase_response, phase_shifts
from upsample_core.analysis.gradients import averaged_over_shifts, conv_gradient, max_pool_gradient
from upsample_core.analysis.metrics import (
    SSIM_WINDOW,
    Overshoot,
    difference,
    mse,
    overshoot,
    psnr,
    ssim,
)
from upsample_core.analysis.overlap import (
    AxisCoverage,
    Layer,
    Reason,
    axis_coverage,
    coverage,
    coverage_phases,
    is_even,
    stack_coverage,
)
from upsample_core.analysis.overlap_table import OverlapTable, overlap_table
from upsample_core.analysis.patches import patch_distance
from upsample_core.analysis.picture_numbers import (
    CoarseSpectrum,
    Steps,
    coarse_spectrum,
    film,
    levels_of,
    packed,
    span,
    steps_for,
)
from upsample_core.analysis.reconstruction import (
    RoundTrip,
    adjoint_products,
    least_squares,
    null_space,
    rank,
    round_trip,
    unseen,
)
from upsample_core.analysis.spectrum import artifact_score, log_spectrum, spectrum_frequencies

__all__ = [
    "SSIM_WINDOW",
    "AxisCoverage",
    "CoarseSpectrum",
    "Evenness",
    "Layer",
    "Multiplications",
    "OverlapTable",
    "Overshoot",
    "Reason",
    "RoundTrip",
    "Steps",
    "adjoint_products",
    "artifact_score",
    "assess",
    "averaged_over_shifts",
    "axis_coverage",
    "coarse_spectrum",
    "conv_gradient",
    "copy_response",
    "coverage",
    "coverage_phases",
    "difference",
    "film",
    "inserted_share",
    "is_even",
    "is_flat",
    "least_squares",
    "levels_of",
    "log_spectrum",
    "make_flat",
    "max_pool_gradient",
    "mse",
    "multiplications",
    "null_space",
    "overlap_table",
    "overshoot",
    "packed",
    "patch_distance",
    "phase_response",
    "phase_shifts",
    "phase_sums",
    "psnr",
    "rank",
    "round_trip",
    "span",
    "spectrum_frequencies",
    "ssim",
    "stack_coverage",
    "steps_for",
    "unseen",
]
