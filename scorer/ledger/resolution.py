"""Pass one: every mention finds its source; aliases and short names merge, pronouns look back three paragraphs."""

from __future__ import annotations

from bisect import bisect_left

from scorer.attributions.grammar import ARTICLES, COMMA, POSSESSIVES
from scorer.attributions.kinds import Kind, Kinds
from scorer.attributions.nests import Find
from scorer.attributions.noun_phrases import Phrases, Range
from scorer.ledger.names import People, Person
from scorer.text import Text
from scorer.types import UNNAMED, Attribution, Mention, Source

REACH = 3
"""How many paragraphs a pronoun or description may look back."""
_PLURAL_KINDS = UNNAMED | {"weasel_group", "institution", "unnamed_ordinary"}
_THINGS = frozenset({"institution", "document", "media", "data"})
_NAMED = frozenset({"name", "acronym", "metonym", "outlet", "state", "wire", "site"})
_MASCULINE = frozenset({"he", "him", "his"})
_SMALL = frozenset({"of", "the", "and", "for"})
_FEMININE = frozenset({"she", "her"})


class Resolver:
    """Resolves mentions in reading order; ``sources`` grows as they come."""

    def __init__(self, text: Text, kinds: Kinds):
        self.text = text
        self.kinds = kinds
        self.people = People(text, kinds)
        self.phrases = Phrases(text, frozenset())
        self.sources: list[Source] = []
        self._by_key: dict[tuple[str, str], Source] = {}
        self._recent: list[Source] = []
        self._gender: dict[int, bool] = {}
        self._initials: dict[str, Source] = {}
        self._subjects = {female: self._named_subjects(female) for female in (False, True)}

    def resolve(self, attribution: Attribution, source: Range, *, counts: bool = True) -> None:
        """Give an attribution its source and kind; ``counts`` False leaves the ledger as it is."""
        kind = self.kinds.of(source)
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
            if self._recent and self._recent[-1] is found:
                return
            self._recent.append(found)

    def _make(self, kind: Kind, source: Range, counts: bool) -> Source:
        key = self._key(kind, source)
        if key in self._by_key:
            return self._by_key[key]
        name = self._name(kind, source)
        group = not counts and kind.kind == "official_group"  # a group that did not speak is nobody's word
        made = Source(len(self.sources) + 1 if counts else 0, "weasel_group" if group else kind.kind, name, kind.subkind)
        if counts:
            self.sources.append(made)
            self._by_key[key] = made
            if key[0] == "person" and (run := self.kinds.name_run(*self.kinds.core(source))):
                self._note_gender(made, self.people.owner(self.text.folded[run[1] - 1], run[0]))
            if key[0] == "body":
                self._initials.setdefault("".join(word[0] for word in key[1].split() if word not in _SMALL), made)
        return made

    def _note_gender(self, source: Source, person: Person | None) -> None:
        if person and person.female is not None:
            self._gender[source.id] = person.female

    def _name(self, kind: Kind, source: Range) -> str:
        first, last = self.kinds.core(source)
        if kind.kind == "person" and (run := self.kinds.name_run(first, last)):
            person = self.people.owner(self.text.folded[run[1] - 1], run[0])
            if person:
                return person.full
        span = self.text.span(first, last)
        return self.text.document.text[span.start : span.end]

    def _key(self, kind: Kind, source: Range) -> tuple[str, str]:
        first, last = self.kinds.core(source)
        folded = [token for token in self.text.folded[first:last] if token not in ARTICLES and token != COMMA]
        if kind.kind == "person" and kind.subkind in ("named", "short"):
            run = self.kinds.name_run(first, last)
            return ("person", self._identity(run)) if run else ("person", " ".join(folded))
        if kind.kind in ("institution", "media") and (run := self.kinds.name_run(first, last)):
            return ("body", " ".join(self.text.folded[run[0] : run[1]]))
        if kind.kind in UNNAMED and folded and folded[0] in ("another", "second", "third", "other"):
            return (kind.kind, f"{' '.join(folded)}@{first}")
        return (kind.kind, " ".join(folded))

    def _identity(self, run: Range) -> str:
        """Who a name means: its surname, and the person's full name where people of the document share it."""
        names = [token for token in self.text.folded[run[0] : run[1]] if token not in ("jr", "sr", "ii", "iii")]
        return self.people.identify(names[-1], run[0], names[:-1]) if names else ""

    def _find(self, kind: Kind, source: Range) -> Source | None:
        if kind.subkind == "pronoun":
            return self._pronoun(self.text.folded[self.kinds.core(source)[0]], source)
        if kind.subkind in ("description", "spokesperson"):
            return self._description(kind, source)
        if kind.subkind == "acronym":
            return self._acronym(source)
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
        reach = self._within_reach(source)
        if token in _MASCULINE or token in _FEMININE:
            return self._person(token in _FEMININE, reach, source)
        if token == "it":
            return self._body_before(source) or next((one for one in reach if one.kind in _THINGS), None)
        plural = next((one for one in reach if one.kind in _PLURAL_KINDS), None)
        return plural or (reach[0] if reach else None)

    def _body_before(self, source: Range) -> Source | None:
        """The body, by name, that the sentence before in the same paragraph speaks of first."""
        number = self.text.sentence_of[source[0]] - 1
        if number < 0 or self.text.paragraph_of[self.text.sentences[number][0]] != self.text.paragraph_of[source[0]]:
            return None
        phrase = self.phrases.after(*self.text.sentences[number])
        kind = self.kinds.of(phrase) if phrase else None
        if phrase is None or kind is None or kind.kind not in _THINGS or kind.subkind not in _NAMED:
            return None
        return self._find(kind, phrase) or self._make(kind, phrase, True)

    def _person(self, female: bool, reach: list[Source], source: Range) -> Source | None:
        """The last person who may be meant: a subject named since, else a source; gender kept once known."""
        fit = [one for one in reach if one.kind == "person" and self._gender.get(one.id, female) == female]
        here = self.text.paragraph_of[source[0]]
        fit = fit or [
            one
            for one in reach
            if one.kind in ("anon_vague", "anon_described", "unnamed_ordinary") and here - one.mentions[-1].paragraph <= 1
        ]
        near = self._last_named(source[0], female)
        if near and (not fit or near[0] > fit[0].mentions[-1].start):
            found: Source | None = self._person_source(near[1], near[2])
        else:
            found = fit[0] if fit else None
        if found:
            self._gender.setdefault(found.id, female)
        return found

    def _last_named(self, at: int, female: bool) -> tuple[int, str, int] | None:
        """The last person named as a subject before token ``at``: sentence or clause opener, within reach."""
        subjects = self._subjects[female]
        index = bisect_left(subjects, (at, "")) - 1
        if index < 0 or self.text.paragraph_of[at] - self.text.paragraph_of[subjects[index][0]] > REACH:
            return None
        token, surname = subjects[index]
        return self.text.starts[token], surname, token

    def _named_subjects(self, female: bool) -> list[tuple[int, str]]:
        """Token and surname of the people named as subjects in the document who may be meant by "she", or by "he"."""
        return [
            (token, surname)
            for token, surname in self.people.mentions
            if not self.text.quoted[token]
            and self._opens_sentence(token)
            and (person := self.people.owner(surname, token))
            and person.female in (None, female)
        ]

    def _opens_sentence(self, at: int) -> bool:
        low = self.text.sentence_tokens(at)[0]
        return at - low <= 4

    def _person_source(self, surname: str, at: int) -> Source:
        key = ("person", self.people.identify(surname, at))
        if key not in self._by_key:
            person = self.people.owner(surname, at)
            made = Source(len(self.sources) + 1, "person", person.full if person else surname, "named")
            self.sources.append(made)
            self._by_key[key] = made
            self._note_gender(made, person)
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
        kind = self.kinds.of(phrase)
        return self._find(kind, phrase) or self._make(kind, phrase, True)

    def _described_name(self, phrase: Range, low: int) -> Range | None:
        """The name that a phrase stands in apposition to: "Gov. Otto Halvorsen, a Republican who …"."""
        comma = phrase[0] - 1
        if comma <= low or self.text.folded[comma] != COMMA:
            return None
        before = self.phrases.before(comma, low)
        return before if before and self.kinds.of(before).kind == "person" else None

    def _description(self, kind: Kind, source: Range) -> Source | None:
        """ "the people", "the mayor", "the statement", "a spokesman": the last source it fits."""
        reach = self._within_reach(source)
        head = kind.evidence.split()[-1] if kind.evidence else ""
        if kind.subkind == "spokesperson":
            if self._names_body(source):
                return None
            return next((one for one in reach if one.kind == "institution"), None)
        if kind.kind in ("person", "anon_vague", "unnamed_ordinary"):
            surname = self.people.with_role(head, source[0])
            if surname:
                return self._person_source(surname, source[0])
            if kind.kind == "anon_vague":
                return next((one for one in self._everyone() if one.kind in UNNAMED and self._fits(one, head)), None)
            return None
        if kind.kind in ("document", "data", "institution", "media"):
            return next(
                (
                    one
                    for one in reach
                    if one.kind == kind.kind and (kind.kind in ("institution", "media") or head in one.name.lower())
                ),
                None,
            )
        return None

    def party(self, at: int) -> tuple[Source | None, bool]:
        """The source that is the subject of the verb at token ``at``, and whether there is a subject that has a name."""
        low = self.text.sentence_tokens(at)[0]
        phrase = self.phrases.before(self.phrases.verb_group(at, low), low)
        kind = self.kinds.of(phrase) if phrase else None
        if phrase is None or kind is None or kind.kind not in ("person", "institution", "media") or kind.subkind == "description":
            return None, False
        return self._by_key.get(self._key(kind, phrase)), True

    def _everyone(self) -> list[Source]:
        return list(reversed(self._recent[-30:]))

    def _names_body(self, source: Range) -> bool:
        run = self.kinds.name_run(*source)
        return run is not None or any(token in self.kinds.institutions for token in self.text.folded[source[0] : source[1]])

    def _fits(self, source: Source, head: str) -> bool:
        name = source.name.lower()
        stem = head.removesuffix("s")
        if head in ("people", "person", "individuals", "individual", "one", "those", "both"):
            return (
                any(word in name for word in ("people", "person", "one", "those", "individual"))
                or source.kind != "official_group"
            )
        return stem in name

    def _acronym(self, source: Range) -> Source | None:
        """ "CIA" for a body whose initials it is."""
        run = self.kinds.name_run(*self.kinds.core(source))
        letters = self.text.folded[run[0]] if run else ""
        return self._initials.get(letters)

    def relays(self, attribution: Attribution, find: Find) -> bool:
        """Whether the source passes on what somebody else told: a second voice with its own verb inside the content."""
        for inner in find.inner:
            if (
                inner.source is None
                or inner.polarity != "asserted"
                or inner.hit.phrase.label not in ("neutral", "according", "doubt")
            ):
                continue
            token = self.text.folded[self.kinds.core(inner.source)[0]]
            if token in ("he", "she", "they", "i", "we", "it", "who", "that", "which") or token in POSSESSIVES:
                continue
            if self.text.folded[inner.hit.first] in ("told", "informed", "assured", "warned") or attribution.kind in UNNAMED | {
                "media"
            }:
                return True
        return False
