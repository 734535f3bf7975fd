"""How many words stand in stretches of a text: what begins with a letter or a digit is a word, and each counts once."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import accumulate
from operator import and_

from scorer.text import Text
from scorer.types import Span


class Lengths:
    """Words before every token, and words in direct speech, so that any stretch is measured without reading it again."""

    __slots__ = ("_quoted", "_text", "_words")

    def __init__(self, text: Text):
        self._text = text
        self._words: list[int] = [0, *accumulate(text.worded)]
        self._quoted: list[int] = [0, *accumulate(map(and_, text.worded, text.quoted))]

    @property
    def total(self) -> int:
        """Words of the whole text."""
        return self._words[-1]

    @property
    def total_quoted(self) -> int:
        """Words of the whole text in direct speech."""
        return self._quoted[-1]

    def between(self, start: int, end: int) -> int:
        """Words between two offsets."""
        first, last = self._text.tokens(start, end)
        return max(self._words[last] - self._words[first], 0)

    def words(self, spans: Iterable[Span]) -> int:
        """Words in any of these stretches."""
        return self._count(self._words, spans)

    def quoted(self, spans: Iterable[Span]) -> int:
        """Words in any of these stretches that are in direct speech."""
        return self._count(self._quoted, spans)

    def _count(self, before: list[int], spans: Iterable[Span]) -> int:
        found = 0
        for start, end in merge(spans):
            first, last = self._text.tokens(start, end)
            found += max(before[last] - before[first], 0)
        return found


def merge(spans: Iterable[Span]) -> list[Span]:
    """Stretches in order, those that touch or overlap made one."""
    ordered = sorted(spans)
    if len(ordered) < 2:
        return ordered
    merged: list[Span] = []
    begin, reached = ordered[0]
    for start, end in ordered:
        if start > reached:
            merged.append(Span(begin, reached))
            begin, reached = start, end
        elif end > reached:
            reached = end
    return [*merged, Span(begin, reached)]
