"""The stage in Chromium: how long a change, a first draw and pointing take.

`python -m bench.stage` prints, beside their bounds: a parameter change until the stage is redrawn,
next to a page with the same widget and one line of text (with the settings of this project, and
with those that Streamlit comes with), all in the same run and in turn; the first draw of the
largest stages; and pointing until everything linked is lit and laid out.
"""

from __future__ import annotations

import argparse
import base64
import json
import logging
import os
import shutil
import statistics
from contextlib import ExitStack
from typing import Any

from bench.serving import ROOT, served

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"]
UNSET = ("--runner.postScriptGC", "true", "--server.fileWatcherType", "auto")
APPS = {
    "stage": ("bench/apps/stage_change.py",),
    "one line": ("bench/apps/line_change.py",),
    "one line, Streamlit's own settings": ("bench/apps/line_change.py", *UNSET),
}
LARGEST = {
    "transposed convolution, K = 4": {"size": "12x12", "kernel_size": "4", "padding": "1"},
    "Lanczos, three lobes": {"size": "12x12", "method": "lanczos"},
}
RATIO, FIRST_DRAW, FRAME = 1.5, 150.0, 16.0

# Milliseconds of work until all is laid out: what stands between an event and its picture.
TIMES = """async (data) => {
  const ground = document.getElementById("ground");
  const settled = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  const timed = async (work) => {
    const start = performance.now();
    work();
    ground.querySelector(".instrument").getBoundingClientRect();
    const passed = performance.now() - start;
    await settled();
    return passed;
  };
  const parts = { parentElement: ground, data: [JSON.parse(data)], setStateValue: () => {} };
  const first = await timed(() => window.mountStage(parts));
  const pointing = [];
  for (let round = 0; round < 60; round++) {
    const pane = ["output", "input", "overlap"][round % 3];
    const cells = ground.querySelectorAll(`[data-pane=${pane}] .cell`);
    const cell = cells[(round * 37) % cells.length];
    pointing.push(await timed(() =>
      cell.dispatchEvent(new PointerEvent("pointerover", { bubbles: true }))));
  }
  ground.firstChild.remove();
  return { first, pointing };
}"""


def main() -> None:
    """Measure and print."""
    from playwright.sync_api import sync_playwright

    parser = argparse.ArgumentParser(prog="bench.stage", description=__doc__)
    parser.add_argument("--rounds", type=int, default=21, help="how many pairs a median is over")
    rounds = parser.parse_args().rounds
    program = os.environ.get("CHROMIUM") or shutil.which("chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        changes(browser, rounds)
        draws(browser)
        browser.close()


def changes(browser: Any, rounds: int) -> None:
    """Change a parameter on all pages in turn and compare the medians."""
    times: dict[str, list[float]] = {name: [] for name in APPS}
    with ExitStack() as servers:
        pages = {
            name: opened(browser, servers.enter_context(served(*app)).address)
            for name, app in APPS.items()
        }
        pages["stage"].locator(".instrument").wait_for()
        for turn in range(rounds + 1):
            for name, page in pages.items():
                passed = change(page, 1 + turn % 2 * 2, name == "stage")
                if turn:
                    times[name].append(passed)
    medians = {name: statistics.median(passed) for name, passed in times.items()}
    ours, bound = medians.pop("stage"), RATIO * medians["one line"]
    report("parameter change → stage redrawn, against one line of text", ours, bound)
    for name, median in medians.items():
        print(f"    {name}: {median:.0f} ms; ratio {ours / median:.2f}")


def opened(browser: Any, address: str) -> Any:
    """Open a page of the comparison and wait until it stands."""
    page = browser.new_page(viewport={"width": 1440, "height": 1000})
    page.goto(address)
    page.get_by_text("stride 2").wait_for()
    return page


# From the click to the frame after the last change, all inside the browser. What is waited for is
# looked up once: to search the page again and again would cost more on the larger page.
CHANGE = """async ([stride, staged]) => {
  const instrument = staged && [...document.querySelectorAll("*")].map((one) =>
    one.shadowRoot?.querySelector(".instrument")).find(Boolean);
  const line = [...document.querySelectorAll("p")]
    .find((one) => one.textContent.startsWith("stride")).parentElement;
  const button = [...document.querySelectorAll("button")]
    .find((one) => one.innerText.trim() === String(stride));
  const before = instrument?.dataset?.draws;
  const drawn = () => line.textContent.trim() === `stride ${stride}`
    && (!staged || instrument.dataset.draws !== before);
  const start = performance.now();
  button.click();
  while (!drawn()) await new Promise((done) => setTimeout(done, 1));
  await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  return performance.now() - start;
}"""


def change(page: Any, stride: int, staged: bool) -> float:
    """Return the milliseconds from a click on another stride to the new picture."""
    page.bring_to_front()
    passed = float(page.evaluate(CHANGE, [stride, staged]))
    page.wait_for_timeout(150)
    return passed


def draws(browser: Any) -> None:
    """Draw the largest stages without a server, and point at their cells."""
    from ui.lab.state import read_address, settle_lab
    from ui.stage import bundle
    from ui.stage_payload import payload
    from upsample_core import trace as run

    for name in list(logging.root.manager.loggerDict):
        if name.startswith("streamlit"):  # which warns that it runs without a page
            logging.getLogger(name).setLevel(logging.ERROR)
    script = base64.b64encode((bundle() + "\nwindow.mountStage = mount;").encode()).decode()
    style = (ROOT / "assets" / "stage" / "stage.css").read_text(encoding="utf-8")
    for name, case in LARGEST.items():
        lab, _notes = settle_lab(*read_address({"dims": "2", **case}))
        trace = run(lab.method, lab.grid)
        firsts, pointing = [], []
        for _ in range(5):
            page = browser.new_page(viewport={"width": 1440, "height": 1000})
            page.set_content('<div id="ground" style="width: 1300px"></div>')
            page.add_style_tag(content=style)
            loading = "async (code) => { await import(`data:text/javascript;base64,${code}`); }"
            page.evaluate(loading, script)
            seen = page.evaluate(TIMES, json.dumps(payload(trace)))
            firsts.append(seen["first"])
            pointing += seen["pointing"]
            page.close()
        print(f"{name}: {trace.input.size} → {trace.output.size} cells, {trace.map.nnz} entries")
        report("first draw", statistics.median(firsts), FIRST_DRAW)
        report("pointing, median", statistics.median(pointing), FRAME)
        report("pointing, 95th of 100", statistics.quantiles(pointing, n=20)[18], FRAME)


def report(what: str, passed: float, bound: float) -> None:
    """Print one measurement beside its bound."""
    print(f"  {what:58} {passed:7.1f} ms  bound {bound:6.1f}  {'' if passed <= bound else 'OVER'}")


if __name__ == "__main__":
    main()
