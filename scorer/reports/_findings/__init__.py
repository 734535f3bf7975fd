"""Formats of ``scorer check``, one module each: a ``Reporter`` writes checked documents, one by one, to a text stream."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import Protocol, TextIO, cast

from scorer.discover import member_names
from scorer.errors import ScorerError, nearest
from scorer.types import CheckedDocument, Rule


class Reporter(Protocol):
    """Writes findings to the stream it was made with; ``rules`` are those that were asked, by code."""

    def begin(self) -> None:
        """Write what stands before the first document."""

    def document(self, checked: CheckedDocument) -> None:
        """Write one document, which may have an error in place of findings."""

    def end(self) -> None:
        """Write what stands behind the last document."""


def open_findings(name: str, stream: TextIO, rules: Mapping[str, Rule]) -> Reporter:
    """The reporter of the format ``name``, writing to ``stream``."""
    known = member_names(__name__)
    if name not in known:
        raise ScorerError(f"no format {name!r} for findings; {nearest(name, list(known))}")
    return cast(Reporter, import_module(f"{__name__}.{name}").Reporter(stream, rules))
