"""The one state of a page: what its address says, what its widgets hold, and which of them counts.

What a person just did wins over any address; otherwise the address is the state. In every run of a
page's script

1. `open_page` compares the address with the one that this session knows. An address that is news
   (a first visit, a link, the back button) begins the page anew. It is no news if a widget has
   changed: on a slow connection the address that comes with a change is older than the change, and
   after a restart of the server an old address comes together with the change.
2. `value` returns what a field holds: its widget's value, or what was kept of one off the screen,
   or what the address says, or its default.
3. `seed` sets a widget before it is drawn, `saw` remembers what it was set to.
4. `write` makes the address say what the page shows.

A session that is new cannot know what the browser's widgets hold before they are drawn: there they
are set by their arguments, over which Streamlit lets the browser's own values go; `remembered` then
tells that they differ.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import streamlit as st

from ui.fields import Field, UnreadableError, spell

_PAGE = "_page"
_LEFT = "_pages_left"
LANGUAGE = "lang"
CHOSEN_LANGUAGE = "_language_chosen"
"""Where the language is kept that the person chose, by a click or by an address."""


@dataclass
class _Page:
    """What a session knows of the page that it is on.

    Attributes
    ----------
    name : str
    address : dict
        What the address says, without the language; the session wrote or accepted it.
    values : dict
        What fields held, by their names, whether their widgets are on the screen or not.
    shown : dict
        What widgets were set to, by their keys.
    before : dict
        What widgets held when they were set to something else, by their keys. What a browser tells
        before it has heard of that still says so.
    fresh : bool
        Whether this is the first run of the session.
    news : bool
        Whether the address of this run counts.
    again : bool
        Whether this run is the last one once more: the person has done nothing since. A browser
        asks for one when its connection has come back, for instance.
    amended : bool
        Whether in this run something was added that the person did not choose.
    acted : set of str
        The fields that a button or the stage has let hold something else since the last run.
    part : object
        Stands for the part of the page that is being drawn; None for what is in no part.
    parts : dict
        In which part fields were last asked for, and widgets drawn, by their names and keys.
    aside : dict
        What the address leaves out while another part of the page is on the screen.
    replaced, replacement : dict or None
        An address that was not as the page shows it, and the one that stands in its place in the
        browser and in its history. The former may still come with a run: it is no news.
    refused : dict
        What could not be used, by names of those that ask.
    """

    name: str
    address: dict[str, str]
    values: dict[str, Any] = field(default_factory=dict)
    shown: dict[str, Any] = field(default_factory=dict)
    before: dict[str, Any] = field(default_factory=dict)
    fresh: bool = False
    news: bool = True
    again: bool = False
    amended: bool = False
    acted: set[str] = field(default_factory=set)
    part: object = None
    parts: dict[str, object] = field(default_factory=dict)
    aside: dict[str, str] = field(default_factory=dict)
    replaced: dict[str, str] | None = None
    replacement: dict[str, str] | None = None
    refused: dict[str, Any] = field(default_factory=dict)


def open_page(name: str) -> None:
    """Find out, at the head of a run of a page's script, what counts in it.

    A page that is come back to without an address stands as it was left.
    """
    state, found = st.session_state, _found()
    page: _Page | None = state.get(_PAGE)
    if page is None:
        state[_PAGE] = _Page(name, found, fresh=True)
    elif page.name != name:
        left = state.setdefault(_LEFT, {})
        left[page.name] = page.address
        state[_PAGE] = _Page(name, found or left.get(name, {}), replaced=found)
    elif page.acted or turned() or found in (page.address, page.replaced):
        page.again = not (page.acted or turned())
        page.fresh = page.news = page.amended = False
        page.acted.clear()
    else:
        state[_PAGE] = _Page(name, found)


def is_news() -> bool:
    """Whether in this run the address counts, not what widgets hold."""
    return _page().news


def turned() -> bool:
    """Whether a widget holds something else than it was last set to: the person changed it."""
    return any(_is_turned(key) for key in _page().shown)


@contextmanager
def part(which: object) -> Iterator[None]:
    """Draw a part of the page, which may run again alone: what is asked for in it belongs to it."""
    page = _page()
    before, page.part = page.part, which
    try:
        yield
    finally:
        page.part = before


def changed_beyond(part: object) -> bool:
    """Whether something that does not belong to a part was changed."""
    page, state = _page(), st.session_state
    page.before = {key: held for key, held in page.before.items() if state.get(key) == held}
    turned_now = {key for key in page.shown if key not in page.before and _is_turned(key)}
    changed = page.acted | turned_now
    return any(page.parts.get(name) is not part for name in changed)


def remembered() -> bool:
    """Whether in a session's first run a widget holds something else than it was set to.

    The browser remembers it, from a session that is gone. In later runs the state is read from the
    widgets before they are drawn.
    """
    return _page().fresh and turned()


def value(one: Field) -> Any:
    """Return what a field holds.

    Raises
    ------
    UnreadableError
        If that is in the address, and cannot be read.
    """
    page = _page()
    _asked_for(one.name)
    if one.name in page.shown and one.name in st.session_state:
        return _held_by_widget(one)
    if one.name in page.values:
        return page.values[one.name]
    given = page.address.get(one.name)
    return one.default if given is None else one.read(given)


def _held_by_widget(one: Field) -> Any:
    """Return what a widget holds, or what it was last set to where that is no value of its field.

    The browser sends options by their names. It may send one in the language before: it has not
    heard yet of the other when a click follows on it. Streamlit then lets the widget hold the name.
    """
    found = st.session_state[one.name]
    if isinstance(found, (str, list)):
        try:
            one.read(spell(found))
        except UnreadableError:
            return _page().shown[one.name]
    return found


def given(fields: Mapping[str, Field]) -> tuple[dict[str, Any], dict[str, str]]:
    """Return what is said of some fields, by widgets, by what was kept, or by the address.

    Returns
    -------
    values : dict
        What is said and can be read, by name; the fields that nothing is said of are left out.
    unreadable : dict of str
        The texts of the address that spell no value, by name.
    """
    page, state = _page(), st.session_state
    values: dict[str, Any] = {}
    unreadable: dict[str, str] = {}
    for name, one in fields.items():
        if name in page.values or name in page.address or (name in page.shown and name in state):
            try:
                values[name] = value(one)
            except UnreadableError:
                unreadable[name] = page.address[name]
    return values, unreadable


def page_name() -> str:
    """Return the name of the page that the session is on."""
    return _page().name


def current() -> dict[str, str]:
    """Return what the address of this page says, without the language."""
    return dict(_page().address)


def text(name: str) -> str | None:
    """Return what the address of this page says for a name, as it is spelled there."""
    return _page().address.get(name)


def kept(name: str) -> Any:
    """Return what a field held when it was last settled; None if it never was."""
    _asked_for(name)
    return _page().values.get(name)


def refusal(name: str, refused: Any) -> Any:
    """Return what could not be used in this run, or in the one that this one repeats.

    Parameters
    ----------
    name : str
        Of the field, or of what else asks.
    refused : object
        What could not be used in this run; false where nothing was.
    """
    page = _page()
    if page.again and not refused and clicked(name) is None:
        refused = page.refused.get(name)
    page.refused[name] = refused
    return refused


def held(key: str) -> Any:
    """Return what a widget on the screen holds; None where it is not there."""
    return st.session_state.get(key) if key in _page().shown else None


def clicked(key: str) -> Any:
    """Return what a person has just let a widget hold; None where they have not."""
    return st.session_state[key] if _is_turned(key) else None


def keep(name: str, value: Any) -> None:
    """Remember what a field holds."""
    _page().values[name] = value


def change(name: str, value: Any, *widgets: str) -> None:
    """Let a field hold another value from the next run on, as if the person had chosen it.

    Parameters
    ----------
    name : str
    value : object
    *widgets : str
        Keys of widgets that show the field under other names. What they hold is no news: the
        browser may say so a moment after the server has set them to something else.
    """
    page = _page()
    page.values[name] = value
    for key in (name, *widgets):
        page.shown.pop(key, None)
    page.acted.add(name)


def seed(key: str, value: Any) -> None:
    """Let a widget hold a value before it is drawn, with that value as what it begins with.

    What is set goes to the browser, over what the person may have chosen in the meantime; so a
    widget that holds the value already, or begins with it, is left alone.
    """
    page, state = _page(), st.session_state
    known = key in page.shown and key in state
    page.shown[key], page.parts[key] = value, page.part
    if page.fresh and not known:
        return
    # On another page a widget of the same key is another widget: what the key holds is not its own.
    if not known or type(state[key]) is not type(value) or state[key] != value:
        page.before[key] = state.get(key)
        state[key] = value


def saw(key: str, value: Any) -> None:
    """Remember what a widget holds after it was drawn, where the page already shows that."""
    page = _page()
    page.shown[key], page.parts[key] = value, page.part


def write(address: Mapping[str, str]) -> None:
    """Make the address say this, beside the language if it was chosen.

    Each change is an entry of the browser's history. In a run in which the address counts the
    person has changed nothing: what differs is replaced at its end, see `replacement`.
    """
    page = _page()
    page.address = dict(address)
    page.acted.clear()  # it counts in this run; a fragment runs without `open_page`
    settling = page.news or page.amended
    if not settling and page.address not in (_found(), page.replacement):
        page.replacement = None
        st.query_params.from_dict(whole())


def entry(name: str, text: str | None) -> None:
    """Make the address say this of one name, or nothing; the rest of it stays."""
    rest = {key: value for key, value in _page().address.items() if key != name}
    write(rest if text is None else rest | {name: text})


def set_aside(names: Iterable[str]) -> None:
    """Leave some names out of the address from its next entry on, until they are taken up."""
    page = _page()
    page.aside |= {name: page.address.pop(name) for name in names if name in page.address}


def take_up(names: Iterable[str]) -> None:
    """Put back into the address, with its next entry, what was set aside of some names."""
    page = _page()
    found = {name: page.aside.pop(name) for name in names if name in page.aside}
    page.address = found | page.address


def amend(name: str, text: str) -> None:
    """Make the address say what the page has chosen by itself, with no entry of the history.

    It is replaced at the end of a whole run, see `replacement`. Until then the browser's address
    lacks it, and is no news for that: a click may come before the run has ended.
    """
    page = _page()
    if page.address.get(name) == text:
        return
    if not page.news:
        page.replaced = dict(page.address)
    page.amended = True
    page.address[name] = text


def whole() -> dict[str, str]:
    """Return all that the address of this page says, the language included if it was chosen."""
    chosen = st.session_state.get(CHOSEN_LANGUAGE)
    return ({LANGUAGE: chosen} if chosen else {}) | _page().address


def replacement() -> tuple[dict[str, str], dict[str, str]] | None:
    """Return, at the end of a run, what the browser's address is and what is to replace it.

    None where it is as it should be. To go back then leads past what was replaced; a new entry
    of the history would lead forward again at every attempt.
    """
    page = _page()
    counted = page.news or page.amended
    page.news = page.amended = page.fresh = False
    if not counted:
        return None
    if _asked() == whole():
        page.replaced = None
        return None
    page.replaced, page.replacement = _found(), page.address
    return _asked(), whole()


def _asked_for(name: str) -> None:
    """Remember in which part a field was asked for; who asks in none may be a callback of one."""
    page = _page()
    if page.part is not None:
        page.parts[name] = page.part


def _is_turned(key: str) -> bool:
    """Whether a widget holds something else than it was last set to."""
    shown, state = _page().shown, st.session_state
    return key in shown and key in state and bool(state[key] != shown[key])


def _page() -> _Page:
    page: _Page = st.session_state[_PAGE]
    return page


def _asked() -> dict[str, str]:
    """Return the whole address of this run."""
    return dict(st.query_params.to_dict())


def _found() -> dict[str, str]:
    """Return the address of this run, without the language."""
    return {name: text for name, text in _asked().items() if name != LANGUAGE}
