"""How the lab fills the window: a rail beside the stage, or the stage alone for a projector."""

from __future__ import annotations

from ui.lab.state import Lab
from ui.styles import style


def lab_style(lab: Lab) -> None:
    """Give the lab's page its places; present, all but the stage is away."""
    style("lab.css", *(["present.css"] if lab.plain["present"] else []))
