"""Layers with one kernel, their error, and the whole path of their training."""

import numpy as np
import pytest

from upsample_core import ParameterError, avg_pool2d, conv_transpose2d, pixel_shuffle, resize
from upsample_core.analysis import phase_sums
from upsample_core.learning import KINDS, EnlargingLayer, SquaredError, descend, squared_error
from upsample_core.operations import conv2d, conv_transpose2d_weight, icnr
from upsample_core.operations.transposed_convolution import conv_transpose_map

LAYERS = [(kind, size) for kind, sizes in KINDS.items() for size in sizes]


def pictures(count=2, shape=(12, 16), seed=1):
    """Smooth pictures of different sizes of the axes, with their means of 2 × 2."""
    source = np.random.default_rng(seed)
    waves = source.uniform(0, 0.7, (count, 2))
    rows, columns = np.arange(shape[0])[:, None], np.arange(shape[1])
    large = [0.5 + 0.4 * np.sin(a * rows + b * columns + 1) for a, b in waves]
    large = [each + 0.02 * source.standard_normal(shape) for each in large]
    return [(avg_pool2d(each[None, None], 2)[0, 0], each) for each in large]


@pytest.mark.parametrize(("kind", "size"), LAYERS)
def test_a_layer_is_the_sum_of_what_its_weights_make(kind, size):
    layer = EnlargingLayer(kind, size)
    small = pictures()[0][0]
    kernel = layer.begin("random", 3)
    made = layer.enlarge(small, kernel)
    assert made.shape == (12, 16)
    summed = np.tensordot(kernel.ravel(), layer.responses(small), axes=1)
    np.testing.assert_allclose(made, summed, atol=1e-12)
    both = layer.enlarge(small, [kernel, 2 * kernel])
    np.testing.assert_allclose(both, [made, 2 * made], atol=1e-12)


@pytest.mark.parametrize(("kind", "size"), LAYERS)
def test_the_matrix_makes_what_the_layer_makes(kind, size):
    layer = EnlargingLayer(kind, size)
    small = np.random.default_rng(2).standard_normal((3, 5))
    kernels = np.stack([layer.begin("random", seed) for seed in (3, 4)])
    matrices = layer.matrix(kernels, small.shape)
    assert matrices.shape == (2, 60, 15)
    made = (matrices @ small.ravel()).reshape(2, 6, 10)
    np.testing.assert_allclose(made, layer.enlarge(small, kernels), atol=1e-12)
    np.testing.assert_allclose(layer.matrix(kernels[1], small.shape), matrices[1], atol=1e-12)


def test_the_matrix_of_a_transposed_layer_is_that_of_the_operation():
    layer = EnlargingLayer("transposed", 4)
    kernel = layer.begin("random", 1)
    known = conv_transpose_map((4, 5), kernel, stride=2, padding=1).matrix.toarray()
    # Beyond the border the last pixels go on: what is inside is that of the operation alone.
    inside = [row * 10 + column for row in range(1, 7) for column in range(1, 9)]
    np.testing.assert_allclose(layer.matrix(kernel, (4, 5))[inside], known[inside])


def test_inside_the_layers_are_the_operations():
    small = np.random.default_rng(5).standard_normal((9, 11))
    inside = (slice(6, -6), slice(6, -6))
    four, three, sub = (
        EnlargingLayer(*one) for one in (("transposed", 4), ("nearest", 3), ("sub_pixel", 3))
    )
    kernel = four.begin("random", 1)
    direct = conv_transpose2d(small[None, None], kernel[None, None], 2, 1)[0, 0]
    np.testing.assert_allclose(four.enlarge(small, kernel)[inside], direct[inside])
    kernel = three.begin("random", 1)
    large = np.kron(small, np.ones((2, 2)))[None, None]
    direct = conv2d(large, kernel[None, None], padding=1)[0, 0]
    np.testing.assert_allclose(three.enlarge(small, kernel)[inside], direct[inside])
    drawn = np.random.default_rng(7).uniform(-1 / 3, 1 / 3, (4, 1, 3, 3))
    direct = pixel_shuffle(conv2d(small[None, None], drawn, padding=1), 2)[0, 0]
    made = sub.enlarge(small, sub.begin("random", 7))
    np.testing.assert_allclose(made[inside], direct[inside])
    drawn = np.random.default_rng(7).uniform(-1 / 3, 1 / 3, (1, 1, 3, 3))
    direct = pixel_shuffle(conv2d(small[None, None], icnr(drawn, 2), padding=1), 2)[0, 0]
    np.testing.assert_allclose(sub.enlarge(small, sub.begin("icnr", 7))[inside], direct[inside])


@pytest.mark.parametrize(("kind", "size"), LAYERS)
def test_a_layer_may_begin_as_bilinear_interpolation(kind, size):
    layer = EnlargingLayer(kind, size)
    small = pictures()[0][0]
    if "bilinear" not in layer.starts:
        assert layer.side < 3
        return
    # An odd transposed kernel sits on the pixels, all others between them.
    where = "asymmetric" if kind == "transposed" and size % 2 else "half_pixel"
    wanted = resize(small[None, None], (12, 16), mode="linear", coordinates=where)[0, 0]
    np.testing.assert_allclose(layer.enlarge(small, layer.begin("bilinear")), wanted, atol=1e-12)


def test_the_error_on_all_pictures_is_that_on_each_together():
    layer = EnlargingLayer("transposed", 3)
    one, other = pictures(1), pictures(1, (20, 8), 2)
    both = squared_error(layer, one + other)
    joined = SquaredError.together([squared_error(layer, one), squared_error(layer, other)])
    np.testing.assert_allclose(joined.normal, both.normal)
    np.testing.assert_allclose(joined.wanted, both.wanted)
    assert (joined.energy, joined.pixels) == (pytest.approx(both.energy), both.pixels)
    with pytest.raises(ParameterError, match="at least one"):
        SquaredError.together([])


@pytest.mark.parametrize("size", KINDS["transposed"])
def test_phase_sums_are_those_of_the_kernel(size):
    layer = EnlargingLayer("transposed", size)
    kernel = layer.begin("random", 2)
    found, told = layer.phase_sums(kernel), phase_sums(kernel, 2)
    np.testing.assert_allclose(np.sort(found.ravel()), np.sort(told.ravel()))


def test_layers_that_resize_are_even_whatever_their_weights():
    for seed in range(5):
        for kind in ("nearest", "bilinear"):
            layer = EnlargingLayer(kind, 3)
            assert np.ptp(layer.phase_sums(layer.begin("random", seed))) < 1e-12
        sub = EnlargingLayer("sub_pixel", 3)
        assert np.ptp(sub.phase_sums(sub.begin("icnr", seed))) < 1e-12
        assert np.ptp(sub.phase_sums(sub.begin("random", seed))) > 1e-3


@pytest.mark.parametrize(("kind", "size"), LAYERS)
def test_the_error_and_the_best_are_those_of_least_squares(kind, size):
    layer, pairs = EnlargingLayer(kind, size), pictures()
    error = squared_error(layer, pairs)
    matrix = np.concatenate([layer.responses(small).reshape(layer.side**2, -1).T
                             for small, _ in pairs])  # fmt: skip
    wanted = np.concatenate([large.ravel() for _, large in pairs])
    weights = layer.begin("random", 4).ravel()
    assert error.of(weights) == pytest.approx(((matrix @ weights - wanted) ** 2).mean())
    best = np.linalg.lstsq(matrix, wanted)[0]
    residual = ((matrix @ best - wanted) ** 2).mean()
    assert error.of(error.best()) == pytest.approx(residual, rel=1e-6, abs=1e-9)
    np.testing.assert_allclose(matrix @ error.best(), matrix @ best, atol=1e-4)


@pytest.mark.parametrize(("kind", "size"), [("transposed", 3), ("sub_pixel", 3), ("bilinear", 3)])
def test_the_path_is_that_of_one_step_after_another(kind, size):
    layer = EnlargingLayer(kind, size)
    error = squared_error(layer, pictures())
    training = descend(error, layer.begin("random", 6))
    steps = (0, 1, 2, 7, 40)
    walked = [layer.begin("random", 6).ravel()]
    for _ in range(steps[-1]):
        walked.append(walked[-1] - training.rate * error.gradient(walked[-1]))
    wanted = np.stack([walked[step] for step in steps])
    np.testing.assert_allclose(training.path(steps), wanted, rtol=1e-9, atol=1e-12)
    np.testing.assert_allclose(training.weights(7), wanted[3], rtol=1e-9, atol=1e-12)


def test_the_gradient_is_that_of_the_operation():
    """What the error says in closed form is a convolution of the picture with what is left."""
    source = np.random.default_rng(8)
    small, large = source.uniform(size=(5, 6)), source.uniform(size=(10, 12))
    layer = EnlargingLayer("transposed", 4)
    kernel = layer.begin("random", 9)
    wide = np.pad(small, 4, mode="edge")[None, None]
    left = np.zeros((1, 1, 26, 28))
    left[0, 0, 8:-8, 8:-8] = 2 * (layer.enlarge(small, kernel) - large) / large.size
    found = conv_transpose2d_weight(wide, (1, 1, 4, 4), left, stride=2, padding=1)[0, 0]
    error = squared_error(layer, [(small, large)])
    np.testing.assert_allclose(found, error.gradient(kernel.ravel()).reshape(4, 4))


@pytest.mark.parametrize(("kind", "size"), [("transposed", 3), ("transposed", 6), ("nearest", 3)])
def test_the_limit_parts_training_that_converges_from_training_that_does_not(kind, size):
    layer = EnlargingLayer(kind, size)
    error = squared_error(layer, pictures())
    first = layer.begin("random", 0)
    limit = descend(error, first).limit
    within, beyond = (descend(error, first, share * limit) for share in (0.99, 1.01))
    assert not within.diverges
    assert beyond.diverges
    errors = error.of(within.path(np.arange(0, 3000, 100)))
    assert (np.diff(errors) <= 1e-12).all()
    assert errors[-1] - error.of(error.best()) < 0.01 * errors[0]
    end = error.of(beyond.path([beyond.last]))
    assert end > 100 * error.of(first.ravel())


def test_beyond_the_limit_nothing_breaks():
    layer = EnlargingLayer("transposed", 3)
    error = squared_error(layer, pictures())
    for rate in (10.0, 1e6):
        training = descend(error, layer.begin("ones"), rate)
        path = training.path([0, 1, 50, 10**6])
        assert np.isfinite(path).all()
        np.testing.assert_allclose(path[-1], training.weights(training.last), rtol=1e-9)


def test_weights_that_no_picture_asks_for_stay_as_they_were():
    error = SquaredError(np.diag([1.0, 0.0]), np.array([0.5, 0.0]), 1.0)
    training = descend(error, [3.0, 7.0])
    np.testing.assert_allclose(training.weights(500), [0.5, 7.0])
    assert not training.diverges


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: EnlargingLayer("cubic", 3), "kind must be one of 'transposed'"),
        (lambda: EnlargingLayer("transposed", 9), "kernel_size must be one of 2, 3"),
        (lambda: EnlargingLayer("transposed", 3).begin("zeros"), "start must be one of"),
        (lambda: EnlargingLayer("transposed", 3).begin("icnr"), "one of 'random', 'ones', 'bil"),
        (lambda: EnlargingLayer("nearest", 3).enlarge(np.ones((4, 5)), np.ones((2, 3))),
         "kernel must be 3 × 3"),
        (lambda: EnlargingLayer("nearest", 3).matrix(np.ones((3, 3)), (2, 0)), "size"),
        (lambda: squared_error(EnlargingLayer("nearest", 3), []), "at least one pair"),
        (lambda: squared_error(EnlargingLayer("nearest", 3), [(np.ones((2, 3)), np.ones((4, 5)))]),
         "large must be 4 × 6"),
        (lambda: descend(SquaredError(np.eye(2), np.ones(2), 1.0), [1.0]), "2 weights, got 1"),
        (lambda: descend(SquaredError(np.eye(1), np.ones(1), 1.0), [1.0], -1), "more than 0"),
        (lambda: descend(SquaredError(np.eye(1), np.ones(1), 1.0), [1.0]).path([-1]), "from 0 on"),
    ],
)  # fmt: skip
def test_what_is_not_possible_is_named(call, said):
    with pytest.raises(ParameterError, match=said):
        call()


def test_nearest_is_the_best_that_two_by_two_can_do_for_means():
    """The mean of a block is the best guess for each of its pixels."""
    pairs = pictures(4)
    layer = EnlargingLayer("transposed", 2)
    small, large = pairs[0]
    best = squared_error(layer, pairs).best().reshape(2, 2)
    np.testing.assert_allclose(best, 1, atol=0.05)
    repeated = resize(small[None, None], large.shape, mode="nearest", coordinates="asymmetric",
                      nearest_mode="floor")[0, 0]  # fmt: skip
    np.testing.assert_allclose(layer.enlarge(small, np.ones((2, 2))), repeated)
