"""What many ask for is computed once and kept within a budget; what is long waits for its like."""

import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from threading import Event
from typing import Any

import numpy as np
import pytest

from ui import shared as kept
from ui.shared import forget, one_at_a_time, shared


@pytest.fixture(autouse=True)
def _nothing_kept():
    forget()


@dataclass(frozen=True)
class Result:
    pictures: dict[str, Any]


def test_those_who_come_meanwhile_wait_for_the_first():
    made = []

    @shared
    def double(number):
        made.append(number)
        time.sleep(0.05)
        return 2 * number

    with ThreadPoolExecutor(8) as people:
        assert list(people.map(double, [1, 2] * 8)) == [2, 4] * 8
    assert sorted(made) == [1, 2]
    assert double(1) == 2
    assert sorted(made) == [1, 2]


def test_functions_and_arguments_are_told_apart():
    @shared
    def one(number, *, more=0):
        return ("one", number, more)

    @shared
    def other(number):
        return ("other", number)

    assert one(1) == ("one", 1, 0)
    assert other(1) == ("other", 1)
    assert one(1, more=2) == ("one", 1, 2)
    assert one(2) == ("one", 2, 0)


@pytest.fixture
def clock(monkeypatch):
    """A clock that tells what a test has it tell; at first it stands still."""
    told = [0.0]
    monkeypatch.setattr(kept, "thread_time", lambda: told[0])
    return told


def test_of_equal_ones_the_longest_unused_goes_first(monkeypatch, clock):
    made = []
    monkeypatch.setattr(kept, "BUDGET", 3 * 8000 + 2000)

    @shared
    def thousand(number):
        made.append(number)
        return np.full(1000, number)

    for number in (1, 2, 3, 1, 4, 1, 3, 2):
        thousand(number)
    assert made == [1, 2, 3, 4, 2]
    assert kept._STORE.size <= kept.BUDGET


def test_what_took_long_for_its_size_stays(monkeypatch, clock):
    made = []
    monkeypatch.setattr(kept, "BUDGET", 3 * 8000 + 2000)

    @shared
    def thousand(number, seconds):
        made.append(number)
        clock[0] += seconds
        return np.full(1000, number)

    thousand(1, 9)
    for number in range(2, 8):
        thousand(number, 2)
    thousand(1, 9)
    assert made == [1, 2, 3, 4, 5, 6, 7], "the quick ones went, the slow one is still there"
    for number in range(8, 40):
        thousand(number, 2)
    thousand(1, 9)
    assert made.count(1) == 2, "nobody has asked for it, so at last it went"
    assert kept._STORE.size <= kept.BUDGET


def test_what_is_larger_than_the_budget_is_made_and_not_kept(monkeypatch):
    monkeypatch.setattr(kept, "BUDGET", 1000)
    made = []

    @shared
    def large(number):
        made.append(number)
        return np.full(1000, number)

    assert large(7)[-1] == 7
    assert large(7)[-1] == 7
    assert made == [7, 7]
    assert kept._STORE.size == 0


def test_all_that_a_result_holds_counts_once():
    numbers = np.arange(5000.0)
    size = kept._close(Result({"whole": numbers, "part": numbers[7:9], "again": [numbers]}))
    assert numbers.nbytes < size < numbers.nbytes + 2000
    assert kept._close(np.arange(5000.0)[7:9]) > numbers.nbytes


def test_nobody_can_change_what_others_are_given():
    @shared
    def result():
        return Result({"one": np.zeros((2, 3)), "other": np.zeros((2, 3)).T})

    for picture in result().pictures.values():
        with pytest.raises(ValueError, match="read-only"):
            picture[0] = 1


def test_what_goes_wrong_goes_wrong_for_each_and_is_tried_again():
    attempts = []

    @shared
    def fails(number):
        attempts.append(number)
        raise ValueError(number)

    for _ in range(2):
        with pytest.raises(ValueError, match="7"):
            fails(7)
    assert attempts == [7, 7]


def test_what_is_long_is_at_work_for_one_at_a_time():
    at_work, most = [], []

    @one_at_a_time
    def work(number):
        at_work.append(number)
        most.append(len(at_work))
        time.sleep(0.01)
        at_work.remove(number)
        return number

    with ThreadPoolExecutor(6) as people:
        assert list(people.map(work, range(12))) == list(range(12))
    assert max(most) == 1


def test_what_is_long_does_not_wait_for_what_else_is_long():
    begun = Event()
    one, other = one_at_a_time(lambda: begun.wait(30)), one_at_a_time(begun.set)
    with ThreadPoolExecutor(2) as people:
        waiting = people.submit(one)
        people.submit(other).result(10)
        assert waiting.result()
