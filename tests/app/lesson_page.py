"""A lesson's page as a script, opened the way a link does."""

from pathlib import Path

from streamlit.testing.v1 import AppTest

ROOT = Path(__file__).parents[2]
TIMEOUT = 60


def opened(page, **address):
    """Open a lesson at an address."""
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=TIMEOUT)
    for name, value in address.items():
        app.query_params[name] = value
    app.switch_page(f"pages/{page}.py").run()
    return sound(app)


def sound(app):
    """Assert that nothing went wrong on the page."""
    assert not app.exception
    return app


def opened_whole(page, **address):
    """Open a lesson with all its steps at once, if the address names none."""
    return opened(page, **{"step": "all"} | address)


def choose(app, kind, key, value):
    """Set one control of a page, by its key."""
    getattr(app, kind)(key=key).set_value(value).run()
    assert not sound(app).warning
    assert not app.error


def texts(app):
    return "\n".join(element.value for element in app.markdown)
