"""The chart of quality against cost: every point where its numbers say, every name beside it."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.compare.chart import chart
from ui.compare.label_places import Box, _text, label_shifts
from upsample_core import METHODS

SIZE = (900, 300)
POINTS = {"nearest": (0.0, 30.7), "bicubic": (16.0, 32.4), "sub_pixel": (9.0, 27.1)}


def boxes(points, titles):
    """The boxes of the names of some points."""
    shifts = label_shifts(points, titles, SIZE)
    return {
        name: _text((x * SIZE[0], y * SIZE[1]), shifts[name], titles[name])
        for name, (x, y) in points.items()
    }


shares = st.floats(0, 0.8)


@given(st.lists(st.tuples(shares, shares), min_size=1, max_size=8))
def test_no_name_lies_on_another(places):
    points = {str(number): place for number, place in enumerate(places)}
    titles = {name: "Interpolation" if int(name) % 2 else "双线性插值" for name in points}
    assert not any(
        one.meets(other) for one, other in combinations(boxes(points, titles).values(), 2)
    )


def test_a_name_that_has_room_stands_beside_its_point():
    assert label_shifts({"a": (0.5, 0.5)}, {"a": "Area"}, SIZE) == {"a": (11, 0)}


@pytest.mark.parametrize(
    ("other", "meets"),
    [((1, 1, 3, 3), True), ((2, 0, 4, 2), False), ((0, 2, 2, 4), False), ((-1, -1, 5, 5), True)],
)
def test_boxes_meet(other, meets):
    assert Box(0, 0, 2, 2).meets(Box(*other)) is meets


@pytest.mark.parametrize("by_ratio", [False, True])
def test_points_stand_where_their_numbers_say(by_ratio):
    points = {name: (x + 1, y) for name, (x, y) in POINTS.items()}
    figure = chart(points, "cost", "quality", by_ratio)
    drawn = sorted(point for trace in figure.data for point in zip(trace.x, trace.y, strict=True))
    assert drawn == sorted(points.values())
    named = {(note.x, note.y) for note in figure.layout.annotations}
    expected = {(np.log10(x) if by_ratio else x, y) for x, y in points.values()}
    np.testing.assert_allclose(sorted(named), sorted(expected), rtol=1e-5, atol=1e-5)
    low, high = figure.layout.xaxis.range
    assert all(low < x < high for x, _y in expected)


def test_each_family_has_a_colour_and_a_shape():
    figure = chart(POINTS | {"max_unpool": (0.0, 8.0)}, "cost", "quality", by_ratio=False)
    families = {METHODS[name].family for name in (*POINTS, "max_unpool")}
    assert len(figure.data) == len(families)
    for part in ("color", "symbol"):
        assert len({trace.marker[part] for trace in figure.data}) == len(families)


def test_no_point_at_all_is_a_chart_too():
    assert not chart({}, "cost", "quality", by_ratio=False).data
