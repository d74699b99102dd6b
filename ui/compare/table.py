"""The table of all numbers: sorted by a click on a column's head, and as a file."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import streamlit as st

from ui import downloads
from ui.compare.columns import COLUMNS, value_of
from ui.compare.names import title
from ui.compare.results import Results
from ui.compare.state import sort_by
from ui.component import component
from ui.words import _

_ASSETS = Path(__file__).parents[2] / "assets" / "compare"
_TABLE = component("compare_table", _ASSETS / "table.js", _ASSETS / "table.css")


def table_view(found: Results, sort: str) -> None:
    """Draw the table, sorted as `state.SORT` spells it; a click on a head sorts by it."""
    result = _TABLE(
        data={"heads": _heads(sort), "rows": list(_rows(found, sort)), "words": _words()},
        key="compare_table",
        on_sort_change=lambda: None,
    )
    if result.sort is not None:
        sort_by(str(result.sort))
        st.rerun()


def _words() -> dict[str, str]:
    return {"name": _("All numbers"), "sort": _("Sort by this")}


def _heads(sort: str) -> list[dict[str, str]]:
    """Return the heads of the columns; the order of the course is that of the first."""
    course = {"title": _("Method"), "about": _("In the order of the course")}
    return [{"key": "", "order": "none", **course}] + [
        {
            "key": key,
            "order": _direction(key, sort, column.most_is_best),
            "title": _(column.title),
            "about": _(column.about),
        }
        for key, column in COLUMNS.items()
    ]


def _direction(key: str, sort: str, most_is_best: bool) -> str:
    """Return the direction in which the numbers of a column go, as screen readers are told it."""
    if key != sort.removeprefix("-"):
        return "none"
    best_first = key == sort
    return "descending" if best_first == most_is_best else "ascending"


def _rows(found: Results, sort: str) -> Iterable[dict[str, Any]]:
    for name in ordered(found, sort):
        score = found.scores[name]
        cells = [column.written(value_of(score, key)) for key, column in COLUMNS.items()]
        yield {"title": title(name), "cells": cells}
    for name, reason in found.failures.items():
        yield {"title": title(name), "cells": [], "reason": reason}


def ordered(found: Results, sort: str) -> list[str]:
    """Return the methods that ran, sorted as `state.SORT` spells it."""
    names, key = list(found.scores), sort.removeprefix("-")
    if not key:
        return names
    ranks = {name: COLUMNS[key].rank(value_of(found.scores[name], key)) for name in names}
    measured = [name for name in names if not ranks[name][0]]
    measured.sort(key=lambda name: ranks[name], reverse=sort.startswith("-"))
    return measured + [name for name in names if ranks[name][0]]


def table_file(found: Results, sort: str) -> str:
    """Return the table as CSV: names as in the programming interface, numbers in full."""
    head = ["method", *(column.file_name for column in COLUMNS.values())]
    rows = [
        [name, *(_entry(value_of(found.scores[name], key)) for key in COLUMNS)]
        for name in ordered(found, sort)
    ]
    return downloads.rows_to_csv([head, *rows])


def _entry(value: float | None) -> object:
    return "" if value is None else value
