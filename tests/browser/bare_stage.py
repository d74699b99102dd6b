"""The stage's own script in an empty page, in a box of a given place: no server, no Streamlit."""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass

from ui.stage import _ASSETS, bundle
from ui.stage_payload import payload

MOUNT = """([data, first]) => {
  if (first) window.told = [];
  const tell = (name, value) => window.told.push([name, value]);
  window.mountStage({ parentElement: document.getElementById("ground"), data: [JSON.parse(data)],
    setStateValue: tell });
}"""


@dataclass(frozen=True)
class Box:
    """A window, and where in it the stage has its place."""

    window: tuple[int, int]
    left: float
    top: float
    width: float


LAB = Box((1440, 900), 290, 150, 1130)
LAPTOP = Box((1366, 768), 280, 150, 1060)
DESKTOP = Box((1920, 1080), 290, 150, 1600)
LESSON = Box((1440, 900), 372, 200, 1000)
PHONE = Box((390, 844), 16, 120, 358)
LECTURE = Box((1280, 720), 20, 16, 1240)


def open_stage(open_page, box: Box, trace, *, view=None, editable=False, pin=None, **options):
    """Open an empty page and mount the stage of a trace in a box of it."""
    page = open_page("about:blank", width=box.window[0], height=box.window[1], **options)
    page.set_content(
        "<style>body { margin: 0; font-family: sans-serif }</style>"
        f'<div id="ground" style="position: absolute; left: {box.left}px; top: {box.top}px; '
        f'width: {box.width}px"></div>'
    )
    page.add_style_tag(content=(_ASSETS / "stage.css").read_text(encoding="utf-8"))
    named = bundle() + "\nwindow.mountStage = mount;\n//# sourceURL=stage.js"
    script = base64.b64encode(named.encode()).decode()
    page.evaluate(
        "async (script) => { await import(`data:text/javascript;base64,${script}`); }", script
    )
    mount(page, trace, view=view, editable=editable, pin=pin, first=True)
    return page


def mount(page, trace, *, view=None, editable=False, pin=None, refusal=None, first=False):
    """Give the stage new data, in place."""
    page.evaluate(MOUNT, [json.dumps(payload(trace, pin, view, editable, refusal)), first])


def told(page, name):
    """Return what the stage has told the page under a name, in order."""
    return [value for what, value in page.evaluate("window.told") if what == name]
