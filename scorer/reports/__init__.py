"""Report formats, one module each: a ``Reporter`` writes documents, one by one, to a text stream.

A format is a module with a class ``Reporter``; its name is the name of the format. A reporter takes scored documents, and
documents that are only annotated, alike.
"""

from __future__ import annotations

from importlib import import_module
from typing import Protocol, TextIO, cast

from scorer.discover import member_names
from scorer.errors import ScorerError, nearest
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


def open_report(name: str, stream: TextIO) -> Reporter:
    """The reporter of the format ``name``, writing to ``stream``."""
    known = member_names(__name__)
    if name not in known:
        raise ScorerError(f"no report format {name!r}; {nearest(name, list(known))}")
    return cast(Reporter, import_module(f"{__name__}.{name}").Reporter(stream))
