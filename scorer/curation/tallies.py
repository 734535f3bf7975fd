"""How many there are of what: levels by genre, corpus and part, and kinds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from scorer.corpora import LabelledDocument
from scorer.curation.parts import Part
from scorer.types import KINDS, LEVELS

UNLABELLED = "(none)"


def count_classes(parts: Sequence[Part]) -> dict[str, Any]:
    """Documents, paragraphs, and paragraphs by ``level``, ``kind``, and level within each ``genre``, ``corpus`` and ``part``."""
    documents = [document for part in parts for document in part.documents]
    levels = Counter(_levels(documents))
    kinds = Counter(label.kind for document in documents for label in document.labels if label.kind)
    return {
        "documents": len(documents),
        "read_twice": sum(bool(document.second) for document in documents),
        "paragraphs": sum(len(document.paragraphs) for document in documents),
        "level": _in_order(levels),
        "kind": {kind: kinds[kind] for kind in (*KINDS, *sorted(kinds.keys() - set(KINDS))) if kinds[kind]},
        "genre": _by((document.genre or UNLABELLED, document) for document in documents),
        "corpus": _by((document.corpus or UNLABELLED, document) for document in documents),
        "part": _by((part.name, document) for part in parts for document in part.documents),
    }


def _levels(documents: Iterable[LabelledDocument]) -> Iterator[str]:
    return (label.level or UNLABELLED for document in documents for label in document.labels)


def _by(named: Iterable[tuple[str, LabelledDocument]]) -> dict[str, dict[str, int]]:
    tables: dict[str, Counter[str]] = {}
    for name, document in named:
        tables.setdefault(name, Counter()).update(_levels([document]))
    return {name: _in_order(tables[name]) for name in sorted(tables)}


def _in_order(levels: Counter[str]) -> dict[str, int]:
    """All levels, zeros too, then whatever else there is."""
    return {level: levels[level] for level in (*LEVELS, *sorted(levels.keys() - set(LEVELS)))}
