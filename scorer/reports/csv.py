"""CSV: one table of all documents, a row a paragraph."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TextIO

from scorer.reports._cells import Spreadsheet
from scorer.reports._paragraphs import list_rows
from scorer.types import AnnotatedDocument, ScoredDocument


class Reporter:
    """Writes comma-separated values, with one line of headings."""

    tabular = True

    def __init__(self, stream: TextIO, columns: Iterable[str]):
        self.sheet = Spreadsheet(stream)
        self.columns = tuple(columns)

    def begin(self) -> None:
        """Write the headings."""
        self.sheet.head(self.columns)

    def document(self, reported: ScoredDocument | AnnotatedDocument) -> None:
        """Write the paragraphs of one document."""
        self.sheet.write([row.get(column) for column in self.columns] for row in list_rows(reported))

    def end(self) -> None:
        """Nothing stands behind the last row."""
