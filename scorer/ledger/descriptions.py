"""The D-test: which of side, rank and way of knowing a text tells of somebody it does not name, and how many they are."""

from __future__ import annotations

from bisect import bisect_left
from functools import cache

from scorer.attributions.grammar import COMMA, PREPOSITIONS, RELATIVES
from scorer.attributions.heads import EARLIER, UNNAMED_HEADS
from scorer.attributions.nests import Find
from scorer.lexicon import words
from scorer.text import Text
from scorer.types import Attribution, Cue, Source

_NUMBERS = {
    "a": 1, "an": 1, "one": 1, "another": 1, "the": 0, "two": 2, "both": 2, "three": 3, "four": 4, "five": 5, "six": 6,
    "seven": 7, "eight": 8, "nine": 9, "ten": 10, "dozen": 12,
}  # fmt: skip
_ARTICLES = frozenset(["a", "an"])
_PARTY_PEOPLE = frozenset(["democrat", "republican", "conservative", "liberal", "tory"])
_GENERIC = frozenset("familiar close near aware knowledgeable briefed".split())
"""Words that open a knowledge clause which tells nothing ("familiar with the matter"): what follows describes no source."""
_FIRST_HAND = frozenset("direct first-hand firsthand detailed personal intimate".split())
_BELONGING = frozenset("of at in from for with inside within to".split())
"""Prepositions behind a rank that tell whose it is: "a producer of the show"."""
_ANYBODYS = frozenset("local state federal foreign official civil regional national municipal provincial".split())
"""Adjectives before "official" that name no body."""
_BEHIND_GENERIC = 60


def tells_how(text: Text, cue: Cue) -> bool:
    """Whether a knowledge clause tells how the source knows, rather than that it does."""
    first, last = text.tokens(cue.start, cue.end)
    tokens = text.folded[first:last]
    return _GENERIC.isdisjoint(tokens) and ("knowledge" not in tokens or not _FIRST_HAND.isdisjoint(tokens))


def describe(text: Text, source: Source, uses: list[tuple[Attribution, Find]], knowing: list[int]) -> None:
    """Settle what is told of a source, its number, and whether that is enough; ``knowing`` are starts of telling clauses."""
    for _, find in uses:
        if find.source:
            _read(text, source, *find.source)
            span = text.span(*find.source)
            at = bisect_left(knowing, span.start)
            if at < len(knowing) and knowing[at] < span.end + _BEHIND_GENERIC:
                source.described.add("how")
    asked = source.reason is not None or source.subkind == "insiders"
    if source.kind in ("anon_vague", "anon_described") or (source.kind == "official_group" and asked):
        source.kind = "anon_described" if len(source.described) >= 2 else "anon_vague"


def _read(text: Text, source: Source, first: int, last: int) -> None:
    """What one mention tells: ranks stand in its core, sides in the core or behind it."""
    generic = next((at for at in range(first, last) if text.folded[at] in _GENERIC), last)
    core = _core_end(text, first, generic)
    for at in range(first, core):
        if _is_rank(text.folded[at]):
            source.described.add("role")
        _count(text, source, at, last)
    if any(_is_side(text, at, first) for at in range(first, generic)) or _has_house(text, first, core, generic):
        source.described.add("side")


def _core_end(text: Text, first: int, last: int) -> int:
    """Where the complements of a mention begin; "one of the" still belongs to the core."""
    for at in range(first + 1, last):
        token = text.folded[at]
        if token in RELATIVES or token == COMMA or (token in PREPOSITIONS and not (token == "of" and at <= first + 2)):
            return at
    return last


def _is_rank(token: str) -> bool:
    singular = token.removesuffix("s")
    known = token in words("role") or singular in words("role") or token in words("official") or singular in _PARTY_PEOPLE
    return known and token not in UNNAMED_HEADS


def _is_side(text: Text, at: int, first: int) -> bool:
    """Whether a word names a body, a people or a camp."""
    token = text.folded[at]
    named = text.capitals[at] and at > first and token not in UNNAMED_HEADS
    return named or token in words("institution") or token in words("demonym") or token in _houses()


@cache
def _houses() -> frozenset[str]:
    """Adjectives that tell whose an official is: "intelligence", "campaign"."""
    return words("org_adj") - _ANYBODYS


def _has_house(text: Text, first: int, core: int, last: int) -> bool:
    """Whether somebody with a rank is told by whose he is or was: "a producer of the show", "former employees"."""
    if not any(_is_rank(token) for token in text.folded[first:core]):
        return False
    return not EARLIER.isdisjoint(text.folded[first:core]) or (core < last and text.folded[core] in _BELONGING)


def _count(text: Text, source: Source, at: int, last: int) -> None:
    token = text.folded[at]
    part = token in _ARTICLES and at + 2 < last and text.folded[at + 2] == "of"  # "a handful of aides"
    if source.count is not None or part:
        return
    if _NUMBERS.get(token):
        source.count = _NUMBERS[token]
    elif token.isdigit():
        source.count = int(token)
