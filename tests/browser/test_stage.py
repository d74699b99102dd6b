"""What lights up on the stage is what the core's maps link, from every pane to every other."""

from __future__ import annotations

import numpy as np
import pytest

from tests.browser.stage_case import traced
from tests.browser.stage_page import StagePage, evaluated, number
from upsample_core.linear_map import LinearMap
from upsample_core.methods import METHODS

CASES = [
    {"method": "transposed_convolution", "size": "3x4", "kernel": "counting"}
    | {"stride": "2,3", "kernel_size": "3,4", "output_padding": "1,2"},
    {"method": "transposed_convolution", "size": "4x3", "kernel_size": "2,3", "padding": "2,3"},
    {"method": "transposed_convolution", "size": "7", "dilation": "2", "kernel": "counting"},
    {"method": "bicubic", "size": "3x4", "scale_factor": "2,3"},
    {"method": "sub_pixel", "size": "3x4", "upscale_factor": "2"},
    {"method": "sub_pixel", "size": "6", "upscale_factor": "3"},
    {"method": "max_unpool", "size": "5x6", "kernel_size": "2,3"},
    {"method": "decimate", "size": "6x7", "antialias": "true", "stride": "2,3"},
]
CASES += [
    {"method": name, "size": "5x6"} for name in METHODS if name not in {c["method"] for c in CASES}
]


def name_of(case):
    return "-".join(case.values())


def some(rng, count):
    """The first, the last and one more."""
    return sorted({0, count - 1, int(rng.integers(count))})


def entries_with(linear_map, rows=None, columns=None, tap=None):
    """Flat outputs and inputs of the stored entries that match."""
    keep = np.ones(linear_map.nnz, bool)
    if rows is not None:
        keep &= np.isin(linear_map.rows(), rows)
    if columns is not None:
        keep &= np.isin(linear_map.inputs, columns)
    if tap is not None:
        keep &= linear_map.taps == tap
    return linear_map.rows()[keep], linear_map.inputs[keep], linear_map.weights[keep]


@pytest.fixture(scope="module")
def page(open_lasting_page, serve):
    return StagePage.open(open_lasting_page, serve)


def steps(truth):
    """Return the maps to and from the stage; one that stands beside goes with the output."""
    return truth.steps or (truth.map, LinearMap.identity(truth.output.shape))


@pytest.mark.parametrize("case", CASES, ids=name_of)
def test_what_lights_up_is_what_is_linked(page, case, seed):
    truth = traced(case)
    links = Links(page, truth, seed)
    for check in (
        links.an_output_lights_what_it_is_made_of_and_says_so,
        links.an_input_lights_its_stamp,
        links.a_stage_cell_lights_both_ways,
        links.a_tap_lights_every_place_it_is_used,
        links.a_matrix_entry_lights_its_one_input_and_output,
        links.the_keyboard_lights_what_the_mouse_lights,
        links.every_order_adds_up_to_the_output,
    ):
        page.show(case)
        check()


class Links:
    """What has to be so on the stage of one trace."""

    def __init__(self, page, truth, seed):
        self.page, self.truth, self.seed = page, truth, seed

    def an_output_lights_what_it_is_made_of_and_says_so(self):
        page, truth = self.page, self.truth
        for cell in some(np.random.default_rng(self.seed), truth.output.size):
            page.hover("output", cell)
            page.unfold()
            seen = page.read()
            _rows, inputs, weights = entries_with(truth.map, rows=cell)
            lit = seen["panes"]["input"]["lit"]
            assert set(lit) == set(inputs)
            # Where a cell is too small for it, a weight stands on the kernel alone.
            for index, weight in zip(inputs, weights, strict=True):
                if lit[index]:
                    assert number(lit[index]) == pytest.approx(weight, rel=0.06, abs=0.006)
            assert any(lit.values()) or truth.kernel is not None or inputs.size < 2
            assert set(seen["panes"]["output"]["lit"]) == {cell}
            assert set(seen["panes"]["overlap"]["lit"]) == {cell}
            assert len(seen["entries"]) == inputs.size
            self.check_taps(seen, truth, cell)
            self.check_stage(seen, truth, cell)
            self.check_equation(seen["equation"], truth, cell, inputs.size)

    def check_taps(self, seen, truth, cell):
        if truth.kernel is None:
            assert "kernel" not in seen["panes"]
            return
        tapped = truth.map if truth.map.taps is not None else truth.steps[1]
        start, end = tapped.indptr[cell : cell + 2]
        assert set(seen["panes"]["kernel"]["lit"]) == set(tapped.taps[start:end])

    def check_stage(self, seen, truth, cell):
        if truth.stage is not None:
            _rows, window, _weights = entries_with(steps(truth)[1], rows=cell)
            assert set(seen["panes"]["stage"]["lit"]) == set(window)

    def check_equation(self, lines, truth, cell, terms):
        spelled = ",".join(map(str, np.unravel_index(cell, truth.output.shape)))
        assert lines[0].startswith(f"y[{spelled}] = ")
        if terms == 0:
            assert " = 0" in lines[0]
            return
        assert lines[0].count("+") + lines[0].count(" − ") == terms - 1
        total, stated = evaluated(lines[1])
        assert stated == pytest.approx(truth.output.flat[cell], rel=1e-4, abs=1e-6)
        # Weights are written to four places, and no input is larger than nine.
        assert total == pytest.approx(stated, rel=1e-5, abs=terms * 9 * 5e-5)

    def an_input_lights_its_stamp(self):
        page, truth = self.page, self.truth
        for cell in some(np.random.default_rng(self.seed), truth.input.size):
            page.hover("input", cell)
            seen = page.read()
            outputs, _inputs, _weights = entries_with(truth.map, columns=cell)
            assert set(seen["panes"]["input"]["lit"]) == {cell}
            assert set(seen["panes"]["output"]["lit"]) == set(outputs)
            if truth.stage is not None:
                cells, _inputs, _weights = entries_with(steps(truth)[0], columns=cell)
                assert set(seen["panes"]["stage"]["lit"]) == set(cells)

    def a_stage_cell_lights_both_ways(self):
        page, truth = self.page, self.truth
        if truth.stage is None:
            assert "stage" not in page.read()["panes"]
            return
        for cell in some(np.random.default_rng(self.seed), truth.stage.values.size):
            page.hover("stage", cell)
            seen = page.read()
            _rows, inputs, _weights = entries_with(steps(truth)[0], rows=cell)
            outputs, _inputs, _weights = entries_with(steps(truth)[1], columns=cell)
            assert set(seen["panes"]["input"]["lit"]) == set(inputs)
            assert set(seen["panes"]["output"]["lit"]) == set(outputs)

    def a_tap_lights_every_place_it_is_used(self):
        page, truth = self.page, self.truth
        if truth.kernel is None:
            return
        for tap in some(np.random.default_rng(self.seed), truth.kernel.size):
            page.hover("kernel", tap)
            seen = page.read()
            tapped = truth.map if truth.map.taps is not None else truth.steps[1]
            outputs, _inputs, _weights = entries_with(tapped, tap=tap)
            assert set(seen["panes"]["output"]["lit"]) == set(outputs)
            assert f"used {outputs.size} times" in seen["equation"][0]
            if truth.stage is not None and truth.steps[1].taps is not None:
                _rows, places, _weights = entries_with(truth.steps[1], tap=tap)
                kinds = (
                    np.zeros(truth.stage.values.size)
                    if truth.stage.kinds is None
                    else (truth.stage.kinds.ravel())
                )
                data = kinds[places] == 0
                assert set(seen["panes"]["stage"]["lit"]) == set(places[data])

    def a_matrix_entry_lights_its_one_input_and_output(self):
        page, truth = self.page, self.truth
        entry = truth.map.nnz // 2
        row, column = truth.map.rows()[entry], truth.map.inputs[entry]
        page.page.locator(".cursor").focus()
        page.page.keyboard.press("Control+Home")
        for key, times in (("ArrowDown", row), ("ArrowRight", column)):
            for _ in range(times):
                page.page.keyboard.press(key)
        seen = page.read()
        assert set(seen["panes"]["input"]["lit"]) == {column}
        assert set(seen["panes"]["output"]["lit"]) == {row}
        assert number(seen["entries"][0][2]) == pytest.approx(
            truth.map.weights[entry], rel=1e-3, abs=1e-4
        )

    def the_keyboard_lights_what_the_mouse_lights(self):
        page = self.page
        for pane in page.read()["panes"]:
            if pane in ("matrix", "rulers"):
                continue
            stop = page.page.locator(f'[data-pane="{pane}"] .cell[tabindex="0"]')
            assert stop.count() == 1
            stop.focus()
            page.page.keyboard.press("ArrowRight")
            page.page.keyboard.press("ArrowDown")
            by_keyboard = page.read()
            walked = by_keyboard["panes"][pane]["focus"]
            assert walked is not None, (pane, by_keyboard["equation"])
            page.page.evaluate("document.activeElement.blur()")
            page.hover(pane, walked)
            assert page.read() == by_keyboard

    def every_order_adds_up_to_the_output(self):
        page, truth = self.page, self.truth
        finished = page.read()["panes"]["output"]["said"]
        for order in ("gather", "stamp", "matrix"):
            page.choose("order", order)
            page.seek(0)
            assert page.read()["panes"]["output"]["said"] != finished
            page.seek("max")
            assert page.read()["panes"]["output"]["said"] == finished
        written = np.array([number(finished[i]) for i in range(truth.output.size)])
        np.testing.assert_allclose(written, truth.output.ravel(), rtol=0.006, atol=6e-4)
