"""Noun phrases beside a cue: the subject to its left, the speaker to its right, each with title and apposition.

Ranges are token indices, end exclusive.
"""

from __future__ import annotations

from scorer.attributions.appositions import LONGEST
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
    MARKS,
    PREPOSITIONS,
    PRONOUNS,
    QUOTE_MARKS,
    RELATIVES,
    STOPS,
    TIME_PREPOSITIONS,
    TIMES,
    is_adverb,
)
from scorer.attributions.heads import coordinates
from scorer.attributions.speakers import Speakers
from scorer.attributions.verb_groups import past_span
from scorer.attributions.verbs import Range, Verbs
from scorer.text import Text

_LONGEST = 26
_SINGLE = frozenset(["'", "’", "‘"])
_OPENERS = CLAUSE_OPENERS | PRONOUNS | {"who", "which", "whom"}
_JOINTS = frozenset(["and", "or", "nor"])
_EDGES = MARKS | _SINGLE | _JOINTS | _OPENERS | AUXILIARIES | ADVERBS | {"whose"}
"""Tokens at which a noun phrase may begin; the others belong to it."""
_LONGEST_CLAUSE = 16
_ASIDE = 10
"""Tokens that two dashes may part a subject from its verb by, whatever they are."""
_OCCASIONS = frozenset("after before when while asked speaking during since as".split())
_INSERTS = PREPOSITIONS | _OCCASIONS
_TRIMMED = PREPOSITIONS | {"after", "before", "since", "despite", "amid", "according"}


class Phrases:
    """Finds noun phrases in one text; ``cues`` are token indices that a cue or an act holds."""

    def __init__(self, text: Text, cues: frozenset[int] | set[int]):
        self.text = text
        self.folded = text.folded
        self.capitals = text.capitals
        self.verbs = Verbs(text, cues)
        self.speakers = Speakers(text, self.verbs)
        self.appositions = self.speakers.appositions

    def verb_group(self, first: int, low: int) -> int:
        """Where the verb group that ends in token ``first`` begins: auxiliaries and adverbs to its left."""
        at = past_span(self.folded, first, low)
        while at > low and self._leads_up(at - 1):
            if self.folded[at - 1] == "'s" and at - 1 > low and not self._subject_like(at - 2):
                break
            at -= 1
        return at

    def _leads_up(self, at: int) -> bool:
        """Whether a token belongs to the verb behind it: an auxiliary, an adverb, the "to" of "has yet to say"."""
        token = self.folded[at]
        if token in AUXILIARIES and not self.verbs.in_name(at):
            return True
        if token == "to":
            return self.folded[at - 1] == "yet" and self.folded[at - 2] in AUXILIARIES
        return is_adverb(token) and not self.capitals[at]

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

    def holder(self, end: int, low: int) -> Range | None:
        """Who stands in the genitive before token ``end``: of a name no more than its capitals, posts and article."""
        phrase = self.before(end, low)
        if phrase is None or not self.capitals[end - 1]:
            return phrase
        first = end - 1
        while first > phrase[0] and self._names(first - 1):
            first -= 1
        return (first, phrase[1])

    def _names(self, at: int) -> bool:
        token = self.folded[at]
        if self.capitals[at] or token in self.verbs.roles or token in self.verbs.titles:
            return True
        return token in ("the", "of", "and", "'s") or (at > 0 and token in ("for", "de", "van", "von", "al", "bin"))

    def _relative(self, at: int, low: int) -> int | None:
        """The "who" of a relative clause without commas that ends at token ``at``: "an aide who saw the file said"."""
        floor = max(low, at - _LONGEST_CLAUSE)
        if "who" not in self.folded[floor + 1 : at]:
            return None
        verbs = 0
        for index in range(at - 1, floor, -1):
            token = self.folded[index]
            if self.verbs.closes(index) and not self.verbs.closes(index + 1):  # a cue of several words counts once
                verbs += 1
                if verbs > 1:
                    return None
            if token in MARKS or token in {"that", "because", "when", "if", "and", "but"}:
                return None
            if token == "who":
                return index if at - index > 2 else None
        return None

    def _skip_times(self, end: int, low: int) -> int:
        """Left over "on Thursday evening", "last week", "Monday" between subject and verb."""
        at = end
        if self.folded[end - 1] == "may" and self.verbs.in_name(end - 1):
            return end
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
                (token in STOPS and token != mark) or token in QUOTE_MARKS for token in self.folded[opener + 1 : at - 1]
            ):
                return None
            dashed = mark == "--" and at - opener <= _ASIDE
            if dashed or self.appositions.opens(opener + 1, at - 1) or self._inserted(opener + 1, at - 1):
                head = self._head(opener, low, end=opener)
                if head is None or not all(self.folded[i].isdigit() for i in range(*head)):
                    if head is None:
                        return None
                    first = self._named(head, low)
                    return (first, head[1] if self.appositions.loose(opener + 1, at - 1) else at)
            opener = self._find_left(mark, opener, low)
            if opener is not None and at - opener > LONGEST:
                return None
        return None

    def _inserted(self, first: int, last: int) -> bool:
        """Whether a circumstance stands between subject and verb: "Brandt, in an interview on Friday, said"."""
        if last - first <= 2 and (is_adverb(self.folded[first]) or self.folded[first : first + 2] == ["of", "course"]):
            return True
        return self.folded[first] in _INSERTS and last - first <= _LONGEST_CLAUSE

    def _named(self, head: Range, low: int) -> int:
        """Where a subject begins whose head is only an apposition or a label: "Tove Lind, R-Tarnwick, a farmer, said"."""
        first = head[0]
        while first - 2 > low and self.folded[first - 1] == COMMA and self._labels(first):
            before = self._head(first - 1, low, end=first - 1)
            if before is None or not self._opens_clause(before[0], low) or self.folded[before[0]] in TIMES:
                break
            if not self.capitals[before[1] - 1]:
                break
            first = before[0]
        return first

    def _labels(self, at: int) -> bool:
        """Whether a phrase that begins here only tells more of the name before it."""
        token = self.folded[at]
        party = self.capitals[at] and "-" in token
        return party or token in ("jr", "jr.", "sr", "a", "an", "the") or token in self.verbs.roles or token.startswith("co-")

    def _opens_clause(self, at: int, low: int) -> bool:
        return at == low or self.folded[at - 1] in MARKS or self.folded[at - 1] in CONJUNCTIONS

    def _head(self, at: int, low: int, end: int) -> Range | None:
        """The noun phrase to the left of token ``at``, back to the edge of its clause."""
        first = at
        floor = max(low, at - _LONGEST)
        while first > floor:
            token = self.folded[first - 1]
            if token not in _EDGES and first - 1 not in self.verbs.cues:
                first -= 1
                continue
            if token in MARKS:
                if token in BRACKETS and token == ")" and (opener := self._find_left("(", first - 1, floor)) is not None:
                    first = opener
                    continue
                break
            if token in _SINGLE and self.text.quoted[first - 1]:
                break
            if first - 1 in self.verbs.cues and self.verbs.closes(first - 1):
                break
            if token in _JOINTS:
                if not self._joins_names(first - 1, floor):
                    break
            elif (
                token in _OPENERS
                or (token in AUXILIARIES and token != "'s" and not self.verbs.in_name(first - 1))
                or self._opening_adverb(first - 1, floor)
            ):
                break
            first -= 1
            if token == "whose":
                break
        first = self._trim(first, at)
        return (first, end) if first < at else None

    def _opening_adverb(self, at: int, floor: int) -> bool:
        """Whether a lower-case adverb opens the clause, so that the subject begins behind it."""
        token = self.folded[at]
        if token not in ADVERBS or token in DETERMINERS or self.capitals[at]:
            return False
        return at == floor or self.folded[at - 1] in MARKS

    def _joins_names(self, at: int, floor: int) -> bool:
        """Whether "and" joins two parts of one subject: capitalised or determined on both sides."""
        if at - 1 < floor:
            return False
        if coordinates(self.folded, at):
            return True
        if self.folded[at] == "and" and self.folded[at - 1] in self.verbs.people and self._people_behind(at + 1):
            return True
        if self.folded[at] == "and" and self.folded[at + 1] == "others":
            return True
        if self.capitals[at - 1] and (self.capitals[at + 1] or self.folded[at + 1] in DETERMINERS):
            return True
        return self.folded[at + 1] not in PRONOUNS and self.folded[at - 1] in self.verbs.roles

    def _people_behind(self, at: int) -> bool:
        """Whether several people are told from token ``at`` on, with two modifiers at most: "and city officials"."""
        for token in self.folded[at : at + 3]:
            if token in self.verbs.people:
                return True
            if token in MARKS or token in AUXILIARIES or token in PREPOSITIONS or token in PRONOUNS:
                return False
        return False

    def _trim(self, first: int, at: int) -> int:
        """Drop what opens the clause but not the phrase: conjunction, adverb, a leading prepositional phrase."""
        while first < at and (
            self.folded[first] in CONJUNCTIONS
            or (is_adverb(self.folded[first]) and self.folded[first] not in DETERMINERS)
            or self.folded[first] in CLAUSE_OPENERS
            or self.folded[first] == "'s"
        ):
            first += 1
        close_to = first < at and (self.folded[first] != "close" or self.folded[first + 1] == "to")  # "close friends" is none
        if close_to and self.folded[first] in _TRIMMED:
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
            if token in DETERMINERS or (self.capitals[index] and not self.capitals[index - 1]):
                start = index
        return start

    def after(self, first: int, high: int, *, apposition: bool = True) -> Range | None:
        """The noun phrase that begins at token ``first``: the speaker of an inverted cue."""
        return self.speakers.after(first, high, apposition=apposition)
