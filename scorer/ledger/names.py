"""Names of people in a document: full names found anywhere, so that a surname finds its owner."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from scorer.attributions.grammar import COMMA, DAYS, POSSESSIVES, PREPOSITIONS
from scorer.attributions.heads import UNNAMED_HEADS
from scorer.attributions.kinds import Kinds
from scorer.attributions.verbs import Range
from scorer.ledger.first_names import same_first, sex_of
from scorer.ledger.name_runs import TITLES, Capitals
from scorer.lexicon import words
from scorer.text import Text

_STOPS = frozenset([".", "\n", ";", '"', "“"])
_BEHIND = 16
"""So many tokens behind a name are searched for the post in an apposition."""
_FEMALE = frozenset(
    """
    ms mrs miss mme queen princess lady dame sister baroness duchess countess wife ex-wife daughter mother girlfriend widow
    actress grandmother niece aunt waitress businesswoman heroine stepdaughter granddaughter fiancée hostess
    """.split()
)
_MALE = frozenset(
    """
    mr king prince lord sir baron duke count husband ex-husband son father boyfriend widower actor grandfather nephew uncle
    waiter businessman stepson grandson fiancé imam rabbi pope monsignor sheikh
    """.split()
)


class Person:
    """A person named in a document; ``roles`` are role words that stood beside the name, ``female`` None while unknown."""

    __slots__ = ("female", "first", "first_at", "full", "roles", "surname")

    def __init__(self, names: list[str], full: str, first_at: int):
        self.surname = names[-1]
        self.full = full
        self.first = names[0] if len(names) > 1 else ""
        self.first_at = first_at
        self.roles: set[str] = set()
        self.female = sex_of(self.first)


class Naming(NamedTuple):
    """Where a person is named: tokens from ``first`` up to, not with, ``last``; ``alone`` without a first name."""

    first: int
    last: int
    person: Person
    alone: bool


class People:
    """All people of a document by surname, and every place that names them, in order.

    ``speakers`` are names that attributions credit: they are people although no list knows their first name.
    """

    def __init__(self, text: Text, kinds: Kinds, speakers: Iterable[Range] = ()):
        self.by_surname: dict[str, list[Person]] = {}
        self.mentions: list[Naming] = []
        self._text = text
        self._kinds = kinds
        self._firsts: set[str] = set()
        self._singles: list[Range] = []
        self._opening = words("not_name")
        self._particles = words("particle")
        self._capitals = Capitals(text, kinds)
        self._roles = kinds.roles - UNNAMED_HEADS
        self._bodily = (kinds.institutions, kinds.suffixes, kinds.demonyms, kinds.outlets, DAYS)
        runs = [name for run in self._capitals.runs() if (name := self._capitals.bare(*run))]
        self._alone = Counter(
            text.folded[first] for first, last in runs if last - first == 1 and not self._capitals.only_opens(first)
        )
        for first, last in runs:
            self._register(first, last)
        for run in speakers:
            if name := self._capitals.bare(*run):
                self._add(*name)
        for name in self._singles:  # "his wife, Ana", who has no surname
            self._add(*name)
        self._aliases = self._short_names()
        self._note_mentions(runs)
        self._starts = [naming.first for naming in self.mentions]

    def _register(self, first: int, last: int) -> None:
        """Know a name as a person's by its first name, title or post."""
        folded, kinds = self._text.folded, self._kinds
        surname = folded[last - 1]
        before = folded[first - 1] if first else ""
        titled = before in kinds.titles or before in TITLES
        if last - first > 1:
            person = folded[first] in kinds.given or titled or before in kinds.roles or self._looks_like_one(first, last)
            if person and surname not in kinds.institutions and surname not in kinds.suffixes:
                self._add(first, last)
        elif titled and surname not in kinds.institutions:
            self._add(first, last)
        elif (
            self._alone[surname] and sex_of(surname) is not None and surname not in kinds.places and surname not in self._opening
        ):
            self._singles.append((first, last))

    def _looks_like_one(self, first: int, last: int) -> bool:
        """Whether a name no list knows is a person's: its end or head comes again alone, or an age or a post follows."""
        folded, kinds = self._text.folded, self._kinds
        names = folded[first:last]
        if names[0] in kinds.places or any(not known.isdisjoint(names) for known in self._bodily):
            return False
        if folded[last] == COMMA or folded[last] in ("is", "was"):
            behind = folded[last + 1 : last + 3]
            if (behind[0].isdigit() and behind[1] == COMMA) or behind[0] == "who" or behind[0] in ("a", "an"):
                return True
        headline = first == self._text.first[self._text.paragraph_of[first]] and self._text.paragraph_of[first] == 0
        return not headline and names[0] not in self._opening and (self._alone[names[-1]] > 0 or self._alone[names[0]] > 1)

    def _short_names(self) -> dict[str, Person]:
        """What calls just one person besides the surname: the first name, or the family name where it stands first."""
        calls: dict[str, set[Person]] = {}
        for known in self.by_surname.values():
            for person in known:
                if person.first and person.first not in self.by_surname and len(person.first) > 1:
                    calls.setdefault(person.first, set()).add(person)
        return {name: next(iter(people)) for name, people in calls.items() if len(people) == 1}

    def _add(self, first: int, last: int) -> None:
        """Know a person by a name; a name of one word is a surname unless it is somebody's first name."""
        names = self._text.folded[first:last]
        known = self.by_surname.get(names[-1], [])
        full = " ".join(self._text.words[at] for at in range(first, last))
        if self._is_surname(first, last):
            if not known and names[0] not in self._firsts:
                self._know(Person(names[-1:], full, first))
            return
        self._firsts.add(names[0])
        if self._same(known, names[0]) is not None:
            return
        if len(known) == 1 and not known[0].first:  # first met by the surname alone
            known[0].full, known[0].first = full, names[0]
            known[0].female = sex_of(names[0]) if known[0].female is None else known[0].female
        else:
            self._know(Person(names, full, first))

    def _is_surname(self, first: int, last: int) -> bool:
        """Whether a name is a surname alone: one word, or with small words before it ("De la Cruz")."""
        token = self._text.folded[first]
        return last - first == 1 or (token in self._particles and token not in self._kinds.given)

    def _know(self, person: Person) -> None:
        self.by_surname.setdefault(person.surname, []).append(person)

    def _same(self, known: list[Person], first: str) -> Person | None:
        return next((person for person in known if same_first(person.first, first)), None)

    def _note_mentions(self, runs: list[Range]) -> None:
        """All namings in order; a surname alone is the person of that surname named in full just before, else the first."""
        text = self._text
        last_full: dict[str, tuple[int, Person]] = {}
        for first, last in runs:
            surname = text.folded[last - 1]
            known = self.by_surname.get(surname)
            alone = self._is_surname(first, last)
            if not known:
                if alone and not self._capitals.only_opens(first) and (called := self._aliases.get(surname)):
                    self.mentions.append(Naming(first, last, called, True))
                continue
            named = None if alone else self._same(known, text.folded[first])
            if named is None and not alone:
                continue
            if named is None:
                sex = self._sex_before(first)
                recent = last_full.get(surname)
                near = recent is not None and text.paragraph_of[first] - text.paragraph_of[recent[0]] <= 1
                ranked = [recent[1], *known] if recent and near else known
                named = next((one for one in ranked if sex is None or one.female in (None, sex)), ranked[0])
            elif self._possessor_free(first, last):
                last_full[surname] = (first, named)
            self.mentions.append(Naming(first, last, named, alone))
            self._learn(named, first, last)

    def _possessor_free(self, first: int, last: int) -> bool:
        """Whether a full name takes over its surname: it opens its sentence and owns nothing ("Jana Horak's shop")."""
        return self._text.folded[last] != "'s" and first - self._text.sentence_tokens(first)[0] <= 6

    def _sex_before(self, first: int) -> bool | None:
        """The sex told by a title or a relation right before a name."""
        for at in range(first - 1, max(first - 3, -1), -1):
            token = self._text.folded[at]
            if token in _FEMALE or token.endswith("woman"):
                return True
            if token in _MALE or (token.endswith("man") and token in self._roles):
                return False
            if token in _STOPS or token in PREPOSITIONS:
                break
        return None

    def _learn(self, person: Person, first: int, last: int) -> None:
        """Posts and sex, from what stands beside a name."""
        folded, roles = self._text.folded, self._roles
        sex = self._sex_before(first)
        for at in range(first - 1, max(first - 5, -1), -1):
            if folded[at] in roles or folded[at] in TITLES:
                person.roles.add(TITLES.get(folded[at], folded[at]))
            elif not self._text.capitals[at]:  # "the auditor accused Brandt"
                break
        if folded[last] == "," or folded[last] == "(":
            for at in range(last + 1, min(last + _BEHIND, len(folded))):
                if folded[at] in _STOPS or (at > last + 2 and folded[at] == "who"):
                    break
                if folded[at] in roles:
                    person.roles.add(folded[at])
                if sex is None and at < last + 6 and folded[at].endswith("woman") and folded[at - 1] not in POSSESSIVES:
                    sex = True
        elif folded[last] in ("is", "was"):
            for at in range(last + 1, min(last + 6, len(folded))):
                if folded[at] in roles:
                    person.roles.add(folded[at])
        if sex is not None and (person.female is None or folded[first - 1] in ("mr", "mrs", "ms", "miss")):
            person.female = sex

    def named_before(self, at: int) -> int:
        """The number of namings before token ``at``."""
        return bisect_left(self._starts, at)

    def owner(self, surname: str, at: int, given: str = "") -> Person | None:
        """The person a name at token ``at`` means."""
        index = bisect_left(self._starts, at)
        for naming in self.mentions[index : index + 2]:
            if naming.first <= at + 3 and surname in (naming.person.surname, naming.person.first):
                return naming.person
        known = self.by_surname.get(surname)
        if not known:
            return None
        return (self._same(known, given) if given else None) or known[0]

    def identify(self, surname: str, at: int, given: list[str] | None = None) -> str:
        """A surname, behind a first name where people of different first names share it."""
        owner = self.owner(surname, at, given[0] if given else "")
        return self.key(owner) if owner else surname

    def key(self, person: Person) -> str:
        """What tells a person from all others of the document."""
        return f"{person.first} {person.surname}" if len(self.by_surname[person.surname]) > 1 else person.surname

    def with_role(self, role: str, at: int, reach: int | None = None) -> Person | None:
        """The last person named before token ``at``, at most ``reach`` paragraphs back, beside whom the role word stood."""
        index = bisect_left(self._starts, at) - 1
        for naming in reversed(self.mentions[max(index - 60, 0) : index + 1]):
            if reach is not None and self._text.paragraph_of[at] - self._text.paragraph_of[naming.first] > reach:
                return None
            if role in naming.person.roles:
                return naming.person
        return None
