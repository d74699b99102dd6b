"""What every question about real networks claims, checked by loops of their own.

Each check yields what every slip leads to; `test_question_claims` compares.
"""

import itertools


def halved(size, kernel_size, padding):
    """How many windows that begin every two cells lie on the padded map."""
    starts = range(-padding, size + padding, 2)
    return len([start for start in starts if start + kernel_size <= size + padding])


def field(q, g):
    cells, side = {0}, g["kernel_size"]
    for level in range(g["levels"] + 1):
        if level:
            cells = {2 * cell + step for cell in cells for step in (0, 1)}
        for _time in range(g["times"]):
            cells = {cell + tap for cell in cells for tap in range(side)}
    assert q.answer == max(cells) - min(cells) + 1 == len(cells)
    assert (g["own"], g["pooled"]) == (1 + (side - 1) * g["times"], 2 + (side - 1) * g["times"])
    assert g["last"] == (side - 1) * g["times"] * g["apart"]
    yield "cell", g["apart"]
    yield "no_stride", g["own"] + g["levels"] * g["pooled"] - g["levels"]
    yield "one_side", len(cells) - len(cells) // 2
    yield "last_only", g["last"] + g["apart"]


def meeting(q, g):
    sizes = [g["size"]]
    for _time in range(g["times"]):
        sizes.append(halved(sizes[-1], g["kernel_size"], g["padding"]))
    assert g["sizes"] == " → ".join(map(str, sizes))
    kept, smallest = sizes[-2:]
    assert q.answer == (2 * smallest, kept)
    if "other_way" in q.mistakes:
        assert kept % 2 == 1
    yield "other_way", (4 * kept / 2 - 2 * smallest, kept)
    yield "no_rounding", (kept, kept)
    assert ("no_rounding" in q.mistakes) == (kept % 2 == 1)
    yield "turned", (kept, 2 * smallest)
    yield "not_doubled", (smallest, kept)
    yield "outermost", (2 * smallest, g["size"])
    assert ("outermost" in q.mistakes) == (g["size"] != kept)


def first_break(q, g):
    sizes = [g["side"]]
    while len(sizes) < 5:
        sizes.append(halved(sizes[-1], 2, 0))
    assert g["sizes"] == " → ".join(map(str, sizes))
    broken = [name for name, size in zip("abcd", sizes, strict=False) if size % 2]
    assert q.answer == (broken[-1] if broken else "none")
    yield "last_one", broken[0] if broken else "none"
    yield "deepest", "d"
    yield "fits", "none"
    assert ("fits" in q.mistakes) == bool(broken)


def unet_crop(q, g):
    lost = 2 * g["times"]
    assert g["lost"] == lost
    crops = next(found for side in range(600, 700) if (found := cropped(side, lost, g["depth"])))
    assert q.answer == crops[g["from_below"] - 1]
    assert g["innermost"] == crops[0] == lost
    assert g["crops"] == ", ".join(map(str, crops[: g["from_below"]]))
    for inner, outer in itertools.pairwise(crops):
        assert outer == 2 * inner + 2 * lost
    yield "both_sides", 2 * q.answer
    yield "innermost", crops[0]
    yield "doubled", crops[0] * 2 ** (g["from_below"] - 1)
    yield "next", crops[g["from_below"]] if g["from_below"] < g["depth"] else None


def cropped(side, lost, depth):
    """What is cropped from each side at every skip, from the innermost on; nothing if it breaks."""
    kept = []
    for _level in range(depth):
        kept.append(side - lost)
        if kept[-1] % 2:
            return []
        side = kept[-1] // 2
    side, found = side - lost, []
    for skip in reversed(kept):
        side *= 2
        if (skip - side) % 2:
            return []
        found.append((skip - side) // 2)
        side -= lost
    return found


def fcn_crop(q, g):
    stride = g["stride"]
    low = high = 0
    low, high = low, high + 6  # fc6
    for convolutions in (3, 3, 3, 2, 2):
        low, high = 2 * low - convolutions, 2 * high + 1 + convolutions
    middle = (low + high) / 2 + 1 - g["border"]  # conv1_1 is padded by the border, not by 1
    step = 32
    while step > stride:
        step //= 2
        middle -= (4 - 1) / 2 * step  # the first cell of the stamp of a kernel of 4
    assert g["first"] == middle
    assert g["kernel_size"] == 2 * stride
    assert g["centre"] == stride - 0.5
    assert q.answer == g["centre"] - middle
    published = {32: 19, 16: 27, 8: 31}[stride]
    if g["border"] == 100:
        assert q.answer == published
    yield "sign", g["centre"] + middle
    yield "border", g["border"]
    yield "published", published
    yield "kernel", stride


def pad_picture(q, g):
    assert g["period"] == 2 ** g["halvings"]

    def grown(side, times):
        while any(side % 2**time for time in range(1, times + 1)):
            side += 1
        return side

    assert q.answer == tuple(grown(side, g["halvings"]) for side in g["size"])
    below = tuple(side - g["period"] for side in q.answer)
    yield "down", below
    yield "one_less", tuple(grown(side, g["halvings"] - 1) for side in g["size"])
    nearest = [
        low if side - low < high - side else high
        for side, low, high in zip(g["size"], below, q.answer, strict=True)
    ]
    yield "nearest", tuple(nearest)
    yield "one_more", tuple(side + g["period"] for side in q.answer)


def comes_out(q, g):
    size = g["size"]
    for _time in range(g["times"]):
        size = halved(size, g["kernel_size"], 1)
    assert g["smallest"] == size
    assert g["size"] % g["period"]
    for _time in range(g["times"]):
        stamps = {2 * cell + tap for cell in range(size) for tap in range(g["kernel_size"])}
        size = len(stamps) - 2 + g["extra"]
    assert q.answer == size == g["smallest"] * g["period"]
    yield "same", g["size"]
    over = g["size"] % g["period"]
    yield "other_way", g["size"] - over + (0 if size > g["size"] else g["period"])
    yield "one_layer", 2 * g["smallest"]


def overlap(q, g):
    counts = [0] * g["stride"]
    for tap in range(g["kernel_size"]):
        counts[tap % g["stride"]] += 1
    most, least = max(counts), min(counts)
    assert q.answer == (most, least)
    assert g["whole"] == least
    assert counts.count(most) == (g["rest"] or g["stride"])
    yield "two_axes", (most**2, least**2)
    yield "even", (most, most)
    yield "parameters", (g["kernel_size"], g["stride"])
    yield "turned", (least, most)


def work(q, g):
    cells, total = 1, 0
    for number in range(1, g["layers"] + 1):
        filters = 1
        if number == g["place"]:
            filters = g["square"]
        total += filters * cells
        if number == g["place"]:
            cells *= g["square"]
    assert q.answer == total
    assert g["square"] == g["factor"] ** 2
    assert (g["before"], g["after"]) == (g["place"] - 1, g["layers"] - g["place"] + 1)
    yield "shuffle_free", g["place"] + (g["layers"] - g["place"]) * g["square"]
    yield "one_axis", g["before"] + g["after"] * g["factor"]
    yield "all_large", g["layers"] * g["square"]
    yield "all_small", g["layers"]


CHECKS = (
    field,
    meeting,
    first_break,
    unet_crop,
    fcn_crop,
    pad_picture,
    comes_out,
    overlap,
    work,
)
