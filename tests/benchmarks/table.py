"""Rows of the benchmark's table: what was measured, on how many, and what was asked."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import NamedTuple

from scorer.presence import Counts

ASKED = {
    "attribution: reporting source, overlap": 0.72,
    "attribution: reporting cue, overlap": 0.75,
    "attribution: reporting content, overlap": 0.68,
    "levels, train and dev: kind accuracy": 0.80,
    "levels, train and dev: kind macro-F1": 0.55,
    "levels, train and dev: anon F1": 0.90,
    "levels, train and dev: denial F1": 0.85,
    "levels, train and dev: reply F1": 0.93,
    "levels, train and dev: hedge F1": 0.85,
    "levels, dev: macro-F1": 0.63,
    "levels, dev: concordance": 0.91,
    "hedges: FactBank dev, wide definition": 0.80,
    "anonymity: recall": 0.95,
    "anonymity: recall by unseen phrases": 0.88,
    "anonymity: precision on levels in this build": 0.85,
    "pronouns: linked source is the named one": 0.85,
    "speed: words/s": 100_000.0,
    "speed: unclosed quotes, right": 1.0,
    "speed: continued quotations, right": 1.0,
    "speed: quotations in a row, right": 1.0,
    "speed: distinct sources, right": 1.0,
}
"""At least so much is asked, by part and measure."""
ASKED_AT_MOST = {
    "speed: unclosed quotes, time for four times as many": 6.0,
    "speed: continued quotations, time for four times as many": 6.0,
    "speed: quotations in a row, time for four times as many": 6.0,
    "speed: distinct sources, time for four times as many": 6.0,
}
"""At most so much: linear time is 4, with room for a busy machine."""


class Row(NamedTuple):
    """One measure; ``reached`` is None where it could not be taken, and ``note`` then says why.

    Not ``valid``: another measure has to be reached before this one counts.
    """

    part: str
    measure: str
    reached: float | None
    counts: str = ""
    note: str = ""
    valid: bool = True

    @property
    def name(self) -> str:
        """The key of a row among what is asked."""
        return f"{self.part}: {self.measure}"

    @property
    def asked(self) -> float | None:
        """What is asked, None where nothing is."""
        return ASKED.get(self.name, ASKED_AT_MOST.get(self.name))

    @property
    def met(self) -> bool | None:
        """Whether it is reached, None where nothing is asked."""
        if self.asked is None:
            return None
        if self.reached is None or not self.valid:
            return False
        return self.reached <= self.asked if self.name in ASKED_AT_MOST else self.reached >= self.asked


def missing(part: str, why: str) -> list[Row]:
    """The asked rows of a part that cannot be measured."""
    asked = [name.split(": ") for name in (*ASKED, *ASKED_AT_MOST) if name.partition(":")[0].partition(",")[0] == part]
    return [Row(head, measure, None, note=why) for head, measure in asked]


def describe(counts: Counts) -> str:
    """Counts as "right/found/due"."""
    return f"{counts.right:,}/{counts.found:,}/{counts.due:,}"


def as_text(rows: Iterable[Row]) -> str:
    """The table as a person reads it, a heading for every part."""
    cells = [["measure", "reached", "asked", "met", "counts", "note"]]
    part = ""
    for row in rows:
        if row.part != part:
            part = row.part
            cells.append([part])
        sign = "≤ " if row.name in ASKED_AT_MOST else ""
        met = {True: "yes", False: "no", None: ""}[row.met]
        asked = "" if row.asked is None else sign + _number(row.asked)
        cells.append(["  " + row.measure, _number(row.reached), asked, met, row.counts, row.note])
    widths = [max(len(line[at]) for line in cells if len(line) > 1) for at in range(5)]
    padded = ([cell.ljust(width) for cell, width in zip(line, [*widths, 0], strict=False)] for line in cells)
    return "\n".join("  ".join(line).rstrip() for line in padded)


def _number(value: float | None) -> str:
    if value is None:
        return "-"
    return f"{value:,.0f}" if abs(value) >= 1000 else f"{value:.3f}"


def as_json(rows: Iterable[Row]) -> str:
    """One JSON object a row."""
    keys = ("part", "measure", "reached", "asked", "met", "counts", "note")
    return "\n".join(json.dumps({key: getattr(row, key) for key in keys}, ensure_ascii=False) for row in rows)
