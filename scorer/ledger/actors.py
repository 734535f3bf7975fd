"""Who acts where nobody is credited: acts told as acts ("the governor signed") answer to their actor."""

from __future__ import annotations

from scorer.attributions.grammar import COMMA, CONJUNCTIONS, DETERMINERS, MARKS, PREPOSITIONS
from scorer.attributions.head_nouns import Kind
from scorer.attributions.kinds import Kinds
from scorer.attributions.noun_phrases import Phrases
from scorer.attributions.verbs import Range
from scorer.text import Text

ANSWERABLE = frozenset({"person", "institution", "document", "data", "media"})
_REACH = 24
_CONNECTIVES = frozenset("also moreover furthermore then instead meanwhile still however later earlier separately yet so".split())


class Actors:
    """Finds the actor of a paragraph, on demand."""

    def __init__(self, text: Text, kinds: Kinds, phrases: Phrases):
        self.text = text
        self.kinds = kinds
        self.phrases = phrases

    def of(self, paragraph: int) -> Kind | None:
        """The kind of the subject that opens the paragraph, behind a circumstance; None where it opens with no such subject."""
        first, last = self.text.paragraph_tokens(paragraph)
        if first >= last:
            return None
        low, high = first, self.text.sentence_tokens(first)[1]
        at = self._past_circumstance(self._past_dateline(low, high), high)
        if at >= high or self.text.quoted[at]:
            return None
        for phrase in (self._opening(at, high), self.phrases.after(at, high)):
            kind = self.kinds.of(phrase) if phrase else None
            if kind and kind.kind in ANSWERABLE:
                return kind
        return None

    def _opening(self, at: int, high: int) -> Range | None:
        """The name or known noun that opens a clause, whatever verb follows: "Lund pushed back", "The board wants"."""
        folded = self.text.folded
        start = at
        at += folded[at] in DETERMINERS
        bare = start == at  # "Lund estimates" is a verb, "the Lund estimates" are figures
        while at < high and self._nominal(at, bare and at > start):
            at += 1
        return (start, at) if at > start else None

    def _nominal(self, at: int, bare: bool) -> bool:
        token, kinds = self.text.folded[at], self.kinds
        if self.text.capitals[at] or token == "'s" or token in kinds.roles or token in kinds.institutions:
            return True
        return not bare and (token in kinds.documents or token in kinds.data)

    def _past_dateline(self, low: int, high: int) -> int:
        """Past "TARNWICK, Ohio --"."""
        if not self.text.words[low].isupper():
            return low
        for at in range(low + 1, min(low + 8, high)):
            if self.text.folded[at] in ("--", "-"):
                return at + 1
        return low

    def _past_circumstance(self, at: int, high: int) -> int:
        """Past "On Monday," and "Meanwhile,"."""
        folded = self.text.folded
        while at < high and (folded[at] in CONJUNCTIONS or folded[at] in _CONNECTIVES or folded[at] == COMMA):
            at += 1
        if at < high and (folded[at] in PREPOSITIONS or folded[at] in ("after", "before", "when", "while", "last", "as")):
            for comma in range(at, min(at + _REACH, high)):
                if folded[comma] == COMMA:
                    return comma + 1
                if folded[comma] in MARKS:
                    break
        return at
