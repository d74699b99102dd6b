"""What only a lesson asks for: the numbers of its steps, each file one subject, and its questions.

Read `parameter_search` first, a whole small subject in one file; the others are made alike. The
questions stand in `questions`, with a door of their own.
"""

from upsample_core.lessons.backgrounds import (
    Backgrounds,
    background_kernel,
    faint_detail,
    on_background,
    patterns,
)
from upsample_core.lessons.borders import (
    BORDERS,
    enlarge,
    pictures_with_every_border,
    with_every_border,
)
from upsample_core.lessons.expressions import expressions
from upsample_core.lessons.four_forms import (
    FORMS,
    bordered_by_padding,
    largest_differences,
    random_differences,
)
from upsample_core.lessons.frameworks import (
    Crop,
    Frameworks,
    both_frameworks,
    same_in_pytorch,
    same_size_in_pytorch,
)
from upsample_core.lessons.generators import (
    GENERATORS,
    MAX_DEPTH,
    as_colours,
    generate,
    generator_score,
)
from upsample_core.lessons.gradient_means import (
    ShiftedGradients,
    gradient_levels,
    shifted_gradients,
)
from upsample_core.lessons.groups import two_groups
from upsample_core.lessons.kernel_edits import constant_response, edited
from upsample_core.lessons.kernel_placement import placed_kernel
from upsample_core.lessons.matrix_places import matrix_row, tap_places
from upsample_core.lessons.mistakes import (
    Compared,
    ThereAndBack,
    Unrotated,
    compared,
    equal_borders,
    there_and_back,
    without_rotation,
)
from upsample_core.lessons.output_paddings import (
    padded_outputs,
    shrunk_sizes,
    sizes_back,
    sizes_to,
)
from upsample_core.lessons.pair_counts import pair_counts
from upsample_core.lessons.parameter_search import Choice, ranked_parameters
from upsample_core.lessons.pictures import small_grey
from upsample_core.lessons.remedies import REMEDIES, Score, one_filter, ranked, remedy, stamp_taps
from upsample_core.lessons.score_summaries import Summary, summary
from upsample_core.lessons.stacks import paths
from upsample_core.lessons.stamps import stamps, uncovered
from upsample_core.lessons.waves import (
    copies,
    phase_answers,
    phase_strengths,
    plane,
    stages,
    staircase,
    wave_kernel,
)
from upsample_core.lessons.ways_back import (
    PictureTrip,
    Raised,
    distances,
    hide,
    picture_trip,
    raise_cell,
)
from upsample_core.lessons.weaving import Weaving, weave

__all__ = [
    "BORDERS",
    "FORMS",
    "GENERATORS",
    "MAX_DEPTH",
    "REMEDIES",
    "Backgrounds",
    "Choice",
    "Compared",
    "Crop",
    "Frameworks",
    "PictureTrip",
    "Raised",
    "Score",
    "ShiftedGradients",
    "Summary",
    "ThereAndBack",
    "Unrotated",
    "Weaving",
    "as_colours",
    "background_kernel",
    "bordered_by_padding",
    "both_frameworks",
    "compared",
    "constant_response",
    "copies",
    "distances",
    "edited",
    "enlarge",
    "equal_borders",
    "expressions",
    "faint_detail",
    "generate",
    "generator_score",
    "gradient_levels",
    "hide",
    "largest_differences",
    "matrix_row",
    "on_background",
    "one_filter",
    "padded_outputs",
    "pair_counts",
    "paths",
    "patterns",
    "phase_answers",
    "phase_strengths",
    "picture_trip",
    "pictures_with_every_border",
    "placed_kernel",
    "plane",
    "raise_cell",
    "random_differences",
    "ranked",
    "ranked_parameters",
    "remedy",
    "same_in_pytorch",
    "same_size_in_pytorch",
    "shifted_gradients",
    "shrunk_sizes",
    "sizes_back",
    "sizes_to",
    "small_grey",
    "stages",
    "staircase",
    "stamp_taps",
    "stamps",
    "summary",
    "tap_places",
    "there_and_back",
    "two_groups",
    "uncovered",
    "wave_kernel",
    "weave",
    "with_every_border",
    "without_rotation",
]
