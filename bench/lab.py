"""What a person waits for in the lab: one run of its page after one change."""

import itertools
import logging
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from streamlit.testing.v1 import AppTest

from bench.harness import Case

APP = Path(__file__).parents[1] / "app.py"
METHODS = ("transposed_convolution", "bicubic", "sub_pixel", "max_unpool")


def reruns() -> Iterator[Case]:
    """Run the lab's page again after a parameter, and after the method, has changed.

    The page is run as Streamlit's own tests run it, in this process: the time holds what the
    server does and some reading of the answer, but no network and no browser.
    """
    logging.disable(logging.WARNING)  # Streamlit warns, at every element, that it has no server
    yield Case("rerun, another stride", _changing("stride", (2, 3)), bound=100)
    yield Case("rerun, another kernel", _changing("kernel", ("ones", "gaussian")), bound=100)
    yield Case("rerun, another method", _changing("method", METHODS), bound=100)


def _changing(name: str, values: tuple[Any, ...]) -> Callable[[], Any]:
    """Open the lab, and return what changes one of its controls to the next value and waits."""
    app = AppTest.from_file(str(APP), default_timeout=60)
    app.switch_page("pages/lab.py").run()
    turns = itertools.cycle(values)

    def change() -> None:
        app.session_state[name] = next(turns)
        app.run()
        if app.exception:
            raise RuntimeError(app.exception[0].message)

    return change
