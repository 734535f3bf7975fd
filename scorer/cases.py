"""Labelled paragraphs, and what a judge (a model, a rule) says of them: what every figure is computed from."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from scorer.corpora import Label, LabelledDocument
from scorer.corpora._formats import read_corpus
from scorer.dataset import Corpus, align, joined
from scorer.errors import CorpusError
from scorer.model import Model, load
from scorer.pipeline import score_document
from scorer.presence import families_of
from scorer.readers import read_text
from scorer.types import LEVELS, Score

ORDER = ("unsupported", "weak", "qualified", "accountable", "background")
"""The order of levels in every matrix here: the four that can be ranked, then background."""
BACKGROUND = ORDER.index("background")
DEFAULT = "default"
_MODEL_FILES = ("model.json", "model.skops")
_MODEL_KEYS = frozenset({"coefficients", "intercepts", "classes"})

Matrix = np.ndarray[Any, np.dtype[np.float64]]
Vector = np.ndarray[Any, np.dtype[Any]]
Progress = Callable[[str, int, int], None]


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


def model_of(model: Model | Path | str | None) -> Model:
    """A model by object, path, ``default``, or None for the shipped one. Raises ``ModelError``."""
    if isinstance(model, Model):
        return model
    return load(None if model == DEFAULT and not Path(DEFAULT).exists() else model)


def names_model(argument: str) -> bool:
    """Whether an argument of the command line is a model rather than a corpus; what is damaged inside does not matter."""
    path = Path(argument)
    if path.is_dir():
        return any((path / name).is_file() for name in _MODEL_FILES)
    if path.is_file():
        return path.name in _MODEL_FILES or (path.suffix == ".json" and _holds_model(path))
    return argument == DEFAULT


def _holds_model(path: Path) -> bool:
    try:
        content = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        return False
    return isinstance(content, dict) and not _MODEL_KEYS.isdisjoint(content)


def read_cases(corpora: Iterable[Path | str | Corpus], texts: Path | str | None = None) -> Cases:
    """The labelled paragraphs of corpora; those without label are left out and counted. Raises ``CorpusError``."""
    documents: list[LabelledDocument] = []
    names, digests = [], []
    for corpus in corpora:
        if isinstance(corpus, Corpus):
            documents += corpus.documents
            digests.append(corpus.digest)
        else:
            documents += read_corpus(corpus, texts=texts)
            digests += ["sha256:" + sha256(Path(corpus).read_bytes()).hexdigest()] if Path(corpus).is_file() else []
        names.append(corpus.name if isinstance(corpus, Corpus) else str(corpus))
    return cases_of(documents, ", ".join(names))._replace(digests=frozenset(digests))


def note_cases(cases: Cases, **models: Model) -> list[str]:
    """What must be said of the cases whoever judges them, a line each; models by what they are called in a note."""
    notes = [f"{cases.unlabelled} paragraphs without label are left out"] if cases.unlabelled else []
    for name, model in models.items():
        learned = [one["name"] for one in model.content.get("corpora", ()) if one.get("digest") in cases.digests]
        if learned:
            notes.append(f"{name} learned from {', '.join(learned)}: its figures are better than they would be elsewhere")
    return notes


def cases_of(documents: list[LabelledDocument], name: str = "corpus") -> Cases:
    """The labelled paragraphs of documents. Raises ``CorpusError`` naming ``name`` where there is none."""
    cases, unlabelled, group = [], 0, 0
    for document in documents:
        words = sum(len(text.split()) for text in document.paragraphs)
        labelled = [
            Case(group, document.id, document.corpus, document.genre, number, text, label, words)
            for number, (text, label) in enumerate(zip(document.paragraphs, document.labels, strict=True), 1)
            if label.level
        ]
        unlabelled += len(document.paragraphs) - len(labelled)
        group += bool(labelled)
        cases += labelled
    if not cases:
        held = f"{unlabelled} paragraphs, none of them labelled" if unlabelled else "no paragraphs"
        raise CorpusError(f"{name}: {held}; there is nothing to measure by, label some")
    return Cases(documents, cases, unlabelled)


def judge(cases: Cases, model: Model, progress: Progress | None = None) -> Judgement:
    """What a model says of the cases."""
    return judgement_of(score_cases(cases, model, progress))


def score_cases(cases: Cases, model: Model, progress: Progress | None = None) -> list[Score | None]:
    """A model's score of every case; None where a paragraph was not returned."""
    scores: list[Score | None] = []
    for done, document in enumerate(cases.documents, 1):
        text, spans = joined(document.paragraphs)
        read = read_text(text, document.id)
        scored = score_document(read, model).scores
        found = zip(align(read.blocks, spans), document.labels, strict=True)
        scores += [None if at is None else scored[at] for at, label in found if label.level]
        if progress:
            progress("articles", done, len(cases.documents))
    return scores


def judgement_of(scores: list[Score | None]) -> Judgement:
    """Scores as a judgement; a paragraph without score counts as surely background."""
    return Judgement(
        np.array([reordered(score.probabilities) if score else [0.0, 0.0, 0.0, 0.0, 1.0] for score in scores]).reshape(-1, 5),
        np.array([ORDER.index(score.level) if score else BACKGROUND for score in scores], dtype=int),
        [score.kind if score else "na" for score in scores],
        [families_of(score.paragraph) if score else frozenset() for score in scores],
    )


def reordered(probabilities: list[float]) -> list[float]:
    """Probabilities in the order of ``LEVELS`` brought into ``ORDER``."""
    return [probabilities[LEVELS.index(level)] for level in ORDER]
