"""Where an indirect content ends: at the stop, or where another cue, another subject or the main clause takes over."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from scorer.attributions.grammar import (
    ARTICLES,
    CIRCUMSTANTIAL,
    COMMA,
    CONJUNCTIONS,
    MARKS,
    POSSESSIVES,
    PREPOSITIONS,
    PRONOUNS,
    QUANTIFIERS,
    RELATIVES,
)
from scorer.attributions.verbs import Range
from scorer.lazy import lazy
from scorer.text import Text

_PARTICIPLES = frozenset("according adding saying citing noting calling arguing telling warning".split())
_SUBORDINATORS = frozenset("while when as after since although though because before if unless once whereas whether".split())
_MARKS = frozenset([COMMA, ";", "--"])
_NOWHERE = 1 << 60
_OPENING = 24


def _from(places: list[int], start: int) -> int:
    """The first of sorted places from ``start`` on."""
    at = bisect_left(places, start)
    return places[at] if at < len(places) else _NOWHERE


def past_opening(text: Text, first: int, last: int) -> int:
    """Where the subject of a sentence begins: behind the comma of a circumstance ("As his fame grew, officials …")."""
    if text.folded[first] in CIRCUMSTANTIAL:
        for at in range(first + 1, min(last - 1, first + _OPENING)):
            if text.folded[at] == COMMA and not text.quoted[at]:
                return at + 1
    return first


def _marks(worded: bytes) -> Iterator[int]:
    at = worded.find(0)
    while at >= 0:
        yield at
        at = worded.find(0, at + 1)


class Clauses:
    """Ends of clauses in one text; ``cues`` are the token indices at which a cue begins.

    ``marks`` are the tokens that are no words: marks and genitives.
    """

    def __init__(self, text: Text, cues: set[int]):
        self.text = text
        self.folded = text.folded
        self.cues = cues
        self.marks = list(_marks(text.worded))
        marks = [at for at in self.marks if self.folded[at] in _MARKS and not text.quoted[at]]
        self._semicolons = [at for at in marks if self.folded[at] == ";"]
        self._handed = [at for at in marks if self.folded[at] != ";" and self._hands_over(at)]
        self._joints = sorted(at - 1 for at in cues if at and self.folded[at - 1] in CONJUNCTIONS and not text.quoted[at - 1])

    @lazy
    def _returns(self) -> list[int]:
        """Commas that give the sentence back to its main clause."""
        commas = [at for at in self.marks if self.folded[at] == COMMA and not self.text.quoted[at]]
        return [at for at in commas if self._returns_to_main(at)]

    def end(self, start: int, high: int) -> int:
        """The end of a content that begins at token ``start`` in a sentence that ends at ``high``."""
        at = min(high, _from(self._semicolons, start), _from(self._handed, start + 2))
        if self.folded[start] != "to":
            at = min(at, _from(self._joints, start + 1))
        return self.trimmed(start, at)

    def trimmed(self, start: int, at: int) -> int:
        """The end without stops and commas before it."""
        while at > start and self.folded[at - 1] in (".", "!", "?", COMMA) and not self.text.quoted[at - 1]:
            at -= 1
        return at

    def subordinate(self, first: int, low: int) -> bool:
        """Whether a subject or participle at token ``first`` belongs to a clause that opens its sentence ("While she says")."""
        at = first - 1
        while at > low and self.folded[at] in ("even", "not", "only"):
            at -= 1
        if at < low or self.folded[at] not in _SUBORDINATORS:
            return False
        return all(self.folded[i] in MARKS or self.folded[i] in CONJUNCTIONS or self.folded[i] == "even" for i in range(low, at))

    def relative(self, subject: Range, low: int) -> bool:
        """Whether a subject belongs to a relative clause set off by a comma (", who says …, is", ", in which X says …, was")."""
        first = subject[0]
        if self.folded[first] in RELATIVES or self.folded[first] == "whose":
            return first > low and self.folded[first - 1] == COMMA
        at = first - 1
        if at <= low or self.folded[at] not in ("which", "whom"):
            return False
        return COMMA in self.folded[max(low, at - 2) : at]

    def main_clause(self, content: Range) -> Range:
        """A content of a subordinate clause without the main clause behind its comma."""
        end = _from(self._returns, content[0] + 1)
        return (content[0], end) if end < content[1] else content

    def set_off(self, content: Range) -> Range:
        """A content of a relative clause without what follows the comma that closes the clause."""
        for at in range(content[0] + 1, min(content[1], content[0] + 40)):
            if self.folded[at] == COMMA and not self.text.quoted[at] and not self._goes_on(at):
                return (content[0], at)
        return content

    def _goes_on(self, comma: int) -> bool:
        """Whether what a comma opens belongs to the clause before it: a list, a place, a participle."""
        following = self.folded[comma + 1]
        return following in CONJUNCTIONS or following in RELATIVES or following in PREPOSITIONS or following.endswith("ing")

    def _returns_to_main(self, comma: int) -> bool:
        """Whether a new subject stands behind a comma."""
        following = self.folded[comma + 1]
        if following in PRONOUNS or following in ARTICLES or following in POSSESSIVES or following in QUANTIFIERS:
            return True
        if following in CONJUNCTIONS or following in MARKS or following in PREPOSITIONS or following in RELATIVES:
            return False
        return self.text.capitals[comma + 1] or following.endswith("s")

    def _hands_over(self, mark: int) -> bool:
        """Whether another cue or another subject takes over behind a comma or a dash."""
        high = self.text.sentence_tokens(mark)[1]
        if mark + 2 >= high:
            return False
        following, after = self.folded[mark + 1], self.folded[mark + 2]
        if following in ("but", "yet", "and"):
            subject = after in PRONOUNS or (following != "and" and (after in ARTICLES or after in POSSESSIVES))
            if subject or (self.text.capitals[mark + 2] and following != "and"):
                return True
        if self.folded[mark] != COMMA:
            return False
        if following in _PARTICIPLES or mark + 1 in self.cues or following in ("while", "whereas", "though", "although"):
            return True
        if following in CONJUNCTIONS and self._subject_and_cue(mark + 2, high):
            return True
        return mark + 2 in self.cues and following in _HAVE

    def _subject_and_cue(self, at: int, high: int) -> bool:
        """Whether a cue stands here, or behind a short subject ("and his lawyer says")."""
        for index in range(at, min(high, at + 4)):
            if index in self.cues:
                return True
            if self.folded[index] in MARKS or self.folded[index] in PREPOSITIONS:
                return False
        return False


_HAVE = frozenset(["has", "have", "had"])
