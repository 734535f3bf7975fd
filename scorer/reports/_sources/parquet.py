"""Parquet: one table of all documents, a row a source, or a row an accusation or a party that was heard, with typed values.

A row is the ``row`` of the JSON Lines report with ``document`` before it: strings, 64-bit integers, doubles and booleans; lists
are lists, and excerpts, parties and answers records of their own. ``SOURCES`` and ``REPLIES`` below are the columns, the same
for every draft, so that files can be joined. What is not known is missing. Text is as it stands in the draft; only a lone
surrogate, which no encoding can carry, is spelled out. The metadata of the schema name the table (``scorer.table``) and the
version of the contract (``scorer.schema``).
"""

from __future__ import annotations

from typing import BinaryIO

from scorer.reports._parquet import ParquetFile, Shape
from scorer.reports._records import SCHEMA
from scorer.reports._sources._rows import list_rows
from scorer.types import SourceTables

_EXCERPT = {"text": str, "paragraph": int, "start": int, "end": int}
_PARTY = {"id": int, "name": str, "kind": str}
_ANSWER = {
    "label": str, **_EXCERPT, "lag": int, "attempts": int, "means": [str], "deadline": _EXCERPT, "elliptic": bool,
}  # fmt: skip
SOURCES = {
    "document": str, "id": int, "name": str, "kind": str, "subkind": str, "role": str, "unnamed": bool, "counted": bool,
    "silent": bool, "paragraphs": [int], "first_paragraph": int, "mentions": [_EXCERPT], "contents": [[int]], "words": int,
    "share_words": float, "quoted": bool, "quoted_words": int, "relayed": [int], "count": int, "described": [str],
    "reason": _EXCERPT, "reason_kind": str, "stake": _EXCERPT, "withheld": [_EXCERPT], "drift": [_EXCERPT], "evidence": [str],
}  # fmt: skip
REPLIES = {
    "document": str, "party": _PARTY, "accusation": {**_EXCERPT, "by": _PARTY}, "status": str, "lag": int,
    "replies": [_ANSWER], "further": int,
}  # fmt: skip
SHAPES: dict[str, dict[str, Shape]] = {"sources": SOURCES, "replies": REPLIES}


class Reporter:
    """Writes one table as a file of typed columns."""

    binary = True

    def __init__(self, stream: BinaryIO, tables: tuple[str, ...]):
        self.table = tables[0]
        about = {"scorer.table": self.table, "scorer.schema": str(SCHEMA)}
        self.file = ParquetFile(stream, SHAPES[self.table], about)

    def begin(self) -> None:
        """Nothing stands before the first row."""

    def document(self, tables: SourceTables) -> None:
        """Write the rows of one document."""
        name = tables.annotated.document.name
        for _, rows in list_rows(tables, (self.table,)):
            self.file.write({"document": name, **row} for row in rows)

    def end(self) -> None:
        """Write the end of the file."""
        self.file.close()
