"""CSV: one table of all documents, a row a source, or a row a reply."""

from __future__ import annotations

from typing import TextIO

from scorer.reports._cells import Spreadsheet
from scorer.reports._sources._columns import COLUMNS, list_cells
from scorer.types import SourceTables


class Reporter:
    """Writes one table of comma-separated values, with one line of headings."""

    def __init__(self, stream: TextIO, tables: tuple[str, ...]):
        self.sheet = Spreadsheet(stream)
        self.table = tables[0]

    def begin(self) -> None:
        """Write the headings."""
        self.sheet.head(COLUMNS[self.table])

    def document(self, tables: SourceTables) -> None:
        """Write the rows of one document."""
        self.sheet.write(list_cells(tables, self.table))

    def end(self) -> None:
        """Nothing stands behind the last row."""
