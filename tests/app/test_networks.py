"""The page of networks as a script: every network, remedies, one's own chain, bad input."""

from types import SimpleNamespace

import pytest
from streamlit.testing.v1 import AppTest

from tests.ground.places import ROOT
from ui.networks import hourglass
from ui.networks.hourglass import drawing, met
from ui.networks.stages import arcs, stages
from ui.networks.state import EXAMPLE, VIEWS
from ui.networks.words import (
    ENOUGH,
    REMEDY_NAMES,
    VERDICT_NAMES,
    VERDICT_REASONS,
    WHY,
    layer_words,
)
from upsample_core.networks import NETWORKS, OTHERWISE, REMEDIES, VERDICTS, plan, read_chain


@pytest.fixture
def shown(monkeypatch):
    """What the hourglass was last given, and what a person clicked in it."""
    seen = SimpleNamespace(data=None, open=None, gone=None)

    def drawn(data, **_how):
        seen.data = data
        return SimpleNamespace(open=seen.open)

    monkeypatch.setattr(hourglass, "_COMPONENT", drawn)
    monkeypatch.setattr(
        hourglass.st, "switch_page", lambda page, query_params: setattr(seen, "gone", query_params)
    )
    return seen


def opened(**address):
    """Open the page at an address, the way a link does."""
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    for name, value in address.items():
        app.query_params[name] = value
    app.switch_page("pages/networks.py").run()
    return sound(app)


def sound(app):
    assert not app.exception
    assert not app.error
    return app


def told(app):
    texts = [element.value for kind in (app.markdown, app.caption, app.warning) for element in kind]
    return "\n".join(texts).replace("\\", "")


def texts(seen, role):
    shapes = seen.data["shapes"]
    return [one["text"] for one in shapes if one["set"].get("class", "").startswith(role)]


def test_words_are_there_for_all_that_the_core_offers():
    assert WHY.keys() == NETWORKS.keys()
    assert tuple(ENOUGH) == OTHERWISE
    assert REMEDY_NAMES.keys() == REMEDIES.keys()
    assert tuple(VERDICT_NAMES) == tuple(VERDICT_REASONS) == VERDICTS
    assert {network.otherwise for network in NETWORKS.values()} <= set(OTHERWISE)


def test_the_first_network_is_unet_at_its_published_size(shown):
    app = opened()
    assert "It fits" in told(app)
    assert "572 × 572 → 388 × 388" in told(app)
    sizes = [text.split(" · ")[0] for text in texts(shown, "size")]
    assert sizes[0] == "572 → 568"
    assert sizes[-1] == "392 → 388"
    assert texts(shown, "meeting") == ["crop 4", "crop 16", "crop 40", "crop 88"]


@pytest.mark.parametrize("name", NETWORKS)
def test_every_network(shown, name):
    place = list(NETWORKS).index(name)
    view, lang = list(VIEWS)[place % 3], ("en", "zh")[place % 2]
    app = opened(network=name, view=view, size="375x500", lang=lang)
    assert not app.warning
    assert len(texts(shown, "size")) == len(stages(plan(NETWORKS[name].chain, _size(name))))


def _size(name):
    network = NETWORKS[name]
    return network.size if network.otherwise == "fixed" else (375, 500)


def test_a_break_is_named_with_its_skip_and_by_how_much(shown):
    app = opened(network="ldm_unet", size="480")
    assert "at skip c2: 16 × 16 meets 15 × 15 (by +1, +1)" in told(app)
    assert "16 ≠ 15 (×3)" in texts(shown, "meeting broken")
    broken = [one for one in shown.data["shapes"] if one["set"].get("class") == "arc broken"]
    assert len(broken) == 1
    assert "multiples of 64" in told(app)
    assert "| Pad the picture | 512 × 512 | 512 × 512 | +32, +32 |" in told(app)


def test_another_size_that_comes_out_is_told(shown):
    app = opened(network="cyclegan", size="375x500")
    assert "376 × 500, not 375 × 500 (by +1, 0)" in told(app)
    assert texts(shown, "meeting broken") == ["376 × 500 ≠ 375 × 500"]


def test_maps_that_are_padded_are_named(shown):
    app = opened(network="unet_padded", size="375x500")
    assert "Maps are padded at c, b, a." in told(app)
    assert "padded: 46 × 62" not in "".join(texts(shown, "meeting"))
    assert "padded: 92 × 124 → 93 × 125" in texts(shown, "meeting")


def test_bars_are_as_wide_as_their_maps(shown):
    opened(network="pix2pix", size="published")
    bars = [one["set"]["width"] for one in shown.data["shapes"] if one["tag"] == "rect"]
    assert bars[0] == 2 * bars[1] == 4 * bars[2] == bars[-1]


def test_evenness_says_why(shown):
    text = told(opened(network="fcn_alexnet", view="evenness"))
    assert "| 63, 32 | 2\xa0:\xa01; sums 1 | fixed weights |" in text
    assert "does no harm" in text
    text = told(opened(network="dcgan", view="evenness"))
    assert "(×4) | 5, 2 | 3\xa0:\xa02 | **:red[uneven]** |" in text
    assert "of its 16 phases" in text
    text = told(opened(network="stylegan2", view="evenness"))
    assert "; sums 12" in text


def test_work_is_counted(shown):
    text = told(opened(network="srcnn", view="cost"))
    assert "**8032** weights" in text
    assert "255: 100%" in text


def test_an_upsampling_layer_opens_the_lab_in_its_state(shown):
    opened(network="dcgan_pytorch")
    assert shown.gone is None
    link = next(one for one in shown.data["shapes"] if "open" in one)
    shown.open = str(link["open"])
    opened(network="dcgan_pytorch")
    assert shown.gone["method"] == "transposed_convolution"
    assert shown.gone["kernel_size"] == "4"
    assert (shown.gone["stride"], shown.gone["padding"]) == ("2", "1")


@pytest.mark.parametrize(
    ("line", "method"),
    [
        ("convt 8 k5 s2 p2 op1", "transposed_convolution"),
        ("up x2 nearest", "nearest"),
        ("up x3 bilinear corners", "bilinear"),
        ("up x2 bicubic", "bicubic"),
        ("conv 12 k3 p1\nshuffle 2", "sub_pixel"),
        ("skip a\nmaxpool k2\nunpool a k2", "max_unpool"),
        ("convt 8 k64 s32", None),
        ("skip a\nresize a bilinear", None),
    ],
)
def test_links_lead_to_the_method_of_the_layer(line, method):
    shapes = drawing(plan(read_chain(line), (8, 12)), "mine")["shapes"]
    links = [one["href"] for one in shapes if "href" in one]
    assert [link.split("&")[0] for link in links] == ([f"lab?method={method}"] if method else [])


# ---------------------------------------------------------------------- one's own


def test_ones_own_chain_begins_with_a_mistake_to_find(shown):
    app = opened(network="own", size="416")
    assert "207 × 207" not in told(app)
    assert "It breaks** at skip a" in told(app).replace(":red[", "").replace("]", "")
    app.text_area(key="chain").set_value(EXAMPLE.replace("k3 s2 p1", "k3 s2 p1 op1")).run()
    assert "It fits" in told(sound(app))


def test_a_published_chain_becomes_ones_own_at_its_size(shown):
    app = opened(network="cyclegan", size="375x500")
    before = shown.data["shapes"]
    app.button[0].click().run()
    assert sound(app).text_area(key="chain").value == NETWORKS["cyclegan"].text
    assert app.number_input(key="height").value == 375
    assert shown.data["shapes"] == before
    assert app.query_params["network"] in ("own", ["own"])


def test_what_is_wrong_is_said_and_the_text_stays(shown):
    app = opened(network="own")
    app.text_area(key="chain").set_value("conv 8 k3\nkonv 9 k3").run()
    (warning,) = sound(app).warning
    assert "line 2, column 1" in warning.value
    assert app.text_area(key="chain").value == "conv 8 k3\nkonv 9 k3"
    app.text_area(key="chain").set_value("conv 8 k3 p1").run()
    assert not sound(app).warning


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize(
    "text",
    ["", "join a cat", "conv 8 k1 g2", "shuffle 2", "skip a\nconv 8 k1\njoin a add", "up x2 x3",
     "<b>x</b>", "conv 1 k3 `${:}`"],
)  # fmt: skip
def test_texts_that_are_no_chain_get_a_sentence(shown, text, lang):
    app = opened(network="own", chain=text or " ", lang=lang)
    assert len(app.warning) == 1
    assert shown.data is None


def test_a_layer_that_the_map_is_too_small_for_is_named(shown):
    app = opened(network="own", chain="conv 8 k3\nconv 8 k9", size="own", height="9", width="20")
    assert "It stops" in told(app)
    assert texts(shown, "layer broken") == ["✕ convolution 9 × 9: not on a map of 7 × 18"]


@pytest.mark.parametrize("query", [{"height": "0"}, {"height": "1000000"}, {"width": "-3"}])
def test_sizes_that_cannot_be_fall_back_with_a_sentence(shown, query):
    app = opened(size="own", **query)
    assert len(app.warning) == 1
    assert "is not possible here" in told(app)


def test_what_is_chosen_is_written_down_and_opens_again(shown):
    app = opened()
    app.selectbox(key="network").set_value("segnet").run()
    app.segmented_control(key="size").set_value("375x500").run()
    app.segmented_control(key="view").set_value("cost").run()
    found = {n: v[0] if isinstance(v, list) else v for n, v in app.query_params.items()}
    assert {name: found[name] for name in ("network", "size", "view")} == {
        "network": "segnet",
        "size": "375x500",
        "view": "cost",
    }


# ---------------------------------------------------------------------- what is drawn


def test_skips_inside_one_resolution_have_no_arc():
    planned = plan(NETWORKS["srgan"].chain, 96)
    assert arcs(planned, stages(planned)) == []


def test_arcs_are_nested():
    planned = plan(NETWORKS["pix2pix"].chain, 256)
    found = arcs(planned, stages(planned))
    assert [(arc.start, arc.end) for arc in found] == [(n, 16 - n) for n in range(1, 8)]
    assert met(found[0].meetings[0]) == "e1 ✓"


def test_every_layer_has_words():
    lines = (
        "conv 4 k3 s2 p0+1 d2\nres 4 k3 x2\nmaxpool k3 s2 p1 ceil\navgpool k2\nconvt 4 k3 s2 op1\n"
        "up x2\nresize input bicubic\nunshuffle 2\nshuffle 2\ndense 4 2x3\nblur 1,2,1 p1\n"
        "conv 4 k3 same\nconvt 4 k4 s2 fixed\ncrop input\ncrop input 5\njoin input cat proj3"
    )
    words = [layer_words(layer) for layer in read_chain(lines).layers]
    assert len(set(words)) == len(words)
    assert words[0] == "convolution 3 × 3, stride 2, padding 0 + 1, dilation 2"
