"""What was said: the content beside a cue, direct, indirect or mixed, as token ranges (end exclusive).

Conventions are PolNeAR's: quotation marks belong to the content, "that" and the final stop do not, and of a
split content the longest fragment stands for it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from scorer.attributions.grammar import (
    CLAUSE_OPENERS,
    COMMA,
    CONJUNCTIONS,
    DAYS,
    DETERMINERS,
    INDIRECT,
    MARKS,
    PLACES_OF_SPEECH,
    PREPOSITIONS,
    PRONOUNS,
    QUOTE_MARKS,
    STOPS,
    TIME_PREPOSITIONS,
    TIMES,
    is_adverb,
    is_capitalised,
)
from scorer.attributions.noun_phrases import Range
from scorer.text import Quotation, Text

_HEARERS = frozenset("me him her them us you reporters journalists lawmakers everyone people".split())
_PARTICIPLES = frozenset("according adding saying citing noting calling arguing telling warning".split())
_LOOK_AHEAD = 16
_NOWHERE = 1 << 60


def _from(places: list[int], start: int) -> int:
    """The first of sorted places from ``start`` on."""
    at = bisect_left(places, start)
    return places[at] if at < len(places) else _NOWHERE


class Contents:
    """Finds contents in one text; ``cues`` are the token indices at which a cue begins."""

    def __init__(self, text: Text, cues: set[int]):
        self.text = text
        self.folded = text.folded
        self.cues = cues
        self._firsts = [stretch.first for stretch in text.quotations]
        marks = [at for at, token in enumerate(text.folded) if token in (COMMA, ";") and not text.quoted[at]]
        self._semicolons = [at for at in marks if self.folded[at] == ";"]
        self._commas = [at for at in marks if self.folded[at] == COMMA and self._hands_over(at)]
        self._joints = sorted(at - 1 for at in cues if at and self.folded[at - 1] in CONJUNCTIONS and not text.quoted[at - 1])

    def quotation_at(self, at: int) -> Quotation | None:
        """The quotation stretch that holds token ``at``."""
        index = bisect_right(self._firsts, at) - 1
        if index < 0:
            return None
        stretch = self.text.quotations[index]
        return stretch if stretch.first <= at < stretch.last else None

    def after(self, last: int, high: int, verb: str) -> Range | None:
        """The content that follows a cue ending before token ``last``, in a sentence that ends at ``high``."""
        start = self.start_after(last, high, verb)
        if start >= high or (self.folded[start] in STOPS):
            return self.next_quotation(start, high)
        stretch = self.quotation_at(start)
        if stretch and stretch.first == start and self._whole(stretch):
            return (stretch.first, stretch.last)
        end = self._clause_end(start, high)
        return (start, end) if end > start else None

    def next_quotation(self, at: int, high: int) -> Range | None:
        """A quotation that opens right behind the stop that ends a cue's sentence: ``…, he said. "…"``."""
        paragraph_end = self.text.paragraph_tokens(self.text.paragraph_of[max(at - 1, 0)])[1]
        while at < paragraph_end and self.folded[at] in STOPS:
            at += 1
        stretch = self.quotation_at(at) if at < paragraph_end else None
        return (stretch.first, stretch.last) if stretch and stretch.first == at else None

    def _whole(self, stretch: Quotation) -> bool:
        """Whether a quotation is an utterance of its own, not words within a clause."""
        inside = self.folded[stretch.last - 2] if stretch.last - 2 > stretch.first else ""
        following = self.folded[stretch.last] if stretch.last < len(self.folded) else "\n"
        return not stretch.closed or inside in MARKS or following in STOPS

    def start_after(self, last: int, high: int, verb: str) -> int:
        """Where the content begins: past hearer, time, place of speech, "that", comma and colon."""
        at = self._past_circumstance(self.hearer_end(last, high, verb), high)
        while at < high and (self.folded[at] in ("that", COMMA, ":") or (self.folded[at] == "--" and at + 1 < high)):
            at += 1
        return at

    def hearer_end(self, at: int, high: int, verb: str) -> int:
        """Past the hearer that verbs such as "told" name first."""
        return self._past_hearer(at, high) if verb in INDIRECT else at

    def _past_hearer(self, at: int, high: int) -> int:
        if at < high and self.folded[at] in _HEARERS:
            return at + 1
        start = at
        while at < high and at - start < 12:
            token = self.folded[at]
            if (
                token in ("that", COMMA, ":", "to", "in", "on", "during", "at", "last", "how", "why", "what", "about")
                or token in QUOTE_MARKS
            ):
                return at
            if token in STOPS or token in ("“", "‘"):
                return at
            if at > start and self.folded[at - 1] not in PREPOSITIONS and self.folded[at - 1] not in DETERMINERS:
                if token in PRONOUNS or token in DETERMINERS or token in TIMES:
                    return at
                if is_capitalised(self.text.words[at]) and not is_capitalised(self.text.words[at - 1]):
                    return at
            at += 1
        return start

    def _past_circumstance(self, at: int, high: int) -> int:
        """Past "on Monday", "last week", "in a statement", "during an interview with CNN"."""
        if at >= high:
            return at
        token = self.folded[at]
        while at < high and is_adverb(self.folded[at]) and at + 1 < high and self.folded[at + 1] in ("that", COMMA, "on", "in"):
            at += 1
            token = self.folded[at]
        timed = token in DAYS or (token in TIMES and at + 1 < high and self.folded[at + 1] in TIMES)
        spoken = token in TIME_PREPOSITIONS | {"by", "to", "of", "through", "via"} and at + 1 < high
        if not timed and not spoken:
            return at
        limit = min(high, at + _LOOK_AHEAD)
        for index in range(at, limit):
            token = self.folded[index]
            if token == "that" and index > at + (not timed):
                return index + 1
            if (token in QUOTE_MARKS or token in ("“", "‘")) and self.quotation_at(index):
                return index
            if token in (":", COMMA) and index > at:
                return index + 1 if token == ":" or self._circumstantial(at, index) else at
            if token in STOPS:
                return index if self._circumstantial(at, index) else at
        if timed:
            while at < high and self.folded[at] in TIMES:
                at += 1
            return at
        if self.folded[at + 1] in TIMES:
            at += 1
            while at < high and self.folded[at] in TIMES | {"the"}:
                at += 1
        return at

    def _circumstantial(self, first: int, last: int) -> bool:
        tokens = self.folded[first:last]
        return any(token in TIMES or token in PLACES_OF_SPEECH or token.isdigit() for token in tokens)

    def _clause_end(self, start: int, high: int) -> int:
        """Where an indirect content ends: at the sentence's stop, or where another cue takes over."""
        at = min(high, _from(self._semicolons, start), _from(self._commas, start + 2))
        if not self._infinitive(start):
            at = min(at, _from(self._joints, start + 1))
        while at > start and self.folded[at - 1] in (".", "!", "?", COMMA) and not self._in_quotation(at - 1):
            at -= 1
        return at

    def _hands_over(self, comma: int) -> bool:
        """Whether another cue takes over behind a comma."""
        following = self.folded[comma + 1]
        high = self.text.sentence_tokens(comma)[1]
        if comma + 1 >= high:
            return False
        if following in _PARTICIPLES or comma + 1 in self.cues:
            return True
        if comma + 2 not in self.cues:
            return False
        return following in ("has", "have", "had") or (following in CONJUNCTIONS and comma + 2 < high)

    def _infinitive(self, start: int) -> bool:
        return self.folded[start] == "to"

    def _in_quotation(self, at: int) -> bool:
        return bool(self.text.quoted[at])

    def before(self, end: int, low: int) -> Range | None:
        """The content that stands before a subject or an inverted verb at token ``end``."""
        at = end
        while at > low and (self.folded[at - 1] == COMMA or self.folded[at - 1] == "--") and not self.text.quoted[at - 1]:
            at -= 1
        if at and (stretch := self.quotation_at(at - 1)) and stretch.last == at:
            start = stretch.first
            if start <= low or self._sentence_opens(start, low):
                return (start, stretch.last)
            return (self._trim(low, start), at)
        if at == end or at <= low:
            return None
        start = self._trim(low, at)
        return (start, at) if at - start >= 1 else None

    def _sentence_opens(self, start: int, low: int) -> bool:
        """Whether only a word or two stand between the sentence's begin and its quotation."""
        return start - low <= 1 and all(self.folded[at] in CONJUNCTIONS | CLAUSE_OPENERS | MARKS for at in range(low, start))

    def _trim(self, low: int, high: int) -> int:
        while low < high - 1 and (self.folded[low] in CONJUNCTIONS or self.folded[low] in (COMMA, ";", ":", "--")):
            low += 1
        return low

    def longest(self, one: Range | None, other: Range | None) -> Range | None:
        """Of two fragments the one with more characters."""
        if not one or not other:
            return one or other
        return max(one, other, key=lambda part: self.text.ends[part[1] - 1] - self.text.starts[part[0]])
