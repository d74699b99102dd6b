"""A server warms up where nobody needs it."""

import pytest

from tests.awaited import awaited
from ui import warm_up
from ui.frame import LESSONS


def test_it_waits_until_the_server_has_nothing_to_do(monkeypatch):
    busy, quiet = 10 * warm_up.IDLE, warm_up.IDLE / 10
    clock = iter([0, busy, busy, 2 * busy, 2 * busy, 2 * busy + quiet * 0.01])
    monkeypatch.setattr(warm_up, "LOOK", 0.01)
    monkeypatch.setattr(warm_up.time, "process_time", lambda: next(clock))
    awaited(warm_up.idle())
    assert list(clock) == []


@pytest.fixture
def allowed(monkeypatch):
    """Let the server compute ahead, as it does where nobody forbids it."""
    monkeypatch.delenv(warm_up.AHEAD)


@pytest.mark.usefixtures("allowed")
def test_every_lesson_has_steps_to_be_run_in_advance():
    visits = list(warm_up._steps())
    for name in LESSONS:
        address = name.replace("_", "-")
        assert sum(page == address for page, _query in visits) >= 4, name
    assert len(set(visits)) == len(visits)


@pytest.mark.usefixtures("allowed")
def test_what_takes_long_comes_after_all_steps():
    queries = [query for _page, query in warm_up._steps()]
    steps = [query for query in queries if "&" not in query]
    assert queries[: len(steps)] == steps
    assert "step=patterns&patterns_network=cyclegan" in queries[len(steps) :]


def test_nothing_is_run_in_advance_where_that_is_forbidden(monkeypatch):
    monkeypatch.setenv(warm_up.AHEAD, "no")
    assert list(warm_up._steps()) == []
