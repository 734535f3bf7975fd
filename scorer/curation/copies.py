"""Texts that are the same or nearly so, found in linear time: MinHash signatures cut into bands (locality-sensitive hashing).

Texts that agree in a band are compared by their shingles, each with a few that came before it, never all with all.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from scorer.curation.shingles import Hashes, resemblance, shingle, sign

NEAR = 0.5
"""From this Jaccard index of three-word shingles on two texts are nearly the same: of thirty words about three differ."""
BANDS, ROWS = 40, 3
"""Two texts of index s agree in a band with probability 1 − (1 − s³)^40: 99.5 % at .5, 27 % at .2."""
_COMPARED = 6
"""A text is compared with so many of those it shares a band with."""


class Copies(NamedTuple):
    """Indices of texts that resemble one another, in order; ``same`` where all have the same words."""

    members: tuple[int, ...]
    same: bool


def find_copies(texts: Sequence[Sequence[str]], least: int = 1) -> list[Copies]:
    """Groups of texts (lists of folded words) that are the same or nearly so; those under ``least`` words are left out.

    Linear in the words of all texts. A group is a chain: its ends may differ more than ``NEAR`` allows.
    """
    alike: dict[str, list[int]] = defaultdict(list)
    for at, words in enumerate(texts):
        if len(words) >= least:
            alike[" ".join(words)].append(at)
    classes = list(alike.values())
    parents = list(range(len(classes)))
    sets = [shingle(texts[members[0]]) for members in classes]
    for one, other in _near(sets):
        _join(parents, one, other)
    gathered: dict[int, list[int]] = defaultdict(list)
    for number in range(len(classes)):
        gathered[_root(parents, number)].append(number)
    groups = [
        Copies(tuple(sorted(at for number in numbers for at in classes[number])), len(numbers) == 1)
        for numbers in gathered.values()
    ]
    return sorted(group for group in groups if len(group.members) > 1)


def _near(sets: list[Hashes]) -> list[tuple[int, int]]:
    """Pairs of sets that resemble each other, found through the bands they share."""
    signatures = sign(sets)
    pairs = []
    asked: set[tuple[int, int]] = set()
    for band in range(BANDS):
        keys = signatures[:, band * ROWS : (band + 1) * ROWS].tobytes()
        width = ROWS * signatures.itemsize
        buckets: dict[bytes, list[int]] = {}
        for at in range(len(sets)):
            bucket = buckets.setdefault(keys[at * width : (at + 1) * width], [])
            for other in bucket:
                if (other, at) not in asked:
                    asked.add((other, at))
                    if resemblance(sets[other], sets[at]) >= NEAR:
                        pairs.append((other, at))
            if len(bucket) < _COMPARED:
                bucket.append(at)
    return pairs


def _join(parents: list[int], one: int, other: int) -> None:
    first, last = sorted((_root(parents, one), _root(parents, other)))
    parents[last] = first


def _root(parents: list[int], at: int) -> int:
    while parents[at] != at:
        parents[at] = parents[parents[at]]
        at = parents[at]
    return at
