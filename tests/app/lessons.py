"""The lessons of the app, from the app's own list of pages."""

from importlib import import_module

from ui.frame import LESSONS as NAMES

LESSONS = {name.replace("_", "-"): import_module(f"ui.lessons.{name}").LESSON for name in NAMES}
"""Every lesson by the name that stands in its address."""
