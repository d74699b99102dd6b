"""The sheets of glyphs that the app reads: a library to recite from, and glyphs held out."""

from pathlib import Path

import numpy as np

from training.fonts import PACKAGES, versions
from training.glyphs import CHARACTERS, Glyphs

LEVELS = 15
"""Grey is kept in this many steps: a sheet packs to half the size, and no eye sees it."""


def choose(glyphs: Glyphs, count: int, seed: int) -> Glyphs:
    """Choose glyphs, every character as often as every other (to one), in a mixed order."""
    rng = np.random.default_rng(seed)
    mixed = rng.permutation(len(glyphs.pictures))
    rank = np.empty(len(mixed), int)
    for character in range(len(CHARACTERS)):
        here = mixed[glyphs.characters[mixed] == character]
        rank[here] = np.arange(len(here))
    order = np.lexsort((rng.permutation(len(CHARACTERS))[glyphs.characters], rank))
    return glyphs.at(np.sort(order[:count]))


def write_sheet(file: Path, glyphs: Glyphs) -> None:
    """Write a sheet that ``upsample_core.generative.read_library`` reads."""
    shown = sorted(set(glyphs.faces.tolist()))
    levels = np.rint(glyphs.pictures / 255 * LEVELS) * (255 // LEVELS)
    file.parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(
        file,
        glyphs=levels.astype(np.uint8),
        characters=np.array(list(CHARACTERS))[glyphs.characters],
        faces=np.searchsorted(shown, glyphs.faces).astype(np.uint8),
        names=np.array([glyphs.names[face] for face in shown]),
    )


def write_sources(file: Path, fonts: Path) -> None:
    """Write down which typefaces the glyphs were drawn in, and under which licences."""
    found = versions(fonts)
    rows = [
        f"| {package.debian} {found[package.debian]} | {', '.join(package.faces)} "
        f"| {package.licence} | {'held out' if package.held_out else 'training'} |"
        for package in PACKAGES
    ]
    file.write_text("\n".join([SOURCES, *rows, ""]), encoding="utf-8")


SOURCES = """# Where the glyphs come from

`library.npz` and `held-out.npz` hold small pictures of letters and digits, drawn by
`training/glyphs.py` in the typefaces below, from packages of Debian 12. No font is shipped. Each
licence was read in the package's own `copyright` file; it allows such pictures. The networks in
`assets/weights` were trained on the faces marked *training* alone. `gan-training.npz`,
`upsampling-training.npz` and `gan-collapse.npz` hold what networks made of some held-out glyphs.

| package and version | faces | licence of the fonts | used for |
|---|---|---|---|"""
