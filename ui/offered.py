"""A button for a file that is made when somebody asks for it.

Streamlit forgets such a file once any two pages have run, whoever's they are: in a class that is
before the browser has come for it. So the page that offered a file holds it, until it runs again.
"""

from __future__ import annotations

import mimetypes
from collections.abc import Callable
from threading import Thread

import streamlit as st
from streamlit import runtime
from streamlit.runtime.scriptrunner import add_script_run_ctx, get_script_run_ctx


def offer(key: str, label: str, file: str, make: Callable[[], bytes | str]) -> None:
    """Draw the button.

    Parameters
    ----------
    key : str
        Tells the buttons of a page apart.
    label : str
        What the button says.
    file : str
        The name that the file gets; its ending says what kind it is.
    make : callable
        Returns what the file holds; called at each click, in a thread of its own.
    """
    kind = mimetypes.guess_type(file)[0] or "application/octet-stream"
    page = get_script_run_ctx()

    def made() -> bytes | str:
        data = make()
        holding = Thread(target=_hold, args=(key, file, kind, data))
        add_script_run_ctx(holding, page)
        holding.start()
        holding.join()
        return data

    st.download_button(label, made, file, kind, key=f"download_{key}", on_click="ignore")


def _hold(key: str, file: str, kind: str, data: bytes | str) -> None:
    """Put a file among those of the page whose thread this is."""
    held = data.encode() if isinstance(data, str) else data
    files = runtime.get_instance().media_file_mgr
    files.add(held, kind, f"download {key}", file, is_for_static_download=True)
