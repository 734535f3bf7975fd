"""Which seed hits of family ``cue`` may carry an attribution: one a place, cut to what PolNeAR would mark as its cue."""

from __future__ import annotations

from scorer.attributions.grammar import TIMES
from scorer.lexicon import Hit
from scorer.lexicon.patterns import Gap
from scorer.text import Text


def pick_cue_hits(text: Text, hits: list[Hit]) -> list[Hit]:
    """One cue hit a place: the longest, but a sure verb alone ("said") before "said on Monday"; no "that" at its end."""
    chosen: list[Hit] = []
    folded, total = text.folded, len(text)
    for hit in sorted(hits, key=lambda hit: (hit.first, -hit.last, -hit.phrase.weight)):
        if (
            folded[hit.first] in _SUBJECT_INSIDE
            or (text.capitals[hit.first] and _in_name(text, hit))
            or (hit.last < total and folded[hit.last] in _REFLEXIVES)
        ):
            continue
        if chosen and hit.first < chosen[-1].last:
            alone = hit.first == chosen[-1].first and hit.last == hit.first + 1 and hit.phrase.weight >= _SURE
            if alone and folded[chosen[-1].last - 1] != "statement":
                chosen[-1] = hit
            continue
        chosen.append(_tightened(text, hit))
    return chosen


def _in_name(text: Text, hit: Hit) -> bool:
    """Whether a doubtful cue is part of a name: capitals on both sides of it."""
    at = hit.first
    return (
        hit.phrase.weight < _SURE
        and 0 < at < len(text) - 1
        and all(text.capitals[at - 1 : at + 2])
        and text.sentence_of[at - 1] == text.sentence_of[at + 1]
    )


def _tightened(text: Text, hit: Hit) -> Hit:
    """A cue without what belongs to the content: "that", an article, and all behind the verb of "accused X of"."""
    if hit.last - hit.first == 1 or hit.phrase.label == "according":
        return hit
    if any(isinstance(element, Gap) for element in hit.phrase.elements):
        return hit._replace(last=hit.first + 1)
    first, last = hit.first, hit.last
    if last - 2 > first and text.folded[last - 2 : last] in (["to", "have"], ["to", "be"]):
        last -= 2
    while last - 1 > first and text.folded[last - 1] in _LOOSE_ENDS:
        last -= 1
    while last - 1 > first and text.folded[last - 1] in TIMES:
        last -= 1
    if last - 1 > first and text.folded[last - 1] in ("on", "in") and last < len(text) and text.folded[last] in TIMES:
        last -= 1
    while last - 1 > first and text.folded[first] in _BE:
        first += 1
    return hit if (first, last) == (hit.first, hit.last) else hit._replace(first=first, last=last)


_SURE = 0.8
_BE = frozenset("is was are were be been being".split())
_REFLEXIVES = frozenset(["itself", "himself", "herself", "themselves", "myself"])
_SUBJECT_INSIDE = frozenset("as so thus the a an this that these those his her its their 's".split())
_LOOSE_ENDS = frozenset("that to the a an him her them himself herself themselves his its their how he she they".split())
