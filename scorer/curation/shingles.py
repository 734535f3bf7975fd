"""Texts as sets of hashed runs of words, and MinHash signatures of the sets, in numpy; the same on every machine.

MinHash after A. Broder, "On the resemblance and containment of documents" (1997): the share of places at which the
signatures of two sets agree estimates their Jaccard index.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import numpy as np

from scorer.text.tokens import tokenise

Hashes = np.ndarray[Any, np.dtype[np.uint64]]

SIZE = 3
"""Words in a shingle."""
PLACES = 120
"""Places of a signature."""
_CHUNK = 1 << 14
_ROLL = np.uint64(0x9E3779B97F4A7C15)
_SHIFTS = (np.uint64(32), np.uint64(29))
_MIXERS = (np.uint64(0xD6E8FEB86659FD93), np.uint64(0xBF58476D1CE4E5B9))


def words_of(text: str) -> list[str]:
    """The words and numbers of a text, folded, without marks."""
    return [word for word in tokenise(text)[1] if word[0].isalnum()]


def hash_runs(words: Sequence[str], size: int) -> Hashes:
    """One 64-bit hash for every run of ``size`` words, in order; none where there are fewer words."""
    if len(words) < size:
        return np.zeros(0, np.uint64)
    hashed = np.array([_hash_word(word) for word in words], np.uint64)
    number = len(words) - size + 1
    runs = np.zeros(number, np.uint64)
    for at in range(size):
        runs = mix(runs * _ROLL + hashed[at : at + number])
    return runs


def shingle(words: Sequence[str]) -> Hashes:
    """The set of a text's shingles, sorted; a text shorter than a shingle is one as a whole."""
    return np.unique(hash_runs(words, min(SIZE, len(words)))) if words else np.zeros(0, np.uint64)


def sign(sets: Sequence[Hashes]) -> Hashes:
    """MinHash signatures (sets, ``PLACES``); all ones for an empty set."""
    signatures = np.full((len(sets), PLACES), np.iinfo(np.uint64).max, np.uint64)
    filled = [at for at, found in enumerate(sets) if len(found)]
    factors, offsets = _permutations()
    first = 0
    while first < len(filled):
        last, total = first, 0
        while last < len(filled) and (last == first or total + len(sets[filled[last]]) <= _CHUNK):
            total += len(sets[filled[last]])
            last += 1
        joined = np.concatenate([sets[at] for at in filled[first:last]])
        starts = np.cumsum([0, *(len(sets[at]) for at in filled[first : last - 1])])
        spread = mix(joined[:, None] * factors + offsets)
        signatures[filled[first:last]] = np.minimum.reduceat(spread, starts, axis=0)
        first = last
    return signatures


def resemblance(one: Hashes, other: Hashes) -> float:
    """The Jaccard index of two sets of hashes."""
    shared = len(np.intersect1d(one, other, assume_unique=True))
    return shared / max(len(one) + len(other) - shared, 1)


def mix(numbers: Hashes) -> Hashes:
    """Spread the bits, so that neither order nor pattern is left (the finaliser of MurmurHash)."""
    for shift, mixer in zip(_SHIFTS, _MIXERS, strict=True):
        numbers = (numbers ^ (numbers >> shift)) * mixer
    return numbers ^ (numbers >> _SHIFTS[0])


@lru_cache(maxsize=1 << 18)
def _hash_word(word: str) -> int:
    return int.from_bytes(hashlib.blake2b(word.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")


@lru_cache(maxsize=1)
def _permutations() -> tuple[Hashes, Hashes]:
    """Odd factors and offsets, one a place, by a fixed seed."""
    seeds = mix(np.arange(1, 2 * PLACES + 1, dtype=np.uint64) * _ROLL)
    return seeds[:PLACES] | np.uint64(1), seeds[PLACES:]
