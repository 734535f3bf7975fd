"""How many words stand in stretches of a text: what begins with a letter or a digit is a word, and each counts once."""

from __future__ import annotations

from collections.abc import Iterable

from scorer.text import Text
from scorer.types import Span


class Lengths:
    """How many words, and how many in direct speech, a text and its stretches have; both marked by one byte a token."""

    __slots__ = ("_quoted", "_text", "_words")

    def __init__(self, text: Text):
        self._text = text
        self._words = text.worded
        quoted = int.from_bytes(text.worded, "big") & int.from_bytes(text.quoted, "big")
        self._quoted = quoted.to_bytes(len(text), "big")

    @property
    def total(self) -> int:
        """Words of the whole text."""
        return self._words.count(1)

    @property
    def total_quoted(self) -> int:
        """Words of the whole text in direct speech."""
        return self._quoted.count(1)

    def between(self, start: int, end: int) -> int:
        """Words between two offsets."""
        first, last = self._text.tokens(start, end)
        return self._words.count(1, first, last)

    def words(self, spans: Iterable[Span]) -> int:
        """Words in any of these stretches."""
        return self._count(self._words, spans)

    def quoted(self, spans: Iterable[Span]) -> int:
        """Words in any of these stretches that are in direct speech."""
        return self._count(self._quoted, spans)

    def _count(self, marked: bytes, spans: Iterable[Span]) -> int:
        found = 0
        for start, end in merge(spans):
            first, last = self._text.tokens(start, end)
            found += marked.count(1, first, last)
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
