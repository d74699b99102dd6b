"""The numbers of the lesson on sub-pixel convolution: by loops, and layer against layer."""

import numpy as np
import onnxruntime
import pytest
from hypothesis import given
from hypothesis import strategies as st
from onnx import TensorProto, helper

from tests.golden_values import load
from upsample_core.checks import ParameterError
from upsample_core.inputs.kernel_presets import preset_kernel
from upsample_core.lessons.channel_orders import channel_table, permutation, read_as
from upsample_core.lessons.enlarging_costs import enlarging_costs
from upsample_core.lessons.imitation import drawn_filters, imitate, imitate_on
from upsample_core.lessons.pictures import small_colour, small_grey
from upsample_core.lessons.sub_pixel_forms import sub_pixel_forms
from upsample_core.lessons.sub_pixel_starts import STARTS, sub_pixel_start
from upsample_core.lessons.woven_maps import weave_cells, weave_picture
from upsample_core.operations.convolution import conv2d
from upsample_core.operations.pixel_shuffle import pixel_shuffle, sub_pixel_kernel
from upsample_core.operations.transposed_convolution import conv_transpose2d

# ---------------------------------------------------------------- weaving


@pytest.mark.parametrize("r", [2, 3])
def test_maps_are_woven_one_after_another(r):
    x = np.random.default_rng(r).random((4 * r, 5 * r))
    for count in range(r * r + 1):
        found = weave_picture(x, r, count)
        for i, j in np.ndindex(x.shape):
            channel = i % r * r + j % r
            assert found.woven[i, j] == (x[i, j] if channel < count else 0)
            # The maps beside each other: map after map, r in a row.
            top, left = channel // r * 4, channel % r * 5
            assert found.beside[top + i // r, left + j // r] == x[i, j]


@pytest.mark.parametrize("r", [2, 3])
def test_cells_know_their_channel_and_their_pixel(r):
    for count in range(r * r + 1):
        cells = weave_cells((2, 3), r, count)
        for i, j in np.ndindex(2 * r, 3 * r):
            channel = i % r * r + j % r
            assert cells.pixels[i, j] == i // r * 3 + j // r
            assert cells.channels[i, j] == channel or (
                channel >= count and np.isnan(cells.channels[i, j])
            )


def test_more_maps_than_there_are_are_refused():
    with pytest.raises(ParameterError, match="count"):
        weave_picture(np.ones((4, 4)), 2, 5)


# ---------------------------------------------------------------- one large kernel


@given(st.integers(1, 3), st.integers(1, 4), st.integers(1, 4), st.integers(0, 99))
def test_the_equal_kernel_whatever_the_padding(r, height, width, seed):
    source = np.random.default_rng(seed)
    filters, x = source.normal(size=(r * r, height, width)), source.normal(size=(6, 7))
    padding = (seed % height, seed % width)
    woven = pixel_shuffle(conv2d(x[None, None], filters[:, None], padding=padding), r)[0, 0]
    border = [r * (k - 1 - p) for k, p in zip((height, width), padding, strict=True)]
    kernel = sub_pixel_kernel(filters, r)
    assert kernel.shape == (r * height, r * width)
    transposed = conv_transpose2d(x[None, None], kernel[None, None], r, border)[0, 0]
    np.testing.assert_allclose(transposed, woven, atol=1e-9)


def test_the_equal_kernel_in_one_dimension():
    assert sub_pixel_kernel([[1, 2, 3], [10, 20, 30]], 2).tolist() == [3, 30, 2, 20, 1, 10]
    with pytest.raises(ParameterError, match="filters must be 9"):
        sub_pixel_kernel(np.ones((4, 3, 3)), 3)


@pytest.mark.parametrize(("r", "size"), [(2, 3), (3, 3), (2, 1), (3, 1)])
def test_both_matrices_hold_the_same(r, size):
    filters = np.random.default_rng(size).normal(size=(r * r, size, size))
    found = sub_pixel_forms((2, 3), filters, r)
    assert found.difference == 0
    np.testing.assert_array_equal(found.sub_pixel, found.transposed)
    # Column by column: what the layer makes of one pixel that is 1.
    for pixel in range(6):
        x = np.zeros(6)
        x[pixel] = 1
        maps = conv2d(x.reshape(1, 1, 2, 3), filters[:, None], padding=size // 2)
        woven = pixel_shuffle(maps, r)[0, 0]
        np.testing.assert_allclose(found.sub_pixel[:, pixel], woven.ravel(), atol=1e-12)
        stored = found.sub_pixel[:, pixel].reshape(2 * r, 3 * r)
        filter_of = found.filter_of_entry[0][:, pixel].reshape(stored.shape)
        for (i, j), weight in np.ndenumerate(stored):
            if np.isnan(filter_of[i, j]):
                assert weight == 0
                continue
            assert filter_of[i, j] == i % r * r + j % r
            assert weight in filters[int(filter_of[i, j])]
    np.testing.assert_array_equal(*found.filter_of_entry)
    assert found.stored == np.count_nonzero(~np.isnan(found.filter_of_entry[0]))
    for (i, j), number in np.ndenumerate(found.of_tap):
        assert found.kernel[i, j] in filters[int(number)]


# ---------------------------------------------------------------- starts


@pytest.mark.parametrize("r", [2, 3])
def test_icnr_begins_as_convolution_then_nearest_and_the_others_do_not(r):
    x = np.random.default_rng(1).random((3, 16, 20))
    found = {start: sub_pixel_start(x, start, r, seed=4) for start in STARTS}
    assert (found["icnr"].difference, found["icnr"].score) == (0, 0)
    for start in ("independent", "tiled"):
        assert found[start].difference > 0.05
    nearest = found["icnr"].nearest
    small = nearest[:, ::r, ::r]
    np.testing.assert_array_equal(nearest, small.repeat(r, axis=1).repeat(r, axis=2))
    for one in found.values():
        assert one.difference == np.abs(one.output - one.nearest).max()
        # All begin from the same convolution.
        np.testing.assert_array_equal(one.nearest, nearest)


def test_a_constant_shows_the_pattern_of_independent_filters_alone():
    x = np.full((1, 16, 16), 0.5)
    spread = {start: np.ptp(sub_pixel_start(x, start, 2).output) for start in STARTS}
    assert spread["independent"] > 0.05
    # Of one channel there is one filter: tiled and repeated are the same.
    assert max(spread["icnr"], spread["tiled"]) < 1e-12
    assert sub_pixel_start(x, "icnr", 2).output == pytest.approx(0.5)
    drifted = sub_pixel_start(x, "icnr", 2, drift=0.05)
    assert np.ptp(drifted.output) > 0.02


def test_tiled_filters_mix_the_channels():
    x = np.zeros((3, 8, 8))
    x[1] = 1
    red = sub_pixel_start(x, "tiled", 2).output[0]
    # The red output is woven from the filters of red, green, blue and red.
    assert [red[2 + i, 2 + j] > 0.5 for i in (0, 1) for j in (0, 1)] == [False, True, False, False]
    np.testing.assert_allclose(sub_pixel_start(x, "icnr", 2).output[0], 0, atol=1e-12)


# ---------------------------------------------------------------- channel orders


@pytest.mark.parametrize("r", [1, 2, 3])
@pytest.mark.parametrize("channels", [1, 2, 3, 4, 9])
def test_orders_are_their_formulas_and_agree_for_one_channel_alone(channels, r):
    crd, dcr = (channel_table(channels, r, order) for order in ("CRD", "DCR"))
    for c, i, j in np.ndindex(channels, r, r):
        assert crd[c, i, j] == c * r * r + i * r + j
        assert dcr[c, i, j] == (i * r + j) * channels + c
    assert np.array_equal(crd, dcr) == (channels == 1 or r == 1)
    order = permutation(channels, r)
    assert sorted(order) == list(range(channels * r * r))
    undone = np.array_equal(order[order], np.arange(order.size))
    if channels == r * r:
        assert undone, "exchanged twice, all is as before"


@pytest.mark.parametrize("r", [2, 3])
def test_a_picture_read_in_the_other_order_is_scrambled(r):
    x = np.random.default_rng(r).random((3, 2 * r, 4 * r))
    for order in ("CRD", "DCR"):
        same = read_as(x, r, order, order)
        assert same.wrong == 0
        np.testing.assert_array_equal(same.picture, x)
    found = read_as(x, r, "CRD", "DCR")
    for c, i, j in np.ndindex(x.shape):
        channel = (i % r * r + j % r) * 3 + c
        own, offset = divmod(channel, r * r)
        row, column = i // r * r + offset // r, j // r * r + offset % r
        assert found.picture[c, i, j] == x[own, row, column]
    wrong = sum((k * 3 + c) != (c * r * r + k) for c in range(3) for k in range(r * r))
    assert found.wrong == wrong
    # Back again: what one framework scrambles, the other puts in order.
    np.testing.assert_array_equal(read_as(found.picture, r, "DCR", "CRD").picture, x)
    assert read_as(x[:1], r, "CRD", "DCR").wrong == 0


def test_filters_in_the_other_order_repair_it():
    source = np.random.default_rng(2)
    x, weight = source.normal(size=(1, 2, 5, 6)), source.normal(size=(12, 2, 3, 3))
    right = pixel_shuffle(conv2d(x, weight), 2)
    moved = conv2d(x, weight[permutation(3, 2)])
    blocks = moved.reshape(1, 2, 2, 3, 3, 4).transpose(0, 3, 4, 1, 5, 2)  # as TensorFlow weaves
    np.testing.assert_array_equal(blocks.reshape(right.shape), right)


@pytest.mark.parametrize(
    "case", [case for case in load("pixel_shuffle") if case.function == "pixel_shuffle"], ids=str
)
def test_golden_order(case):
    """PyTorch puts each channel where the table of its order says."""
    x, r = case.inputs["x"], case.options["upscale_factor"]
    woven = case.outputs[0]
    for (c, i, j), channel in np.ndenumerate(channel_table(woven.shape[1], r, "CRD")):
        np.testing.assert_array_equal(woven[:, c, i::r, j::r], x[:, channel])


@pytest.mark.parametrize("order", [None, "DCR", "CRD"])
def test_onnxruntime_weaves_in_these_orders(order):
    """Without a mode it is the order that the lesson calls its default."""
    mode = {} if order is None else {"mode": order}
    node = helper.make_node("DepthToSpace", ["x"], ["y"], blocksize=2, **mode)
    ends = [[helper.make_tensor_value_info(n, TensorProto.FLOAT, [None] * 4)] for n in "xy"]
    graph = helper.make_graph([node], "weave", *ends)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)], ir_version=9)
    session = onnxruntime.InferenceSession(
        model.SerializeToString(), providers=["CPUExecutionProvider"]
    )
    x = np.arange(12 * 6, dtype=np.float32).reshape(1, 12, 2, 3)
    woven = session.run(None, {"x": x})[0]
    for (c, i, j), channel in np.ndenumerate(channel_table(3, 2, order or "DCR")):
        np.testing.assert_array_equal(woven[:, c, i::2, j::2], x[:, channel])


# ---------------------------------------------------------------- beside resize and convolution


@pytest.mark.parametrize(("size", "r", "inputs", "outputs"), [(3, 2, 4, 3), (5, 3, 2, 1)])
def test_costs_are_those_of_the_layers(size, r, inputs, outputs):
    costs = enlarging_costs(size, r, inputs, outputs)
    shapes = {
        "transposed": (inputs, outputs, r * size, r * size),
        "sub_pixel": (outputs * r * r, inputs, size, size),
        "resize": (outputs, inputs, size, size),
        "resize_wide": (outputs, inputs, r * size - r + 1, r * size - r + 1),
    }
    for way, shape in shapes.items():
        assert costs[way].parameters == np.ones(shape).size
        assert costs[way].kernel_size == shape[-1]
    # Ones through layers of ones: each product counts.
    small = np.ones((1, inputs, 9, 9))
    large = small.repeat(r, axis=2).repeat(r, axis=3)
    made = {
        "transposed": conv_transpose2d(small, np.ones(shapes["transposed"]), r),
        "sub_pixel": pixel_shuffle(conv2d(small, np.ones(shapes["sub_pixel"])), r),
        "resize": conv2d(large, np.ones(shapes["resize"])),
        "resize_wide": conv2d(large, np.ones(shapes["resize_wide"])),
    }
    for way, output in made.items():
        middle = output[0, 0, output.shape[2] // 2, output.shape[3] // 2]
        assert costs[way].per_pixel == middle * outputs, way
    for way in ("resize", "resize_wide"):
        assert costs[way].largest_map == max(inputs, outputs) * r * r
    for way in ("transposed", "sub_pixel"):
        assert costs[way].largest_map == max(inputs, outputs * r * r)


@pytest.mark.parametrize(("r", "size", "reached"), [(2, 3, 25), (3, 3, 49), (2, 5, 81), (2, 1, 1)])
def test_a_resize_and_convolution_reaches_fewer_dimensions(r, size, reached):
    filters = drawn_filters(size, r, 0.5, seed=3)
    found = imitate(filters, r)
    assert (found.free, found.reached) == ((r * size) ** 2, reached)
    assert 0 < found.left < 1
    # What it reaches is a resize and convolution: nearest, then some kernel.
    rest = found.wanted - found.found
    assert (rest**2).sum() == pytest.approx(found.left * (found.wanted**2).sum())
    # The rest stands at right angles to whatever one tap makes: a box of ones.
    side = r * (size - 1) + 1
    for i, j in np.ndindex(side, side):
        assert rest[i : i + r, j : j + r].sum() == pytest.approx(0, abs=1e-9)


@pytest.mark.parametrize("r", [2, 3])
def test_a_resize_and_convolution_is_imitated_wholly_and_equal_filters_too(r):
    source = np.random.default_rng(r)
    side = 2 * r + 1
    taps, x = source.normal(size=(side, side)), source.random((8, 9))
    padded = np.pad(x, 1, mode="edge")
    large = padded.repeat(r, axis=0).repeat(r, axis=1)
    output = conv2d(large[None, None], taps[None, None])[0, 0]
    # The filters of a sub-pixel convolution that does the same, from its kernel.
    kernel = np.zeros((3 * r, 3 * r))
    for (i, j), tap in np.ndenumerate(taps[::-1, ::-1]):
        kernel[i : i + r, j : j + r] += tap
    filters = np.stack([kernel[i::r, j::r][::-1, ::-1] for i in range(r) for j in range(r)])
    found = imitate(filters, r)
    assert found.left < 1e-12
    pictures = imitate_on(x, found, r)
    assert pictures.difference < 1e-9
    assert output.shape == pictures.wanted.shape
    np.testing.assert_allclose(pictures.wanted, output, atol=1e-9)
    alike = np.broadcast_to(preset_kernel("gaussian", (3, 3)), (r * r, 3, 3))
    assert imitate(alike, r).left < 1e-12
    assert imitate(drawn_filters(3, r, 0.0), r).left < 1e-12


# ---------------------------------------------------------------- pictures


def test_pictures_are_reduced_by_averaging():
    x = np.random.default_rng(5).random((3, 8, 8))
    small = small_colour(x, 4)
    for c, i, j in np.ndindex(3, 4, 4):
        mean = x[c, 2 * i : 2 * i + 2, 2 * j : 2 * j + 2].mean()
        assert small[c, i, j] == pytest.approx(mean)
    np.testing.assert_allclose(small_grey(x, 4), small.mean(axis=0))
    grey = small_colour(x[:1], 2)
    np.testing.assert_array_equal(grey[0], grey[2])
    with pytest.raises(ParameterError, match="1 or 3 channels"):
        small_colour(x[:2], 4)
