"""Contents handed to a source by a phrase: "according to X", "in X's words", "in the view of X"."""

from __future__ import annotations

from collections.abc import Iterator

from scorer.attributions.contents import Contents
from scorer.attributions.grammar import COMMA, CONJUNCTIONS, MARKS
from scorer.attributions.nests import Find
from scorer.attributions.noun_phrases import Phrases
from scorer.attributions.verbs import Range
from scorer.lexicon import Hit, Phrase
from scorer.text import Text

_NONE: frozenset[str] = frozenset()
FRAME = Hit(0, 0, Phrase("cue", "according", "in X's words", (), 0.8, False, False, _NONE, _NONE, _NONE, _NONE))
"""The cue of "in X's words": its phrase stands around the source."""
_FRAMES = frozenset("words view opinion telling account estimation judgment judgement reckoning phrase assessment".split())
_GENITIVES = frozenset(["'s", "'", "’"])
_LONGEST = 8
_WITHIN = 60
_BETWEEN = CONJUNCTIONS | MARKS


class Frames:
    """Finds phrases that hand a content over in one text."""

    def __init__(self, text: Text, phrases: Phrases, contents: Contents):
        self.text = text
        self.folded = text.folded
        self.phrases = phrases
        self.contents = contents

    def according(self, hit: Hit, low: int, high: int, polarity: str) -> Find | None:
        """``according to X, …`` and ``…, according to X``."""
        fronted = self._fronted(hit.first, low)
        source = self.phrases.after(hit.last, high, apposition=not fronted)
        if source is None:
            return None
        content = self._content(hit.first, source[1], self._bracket(hit.first, low), high, fronted)
        return Find((hit.first, hit.last), hit, source, content, polarity, "according")

    def _bracket(self, first: int, low: int) -> int:
        """Where a bracket left open before a phrase begins, which holds all that the phrase hands over; else the sentence."""
        for at in range(first - 1, max(low, first - _WITHIN) - 1, -1):
            if self.folded[at] in ")]":
                break
            if self.folded[at] in "([":
                return at + 1
        return low

    def worded(self) -> Iterator[Find]:
        """``in X's words, …``, ``…, in X's view``."""
        genitives = [at for at in self.contents.clauses.marks if self.folded[at] in _GENITIVES and at]
        for at in [genitive + 1 for genitive in genitives if self.folded[genitive + 1] in _FRAMES]:
            if self.text.quoted[at]:
                continue
            low, high = self.text.sentence_tokens(at)
            first = self._preposition(at - 1, low)
            if first is None or (at + 1 < high and self.folded[at + 1] not in MARKS):
                continue
            fronted = self._fronted(first, low)
            content = self._content(first, at + 1, low, high, fronted)
            if content:
                yield Find((at, at + 1), FRAME, (first + 1, at - 1), content, "asserted", "according")

    def _preposition(self, end: int, low: int) -> int | None:
        """The "in" or "by" that opens a phrase whose genitive ends at token ``end``, set off from its sentence."""
        for at in range(end - 2, max(low, end - _LONGEST) - 1, -1):
            if self.folded[at] in MARKS:
                return None
            if self.folded[at] in ("in", "by"):
                return at if self._fronted(at, low) or self.folded[at - 1] == COMMA else None
        return None

    def _fronted(self, first: int, low: int) -> bool:
        return first == low or (self.folded[first - 1] in MARKS and first - 1 == low)

    def _content(self, first: int, end: int, low: int, high: int, fronted: bool) -> Range | None:
        """What a phrase hands over: at the head of a sentence what follows it, else the longer side."""
        closed = end < high and self.folded[end] == COMMA
        after = end + closed
        if fronted:
            return self.contents.after(after, high, "")
        content = self.contents.before(first, low) or self._left(first, low)
        if closed and after < high:
            content = self.contents.longest(content, self.contents.after(after, high, ""))
        return content

    def _left(self, end: int, low: int) -> Range | None:
        start = low
        while start < end and self.folded[start] in _BETWEEN:
            start += 1
        return (start, end) if start < end else None
