"""Whose word holds on a stage: the person's last, or the page's, whichever is newer."""

import pytest

from ui.stage_held import Held, checked_view


def play(*runs):
    """Give runs of (asked, reported) to a record, and return what held after each."""
    held = Held.first(runs[0][0])
    said = []
    for asked, reported in runs:
        held = held.after(asked, reported)
        said.append(held.current)
    return said


A, B, C = ("output:0,0", {}), ("output:1,1", {}), ("output:1,1", {"order": "stamp"})


def test_the_page_holds_until_the_person_chooses():
    assert play((A, A), (A, B), (A, B)) == [A, B, B]


def test_a_report_that_the_page_took_up_stays():
    assert play((A, A), (A, B), (B, B), (B, B)) == [A, B, B, B]


def test_the_back_button_is_followed_and_stays_followed():
    # What the person reported before is older than what the page now asks for.
    assert play((A, A), (A, B), (B, B), (A, B), (A, B)) == [A, B, B, A, A]


def test_the_person_goes_before_the_page_in_one_run():
    assert play((A, A), (B, C)) == [A, C]


def test_pin_and_view_are_held_apart():
    asked = ("output:2,2", {"order": "matrix"})
    assert play((asked, asked), (asked, ("output:0,0", {"order": "matrix"}))) == [
        asked,
        ("output:0,0", {"order": "matrix"}),
    ]


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ({"order": "stamp", "step": 3, "form": "symbols"}, True),
        ({"flip": False, "matrix": "second", "present": True}, True),
        ({"order": "gather", "step": None, "form": "numbers", "flip": True}, False),
        ({"order": "<script>", "step": -1, "matrix": 7, "present": "yes", "other": 1}, False),
        ({"step": True}, False),
    ],
)
def test_only_what_means_something_and_differs_is_kept(given, kept):
    assert checked_view(given) == (given if kept else {})
