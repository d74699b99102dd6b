"""What a trace says of its own output."""

import numpy as np
import pytest

from upsample_core.methods import method
from upsample_core.runs.trace import trace


@pytest.mark.parametrize(
    ("name", "shape", "chosen"),
    [
        ("transposed_convolution", (4, 3), {"kernel_size": 3, "stride": 2}),
        ("transposed_convolution", (5,), {"kernel_size": 4, "stride": 3}),
        ("average_pool", (6, 4), {}),
        ("bicubic", (5, 4), {}),
    ],
)
def test_the_most_reached_output_is_central_among_its_equals(name, shape, chosen):
    run = trace(method(name, shape, **chosen), np.ones(shape))
    found = np.unravel_index(run.most_reached, run.output.shape)
    most = max(run.overlap.ravel())
    assert run.overlap[found] == most
    middle = [(size - 1) / 2 for size in run.output.shape]

    def away(cell):
        return sum(abs(place - centre) for place, centre in zip(cell, middle, strict=True))

    equals = [cell for cell in np.ndindex(run.output.shape) if run.overlap[cell] == most]
    assert away(found) == min(map(away, equals))
