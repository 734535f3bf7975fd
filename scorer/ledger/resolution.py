"""Pass one: every mention finds its source; aliases and short names merge, pronouns and descriptions look back."""

from __future__ import annotations

from scorer.attributions.clauses import past_opening
from scorer.attributions.grammar import ARTICLES, COMMA
from scorer.attributions.head_nouns import Kind
from scorer.attributions.kinds import Kinds
from scorer.attributions.nests import Find
from scorer.attributions.noun_phrases import Phrases
from scorer.attributions.verbs import Range
from scorer.ledger.aliases import Bodies
from scorer.ledger.anonymity import last_called
from scorer.ledger.groups import OTHERS, Groups, is_plural
from scorer.ledger.names import People, Person
from scorer.ledger.referents import FEMININE, MASCULINE, REACH, Referent, Referents, Unnamed
from scorer.ledger.roles import role_beside
from scorer.text import Text
from scorer.types import UNNAMED, Attribution, Mention, Source

_PLURAL_KINDS = UNNAMED | {"weasel_group", "institution", "unnamed_ordinary"}
_THINGS = frozenset({"institution", "document", "media", "data"})
_NAMED = frozenset({"name", "acronym", "metonym", "outlet", "state", "wire", "site"})
_APPOSITION = "apposition: "
_SINGLE = frozenset({"anon_vague", "anon_described", "unnamed_ordinary", "person"})


class Resolver:
    """Resolves mentions in reading order; ``sources`` grows as they come."""

    def __init__(self, text: Text, kinds: Kinds, finds: list[Find]):
        self.text = text
        self.kinds = kinds
        self.phrases = Phrases(text, frozenset())
        self.sources: list[Source] = []
        self._kinds: dict[Range, Kind] = {}
        self.people = People(text, kinds, self._speaking_names(finds))
        self.referents = Referents(text, self.people, finds, self._called(finds))
        self._by_key: dict[tuple[str, str], Source] = {}
        self._by_start: dict[int, Source] = {}
        self._recent: list[Source] = []
        self._bodies = Bodies()
        self._groups = Groups(text, kinds)

    def _kind(self, source: Range) -> Kind:
        if source not in self._kinds:
            self._kinds[source] = self.kinds.of(source)
        return self._kinds[source]

    def _speaking_names(self, finds: list[Find]) -> list[Range]:
        """Names that attributions credit, which tell people whose first names no list knows."""
        names = []
        for find in finds:
            if find.source and self._kind(find.source).kind == "person" and self._kind(find.source).subkind in ("named", "short"):
                run = self.kinds.name_run(*self.kinds.core(find.source))
                if run and not self.kinds.demonyms.intersection(self.text.folded[run[1] - 1].rstrip("s").split("-")):
                    names.append(run)
        return names

    def _called(self, finds: list[Find]) -> dict[int, Referent]:
        """Who is meant where people are called by something else than a name: "the mayor", "a neighbour"."""
        called: dict[int, Referent] = {}
        folded = self.text.folded
        for first, last in self.text.sentences:
            if folded[first] == "the" and first + 1 < last:
                role = next((folded[at] for at in range(first + 1, min(first + 4, last)) if folded[at] in self.kinds.roles), "")
                if role and (person := self.people.with_role(role, first)):
                    called[first] = person
        for find in finds:
            if find.source is None or find.source[0] in called or find.polarity != "asserted":
                continue
            kind = self._kind(find.source)
            one = kind.kind in _SINGLE and kind.subkind not in ("named", "short", "pronoun")
            if (one or kind.subkind == "spokesperson") and not is_plural(self.text, self.kinds.core(find.source)):
                head = kind.evidence.split()[-1] if kind.evidence else ""
                reach = REACH if kind.kind == "anon_vague" else None
                person = self.people.with_role(head, find.source[0], reach) if kind.subkind == "description" else None
                female = True if head.endswith("woman") else False if head.endswith("man") else None
                called[find.source[0]] = person or Unnamed(find.source, female)
        return called

    def resolve(self, attribution: Attribution, source: Range, *, counts: bool = True) -> None:
        """Give an attribution its source and kind; ``counts`` False leaves the ledger as it is."""
        kind = self._kind(source)
        if attribution.order == "colon" and kind.subkind == "acronym":  # a transcript prints its speakers in capitals
            kind = Kind("person", "short", kind.evidence)
        found = self._find(kind, source)
        if found is None:
            found = self._make(kind, source, counts)
        attribution.source = found
        attribution.kind = found.kind
        attribution.subkind = kind.subkind
        if counts:
            span = self.text.span(*source)
            found.mentions.append(
                Mention(*span, self.text.paragraph_of[source[0]], self.text.document.text[span.start : span.end])
            )
            found.evidence.append(f"{kind.subkind or kind.kind}: {kind.evidence}")
            self._by_start[source[0]] = found
            self._groups.note_drift(found, source)
            if self._recent and self._recent[-1] is found:
                return
            self._recent.append(found)

    def replace(self, replaced: dict[int, Source]) -> None:
        """Know merged sources as what they are now."""
        if replaced:
            self._by_key = {key: replaced.get(id(source), source) for key, source in self._by_key.items()}

    def _make(self, kind: Kind, source: Range, counts: bool) -> Source:
        if kind.kind in ("none", "unnamed_ordinary") and self._groups.told_apart(source):
            withheld = self._subject_before(source[0], UNNAMED) is not None or self._groups.spoke_last(self._within_reach(source))
            kind = Kind("anon_vague" if withheld else "unnamed_ordinary", "people", kind.evidence)
        key = self._key(kind, source)
        if key in self._by_key:
            return self._by_key[key]
        name = self._name(kind, source)
        group = not counts and kind.kind == "official_group"  # a group that did not speak is nobody's word
        made = Source(len(self.sources) + 1 if counts else 0, "weasel_group" if group else kind.kind, name, kind.subkind)
        if counts:
            self.sources.append(made)
            self._by_key[key] = made
            if key[0] == "body":
                self._bodies.add(key[1], made)
        return made

    def _name(self, kind: Kind, source: Range) -> str:
        first, last = self.kinds.core(source)
        if kind.kind == "person" and (run := self._naming(kind, source)):
            person = self.people.owner(self.text.folded[run[1] - 1], run[0])
            if person:
                return person.full
        span = self.text.span(first, last)
        return self.text.document.text[span.start : span.end]

    def _key(self, kind: Kind, source: Range) -> tuple[str, str]:
        first, last = self.kinds.core(source)
        folded = [token for token in self.text.folded[first:last] if token not in ARTICLES and token != COMMA]
        if kind.kind == "person" and kind.subkind in ("named", "short"):
            run = self._naming(kind, source)
            return ("person", self._identity(run)) if run else ("person", " ".join(folded))
        if kind.kind in ("institution", "media") and (run := self.kinds.name_run(first, last)):
            return ("body", " ".join(self.text.folded[run[0] : run[1]]))
        if kind.kind in UNNAMED and folded and folded[0] in OTHERS:
            return (kind.kind, f"{' '.join(folded)}@{first}")
        return (kind.kind, " ".join(folded))

    def _naming(self, kind: Kind, source: Range) -> Range | None:
        """Where a person's name stands in a phrase: in its core, or in the apposition that told the kind."""
        if kind.evidence.startswith(_APPOSITION):
            names = kind.evidence.removeprefix(_APPOSITION).split()
            for at in range(source[0], source[1] - len(names) + 1):
                if self.text.folded[at : at + len(names)] == names:
                    return at, at + len(names)
        return self.kinds.name_run(*self.kinds.core(source))

    def _identity(self, run: Range) -> str:
        """Who a name means: its surname, and the person's full name where people of the document share it."""
        names = [token for token in self.text.folded[run[0] : run[1]] if token not in ("jr", "sr", "ii", "iii")]
        return self.people.identify(names[-1], run[0], names[:-1]) if names else ""

    def _find(self, kind: Kind, source: Range) -> Source | None:
        if kind.subkind == "pronoun":
            return self._pronoun(self.text.folded[self.kinds.core(source)[0]], source)
        if group := self._groups.of_member(source, self._everyone):
            return group
        if not OTHERS.isdisjoint(self.text.folded[source[0] : source[0] + 2]):
            return self._groups.other(source, self._everyone)
        if kind.subkind in ("description", "spokesperson"):
            return self._description(kind, source)
        if kind.kind in ("institution", "media") and (run := self.kinds.name_run(*self.kinds.core(source))):
            return self._bodies.find(" ".join(self.text.folded[run[0] : run[1]]))
        return None

    def _within_reach(self, source: Range) -> list[Source]:
        here = self.text.paragraph_of[source[0]]
        found = []
        for candidate in reversed(self._recent[-12:]):
            if candidate.mentions and here - candidate.mentions[-1].paragraph <= REACH and candidate not in found:
                found.append(candidate)
        return found

    def _pronoun(self, token: str, source: Range) -> Source | None:
        if token in ("who", "which", "that"):
            return self._antecedent(source)
        if token in ("i", "we", "you"):
            return None
        if token in MASCULINE or token in FEMININE:
            return self._referent(self.kinds.core(source)[0])
        reach = self._within_reach(source)
        wanted = _THINGS if token == "it" else _PLURAL_KINDS
        known = next((one for one in reach if one.kind in wanted), None)
        subject = self._subject_before(source[0], wanted)
        if subject and (known is None or self.text.starts[subject[0]] > known.mentions[-1].start):
            kind = self._kind(subject)
            return self._find(kind, subject) or self._make(kind, subject, True)
        return known or (reach[0] if reach and token != "it" else None)

    def _subject_before(self, at: int, wanted: frozenset[str]) -> Range | None:
        """The last subject before token ``at`` that "it", or "they", may mean, in its paragraph or the one before."""
        low = self.text.first[max(self.text.paragraph_of[at] - 1, 0)]
        for number in range(self.text.sentence_of[at], max(self.text.sentence_of[at] - 5, -1), -1):
            first, last = self.text.sentences[number]
            if first < low:
                return None
            phrase = self.phrases.after(past_opening(self.text, self.referents.opening[number], last), last, apposition=False)
            if phrase is None or phrase[1] >= at or self.text.quoted[phrase[0]] or self._kind(phrase).kind not in wanted:
                continue
            if wanted is _THINGS and self._kind(phrase).subkind in _NAMED:
                return phrase
            if wanted is not _THINGS and is_plural(self.text, self.kinds.core(phrase)):
                return phrase
        return None

    def _referent(self, at: int) -> Source | None:
        """The source whom "he" or "she" at a token means."""
        who = self.referents.meant.get(at)
        if isinstance(who, Person):
            return self._person_source(who)
        return self._by_start.get(who.phrase[0]) if who else None

    def pronouns(self) -> dict[int, str]:
        """The name, or what stands for one, of everybody whom a "he" or "she" means, by its token."""
        written, span = self.text.document.text, self.text.span
        return {
            at: who.full if isinstance(who, Person) else written[slice(*span(*self.kinds.core(who.phrase)))]
            for at, who in self.referents.meant.items()
        }

    def _person_source(self, person: Person) -> Source:
        key = ("person", self.people.key(person))
        if key not in self._by_key:
            made = Source(len(self.sources) + 1, "person", person.full, "named")
            self.sources.append(made)
            self._by_key[key] = made
        return self._by_key[key]

    def _antecedent(self, source: Range) -> Source | None:
        """The phrase right before a relative pronoun."""
        low = self.text.sentence_tokens(source[0])[0]
        end = source[0]
        while end > low and self.text.folded[end - 1] in (COMMA, "--"):
            end -= 1
        phrase = self.phrases.before(end, low) if end > low else None
        if phrase is None:
            return None
        named = self._described_name(phrase, low)
        phrase = named or phrase
        kind = self._kind(phrase)
        return self._find(kind, phrase) or self._make(kind, phrase, True)

    def _described_name(self, phrase: Range, low: int) -> Range | None:
        """The name that a phrase stands in apposition to: "Gov. Otto Halvorsen, a Republican who …"."""
        comma = phrase[0] - 1
        if comma <= low or self.text.folded[comma] != COMMA:
            return None
        before = self.phrases.before(comma, low)
        return before if before and self._kind(before).kind == "person" else None

    def _description(self, kind: Kind, source: Range) -> Source | None:
        """ "the people", "the mayor", "the statement", "a spokesman": the last source it fits."""
        reach = self._within_reach(source)
        head = kind.evidence.split()[-1] if kind.evidence else ""
        if kind.subkind == "spokesperson":
            if self._names_body(source):
                return None
            return next((one for one in reach if one.kind == "institution"), None)
        if kind.kind in ("person", "anon_vague", "unnamed_ordinary"):
            withheld = kind.kind == "anon_vague"
            if withheld and (near := last_called(head, reach)):
                return near
            unnamed = (
                [one for one in self._everyone() if one.kind in UNNAMED and self._groups.fits(one, head)] if withheld else []
            )
            if unnamed:
                return unnamed[0]
            person = self.people.with_role(head, source[0], REACH if withheld else None)
            if person:
                return self._person_source(person)
            return None if withheld else last_called(head, self._everyone())
        if kind.kind in ("document", "data", "institution", "media"):
            fit = [one for one in reach if one.kind == kind.kind]
            any_body = fit[0] if fit and kind.kind in ("institution", "media") else None
            return next((one for one in fit if head in one.name.lower()), any_body)
        return None

    def _everyone(self) -> list[Source]:
        return list(reversed(self._recent[-30:]))

    def _names_body(self, source: Range) -> bool:
        run = self.kinds.name_run(*source)
        return run is not None or any(token in self.kinds.institutions for token in self.text.folded[source[0] : source[1]])

    def settle_roles(self) -> None:
        """Give every person the post told first beside the name."""
        for naming in self.people.mentions:
            source = self._by_key.get(("person", self.people.key(naming.person)))
            if source is not None and not source.role:
                source.role = role_beside(self.text, self.kinds, naming)
