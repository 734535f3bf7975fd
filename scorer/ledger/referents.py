"""Whom "he" and "she" mean, all over a document: the person who stands out most where the pronoun is read.

Every naming, pronoun and unnamed speaker in the narration lends its person weight: a subject more than an object, a speaker
most. The weight fades from sentence to sentence; quoted words do not count as sentences. Of those of fitting sex, named at
most three paragraphs back, the heaviest is meant.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import deque
from collections.abc import Iterable
from typing import NamedTuple

from scorer.attributions.grammar import CLAUSE_OPENERS, COMMA, PREPOSITIONS
from scorer.attributions.nests import Find
from scorer.attributions.noun_phrases import Range
from scorer.ledger.names import People, Person
from scorer.text import Text

REACH = 3
"""How many paragraphs a pronoun or description may look back."""
FEMININE = frozenset({"she", "her", "herself"})
MASCULINE = frozenset({"he", "him", "his", "himself"})
_SUBJECTS = frozenset({"he", "she"})
_FADING = 0.6
"""What is left of a weight a sentence later."""
_WINDOW = 24
_SUBJECT, _CLAUSE, _OBJECT, _OWNER, _SPEAKER = 1.0, 0.7, 0.4, 0.25, 0.8
_UNSURE = 0.8
"""Factor for people whose sex is unknown."""


class Unnamed:
    """Somebody without a name who speaks: the tokens that call him so."""

    __slots__ = ("female", "phrase")

    def __init__(self, phrase: Range, female: bool | None):
        self.phrase = phrase
        self.female = female


Referent = Person | Unnamed


class _Weight(NamedTuple):
    at: int
    sentence: int
    paragraph: int
    who: Referent
    weight: float


class Referents:
    """``meant`` holds the referent of every "he" and "she" (and "his", "her", "him") by its token.

    ``unnamed`` are people without a name that attributions credit; ``roles`` tells whom "the mayor" at a token means.
    """

    def __init__(self, text: Text, people: People, finds: Iterable[Find], called: dict[int, Referent]):
        self.meant: dict[int, Referent] = {}
        self._text = text
        self._recent: deque[_Weight] = deque(maxlen=_WINDOW)
        self._heads = {at for find in finds if find.source and find.polarity == "asserted" for at in range(*find.source)}
        self._contents = sorted((find.content, find.source) for find in finds if find.content and find.source)
        self._owners = {find.source[0]: find.content for find in finds if find.source and find.content}
        self._narrated, self._opening = _narration(text)
        self._named = {naming.first: (naming.last, naming.person) for naming in people.mentions}
        self._called = called
        _learn_sexes(text, people)
        self._walk()

    def _walk(self) -> None:
        text = self._text
        for at in sorted({*self._named, *self._called, *_pronouns(text)}):
            if text.folded[at] in FEMININE or text.folded[at] in MASCULINE:
                self._pronoun(at)
            elif not text.quoted[at]:
                last, who = self._named[at] if at in self._named else (at + 1, self._called[at])
                self._note(at, last, who)

    def _note(self, at: int, last: int, who: Referent) -> None:
        owner = self._text.folded[last] in ("'s", "'") or self._text.folded[at] in ("his", "her")
        place = self._place(at)
        weight = _OWNER if owner else place + (_SPEAKER if at in self._heads else 0.0)
        self._recent.append(_Weight(at, self._narrated[self._text.sentence_of[at]], self._text.paragraph_of[at], who, weight))

    def _place(self, at: int) -> float:
        """The weight of a token's place: subject of the sentence, of a clause, or neither."""
        text = self._text
        start = self._opening[text.sentence_of[at]]
        before = text.folded[at - 1] if at > start else ""
        if before in PREPOSITIONS:
            return _OBJECT
        if at - start <= 5:
            return _SUBJECT
        if before == COMMA or before in CLAUSE_OPENERS or before == "and" or at in self._heads:
            return _CLAUSE
        return _OBJECT

    def _pronoun(self, at: int) -> None:
        text = self._text
        token = text.folded[at]
        who = self._choose(at, token in FEMININE)
        if who is None:
            return
        self.meant[at] = who
        if who.female is None:
            who.female = token in FEMININE
        if not text.quoted[at] and token not in ("him", "himself", "herself"):
            self._note(at, at + 1, who)

    def _choose(self, at: int, female: bool) -> Referent | None:
        text = self._text
        paragraph, sentence = text.paragraph_of[at], self._narrated[text.sentence_of[at]]
        own = self._owners.get(at)
        speaker = self._speaker_around(at)
        sums: dict[int, float] = {}
        people: dict[int, Referent] = {}
        for one in self._recent:
            who = one.who
            if paragraph - one.paragraph > REACH or who.female not in (None, female) or who is speaker:
                continue
            if isinstance(who, Unnamed) and paragraph - one.paragraph > 1:
                continue
            if own and own[0] <= one.at < own[1]:
                continue  # "Horak was late, he said": not Horak
            weight = one.weight * _FADING ** (sentence - one.sentence)
            key = id(who)
            people[key] = who
            sums[key] = sums.get(key, 0.0) + (weight if who.female is not None else weight * _UNSURE)
        return people[max(sums, key=sums.__getitem__)] if sums else None

    def _speaker_around(self, at: int) -> Referent | None:
        """Who says the words that token ``at`` stands in: hardly "he" himself."""
        if not self._text.quoted[at]:
            return None
        index = bisect_right(self._contents, ((at, len(self._text)), (0, 0))) - 1
        if index < 0:
            return None
        content, source = self._contents[index]
        if not content[0] <= at < content[1]:
            return None
        return next((self._named[token][1] for token in range(*source) if token in self._named), None) or self.meant.get(
            source[0]
        )


def _pronouns(text: Text) -> list[int]:
    both = FEMININE | MASCULINE
    return [at for at, token in enumerate(text.folded) if token in both]


def _narration(text: Text) -> tuple[list[int], list[int]]:
    """For every sentence: how many sentences with narrated words began before it, and its first narrated token."""
    numbers: list[int] = []
    opening: list[int] = []
    number = 0
    for first, last in text.sentences:
        at = first
        while at < last and (text.quoted[at] or not text.folded[at][:1].isalnum()):
            at += 1
        number += at < last
        numbers.append(number)
        opening.append(at if at < last else first)
    return numbers, opening


def _learn_sexes(text: Text, people: People) -> None:
    """The sex of people whom a pronoun follows in a sentence that names nobody else."""
    pronouns: dict[int, list[int]] = {}
    for at in _pronouns(text):
        if not text.quoted[at]:
            pronouns.setdefault(text.sentence_of[at], []).append(at)
    named: dict[int, set[Person]] = {}
    for naming in people.mentions:
        if not text.quoted[naming.first]:
            named.setdefault(text.sentence_of[naming.first], set()).add(naming.person)
    votes: dict[Person, int] = {}
    for sentence, persons in named.items():
        if len(persons) == 1 and sentence in pronouns:
            person = next(iter(persons))
            if person.female is None:
                female = text.folded[pronouns[sentence][0]] in FEMININE
                votes[person] = votes.get(person, 0) + (1 if female else -1)
    for person, vote in votes.items():
        if vote:
            person.female = vote > 0


__all__ = ["FEMININE", "MASCULINE", "REACH", "Referents", "Unnamed"]
