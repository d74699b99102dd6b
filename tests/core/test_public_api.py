"""The names that the core offers, and that they mean what they are documented to mean."""

import doctest
import inspect

import pytest

import upsample_core

SIGNATURES = {
    "conv1d": "(x, weight, stride=1, padding=0, dilation=1, groups=1)",
    "conv2d": "(x, weight, stride=1, padding=0, dilation=1, groups=1)",
    "conv_transpose1d": (
        "(x, weight, stride=1, padding=0, output_padding=0, dilation=1, groups=1)"
    ),
    "conv_transpose2d": (
        "(x, weight, stride=1, padding=0, output_padding=0, dilation=1, groups=1)"
    ),
    "interpolate": (
        "(x, size=None, scale_factor=None, mode='nearest', align_corners=False, antialias=False)"
    ),
    "resize": (
        "(x, size, mode='linear', coordinates='half_pixel', cubic_a=-0.75, antialias=False, "
        "exclude_outside=False, nearest_mode='round_prefer_floor')"
    ),
    "pixel_shuffle": "(x, upscale_factor)",
    "pixel_unshuffle": "(x, downscale_factor)",
    "max_pool2d": (
        "(x, kernel_size, stride=None, padding=0, dilation=1, ceil_mode=False, "
        "return_indices=False)"
    ),
    "max_unpool2d": "(x, indices, kernel_size, stride=None, padding=0, output_size=None)",
    "avg_pool2d": (
        "(x, kernel_size, stride=None, padding=0, ceil_mode=False, count_include_pad=True)"
    ),
}


@pytest.mark.parametrize("name", SIGNATURES)
def test_names_order_and_defaults_of_arguments_are_fixed(name):
    signature = inspect.signature(getattr(upsample_core, name))
    plain = [p.replace(annotation=inspect.Parameter.empty) for p in signature.parameters.values()]
    assert str(inspect.Signature(plain)) == SIGNATURES[name]


def test_every_public_name_is_there_once_and_documented():
    names = upsample_core.__all__
    assert len(names) == len(set(names))
    for name in names:
        thing = getattr(upsample_core, name)
        assert name == "METHODS" or inspect.getdoc(thing), name


def test_the_session_in_the_docstring_runs_as_shown():
    outcome = doctest.testmod(upsample_core)
    assert outcome.attempted > 10
    assert outcome.failed == 0
