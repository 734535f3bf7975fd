"""Who a phrase means as a party: a person, a body, or whom a spokesman, a lawyer or an office answers for."""

from __future__ import annotations

from bisect import bisect_left

from scorer.attributions import Kinds
from scorer.attributions.grammar import ARTICLES, COMMA, PRONOUNS, RELATIVES
from scorer.attributions.noun_phrases import Phrases
from scorer.attributions.verbs import Range
from scorer.lazy import lazy
from scorer.ledger.keys import NOBODY, Keys, Party
from scorer.ledger.names import People
from scorer.text import Text
from scorer.types import Attribution, Cue, Source

_REACH = 3
_LONGEST_PRONOUN = 4  # characters: "his lawyer" is a mention, but not of whom "his" means
_VOICES = frozenset(
    """
    spokesman spokeswoman spokesperson spokespeople spokesmen spokeswomen lawyer lawyers attorney attorneys counsel
    solicitor solicitors barrister publicist representative representatives office team camp aide secretary
    """.split()
)
"""Who and what answers for somebody else; an office, a team, a secretary only with a holder beside it."""
_HELD = frozenset("office team camp aide secretary counsel".split())
_FOR = frozenset(["for", "of", "to", "representing", "at", "with"])
PERSONAL = {
    "he": "m", "him": "m", "his": "m", "she": "f", "her": "f", "hers": "f", "it": "t", "its": "t",
    "they": "p", "them": "p", "their": "p",
}  # fmt: skip
_LEADING = frozenset("both either neither even including among by from".split())
_STAND_INS = PRONOUNS | RELATIVES


class Parties(Keys):
    """Resolves phrases of one text to parties; ``accused`` remembers who was accused where, in reading order."""

    def __init__(
        self, text: Text, kinds: Kinds, people: People, sources: list[Source], attributions: list[Attribution], cues: list[Cue]
    ):
        super().__init__(text, kinds, people, sources)
        answering = {text.token_at(cue.start) for cue in cues if cue.family == "resp"}
        self.phrases = Phrases(text, answering | {text.token_at(one.cue.start) for one in attributions})
        self.speaking = {
            one.mention.start: one.source
            for one in attributions
            if one.mention and one.source and one.mention.end - one.mention.start <= _LONGEST_PRONOUN
        }
        self.accused: list[Party] = []
        self._accused_at: list[int] = []

    @lazy
    def _person_mentions(self) -> list[tuple[int, str]]:
        """Token and surname of people where they are subjects, and where they are credited."""
        subjects = [
            (naming.first, naming.person.surname)
            for naming in self.people.mentions
            if not self.text.quoted[naming.first] and naming.first - self.text.sentence_tokens(naming.first)[0] <= 4
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
        if last - first == 1 and (folded[first] in PERSONAL or folded[first] in NOBODY):
            return self.pronoun(first, answers)
        if (stood_for := self._stood_for((first, last), answers)) is not None:
            return stood_for._replace(mention=self.text.span(first, last))
        read = self._keyed((first, last)) or (self._as_written((first, last)) if answers else None)
        return self._party(read[0], (first, last), person=read[1], named=read[2]) if read else None

    def _as_written(self, phrase: Range) -> tuple[str, bool, bool] | None:
        """Whoever answers is a party, even where no word tells of what kind: "the harbour pilots"."""
        first, last = self.kinds.core(phrase)
        if self.kinds.of(phrase).kind != "none" or self.text.folded[first] not in ARTICLES:
            return None
        return f"post {' '.join(self.text.folded[first + 1 : last])}", False, False

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
        owner = next((index for index in range(at - 1, max(first - 1, at - 4), -1) if folded[index] in PERSONAL), None)
        if owner is not None:
            return self.pronoun(owner, answers)
        if folded[at] in _HELD:
            return None
        before = first + (folded[first] in ARTICLES)
        if before < at and (self.text.capitals[before] or folded[at - 1] in self.kinds.institutions):
            read = self._keyed((before, at))
            return self._party(read[0], (before, at), person=read[1], named=read[2]) if read else None
        if at + 1 < last and folded[at + 1] != COMMA and not folded[at].startswith("spokes"):
            return None
        if folded[at].startswith("spokes") and (body := self.bodies.last_before(first, _REACH)):
            return self._body(body, at)
        return self._last_accused(first, "a") if answers else None

    # -- pronouns ---------------------------------------------------------------------------------------------------

    def pronoun(self, at: int, answers: bool, without: str = "") -> Party | None:
        """Whom a pronoun means at token ``at``; ``without`` is the key of a party that it does not mean."""
        token = self.text.folded[at]
        sort = PERSONAL.get(token)
        if sort is None:
            return None
        found = self._meant(at, sort, answers, without)
        span = self.text.span(at, at + 1)
        if found is None:
            return Party(f"pronoun {token}", None, self.text.words[at], span, at, sort in "mf", False) if answers else None
        return found._replace(mention=span, at=at) if found.key != without else None

    def _meant(self, at: int, sort: str, answers: bool, without: str) -> Party | None:
        if answers and (accused := self._last_accused(at, sort)) and accused.key != without:
            return accused
        source = self.speaking.get(self.text.starts[at])
        if source is not None and source.kind not in ("none", "na"):
            return self._speaker(source, at)
        if sort in "mf":
            return self._last_person(at, sort == "f", without)
        body = self.bodies.last_before(at, _REACH)
        return self._body(body, at) if body and f"body {body}" != without else self._last_accused(at, sort)

    def _speaker(self, source: Source, at: int) -> Party:
        """The party that a credited source is; a spokesman is his body."""
        mention = source.mentions[0] if source.mentions else None
        parties = self.of(self.text.tokens(mention.start, mention.end)) if mention and self._is_phrase(mention.start) else []
        span = self.text.span(at, at + 1)
        if parties:
            return parties[0]._replace(mention=span, at=at)
        return Party(f"source {source.id}", source, source.name, span, at, source.kind == "person", bool(source.name))

    def _is_phrase(self, start: int) -> bool:
        return self.text.folded[self.text.token_at(start)] not in _STAND_INS

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

    def last_two(self, at: int) -> list[Party]:
        """The two parties that a bare "neither" means: those accused last, else those named last in the paragraphs at hand."""
        here = self.text.paragraph_of[at]
        index = bisect_left(self._accused_at, at)
        recent = {one.key: one for one in self.accused[max(index - 2, 0) : index] if here - self.text.paragraph_of[one.at] <= 1}
        if len(recent) < 2:
            place = bisect_left(self._person_mentions, (at, ""))
            for token, surname in self._person_mentions[max(place - 4, 0) : place]:
                if here - self.text.paragraph_of[token] <= 1:
                    person = self._party(
                        f"person {self.people.identify(surname, token)}", (token, token + 1), person=True, named=True
                    )
                    recent.setdefault(person.key, person)
        span = self.text.span(at, at + 1)
        if len(recent) < 2:
            return [Party("pronoun neither", None, self.text.words[at], span, at, False, False)]
        return [one._replace(mention=span, at=at) for one in list(recent.values())[-2:]]

    def _taken_over(self, accused: Party, at: int) -> bool:
        mentions = self._person_mentions
        index = bisect_left(mentions, (at, "")) - 1
        if index < 0 or mentions[index][0] <= accused.at + 3:
            return False
        return f"person {self.people.identify(mentions[index][1], mentions[index][0])}" != accused.key
