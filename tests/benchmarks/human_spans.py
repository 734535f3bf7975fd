"""Human attribution spans in place of ours: the attributions that people marked, as the pipeline's own finds.

Only the joining of source, cue and content is replaced; kinds, ledger, cues and features are ours, so that the difference tells
how much of what is wrong comes from finding who says what.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

from scorer.attributions.finder import FAMILY
from scorer.attributions.kinds import Kinds
from scorer.attributions.nests import Find, keep_outermost
from scorer.dataset import joined
from scorer.lexicon import Hit, Phrase
from scorer.text import Text

Range = tuple[int, int]
_NONE: frozenset[str] = frozenset()
_MARKED = Phrase(FAMILY, "neutral", "marked", (), 1.0, False, False, _NONE, _NONE, _NONE, _NONE)


class MarkedArticles:
    """Articles with marked attributions (PolNeAR form), found again by their text."""

    def __init__(self, articles: list[dict[str, Any]]):
        self._marked = {joined(article["paragraphs"])[0]: _extents(article) for article in articles}

    def covers(self, paragraphs: list[str]) -> bool:
        """Whether all of a labelled document is marked."""
        return joined(paragraphs)[0] in self._marked

    @contextmanager
    def in_place_of_ours(self) -> Iterator[None]:
        """While this holds the pipeline takes the marked attributions of these articles for its own."""
        from scorer.pipeline import find_attributions

        def finds(text: Text, hits: list[Hit], kinds: Kinds, **options: Any) -> list[Find]:
            marked = self._marked.get(text.document.text)
            return find_attributions(text, hits, kinds, **options) if marked is None else _finds(text, hits, marked)

        with patch("scorer.pipeline.find_attributions", finds):
            yield


def _extents(article: dict[str, Any]) -> list[dict[str, Range | None]]:
    """Of every attribution the longest piece of each role, in characters of the joined text."""
    starts = [start for start, _ in joined(article["paragraphs"])[1]]
    found = []
    for one in article["attributions"]:
        extents: dict[str, Range | None] = {}
        for role in ("source", "cue", "content"):
            pieces = one.get(role) or []
            paragraph, start, end = max(pieces, key=lambda piece: piece[2] - piece[1])[:3] if pieces else (0, 0, 0)
            extents[role] = (starts[paragraph] + start, starts[paragraph] + end) if pieces else None
        if extents["cue"]:
            found.append(extents)
    return sorted(found, key=lambda extents: extents["cue"] or (0, 0))


def _finds(text: Text, hits: list[Hit], marked: list[dict[str, Range | None]]) -> list[Find]:
    beginnings = [text.span(at, at + 1).start for at in range(len(text))]
    ours = {at: hit for hit in hits if hit.phrase.family == FAMILY for at in range(hit.first, hit.last)}
    finds = []
    for extents in marked:
        cue, source, content = (_tokens(beginnings, extents[role]) for role in ("cue", "source", "content"))
        if cue is None:
            continue
        hit = next((ours[at] for at in range(*cue) if at in ours), Hit(*cue, _MARKED))
        finds.append(Find(cue, hit, source, content, "asserted", _order(cue, source, content)))
    return keep_outermost(finds)


def _tokens(beginnings: list[int], extent: Range | None) -> Range | None:
    if extent is None:
        return None
    first, last = bisect_right(beginnings, extent[0]) - 1, bisect_left(beginnings, extent[1])
    return (max(first, 0), last) if last > first else None


def _order(cue: Range, source: Range | None, content: Range | None) -> str:
    """The shape as the finder would call it."""
    if source is None:
        return "passive"
    if content is None or content[0] > cue[0]:
        return "subject"
    return "tail" if source[0] < cue[0] else "inverted"
