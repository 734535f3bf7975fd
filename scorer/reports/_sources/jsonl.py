"""JSON Lines: one line a row."""

from __future__ import annotations

from typing import TextIO

from scorer.reports._records import SCHEMA, write_line
from scorer.reports._sources._rows import list_rows
from scorer.types import SourceTables


class Reporter:
    """Writes one JSON object a row, with the document and the table it belongs to."""

    def __init__(self, stream: TextIO, tables: tuple[str, ...]):
        self.stream = stream
        self.tables = tables

    def begin(self) -> None:
        """Nothing stands before the first line."""

    def document(self, tables: SourceTables) -> None:
        """Write the rows of one document, table by table."""
        name = tables.annotated.document.name
        for table, rows in list_rows(tables, self.tables):
            for row in rows:
                write_line(self.stream, {"schema": SCHEMA, "document": name, "table": table, "row": row})

    def end(self) -> None:
        """Nothing stands behind the last line."""
