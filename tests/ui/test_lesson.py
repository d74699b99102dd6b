"""What lesson pages share: prose in sections, addresses of the lab, words of questions."""

from string import Formatter

import numpy as np
import pytest

from tests.app.lessons import LESSONS
from ui import address, words
from ui.emblem import SIDE
from ui.frame import PAGES, page_file
from ui.lab.link import lab_address
from ui.lesson_page import _go_on
from ui.quiz import shown
from upsample_core.checks import ParameterError

PROSE = """## question | Why {size}?

One line
and another.

## rows | A row

Before.

> Try this,
> then {that}.
"""


@pytest.fixture
def prose(tmp_path, monkeypatch):
    """Write prose for a page of its own in both languages."""
    for code, text in {
        "en": PROSE,
        "zh": "## a | 甲\n\n上一行，\n下一行 x\n≥ y。\n\n> 试，\n> 看。\n",
    }.items():
        (tmp_path / code).mkdir()
        (tmp_path / code / "page.md").write_text(text, encoding="utf-8")
    monkeypatch.setattr(words, "WORDS", tmp_path)
    for cached in (words._prose, words._sections):
        cached.cache_clear()
    yield
    for cached in (words._prose, words._sections):
        cached.cache_clear()


@pytest.mark.usefixtures("prose")
def test_prose_is_cut_into_sections():
    parts = words.sections("page")
    assert list(parts) == ["question", "rows"]
    assert parts["question"].filled(size=4).title == "Why 4?"
    assert parts["question"].body == "One line\nand another."
    assert parts["question"].try_it == ""
    assert parts["rows"].body == "Before."
    assert parts["rows"].filled(that="stop").try_it == "Try this,\nthen stop."


@pytest.mark.usefixtures("prose")
def test_chinese_lines_are_joined_without_a_space(monkeypatch):
    monkeypatch.setattr(words, "language", lambda: "zh")
    section = words.sections("page")["a"]
    assert section.body == "上一行，下一行 x\n≥ y。"
    assert section.try_it == "试，看。"


def test_every_page_of_the_course_has_its_file():
    assert all((words.WORDS.parent.parent / page_file(name)).is_file() for name in PAGES)
    assert page_file("convolution_matrix") == "pages/convolution-matrix.py"


def test_an_address_of_the_lab_is_spelled_in_full():
    address = lab_address(
        "transposed_convolution",
        dims="2",
        size="2x3",
        stride=(2, 3),
        kernel="custom",
        kernel_values=np.array([[1, 0.5], [0, -1]]),
        pin="output:0,1",
    )
    assert address["size"] == "2x3"
    assert address["stride"] == "2,3"
    assert address["kernel_size"] == "2"
    assert address["kernel_values"] == "1,0.5;0,-1"
    assert address["pin"] == "output:0,1"
    assert lab_address("decimate", antialias=True)["antialias"] == "true"


@pytest.mark.parametrize("wrong", [{"stride": 99}, {"size": "0"}, {"input": "nothing"}])
def test_an_address_that_would_not_open_is_refused(wrong):
    name, value = next(iter(wrong.items()))
    with pytest.raises(ParameterError, match=f"the lab cannot open with {name} = {value}"):
        lab_address("transposed_convolution", **wrong)


@pytest.mark.parametrize(
    ("value", "text"),
    [((4, 6), "4 × 6"), ([4.0, 6.5], "4, 6.5"), (np.array([1.0, 2.0]), "1, 2"), (-1.5, "−1.5"),
     ("y", "y"), (3, "3"), ([], "")],
)  # fmt: skip
def test_what_questions_show(value, text):
    assert shown(value) == text


KINDS = [(page, kind) for page, lesson in LESSONS.items() for kind in lesson.kinds]


@pytest.mark.parametrize("page", LESSONS)
def test_a_lesson_is_a_table_of_the_steps_that_its_prose_has(page):
    lesson = LESSONS[page]
    assert lesson.name == page.replace("-", "_")
    names = [step.name for step in lesson.steps]
    assert sorted(names) == sorted(set(words.sections(lesson.name)) - {"question", "after"})
    assert lesson.wordings.keys() == lesson.kinds.keys()


@pytest.mark.parametrize("page", LESSONS)
def test_a_lesson_has_what_the_map_of_the_course_shows(page):
    lesson = LESSONS[page]
    assert words.sections(lesson.name)["after"].title
    assert lesson.minutes in range(15, 35, 5)
    emblem = lesson.emblem()
    assert 5 <= min(emblem.values.shape[-2:]) <= max(emblem.values.shape[-2:]) <= 2 * SIDE
    assert np.ptp(emblem.values) > 0


@pytest.mark.parametrize("page", LESSONS)
def test_a_page_of_a_lesson_names_it_and_nothing_else(page):
    file = words.WORDS.parents[1] / page_file(LESSONS[page].name)
    code = [line for line in file.read_text("utf-8").splitlines() if line][1:]
    assert code == [
        "from ui.lesson_page import show_lesson",
        f"from ui.lessons.{LESSONS[page].name} import LESSON",
        "show_lesson(LESSON)",
    ]


@pytest.mark.parametrize(("page", "kind"), KINDS)
def test_every_slip_and_choice_has_words(page, kind):
    wording, make = LESSONS[page].wordings[kind], LESSONS[page].kinds[kind]
    questions = [make(seed) for seed in range(200)]
    assert {name for one in questions for name in one.mistakes} == wording.mistakes.keys()
    assert {name for one in questions for name in one.choices} == wording.choices.keys()


@pytest.mark.parametrize(("page", "kind"), KINDS)
def test_the_words_ask_for_nothing_that_is_not_given(page, kind):
    wording, given = LESSONS[page].wordings[kind], set(LESSONS[page].kinds[kind](0).given)
    assert fields(wording.prompt) <= given
    assert fields(wording.because) <= given | {"answer", "reply"}
    assert fields(wording.hint) <= given
    for text in (*wording.mistakes.values(), *wording.choices.values()):
        assert fields(text) <= given | {"reply"}


def fields(text):
    return {name for _text, name, _spec, _c in Formatter().parse(text) if name}


@pytest.mark.parametrize(
    ("now", "by", "then"),
    [
        ("a", 1, "b"),
        ("b", -1, "a"),
        ("b", 1, None),
        ("a", -1, None),
        ("left", 1, None),
        (None, 1, None),
    ],
)
def test_a_press_leads_on_from_where_the_person_is_by_now(monkeypatch, now, by, then):
    monkeypatch.setattr(address, "kept", {"step": now}.get)
    changes = []
    monkeypatch.setattr(address, "change", lambda *change: changes.append(change))
    _go_on(["a", "b"], by)
    assert changes == ([] if then is None else [("step", then, "steps", "further")])
