"""The lesson on downsampling in a real Chromium: what it shows is what the core computes."""

from playwright.sync_api import expect

from tests.browser.lesson_place import cells, pick, step, table
from tests.browser.waiting import eventually
from upsample_core.lessons import averaged, blur_pool, halvings, moved, pooled_sums
from upsample_core.lessons.halving import RULES, halved


def opened(visit, name, **address):
    query = "&".join(f"{key}={value}" for key, value in {"step": name, **address}.items())
    page = visit(f"/downsampling?{query}")
    return page, step(page, name)


def test_a_wave_is_moved_by_the_keyboard(visit):
    page, place = opened(visit, "false_wave", wave_frequency="0.49")
    expect(place.get_by_text("seems to repeat every 100")).to_be_visible()
    place.get_by_role("slider").press("ArrowRight")
    expect(place.get_by_text("what is kept is a constant")).to_be_visible()
    pick(place, "Before that", "Mean of S cells")
    expect(place.get_by_text("Strength: 0.", exact=False)).to_be_visible()
    eventually(page, lambda: "wave_before=mean" in page.url)


def test_a_moved_row_is_halved_as_the_core_does(visit):
    _page, place = opened(visit, "one_pixel")
    row = [0, 0, 1, 1, 0, 0, 1, 1]
    for blur, label in (("none", "no blur"), ("tri3", "1 2 1"), ("bin5", "1 4 6 4 1")):
        pick(place, "Then blur", label)
        for shift, grid in ((0, 0), (1, 1)):
            found = table(place, "Halved").nth(grid).locator("td")
            expect(found).to_have_text(cells(blur_pool(moved(row, shift), "max", blur)))


def test_every_rule_says_what_is_left_of_a_size(visit):
    _page, place = opened(visit, "odd_sizes")
    pick(place, "Cells", "9")
    rows = place.locator("tbody tr").filter(has_text="→")
    expect(rows).to_have_count(len(RULES))
    for row, rule in zip(rows.all(), RULES, strict=True):
        found = halved(9, rule)
        padding = f"{found.before} + {found.after}"
        chain = " → ".join(map(str, halvings(225, rule, 5)[1:]))
        told = [str(found.size), padding, str(found.unseen), chain]
        expect(row.locator("td:not(:first-child)")).to_have_text(told)


def test_sums_and_shares_are_those_of_the_core(visit):
    page, place = opened(visit, "not_linear", linear_seed="3")
    found = pooled_sums("max_pool", 4, 3)
    expect(table(place, "f(a + b)").locator("td")).to_have_text(cells(found.pooled_whole))
    page.locator(".st-key-lesson-after button").click()
    shares = step(page, "exact_shares")
    pick(shares, "Cells in", "7")
    weights = averaged([3, 1, 4, 1, 5, 9, 2], 3, "exact")
    expect(table(shares, "y").first.locator("td")).to_have_text(cells(weights.output))
