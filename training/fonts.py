"""The typefaces that the letters are drawn in: from Debian packages, and only under free licences.

The packages are unpacked into a folder of ours: nothing is installed, and no font is shipped. A
licence named here was read in the package's own ``copyright`` file.
"""

import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

OFL, APACHE = "SIL Open Font License", "Apache License 2.0"
VERA, FREE = "Bitstream Vera licence", "public domain"


@dataclass(frozen=True)
class Package:
    """A Debian package, the licence of its fonts, and the faces that are drawn.

    Attributes
    ----------
    name : its name, without the ``fonts-`` that begins it
    licence : the licence of the fonts
    faces : names of font files, without what comes after the last full stop
    held_out : whether no network ever sees these faces: they are what it is measured on
    """

    name: str
    licence: str
    faces: tuple[str, ...]
    held_out: bool = False

    @property
    def debian(self) -> str:
        """The package's whole name."""
        return f"fonts-{self.name}"


def styles(stem: str, *names: str) -> tuple[str, ...]:
    """Spell the faces of a family: its stem, then each style."""
    return tuple(stem + name for name in names)


USUAL = ("Regular", "Bold", "Italic")

PACKAGES = (
    Package("dejavu-core", VERA, styles("DejaVu", "Sans", "Sans-Bold", "SansMono")
            + styles("DejaVuSerif", "", "-Bold")),
    Package("liberation2", OFL, styles("LiberationSans-", *USUAL, "BoldItalic")
            + styles("LiberationSerif-", *USUAL, "BoldItalic")
            + styles("LiberationMono-", "Regular", "Bold")),
    Package("open-sans", APACHE, styles("OpenSans-", *USUAL, "Light", "CondLight", "CondBold")),
    Package("ebgaramond", OFL, styles("EBGaramond12-", *USUAL)),
    Package("roboto-unhinted", APACHE, styles("Roboto-", *USUAL, "Black", "Light")
            + styles("RobotoCondensed-", "Regular", "Bold")),
    Package("roboto-slab", APACHE, styles("RobotoSlab-", "Regular", "Bold", "Light")),
    Package("dancingscript", OFL, styles("DancingScript-", "Regular", "Bold")),
    Package("lobster", OFL, ("lobster",)),
    Package("lobstertwo", OFL, styles("LobsterTwo-", *USUAL)),
    Package("cabin", OFL, styles("Cabin-", *USUAL)),
    Package("comfortaa", OFL, styles("Comfortaa-", "Regular", "Bold")),
    Package("dosis", OFL, styles("Dosis-", "Book", "Bold")),
    Package("jura", OFL, styles("Jura-", "Regular", "Bold")),
    Package("karla", OFL, styles("Karla-", *USUAL)),
    Package("yanone-kaffeesatz", OFL, styles("YanoneKaffeesatz-", "Regular", "Bold")),
    Package("oldstandard", OFL, styles("OldStandard-", *USUAL)),
    Package("league-spartan", OFL, styles("LeagueSpartan-", "Regular", "Bold")),
    Package("bebas-neue", OFL, ("BebasNeue-Regular",)),
    Package("courier-prime", OFL, styles("Courier Prime", "", " Bold", " Italic")),
    Package("firacode", OFL, styles("FiraCode-", "Regular", "Bold")),
    Package("inconsolata", OFL, ("Inconsolata",)),
    Package("jetbrains-mono", APACHE, styles("JetBrainsMono-", *USUAL)),
    Package("anonymous-pro", OFL, styles("Anonymous Pro", "", " B", " I")),
    Package("quattrocento", OFL, ("Quattrocento-Regular",)),
    Package("sora", OFL, styles("Sora-", "Regular", "Bold")),
    Package("sil-andika", OFL, styles("Andika-", *USUAL)),
    Package("sil-charis", OFL, styles("CharisSIL-", *USUAL)),
    Package("sil-gentiumplus", OFL, styles("GentiumPlus-", *USUAL)),
    Package("cmu", OFL, styles("cmun", "rm", "bx", "ti", "ss", "sx", "tt")),
    Package("averia-serif-gwf", OFL, styles("AveriaSerifGWF-", *USUAL)),
    Package("averia-sans-gwf", OFL, styles("AveriaSansGWF-", *USUAL)),
    Package("arapey", OFL, styles("Arapey-", "Regular", "Black")),
    Package("clear-sans", APACHE, styles("ClearSans-", *USUAL)),
    Package("leckerli-one", OFL, ("LeckerliOne-Regular",)),
    Package("linuxlibertine", OFL, styles("LinLibertine_R", "", "B", "I")
            + styles("LinBiolinum_R", "", "B")),
    Package("tuffy", FREE, ("Tuffy", "Tuffy_Bold", "Tuffy_Italic")),
    Package("yrsa-rasa", OFL, styles("Yrsa-", *USUAL)),
    Package("humor-sans", OFL, ("Humor-Sans",)),
    Package("play", OFL, styles("Play-", "Regular", "Bold")),
    Package("prociono", FREE, ("Prociono",)),
    Package("gfs-didot", OFL, ("GFSDidot", "GFSDidotBold", "GFSDidotItalic")),
    Package("lato", OFL, styles("Lato-", *USUAL, "Light", "Black"), held_out=True),
    Package("vollkorn", OFL, styles("Vollkorn-", *USUAL, "Black"), held_out=True),
    Package("inter", OFL, styles("Inter-", *USUAL, "Light"), held_out=True),
    Package("comic-neue", OFL, styles("ComicNeue-", *USUAL), held_out=True),
    Package("kaushanscript", OFL, ("KaushanScript-Regular",), held_out=True),
    Package("crosextra-caladea", OFL, styles("Caladea-", *USUAL), held_out=True),
    Package("mononoki", OFL, styles("mononoki-", "Regular", "Bold", "Italic"), held_out=True),
    Package("quicksand", OFL, styles("Quicksand-", "Regular", "Bold"), held_out=True),
    Package("manrope", OFL, styles("Manrope-", "Regular", "Bold"), held_out=True),
    Package("cantarell", OFL, styles("Cantarell-", "Regular", "Bold"), held_out=True),
    Package("goudybookletter", FREE, ("GoudyBookletter1911",), held_out=True),
    Package("junction", OFL, ("Junction",), held_out=True),
    Package("allerta", OFL, ("allerta_medium",), held_out=True),
    Package("cardo", OFL, ("Cardo104s",), held_out=True),
    Package("century-catalogue", OFL, ("Century-Catalogue",), held_out=True),
    Package("national-park", OFL, styles("NationalPark-", "Regular", "Heavy"), held_out=True),
    Package("oxygen", OFL, ("Oxygen-Sans", "Oxygen-Sans-Bold"), held_out=True),
    Package("opendin", OFL, ("OSP-DIN",), held_out=True),
)  # fmt: skip
"""Every package that is drawn, those that are only measured on last."""


@dataclass(frozen=True)
class Face:
    """One font file: where it lies, its name, and whether it is held out of training."""

    path: Path
    name: str
    held_out: bool


def faces(folder: Path) -> list[Face]:
    """Return every face, in the order of `PACKAGES`; packages that are not there are fetched."""
    fetch(folder)
    return [
        Face(font_file(folder / package.debian, name), name, package.held_out)
        for package in PACKAGES
        for name in package.faces
    ]


def fetch(folder: Path) -> None:
    """Unpack into a folder what is not there yet; it needs apt-get and dpkg-deb, but no rights."""
    missing = [p.debian for p in PACKAGES if not (folder / p.debian).is_dir()]
    if not missing:
        return
    if not shutil.which("apt-get") or not shutil.which("dpkg-deb"):
        raise SystemExit(
            "The letters are drawn in fonts of Debian packages, and apt-get or dpkg-deb is not "
            f"here. Run this on Debian or Ubuntu, or unpack these into {folder}, each in a folder "
            f"of its name: {', '.join(missing)}."
        )
    folder.mkdir(parents=True, exist_ok=True)
    subprocess.run(["apt-get", "download", "-q", *missing], cwd=folder, check=True)
    for package in missing:
        [archive] = folder.glob(f"{package}_*.deb")
        subprocess.run(["dpkg-deb", "-x", archive, folder / f".{package}"], check=True)
        (folder / f".{package}").rename(folder / package)  # whole or not there


def font_file(folder: Path, name: str) -> Path:
    """Find the file of a face; of an outline and its autohinted copy the first by name."""
    found = [p for p in folder.rglob("*") if p.suffix in {".ttf", ".otf"} and p.stem == name]
    if not found:
        raise SystemExit(f"{folder.name} has no face {name}.")
    return min(found)


def versions(folder: Path) -> dict[str, str]:
    """Return the version of every package that was fetched."""
    found = {}
    for archive in sorted(folder.glob("*.deb")):
        name, version, _architecture = archive.stem.split("_")
        found[name] = version.replace("%3a", ":")
    return found
