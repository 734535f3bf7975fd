"""Which paragraph of one draft is which of another: equal ones first, wherever they stand, then similar ones."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

_NEAR = 0.25
"""Similarity from which two stretches between the same neighbours are one that was edited."""
_FAR = 0.45
"""The same for stretches that would have moved, too: it takes more to believe both."""
_COMMON = 12
"""A word that more of the stretches in question hold than this does not tell which is which."""
_CANDIDATES = 5
_ASIDE = 2


class Stretch(NamedTuple):
    """A piece of a draft: ``key`` is the same for equal ones, ``words`` are compared."""

    key: str
    words: tuple[str, ...]


class Pair(NamedTuple):
    """Indexes of what is the same stretch in the old draft and in the new; ``moved``: it stands elsewhere among the others."""

    old: int
    new: int
    moved: bool


def align(old: Sequence[Stretch], new: Sequence[Stretch]) -> list[Pair]:
    """The stretches of two drafts that belong together, in the order of the new one."""
    if [one.key for one in new] < [one.key for one in old]:  # one direction for both, so that a swap changes nothing else
        return sorted((Pair(two, one, moved) for one, two, moved in align(new, old)), key=lambda pair: pair.new)
    matching = _Matching(old, new)
    matching.take_equal()
    matching.take_similar()
    steady = matching.steady()
    return sorted((Pair(one, two, one not in steady) for one, two in matching.partner.items()), key=lambda pair: pair.new)


class _Matching:
    """Pairs as they are found: ``partner`` maps old indexes to new ones, ``taken`` holds the new ones."""

    def __init__(self, old: Sequence[Stretch], new: Sequence[Stretch]):
        self.old, self.new = old, new
        self.partner: dict[int, int] = {}
        self.taken: set[int] = set()

    def take(self, one: int, two: int) -> None:
        """Make a pair."""
        self.partner[one] = two
        self.taken.add(two)

    def steady(self) -> frozenset[int]:
        """The old indexes of the longest run of pairs that kept their order."""
        return _longest_rise([one for one, _ in sorted(self.partner.items(), key=lambda pair: pair[1])])

    # equal ones

    def take_equal(self) -> None:
        """Pair what stands once in each draft, then equal neighbours of pairs, then what is left in its order."""
        olds, news = _places(self.old), _places(self.new)
        for key, [one, *more] in olds.items():
            if not more and len(news.get(key, ())) == 1:
                self.take(one, news[key][0])
        ends = [(-1, -1), (len(self.old), len(self.new))]
        for one, two in [*self.partner.items(), *ends]:
            self._grow(one, two, 1)
            self._grow(one, two, -1)
        for key, places in olds.items():
            left = (one for one in places if one not in self.partner)
            for one, two in zip(left, [two for two in news.get(key, ()) if two not in self.taken], strict=False):
                self.take(one, two)

    def _grow(self, one: int, two: int, step: int) -> None:
        while True:
            one, two = one + step, two + step
            if not (0 <= one < len(self.old) and 0 <= two < len(self.new)):
                return
            if one in self.partner or two in self.taken or self.old[one].key != self.new[two].key:
                return
            self.take(one, two)

    # similar ones

    def take_similar(self) -> None:
        """Pair what shares most words, the most similar first."""
        ones = [one for one in range(len(self.old)) if one not in self.partner]
        twos = [two for two in range(len(self.new)) if two not in self.taken]
        if not ones or not twos:
            return
        steady = self.steady()
        gap_of_one = _gaps(ones, sorted(steady))
        gap_of_two = _gaps(twos, sorted(self.partner[one] for one in steady))
        likeness = _Likeness(self.old, self.new)
        found = []
        for one, candidates in self._candidates(ones, twos, gap_of_one, gap_of_two).items():
            for two in candidates:
                apart = abs(gap_of_one[one] - gap_of_two[two])
                alike = likeness.of(one, two)
                if alike >= (_FAR if apart else _NEAR):
                    found.append((-alike, apart, abs(one - two), one, two))
        for *_, one, two in sorted(found):
            if one not in self.partner and two not in self.taken:
                self.take(one, two)

    def _candidates(
        self, ones: list[int], twos: list[int], gap_of_one: dict[int, int], gap_of_two: dict[int, int]
    ) -> dict[int, set[int]]:
        """New stretches worth comparing with each old one: those that share uncommon words, and those in about the same place."""
        holders: dict[str, list[int]] = {}
        for two in twos:
            for word in set(self.new[two].words):
                holders.setdefault(word, []).append(two)
        gaps: dict[int, list[int]] = {}
        for two in twos:
            gaps.setdefault(gap_of_two[two], []).append(two)
        rank: Counter[int] = Counter()
        size = Counter(gap_of_one.values())
        candidates: dict[int, set[int]] = {}
        for one in ones:
            votes = Counter(
                two for word in set(self.old[one].words) if len(places := holders.get(word, ())) <= _COMMON for two in places
            )
            best = sorted(votes, key=lambda two: (-votes[two], abs(one - two), two))[:_CANDIDATES]
            here = gaps.get(gap := gap_of_one[one], [])
            place = rank[gap]
            rank[gap] += 1
            from_end = len(here) - (size[gap] - place)
            beside = [at for middle in (place, from_end) for at in range(middle - _ASIDE, middle + _ASIDE + 1)]
            candidates[one] = {*best, *(here[at] for at in beside if 0 <= at < len(here))}
        return candidates


class _Likeness:
    """How similar stretches are: the words they share by all their words (Dice), rare words weighing more."""

    def __init__(self, old: Sequence[Stretch], new: Sequence[Stretch]):
        holding = Counter(word for one in (*old, *new) for word in set(one.words))
        total = len(old) + len(new)
        self._weights = {word: math.log1p(total / number) for word, number in holding.items()}
        self._bags: tuple[dict[int, tuple[Counter[str], float]], ...] = ({}, {})
        self._stretches = (old, new)

    def of(self, one: int, two: int) -> float:
        """0 (no word in common) to 1 (the same words)."""
        (first, weight), (second, other) = self._bag(0, one), self._bag(1, two)
        if len(second) < len(first):
            first, second = second, first
        shared = math.fsum(self._weights[word] * min(number, second[word]) for word, number in first.items() if word in second)
        return 2 * shared / (weight + other) if weight + other else 0.0

    def _bag(self, side: int, at: int) -> tuple[Counter[str], float]:
        bags = self._bags[side]
        if at not in bags:
            bag = Counter(self._stretches[side][at].words)
            bags[at] = bag, math.fsum(self._weights[word] * number for word, number in bag.items())
        return bags[at]


def _places(stretches: Sequence[Stretch]) -> dict[str, list[int]]:
    """Where each key stands."""
    places: dict[str, list[int]] = {}
    for at, one in enumerate(stretches):
        places.setdefault(one.key, []).append(at)
    return places


def _gaps(indexes: Iterable[int], steady: list[int]) -> dict[int, int]:
    """How many of the steady ones stand before each index: equal numbers in both drafts are one gap."""
    return {at: bisect_left(steady, at) for at in indexes}


def _longest_rise(numbers: Sequence[int]) -> frozenset[int]:
    """The members of a longest rising subsequence of different numbers (patience sorting)."""
    tails: list[int] = []
    before: dict[int, int | None] = {}
    for number in numbers:
        at = bisect_left(tails, number)
        before[number] = tails[at - 1] if at else None
        tails[at : at + 1] = [number]
    found = []
    last = tails[-1] if tails else None
    while last is not None:
        found.append(last)
        last = before[last]
    return frozenset(found)
