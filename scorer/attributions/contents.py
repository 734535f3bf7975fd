"""What was said: the content beside a cue, direct, indirect or mixed, as token ranges (end exclusive).

Conventions are PolNeAR's: quotation marks belong to the content, "that" and the final stop do not, and of a
split content the longest fragment stands for it.
"""

from __future__ import annotations

from bisect import bisect_right

from scorer.attributions.clauses import Clauses
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
)
from scorer.attributions.verbs import Range
from scorer.text import Quotation, Text

_BEHIND_ADVERBS = frozenset(["that", COMMA, "on", "in"])
_HEARERS = frozenset("me him her them us you reporters journalists lawmakers everyone people".split())
_LOOK_AHEAD = 16
_OWN_CUE = 7
_BEHIND_HEARERS = QUOTE_MARKS | frozenset(
    "that , : to in on during at last how why what about if whether who whom when which".split()
)
_GOVERNED = frozenset(["of", "for", "against", "about", "as", "on", "at"])
_PLAIN = frozenset("said says say saying told wrote writes write added adds adding stated tweeted".split())
_BEFORE_SPEECH = TIME_PREPOSITIONS | {"by", "to", "of", "through", "via"}
_TIMES_AND_THE = TIMES | {"the"}
_NO_CONTENT = CONJUNCTIONS | CLAUSE_OPENERS | MARKS


class Contents:
    """Finds contents in one text; ``cues`` are the token indices at which a cue begins."""

    def __init__(self, text: Text, cues: set[int]):
        self.text = text
        self.folded = text.folded
        self.cues = cues
        self._firsts = [stretch.first for stretch in text.quotations]
        self.clauses = Clauses(text, cues)

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
        if stretch is None or stretch.first != at or self._has_own_cue(stretch.last, paragraph_end):
            return None
        return (stretch.first, stretch.last)

    def _has_own_cue(self, at: int, end: int) -> bool:
        """Whether a quotation is followed by a cue of its own: ``"…," she said``."""
        for index in range(at, min(at + _OWN_CUE, end)):
            if self.folded[index] in STOPS or self.text.quoted[index]:
                return False
            if index in self.cues:
                return True
        return False

    def _whole(self, stretch: Quotation) -> bool:
        """Whether a quotation is an utterance of its own, not words within a clause."""
        inside = self.folded[stretch.last - 2] if stretch.last - 2 > stretch.first else ""
        following = self.folded[stretch.last] if stretch.last < len(self.folded) else "\n"
        return not stretch.closed or inside in MARKS or following in STOPS

    def start_after(self, last: int, high: int, verb: str) -> int:
        """Where the content begins: past hearer, time, place of speech, "that", comma and colon."""
        at = self._past_circumstance(self.hearer_end(last, high, verb), high)
        if at == last and verb not in _PLAIN and self._governed(at, high):
            at += 1
        if verb in ("quoted", "cited") and at < high and not {"in", "on", "by", "as"}.isdisjoint(self.folded[at - 1 : at + 1]):
            at = self._past_saying(at, high)
        if self._demonstrative(at, high):
            return at
        while at < high and (self.folded[at] in ("that", COMMA, ":") or (self.folded[at] == "--" and at + 1 < high)):
            at += 1
        return at

    def _past_saying(self, at: int, high: int) -> int:
        """Past "as saying" in "quoted in the Courier as saying"."""
        for index in range(at, min(high - 1, at + _LOOK_AHEAD)):
            if self.folded[index] == "as" and self.folded[index + 1] == "saying":
                return index + 2
        return at

    def _demonstrative(self, at: int, high: int) -> bool:
        """Whether "that" points at one word ("remembers that night.") rather than opening a clause."""
        return at + 2 < high and self.folded[at] == "that" and self.folded[at + 2] in STOPS and self.folded[at + 1] not in MARKS

    def _governed(self, at: int, high: int) -> bool:
        """Whether a preposition belongs to the verb before it ("accused of", "commented on"), not to the content."""
        if at + 1 >= high or self.folded[at] not in _GOVERNED:
            return False
        following = self.folded[at + 1]
        return following not in ("least", "most", "first", "all") and not following.isdigit() and following not in DAYS

    def hearer_end(self, at: int, high: int, verb: str) -> int:
        """Past the hearer that verbs such as "told" name first."""
        return self._past_hearer(at, high) if verb in INDIRECT else at

    def _past_hearer(self, at: int, high: int) -> int:
        if at < high and self.folded[at] in _HEARERS:
            return at + 1
        start = at
        while at < high and at - start < 12:
            token = self.folded[at]
            if token in _BEHIND_HEARERS:
                return self._past_hearers(at, high) if token == COMMA else at
            if token in STOPS or token in ("“", "‘"):
                return at
            if at > start and self.folded[at - 1] not in PREPOSITIONS and self.folded[at - 1] not in DETERMINERS:
                if token in PRONOUNS or token in DETERMINERS or token in TIMES:
                    return at
                if self.text.capitals[at] and not self.text.capitals[at - 1]:
                    return at
            at += 1
        return start

    def _past_hearers(self, comma: int, high: int) -> int:
        """Past ", the council and two reporters" up to "that", where a list of hearers follows the comma."""
        joined = False
        for index in range(comma + 1, min(high, comma + 12)):
            token = self.folded[index]
            if token == "that":
                return index if joined else comma
            if token in STOPS or token in QUOTE_MARKS or index in self.cues:
                break
            joined = joined or token == "and"
        return comma

    def _past_circumstance(self, at: int, high: int) -> int:
        """Past "on Monday", "last week", "in a statement", "during an interview with CNN"."""
        if at >= high:
            return at
        token = self.folded[at]
        while at < high and at + 1 < high and self.folded[at + 1] in _BEHIND_ADVERBS and is_adverb(self.folded[at]):
            at += 1
            token = self.folded[at]
        timed = token in DAYS or (token in TIMES and at + 1 < high and self.folded[at + 1] in TIMES)
        spoken = token in _BEFORE_SPEECH and at + 1 < high
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
            while at < high and self.folded[at] in _TIMES_AND_THE:
                at += 1
        return at

    def _circumstantial(self, first: int, last: int) -> bool:
        tokens = self.folded[first:last]
        return any(token in TIMES or token in PLACES_OF_SPEECH or token.isdigit() for token in tokens)

    def _clause_end(self, start: int, high: int) -> int:
        """Where an indirect content ends; a quotation that it runs into belongs to it whole."""
        end = self.clauses.end(start, high)
        if start < end < len(self.folded) and self.text.quoted[end - 1] and self.text.quoted[end]:
            stretch = self.quotation_at(end - 1)
            if stretch and stretch.last > end:
                return stretch.last
        return end

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
        return start - low <= 1 and all(self.folded[at] in _NO_CONTENT for at in range(low, start))

    def _trim(self, low: int, high: int) -> int:
        while low < high - 1 and (self.folded[low] in CONJUNCTIONS or self.folded[low] in (COMMA, ";", ":", "--")):
            low += 1
        return low

    def longest(self, one: Range | None, other: Range | None) -> Range | None:
        """Of two fragments the one with more characters."""
        if not one or not other:
            return one or other
        return max(one, other, key=lambda part: self.text.ends[part[1] - 1] - self.text.starts[part[0]])


def form_of(text: Text, content: Range | None) -> str:
    """Whether a content is direct speech, indirect, or mixed of both; empty without content."""
    if content is None:
        return ""
    first, last = content
    inside = text.quoted.count(1, first, last)
    return "indirect" if not inside else "direct" if inside == last - first else "mixed"
