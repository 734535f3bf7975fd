"""Two drafts beside each other: every paragraph of both in one order, that of the new draft."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from scorer.types import Changes, ParagraphChange, Score

UNCHANGED = "unchanged"
LEFT = "left"


class Row(NamedTuple):
    """Paragraphs that belong together.

    ``kind`` is that of the change, ``UNCHANGED``, or ``LEFT``: the place that a moved paragraph has left, with where it is now.
    """

    kind: str
    old: Score | None
    new: Score | None
    change: ParagraphChange | None = None

    @property
    def moved(self) -> bool:
        """Whether the old paragraph stood elsewhere."""
        return self.change is not None and self.change.moved and self.kind != LEFT


def align_drafts(changes: Changes) -> list[Row]:
    """All paragraphs of both drafts; what is gone, or moved away, stands where it stood."""
    return list(_with_places_left(_with_unchanged(changes)))


def _with_unchanged(changes: Changes) -> Iterator[Row]:
    """The changes with the paragraphs between them that are as they were: they kept their order, hence are pairs by rank."""
    olds = _number(one.old for one in changes.paragraphs)
    news = _number(one.new for one in changes.paragraphs)
    same = deque(
        zip(
            (score for score in changes.old.scores if score.paragraph.number not in olds),
            (score for score in changes.new.scores if score.paragraph.number not in news),
            strict=True,
        )
    )
    for one in changes.paragraphs:
        while same and (_precedes(same[0][1], one.new) if one.new else _precedes(same[0][0], one.old)):
            yield Row(UNCHANGED, *same.popleft())
        yield Row(one.kind, one.old, one.new, one)
    yield from (Row(UNCHANGED, *pair) for pair in same)


def _with_places_left(rows: Iterable[Row]) -> Iterator[Row]:
    kept = list(rows)
    left = deque(sorted((row for row in kept if row.moved), key=lambda row: row.old.paragraph.number if row.old else 0))
    for row in kept:
        while left and not row.moved and _precedes(left[0].old, row.old):
            yield left.popleft()._replace(kind=LEFT)
        yield row
    yield from (row._replace(kind=LEFT) for row in left)


def _number(scores: Iterable[Score | None]) -> frozenset[int]:
    return frozenset(score.paragraph.number for score in scores if score)


def _precedes(one: Score | None, other: Score | None) -> bool:
    return one is not None and other is not None and one.paragraph.number < other.paragraph.number
