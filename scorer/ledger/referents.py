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

from scorer.attributions.grammar import AUXILIARIES, CLAUSE_OPENERS, COMMA, IRREGULAR_PASTS, PREPOSITIONS
from scorer.attributions.nests import Find
from scorer.attributions.verbs import Range
from scorer.ledger.names import People, Person
from scorer.lexicon import words_of_all
from scorer.text import Text

REACH = 3
"""How many paragraphs a pronoun or description may look back."""
FEMININE = frozenset({"she", "her", "herself"})
MASCULINE = frozenset({"he", "him", "his", "himself"})
_PRONOUNS = FEMININE | MASCULINE
_SUBJECTS = frozenset({"he", "she"})
_FADING, _FADING_BREAK = 0.55, 0.7
"""What is left of a weight a sentence later, and a paragraph later."""
_WINDOW = 24
_SUBJECT, _VERB_BEHIND, _CLAUSE, _OBJECT, _SPEAKER = 1.0, 0.9, 0.7, 0.4, 0.8
_OWNER = 0.5
"""Factor for an owner: "Horak's shop"."""
_SPEAKS_ON, _SAME_SENTENCE = 1.0, 1.5
_PUT_TO = frozenset("asked pressed questioned grilled interviewed".split())
"""Whom these words are followed by is about to answer."""
_UNSURE, _NAMELESS = 0.7, 0.8
"""Factors for people whose sex is unknown, or whose name."""
_SAYING = frozenset("say says said think thinks believe believes thought believed show shows told".split())


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

    ``called`` are the people whom something else than a name calls, by its token. ``opening`` is the first narrated token of
    every sentence.
    """

    def __init__(self, text: Text, people: People, finds: Iterable[Find], called: dict[int, Referent]):
        self.meant: dict[int, Referent] = {}
        self._text = text
        self._recent: deque[_Weight] = deque(maxlen=_WINDOW)
        self._contents = sorted((find.content, find.source) for find in finds if find.content and find.source)
        self._owners = {find.source[0]: find.content for find in finds if find.source and find.content}
        self._narrated, self.opening = _narration(text)
        self._named = {naming.first: (naming.last, naming.person) for naming in people.mentions}
        self._called = called
        self._nouns = words_of_all("role", "official", "institution", "group")
        self._heads = {self._head(find.source) for find in finds if find.source and find.polarity == "asserted"}
        _learn_sexes(text, people)
        self._walk()

    def _head(self, source: Range) -> int:
        """The token by which a speaker is known: the first name in the phrase, else its first word."""
        return next((at for at in range(*source) if at in self._named and not self._modifies(at)), source[0])

    def _modifies(self, at: int) -> bool:
        """Whether a name only tells which: "an Ibarra aide", "Ibarra's aide"."""
        behind = self._text.folded[self._named[at][0]] if at in self._named else ""
        return behind in ("'s", "'") or behind in self._nouns

    def _walk(self) -> None:
        text = self._text
        for at in sorted({*self._named, *self._called, *text.places_of(_PRONOUNS)}):
            if text.folded[at] in FEMININE or text.folded[at] in MASCULINE:
                self._pronoun(at)
            elif not text.quoted[at]:
                self._note(at, self._named[at][1] if at in self._named else self._called[at])

    def _note(self, at: int, who: Referent) -> None:
        folded = self._text.folded
        owner = self._modifies(at) or folded[at] in ("his", "her")
        weight = self._place(at)
        if owner:
            weight *= _OWNER
        elif self._talks(at):
            weight = max(weight, _CLAUSE) + _SPEAKER
        self._recent.append(_Weight(at, self._narrated[self._text.sentence_of[at]], self._text.paragraph_of[at], who, weight))

    def _talks(self, at: int) -> bool:
        """Whether somebody named at a token speaks, or is asked and will."""
        return at in self._heads or self._text.folded[at - 1] in _PUT_TO

    def _place(self, at: int) -> float:
        """The weight of a token's place: subject of the sentence, of a clause, or neither."""
        text = self._text
        start = self.opening[text.sentence_of[at]]
        before = text.folded[at - 1] if at > start else ""
        if before in PREPOSITIONS:
            return _OBJECT
        if at - start <= 5:
            return _SUBJECT
        behind = text.folded[self._named[at][0] if at in self._named else at + 1]
        if behind in AUXILIARIES or behind in IRREGULAR_PASTS or behind.endswith("ed"):
            return _VERB_BEHIND
        if before == COMMA or before in CLAUSE_OPENERS or before == "and" or before in _SAYING or at in self._heads:
            return _CLAUSE
        return _OBJECT

    def _pronoun(self, at: int) -> None:
        text = self._text
        token = text.folded[at]
        who, alone = self._choose(at, token in FEMININE)
        if who is None:
            return
        self.meant[at] = who
        if who.female is None and alone:
            who.female = token in FEMININE
        if not text.quoted[at] and token not in ("him", "himself", "herself"):
            self._note(at, who)

    def _choose(self, at: int, female: bool) -> tuple[Referent | None, bool]:
        """Whom a pronoun means, and whether nobody else may be meant."""
        text = self._text
        paragraph, sentence = text.paragraph_of[at], self._narrated[text.sentence_of[at]]
        own = self._owners.get(at)
        speaker = self._speaker_around(at)
        bound = text.folded[at - 1] in CLAUSE_OPENERS and at > self.opening[text.sentence_of[at]]
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
            weight = one.weight + (_SAME_SENTENCE if bound and text.sentence_of[one.at] == text.sentence_of[at] else 0.0)
            weight *= _FADING ** (sentence - one.sentence) * _FADING_BREAK ** (paragraph - one.paragraph)
            weight *= (1.0 if who.female is not None else _UNSURE) * (_NAMELESS if isinstance(who, Unnamed) else 1.0)
            people[id(who)] = who
            sums[id(who)] = sums.get(id(who), 0.0) + weight
        if at in self._heads and (on := self._last_speaker(at)) and id(on) in sums:
            sums[id(on)] += _SPEAKS_ON
        return (people[max(sums, key=sums.__getitem__)], len(sums) == 1) if sums else (None, False)

    def _last_speaker(self, at: int) -> Referent | None:
        """Who spoke last in the paragraph before one that begins with quoted words: mostly speaks on."""
        text = self._text
        number = text.paragraph_of[at]
        if not text.quoted[text.first[number]]:
            return None
        for one in reversed(self._recent):
            if one.paragraph < number:
                break
            if one.at != at:
                return None
        before = [one for one in reversed(self._recent) if one.paragraph == number - 1]
        speaking = [one.who for one in before if self._talks(one.at)]
        return next(iter(speaking), None) or next((one.who for one in before if one.weight >= _SUBJECT), None)

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
    """The sex of people whom "he" or "she" follows in a sentence that names nobody else."""
    pronouns: dict[int, list[int]] = {}
    for at in text.places_of(_SUBJECTS):
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
