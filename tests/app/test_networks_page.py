"""The steps of the lesson on real networks: every option of every control, what is said of each."""

import pytest

from tests.app.lesson_page import choose
from tests.app.lesson_page import opened_whole as opened
from tests.app.test_networks import told
from ui.lessons.networks import last, ways
from ui.networks.small_hourglass import small_drawing
from ui.networks.words import DECODER_KINDS
from upsample_core.lessons import UPSAMPLED_LAYERS
from upsample_core.networks import NETWORKS, REPLACEMENTS, plan


def step(name, **address):
    return opened("networks", step=name, **address)


def test_halvings_and_darkness():
    app = step("down")
    for halvings in range(6):
        choose(app, "segmented_control", "down_halvings", halvings)
        assert f" **{2**halvings}** " in told(app)
    for below in (0.1, 0.6):
        choose(app, "slider", "down_below", below)


def test_three_ways_at_every_size():
    app = step("ways", lang="zh")
    for size in ways._SIZES:
        choose(app, "segmented_control", "ways_size", size)
    choose(app, "segmented_control", "ways_unet", "unet_padded")
    choose(app, "segmented_control", "ways_size", "416")
    assert told(app).count("输出 416 × 416") == 3


def test_where_the_ways_break_is_told():
    text = told(step("ways"))
    assert "375 × 500 comes out" in text
    assert "no whole crop of 39 × 55 to 30 × 46" in text
    assert "48 × 64 ≠ 47 × 63" in text


@pytest.mark.parametrize("name", ["fcn8s", "unet", "unet_padded", "segnet"])
def test_a_small_hourglass_has_all_sizes_and_signs(name):
    planned = plan(NETWORKS[name].chain, (375, 500))
    shapes = small_drawing(planned, name, 12)["shapes"]
    sizes = [one["text"] for one in shapes if one["set"]["class"] == "size"]
    assert sizes[0] == "375 × 500"
    assert sizes[-1] == " × ".join(map(str, planned.output))
    signs = {one["text"][0] for one in shapes if one["set"]["class"].startswith("meeting")}
    expected = {"fcn8s": "✂", "unet": "✂✕", "unet_padded": "✓+", "segnet": "✓✕"}
    assert signs == set(expected[name])


def test_decoders_kinds_inputs_and_seeds():
    assert tuple(DECODER_KINDS) == REPLACEMENTS
    app = step("patterns")
    assert "Taps by phase: 3\xa0:\xa02" in told(app)
    choose(app, "selectbox", "patterns_network", "stylegan2")
    for kind in REPLACEMENTS[1:3]:
        choose(app, "selectbox", "patterns_replace", kind)
    choose(app, "segmented_control", "patterns_start", "cat")
    choose(app, "number_input", "patterns_seed", 9999)


def test_layers_at_every_place():
    app = step("last")
    for place in range(UPSAMPLED_LAYERS + 1):
        choose(app, "select_slider", "last_place", place)
    choose(app, "segmented_control", "last_factor", 2)
    choose(app, "segmented_control", "last_channels", 32)
    assert "| ESPCN ×3 | last: pixel shuffle |" in told(app)


def test_bars_are_as_long_as_their_work():
    for place in (0, 3, 5):
        chosen = last.Chosen(place, 4, 64)
        layers = last._placed(chosen).layers
        bars = [one["set"] for one in last._drawing(chosen)["shapes"] if one["tag"] == "rect"]
        for bar, layer in zip(bars[1:], layers[1:], strict=True):
            share = layer.multiplications / layers[1].multiplications
            assert bar["width"] == pytest.approx(bars[1]["width"] * share)
        assert [bar["class"] for bar in bars].count("bar up") == sum(one.large for one in layers)
