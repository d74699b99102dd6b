"""Answers that are guessed: small trained networks, run by the core's own operations.

Read `library` first: which stored glyphs would shrink to a small picture, by Bayes' rule and
without a network. `sampling` guesses with that, or with a trained `flow_network`; `enlargers` are
the least-squares network and the GAN's generator. `consistency` says whether an answer agrees with
its question, `noise` is the chance that a seed fixes, `layers` what the networks are built of;
`networks` and `archives` read them from files that may be damaged; `trained` makes ways to enlarge
of them, which can be set beside methods; `snapshots` are sheets of what trainings looked like on
their way.
"""

from upsample_core.generative.consistency import FACTOR, inconsistency, project, shrink
from upsample_core.generative.enlargers import NOISE_CHANNELS, GanGenerator, LeastSquaresNetwork
from upsample_core.generative.flow_network import FlowNetwork
from upsample_core.generative.library import (
    TOLERANCE,
    GlyphLibrary,
    LibraryDenoiser,
    library_denoiser,
    posterior_weights,
    read_library,
)
from upsample_core.generative.networks import CHANNELS, Network, read_weights
from upsample_core.generative.noise import MAX_SEED, noise_for
from upsample_core.generative.sampling import MAX_STEPS, Denoiser, FlowPath, sample_flow
from upsample_core.generative.snapshots import (
    GanCollapse,
    GanTraining,
    UpsamplingTraining,
    read_gan_collapse,
    read_gan_training,
    read_upsampling_training,
)
from upsample_core.generative.trained import TRAINED, TrainedEnlarger, TrainedWay

__all__ = [
    "CHANNELS",
    "FACTOR",
    "MAX_SEED",
    "MAX_STEPS",
    "NOISE_CHANNELS",
    "TOLERANCE",
    "TRAINED",
    "Denoiser",
    "FlowNetwork",
    "FlowPath",
    "GanCollapse",
    "GanGenerator",
    "GanTraining",
    "GlyphLibrary",
    "LeastSquaresNetwork",
    "LibraryDenoiser",
    "Network",
    "TrainedEnlarger",
    "TrainedWay",
    "UpsamplingTraining",
    "inconsistency",
    "library_denoiser",
    "noise_for",
    "posterior_weights",
    "project",
    "read_gan_collapse",
    "read_gan_training",
    "read_library",
    "read_upsampling_training",
    "read_weights",
    "sample_flow",
    "shrink",
]
