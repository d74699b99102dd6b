"""The step on three ways that resolution comes back: FCN, U-Net and SegNet on one picture."""

from __future__ import annotations

from typing import NamedTuple

import streamlit as st

from ui import address
from ui.lab.link import lab_link
from ui.lesson import Guess, Step
from ui.lesson_controls import choice, translated
from ui.networks.hourglass import draw_shapes
from ui.networks.panels import short_count
from ui.networks.small_hourglass import rows_of, small_drawing
from ui.networks.state import SIZES
from ui.networks.words import network_title
from ui.numbers import dimensions
from ui.shared import shared
from ui.words import N_, _
from upsample_core.lessons import carried_numbers
from upsample_core.networks import NETWORKS, Plan, fitting_rule, plan

_ACROSS = {
    "fcn8s": N_("Across: scores, added."),
    "unet": N_("Across: whole maps, cropped and stacked."),
    "unet_padded": N_("Across: whole maps, stacked."),
    "segnet": N_("Across: the places of the maxima."),
}
"""What each network carries from the way down to the way up."""

_UNETS = {"unet": N_("without padding"), "unet_padded": N_("padded")}
_SIZE_NAMES = {name: dimensions(size) for name, size in SIZES.items()} | {"360x480": "360 × 480"}
_SIZES = SIZES | {"360x480": (360, 480)}


class Chosen(NamedTuple):
    """The name of a size, and which U-Net."""

    size: str
    unet: str

    @property
    def names(self) -> tuple[str, str, str]:
        """The three networks."""
        return "fcn8s", self.unet, "segnet"


_FIRST = Chosen("375x500", "unet")


def controls() -> Chosen:
    """Draw the choice of the size, and of the U-Net."""
    size = choice("ways_size", _("Height × width of the input"), _SIZE_NAMES, _FIRST.size)
    unet = choice("ways_unet", "U-Net", translated(_UNETS), _FIRST.unet)
    return Chosen(str(size), str(unet))


@shared
def _plans(chosen: Chosen) -> dict[str, Plan]:
    return {name: plan(NETWORKS[name].chain, _SIZES[chosen.size]) for name in chosen.names}


def _returns_all(planned: Plan) -> bool:
    return planned.fits and planned.output == planned.size


def numbers(chosen: Chosen) -> dict[str, object]:
    """Return sizes, crops, and what is carried across, at first and as chosen."""
    first, now = _plans(_FIRST), _plans(chosen)
    padded = plan(NETWORKS["unet_padded"].chain, _SIZES[_FIRST.size])
    published = NETWORKS["unet"]
    rule = fitting_rule(NETWORKS["segnet"].chain)
    whole = [name for name in chosen.names if _returns_all(now[name])]
    assert rule is not None  # multiples of 32
    return {
        "size": dimensions(_SIZES[_FIRST.size]),
        "fcn": short_count(carried_numbers(first["fcn8s"])),
        "unet": short_count(carried_numbers(padded)),
        "segnet": short_count(carried_numbers(first["segnet"])),
        "lost": published.size[0] - plan(published.chain, published.size).output[0],
        "period": rule.period,
        "size_now": dimensions(_SIZES[chosen.size]),
        "whole_now": ", ".join(network_title(name) for name in whole) or "–",
        "breaks_now": ", ".join(
            f"{network_title(name)} ({len(each.breaks)})" for name, each in now.items()
            if each.breaks
        ) or "–",
    }  # fmt: skip


def guess() -> Guess:
    """Ask which network gives back a map as large as the picture, as it is."""
    plans = _plans(_FIRST)
    names = {name: network_title(name) for name in _FIRST.names}
    (right,) = [name for name in names if _returns_all(plans[name])]
    return Guess(names | {"all": _("all three")}, right)


def view(chosen: Chosen) -> None:
    """Draw the three networks beside each other, and what comes of the picture in each."""
    columns, plans = st.columns(3, gap="small"), _plans(chosen)
    rows = max(map(rows_of, plans.values()))
    for column, (name, planned) in zip(columns, plans.items(), strict=True):
        with column:
            title = network_title(name)
            st.markdown(f"**{title}**  \n{_verdict(planned)}")
            draw_shapes(small_drawing(planned, title, rows), f"ways_drawn_{name}")
            carried = short_count(carried_numbers(planned))
            across = _(_ACROSS[name])
            st.caption(f"{across}  \n" + _("{count} numbers.", count=carried))
            _to_planner(name, chosen.size)
    st.caption(
        _(
            "Height × width. ✓ the maps fit; ✂ the kept map is cropped, from that cell on; + the "
            "enlarged map is padded; ✕ they do not fit."
        )
    )


def _verdict(planned: Plan) -> str:
    """Say what comes out, or where it breaks first."""
    broken = planned.breaks
    if not broken:
        return ":green[**✓**] " + _("{size} comes out", size=dimensions(planned.output))
    have, kept = dimensions(broken[0].have), dimensions(broken[0].kept)
    if broken[0].fit == "crop":
        return ":red[**✕**] " + _("no whole crop of {kept} to {have}", have=have, kept=kept)
    return f":red[**✕**] {have} ≠ {kept}"


def _to_planner(name: str, size: str) -> None:
    """Draw the way to the planner with this network and size."""
    if st.button(_("In the planner"), key=f"ways_to_{name}", icon=":material/open_in_full:"):
        height, width = _SIZES[size]
        known = size if size in SIZES else "own"
        address.change("network", name)
        address.change("size", known)
        address.change("height", height)
        address.change("width", width)
        address.change("step", "planner", "steps", "further")
        st.rerun()


def links(_chosen: Chosen) -> None:
    """Draw the links to the lab: FCN's layer with fixed weights, and SegNet's unpooling."""
    lab_link(
        "transposed_convolution",
        _("FCN’s layer in the lab"),
        stride=2,
        kernel_size=4,
        padding=1,
        kernel="bilinear",
    )
    lab_link("max_unpool", _("SegNet’s layer in the lab"), kernel_size=2, stride=2)


STEP = Step("ways", N_("Three ways back"), controls, view, numbers, links, guess, ("skip",))
