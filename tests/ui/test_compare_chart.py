"""The chart of quality against cost: every point where its numbers say, every name beside it."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from plotly.graph_objects import Figure

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


@pytest.mark.parametrize("scale", ["plain", "ratios"])
def test_points_stand_where_their_numbers_say(scale):
    by_ratio = scale == "ratios"
    points = {name: (x + 1, y) for name, (x, y) in POINTS.items()}
    figure = Figure(chart(points, "cost", "quality", scale))
    drawn = sorted(point for trace in figure.data for point in zip(trace.x, trace.y, strict=True))
    assert drawn == sorted(points.values())
    named = {(note.x, note.y) for note in figure.layout.annotations}
    expected = {(np.log10(x) if by_ratio else x, y) for x, y in points.values()}
    np.testing.assert_allclose(sorted(named), sorted(expected), rtol=1e-5, atol=1e-5)
    low, high = figure.layout.xaxis.range
    assert all(low < x < high for x, _y in expected)


def test_each_family_has_a_colour_and_a_shape():
    points = POINTS | {"max_unpool": (0.0, 8.0), "two_layers": (244.0, 31.0)}
    figure = Figure(chart(points, "cost", "quality"))
    families = {METHODS[name].family for name in (*POINTS, "max_unpool")} | {"trained"}
    assert len(figure.data) == len(families)
    for part in ("color", "symbol"):
        assert len({trace.marker[part] for trace in figure.data}) == len(families)


def test_no_point_at_all_is_a_chart_too():
    for scale in ("plain", "from_nothing"):
        assert not chart({}, "cost", "quality", scale)["data"]


def test_costs_from_nothing_to_thousands_have_a_place_each():
    points = POINTS | {"photographs_flow_8": (199_424.0, 20.0)}
    figure = Figure(chart(points, "cost", "quality", "from_nothing"))
    axis = figure.layout.xaxis
    ticks = dict(zip(axis.ticktext, axis.tickvals, strict=True))
    drawn = {told[0]: (x, told[1]) for trace in figure.data
             for x, told in zip(trace.x, trace.customdata, strict=True)}  # fmt: skip
    assert drawn["Nearest neighbour"] == (ticks["0"], 0)
    for place, cost in drawn.values():
        assert place == pytest.approx(np.log2(1 + cost))
        assert axis.range[0] < place < axis.range[1]
    assert ticks["100,000"] < drawn["Diffusion, 8 steps (photographs)"][0] < ticks["1,000,000"]
