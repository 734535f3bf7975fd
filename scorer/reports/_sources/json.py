"""JSON: one object a document, each on its line."""

from __future__ import annotations

from typing import TextIO

from scorer.reports._records import write_line
from scorer.reports._sources._rows import describe_tables
from scorer.types import SourceTables


class Reporter:
    """Writes one JSON object a document."""

    def __init__(self, stream: TextIO, tables: tuple[str, ...]):
        self.stream = stream
        self.tables = tables

    def begin(self) -> None:
        """Nothing stands before the first object."""

    def document(self, tables: SourceTables) -> None:
        """Write the tables of one document, with its measures."""
        write_line(self.stream, describe_tables(tables, self.tables))

    def end(self) -> None:
        """Nothing stands behind the last object."""
