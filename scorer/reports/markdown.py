"""Markdown: one table of all documents, a row a paragraph, for an issue, a wiki or a pull request.

It has the columns of CSV. Whatever a draft holds is shown as text; fractions have two digits.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TextIO

from scorer.reports._markup import draw_head, draw_row
from scorer.reports._paragraphs import list_rows
from scorer.terms import LIMITS
from scorer.types import AnnotatedDocument, ScoredDocument


class Reporter:
    """Writes one table, and below it what it does not say."""

    tabular = True

    def __init__(self, stream: TextIO, columns: Iterable[str]):
        self.stream = stream
        self.columns = tuple(columns)

    def begin(self) -> None:
        """Write the headings."""
        self.stream.write(draw_head(self.columns))

    def document(self, reported: ScoredDocument | AnnotatedDocument) -> None:
        """Write the paragraphs of one document."""
        for row in list_rows(reported):
            self.stream.write(draw_row(row.get(column) for column in self.columns))

    def end(self) -> None:
        """Write what the table does not say."""
        self.stream.write(f"\n{LIMITS}\n")
