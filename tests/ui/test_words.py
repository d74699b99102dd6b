"""The catalogues: every message translated, with the same placeholders."""

import re
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.extract import extract_from_file
from babel.messages.pofile import read_po

from ui.words import prose, sections

ROOT = Path(__file__).parents[2]
WORDS = ROOT / "assets" / "words"
KEYWORDS = {"_": None, "N_": None, "NumbersError": None}
SOURCES = [
    ROOT / "app.py",
    *sorted((ROOT / "pages").glob("*.py")),
    *sorted((ROOT / "ui").rglob("*.py")),
    *sorted((ROOT / "upsample_core").rglob("*.py")),
]


def messages():
    """Collect every message of the sources, with the file that holds it."""
    found = {}
    for path in SOURCES:
        for _line, message, _comments, _context in extract_from_file("python", path, KEYWORDS):
            text = message[0] if isinstance(message, tuple) else message
            found.setdefault(text, path.relative_to(ROOT).as_posix())
    return found


def catalogue(code):
    with (WORDS / f"{code}.po").open("rb") as file:
        return {message.id: message for message in read_po(file) if message.id}


def placeholders(text):
    """Return the fields of a message, with their formats: {low:.3g} is not {low}."""
    return sorted((name, spec) for _text, name, spec, _c in Formatter().parse(text) if name)


def test_messages_are_found():
    assert {"Transposed convolution", "Stride", "{count} stored"} <= messages().keys()


def test_every_message_has_a_translation():
    missing = {m: path for m, path in messages().items() if not catalogue("zh").get(m)}
    assert not missing
    empty = [m for m, entry in catalogue("zh").items() if not entry.string or entry.fuzzy]
    assert not empty


def test_no_translation_is_left_over():
    assert not catalogue("zh").keys() - messages().keys()


@pytest.mark.parametrize("entry", catalogue("zh").values(), ids=lambda entry: entry.id[:30])
def test_a_translation_keeps_the_placeholders(entry):
    assert placeholders(entry.string) == placeholders(entry.id)


def prose_names():
    return sorted(path.name for path in (WORDS / "en").glob("*.md"))


def test_prose_exists_in_both_languages():
    assert prose_names() == sorted(path.name for path in (WORDS / "zh").glob("*.md"))
    assert "home.md" in prose_names()


@pytest.mark.parametrize("name", prose_names())
def test_prose_fills_in_the_same_numbers(name):
    english, chinese = ((WORDS / code / name).read_text("utf-8") for code in ("en", "zh"))
    assert set(placeholders(english)) == set(placeholders(chinese))
    assert re.search("[\u4e00-\u9fff]", chinese), "the Chinese prose has no Chinese in it"


def test_an_equation_in_prose_stays_on_one_line():
    told = prose("home", methods=15, least=1, most=4, kernel_size=3, stride=2)
    parts = [part.body for part in sections("checkerboard").values()]
    assert "S\u00a0=\u00a02" in "".join(parts)
    assert not re.search(r"\b[A-Z]{1,2} = [{\d]", "".join([told, *parts]))
