"""Markdown: a table of the sources, and one of the right of reply, over all documents.

They have the columns of CSV. Whatever a draft holds is shown as text; fractions have two digits.
"""

from __future__ import annotations

from typing import TextIO

from scorer.reports._markup import draw_head, draw_row
from scorer.reports._sources._columns import COLUMNS, list_cells
from scorer.terms import LIMITS
from scorer.types import SourceTables

_TITLES = {"sources": "Who says what", "replies": "Right of reply"}


class Reporter:
    """Writes the first table as documents come, the second when all are there."""

    def __init__(self, stream: TextIO, tables: tuple[str, ...]):
        self.stream = stream
        self.first, *self.others = tables
        self.held: dict[str, list[str]] = {table: [] for table in self.others}

    def begin(self) -> None:
        """Write the headings of the first table."""
        self.stream.write(_head(self.first))

    def document(self, tables: SourceTables) -> None:
        """Write the rows of one document, and keep those that stand further down."""
        self.stream.writelines(map(draw_row, list_cells(tables, self.first)))
        for table, lines in self.held.items():
            lines.extend(map(draw_row, list_cells(tables, table)))

    def end(self) -> None:
        """Write the other table, and what neither says."""
        for table, lines in self.held.items():
            self.stream.write("\n" + _head(table))
            self.stream.writelines(lines)
        self.stream.write(f"\n{LIMITS}\n")


def _head(table: str) -> str:
    return f"## {_TITLES[table]}\n\n{draw_head(COLUMNS[table])}"
