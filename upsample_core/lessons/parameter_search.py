"""The inverse question: which transposed convolutions take one size to another, the evenest first.

All along one axis; the axes of an image are chosen alike.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from upsample_core.analysis.overlap import AxisCoverage, axis_coverage
from upsample_core.shapes import TransposedParameters, transposed_parameters


@dataclass(frozen=True)
class Choice:
    """One way to take a size to another, and how evenly it covers the output.

    Attributes
    ----------
    parameters : TransposedParameters
    coverage : AxisCoverage
    """

    parameters: TransposedParameters
    coverage: AxisCoverage

    @property
    def most(self) -> int:
        """Taps that reach the best covered phase."""
        return max(self.coverage.counts)

    @property
    def least(self) -> int:
        """Taps that reach the worst covered phase; 0 where the output has holes."""
        return min(self.coverage.counts)


def ranked_parameters(
    input_size: int,
    output_size: int,
    max_stride: int = 4,
    max_kernel_size: int = 8,
    max_dilation: int = 1,
) -> list[Choice]:
    """List all (S, K, P, OP, D) that take `input_size` to `output_size`, the evenest first.

    Evenness is the ratio of the best to the worst covered phase: 1 where all are covered alike,
    infinite where there are holes. Among equals those that drop no input come first (see
    `TransposedParameters.drops_inputs`), then the stride nearest to output/input, then the smaller
    dilation, output padding, kernel and padding: the more usual choice.

    Raises
    ------
    ParameterError
        If a size or a bound is no positive whole number, or the bounds allow too many combinations.

    Examples
    --------
    >>> best = ranked_parameters(7, 14)[0].parameters
    >>> best.stride, best.kernel_size, best.padding, best.output_padding
    (2, 2, 0, 0)
    """
    ways = transposed_parameters(input_size, output_size, max_stride, max_kernel_size, max_dilation)
    assess = cache(axis_coverage)  # ways that differ in their paddings alone are covered alike
    choices = [Choice(way, assess(way.kernel_size, way.stride, way.dilation)) for way in ways]
    return sorted(choices, key=lambda choice: _rank(choice, output_size / input_size))


def _rank(choice: Choice, scale: float) -> tuple[float, ...]:
    way = choice.parameters
    ratio = choice.most / choice.least if choice.least else float("inf")
    return (
        ratio,
        way.drops_inputs,
        abs(way.stride - scale),
        way.dilation,
        way.output_padding,
        way.kernel_size,
        way.padding,
    )
