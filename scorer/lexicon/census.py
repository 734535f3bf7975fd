"""How many seed phrases of each label occur in real texts, so that nobody pads the lists."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from scorer.lexicon import find_hits, phrases, shipped
from scorer.text import Text
from scorer.types import Document


class Tally(NamedTuple):
    """One label: how many entries it has, how many of them occur in the texts, and how often in all."""

    family: str
    label: str
    entries: int
    firing: int
    hits: int


def count_seeds(documents: Iterable[Document] = ()) -> list[Tally]:
    """A tally of every label, families and labels in alphabetical order. A hit is one of words, before guards of context."""
    automaton = shipped()
    hits: Counter[str] = Counter()
    for document in documents:
        text = Text(document)
        hits.update(hit.phrase.source for hit in find_hits(automaton, text.words, text.folded))
    labels: dict[tuple[str, str], list[str]] = {}
    for phrase in phrases():
        labels.setdefault((phrase.family, phrase.label), []).append(phrase.source)
    return [
        Tally(family, label, len(sources), sum(source in hits for source in sources), sum(hits[source] for source in sources))
        for (family, label), sources in sorted(labels.items())
    ]
