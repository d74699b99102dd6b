"""What surrounds every page: the navigation and the choice of language."""

from __future__ import annotations

from copy import copy
from functools import cache
from pathlib import Path

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from ui import address
from ui.styles import style
from ui.widgets import segmented
from ui.words import LANGUAGES, N_, _, change_language, choose_language, language

GROUPS: dict[str, dict[str, str]] = {
    "": {
        "home": N_("Home"),
        "lab": N_("Lab"),
    },
    N_("Convolution"): {
        "convolution_matrix": N_("Convolution as a matrix"),
        "transposed_convolution": N_("Transposed convolution"),
        "checkerboard": N_("Checkerboard artifacts"),
    },
    N_("Other methods"): {
        "interpolation": N_("Interpolation"),
        "unpooling": N_("Unpooling"),
        "sub_pixel": N_("Sub-pixel convolution"),
        "downsampling": N_("Downsampling"),
        "compare": N_("Side by side"),
    },
    N_("Learning"): {
        "learned": N_("A kernel learns"),
        "generative": N_("Three answers"),
        "networks": N_("Real networks"),
    },
}
"""Pages in the order of the course, as the navigation groups them: name, which prose and code go
by, and title."""

PAGES = {name: title for pages in GROUPS.values() for name, title in pages.items()}
"""All pages: name and title."""

TOOLS = ("home", "lab", "compare")
LESSONS = tuple(name for name in PAGES if name not in TOOLS)
"""The pages that are lessons: `ui/lessons/<name>` holds their steps."""

_ASSETS = Path(__file__).parent.parent / "assets"
_FRAMED = "_framed"
_DAY = 24 * 60 * 60
_REPLACE = st.components.v2.component(
    "address", js=(_ASSETS / "address.js").read_text(encoding="utf-8")
)
_COPY_LINK = st.components.v2.component(
    "copy_link",
    css=(_ASSETS / "copy_link.css").read_text(encoding="utf-8"),
    js=(_ASSETS / "copy_link.js").read_text(encoding="utf-8"),
)


def begin_page(name: str) -> None:
    """Do what every page does first: find its frame, and what counts of address and widgets.

    Until the first call of `st.navigation` in a server's life, Streamlit takes a `pages` folder
    for its own older kind of app and runs an address such as /lab on its own: without language,
    frame and page settings. Calling the navigation ends that, and the page starts again.
    """
    if _FRAMED not in st.session_state:
        navigation()
        st.rerun()
    address.open_page(name)


def page_file(name: str) -> str:
    """Return the path of a page's file.

    It is spelled as the page's address is, with dashes: before the first call of `st.navigation`
    Streamlit looks an address up among the file names, and says "Page not found" otherwise.
    """
    return f"pages/{name.replace('_', '-')}.py"


def page_address(name: str) -> str:
    """Return a page's address, from the root of the app."""
    return "" if name == "home" else name.replace("_", "-")


def navigation() -> StreamlitPage:
    """Settle the language and return the page that the address asks for."""
    st.session_state[_FRAMED] = True
    choose_language()
    groups = {
        _(group) if group else "": [_page(name, title) for name, title in pages.items()]
        for group, pages in GROUPS.items()
        if pages
    }
    return st.navigation(groups, position="top")


def _page(name: str, title: str) -> StreamlitPage:
    """Return a page for this run: the one that is shown is marked as such, so each has its own."""
    return copy(_known_page(name, _(title)))


@cache
def _known_page(name: str, title: str) -> StreamlitPage:
    """Make a page, which looks for its file on the disk."""
    is_home = name == "home"
    return st.Page(page_file(name), title=title, url_path=page_address(name), default=is_home)


def end_page() -> None:
    """Let the browser's address say what the page shows, where it came with something else."""
    replaced = address.replacement()
    data = None
    if replaced is not None:
        was, becomes = replaced
        data = {"page": page_address(address.page_name()), "was": was, "becomes": becomes}
    with st.container(key="page-end"):
        _REPLACE(key="address", data=data, height=1)
    _run_again_after_a_break()


@st.fragment(run_every=_DAY)
def _run_again_after_a_break() -> None:
    """Let the browser ask for a run of the page when its connection has come back.

    It does so for a page of which a part runs by the clock, as this one does, if only in a day. It
    may have come to another server, or to this one after a restart: they know neither the parts
    that run alone nor the downloads of a page that they have not run, and pass over what is
    clicked there.
    """


def page_head(title: str, sentence: str = "") -> None:
    """Draw a page's title and one sentence; at the right its link and the choice of language."""
    style("page.css", "grids.css")
    with st.container(horizontal=True, vertical_alignment="center", key="page-head"):
        st.title(title, anchor=False, width="content")
        st.markdown(sentence, width="stretch")
        copy_link()
        language_control()


def copy_link() -> None:
    """Draw the button that copies the address of the page as it stands."""
    words = {
        "label": _("Copy link"),
        "about": _("Copies the address, which opens the page just as it stands."),
        "done": _("Copied"),
        "failed": _("Not copied"),
    }
    _COPY_LINK(key="copy_link", data=words, width="content", height="content")


def language_control() -> None:
    """Draw the choice of language."""
    chosen = segmented(
        "language",
        _("Language"),
        list(LANGUAGES),
        language(),
        format_func=LANGUAGES.__getitem__,
        label_visibility="collapsed",
        on_change=_change_language,
    )
    if chosen != language():  # the browser remembers a click that this session has not seen
        change_language(chosen)
        st.rerun()


def _change_language() -> None:
    change_language(st.session_state["language"])
