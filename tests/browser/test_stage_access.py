"""The stage for everyone: names, tables, contrast, phones, odd numbers, both languages."""

from __future__ import annotations

import base64
import json
from itertools import combinations

import numpy as np
import pytest
from playwright.sync_api import expect

from tests.browser.accessibility import violations
from tests.browser.stage_case import traced
from tests.browser.stage_page import FIND, StagePage, number
from tests.browser.waiting import frames
from ui.stage import _ASSETS, bundle
from ui.stage_payload import payload
from upsample_core.methods import METHODS

SMALL = {"size": "3x3", "output_padding": "1"}

DARK = ("transposed_convolution", "bicubic", "sub_pixel", "max_unpool", "region_based")


@pytest.fixture(scope="module")
def themed_pages(open_lasting_page, serve):
    return {t: StagePage.open(open_lasting_page, serve, theme=t) for t in ("light", "dark")}


@pytest.mark.parametrize("name", METHODS)
def test_no_serious_accessibility_violation(themed_pages, name):
    for theme in ("light", "dark") if name in DARK else ("light",):
        page = themed_pages[theme]
        page.show({"method": name, "size": "3x4"})  # the rules take the longer the more cells
        page.hover("output", 1)
        assert violations(page.page) == [], theme


def test_the_rules_reach_into_the_stage(themed_pages):
    page = themed_pages["light"]
    page.page.locator(".equation").evaluate("one => one.setAttribute('role', 'nonsense')")
    found = violations(page.page)
    page.page.locator(".equation").evaluate("one => one.setAttribute('role', 'group')")
    assert "aria-roles" in [rule for rule, _html, _reason in found]


@pytest.fixture(scope="module")
def lasting_page(open_lasting_page, serve):
    return StagePage.open(open_lasting_page, serve)


def test_every_cell_says_what_it_is(lasting_page):
    lasting_page.show(SMALL)
    label = lambda pane, index: lasting_page.cell(pane, index).get_attribute("aria-label")  # noqa: E731
    truth = traced(SMALL)
    width = truth.stage.values.shape[1]
    assert label("input", 5) == "row 1, column 2, 9"
    assert label("stage", 2 * width + 1) == "row 2, column 1, inserted zero, 0"
    assert label("stage", 0) == "row 0, column 0, border, 0"
    assert label("stage", width * width - 1) == f"row {width - 1}, column {width - 1}, " + (
        "output padding, 0"
    )
    # Drawn rotated: the last tap stands first.
    assert label("kernel", 8) == "row 0, column 0, k9, 0.25"
    lasting_page.show({"size": "3", "method": "sub_pixel"})
    assert label("stage", 4).startswith("channel 1, position 1, ")


def test_cropped_cells_are_named(lasting_page):
    lasting_page.show({"size": "3x3", "kernel_size": "2", "padding": "2"})
    assert ", cropped, " in lasting_page.cell("stage", 0).get_attribute("aria-label")
    legend = lasting_page.page.locator('[data-pane="stage"] .legend').inner_text()
    assert "cropped" in legend


def test_grids_and_the_equation_are_announced(lasting_page):
    lasting_page.show(SMALL)
    for name, rows in (("Input", "3"), ("Virtual input", "8"), ("Output", "6"), ("Overlap", "6")):
        grid = lasting_page.page.get_by_role("grid", name=name, exact=True)
        assert grid.get_attribute("aria-rowcount") == rows
    assert lasting_page.page.get_by_role("grid", name="Matrix Cᵀ").count() == 1
    region = lasting_page.page.locator('.equation [aria-live="polite"]')
    lasting_page.hover("output", 0)
    assert region.inner_text().startswith("y[0,0] = ")


def test_tab_goes_from_pane_to_pane(lasting_page):
    lasting_page.show(SMALL)
    lasting_page.cell("input", 0).focus()
    visited = []
    for _ in range(40):
        lasting_page.page.keyboard.press("Tab")
        pane = lasting_page.page.evaluate(
            f"({FIND})().getRootNode().activeElement?.closest('[data-pane]')?.dataset.pane"
        )
        if pane and pane not in visited:
            visited.append(pane)
    assert visited[:2] == ["kernel", "stage"]
    assert {"stage", "kernel", "output", "overlap", "matrix"} <= set(visited)


def test_one_switch_shows_every_pane_as_a_table(lasting_page):
    lasting_page.show(SMALL)
    assert not lasting_page.page.locator(".tables").is_visible()
    lasting_page.page.locator('[data-choice="tables"]').click()
    truth = traced(SMALL)
    panes = {"input": truth.input, "stage": truth.stage.values, "kernel": truth.kernel}
    panes |= {"output": truth.output, "overlap": truth.overlap}
    for pane, values in panes.items():
        rows = lasting_page.page.locator(f'[data-table="{pane}"] tbody tr')
        rows.first.wait_for()
        read = [[number(t) for t in row.locator("td").all_inner_texts()] for row in rows.all()]
        np.testing.assert_allclose(read, values, rtol=1e-5)
    entries = lasting_page.page.locator('[data-table="matrix"] tbody tr')
    expect(entries).to_have_count(truth.map.nnz)
    lasting_page.page.locator('[data-choice="tables"]').click()
    assert not lasting_page.page.locator(".tables").is_visible()


def test_odd_numbers_stay_inside_their_cells(lasting_page):
    lasting_page.show({"size": "4x4", "odd": "1", "kernel": "counting"})
    texts = lasting_page.read()["panes"]["input"]["said"]
    assert [texts[i] for i in range(4)] == ["NaN", "∞", "1e-12".replace("-", "−"), "−1.2e150"]
    lasting_page.hover("output", 0)
    assert "NaN" in lasting_page.read()["equation"][1]
    spilling = lasting_page.page.evaluate(
        f"""[...({FIND})().querySelectorAll(".cell")].filter((cell) => {{
          if (!cell.textContent) return false;
          const text = document.createRange();
          text.selectNodeContents(cell);
          return text.getBoundingClientRect().width > cell.clientWidth + 1;
        }}).map((cell) => cell.textContent)"""
    )
    assert spilling == []


@pytest.mark.parametrize("width", [360, 390])
def test_on_a_phone_the_panes_stack_and_nothing_sticks_out(load_page, serve, width):
    page = StagePage.open(load_page, serve, width=width, height=800)
    for case in (SMALL, {"method": "sub_pixel", "size": "4x4"}, {"method": "bicubic", "size": "9"}):
        page.show(case)
        boxes = [
            section.bounding_box()
            for section in page.page.locator("[data-pane]").all()
            if section.is_visible()
        ]
        assert all(box["x"] >= 0 and box["x"] + box["width"] <= width for box in boxes)
        assert not [(a, b) for a, b in combinations(boxes, 2) if overlap(a, b)]
        first = page.page.locator('[data-pane="output"]').bounding_box()
        assert first["y"] < min(box["y"] for box in boxes) + 400
        inner = page.page.evaluate(
            f"[...({FIND})().querySelectorAll('.cells, canvas, .player, .choices')]"
            ".filter((one) => one.checkVisibility())"
            ".map((one) => one.getBoundingClientRect().right)"
        )
        assert max(inner) <= width
    page.hover("input", 0)
    box = page.page.locator(".equation").bounding_box()
    assert 0 <= box["y"] <= 800 - box["height"] + 1


def overlap(a, b):
    """Whether two boxes share more than an edge."""
    wide = min(a["x"] + a["width"], b["x"] + b["width"]) - max(a["x"], b["x"])
    high = min(a["y"] + a["height"], b["y"] + b["height"]) - max(a["y"], b["y"])
    return wide > 1 and high > 1


def test_pointing_moves_nothing(lasting_page):
    lasting_page.show({"method": "bicubic", "size": "5x5"})
    place = lambda: lasting_page.page.locator('[data-pane="output"]').evaluate(  # noqa: E731
        """(pane) => {
          const [own, all] = [pane, pane.closest(".instrument")].map((one) =>
            one.getBoundingClientRect());
          return [own.x - all.x, own.y - all.y, own.width, own.height];
        }"""
    )
    lasting_page.hover("output", 0)
    frames(lasting_page.page)
    before = place()
    for pane, index in (("output", 44), ("input", 12), ("overlap", 50)):
        cell = lasting_page.cell(pane, index)
        cell.dispatch_event("pointerover")
        assert place() == before


def test_chinese(load_page, serve):
    page = StagePage.open(load_page, serve, asked=SMALL | {"lang": "zh"})
    headings = page.page.locator("[data-pane] h3:visible").all_inner_texts()
    assert headings[0] == "输入"
    assert not any(text.isascii() for text in headings)
    page.hover("output", 0)
    assert page.cell("stage", 0).get_attribute("aria-label").isascii() is False


# ---------------------------------------------------------------- in place, without growing


@pytest.fixture
def bare(load_page):
    """The stage's own script in an empty page: no server, no Streamlit."""
    page = load_page("about:blank")
    page.set_content('<style></style><div id="ground" style="width: 1300px"></div>')
    page.add_style_tag(content=(_ASSETS / "stage.css").read_text(encoding="utf-8"))
    script = base64.b64encode((bundle() + "\nwindow.mountStage = mount;").encode()).decode()
    page.evaluate(
        "async (script) => { await import(`data:text/javascript;base64,${script}`); }", script
    )
    return page


MOUNT = """(data) => window.mountStage({
  parentElement: document.getElementById("ground"), data: [JSON.parse(data)],
  setStateValue: () => {} })"""


CHANGES = """async ([payloads, count]) => {
  for (let change = 0; change < count; change++) {
    (MOUNT)(payloads[change % payloads.length]);
    document.querySelectorAll('[data-pane="output"] .cell')[change % 5]
      .dispatchEvent(new PointerEvent("pointerover", { bubbles: true }));
    await new Promise((done) => requestAnimationFrame(done));
  }
}""".replace("MOUNT", MOUNT)


def test_two_hundred_changes_leave_nothing_behind(bare):
    cases = [
        {"size": "5x6", "stride": str(stride), "method": name}
        for name in ("transposed_convolution", "sub_pixel", "bicubic", "max_unpool")
        for stride in (1, 2)
    ]
    payloads = [json.dumps(payload(traced(case))) for case in cases]
    developer = bare.context.new_cdp_session(bare)
    developer.send("Performance.enable")
    counts = []
    for _ in range(5):
        bare.evaluate(CHANGES, [payloads, 40])
        developer.send("HeapProfiler.collectGarbage")
        metrics = developer.send("Performance.getMetrics")["metrics"]
        wanted = ("Nodes", "JSEventListeners")
        counts.append({m["name"]: m["value"] for m in metrics if m["name"] in wanted})
    assert counts[-1]["JSEventListeners"] == counts[0]["JSEventListeners"]
    # Chromium sweeps when it likes; a leak of one node a change would leave 160.
    assert counts[-1]["Nodes"] < counts[0]["Nodes"] + 120
    assert bare.locator(".instrument").count() == 1


def test_cells_stay_when_only_their_numbers_change(bare):
    first, second = ({"size": "4x4", "kernel": kernel} for kernel in ("bilinear", "counting"))
    bare.evaluate(MOUNT, json.dumps(payload(traced(first))))
    bare.evaluate("window.kept = document.querySelector('[data-pane=output] .cell')")
    bare.evaluate(MOUNT, json.dumps(payload(traced(second))))
    assert bare.evaluate("window.kept === document.querySelector('[data-pane=output] .cell')")
    shown = number(bare.locator('[data-pane="output"] .cell').first.inner_text())
    assert shown == pytest.approx(traced(second).output.flat[0])


def test_the_matrix_rings_the_entries_of_the_row(bare):
    case = {"size": "4x4"}
    truth = traced(case)
    bare.evaluate(MOUNT, json.dumps(payload(truth)))
    bare.locator('[data-pane="output"] .cell[data-index="16"]').dispatch_event("pointerover")
    shape = {"rows": truth.map.shape[0], "columns": truth.map.shape[1]}
    ringed = bare.evaluate(
        """({ rows, columns }) => {
          const canvas = document.querySelector(".canvases canvas");
          const cursor = document.querySelector(".cursor");
          const wide = parseFloat(cursor.style.width), high = parseFloat(cursor.style.height);
          const [left, top] = cursor.style.transform.match(/[\\d.]+/g).map(Number);
          const place = Number(cursor.dataset.index);
          const x = left - (place % columns) * wide;
          const y = top - Math.floor(place / columns) * high;
          const pen = canvas.getContext("2d");
          const lit = [];
          for (let row = 0; row < rows; row++) for (let column = 0; column < columns; column++) {
            const [r, g, b, a] = pen.getImageData(Math.round(x + column * wide),
              Math.round(y + (row + 0.5) * high), 1, 1).data;
            if (a > 120 && r > 180 && g < 120 && b < 60) lit.push([row, column]);
          }
          return lit;
        }""",
        shape,
    )
    links = truth.map.inputs[truth.map.indptr[16] : truth.map.indptr[17]]
    assert ringed == [[16, column] for column in links]
    note = bare.locator(".matrix .way")
    expect(note).to_have_text(f"row 16 = y[2,2] · {links.size} stored")
