"""Who acts where nobody is credited: acts told as acts ("the governor signed") answer to their actor."""

from __future__ import annotations

from scorer.attributions.grammar import COMMA, CONJUNCTIONS, MARKS, PREPOSITIONS
from scorer.attributions.kinds import Kind, Kinds
from scorer.attributions.noun_phrases import Phrases
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
        phrase = self.phrases.after(at, high) if at < high and not self.text.quoted[at] else None
        kind = self.kinds.of(phrase) if phrase else None
        return kind if kind and kind.kind in ANSWERABLE else None

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
