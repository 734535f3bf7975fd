"""Which accused parties are not heard in a piece, and how grave what is said of them is."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import NamedTuple

from scorer.lexicon import words
from scorer.rules._definitions import Copy
from scorer.types import UNCOUNTED, Accusation, Span

_STATE_OWNED = ("state-owned", "state-run", "state-controlled")
_LIGHT = tuple("lie lying lied misle cheat deceiv rig threat intimid bull fabricat fak".split())
_RECORD = tuple("charg indict arraign convict proceeding case prosecut impeach fine face fault evidence".split())
_KNOWINGLY = frozenset("knowingly deliberately intentionally illegally unlawfully willfully wilfully".split())
_ANSWERS = re.compile(
    r"\b(?:spokes\w+|lawyers?|attorneys?|representatives?|on behalf of|statements?|den(?:y|ies|ied|ying|ials?)|repl(?:y|ied|ies)"
    r"|respond\w*|responses?|(?:for|to|no|not) comment|commented|declin\w+|insist\w*|reject\w*|dismiss\w*|disput\w+"
    r"|reached out|asked about|embassy|apologi[sz]\w*|acknowledg\w+|admitted|defend\w*)\b",
    re.IGNORECASE,
)
_MARKS = ".,;:“”\"'’‘()�"
_ANSWERERS = re.compile(
    r"\b(?:spokes\w+|lawyers?|attorneys?|den(?:y|ies|ied)|repl(?:y|ied|ies)|responded|respond|for comment|to comment|no comment"
    r"|called (?:that|it|this|the \w+)|apologi[sz]ed|admitted|rejected|disputed|dismissed)\b",
    re.IGNORECASE,
)
_DEATHS = re.compile(
    r"\b(?:late|slain|deceased) (?P<late>[A-Z][\w’'-]{1,30}(?: [A-Z][\w’'.-]{1,30}){0,3})"
    r"|\b(?P<died>[A-Z][\w’'-]{1,30}),? who (?:has )?died\b"
)
_LONG_AGO = re.compile(r"\b1(?:[0-8]\d\d|9[0-5]\d)\b")
_PEOPLE = frozenset({"person", "unnamed_ordinary", "anon_described", "anon_vague"})
_NEAR, _FAR = 2, 300
_PRONOUNS = frozenset("he him she her it they them who his its their us we i me you".split())
_STEM = 4
_SMALL = frozenset("the a an of for and in on its his her their new former president national".split())


class Unheard(NamedTuple):
    """A named party that is accused in ``span`` and from which nothing is heard; ``firm`` where that is plain and grave."""

    name: str
    span: Span
    firm: bool


def unheard(copy: Copy) -> list[Unheard]:
    """The first accusation of every named party that nothing is heard from, in order of place."""
    heard = _heard(copy)
    found: dict[str, Unheard] = {}
    for one in sorted([*_accused(copy), *_knowing(copy)], key=lambda one: one.span):
        if not _parts(one.name) & heard and not _answered_nearby(copy, one.span):
            found.setdefault(_tokens(one.name)[-1], one)
    return list(found.values())


def _accused(copy: Copy) -> Iterator[Unheard]:
    prose = set(copy.prose)
    for one in copy.accusations:
        if one.paragraph in prose and not one.replies and one.name[:1].isupper() and not _is_dead(copy, one):
            state, credited, misdeed = is_state(copy, one), _is_credited(one), _misdeed(copy, one)
            active = one.mention[0] > one.cue[0]
            if copy.words_of(one.mention).casefold() in _PRONOUNS:  # "accused them": who that is may be guessed wrong
                continue
            cue = copy.words_of(one.cue[:2]).casefold()
            if cue.startswith(_RECORD) or not (credited or active):
                continue
            if misdeed or (state and cue.startswith("accus")):
                plain = active or _told_of_it(copy, one)
                firm = credited and plain and not state and bool(misdeed) and not misdeed.startswith(_LIGHT)
                yield Unheard(one.name, Span(*one.cue[:2]), firm)


def _is_credited(one: Accusation) -> bool:
    """Whether somebody other than the party, and no mere "critics", makes the accusation."""
    return one.source is not None and one.source is not one.party and one.source.kind not in UNCOUNTED


def _misdeed(copy: Copy, one: Accusation) -> str:
    """The misdeed that the sentence tells from the accusation on, empty where it tells none."""
    grave = words("wrongdoing") | words("grave_deed")
    told = copy.words_of((one.cue[0], min(copy.sentence_at(one.cue[0])[1], one.cue[0] + _FAR))).split()
    return next((word for word in (token.strip(_MARKS).casefold() for token in told) if word in grave), "")


def _told_of_it(copy: Copy, one: Accusation) -> bool:
    """Whether a person says it of the party in so many words: "a cashier said Petra Vance stole", with nothing between."""
    between = copy.document.plain[one.mention[1] : min(one.cue[0], one.mention[1] + _FAR)].split()
    return one.source is not None and one.source.kind in _PEOPLE and one.mention[1] <= one.cue[0] and len(between) <= 1


def _is_dead(copy: Copy, one: Accusation) -> bool:
    """Whether a party is said to be dead, or what it is accused of is of a year before 1960."""
    start, end = copy.sentence_at(one.cue[0])
    years = copy.once(_years_long_ago)
    following = bisect_left(years, start)
    long_ago = following < len(years) and years[following] < end
    return long_ago or not set(_tokens(one.name)[-1:]).isdisjoint(copy.once(_dead))


def _years_long_ago(copy: Copy) -> list[int]:
    return [match.start() for match in _LONG_AGO.finditer(copy.document.plain)]


def _dead(copy: Copy) -> set[str]:
    """The last names of those said to be dead: "the late Abel Crane", "Crane, who died in May"."""
    return {_tokens(match["late"] or match["died"])[-1] for match in _DEATHS.finditer(copy.document.plain)}


def _answered_nearby(copy: Copy, span: Span) -> bool:
    """Whether somebody answers close behind, whoever it is: "the company's lawyer called that nonsense"."""
    last = min(copy.paragraph_at(span[0]) + _NEAR, len(copy.paragraphs) - 1)
    answers = copy.once(_answers)
    following = bisect_left(answers, copy.sentence_at(span[0])[1])
    return following < len(answers) and answers[following] < copy.paragraphs[last].end


def _answers(copy: Copy) -> list[int]:
    return [match.start() for match in _ANSWERERS.finditer(copy.document.plain)]


def _knowing(copy: Copy) -> Iterator[Unheard]:
    """Sources that tell of somebody doing a thing "knowingly": the ledger takes these for no accusation."""
    for credit in copy.credits:
        if not credit.span or credit.source.kind in UNCOUNTED:
            continue
        told = copy.words_of(credit.span).split()
        at = next((place for place, token in enumerate(told) if token in _KNOWINGLY), None)
        if at and told[at - 1] == "as" and "of" in told[: at - 1]:  # "the activities of state-owned companies as knowingly"
            name = " ".join(told[len(told[:at]) - told[:at][::-1].index("of") : at - 1])
            if name[:1].isupper() or name.startswith(_STATE_OWNED):
                start = copy.document.plain.index(told[at], credit.span[0])
                yield Unheard(name, Span(start, start + len(told[at])), False)


def _heard(copy: Copy) -> set[str]:
    """Parts of the names of all who answer or are credited, and of whoever stands in a sentence that tells of an answer."""
    names = [reply.name for reply in copy.replies] + [source.name for source in copy.informants]
    plain = copy.document.plain
    for sentence in {copy.sentence_at(match.start()) for match in _ANSWERS.finditer(plain)}:
        names.append(copy.words_of(sentence))
    return {part for name in names for part in _parts(name)}


def is_state(copy: Copy, one: Accusation) -> bool:
    """Whether a party is a state, a part of one, or a political or armed body: "Russia", "the ministry", "Islamic State"."""
    if one.party is not None and one.party.subkind in ("state", "metonym"):
        return True
    return (
        not words("power").isdisjoint(_tokens(one.name))
        or _tokens(one.name)[-1] == "state"
        or one.name.casefold() in words("place") | words("demonym")
    )


def _tokens(name: str) -> list[str]:
    return [token.strip(_MARKS).removesuffix("’s").removesuffix("'s").casefold() for token in name.split()]


def _parts(name: str) -> set[str]:
    """What tells one name from others: "Brandt" of "Brandt Holdings"; "chin", of a place, is in "Chinese" too."""
    tokens = [token for token in _tokens(name) if token]
    suffixes, institutions, places, peoples = words("org_suffix"), words("institution"), words("place"), words("demonym")
    telling = [one for one in tokens if not (one in suffixes or one in institutions or one in _SMALL)]
    return {one[:_STEM] if one in places or one in peoples else one for one in telling or tokens}
