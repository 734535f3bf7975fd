"""Formats of ``scorer diff``, one module each: a ``Reporter`` writes what changed between two drafts to a text stream."""

from __future__ import annotations

from importlib import import_module
from typing import Protocol, TextIO, cast

from scorer.discover import member_names
from scorer.errors import ScorerError, nearest
from scorer.types import Changes


class Reporter(Protocol):
    """Writes changes to the stream it was made with."""

    def document(self, changes: Changes) -> None:
        """Write what changed between two drafts."""


def open_changes(name: str, stream: TextIO) -> Reporter:
    """The reporter of the format ``name``, writing to ``stream``."""
    known = member_names(__name__)
    if name not in known:
        raise ScorerError(f"no format {name!r} for changes; {nearest(name, list(known))}")
    return cast(Reporter, import_module(f"{__name__}.{name}").Reporter(stream))
