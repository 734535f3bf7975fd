"""Whether there is enough to learn from: what is refused, and what is warned of, each with what to do about it."""

from __future__ import annotations

import numpy as np

from scorer.dataset import Corpus, Table
from scorer.errors import CorpusError
from scorer.model import Model
from scorer.types import LEVELS

LEAST_DOCUMENTS = 5
FEW_DOCUMENTS = 20
FEW_PARAGRAPHS = 10


def check_enough(table: Table, corpora: list[Corpus], old: Model | None = None) -> list[str]:
    """What is too little and why, a line each. Raises ``CorpusError`` naming file and line where nothing can be learned.

    A model that refines the weights of an ``old`` one can learn from a single document, and needs not every level.
    """
    counts = {level: int(number) for level, number in zip(LEVELS, np.bincount(table.levels, minlength=len(LEVELS)), strict=True)}
    documents = len(set(table.groups.tolist()))
    where = _places(corpora)
    if not documents:
        raise CorpusError(f"{where}: no paragraph is labelled; give each a level ({', '.join(LEVELS)})")
    absent = [level for level, number in counts.items() if not number]
    if old is None:
        if documents < LEAST_DOCUMENTS:
            raise CorpusError(
                f"{where}: too few labelled documents to hold any out ({documents}); "
                f"label at least {LEAST_DOCUMENTS}, or start from the shipped model by --from default"
            )
        if absent:
            raise CorpusError(
                f"{where}: no paragraph of {documents} documents is labelled {' or '.join(absent)}; label some of every level, "
                "or start from the shipped model by --from default"
            )
    return [*_few(counts, documents, old is not None), *_alike(corpora), *_twice(corpora), *_known(corpora, old)]


def _few(counts: dict[str, int], documents: int, refining: bool) -> list[str]:
    found = []
    if documents < FEW_DOCUMENTS:
        advice = "label more" if refining else "label more, or start from the shipped model by --from default"
        found.append(
            f"only {_number(documents, 'labelled document')}: every figure hangs on a few articles and will change with the next "
            f"ones; at least {FEW_DOCUMENTS} are needed, {advice}"
        )
    absent = [level for level, number in counts.items() if not number]
    if absent:
        found.append(f"no paragraph is labelled {' or '.join(absent)}: what the older model knows of these stays as it is")
    rare = [f"{level} ({number})" for level, number in counts.items() if 0 < number < FEW_PARAGRAPHS]
    if rare:
        found.append(
            f"few paragraphs are labelled {', '.join(rare)}: too few to tell a level from its neighbours; "
            f"label at least {FEW_PARAGRAPHS} of each, best in articles where you expect it"
        )
    return found


def _alike(corpora: list[Corpus]) -> list[str]:
    genres = {document.genre or document.corpus for corpus in corpora for document in corpus.documents}
    if len(genres) != 1:
        return []
    return [
        f"all documents are of one kind ({genres.pop()}): nothing is learned, and nothing measured, of any other; "
        "add articles of another genre or outlet if the model shall meet some"
    ]


def _twice(corpora: list[Corpus]) -> list[str]:
    seen: set[tuple[str, ...]] = set()
    twins = []
    for corpus in corpora:
        for document in corpus.documents:
            if any(label.level for label in document.labels):
                text = tuple(document.paragraphs)
                twins += [document.where or f"{corpus.path}: {document.id}"] if text in seen else []
                seen.add(text)
    if not twins:
        return []
    return [
        f"{_number(len(twins), 'document')} there a second time (the first at {twins[0]}): all copies are held out together, "
        "but each counts; take them out"
    ]


def _known(corpora: list[Corpus], old: Model | None) -> list[str]:
    learned = {corpus.get("digest") for corpus in old.content.get("corpora", [])} if old else set()
    known = [corpus.name for corpus in corpora if corpus.digest in learned]
    if not known:
        return []
    return [
        f"the older model has learned from {', '.join(known)}: the held-out figures are too good; "
        "refine it on articles it has not seen"
    ]


def _places(corpora: list[Corpus]) -> str:
    """Where the documents begin: file and line, of the first of several corpora."""
    places = [document.where for corpus in corpora for document in corpus.documents if document.where]
    first = places[0] if places else f"{corpora[0].path}:1"
    return first if len(corpora) == 1 else f"{first} (and {_number(len(corpora) - 1, 'more corpus', 'more corpora')})"


def _number(number: int, noun: str, many: str = "") -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {many or noun + 's'}"
