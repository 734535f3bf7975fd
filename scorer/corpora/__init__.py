"""Labelled corpora: one module a format.

A format has ``SUFFIXES``, ``CARRIES`` (the ``FIELDS`` it can hold), ``recognises(path)``, ``read(path, report, texts)`` and,
unless it is read only, ``write(documents, path)``. A reader says what is wrong by ``report`` and goes on with the rest; the
default, ``refuse``, raises ``CorpusError`` at the first. ``texts`` is where texts lie that a format does not hold.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple, NoReturn

from scorer.errors import CorpusError

CUE_FAMILIES = ("anon", "denial", "reply", "hedge")
FIELDS = ("title", "corpus", "genre", "meta", "level", "kind", "flags", "cues", "alt", "second", "attributions")

Report = Callable[[str], None]
"""Told what is wrong in one line that begins with the place, ``file:line``."""


def refuse(problem: str) -> NoReturn:
    """The strict way to take a problem: raise it."""
    raise CorpusError(problem)


class Label(NamedTuple):
    """What a reader said of one paragraph; a paragraph nobody has labelled has the level "".

    ``cues`` are verbatim strings by family (``CUE_FAMILIES``), ``alt`` a second level where the reader was torn.
    """

    level: str = ""
    kind: str = ""
    flags: tuple[str, ...] = ()
    cues: dict[str, tuple[str, ...]] = dict.fromkeys(CUE_FAMILIES, ())
    alt: str = ""


class Piece(NamedTuple):
    """A marked stretch: 0-based paragraph, characters from and to within it, and its text."""

    paragraph: int
    start: int
    end: int
    text: str


class MarkedAttribution(NamedTuple):
    """An attribution as a person marked it (PARC, PolNeAR); a role may be empty or in several pieces."""

    source: tuple[Piece, ...]
    cue: tuple[Piece, ...]
    content: tuple[Piece, ...]
    type: str = "Attribution"


class LabelledDocument(NamedTuple):
    """A document with one label a paragraph; ``second`` is another reader's, or empty; ``where`` is ``file:line``."""

    id: str
    corpus: str
    genre: str
    paragraphs: list[str]
    labels: list[Label]
    title: str = ""
    second: tuple[Label, ...] = ()
    attributions: tuple[MarkedAttribution, ...] = ()
    meta: dict[str, str] = {}  # noqa: RUF012 (never changed)
    where: str = ""
