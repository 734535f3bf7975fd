"""First names: whose they are, and which may be one person's."""

from __future__ import annotations

from functools import cache

from scorer.lexicon import words


def same_first(one: str, other: str) -> bool:
    """Whether two first names may be one person's: equal, short for the other, an initial, or a known pet name."""
    if one == other or not one or not other:
        return one == other
    short, long = sorted((one.rstrip("."), other.rstrip(".")), key=len)
    return (long.startswith(short) and (len(short) == 1 or len(short) > 2)) or not _full_forms(one).isdisjoint(_full_forms(other))


@cache
def _full_forms(first: str) -> frozenset[str]:
    pairs = [pair.split() for pair in words("nickname")]
    return frozenset([first, *(full for pet, full in pairs if pet == first)])


def sex_of(first: str) -> bool | None:
    """Whether a first name is a woman's (True) or a man's (False)."""
    if first in words("given_female"):
        return True
    return False if first in words("given_male") else None
