"""What every test shares: how Hypothesis searches, and one seed for the run, told at its head."""

import os
import random
from pathlib import Path

import hypothesis
import hypothesis.core
import pytest

# Beside the tests a server has nothing to compute that nobody asks it for.
os.environ["UPSAMPLING_LAB_AHEAD"] = "no"

SEED = pytest.StashKey[int]()

# Tests assert what is true, never how fast a busy machine found it.
hypothesis.settings.register_profile(
    "repo",
    deadline=None,
    print_blob=True,
    suppress_health_check=[hypothesis.HealthCheck.too_slow],
)
hypothesis.settings.load_profile("repo")


def pytest_addoption(parser):
    parser.addoption("--long", action="store_true", help="let strangers visit for minutes")


def pytest_configure(config):
    given = config.getoption("--hypothesis-seed") or os.environ.get("HYPOTHESIS_SEED")
    seed = int(given) if given else random.SystemRandom().randrange(2**32)
    os.environ["HYPOTHESIS_SEED"] = str(seed)  # the processes side by side have one seed
    config.stash[SEED] = hypothesis.core.global_force_seed = seed


def pytest_report_header(config):
    return f"seed: {config.stash[SEED]} (run it again with --hypothesis-seed={config.stash[SEED]})"


def pytest_terminal_summary(terminalreporter, config):
    left_out = [path for path in config.getoption("ignore") or [] if Path(path).name == "browser"]
    if left_out:
        terminalreporter.write_line("tests/browser was left out: nothing was seen in a browser.")


@pytest.fixture(scope="session")
def seed(request):
    """The seed of this run, for tests that draw at random by other means than Hypothesis."""
    return request.config.stash[SEED]
