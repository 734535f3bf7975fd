"""Cue families, one module each: seed phrases with guards, and detectors for what is structure.

A family's module may define ``weigh(hit, text) -> float``, the probability that this hit is a cue (0 drops it; default
the weight of its seed), ``settle(cue, hit, text) -> Cue`` where the context also decides the label or a negation, and
``detect(text) -> list[Cue]`` for cues that no phrase can find.
"""

from __future__ import annotations

from functools import cache

from scorer.discover import members
from scorer.lexicon import Hit
from scorer.resources import folder
from scorer.text import Text
from scorer.types import Cue, Span

_NEGATORS = frozenset(
    """
    not n't never no neither nor without hardly cannot can't didn't doesn't don't hasn't haven't hadn't isn't wasn't
    aren't weren't won't wouldn't couldn't shouldn't
    """.split()
)  # fmt: skip
_NEGATION_REACH = 3
_CLAUSE_EDGES = frozenset(',;:."()\n')
_UNGUARDED = (None, None)


def find_cues(text: Text, hits: list[Hit]) -> list[Cue]:
    """Every cue of every family, guarded, weighed and arbitrated, by start."""
    families = members("scorer.cues")
    guards = {name: (getattr(family, "weigh", None), getattr(family, "settle", None)) for name, family in families.items()}
    found: list[tuple[Cue, int, int]] = []
    for hit in hits:
        first, last, phrase = hit
        weigh, settle = guards.get(phrase.family, _UNGUARDED)
        weight = weigh(hit, text) if weigh else phrase.weight
        if weight > 0:
            cue = _cue(hit, text, weight)
            found.append((settle(cue, hit, text) if settle else cue, first, last))
    cues = _arbitrate(found)
    for family in families.values():
        if hasattr(family, "detect"):
            cues.extend(family.detect(text))
    cues.sort()
    return cues


def _cue(hit: Hit, text: Text, weight: float) -> Cue:
    first, last, phrase = hit
    return Cue(
        text.starts[first],
        text.ends[last - 1],
        phrase.family,
        phrase.label,
        weight,
        bool(text.quoted[first]),
        _negated(first, text.folded),
    )


def _negated(first: int, folded: list[str]) -> bool:
    before = folded[max(first - _NEGATION_REACH, 0) : first]
    if _NEGATORS.isdisjoint(before):
        return False
    for token in reversed(before):
        if token in _NEGATORS:
            return True
        if token in _CLAUSE_EDGES:
            return False
    return False


@cache
def _ranks() -> tuple[dict[str, str], dict[str, int]]:
    """The group of each competing family, and its place in the order."""
    groups: dict[str, str] = {}
    order: dict[str, int] = {}
    for line in (folder("seeds") / "order.txt").read_text("utf-8").splitlines():
        for family in line.partition("#")[0].split():
            groups[family] = line
            order[family] = len(order)
    return groups, order


def _arbitrate(found: list[tuple[Cue, int, int]]) -> list[Cue]:
    """Overlaps within a group settled; ``found`` is by start."""
    groups, _ = _ranks()
    clusters: list[list[tuple[Cue, int, int]]] = []
    latest: dict[str, list[tuple[Cue, int, int]]] = {}
    reach: dict[str, int] = {}
    for item in found:
        cue, first, last = item
        group = groups.get(cue.family, cue.family)
        if first >= reach.get(group, 0):
            latest[group] = [item]
            clusters.append(latest[group])
            reach[group] = last
        else:
            latest[group].append(item)
            reach[group] = max(reach[group], last)
    return [cue for rivals in clusters for cue in (_strongest(rivals) if len(rivals) > 1 else [rivals[0][0]])]


def _strongest(rivals: list[tuple[Cue, int, int]]) -> list[Cue]:
    """Of cues that overlap: longest span first, then the order of families, then the surer cue, then the earlier label."""
    _, order = _ranks()

    def strength(item: tuple[Cue, int, int]) -> tuple[int, int, float, str]:
        cue, first, last = item
        return (first - last, order.get(cue.family, 99), -cue.weight, cue.label)

    held: set[int] = set()
    kept: list[Cue] = []
    for cue, first, last in sorted(rivals, key=strength):
        if held.isdisjoint(range(first, last)):
            held.update(range(first, last))
            kept.append(cue)
    return kept


def span_of(cue: Cue) -> Span:
    """The words of a cue as a span."""
    return Span(cue.start, cue.end)
