"""One term for one thing: what Chinese words stand for, and forms that English must not take."""

import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

WORDS = Path(__file__).parents[2] / "assets" / "words"
PROSE = sorted((WORDS / "zh").glob("*.md"))

with (WORDS / "zh.po").open("rb") as file:
    CATALOGUE = [message for message in read_po(file) if message.id]
# Of a message that goes with a count, the form for many, which Chinese has alone.
MESSAGES = {
    message.id if isinstance(message.id, str) else message.id[-1]: message.string
    if isinstance(message.string, str)
    else message.string[-1]
    for message in CATALOGUE
}
CHINESE = [*MESSAGES.values(), *(path.read_text("utf-8") for path in PROSE)]

MISUSED = {
    "印": "a stamp is 章, to stamp 盖章",
    "每隔": "every second is 每 2 个取一个; 每隔 2 个 is every third",
    "空洞(?!率)": "a hole is 未覆盖格; 空洞 is dilation's",
    "带步长": "a strided convolution is 步进卷积",
    "权值": "a weight is 权重",
}


@pytest.mark.parametrize("wrong", MISUSED, ids=list(MISUSED.values()))
def test_one_chinese_term_for_one_thing(wrong):
    assert [text for text in CHINESE if re.search(wrong, text)] == []


def test_a_tap_is_not_called_a_weight():
    """A tap is a place in the kernel, 核元素; a weight is the number that stands there, 权重."""
    of_taps = {
        english: chinese
        for english, chinese in MESSAGES.items()
        if re.search(r"\btaps?\b", re.sub(r"\{.*?\}", "", english), re.I)
        and "weight" not in english.lower()
    }
    assert len(of_taps) > 20
    assert {e: c for e, c in of_taps.items() if "权重" in c} == {}
    assert [e for e, c in of_taps.items() if "核元素" not in c] == []


@pytest.mark.parametrize("page", ["convolution_matrix", "transposed_convolution", "checkerboard"])
def test_a_tap_is_explained_where_a_lesson_first_names_it(page):
    text = (WORDS / "zh" / f"{page}.md").read_text("utf-8")
    body = re.sub(r"^## .*$", "", text, flags=re.M)
    assert body.index("**核元素**") <= body.index("核元素")


WRONG_ENGLISH = [
    r"\ba \{(input|shape|output|size)\}",  # "a 8 × 7"
    r"\}-th\b",  # "2-th"
    r"\} (places|phase kernels are|output cells are|dimensions are lost\.$)",  # "1 places"
    r"a rest\b",
    r"does the best that can be done",
]


@pytest.mark.parametrize("wrong", WRONG_ENGLISH)
def test_english_is_right_whatever_number_is_filled_in(wrong):
    prose = [path.read_text("utf-8") for path in sorted((WORDS / "en").glob("*.md"))]
    assert [text for text in [*MESSAGES, *prose] if re.search(wrong, text, re.I)] == []
