"""The lesson on real networks: what cells see and skips carry, where to enlarge, patterns."""

import numpy as np
import pytest

from upsample_core import ParameterError
from upsample_core.lessons import (
    DECODERS,
    carried_numbers,
    cell_sees,
    coarse_and_fine,
    lit,
    multiplications_a_pixel,
    placed_upsampling,
    random_decoder,
)
from upsample_core.lessons.first_cells import standing
from upsample_core.lessons.questions.networks import KINDS
from upsample_core.networks import NETWORKS, REPLACEMENTS, plan, read_chain

# ---------------------------------------------------------------- coarse and fine


def pieces(marked):
    """How many pieces there are: flood each from its first cell."""
    left, count = set(map(tuple, np.argwhere(marked).tolist())), 0
    while left:
        count += 1
        waiting = [left.pop()]
        while waiting:
            row, column = waiting.pop()
            beside = {(row + 1, column), (row - 1, column), (row, column + 1), (row, column - 1)}
            waiting += beside & left
            left -= beside
    return count


@pytest.mark.parametrize("halvings", [0, 1, 2])
def test_cells_answer_for_most_of_their_pixels(halvings):
    grey = np.random.default_rng(3).random((12, 20))
    found = coarse_and_fine(grey, halvings, 0.55)
    cell = 2**halvings
    assert found.cell == cell
    assert (found.fine == (grey < 0.55)).all()
    dark = np.zeros((12 // cell, 20 // cell), bool)
    for row, column in np.ndindex(dark.shape):
        block = found.fine[cell * row :, cell * column :][:cell, :cell]
        dark[row, column] = block.sum() > cell * cell / 2
    stray = 0
    for row, column in np.ndindex(grey.shape):
        at = row // cell, column // cell
        reach = 1 if halvings else 0
        around = dark[
            max(at[0] - reach, 0) : at[0] + reach + 1, max(at[1] - reach, 0) : at[1] + reach + 1
        ]
        assert found.coarse[row, column] == dark[at]
        assert found.both[row, column] == (found.fine[row, column] and around.any())
        stray += bool(found.fine[row, column] and not around.any())
    assert found.stray == stray
    assert found.pieces == tuple(map(pieces, (found.fine, found.coarse, found.both)))


def test_what_is_marked_is_brighter_than_all_the_rest():
    grey = np.random.default_rng(4).random((6, 8))
    marked = grey < 0.3
    shown = lit(grey, marked)
    assert shown[marked].min() > shown[~marked].max()


@pytest.mark.parametrize("wrong", [{"halvings": 6}, {"halvings": -1}, {"halvings": 3}])
def test_halvings_that_do_not_go_are_refused(wrong):
    with pytest.raises(ParameterError):
        coarse_and_fine(np.zeros((12, 20)), below=0.5, **wrong)


def test_receptive_fields_of_vgg():
    """Those of conv1_2, 2_2, 3_3, 4_3, 5_3 and pool5: Araujo, Norris and Sim, table 1."""
    assert [cell_sees(halvings) for halvings in range(6)] == [5, 14, 40, 92, 196, 212]


# ---------------------------------------------------------------- across


def test_what_is_carried_is_counted_after_cropping_and_projecting():
    chain = "input 2\nskip a\nconv 8 k3 s2 p1\nconvt 6 k4 s2 p1\njoin a {}\nconv 1 k1"
    cases = {"cat": 2 * 8 * 12, "cat proj5": 5 * 8 * 12, "add proj6": 6 * 8 * 12}
    for how, count in cases.items():
        assert carried_numbers(plan(read_chain(chain.format(how)), (8, 12))) == count
    unpooled = read_chain("input 4\nskip a\nmaxpool k2\nunpool a k2")
    assert carried_numbers(plan(unpooled, (8, 12))) == 4 * 4 * 6
    sizes = {56: 512, 104: 256, 200: 128, 392: 64}  # of U-Net's joins at 572
    unet = plan(NETWORKS["unet"].chain, 572)
    assert carried_numbers(unet) == sum(side**2 * wide for side, wide in sizes.items())


@pytest.mark.parametrize(("name", "offset"), [("fcn32s", 19), ("fcn16s", 27), ("fcn8s", 31),
                                              ("fcn_alexnet", 18)])  # fmt: skip
def test_published_crops_follow_from_where_cells_stand(name, offset):
    chain = NETWORKS[name].chain
    (place,) = [place for place, layer in enumerate(chain.layers) if layer.kind == "crop"]
    found = standing(chain, place)
    assert found.apart == 1
    assert -found.first == offset == chain.layers[place].offset


def test_cells_stand_in_the_middle_of_what_they_see():
    found = standing(read_chain("conv 1 k5 p1 s3\nmaxpool k3 s2\nup x2"), 2)
    assert (found.first, found.apart) == (1 + 3, 6)


# ---------------------------------------------------------------- where to enlarge


@pytest.mark.parametrize("factor", [2, 3])
@pytest.mark.parametrize("place", range(6))
def test_layers_cost_what_they_do_at_their_places(factor, place):
    channels, side = 8, 20
    found = placed_upsampling(factor, place, channels, side)
    widths = [3, channels, channels, channels, channels, 3]
    now, total = side * (factor if place == 0 else 1), 0
    for number, layer in enumerate(found.layers, start=1):
        filters = widths[number] * (factor**2 if number == place else 1)
        products = sum(9 * widths[number - 1] * filters for _cell in range(now * now))
        assert (layer.channels, layer.side, layer.enlarges) == (filters, now, number == place)
        assert layer.large == (now > side)
        assert layer.multiplications == products
        total += products
        now *= factor if number == place else 1
    assert found.multiplications == total


def test_enlarging_last_sees_furthest():
    seen = [placed_upsampling(4, place, 8, 32).sees for place in range(1, 6)]
    assert seen == sorted(seen)
    assert seen[-1] == 11  # five convolutions of 3 × 3


def test_srcnn_works_on_every_pixel_of_the_output():
    weights = 64 * 81 + 32 * 64 + 25 * 32
    assert multiplications_a_pixel("srcnn") == (weights, weights)


# ---------------------------------------------------------------- patterns


@pytest.mark.parametrize("name", DECODERS)
def test_decoders_run_with_all_kinds_of_layers(name):
    found = {kind: random_decoder(NETWORKS[name].chain, kind, 1) for kind in REPLACEMENTS}
    for made in found.values():
        assert made.picture.shape == (3, 256, 256)
        assert (made.picture.min() >= 0, made.picture.max() <= 1) == (True, True)
        assert made.start.shape[1] < 256
    assert found["nearest"].score < found["transposed_uneven"].score / 5
    assert found["bilinear"].score < found["transposed_even"].score / 5


def test_a_seed_draws_weights_and_a_picture_goes_in_instead_of_noise():
    picture = np.random.default_rng(5).random((64, 64))
    one, again, other = (
        random_decoder(NETWORKS["dcgan"].chain, "kept", seed, picture) for seed in (1, 1, 2)
    )
    assert (one.picture == again.picture).all()
    assert (one.start == other.start).all()
    assert (one.picture != other.picture).any()
    assert random_decoder(NETWORKS["dcgan"].chain, "kept", 1).score != one.score


@pytest.mark.parametrize("wrong", [("conv 4 k3 p1", "kept"), ("up x2", "none")])
def test_decoders_that_are_not_there_are_refused(wrong):
    chain, kind = wrong
    with pytest.raises(ParameterError):
        random_decoder(read_chain(chain), kind)


def test_a_score_goes_by_the_last_factor():
    """A pattern of three pixels shows at a third, and hardly where one looks for two."""
    chain = read_chain("conv 8 k3 p1\nconvt 3 k3 s3")
    thrice, even = (random_decoder(chain, kind).score for kind in ("kept", "nearest"))
    assert thrice > 0.1 > 10 * even


# ---------------------------------------------------------------- questions


def test_the_published_crops_are_asked_for():
    fcn = {
        question.given["stride"]: question.answer
        for question in map(KINDS["fcn_crop"], range(200))
        if question.given["border"] == 100
    }
    assert fcn == {32: 19, 16: 27, 8: 31}
    unet = {
        question.given["from_below"]: question.answer
        for question in map(KINDS["unet_crop"], range(200))
        if question.given["times"] == 2
    }
    assert unet == {1: 4, 2: 16, 3: 40, 4: 88}


@pytest.mark.parametrize("kind", KINDS)
def test_seeds_ask_different_things_and_the_same_again(kind):
    again = [str(dict(KINDS[kind](seed).given)) for seed in range(200)]
    assert again == [str(dict(KINDS[kind](seed).given)) for seed in range(200)]
    assert len(set(again)) > 15


def test_every_skip_breaks_first_for_some_size():
    answers = {KINDS["first_break"](seed).answer for seed in range(200)}
    assert answers == {"a", "b", "c", "d", "none"}
