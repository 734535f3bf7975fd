"""Unnamed sources that speak where no attribution was joined: inside another's content, or too far from their verb.

"Officials, meanwhile, have said", "insiders in the two towns — Lund and Kalvi — said", "he mocked an article in which
aides said": the paragraph leans on somebody unnamed, even though nobody knows yet on what words exactly.
"""

from __future__ import annotations

from collections.abc import Iterator

from scorer.attributions.grammar import (
    ARTICLES,
    AUXILIARIES,
    CLAUSE_OPENERS,
    COMMA,
    CONJUNCTIONS,
    INDIRECT,
    POSSESSIVES,
    PREPOSITIONS,
    QUANTIFIERS,
    QUOTE_MARKS,
    RELATIVES,
    STOPS,
    is_adverb,
)
from scorer.attributions.heads import BEHIND_THE_HEAD, BYSTANDERS, CITING, PLURAL_PEOPLE, PUBLIC_VENUES, WITHHELD_GROUPS
from scorer.attributions.kinds import Kinds
from scorer.attributions.verbs import Range
from scorer.ledger import Ledger
from scorer.lexicon import Hit
from scorer.text import Text
from scorer.types import UNNAMED, Attribution, Cue

_SINGLE = frozenset("official aide adviser advisor source whistleblower insider operative staffer diplomat strategist".split())
_NAMELESS = frozenset("unnamed anonymous unidentified high-ranking high-placed well-placed well-connected".split())
_CITED = 8
_AFTER_CITED = frozenset({COMMA, "as", "for", "to", "saying", "on"})
_FACELESS = frozenset({"unnamed_ordinary", "weasel_group"})
_FACELESS_SORTS = frozenset({"role", "roles", "people", ""})
_WEIGHT = 0.7
_SPEECH = frozenset({"neutral", "doubt", "concede", "characterise", "endorse"})
_SURE = 0.6
_STEPS = 16
_LONGEST = 60
_MODIFIERS = 4
_BRACKET = 12
_CLOSING = {COMMA: COMMA, "--": "--", "(": ")"}
_UNSAID = frozenset("not never n't no would could might should will can may if".split())
_PAPERS = frozenset({"document", "data", "institution", "none"})
"""Owners whose officials are what they tell of, no source of the writer's ("according to the warrant, investigators said")."""
_TOLD = frozenset({"neutral", "doubt", "concede"})
_JOINED = frozenset({"person", "institution", "reporter", "media", "document", "data", "weasel_group"})
_DETERMINED = QUANTIFIERS | ARTICLES
_PEOPLE = PLURAL_PEOPLE - BYSTANDERS


def find_unjoined(text: Text, ledger: Ledger, kinds: Kinds, hits: list[Hit], seen: set[tuple[int, int]]) -> list[Cue]:
    """A ``src`` cue for every unnamed source that speaks and is part of no attribution; ``seen`` are spans that have one."""
    starts, ends = {start for start, _ in seen}, {end for _, end in seen}
    found: dict[Range, str] = dict(_nested(text, ledger, kinds))
    verbs = _verbs(hits)
    found.update(_far(text, ledger, kinds, hits, verbs))
    found.update(_cited(text, kinds, hits))
    found.update(_knowing(text, ledger, hits, verbs))
    cues = []
    for (first, last), label in found.items():
        span = text.span(first, last)
        if span.start not in starts and span.end not in ends:
            starts.add(span.start)
            ends.add(span.end)
            cues.append(Cue(*span, "src", label, _WEIGHT))
    return cues


def _nested(text: Text, ledger: Ledger, kinds: Kinds) -> Iterator[tuple[Range, str]]:
    """Unnamed sources of attributions inside another's content."""
    for attribution, find in zip(ledger.attributions, ledger.finds, strict=True):
        if attribution.kind in _PAPERS:
            continue
        for inner in find.inner:
            told = inner.hit.phrase.label in _TOLD and inner.polarity == "asserted" and not text.quoted[inner.cue[0]]
            if inner.source and told:
                kind = kinds.of(inner.source)
                if kind.kind in UNNAMED and kind.subkind not in ("bloc", "roles"):
                    yield inner.source, kind.kind


def _far(text: Text, ledger: Ledger, kinds: Kinds, hits: list[Hit], verbs: dict[int, Hit]) -> Iterator[tuple[Range, str]]:
    """Unnamed groups that a verb of speech belongs to across a parenthesis, a place or a relative pronoun."""
    speakers = _Speakers(text, ledger.attributions)
    nested = {
        at
        for attribution, find in zip(ledger.attributions, ledger.finds, strict=True)
        if attribution.kind in _PAPERS
        for inner in find.inner
        for at in range(*inner.cue)
    }
    for head in _heads(text, hits):
        if speakers.describes(head):
            continue
        phrase = (_phrase_start(text, head), head + 1)
        behind = _verb_behind(text, head + 1, verbs)
        verb = behind or _verb_before(text, phrase[0], verbs)
        if _unsaid(text, phrase[0]) or (text.folded[head] in _SINGLE and _in_apposition(text, phrase[0])):
            continue
        if (phrase[0] and text.folded[phrase[0] - 1] in CITING) or (
            verb is not None and verb not in nested and not speakers.of(verb, head) and _in_private(text, head, verb)
        ):
            kind = kinds.of((phrase[0], behind or phrase[1]))
            if kind.kind in UNNAMED:
                yield phrase, kind.kind


def _cited(text: Text, kinds: Kinds, hits: list[Hit]) -> Iterator[tuple[Range, str]]:
    """People without a name whom another voice cites: "citing two people who saw it", "quoting a director"."""
    knowing = {hit.first for hit in hits if hit.phrase.family == "anon" and hit.phrase.label == "knowledge"}
    for at in text.places_of(CITING):
        if text.quoted[at] or at + 2 >= len(text) or _unsaid(text, at):
            continue
        high = min(text.sentence_tokens(at)[1], at + 1 + _CITED)
        end = at + 1
        while end < high and text.folded[end] not in STOPS and text.folded[end] not in _AFTER_CITED:
            end += 1
        kind = kinds.of((at + 1, end)) if end > at + 1 and text.folded[at + 1] not in POSSESSIVES else None
        if kind is None:
            continue
        if at + 1 in knowing:
            yield kinds.core((at + 1, end)), "anon_vague"
        elif kind.kind in UNNAMED:
            yield kinds.core((at + 1, end)), kind.kind
        elif kind.kind in _FACELESS and kind.subkind in _FACELESS_SORTS and text.folded[at + 1] in _DETERMINED:
            yield kinds.core((at + 1, end)), "anon_vague"


def _unsaid(text: Text, at: int) -> bool:
    """Whether words close before deny or only suppose what follows: "never cited a source", "if a source says so"."""
    return not _UNSAID.isdisjoint(text.folded[max(at - 3, 0) : at])


def _knowing(text: Text, ledger: Ledger, hits: list[Hit], verbs: dict[int, Hit]) -> Iterator[tuple[Range, str]]:
    """People introduced by how they know, with a verb of speech behind: "nine people who worked there, a clinic, say"."""
    speakers = _Speakers(text, ledger.attributions)
    for hit in hits:
        knows = hit.phrase.family == "anon" and hit.phrase.label == "knowledge" and hit.phrase.weight >= _SURE
        people = knows and text.folded[hit.first] in _PEOPLE and not text.quoted[hit.first]
        if people and not speakers.describes(hit.first):
            verb = _verb_behind(text, hit.first + 1, verbs)
            if verb is not None and not speakers.of(verb, hit.first):
                yield (hit.first, hit.last), "anon_vague"


def _verbs(hits: list[Hit]) -> dict[int, Hit]:
    """Verbs of speech by their first token."""
    return {
        hit.first: hit
        for hit in hits
        if hit.phrase.family == "cue" and hit.phrase.label in _SPEECH and hit.phrase.weight >= _SURE
    }


def _in_private(text: Text, head: int, verb: int) -> bool:
    """Whether no public venue stands between the group and its verb: "officials at a news conference said"."""
    return PUBLIC_VENUES.isdisjoint(text.folded[head:verb])


def _heads(text: Text, hits: list[Hit]) -> list[int]:
    """The head nouns of unnamed sources outside quotations, in reading order."""
    found = {
        at
        for hit in hits
        if hit.phrase.family == "src" and hit.phrase.label in UNNAMED
        for at in range(hit.first, hit.last)
        if text.folded[at] in WITHHELD_GROUPS or text.folded[at] in _SINGLE
    }
    return sorted(at for at in found if not text.quoted[at])


def _in_apposition(text: Text, first: int) -> bool:
    """Whether a phrase describes the name before it."""
    return first > 1 and text.folded[first - 1] in (COMMA, "--") and text.capitals[first - 2]


class _Speakers:
    """Who the attributions of a text say the verbs belong to."""

    def __init__(self, text: Text, attributions: list[Attribution]):
        self.text = text
        self._by_verb: dict[int, Attribution] = {}
        self._named: set[int] = set()
        for attribution in attributions:
            if attribution.mention and attribution.kind in _JOINED:
                first, last = text.tokens(*attribution.mention)
                self._named.update(range(first, min(last - 1, first + _LONGEST)))
            for at in range(*text.tokens(attribution.cue.start, attribution.cue.end)):
                self._by_verb[at] = attribution

    def describes(self, head: int) -> bool:
        """Whether a head noun belongs to a speaker with a name: "Ana Ruiz, an aide to the mayor"."""
        return head in self._named

    def of(self, verb: int, head: int) -> bool:
        """Whether a verb has a speaker, and the phrase that ends with the head was not merely taken too long."""
        attribution = self._by_verb.get(verb)
        if attribution is None or attribution.mention is None or attribution.kind not in _JOINED:
            return False
        first, last = self.text.tokens(attribution.mention.start, attribution.mention.end)
        return last != head + 1 or RELATIVES.isdisjoint(self.text.folded[first:head])


def _phrase_start(text: Text, head: int) -> int:
    """Where the modifiers before a head noun begin."""
    low = max(text.sentence_tokens(head)[0], head - _MODIFIERS)
    at = head
    while at > low and _modifies(text, at - 1):
        at -= 1
    return at


def _modifies(text: Text, at: int) -> bool:
    token = text.folded[at]
    if token in CLAUSE_OPENERS or token in CONJUNCTIONS or token in ("if", "unless"):
        return False
    if token[:1].isalnum() and not text.capitals[at]:
        if token in _NAMELESS:
            return True
        closed = token in PREPOSITIONS or token in AUXILIARIES or token in RELATIVES or token.endswith(("ed", "ing"))
        return not (closed or token in ("and", "or", "but", "said", "say", "says"))
    return token[:1].isalnum() or token in ("'s", "-")


def _verb_behind(text: Text, at: int, verbs: dict[int, Hit]) -> int | None:
    """The verb of speech whose subject ends before token ``at``: over adverbs, auxiliaries, places and parentheses."""
    high = text.sentence_tokens(at - 1)[1]
    in_place = in_clause = False
    for _ in range(_STEPS):
        if at >= high or text.quoted[at]:
            return None
        token = text.folded[at]
        if token in _UNSAID:
            return None
        participle = token.endswith("ing") and text.folded[at - 1] not in AUXILIARIES
        if at in verbs and not participle:
            return at
        if token in _CLOSING:
            closed = _closed(text, at, high)
            if closed is None:
                return None
            at = closed
            in_place = False
        elif token == "to":
            return None
        elif token in RELATIVES:
            in_place = in_clause = True
            at += 1
        elif token in STOPS or token in QUOTE_MARKS:
            return None
        elif token in PREPOSITIONS or (token == "and" and at + 1 not in verbs):
            in_place = True
            at += 1
        elif token in AUXILIARIES or token in BEHIND_THE_HEAD or is_adverb(token) or in_place or participle:
            in_place = participle or (in_place and token not in AUXILIARIES) or in_clause
            at += 1
        else:
            return None
    return None


def _closed(text: Text, at: int, high: int) -> int | None:
    """Past the mark that closes a short parenthesis opened at token ``at``."""
    mark = _CLOSING[text.folded[at]]
    for index in range(at + 1, min(high, at + _BRACKET)):
        token = text.folded[index]
        if token == mark:
            return index + 1
        if token in QUOTE_MARKS:
            return None
    return None


def _verb_before(text: Text, at: int, verbs: dict[int, Hit]) -> int | None:
    """The verb of speech right before a phrase, behind a comma or a quotation: ", said local officials"."""
    for verb in (at - 1, at - 2):
        inverts = verb > 0 and verb in verbs and verbs[verb].last == at and text.folded[verb - 1] in (COMMA, *QUOTE_MARKS)
        if inverts and text.folded[verb] not in INDIRECT and not text.folded[verb].endswith("ing"):
            return verb
    return None
