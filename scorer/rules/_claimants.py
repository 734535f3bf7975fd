"""Where copy credits nobody in particular: crowds, officials at large, media at large, the house itself, interested parties."""

from __future__ import annotations

from collections.abc import Iterator

from scorer.lexicon import words
from scorer.rules._claims import (
    cited,
    folded,
    following,
    is_place,
    is_prose,
    names_body,
    outlet_sentences,
    sentence_of,
    stands_quoted,
    told_in,
    told_near,
)  # fmt: skip
from scorer.rules._definitions import Copy
from scorer.types import Attribution, Source, Span

_VIEWS = frozenset(
    """
    say says said saying argue argues argued believe believes believed think thought fear feared warn warns warned contend
    contended claim claimed doubt doubted worry worried feel felt complain complained suggest suggested estimate predict
    predicted agree caution cautioned expect expected note noted question questioned according accuse accused view blame
    blamed whisper hope hoped regard reckon advise insist insisted maintain point counter countered describe
    """.split()
)
_KNOWN = frozenset("the his her their its these those both".split())
_SOME = frozenset("some several many most others few".split())
_PAST = frozenset("said told noted added argued asked".split())
_OFFICIALS = frozenset(
    "officials official authorities diplomats aides advisers advisors lawmakers ministers envoys negotiators regulators".split()
)
_PERSONAL = frozenset({"i", "me", "my"})
_FAR = 5
"""Words between a crowd and its verb from which on the verb need not be its own."""
_WILL = frozenset({"will", "would", "might", "may", "could"})
_BODY_WORDS = ("body_name", "org_suffix")
_VAGUE = frozenset(
    """
    senior top some several many other western us u.s. american federal government administration local foreign current former
    and unnamed high-ranking the
    """.split()
)
_POSSESSIVE = frozenset({"his", "her", "their", "its", "’s", "'s"})
_ELSEWHERE = frozenset({"here", "there", "familiar", "briefed", "close", "knowledge"})
"""Words that place a group, or make it one of the unnamed with knowledge of the matter, which other rules look at."""
_HOUSE = frozenset({"media", "reporter", "none", "agentless"})
_SIDES = ("campaign", "press release", "party", "spokes")
_MEDIA = frozenset("media press newspapers outlets broadcasters tabloids newspaper paper broadcaster".split())
_AT_LARGE = frozenset("local national foreign regional international domestic some several various western state-wide a".split())
_NOT_PRESS = frozenset("social conference release freedom secretary officer corps association trust digital mass mixed".split())
_REPORTS = frozenset("report reports reported reporting say says said suggest suggests suggested claim claimed accounts".split())
_NOUNS = frozenset({"reports", "accounts", "report"})
_TELL = _REPORTS | frozenset("had have described describe quoted indicate indicated that put cited showed show".split())
_OF_NEWS = frozenset("media press news newspaper television tv radio".split())


def find_crowds(copy: Copy, reach: int) -> Iterator[tuple[Span, Attribution]]:
    """Crowds that are credited with something and followed by nobody new in the sentence or within ``reach`` paragraphs."""
    for one in copy.attributions():
        if one.kind != "weasel_group" or one.mention is None or one.source is None or one.subkind == "pronoun":
            continue
        crowd = folded(copy, *one.mention)
        if not is_prose(copy, one.paragraph) or len(crowd) > 6 or names_body(copy, one.mention) or _is_known(copy, one, crowd):
            continue
        here = sentence_of(copy, one.mention.start)
        if stands_quoted(copy, one.mention.start) or one.content is None or _VIEWS.isdisjoint(folded(copy, *one.cue)):
            continue
        between = folded(copy, one.mention.end, one.cue.end)
        if len(between) > _FAR or _WILL & set(between) or not _PERSONAL.isdisjoint(copy.words_near(here)):
            continue
        behind = [told.source for told in told_in(copy, one.paragraph, one.paragraph + reach) if told.sentence >= here]
        if not any(_is_introduced(source, one.mention.start) for source in behind):
            yield one.mention, one


def _is_known(copy: Copy, one: Attribution, crowd: list[str]) -> bool:
    """Whether a group is a nation, one told of before ("the founders", "several said"), or one that other rules look at."""
    if crowd[0] in _KNOWN or not (_ELSEWHERE | _MEDIA | _NOUNS | words("demonym")).isdisjoint(crowd):
        return True
    return len(crowd) == 1 and crowd[0] in _SOME and not _PAST.isdisjoint(folded(copy, *one.cue))


def _is_introduced(source: Source, offset: int) -> bool:
    """Whether somebody is first spoken of behind a place, as the member of a crowd is whom copy goes on to name."""
    return source.kind == "person" and min((mention.start for mention in source.mentions), default=0) > offset


def find_officials(copy: Copy) -> Iterator[tuple[Span, Attribution]]:
    """Officials at large with no body, name or occasion in the sentence or next to it."""
    seen: set[int] = set()
    for one in copy.attributions():
        if one.kind != "official_group" or one.mention is None or one.label not in ("neutral", "according", "accuse", "concede"):
            continue
        if one.subkind == "pronoun" or one.paragraph in seen or not is_prose(copy, one.paragraph):
            continue
        if following(copy, one.cue.end, 1) == ["nothing"]:
            continue
        head = folded(copy, *one.mention)
        if len(head) > 5 or _ELSEWHERE & set(head) or not _OFFICIALS & set(head) or _POSSESSIVE & set(head):
            continue
        if names_body(copy, one.mention) or stands_quoted(copy, one.mention.start) or not _at_large(head):
            continue
        if following(copy, one.mention.end, 1)[:1] in (["at"], ["from"], ["with"], ["of"], ["in"], ["there"], ["here"]):
            continue
        here = sentence_of(copy, one.mention.start)
        if not words("occasion").isdisjoint(copy.words_near(here, 1)) or _has_body_near(copy, one, here, head):
            continue
        seen.add(one.paragraph)
        yield one.mention, one


def _at_large(head: list[str]) -> bool:
    """Whether officials are told apart by no more than a nation or a rank: "US officials", "several senior officials"."""
    return all(word in _OFFICIALS or word in _VAGUE or word in words("demonym") | words("numword") for word in head)


def _has_body_near(copy: Copy, one: Attribution, sentence: int, head: list[str]) -> bool:
    """Whether a person or body speaks next to it; "officials" alone may mean one of two paragraphs before."""
    anaphoric = len(head) == 1 or head[0] in ("the", "these", "those")
    if anaphoric and _names_a_body_near(copy, sentence):
        return True
    beside = [told.source for told in told_near(copy, sentence, 1)]
    bodies = beside + [told.source for told in told_in(copy, one.paragraph - 1, one.paragraph) if anaphoric]
    if any(source.kind == "institution" and not is_place(source) for source in bodies):
        return True
    return any(source.kind == "person" for source in beside)


def _names_a_body_near(copy: Copy, sentence: int) -> bool:
    """Whether a sentence or the one before it names a body that bare "officials" may be those of."""
    text = copy.text
    for number in range(max(sentence - 1, 0), sentence + 1):
        for at in range(*text.sentences[number]):
            if text.capitals[at] and any(text.folded[at] in words(one) for one in _BODY_WORDS):
                return True
    return False


def find_unnamed_media(copy: Copy) -> Iterator[Span]:
    """Media at large that report something, in a sentence where no outlet is named, nor in the next one."""
    text = copy.text
    named = copy.once(outlet_sentences)
    for number in copy.prose:
        first, last = text.paragraph_tokens(number)
        for at in range(first, last - 1):
            word, after = text.folded[at], text.folded[at + 1]
            before = text.folded[at - 1] if at > text.sentence_tokens(at)[0] else ""
            if text.quoted[at] or after not in _REPORTS or before in _NOT_PRESS:
                continue
            here = text.sentence_of[at]
            if named & {here, here + 1} or not _is_at_large(text.words[at], word, before, after):
                continue
            if after in _NOUNS and text.folded[at + 2] not in _TELL and text.folded[max(at - 3, 0) : at].count("to") == 0:
                continue
            yield text.span(at - (before in _AT_LARGE), at + 2)


def _is_at_large(written: str, word: str, before: str, after: str) -> bool:
    if written[:1].isupper() and before:
        return False
    if word in _MEDIA:
        single = word in ("newspaper", "paper", "broadcaster")
        return before in _AT_LARGE if single or after in ("report", "say") else before not in ("the", "this", "that", "state")
    if before in ("the", "these", "those", "state", "his", "her"):
        return False
    return word in _OF_NEWS and after in ("reports", "accounts")


def find_house_claims(copy: Copy) -> Iterator[Span]:
    """Where the outlet, or "we", has learned or understands something, and does not say from whom."""
    text = copy.text
    for number in copy.prose:
        first, last = text.paragraph_tokens(number)
        for at in range(first + 1, last - 1):
            if text.quoted[at] or text.folded[at] not in ("learned", "learnt", "understands", "understand"):
                continue
            auxiliary = text.folded[at - 1] in ("has", "have")
            if text.folded[at].startswith("learn") and not auxiliary:
                continue
            subject = at - 1 - auxiliary
            if subject < first or text.sentence_of[at] in copy.once(_reasoned):
                continue
            if _is_house(text.words[subject], text.folded, subject) and _takes_claim(text.folded, at + 1):
                yield text.span(subject, at + 1)


def _reasoned(copy: Copy) -> frozenset[int]:
    """Sentences that credit somebody else than the house."""
    return frozenset(
        sentence_of(copy, one.cue.start)
        for one in copy.attributions()
        if one.source is not None and one.kind not in _HOUSE and one.label in ("according", "document")
    )


def _is_house(written: str, all_folded: list[str], at: int) -> bool:
    low = all_folded[at]
    pair = f"{all_folded[at - 1]} {low}" if at else low
    return low == "we" or (written[:1].isupper() and (not words("outlet").isdisjoint((low, pair)) or low in words("outlet_head")))


def _takes_claim(all_folded: list[str], at: int) -> bool:
    return all_folded[at] not in ("to", "from", "how", "a", "lessons", "his", "her", "our", "why", ",", ".", "what", "about")


def find_interested(copy: Copy) -> Iterator[tuple[Span, str]]:
    """The only source of a paragraph where it is state media, or of the piece where it speaks for its own side."""
    alone = _only_party(copy)
    if alone is not None:
        yield alone, "a party to the matter"
        return
    for number in copy.prose:
        told = list(told_in(copy, number, number))
        if told and all(one.source.kind == "media" and one.source.subkind == "state" for one in told):
            mention = told[0].said.mention
            if mention is not None:
                yield mention, "state media"


def _only_party(copy: Copy) -> Span | None:
    """Where the one and only source of a piece, the voice of a body, is first credited; the piece must be about that body."""
    informants = copy.informants
    if len(informants) != 1 or not _speaks_for_a_side(informants[0]):
        return None
    source = informants[0]
    told = [one for one in told_in(copy, 0, len(copy.paragraphs)) if one.source.id == source.id and one.said.mention]
    told = [one for one in told if is_prose(copy, one.said.paragraph)]
    return told[0].said.mention if len(told) >= 2 else None


def _speaks_for_a_side(source: Source) -> bool:
    lowered = source.name.casefold()
    if source.kind == "institution" and source.subkind == "spokesperson":
        return True
    return source.kind in ("institution", "document") and any(word in lowered for word in _SIDES)


def is_cited(copy: Copy, offset: int) -> bool:
    """Whether the sentence at a character credits somebody."""
    return sentence_of(copy, offset) in copy.once(cited)
