"""What every question about unpooling claims, checked by loops of their own.

Each check yields what every slip leads to; `test_question_claims` compares.
"""

import itertools


def windows(size, kernel_size, stride, padding=0):
    """The cells of each window along one axis, those on the padding left out."""
    starts = range(-padding, size + padding - kernel_size + 1, stride)
    return [[c for c in range(s, s + kernel_size) if 0 <= c < size] for s in starts]


def put_back(q, g):
    rows = (g["upper"], g["lower"])
    answer, whole, corner = [], [], []
    for left in range(0, 6, 2):
        cells = [(r, c) for r in (0, 1) for c in (left, left + 1)]
        top = max(rows[r][c] for r, c in cells)
        assert g["pooled"][left // 2] == top
        assert len({rows[r][c] for r, c in cells}) == 4, "no ties"
        answer += [top if rows[g["row"]][c] == top else 0 for c in (left, left + 1)]
        whole += [top, top]
        corner += [top if g["row"] == 0 else 0, 0]
    assert list(q.answer) == answer
    yield "whole", whole
    yield "corner", corner
    yield "kept", rows[g["row"]]


def switch(q, g):
    cells = list(itertools.product(range(g["height"]), range(g["width"])))
    assert cells[q.answer] == (g["row"], g["column"])
    window = [(r, c) for r, c in cells if (r // 2, c // 2) == (g["window_row"], g["window_column"])]
    yield "in_window", window.index((g["row"], g["column"]))
    yield "height", g["row"] * g["height"] + g["column"]
    by_column = sorted(cells, key=lambda cell: cell[::-1])
    yield "turned", by_column.index((g["row"], g["column"]))
    yield "from_one", q.answer + 1


def shared(q, g):
    signal, peak = g["signal"], g["peak"]
    found = windows(len(signal), g["kernel_size"], g["stride"])
    chosen = [max(cells, key=lambda c: (signal[c], -c)) for cells in found]
    assert len(found) == g["windows"]
    count = chosen.count(peak)
    assert count == sum(peak in cells for cells in found) == g["count"] > 1
    assert q.answer == (1, count)
    yield "both_added", (count, count)
    yield "both_written", (1, 1)
    yield "turned", (count, 1)
    yield "all", (1, len(found))
    assert ("all" in q.mistakes) == any(peak not in cells for cells in found)


def default_size(q, g):
    k, s, p = g["kernel_size"], g["stride"], g["padding"]
    pooled = len(windows(g["size"], k, s, p))
    assert g["pooled"] == pooled
    # All that the windows reach, without what padding adds on both sides.
    assert q.answer == (pooled - 1) * s + k - 2 * p
    assert (g["steps"], g["cropped"]) == ((pooled - 1) * s, 2 * p)
    yield "same", g["size"]
    if "same" in q.mistakes:
        others = [n for n in range(1, 40) if n + 2 * p >= k and len(windows(n, k, s, p)) == pooled]
        assert len(others) > 1
    yield "scaled", pooled * s
    yield "not_cropped", (pooled - 1) * s + k
    yield "every_step", pooled * s + k - 2 * p


def sizes_alike(q, g):
    k, s, p = g["kernel_size"], g["stride"], g["padding"]
    alike = [n for n in range(1, 60) if n + 2 * p >= k and len(windows(n, k, s, p)) == g["pooled"]]
    assert q.answer == (alike[0], alike[-1])
    assert len(alike) == s
    assert g["default"] == alike[0]
    yield "default_only", (alike[0], alike[0])
    allowed = [n for n in range(1, 80) if abs(n - g["default"]) < s]
    yield "allowed", (allowed[0], allowed[-1])
    if "allowed" in q.mistakes:
        assert set(allowed) - set(alike), "some become another size"
    yield "scaled", (g["pooled"] * s, g["pooled"] * s + s - 1)
    if "scaled" in q.mistakes:
        assert (k, p) != (s, 0)


def negative(q, g):
    assert list(q.answer) == [max(value, 0, 0, 0) for value in g["values"]]
    assert min(g["values"]) < 0
    yield "same", g["values"]
    yield "size", [abs(value) for value in g["values"]]
    yield "none", [0] * 4
    if "none" in q.mistakes:
        assert max(g["values"]) > 0


def nails(q, g):
    length, stride = g["length"], g["stride"]
    wanted = [[cell // stride] if cell % stride == 0 else [] for cell in range(length * stride)]
    assert g["size"] == len(wanted)

    def reached(name):
        """For every output cell the inputs whose stamps reach it."""
        k, p, extra = (g[f"{part}_{name}"] for part in ("kernel", "padding", "extra"))
        end = (length - 1) * stride + k - p + extra
        stamps = [range(i * stride, i * stride + k) for i in range(length)]
        return [[i for i, stamp in enumerate(stamps) if at in stamp] for at in range(p, end)]

    made = {name: reached(name) for name in q.choices}
    for name, cells in made.items():
        assert (cells == wanted) == (name == q.answer), name
    assert len({tuple(g[f"{part}_{n}"] for part in ("kernel", "padding", "extra"))
                for n in q.choices}) == 4  # fmt: skip
    assert (g["kernel_right"], g["extra_right"]) == (1, stride - 1)
    for slip, name in q.mistakes.items():
        cells = made[name]
        if slip == "whole":
            assert cells == [[cell // stride] for cell in range(length * stride)]
        if slip == "short":
            assert len(cells) == g["size_short"] == (length - 1) * stride + 1
            assert cells[-1] == [length - 1]
        if slip == "wide":
            assert g[f"kernel_{name}"] > stride
            assert any(len(inputs) > 1 for inputs in cells)
            assert all(cells)
        yield slip, name


def kept(q, g):
    size = [g["height"], g["width"]]
    for _level in range(g["levels"]):
        assert all(length % g["window"] == 0 for length in size)
        size = [length // g["window"] for length in size]
    assert g["pooled"] == tuple(size)
    assert q.answer == size[0] * size[1]
    assert g["share"] * q.answer == g["height"] * g["width"]
    yield "one_axis", size[0] * g["width"]
    yield "one_level", g["height"] * g["width"] // g["window"] ** 2
    yield "all", g["height"] * g["width"]


CHECKS = (put_back, switch, shared, default_size, sizes_alike, negative, nails, kept)
"""In the order in which the questions are asked."""
