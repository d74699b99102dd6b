"""Places for long work: so many at once, and none is lost with the person who held it."""

from ui.places import Places


def test_places_are_held_given_back_and_run_out():
    now = [0.0]
    places = Places(2, 10.0, lambda: now[0])
    assert places.take("a")
    assert places.take("b")
    assert not places.take("c")
    assert places.take("a")
    places.leave("b")
    assert places.take("c")
    now[0] = 9.0
    assert places.take("a")
    now[0] = 11.0
    assert places.take("d"), "c has not come back"
    assert not places.take("e")
    places.leave("nobody")
