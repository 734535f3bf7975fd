"""Names of people in a document: full names found anywhere, so that a surname finds its owner."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from scorer.attributions.grammar import is_capitalised
from scorer.attributions.kinds import Kinds
from scorer.text import Text

_LONGEST = 6
_TITLES = {
    "dr": "doctor", "gov": "governor", "sen": "senator", "rep": "representative", "prof": "professor", "capt": "captain",
    "sgt": "sergeant", "rev": "reverend",
}  # fmt: skip
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})


class Person:
    """A person named in a document; ``roles`` are role words that stood beside the name."""

    __slots__ = ("female", "first", "first_at", "full", "roles")

    def __init__(self, full: str, first_at: int):
        self.full = full
        self.first = full.lower().split()[0] if " " in full else ""
        self.first_at = first_at
        self.roles: set[str] = set()
        self.female: bool | None = None


class People:
    """All people of a document by surname; a surname that two people share points at the last one named before."""

    def __init__(self, text: Text, kinds: Kinds):
        self.by_surname: dict[str, list[Person]] = {}
        self._by_name: dict[tuple[str, str], Person] = {}
        self.mentions: list[tuple[int, str]] = []
        self._collect(text, kinds)
        self.roles = {surname: set().union(*(person.roles for person in known)) for surname, known in self.by_surname.items()}
        self.firsts = {surname: {person.first for person in known} - {""} for surname, known in self.by_surname.items()}

    def _collect(self, text: Text, kinds: Kinds) -> None:
        folded, written = text.folded, text.words
        total = len(folded)
        not_name = kinds_not_names()
        end = 0
        for at in [at for at, word in enumerate(written) if word[:1].isupper()]:
            if at < end or len(folded[at]) < 2:
                continue
            end = at + 1
            while end < total and end - at < _LONGEST and is_capitalised(written[end]):
                end += 1
            self._name(folded, written, at, end, kinds, not_name)

    def _name(self, folded: list[str], written: list[str], first: int, end: int, kinds: Kinds, not_name: frozenset[str]) -> None:
        while first < end and (folded[first] in not_name or folded[first] in kinds.titles) and folded[first] not in kinds.given:
            first += 1
        names = folded[first:end]
        while names and names[-1] in _SUFFIXES:
            names.pop()
        if not names:
            return
        surname = names[-1]
        titled = first > 0 and folded[first - 1] in kinds.titles
        if len(names) > 1 and (names[0] in kinds.given or titled or (first and folded[first - 1] in kinds.roles)):
            if surname in kinds.institutions or surname in kinds.suffixes:
                return
            self._add(surname, " ".join(written[at] for at in range(first, end)), first, folded, kinds)
        elif surname in self.by_surname:
            self.mentions.append((first, surname))
            self._note_title(folded, first, self.by_surname[surname][-1])
        elif titled:
            self._add(surname, written[end - 1], first, folded, kinds)

    def _add(self, surname: str, full: str, at: int, folded: list[str], kinds: Kinds) -> None:
        known = self.by_surname.setdefault(surname, [])
        person = self._by_name.get((surname, full))
        if person is None:
            person = self._by_name[surname, full] = Person(full, at)
            known.append(person)
        for index in range(max(at - 4, 0), at):
            if folded[index] in kinds.roles:
                person.roles.add(folded[index])
            elif folded[index] in _TITLES:
                person.roles.add(_TITLES[folded[index]])
        self._roles_after(person, at, folded, kinds)
        self._note_title(folded, at, person)
        self.mentions.append((at, surname))

    def _roles_after(self, person: Person, at: int, folded: list[str], kinds: Kinds) -> None:
        for index in range(at, min(at + 16, len(folded))):
            if folded[index] in (".", "\n", ";", '"', "“"):
                return
            if folded[index] in kinds.roles:
                person.roles.add(folded[index])

    def _note_title(self, folded: list[str], at: int, person: Person) -> None:
        before = [folded[index] for index in range(max(at - 2, 0), at)]
        if any(
            token in ("ms", "mrs", "miss", "queen", "princess", "lady", "sister", "chairwoman", "spokeswoman", "congresswoman")
            for token in before
        ):
            person.female = True
        elif any(token in ("mr", "king", "prince", "lord", "sir", "chairman", "spokesman", "congressman") for token in before):
            person.female = False

    def owner(self, surname: str, at: int) -> Person | None:
        """The person a surname means at token ``at``."""
        known = self.by_surname.get(surname)
        if not known:
            return None
        return known[max(bisect_right(known, at, key=lambda person: person.first_at) - 1, 0)]

    def identify(self, surname: str, at: int, given: list[str] | None = None) -> str:
        """A surname, behind a first name where people of different first names share it."""
        firsts = self.firsts.get(surname, ())
        if len(firsts) < 2:
            return surname
        named = next((token for token in given or () if token in firsts), "")
        owner = self.owner(surname, at)
        return f"{named or (owner.first if owner else '')} {surname}"

    def with_role(self, role: str, at: int) -> str | None:
        """The surname of the last person named before token ``at`` beside whom the role word stood."""
        index = bisect_left(self.mentions, (at, "")) - 1
        seen = 0
        while index >= 0 and seen < 60:
            surname = self.mentions[index][1]
            if role in self.roles[surname]:
                return surname
            index -= 1
            seen += 1
        return None


def kinds_not_names() -> frozenset[str]:
    """Capitalised words that begin sentences but no names."""
    from scorer.lexicon import words

    return words("not_name")
