"""What surrounds every page: the navigation and the choice of language."""

from __future__ import annotations

from pathlib import Path

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from ui.words import N_, _, choose_language, language_control

PAGES = {
    "home": N_("Home"),
    "lab": N_("Lab"),
    "convolution_matrix": N_("Convolution as a matrix"),
    "transposed_convolution": N_("Transposed convolution"),
    "checkerboard": N_("Checkerboard artifacts"),
}
"""Pages in the order of the course: name, which prose and code go by, and title."""

LESSONS = tuple(name for name in PAGES if name not in ("home", "lab"))
"""The pages that are lessons: `ui/lessons/<name>` holds their steps."""

_STYLE = Path(__file__).parent.parent / "assets" / "page.css"
_FRAMED = "_framed"
_SHOWN = "_page_shown"
_VISITS = "_page_visits"


def ensure_frame() -> None:
    """Start again through `app.py` where Streamlit ran a page file without it.

    Until the first call of `st.navigation` in a server's life, Streamlit takes a `pages` folder
    for its own older kind of app and runs an address such as /lab on its own: without language,
    frame and page settings. Calling the navigation ends that.
    """
    if _FRAMED not in st.session_state:
        navigation()
        st.rerun()


def page_file(name: str) -> str:
    """Return the path of a page's file.

    It is spelled as the page's address is, with dashes: before the first call of `st.navigation`
    Streamlit looks an address up among the file names, and says "Page not found" otherwise.
    """
    return f"pages/{name.replace('_', '-')}.py"


def navigation() -> StreamlitPage:
    """Settle the language and return the page that the address asks for."""
    st.session_state[_FRAMED] = True
    choose_language()
    pages = [
        st.Page(
            page_file(name),
            title=_(title),
            url_path="" if name == "home" else name.replace("_", "-"),
            default=name == "home",
        )
        for name, title in PAGES.items()
    ]
    page = st.navigation(pages, position="top")
    state = st.session_state
    if state.get(_SHOWN) != page.url_path:
        state[_SHOWN], state[_VISITS] = page.url_path, visit() + 1
    return page


def visit() -> int:
    """Return how many times the session has come to a page: it changes with every other page."""
    return int(st.session_state.get(_VISITS, 0))


def page_head(title: str, sentence: str = "") -> None:
    """Draw a page's title and one sentence, with the choice of language at the right."""
    st.html(_STYLE)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.title(title, anchor=False, width="stretch")
        language_control()
    if sentence:
        st.markdown(sentence)


def on_phone() -> bool:
    """Whether the browser says that it runs on a phone, for figures that cannot fold by CSS."""
    return "Mobi" in st.context.headers.get("User-Agent", "")
