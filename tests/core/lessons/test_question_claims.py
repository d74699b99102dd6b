"""Every sentence that a question shows is true, for every seed of every kind: a thousand each.

What a prompt gives, what an explanation says and what is said of a slip are checked here against
loops of their own, which know nothing of the core. A kind or a slip without a check fails.
"""

import itertools
import math
import re

import numpy as np
import pytest

from tests.app.lessons import LESSONS
from tests.core.lessons import (
    claims_downsampling,
    claims_generative,
    claims_interpolation,
    claims_learned,
    claims_networks,
    claims_sub_pixel,
    claims_unpooling,
)
from upsample_core.lessons.questions.rounds import ROUNDS

SEEDS = ROUNDS  # every question that there is
KINDS = [
    (page, kind, make) for page, lesson in LESSONS.items() for kind, make in lesson.kinds.items()
]


def conv_size(size, kernel_size, stride, padding=0):
    return len(range(0, size + 2 * padding - kernel_size + 1, stride))


def conv_rows(size, kernel_size, stride, padding):
    """For every output, the inputs that its window covers: (tap, input) pairs."""
    starts = range(0, size + 2 * padding - kernel_size + 1, stride)
    windows = [[(tap, start + tap - padding) for tap in range(kernel_size)] for start in starts]
    return [[(tap, cell) for tap, cell in window if 0 <= cell < size] for window in windows]


def dense(size, kernel, stride, padding):
    rows = conv_rows(size, len(kernel), stride, padding)
    matrix = np.zeros((len(rows), size))
    for row, window in enumerate(rows):
        for tap, cell in window:
            matrix[row, cell] = kernel[tap]
    return matrix


def stamped(length, kernel_size, stride, padding=0, output_padding=0, dilation=1):
    """For every output of a transposed convolution, the (input, tap) pairs that reach it."""
    whole = {}
    for cell, tap in itertools.product(range(length), range(kernel_size)):
        whole.setdefault(cell * stride + tap * dilation, []).append((cell, tap))
    reach = (length - 1) * stride + dilation * (kernel_size - 1)
    return [whole.get(f, []) for f in range(padding, reach + 1 - padding + output_padding)]


def inside(kernel_size, stride, dilation=1):
    """How many taps reach each residue, far from every border."""
    counts = [0] * stride
    for tap in range(kernel_size):
        counts[tap * dilation % stride] += 1
    return counts


def numbers(text):
    return [float(part.replace("−", "-")) for part in re.split(r",\s*", text) if part]


def added(text):
    """The sum that a text such as 3 + 1 − 2 says, and what it says it is."""
    left, _, right = text.replace("− ", "+ −").replace("−", "-").partition(" = ")
    return sum(float(part) for part in left.split(" + ")), float(right or left)


# ---------------------------------------------------------------- convolution as a matrix


def matrix_shape(q, g):
    out = tuple(conv_size(n, g["kernel_size"], g["stride"], g["padding"]) for n in g["input"])
    height, width = g["input"]
    assert g["output"] == out
    assert q.answer == (g["rows"], g["columns"]) == (out[0] * out[1], height * width)
    bare = [conv_size(n, g["kernel_size"], g["stride"]) for n in g["input"]]
    yield "transposed", (height * width, out[0] * out[1])
    yield "no_padding", (bare[0] * bare[1], height * width)
    assert g["taps"] < g["columns"], "a row is longer"
    yield "grids", out
    yield "kernel", (g["rows"], g["taps"])
    windows = itertools.product(*(conv_rows(n, g["kernel_size"], g["stride"], g["padding"])
                                  for n in g["input"]))  # fmt: skip
    assert max(len(a) * len(b) for a, b in windows) <= g["taps"] == g["kernel_size"] ** 2


def entry(q, g):
    matrix = dense(g["size"], g["kernel"], g["stride"], g["padding"])
    assert q.answer == matrix[g["row"], g["column"]]
    first = g["row"] * g["stride"] - g["padding"]
    assert (g["first"], g["last"]) == (first, first + len(g["kernel"]) - 1)
    assert len(g["kernel"]) == 3
    taps = dict(enumerate(g["kernel"]))
    at = g["column"] - first
    yield (
        "rotated",
        dense(g["size"], g["kernel"][::-1], g["stride"], g["padding"])[g["row"], g["column"]],
    )
    yield "no_padding", taps.get(g["column"] - g["row"] * g["stride"], 0)
    yield "no_stride", taps.get(g["column"] - g["row"] + g["padding"], 0)
    yield "repeated", g["kernel"][at % 3]


def stored(q, g):
    counts = [len(window) for window in conv_rows(g["size"], 3, g["stride"], g["padding"])]
    assert (g["rows"], g["columns"]) == (len(counts), g["size"])
    assert added(f"{g['terms']} = {q.answer}") == (sum(counts), sum(counts))
    assert numbers(g["terms"].replace(" + ", ", ")) == counts
    yield "full_rows", 3 * len(counts)
    yield "all", len(counts) * g["size"]
    yield "kernel", 3
    if q.answer != 3 * len(counts):
        assert min(counts) < 3, "a tap lies outside"


def column_count(q, g):
    axes = [conv_rows(n, 3, g["stride"], g["padding"]) for n in g["input"]]
    assert g["output"] == tuple(map(len, axes))
    cells = [
        (i, j)
        for (i, down), (j, across) in itertools.product(*map(enumerate, axes))
        if g["row"] in [cell for _tap, cell in down]
        and g["column"] in [cell for _tap, cell in across]
    ]
    assert q.answer == len(cells) > 0
    assert g["outputs"] == ", ".join(f"({i}, {j})" for i, j in cells)
    assert g["flat"] == g["row"] * g["input"][1] + g["column"]
    assert g["windows"] == math.prod(g["output"])
    taps = {
        (p, r)
        for (i, j) in cells
        for p, cell in axes[0][i]
        for r, other in axes[1][j]
        if (cell, other) == (g["row"], g["column"])
    }
    assert len(taps) == q.answer, "each tap in a window of its own"
    yield "every_tap", 9
    if q.answer < 9:
        ends = zip((g["row"], g["column"]), g["input"], strict=True)
        assert g["stride"] > 1 or any(at < 2 or at > n - 3 for at, n in ends), "near a border"
    yield "one", 1
    yield "outputs", g["windows"]


def null_space(q, g):
    matrix = dense(g["size"], g["kernel"], g["stride"], 0)
    rank = int((np.linalg.svd(matrix, compute_uv=False) > 1e-9).sum())
    assert (g["rows"], g["columns"], g["rank"]) == (*matrix.shape, rank)
    assert q.answer == matrix.shape[1] - rank > 0
    yield "rank", rank
    yield "none", 0
    yield "columns", matrix.shape[1]
    assert matrix.shape[0] < matrix.shape[1], "too few numbers to tell all inputs apart"
    assert matrix.any(), "the output is not always zero"


def adjoint(q, g):
    matrix = dense(g["size"], g["kernel"], g["stride"], 1)
    x, y = np.array(g["x"]), np.array(g["y"])
    assert g["forward"] == (matrix @ x).tolist()
    assert g["backward"] == (matrix.T @ y).tolist()
    assert q.answer == g["product"] == x @ matrix.T @ y
    yield "norm", (matrix.T @ y) @ (matrix.T @ y)
    yield "sums", x.sum() * y.sum()
    yield "none", 0


# ---------------------------------------------------------------- transposed convolution


def size(q, g):
    numbers_ = [g[n] for n in ("kernel_size", "stride", "padding", "output_padding", "dilation")]
    k, s, p, op, d = numbers_
    assert q.answer == len(stamped(g["length"], k, s, p, op, d))
    assert q.answer == g["steps"] - g["cropped"] + g["reach"] + op + 1
    yield "no_output_padding", len(stamped(g["length"], k, s, p, 0, d))
    yield "not_cropped", len(stamped(g["length"], k, s, 0, op, d))
    yield "cropped_once", len(stamped(g["length"], k, s, 0, op, d)) - p
    yield "no_dilation", len(stamped(g["length"], k, s, p, op, 1))
    yield "scaled", g["length"] * s
    yield "every_step", g["length"] * s - 2 * p + d * (k - 1) + op + 1


def virtual_kinds(g, border):
    """Name every cell of a virtual input with this border, one by one."""
    data = range(border, border + (g["length"] - 1) * g["stride"] + 1)
    kinds = ["border"] * border
    kinds += ["inserted_zero" if (at - border) % g["stride"] else "datum" for at in data]
    return kinds + ["border"] * border + ["output_padding"] * g["output_padding"]


def virtual_cell(q, g):
    border = g["kernel_size"] - 1 - g["padding"]
    kinds = virtual_kinds(g, border)
    data = [at for at, kind in enumerate(kinds) if kind == "datum"]
    assert (g["border"], g["cells"], g["first"], g["last"]) == (
        border,
        len(kinds),
        data[0],
        data[-1],
    )
    assert set(np.diff(data)) == {g["stride"]}
    assert q.answer == kinds[g["position"]]
    wrong = virtual_kinds(g, g["padding"])
    if g["position"] < len(wrong):
        yield "padded", wrong[g["position"]]


def entry_of_transpose(q, g):
    kernel, args = g["kernel"], (g["stride"], g["padding"])
    rows = stamped(g["length"], len(kernel), *args)
    assert q.answer == sum(kernel[tap] for cell, tap in rows[g["row"]] if cell == g["column"])
    start = g["column"] * g["stride"] - g["padding"]
    assert (g["start"], g["end"]) == (start, start + len(kernel) - 1)
    taps = dict(enumerate(kernel))
    yield "rotated", dict(enumerate(kernel[::-1])).get(g["row"] - start, 0)
    yield "no_padding", taps.get(g["row"] - g["column"] * g["stride"], 0)
    yield "no_stride", taps.get(g["row"] + g["padding"] - g["column"], 0)


def overlap_of_cell(q, g):
    axes = [stamped(n, g["kernel_size"], g["stride"], g["padding"]) for n in g["input"]]
    assert g["output"] == tuple(map(len, axes))
    down, across = len(axes[0][g["row"]]), len(axes[1][g["column"]])
    assert (g["down"], g["across"], q.answer) == (down, across, down * across)
    assert g["stamps"] == math.prod(g["input"])
    yield "kernel", g["kernel_size"] ** 2
    yield "one_axis", max(down, across)
    yield "added", down + across
    yield "all", g["stamps"]


def output_padding(q, g):
    k, s, p = g["kernel_size"], g["stride"], g["padding"]
    shrunk = conv_size(g["original"], k, s, p)
    least = len(stamped(shrunk, k, s, p))
    assert (g["shrunk"], g["least"]) == (shrunk, least)
    assert len(stamped(shrunk, k, s, p, q.answer)) == g["original"]
    yield "none", 0
    yield "largest", s - 1
    yield "padding", p
    assert conv_size(len(stamped(shrunk, k, s, p, s - 1)), k, s, p) == shrunk
    assert conv_size(len(stamped(shrunk, k, s, p, s - 1)) + 1, k, s, p) == shrunk + 1


def phase_taps(q, g):
    k, s, p = g["kernel_size"], g["stride"], g["padding"]
    rows = stamped(60, k, s, p)
    here = sorted(tap for _cell, tap in rows[g["cell"]])
    assert list(q.answer) == here
    assert g["before"] == g["cell"] + p
    assert {tap % s for tap in here} == {g["rest"]} == {g["before"] % s}
    yield "no_padding", tuple(sorted(tap for _cell, tap in stamped(60, k, s)[g["cell"]]))
    lower = stamped(60, k, s)[g["cell"] - p]
    yield "other_sign", tuple(sorted(tap for _cell, tap in lower))
    turned = list(range(k))[::-1]
    yield "turned", tuple(sorted(turned.index(tap) for tap in here))
    yield "neighbours", tuple(range(len(here)))
    assert set(np.diff(here)) == {s}
    assert s > 1, "further apart than neighbours"


def phase_count(q, g):
    kernel, strides = g["kernel"], (g["stride_down"], g["stride_across"])
    taps = {}
    for tap in itertools.product(*map(range, kernel)):
        taps.setdefault(tuple(np.mod(tap, strides).tolist()), []).append(tap)
    sizes = [len(each) for each in taps.values()]
    assert q.answer == (len(taps), max(sizes)) == (g["phases"], g["largest"])
    most = [max(inside(*axis)) for axis in zip(kernel, strides, strict=True)]
    assert [g["most_down"], g["most_across"]] == most
    assert min(most) > 1, "rows and columns, not one of them"
    yield "added", (sum(strides), sum(most))
    yield "whole", (len(taps), math.prod(kernel))
    yield "smallest", (len(taps), min(sizes))
    assert ("smallest" in q.mistakes) == any(np.mod(kernel, strides))
    yield "turned", q.answer[::-1]


def slid(kernel, x):
    """A window slides over x; the kernel is not turned."""
    starts = range(len(x) - len(kernel) + 1)
    return [sum(w * x[at + j] for j, w in enumerate(kernel)) for at in starts]


def phase_kernel(q, g):
    kernel, s, x = g["kernel"], g["stride"], [3, 1, 4, 1, 5, 9, 2, 6]
    assert (g["second"], g["third"]) == (g["residue"] + s, g["residue"] + 2 * s)
    assert 0 <= g["residue"] < s
    rows = stamped(len(x), len(kernel), s)
    output = [sum(x[cell] * kernel[tap] for cell, tap in row) for row in rows]
    assert contains(output[g["residue"] :: s], slid(q.answer, x))
    assert g["stamped"] == q.answer[::-1]
    first = [tap for _cell, tap in rows[g["residue"] + 3 * s]]
    assert first == sorted(first, reverse=True), "the first tap meets the rightmost input"
    yield "as_stamped", q.answer[::-1]
    other = q.mistakes.get("other_phase")
    if other is not None:
        makes = [r for r in range(s) if contains(output[r::s], slid(other, x))]
        assert makes
        assert g["residue"] not in makes
        yield "other_phase", other
    run = tuple(np.array_split(np.array(kernel), s)[g["residue"]].tolist())
    yield "run", run
    assert any(kernel[at : at + len(run)] == list(run) for at in range(len(kernel)))


def contains(whole, part):
    return any(whole[at : at + len(part)] == part for at in range(len(whole)))


def parameters(q, g):
    for name in (*q.choices, "right"):
        s, k, p, op = (g[f"{n}_{name}"] for n in ("stride", "kernel", "padding", "extra"))
        assert len(stamped(g["small"], k, s, p, op)) == g[f"size_{name}"]
        assert op < s
        assert p <= k - 1, "no input is dropped"
    fitting = [name for name in q.choices if g[f"size_{name}"] == g["large"]]
    assert fitting == [q.answer]
    for name in q.choices:
        yield name, name


def same(q, g):
    k, s = g["kernel_size"], g["stride"]
    assert (g["whole"], g["wanted"]) == (len(stamped(g["length"], k, s)), g["length"] * s)
    assert g["over"] == g["whole"] - g["wanted"] == q.answer + g["after"]
    assert q.answer == math.floor(g["over"] / 2)
    padding = next(p for p in range(9) if any(
        len(stamped(g["length"], k, s, p, op)) == g["wanted"] for op in range(s)))  # fmt: skip
    yield "pytorch", padding
    yield "all", g["over"]
    assert padding - q.answer in (0, 1), "one cell apart, or not at all"


# ---------------------------------------------------------------- checkerboard


def overlap_inside(q, g):
    counts = inside(g["kernel_size"], g["stride"])
    assert (g["row_rest"], g["column_rest"]) == (g["row"] % g["stride"], g["column"] % g["stride"])
    assert (g["down"], g["across"]) == (counts[g["row_rest"]], counts[g["column_rest"]])
    assert q.answer == g["down"] * g["across"]
    yield "one_axis", max(g["down"], g["across"])
    yield "added", g["down"] + g["across"]
    yield "kernel", g["kernel_size"] ** 2
    diagonal = [counts[(g[axis] + 1) % g["stride"]] for axis in ("row", "column")]
    yield "other_phase", diagonal[0] * diagonal[1]


def even(q, g):
    layers = {n: [g[f"{p}_{n}"] for p in ("kernel", "stride", "dilation")] for n in q.choices}
    counts = {name: inside(*layer) for name, layer in layers.items()}
    for name in q.choices:
        assert numbers(g[f"counts_{name}"]) == counts[name]
    assert [name for name in q.choices if len(set(counts[name])) == 1] == [q.answer]
    assert [g[f"{p}_right"] for p in ("kernel", "stride", "dilation")] == layers[q.answer]
    assert numbers(g["counts_right"]) == counts[q.answer]
    for slip, name in q.mistakes.items():
        k, s, d = layers[name]
        claims = {
            "coprime": math.gcd(k, s) == 1 and k % s != 0,
            "dilated": k % s == 0 and math.gcd(d, s) > 1 and 0 in counts[name],
            "larger": k > s and 0 not in counts[name],
        }
        assert claims[slip]
        yield slip, name


def sums(q, g):
    kernel, stride = g["kernel"], g["stride"]
    found = [0.0] * stride
    for tap, weight in enumerate(kernel):
        found[tap % stride] += weight
    assert list(q.answer) == numbers(g["constant"]) == found
    assert [added(text) for text in g["terms"].split("; ")] == [(s, s) for s in found]
    yield "counts", tuple(inside(len(kernel), stride))
    runs = np.array_split(np.array(kernel), stride)
    yield "runs", tuple(run.sum() for run in runs)
    yield "turned", tuple(found[::-1])


def flat(q, g):
    kernels = {name: g[f"kernel_{name}"] for name in q.choices}
    totals = {name: [sum_of(k[0::2]), sum_of(k[1::2])] for name, k in kernels.items()}
    assert g["stride"] == 2
    assert [name for name, (a, b) in totals.items() if a == b] == [q.answer]
    for name in q.choices:
        assert numbers(g[f"sums_{name}"]) == totals[name]
    assert (g["kernel_right"], numbers(g["sums_right"])) == (kernels[q.answer], totals[q.answer])
    for slip, name in q.mistakes.items():
        kernel = kernels[name]
        assert numbers(g[f"sums_{slip}"]) == totals[name]
        assert {
            "divides": len(kernel) % 2 == 0,
            "symmetric": kernel == kernel[::-1],
            "equal_weights": len(set(kernel)) == 1 and len(kernel) % 2 == 1,
        }[slip]
        yield slip, name


def sum_of(weights):
    return float(sum(weights))


def stack(q, g):
    layers = [(g[f"kernel_{n}"], g[f"stride_{n}"]) for n in (1, 2)]
    counts = [1] * 40
    for kernel_size, stride in layers:
        after = [0] * ((len(counts) - 1) * stride + kernel_size)
        for cell, count in enumerate(counts):
            for tap in range(kernel_size):
                after[cell * stride + tap] += count
        counts = after
    period = layers[0][1] * layers[1][1]
    start = len(counts) // 2 // period * period
    middle = counts[start : start + period]
    shown = numbers(g["phases"])
    assert sorted(set(shown)) == sorted(set(middle))
    assert any(
        shown * (period // len(shown)) == middle[turn:] + middle[:turn] for turn in range(period)
    )
    assert numbers(g["first"]) == inside(*layers[0])
    assert (g["most"], g["least"]) == q.answer == (max(middle), min(middle))
    assert (g["most_2d"], g["least_2d"]) == (max(middle) ** 2, min(middle) ** 2)
    first, second = inside(*layers[0]), inside(*layers[1])
    yield "first_only", (max(first), min(first))
    yield "multiplied", (max(first) * max(second), min(first) * min(second))
    yield "two_axes", (max(middle) ** 2, min(middle) ** 2)


def holes(q, g):
    reached = sum(count > 0 for count in inside(g["kernel_size"], g["stride"], g["dilation"]))
    assert (g["reached"], g["reached_2d"], g["cells"]) == (reached, reached**2, g["stride"] ** 2)
    assert q.answer == g["stride"] ** 2 - reached**2
    yield "one_axis", g["stride"] - reached
    yield "squared", (g["stride"] - reached) ** 2
    yield "reached", reached**2
    yield "none", 0


def constant_through(name, g, draw):
    """What one axis of a decoder makes of a constant 1, far inside, with weights drawn at random.

    Each is computed as it is described: a resize cell by cell, a window that slides, a stamp.
    """
    stride, size = g["stride"], g[f"size_{name}"]
    length = 40
    if name in ("nearest", "bilinear"):
        large = [resized(name, cell, stride, length) for cell in range(length * stride)]
        whole = slid(draw.uniform(-1, 1, size), large)
    elif name in ("sub_pixel", "icnr"):
        maps = [slid(draw.uniform(-1, 1, size), [1.0] * length) for _phase in range(stride)]
        whole = [value for values in zip(*maps, strict=True) for value in values]
    else:
        rows = stamped(length, size, stride)
        weights = draw.uniform(-1, 1, size)
        whole = [sum(weights[tap] for _cell, tap in row) for row in rows]
        if name == "smoothed":
            whole = slid([1 / stride] * stride, whole)
    middle = len(whole) // 2
    return whole[middle : middle + 2 * stride]


def resized(name, cell, stride, length):
    """One cell of an enlarged row of ones, between the cells of the small row."""
    ones = [1.0] * length
    at = (cell + 0.5) / stride - 0.5
    left = min(max(math.floor(at), 0), length - 1)
    if name == "nearest":
        return ones[cell // stride]
    right = min(left + 1, length - 1)
    return ones[left] * (1 - (at - left)) + ones[right] * (at - left)


def remedies(q, g):
    draw = np.random.default_rng(q.seed)
    for name in q.choices:
        made = [constant_through(name, g, draw) for _again in range(3)]
        even = all(max(values) - min(values) < 1e-9 for values in made)
        assert even == (name == q.answer), name
    assert len(set(q.choices)) == 4
    s = g["stride"]
    assert g["size_uneven"] % s != 0
    assert g["size_divides"] % s == 0
    assert len(set(inside(g["size_uneven"], s))) == 2
    assert len(set(inside(g["size_divides"], s))) == 1
    # As bilinear interpolation begins: cell i of the small row stamps a tent.
    size = g["size_bilinear_start"]
    tent = [max(0, 1 - abs((k - (size - 1) / 2) / s)) for k in range(-1, size + 1)]
    assert [weight > 0 for weight in tent] == [False] + [True] * size + [False]
    for name in q.mistakes:
        yield name, name


def bias(q, g):
    kernel = g["kernel"]
    whole = [
        sum(g["level"] * kernel[tap] for _c, tap in row) for row in stamped(30, len(kernel), 2)
    ]
    even, odd = whole[20], whole[21]
    assert q.answer == (even + g["bias"], odd + g["bias"])
    assert (g["even"], g["odd"]) == (sum(kernel[0::2]), sum(kernel[1::2]))
    yield "no_bias", (even, odd)
    fed = g["level"] + g["bias"]
    yield "bias_first", (fed * sum(kernel[0::2]), fed * sum(kernel[1::2]))
    yield "all_taps", (g["level"] * sum(kernel) + g["bias"],) * 2
    yield "turned", q.answer[::-1]


def strength(values, frequency):
    """How strong a wave of so many cycles per cell is in some values: |mean of v·exp(−2πi f n)|."""
    terms = [v * np.exp(-2j * np.pi * frequency * n) for n, v in enumerate(values)]
    return abs(sum(terms)) / len(values)


def frequency(q, g):
    k, s, cells = g["kernel_size"], g["stride"], g["cells"]
    counts = [inside(k, s)[cell % s] for cell in range(cells)]
    periods = [p for p in range(1, cells) if counts[p:] == counts[:-p]]
    assert periods[0] == s
    assert cells % s == 0
    assert q.answer == (pytest.approx(1 / s), cells / s)
    assert g["place"] == cells // s
    if q.seed % 50 == 0:  # slow, and the same for few strides
        strong = [n for n in range(1, cells // 2 + 1) if strength(counts, n / cells) > 1e-9]
        assert strong[0] == g["place"]
    yield "halved", (q.answer[0] / 2, q.answer[1] / 2)
    yield "period", (s, q.answer[1])
    yield "fastest", (1 / 2, cells / 2)
    assert ("fastest" in q.mistakes) == (s > 2), "a pattern that takes longer than two cells"
    yield "input_cells", (1 / s * s, q.answer[1])
    yield "turned", q.answer[::-1]


def copy_place(q, g):
    s, f = g["stride"], g["wave"]
    if q.seed % 20 == 0:  # slow, and the same for few waves
        cells = 20 * s
        small = [np.cos(2 * np.pi * f * n) for n in range(20)]
        spread = [small[cell // s] if cell % s == 0 else 0.0 for cell in range(cells)]
        found = [n / cells for n in range(cells // 2 + 1) if strength(spread, n / cells) > 1e-9]
        assert found[:2] == pytest.approx(list(q.answer))
    assert q.answer == pytest.approx((f / s, (1 - f) / s))
    assert (g["low"], g["copy"], g["rest"]) == (*q.answer, pytest.approx(1 - f))
    assert g["line"] == 1 / s
    yield "input_cells", (f, 1 - f)
    yield "mirror", (q.answer[0], (1 + f) / s)
    yield "of_constant", (q.answer[0], 1 / s)
    yield "doubled", (q.answer[0], 2 * f / s)
    if "doubled" in q.mistakes:
        harmonic = 2 * f / s
        assert all(
            abs(harmonic - abs(m + sign * f) / s) > 1e-9 for m in range(s) for sign in (1, -1)
        )


def copy_of_constant(q, g):
    kernel = g["kernel"]
    whole = [sum(kernel[tap] for _cell, tap in row) for row in stamped(30, len(kernel), 2)]
    middle = whole[20:40]
    assert q.answer == pytest.approx(strength(middle, 1 / 2))
    assert (g["even"], g["odd"]) == (whole[20], whole[21])
    assert g["mean"] == pytest.approx(strength(middle, 0))
    assert {g["mean"] + q.answer, g["mean"] - q.answer} == {whole[20], whole[21]}
    assert (q.answer == 0) == (whole[20] == whole[21])
    counts = inside(len(kernel), 2)
    yield "difference", abs(whole[20] - whole[21])
    yield "wave", g["mean"]
    yield "counts", abs(counts[0] - counts[1]) / 2
    yield "zeros", strength([1, 0] * 10, 1 / 2)


CHECKS = {
    "convolution-matrix": (matrix_shape, entry, stored, column_count, null_space, adjoint),
    "transposed-convolution": (
        size, virtual_cell, entry_of_transpose, overlap_of_cell, output_padding, phase_taps,
        phase_count, phase_kernel, parameters, same,
    ),
    "checkerboard": (
        overlap_inside, even, sums, stack, flat, holes, remedies, bias, frequency, copy_place,
        copy_of_constant,
    ),
    "interpolation": claims_interpolation.CHECKS,
    "unpooling": claims_unpooling.CHECKS,
    "downsampling": claims_downsampling.CHECKS,
    "sub-pixel": claims_sub_pixel.CHECKS,
    "learned": claims_learned.CHECKS,
    "generative": claims_generative.CHECKS,
    "networks": claims_networks.CHECKS,
}  # fmt: skip


@pytest.mark.parametrize(("page", "kind", "make"), KINDS, ids=lambda value: str(value)[:20])
def test_every_sentence_is_true_for_a_thousand_seeds(page, kind, make):
    check = CHECKS[page][list(LESSONS[page].kinds).index(kind)]
    seen = set()
    for seed in range(SEEDS):
        question = make(seed)
        leads = dict(check(question, question.given))
        for slip, value in question.mistakes.items():
            assert slip in leads, f"nothing here checks {slip}"
            assert same_values(value, leads[slip]), (seed, slip)
        seen |= question.mistakes.keys()
    assert seen == LESSONS[page].wordings[kind].mistakes.keys()


def same_values(value, expected):
    if isinstance(value, str):
        return value == expected
    mine, theirs = (np.atleast_1d(each).tolist() for each in (value, expected))
    return len(mine) == len(theirs) and all(
        abs(a - b) < 1e-9 for a, b in zip(mine, theirs, strict=True)
    )
