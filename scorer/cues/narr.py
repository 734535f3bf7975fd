"""Guards for the narrator's own voice: nothing inside quotation marks, and less where a sentence names its source."""

from __future__ import annotations

from scorer.lexicon import Hit
from scorer.text import Text

_SOURCED = frozenset(
    """
    said says say told tells according added wrote argued argues warned testified noted estimated estimates reported
    reports announced found stated explained predicted insisted claimed recalled acknowledged believes believe poll
    survey study census bureau figures
    """.split()
)
_SHARE = {"analysis": 0.6, "stat_unsourced": 0.45, "public_record": 0.9, "scene": 0.9}
_REACH = 60
_FAINT = 0.35
"""Below this a cue is dropped, lest it stand in the way of a hedge inside it."""


def weigh(hit: Hit, text: Text) -> float:
    """The probability that the narrator says these words alone."""
    if text.quoted[hit.first]:
        return 0.0
    first, last = text.sentence_tokens(hit.first)
    if _SOURCED.isdisjoint(text.folded[max(first, hit.first - _REACH) : min(last, hit.first + _REACH)]):
        return hit.phrase.weight
    weight = hit.phrase.weight * _SHARE.get(hit.phrase.label, 1.0)
    return weight if weight >= _FAINT else 0.0
