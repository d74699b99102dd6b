"""What the measurement of a class prints is what was measured."""

from io import BytesIO

import pytest
from PIL import Image

from bench.classroom import Crowd, figures, lines
from bench.own_pictures import harmful, small
from ui.pictures import PictureError, read_upload


def crowd(*, slow=1.0, errors=()):
    """A class of two people: openings from 100 to 200 ms, warm changes ten times as quick."""
    waits = {"opening": [100.0, 200.0], "warm change": [10.0 * slow, 20.0 * slow]}
    return Crowd(Crowd().waits | waits, list(errors), 9.0, [100.0, 103.0, 101.0])


def test_figures_are_medians_and_what_is_left():
    found = figures(crowd(errors=["lost"]), 2)
    assert found["milliseconds"]["opening"] == pytest.approx(
        {"count": 2, "median": 150, "95th": 195, "99th": 199}
    )
    assert found["memory"] == {"before": 100, "full": 103, "after": 101}
    assert found["memory_a_person"] == 1.5
    assert found["errors"] == ["lost"]


@pytest.mark.parametrize(("slow", "over"), [(1.0, 0), (20.0, 2)])
def test_what_is_over_its_bound_is_marked(slow, over):
    told = lines(figures(crowd(slow=slow), 2))
    assert sum("OVER" in line for line in told) == over


def test_errors_are_told():
    told = lines(figures(crowd(errors=["the page broke"]), 2))
    assert "1 errors" in told[0]
    assert any("the page broke" in line for line in told)


def test_the_pictures_that_people_bring_are_what_they_should_be():
    assert Image.open(BytesIO(small())).size == (400, 300)
    assert read_upload(small()).values.shape == (3, 300, 400)
    with pytest.raises(PictureError, match="broken"):
        read_upload(harmful())
