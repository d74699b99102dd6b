"""Networks as data: a chain of layers with skips, its sizes, and where they break.

Read `text` first: it says how a chain is written, and reads it. `plan` computes its sizes and what
it costs, `fitting` which sizes it takes and what helps with others, `overlaps` how evenly its
upsampling layers overlap, `reach` its receptive field. The published networks stand in tables, one
a family, which `published` gathers.
"""

from upsample_core.networks.fitting import REMEDIES, Outcome, Rule, fitting_rule, remedies
from upsample_core.networks.layer import CONVOLUTIONS, INPUT, MAX_SIZE, Layer
from upsample_core.networks.overlaps import VERDICTS, Upsampling, stacked, upsamplings
from upsample_core.networks.plan import Meeting, Plan, Row, plan, shares_of_work, silhouette
from upsample_core.networks.published import NETWORKS, OTHERWISE, Network
from upsample_core.networks.reach import Reach, reach
from upsample_core.networks.text import Chain, ChainError, read_chain

__all__ = [
    "CONVOLUTIONS",
    "INPUT",
    "MAX_SIZE",
    "NETWORKS",
    "OTHERWISE",
    "REMEDIES",
    "VERDICTS",
    "Chain",
    "ChainError",
    "Layer",
    "Meeting",
    "Network",
    "Outcome",
    "Plan",
    "Reach",
    "Row",
    "Rule",
    "Upsampling",
    "fitting_rule",
    "plan",
    "reach",
    "read_chain",
    "remedies",
    "shares_of_work",
    "silhouette",
    "stacked",
    "upsamplings",
]
