"""What a method is: its parameters with their legal ranges, and how it is built and run.

A `Definition` describes a method once; a `Method` is a definition with its parameters chosen for
one input shape, checked and frozen (see `choosing`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

from upsample_core.analysis.evenness import Evenness
from upsample_core.checks import Array, Axes, ParameterError, shown
from upsample_core.linear_map import Indices, LinearMap

Scalar = int | float | bool | str
Numbers = tuple[tuple[float, ...], ...]
Value = Scalar | tuple[Scalar, ...] | Numbers
Chosen = Mapping[str, Any]
Family = Literal["interpolation", "learned", "unpooling", "downsampling"]


@dataclass(frozen=True)
class Parameter:
    """One thing a person can choose about a method.

    Attributes
    ----------
    name : str
        The name in the programming interface and in addresses.
    default : int, float, bool or str
        What is taken when nothing is asked for, or the legal value nearest to it.
    legal : callable (size, chosen) -> sequence
        The legal values along an axis of `size` cells, given the parameters before this one
        (with their values along that axis). Empty for pasted numbers.
    per_axis : bool
        Whether each axis may have a value of its own.
    applies : callable (chosen) -> bool
        Whether the parameter means anything beside the ones chosen before it (which hold a tuple
        where each axis may have its own).
    symbol : str
        Its letter in formulas, if it has one.
    pasted : bool
        Whether it is a kernel typed in as numbers.
    """

    name: str
    default: Scalar
    legal: Callable[[int, Chosen], Sequence[Scalar]]
    per_axis: bool = False
    applies: Callable[[Chosen], bool] = lambda chosen: True
    symbol: str = ""
    pasted: bool = False


@dataclass(frozen=True, eq=False)
class Stage:
    """A grid between input and output, or beside them.

    Attributes
    ----------
    name : str
        ``virtual_input``, ``channel_maps``, ``resized``, ``pooled``, ``blurred``, ``padded``,
        ``first_pass``, ``doubled`` or ``regions``: a key, which an interface puts into words.
    symbol : str
        The letter of its cells in equations.
    steps : tuple of two str
        What leads from the input to this grid, and from it to the output: keys as well. Empty
        where the output is not made of this grid: it then has the output's shape and says which
        rule chose each row of the matrix.
    values : ndarray, shape (L,), (H, W), (C, L) or (C, H, W)
    kinds : ndarray of int, same shape, or None
        The `CellKind` of every cell, where cells differ in kind.
    """

    name: str
    symbol: str
    steps: tuple[str, ...]
    values: Array
    kinds: Array | None = None


@dataclass(frozen=True, eq=False)
class Parts:
    """What a method is made of on one small input.

    Attributes
    ----------
    whole : LinearMap
        From input to output.
    kernel : ndarray or None
        As the method stores it: (K,), (KH, KW), or (r², …) for sub-pixel convolution.
    stage : Stage or None
        The grid between input and output.
    steps : callable () -> tuple of LinearMap
        Returns input to stage and stage to output; nothing, where nothing flows through a stage. It
        is asked only by those who show them: on a grid with inserted zeros they are large.
    coordinates : tuple of ndarray, or None
        Along each axis the input coordinate that each output index samples.
    switches : ndarray of int, or None
        The flat input cell that each window of max pooling chose, shape of the pooled grid.
    windows : LinearMap or None
        Which cells each output looked at, on the stage or else on the input, where the matrix
        does not say: max pooling stores only the largest.
    canvas : callable () -> LinearMap or None
        Returns input to all that the kernel is stamped on, before padding crops it.
    """

    whole: LinearMap
    kernel: Array | None = None
    stage: Stage | None = None
    steps: Callable[[], tuple[LinearMap, ...]] = tuple
    coordinates: tuple[Array, ...] | None = None
    switches: Indices | None = None
    windows: LinearMap | None = None
    canvas: Callable[[], LinearMap | None] = lambda: None


@dataclass(frozen=True)
class SizeFormula:
    """An output size as an equation, in letters and with the numbers in it."""

    letters: str
    numbers: str
    size: int


@dataclass(frozen=True, eq=False)
class Definition:
    """A method that a person can pick.

    Attributes
    ----------
    name : str
    family : str
    parameters : tuple of Parameter
        In the order in which they depend on one another.
    parts : callable (method, x) -> Parts
        `x` has the shape that the method was made for, (L,) or (H, W).
    run : callable (method, picture) -> ndarray
        Runs the method on every channel of a picture (C, H, W) of any size.
    formula : callable (size, chosen) -> SizeFormula
        The output size along one axis.
    evenness : callable (method) -> Evenness, optional
        How evenly the taps of a fixed kernel are scattered, where the method has one to scatter.
    judges : str
        What `evenness` speaks of: the method's own ``output``, its ``gradient`` (which a
        convolution scatters), or the output of an ``equal`` transposed convolution.
    symbol : str
        What its matrix is called: C for a convolution, Cᵀ for a transposed one, else M.
    rotates_kernel : bool
        Whether the kernel slides over the virtual input turned by 180°.
    resize_mode : str
        For interpolation, the mode of `resize_map`; else empty.
    depends_on_data : bool
        Whether the matrix is chosen by the values of the input.
    directional : bool
        Whether that choice follows directions; in one dimension there are none, and no choice.
    regions : callable (method, picture) -> ndarray of int, optional
        The `Region` of every output pixel of a picture (C, H, W), where the method goes by them.
    enlarging : callable (factor, corner) -> mapping, optional
        The parameters with which it enlarges a whole number of times, weights aside; where it is
        left out, `scale_factor` says it all. `corner` says where the samples lie: on the first
        output pixel of their block, or in the middle of it.
    """

    name: str
    family: Family
    parameters: tuple[Parameter, ...]
    parts: Callable[[Method, Array], Parts]
    run: Callable[[Method, Array], Array]
    formula: Callable[[int, Chosen], SizeFormula]
    evenness: Callable[[Method], Evenness] | None = None
    judges: Literal["output", "gradient", "equal"] = "output"
    symbol: str = "M"
    rotates_kernel: bool = False
    resize_mode: str = ""
    depends_on_data: bool = False
    directional: bool = False
    regions: Callable[[Method, Array], Indices] | None = None
    enlarging: Callable[[int, bool], Chosen] | None = None

    def along(self, chosen: Chosen, axis: int) -> dict[str, Any]:
        """Return chosen parameters as they are along one axis: one value for each name."""
        own = {parameter.name for parameter in self.parameters if parameter.per_axis}
        return {name: value[axis] if name in own else value for name, value in chosen.items()}


@dataclass(frozen=True)
class Method:
    """A definition with every parameter chosen; made by `method` or `legal_method`.

    Attributes
    ----------
    definition : Definition
    input_shape : tuple of int
        (L,) or (H, W): the shape for which the parameters were checked.
    values : tuple of (name, value)
        Parameters that each axis may have of its own hold a tuple, one value an axis.
    """

    definition: Definition
    input_shape: Axes
    values: tuple[tuple[str, Value], ...]

    @property
    def name(self) -> str:
        """The method's name."""
        return self.definition.name

    @property
    def axes(self) -> int:
        """1 or 2."""
        return len(self.input_shape)

    @property
    def depends_on_data(self) -> bool:
        """Whether another input of this shape may have another matrix."""
        definition = self.definition
        return definition.depends_on_data and not (definition.directional and self.axes == 1)

    @property
    def chosen(self) -> dict[str, Any]:
        """Every parameter that applies, by name."""
        return dict(self.values)

    def __getitem__(self, name: str) -> Any:
        """Return the value of one parameter; `ParameterError` if it has none of that name."""
        for own, value in self.values:
            if own == name:
                return value
        names = ", ".join(own for own, _value in self.values)
        raise ParameterError(
            f"{self.name} has no parameter {shown(name)} here; it has {names or 'none'}"
        )

    def along(self, axis: int) -> dict[str, Any]:
        """Return the parameters as they are along one axis: one value for each name."""
        return self.definition.along(self.chosen, axis)

    def formulas(self) -> tuple[SizeFormula, ...]:
        """Return the size formula of every axis."""
        return self._formulas

    @cached_property
    def _formulas(self) -> tuple[SizeFormula, ...]:
        return tuple(
            self.definition.formula(size, self.along(axis))
            for axis, size in enumerate(self.input_shape)
        )

    @property
    def output_shape(self) -> Axes:
        """The shape that comes out."""
        return tuple(formula.size for formula in self._formulas)
