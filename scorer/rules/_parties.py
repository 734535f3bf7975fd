"""Which accused parties are not heard in a piece, and how grave what is said of them is."""

from __future__ import annotations

from scorer.lexicon import words
from scorer.rules._definitions import Copy
from scorer.types import Accusation

_GOVERNING = frozenset("government governments administration ministry kremlin state states regime beijing moscow".split())


def unanswered(copy: Copy) -> list[Accusation]:
    """The first accusation, by somebody credited, of every named party that nothing is heard from."""
    replied = {_last(reply.name) for reply in copy.replies if reply.name}
    spoken = {_last(source.name) for source in copy.informants if source.name}
    first: dict[str, Accusation] = {}
    for one in copy.accusations:
        if one.source is None or one.replies or not one.name[:1].isupper() or one.source is one.party:
            continue
        if _last(one.name) not in replied | spoken:
            first.setdefault(_last(one.name), one)
    return list(first.values())


def is_grave(copy: Copy, one: Accusation) -> bool:
    """Whether the sentence of an accusation names a misdeed, and a source that can be held to it is told in it."""
    start, end = copy.sentence_at(one.cue[0])
    behind = {token.strip(".,;:“”\"'’").casefold() for token in copy.words_of((one.cue[0], end)).split()}
    return one.party is None and bool(behind & words("wrongdoing")) and one.source is not None and one.source.kind == "person"


def is_state(copy: Copy, one: Accusation) -> bool:
    """Whether a party is a state, a government or a part of one."""
    if one.party is not None and one.party.subkind in ("state", "metonym"):
        return True
    named = set(one.name.casefold().split())
    return bool(named & _GOVERNING) or one.name.casefold() in words("place") | words("demonym")


def _last(name: str) -> str:
    return name.casefold().split()[-1] if name.split() else ""
