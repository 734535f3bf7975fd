"""Formats of ``scorer sources``, one module each: a ``Reporter`` writes the tables of documents, one by one, to a stream."""

from __future__ import annotations

from importlib import import_module
from typing import IO, Any, Protocol, cast

from scorer.discover import member_names
from scorer.errors import ScorerError, nearest
from scorer.types import SourceTables

TABLES = ("sources", "replies")
"""Who says what, and the right of reply."""
SINGLE = ("csv", "parquet")
"""Formats that hold one table."""


class Reporter(Protocol):
    """Writes some of the tables to the stream it was made with."""

    def begin(self) -> None:
        """Write what stands before the first document."""

    def document(self, tables: SourceTables) -> None:
        """Write the tables of one document."""

    def end(self) -> None:
        """Write what stands behind the last document."""


def open_tables(name: str, stream: IO[Any], tables: tuple[str, ...] = TABLES) -> Reporter:
    """The reporter of the format ``name``, writing these tables to ``stream``; one of ``SINGLE`` writes the first."""
    known = member_names(__name__)
    if name not in known:
        raise ScorerError(f"no format {name!r} for tables; {nearest(name, list(known))}")
    return cast(Reporter, import_module(f"{__name__}.{name}").Reporter(stream, tables))
