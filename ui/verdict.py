"""The size formula with its numbers, and the verdict on uneven overlap, as Markdown."""

from __future__ import annotations

import re

from ui.words import N_, _
from upsample_core import Evenness, Method, Trace
from upsample_core.analysis import AxisCoverage, Reason
from upsample_core.methods import SizeFormula

REASONS = {
    Reason.STRIDE_ONE: N_("a stride of 1 stamps every cell equally often"),
    Reason.DIVIDES: N_("S = {stride} divides K = {kernel_size}"),
    Reason.STRIDE_DOES_NOT_DIVIDE_KERNEL: N_("S = {stride} does not divide K = {kernel_size}"),
    Reason.KERNEL_SMALLER_THAN_STRIDE: N_(
        "K = {kernel_size} is smaller than S = {stride}: some cells are never reached"
    ),
    Reason.DILATION_SHARES_FACTOR: N_(
        "D = {dilation} and S = {stride} share a factor: the taps meet only some of the cells"
    ),
}


def size_formula(method: Method) -> str:
    """Return the output size as an equation, once for each axis that differs."""
    formulas = method.formulas()
    lines = [_equation(formula) for formula in formulas]
    if len(set(lines)) == 1:
        return lines[0]
    names = (_("height"), _("width"))
    return "  \n".join(f"{name} {line}" for name, line in zip(names, lines, strict=True))


def _equation(formula: SizeFormula) -> str:
    """Return O = letters = numbers = size; numbers that are the size itself are not repeated.

    Letters are emphasized instead of set by TeX, which would be a tenth of all that the lab loads.
    """
    letters = re.sub(r"[A-Za-z]+", r"*\g<0>*", formula.letters)
    parts = ["*O*", letters, formula.numbers, f"**{formula.size}**"]
    if formula.numbers == str(formula.size):
        del parts[2]
    return " = ".join(parts)


def overlap_verdict(trace: Trace) -> str:
    """Return whether the output is reached evenly, why, and what the weights make of it.

    Of a matrix that depends on the image: that it does.
    """
    evenness = trace.evenness
    if evenness is None:
        return _of_the_data(trace.method)
    parts = [_counts(evenness), _because(evenness), _weights(evenness)]
    return " ".join(part for part in [_judged(trace.method), *parts] if part)


def _of_the_data(method: Method) -> str:
    """Return what a matrix depends on that the values of the input choose."""
    if method.depends_on_data:
        return _("These values chose this matrix: another image has another.")
    if method.definition.directional:
        return _("In one dimension an edge has no direction: this is linear interpolation.")
    return ""


def _judged(method: Method) -> str:
    """Return what the verdict speaks of, where that is not simply the method's output."""
    return {
        "output": "",
        "gradient": _("Its gradient, a transposed convolution:"),
        "equal": _("As the transposed convolution that it equals:"),
    }[method.definition.judges]


def _counts(evenness: Evenness) -> str:
    levels = " : ".join(str(level) for level in evenness.levels)
    if evenness.even:
        return ":green[**" + _("Even overlap {levels}", levels=levels) + "**]"
    return ":orange[**" + _("Uneven overlap {levels}", levels=levels) + "**]"


def _because(evenness: Evenness) -> str:
    told = [axis for axis in evenness.axes if axis.even == evenness.even]
    reasons = list(dict.fromkeys(_reason(axis) for axis in told))
    return _("because {reason}.", reason=_("; ").join(reasons))


def _reason(axis: AxisCoverage) -> str:
    return _(
        REASONS[axis.reason],
        stride=axis.stride,
        kernel_size=axis.kernel_size,
        dilation=axis.dilation,
    )


def _weights(evenness: Evenness) -> str:
    if evenness.phase_sums.size == 1:
        return ""
    if evenness.flat and not evenness.even:
        return ":green[" + _("These weights hide it: all phase sums are equal.") + "]"
    if not evenness.flat and evenness.even:
        return (
            ":orange[" + _("But the phase sums differ, so a constant still comes out uneven.") + "]"
        )
    if not evenness.flat:
        return _("The phase sums differ: a constant comes out as a pattern.")
    return _("All phase sums are equal: a constant stays constant.")
