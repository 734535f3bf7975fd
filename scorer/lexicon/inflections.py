"""Inflected forms of English verbs and nouns, for the ``~`` marker of seed phrases."""

from __future__ import annotations

from functools import cache

from scorer.resources import folder

_VOWELS = frozenset("aeiou")
_DOUBLING = frozenset(
    """
    admit commit permit submit omit refer infer defer confer concur occur rebut plan stop drop ban step tip tap cut
    put set let chat blog vet pan slam rap rip snap spot tag skip brag nod jot sum swap control compel propel expel
    rebel dispel quip
    """.split()
)


@cache
def irregular() -> dict[str, tuple[str, ...]]:
    """Irregular verbs from ``seeds/words/irregular.txt``: base, then its other forms."""
    forms: dict[str, tuple[str, ...]] = {}
    for line in (folder("seeds") / "words" / "irregular.txt").read_text("utf-8").splitlines():
        words = line.partition("#")[0].split()
        if words:
            forms[words[0]] = tuple(words[1:])
    return forms


def inflect(verb: str) -> tuple[str, ...]:
    """All forms of a verb, base first: ``deny`` → deny, denies, denying, denied."""
    third = _third(verb)
    if verb in irregular():
        return tuple(dict.fromkeys((verb, third, _participle(verb), *irregular()[verb])))
    return tuple(dict.fromkeys((verb, third, _participle(verb), _past(verb))))


def _third(verb: str) -> str:
    if verb.endswith(("s", "x", "z", "ch", "sh")) or verb in ("go", "do", "veto"):
        return verb + "es"
    if verb.endswith("y") and verb[-2:-1] not in _VOWELS:
        return verb[:-1] + "ies"
    return "has" if verb == "have" else verb + "s"


def _participle(verb: str) -> str:
    if verb.endswith("ie"):
        return verb[:-2] + "ying"
    if verb.endswith("e") and not verb.endswith(("ee", "oe", "ye")):
        return verb[:-1] + "ing"
    return (verb + verb[-1] if verb in _DOUBLING else verb) + "ing"


def _past(verb: str) -> str:
    if verb.endswith("e"):
        return verb + "d"
    if verb.endswith("y") and verb[-2:-1] not in _VOWELS:
        return verb[:-1] + "ied"
    return (verb + verb[-1] if verb in _DOUBLING else verb) + "ed"
