"""Parquet: one table of all documents, a row a paragraph, with typed values.

The columns are those of CSV, and the same for every draft, so that files of the same command can be joined: ``document``,
``block``, ``place``, ``text``, ``level`` and ``kind`` are strings, ``paragraph``, ``line``, ``start``, ``end`` and
``priority_rank`` 64-bit integers, ``score`` (missing where no source is needed), ``needs_source``, the five ``probability_…``
and ``priority_value`` doubles, ``unsure`` is a boolean, ``flags``, ``cues`` and ``sources`` are lists of strings. Values are
those of the JSON report, text is as it stands in the draft; only a lone surrogate, which no encoding can carry, is spelled out.
The metadata of the schema name the table (``scorer.table``) and the version of the contract (``scorer.schema``).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import BinaryIO

from scorer.reports._paragraphs import list_rows
from scorer.reports._parquet import ParquetFile, Shape
from scorer.reports._records import SCHEMA
from scorer.types import AnnotatedDocument, ScoredDocument


class Reporter:
    """Writes one file of typed columns."""

    tabular = True
    binary = True

    def __init__(self, stream: BinaryIO, columns: Mapping[str, Shape]):
        self.file = ParquetFile(stream, columns, {"scorer.table": "paragraphs", "scorer.schema": str(SCHEMA)})

    def begin(self) -> None:
        """Nothing stands before the first row."""

    def document(self, reported: ScoredDocument | AnnotatedDocument) -> None:
        """Write the paragraphs of one document."""
        self.file.write(list_rows(reported))

    def end(self) -> None:
        """Write the end of the file."""
        self.file.close()
