"""TensorFlow's `same`: what it keeps, one cell apart from PyTorch, and what stands for it there."""

import numpy as np
import pytest

from tests.core.naive_transposed import stamped
from upsample_core.checks import ParameterError
from upsample_core.lessons.frameworks import (
    conv_transpose_same,
    pytorch_crop,
    same_crop,
    same_in_pytorch,
    same_size_in_pytorch,
)
from upsample_core.operations.transposed_convolution import conv_transpose1d

PAIRS = [(kernel_size, stride) for kernel_size in range(1, 9) for stride in range(1, 6)]


def naive_same(x, kernel, stride):
    """Keep L·S cells of all that the stamps reach, from max(K-S, 0)//2 on; zeros beyond."""
    whole = stamped(x, kernel, stride)
    first = max(len(kernel) - stride, 0) // 2
    return [whole[at] if at < len(whole) else 0.0 for at in range(first, first + len(x) * stride)]


@pytest.mark.parametrize(("kernel_size", "stride"), PAIRS)
def test_same_keeps_what_the_rule_says(kernel_size, stride, seed):
    source = np.random.default_rng(seed)
    x, kernel = source.normal(size=5), source.normal(size=kernel_size)
    result = conv_transpose_same(x, kernel, stride)
    assert result.shape == (5 * stride,)
    np.testing.assert_allclose(result, naive_same(x, kernel, stride), rtol=1e-12, atol=1e-12)


@pytest.mark.parametrize(("kernel_size", "stride"), PAIRS)
def test_pytorch_gives_exactly_same_with_the_named_parameters(kernel_size, stride, seed):
    source = np.random.default_rng(seed)
    x, kernel = source.normal(size=6), source.normal(size=kernel_size)
    padding, output_padding, dropped = same_in_pytorch(kernel_size, stride)
    y = conv_transpose1d(x[None, None], kernel[None, None], stride, padding, output_padding)[0, 0]
    np.testing.assert_allclose(
        y[: y.size - dropped], naive_same(x, kernel, stride), rtol=1e-12, atol=1e-12
    )


@pytest.mark.parametrize(("kernel_size", "stride"), PAIRS)
def test_the_mapping_is_exact_only_where_it_can_be(kernel_size, stride):
    over = kernel_size - stride
    padding, output_padding, dropped = same_in_pytorch(kernel_size, stride)
    if over < 0:
        assert (padding, output_padding, dropped) == (0, -over, 0)
    elif over % 2:
        assert (padding, output_padding, dropped) == ((over - 1) // 2, 0, 1)
    else:
        assert (padding, output_padding, dropped) == (over // 2, 0, 0)


def test_the_popular_layer_lies_one_cell_apart():
    known = same_size_in_pytorch(3, 2)
    assert known == (1, 1, 0)
    assert pytorch_crop(known.padding, known.output_padding) == (1, 0)
    assert same_crop(3, 2) == (0, 1)


@pytest.mark.parametrize(("kernel_size", "stride"), [pair for pair in PAIRS if pair[1] > 1])
def test_the_size_can_always_be_had_and_the_values_only_sometimes(kernel_size, stride):
    padding, output_padding, dropped = same_size_in_pytorch(kernel_size, stride)
    x, kernel = np.arange(1.0, 5.0), np.arange(2.0, 2.0 + kernel_size) ** 2
    y = conv_transpose1d(x[None, None], kernel[None, None], stride, padding, output_padding)[0, 0]
    assert y.size == 4 * stride
    assert dropped == 0
    same = conv_transpose_same(x, kernel, stride)
    over = kernel_size - stride
    if over > 0 and over % 2:
        assert not np.allclose(y, same)
        np.testing.assert_allclose(y[:-1], same[1:])
    else:
        np.testing.assert_allclose(y, same)


def test_both_axes_are_cropped_each_by_its_own_rule(seed):
    source = np.random.default_rng(seed)
    x, rows, columns = source.normal(size=(3, 4)), source.normal(size=2), source.normal(size=5)
    result = conv_transpose_same(x, np.outer(rows, columns), (3, 2))
    down = np.stack([naive_same(column, rows, 3) for column in x.T], axis=1)
    both = np.stack([naive_same(row, columns, 2) for row in down])
    assert result.shape == (9, 8)
    np.testing.assert_allclose(result, both, rtol=1e-12, atol=1e-12)


def test_what_makes_no_sense_is_refused():
    with pytest.raises(ParameterError, match="kernel_size must be a whole number at least 1"):
        same_crop(0, 2)
    with pytest.raises(ParameterError, match="stride must be a whole number at least 2, got 1"):
        same_size_in_pytorch(4, 1)
    with pytest.raises(ParameterError, match="output_padding must be a whole number at least 0"):
        pytorch_crop(1, -1)
