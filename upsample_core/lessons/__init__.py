"""What only a lesson asks for: the numbers of its steps, each file one subject, and its questions.

Read `parameter_search` first, a whole small subject in one file; the others are made alike. The
questions stand in `questions`, with a door of their own.
"""

from upsample_core.lessons.backgrounds import (
    Backgrounds,
    background_kernel,
    faint_detail,
    gains,
    on_background,
    patterns,
)
from upsample_core.lessons.blurring import (
    MAX_SIGMA,
    BlurCurves,
    Kept,
    Parts,
    blur_curves,
    keep_blurred,
    levels,
    parted,
)
from upsample_core.lessons.borders import (
    BORDERS,
    enlarge,
    pictures_with_every_border,
    with_every_border,
)
from upsample_core.lessons.box_averages import AVERAGES, Averaged, average_map, averaged
from upsample_core.lessons.channel_orders import (
    ORDERS,
    ReadAs,
    channel_table,
    permutation,
    read_as,
)
from upsample_core.lessons.coordinate_rulers import CONVENTIONS, Sampled, sampled
from upsample_core.lessons.down_and_up import UPSAMPLERS, DownAndUp, down_and_up, every_pair
from upsample_core.lessons.downsamplers import (
    DOWNSAMPLERS,
    Smaller,
    coordinates_of,
    downsample,
    every_way_down,
    whole_ring_sets,
)
from upsample_core.lessons.enlarging_costs import Cost, enlarging_costs
from upsample_core.lessons.expressions import expressions
from upsample_core.lessons.fixed_weights import AsTransposed, as_transposed, stamp_of
from upsample_core.lessons.folded_stripes import FINEST_STEP, FoldedStripes, fold_stripes
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
    pattern_period,
)
from upsample_core.lessons.gradient_means import (
    ShiftedGradients,
    gradient_levels,
    shifted_gradients,
)
from upsample_core.lessons.groups import two_groups
from upsample_core.lessons.halving import RULES, Halved, Rule, halved, halvings, same_padding
from upsample_core.lessons.imitation import (
    ImitatedPicture,
    Imitation,
    drawn_filters,
    imitate,
    imitate_on,
)
from upsample_core.lessons.interpolators import (
    INTERPOLATORS,
    Curve,
    Interpolated,
    curve,
    interpolated,
    kernel_curve,
    reach_of,
    weights_between,
)
from upsample_core.lessons.kernel_edits import constant_response, edited
from upsample_core.lessons.kernel_placement import placed_kernel
from upsample_core.lessons.learned_down import (
    MAX_REACH,
    Learned,
    LearnedTrip,
    learn_weights,
    learned_trip,
)
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
from upsample_core.lessons.output_paddings import padded_outputs, shrunk_sizes, sizes_back, sizes_to
from upsample_core.lessons.pair_counts import fallen_strides, pair_counts
from upsample_core.lessons.parameter_search import Choice, ranked_parameters
from upsample_core.lessons.pictures import small_colour, small_grey
from upsample_core.lessons.pooled_sums import PooledSums, pooled_sums
from upsample_core.lessons.raised_window import RAISED_BY, RaisedWindow, raise_in_window
from upsample_core.lessons.remedies import REMEDIES, Score, one_filter, ranked, remedy, stamp_taps
from upsample_core.lessons.sampled_waves import (
    Folding,
    SampledWave,
    folding,
    lasting_waves,
    repeat_length,
    sample_wave,
    seen_frequency,
    vanishing_waves,
)
from upsample_core.lessons.score_summaries import Summary, summary
from upsample_core.lessons.separability import Passes, TwoPasses, passes, two_passes
from upsample_core.lessons.shared_cells import SharedCells, shared_cells
from upsample_core.lessons.shifts import (
    BLURS,
    FIRSTS,
    Moved,
    blur_pool,
    every_move,
    move_input,
    moved,
)
from upsample_core.lessons.shrinking import WAYS_DOWN, Shrunk, shrunk
from upsample_core.lessons.stacks import Paths, paths, undoing_kernels
from upsample_core.lessons.stamps import stamped_picture, stamps, uncovered
from upsample_core.lessons.step_responses import Ringing, StepResponse, edge, ringing, step_response
from upsample_core.lessons.sub_pixel_forms import SubPixelForms, sub_pixel_forms
from upsample_core.lessons.sub_pixel_starts import STARTS, Start, sub_pixel_start
from upsample_core.lessons.turned_edges import (
    NewPixel,
    TurnedEdge,
    gains_by_angle,
    new_pixel,
    turned_edge,
)
from upsample_core.lessons.unpool_identities import (
    Equal,
    PooledAgain,
    average_as_others,
    drawn_values,
    nails_as_transposed,
    pooled_again,
)
from upsample_core.lessons.unpool_sizes import AskedSize, UnpoolSizes, unpool_sizes, unpooled_at
from upsample_core.lessons.unpooled_pictures import (
    WAYS_BACK,
    Levels,
    WayBack,
    edge_strength,
    pool_levels,
    way_back,
)
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
from upsample_core.lessons.woven_maps import (
    WovenCells,
    WovenPicture,
    weave_cells,
    weave_picture,
)

__all__ = [
    "AVERAGES",
    "BLURS",
    "BORDERS",
    "CONVENTIONS",
    "DOWNSAMPLERS",
    "FINEST_STEP",
    "FIRSTS",
    "FORMS",
    "GENERATORS",
    "INTERPOLATORS",
    "MAX_DEPTH",
    "MAX_REACH",
    "MAX_SIGMA",
    "ORDERS",
    "RAISED_BY",
    "REMEDIES",
    "RULES",
    "STARTS",
    "UPSAMPLERS",
    "WAYS_BACK",
    "WAYS_DOWN",
    "AsTransposed",
    "AskedSize",
    "Averaged",
    "Backgrounds",
    "BlurCurves",
    "Choice",
    "Compared",
    "Cost",
    "Crop",
    "Curve",
    "DownAndUp",
    "Equal",
    "FoldedStripes",
    "Folding",
    "Frameworks",
    "Halved",
    "ImitatedPicture",
    "Imitation",
    "Interpolated",
    "Kept",
    "Learned",
    "LearnedTrip",
    "Levels",
    "Moved",
    "NewPixel",
    "Parts",
    "Passes",
    "Paths",
    "PictureTrip",
    "PooledAgain",
    "PooledSums",
    "Raised",
    "RaisedWindow",
    "ReadAs",
    "Ringing",
    "Rule",
    "Sampled",
    "SampledWave",
    "Score",
    "SharedCells",
    "ShiftedGradients",
    "Shrunk",
    "Smaller",
    "Start",
    "StepResponse",
    "SubPixelForms",
    "Summary",
    "ThereAndBack",
    "TurnedEdge",
    "TwoPasses",
    "UnpoolSizes",
    "Unrotated",
    "WayBack",
    "Weaving",
    "WovenCells",
    "WovenPicture",
    "as_colours",
    "as_transposed",
    "average_as_others",
    "average_map",
    "averaged",
    "background_kernel",
    "blur_curves",
    "blur_pool",
    "bordered_by_padding",
    "both_frameworks",
    "channel_table",
    "compared",
    "constant_response",
    "coordinates_of",
    "copies",
    "curve",
    "distances",
    "down_and_up",
    "downsample",
    "drawn_filters",
    "drawn_values",
    "edge",
    "edge_strength",
    "edited",
    "enlarge",
    "enlarging_costs",
    "equal_borders",
    "every_move",
    "every_pair",
    "every_way_down",
    "expressions",
    "faint_detail",
    "fallen_strides",
    "fold_stripes",
    "folding",
    "gains",
    "gains_by_angle",
    "generate",
    "generator_score",
    "gradient_levels",
    "halved",
    "halvings",
    "hide",
    "imitate",
    "imitate_on",
    "interpolated",
    "keep_blurred",
    "kernel_curve",
    "largest_differences",
    "lasting_waves",
    "learn_weights",
    "learned_trip",
    "levels",
    "matrix_row",
    "move_input",
    "moved",
    "nails_as_transposed",
    "new_pixel",
    "on_background",
    "one_filter",
    "padded_outputs",
    "pair_counts",
    "parted",
    "passes",
    "paths",
    "pattern_period",
    "patterns",
    "permutation",
    "phase_answers",
    "phase_strengths",
    "picture_trip",
    "pictures_with_every_border",
    "placed_kernel",
    "plane",
    "pool_levels",
    "pooled_again",
    "pooled_sums",
    "raise_cell",
    "raise_in_window",
    "random_differences",
    "ranked",
    "ranked_parameters",
    "reach_of",
    "read_as",
    "remedy",
    "repeat_length",
    "ringing",
    "same_in_pytorch",
    "same_padding",
    "same_size_in_pytorch",
    "sample_wave",
    "sampled",
    "seen_frequency",
    "shared_cells",
    "shifted_gradients",
    "shrunk",
    "shrunk_sizes",
    "sizes_back",
    "sizes_to",
    "small_colour",
    "small_grey",
    "stages",
    "staircase",
    "stamp_of",
    "stamp_taps",
    "stamped_picture",
    "stamps",
    "step_response",
    "sub_pixel_forms",
    "sub_pixel_start",
    "summary",
    "tap_places",
    "there_and_back",
    "turned_edge",
    "two_groups",
    "two_passes",
    "uncovered",
    "undoing_kernels",
    "unpool_sizes",
    "unpooled_at",
    "vanishing_waves",
    "wave_kernel",
    "way_back",
    "weave",
    "weave_cells",
    "weave_picture",
    "weights_between",
    "whole_ring_sets",
    "with_every_border",
    "without_rotation",
]
