"""Code for a chain: PyTorch printed the sizes of the plan when it ran; nothing typed is in it."""

import ast
import hashlib
import time

import numpy as np
import pytest

from tests.core.networks.chains import EVERY_LAYER, random_chain
from tests.golden_values import load
from ui.snippets.layout import WIDTH
from ui.snippets.network_code import network_code
from ui.snippets.network_parts import PARTS
from upsample_core.networks import NETWORKS, plan, read_chain
from upsample_core.networks.text import WORDS

CASES = load("networks")


def planned_of(case):
    options = case.options
    chain = NETWORKS[options["network"]].chain if "network" in options else None
    return plan(chain or read_chain(options["text"]), tuple(options["size"]))


def expected(planned):
    """What a program prints: the input, every change of resolution, and the output."""
    changed = [row for row in planned.rows if row.before != row.after]
    rows = [(row.channels, *row.after) for row in [*changed, planned.rows[-1]]]
    return [(planned.chain.channels, *planned.size), *rows]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_pytorch_prints_the_sizes_of_the_plan(case):
    planned = planned_of(case)
    assert [tuple(sizes) for sizes in case.outputs[0].tolist()] == expected(planned)
    now = hashlib.sha256(network_code(planned).encode()).hexdigest()
    # Where this fails the code has changed: let PyTorch run it again, by tests.make_golden.
    assert now == case.options["code"]


def test_every_network_and_every_word_has_been_run():
    ran = {case.options.get("network") for case in CASES}
    assert ran >= NETWORKS.keys() - {"segnet"}  # which breaks at its published size
    assert "segnet" in ran
    words = {line.split()[0] for text in EVERY_LAYER for line in text.split("\n")}
    assert words == set(WORDS)
    assert sum(case.name.startswith("random") for case in CASES) > 50


def names_in(code):
    tree = ast.parse(code)
    return {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}


def test_what_was_typed_is_no_code():
    plain = names_in(network_code(plan(read_chain("skip a\nconv 3 k1\njoin a add"), 8)))
    for name in ("class", "self", "import", "exit", "torch", "x"):
        text = f"# {name}()\nskip {name}\nconv 3 k1  # __import__('os')\njoin {name} add"
        code = network_code(plan(read_chain(text), 8))
        assert names_in(code) == plain
        assert f'kept["{name}"]' in code
        assert "__import__" not in code
    rng = np.random.default_rng(3)
    known = plain | PARTS.keys() | names_in("\n\n\n".join(PARTS.values()))
    known |= {"_", "places", "n", "size", "range"}
    for _chain in range(50):
        code = network_code(plan(read_chain(random_chain(rng)), (12, 17)))
        assert names_in(code) <= known


def test_repeats_stay_repeats_where_their_passes_agree():
    code = network_code(plan(NETWORKS["rrdbnet"].chain, 96))
    assert len(code.splitlines()) < 100
    assert code.count("for _ in range(23):") == code.count("for _ in range(3):") == 2
    first_differs = "input 3\nrepeat 3\nconv 8 k3 p1\nend"
    code = network_code(plan(read_chain(first_differs), 9))
    assert "for" not in code.split("class Network")[1].split("def forward")[0]
    assert code.count("nn.Conv2d(8, 8, 3, padding=1)") == 2


def test_only_what_is_used_is_defined():
    code = network_code(plan(NETWORKS["dcgan_pytorch"].chain, 1))
    assert "def show" in code
    assert "class" not in code.split("class Network")[0]
    for text in EVERY_LAYER:
        code = network_code(plan(read_chain(text), (15, 19)))
        defined = {node.name for node in ast.parse(code).body if hasattr(node, "name")}
        assert defined - {"Network"} <= names_in(code)
        assert not PARTS.keys() & names_in(code) - defined


def test_a_plan_that_stops_says_so():
    code = network_code(plan(read_chain("conv 1 k3\nconv 1 k9\nup x2"), 9))
    assert "# Here it stops" in code
    assert "interpolate" not in code


def test_lines_can_be_read_and_long_chains_are_written_soon():
    start = time.process_time()
    for network in NETWORKS.values():
        lines = network_code(plan(network.chain, network.size)).splitlines()
        assert max(map(len, lines)) <= WIDTH + 8
    text = "\n".join(f"skip s{n}\nconv 4 k3\nconvt 4 k3\njoin s{n} add" for n in range(49))
    assert len(network_code(plan(read_chain(f"input 4\n{text}"), 20))) < 20_000
    assert time.process_time() - start < 3
