"""Runs of capitalised words: where names stand, and what stands before and behind them."""

from __future__ import annotations

from scorer.attributions.kinds import Kinds
from scorer.attributions.verbs import Range
from scorer.lexicon import words, words_of_all
from scorer.text import Text

_LONGEST = 8
_MOST_NAMES = 4
TITLES = {
    "dr": "doctor", "gov": "governor", "sen": "senator", "rep": "representative", "prof": "professor", "capt": "captain",
    "sgt": "sergeant", "rev": "reverend", "supt": "superintendent", "gen": "general", "det": "detective",
}  # fmt: skip
SUFFIXES = frozenset({"jr", "jr.", "sr", "sr.", "ii", "iii", "iv"})


class Capitals:
    """Finds runs of capitalised words in one text."""

    def __init__(self, text: Text, kinds: Kinds):
        self._text = text
        self._kinds = kinds
        self._particles = words("particle")
        self._opening = words("not_name")
        self._no_people = words_of_all("place", "metonym", "outlet")

    def only_opens(self, at: int) -> bool:
        """Whether a word that is no name by itself is capitalised for opening a sentence."""
        return self._text.folded[at] in self._opening and at == self._text.sentence_tokens(at)[0]

    def runs(self) -> list[Range]:
        """Runs of capitalised words, over the small words inside a name ("Ana de la Cruz")."""
        folded, capitals = self._text.folded, self._text.capitals
        particles = self._particles
        total, end = len(capitals), 0
        runs: list[Range] = []
        for at in self._text.capitalised:
            if at < end:
                continue
            end = at + 1
            while end < total and end - at < _LONGEST:
                if capitals[end]:
                    end += 1
                elif folded[end] in particles and end + 1 < total and capitals[end + 1]:
                    end += 2
                else:
                    break
            runs.append((at, end))
        return runs

    def bare(self, first: int, last: int) -> Range | None:
        """A run without titles, posts and places before the name and without "Jr." behind it."""
        folded, kinds = self._text.folded, self._kinds
        while last > first and folded[last - 1] in SUFFIXES:
            last -= 1
        if last - first == 1:
            return (first, last) if len(folded[first]) > 1 else None
        start = first
        for at in range(first, last - 1):
            token = folded[at]
            if token in kinds.given and token not in kinds.titles:
                break
            rank = token in kinds.titles or token in kinds.roles or token in TITLES
            place = token in kinds.places and at + 2 < last and folded[at + 1] in kinds.titles
            if rank or place or token in self._opening or token in kinds.demonyms:
                start = at + 1
        if folded[start] not in kinds.given:  # "(Secretary of) State Ana Horak"
            start = next((at for at in range(start + 1, last - 1) if folded[at] in kinds.given), start)
        if any(" ".join(folded[at:last]) in self._no_people for at in range(first, last - 1)):
            return None
        return (start, last) if 0 < last - start <= _MOST_NAMES and len(folded[last - 1]) > 1 else None
