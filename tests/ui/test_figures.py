"""Charts of large grids: a count is one colour, and zero is in the middle."""

import numpy as np
import plotly.graph_objects as go

from ui.count_scale import plotly_scale
from ui.figures import grid_figure
from ui.theme import NEGATIVE

COUNTS = np.array([[0, 1, 2], [4, 2, 1]])


def test_a_chart_of_counts_has_the_scale_of_counts():
    heatmap = go.Figure(grid_figure(COUNTS, "overlap")).data[0]
    assert (heatmap.zmin, heatmap.zmax) == (plotly_scale()["zmin"], plotly_scale()["zmax"])
    assert [tuple(stop) for stop in heatmap.colorscale] == plotly_scale()["colorscale"]
    assert np.asarray(heatmap.text).tolist() == [["0", "1", "2"], ["4", "2", "1"]]


def test_a_chart_of_signed_values_has_zero_in_the_middle():
    heatmap = go.Figure(grid_figure(np.array([[3.0, -1.0]]), "kernel")).data[0]
    assert (heatmap.zmin, heatmap.zmax) == (-3, 3)
    assert heatmap.colorscale[0] == (0, NEGATIVE)
    assert np.asarray(heatmap.text).tolist() == [["3", "−1"]]
    assert grid_figure(np.array([[3.0, 1.0]]), "kernel")["data"][0]["zmin"] == 0
