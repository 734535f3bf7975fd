"""What stands nearest to a place in the text: sorted once, then found by bisection, so that long documents stay cheap."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from heapq import heappop, heappush
from typing import Generic, TypeVar

Item = TypeVar("Item")


class Nearby(Generic[Item]):
    """Items by their offsets; of items equally near the one given first counts."""

    __slots__ = ("_items", "_order", "_starts")

    def __init__(self, pairs: Iterable[tuple[int, Item]]):
        given = list(pairs)
        self._order = sorted(range(len(given)), key=lambda at: given[at][0])  # stable: equal offsets stay in the order given
        self._starts = [given[at][0] for at in self._order]
        self._items = [given[at][1] for at in self._order]

    def _first_at(self, start: int) -> int:
        return bisect_left(self._starts, start)

    def nearest(self, place: int) -> tuple[int, int, Item] | None:
        """The item nearest to ``place``, behind its distance and its number among the items given; None where there is none."""
        after = self._first_at(place)
        found = [after] if after < len(self._starts) else []
        if after:
            found.append(self._first_at(self._starts[after - 1]))
        if not found:
            return None
        best = min(found, key=lambda at: (abs(self._starts[at] - place), self._order[at]))
        return abs(self._starts[best] - place), self._order[best], self._items[best]

    def last_before(self, place: int) -> Item | None:
        """The last item that starts at or before ``place``."""
        after = bisect_right(self._starts, place)
        return self._items[self._first_at(self._starts[after - 1])] if after else None


class Holders(Generic[Item]):
    """Which of many stretches holds a place, asked for places in rising order; of several the one given first."""

    __slots__ = ("_open", "_waiting")

    def __init__(self, stretches: Iterable[tuple[int, int, Item]]):
        numbered = [(start, number, end, item) for number, (start, end, item) in enumerate(stretches)]
        self._waiting = sorted(numbered, key=lambda stretch: stretch[:2], reverse=True)
        self._open: list[tuple[int, int, Item]] = []

    def holder(self, place: int) -> Item | None:
        """The first given stretch with ``start <= place < end``."""
        while self._waiting and self._waiting[-1][0] <= place:
            _, number, end, item = self._waiting.pop()
            heappush(self._open, (number, end, item))
        while self._open and self._open[0][1] <= place:
            heappop(self._open)
        return self._open[0][2] if self._open else None
