"""Averages for factors that are not whole: by fractions, and by cutting cells into small ones."""

from fractions import Fraction
from math import ceil, floor

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from upsample_core.checks import ParameterError
from upsample_core.lessons.box_averages import average_map, averaged
from upsample_core.resampling.interpolation import interpolate


def naive(size, outputs, kind):
    """The weights, entry by entry, in fractions."""
    length = Fraction(size, outputs)
    matrix = np.zeros((outputs, size))
    for row in range(outputs):
        begin, end = row * length, (row + 1) * length
        touched = range(floor(begin), ceil(end))
        for cell in touched:
            share = (min(end, cell + 1) - max(begin, cell)) / length
            matrix[row, cell] = share if kind == "exact" else Fraction(1, len(touched))
    return matrix


SIZES = st.integers(1, 40).flatmap(lambda size: st.tuples(st.just(size), st.integers(1, size)))


@pytest.mark.parametrize("kind", ["exact", "adaptive"])
@given(sizes=SIZES)
def test_weights_are_shares(kind, sizes):
    found = average_map(*sizes, kind)
    np.testing.assert_allclose(found.matrix.toarray(), naive(*sizes, kind), atol=1e-12)
    np.testing.assert_allclose(found.row_sums(), 1)


@given(sizes=SIZES)
def test_exact_shares_use_every_cell_alike_and_whole_factors_are_the_same(sizes):
    size, outputs = sizes
    x = np.arange(size, dtype=float) ** 2
    exact, adaptive = (averaged(x, outputs, kind) for kind in ("exact", "adaptive"))
    np.testing.assert_allclose(exact.used, outputs / size)
    assert exact.output.mean() == pytest.approx(x.mean())
    same = np.allclose(exact.matrix, adaptive.matrix)
    assert same == (size % outputs == 0)


@given(sizes=SIZES)
def test_exact_shares_are_means_of_cells_cut_small(sizes):
    size, outputs = sizes
    x = np.random.default_rng(size).random(size)
    cut = np.repeat(x, outputs).reshape(outputs, size)
    np.testing.assert_allclose(averaged(x, outputs, "exact").output, cut.mean(axis=1))


@given(sizes=SIZES)
def test_adaptive_averages_are_those_of_area(sizes):
    size, outputs = sizes
    x = np.random.default_rng(outputs).random(size)
    expected = interpolate(x[None, None], size=outputs, mode="area")[0, 0]
    np.testing.assert_allclose(averaged(x, outputs, "adaptive").output, expected)


@pytest.mark.parametrize(("size", "outputs"), [(6, 3), (9, 3), (10, 5)])
def test_whole_factors_are_those_of_pillow(size, outputs):
    x = np.random.default_rng(9).random(size).astype(np.float32)
    image = Image.fromarray(x[None]).resize((outputs, 1), Image.Resampling.BOX)
    np.testing.assert_allclose(
        averaged(x, outputs, "exact").output, np.asarray(image)[0], rtol=1e-6
    )


@pytest.mark.parametrize(
    ("call", "told"),
    [
        (lambda: average_map(3, 4, "exact"), "output_size"),
        (lambda: average_map(3, 0, "exact"), "output_size"),
        (lambda: average_map(3, 2, "box"), "kind must be"),
        (lambda: averaged([], 1, "exact"), "values must have no empty axis"),
        (lambda: averaged([[1, 2]], 1, "exact"), "values"),
    ],
)
def test_what_cannot_be_gets_a_sentence(call, told):
    with pytest.raises(ParameterError, match=told):
        call()
