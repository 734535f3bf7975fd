"""What is credited to whom, and which sources a picture has room for."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence

from scorer.pictures._words import clean, name_source
from scorer.terms import join_runs, name_kind
from scorer.types import SourceRow, SourceTables


def list_credited(row: SourceRow, tables: SourceTables) -> Counter[int]:
    """The paragraphs with something credited to a source, 1-based, each with how much it is: stretches of text."""
    starts = [paragraph.start for paragraph in tables.annotated.paragraphs]
    found: Counter[int] = Counter(dict.fromkeys(row.relayed, 1))
    for start, end in row.contents:
        for number in range(max(bisect_right(starts, start), 1), max(bisect_right(starts, end - 1), 1) + 1):
            found[number] += 1
    return found


def choose_sources(
    rows: Sequence[SourceRow], credited: dict[int, Counter[int]], most: int
) -> tuple[list[SourceRow], list[SourceRow]]:
    """At most so many sources, those credited in most paragraphs and with most words, in the order of the draft; and the rest."""
    ranked = sorted(rows, key=lambda row: (not credited[row.source.id], -len(credited[row.source.id]), -row.words))
    best = {row.source.id for row in ranked[:most]}
    return [row for row in rows if row.source.id in best], [row for row in rows if row.source.id not in best]


def describe_credited(row: SourceRow, credited: Counter[int]) -> str:
    """A source in words: name, kind, what it is credited with, and where."""
    where = f"credited in paragraph {join_runs(sorted(credited), '–')}" if credited else "credited with nothing"
    passed = f"; passes on what others told in {join_runs(row.relayed, '–')}" if row.relayed else ""
    return clean(f"{name_source(row)} ({name_kind(row.source.kind, row.source.subkind)}): {where}{passed}")
