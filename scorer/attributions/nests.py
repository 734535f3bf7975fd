"""Attributions inside attributions: only the outermost is kept, with those it covers beside it."""

from __future__ import annotations

from typing import NamedTuple

from scorer.attributions.verbs import Range
from scorer.lexicon import Hit


class Find(NamedTuple):
    """An attribution in tokens, before it is turned into offsets."""

    cue: Range
    hit: Hit
    source: Range | None
    content: Range | None
    polarity: str
    order: str
    inner: tuple[Find, ...] = ()


def keep_outermost(finds: list[Find]) -> list[Find]:
    """Attributions whose cue lies in no other's content; a cue at the sentence's tail outranks what it covers."""
    tails = [find for find in finds if find.order in ("tail", "inverted", "according") and find.content]
    rest = _without_covered(finds, tails)
    return _without_covered(rest, [find for find in rest if find.content])


def _without_covered(finds: list[Find], owners: list[Find]) -> list[Find]:
    """Drop finds whose cue lies in the content of an owner, which keeps them as ``inner``. Linear."""
    owners = sorted(owners, key=lambda find: find.content or (0, 0))
    inner: dict[Range, list[Find]] = {}
    kept: list[Find] = []
    position = 0
    reach: Find | None = None
    for find in sorted(finds, key=lambda find: find.cue):
        while position < len(owners) and (owners[position].content or (0, 0))[0] <= find.cue[0]:
            if reach is None or (owners[position].content or (0, 0))[1] > (reach.content or (0, 0))[1]:
                reach = owners[position]
            position += 1
        if reach is not None and reach.cue != find.cue and _really_inside(find, reach.content):
            inner.setdefault(reach.cue, []).append(find)
        else:
            kept.append(find)
    return [find._replace(inner=(*find.inner, *inner[find.cue])) if find.cue in inner else find for find in kept]


def _really_inside(find: Find, owner: Range | None) -> bool:
    return owner is not None and owner[0] <= find.cue[0] and find.cue[1] <= owner[1]
