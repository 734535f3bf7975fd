"""JSON: one object a document, each on its line, so that one document is a JSON file and many are JSON Lines."""

from __future__ import annotations

from typing import TextIO

from scorer.reports._records import describe_document, write_line
from scorer.types import AnnotatedDocument, ScoredDocument


class Reporter:
    """Writes one JSON object a document."""

    def __init__(self, stream: TextIO):
        self.stream = stream

    def begin(self) -> None:
        """Nothing stands before the first object."""

    def document(self, reported: ScoredDocument | AnnotatedDocument) -> None:
        """Write one document with its paragraphs and sources."""
        write_line(self.stream, describe_document(reported))

    def end(self) -> None:
        """Nothing stands behind the last object."""
