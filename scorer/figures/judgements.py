"""What every figure is computed from: labelled paragraphs, and what a judge (a model, a rule) says of them."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from scorer.corpora import Label, LabelledDocument
from scorer.types import LEVELS

ORDER = ("unsupported", "weak", "qualified", "accountable", "background")
"""The order of levels in every matrix here: the four that can be ranked, then background."""
BACKGROUND = ORDER.index("background")

Matrix = np.ndarray[Any, np.dtype[np.float64]]
Vector = np.ndarray[Any, np.dtype[Any]]


class Case(NamedTuple):
    """One labelled paragraph: where it stands (``number`` is 1-based), its text, its label, and the words of its document.

    ``group`` counts documents from 0; it tells two apart that share an id.
    """

    group: int
    document: str
    corpus: str
    genre: str
    number: int
    text: str
    label: Label
    document_words: int


class Cases(NamedTuple):
    """Labelled documents, their labelled paragraphs as cases in order, and how many paragraphs had no label.

    ``digests`` are those of the files that were read.
    """

    documents: list[LabelledDocument]
    cases: list[Case]
    unlabelled: int
    digests: frozenset[str] = frozenset()

    @property
    def gold(self) -> Vector:
        """The label of each case as an index into ``ORDER``."""
        return np.array([ORDER.index(case.label.level) for case in self.cases])

    @property
    def groups(self) -> Vector:
        """The document of each case."""
        return np.array([case.group for case in self.cases])


class Judgement(NamedTuple):
    """What a judge says of the same paragraphs: probabilities (n, 5) in ``ORDER``, level of each as an index into it.

    ``kinds`` and ``families`` (of cues) are None for a judge that tells levels only.
    """

    probabilities: Matrix
    levels: Vector
    kinds: list[str] | None = None
    families: list[frozenset[str]] | None = None


_PLACES = [LEVELS.index(level) for level in ORDER]


def reordered(probabilities: list[float]) -> list[float]:
    """Probabilities in the order of ``LEVELS`` brought into ``ORDER``."""
    return [probabilities[at] for at in _PLACES]


def judgement_from(probabilities: Matrix) -> Judgement:
    """Probabilities (rows, levels) in the order of ``LEVELS`` as a judgement of levels."""
    brought: Matrix = probabilities[:, _PLACES]
    return Judgement(brought, brought.argmax(axis=1))


def gold_from(levels: Vector) -> Vector:
    """Indices into ``LEVELS`` as indices into ``ORDER``."""
    places: Vector = np.argsort(_PLACES)
    return places[levels]
