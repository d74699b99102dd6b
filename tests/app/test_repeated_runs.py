"""A run that a browser asks for once more, whose connection was away for a moment."""

from streamlit.testing.v1 import AppTest

from tests.ground.places import ROOT


def opened(page, **address):
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    app.query_params.update(address)
    app.switch_page(f"pages/{page}.py").run()
    return app


def bare(app, page):
    """Come to a page without an address, as by the back button after a button led away."""
    app.query_params.clear()
    app.switch_page(f"pages/{page}.py").run()
    assert not app.exception
    return app


def test_what_was_left_stands_there_however_often_it_is_run():
    app = bare(opened("networks", step="planner", network="dcgan"), "lab")
    bare(app, "networks")
    for _ in range(3):
        assert app.selectbox(key="network").value == "dcgan"
        app.query_params.clear()  # the address that is to replace it has not reached the browser
        app.run()


def test_a_new_address_counts_after_such_a_run():
    app = bare(opened("networks", step="planner", network="dcgan"), "lab")
    bare(app, "networks").run()
    app.query_params.update({"step": "planner", "network": "unet"})
    app.run()
    assert app.selectbox(key="network").value == "unet"
