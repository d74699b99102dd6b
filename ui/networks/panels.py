"""What stands beside the hourglass: sizes and remedies, evenness of overlap, and the work."""

from __future__ import annotations

import streamlit as st

from ui.markdown import plain, table
from ui.networks.hourglass import met
from ui.networks.state import Chosen
from ui.networks.words import (
    ENOUGH,
    REMEDY_NAMES,
    VERDICT_NAMES,
    VERDICT_REASONS,
    layer_name,
    layer_words,
    side_text,
)
from ui.numbers import counted, dimensions, listed, number, percent, ratio, signed
from ui.words import _
from upsample_core.networks import (
    Chain,
    Meeting,
    Outcome,
    Plan,
    Row,
    Upsampling,
    fitting_rule,
    most_held,
    reach,
    remedies,
    shares_of_work,
    stacked,
    upsamplings,
)

Sizes = tuple[int, int]
_TABLE, _ROWS = 410, 9
"""Height of a table that scrolls, and the most rows of one that need not."""


def summary(chosen: Chosen, planned: Plan) -> None:
    """Say in a line or two what goes in, what comes out, and where it breaks."""
    into, out = dimensions(planned.size), dimensions(planned.output)
    if planned.stopped is not None:
        verdict = _(
            "**:red[It stops]** at {layer}: a map of {size} is too small for it, too large, or "
            "does not divide.",
            layer=plain(layer_words(planned.stopped)),
            size=out,
        )
    elif planned.breaks:
        verdict = _told(planned.breaks[0])
        if planned.breaks[0].kind != "returns":
            verdict += " " + _("Mended there, {input} → {output}.", input=into, output=out)
    else:
        verdict = _("**:green[It fits]**: {input} → {output}.", input=into, output=out)
        if padded := [
            each.name for each in planned.meetings if each.fit == "pad" and any(each.gaps)
        ]:
            verdict += " " + _("Maps are padded at {names}.", names=", ".join(padded))
    st.markdown(f"{verdict} {_rule(planned.chain, chosen)}")


def _told(meeting: Meeting) -> str:
    """Say where the first break is, and by how much."""
    have, kept = dimensions(meeting.have), dimensions(meeting.kept)
    gaps = ", ".join(signed(-gap) for gap in meeting.gaps)
    if meeting.kind == "returns":
        return _(
            "**:red[Another size]** comes out: {have}, not {kept} (by {gaps}).",
            have=have,
            kept=kept,
            gaps=gaps,
        )
    if meeting.fit == "crop" or meeting.kind == "crop":
        return _(
            "**:red[It breaks]** at skip {name}: {kept} cannot be cropped to {have} at whole "
            "cells; the crop would begin at {starts}.",
            name=meeting.name,
            have=have,
            kept=kept,
            starts=listed(meeting.starts),
        )
    return _(
        "**:red[It breaks]** at skip {name}: {have} meets {kept} (by {gaps}).",
        name=meeting.name,
        have=have,
        kept=kept,
        gaps=gaps,
    )


def _rule(chain: Chain, chosen: Chosen) -> str:
    """Say which sizes fit, and what the network's code does with others."""
    if chosen.network is not None and chosen.network.otherwise in ("any", "fixed"):
        return _(ENOUGH[chosen.network.otherwise])
    rule = fitting_rule(chain)
    if rule is None:
        told = _("No size up to 640 fits.")
    elif rule.period == 1:
        told = _("Every size from {least} on fits.", least=rule.least)
    elif rule.period and rule.run > 1:
        told = _(
            "Sizes that fit: {run} in a row from {least} on, and again every {period}.",
            run=rule.run,
            least=rule.least,
            period=rule.period,
        )
    elif rule.period == 0:
        told = _("The least size that fits is {least}; no even step leads on.", least=rule.least)
    elif rule.residue:
        told = _(
            "Sizes that fit: {least}, and every {period} from there.",
            least=rule.least,
            period=rule.period,
        )
    else:
        told = _("Sizes that fit: multiples of {period}.", period=rule.period)
        told += _(" The least is {least}.", least=rule.least) if rule.least > rule.period else ""
    return f"{told} {_(ENOUGH[chosen.network.otherwise])}" if chosen.network else told


# ---------------------------------------------------------------------- sizes


def sizes_view(planned: Plan) -> None:
    """Draw what each remedy makes of this size, and every meeting that does not fit."""
    heads = (_("Remedy"), _("Given"), _("Comes out"), _("Changed by"))
    called = _remedy_names(planned)
    found = remedies(planned.chain, planned.size)
    st.markdown(table(heads, [(called[one.remedy], *_remedy(one)) for one in found]))
    st.caption(
        _(
            "Height × width. “Changed by”: cells that the picture gains or loses, or the most that "
            "a map does at one skip."
        )
    )
    broken = [meeting for meeting in planned.breaks if meeting.kind != "returns"]
    if len(broken) > 1:
        names = ", ".join(f"{each.name} ({met(each)})" for each in broken)
        st.markdown(_("Were each mended on the way, it would break at: {names}.", names=names))


def _remedy_names(planned: Plan) -> dict[str, str]:
    """Return what the remedies are called; an unpooling is told a size, for it cannot resize."""
    names = {remedy: _(name) for remedy, name in REMEDY_NAMES.items()}
    kinds = {meeting.kind for meeting in planned.meetings} - {"returns"}
    return names | {"resize_map": _("Pin the size of the map")} if kinds == {"unpool"} else names


def _remedy(one: Outcome) -> tuple[str, str, str]:
    if one.taken is None or one.output is None:
        return "–", _("**:red[breaks]**"), "–"
    sign = signed if one.remedy.endswith("picture") else number
    changed = ", ".join(sign(by) for by in one.changed)
    return dimensions(one.taken), dimensions(one.output), changed


# ---------------------------------------------------------------------- evenness


def evenness_view(planned: Plan) -> None:
    """Draw the overlap of every upsampling layer, the verdict with its reason, and all stacked."""
    chain = planned.chain
    found = upsamplings(chain)
    if not found:
        st.markdown(_("No layer of this chain upsamples by a factor."))
        return
    heads = (_("Layer"), "K,\u00a0S", _("Taps by phase"), _("Verdict"))
    rows = [_upsampling(chain, one) for one in found]
    st.markdown(table(heads, [_times(row, rows.count(row)) for row in dict.fromkeys(rows)]))
    for verdict in dict.fromkeys(one.verdict for one in found):
        st.markdown(f"**{_(VERDICT_NAMES[verdict])}**: {_(VERDICT_REASONS[verdict])}")
    st.markdown(_stacked(chain))


def _upsampling(chain: Chain, one: Upsampling) -> tuple[str, str, str, str]:
    verdict = _(VERDICT_NAMES[one.verdict])
    spans = f"{one.kernel}, {one.stride}" if one.kernel else "–"
    taps = ratio(max(one.counts), min(one.counts)) if one.counts else "–"
    if one.sums and min(one.sums) == max(one.sums):
        taps += _("; sums {sum}", sum=number(one.sums[0]))
    marked = f"**:red[{verdict}]**" if one.matters else verdict
    return plain(layer_words(chain.layers[one.place])), spans, taps, marked


def _times(row: tuple[str, ...], count: int) -> tuple[str, ...]:
    """Say in a row of the table how many layers of a chain it stands for."""
    return (f"{row[0]} (×{count})" if count > 1 else row[0], *row[1:])


def _stacked(chain: Chain) -> str:
    """Say how evenly the decoder as a whole reaches its output."""
    counts = stacked(chain)
    if counts is None:
        return _(
            "**The whole decoder**: its paths cannot be counted, since places depend on the data "
            "or the picture's size, or there are too many."
        )
    most, least = max(counts), min(counts)
    if least == 0:
        return _(
            "**The whole decoder**: of its {period} phases along an axis, some are reached by no "
            "path at all.",
            period=counted(len(counts)),
        )
    if most == least:
        return _(
            "**The whole decoder**: every one of its {period} phases along an axis is reached by "
            "as many paths.",
            period=counted(len(counts)),
        )
    return _(
        "**The whole decoder**: of its {period} phases along an axis, one is reached by "
        "{share} as many paths as another. Convolutions in between soften the pattern.",
        period=counted(len(counts)),
        share=f"{number(most / least, 3)}×",
    )


# ---------------------------------------------------------------------- work


def cost_view(planned: Plan) -> None:
    """Draw what every layer costs, where the work is, and the receptive field."""
    field = reach(planned).size
    told = _(
        "**{weights}** weights, **{products}** multiplications. Largest map: **{values}** numbers; "
        "with all maps that are still needed, at most **{held}** at one time. The middle of the "
        "output depends on **{field}** cells of the input.",
        weights=counted(planned.weights),
        products=short_count(planned.multiplications),
        values=short_count(planned.largest_map),
        held=short_count(most_held(planned)),
        field=dimensions(field),
    )
    st.markdown(told)
    shares = shares_of_work(planned)[:3]
    where = ", ".join(f"{side_text(size)}: {percent(share)}" for size, share in shares)
    if shares:
        st.markdown(_("Most of the work is at {where}.", where=where))
    heads = (_("Layer"), _("Map"), _("Its numbers"), _("Weights"), _("Products"))
    rows = [_row(*again) for again in _by_line(planned) if _makes_a_map(again[0])]
    with st.container(height=_TABLE - 60 if len(rows) > _ROWS else "content", border=False):
        st.markdown(table(heads, rows))
    st.caption(
        _(
            "Map: height × width · channels. Counted without biases, normalisation and attention. "
            "The receptive field counts what lies beyond the border too; the places that an "
            "unpooling goes by are left out."
        )
    )


def _by_line(planned: Plan) -> list[tuple[Row, int]]:
    """Return the rows of a plan with how often each comes: those of a repeat are one."""
    found: dict[tuple[int, Sizes, int], tuple[Row, int]] = {}
    for row in planned.rows:
        case = row.layer.line, row.after, row.channels_before
        found[case] = (row, found[case][1] + 1 if case in found else 1)
    return list(found.values())


def _makes_a_map(row: Row) -> bool:
    """Whether a layer has weights, or makes a map of another resolution."""
    return row.weights > 0 or row.layer.enlarges or row.layer.reduces


def _row(row: Row, times: int) -> tuple[str, ...]:
    name = plain(layer_name(row.layer)).replace(" × ", "\u00a0×\u00a0")
    return (
        f"{name} (×{times})" if times > 1 else name,
        f"{side_text(row.after)} · {counted(row.channels)}",
        short_count(row.values),
        short_count(times * row.weights),
        short_count(times * row.multiplications),
    )


def short_count(count: int) -> str:
    """Return a count in three digits, with k, M, G or T."""
    value = float(count)
    for unit in ("", "k", "M", "G"):
        if value < 1000:
            return f"{value:.3g}{unit}"
        value /= 1000
    return f"{value:.3g}T"
