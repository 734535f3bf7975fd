"""The post a person is given beside the name, as written: "county engineer", "the mayor of Tarnwick"."""

from __future__ import annotations

from scorer.attributions.grammar import (
    ARTICLES,
    AUXILIARIES,
    CLAUSE_OPENERS,
    CONJUNCTIONS,
    IRREGULAR_PASTS,
    MARKS,
    POSSESSIVES,
    PREPOSITIONS,
    is_adverb,
)
from scorer.attributions.kinds import Kinds
from scorer.ledger.names import Naming
from scorer.text import Text

_HONORIFICS = frozenset("mr mrs ms miss mme dr sir lady lord dame mx".split())
_BEFORE, _BEHIND = 6, 14
_ENDS = MARKS | IRREGULAR_PASTS | frozenset(["who", "which", "whose", "told", "says", "tells"])
_EDGES = (
    MARKS | ARTICLES | AUXILIARIES | PREPOSITIONS | CONJUNCTIONS | POSSESSIVES | CLAUSE_OPENERS | IRREGULAR_PASTS | _HONORIFICS
)


def role_beside(text: Text, kinds: Kinds, naming: Naming) -> str:
    """The post before a name, or in the apposition behind it; empty where there is none."""
    return _before(text, kinds, naming) or _behind(text, kinds, naming)


def _before(text: Text, kinds: Kinds, naming: Naming) -> str:
    folded = text.folded
    low = text.sentence_tokens(naming.first)[0]
    at = naming.first
    while at > low and naming.first - at < _BEFORE and folded[at - 1] not in _EDGES and not is_adverb(folded[at - 1]):
        if folded[at - 1].endswith("ed") and not text.capitals[at - 1]:
            break
        at -= 1
    if at == naming.first or not (folded[naming.first - 1] in kinds.roles or folded[naming.first - 1] in kinds.titles):
        return ""
    written = _written(text, at, naming.first)
    opens = at == low and len(text.words[at]) > 1 and folded[at] not in kinds.places
    if opens and written[1:] == written[1:].lower() and naming.first - at > 1:  # a capital for the sentence's sake
        return written[0].lower() + written[1:]
    return written


def _behind(text: Text, kinds: Kinds, naming: Naming) -> str:
    folded = text.folded
    at = naming.last
    if folded[at] == "," and folded[at + 1].isdigit() and folded[at + 2] == ",":  # an age
        at += 2
    if folded[at] != ",":
        return ""
    first = end = at + 1
    while end < len(folded) and end - first < _BEHIND and folded[end] not in _ENDS:
        end += 1
    if folded[first] in ("a", "an"):
        first += 1
    told = range(first, min(first + 7, end))
    if not any(folded[index] in kinds.roles or folded[index] in kinds.titles for index in told) or folded[first] in PREPOSITIONS:
        return ""
    return _written(text, first, end)


def _written(text: Text, first: int, last: int) -> str:
    span = text.span(first, last)
    return " ".join(text.document.plain[span.start : span.end].split())
