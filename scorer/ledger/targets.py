"""The party that stands behind, or before, words that accuse it."""

from __future__ import annotations

from scorer.attributions.grammar import AUXILIARIES, CONJUNCTIONS, MARKS, is_adverb
from scorer.attributions.verbs import Range
from scorer.ledger.answers import Answers
from scorer.text import Text

_CUT = frozenset(
    """
    with for in on over that to at after before when while as who which saying alleging claiming during because from
    through by against if since last this
    """.split()
)
_LONGEST = 9
_AUX = AUXILIARIES - {"'s"}
_NOT = frozenset(
    """
    not never n't no nobody none neither nor without didn't doesn't don't hasn't haven't hadn't wasn't weren't isn't aren't
    won't wouldn't couldn't can't cannot
    """.split()
)
_MAYBE = frozenset("may might could would will can should must shall if unless whether to".split())
_SHUNNED = frozenset("not never without against avoid avoided recommend consider considering considered stopped risk".split())
_SAID_OF = frozenset("is was were are been being be got stands stood".split())


class Targets:
    """Finds whom words accuse, in one text."""

    def __init__(self, text: Text, answers: Answers):
        self.text = text
        self.folded = text.folded
        self.answers = answers

    def holds(self, at: int, low: int) -> bool:
        """Whether the verb or noun at token ``at`` is asserted: neither negated nor a mere possibility."""
        begin = self.answers.phrases.verb_group(at, low)
        group = self.folded[max(low, begin - 1) : at]
        if not _NOT.isdisjoint(group) or not _MAYBE.isdisjoint(group):
            return False
        if self.folded[at].endswith("ing") and not _SHUNNED.isdisjoint(self.folded[max(low, at - 6) : at]):
            return False
        before = self.folded[max(low, begin - 7) : begin]
        return not any(token in ("if", "unless", "whether", "nobody", "neither", "none", "nor") for token in before) and (
            "no" not in before[-3:]
        )

    def passive(self, at: int, low: int) -> bool:
        """Whether the verb at token ``at`` is told of its subject: "X was accused", "X has been charged"."""
        begin = self.answers.phrases.verb_group(at, low)
        return not _SAID_OF.isdisjoint(self.folded[begin:at]) or self.folded[at - 1] in ("stands", "stood")

    def subject(self, at: int, low: int) -> list[Range]:
        """The subject of the verb at token ``at``, with the parts of it to the left."""
        found = self.answers.subject(at, low)
        return [*self.answers._earlier(found[0], low), found] if found else []

    def object(self, first: int, high: int) -> list[Range]:
        """The noun phrases from token ``first`` on, up to "of" with a misdeed behind it, another preposition or a mark."""
        at = first
        while at < min(first + _LONGEST, high):
            token = self.folded[at]
            if token in MARKS or token in _CUT or (token in _AUX and at > first) or (at > first and is_adverb(token)):
                break
            if token == "of" and not self._in_name(at, first):
                break
            if (token in CONJUNCTIONS and token != "and") or self._verb_behind_name(at, first):
                break
            at += 1
        return [(first, at)] if at > first else []

    def _verb_behind_name(self, at: int, first: int) -> bool:
        """Whether a name ends and its verb begins: "Oskar Brandt surfaced"."""
        token = self.folded[at]
        named = at > first and self.text.capitals[at - 1] and not self.text.capitals[at]
        return named and token.endswith(("ed", "es", "ing")) and token not in self.answers.nouns

    def _in_name(self, at: int, first: int) -> bool:
        """Whether "of" stands inside a name or a post: "the Bank of Tarnwick", not "Brandt of theft"."""
        following = self.text.words[at + 1] if at + 1 < len(self.folded) else ""
        return following[:1].isupper() and at - first < 5 and at > first

    def agent(self, at: int, high: int) -> list[Range]:
        """Behind "by" near token ``at``: "was accused by the auditor of theft"."""
        for index in range(at + 1, min(at + 12, high - 1)):
            if self.folded[index] == "by":
                return self.object(index + 1, high)
            if self.folded[index] in MARKS:
                break
        return []
