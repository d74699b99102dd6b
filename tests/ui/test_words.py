"""The catalogues: every message translated, with the same placeholders."""

import re
from collections import Counter
from functools import cache
from pathlib import Path
from string import Formatter
from threading import Thread

import pytest
from babel.messages.extract import extract_from_file
from babel.messages.pofile import read_po

from ui import words
from ui.words import ngettext, plural_forms, prose, sections

ROOT = Path(__file__).parents[2]
WORDS = ROOT / "assets" / "words"
KEYWORDS = {"_": None, "N_": None, "NumbersError": None, "ChainError": None, "_wrong": None}
KEYWORDS |= dict.fromkeys(("ngettext", "plural_forms"), (1, 2))
SOURCES = [
    ROOT / "app.py",
    *sorted((ROOT / "pages").glob("*.py")),
    *sorted((ROOT / "ui").rglob("*.py")),
    *sorted((ROOT / "upsample_core").rglob("*.py")),
]


@cache
def messages():
    """Collect every message of the sources, or both its forms, with the file that holds it."""
    found = {}
    for path in SOURCES:
        for _line, message, _comments, _context in extract_from_file("python", path, KEYWORDS):
            text = message
            if isinstance(message, tuple):
                text = message if all(message[:2]) and len(message) == 2 else message[0]
            found.setdefault(text, path.relative_to(ROOT).as_posix())
    return found


@cache
def catalogue(code):
    with (WORDS / f"{code}.po").open("rb") as file:
        return {message.id: message for message in read_po(file) if message.id}


def forms(text):
    """The forms of a message, or of its translation: one, or some that go with counts."""
    return [text] if isinstance(text, str) else list(text)


def fields(text):
    """The placeholders of a text, with their formats."""
    return sorted((name, spec) for _text, name, spec, _c in Formatter().parse(text) if name)


def placeholders(text):
    """The placeholders of the last form of a message: in English, the one for many."""
    return fields(forms(text)[-1])


def test_messages_are_found():
    assert {"Transposed convolution", "Stride", "{count} stored"} <= messages().keys()


def test_every_message_has_a_translation():
    missing = {m: path for m, path in messages().items() if not catalogue("zh").get(m)}
    assert not missing
    empty = [m for m, entry in catalogue("zh").items() if not all(entry.string) or entry.fuzzy]
    assert not empty


def test_no_translation_is_left_over():
    assert not catalogue("zh").keys() - messages().keys()


def test_no_message_stands_twice():
    """Of two translations of one message only one is ever shown."""
    text = (WORDS / "zh.po").read_text("utf-8")
    found = Counter(re.findall(r'^msgid (.+(?:\n".*")*)', text, re.MULTILINE))
    assert len(found) > 500
    assert [message for message, times in found.items() if times > 1] == []


def name_of(entry):
    return forms(entry.id)[0][:30]


@pytest.mark.parametrize("entry", catalogue("zh").values(), ids=name_of)
def test_a_translation_keeps_the_placeholders(entry):
    assert placeholders(entry.string) == placeholders(entry.id)
    assert set(fields(forms(entry.id)[0])) <= set(placeholders(entry.id))


@pytest.mark.parametrize("entry", catalogue("zh").values(), ids=name_of)
def test_numbers_are_written_before_they_are_filled_in(entry):
    """So that they look alike everywhere; the catalogue says nothing of digits."""
    assert not any(spec for _name, spec in placeholders(entry.id))


def test_the_catalogue_says_how_many_forms_a_count_has():
    with (WORDS / "zh.po").open("rb") as file:
        known = read_po(file)
    assert (known.num_plurals, known.plural_expr) == (1, "0")
    counted = [entry for entry in catalogue("zh").values() if not isinstance(entry.id, str)]
    assert counted
    assert all(len(entry.string) == 1 for entry in counted)


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


@pytest.mark.parametrize(
    ("code", "one", "many"),
    [("en", "Mean of 1 shift", "Mean of 4 shifts"), ("zh", "1 次平移的平均", "4 次平移的平均")],
)
def test_a_count_has_its_form(monkeypatch, code, one, many):
    monkeypatch.setattr(words, "language", lambda: code)
    asked = ("Mean of {count} shift", "Mean of {count} shifts")
    assert [ngettext(*asked, count) for count in (1, 4)] == [one, many]
    assert ngettext(*asked, 0) == many.replace("4", "0")
    single, several = plural_forms(*asked)
    assert [single.format(count=1), several.format(count=4)] == [one, many]


def test_other_values_are_filled_in_beside_the_count():
    assert (
        ngettext("{count} of {all} differs", "{count} of {all} differ", 1, all=9)
        == "1 of 9 differs"
    )


# ---------------------------------------------------------------- the language of a run


def spoken(name, session, *codes):
    """What a thread of a name takes for the language while its session is told others."""
    found = []

    def run():
        for code in codes:
            session["_language"] = code
            found.append(words.language())

    thread = Thread(target=run, name=name)
    thread.start()
    thread.join()
    return found


def test_a_run_looks_its_language_up_once_and_other_threads_always(monkeypatch):
    session = {}
    monkeypatch.setattr(words.st, "session_state", session)
    # What is made for a download is made in threads that serve many sessions.
    assert spoken("AnyIO worker thread", session, "zh", "en") == ["zh", "en"]
    assert spoken("ScriptRunner.scriptThread", session, "zh", "en") == ["zh", "zh"]
    assert spoken("ScriptRunner.scriptThread", session, "en", "zh") == ["en", "en"]
