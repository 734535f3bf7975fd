"""Read labelled corpora as cases, and have a model judge them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from hashlib import sha256
from pathlib import Path

import numpy as np

from scorer.corpora import LabelledDocument
from scorer.corpora._formats import read_corpus
from scorer.dataset import Corpus, align, joined
from scorer.errors import CorpusError
from scorer.figures.judgements import BACKGROUND, ORDER, Case, Cases, Judgement, reordered
from scorer.model import Model, load
from scorer.pipeline import score_document
from scorer.presence import families_of
from scorer.readers import read_text
from scorer.types import Score

DEFAULT = "default"
_MODEL_FILES = ("model.json", "model.skops")
_MODEL_KEYS = frozenset({"coefficients", "intercepts", "classes"})
Progress = Callable[[str, int, int], None]


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
