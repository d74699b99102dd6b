"""Plans against the core's own operations, run on arrays; what layers cost, counted one by one."""

import numpy as np
import pytest

from tests.core.networks.chains import LARGEST, random_chain, run
from upsample_core import ParameterError
from upsample_core.networks import (
    MAX_SIZE,
    ChainError,
    most_held,
    plan,
    reach,
    read_chain,
    shares_of_work,
)


def test_sizes_of_a_thousand_random_chains_are_those_of_the_operations():
    rng, ran = np.random.default_rng(5), 0
    for _chain in range(1000):
        chain = read_chain(random_chain(rng))
        size = tuple(int(n) for n in rng.integers(3, 20, 2))
        planned = plan(chain, size)
        out = run(chain, rng.random((1, 1, *size)))
        small = max((max(row.after) for row in planned.rows), default=0) <= LARGEST
        if out is not None:
            ran += 1
            assert planned.fits, chain
            assert planned.output == out.shape[2:], chain
        elif small:
            assert not planned.fits, chain
    assert ran > 300


def depends(chain, size, cell, axis):
    """Which inputs along an axis a cell of the output depends on, tried one by one."""
    still = np.random.default_rng(0).random((1, 1, *size))
    before = run(chain, still, 99)
    found = []
    for place in range(size[axis]):
        moved = still.copy()
        moved[(0, 0, *(place if a == axis else slice(None) for a in (0, 1)))] += 7.3
        changed = run(chain, moved, 99)[0, 0][cell] != before[0, 0][cell]
        found += [place] if changed else []
    return found


LINEAR = [
    "conv 1 k3 p1\nskip a\navgpool k2 s2\nconv 1 k3 p1\nup x2 bilinear\njoin a add pad",
    "skip a\nconv 1 k5 s2 p2\nconvt 1 k3 s2 p1 op1\njoin a add pad",
    "conv 1 k3 s3\nup x3 bicubic\nconv 1 k3 p1",
    "up x3 bicubic\nconv 1 k3 p1",
    "avgpool k3 s2 p1\nup x2 bilinear corners",
    "conv 1 k2 d3\nconvt 1 k4 s3 p1",
    "conv 1 k3 s2 p0+1\nblur 1,3,3,1 p1\nup x2 nearest",
    "skip a\nconv 1 k3\njoin a add crop1\nresize input bilinear",
    "res 1 k3 s2\nup x2 nearest\nbins 5\nconv 1 k3 p1",
    "skip a\nconv 1 k5 s2 p2\nskip b\nfrom a\nbins 3\nresize b\njoin b add\nfrom b\nconv 1 k3 p1",
    "skip a\nconv 1 k3 p1\nskip b\nfrom a\nconv 1 k3 p4 d4\njoin b add",
    "avgpool k2\nbottleneck 1 k3 d2\nup x3 bilinear corners between",
    "repeat 3\nskip a\nconv 1 k3 p1\njoin a add\nend\nconv 1 k3 s2 same",
]


@pytest.mark.parametrize("text", LINEAR)
@pytest.mark.parametrize("size", [(24, 17), (13, 22)])
def test_the_receptive_field_is_what_a_cell_depends_on(text, size):
    chain = read_chain(f"input 1\n{text}")
    planned = plan(chain, size)
    assert planned.fits
    cell = tuple(n // 2 for n in planned.output)
    found = reach(planned)
    for axis, (first, last) in enumerate((found.rows, found.columns)):
        seen = depends(chain, size, cell, axis)
        assert (max(first, 0), min(last, size[axis] - 1)) == (seen[0], seen[-1])


def products(size, kernel, stride, padding):
    """Where the taps of a convolution lie, one by one, also on the padding."""
    places = range(-padding, size + padding)
    return [
        (at, tap)
        for at in places[::stride]
        for tap in range(kernel)
        if at + kernel - 1 < size + padding
    ]


def test_costs_counted_one_by_one():
    planned = plan(read_chain("input 6\nconv 10 k3 s2 p1 g2\nconvt 4 k4 s2 p1"), (9, 14))
    first, second = planned.rows
    each = len(products(9, 3, 2, 1)) * len(products(14, 3, 2, 1))
    assert first.multiplications == each * 3 * 10
    assert first.weights == 9 * 3 * 10
    assert second.weights == 10 * 4 * 16
    assert second.multiplications == 5 * 7 * 10 * 4 * 16
    assert planned.multiplications == first.multiplications + second.multiplications
    assert planned.largest_map == max(10 * 5 * 7, 4 * 10 * 14)


def test_work_is_shared_out_by_the_size_of_the_map():
    planned = plan(read_chain("input 1\nconv 2 k1\nconv 3 k1\nmaxpool k2\nconv 5 k1"), (6, 10))
    found = dict(shares_of_work(planned))
    assert found == {(6, 10): 480 / 705, (3, 5): 225 / 705}
    assert list(found) == [(6, 10), (3, 5)]


def test_repeated_layers_cost_what_they_cost_one_after_another():
    once = "input 3\nconv 8 k3 x3\nres 16 k3 x2"
    apart = "input 3\nconv 8 k3\nconv 8 k3\nconv 8 k3\nskip a\nconv 16 k3 p1\nconv 16 k3 p1\n"
    apart += "join a add proj16\nskip b\nconv 16 k3 p1 x2\njoin b add"
    one, other = (plan(read_chain(text), (12, 15)) for text in (once, apart))
    assert one.output == other.output
    assert (one.weights, one.multiplications) == (other.weights, other.multiplications)


BLOCKS = {
    "bottleneck 8 k3 x2": "skip a\nconv 2 k1\nconv 2 k3 p1\nconv 8 k1\njoin a add proj8\n"
    "skip b\nconv 2 k1\nconv 2 k3 p1\nconv 8 k1\njoin b add",
    "bottleneck 8 k3 s2 d2 mid3": "skip a\nconv 8 k1 s2\nskip b\nfrom a\nconv 3 k1\n"
    "conv 3 k3 s2 p2 d2\nconv 8 k1\njoin b add",
    "res 6 k5 s3 x2": "skip a\nconv 6 k1 s3\nskip b\nfrom a\nconv 6 k5 s3 p2\nconv 6 k5 p2\n"
    "join b add\nskip c\nconv 6 k5 p2\nconv 6 k5 p2\njoin c add",
    "conv 4 k3 x3 p1": "repeat 3\nconv 4 k3 p1\nend",
    "repeat 2\nskip a\nrepeat 2\nskip b\nconv 4 k1\njoin b cat\nend\n"
    "conv 5 k3 p1\njoin a add\nend": (
        "skip a\nskip b\nconv 4 k1\njoin b cat\nskip c\nconv 4 k1\njoin c cat\nconv 5 k3 p1\n"
        "join a add\nskip d\nskip e\nconv 4 k1\njoin e cat\nskip f\nconv 4 k1\njoin f cat\n"
        "conv 5 k3 p1\njoin d add"
    ),
}


@pytest.mark.parametrize("text", BLOCKS)
def test_blocks_are_what_they_stand_for(text):
    one, other = (plan(read_chain(f"input 5\n{t}"), (12, 17)) for t in (text, BLOCKS[text]))
    assert one.fits
    assert one.output == other.output
    assert one.rows[-1].channels == other.rows[-1].channels
    assert (one.weights, one.multiplications) == (other.weights, other.multiplications)
    assert reach(one) == reach(other)
    assert most_held(one) == most_held(other)


def test_a_branch_goes_on_from_what_was_kept():
    planned = plan(
        read_chain("input 2\nskip a\nconv 3 k1\nmaxpool k2\nskip b\nfrom a\nconv 5 k3 s2\nbins 4"),
        (9, 12),
    )
    sizes = [(row.channels, *row.after) for row in planned.rows]
    assert sizes[3:] == [(3, 4, 6), (2, 9, 12), (5, 4, 5), (5, 4, 4)]
    assert planned.fits


MEMORY = {
    "conv 3 k1\nconv 4 k1": 7,
    "skip a\nconv 3 k1\nconv 4 k1\njoin a cat": 2 + 4 + 6,
    "skip a\nconv 3 k1\nconv 9 k1\nfrom a\nconv 5 k1": 2 + 3 + 9,
    "conv 3 k1\nskip out\nconv 4 k1\nconv 5 k1": 3 + 4 + 5,
    "join input cat\nconv 1 k1": 2 + 4,
    "conv 8 k1\njoin input cat": 2 + 8 + 10,
    "res 2 k3": 2 + 2 + 2,
    "resize input\nconv 5 k1\nconv 6 k1": 11,
    "noise\nadain 7": 4,
}


@pytest.mark.parametrize("text", MEMORY)
def test_memory_by_hand(text):
    assert most_held(plan(read_chain(f"input 2\n{text}"), (3, 5))) == 15 * MEMORY[text]


def test_switches_are_as_many_as_what_is_pooled():
    planned = plan(read_chain("input 3\nskip a\nmaxpool k2\nconv 3 k1\nunpool a k2"), (4, 6))
    assert most_held(planned) == 3 * (6 + 24 + 6)


def test_noise_and_style_cost_by_channel():
    planned = plan(read_chain("input 6\nnoise\nadain 10\nup x2 bilinear between"), (3, 5))
    assert planned.output == (5, 9)
    assert [(row.weights, row.multiplications) for row in planned.rows] == [
        (6, 6 * 15),
        (120, 120),
        (0, 0),
    ]


def test_a_join_that_brings_the_kept_map_to_other_channels_costs_that():
    planned = plan(read_chain("input 5\nskip a\nconv 7 k1\njoin a cat proj4"), (6, 8))
    assert (planned.rows[-1].weights, planned.rows[-1].multiplications) == (20, 20 * 48)
    assert planned.rows[-1].channels == 11


@pytest.mark.parametrize("size", [0, -3, MAX_SIZE + 1, 10**6, 2.5, (4, 0)])
def test_sizes_that_cannot_be_are_refused(size):
    with pytest.raises(ParameterError, match="size"):
        plan(read_chain("conv 1 k1"), size)


def test_a_map_that_is_too_small_stops_the_plan_at_its_layer():
    planned = plan(read_chain("conv 1 k3\nmaxpool k2 s2\nconv 1 k5\nup x2"), (16, 11))
    assert planned.stopped.line == 3
    assert planned.output == (7, 4)
    assert not planned.fits


def test_a_map_that_grows_beyond_all_bounds_stops_the_plan():
    planned = plan(read_chain("\n".join(["up x32 nearest"] * 40)), 1000)
    assert planned.stopped.line == 3


def test_an_odd_map_cannot_be_unshuffled():
    assert plan(read_chain("unshuffle 2"), (6, 7)).stopped.kind == "unshuffle"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("conv 8 k1\nshuffle 3", "line 2: to be shuffled by 3"),
        ("conv 8 k1 g2", "line 1: 2 groups"),
        ("skip a\nconv 8 k1\njoin a add", "proj8 brings a to 8"),
    ],
)
def test_channels_that_do_not_go_together_are_named(text, told):
    with pytest.raises(ChainError, match=told):
        plan(read_chain(text), 8)
