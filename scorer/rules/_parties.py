"""Which accused parties are not heard in a piece, and how grave what is said of them is."""

from __future__ import annotations

from scorer.lexicon import words
from scorer.rules._definitions import Copy
from scorer.types import UNCOUNTED, Accusation

_GOVERNING = frozenset("government governments administration ministry kremlin state states regime beijing moscow".split())

_PEOPLE = frozenset({"person", "unnamed_ordinary", "anon_described", "anon_vague"})
_SPEAKING_FOR = ("spokes", "lawyer", "attorney", "representative", "on behalf of", "statement", "denie", "deny", "repl", "respon")
_MARKS = ".,;:“”\"'’()"


def unanswered(copy: Copy) -> list[Accusation]:
    """The first accusation, by somebody credited, of every named party that nothing is heard from."""
    replied = {_last(reply.name) for reply in copy.replies if reply.name}
    spoken = {_last(source.name) for source in copy.informants if source.name}
    represented = {
        token.strip(_MARKS).removesuffix("’s").removesuffix("'s").casefold()
        for paragraph in copy.paragraphs
        for sentence in copy.document.plain[paragraph.start : paragraph.end].split(". ")
        if any(word in sentence.casefold() for word in _SPEAKING_FOR)
        for token in sentence.split()
    }
    first: dict[str, Accusation] = {}
    for one in copy.accusations:
        if one.source is None or one.replies or not one.name[:1].isupper() or one.source is one.party:
            continue
        if one.source.kind in UNCOUNTED or not (_has_misdeed(copy, one) or is_state(copy, one)):
            continue
        if _last(one.name) not in replied | spoken and not set(one.name.casefold().split()) & represented:
            first.setdefault(_last(one.name), one)
    return list(first.values())


def is_grave(copy: Copy, one: Accusation) -> bool:
    """Whether the sentence of an accusation tells of a misdeed, and a person, named or not, is credited with it."""
    return _has_misdeed(copy, one) and one.source is not None and one.source.kind in _PEOPLE


def _has_misdeed(copy: Copy, one: Accusation) -> bool:
    _, end = copy.sentence_at(one.cue[0])
    told = copy.words_of((one.cue[0], end)).split()
    return any(token.strip(_MARKS).casefold() in words("wrongdoing") for token in told)


def is_state(copy: Copy, one: Accusation) -> bool:
    """Whether a party is a state, a government or a part of one."""
    if one.party is not None and one.party.subkind in ("state", "metonym"):
        return True
    named = set(one.name.casefold().split())
    return bool(named & _GOVERNING) or one.name.casefold() in words("place") | words("demonym")


def _last(name: str) -> str:
    return name.casefold().split()[-1] if name.split() else ""
