"""Trained networks as ways to enlarge a grey picture, to be set beside methods.

What each is, how many times it enlarges, whether chance takes part, and what it costs. A network
was trained for one factor; one that doubles can be run again on what it made.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from upsample_core.checks import Array, ParameterError, check_size, number_array, one_of
from upsample_core.generative.consistency import FACTOR
from upsample_core.generative.enlargers import NOISE_CHANNELS, GanGenerator, LeastSquaresNetwork
from upsample_core.generative.flow_network import FlowNetwork
from upsample_core.generative.networks import Network
from upsample_core.generative.noise import noise_for
from upsample_core.generative.sampling import sample_flow
from upsample_core.learning import TwoLayers


@dataclass(frozen=True, eq=False)
class TrainedWay:
    """A way to enlarge by a trained network, without its weights.

    Attributes
    ----------
    form : type
        What its file of weights must hold.
    own : int
        How many times larger it was trained to make pictures.
    passes : mapping of int to int
        How often it is run for each factor that it can be used at.
    steps : int
        Of a flow, to one guess; 0 for other networks.
    noisy : bool
        Whether it is given noise, so that another seed gives another answer.
    """

    form: type
    own: int
    passes: Mapping[int, int]
    steps: int = 0
    noisy: bool = False

    def by(self, network: Network) -> TrainedEnlarger:
        """Return the way with its weights.

        Raises
        ------
        ParameterError
            If it is a network of another form.
        """
        if not isinstance(network, self.form):
            raise ParameterError(
                f"network must be a {self.form.__name__}, got a {type(network).__name__}"
            )
        return TrainedEnlarger(self, network)


@dataclass(frozen=True, eq=False)
class TrainedEnlarger:
    """A trained network that enlarges a grey picture.

    Attributes
    ----------
    way : TrainedWay
    network : Network
        With its weights.
    """

    way: TrainedWay
    network: Network

    @property
    def factors(self) -> tuple[int, ...]:
        """How many times it can enlarge."""
        return tuple(self.way.passes)

    @property
    def noisy(self) -> bool:
        """Whether it is given noise."""
        return self.way.noisy

    @property
    def parameters(self) -> int:
        """How many numbers were learned."""
        return self.network.size

    def multiplications(self, factor: int) -> float:
        """Return how often an output pixel is multiplied for, enlarged so many times.

        Each pass before the last works on a grid `own` times less fine along each axis.

        Raises
        ------
        ParameterError
            If it does not enlarge so many times.
        """
        one_of("factor", factor, self.factors)
        once = self.network.multiplications * max(1, self.way.steps)
        passes = range(self.way.passes[factor])
        return float(sum(once / self.way.own ** (2 * back) for back in passes))

    def enlarge(self, small: ArrayLike, factor: int, seed: int = 0) -> Array:
        """Enlarge one picture of one channel.

        Parameters
        ----------
        small : array_like, shape (h, w), values from 0 to 1
        factor : int
            One of `factors`.
        seed : int
            Of the noise, where chance takes part.

        Returns
        -------
        ndarray, shape (factor * h, factor * w), float32
            Values may pass 0 and 1 by a little.

        Raises
        ------
        ParameterError
            If the picture has other axes, the factor is none of these, or the result would be over
            the memory bound.
        """
        picture = number_array("small", small, 2).astype(np.float32)
        one_of("factor", factor, self.factors)
        check_size("output", [factor * side for side in picture.shape])
        for _again in range(self.way.passes[factor]):
            picture = self._once(picture, seed)
        return picture

    def _once(self, small: Array, seed: int) -> Array:
        """Run the network once."""
        network, asked = self.network, small[None, None]
        if isinstance(network, TwoLayers):
            return network.enlarge(small)
        if isinstance(network, FlowNetwork):
            made = sample_flow(network, asked, [seed], self.way.steps).result
        elif isinstance(network, GanGenerator):
            made = network.enlarge(asked, noise_for([seed], (NOISE_CHANNELS, *small.shape)))
        else:
            made = network.enlarge(asked)
        return np.asarray(made[0, 0])


_DOUBLED = {2: 1, 4: 2, 8: 3}
_AT_ONCE = {FACTOR: 1}

TRAINED: Mapping[str, TrainedWay] = {
    "two_layers": TrainedWay(TwoLayers, 2, _DOUBLED),
    # One step is a flow's answer to mere noise: the least-squares one, nearly whatever the seed.
    "photographs_flow_1": TrainedWay(FlowNetwork, FACTOR, _AT_ONCE, steps=1, noisy=True),
    "photographs_flow_8": TrainedWay(FlowNetwork, FACTOR, _AT_ONCE, steps=8, noisy=True),
    "letters_least_squares": TrainedWay(LeastSquaresNetwork, FACTOR, _AT_ONCE),
    "letters_gan": TrainedWay(GanGenerator, FACTOR, _AT_ONCE, noisy=True),
    "letters_flow_8": TrainedWay(FlowNetwork, FACTOR, _AT_ONCE, steps=8, noisy=True),
}
"""The ways to enlarge by trained networks, by names that say what taught each."""
