"""JSON Lines: one line a paragraph."""

from __future__ import annotations

from typing import TextIO

from scorer.reports._records import list_paragraphs, write_line
from scorer.types import AnnotatedDocument, ScoredDocument


class Reporter:
    """Writes one JSON object a paragraph, each on its line."""

    def __init__(self, stream: TextIO):
        self.stream = stream

    def begin(self) -> None:
        """Nothing stands before the first line."""

    def document(self, reported: ScoredDocument | AnnotatedDocument) -> None:
        """Write the paragraphs of one document."""
        for record in list_paragraphs(reported):
            write_line(self.stream, record)

    def end(self) -> None:
        """Nothing stands behind the last line."""
