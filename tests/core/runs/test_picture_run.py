"""A method on a whole picture: what is shown, and the overlap at that scale."""

import numpy as np
import pytest

from upsample_core.checks import ParameterError
from upsample_core.methods import METHODS, for_picture, method
from upsample_core.resampling import region_classes
from upsample_core.runs.picture_run import run_on_picture
from upsample_core.runs.trace import trace

FIXED = [name for name, definition in METHODS.items() if not definition.depends_on_data]
PICTURE = np.random.default_rng(5).random((3, 21, 34)).astype(np.float32)


@pytest.mark.parametrize("name", FIXED)
def test_the_overlap_at_scale_is_that_of_the_whole_map(name):
    chosen = method(name, (6, 8))
    whole = trace(for_picture(chosen, 21, 34), PICTURE[0].astype(float))
    np.testing.assert_array_equal(run_on_picture(chosen, PICTURE).overlap, whole.overlap)


def test_the_overlap_at_scale_with_axes_apart_and_a_pasted_kernel():
    chosen = method(
        "transposed_convolution", (6, 8), stride=(2, 3), kernel_size=(3, 2), dilation=(1, 2),
        padding=(1, 0), output_padding=(0, 2), kernel="custom", kernel_values="1,0;2,-3;0,5",
    )  # fmt: skip
    whole = trace(for_picture(chosen, 21, 34), PICTURE[0].astype(float))
    np.testing.assert_array_equal(run_on_picture(chosen, PICTURE).overlap, whole.overlap)


@pytest.mark.parametrize("name", sorted(METHODS.keys() - set(FIXED)))
def test_methods_that_depend_on_the_picture_have_no_overlap_of_their_own(name):
    assert run_on_picture(method(name, (6, 8)), PICTURE).overlap is None


def test_the_regions_are_those_of_the_picture_where_a_method_goes_by_them():
    chosen = method("region_based", (6, 8), scale_factor=4, edge_above=0.5)
    found = run_on_picture(chosen, PICTURE).regions
    np.testing.assert_array_equal(found, region_classes(PICTURE, 4, edge_above=0.5))
    assert run_on_picture(method("edge_directed", (6, 8)), PICTURE).regions is None


def test_what_is_shown_is_divided_by_the_gain():
    result = run_on_picture(method("transposed_convolution", (6, 8), kernel="ones"), PICTURE)
    assert result.gain == pytest.approx(9 / 4, rel=0.1)
    assert not result.stretched
    np.testing.assert_allclose(result.shown, np.clip(result.output / result.gain, 0, 1))


def test_a_kernel_without_gain_is_stretched():
    edge = method(
        "strided_convolution", (6, 8), kernel="custom", kernel_values="-1,0,1;-2,0,2;-1,0,1"
    )
    result = run_on_picture(edge, PICTURE)
    assert result.stretched
    assert (result.shown.min(), result.shown.max()) == (0, 1)
    assert (result.low, result.high) == (result.output.min(), result.output.max())


def test_a_picture_too_small_is_refused():
    with pytest.raises(ParameterError, match="kernel_size"):
        run_on_picture(method("max_pool", (6, 8), kernel_size=4), PICTURE[:, :3])


def test_one_pixel_is_a_picture():
    assert run_on_picture(method("bicubic", (6, 8)), PICTURE[:, :1, :1]).shown.shape == (3, 2, 2)
