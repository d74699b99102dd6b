"""Markup, scripts, links and LaTeX in every parameter of every address: shown as text, if at all.

What the browser makes of them is in tests/browser/test_hostile_words.py.
"""

import re
from itertools import cycle
from pathlib import Path

import pytest
from google.protobuf.message import Message
from streamlit.testing.v1 import AppTest

from ui import address
from ui.frame import LESSONS as LESSON_NAMES
from ui.frame import PAGES, page_file
from ui.markdown import plain

ROOT = Path(__file__).parents[2]
HOSTILE = (
    "<zqx onload=zqx()>",
    "[zqx](https://zqx.example)",
    "![zqx](//zqx.example/a.png)",
    "https://zqx.example/a",
    "www.zqx.example",
    "a@zqx.example",
    "$zqx\\href{//zqx.example}{a}$",
    ":material/zqx: :red[zqx]",
    "`zqx` **zqx** {zqx} %zqx",
    "<script>zqx()</script>",
    "javascript:zqx()",
    "|zqx|zqx|\n|---|---|\n# zqx",
)
READ_AS_MARKDOWN = re.compile(
    r"(?<!\\)(?:\\\\)*(?:[<\[$`*:]|script>|://)zqx|(?<!\\)\]\(|^\|zqx|^# zqx", re.MULTILINE
)
FOUND_IN_TEXT = re.compile(r"https?://zqx|www\.zqx|@zqx|:material/zqx")
"""Streamlit makes links and icons of these even where every character of them is escaped."""
NO_MARKDOWN = {"default", "value", "code_text", "json", "js_content", "css_content"}
"""Fields of messages for text fields, for code, and for components, which put text in as text."""


class Everything(dict):
    """An address in which every parameter is there, and hostile."""

    def __init__(self, **said):
        super().__init__(said)
        self.more = cycle(HOSTILE)
        self.asked = set()

    def __contains__(self, name):
        return True

    def __missing__(self, name):
        self.asked.add(name)
        self[name] = next(self.more)
        return self[name]

    def get(self, name, default=None):
        return self[name]

    def pop(self, name, default=None):
        return self[name]


def texts(message, name=""):
    """Every text of a message to the browser, with the name of its field."""
    for field, value in message.ListFields():
        parts = value if field.is_repeated and not isinstance(value, (str, bytes)) else [value]
        for part in parts:
            if isinstance(part, Message):
                yield from texts(part, field.name)
            elif isinstance(part, str):
                yield field.name, part


def lives(text):
    """Whether Markdown would make anything of the hostile part of a text."""
    return READ_AS_MARKDOWN.search(text) or FOUND_IN_TEXT.search(text.replace("\\", ""))


def elements(block):
    """All elements of a block of a page, in it or in blocks of it."""
    for child in block.children.values():
        if hasattr(child, "children"):
            yield from elements(child)
        elif hasattr(child, "proto"):
            yield child


@pytest.mark.parametrize("text", HOSTILE)
def test_what_would_live_is_found_and_text_from_people_does_not(text):
    assert lives(text) or "javascript" in text
    assert not lives(plain(text))
    assert plain(text).replace("\\", "").replace("\N{WORD JOINER}", "") == text.replace("\\", "")


CASES = [(name, {}) for name in PAGES if name not in LESSON_NAMES]
CASES += [(name, {"step": "all"}) for name in LESSON_NAMES]
CASES += [
    # The fields for text that are there only after another choice.
    ("lab", {"method": "transposed_convolution", "kernel": "custom", "input": "custom"}),
    ("networks", {"step": "planner", "network": "own"}),
    ("networks", {"step": "planner", "network": "own", "chain": "<zqx>[zqx](//zqx.example)$zqx$"}),
]


@pytest.mark.parametrize(("name", "said"), CASES)
def test_no_parameter_of_an_address_lives_on_its_page(name, said, monkeypatch):
    hostile = Everything(**said)
    monkeypatch.setattr(address, "_found", lambda: hostile)
    monkeypatch.setattr(address, "text", hostile.get)
    monkeypatch.setattr(address, "value", lambda one: one.read(hostile[one.name]))
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    app.switch_page(page_file(name)).run()
    assert not app.exception
    assert hostile.asked or name == "home"
    assert app.warning or name == "home", "the page must say what it could not use"
    living = [
        (field, text)
        for element in elements(app.main)
        for field, text in texts(element.proto)
        if field not in NO_MARKDOWN and lives(text)
    ]
    assert not living
