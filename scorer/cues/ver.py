"""Guards for verification: what ought to be verified has not been."""

from __future__ import annotations

from scorer.lexicon import Hit
from scorer.text import Text

_WANTED = frozenset("must should to can could would will may might needs if whether unless until cannot".split())
_SHOWN = frozenset(("independent", "corroborated", "documents_seen"))


def weigh(hit: Hit, text: Text) -> float:
    """The probability that the words hit tell of a check done, or of one that failed."""
    weight = hit.phrase.weight
    if hit.phrase.label in _SHOWN:
        for at in range(hit.first - 1, max(hit.first - 4, -1), -1):
            token = text.folded[at]
            if token in _WANTED:
                return weight * 0.45
            if not token[:1].isalnum():
                break
    return weight
