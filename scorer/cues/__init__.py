"""Cue families, one module each: seed phrases with guards, and detectors for what is structure.

A family's module may define ``weigh(hit, text) -> float``, the probability that this hit is a cue (0 drops it; default
the weight of its seed), and ``detect(text) -> list[Cue]`` for cues that no phrase can find.
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
_CLAUSE_EDGES = frozenset(',;:."()')


def find_cues(text: Text, hits: list[Hit]) -> list[Cue]:
    """Every cue of every family, guarded, weighed and arbitrated, by start."""
    families = members("scorer.cues")
    weighing = {name: family.weigh for name, family in families.items() if hasattr(family, "weigh")}
    found: list[tuple[Cue, int, int]] = []
    for hit in hits:
        weigh = weighing.get(hit.phrase.family)
        weight = weigh(hit, text) if weigh else hit.phrase.weight
        if weight > 0:
            found.append((_cue(hit, text, weight), hit.first, hit.last))
    cues = _arbitrate(found)
    for family in families.values():
        if hasattr(family, "detect"):
            cues.extend(family.detect(text))
    cues.sort()
    return cues


def _cue(hit: Hit, text: Text, weight: float) -> Cue:
    return Cue(
        text.starts[hit.first],
        text.ends[hit.last - 1],
        hit.phrase.family,
        hit.phrase.label,
        weight,
        bool(text.quoted[hit.first]),
        _negated(hit.first, text.folded),
    )


def _negated(first: int, folded: list[str]) -> bool:
    for at in range(first - 1, max(first - 1 - _NEGATION_REACH, -1), -1):
        token = folded[at]
        if token in _NEGATORS:
            return True
        if token in _CLAUSE_EDGES or token == "\n":
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
    """Overlaps settled: longest span first, then the order of families, then the surer cue, then the earlier label."""
    groups, order = _ranks()

    def strength(item: tuple[Cue, int, int]) -> tuple[int, int, float, str]:
        cue, first, last = item
        return (first - last, order.get(cue.family, 99), -cue.weight, cue.label)

    taken: dict[str, set[int]] = {}
    kept: list[Cue] = []
    for cue, first, last in sorted(found, key=strength):
        held = taken.setdefault(groups.get(cue.family, cue.family), set())
        if held.isdisjoint(range(first, last)):
            held.update(range(first, last))
            kept.append(cue)
    return kept


def span_of(cue: Cue) -> Span:
    """The words of a cue as a span."""
    return Span(cue.start, cue.end)
