"""The right of reply: every denial, refusal and silence with the party that gave it, ellipses included."""

from __future__ import annotations

from bisect import bisect_right
from typing import NamedTuple

from scorer.attributions.grammar import MARKS
from scorer.attributions.verbs import Range
from scorer.ledger.answers import Answers
from scorer.ledger.efforts import find_effort
from scorer.ledger.keys import Party
from scorer.ledger.nearness import Nearby
from scorer.ledger.parties import Parties
from scorer.lexicon.inflections import inflect
from scorer.text import Text
from scorer.types import Attribution, Cue, Reply, Source, Span

LABELS = frozenset("denial nondenial declined no_reply unreachable deferred statement confirmed sought".split())
_EFFORTS = frozenset("declined no_reply unreachable deferred sought nondenial".split())
_FRAMES = frozenset(["statement", "sought"])
"""Labels that only frame an answer: they give way where the same sentence tells the answer itself."""
_FRAMING = frozenset("citing because due given pending by before as when without at in".split())
_DENYING = frozenset(
    form
    for verb in (
        "deny reject dispute dismiss contest rebut refute repudiate discount disavow debunk discredit disclaim rubbish push "
        "brush wave shrug swat laugh take hit strike shoot knock bat bristle disagree defend protest maintain insist say "
        "assert proclaim profess decline refuse plead call label brand term describe deem pronounce slam blast dub denounce "
        "condemn deride scoff mock decry disown vow pledge promise pour quash scotch quell squash squelch challenge swear "
        "state contend argue claim stress repeat reiterate declare add testify respond reply issue release offer throw"
    ).split()
    for form in inflect(verb)
) | {"been", "were", "was", "has", "have", "had", "not", "under", "denial", "denials", "his", "her", "their", "its"}
_ELLIPTIC = frozenset(["as", "so", "nor", "neither"])
_AUXILIARIES = frozenset("did do does has have had would will could was were".split())
_AFTER_NEITHER = _AUXILIARIES | {"of"}
_LIKEWISE = frozenset(["also", "likewise"])
_SAME = frozenset("declined refused did would denied".split())


def find_replies(
    text: Text, parties: Parties, cues: list[Cue], attributions: list[Attribution], speakers: dict[int, Source]
) -> list[tuple[str, Reply]]:
    """All replies in reading order, each behind the key of its party; the cues are written to the sources that gave them."""
    finder = _Finder(text, parties, attributions, speakers)
    answers = finder.find([cue for cue in cues if cue.family == "resp" and cue.label in LABELS and cue.weight >= 0.5])
    answers = [answer for answer in answers if not (answer.party.source and answer.party.source.kind in _WITHHELD)]
    for answer in answers:
        if answer.party.source:
            answer.party.source.replies.append(answer.cue)
    return [(answer.party.key, _reply(text, answer)) for answer in answers]


_WITHHELD = frozenset({"anon_vague", "anon_described"})
"""Sources the reader cannot know are no party that is heard: what they dispute, they dispute as sources."""


class _Answer(NamedTuple):
    """One party's answer, in tokens."""

    first: int
    last: int
    party: Party
    cue: Cue
    elliptic: bool


class _Finder:
    def __init__(self, text: Text, parties: Parties, attributions: list[Attribution], speakers: dict[int, Source]):
        self.text = text
        self.folded = text.folded
        self.parties = parties
        self.answers = Answers(text, parties.phrases)
        self.speakers = speakers
        self.stretches = [stretch.first for stretch in text.quotations]
        self.attributions = attributions
        self.near: dict[int, Nearby[Attribution]] = {}
        self.found: list[_Answer] = []

    def find(self, cues: list[Cue]) -> list[_Answer]:
        ellipses = self._ellipses() if cues else []
        self._gather_near({self._paragraph(cue) for cue in cues})
        taken: set[int] = set()
        place = 0
        for cue in sorted(cues):
            first, last = self.text.tokens(cue.start, cue.end)
            while place < len(ellipses) and ellipses[place] < first:
                self._ellipsis(ellipses[place], taken)
                place += 1
            if self.folded[first] in _ELLIPTIC and last - first == 2:
                continue
            if cue.negated and cue.label in ("denial", "confirmed", "statement"):
                continue
            for party in self._whose(cue, first, last):
                self.found.append(_Answer(first, last, party, cue, False))
        for at in ellipses[place:]:
            self._ellipsis(at, taken)
        return self._told_once()

    def _paragraph(self, cue: Cue) -> int:
        return self.text.paragraph_of[min(self.text.token_at(cue.start), len(self.text) - 1)]

    def _gather_near(self, numbers: set[int]) -> None:
        by_paragraph: dict[int, list[tuple[int, Attribution]]] = {}
        for one in self.attributions:
            if one.paragraph in numbers and one.mention and one.polarity != "hypothetical":
                by_paragraph.setdefault(one.paragraph, []).append((one.cue.start, one))
        self.near = {number: Nearby(pairs) for number, pairs in by_paragraph.items()}

    # -- whose ------------------------------------------------------------------------------------------------------

    def _whose(self, cue: Cue, first: int, last: int) -> list[Party]:
        if self.text.quoted[first]:
            return self._speaking(cue, first)
        if self.folded[first] == "neither" and self.folded[first + 1] in _AFTER_NEITHER:
            return self.parties.last_two(first)
        if cue.label == "denial" and self.folded[first] not in _DENYING and (spoken := self._spoken(cue, first)):
            return spoken
        phrases = self.answers.of(first, last, cue.label)
        found = [party for phrase in phrases for party in self.parties.of(phrase, answers=True)]
        if found or (phrases and self._is_thing(phrases)):
            return found or self._beside(cue, first)
        return self._beside(cue, first) if not phrases else []

    def _spoken(self, cue: Cue, first: int) -> list[Party]:
        """Who says that it is not so, where the cue is what is said ("she had nothing to do with it", "the story is false")."""
        near = self.near.get(self.text.paragraph_of[first])
        nearest = near.nearest(cue.start) if near else None
        if (
            nearest is None
            or nearest[2].mention is None
            or self.text.sentence_of[self.text.token_at(nearest[2].cue.start)] != (self.text.sentence_of[first])
        ):
            return []
        mention = nearest[2].mention
        return self.parties.of(self.text.tokens(mention.start, mention.end), answers=True)[:1]

    def _is_thing(self, phrases: list[Range]) -> bool:
        """Whether the subject is a paper or the like ("the statement denied"), so that somebody else answers through it."""
        return all(self.parties.kinds.of(phrase).kind in ("document", "data", "none") for phrase in phrases)

    def _speaking(self, cue: Cue, first: int) -> list[Party]:
        """The speaker of a quotation, or whom the speaker speaks for."""
        index = bisect_right(self.stretches, first) - 1
        source = self.speakers.get(index) if index >= 0 else None
        near = self.near.get(self.text.paragraph_of[first])
        nearest = near.nearest(cue.start) if near else None
        if nearest and nearest[2].mention and (source is None or nearest[2].source is source):
            mention = nearest[2].mention
            found = self.parties.of(self.text.tokens(mention.start, mention.end), answers=True)
            if found:
                return found[:1]
        return [self.parties._speaker(source, first)] if source and source.kind not in ("none", "na") else []

    def _beside(self, cue: Cue, first: int) -> list[Party]:
        """Who speaks in the same sentence, else who was named last before in the paragraph."""
        low, high = self.text.sentence_tokens(first)
        near = self.near.get(self.text.paragraph_of[first])
        nearest = near.nearest(cue.start) if near else None
        if nearest and nearest[2].mention:
            at = self.text.token_at(nearest[2].mention.start)
            if low <= at < high or (self.text.sentence_of[at] < self.text.sentence_of[first] and cue.label not in _FRAMES):
                mention = nearest[2].mention
                return self.parties.of(self.text.tokens(mention.start, mention.end), answers=True)[:1]
        return self._opening(first, low)

    def _opening(self, first: int, low: int) -> list[Party]:
        """The phrase behind a fronted frame: "When asked, the mayor declined", "In a statement, the bank …"."""
        comma = next((at for at in range(first, min(first + 20, len(self.folded) - 1)) if self.folded[at] in MARKS), None)
        if comma is None or self.folded[comma] != ",":
            return []
        phrase = self.parties.phrases.after(comma + 1, self.text.sentence_tokens(first)[1])
        return self.parties.of(phrase, answers=True)[:1] if phrase else []

    # -- ellipsis ---------------------------------------------------------------------------------------------------

    def _ellipses(self) -> list[int]:
        """Tokens at which "as did", "nor would", "also declined" stand."""
        folded = self.folded
        total = len(folded) - 1
        return [
            at
            for at in self.text.places_of(_ELLIPTIC | _LIKEWISE)
            if at < total
            and (
                (folded[at] in _ELLIPTIC and folded[at + 1] in _AUXILIARIES)
                or (folded[at] in _LIKEWISE and folded[at + 1] in _SAME and self._stops(at + 2))
            )
        ]

    def _stops(self, at: int) -> bool:
        if self.folded[at : at + 1] == ["not"] or self.folded[at : at + 1] == ["so"]:
            at += 1
        return at >= len(self.folded) or self.folded[at] in MARKS or self.folded[at] == "and"

    def _ellipsis(self, at: int, taken: set[int]) -> None:
        """Another party's same answer: that of the reply before, in this sentence or the one before it."""
        if at in taken or not self.found or self.text.quoted[at]:
            return
        before = self.found[-1]
        if before.cue.label in _FRAMES or before.last > at or self.text.sentence_of[at] - self.text.sentence_of[before.first] > 1:
            return
        if self.text.paragraph_of[before.first] != self.text.paragraph_of[at]:
            return
        taken.add(at)
        high = self.text.sentence_tokens(at)[1]
        if self.folded[at] in _LIKEWISE:
            subject = self.answers.subject(at, self.text.sentence_tokens(at)[0])
            phrases = [subject] if subject else []
        else:
            phrases = self.answers._object(at + 2, high)
        for phrase in phrases:
            for party in self.parties.of(phrase):
                if party.key != before.party.key:
                    span = self.text.span(at, at + 2)
                    self.found.append(_Answer(at, at + 2, party, before.cue._replace(start=span.start, end=span.end), True))

    # -- one response per party per statement -----------------------------------------------------------------------

    def _told_once(self) -> list[_Answer]:
        by_statement: dict[tuple[int, str], list[_Answer]] = {}
        for answer in self.found:
            by_statement.setdefault((self.text.sentence_of[answer.first], answer.party.key), []).append(answer)
        return sorted((answer for group in by_statement.values() for answer in self._distinct(group)), key=lambda one: one.first)

    def _distinct(self, group: list[_Answer]) -> list[_Answer]:
        """Of one party's answers in one sentence: each label once, frames and mere reasons only where nothing else stands."""
        answers = [answer for answer in group if not self._frames(answer)] or group[:1]
        by_label: dict[str, _Answer] = {}
        for answer in answers:
            by_label.setdefault(answer.cue.label, answer)
        return list(by_label.values())

    def _frames(self, answer: _Answer) -> bool:
        label = answer.cue.label
        return label in _FRAMES or (label in ("deferred", "no_reply") and self.folded[answer.first] in _FRAMING)


def _reply(text: Text, answer: _Answer) -> Reply:
    effort = find_effort(text, answer.first, answer.last) if answer.cue.label in _EFFORTS else None
    return Reply(
        answer.party.source,
        answer.party.name,
        answer.party.mention,
        Span(answer.cue.start, answer.cue.end),
        answer.cue.label,
        text.paragraph_of[answer.first],
        effort.attempts if effort else None,
        effort.means if effort else (),
        effort.deadline if effort else None,
        answer.elliptic,
    )
