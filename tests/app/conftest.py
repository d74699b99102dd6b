"""What tests of pages share: apps in the state of a server that is warm."""

from functools import cache

import pytest
from streamlit.components.v2 import manifest_scanner
from streamlit.components.v2.bidi_component import main
from streamlit.runtime.pages_manager import PagesManager
from streamlit.runtime.scriptrunner.script_cache import ScriptCache
from streamlit.testing.v1 import app_test, local_script_runner

from bench.serving import served
from ui import component_state


class _Settled(PagesManager):
    """Takes it from each `AppTest` that Streamlit has to find out again what kind of app it is."""


@pytest.fixture(scope="session", autouse=True)
def what_a_server_does_once():
    """Do once what a server does when it starts, and an `AppTest` in every run or for every app.

    It looks for components in all packages that are installed, finds out that the app has a
    navigation of its own, and compiles the scripts.
    """
    with pytest.MonkeyPatch.context() as patch:
        found = cache(manifest_scanner.scan_component_manifests)
        patch.setattr(manifest_scanner, "scan_component_manifests", found)
        patch.setattr(app_test, "PagesManager", _Settled)
        patch.setattr(main, component_state.NAME, getattr(main, component_state.NAME))
        component_state.show_as_sent()
        scripts = ScriptCache()
        patch.setattr(app_test, "ScriptCache", lambda: scripts)
        patch.setattr(local_script_runner, "ScriptCache", lambda: scripts)
        yield


@pytest.fixture(scope="session")
def server():
    """A server for those who speak its protocol."""
    with served("app.py") as one:
        yield one
