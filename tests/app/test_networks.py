"""The planner of networks as a script: every network, remedies, one's own chain, bad input."""

from types import SimpleNamespace
from urllib.parse import parse_qsl, urlsplit

import pytest
from streamlit.testing.v1 import AppTest

from tests.ground.places import ROOT
from ui.networks import hourglass
from ui.networks.hourglass import drawing, met
from ui.networks.stages import arcs, stages
from ui.networks.state import EXAMPLE, FAMILY_NAMES, VIEWS
from ui.networks.words import (
    ENOUGH,
    REMEDY_NAMES,
    SIZE_NAMES,
    VERDICT_NAMES,
    VERDICT_REASONS,
    WHY,
    layer_words,
    network_title,
)
from upsample_core.networks import FAMILIES as CORE_FAMILIES
from upsample_core.networks import (
    NETWORKS,
    OTHERWISE,
    REMEDIES,
    SIZED,
    VERDICTS,
    plan,
    read_chain,
)


@pytest.fixture
def shown(monkeypatch):
    """What the hourglass was last given."""
    seen = SimpleNamespace(data=None)

    def drawn(data, **_how):
        seen.data = data

    monkeypatch.setattr(hourglass, "_COMPONENT", drawn)
    return seen


def opened(**address):
    """Open the planner at an address, the way a link does."""
    return opened_page(**{"step": "planner"} | address)


def opened_page(**address):
    """Open the page of networks at an address."""
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
    assert tuple(SIZE_NAMES) == SIZED


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
    view, lang = list(VIEWS)[place % 4], ("en", "zh")[place % 2]
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


def test_a_network_that_is_written_for_one_size_breaks_at_another(shown):
    text = told(opened(network="dssd321", size="own", height="300", width="300"))
    assert "at skip d4: 19 × 19 meets 20 × 20 (by −1, −1)" in text
    assert "written for its published size alone" in text
    text = told(opened(network="deconvnet", size="375x500"))
    assert "at skip pool5: 22 × 30 meets 23 × 31 (by −1, −1)" in text


def test_how_far_sizes_are_known_is_told(shown):
    app = opened(network="segnet")
    assert "as described" in app.segmented_control(key="size").options
    assert "Widths as commonly described. The size too." in told(app)
    assert "an example" in opened(network="edsr").segmented_control(key="size").options
    app = opened(network="pix2pix")
    assert "as published" in app.segmented_control(key="size").options
    assert "The size too" not in told(app)


def test_an_unpooling_is_pinned_and_not_resized(shown):
    assert "| Pin the size of the map | 360 × 480 | 360 × 480 |" in told(opened(network="segnet"))
    assert "| Resize the map to the skip |" in told(opened(network="pix2pix"))


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
    rows = told(opened(network="dcgan", view="cost")).replace("\xa0", " ")
    assert "| dense layer to 4 × 4 | 4 · 1024 | 16.4k | 1.64M | 1.64M |" in rows
    rows = told(opened(network="segnet", view="cost")).replace("\xa0", " ")
    assert "| max pooling 2 × 2 | 180 × 240 · 64 | 2.76M | 0 | 0 |" in rows


def test_an_upsampling_layer_leads_to_the_lab_in_its_state(shown):
    opened(network="dcgan_pytorch")
    link = urlsplit(next(one["href"] for one in shown.data["shapes"] if "href" in one))
    state = dict(parse_qsl(link.query))
    assert link.path == "lab"
    assert state["method"] == "transposed_convolution"
    assert state["kernel_size"] == "4"
    assert (state["stride"], state["padding"]) == ("2", "1")


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


def test_a_map_that_is_resized_to_a_kept_one_opens_the_lab_by_its_factor(shown):
    text = told(opened(network="deeplabv3plus"))
    links = [one for one in shown.data["shapes"] if "href" in one]
    assert [one["text"] for one in links] == [
        "↑ bilinear with aligned corners to the size of low",
        "↑ bilinear with aligned corners to the size of input",
    ]
    assert all("method=bilinear" in one["href"] for one in links)
    assert all("scale_factor=4" in one["href"] for one in links)
    assert all("coordinates=align_corners" in one["href"] for one in links)
    assert "The lab goes up to K = 8 and ×4." in text  # for the mean of all, ×33
    assert "The lab goes up to" not in told(opened(network="pix2pix"))


def test_the_decoder_of_any_network_runs_with_random_weights(shown):
    text = told(opened(network="segnet", view="pattern", start="cat", replace="sub_pixel"))
    assert "Nothing is trained" in text
    app = opened(network="own", chain="conv 8 k3 p1", view="pattern")
    assert [one.value for one in app.info] == [
        "It has no decoder to run here: nothing upsamples, or it would take too much."
    ]


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
    next(one for one in app.button if one.label == "Change this chain").click().run()
    assert sound(app).text_area(key="chain").value == NETWORKS["cyclegan"].text
    assert app.number_input(key="height").value == 375
    assert shown.data["shapes"] == before
    assert app.query_params["network"] in ("own", ["own"])


def test_code_is_there_for_published_chains_and_for_ones_own(shown):
    (code,) = [one.value for one in opened(network="dcgan").code if "class Network" in one.value]
    assert "nn.ConvTranspose2d(1024, 512, 5, 2, padding=2, output_padding=1)" in code
    app = opened(network="own", size="416")
    assert 'kept["b"] = x' in app.code[-1].value
    assert "torch.zeros(1, 3, 416, 416)" in app.code[-1].value
    app.text_area(key="chain").set_value("nothing").run()
    assert not sound(app).code


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


def test_long_texts_get_a_sentence_and_stay_out_of_the_address(shown):
    app = opened(network="own", size="416")
    app.text_area(key="chain").set_value("conv 8 k3\n" * 10_000).run()
    (warning,) = sound(app).warning
    assert "at most 4000 characters, got 100000" in warning.value
    assert "chain" not in app.query_params
    app.text_area(key="chain").set_value("conv 8 k3 p1\nup x2").run()
    assert not sound(app).warning
    assert address_of(app)["chain"] == "conv 8 k3 p1\nup x2"


def test_a_chain_that_takes_every_size_says_so(shown):
    text = told(opened(network="own", chain="conv 8 k3 p1\nup x2"))
    assert "Every size from 1 on fits." in text


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


# ---------------------------------------------------------------------- in the lesson


def address_of(app):
    return {n: v[0] if isinstance(v, list) else v for n, v in app.query_params.items()}


def steps_shown(app):
    return [header.proto.anchor for header in app.header]


def test_an_address_that_names_a_network_and_no_step_opens_the_planner(shown):
    app = opened_page(network="ldm_unet", size="480")
    assert "It breaks" in told(app)
    assert app.segmented_control(key="steps").value == "planner"
    assert steps_shown(opened_page()) == ["down"]
    assert steps_shown(opened_page(network="segnet", step="last")) == ["last"]


def test_the_address_says_what_is_planned_only_while_the_planner_is_there(shown):
    app = opened_page(network="segnet", size="375x500")
    sound(app.segmented_control(key="steps").set_value("down").run())
    assert address_of(app) == {}
    sound(app.segmented_control(key="steps").set_value("ways").run())
    assert address_of(app) == {"step": "ways"}
    sound(app.segmented_control(key="steps").set_value("planner").run())
    assert address_of(app) == {"step": "planner", "network": "segnet", "size": "375x500"}
    assert app.selectbox(key="network").value == "segnet"


def test_a_family_leads_to_its_networks_and_a_link_to_its_family(shown):
    app = opened(network="cyclegan")
    assert app.selectbox(key="family").value == "generators"
    sound(app.selectbox(key="family").set_value("super_resolution").run())
    names = [network.name for network in CORE_FAMILIES["super_resolution"]]
    assert app.selectbox(key="network").options == [network_title(name) for name in names]
    assert address_of(app)["network"] == names[0]
    sound(app.selectbox(key="family").set_value("own").run())
    assert address_of(app)["network"] == "own"
    assert app.text_area(key="chain").value == EXAMPLE
    sound(app.selectbox(key="family").set_value("segmentation").run())
    assert address_of(app).get("network", "unet") == CORE_FAMILIES["segmentation"][0].name


def test_every_family_has_a_name():
    assert tuple(FAMILY_NAMES) == tuple(CORE_FAMILIES)


def test_a_step_leads_to_the_planner_with_its_network_and_size(shown):
    app = opened_page(step="ways", ways_size="360x480")
    next(one for one in app.button if one.key == "ways_to_segnet").click().run()
    assert app.selectbox(key="network").value == "segnet"
    assert (app.number_input(key="height").value, app.number_input(key="width").value) == (360, 480)
    assert "at skip pool5: 24 × 30 meets 23 × 30" in told(sound(app))


# ---------------------------------------------------------------------- what is drawn


def test_skips_inside_one_resolution_have_no_arc():
    planned = plan(NETWORKS["srgan"].chain, 96)
    assert arcs(planned, stages(planned)) == []


def test_a_branch_that_is_fetched_and_joined_has_an_arc_and_every_resolution_a_bar():
    planned = plan(NETWORKS["dssd321"].chain, 321)
    found = stages(planned)
    assert [stage.last[0] for stage in found] == [
        321, 161, 80, 40, 20, 10, 5, 3, 1, 3, 5, 10, 20, 40
    ]  # fmt: skip
    assert [stage.rising for stage in found] == [False] * 9 + [True] * 5
    assert [(arc.start, arc.end) for arc in arcs(planned, found)] == [
        (16 - end, end) for end in range(13, 8, -1)
    ]


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
