"""Appositions and relative clauses beside a name: what belongs to the source and what is an insertion."""

from __future__ import annotations

from scorer.attributions.grammar import ARTICLES, COMMA, MARKS, POSSESSIVES, PREPOSITIONS, QUOTE_MARKS, STOPS
from scorer.lexicon import words
from scorer.text import Text

LONGEST = 24
_LONGEST_RELATIVE = 7
_OPENERS = frozenset("who whose which one himself herself both all each aged formerly then now of like including".split())
_LOOSE = PREPOSITIONS - {"of", "like"}


class Appositions:
    """Recognises appositions in one text; ranges are token indices, end exclusive."""

    def __init__(self, text: Text):
        self.folded = text.folded
        self.capitals = text.capitals
        self.roles = words("role")
        self.titles = words("title")

    def loose(self, first: int, last: int) -> bool:
        """Whether an insertion is no part of the source: a long relative clause, a participle, "in contrast"."""
        token = self.folded[first]
        if token in ("who", "which", "whose"):
            return last - first > _LONGEST_RELATIVE
        return token in _LOOSE or (token.endswith("ing") and not self.capitals[first])

    def opens(self, first: int, last: int) -> bool:
        token = self.folded[first]
        return first < last and (
            token in ARTICLES
            or token in _OPENERS
            or (token.endswith("ing") and not self.capitals[first])
            or token in POSSESSIVES
            or token.isdigit()
            or token in self.roles
            or token in self.titles
            or token.startswith(("former", "then-", "ex-", "vice", "senior", "chief", "co-"))
            or (self.capitals[first] and last - first <= 12)
            or any(self.folded[i] in self.roles for i in range(first, min(last, first + 4)))
            or (token in PREPOSITIONS and last - first <= 4)
        )

    def _goes_on(self, comma: int, high: int) -> bool:
        """Whether the apposition runs on behind a comma ("43, a nurse", "Paris, Texas")."""
        if comma + 1 >= high:
            return False
        return self.folded[comma - 1].isdigit() or (
            self.capitals[comma - 1] and self.capitals[comma + 1] and comma + 2 < high
            and self.folded[comma + 2] in MARKS
        )  # fmt: skip

    def end(self, at: int, high: int) -> int:
        """Past ``, a Y at Z`` and ``who …`` when they follow; the closing comma is left out."""
        end = at
        while (end < high and self.folded[end] in (COMMA, "--")) or (end < high and self.folded[end] == "who"):
            start = end if self.folded[end] == "who" else end + 1
            if start >= high or not self.opens(start, high):
                break
            stop = start
            limit = min(high, start + LONGEST + 1)
            while stop < limit and self.folded[stop] not in STOPS and self.folded[stop] not in QUOTE_MARKS:
                if self.folded[stop] == COMMA and not self._goes_on(stop, high):
                    break
                if stop > start and self.folded[stop] in ("adding", "saying", "noting", "but", "while", "according"):
                    break
                stop += 1
            if stop - start > LONGEST or self.loose(start, stop):
                break
            end = stop
            if self.folded[end - 1] == COMMA:
                end -= 1
                break
        return end
