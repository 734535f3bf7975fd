"""Cells of tables: what a spreadsheet shows, and takes for nothing but text.

Cells of text are on one line, with control characters spelled out. One that a spreadsheet would take for a formula has an
apostrophe before it. Several values in one cell stand apart by "; ". Yes and no are ``yes`` and ``no``, what is not known is
empty, numbers are not rounded.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from typing import TextIO

from scorer.reports._lettering import make_visible

_FORMULA = tuple("=+-@＝＋－＠|%")

Cell = str | int | float | bool | Sequence[object] | None


class Spreadsheet:
    """Comma-separated values, with one line of headings."""

    def __init__(self, stream: TextIO):
        self._writer = csv.writer(stream, lineterminator="\n")  # a text stream ends lines as its system does

    def head(self, columns: Iterable[str]) -> None:
        """Write the headings."""
        self._writer.writerow(columns)

    def write(self, rows: Iterable[Iterable[Cell]]) -> None:
        """Write some rows."""
        self._writer.writerows([_guard(cell) for cell in row] for row in rows)


def spell_cell(cell: Cell) -> str:
    """A cell in words, on one line."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, str):
        return " ".join(cell.split())
    if isinstance(cell, int | float):
        return str(cell)
    return "; ".join(spell_cell(str(value)) for value in cell)


def _guard(cell: Cell) -> str | int | float:
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return cell
    text = make_visible(spell_cell(cell))
    return f"'{text}" if len(text) > 1 and text.startswith(_FORMULA) else text
