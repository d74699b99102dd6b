"""The trained networks that are shipped: small, with true cards, and telling what they should."""

import json

import numpy as np
import pytest

from tests.golden_values import load
from tests.ground.places import ROOT
from upsample_core.generative import (
    inconsistency,
    noise_for,
    read_gan_collapse,
    read_gan_training,
    read_library,
    read_upsampling_training,
    read_weights,
    sample_flow,
    shrink,
)

WEIGHTS = ROOT / "assets/weights"
NAMES = sorted(path.stem for path in WEIGHTS.glob("*.npz"))
SHEET = read_library(ROOT / "assets/glyphs/held-out.npz")
TRUTHS, SMALL = SHEET.glyphs[::16][:, None], SHEET.small[::16][:, None]
COUNT = len(TRUTHS)


def psnr(answers, truths=TRUTHS):
    errors = np.square(np.clip(answers, 0, 1) - truths).mean(axis=(1, 2, 3), dtype=float)
    return -10 * np.log10(errors).mean()


def grey(answers):
    shown = np.clip(answers, 0, 1)
    return (4 * shown * (1 - shown)).mean()


def test_files_are_small_and_each_has_a_card():
    assert NAMES == [
        "letters-flow",
        "letters-gan",
        "letters-least-squares",
        "photographs-flow",
        "photographs-two-layers",
    ]
    sizes = [path.stat().st_size for path in WEIGHTS.glob("*.npz")]
    assert max(sizes) <= 500_000
    assert sum(sizes) <= 2_000_000
    assert max(path.stat().st_size for path in (ROOT / "assets/glyphs").glob("*")) <= 500_000


@pytest.mark.parametrize("name", NAMES)
def test_a_card_says_what_its_network_is(name):
    card = json.loads((WEIGHTS / f"{name}.json").read_text(encoding="utf-8"))
    network = read_weights(WEIGHTS / f"{name}.npz")
    # The core itself trained the network of two layers.
    by = "numpy" if name == "photographs-two-layers" else "pytorch"
    told = {"made", "name", "network", "parameters", by, "arithmetic"}
    told |= {"data", "recipe", "seed", "cannot"}
    assert set(card) == told | {"measures"}
    noted = json.loads((WEIGHTS / "measures.json").read_text(encoding="utf-8"))
    part = {"photographs-flow": "photographs", "photographs-two-layers": "doubled"}.get(name)
    rows = noted[part]["methods"] if part else noted["methods"]
    assert card["measures"]
    assert all(rows[method] == row for method, row in card["measures"].items())
    assert card["name"] == name
    assert card["parameters"] == network.size
    assert "SOURCES.md" in card["data"]


@pytest.mark.parametrize("case", load("shipped"), ids=str)
def test_a_shipped_network_answers_as_in_pytorch(case):
    network = read_weights(WEIGHTS / f"{case.name}.npz")
    ask = network.predict if case.function == "flow" else network.enlarge
    found = ask(**case.inputs, **case.options)
    np.testing.assert_allclose(found, case.outputs[0], rtol=1e-5, atol=1e-5, strict=True)


# ---------------------------------------------------------------- what the lesson says


@pytest.fixture(scope="module")
def answers():
    """Answers to a few dozen held-out glyphs: four guesses of each kind that guesses."""
    flow, gan = (
        read_weights(WEIGHTS / "letters-flow.npz"),
        read_weights(WEIGHTS / "letters-gan.npz"),
    )
    seeds = [range(n * COUNT, (n + 1) * COUNT) for n in range(4)]
    return {
        "squares": read_weights(WEIGHTS / "letters-least-squares.npz").enlarge(SMALL),
        "once": sample_flow(flow, SMALL, seeds[0], 1).result,
        "flow": np.stack([sample_flow(flow, SMALL, s, 5).result for s in seeds]),
        "held": sample_flow(flow, SMALL, seeds[0], 5, projected=True).result,
        "gan": np.stack([gan.enlarge(SMALL, noise_for(s, (8, 4, 4))) for s in seeds]),
    }


def test_the_mean_wins_decibels_and_guesses_are_sharp(answers):
    for guesses in (answers["flow"], answers["gan"]):
        assert psnr(answers["squares"]) > psnr(guesses[0]) + 1
        assert grey(guesses[0]) < 0.6 * grey(answers["squares"])
    assert grey(TRUTHS) < grey(answers["flow"][0]) * 1.5


def test_one_step_of_the_flow_is_the_least_squares_answer(answers):
    assert abs(psnr(answers["once"]) - psnr(answers["squares"])) < 0.6
    apart = np.abs(answers["once"] - answers["squares"]).mean()
    assert apart < 0.5 * np.abs(answers["flow"][0] - answers["flow"][1]).mean() + 0.02


def test_the_mean_of_guesses_brings_the_blur_and_the_decibels_back(answers):
    guesses = np.clip(answers["flow"], 0, 1)
    rising = [psnr(guesses[:n].mean(axis=0)) for n in (1, 2, 4)]
    assert rising[0] + 0.3 < rising[1] < rising[2]
    assert grey(guesses.mean(axis=0)) > 1.5 * grey(guesses[0])


def test_guesses_differ_and_projection_makes_them_agree(answers):
    assert answers["flow"].std(axis=0).mean() > 0.05
    assert answers["gan"].std(axis=0).mean() > 0.02
    assert inconsistency(answers["flow"][0], SMALL).mean() > 2
    assert inconsistency(answers["held"], SMALL).max() < 0.01


def test_the_prior_decides_what_is_painted_into_grey():
    plain = np.full((1, 1, 4, 4), 0.5, np.float32)
    letters, photographs = (
        sample_flow(read_weights(WEIGHTS / f"{name}-flow.npz"), plain, [0, 1], 6, True).result
        for name in ("letters", "photographs")
    )
    assert letters.std() > 0.3 > 0.2 > photographs.std()
    np.testing.assert_allclose(shrink(letters), 0.5, atol=1e-4)


def test_the_measures_that_are_written_down_are_of_these_files(answers):
    noted = json.loads((WEIGHTS / "measures.json").read_text(encoding="utf-8"))
    assert noted["glyphs"] == len(SHEET)
    rows = noted["methods"]
    for row, found in (("least_squares", answers["squares"]), ("flow_8", answers["flow"][0])):
        assert abs(rows[row]["psnr"] - psnr(found)) < 1.5
        assert abs(rows[row]["grey"] - grey(found)) < 0.03
    best = read_weights(WEIGHTS / "letters-least-squares.npz").enlarge(SHEET.small[:, None])
    assert abs(psnr(best, SHEET.glyphs[:, None]) - rows["least_squares"]["psnr"]) < 2e-3


# ---------------------------------------------------------------- snapshots


def test_a_gan_learns_from_nothing_but_the_wishes_of_its_judge():
    seen = read_gan_training(ROOT / "assets/glyphs/gan-training.npz")
    assert seen.steps[0] == 0
    assert (np.diff(seen.steps) > 0).all()
    assert grey(seen.made[-1]) < 0.6 * grey(seen.made[0])
    np.testing.assert_allclose(np.abs(seen.wishes).max(axis=(2, 3)), 1)
    assert (seen.score_true[-1] - seen.score_made[-1]).mean() > 0


def test_what_can_be_uneven_shows_on_even_grey_and_nearest_does_not():
    seen = read_upsampling_training(ROOT / "assets/glyphs/upsampling-training.npz")
    pattern = seen.pattern()
    assert pattern.shape == (5, 2, len(seen.steps))
    nearest = seen.kinds.index("nearest")
    assert pattern[nearest].max() == 0
    others = [seen.kinds.index(kind) for kind in ("transposed_3", "transposed_4", "sub_pixel")]
    assert pattern[others].min() > 2
    assert (pattern[others][:, :, -1] > 20).all()
    icnr = pattern[seen.kinds.index("sub_pixel_icnr")]
    assert icnr[:, 0].max() == 0, "ICNR starts even"
    assert icnr[:, -1].min() > 20, "and does not stay so"


def test_at_four_times_the_noise_is_ignored():
    small, large = read_gan_collapse(ROOT / "assets/glyphs/gan-collapse.npz").spread()
    assert small.mean() < 0.4 * large.mean()
