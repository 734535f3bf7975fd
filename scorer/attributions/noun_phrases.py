"""Noun phrases beside a cue: the subject to its left, the speaker to its right, each with title and apposition.

Ranges are token indices, end exclusive.
"""

from __future__ import annotations

from scorer.attributions.appositions import LONGEST, Appositions
from scorer.attributions.grammar import (
    ADVERBS,
    ARTICLES,
    AUXILIARIES,
    BRACKETS,
    CLAUSE_OPENERS,
    COMMA,
    CONJUNCTIONS,
    DAYS,
    DETERMINERS,
    IRREGULAR_PASTS,
    MARKS,
    PLACES_OF_SPEECH,
    POSSESSIVES,
    PREPOSITIONS,
    PRONOUNS,
    QUOTE_MARKS,
    RELATIVES,
    STOPS,
    TIME_PREPOSITIONS,
    TIMES,
    is_adverb,
    is_capitalised,
)
from scorer.lexicon import words
from scorer.text import Text

Range = tuple[int, int]
_LONGEST = 26
_SINGLE = frozenset(["'", "’", "‘"])
_PEOPLE = frozenset("person people man woman men women those officials aides executives".split())
_LONGEST_CLAUSE = 16


class Phrases:
    """Finds noun phrases in one text; ``verbs`` are token indices that a cue or an act holds."""

    def __init__(self, text: Text, verbs: frozenset[int] | set[int]):
        self.text = text
        self.folded = text.folded
        self.written = text.words
        self.verbs = verbs
        self.appositions = Appositions(text)
        self.roles = words("role")
        self.acts = words("act")
        self.documents = words("document")
        self.titles = words("title")
        self.never_names = words("not_name")

    def verb_group(self, first: int, low: int) -> int:
        """Where the verb group that ends in token ``first`` begins: auxiliaries and adverbs to its left."""
        at = first
        while at > low and (self.folded[at - 1] in AUXILIARIES or self._adverb(at - 1)):
            if self.folded[at - 1] == "'s" and at - 1 > low and not self._subject_like(at - 2):
                break
            at -= 1
        return at

    def _adverb(self, at: int) -> bool:
        return is_adverb(self.folded[at]) and not is_capitalised(self.written[at])

    def _subject_like(self, at: int) -> bool:
        return self.folded[at] in PRONOUNS or self.folded[at] in RELATIVES

    def before(self, end: int, low: int) -> Range | None:
        """The noun phrase that ends right before token ``end``: the subject of a verb group, with its apposition."""
        at = self._skip_times(end, low)
        if at <= low:
            return None
        token = self.folded[at - 1]
        if token in PRONOUNS or token in RELATIVES:
            return (at - 1, at)
        if token == COMMA or token == "--":
            return self._before_apposition(at, low)
        if token == ")":
            opener = self._find_left("(", at - 1, low)
            return self._head(opener, low, end=at) if opener is not None else None
        if token in MARKS or token in CONJUNCTIONS:
            return None
        relative = self._relative(at, low)
        if relative is not None and (head := self._head(relative, low, end=at)):
            return head
        return self._head(at, low, end=at)

    def _relative(self, at: int, low: int) -> int | None:
        """The "who" of a relative clause without commas that ends at token ``at``: "an aide who saw the file said"."""
        for index in range(at - 1, max(low, at - _LONGEST_CLAUSE), -1):
            token = self.folded[index]
            if token in MARKS or token in ("that", "because", "when", "if", "and", "but"):
                return None
            if token == "who":
                return index if at - index > 2 else None
        return None

    def _skip_times(self, end: int, low: int) -> int:
        """Left over "on Thursday evening", "last week", "Monday" between subject and verb."""
        at = end
        while at > low and (self.folded[at - 1] in TIMES or (self.folded[at - 1].isdigit() and self.folded[at - 2] in DAYS)):
            at -= 1
        if at < end and at > low and self.folded[at - 1] in TIME_PREPOSITIONS:
            at -= 1
        elif at < end and at - 1 > low and self.folded[at - 1] == "the" and self.folded[at - 2] in TIME_PREPOSITIONS:
            at -= 2
        return at if at > low else end

    def _find_left(self, token: str, at: int, low: int) -> int | None:
        for index in range(at - 1, max(low, at - LONGEST) - 1, -1):
            if self.folded[index] == token:
                return index
        return None

    def _before_apposition(self, at: int, low: int) -> Range | None:
        """``NP, apposition,`` whose last comma is token ``at - 1``."""
        mark = self.folded[at - 1]
        opener = self._find_left(mark, at - 1, low)
        while opener is not None:
            if opener <= low or any(
                self.folded[i] in STOPS - {mark} or self.folded[i] in QUOTE_MARKS for i in range(opener + 1, at - 1)
            ):
                return None
            if self.appositions.opens(opener + 1, at - 1):
                head = self._head(opener, low, end=opener)
                if head is None or not all(self.folded[i].isdigit() for i in range(*head)):
                    return (head[0], head[1] if self.appositions.loose(opener + 1, at - 1) else at) if head else None
            opener = self._find_left(mark, opener, low)
            if opener is not None and at - opener > LONGEST:
                return None
        return None

    def _head(self, at: int, low: int, end: int) -> Range | None:
        """The noun phrase to the left of token ``at``, back to the edge of its clause."""
        first = at
        floor = max(low, at - _LONGEST)
        while first > floor:
            token = self.folded[first - 1]
            if token in MARKS:
                if token in BRACKETS and token == ")" and (opener := self._find_left("(", first - 1, floor)) is not None:
                    first = opener
                    continue
                break
            if token in _SINGLE and self.text.quoted[first - 1]:
                break
            if first - 1 in self.verbs and not self._noun_here(first - 1):
                break
            if token == "and":
                if not self._joins_names(first - 1, floor):
                    break
            elif (
                token in CLAUSE_OPENERS
                or token in PRONOUNS
                or token in ("who", "which", "whom", "whose")
                or (token in AUXILIARIES and token != "'s")
            ) or self._opening_adverb(first - 1, floor):
                break
            first -= 1
        first = self._trim(first, at)
        return (first, end) if first < at else None

    def _opening_adverb(self, at: int, floor: int) -> bool:
        """Whether a lower-case adverb opens the clause, so that the subject begins behind it."""
        token = self.folded[at]
        if token not in ADVERBS or token in DETERMINERS or is_capitalised(self.written[at]):
            return False
        return at == floor or self.folded[at - 1] in MARKS

    def _finite(self, at: int) -> bool:
        """Whether a cue's verb closes the phrase: no noun, and inflected ("state" in "state television" is not)."""
        token = self.folded[at]
        inflected = token.endswith(("s", "ed", "ing")) or token in IRREGULAR_PASTS
        return at in self.verbs and inflected and not self._noun_here(at)

    def _noun_here(self, at: int) -> bool:
        """Whether a word that may be a verb stands as a noun: by what is before it, or as in "records show"."""
        before = self.folded[at - 1] if at else "\n"
        following = self.folded[at + 1] if at + 1 < len(self.folded) else "\n"
        paper = self.folded[at].removesuffix("s") in self.documents and (at + 1 in self.verbs or following in MARKS)
        if before in PREPOSITIONS and before != "to" and not self.folded[at].endswith("ing"):
            return True
        return paper or before in ARTICLES or before in POSSESSIVES or before == "'s" or before in self.roles

    def _joins_names(self, at: int, floor: int) -> bool:
        """Whether "and" joins two parts of one subject: capitalised or determined on both sides."""
        if at - 1 < floor:
            return False
        left, right = self.written[at - 1], self.written[at + 1]
        if is_capitalised(left) and (is_capitalised(right) or self.folded[at + 1] in DETERMINERS):
            return True
        return self.folded[at + 1] not in PRONOUNS and self.folded[at - 1] in self.roles

    def _trim(self, first: int, at: int) -> int:
        """Drop what opens the clause but not the phrase: conjunction, adverb, a leading prepositional phrase."""
        while first < at and (
            self.folded[first] in CONJUNCTIONS
            or (is_adverb(self.folded[first]) and self.folded[first] not in DETERMINERS)
            or self.folded[first] in CLAUSE_OPENERS
            or self.folded[first] == "'s"
        ):
            first += 1
        if first < at and self.folded[first] in PREPOSITIONS | {"after", "before", "since", "despite", "amid", "according"}:
            start = self._after_preposition(first, at)
            return start if start is not None else at
        return first

    def _after_preposition(self, first: int, at: int) -> int | None:
        """The last stretch that looks like a phrase of its own after a leading preposition: a name or a determiner."""
        start: int | None = None
        for index in range(first + 2, at):
            token = self.folded[index]
            before = self.folded[index - 1]
            if before in PREPOSITIONS or before in ARTICLES or before == "'s":
                continue
            if token in DETERMINERS or (is_capitalised(self.written[index]) and not is_capitalised(self.written[index - 1])):
                start = index
        return start

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
            if token in AUXILIARIES and token != "'s":
                break
            ends = self._ends_phrase(at, high) or self._finite(at)
            if at > first and ends and not self._briefed(at):
                break
            at += 1
        return at

    def _briefed(self, at: int) -> bool:
        """Whether a participle tells who or what they are: "people briefed on the talks", "newly released papers"."""
        before = self.folded[at - 1]
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
        if token in DAYS and self.folded[at - 1] not in PREPOSITIONS | ARTICLES:
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
        if token in self.acts and not is_capitalised(self.written[at]) and not self._noun_here(at):
            return True
        if token == "and":
            return not (at + 1 < high and (is_capitalised(self.written[at + 1]) or self.folded[at + 1] in DETERMINERS))
        return is_adverb(token) and not is_capitalised(self.written[at])
