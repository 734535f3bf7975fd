"""Which tokens close a noun phrase: the verbs that cues hold and the acts, as far as they are no nouns or names here."""

from __future__ import annotations

from scorer.attributions.grammar import (
    ARTICLES,
    CLAUSE_OPENERS,
    HER_SPEECH,
    IRREGULAR_PASTS,
    MARKS,
    POSSESSIVES,
    PREPOSITIONS,
)
from scorer.attributions.heads import coordinates
from scorer.lexicon import words, words_of_all
from scorer.text import Text

Range = tuple[int, int]

_BY = frozenset(["by", "for", "in", "at", "on"])
_ASKED = {
    "briefed": frozenset(["on", "about", "by"]),
    "informed": frozenset(["on", "about", "of", "by"]),
    "interviewed": _BY,
    "questioned": _BY,
    "quoted": _BY,
    "cited": _BY,
    "surveyed": _BY,
    "polled": _BY,
    "contacted": _BY,
    "consulted": _BY,
}
"""Participles that tell why people know or are heard, with the words behind them."""
_SEVERAL = frozenset("two three four five six seven eight nine ten several many few some these those such both".split())
_PLURAL = ("s", "people", "men", "women")


class Verbs:
    """Tells verbs from nouns and names in one text; ``cues`` are token indices that a cue or an act holds."""

    def __init__(self, text: Text, cues: frozenset[int] | set[int]):
        self.folded = text.folded
        self.written = text.words
        self.capitals = text.capitals
        self.cues = cues
        self.roles = words("role")
        self.acts = words("act")
        self.documents = words("document")
        self.titles = words("title")
        self.people = words_of_all("official", "group", "staff", "ordinary_plural")

    def closes(self, at: int) -> bool:
        """Whether a cue's word stands as a verb, so that no phrase runs over it."""
        return at in self.cues and not self.noun_here(at) and not self.in_name(at) and not self.asked_here(at)

    def asked_here(self, at: int) -> bool:
        """Whether a participle tells who people are: "people briefed on the plan", "residents interviewed by the paper"."""
        if at + 1 < len(self.folded) and coordinates(self.folded, at + 1):
            return True  # "state and federal officials"
        if self.folded[at] not in _ASKED or at == 0 or at + 1 >= len(self.folded) or not self.folded[at - 1].endswith(_PLURAL):
            return False
        return self.folded[at + 1] in _ASKED[self.folded[at]]

    def finite(self, at: int) -> bool:
        """Whether a cue's verb is inflected and no noun ("state" in "state television" is not)."""
        token = self.folded[at]
        return (token.endswith(("s", "ed", "ing")) or token in IRREGULAR_PASTS) and self.closes(at)

    def act(self, at: int) -> bool:
        """Whether a public act is told here ("signed", "opened")."""
        return self.folded[at] in self.acts and not self.capitals[at] and not self.noun_here(at)

    def in_name(self, at: int) -> bool:
        """Whether a word that may be a verb or an auxiliary is part of a name: "Judge Maartens", "Will Hartley", "Ilse May"."""
        if not self.capitals[at] or self.written[at].isupper():
            return False
        if self.folded[at] == "may" and at > 0 and self.folded[at - 1] not in MARKS:
            return True
        following = at + 1 < len(self.capitals) and self.capitals[at + 1]
        named = at > 0 and self.capitals[at - 1] and self.folded[at - 1] not in CLAUSE_OPENERS
        return named or (following and at > 0 and self.folded[at - 1] not in MARKS)

    def noun_here(self, at: int) -> bool:
        """Whether a word that may be a verb stands as a noun: by what is before it, or as in "records show"."""
        before = self.folded[at - 1] if at else "\n"
        following = self.folded[at + 1] if at + 1 < len(self.folded) else "\n"
        paper = self.folded[at].removesuffix("s") in self.documents and (at + 1 in self.cues or following in MARKS)
        if before in PREPOSITIONS and before != "to" and not self.folded[at].endswith("ing"):
            return True
        if before in _SEVERAL and self.folded[at].endswith("s"):
            return True  # "in two states", "several reports"
        if before == "her" and self.folded[at] in HER_SPEECH:
            return False
        return paper or before in ARTICLES or before in POSSESSIVES or before == "'s" or before in self.roles
