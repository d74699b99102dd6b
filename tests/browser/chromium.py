"""Which Chromium the tests use, and how it is started."""

from __future__ import annotations

import os
import shutil

# Chromium heeds the last of such flags alone: beside what ours is for stands what Playwright says.
DISABLED = [
    # Two pages that a window of Chromium's own makes ready for its address bar, which is never
    # seen here: they take as long as ours.
    "WebUIOmniboxPopup",
    "WebUIOmniboxAimPopup",
    "AimEnabled",
    "AvoidCorsURLLoaderRestartOnRedirect",
    "AvoidUnnecessaryBeforeUnloadCheckSync",
    "DestroyProfileOnBrowserClose",
    "HttpsFirstBalancedModeAutoEnable",
    "HttpsUpgrades",
    "LensOverlay",
    "MediaRouter",
    "NetworkTimeServiceQuerying",
    "OptimizationHints",
    "PaintHolding",
    "PreconnectToSearch",
    "ThirdPartyStoragePartitioning",
]
FLAGS = [
    f"--disable-features={','.join(DISABLED)}",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def program() -> str | None:
    """Return the program to start, where there is one."""
    return os.environ.get("CHROMIUM") or shutil.which("chromium")
