"""Noun phrases to the right of a cue: the speaker of "said X, a Y at Z", whom "according to" names, the agent behind "by"."""

from __future__ import annotations

from scorer.attributions.appositions import LONGEST, Appositions
from scorer.attributions.grammar import (
    ARTICLES,
    AUXILIARIES,
    DAYS,
    DETERMINERS,
    MARKS,
    PLACES_OF_SPEECH,
    PREPOSITIONS,
    PRONOUNS,
    TIME_PREPOSITIONS,
    TIMES,
    is_adverb,
)  # fmt: skip
from scorer.attributions.heads import coordinates
from scorer.attributions.verbs import Range, Verbs
from scorer.text import Text

_MADE = frozenset(
    "dated signed obtained seen filed published released written reviewed issued posted commissioned conducted prepared".split()
)
_DATED = frozenset(["dated"])
_BEFORE_DAYS = PREPOSITIONS | ARTICLES | _DATED
_PEOPLE = frozenset("person people man woman men women those officials aides executives".split())


class Speakers:
    """Finds noun phrases that begin at a token; ranges are token indices, end exclusive."""

    def __init__(self, text: Text, verbs: Verbs):
        self.folded = text.folded
        self.capitals = text.capitals
        self.verbs = verbs
        self.appositions = Appositions(text)

    def after(self, first: int, high: int, *, apposition: bool = True) -> Range | None:
        """The noun phrase that begins at token ``first``, with its apposition: the speaker of an inverted cue."""
        at = first
        if at >= high or self.folded[at] in MARKS or self.folded[at] in ("that", "if", "whether", "to", "not", "so"):
            return None
        if self.folded[at] in PRONOUNS:
            return (at, at + 1)
        at = self._simple_end(at, high)
        if at == first:
            return None
        return (first, self.appositions.end(at, high) if apposition else at)

    def _simple_end(self, at: int, high: int) -> int:
        first = at
        while at < high:
            token = self.folded[at]
            if token in MARKS:
                if token == "(" and (closer := self._find_right(")", at, high)) is not None and closer - at <= 6:
                    at = closer + 1
                    continue
                break
            if token in AUXILIARIES and token != "'s" and not self.verbs.in_name(at):
                break
            ends = self._ends_phrase(at, high) or self.verbs.finite(at)
            if at > first and ends and not self._briefed(at):
                break
            at += 1
        return at

    def _briefed(self, at: int) -> bool:
        """Whether a participle tells who or what they are: "people briefed on the talks", "newly released papers"."""
        before = self.folded[at - 1]
        if self.folded[at] in _MADE and before in self.verbs.documents:
            return True
        return self.folded[at].endswith("ed") and (before in _PEOPLE or (is_adverb(before) and before.endswith("ly")))

    def _find_right(self, token: str, at: int, high: int) -> int | None:
        for index in range(at, min(high, at + LONGEST)):
            if self.folded[index] == token:
                return index
        return None

    def _ends_phrase(self, at: int, high: int) -> bool:
        token = self.folded[at]
        if token in (
            "who",
            "which",
            "whose",
            "that",
            "when",
            "while",
            "as",
            "because",
            "after",
            "before",
            "if",
            "but",
            "during",
            "where",
        ):
            return True
        if token in DAYS and self.folded[at - 1] not in _BEFORE_DAYS:
            return True
        if token in ("last", "this", "earlier", "late", "early") and at + 1 < high and self.folded[at + 1] in TIMES:
            return True
        if token in TIME_PREPOSITIONS and at + 1 < high:
            following = self.folded[at + 1]
            if following in TIMES or following.isdigit():
                return True
            return any(
                self.folded[i] in PLACES_OF_SPEECH
                for i in range(at + 1, min(high, at + 5))
                if token in ("in", "at", "during", "on")
            )
        if self.verbs.act(at):
            return True
        if token == "and":
            if coordinates(self.folded, at):
                return False
            return not (at + 1 < high and (self.capitals[at + 1] or self.folded[at + 1] in DETERMINERS))
        return is_adverb(token) and not self.capitals[at]
