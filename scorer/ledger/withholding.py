"""What unnamed sources will not say: a refusal to tell more by somebody who is already talking is no reply (trap 1)."""

from __future__ import annotations

from scorer.text import Text
from scorer.types import Attribution, Cue, Span

_TALKING = frozenset({"anon_vague", "anon_described"})
_MORE = frozenset(["say", "tell", "specify", "detail", "elaborate", "describe", "name", "identify"])


def withhold(text: Text, cues: list[Cue], attributions: list[Attribution]) -> list[Cue]:
    """The cues, with ``resp.declined`` turned to ``anon.withheld`` where an unnamed source "declined to say how", in order.

    The source is told what it withholds.
    """
    unnamed = {one.cue.start: one.source for one in attributions if one.source and one.source.kind in _TALKING}
    if not unnamed:
        return cues
    settled: list[Cue] = []
    for cue in cues:
        source = unnamed.get(cue.start) if (cue.family, cue.label) == ("resp", "declined") else None
        if source and not _MORE.isdisjoint(text.folded[slice(*text.tokens(cue.start, cue.end))]):
            source.withheld.append(Span(cue.start, cue.end))
            cue = cue._replace(family="anon", label="withheld")
        settled.append(cue)
    return settled
