"""Report formats, one module each: a ``Reporter`` writes documents, one by one, to a stream.

A format is a module with a class ``Reporter``; its name is the name of the format. A reporter takes scored documents, and
documents that are only annotated, alike. One that is ``binary`` writes bytes, all others text; one that is ``tabular`` is told
its columns.
"""

from __future__ import annotations

from importlib import import_module
from typing import IO, Any, Protocol, cast

from scorer.discover import member_names
from scorer.errors import ScorerError, nearest
from scorer.reports._paragraphs import name_columns
from scorer.types import AnnotatedDocument, ScoredDocument

Reported = ScoredDocument | AnnotatedDocument


class Reporter(Protocol):
    """Writes a report to the stream it was made with."""

    def begin(self) -> None:
        """Write what stands before the first document."""

    def document(self, reported: Reported) -> None:
        """Write one document."""

    def end(self) -> None:
        """Write what stands behind the last document."""


def open_report(name: str, stream: IO[Any], *, scored: bool = True, ranked: bool = False) -> Reporter:
    """The reporter of the format ``name``, writing to ``stream``, which is one of bytes where ``writes_bytes`` says so.

    A table has its columns from the start: those of scores if documents are ``scored``, of priorities if they are ``ranked``.
    """
    known = member_names(__name__)
    if name not in known:
        raise ScorerError(f"no report format {name!r}; {nearest(name, list(known))}")
    found = import_module(f"{__name__}.{name}").Reporter
    columns = [name_columns(scored=scored, ranked=ranked)] if getattr(found, "tabular", False) else []
    return cast(Reporter, found(stream, *columns))


def writes_bytes(name: str, formats: str = __name__) -> bool:
    """Whether a format, one of these or of another package of formats, is written to a stream of bytes: ``binary`` is set."""
    return name in member_names(formats) and getattr(import_module(f"{formats}.{name}").Reporter, "binary", False)
