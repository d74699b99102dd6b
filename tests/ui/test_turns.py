"""Turns are taken in order, by so many threads at once, and never lost."""

import threading
from queue import SimpleQueue

import pytest
from streamlit.runtime.scriptrunner import RerunException
from streamlit.runtime.scriptrunner_utils.script_requests import RerunData

from ui import turns
from ui.turns import Turns, aside, runs, turn

PATIENCE = 20


@pytest.fixture(autouse=True)
def _one_turn(monkeypatch):
    """One page at a time, in turns of this test's own."""
    monkeypatch.setattr(turns, "_TURNS", Turns(1))
    monkeypatch.setattr(turns, "LOOK", 0.05)


def started(*works):
    threads = [threading.Thread(target=work, daemon=True) for work in works]
    for thread in threads:
        thread.start()
    return threads


def ended(threads):
    for thread in threads:
        thread.join(PATIENCE)
        assert not thread.is_alive(), "a thread waits for ever"


def test_pages_come_in_the_order_in_which_they_were_asked_for():
    come, order, threads = threading.Event(), [], []

    def page(number):
        with turn():
            order.append(number)

    with turn():
        for number in range(8):
            threads += started(lambda number=number: page(number))
            while len(turns._TURNS._waiting) <= number:
                come.wait(0.001)
        assert order == []
    ended(threads)
    assert order == list(range(8))


def test_a_part_runs_in_the_turn_of_its_page():
    told = []

    def part():
        with turn():
            told.append(len(turns._TURNS._taken))

    ended(started(lambda: [_page(part), part()]))
    assert told == [1, 1]


def test_a_thread_knows_whether_it_runs_a_page():
    told = []
    ended(started(lambda: [_page(lambda: told.append(runs())), told.append(runs())]))
    assert told == [True, False]


def _page(content):
    with turn():
        content()


def test_others_have_the_turn_of_what_takes_long():
    told = SimpleQueue()

    def long():
        with turn(), aside():
            told.get(timeout=PATIENCE)  # only another page can say this

    ended(started(long, lambda: _page(lambda: told.put("quick"))))


def test_a_page_that_runs_again_keeps_its_turn_and_one_that_fails_gives_it():
    held = []

    def again():
        with pytest.raises(RerunException), turn():
            raise RerunException(RerunData())
        held.append(len(turns._TURNS._taken))
        with pytest.raises(ZeroDivisionError), turn():
            raise ZeroDivisionError
        held.append(len(turns._TURNS._taken))

    ended(started(again))
    assert held == [1, 0]


def test_the_turn_of_a_thread_that_has_ended_is_free():
    def gone():
        with pytest.raises(RerunException), turn():
            raise RerunException(RerunData())  # and the session is closed before it runs again

    ended(started(gone))
    ended(started(lambda: _page(list)))


def test_nobody_goes_aside_without_a_turn():
    with aside():
        assert turns._TURNS._taken == set()
    assert turns._TURNS._taken == set()
