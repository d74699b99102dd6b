"""Which sizes fit, and what remedies make of the others."""

import time

import pytest

from upsample_core.networks import (
    NETWORKS,
    REMEDIES,
    fitting_rule,
    most_held,
    plan,
    reach,
    read_chain,
    remedies,
    stacked,
    upsamplings,
)


def outcomes(name, size):
    return {each.remedy: each for each in remedies(NETWORKS[name].chain, size)}


def test_every_remedy_is_there_in_order():
    found = remedies(NETWORKS["pix2pix"].chain, (375, 500))
    assert [each.remedy for each in found] == list(REMEDIES)


def test_remedies_for_pix2pix_at_375_by_500():
    found = outcomes("pix2pix", (375, 500))
    assert found["refuse"].output is None
    assert found["pad_map"].output == (374, 500)
    assert found["crop_maps"].output == (256, 256)
    assert found["pad_picture"].taken == found["pad_picture"].output == (512, 512)
    assert found["pad_picture"].changed == (137, 12)
    assert found["resize_picture"].taken == (256, 512)


def test_remedies_for_the_diffusion_unet_at_480():
    found = outcomes("ldm_unet", (480, 480))
    assert found["resize_map"].output == (480, 480)
    assert found["pad_picture"].taken == (512, 512)
    assert found["resize_picture"].taken == (512, 512)
    assert found["crop_maps"].output == (480, 480)


def test_a_size_that_fits_needs_no_remedy():
    found = outcomes("unet", (572, 572))
    assert found["refuse"].output == (388, 388)
    assert found["pad_picture"].changed == found["resize_picture"].changed == (0, 0)


@pytest.mark.parametrize("name", ["segnet", "unet", "cyclegan", "ldm_unet", "pix2pix"])
def test_a_picture_that_was_padded_or_resized_fits(name):
    for size in ((375, 500), (416, 333), (301, 480)):
        found = outcomes(name, size)
        for remedy in ("pad_picture", "resize_picture"):
            taken = found[remedy].taken
            assert plan(NETWORKS[name].chain, taken).fits
            rule = fitting_rule(NETWORKS[name].chain)
            assert all(side % rule.period == rule.residue for side in taken)
        assert all(0 <= more < rule.period for more in found["pad_picture"].changed)
        assert all(2 * abs(by) <= rule.period for by in found["resize_picture"].changed)


def test_a_chain_that_takes_nothing_has_no_rule():
    chain = read_chain("skip a\nconv 1 k3 p1 s2\nup x3 nearest\nconv 1 k3 p2\njoin a cat")
    found = {each.remedy: each for each in remedies(chain, (64, 64))}
    assert fitting_rule(chain) is None or found["pad_picture"].taken is None


def test_the_first_plan_of_a_network_takes_a_moment():
    """Its rule, its remedies and all that the page asks for, of a chain that nobody has seen."""
    slowest = 0.0
    for network in NETWORKS.values():
        start = time.process_time()
        chain = read_chain(f"\n\n{network.text}")  # other lines, another chain
        planned = plan(chain, (375, 500))
        assert planned.rows
        remedies(chain, planned.size)
        rule = time.process_time()
        fitting_rule(chain)
        slowest = max(slowest, time.process_time() - rule)
        told = [most_held(planned), reach(planned), upsamplings(chain), stacked(chain)]
        assert len(told) == 4
        assert time.process_time() - start < 0.5  # a tenth of that on a machine with time
    assert slowest < 0.05


def test_rules_of_runs_and_of_a_run_that_ends():
    runs = read_chain("conv 1 k1 s4\nskip a\nmaxpool k2\nup x2\njoin a cat")
    assert fitting_rule(runs)[:2] == (5, 8)
    assert fitting_rule(runs).run == 4
    once = read_chain("skip a\nbins 7\njoin a cat")
    assert fitting_rule(once)[:2] == (7, 0)
