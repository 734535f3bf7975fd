"""Who a phrase means as a party: a person, a body, or whom a spokesman, a lawyer or an office answers for."""

from __future__ import annotations

from bisect import bisect_left
from functools import cached_property
from typing import NamedTuple

from scorer.attributions import Kinds
from scorer.attributions.grammar import ARTICLES, COMMA, PRONOUNS, RELATIVES, is_capitalised
from scorer.attributions.noun_phrases import Phrases, Range
from scorer.ledger.bodies import Bodies
from scorer.ledger.names import People
from scorer.text import Text
from scorer.types import Attribution, Source, Span

_REACH = 3
_VOICES = frozenset(
    """
    spokesman spokeswoman spokesperson spokespeople spokesmen spokeswomen lawyer lawyers attorney attorneys counsel
    solicitor solicitors barrister publicist representative representatives office team camp aide secretary
    """.split()
)
"""Who and what answers for somebody else; an office, a team, a secretary only with a holder beside it."""
_HELD = frozenset("office team camp aide secretary counsel".split())
_FOR = frozenset(["for", "of", "to", "representing", "at", "with"])
_PERSONAL = {
    "he": "m", "him": "m", "his": "m", "she": "f", "her": "f", "hers": "f", "it": "t", "its": "t",
    "they": "p", "them": "p", "their": "p",
}  # fmt: skip
_NOBODY = frozenset("i we you me us my our your".split())
_LEADING = frozenset("both either neither even including among by from".split())
_UNNAMED_KINDS = frozenset({"weasel_group", "unnamed_ordinary", "official_group", "anon_vague", "anon_described"})


class Party(NamedTuple):
    """One party: ``key`` is the same wherever it is meant, ``at`` the token at which it was read."""

    key: str
    source: Source | None
    name: str
    mention: Span
    at: int
    person: bool
    named: bool


class Parties:
    """Resolves phrases of one text to parties; ``accused`` remembers who was accused where, in reading order."""

    def __init__(self, text: Text, kinds: Kinds, people: People, sources: list[Source], attributions: list[Attribution]):
        self.text = text
        self.kinds = kinds
        self.people = people
        self.phrases = Phrases(text, {text.token_at(one.cue.start) for one in attributions})
        self.sources = sources
        self.speaking = {one.mention.start: one.source for one in attributions if one.mention and one.source}
        self.accused: list[Party] = []
        self._accused_at: list[int] = []
        self._by_head: dict[str, str] = {}

    @cached_property
    def bodies(self) -> Bodies:
        """The bodies named anywhere."""
        return Bodies(self.text, self.kinds)

    @cached_property
    def _by_key(self) -> dict[str, Source]:
        """The source of every party that is credited with something; the body itself before its spokesman."""
        found: dict[str, Source] = {}
        for spoken_for in (False, True):
            for source in self.sources:
                if (source.subkind == "spokesperson") is spoken_for and source.mentions:
                    mention = source.mentions[0]
                    read = self._keyed(self.text.tokens(mention.start, mention.end))
                    if read:
                        found.setdefault(read[0], source)
        return found

    @cached_property
    def _person_mentions(self) -> list[tuple[int, str]]:
        """Token and surname of people where they are subjects, and where they are credited."""
        subjects = [
            (token, surname)
            for token, surname in self.people.mentions
            if not self.text.quoted[token] and token - self.text.sentence_tokens(token)[0] <= 4
        ]
        credited = [
            (token, source.name.lower().split()[-1])
            for source in self.sources
            if source.kind == "person" and source.name
            for mention in source.mentions
            if self.text.folded[token := self.text.token_at(mention.start)] not in PRONOUNS
        ]
        return sorted({*subjects, *credited})

    def note_accused(self, party: Party) -> None:
        """Remember an accused party; parties come in reading order."""
        self.accused.append(party)
        self._accused_at.append(party.at)

    # -- phrases ----------------------------------------------------------------------------------------------------

    def of(self, phrase: Range, *, answers: bool = False) -> list[Party]:
        """The parties a phrase means, one for each of its parts. ``answers``: they answer something, so "he" is the accused."""
        return [party for part in self._parts(phrase) if (party := self._one(part, answers)) is not None]

    def _parts(self, phrase: Range) -> list[Range]:
        """The parts of "the mayor and the council"; an apposition stays with what it describes."""
        first, last = phrase
        folded = self.text.folded
        comma = next((at for at in range(first, last) if folded[at] == COMMA), last)
        parts, begin = [], first
        for at in range(first, comma):
            if folded[at] in ("and", "or", "nor") and at > begin and not self._inside_name(at, first):
                parts.append((begin, at))
                begin = at + 1
        return [*parts, (begin, last)] if begin < last else parts

    def _inside_name(self, at: int, first: int) -> bool:
        run = self.bodies.run(first, at + 3)
        return run[0] < at < run[1] - 1 and self.bodies.names_body(run) and self.text.folded[at] == "and"

    def _one(self, phrase: Range, answers: bool) -> Party | None:
        first, last = phrase
        folded = self.text.folded
        while first < last and (folded[first] in _LEADING or folded[first] == COMMA):
            first += 1
        if first >= last:
            return None
        if last - first == 1 and (folded[first] in _PERSONAL or folded[first] in _NOBODY):
            return self.pronoun(first, answers)
        if (stood_for := self._stood_for((first, last), answers)) is not None:
            return stood_for._replace(mention=self.text.span(first, last))
        read = self._keyed((first, last))
        return self._party(read[0], (first, last), person=read[1], named=read[2]) if read else None

    def _party(self, key: str, phrase: Range, *, person: bool, named: bool) -> Party:
        source = self._by_key.get(key)
        first, last = self.kinds.core(phrase) if not key.startswith("body ") else self._body_range(phrase)
        span = self.text.span(first, last)
        name = self.text.document.text[span.start : span.end]
        if key.startswith("body "):
            name = self.bodies.written(key.removeprefix("body "))
        elif person and named and (owner := self.people.owner(key.split()[-1], first)):
            name = owner.full
        return Party(key, source, name, span, first, person, named)

    def _body_range(self, phrase: Range) -> Range:
        run = self.bodies.run(*phrase)
        return run if run[0] < run[1] else self.kinds.core(phrase)

    def _keyed(self, phrase: Range) -> tuple[str, bool, bool] | None:
        """Key of a phrase that stands for nobody else, whether it is a person, and whether it has a name."""
        first, last = phrase
        folded = self.text.folded
        if first >= last:
            return None
        run = self.bodies.run(first, last)
        if run[0] < run[1] and (body := self.bodies.key(" ".join(folded[run[0] : run[1]]))) and run[1] - first <= 8:
            if not self.people.owner(folded[run[1] - 1], first) or run[1] - run[0] > 1:
                return f"body {body}", False, True
        kind = self.kinds.of(phrase)
        core = self.kinds.core(phrase)
        head = next((token for token in reversed(folded[core[0] : core[1]]) if token[:1].isalnum()), "")
        name = self.kinds.name_run(*core)
        if kind.kind == "person" and kind.subkind in ("named", "short", "post") and name:
            return self._person(name), True, True
        if kind.kind in ("institution", "media") and name and is_capitalised(self.text.words[name[1] - 1]):
            if kind.subkind in ("name", "acronym", "metonym", "outlet", "state"):
                return f"body {' '.join(folded[name[0] : name[1]])}", False, True
        return self._described(head, core, kind.kind)

    def _person(self, name: Range) -> str:
        names = [token for token in self.text.folded[name[0] : name[1]] if token not in ("jr", "sr", "ii", "iii")]
        return f"person {self.people.identify(names[-1], name[0], names[:-1])}" if names else "person"

    def _described(self, head: str, core: Range, kind: str) -> tuple[str, bool, bool] | None:
        """ "The mayor" and "the agency" mean whom the document names so; without a name they are parties as written."""
        if not head or kind in ("document", "data", "agentless", "reporter") or head in _NOBODY:
            return None
        if surname := self.people.with_role(head, core[0]):
            return f"person {self.people.identify(surname, core[0])}", True, True
        if head in self.kinds.institutions and (body := self.bodies.described(head, core[0])):
            return f"body {body}", False, True
        words = [token for token in self.text.folded[core[0] : core[1]] if token not in ARTICLES and token[:1].isalnum()]
        if kind in _UNNAMED_KINDS or kind == "none":
            return (f"group {' '.join(words)}", False, False) if kind != "none" else None
        written = " ".join(words)
        key = self._by_head.setdefault(head, written) if len(words) == 1 else written
        self._by_head.setdefault(head, written)
        return f"post {key}", kind == "person", False

    # -- who answers for whom ---------------------------------------------------------------------------------------

    def _stood_for(self, phrase: Range, answers: bool) -> Party | None:
        """Whom "a lawyer for X", "X's office", "a company spokesman", "his lawyer, Y," answer for."""
        first, last = phrase
        folded = self.text.folded
        at = next((at for at in range(first, last) if folded[at] in _VOICES), None)
        if at is None:
            return None
        if at + 2 < last + 1 and at + 1 < last and folded[at + 1] in _FOR:
            end = next((index for index in range(at + 2, last) if folded[index] in (COMMA, "who", "and")), last)
            return self._one((at + 2, end), answers) if end > at + 2 else None
        holder = next((index for index in range(at - 1, max(first - 1, at - 4), -1) if folded[index] in ("'s", "'")), None)
        if holder is not None and holder > first:
            return self._one((first, holder), answers)
        owner = next((index for index in range(at - 1, max(first - 1, at - 4), -1) if folded[index] in _PERSONAL), None)
        if owner is not None:
            return self.pronoun(owner, answers)
        if folded[at] in _HELD:
            return None
        before = first + (folded[first] in ARTICLES)
        if before < at and (is_capitalised(self.text.words[before]) or folded[at - 1] in self.kinds.institutions):
            read = self._keyed((before, at))
            return self._party(read[0], (before, at), person=read[1], named=read[2]) if read else None
        if at + 1 < last and folded[at + 1] != COMMA and not folded[at].startswith("spokes"):
            return None
        if folded[at].startswith("spokes") and (body := self.bodies.last_before(first, _REACH)):
            return self._body(body, at)
        return self._last_accused(first, "a") if answers else None

    def _body(self, body: str, at: int) -> Party:
        key = f"body {body}"
        return Party(key, self._by_key.get(key), self.bodies.written(body), self.text.span(at, at + 1), at, False, True)

    # -- pronouns ---------------------------------------------------------------------------------------------------

    def pronoun(self, at: int, answers: bool, without: str = "") -> Party | None:
        """Whom a pronoun means at token ``at``; ``without`` is the key of a party that it does not mean."""
        token = self.text.folded[at]
        sort = _PERSONAL.get(token)
        if sort is None:
            return None
        if answers and (accused := self._last_accused(at, sort)) and accused.key != without:
            return accused._replace(mention=self.text.span(at, at + 1), at=at)
        source = self.speaking.get(self.text.starts[at])
        if source is not None and source.kind not in ("none", "na"):
            return self._speaker(source, at)
        if sort in "mf":
            return self._last_person(at, sort == "f", without)
        body = self.bodies.last_before(at, _REACH)
        found = self._body(body, at) if body and f"body {body}" != without else None
        if found is None:
            found = self._last_accused(at, sort)
        return found._replace(mention=self.text.span(at, at + 1), at=at) if found and found.key != without else None

    def _speaker(self, source: Source, at: int) -> Party:
        """The party that a credited source is; a spokesman is his body."""
        mention = source.mentions[0] if source.mentions else None
        parties = self.of(self.text.tokens(mention.start, mention.end)) if mention and self._is_phrase(mention.start) else []
        span = self.text.span(at, at + 1)
        if parties:
            return parties[0]._replace(mention=span, at=at)
        return Party(f"source {source.id}", source, source.name, span, at, source.kind == "person", bool(source.name))

    def _is_phrase(self, start: int) -> bool:
        return self.text.folded[self.text.token_at(start)] not in PRONOUNS | RELATIVES

    def _last_person(self, at: int, female: bool, without: str) -> Party | None:
        mentions = self._person_mentions
        index = bisect_left(mentions, (at, "")) - 1
        here = self.text.paragraph_of[at]
        for place in range(index, max(index - 8, -1), -1):
            token, surname = mentions[place]
            if here - self.text.paragraph_of[token] > _REACH:
                return None
            owner = self.people.owner(surname, token)
            key = f"person {self.people.identify(surname, token)}"
            if key != without and (owner is None or owner.female in (None, female)):
                name = owner.full if owner else self.text.words[token]
                return Party(key, self._by_key.get(key), name, self.text.span(at, at + 1), at, True, True)
        return None

    def _last_accused(self, at: int, sort: str) -> Party | None:
        """The party accused last before token ``at`` whom a pronoun of this sort fits, unless another person took over since."""
        index = bisect_left(self._accused_at, at) - 1
        here = self.text.paragraph_of[at]
        for place in range(index, max(index - 4, -1), -1):
            accused = self.accused[place]
            if here - self.text.paragraph_of[accused.at] > 1:
                return None
            if sort in "mf":
                owner = self.people.owner(accused.key.split()[-1], accused.at)
                if (
                    accused.person
                    and (owner is None or owner.female in (None, sort == "f"))
                    and not self._taken_over(accused, at)
                ):
                    return accused
            elif sort in "ap" or not accused.person:
                return accused
        return None

    def _taken_over(self, accused: Party, at: int) -> bool:
        mentions = self._person_mentions
        index = bisect_left(mentions, (at, "")) - 1
        if index < 0 or mentions[index][0] <= accused.at + 3:
            return False
        return f"person {self.people.identify(mentions[index][1], mentions[index][0])}" != accused.key
