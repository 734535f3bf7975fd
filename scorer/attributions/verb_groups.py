"""What may lead up to a verb of speech: readiness, going on, and a time between "have" and its participle."""

from __future__ import annotations

from scorer.attributions.grammar import AUXILIARIES, MARKS, TIME_PREPOSITIONS, is_adverb

_READY = frozenset(
    """
    quick keen careful eager fast forced obliged compelled happy proud slow swift anxious glad surprised
    """.split()
)
_GOING_ON = frozenset(
    """
    continue continues continued like likes liked love loves began begun begin begins rushed rush hastened hasten tend
    tends tended came come comes used
    """.split()
)
"""What may lead up to a verb of speech with "to" between."""
_SPANS = frozenset("past days weeks months years private public interviews recently statements".split())
"""Last words of a time or place that stands between "have" and its verb."""
_SPANNING = TIME_PREPOSITIONS | {"for", "over"}


def past_span(folded: list[str], first: int, low: int) -> int:
    """Left over what leads up to a verb: "are quick to", "have been forced to", "continue to", "have in the past"."""
    before = folded[first - 2 : first] if first - 2 > low else []
    if before[1:] == ["to"]:
        if before[0] in _GOING_ON or before[0] in ("had", "has", "have"):
            return first - 2
        held = folded[first - 3]
        if before[0] in _READY and (held in AUXILIARIES or is_adverb(held)):
            return first - 2
        if before[0] == "pains" and held == "at":
            return first - 3
    if before and folded[first - 1] in _SPANS:
        for at in range(first - 2, max(low, first - 6), -1):
            if folded[at] in MARKS:
                break
            if folded[at] in ("have", "has", "had") and folded[at + 1] in _SPANNING:
                return at + 1
    return first
