"""A file that a person asked for is there when the browser comes for it, in a busy class too."""

import asyncio
import random
import urllib.error
import urllib.request
from io import BytesIO

import numpy as np
import pytest

from bench.serving import served
from bench.visitor import Visitor
from tests.awaited import awaited


def fetched(address):
    with urllib.request.urlopen(address) as answer:
        return answer.headers["Content-Disposition"], answer.headers["Content-Type"], answer.read()


@pytest.fixture(scope="module")
def server():
    with served("app.py") as server:
        yield server


def asked_for(server, page, query, label):
    """Ask for a file, fetch it after others' pages have run, and again after one's own has."""

    async def visit():
        one = Visitor(page, random.Random(1), query)
        other = Visitor("lab", random.Random(2))
        async with one.connected(server.address), other.connected(server.address):
            await one.open()
            await other.open()
            address = await one.ask_for(label)
            for _ in range(3):
                await other.change()
            found = await asyncio.to_thread(fetched, address)
            for _ in range(3):
                await one.open()
            with pytest.raises(urllib.error.HTTPError, match="404"):
                await asyncio.to_thread(fetched, address)
        return found

    return awaited(visit())


def test_a_file_outlasts_the_changes_of_others_and_no_longer_than_its_page(server):
    name, kind, data = asked_for(server, "lab", "view=download&stride=3", "All grids (NPZ)")
    assert 'filename="transposed_convolution.npz"' in name
    assert kind == "application/octet-stream"
    with np.load(BytesIO(data)) as arrays:
        assert arrays["output"].shape == (10, 10)


def test_a_table_comes_as_text(server):
    name, kind, data = asked_for(server, "compare", "", "Table (CSV)")
    assert 'filename="comparison.csv"' in name
    assert kind.startswith("text/csv")
    assert data.decode().count("\n") > 3
