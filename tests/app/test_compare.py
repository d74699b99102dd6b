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
from ui.compare import figure, table
from ui.compare.columns import COLUMNS
from ui.compare.files import arrays_npz, pictures_zip
from ui.compare.results import results
from ui.compare.state import AT_FIRST, FAMILIES, REDUCTION_NAMES, WEIGHT_NAMES, Chosen
from ui.compare.table import ordered, table_file
from ui.pictures import read_upload, sample
from upsample_core import METHODS
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
}


@pytest.fixture
def shown(monkeypatch):
    """What the two components of the page were last given."""
    seen = SimpleNamespace(rows=[], heads=[], panes=[], sort=None)

    def drawn_table(data, **_how):
        seen.rows, seen.heads = data["rows"], data["heads"]
        chosen, seen.sort = seen.sort, None
        return SimpleNamespace(sort=chosen)

    def described(panes, **_how):
        seen.panes = list(panes)
        return b""

    figure._of_sample.cache_clear()
    monkeypatch.setattr(table, "_TABLE", drawn_table)
    monkeypatch.setattr(figure, "payload", described)
    monkeypatch.setattr(figure, "draw_pictures", lambda data, key: None)
    yield seen
    figure._of_sample.cache_clear()


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
    assert "Nothing is trained: kernels begin as bilinear" in told(app)


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
    assert [row["reason"] for row in shown.rows if not row["cells"]] == ["It does not enlarge ×3."]


# ---------------------------------------------------------------------- unusual pictures

NOISE = np.random.default_rng(4).integers(0, 256, (46, 61, 3))


def test_until_there_is_an_upload_the_page_waits_for_it(shown):
    app = opened(picture="upload")
    assert "never written to disk" in told(app)
    assert not shown.rows


@pytest.mark.parametrize(("size", "factor"), [((1, 1), "2"), ((9, 1), "2"), ((3, 3), "4")])
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
