"""Maps in symbols: the worked example letter by letter, and sums that come out right."""

import re

import numpy as np
import pytest

from upsample_core.checks import ParameterError
from upsample_core.lessons.expressions import expressions
from upsample_core.operations.transposed_convolution import conv_transpose_map
from upsample_core.operations.transposed_forms import slide
from upsample_core.resampling.interpolation import resize_map

WORKED = """
k5·a       | k6·a + k4·b               | k5·b        | k6·b
k8·a + k2·c | k9·a + k7·b + k3·c + k1·d | k8·b + k2·d | k9·b + k3·d
k5·c       | k6·c + k4·d               | k5·d        | k6·d
k8·c       | k9·c + k7·d               | k8·d        | k9·d
"""


def evaluated(expression, x, kernel):
    """Compute a sum of products of letters and taps."""
    terms = re.findall(r"k(\d+)·([a-z])", expression)
    return sum(x.ravel()[ord(c) - ord("a")] * kernel.ravel()[int(k) - 1] for k, c in terms)


def test_the_worked_example():
    kernel = np.arange(1.0, 10.0).reshape(3, 3)
    written = expressions(conv_transpose_map((2, 2), kernel, 2, 1, 1)).tolist()
    wanted = [[cell.strip() for cell in row.split("|")] for row in WORKED.strip().splitlines()]
    assert written == wanted


def test_a_forgotten_flip_gives_other_letters():
    kernel, x = np.arange(1.0, 10.0).reshape(3, 3), np.array([[1.0, 2.0], [4.0, 8.0]])
    wrong = slide(x, kernel, 2, 1, 1, rotate=False)
    a, b = x[0]
    assert wrong[0, 1] == kernel.ravel()[3] * a + kernel.ravel()[5] * b
    assert slide(x, kernel, 2, 1, 1)[0, 1] == kernel.ravel()[5] * a + kernel.ravel()[3] * b


@pytest.mark.parametrize(
    ("shape", "sizes", "stride", "padding", "extra", "dilation"),
    [((4,), (3,), 3, 1, 2, 1), ((2, 3), (3, 4), (2, 3), (0, 2), (1, 0), (1, 2))],
)
def test_expressions_come_out_as_the_map_does(shape, sizes, stride, padding, extra, dilation, seed):
    source = np.random.default_rng(seed)
    x, kernel = source.normal(size=shape), source.normal(size=sizes)
    linear_map = conv_transpose_map(shape, kernel, stride, padding, extra, dilation)
    written = expressions(linear_map)
    assert written.shape == linear_map.output_shape
    values = [evaluated(text, x, kernel) for text in written.ravel().tolist()]
    np.testing.assert_allclose(values, linear_map.apply(x).ravel(), rtol=1e-12, atol=1e-12)


def test_a_cell_that_nothing_reaches_is_zero():
    assert expressions(conv_transpose_map((2,), [5.0], 2)).tolist() == ["k1·a", "0", "k1·b"]


def test_maps_without_taps_or_with_too_many_cells_are_refused():
    with pytest.raises(ParameterError, match="linear_map must have kernel taps"):
        expressions(resize_map((3,), (6,), "linear"))
    with pytest.raises(ParameterError, match="at most 26 input cells, got 30"):
        expressions(conv_transpose_map((5, 6), np.ones((2, 2))))
