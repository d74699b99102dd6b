"""Nobody who comes in the first seconds of a server's life sees an error page."""

import asyncio
import random
import sys

import pytest

from bench.serving import answering
from bench.visitor import ADDRESSES, Visitor
from tests.awaited import awaited

RUN = """
from streamlit.web.cli import main
sys.argv = ["streamlit", "run", "app.py"]
main()
"""
# A host that runs `app.py` for its visitors and does not ask it for a server of its own.
ONLY_RUN = """
from streamlit.web import bootstrap
bootstrap.load_config_options({"server_port": int(os.environ["STREAMLIT_SERVER_PORT"])})
bootstrap.run("app.py", False, [], {})
"""
SAY_WHAT_IS_IMPORTED = """
class Say:
    def find_spec(self, name, path=None, target=None):
        print("imports", name, file=sys.stderr, flush=True)

sys.meta_path.insert(0, Say())
"""


def command(*code):
    """Return what runs code in a Python of its own."""
    return [sys.executable, "-c", "import os, sys\n" + "".join(code)]


async def visits(server, addresses):
    """Let people come at the same moment, and return what goes wrong."""

    async def visit(number, address):
        visitor = Visitor(address, random.Random(number))
        async with visitor.connected(server.address):
            await visitor.open()
        return visitor.errors

    found = await asyncio.gather(*(visit(*one) for one in enumerate(addresses)))
    return [error for errors in found for error in errors]


@pytest.mark.parametrize("start", [RUN, ONLY_RUN], ids=["streamlit run", "a plain host"])
def test_many_who_come_at_once_to_a_new_server_see_pages(start):
    with answering(command(start)) as server:
        assert awaited(visits(server, ADDRESSES * 2)) == []


def test_the_server_imports_nothing_for_those_who_open_its_pages(tmp_path):
    log = tmp_path / "log"

    def imports():
        lines = log.read_text(encoding="utf-8", errors="replace").splitlines()
        return [line.removeprefix("imports ") for line in lines if line.startswith("imports ")]

    start = command(SAY_WHAT_IS_IMPORTED, RUN)
    with log.open("wb") as file, answering(start, file) as server:
        before = len(imports())
        assert awaited(visits(server, ADDRESSES)) == []
        assert {"pandas", "plotly.graph_objs"} <= set(imports()[:before])
        assert imports()[before:] == []
    assert "Traceback" not in log.read_text(encoding="utf-8", errors="replace")
