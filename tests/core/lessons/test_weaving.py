"""Phases woven together are the transposed convolution; each is a convolution at low resolution."""

import numpy as np
import pytest

from upsample_core.lessons.weaving import weave


@pytest.mark.parametrize(("kernel_size", "stride"), [(3, 2), (4, 2), (5, 3), (2, 3), (3, 1)])
def test_maps_are_made_phase_by_phase_and_woven(kernel_size, stride):
    source = np.random.default_rng(1)
    x, kernel = source.normal(size=(3, 4)), source.normal(size=(kernel_size, kernel_size))
    woven = weave(x, kernel, stride)
    stamped = np.zeros([(n - 1) * stride + kernel_size for n in x.shape])
    for (i, j), value in np.ndenumerate(x):
        top, left = i * stride, j * stride
        stamped[top : top + kernel_size, left : left + kernel_size] += value * kernel
    np.testing.assert_allclose(woven.output, stamped)
    assert woven.difference < 1e-12
    for number, (phase, made) in enumerate(zip(woven.phases, woven.maps, strict=True)):
        down, across = phase.residue
        np.testing.assert_array_equal(made, woven.output[down::stride, across::stride])
        # What the figure colours alike belongs together.
        assert (woven.of_cell[down::stride, across::stride] == number).all()
        taps = [tap for tap, owner in enumerate(woven.of_tap) if owner == number]
        assert sorted(phase.taps.ravel().tolist()) == taps
        # The map is the full convolution of the small input with the phase's own weights.
        expected = np.zeros((9, 9))
        for (i, j), value in np.ndenumerate(x):
            for (down, across), weight in np.ndenumerate(phase.weights):
                expected[i + down, j + across] += value * weight
        np.testing.assert_allclose(made, expected[tuple(map(slice, made.shape))], atol=1e-12)
    assert woven.empty == sum(phase.taps.size == 0 for phase in woven.phases)
