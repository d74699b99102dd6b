"""What the figures of the lesson on generative networks share: letters, priors, guesses."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from numpy.typing import NDArray

from ui.lesson_controls import choice, field, translated
from ui.numbers import tenths
from ui.pictures import IMAGES, read_upload, sample
from ui.shared import shared
from ui.words import N_, _
from upsample_core import ParameterError, interpolate
from upsample_core.generative import (
    NOISE_CHANNELS,
    Denoiser,
    FlowNetwork,
    FlowPath,
    GanCollapse,
    GanGenerator,
    GanTraining,
    GlyphLibrary,
    LeastSquaresNetwork,
    Network,
    UpsamplingTraining,
    library_denoiser,
    noise_for,
    read_gan_collapse,
    read_gan_training,
    read_library,
    read_upsampling_training,
    read_weights,
    sample_flow,
    shrink,
)
from upsample_core.lessons.guessing import (
    drawn_picture,
    even_grey,
    eye_of,
    made_small,
    recited,
    smiling_face,
)

_ASSETS = Path(__file__).parents[3] / "assets"
LETTERS = {
    "n": "Lato-Bold",
    "a": "Caladea-Bold",
    "e": "Caladea-Bold",
    "S": "Inter-Regular",
    "R": "Lato-Black",
    "B": "Inter-Bold",
    "t": "ComicNeue-Regular",
    "5": "Inter-Regular",
}
"""What may have been made small, in faces that no network and no library has."""

FIRST = "n"

Values = NDArray[Any]


# ---------------------------------------------------------------- what is read from files


@lru_cache(maxsize=1)
def library() -> GlyphLibrary:
    """Return the glyphs among which guesses are looked for."""
    return read_library(_ASSETS / "glyphs" / "library.npz")


@lru_cache(maxsize=1)
def readings() -> dict[str, Any]:
    """Return what a script measured with a network that reads letters; it is not shipped itself.

    Raises
    ------
    ParameterError
        If the file is missing or damaged.
    """
    file = _ASSETS / "weights" / "measures.json"
    try:
        return dict(json.loads(file.read_text(encoding="utf-8")))
    except (OSError, ValueError) as error:
        raise ParameterError(f"{file.name} is missing or damaged") from error


@lru_cache(maxsize=1)
def held_out() -> GlyphLibrary:
    """Return the glyphs that are kept apart, to judge by."""
    return read_library(_ASSETS / "glyphs" / "held-out.npz")


@lru_cache(maxsize=1)
def gan_training() -> GanTraining:
    """Return letters at some moments of a GAN's training."""
    return read_gan_training(_ASSETS / "glyphs" / "gan-training.npz")


@lru_cache(maxsize=1)
def collapse() -> GanCollapse:
    """Return answers of GANs at ×4 and ×8 to the same letters, with other noise."""
    return read_gan_collapse(_ASSETS / "glyphs" / "gan-collapse.npz")


@lru_cache(maxsize=1)
def upsampling_training() -> UpsamplingTraining:
    """Return what GANs with five kinds of upsampling made while they learned."""
    return read_upsampling_training(_ASSETS / "glyphs" / "upsampling-training.npz")


# ---------------------------------------------------------------- what is given


class Given(NamedTuple):
    """What was made small: a letter by its name, a drawing by its text, or one of `PICTURES`."""

    kind: str
    text: str = ""


@lru_cache(maxsize=1)
def _places() -> dict[str, int]:
    """Return where each of the letters stands among those that are kept apart."""
    return {letter: _place(letter, face) for letter, face in LETTERS.items()}


def _place(letter: str, face: str) -> int:
    """Return where a letter stands in a face; in another one, where that is not there."""
    known = held_out()
    found: dict[str, int] = {
        str(known.faces[place]): place
        for place, character in reversed(list(enumerate(known.characters)))
        if character == letter
    }
    if not found:
        raise ParameterError(f"held-out.npz holds no letter {letter}")
    return found.get(face, min(found.values()))


def _stored(name: str) -> Values:
    """Return a picture of the assets, (32, 32)."""
    picture: Values = read_upload((IMAGES / f"{name}.png").read_bytes(), name).values[0]
    return picture


PICTURES: dict[str, tuple[str, Callable[[], Values]]] = {
    "yong": (N_("The character 永"), lambda: _stored("yong")),
    "yuan": (N_("The character 源"), lambda: _stored("yuan")),
    "face": (N_("A smiling face"), smiling_face),
    "grey": (N_("Plain grey"), even_grey),
    "eye": (N_("A cat's eye"), lambda: eye_of(sample("cat"))),
}
"""What no library and no network of letters has ever seen: names, and how each is made."""


@shared
def original(given: Given) -> Values:
    """Return what was made small, (32, 32)."""
    if given.kind == "letter":
        picture: Values = held_out().glyphs[_places()[given.text]].copy()  # not all of them
        return picture
    if given.kind == "drawing":
        return drawn_picture(given.text)
    return PICTURES[given.kind][1]()


@shared
def small(given: Given) -> Values:
    """Return what is left of it, (4, 4)."""
    return made_small(original(given))


def letter_control(key: str, start: str = FIRST) -> Given:
    """Draw the choice of the letter that was made small."""
    return Given("letter", str(choice(key, _("The letter"), tuple(LETTERS), start)))


def seed_control(key: str) -> int:
    """Draw the field of the seed."""
    return field(key, _("Seed"), 0, 9999, 0)


# ---------------------------------------------------------------- guesses

PRIORS = {
    "letters": N_("Letters learned"),
    "photographs": N_("Photographs learned"),
    "library": N_("The library"),
}
"""What diffusion goes by: two networks, by what they were trained on, and no network."""

SOURCES = {
    "gan": N_("GAN"),
    "letters": N_("Diffusion"),
    "library": N_("The library"),
}
"""What makes sharp guesses at letters."""

_FILES = {
    "least_squares": "letters-least-squares.npz",
    "gan": "letters-gan.npz",
    "letters": "letters-flow.npz",
    "photographs": "photographs-flow.npz",
}


@lru_cache(maxsize=len(_FILES))
def network(name: str) -> Network:
    """Return a trained network, read once."""
    return read_weights(_ASSETS / "weights" / _FILES[name])


Kind = TypeVar("Kind", LeastSquaresNetwork, GanGenerator, FlowNetwork)


def enlarger(name: str, kind: type[Kind]) -> Kind:
    """Return a trained network that must be of a kind."""
    found = network(name)
    if not isinstance(found, kind):
        raise ParameterError(f"{_FILES[name]} holds another kind of network")
    return found


def prior_control(key: str, options: Mapping[str, str] = PRIORS, start: str = "letters") -> str:
    """Draw the choice of what guesses go by; what is wrong with its file is said here."""
    chosen = str(choice(key, _("It goes by"), translated(options), start))
    if chosen == "library":
        library()
    else:
        network(chosen)
    return chosen


def _denoiser(prior: str, given: Given) -> Denoiser:
    if prior == "library":
        return library_denoiser(library(), small(given)[None, None])
    return enlarger(prior, FlowNetwork)


@shared
def flow(prior: str, given: Given, seeds: tuple[int, ...], steps: int, project: bool) -> FlowPath:
    """Return guesses from noise, computed once for whoever asks for them.

    Parameters
    ----------
    prior : str
        One of `PRIORS`.
    given : Given
    seeds : tuple of int
        One for each guess.
    steps : int
    project : bool
        Whether every step is brought to agree with the small picture.
    """
    return sample_flow(_denoiser(prior, given), small(given)[None, None], seeds, steps, project)


@shared
def bicubic(given: Given) -> Values:
    """Return the small picture enlarged without any knowledge of letters, (32, 32)."""
    output: Values = interpolate(small(given)[None, None], size=(32, 32), mode="bicubic")[0, 0]
    return output


def level(value: float) -> str:
    """Return how many of 255 levels of grey something is off."""
    return tenths(value)


@shared
def guesses(source: str, given: Given, seeds: tuple[int, ...], steps: int) -> Values:
    """Return sharp answers of one of `SOURCES`, one for each seed, (N, 32, 32)."""
    if source != "gan":
        found: Values = flow(source, given, seeds, steps, False).result[:, 0]
        return found
    generator = enlarger("gan", GanGenerator)
    noise = noise_for(seeds, (NOISE_CHANNELS, *small(given).shape))
    answers: Values = generator.enlarge(small(given)[None, None], noise)[:, 0]
    return answers


def traced(source: str, pictures: Values) -> list[str]:
    """Return, for each guess (N, 32, 32), the letter and the face that it was copied from.

    Only the library recites; guesses of a network are nobody's, and nothing is said of them.
    """
    if source != "library":
        return [""] * len(pictures)
    known = library()
    return [f"{known.characters[at]} · {known.faces[at]}" for at in recited(known, pictures)]


@shared
def least_squares(source: str, given: Given) -> Values:
    """Return the one answer of least squared error, (32, 32): the library's own, or a network's."""
    if source == "library":
        answer: Values = flow(source, given, (0,), 1, False).result[0, 0]
        return answer
    trained = enlarger("least_squares", LeastSquaresNetwork)
    answer = trained.enlarge(small(given)[None, None])[0, 0]
    return answer


def small_sheet(pictures: Values, steps: Iterable[int]) -> dict[str, Values]:
    """Return what those that know letters make of many letters (N, 32, 32) made small, by name.

    Each letter has its own seed.
    """
    given = shrink(pictures[:, None])
    seeds = range(len(pictures))
    found: dict[str, Values] = {
        "least_squares": enlarger("least_squares", LeastSquaresNetwork).enlarge(given)[:, 0]
    }
    noise = noise_for(seeds, (NOISE_CHANNELS, *given.shape[2:]))
    found["gan"] = enlarger("gan", GanGenerator).enlarge(given, noise)[:, 0]
    letters = enlarger("letters", FlowNetwork)
    for count in steps:
        found[f"flow_{count}"] = sample_flow(letters, given, seeds, count).result[:, 0]
    return found
