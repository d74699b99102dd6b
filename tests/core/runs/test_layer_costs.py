"""What a method costs is kept; what it was counted on is not."""

import gc
import weakref

from upsample_core import method
from upsample_core.methods import METHODS, enlarging_method, learned
from upsample_core.runs import layer_costs
from upsample_core.runs.layer_costs import costs_of


def test_the_matrices_that_were_counted_on_are_let_go_of(monkeypatch):
    traced, trace = [], layer_costs.trace

    def remembered(*asked):
        seen = trace(*asked)
        traced.append(weakref.ref(seen))
        return seen

    monkeypatch.setattr(layer_costs, "trace", remembered)
    layer_costs._costs.cache_clear()
    lanczos = method("lanczos", (4, 4), scale_factor=4)
    first = costs_of(lanczos)
    gc.collect()
    assert len(traced) == 1
    assert traced[0]() is None
    assert costs_of(lanczos) == first
    assert len(traced) == 1, "what is known is not counted again"


def test_no_matrix_is_made_of_the_zeros_that_nobody_multiplies(monkeypatch):
    def made(*_asked):
        raise AssertionError("it has four million entries here")

    monkeypatch.setattr(learned, "virtual_convolution_map_of", made)
    up = enlarging_method(METHODS["transposed_convolution"], (4, 4), 8, False, "bilinear", 0)
    assert costs_of(up) == (16 * 16, 4.0)


def test_a_kernel_of_four_by_four_costs_what_it_says():
    """K = 4, S = 2: every output pixel is reached by 2 × 2 of the 16 weights."""
    up = method("transposed_convolution", (4, 4), stride=2, kernel_size=4, padding=1)
    assert costs_of(up) == (16, 4.0)
