"""What is credited to whom, and which sources a picture has room for."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence

from scorer.pictures._words import clean, name_source
from scorer.terms import join_runs, name_kind
from scorer.types import SourceRow, SourceTables

Credited = dict[int, Counter[int]]
"""By the number of a source, the paragraphs (1-based) with something credited to it, and how many stretches of text that is."""


def list_credited(tables: SourceTables) -> Credited:
    """What is credited to every source."""
    starts = [paragraph.start for paragraph in tables.annotated.paragraphs]
    credited: Credited = {}
    for row in tables.sources:
        found = credited[row.source.id] = Counter(dict.fromkeys(row.relayed, 1))
        for start, end in row.contents:
            first, last = bisect_right(starts, start), bisect_right(starts, end - 1)
            found.update(range(max(first, 1), max(last, 1) + 1))
    return credited


def choose_sources(rows: Sequence[SourceRow], credited: Credited, most: int) -> tuple[list[SourceRow], list[SourceRow]]:
    """At most so many sources, those credited in most paragraphs and with most words, in the order of the draft; and the rest."""
    ranked = sorted(rows, key=lambda row: (not credited[row.source.id], -len(credited[row.source.id]), -row.words))
    best = {row.source.id for row in ranked[:most]}
    return [row for row in rows if row.source.id in best], [row for row in rows if row.source.id not in best]


def describe_credited(row: SourceRow, credited: Counter[int]) -> str:
    """A source in words: name, kind, what it is credited with, and where."""
    where = f"credited in paragraph {join_runs(sorted(credited), '–')}" if credited else "credited with nothing"
    passed = f"; passes on what others told in {join_runs(row.relayed, '–')}" if row.relayed else ""
    return clean(f"{name_source(row)} ({name_kind(row.source.kind, row.source.subkind)}): {where}{passed}")
