"""Charts are what plotly.js documents: Plotly's own figures check what the app sends unchecked."""

from base64 import b64decode

import numpy as np
import plotly.graph_objects as go
import pytest
from plotly.io import templates

from ui.charts import _Ready, chart, line, numbers, panes, upright
from ui.compare.chart import chart as compare_chart
from ui.figures import grid_figure, matrix_figure
from ui.lessons.checkerboard import figures as checkerboard
from ui.lessons.downsampling import figures as downsampling
from upsample_core import method
from upsample_core import trace as run

X = np.linspace(0, 0.5, 7)
PAIR, TRIPLE = (X, X * 2), (X, X * 2, X * 3)
CHARTS = {
    "numbers": lambda: grid_figure(np.arange(-6.0, 9).reshape(3, 5), "kernel"),
    "channels": lambda: grid_figure(np.ones((3, 4, 5)), "input"),
    "counts": lambda: grid_figure(np.arange(600).reshape(20, 30), "overlap"),
    "matrix": lambda: matrix_figure(run(method("bilinear", (4, 5)), np.ones((4, 5))).map),
    "stack": lambda: checkerboard.stack_figure(np.arange(4), np.ones((4, 4)), ("a", "b")),
    "copies": lambda: checkerboard.copies_figure(PAIR, PAIR, 0.5, ("a", "b", "c", "d"), "axis"),
    "staircase": lambda: checkerboard.staircase_figure(PAIR, PAIR, ("a", "b"), "axis"),
    "curves": lambda: checkerboard.curves_figure(X, {"a": X, "b": X}, "axis", 0.2),
    "phases": lambda: checkerboard.phases_figure(
        X, (np.stack(PAIR), np.stack(PAIR)), ("a", "b"), ("c", "d"), "axis", 0.2
    ),
    "sampled": lambda: downsampling.sampled_figure(TRIPLE, PAIR, ("a", "b", "c"), "axis"),
    "folding": lambda: downsampling.folding_figure(
        TRIPLE, (0.1, 0.2), ("a", "b", "c"), "axis", 0.25
    ),
    "blur": lambda: downsampling.errors_figure(
        X, {"a": X, "b": X, "c": X}, "axis", (0.1, 0.2), "least"
    ),
    "compare": lambda: compare_chart({"nearest": (1.0, 2.0)}, "cost", "quality", "ratios"),
    "compare_from_nothing": lambda: compare_chart(
        {"nearest": (0.0, 2.0)}, "cost", "quality", "from_nothing"
    ),
}


@pytest.mark.parametrize("name", CHARTS)
def test_every_chart_is_a_figure(name):
    made = CHARTS[name]()
    figure = go.Figure(made)  # refuses what is no property, and values that one cannot have
    assert len(figure.data) == len(made["data"]) > 0
    assert figure.layout.height > 0
    assert made["layout"]["template"]["layout"], "Streamlit puts its theme into the template"


def test_what_is_no_property_is_refused():
    with pytest.raises(ValueError, match="colour"):
        go.Figure(chart([{"type": "scatter", "colour": "red"}]))


@pytest.mark.parametrize("shape", [(5,), (3, 4)])
def test_numbers_travel_as_their_bytes(shape):
    values = np.arange(np.prod(shape)).reshape(shape) / 4
    told = numbers(values.T if values.ndim == 2 else values[::-1])
    back = np.frombuffer(b64decode(told["bdata"]), "<f4")
    if values.ndim == 2:
        assert told["shape"] == "4, 3"
        back = back.reshape(4, 3)
    np.testing.assert_array_equal(back, values.T if values.ndim == 2 else values[::-1])
    assert numbers([1, 2], "int32")["dtype"] == "i4"


def test_a_template_says_the_same_as_plotlys_own_of_these_traces():
    own = templates["plotly"].to_plotly_json()
    told = chart([line(X, X, "a", "red")])["layout"]["template"]
    assert told["data"] == {"scatter": own["data"]["scatter"]}
    assert told["layout"].items() <= own["layout"].items()
    assert {"font", "xaxis", "yaxis", "colorway", "colorscale"} <= told["layout"].keys()


def test_panes_stand_as_plotly_sets_subplots():
    from plotly.subplots import make_subplots

    figure = make_subplots(1, 2, subplot_titles=("a", "b"), column_widths=[0.55, 0.45])
    axes, titles = panes("a", "b", shares=(0.55, 0.45), gap=0.1)
    for axis, own in zip(axes, (figure.layout.xaxis, figure.layout.xaxis2), strict=True):
        assert axis["domain"] == pytest.approx(own.domain)
        assert axis["anchor"] == own.anchor
    assert [title["x"] for title in titles] == pytest.approx(
        [own.x for own in figure.layout.annotations]
    )


def test_upright_lines_stand_as_plotly_sets_them():
    figure = go.Figure(go.Scatter(x=[0, 1], y=[0, 1]))
    figure.add_vline(x=0.3, line={"color": "red", "width": 2, "dash": "dot"})
    assert go.Figure(layout={"shapes": [upright(0.3, "red")]}).layout.shapes == figure.layout.shapes


def test_streamlit_takes_a_chart_as_it_is():
    from plotly.tools import return_figure_from_figure_or_data

    made = chart([line(X, X, "a", "red")])
    assert return_figure_from_figure_or_data(_Ready(made), validate_figure=True) is made
