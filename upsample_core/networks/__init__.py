"""Networks as data: a chain of layers with skips, its sizes, and where they break.

Read `text` first: it says how a chain is written, and reads it. `plan` computes its sizes and what
it costs, `fitting` which sizes it takes and what helps with others, `overlaps` how evenly its
upsampling layers overlap, and `paths` all of a decoder together, `reach` its receptive field.
`running` runs a chain on an array with random weights, and `decoder` makes of a chain one that is
small enough to be run. The published networks stand in tables, one a family, which `published`
gathers.
"""

from upsample_core.networks.chain import Chain, ChainError, Repeat
from upsample_core.networks.decoder import (
    KEPT,
    REPLACEMENTS,
    decoder_chain,
    decoder_plan,
    decoder_side,
    decoder_start,
    noise_map,
    picture_map,
    run_decoder,
)
from upsample_core.networks.fitting import REMEDIES, Outcome, Rule, fitting_rule, remedies
from upsample_core.networks.layer import CONVOLUTIONS, INPUT, MAX_SIZE, Layer
from upsample_core.networks.memory import most_held
from upsample_core.networks.network import OTHERWISE, SIZED, Network
from upsample_core.networks.overlaps import VERDICTS, Upsampling, upsamplings
from upsample_core.networks.paths import stacked
from upsample_core.networks.plan import Meeting, Plan, Row, plan, shares_of_work, silhouette
from upsample_core.networks.published import FAMILIES, NETWORKS
from upsample_core.networks.reach import Reach, reach
from upsample_core.networks.running import Ran, run_plan
from upsample_core.networks.text import read_chain

__all__ = [
    "CONVOLUTIONS",
    "FAMILIES",
    "INPUT",
    "KEPT",
    "MAX_SIZE",
    "NETWORKS",
    "OTHERWISE",
    "REMEDIES",
    "REPLACEMENTS",
    "SIZED",
    "VERDICTS",
    "Chain",
    "ChainError",
    "Layer",
    "Meeting",
    "Network",
    "Outcome",
    "Plan",
    "Ran",
    "Reach",
    "Repeat",
    "Row",
    "Rule",
    "Upsampling",
    "decoder_chain",
    "decoder_plan",
    "decoder_side",
    "decoder_start",
    "fitting_rule",
    "most_held",
    "noise_map",
    "picture_map",
    "plan",
    "reach",
    "read_chain",
    "remedies",
    "run_decoder",
    "run_plan",
    "shares_of_work",
    "silhouette",
    "stacked",
    "upsamplings",
]
