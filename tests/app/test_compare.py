"""The page of comparisons as a script: choices, addresses, unusual pictures, what goes wrong."""

import csv
import io
import subprocess
import sys
import zipfile
from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest
from PIL import Image
from streamlit.testing.v1 import AppTest

from tests.ground.places import ROOT
from training.photographs import TRAINING
from ui.compare import figure, table, trained
from ui.compare.columns import COLUMNS
from ui.compare.files import arrays_npz, pictures_zip
from ui.compare.results import results
from ui.compare.state import AT_FIRST, FAMILIES, REDUCTION_NAMES, WEIGHT_NAMES, Chosen
from ui.compare.table import ordered, table_file
from ui.compare.trained import FAMILY, NETWORKS
from ui.picture_panes import Cell
from ui.pictures import read_upload, sample
from ui.shared import forget
from upsample_core import METHODS
from upsample_core.generative import TRAINED
from upsample_core.inputs import PICTURES
from upsample_core.methods import can_enlarge
from upsample_core.runs import REDUCTIONS, WEIGHTS, reduced

NAMES = [name for name, definition in METHODS.items() if can_enlarge(definition)]
FIRST = [
    name
    for family in FAMILIES
    for name in [n for n in NAMES if METHODS[n].family == family][: AT_FIRST[family]]
]
ALL = {
    family: ",".join(name for name in NAMES if METHODS[name].family == family)
    for family in FAMILIES
    if family != FAMILY
}


@pytest.fixture
def shown(monkeypatch):
    """What the two components of the page were last given."""
    seen = SimpleNamespace(rows=[], heads=[], panes=[], sort=None, lab=None)

    def drawn_table(data, **_how):
        seen.rows, seen.heads = data["rows"], data["heads"]
        chosen, seen.sort = seen.sort, None
        return SimpleNamespace(sort=chosen)

    def described(panes, lab, **_how):
        seen.panes, seen.lab = list(panes), lab
        return b""

    forget()
    monkeypatch.setattr(table, "_TABLE", drawn_table)
    monkeypatch.setattr(figure, "payload", described)
    monkeypatch.setattr(figure, "draw_pictures", lambda data, key: None)
    yield seen
    forget()


def opened(upload=None, **address):
    """Open the page at an address, the way a link does."""
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    if upload is not None:
        app.session_state["_last_good_upload"] = upload
        app.session_state["_last_good_upload_mark"] = "1"
        address["picture"] = "upload"
    for name, value in address.items():
        app.query_params[name] = value
    app.switch_page("pages/compare.py").run()
    return sound(app)


def sound(app):
    assert not app.exception
    assert not app.error
    return app


def told(app):
    texts = [element.value for kind in (app.markdown, app.caption, app.warning) for element in kind]
    return "\n".join(texts).replace("\\", "")


def picture_of(values, **how):
    """An upload of 8-bit values, read as the app reads a file."""
    file = io.BytesIO()
    Image.fromarray(np.asarray(values, np.uint8), **how).save(file, "PNG")
    return read_upload(file.getvalue(), "mine.png")


def address_of(app):
    found = {n: v[0] if isinstance(v, list) else v for n, v in app.query_params.items()}
    return {name: value for name, value in found.items() if name != "lang"}


def test_names_are_there_for_all_that_the_core_offers():
    assert REDUCTION_NAMES.keys() == REDUCTIONS.keys()
    assert tuple(WEIGHT_NAMES) == WEIGHTS
    assert {METHODS[name].family for name in NAMES} <= FAMILIES.keys()
    assert list(NETWORKS) == list(TRAINED)


def test_at_first_the_page_compares_what_the_course_begins_with(shown):
    app = opened()
    assert not app.warning
    assert [pane.title.split(" · ")[0] for pane in shown.panes[:3]] == [
        "Original",
        "Reduced",
        "Nearest neighbour",
    ]
    assert len(shown.panes) == len(FIRST) + 2
    assert [head["title"] for head in shown.heads][:3] == ["Method", "PSNR, dB", "SSIM"]
    assert address_of(app) == {}
    assert "The layers are not trained: kernels begin as bilinear" in told(app)


@pytest.mark.parametrize(
    ("reduction", "lang"), [*((name, "en") for name in REDUCTIONS), ("bicubic", "zh")]
)
def test_every_method_and_every_reduction(shown, reduction, lang):
    app = opened(lang=lang, reduction=reduction, factor="4", weights="perturbed", **ALL)
    assert len(shown.rows) == len(NAMES)
    ran = [row for row in shown.rows if row["cells"]]
    assert len(shown.panes) == len(ran) + 2
    assert all(len(row["cells"]) == len(COLUMNS) for row in ran)
    given = {"en": "Given the original", "zh": "得到的是原图"}[lang]
    assert given in told(app)


def test_methods_that_take_samples_to_lie_elsewhere_are_named(shown):
    moved = "Moved by a quarter of a pixel or more"
    assert moved not in told(opened(**ALL))
    assert moved not in told(opened(reduction="average"))
    text = told(opened(reduction="decimate"))
    sentence = text[text.index(moved) :].splitlines()[0]
    assert "Nearest neighbour, Sub-pixel convolution, Resize + convolution." in sentence


def test_a_choice_is_written_down_and_opens_again(shown):
    app = opened()
    app.segmented_control(key="factor").set_value(3).run()
    app.selectbox(key="reduction").set_value("decimate").run()
    app.selectbox(key="weights").set_value("perturbed").run()
    app.number_input(key="seed").set_value(7).run()
    app.pills(key="interpolation").set_value(["lanczos", "nearest"]).run()
    app.pills(key="learned").set_value(["sub_pixel"]).run()
    app.segmented_control(key="view").set_value("differences").run()
    wanted = {
        "factor": "3",
        "reduction": "decimate",
        "weights": "perturbed",
        "seed": "7",
        "interpolation": "lanczos,nearest",
        "learned": "sub_pixel",
        "view": "differences",
    }
    assert address_of(sound(app)) == wanted
    rows = shown.rows
    assert [row["title"] for row in rows] == [
        "Nearest neighbour",
        "Lanczos",
        "Sub-pixel convolution",
    ]
    opened(**wanted)
    assert shown.rows == rows
    assert {pane.colours for pane in shown.panes[2:]} == {"difference"}


def test_no_method_at_all_is_a_choice_too(shown):
    app = opened(interpolation="none", learned="none")
    assert [info.value for info in app.info] == ["Choose a method or two at the side."]
    app.pills(key="unpooling").set_value(["bed_of_nails"]).run()
    assert [row["title"] for row in shown.rows] == ["Bed of nails"]


@pytest.mark.parametrize(
    ("name", "given", "used"),
    [
        ("factor", "5", "2"),
        ("factor", "x", "2"),
        ("reduction", "magic", "bicubic"),
        ("interpolation", "nearest,<b>", "nearest,bilinear,bicubic"),
        ("learned", "", "transposed_convolution,sub_pixel,resize_convolution"),
        ("unpooling", "max_unpool,max_unpool", "none"),
        ("trained", "two_layers,gan", "none"),
        ("weights", "trained", "bilinear"),
        ("view", "table", "pictures"),
        ("sort", "price", ""),
        ("picture", "../x", "cat"),
    ],
)
def test_a_bad_value_in_an_address_is_replaced_and_named(shown, name, given, used):
    app = opened(**{name: given, "seed": "3"})
    if given:
        assert f"{given} is not possible here, so {used} is used." in told(app)
    assert len(shown.rows) == len(FIRST)


def test_names_that_mean_nothing_are_passed_over(shown):
    assert not opened(utm_source="mail", stride="9").warning


# ---------------------------------------------------------------------- the table


def test_a_click_on_a_head_sorts_and_another_turns_it_round(shown):
    app = opened()
    for click, sort, first in (
        ("psnr", "psnr", "Bicubic"),
        ("psnr", "-psnr", "Sub-pixel convolution"),
    ):
        shown.sort = click
        app.run()
        assert address_of(sound(app)) == {"sort": sort}
        assert shown.rows[0]["title"] == first
    assert {head["key"]: head["order"] for head in shown.heads}["psnr"] == "ascending"
    shown.sort = ""
    app.run()
    assert address_of(sound(app)) == {}
    assert shown.rows[0]["title"] == "Nearest neighbour"


def chosen(*methods, picture="cat", factor=2, reduction="average", weights="bilinear", seed=0):
    return Chosen(picture, factor, reduction, methods, weights, seed)


@pytest.fixture(scope="module")
def found():
    """What comes of all methods on a sample."""
    pair = reduced(sample("cat"), "average", 2)
    bar = SimpleNamespace(progress=lambda *_how, **_more: None, empty=lambda: None)
    return results(chosen(*NAMES), pair, bar)


@pytest.mark.parametrize("key", COLUMNS)
def test_the_best_comes_first_and_what_has_no_number_last(found, key):
    values = [getattr(found.scores[name], key) for name in ordered(found, key)]
    numbers = [value for value in values if value is not None]
    assert values[: len(numbers)] == numbers
    most = COLUMNS[key].most_is_best
    assert numbers == sorted(numbers, key=(lambda v: -v) if most else abs)
    backwards = [getattr(found.scores[name], key) for name in ordered(found, f"-{key}")]
    assert backwards[: len(numbers)] == numbers[::-1]


def test_the_table_as_a_file_holds_the_numbers_in_full(found):
    head, *rows = csv.reader(io.StringIO(table_file(found, "psnr")))
    assert head[:3] == ["method", "psnr_db", "ssim"]
    assert [row[0] for row in rows] == ordered(found, "psnr")
    for name, *cells in rows:
        for cell, key in zip(cells, COLUMNS, strict=True):
            value = getattr(found.scores[name], key)
            assert cell == "" if value is None else float(cell) == value


def test_pictures_to_take_home(found):
    archive = zipfile.ZipFile(io.BytesIO(pictures_zip(found)))
    assert archive.testzip() is None
    assert set(archive.namelist()) == {f"{n}.png" for n in ("original", "reduced", *found.scores)}
    with Image.open(io.BytesIO(archive.read("bicubic.png"))) as image:
        assert image.size == (256, 256)
    with np.load(io.BytesIO(arrays_npz(found))) as arrays:
        assert arrays["original"].shape == arrays["bicubic"].shape == (3, 256, 256)
        assert arrays["reduced"].shape == (3, 128, 128)


# ---------------------------------------------------------------------- what goes wrong


class Bar:
    """A place for a progress bar that remembers what it said."""

    def __init__(self):
        self.said, self.there = [], False

    def progress(self, share, text):
        assert 0 <= share < 1
        self.said.append(text)
        self.there = True

    def empty(self):
        self.there = False


def test_the_bar_names_each_method_once_and_then_goes():
    pair, bar = reduced(sample("brick"), "max_pool", 3), Bar()
    asked = chosen("bilinear", "area", picture="brick", factor=3, reduction="max_pool")
    results(asked, pair, bar)
    assert bar.said == ["Bilinear is at work …", "Area is at work …"]
    assert not bar.there
    results(asked, pair, bar)
    assert len(bar.said) == 2, "what is known is not computed again"


def fails(method, picture):
    raise RuntimeError("out of luck")


def test_a_method_that_fails_says_so_and_leaves_the_others(shown, monkeypatch, caplog):
    monkeypatch.setitem(METHODS, "bicubic", replace(METHODS["bicubic"], run=fails))
    opened(picture="coffee")
    failed = [row for row in shown.rows if not row["cells"]]
    assert [row["title"] for row in failed] == ["Bicubic"]
    assert "server's log" in failed[0]["reason"]
    assert "out of luck" in caplog.text
    assert len(shown.rows) == len(FIRST)
    assert len(shown.panes) == len(FIRST) + 1


def test_a_method_that_does_not_take_the_factor_says_so(shown, monkeypatch):
    scale = replace(METHODS["bilinear"].parameters[0], legal=lambda size, chosen: (2, 4))
    twice = replace(METHODS["bilinear"], parameters=(scale, *METHODS["bilinear"].parameters[1:]))
    monkeypatch.setitem(METHODS, "bilinear", twice)
    opened(picture="coffee", factor="3")
    [reason] = [row["reason"] for row in shown.rows if not row["cells"]]
    assert reason == "It does not enlarge ×3. It does ×2, ×4, ×8."


# ---------------------------------------------------------------------- trained networks

WHOLE = ",".join(TRAINED)


def row_of(shown, name, lang="en"):
    """The row of a network by its title."""
    title = NETWORKS[name].title if lang == "en" else CHINESE[name]
    [row] = [row for row in shown.rows if row["title"] == title]
    return row


CHINESE = {
    "two_layers": "两层网络（照片）",
    "photographs_flow_1": "扩散模型，1 步（照片）",
    "photographs_flow_8": "扩散模型，8 步（照片）",
    "letters_least_squares": "最小二乘（字母）",
    "letters_gan": "GAN（字母）",
    "letters_flow_8": "扩散模型，8 步（字母）",
}


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_network_and_every_method_at_eight_times(shown, lang):
    app = opened(lang=lang, picture="cat", factor="8", reduction="average", trained=WHOLE, **ALL)
    assert len(shown.rows) == len(NAMES) + len(TRAINED)
    failed = {row["title"]: row["reason"] for row in shown.rows if not row["cells"]}
    adaptive = {
        "en": {"Edge-directed (NEDI)", "Region-based"},
        "zh": {"边缘导向插值（NEDI）", "分区域插值"},
    }
    assert failed.keys() == adaptive[lang]
    does = {
        "en": "It does not enlarge ×8. It does ×2, ×4.",
        "zh": "它不能放大 ×8。它能放大 ×2, ×4。",
    }
    assert set(failed.values()) == {does[lang]}
    assert {pane.values.shape for pane in shown.panes[2:]} == {(3, 256, 256)}
    for name in TRAINED:
        cells = dict(zip(COLUMNS, row_of(shown, name, lang)["cells"], strict=True))
        noisy = TRAINED[name].noisy
        assert (cells["phase_difference"] == "–") == noisy
        assert (cells["offset"] == "–") == (name != "two_layers")
    text = told(app)
    for sentence in {
        "en": (
            "Taught by this very picture, so that decibels prove nothing here: Two layers "
            "(photographs), Diffusion, 1 step (photographs), Diffusion, 8 steps (photographs).",
            "are given the picture in grey",
            "Trained for ×2 and run 3 times, each time on its own result: Two layers",
            "Another seed gives another answer",
            "of a ramp they make something else: Least squares (letters).",
        ),
        "zh": (
            "正是这张图片教过它们",
            "的是灰度图",
            "运行 3 次",
            "换一个随机种子",
            "因此不测偏移",
        ),
    }[lang]:
        assert sentence in text
    assert "this picture was reduced otherwise" not in text


def test_the_held_out_photograph_taught_none_and_other_reductions_are_told(shown):
    text = told(opened(picture="cameraman", trained="two_layers"))
    assert "Taught by this very picture" not in text
    assert "the picture in grey" not in text, "it is grey"
    assert "this picture was reduced otherwise." in text


def test_what_a_network_was_not_trained_for_says_why(shown):
    opened(factor="3", interpolation="bicubic", learned="none", trained="two_layers,letters_gan")
    assert row_of(shown, "two_layers")["reason"] == (
        "It was trained for ×2. Run again on its own result it makes ×4, ×8, but never ×3."
    )
    assert row_of(shown, "letters_gan")["reason"] == (
        "It was trained for ×8 and can do nothing else."
    )
    assert len(shown.panes) == 3


def test_networks_alone_with_a_seed_that_the_address_holds(shown):
    asked = {"factor": "8", "interpolation": "none", "learned": "none", "picture": "brick"}
    app = opened(trained="letters_gan", **asked)
    assert not [box for box in app.selectbox if box.key == "weights"]
    before = shown.rows
    app.number_input(key="seed").set_value(5).run()
    assert address_of(sound(app)) == asked | {"trained": "letters_gan", "seed": "5"}
    after = shown.rows
    assert after != before
    opened(trained="letters_gan", seed="5", **asked)
    assert shown.rows == after
    app.pills(key="trained").set_value(["letters_least_squares"]).run()
    assert not [box for box in sound(app).number_input if box.key == "seed"]
    for view in ("differences", "costs"):
        app.segmented_control(key="view").set_value(view).run()
        sound(app)


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("content", [None, b"", b"PK no archive"])
def test_damaged_weights_leave_the_rest_of_the_page(shown, tmp_path, monkeypatch, lang, content):
    monkeypatch.setattr(trained, "_WEIGHTS", tmp_path)
    if content is not None:
        (tmp_path / "photographs-two-layers.npz").write_bytes(content)
    trained.enlarger.cache_clear()
    opened(lang=lang, picture="coffee", trained="two_layers", seed="3")
    reason = row_of(shown, "two_layers", lang)["reason"]
    assert reason == {"en": "Its file of weights is missing or damaged.",
                      "zh": "它的权重文件缺失或已损坏。"}[lang]  # fmt: skip
    assert len(shown.rows) == len(FIRST) + 1
    assert len(shown.panes) == len(FIRST) + 2
    trained.enlarger.cache_clear()


def clicked(monkeypatch, pane):
    monkeypatch.setattr(figure, "draw_pictures", lambda data, key: Cell(pane, 3, 4))


def test_a_pixel_of_a_network_says_that_the_lab_cannot_open_it(shown, monkeypatch):
    clicked(monkeypatch, 3)
    app = opened(interpolation="bicubic", learned="none", trained="two_layers")
    assert [info.value for info in app.info] == [
        "Two layers (photographs) is no single matrix, so the lab cannot take it apart."
    ]


@pytest.mark.parametrize(
    ("pane", "address"),
    [
        (0, {"interpolation": "none", "trained": "two_layers"}),
        (2, {"interpolation": "none", "trained": "two_layers"}),
        (2, {"interpolation": "bicubic", "factor": "8"}),
        (7, {"interpolation": "bicubic"}),
    ],
)
def test_what_the_lab_cannot_open_is_let_be(shown, monkeypatch, pane, address):
    clicked(monkeypatch, pane)
    app = opened(learned="none", **address)
    assert not app.info
    assert shown.lab == (address.get("factor") != "8" and "trained" not in address)


def test_what_taught_a_network_is_what_its_training_takes():
    flow = (*TRAINING, *PICTURES)
    for name, network in NETWORKS.items():
        taught = {"two_layers": TRAINING, "photographs_flow": flow}
        assert network.taught_by == taught.get(name.removesuffix("_1").removesuffix("_8"), ())
    assert not {"cameraman", "upload"} & {one for net in NETWORKS.values() for one in net.taught_by}


def test_files_to_take_home_hold_networks_too():
    pair = reduced(sample("cameraman"), "average", 4)
    bar = SimpleNamespace(progress=lambda *_how, **_more: None, empty=lambda: None)
    asked = chosen("bicubic", "two_layers", picture="cameraman", factor=4)
    found = results(asked, pair, bar)
    with np.load(io.BytesIO(arrays_npz(found))) as arrays:
        assert arrays["two_layers"].shape == (1, 256, 256)
    assert "two_layers.png" in zipfile.ZipFile(io.BytesIO(pictures_zip(found))).namelist()
    rows = {row[0]: row for row in csv.reader(io.StringIO(table_file(found, "psnr")))}
    assert float(rows["two_layers"][1]) == found.scores["two_layers"].psnr
    # The photograph that was held out: what it has learned is worth something.
    assert found.scores["two_layers"].psnr > found.scores["bicubic"].psnr


# ---------------------------------------------------------------------- unusual pictures

NOISE = np.random.default_rng(4).integers(0, 256, (46, 61, 3))


def test_until_there_is_an_upload_the_page_waits_for_it(shown):
    app = opened(picture="upload")
    assert "never written to disk" in told(app)
    assert not shown.rows


@pytest.mark.parametrize("size", [(8, 8), (9, 17), (46, 61)])
def test_small_uploads_are_enlarged_by_every_network(shown, size):
    app = opened(picture_of(NOISE[: size[0], : size[1]]), factor="8", trained=WHOLE, **ALL)
    assert all(row_of(shown, name)["cells"] for name in TRAINED)
    before = shown.panes
    app.segmented_control(key="view").set_value("differences").run()
    assert len(sound(app) and shown.panes) == len(before)
    kept = app.session_state["_compared_upload_made"][1]
    assert len(kept) == len(TRAINED)


@pytest.mark.parametrize(
    ("size", "factor"), [((1, 1), "2"), ((9, 1), "2"), ((3, 3), "4"), ((7, 40), "8")]
)
def test_a_picture_smaller_than_the_factor_gets_a_sentence(shown, size, factor):
    app = opened(picture_of(NOISE[: size[0], : size[1]]), factor=factor)
    (warning,) = app.warning
    assert f"{size[1]} × {size[0]} pixels is smaller than the factor" in warning.value
    assert f"at least {factor} × {factor}" in warning.value or "pixels at least" in warning.value
    assert not shown.rows
    app.selectbox(key="picture").set_value("cat").run()
    assert sound(app).segmented_control(key="factor").value == int(factor)
    assert len(shown.rows) == len(FIRST)


def test_a_picture_that_is_no_multiple_is_cropped_and_the_page_says_so(shown):
    app = opened(picture_of(NOISE), factor="4")
    assert "Cropped from 61 × 46 to 60 × 44 pixels, whole multiples of 4." in told(app)
    assert shown.panes[0].values.shape == (3, 44, 60)


@pytest.mark.parametrize("side", [2, 5, 8])
def test_very_small_pictures_have_dashes_and_reasons(shown, side):
    app = opened(picture_of(NOISE[:side, :side]), **ALL)
    assert "SSIM needs 11 × 11 pixels; the original has" in told(app)
    assert ("Artifact score needs 8 × 8 pixels" in told(app)) == (side < 8)
    assert [row["cells"][1] for row in shown.rows if row["cells"]] == ["–"] * len(
        [row for row in shown.rows if row["cells"]]
    )


def test_a_grey_picture_has_one_channel(shown):
    opened(picture_of(NOISE[..., 0]))
    assert {pane.values.shape for pane in shown.panes[2:]} == {(1, 46, 60)}
    assert all(row["cells"] for row in shown.rows)


def test_transparent_parts_lie_on_white_and_the_page_says_so(shown):
    alpha = np.dstack([NOISE, np.zeros(NOISE.shape[:2])])
    app = opened(picture_of(alpha))
    assert "Transparent parts lie on white." in told(app)
    assert shown.panes[0].values.min() == 1


def test_one_colour_has_an_infinite_psnr_and_the_page_says_so(shown):
    app = opened(picture_of(np.full((40, 40, 3), 77)))
    assert "PSNR is infinite (∞) where nothing differs from the original" in told(app)
    infinite = [row["title"] for row in shown.rows if row["cells"][0] == "∞"]
    assert infinite == ["Nearest neighbour", "Bilinear", "Bicubic"]
    app.segmented_control(key="view").set_value("costs").run()
    assert "Not in the chart" in told(sound(app))


def test_another_upload_is_computed_anew(shown):
    app = opened(picture_of(NOISE))
    before = shown.rows
    app.session_state["_last_good_upload"] = picture_of(NOISE[::-1, ::2])
    app.session_state["_last_good_upload_mark"] = "2"
    app.run()
    assert sound(app)
    assert shown.rows != before
    assert shown.panes[0].values.shape == (3, 46, 30)


LARGE = """
import resource, sys
from pathlib import Path
import numpy as np
from streamlit.testing.v1 import AppTest
from ui.pictures import Picture

values = np.random.default_rng(0).random((3, 1024, 1024), dtype=np.float32)
app = AppTest.from_file("app.py", default_timeout=120)
app.session_state["_last_good_upload"] = Picture(values)
app.session_state["_last_good_upload_mark"] = "1"
for name, value in dict(arg.split("=") for arg in sys.argv[1:]).items():
    app.query_params[name] = value
app.switch_page("pages/compare.py").run()
assert not app.exception and not app.error
print(*(caption.value for caption in app.caption))
# What the system itself counts includes the process that started this one, where Linux can tell.
status = Path("/proc/self/status")
peaks = [line.split()[1] for line in status.read_text().splitlines() if line.startswith("VmHWM")] \
    if status.exists() else [resource.getrusage(resource.RUSAGE_SELF).ru_maxrss]
print(int(peaks[0]) // 1024)
"""


def test_a_large_upload_needs_less_than_600_megabytes():
    # The dearest of each family: one after another, they leave nothing behind but their pictures.
    some = ["interpolation=nearest,lanczos", "learned=sub_pixel", "unpooling=max_unpool"]
    command = [sys.executable, "-c", LARGE, "picture=upload", "factor=4", *some]
    answer = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert answer.returncode == 0, answer.stderr
    *captions, megabytes = answer.stdout.splitlines()
    assert "Reduced from 1024 × 1024 to 512 × 512" in captions[0]
    assert int(megabytes) < 600
