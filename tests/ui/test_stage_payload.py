"""What the stage is told is what the trace holds, exactly."""

from __future__ import annotations

import base64
import json

import numpy as np
import pytest

from ui.stage import bundle
from ui.stage_payload import fits, packed, payload, pin_exists
from upsample_core.methods import METHODS, method
from upsample_core.runs.trace import trace

TYPES = {"f8": "<f8", "i4": "<i4", "u2": "<u2", "u1": "u1"}


def unpacked(array):
    return np.frombuffer(base64.b64decode(array["data"]), TYPES[array["type"]])


def run(name="transposed_convolution", shape=(3, 4), image=None, **parameters):
    rng = np.random.default_rng(7)
    values = rng.integers(-9, 10, shape).astype(float) if image is None else image
    return trace(method(name, shape, **parameters), values)


@pytest.mark.parametrize("shape", [(5, 6), (7,)], ids=str)
@pytest.mark.parametrize("name", METHODS)
def test_every_method_travels_whole(name, shape):
    truth = run(name, shape)
    sent = json.loads(json.dumps(payload(truth)))
    panes, maps = sent["panes"], sent["maps"]
    for pane, values in (("input", truth.input), ("output", truth.output)):
        np.testing.assert_array_equal(unpacked(panes[pane]["values"]), values.ravel())
        assert panes[pane]["shape"] == list(values.shape)
    np.testing.assert_array_equal(unpacked(panes["overlap"]["values"]), truth.overlap.ravel())
    assert ("stage" in panes) == (truth.stage is not None)
    assert ("kernel" in panes) == (truth.kernel is not None)
    assert (sent["rulers"] is not None) == (truth.coordinates is not None)
    for key, linear_map in zip(
        ("whole", "first", "second"), (truth.map, *truth.steps), strict=False
    ):
        check_map(maps[key], linear_map, truth.kernel)


def weights_of(sent, kernel):
    """Weights as they are sent, or as they stand in the kernel at their taps."""
    if sent["weights"] is None:
        return kernel.ravel()[unpacked(sent["taps"])]
    return unpacked(sent["weights"])


def check_map(sent, linear_map, kernel):
    assert sent["size"] == list(linear_map.shape)
    np.testing.assert_array_equal(weights_of(sent, kernel), linear_map.weights)
    for part in ("indptr", "inputs", "taps"):
        values = getattr(linear_map, part)
        if values is None:
            assert sent[part] is None
        else:
            np.testing.assert_array_equal(unpacked(sent[part]), values)


def test_odd_numbers_travel_exactly():
    values = [np.nan, np.inf, -np.inf, 5e-324, -1.7e308, 0.1]
    np.testing.assert_array_equal(unpacked(packed(values)), values)
    odd = run(image=np.array([values[:4], [1.0, 2, 3, 4], [5, 6, 7, 8]]))
    text = json.dumps(payload(odd), allow_nan=False)
    assert json.loads(text)["panes"]["input"]["limit"] == 8


def test_channels_are_told_from_rows():
    maps = payload(run("sub_pixel", (3, 4), upscale_factor=2))["panes"]["stage"]
    assert (maps["channels"], maps["shape"], maps["across"]) == (4, [3, 4], 2)
    flat = payload(run("sub_pixel", (5,), upscale_factor=3))["panes"]["stage"]
    assert (flat["channels"], flat["shape"]) == (3, [5])


def test_the_mistaken_run_slides_the_kernel_as_it_is():
    truth = run(kernel="counting", kernel_size=(2, 3), stride=(1, 2), padding=0)
    sent = payload(truth)
    grid, kernel = truth.stage.values, truth.kernel
    height, width = truth.output.shape
    slid = [
        (grid[i : i + 2, j : j + 3] * kernel).sum() for i in range(height) for j in range(width)
    ]
    mistaken = sent["panes"]["mistaken"]
    np.testing.assert_allclose(unpacked(mistaken["values"]), slid)
    expected = ~np.isclose(slid, truth.output.ravel())
    assert mistaken["differs"] == expected.tolist()
    taps = unpacked(sent["maps"]["mistaken"]["taps"])
    weights = weights_of(sent["maps"]["mistaken"], kernel)
    np.testing.assert_array_equal(weights, kernel.ravel()[taps])


def test_a_symmetric_kernel_hides_the_mistake():
    assert not any(payload(run(kernel="bilinear"))["panes"]["mistaken"]["differs"])


def test_the_stage_begins_with_the_most_central_of_the_most_reached():
    truth = run(shape=(4, 5), stride=2, kernel_size=3)
    start = payload(truth)["start"]
    assert truth.overlap.flat[start] == truth.overlap.max()
    middle = (np.array(truth.output.shape) - 1) / 2
    away = [
        np.abs(np.array(cell) - middle).sum()
        for cell in np.argwhere(truth.overlap == truth.overlap.max())
    ]
    cell = np.array(np.unravel_index(start, truth.output.shape))
    assert np.abs(cell - middle).sum() == min(away)


def test_the_canvas_travels_with_what_padding_crops():
    truth = run(stride=2, kernel_size=3, padding=(1, 0))
    sent = payload(truth)
    assert sent["panes"]["canvas"]["crop"] == [1, 0]
    assert sent["maps"]["canvas"]["size"] == list(truth.canvas.shape)
    canvas = unpacked(sent["panes"]["canvas"]["values"])
    np.testing.assert_allclose(canvas, truth.canvas.apply(truth.input).ravel())


def test_only_what_can_be_typed_is_editable():
    assert payload(run())["editable"] == []
    assert payload(run(), editable=True)["editable"] == ["input", "kernel"]
    assert payload(run("sub_pixel"), editable=True)["editable"] == ["input"]
    assert payload(run("bicubic"), editable=True)["editable"] == ["input"]


def test_switches_are_marked():
    image = np.array([[1.0, 5, 2, 2], [3, 4, 2, 2]])
    panes = payload(run("max_unpool", (2, 4), image=image, kernel_size=2))["panes"]
    assert panes["input"]["marks"] == [1, 2]
    assert panes["stage"]["names"] == ["0,1", "0,2"]


def test_the_way_of_a_few_values_that_only_move_is_drawn():
    pooling = {"kernel_size": 2, "stride": 2, "padding": 0}
    assert payload(run("max_unpool", (12, 12), **pooling))["moves"]
    assert not payload(run("max_unpool", (12, 14), **pooling))["moves"], "too many lines"
    others = [name for name in METHODS if name != "max_unpool"]
    assert not any(payload(run(name, (4, 4)))["moves"] for name in others)


def test_a_class_map_has_a_letter_and_a_kind_in_every_cell_and_no_map():
    edge = np.repeat([[0.0, 0, 0, 0, 0, 1, 1, 1, 1]], 7, axis=0)
    truth = run("region_based", edge.shape, image=edge)
    sent = payload(truth)
    letters = {"F": 7, "E": 8, "T": 9}
    stage = sent["panes"]["stage"]
    assert [letters[text] for text in stage["texts"]] == unpacked(stage["kinds"]).tolist()
    assert {"F", "E"} <= set(stage["texts"])
    assert sent["maps"].keys() == {"whole"}


def test_the_deepest_colour_seldom_changes():
    quiet, loud = (payload(run(kernel=kernel)) for kernel in ("bilinear", "counting"))
    limit = quiet["panes"]["input"]["limit"]
    assert loud["panes"]["input"]["limit"] == limit
    for sent in (quiet, loud):
        scale = sent["panes"]["output"]["limit"]
        assert np.log2(scale / limit) == int(np.log2(scale / limit))
        assert np.abs(unpacked(sent["panes"]["output"]["values"])).max() <= scale


@pytest.mark.parametrize(
    ("pin", "there"),
    [
        ("output:3,5", True),
        ("output:5,7", False),
        ("input:2,3", True),
        ("input:3,0", False),
        ("kernel:2,2", True),
        ("stage:0,0", True),
        ("overlap:0,0", True),
        ("matrix:34,11", True),
        ("matrix:35,0", False),
        ("output:-1,0", False),
        ("output:1.0,0", False),
        ("output:²,0", False),
        ("output:1", False),
        ("output:1,2,3", False),
        ("output:9999999999999999999999,0", False),
        ("output", False),
        ("mistaken:0,0", False),
        ("<script>", False),
        ("", False),
        (None, False),
    ],
)
def test_pins(pin, there):
    truth = run()
    assert truth.output.shape == (5, 7)
    assert pin_exists(truth, pin) is there
    assert payload(truth, pin)["pin"] == (pin if there else None)


def test_what_is_too_large_does_not_fit():
    assert fits(run("bicubic", (12, 12)))
    assert fits(run("transposed_convolution", (12, 12), kernel_size=4, stride=2))
    assert not fits(run("bicubic", (12, 13)))
    assert not fits(run("transposed_convolution", (12, 12), stride=3))
    assert fits(run("bicubic", (24,)))
    assert not fits(run("bicubic", (25,)))


def test_the_bundle_is_one_module():
    script = bundle()
    assert "\nimport " not in script
    assert script.count("\nexport ") == 1
    assert "\nexport default function" in script
