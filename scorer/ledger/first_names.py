"""First names: whose they are, and which may be one person's."""

from __future__ import annotations

from functools import cache

from scorer.lexicon import words


def same_first(one: str, other: str) -> bool:
    """Whether two first names may be one person's: equal, short for the other, an initial, or a known pet name."""
    if one == other or not one or not other:
        return one == other
    short, long = sorted((one.rstrip("."), other.rstrip(".")), key=len)
    return (long.startswith(short) and (len(short) == 1 or len(short) > 2)) or not _names(one).isdisjoint(_names(other))


def _names(first: str) -> frozenset[str]:
    return _full_forms().get(first, frozenset()) | {first}


@cache
def _full_forms() -> dict[str, frozenset[str]]:
    """The names that a pet name may stand for."""
    pairs = [pair.split() for pair in words("nickname")]
    return {pet: frozenset(full for other, full in pairs if other == pet) for pet, _ in pairs}


def sex_of(first: str) -> bool | None:
    """Whether a first name is a woman's (True) or a man's (False)."""
    if first in words("given_female"):
        return True
    return False if first in words("given_male") else None
