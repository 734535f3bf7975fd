"""What changed from one draft to the next: in its words, in its scores, and in who says what.

Paragraphs are aligned by their words. Sources are one by name or mention, or where they are credited with the same in
paragraphs that are one; so a source that was anonymous and is named now is seen.
"""

from __future__ import annotations

from typing import Any

from scorer.changes._paragraphs import SLIGHT, list_paragraphs, pair_paragraphs
from scorer.changes._sources import Identities
from scorer.changes._speech import compare_quotations, compare_replies
from scorer.types import Changes, ScoredDocument

_OF_ONE_DRAFT = frozenset({"top_source"})
"""Measures that mean nothing outside their draft: the numbers of sources."""


def find_changes(old: ScoredDocument, new: ScoredDocument) -> Changes:
    """All that changed from the old draft to the new."""
    pairs = pair_paragraphs(old, new)
    identities = Identities(old.annotated, new.annotated, pairs)
    return Changes(
        old,
        new,
        tuple(list_paragraphs(old, new, pairs)),
        tuple(identities.list_changes()),
        tuple(compare_replies(old.annotated, new.annotated, identities)),
        tuple(compare_quotations(old.annotated, new.annotated, identities)),
        _compare_measures(old.measures, new.measures),
    )


def _compare_measures(old: dict[str, Any], new: dict[str, Any]) -> dict[str, tuple[Any, Any]]:
    return {
        name: (old.get(name), new.get(name))
        for name in {**old, **new}
        if old.get(name) != new.get(name) and name not in _OF_ONE_DRAFT
    }


__all__ = ["SLIGHT", "find_changes"]
