"""What every question about sub-pixel convolution claims, checked by loops of their own.

Each check yields what every slip leads to; `test_question_claims` compares.
"""

import itertools


def rows_of(text):
    return [[float(number) for number in row.split(", ")] for row in text.split("; ")]


def weave(q, g):
    maps = rows_of(g["maps"])
    assert len(maps) == g["factor"]
    woven = [row[at] for at in range(len(maps[0])) for row in maps]
    assert list(q.answer) == woven
    assert rows_of(g["first"]) == [woven[: len(maps)]]
    yield "beside", [number for row in maps for number in row]
    yield "turned", [row[at] for at in range(len(maps[0])) for row in reversed(maps)]


def channels(q, g):
    sizes = zip(g["input"], g["output"], strict=True)
    assert all(large == small * g["factor"] for small, large in sizes)
    # As many numbers go into the weaving as come out of it.
    (h, w), (height, width) = g["input"], g["output"]
    assert q.answer * h * w == g["outputs"] * height * width
    assert g["square"] == g["factor"] ** 2
    yield "one_axis", g["outputs"] * g["factor"]
    yield "factor_only", g["square"]
    if "factor_only" in q.mistakes:
        assert g["outputs"] > 1
    yield "outputs_only", g["outputs"]


def pytorch_places(outputs, r):
    """Where each channel goes, one after another, in PyTorch's order."""
    return list(itertools.product(range(outputs), range(r), range(r)))


def tensorflow_places(outputs, r):
    """Offset by offset, all output channels at each."""
    return [(c, i, j) for i, j, c in itertools.product(range(r), range(r), range(outputs))]


def place(q, g):
    assert g["channels"] == g["outputs"] * g["square"] == g["outputs"] * g["factor"] ** 2
    found = pytorch_places(g["outputs"], g["factor"])[g["number"]]
    assert q.answer == found
    assert g["number"] == g["output"] * g["square"] + g["rest"]
    assert (g["output"], 0 <= g["rest"] < g["square"]) == (found[0], True)
    yield "tensorflow", tensorflow_places(g["outputs"], g["factor"])[g["number"]]
    yield "turned", (found[0], found[2], found[1])


def channel(q, g):
    wanted = (g["output"], g["row"], g["column"])
    places = tensorflow_places(g["outputs"], g["factor"])
    assert places[q.answer] == wanted
    assert g["offset"] == g["row"] * g["factor"] + g["column"]
    yield "pytorch", pytorch_places(g["outputs"], g["factor"]).index(wanted)
    yield "turned", places.index((g["output"], g["column"], g["row"]))


def large_kernel(q, g):
    """One axis, tap by tap: which small pixels an output sees, in both layers."""
    r, k, p = g["factor"], g["kernel_size"], g["padding"]
    size, border = q.answer
    length = 9

    def sub_pixel(output):
        row, _offset = divmod(output, r)
        return {row + tap - p for tap in range(k) if 0 <= row + tap - p < length}

    def transposed(output):
        return {i for i in range(length) if 0 <= output + border - i * r < size}

    for output in range((length + 2 * p - k + 1) * r):
        assert sub_pixel(output) == transposed(output), output
    assert g["before"] == k - 1 - p
    yield "same", (k, p)
    yield "padding_scaled", (r * k, r * p)
    yield "padding_kept", (r * k, p)
    if "padding_kept" in q.mistakes:
        assert border != p
    yield "reach", (size - r + 1, border)


def repeat(q, g):
    r = g["factor"]
    repeated = [c for c in range(g["outputs"]) for _cell in range(r * r)]
    assert q.answer == repeated[g["number"]]
    assert g["square"] == r * r
    assert rows_of(g["first"])[0] == repeated[: r * r + 2]
    tiled = list(range(g["outputs"])) * r * r
    yield "tiled", tiled[g["number"]]
    if "tiled" in q.mistakes:
        assert len(set(tiled[: r * r])) > 1, "the maps of channel 0 from different filters"
    yield "one_axis", g["number"] // r
    yield "own", g["number"]
    assert len(repeated) > 2 * g["outputs"], "most are copies"


def same_order(q, g):
    r = g["factor"]
    assert g["square"] == r * r
    counts = {name: g[f"count_{name}"] for name in q.choices}
    assert len(set(counts.values())) == 4
    for name, count in counts.items():
        alike = pytorch_places(count, r) == tensorflow_places(count, r)
        assert alike == (name == q.answer)
    many = tensorflow_places(r * r, r)
    assert pytorch_places(r * r, r)[1] == many[g["second"]] == (0, 0, 1)
    order = [pytorch_places(r * r, r).index(one) for one in many]
    assert [order[at] for at in order] == list(range(len(order))), "twice brings all back"
    for slip, name in q.mistakes.items():
        count = counts[name]
        assert {"factor": count == r, "square": count == r * r, "more": count > r * r}[slip]
        assert pytorch_places(count, r)[1][0] == 0
        assert tensorflow_places(count, r)[1][0] == 1
        yield slip, name


def weights(inputs, outputs, kernel_size):
    """Every weight of a convolution, one by one."""
    return sum(1 for _ in itertools.product(range(inputs), range(outputs), range(kernel_size**2)))


def parameters(q, g):
    k, r, inputs, outputs = g["kernel_size"], g["factor"], g["inputs"], g["outputs"]
    assert (g["channels"], g["taps"]) == (outputs * r * r, k * k)
    assert q.answer == weights(inputs, outputs * r * r, k)
    yield "resize", weights(inputs, outputs, k)
    yield "one_axis", weights(inputs, outputs * r, k)
    yield "one_input", weights(1, outputs * r * r, k)
    yield "flat", inputs * outputs * r * r * k


def multiplications(q, g):
    k, r, inputs = g["kernel_size"], g["factor"], g["inputs"]
    assert g["square"] == k * k
    assert q.answer == weights(inputs, 1, k)
    yield "all_filters", weights(inputs, r * r, k)
    yield "one_input", k * k
    # As many taps of large pixels as K small ones reach, from one end to the other.
    wide = len(range(0, (k - 1) * r + 1))
    yield "wide", weights(inputs, 1, wide)


CHECKS = (
    weave,
    channels,
    place,
    large_kernel,
    repeat,
    channel,
    same_order,
    parameters,
    multiplications,
)
"""In the order in which the questions are asked."""
