"""The text of a chain: what is read, what is refused and where, and that nothing else happens."""

import random
import time

import pytest

from upsample_core import ParameterError
from upsample_core.networks import (
    NETWORKS,
    ChainError,
    fitting_rule,
    most_held,
    plan,
    reach,
    read_chain,
    remedies,
    stacked,
)


def test_layers_are_read_as_they_are_written():
    chain = read_chain(
        "INPUT 4  # of a picture\n\nconv 64 k3 s2 p0+1 d2\nskip a\n"
        "maxpool k2 ceil\nup x2 bilinear corners\njoin a cat crop5 proj32\nconvt 8 k4 s2 p1"
    )
    conv, skip, pool, up, join, convt = chain.layers
    assert chain.channels == 4
    assert (conv.channels, conv.kernel, conv.stride, conv.padding) == (64, 3, 2, (0, 1))
    assert (conv.dilation, conv.line) == (2, 3)
    assert (skip.name, join.name, join.mode, join.fit) == ("a", "a", "cat", "crop")
    assert (join.offset, join.channels) == (5, 32)
    assert (pool.stride, pool.ceil) == (2, True)
    assert (up.factor, up.mode, up.corners) == (2, "bilinear", True)
    assert (convt.kernel, convt.stride, convt.padding) == (4, 2, (1, 1))


def test_a_transposed_convolution_that_says_no_channels_has_as_many_as_come():
    text = "skip a\nmaxpool k2\nconvt{} k4 s2 p1\njoin a cat\nconvt{} k3\nshuffle 2"
    left_out = read_chain(f"input 8\n{text.format('', ' fixed')}")
    assert left_out == read_chain(f"input 8\n{text.format(' 8', ' 16 fixed')}")
    grown = read_chain("input 2\nrepeat 2\nskip a\nconvt k1\njoin a cat\nend").layers
    assert [layer.channels for layer in grown if layer.kind == "convt"] == [2, 4]


def test_a_join_that_crops_stacks_unless_it_says_otherwise():
    for short, whole in (("crop", "cat crop"), ("crop5", "cat crop5"), ("pad", "cat pad")):
        assert read_chain(f"skip a\njoin a {short}") == read_chain(f"skip a\njoin a {whole}")


def test_channels_do_not_grow_beyond_all_bounds():
    doubled = "repeat 60\nrepeat 16\nskip a\njoin a cat\nend\nend"
    with pytest.raises(ChainError, match="line 4: a map can have at most 131072 channels, got"):
        plan(read_chain(doubled), 4096)
    with pytest.raises(ChainError, match="line 4: a map can have at most 131072 channels, got"):
        read_chain(f"{doubled}\nconvt k2 s2")


def test_full_width_letters_will_do():
    assert read_chain("ｃｏｎｖ　８　ｋ３") == read_chain("conv 8 k3")


WRONG = {
    "": "at least one layer",
    "# nothing": "at least one layer",
    "input 3": "at least one layer",
    "konv 8 k3": "line 1, column 1: a line must begin with one of input, conv",
    "conv 8 k3\n  pool k2": "line 2, column 3: a line must begin",
    "conv": "line 1, column 6: here must stand a number of channels, got –",
    "conv k3": "line 1, column 6: here must stand a number of channels, got k3",
    "conv 8": "line 1, column 1: conv needs k with a number",
    "conv 8 k3 k5": "line 1, column 11: k5 comes a second time",
    "conv 8 k0": "line 1, column 8: a number from 1 to 128 must stand here, got k0",
    "conv 8 k3 s65": "from 1 to 64 must stand here, got s65",
    "conv 8 k3 q2": "q2 does not belong to conv, which takes k1, s1, p1, d1, g1, x1, same",
    "conv 8 k3 ceil": "ceil does not belong to conv",
    "conv 8 k3 k": "k comes a second time",
    "conv 8 k-3": "k-3 does not belong",
    "conv 8 k3.5": "k3.5 does not belong",
    "conv 8 k1+2": "only p takes two numbers, got k1+2",
    "conv 99999999 k1": "here must stand a number of channels",
    "up nearest": "up needs x with a number",
    "skip A-b": "here must stand a name",
    "join a cat": "line 1, column 6: nothing was kept as a in a line above",
    "join a sum": "here must stand add, cat or mul, got sum",
    "skip a\nskip a": "line 2, column 6: a is kept already",
    "skip input": "line 1, column 6: input is kept already",
    "conv 1 k1\ninput 3": "line 2: input can stand in the first line only",
    "join a add\nskip a": "line 1, column 6: nothing was kept as a in",
    "dense 8 4": "a height and a width, such as 4x4",
    "dense 8 99x1": "from 1 to 64",
    "blur 1": "weights, such as 1,2,1",
    "shuffle 1": "from 2 to 32",
    "conv ８ k３ ｑ": "line 1, column 11: q does not belong",
    "from a": "line 1, column 6: nothing was kept as a",
    "bins 0": "line 1, column 6: a number from 1 to 64 must stand here, got 0",
    "bins x": "here must stand a number of cells, got x",
    "adain": "here must stand how many numbers a style has, got –",
    "repeat": "here must stand how often, such as 3; got –",
    "repeat 99\nconv 1 k1\nend": "from 1 to 64",
    "conv 1 k1\nend": "line 2: this end belongs to no repeat",
    "repeat 2\nconv 1 k1": "line 1: this repeat has no end",
    "repeat 2\nend": "at least one layer",
    "repeat 2\nskip a\nend\nskip a": "line 4, column 6: a is kept already",
    "skip a\nfrom b\nskip b\nfrom a": "line 2, column 6: nothing was kept as b",
    "repeat 64\nrepeat 64\nconv 1 k1\nend\nend": "at most 2000 layers, got 4096",
    "repeat 64\nconv 1 k1 x64\nend": "at most 2000 layers, got 4096",
    "noise 3": "3 does not belong to noise, which takes –",
    "conv 1 k1 mid2": "mid2 does not belong to conv",
    "__import__('os')": "line 1, column 1: a line must begin",
}


@pytest.mark.parametrize("text", WRONG)
def test_what_is_wrong_is_said_with_its_place(text):
    with pytest.raises(ChainError) as caught:
        read_chain(text)
    assert WRONG[text] in str(caught.value)
    assert caught.value.template.format(**caught.value.values) == str(caught.value)


def test_long_texts_are_refused():
    with pytest.raises(ChainError, match="at most 200 lines, got 10000"):
        read_chain("\n" * 9_999)
    with pytest.raises(ChainError, match="at most 12000 characters"):
        read_chain("conv 8 k3\n" * 10_000)
    with pytest.raises(ParameterError, match="text must be text, got list"):
        read_chain(["conv"])


def test_chains_as_long_as_can_be_take_a_bounded_time():
    """Two thousand layers, none of which keeps its size, and what joins them."""
    body = "skip a\nconv 4 k3\nconvt 4 k3\nskip b\nfrom a\nconv 4 k1 p1\nconv 4 k3\njoin b add\n"
    text = f"input 4\nup x2\nrepeat 60\nrepeat 4\n{body}end\nend"
    start = time.process_time()
    chain = read_chain(text)
    planned = plan(chain, (375, 500))
    assert planned.fits
    told = (most_held(planned), reach(planned), fitting_rule(chain), remedies(chain, (375, 500)))
    assert all(told)
    assert len(stacked(chain)) == 2
    assert time.process_time() - start < 2


def test_nested_repeats_are_counted_before_they_are_written_out():
    with pytest.raises(ChainError, match="at most 2000 layers, got 4096"):
        read_chain("repeat 64\n" * 90 + "conv 1 k1\n" + "end\n" * 90)


def test_long_words_are_shortened():
    with pytest.raises(ChainError) as caught:
        read_chain("conv 8 k3 " + "z" * 5_000)
    assert len(str(caught.value)) < 200


def mutated(text, rng):
    letters = list(text)
    for _change in range(rng.randint(1, 4)):
        place = rng.randrange(len(letters))
        new = rng.choice("0123456789abckpsx+,#\n \t()é１。\x00'\"")
        action = rng.randrange(3)
        if action == 0:
            letters[place] = new
        elif action == 1:
            letters.insert(place, new)
        elif len(letters) > 1:
            del letters[place]
    return "".join(letters)


def test_a_thousand_mutated_texts_get_sentences_only():
    rng = random.Random(3)
    texts = [network.text for network in NETWORKS.values()]
    refused = []
    for _text in range(1000):
        try:
            plan(read_chain(mutated(rng.choice(texts), rng)), (37, 50))
        except ChainError as error:
            refused.append(str(error))
    assert 200 < len(refused) < 1000
    assert max(map(len, refused)) < 300
